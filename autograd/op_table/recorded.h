// What tools/record_op_table.py recorded from PyTorch for the rows of a family.
#ifndef GRADLAB_AUTOGRAD_OP_TABLE_RECORDED_H_
#define GRADLAB_AUTOGRAD_OP_TABLE_RECORDED_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "gradlab/autograd/tensor.h"

namespace gradlab::op_table {

struct RecordedTensor {
  ScalarType dtype;
  std::vector<int64_t> sizes;
  std::vector<double> values;  // row-major
  bool wants_grad = false;     // of an input
};

struct RecordedOutput : RecordedTensor {
  // Of the result for contiguous inputs and for inputs with reversed strides.
  std::vector<int64_t> strides, strides_transposed;
  std::string node;  // name of the grad_fn, empty for none
};

struct RecordedCase {
  std::string sample;
  std::vector<RecordedTensor> inputs;
  std::vector<RecordedOutput> outputs;
  std::string error;                     // PyTorch's text when it refuses the inputs
  std::vector<RecordedTensor> incoming;  // gradients of the outputs that require grad
  // Of the inputs that want one; nullopt: undefined. Empty when no output requires grad.
  std::vector<std::optional<std::vector<double>>> gradients;
  std::string refused;  // PyTorch's text when the backward pass throws

  // "2x3,3 float32 int64".
  std::string label() const;
  bool all_float64() const;
  // PyTorch has no derivative for the operation; otherwise a refusal is a shortcoming of its own.
  bool not_implemented() const {
    return refused.starts_with("derivative for") ||
           (refused.starts_with("the derivative for") && refused.find("inplace") == refused.npos);
  }
};

struct RecordedRow {
  std::string expression, domains, samples;
  std::vector<RecordedCase> cases;
};

// By row name. Throws Error when the file cannot be read or is malformed.
std::map<std::string, RecordedRow> read_recorded(const std::string& path);

// How a tensor lies in memory.
enum class InMemory { kContiguous, kTransposed, kStepped };
const char* name_of(InMemory layout);

// The tensor with these values. kTransposed reverses the order of the strides, kStepped leaves gaps
// and starts at an offset; a 0-dim tensor only gets the offset.
Tensor make_tensor(const RecordedTensor& recorded, InMemory layout = InMemory::kContiguous);

// The elements in row-major order.
std::vector<double> values_of(const Tensor& t);

}  // namespace gradlab::op_table

#endif  // GRADLAB_AUTOGRAD_OP_TABLE_RECORDED_H_
