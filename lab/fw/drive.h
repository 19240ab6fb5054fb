// Driver: calls a student's functions on random inputs and writes down what they give, knowing
// nothing of what is right. Two programs that give the same under 100 seeds do not differ in
// behaviour; that is how the checks are measured (docs/lab_mutants.md), so a driver never uses a
// check's inputs, expectations or helpers.
#ifndef GRADLAB_LAB_FW_DRIVE_H_
#define GRADLAB_LAB_FW_DRIVE_H_

#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "gradlab/lab/fw/check.h"

namespace gradlab::lab {

class Driver {
 public:
  explicit Driver(uint64_t seed) : random_(seed) {}

  // Random inputs: [low, high), and [low, high] of integers.
  double number(double low, double high);
  int64_t integer(int64_t low, int64_t high);
  bool flip() { return integer(0, 1) == 1; }
  // Uniform in [-2, 2), in one of several layouts.
  Tensor tensor(const std::vector<int64_t>& shape, ScalarType dtype = kFloat64);
  Tensor leaf(const std::vector<int64_t>& shape, ScalarType dtype = kFloat64) {
    return tensor(shape, dtype).requires_grad_();
  }

  // Records a value, or the kind of error that computing it throws, under a name.
  void operator()(const std::string& name, const std::function<Value()>& f);

  // Everything recorded, with 9 digits.
  const std::string& record() const { return record_; }

 private:
  std::mt19937_64 random_;
  std::string record_;
};

}  // namespace gradlab::lab

// `drive` takes (lab::Driver&, const Written&) and is called once for each seed.
#define LAB_DRIVER(drive)                                                     \
  extern "C" void lab_drive(::gradlab::lab::Driver& d, const void* written) { \
    drive(d, *static_cast<const Written*>(written));                          \
  }

#endif  // GRADLAB_LAB_FW_DRIVE_H_
