//:exercise 2.02 core
//:covers "Xây dựng biểu thức toán học và gọi backward() để tính gradient."
//:covers "Quan sát giá trị gradient thu được và đối chiếu với tính toán lý thuyết."
//:covers "Gradient tính bằng autograd khớp với lý thuyết (ví dụ x.grad = 18)."
//:title.en backward() against theory: 18
//:title.vi backward() đối chiếu với lý thuyết: 18
//:text.en
// The derivative of a function at x says how fast its value changes there: its slope. You can get
// it in three ways, and the check compares all three:
//
//   * theory: with the rules of differentiation, on paper;
//   * autograd: the operations are recorded, and backward() applies the same rules to them;
//   * finite difference: (f(x + h) - f(x - h)) / 2h with a small h.
//
// For autograd you need a leaf, an expression, and one call:
//
//     Tensor x = tensor(2., TensorOptions(kFloat64).requires_grad(true));   // one number, no axes
//     Tensor y = x.pow(3) + x;      // tensors have + - * /, and pow(2) for "to the power 2"
//     y.backward();
//     x.grad();                     // 13: the derivative 3 x^2 + 1 at x = 2
//     x.grad().item<double>();      // the same as a number of C++
//
// Careful: in C++, ^ is not a power.
//
// 1. f: 3 x^2 for every element of the tensor x, as an expression of tensors.
// 2. theory: the derivative of 3 x^2 at x, by hand, with numbers alone.
// 3. slope: the derivative of any function g at the number `at`: make a float64 leaf of it,
//    compute g(leaf), run backward(), and return the gradient as a number. slope(f, 3) must be
//    18.
//:text.vi
// Đạo hàm của một hàm tại x cho biết giá trị của nó thay đổi nhanh thế nào ở đó: đó là độ dốc. Có
// ba cách để tính, và bài kiểm tra so sánh cả ba:
//
//   * lý thuyết: dùng các quy tắc đạo hàm, trên giấy;
//   * autograd: các phép toán được ghi lại, và backward() áp dụng đúng các quy tắc đó cho chúng;
//   * sai phân hữu hạn: (f(x + h) - f(x - h)) / 2h với h nhỏ.
//
// Với autograd bạn cần một lá, một biểu thức và một lời gọi:
//
//     Tensor x = tensor(2., TensorOptions(kFloat64).requires_grad(true));   // một số, không trục
//     Tensor y = x.pow(3) + x;      // tensor có + - * /; pow(2) nghĩa là "mũ 2"
//     y.backward();
//     x.grad();                     // 13: đạo hàm 3 x^2 + 1 tại x = 2
//     x.grad().item<double>();      // cũng giá trị ấy, dạng số của C++
//
// Lưu ý: trong C++, ^ không phải là lũy thừa.
//
// 1. f: 3 x^2 cho mỗi phần tử của tensor x, viết thành biểu thức tensor.
// 2. theory: đạo hàm của 3 x^2 tại x, tính tay, chỉ dùng số thường.
// 3. slope: đạo hàm của hàm g bất kỳ tại số `at`: tạo từ nó một lá float64, tính g(lá), chạy
//    backward(), rồi trả về gradient dưới dạng số. slope(f, 3) phải bằng 18.
//:know.en backward() applies the rules of differentiation: autograd, theory and differences agree.
//:know.vi backward() áp dụng các quy tắc đạo hàm: autograd, lý thuyết và sai phân cho cùng kết quả.
//:hint.1.en How steep is 3 x^2 at x = 0? And how does the slope grow when x grows?
//:hint.1.vi 3 x^2 dốc bao nhiêu tại x = 0? Và độ dốc tăng thế nào khi x tăng?
//:hint.2.en Theory: the exponent comes down as a factor and falls by one; the 3 stays in front. slope:
// after backward(), the answer is not in y but in the leaf.
//:hint.2.vi Lý thuyết: số mũ xuống làm hệ số và giảm đi một; số 3 vẫn đứng trước. slope: sau
// backward(), đáp số không nằm trong y mà nằm trong lá.
//:hint.3.en
// f: 3 * x.pow(2)
// theory: 3 times the derivative of x^2, which is 2 x
// slope: Tensor x = tensor(at, TensorOptions(kFloat64).requires_grad(true));
//        g(x).backward(); and then the number in x.grad()
//:hint.3.vi
// f: 3 * x.pow(2)
// theory: 3 lần đạo hàm của x^2, tức là 2 x
// slope: Tensor x = tensor(at, TensorOptions(kFloat64).requires_grad(true));
//        g(x).backward(); rồi lấy số trong x.grad()
//:predict.at-three.en y = 3 x^2. What is x.grad() after y.backward() at x = 3?
//:predict.at-three.vi y = 3 x^2. Tại x = 3, sau y.backward() thì x.grad() bằng bao nhiêu?
//:predict.at-zero.en y = 3 x^2. What is x.grad() after y.backward() at x = 0?
//:predict.at-zero.vi y = 3 x^2. Tại x = 0, sau y.backward() thì x.grad() bằng bao nhiêu?
//:label.value.en 3 x^2
//:label.value.vi 3 x^2
//:label.gradient.en the gradient of 3 x^2
//:label.gradient.vi gradient của 3 x^2
//:label.by-hand.en the derivative of 3 x^2, by hand
//:label.by-hand.vi đạo hàm của 3 x^2, tính tay
//:label.slope.en the derivative of 3 x^2, by backward()
//:label.slope.vi đạo hàm của 3 x^2, bằng backward()
//:label.other-slopes.en the derivative of another function, by backward()
//:label.other-slopes.vi đạo hàm của một hàm khác, bằng backward()
//:label.together.en slope(f, x) and theory(x)
//:label.together.vi slope(f, x) và theory(x)
//:label.input-after.en the input afterwards
//:label.input-after.vi đầu vào sau khi gọi hàm
//:message.forgot-inner.en {got} = 3x at x = {input}: the exponent 2 must come down as a factor, 2 · 3 · x = {expected}.
//:message.forgot-inner.vi {got} = 3x tại x = {input}: khi lấy đạo hàm, số mũ 2 phải xuống làm hệ số, 2 · 3 · x = {expected}.
//:explain.forgot-inner.en
// The power rule has two parts: the exponent becomes a factor, and it falls by one. x^2 becomes 2
// x, x^3 becomes 3 x^2. Who only lowers the exponent gets half of the slope here.
//
//     // 3 x^2  ->  3 * 2 * x  =  6 x;     at x = 3: 18, not 9
//     double h = 1e-5;
//     (3 * (3 + h) * (3 + h) - 3 * (3 - h) * (3 - h)) / (2 * h);   // 18.0000
//:explain.forgot-inner.vi
// Quy tắc lũy thừa có hai phần: số mũ trở thành hệ số, và số mũ giảm đi một. x^2 thành 2 x, x^3
// thành 3 x^2. Nếu chỉ hạ số mũ thì ở đây chỉ được một nửa độ dốc.
//
//     // 3 x^2  ->  3 * 2 * x  =  6 x;     tại x = 3: 18, không phải 9
//     double h = 1e-5;
//     (3 * (3 + h) * (3 + h) - 3 * (3 - h) * (3 - h)) / (2 * h);   // 18.0000
//:message.forgot-coefficient.en The coefficient 3 was lost: three times {got} is {expected}.
//:message.forgot-coefficient.vi Hệ số 3 bị mất: ba lần {got} mới là {expected}.
//:explain.forgot-coefficient.en
// A constant factor stays where it is: it stretches the curve, and so every slope, by the same
// factor.
//
//     // x^2    has the slope 2 x:      at x = 3: 6
//     // 3 x^2  has the slope 3 * 2 x:  at x = 3: 18
//:explain.forgot-coefficient.vi
// Hệ số hằng vẫn đứng nguyên chỗ: nó kéo giãn đường cong, và do đó mọi độ dốc, theo cùng một hệ
// số.
//
//     // x^2    có độ dốc 2 x:      tại x = 3: 6
//     // 3 x^2  có độ dốc 3 * 2 x:  tại x = 3: 18
//:message.value-not-slope.en {got} is the value at {input}, the height of the curve; the slope is {expected}.
//:message.value-not-slope.vi {got} là giá trị của hàm tại {input}, tức độ cao của đường cong; độ dốc là {expected}.
//:explain.value-not-slope.en
// y holds what the function gives, x.grad() holds how that changes with x. Both are numbers, and
// nothing but the name tells them apart.
//
//     Tensor x = tensor(3., requires_grad());
//     Tensor y = 3 * x.pow(2);
//     y.backward();
//     y;          // 27: the height
//     x.grad();   // 18: the slope
//:explain.value-not-slope.vi
// y chứa giá trị của hàm, x.grad() cho biết giá trị đó thay đổi thế nào theo x. Cả hai đều là số,
// chỉ có tên gọi phân biệt chúng.
//
//     Tensor x = tensor(3., requires_grad());
//     Tensor y = 3 * x.pow(2);
//     y.backward();
//     y;          // 27: độ cao
//     x.grad();   // 18: độ dốc
//:message.squared-coefficient.en You have {got}, right is {expected}: the 3 was squared too. The power comes first, then the
// factor: 3 * x.pow(2), not (3 * x).pow(2).
//:message.squared-coefficient.vi Bạn có {got}, đúng ra là {expected}: số 3 cũng bị bình phương. Lũy thừa trước, hệ số sau:
// 3 * x.pow(2), không phải (3 * x).pow(2).
//:explain.squared-coefficient.en
// In 3 x^2 only x is squared. In brackets, 3 x is squared as a whole, and 9 x^2 comes out.
//
//     Tensor x = tensor(2.);
//     3 * x.pow(2);     // 12
//     (3 * x).pow(2);   // 36
//:explain.squared-coefficient.vi
// Trong 3 x^2 chỉ có x được bình phương. Nếu có ngoặc thì cả 3 x bị bình phương, và kết quả là 9
// x^2.
//
//     Tensor x = tensor(2.);
//     3 * x.pow(2);     // 12
//     (3 * x).pow(2);   // 36
//:message.not-recorded.en {got}: nothing on the way from x was recorded. x must require a gradient (requires_grad) and
// remain a tensor: no item(), detach() or NoGradGuard in between.
//:message.not-recorded.vi {got}: không có gì trên đường đi từ x được ghi lại. x phải yêu cầu gradient (requires_grad) và
// vẫn là tensor: không có item(), detach() hay NoGradGuard ở giữa.
//:explain.not-recorded.en
// Only operations of tensors are recorded. item() gives a plain number without history, detach()
// cuts the history off; a tensor made from them is new, and backward() does not find the way to
// x.
//
//     Tensor x = tensor(3., requires_grad());
//     Tensor a = tensor(3 * x.item<double>() * x.item<double>());   // no grad_fn
//     Tensor b = 3 * x.pow(2);                                      // grad_fn is Mul
//:explain.not-recorded.vi
// Chỉ các phép toán trên tensor được ghi lại. item() cho một số thường không có lịch sử, detach()
// cắt đứt lịch sử; tensor tạo ra từ đó là tensor mới, và backward() không tìm được đường tới x.
//
//     Tensor x = tensor(3., requires_grad());
//     Tensor a = tensor(3 * x.item<double>() * x.item<double>());   // không có grad_fn
//     Tensor b = 3 * x.pow(2);                                      // grad_fn là Mul
//:message.not-a-power.en {got}: ^ is no power in C++ but the "exclusive or" of bits, which decimal numbers do not have.
// Write x.pow(2) or x * x.
//:message.not-a-power.vi {got}: trong C++, ^ không phải lũy thừa mà là "hoặc loại trừ" trên từng bit, số thập phân không có
// phép này. Hãy viết x.pow(2) hoặc x * x.
//:explain.not-a-power.en
// Python has ** for powers; C++ has no such operator. With whole numbers it is worse: there ^
// computes something, without any error.
//
//     3 ^ 2;                  // 1: 11 ^ 10 = 01 in bits
//     tensor(3.).pow(2);      // 9
//:explain.not-a-power.vi
// Python có ** để tính lũy thừa; C++ không có toán tử nào như vậy. Với số nguyên còn nguy hiểm
// hơn: ở đó ^ vẫn cho ra một số mà không báo lỗi gì.
//
//     3 ^ 2;                  // 1: viết theo bit là 11 ^ 10 = 01
//     tensor(3.).pow(2);      // 9
//:message.no-gradient.en {got}: the tensor whose grad() you read has no gradient. Either backward() has not run before, or it
// is y, a result, and not the leaf.
//:message.no-gradient.vi {got}: tensor mà bạn đọc grad() không có gradient. Hoặc backward() chưa chạy trước đó, hoặc nó là
// y, một kết quả, chứ không phải lá.
//:explain.no-gradient.en
// backward() is called on the result y and leaves the gradient in the leaf x. Before that call,
// x.grad() is an undefined tensor; y.grad() stays one (exercise 2.01). Nothing can be read from
// an undefined tensor.
//
//     Tensor x = tensor(2., requires_grad()), y = x * x;
//     x.grad().defined();   // false: no pass yet
//     y.backward();
//     x.grad().defined();   // true
//     y.grad().defined();   // false: y is no leaf
//:explain.no-gradient.vi
// backward() được gọi trên kết quả y và để lại gradient trong lá x. Trước lời gọi đó, x.grad() là
// một tensor chưa xác định; y.grad() thì mãi như vậy (bài 2.01). Không thể đọc số nào từ một
// tensor chưa xác định.
//
//     Tensor x = tensor(2., requires_grad()), y = x * x;
//     x.grad().defined();   // false: chưa có lượt nào
//     y.backward();
//     x.grad().defined();   // true
//     y.grad().defined();   // false: y không phải lá
//:message.float32.en {got} is right only to about seven digits: your leaf is float32, the default. Ask for kFloat64 when you
// make it.
//:message.float32.vi {got} chỉ đúng tới khoảng bảy chữ số: lá của bạn là float32, dtype mặc định. Hãy yêu cầu kFloat64 khi
// tạo nó.
//:explain.float32.en
// tensor(0.7, ...) is float32 although 0.7 is a double in C++. Such a leaf rounds the number, and
// everything computed from it stays rounded.
//
//     tensor(0.7, requires_grad());                               // float32: 0.69999999
//     tensor(0.7, TensorOptions(kFloat64).requires_grad(true));   // float64: 0.7
//:explain.float32.vi
// tensor(0.7, ...) là float32 dù 0.7 trong C++ là double. Lá như vậy làm tròn con số, và mọi thứ
// tính từ nó cũng chỉ chính xác đến mức ấy.
//
//     tensor(0.7, requires_grad());                               // float32: 0.69999999
//     tensor(0.7, TensorOptions(kFloat64).requires_grad(true));   // float64: 0.7

//:code
#include "gradlab/lab/part2/ex_2_02.h"

namespace ex_2_02 {

Tensor f(const Tensor& x) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return 3 * x.pow(2);
  //:wrong SQUARED_COEFFICIENT 2.02/squared-coefficient
  return (3 * x).pow(2);
  //:wrong NO_COEFFICIENT 2.02/forgot-coefficient
  return x * x;
  //:wrong NOT_A_POWER 2.02/not-a-power
  return 3 * (x ^ 2);
  //:wrong NOT_RECORDED 2.02/not-recorded
  return 3 * x.detach().pow(2);
  //:wrong NOT_RECORDED_B 2.02/not-recorded
  const NoGradGuard no_grad;
  return 3 * x * x;
  //:end
}

double theory(double x) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return 3 * 2 * x;
  //:wrong FORGOT_INNER 2.02/forgot-inner
  return 3 * x;
  //:wrong FORGOT_INNER_B 2.02/forgot-inner
  return (3 * x * x) / x;
  //:wrong FORGOT_COEFFICIENT 2.02/forgot-coefficient
  return 2 * x;
  //:wrong FORGOT_COEFFICIENT_B 2.02/forgot-coefficient
  const double h = 1e-3;
  return ((x + h) * (x + h) - (x - h) * (x - h)) / (2 * h);
  //:wrong VALUE_BY_HAND 2.02/value-not-slope
  return 3 * x * x;
  //:end
}

double slope(const Function& g, double at) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  Tensor x = tensor(at, TensorOptions(kFloat64).requires_grad(true));
  g(x).backward();
  return x.grad().item<double>();
  //:wrong VALUE_NOT_SLOPE 2.02/value-not-slope
  Tensor x = tensor(at, TensorOptions(kFloat64).requires_grad(true));
  Tensor y = g(x);
  y.backward();
  return y.item<double>();
  //:wrong NO_GRADIENT 2.02/no-gradient
  Tensor x = tensor(at, TensorOptions(kFloat64).requires_grad(true));
  Tensor y = g(x);
  y.backward();
  return y.grad().item<double>();
  //:wrong NO_GRADIENT_B 2.02/no-gradient
  Tensor x = tensor(at, TensorOptions(kFloat64).requires_grad(true));
  Tensor y = g(x);
  return x.grad().item<double>();
  //:wrong FLOAT32 2.02/float32
  Tensor x = tensor(at, requires_grad());
  g(x).backward();
  return x.grad().item<double>();
  //:wrong SLOPE_NOT_RECORDED 2.02/not-recorded
  Tensor x = tensor(at, TensorOptions(kFloat64));
  g(x).backward();
  return x.grad().item<double>();
  //:end
}

}  // namespace ex_2_02
