// Comparisons of two operands, and of whole arrays.
#include "gradlab/tensor/kernels/compare.h"

#include <cstring>

#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/pointwise.h"
#include "gradlab/tensor/kernels/unary.h"

namespace gradlab::kernels {
namespace {

struct Eq {
  template <class T>
  bool operator()(T a, T b) const {
    return a == b;
  }
};
struct Ne {
  template <class T>
  bool operator()(T a, T b) const {
    return a != b;
  }
};
struct Lt {
  template <class T>
  bool operator()(T a, T b) const {
    return a < b;
  }
};
struct Le {
  template <class T>
  bool operator()(T a, T b) const {
    return a <= b;
  }
};

struct Gt {
  template <class T>
  bool operator()(T a, T b) const {
    return a > b;
  }
};
struct Ge {
  template <class T>
  bool operator()(T a, T b) const {
    return a >= b;
  }
};

template <class Op>
Array compare(const char* name, const Operand& a, const Operand& b, const Array* into) {
  return compute_all(result_type(a, b), name,
                      [&]<class T>() { return binary<bool, T>(a, b, Op(), into); });
}

bool all_true(const Array& a) {
  const Array flat = contiguous(a);
  return std::memchr(flat.raw_data(), 0, flat.numel()) == nullptr;
}

}  // namespace

Array eq(const Operand& a, const Operand& b, const Array* into) {
  return compare<Eq>("eq_cpu", a, b, into);
}
Array ne(const Operand& a, const Operand& b, const Array* into) {
  return compare<Ne>("ne_cpu", a, b, into);
}
Array lt(const Operand& a, const Operand& b, const Array* into) {
  return compare<Lt>("lt_cpu", a, b, into);
}
Array le(const Operand& a, const Operand& b, const Array* into) {
  return compare<Le>("le_cpu", a, b, into);
}
Array gt(const Operand& a, const Operand& b, const Array* into) {
  return compare<Gt>("gt_cpu", a, b, into);
}
Array ge(const Operand& a, const Operand& b, const Array* into) {
  return compare<Ge>("ge_cpu", a, b, into);
}

bool equal(const Array& a, const Array& b) { return a.sizes() == b.sizes() && all_true(eq(a, b)); }

Array isclose(const Array& a, const Array& b, double rtol, double atol, bool equal_nan) {
  GRADLAB_CHECK(a.dtype() == b.dtype(), a.dtype(), " did not match ", b.dtype());
  GRADLAB_CHECK(rtol >= 0, "rtol must be greater than or equal to zero, but got ", rtol);
  GRADLAB_CHECK(atol >= 0, "atol must be greater than or equal to zero, but got ", atol);
  Array close = eq(a, b);
  if (equal_nan && is_floating_point(a.dtype())) {
    logical_or(close, logical_and(isnan(a), isnan(b)), &close);
  }
  if (rtol == 0 && atol == 0) return close;

  // Integers are subtracted as floats, where the difference of unsigned ones can be negative.
  const Array reference = is_floating_point(b.dtype()) ? b : cast(b, get_default_dtype());
  const Array value = a.dtype() == ScalarType::Bool ? cast(a, get_default_dtype()) : a;
  const Array allowed = add(abs(mul(reference, rtol)), atol);
  const Array difference = abs(sub(value, reference));
  const Array within = logical_and(isfinite(difference), le(difference, allowed));
  return logical_or(close, within);
}

bool allclose(const Array& a, const Array& b, double rtol, double atol, bool equal_nan) {
  return all_true(isclose(a, b, rtol, atol, equal_nan));
}

}  // namespace gradlab::kernels
