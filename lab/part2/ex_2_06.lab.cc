//:exercise 2.06 core
//:covers "Sử dụng retain_graph=True."
//:covers "Khi sử dụng retain_graph=True, có thể gọi backward() nhiều lần và gradient được cộng dồn (giá trị 36 sau hai lần)."
//:title.en retain_graph: 36, not 54
//:title.vi retain_graph: 36, không phải 54
//:text.en
// A backward pass frees what the graph saved, so a second one fails. Passing retain_graph = true
// keeps the saved tensors, and you can go through the same graph again:
//
//     y.backward({}, /*retain_graph=*/true);
//
// x is a leaf: its gradient is added to x.grad() in every pass. Values in between (u = x * x)
// start from zero in every pass; only leaves accumulate.
//
// 1. twice_retained: compute y = f(x) once and go through its graph twice. Return x.grad() after
//    the first and after the second pass, each as a copy (clone), for x.grad() itself goes on
//    changing. The second pass is the last: let it free the graph.
// 2. two_sweeps_by_hand: the same for y = 3 * u, u = x * x with numbers alone.
//:text.vi
// Một lượt lan truyền ngược giải phóng những gì đồ thị đã lưu, nên lượt thứ hai sẽ báo lỗi. Với
// retain_graph = true, các tensor đã lưu được giữ lại và bạn có thể đi qua cùng đồ thị lần nữa:
//
//     y.backward({}, /*retain_graph=*/true);
//
// x là lá: mỗi lượt, gradient được cộng dồn vào x.grad(). Các giá trị trung gian (u = x * x) bắt
// đầu lại từ 0 ở mỗi lượt; chỉ lá mới cộng dồn.
//
// 1. twice_retained: tính y = f(x) một lần rồi đi ngược qua đồ thị của nó hai lần. Trả về
//    x.grad() sau lượt thứ nhất và sau lượt thứ hai, mỗi lần là một bản sao (clone), vì bản thân
//    x.grad() còn thay đổi. Lượt thứ hai là lượt cuối: hãy để nó giải phóng đồ thị.
// 2. two_sweeps_by_hand: làm như vậy cho y = 3 * u, u = x * x, chỉ dùng số thường.
//:know.en Leaves accumulate over passes; values in between do not. So two passes give 18 + 18 = 36.
//:know.vi Lá cộng dồn qua các lượt, giá trị trung gian thì không. Vì vậy hai lượt cho 18 + 18 = 36.
//:hint.1.en How many times does the function f run, and how many times the backward pass?
//:hint.1.vi Hàm f chạy mấy lần, còn lan truyền ngược chạy mấy lần?
//:hint.2.en Look at the two backward calls: which of them must keep the graph? And at what you
// return: x.grad() is one tensor that changes, so the first answer needs a copy.
//:hint.2.vi Nhìn hai lời gọi backward: lời gọi nào phải giữ đồ thị? Và nhìn giá trị trả về:
// x.grad() là một tensor duy nhất luôn thay đổi, nên kết quả thứ nhất cần một bản sao.
//:hint.3.en
// Tensor y = f(x);
// y.backward({}, true);  then  Tensor first = x.grad().clone();
// y.backward();          then  return {first, x.grad().clone()};
// By hand: one pass gives 3 * 2 * x; the second adds the same.
//:hint.3.vi
// Tensor y = f(x);
// y.backward({}, true);  rồi  Tensor first = x.grad().clone();
// y.backward();          rồi  return {first, x.grad().clone()};
// Tính tay: một lượt cho 3 * 2 * x; lượt thứ hai cộng thêm đúng như vậy.
//:predict.second.en What is x.grad() after the second pass through y = 3 * x * x at x = 3?
//:predict.second.vi x.grad() bằng bao nhiêu sau lượt thứ hai qua y = 3 * x * x tại x = 3?
//:label.first.en x.grad after the first pass
//:label.first.vi x.grad sau lượt thứ nhất
//:label.second.en x.grad after the second pass
//:label.second.vi x.grad sau lượt thứ hai
//:label.by-hand.en two passes through y = 3u, u = x*x by hand
//:label.by-hand.vi hai lượt qua y = 3u, u = x*x tính bằng tay
//:label.saved.en bytes that the graph still keeps
//:label.saved.vi số byte mà đồ thị còn giữ
//:label.calls.en how often f is computed
//:label.calls.vi số lần f được tính
//:label.gradients.en x.grad after the second pass, of many numbers
//:label.gradients.vi x.grad sau lượt thứ hai, với nhiều số
//:label.gradients-first.en x.grad after the first pass, of many numbers
//:label.gradients-first.vi x.grad sau lượt thứ nhất, với nhiều số
//:message.intermediate.en {got} = {first} + {expected}: the gradient of the *intermediate* u was
// kept from the first pass and added again. Only leaves accumulate.
//:message.intermediate.vi {got} = {first} + {expected}: gradient của biến *trung gian* u còn lại
// từ lượt trước và bị cộng lần nữa. Chỉ lá mới được cộng dồn.
//:explain.intermediate.en
// In each pass, the gradient that reaches u is computed afresh: 3. From there 3 * 2x goes on to
// x. After two passes the leaf x has 6x + 6x. An engine that also keeps u's gradient sends 3 in
// the first pass and 3 + 3 = 6 in the second, and x ends with 6x + 12x = 18x: 54 at x = 3.
//
//     Tensor u = x * x, y = 3 * u;     // x = 3
//     y.backward({}, true);            // u receives 3, x.grad() = 18
//     y.backward({}, true);            // u receives 3 again, x.grad() = 36
//:explain.intermediate.vi
// Ở mỗi lượt, gradient đi tới u được tính lại từ đầu: bằng 3. Từ đó 3 * 2x đi tiếp tới x. Sau hai
// lượt, lá x có 6x + 6x. Nếu gradient của u cũng bị giữ lại thì lượt đầu gửi 3, lượt sau gửi 3 +
// 3 = 6, và x có 6x + 12x = 18x: bằng 54 tại x = 3.
//
//     Tensor u = x * x, y = 3 * u;     // x = 3
//     y.backward({}, true);            // u nhận 3, x.grad() = 18
//     y.backward({}, true);            // u lại nhận 3, x.grad() = 36
//:message.same-tensor.en The first answer reads {got}, the second pass's value: x.grad() is one
// tensor that changes. Return a clone of it.
//:message.same-tensor.vi Kết quả thứ nhất là {got}, tức giá trị của lượt thứ hai: x.grad() là một
// tensor duy nhất luôn thay đổi. Hãy trả về bản sao (clone).
//:explain.same-tensor.en
// A Tensor is a handle: copying it copies the handle, not the numbers. The second pass adds into
// the same memory, so what you kept from the first pass changes with it.
//
//     Tensor first = x.grad();          // the same memory as x.grad()
//     Tensor kept = x.grad().clone();   // its own memory: stays 18
//:explain.same-tensor.vi
// Tensor chỉ là một tay nắm (handle): chép nó là chép tay nắm, không chép các con số. Lượt thứ
// hai cộng vào đúng vùng nhớ đó, nên thứ bạn giữ từ lượt đầu cũng đổi theo.
//
//     Tensor first = x.grad();          // cùng vùng nhớ với x.grad()
//     Tensor kept = x.grad().clone();   // vùng nhớ riêng: vẫn là 18
//:message.retain-last.en The last pass also kept the graph: {bytes} bytes stay alive as long as y
// does.
//:message.retain-last.vi Lượt cuối cũng giữ lại đồ thị: {bytes} byte còn sống cho tới khi y mất
// đi.
//:explain.retain-last.en
// retain_graph says "I will come back". After the last pass nobody comes back, and what the graph
// saved only takes memory: in a training loop that is every activation of the model.
//
//     y.backward({}, true);   // first pass: keep
//     y.backward();           // last pass: free
//:explain.retain-last.vi
// retain_graph nghĩa là "tôi sẽ quay lại". Sau lượt cuối không ai quay lại nữa, và những gì đồ
// thị đã lưu chỉ chiếm bộ nhớ: trong vòng lặp huấn luyện, đó là mọi kích hoạt của mô hình.
//
//     y.backward({}, true);   // lượt đầu: giữ
//     y.backward();           // lượt cuối: giải phóng
//:message.recomputed.en f ran {got} times: that is the *other* remedy, a new graph for the second
// pass. Here compute y = f(x) once and keep its graph.
//:message.recomputed.vi f chạy {got} lần: đó là cách sửa *kia*, một đồ thị mới cho lượt thứ hai.
// Ở đây hãy tính y = f(x) một lần và giữ đồ thị của nó.
//:explain.recomputed.en
// Both remedies give 18 and 36. Computing f again costs the time of a second forward pass;
// keeping the graph costs the memory of what it saved. With retain_graph there is one graph, and
// both passes walk the same nodes.
//
//     Tensor y = f(x);         // one graph
//     y.backward({}, true);
//     y.backward();            // the same nodes again
//:explain.recomputed.vi
// Cả hai cách đều cho 18 và 36. Tính lại f tốn thời gian của một lần forward nữa; giữ đồ thị thì
// tốn bộ nhớ cho những gì nó đã lưu. Với retain_graph chỉ có một đồ thị, và cả hai lượt đi qua
// cùng các nút.
//
//     Tensor y = f(x);         // một đồ thị
//     y.backward({}, true);
//     y.backward();            // lại chính các nút đó
//:message.not-retained.en The second pass found nothing ({got}): the *first* backward must keep the graph, for it is
// the one after which you come back.
//:message.not-retained.vi Lượt thứ hai không tìm thấy gì ({got}): chính backward *thứ nhất* phải giữ đồ thị, vì sau nó
// bạn còn quay lại.
//:explain.not-retained.en
// retain_graph belongs to the pass in which you say it: that pass leaves the saved tensors where
// they are. Saying it in the second pass comes too late, the first one has freed them.
//
//     y.backward({}, true);   // keeps: one more pass is possible
//     y.backward();           // frees
//     y.backward();           // GraphFreedError
//:explain.not-retained.vi
// retain_graph thuộc về lượt mà bạn viết nó: lượt đó để nguyên các tensor đã lưu. Viết nó ở lượt
// thứ hai thì đã muộn, vì lượt đầu đã giải phóng chúng rồi.
//
//     y.backward({}, true);   // giữ: còn đi được một lượt nữa
//     y.backward();           // giải phóng
//     y.backward();           // GraphFreedError
//:message.one-pass.en {got} is what *one* pass gives. The second one adds the same again, so after both the leaf
// has {expected}.
//:message.one-pass.vi {got} là kết quả của *một* lượt. Lượt thứ hai cộng thêm đúng như vậy, nên sau cả hai lá có
// {expected}.
//:explain.one-pass.en
// x.grad() is a running total: what an earlier pass left stays in it until somebody removes it.
// Here it is asked for as it is after two passes, so do not reset it in between.
//
//     y.backward({}, true);   // x.grad() = 18
//     y.backward();           // x.grad() = 18 + 18 = 36
//:explain.one-pass.vi
// x.grad() là một tổng cộng dồn: phần mà lượt trước để lại vẫn ở đó cho tới khi có ai bỏ đi. Ở đây
// cần giá trị của nó sau hai lượt, nên đừng đặt lại ở giữa.
//
//     y.backward({}, true);   // x.grad() = 18
//     y.backward();           // x.grad() = 18 + 18 = 36

//:code
#include "gradlab/lab/part2/ex_2_06.h"

namespace ex_2_06 {

TwoSweeps twice_retained(const Function& f, Tensor x) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  Tensor y = f(x);
  y.backward({}, /*retain_graph=*/true);
  Tensor first = x.grad().clone();
  y.backward();
  return {first, x.grad().clone()};
  //:wrong RETAIN_LAST 2.06/retain-last
  Tensor y = f(x);
  y.backward({}, /*retain_graph=*/true);
  Tensor first = x.grad().clone();
  y.backward({}, /*retain_graph=*/true);
  return {first, x.grad().clone()};
  //:wrong NOT_RETAINED 2.06/not-retained
  Tensor y = f(x);
  y.backward();
  Tensor first = x.grad().clone();
  y.backward();
  return {first, x.grad().clone()};
  //:wrong NOT_RETAINED_B 2.06/not-retained
  Tensor y = f(x);
  y.backward();
  Tensor first = x.grad().clone();
  y.backward({}, /*retain_graph=*/true);
  return {first, x.grad().clone()};
  //:wrong ONE_PASS 2.06/one-pass
  Tensor y = f(x);
  y.backward({}, /*retain_graph=*/true);
  Tensor first = x.grad().clone();
  x.mutable_grad() = Tensor();
  y.backward();
  return {first, x.grad().clone()};
  //:wrong RECOMPUTED 2.06/recomputed
  f(x).backward();
  Tensor first = x.grad().clone();
  f(x).backward();
  return {first, x.grad().clone()};
  //:wrong RECOMPUTED_B 2.06/recomputed
  TwoSweeps sweeps;
  for (Tensor* grad : {&sweeps.first, &sweeps.second}) {
    Tensor y = f(x);
    y.backward();
    *grad = x.grad().clone();
  }
  return sweeps;
  //:wrong SAME_TENSOR 2.06/same-tensor
  Tensor y = f(x);
  y.backward({}, /*retain_graph=*/true);
  Tensor first = x.grad();
  y.backward();
  return {first, x.grad()};
  //:end
}

double two_sweeps_by_hand(double x) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  double grad_x = 0;
  for (int pass = 0; pass < 2; ++pass) {
    double grad_u = 3;  // afresh in every pass
    grad_x += grad_u * 2 * x;
  }
  return grad_x;
  //:wrong INTERMEDIATE 2.06/intermediate
  double grad_x = 0, grad_u = 0;
  for (int pass = 0; pass < 2; ++pass) {
    grad_u += 3;
    grad_x += grad_u * 2 * x;
  }
  return grad_x;
  //:wrong ONE_PASS_B 2.06/one-pass
  double grad_u = 3;
  return grad_u * 2 * x;
  //:wrong INTERMEDIATE_B 2.06/intermediate
  double first = 3 * (x + x);
  double second = (3 + 3) * (x + x);
  return first + second;
  //:end
}

}  // namespace ex_2_06
