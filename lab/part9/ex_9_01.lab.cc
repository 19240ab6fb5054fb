//:exercise 9.01 stretch
//:title.en The framework's own exercise
//:title.vi Bài riêng của khung kiểm tra
//:text.en
// Not for students: each wrong solution is a kind of fault that any exercise can meet.
//:text.vi
// Không dành cho sinh viên: mỗi lời giải sai là một loại lỗi mà bài nào cũng có thể gặp.
//:know.en Nothing.
//:know.vi Không có gì.
//:hint.1.en None.
//:hint.1.vi Không.
//:hint.2.en None.
//:hint.2.vi Không.
//:hint.3.en None.
//:hint.3.vi Không.
//:label.triple.en three times x
//:label.triple.vi ba lần x
//:label.product.en x times the weights
//:label.product.vi x nhân trọng số
//:label.refused.en an index outside
//:label.refused.vi chỉ số ở ngoài

//:code
#include "gradlab/lab/part9/ex_9_01.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

namespace ex_9_01 {

double triple(double x) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return 3 * x;
  //:wrong SIGN lab/sign
  return -3 * x;
  //:wrong FACTOR lab/factor
  return 6 * x;
  //:wrong ZERO lab/zero
  return 0 * x;
  //:wrong CONSTANT lab/constant
  return 6.5;
  //:wrong PREVIOUS lab/previous
  static double sum = 0;
  return sum += 3 * x;
  //:wrong NOT_FINITE lab/not-finite
  return x * std::log(-1.0);
  //:wrong PRECISION lab/precision
  return 3.00001 * x;
  //:wrong UNKNOWN lab/unknown
  return 3 * x + std::sin(x) + 0.1;
  //:wrong RAISED lab/raised
  throw std::runtime_error("no answer for " + std::to_string(x));
  //:wrong CRASHED lab/crashed
  volatile int* nowhere = nullptr;
  *nowhere = 1;
  return 3 * x;
  //:wrong TERMINATED lab/crashed
  std::terminate();
  //:wrong ENDLESS lab/time
  for (volatile bool more = true; more;) {
  }
  return 3 * x;
  //:wrong EXITED lab/exited
  std::exit(0);
  //:wrong QUICK lab/exited
  std::_Exit(0);
  //:wrong MEMORY lab/memory not-sanitized
  std::vector<double> all(1'250'000'000, x);
  return all[7];
  //:wrong TENSOR_MEMORY lab/memory not-sanitized
  return full({1'250'000'000}, x, kFloat64)[7].item<double>();
  //:wrong OUTPUT lab/output
  for (int i = 0; i < 1'000'000; ++i) {
    std::puts("a line of a hundred columns ......................................................");
  }
  return 3 * x;
  //:end
}

Tensor product(const Tensor& x) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return x.matmul(arange(1, 13, x.options()).view({3, 4}));
  //:wrong TRANSPOSED lab/transposed
  return x.matmul(arange(1, 13, x.options()).view({3, 4})).t();
  //:wrong DTYPE lab/dtype
  return x.matmul(arange(1, 13, x.options()).view({3, 4})).to(kFloat32);
  //:wrong SHAPE lab/shape
  return x.matmul(arange(1, 13, x.options()).view({3, 4})).view({4, 2});
  //:wrong REDUCED lab/reduced
  return x.matmul(arange(1, 13, x.options()).view({3, 4})).sum(1);
  //:wrong LEAKED lab/leak
  static std::vector<Tensor> kept;
  Tensor weights = arange(1, 13, x.options()).view({3, 4}).requires_grad_();
  kept.push_back(x.matmul(weights));
  return kept.back().detach();
  //:end
}

Tensor refused(const Tensor& x) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return x[5];
  //:wrong NO_ERROR lab/no-error
  return x[1];
  //:wrong OTHER_ERROR lab/other-error
  return x.view({7});
  //:end
}

}  // namespace ex_9_01
