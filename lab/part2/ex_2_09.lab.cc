//:exercise 2.09 core
//:covers "Quan sát giá trị gradient thu được và đối chiếu với tính toán lý thuyết."
//:title.en detach, no_grad, frozen leaves
//:title.vi detach, no_grad, lá bị đóng băng
//:text.en
// Sometimes a gradient must *not* go somewhere. There are three ways, for three purposes:
//
//     Tensor c = u.detach();     // one tensor: the same numbers, but a constant for backward()
//     NoGradGuard no_grad;       // a block: nothing is recorded until this variable dies
//     w.requires_grad_(false);   // a leaf: from now on it gets no gradient
//
// detach() cuts exactly where you write it. What you detach decides which factor counts as a
// constant, so look closely which one that is. x.data() gives the numbers without a history as
// well, but writes through it are not noticed by anybody: do not use it here.
//
// 1. stop_gradient_product: u * x with u = x * x, but for the backward pass u is a constant.
//    Where x is [0, 1, 2, 3], the gradient is u, [0, 1, 4, 9], and not the 3x² of x³.
// 2. centered: e = exp(x), return e - e.mean(), where the mean is a constant for the backward
//    pass. The gradient is then that of exp(x).
// 3. evaluate: run model(x) without recording, as one does when a model is only used and not
//    trained. NoGradGuard puts grad mode back by itself when the block ends, also after an error.
// 4. freeze: let none of the leaves in params get a gradient any more, and remove the gradients
//    they have. To remove one, assign: p.mutable_grad() = Tensor().
//:text.vi
// Đôi khi gradient *không* được đi tới một nơi nào đó. Có ba cách, cho ba mục đích:
//
//     Tensor c = u.detach();     // một tensor: cùng các con số, nhưng backward() coi là hằng số
//     NoGradGuard no_grad;       // một khối: không ghi lại gì cho tới khi biến này chết
//     w.requires_grad_(false);   // một lá: từ giờ nó không nhận gradient nữa
//
// detach() cắt đúng ở chỗ bạn viết nó. Bạn detach cái gì thì thừa số đó là hằng số, nên hãy nhìn
// kỹ đó là thừa số nào. x.data() cũng cho các con số không có lịch sử, nhưng ghi qua nó thì không
// ai hay biết: đừng dùng nó ở đây.
//
// 1. stop_gradient_product: u * x với u = x * x, nhưng với lượt lan truyền ngược thì u là hằng
//    số. Với x là [0, 1, 2, 3], gradient là u, [0, 1, 4, 9], chứ không phải 3x² của x³.
// 2. centered: e = exp(x), trả về e - e.mean(), trong đó giá trị trung bình là hằng số với lượt
//    lan truyền ngược. Khi đó gradient chính là của exp(x).
// 3. evaluate: chạy model(x) mà không ghi lại, như khi chỉ dùng mô hình chứ không huấn luyện.
//    NoGradGuard tự trả chế độ grad về như cũ khi khối kết thúc, kể cả sau một lỗi.
// 4. freeze: không cho lá nào trong params nhận gradient nữa, và bỏ gradient mà chúng đang có.
//    Muốn bỏ thì gán: p.mutable_grad() = Tensor().
//:know.en detach() cuts one tensor, NoGradGuard a block, requires_grad_(false) a leaf.
//:know.vi detach() cắt một tensor, NoGradGuard tắt cho một khối, requires_grad_(false) cho một lá.
//:hint.1.en In a product, which factor gets its gradient from which? What remains of the gradient
// if one of them is a constant?
//:hint.1.vi Trong một tích, gradient của thừa số nào đến từ thừa số nào? Nếu một thừa số là hằng
// số thì gradient còn lại gì?
//:hint.2.en Write down which tensor shall be the constant, and call detach() on that one only. In
// evaluate, look when your guard is made and when it dies. In freeze, look whether you change the
// parameter or a variable of your own.
//:hint.2.vi Hãy viết ra tensor nào phải là hằng số, và chỉ gọi detach() trên tensor đó. Trong
// evaluate, hãy xem guard được tạo lúc nào và chết lúc nào. Trong freeze, hãy xem bạn đổi tham số
// hay chỉ đổi một biến của mình.
//:hint.3.en
// return (x * x).detach() * x;
// Tensor e = x.exp();   return e - e.mean().detach();
// NoGradGuard no_grad;  return model(x);
// for (const Tensor& p : params) { p.requires_grad_(false);  p.mutable_grad() = Tensor(); }
//:hint.3.vi
// return (x * x).detach() * x;
// Tensor e = x.exp();   return e - e.mean().detach();
// NoGradGuard no_grad;  return model(x);
// for (const Tensor& p : params) { p.requires_grad_(false);  p.mutable_grad() = Tensor(); }
//:predict.stopped.en What is the gradient of (x * x).detach() * x at x = 3?
//:predict.stopped.vi Gradient của (x * x).detach() * x tại x = 3 bằng bao nhiêu?
//:predict.connected.en What is the gradient of (x * x) * x, without detach(), at x = 3?
//:predict.connected.vi Gradient của (x * x) * x, không có detach(), tại x = 3 bằng bao nhiêu?
//:label.product.en the value of u * x
//:label.product.vi giá trị của u * x
//:label.product-grad.en the gradient of u * x with u as a constant
//:label.product-grad.vi gradient của u * x với u là hằng số
//:label.centered.en the value of e - m
//:label.centered.vi giá trị của e - m
//:label.centered-grad.en the gradient of e - m with m as a constant
//:label.centered-grad.vi gradient của e - m với m là hằng số
//:label.unchanged.en x itself is unchanged
//:label.unchanged.vi bản thân x không thay đổi
//:label.recording.en what is recorded while the model runs
//:label.recording.vi những gì được ghi lại khi mô hình chạy
//:label.output.en the output of the model
//:label.output.vi đầu ra của mô hình
//:label.calls.en the model runs once
//:label.calls.vi mô hình chạy một lần
//:label.mode.en grad mode after evaluate
//:label.mode.vi chế độ grad sau evaluate
//:label.mode-error.en grad mode after an error of the model
//:label.mode-error.vi chế độ grad sau một lỗi của mô hình
//:label.mode-off.en grad mode after evaluate inside another NoGradGuard
//:label.mode-off.vi chế độ grad sau evaluate bên trong một NoGradGuard khác
//:label.error.en an error of the model gets out
//:label.error.vi lỗi của mô hình đi ra ngoài
//:label.frozen.en the gradient of a frozen leaf after the next pass
//:label.frozen.vi gradient của một lá bị đóng băng sau lượt tiếp theo
//:label.old.en the gradient of a frozen leaf before the next pass
//:label.old.vi gradient của một lá bị đóng băng trước lượt tiếp theo
//:label.others.en the gradient of the other leaf
//:label.others.vi gradient của lá còn lại
//:label.values.en the values of the leaves
//:label.values.vi giá trị của các lá
//:message.not-detached.en {got} is the gradient when {part} still remembers x. For the backward
// pass it must be a constant: {expected}. detach() it.
//:message.not-detached.vi {got} là gradient khi {part} vẫn còn nối với x. Với lượt lan truyền
// ngược, nó phải là hằng số: {expected}. Hãy detach() nó.
//:explain.not-detached.en
// Whatever is computed from x is connected to x, also through a variable of its own or a clone():
// a copy is recorded like any other operation. Only detach() gives a tensor without that path.
//
//     Tensor u = x * x;
//     (u * x).sum().backward();            // 3x²: [0, 3, 12, 27] at [0, 1, 2, 3]
//     (u.detach() * x).sum().backward();   // x²:  [0, 1, 4, 9]
//:explain.not-detached.vi
// Cái gì tính từ x thì nối với x, kể cả qua một biến riêng hay qua clone(): sao chép cũng được
// ghi lại như mọi phép toán. Chỉ detach() mới cho một tensor không có đường nối đó.
//
//     Tensor u = x * x;
//     (u * x).sum().backward();            // 3x²: [0, 3, 12, 27] tại [0, 1, 2, 3]
//     (u.detach() * x).sum().backward();   // x²:  [0, 1, 4, 9]
//:message.wrong-factor.en {got} is the gradient when x is the constant and u = x * x is not. It
// is the other way round: {expected}.
//:message.wrong-factor.vi {got} là gradient khi x là hằng số còn u = x * x thì không. Phải ngược
// lại: {expected}.
//:explain.wrong-factor.en
// In u * x each factor gets the other one as its gradient. With x detached, the gradient goes
// only through u: x * 2x = 2x². With u detached, it goes only through the single x: u = x².
//
//     (x * x * x.detach()).sum().backward();     // 2x²
//     ((x * x).detach() * x).sum().backward();   // x²
//:explain.wrong-factor.vi
// Trong u * x, mỗi thừa số nhận thừa số kia làm gradient. Nếu detach x thì gradient chỉ đi qua u:
// x * 2x = 2x². Nếu detach u thì nó chỉ đi qua chữ x đứng riêng: u = x².
//
//     (x * x * x.detach()).sum().backward();     // 2x²
//     ((x * x).detach() * x).sum().backward();   // x²
//:message.detached-all.en No gradient at all ({got}): you cut off the whole result. Detach only
// {part}.
//:message.detached-all.vi Không có gradient nào ({got}): bạn đã cắt cả kết quả. Chỉ detach
// {part}.
//:explain.detached-all.en
// A result without a single path to x does not require grad, and backward() refuses it. Detaching
// the product, detaching x itself or computing everything under NoGradGuard has this effect.
//
//     Tensor y = (u * x).detach();   // y.requires_grad() is false
//     y = u.detach() * x;            // true: one path is left
//:explain.detached-all.vi
// Kết quả không còn đường nào tới x thì không đòi gradient, và backward() từ chối nó. Detach cả
// tích, detach chính x, hay tính mọi thứ trong NoGradGuard đều dẫn tới điều này.
//
//     Tensor y = (u * x).detach();   // y.requires_grad() là false
//     y = u.detach() * x;            // true: còn một đường
//:message.dot-data.en {got}, and no error: exp keeps its own result for the backward pass, and
// you changed that result through data(), where nobody notices. Expected {expected}.
//:message.dot-data.vi {got} mà không báo lỗi: exp giữ kết quả của nó cho lượt lan truyền ngược,
// còn bạn sửa kết quả đó qua data(), nơi không ai nhận ra. Cần {expected}.
//:explain.dot-data.en
// The derivative of exp is its result. The node saved that result; e.data() has the same memory,
// so writing there changes what the backward pass will read. A write through e itself is counted
// (exercise 2.10) and gives an error; a write through data() is not counted and gives wrong
// numbers.
//
//     Tensor e = x.exp();             // x = [1, 2]
//     e.data().add_(1);
//     e.sum().backward();             // [3.7183, 8.3891], silently
//     (x.exp() + 1).sum().backward(); // [2.7183, 7.3891]
//:explain.dot-data.vi
// Đạo hàm của exp chính là kết quả của nó. Nút đã lưu kết quả đó; e.data() dùng cùng vùng nhớ,
// nên ghi vào đó là sửa thứ mà lượt lan truyền ngược sẽ đọc. Ghi qua chính e thì được đếm (bài
// 2.10) và báo lỗi; ghi qua data() thì không được đếm và cho số sai.
//
//     Tensor e = x.exp();             // x = [1, 2]
//     e.data().add_(1);
//     e.sum().backward();             // [3.7183, 8.3891], không báo gì
//     (x.exp() + 1).sum().backward(); // [2.7183, 7.3891]
//:message.recorded.en While the model ran, recording was on: {nodes} nodes and {bytes} bytes,
// made and thrown away. The guard must have a name and stand before model(x).
//:message.recorded.vi Khi mô hình chạy, việc ghi lại vẫn bật: {nodes} nút và {bytes} byte, tạo ra
// rồi vứt đi. Guard phải có tên và đứng trước model(x).
//:explain.recorded.en
// detach() on the result throws the graph away, but only after it was built: that costs the time
// and the memory you wanted to save. And a guard lives as long as its variable: without a name it
// dies at the semicolon, and behind model(x) it comes too late.
//
//     NoGradGuard();           // dies at once: no effect
//     NoGradGuard no_grad;     // until the end of the block
//     return model(x);
//:explain.recorded.vi
// detach() trên kết quả thì vứt đồ thị đi, nhưng sau khi đã dựng xong nó: vẫn tốn thời gian và bộ
// nhớ mà bạn muốn tiết kiệm. Còn guard sống chừng nào biến của nó còn sống: không có tên thì nó
// chết ngay ở dấu chấm phẩy, đứng sau model(x) thì quá muộn.
//
//     NoGradGuard();           // chết ngay: không có tác dụng
//     NoGradGuard no_grad;     // tới cuối khối
//     return model(x);
//:message.mode-left.en Grad mode was {before} before evaluate and is {after} after it. A
// NoGradGuard puts it back by itself, whatever happens.
//:message.mode-left.vi Chế độ grad trước evaluate là {before}, sau đó lại là {after}. NoGradGuard
// tự trả nó về như cũ, dù có chuyện gì xảy ra.
//:explain.mode-left.en
// GradMode::set_enabled(false) stays until somebody switches it on again: every later training
// step then learns nothing. Switching on by hand at the end is wrong too: it is skipped when the
// model throws, and it switches on what the caller had switched off. A guard remembers what was
// before.
//
//     {
//       NoGradGuard no_grad;   // off
//       model(x);
//     }                        // what it was before, also after an error
//:explain.mode-left.vi
// GradMode::set_enabled(false) giữ nguyên cho tới khi có ai bật lại: mọi bước huấn luyện sau đó
// chẳng học được gì. Tự bật lại ở cuối cũng sai: dòng đó bị bỏ qua khi mô hình ném lỗi, và nó bật
// lên cái mà người gọi đã tắt. Guard thì nhớ chế độ trước đó.
//
//     {
//       NoGradGuard no_grad;   // tắt
//       model(x);
//     }                        // trở lại như trước, kể cả sau một lỗi
//:message.still-tracked.en The next pass gave a frozen leaf the gradient {got}. Call
// requires_grad_(false) on the parameter itself.
//:message.still-tracked.vi Lượt tiếp theo vẫn cho lá bị đóng băng gradient {got}. Hãy gọi
// requires_grad_(false) trên chính tham số.
//:explain.still-tracked.en
// p = p.detach() only lets your variable p mean another tensor; the model still has the old one.
// Clearing the gradient helps until the next pass. requires_grad_(false) changes the tensor that
// the model uses, whichever handle you call it on.
//
//     for (Tensor p : params) p = p.detach();              // the model sees nothing of it
//     for (Tensor p : params) p.requires_grad_(false);     // this one counts
//:explain.still-tracked.vi
// p = p.detach() chỉ làm biến p của bạn chỉ tới tensor khác; mô hình vẫn giữ tensor cũ. Xoá
// gradient thì chỉ có ích tới lượt sau. requires_grad_(false) thay đổi chính tensor mà mô hình
// dùng, gọi qua tay nắm nào cũng được.
//
//     for (Tensor p : params) p = p.detach();              // mô hình không thấy gì
//     for (Tensor p : params) p.requires_grad_(false);     // cái này mới có tác dụng
//:message.old-grad.en The frozen leaf still has its gradient {got} from before. An optimizer
// would step with it again and again: remove it.
//:message.old-grad.vi Lá bị đóng băng vẫn còn gradient {got} từ trước. Optimizer sẽ bước theo nó
// hết lần này tới lần khác: hãy bỏ nó đi.
//:explain.old-grad.en
// requires_grad_(false) concerns passes that come later. What is already in p.grad() stays there,
// and optimizers look at grad(), not at requires_grad(): step() would move the frozen parameter.
//
//     w.requires_grad_(false);
//     w.grad();                      // still the old one
//     w.mutable_grad() = Tensor();   // now step() passes it by
//:explain.old-grad.vi
// requires_grad_(false) chỉ tác động tới các lượt về sau. Cái đã có trong p.grad() thì vẫn ở đó,
// mà optimizer nhìn grad() chứ không nhìn requires_grad(): step() vẫn sẽ làm tham số bị đóng băng
// thay đổi.
//
//     w.requires_grad_(false);
//     w.grad();                      // vẫn là gradient cũ
//     w.mutable_grad() = Tensor();   // giờ step() bỏ qua nó
//:message.wrong-part.en {got} is the gradient when e is the constant and its mean is not. It is the other way round:
// {expected}. Detach only the mean.
//:message.wrong-part.vi {got} là gradient khi e là hằng số còn trung bình của nó thì không. Phải ngược lại: {expected}. Chỉ
// detach giá trị trung bình.
//:explain.wrong-part.en
// In e - m both parts depend on x. What you detach contributes nothing; what you leave connected
// gives the gradient. Here e shall give it.
//
//     e.detach() - e.mean();    // only the mean is connected
//     e - e.mean().detach();    // only e is connected
//:explain.wrong-part.vi
// Trong e - m, cả hai phần đều phụ thuộc vào x. Phần bị detach không đóng góp gì; phần còn nối mới
// cho gradient. Ở đây gradient phải đến từ e.
//
//     e.detach() - e.mean();    // chỉ giá trị trung bình còn nối
//     e - e.mean().detach();    // chỉ e còn nối
//:message.zeroed.en {got}: you fill the gradient with zeros. A frozen leaf shall have none at all, and one that never had
// a gradient has nothing to fill. Assign p.mutable_grad() = Tensor().
//:message.zeroed.vi {got}: bạn lấp gradient bằng số 0. Lá bị đóng băng phải không còn gradient nào, còn lá chưa từng có
// gradient thì không có gì để lấp. Hãy gán p.mutable_grad() = Tensor().
//:explain.zeroed.en
// A gradient of zeros still is one: it takes memory, and an optimizer with weight decay or
// momentum moves the leaf by it. "No gradient" is an undefined tensor (exercise 2.04).
//
//     p.mutable_grad().zero_();        // still there; an error if there was none
//     p.mutable_grad() = Tensor();     // gone
//:explain.zeroed.vi
// Gradient toàn số 0 vẫn là một gradient: nó chiếm bộ nhớ, và optimizer có weight decay hay
// momentum vẫn làm lá di chuyển vì nó. "Không có gradient" là tensor chưa xác định (bài 2.04).
//
//     p.mutable_grad().zero_();        // vẫn còn đó; lỗi nếu trước đó không có
//     p.mutable_grad() = Tensor();     // đã bỏ

//:code
#include "gradlab/lab/part2/ex_2_09.h"

namespace ex_2_09 {

Tensor stop_gradient_product(const Tensor& x) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return (x * x).detach() * x;
  //:wrong NOT_DETACHED 2.09/not-detached
  Tensor u = x * x;
  return u * x;
  //:wrong NOT_DETACHED_B 2.09/not-detached
  Tensor u = (x * x).clone();
  u.detach();
  return u * x;
  //:wrong WRONG_FACTOR 2.09/wrong-factor
  return (x * x) * x.detach();
  //:wrong DETACHED_ALL 2.09/detached-all
  return (x * x * x).detach();
  //:wrong DETACHED_ALL_B 2.09/detached-all
  NoGradGuard no_grad;
  Tensor u = x * x;
  return u * x;
  //:end
}

Tensor centered(const Tensor& x) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  Tensor e = x.exp();
  return e - e.mean().detach();
  //:wrong NOT_DETACHED_C 2.09/not-detached
  Tensor e = x.exp();
  return e - e.mean();
  //:wrong WRONG_PART 2.09/wrong-part
  Tensor e = x.exp();
  return e.detach() - e.mean();
  //:wrong DOT_DATA 2.09/dot-data
  Tensor e = x.exp();
  e.data().sub_(e.mean().detach());
  return e;
  //:wrong DOT_DATA_B 2.09/dot-data
  Tensor e = x.exp();
  Tensor raw = e.data();
  raw.copy_(raw - raw.mean());
  return e.view_as(x);
  //:wrong DETACHED_ALL_C 2.09/detached-all
  Tensor e = x.detach().exp();
  return e - e.mean();
  //:end
}

Tensor evaluate(const Function& model, const Tensor& x) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  NoGradGuard no_grad;
  return model(x);
  //:wrong RECORDED 2.09/recorded
  return model(x).detach();
  //:wrong RECORDED_B 2.09/recorded
  NoGradGuard();
  return model(x).detach();
  //:wrong MODE_LEFT 2.09/mode-left
  GradMode::set_enabled(false);
  return model(x);
  //:wrong MODE_LEFT_B 2.09/mode-left
  GradMode::set_enabled(false);
  Tensor y = model(x);
  GradMode::set_enabled(true);
  return y;
  //:end
}

void freeze(const std::vector<Tensor>& params) {
  //:part
  //:stub
  lab::todo_void();
  //:solution
  for (const Tensor& p : params) {
    p.requires_grad_(false);
    p.mutable_grad() = Tensor();
  }
  //:wrong STILL_TRACKED 2.09/still-tracked
  for (Tensor p : params) {
    p.mutable_grad() = Tensor();
    p = p.detach();
  }
  //:wrong STILL_TRACKED_B 2.09/still-tracked
  NoGradGuard no_grad;
  for (const Tensor& p : params) p.mutable_grad() = Tensor();
  //:wrong ZEROED 2.09/zeroed
  for (const Tensor& p : params) {
    p.requires_grad_(false);
    if (p.grad().defined()) p.mutable_grad().zero_();
  }
  //:wrong ZEROED_B 2.09/zeroed
  for (const Tensor& p : params) {
    p.requires_grad_(false);
    p.mutable_grad().zero_();
  }
  //:wrong OLD_GRAD 2.09/old-grad
  for (const Tensor& p : params) p.requires_grad_(false);
  //:end
}

}  // namespace ex_2_09
