// Functions of two integers.
#include <numeric>
#include <type_traits>

#include "gradlab/tensor/kernels/arithmetic.h"
#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/pointwise.h"

namespace gradlab::kernels {
namespace {

// Without sign, where the smallest integer has a magnitude too.
template <class T>
std::make_unsigned_t<T> magnitude(T a) {
  using U = std::make_unsigned_t<T>;
  return a < 0 ? static_cast<U>(wrapping_neg(a)) : static_cast<U>(a);
}

struct Gcd {
  template <class T>
  T operator()(T a, T b) const {
    return static_cast<T>(std::gcd(magnitude(a), magnitude(b)));
  }
};
struct Lcm {
  template <class T>
  T operator()(T a, T b) const {
    using U = std::make_unsigned_t<T>;
    const U x = magnitude(a), y = magnitude(b);
    if (x == 0 || y == 0) return 0;
    return static_cast<T>(wrapping_mul<U>(static_cast<U>(x / std::gcd(x, y)), y));
  }
};

template <class Op>
Array integral(const char* name, const Operand& a, const Operand& b, const Array* into) {
  return dispatch_integral(result_type(a, b), name,
                           [&]<class T>() { return binary<T, T>(a, b, Op(), into); });
}

}  // namespace

Array gcd(const Operand& a, const Operand& b, const Array* into) {
  return integral<Gcd>("gcd_cpu", a, b, into);
}
Array lcm(const Operand& a, const Operand& b, const Array* into) {
  return integral<Lcm>("lcm_cpu", a, b, into);
}

}  // namespace gradlab::kernels
