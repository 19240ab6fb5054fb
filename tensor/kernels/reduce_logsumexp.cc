#include <cmath>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/reduce.h"
#include "gradlab/tensor/kernels/unary.h"

namespace gradlab::kernels {

// log(sum exp(x - m)) + m with the maximum m for every result; an infinite m would only turn
// inf - inf into NaN.
Array logsumexp(const Array& input, IntArrayRef dims, bool keepdim) {
  const Array a = is_floating_point(input.dtype()) ? input : cast(input, get_default_dtype());
  if (a.numel() == 0) return log(sum(exp(a), dims, keepdim));
  const Array max = amax(a, dims, true);
  dispatch_floating(a.dtype(), "logsumexp", [&]<class T>() {
    T* m = max.data<T>();
    for (int64_t i = 0; i < max.numel(); ++i) {
      if (std::isinf(m[i])) m[i] = 0;
    }
  });
  const Array shifted = sub(a, max);
  const Array out = log(sum(exp(shifted, &shifted), dims, keepdim));
  return add(out, max.view(out.sizes()), 1, &out);
}

}  // namespace gradlab::kernels
