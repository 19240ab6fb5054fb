//:exercise 2.16 stretch
//:title.en Kinks and NaN
//:title.vi Điểm gãy và NaN
//:text.en
// At 0 the function |x| has no slope: -1 from the left, 1 from the right. autograd has to give
// something, and takes one number between the two: relu'(0) = 0, |x|'(0) = 0, and if two
// elements share the maximum, each gets one half. sqrt'(0) is inf, for the curve stands upright
// there.
//
// inf is dangerous because of the chain rule: 0 * inf = nan. This looks harmless:
//
//     Tensor y = where(x > 0, x.sqrt(), zeros_like(x));      // x = [0, 1]: y = [0, 1]
//
// but both branches are computed and both are differentiated. The branch that was not chosen
// gets the gradient 0, multiplies it by sqrt'(0) = inf, and x.grad() becomes [nan, 0.5].
// Choosing afterwards does not help. What helps is to make the *input* of the dangerous function
// harmless first:
//
//     Tensor safe = where(x > 0, x, ones_like(x));           // nothing dangerous is left in it
//     safe.sqrt()                                            // finite, and so is its slope
//
// 1. slope: the gradient of f(x).sum() by x. Differentiate a leaf of your own, x.detach() with
//    requires_grad_(), so that x stays as it is.
// 2. safe_sqrt: sqrt(x) where x > 0, 0 elsewhere, with the gradient 0 elsewhere.
// 3. lengths: the length of each row, the root of (x * x).sum(1). A row of zeros has length 0
//    and gets the gradient 0.
//:text.vi
// Tại 0, hàm |x| không có độ dốc: bên trái là -1, bên phải là 1. autograd vẫn phải trả về gì đó
// và lấy một số nằm giữa: relu'(0) = 0, |x|'(0) = 0, và nếu hai phần tử cùng là lớn nhất thì mỗi
// cái được một nửa. sqrt'(0) là inf, vì ở đó đường cong dựng đứng.
//
// inf nguy hiểm vì quy tắc dây chuyền: 0 * inf = nan. Dòng này trông vô hại:
//
//     Tensor y = where(x > 0, x.sqrt(), zeros_like(x));      // x = [0, 1]: y = [0, 1]
//
// nhưng cả hai nhánh đều được tính và đều bị lấy đạo hàm. Nhánh không được chọn nhận gradient 0,
// nhân nó với sqrt'(0) = inf, và x.grad() thành [nan, 0.5]. Chọn sau khi tính không giúp được
// gì. Phải làm cho *đầu vào* của hàm nguy hiểm trở nên vô hại trước:
//
//     Tensor safe = where(x > 0, x, ones_like(x));           // không còn gì nguy hiểm trong đó
//     safe.sqrt()                                            // hữu hạn, độ dốc cũng vậy
//
// 1. slope: gradient của f(x).sum() theo x. Hãy lấy đạo hàm trên một lá của riêng bạn,
//    x.detach() với requires_grad_(), để x giữ nguyên.
// 2. safe_sqrt: sqrt(x) ở chỗ x > 0, còn lại là 0, với gradient bằng 0 ở phần còn lại.
// 3. lengths: độ dài của mỗi hàng, là căn của (x * x).sum(1). Hàng toàn số 0 có độ dài 0 và
//    gradient 0.
//:know.en where() differentiates both branches: make the input of the dangerous one safe first.
//:know.vi where() lấy đạo hàm cả hai nhánh: hãy làm cho đầu vào của nhánh nguy hiểm an toàn trước.
//:hint.1.en What is 0 times inf? And which two numbers are multiplied in the backward pass of
// where and sqrt?
//:hint.1.vi 0 nhân inf bằng bao nhiêu? Trong lượt lan truyền ngược của where và sqrt, hai số nào
// nhân với nhau?
//:hint.2.en Use where twice: once before the root, so that it never sees a number that is not
// positive, and once after it, so that those elements become 0. lengths can use safe_sqrt.
//:hint.2.vi Dùng where hai lần: một lần trước căn để nó không bao giờ thấy số không dương, một
// lần sau căn để các phần tử đó thành 0. lengths có thể dùng safe_sqrt.
//:hint.3.en
// slope:      Tensor leaf = x.detach().requires_grad_();
//             return autograd::grad({f(leaf).sum()}, {leaf})[0];
// safe_sqrt:  Tensor safe = where(x > 0, x, ones_like(x));
//             return where(x > 0, safe.sqrt(), zeros_like(x));
// lengths:    return safe_sqrt((x * x).sum(1));
//:hint.3.vi
// slope:      Tensor leaf = x.detach().requires_grad_();
//             return autograd::grad({f(leaf).sum()}, {leaf})[0];
// safe_sqrt:  Tensor safe = where(x > 0, x, ones_like(x));
//             return where(x > 0, safe.sqrt(), zeros_like(x));
// lengths:    return safe_sqrt((x * x).sum(1));
//:predict.relu.en What does autograd give as the slope of relu at 0?
//:predict.relu.vi autograd cho độ dốc của relu tại 0 bằng bao nhiêu?
//:predict.sqrt.en And as the slope of sqrt at 0?
//:predict.sqrt.vi Còn độ dốc của sqrt tại 0?
//:predict.where.en x = 0, y = where(x > 0, x.sqrt(), 0). What is x.grad()?
//:predict.where.vi x = 0, y = where(x > 0, x.sqrt(), 0). x.grad() bằng bao nhiêu?
//:label.slope.en the slope
//:label.slope.vi độ dốc
//:label.untouched.en x afterwards
//:label.untouched.vi x sau khi gọi
//:label.value.en the values
//:label.value.vi các giá trị
//:label.gradient.en the gradient
//:label.gradient.vi gradient
//:label.lengths.en the lengths of the rows
//:label.lengths.vi độ dài của các hàng
//:message.difference.en The slope of {input} is {got} for you: that is a difference quotient,
// which mixes both sides of the kink. autograd takes the rule of the operation: {expected}.
//:message.difference.vi Độ dốc của {input} theo bạn là {got}: đó là tỉ sai phân, nó trộn hai
// phía của điểm gãy. autograd theo quy tắc của phép toán: {expected}.
//:explain.difference.en
// (f(h) - f(-h)) / (2 * h) sees the left and the right side of a kink and gives the mean of both
// slopes: 0.5 for relu. autograd does not try out anything: each operation has a rule, and
// relu's says 0 for all x <= 0. This is why gradcheck must stay away from kinks.
//
//     (relu(h) - relu(-h)) / (2 * h)  =  h / (2 * h)  =  0.5
//     relu'(0)                        =  0             by definition
//:explain.difference.vi
// (f(h) - f(-h)) / (2 * h) nhìn cả bên trái lẫn bên phải điểm gãy và cho trung bình hai độ dốc:
// 0.5 với relu. autograd không thử gì cả: mỗi phép toán có một quy tắc, và quy tắc của relu là 0
// với mọi x <= 0. Vì vậy gradcheck phải tránh xa điểm gãy.
//
//     (relu(h) - relu(-h)) / (2 * h)  =  h / (2 * h)  =  0.5
//     relu'(0)                        =  0             theo định nghĩa
//:message.touched-x.en x requires a gradient now: requires_grad_() changed the caller's tensor.
// Call it on x.detach(), which is a tensor of your own.
//:message.touched-x.vi Giờ x đòi gradient: requires_grad_() đã đổi tensor của người gọi. Hãy gọi
// nó trên x.detach(), vốn là tensor của riêng bạn.
//:explain.touched-x.en
// A Tensor is a handle. x.requires_grad_() sets the flag of the one tensor that the caller
// holds, too; from then on everything the caller computes with it is recorded. detach() makes a
// new tensor on the same numbers, with a flag of its own.
//
//     Tensor leaf = x;            leaf.requires_grad_();     // x requires grad, too
//     Tensor leaf = x.detach();   leaf.requires_grad_();     // x does not
//:explain.touched-x.vi
// Tensor là một tay nắm. x.requires_grad_() đặt cờ cho chính tensor mà người gọi cũng đang giữ;
// từ đó mọi thứ người gọi tính với nó đều bị ghi lại. detach() tạo một tensor mới trên cùng các
// con số, với cờ riêng.
//
//     Tensor leaf = x;            leaf.requires_grad_();     // x cũng đòi gradient
//     Tensor leaf = x.detach();   leaf.requires_grad_();     // x thì không
//:message.where-nan.en {got}: 0 * inf = nan. The unused branch is still differentiated; make its
// *input* safe first.
//:message.where-nan.vi {got}: 0·∞ = nan. Nhánh không dùng vẫn bị lấy đạo hàm; hãy làm cho *đầu
// vào* của nó an toàn trước.
//:explain.where-nan.en
// where(c, u, w) sends the gradient to u where c holds and 0 elsewhere. The 0 goes on to the
// node that made u, and this multiplies it by its own slope. For sqrt at 0 that is inf, below 0
// it is nan.
//
//     x = [0, 1]
//     where(x > 0, x.sqrt(), zeros_like(x))          // x.grad(): [nan, 0.5]
//     safe = where(x > 0, x, ones_like(x))           // [1, 1]
//     where(x > 0, safe.sqrt(), zeros_like(x))       // x.grad(): [0, 0.5]
//:explain.where-nan.vi
// where(c, u, w) gửi gradient cho u ở chỗ c đúng và gửi 0 ở chỗ khác. Số 0 đi tiếp tới nút tạo
// ra u, và nút này nhân nó với độ dốc của mình. Với sqrt tại 0 đó là inf, dưới 0 đó là nan.
//
//     x = [0, 1]
//     where(x > 0, x.sqrt(), zeros_like(x))          // x.grad(): [nan, 0.5]
//     safe = where(x > 0, x, ones_like(x))           // [1, 1]
//     where(x > 0, safe.sqrt(), zeros_like(x))       // x.grad(): [0, 0.5]
//:message.inf.en {got}: the slope of sqrt at 0 is inf and reaches x. Elements that are not
// positive must not get into sqrt at all.
//:message.inf.vi {got}: độ dốc của sqrt tại 0 là inf và đi tới x. Phần tử không dương không được
// lọt vào sqrt.
//:explain.inf.en
// Repairing the values afterwards (nan_to_num) or cutting off at 0 (clamp_min) leaves 0 as an
// input of sqrt, and there the slope is inf. One inf in a gradient makes a whole model inf in
// the next step.
//
//     x.clamp_min(0).sqrt()             // x.grad() at 0: inf
//     x.sqrt().nan_to_num(0)            // at 0: inf, below 0: nan
//:explain.inf.vi
// Sửa giá trị sau khi tính (nan_to_num) hay cắt tại 0 (clamp_min) vẫn để số 0 làm đầu vào của
// sqrt, và ở đó độ dốc là inf. Chỉ một inf trong gradient là cả mô hình thành inf ở bước sau.
//
//     x.clamp_min(0).sqrt()             // x.grad() tại 0: inf
//     x.sqrt().nan_to_num(0)            // tại 0: inf, dưới 0: nan
//:message.mask-times.en {got}: sqrt of a negative number is nan, and 0 * nan is nan again.
// Multiplying by a mask does not remove it; choose with where().
//:message.mask-times.vi {got}: sqrt của số âm là nan, và 0 * nan vẫn là nan. Nhân với mặt nạ
// không xoá được nó; hãy chọn bằng where().
//:explain.mask-times.en
// A product with 0 is 0 only for finite numbers. where() does not multiply: it takes the element
// of one side or of the other.
//
//     (x > 0).to(kFloat64) * x.sqrt()             // x = -1: 0 * nan = nan
//     where(x > 0, x.sqrt(), zeros_like(x))       // x = -1: 0
//:explain.mask-times.vi
// Nhân với 0 chỉ cho 0 với số hữu hạn. where() không nhân: nó lấy phần tử của bên này hoặc bên
// kia.
//
//     (x > 0).to(kFloat64) * x.sqrt()             // x = -1: 0 * nan = nan
//     where(x > 0, x.sqrt(), zeros_like(x))       // x = -1: 0
//:message.eps.en {got} instead of {expected}: a small number added under the root keeps the
// slope finite, but changes the result. Use where() instead.
//:message.eps.vi {got} thay vì {expected}: thêm một số nhỏ dưới dấu căn giữ cho độ dốc hữu hạn,
// nhưng làm đổi kết quả. Hãy dùng where().
//:explain.eps.en
// sqrt(x + 1e-12) is 1e-6 at 0 instead of 0, and its slope there is 500000: finite, but a kick
// for any optimizer. The root of a small number is much larger than the number.
//
//     (x + 1e-12).sqrt()              // x = 0: 1e-06, slope 500000
//     safe_sqrt(x)                    // x = 0: 0, slope 0
//:explain.eps.vi
// sqrt(x + 1e-12) tại 0 là 1e-6 thay vì 0, và độ dốc ở đó là 500000: hữu hạn, nhưng là một cú
// giật với mọi bộ tối ưu. Căn của một số nhỏ lớn hơn chính số đó rất nhiều.
//
//     (x + 1e-12).sqrt()              // x = 0: 1e-06, độ dốc 500000
//     safe_sqrt(x)                    // x = 0: 0, độ dốc 0
//:message.zero-row.en {got}: the row of zeros has the gradient nan. The slope of the root is inf
// there, and it is multiplied by 2 * 0. Use safe_sqrt.
//:message.zero-row.vi {got}: hàng toàn số 0 có gradient nan. Ở đó độ dốc của căn là inf rồi bị
// nhân với 2 * 0. Hãy dùng safe_sqrt.
//:explain.zero-row.en
// The chain rule for sqrt(x * x) is 1 / (2 * sqrt(x * x)) * 2 * x: at 0 it is inf * 0 = nan. It
// meets everybody who computes distances: two equal points are enough.
//
//     (x * x).sum(1).sqrt()            // a row of zeros: length 0, gradient nan
//     safe_sqrt((x * x).sum(1))        // a row of zeros: length 0, gradient 0
//:explain.zero-row.vi
// Quy tắc dây chuyền cho sqrt(x * x) là 1 / (2 * sqrt(x * x)) * 2 * x: tại 0 là inf * 0 = nan.
// Ai tính khoảng cách cũng gặp: chỉ cần hai điểm trùng nhau.
//
//     (x * x).sum(1).sqrt()            // hàng toàn số 0: độ dài 0, gradient nan
//     safe_sqrt((x * x).sum(1))        // hàng toàn số 0: độ dài 0, gradient 0

//:code
#include "gradlab/lab/part2/ex_2_16.h"

namespace ex_2_16 {

Tensor slope(const Function& f, const Tensor& x) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  const Tensor leaf = x.detach().requires_grad_();
  return autograd::grad({f(leaf).sum()}, {leaf})[0];
  //:wrong TOUCHED_X 2.16/touched-x
  const Tensor leaf = x.requires_grad_();
  return autograd::grad({f(leaf).sum()}, {leaf})[0];
  //:wrong TOUCHED_X_B 2.16/touched-x
  x.set_requires_grad(true);
  f(x).sum().backward();
  const Tensor result = x.grad().clone();
  x.mutable_grad() = Tensor();
  return result;
  //:wrong DIFFERENCE 2.16/difference
  NoGradGuard no_grad;
  const double h = 1e-6;
  const Tensor result = zeros(x.sizes(), x.options());
  for (int64_t i = 0; i < x.numel(); ++i) {
    Tensor step = zeros({x.numel()}, x.options());
    step[i] = h;
    step = step.reshape(x.sizes());
    result.reshape({-1})[i] = (f(x + step).sum() - f(x - step).sum()) / (2 * h);
  }
  return result;
  //:end
}

Tensor safe_sqrt(const Tensor& x) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  const Tensor safe = where(x > 0, x, ones_like(x));
  return where(x > 0, safe.sqrt(), zeros_like(x));
  //:wrong WHERE_NAN 2.16/where-nan
  return where(x > 0, x.sqrt(), zeros_like(x));
  //:wrong WHERE_NAN_B 2.16/where-nan
  return x.sqrt().masked_fill(x <= 0, 0);
  //:wrong INF 2.16/inf
  return x.clamp_min(0).sqrt();
  //:wrong INF_B 2.16/inf
  return x.sqrt().nan_to_num(0);
  //:wrong MASK_TIMES 2.16/mask-times
  return (x > 0).to(x.scalar_type()) * x.sqrt();
  //:wrong EPS 2.16/eps
  return (x.clamp_min(0) + 1e-12).sqrt();
  //:wrong EPS_B 2.16/eps
  return x.clamp_min(1e-8).sqrt();
  //:end
}

Tensor lengths(const Tensor& x) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return safe_sqrt((x * x).sum(1));
  //:wrong ZERO_ROW 2.16/zero-row
  return (x * x).sum(1).sqrt();
  //:wrong ZERO_ROW_B 2.16/zero-row
  const Tensor squares = x.pow(2).sum(1);
  return where(squares > 0, squares.sqrt(), zeros_like(squares));
  //:wrong EPS_C 2.16/eps
  return ((x * x).sum(1) + 1e-12).sqrt();
  //:end
}

}  // namespace ex_2_16
