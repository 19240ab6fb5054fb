//:exercise 2.12 core
//:covers "Quan sát giá trị gradient thu được và đối chiếu với tính toán lý thuyết."
//:title.en Your own Function
//:title.vi Function của riêng bạn
//:text.en
// An operation of a graph is two functions: forward computes the result, backward turns the
// gradient of the result into the gradients of the arguments. You write both in a class:
//
//     struct Scale : public autograd::Function<Scale> {
//       static Tensor forward(autograd::AutogradContext* ctx, Tensor x, double factor) {
//         ctx->saved_data["factor"] = factor;     // constants
//         return x * factor;
//       }
//       static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
//         return {grads[0] * ctx->saved_data["factor"].toDouble(), Tensor()};
//       }
//     };
//     Tensor y = Scale::apply(x, 3.0);             // one node, "ScaleBackward"
//
// grads[0] is the gradient that comes in. backward returns one entry for each argument of
// forward, in order; for a constant an empty Tensor(). A tensor that backward needs goes through
// the context, which frees it after the backward pass and notices when somebody changes it:
//
//     ctx->save_for_backward({x});                       // in forward
//     Tensor x = ctx->get_saved_variables()[0];          // in backward, with its history
//
// forward runs without recording. backward is recorded if somebody wants second derivatives: so
// use tensor operations on x and grads[0], and no detach().
//
// 1. scaled_square: a class whose forward(ctx, x, k) returns k * x * x. The derivative by x is
//    2 * k * x. Return its apply(x, k).
// 2. add_row: a class whose forward(ctx, m, row) returns m + row. It has to save nothing. The
//    gradient of row has the shape of row: the sum over all rows, grads[0].sum(0).
//
// The check runs a chain of four nodes, y = add_row(c, a), c = scaled_square(b, ..),
// b = add_row(m, a), a = scaled_square(row, ..), and names the first node, from y back, that
// sends something wrong.
//:text.vi
// Một phép tính trong đồ thị gồm hai hàm: forward tính kết quả, backward biến gradient của kết
// quả thành gradient của các tham số. Bạn viết cả hai trong một lớp:
//
//     struct Scale : public autograd::Function<Scale> {
//       static Tensor forward(autograd::AutogradContext* ctx, Tensor x, double factor) {
//         ctx->saved_data["factor"] = factor;     // hằng số
//         return x * factor;
//       }
//       static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
//         return {grads[0] * ctx->saved_data["factor"].toDouble(), Tensor()};
//       }
//     };
//     Tensor y = Scale::apply(x, 3.0);             // một nút, "ScaleBackward"
//
// grads[0] là gradient đi vào. backward trả về một phần tử cho mỗi tham số của forward, theo
// đúng thứ tự; với hằng số là Tensor() rỗng. Tensor mà backward cần thì đi qua context: context
// giải phóng nó sau lượt lan truyền ngược và phát hiện khi có ai sửa nó:
//
//     ctx->save_for_backward({x});                       // trong forward
//     Tensor x = ctx->get_saved_variables()[0];          // trong backward, kèm lịch sử
//
// forward chạy mà không được ghi lại. backward được ghi lại nếu có ai cần đạo hàm bậc hai: vì
// vậy hãy dùng các phép toán tensor trên x và grads[0], đừng detach().
//
// 1. scaled_square: một lớp có forward(ctx, x, k) trả về k * x * x. Đạo hàm theo x là 2 * k * x.
//    Hãy trả về apply(x, k) của lớp đó.
// 2. add_row: một lớp có forward(ctx, m, row) trả về m + row. Nó không cần lưu gì. Gradient của
//    row có shape của row: tổng theo mọi hàng, grads[0].sum(0).
//
// Bài kiểm tra chạy một chuỗi bốn nút, y = add_row(c, a), c = scaled_square(b, ..),
// b = add_row(m, a), a = scaled_square(row, ..), và nêu tên nút đầu tiên, tính từ y ngược về,
// gửi đi kết quả sai.
//:know.en backward multiplies the incoming gradient by the operation's own derivative, for each argument.
//:know.vi backward nhân gradient đi vào với đạo hàm của chính phép tính, cho từng tham số.
//:hint.1.en If y = k * x * x, how much does y change when x grows by a little? And how much does
// the loss change when y does: who tells you?
//:hint.1.vi Nếu y = k * x * x, y thay đổi bao nhiêu khi x tăng một chút? Còn hàm mất mát thay
// đổi bao nhiêu theo y: ai cho bạn biết?
//:hint.2.en Look at the class Scale in the text. Yours needs x in backward as well: save it in
// forward through the context. Count what backward returns: one entry for each argument after
// ctx.
//:hint.2.vi Hãy xem lớp Scale trong đề. Lớp của bạn cần thêm x trong backward: lưu nó trong
// forward qua context. Đếm những gì backward trả về: một phần tử cho mỗi tham số đứng sau ctx.
//:hint.3.en
// ScaledSquare::backward:
//   const Tensor x = ctx->get_saved_variables()[0];
//   return {2 * ctx->saved_data["k"].toDouble() * x * grads[0], Tensor()};
// AddRow::backward:
//   return {grads[0], grads[0].sum(0)};
//:hint.3.vi
// ScaledSquare::backward:
//   const Tensor x = ctx->get_saved_variables()[0];
//   return {2 * ctx->saved_data["k"].toDouble() * x * grads[0], Tensor()};
// AddRow::backward:
//   return {grads[0], grads[0].sum(0)};
//:predict.five.en x = [1, 2], f = x * x. What is x.grad() after (5 * f).sum().backward()?
//:predict.five.vi x = [1, 2], f = x * x. Sau (5 * f).sum().backward(), x.grad() bằng bao nhiêu?
//:predict.entries.en forward(ctx, x, k) takes a tensor and a constant. How many entries does
// backward return?
//:predict.entries.vi forward(ctx, x, k) nhận một tensor và một hằng số. backward trả về bao
// nhiêu phần tử?
//:label.value.en the result
//:label.value.vi kết quả
//:label.node.en the node that made the result
//:label.node.vi nút tạo ra kết quả
//:label.returns.en what backward returns
//:label.returns.vi những gì backward trả về
//:label.memory.en what is still alive after the backward pass
//:label.memory.vi những gì còn sống sau lượt lan truyền ngược
//:label.modified.en backward after x was changed in place
//:label.modified.vi backward sau khi x bị sửa tại chỗ
//:label.chain.en the nodes of a chain, from the result back
//:label.chain.vi các nút của một chuỗi, đi ngược từ kết quả
//:label.five.en x.grad of a multiple of the result
//:label.five.vi x.grad của một bội số của kết quả
//:label.gradient.en the gradient
//:label.gradient.vi gradient
//:label.double.en the derivative of the gradient
//:label.double.vi đạo hàm của gradient
//:message.not-custom.en The result was made by {name}, an operation of the library. Return
// apply(...) of a class of your own, derived from autograd::Function.
//:message.not-custom.vi Kết quả do {name} tạo ra, một phép toán có sẵn của thư viện. Hãy trả về
// apply(...) của một lớp của riêng bạn, kế thừa autograd::Function.
//:explain.not-custom.en
// k * x * x is three operations of the library with rules of their own: your backward is never
// called. Only apply() makes a node that runs your rule. The name of the node is that of your
// class.
//
//     (k * x * x).grad_fn()->name()                 // "MulBackward0"
//     ScaledSquare::apply(x, k).grad_fn()->name()   // "ScaledSquareBackward"
//:explain.not-custom.vi
// k * x * x là các phép toán của thư viện với quy tắc riêng của chúng: backward của bạn không
// bao giờ được gọi. Chỉ apply() mới tạo ra nút chạy quy tắc của bạn. Tên nút là tên lớp của bạn.
//
//     (k * x * x).grad_fn()->name()                 // "MulBackward0"
//     ScaledSquare::apply(x, k).grad_fn()->name()   // "ScaledSquareBackward"
//:message.nothing-saved.en backward crashed. If forward saved nothing, get_saved_variables() is empty
// and has no [0]: call ctx->save_for_backward(...) with x in forward.
//:message.nothing-saved.vi backward bị sập. Nếu forward không lưu gì thì get_saved_variables() rỗng,
// không có [0]: hãy gọi ctx->save_for_backward(...) với x trong forward.
//:explain.nothing-saved.en
// get_saved_variables() returns a std::vector with what save_for_backward got, in the same order.
// C++ does not check an index of a vector: reading beyond its end ends the program.
//
//     ctx->save_for_backward({x});                   // in forward
//     ctx->get_saved_variables()[0];                 // in backward: x
//     ctx->saved_data["x"] = x;                      // is found in saved_data only
//:explain.nothing-saved.vi
// get_saved_variables() trả về std::vector gồm những gì save_for_backward đã nhận, theo đúng thứ
// tự. C++ không kiểm tra chỉ số của vector: đọc quá cuối vector thì chương trình sập.
//
//     ctx->save_for_backward({x});                   // trong forward
//     ctx->get_saved_variables()[0];                 // trong backward: x
//     ctx->saved_data["x"] = x;                      // chỉ tìm thấy trong saved_data
//:message.arity.en {got}. backward returns one entry for each argument of forward, and an empty
// Tensor() for one that is no tensor.
//:message.arity.vi {got}. backward trả về một phần tử cho mỗi tham số của forward, và Tensor()
// rỗng cho tham số không phải tensor.
//:explain.arity.en
// The graph matches what backward returns with the arguments of forward by their position. So
// every argument has its place, also a constant.
//
//     forward(ctx, x, k)      ->  backward returns {gradient of x, Tensor()}
//     forward(ctx, m, row)    ->  backward returns {gradient of m, gradient of row}
//:explain.arity.vi
// Đồ thị ghép những gì backward trả về với các tham số của forward theo vị trí. Vì vậy mỗi tham
// số đều có chỗ của mình, kể cả hằng số.
//
//     forward(ctx, x, k)      ->  backward trả về {gradient của x, Tensor()}
//     forward(ctx, m, row)    ->  backward trả về {gradient của m, gradient của row}
//:message.constant-gradient.en {got}. k is a number, not a tensor: its place in the list holds
// an empty Tensor().
//:message.constant-gradient.vi {got}. k là một con số, không phải tensor: chỗ của nó trong danh
// sách là Tensor() rỗng.
//:explain.constant-gradient.en
// A number of C++ has no place where a gradient could go. Giving it one is always a mistake,
// often a wrong order of the entries; so the library refuses.
//
//     return {gradient_of_x, tensor(0.0)};   // error
//     return {gradient_of_x, Tensor()};      // nothing for k
//:explain.constant-gradient.vi
// Một con số của C++ không có chỗ nào để nhận gradient. Trả gradient cho nó luôn là nhầm lẫn,
// thường là sai thứ tự các phần tử; vì vậy thư viện từ chối.
//
//     return {gradient_of_x, tensor(0.0)};   // lỗi
//     return {gradient_of_x, Tensor()};      // không có gì cho k
//:message.wrong-shape.en Gradient of shape {returned} for an argument of shape {shape}: the
// library adds it up silently, as PyTorch does; here it does not pass. Add it up in backward.
//:message.wrong-shape.vi Gradient có shape {returned} cho tham số có shape {shape}: thư viện âm
// thầm cộng lại, như PyTorch; ở đây thì không được. Hãy tự cộng trong backward.
//:explain.wrong-shape.en
// row is used once for each row of m, so its gradient is the sum over the rows. If you return
// the unsummed gradient, the engine notices the shape and adds up for you. It hides the mistake
// here, but when shapes match by chance (a square, a size of 1) nothing is added and the numbers
// are wrong.
//
//     return {grads[0], grads[0]};          // [4, 3] for row [3]
//     return {grads[0], grads[0].sum(0)};   // [3]
//:explain.wrong-shape.vi
// row được dùng một lần cho mỗi hàng của m, nên gradient của nó là tổng theo các hàng. Nếu bạn
// trả về gradient chưa cộng, engine thấy shape khác và cộng giúp bạn. Lỗi bị che ở đây, nhưng
// khi shape tình cờ khớp (ma trận vuông, kích thước 1) thì không có gì được cộng và các số sẽ
// sai.
//
//     return {grads[0], grads[0]};          // [4, 3] cho row [3]
//     return {grads[0], grads[0].sum(0)};   // [3]
//:message.captured.en {bytes} bytes are still alive after backward(), although x is gone: you
// keep x outside of save_for_backward, and nothing frees it.
//:message.captured.vi Còn {bytes} byte sống sau backward(), dù x đã mất: bạn giữ x ngoài
// save_for_backward nên không gì giải phóng nó.
//:explain.captured.en
// What save_for_backward keeps is freed by the backward pass, unless retain_graph is given, and
// is checked for changes in between. A static variable, a global list or saved_data know nothing
// of that: they hold the tensor for as long as they live themselves. In a training loop that is
// every activation of every step.
//
//     static Tensor kept; kept = x;      // alive until the program ends
//     ctx->saved_data["x"] = x;          // alive as long as the result
//     ctx->save_for_backward({x});       // freed by backward()
//:explain.captured.vi
// Những gì save_for_backward giữ sẽ được lượt lan truyền ngược giải phóng, trừ khi có
// retain_graph, và được kiểm tra xem có bị sửa không. Biến static, danh sách toàn cục hay
// saved_data không biết điều đó: chúng giữ tensor cho tới khi chính chúng mất đi. Trong vòng lặp
// huấn luyện, đó là mọi kích hoạt của mọi bước.
//
//     static Tensor kept; kept = x;      // sống tới hết chương trình
//     ctx->saved_data["x"] = x;          // sống cùng kết quả
//     ctx->save_for_backward({x});       // được backward() giải phóng
//:message.no-upstream.en Right for sum(), wrong otherwise: node {node} of the chain
// (from {place}) received {incoming} and sent {got}; right is {expected}. Multiply by the
// incoming gradient.
//:message.no-upstream.vi Đúng với sum() nhưng sai với gradient khác 1: nút {node} của chuỗi
// (tạo ở {place}) nhận {incoming} và gửi {got}; đúng là {expected}. Hãy nhân với gradient đi
// vào.
//:explain.no-upstream.en
// backward is one link of the chain rule: (gradient that comes in) times (own derivative). After
// sum() ones come in, and forgetting the factor does not show. After 5 * f it does.
//
//     f = scaled_square(x, 1);  x = [1, 2]
//     f.sum().backward();          // comes in: [1, 1]   right: [2, 4]
//     (5 * f).sum().backward();    // comes in: [5, 5]   right: [10, 20]
//:explain.no-upstream.vi
// backward là một mắt xích của quy tắc dây chuyền: (gradient đi vào) nhân
// (đạo hàm của chính nó). Sau sum() thì gradient đi vào toàn số 1 nên quên nhân cũng không lộ
// ra. Sau 5 * f thì lộ.
//
//     f = scaled_square(x, 1);  x = [1, 2]
//     f.sum().backward();          // đi vào: [1, 1]   đúng: [2, 4]
//     (5 * f).sum().backward();    // đi vào: [5, 5]   đúng: [10, 20]
//:message.forgot-k.en Node {node} of the chain (from {place}) sent {got}; right is {expected}.
// The constant k belongs into the derivative as well: 2 * k * x.
//:message.forgot-k.vi Nút {node} của chuỗi (tạo ở {place}) gửi {got}; đúng là {expected}. Hằng
// số k cũng có mặt trong đạo hàm: 2 * k * x.
//:explain.forgot-k.en
// A constant factor stays when you differentiate: the derivative of k * x * x is k * (2 * x).
// backward needs k, so forward has to keep it:
//
//     ctx->saved_data["k"] = k;                      // forward
//     const double k = ctx->saved_data["k"].toDouble();   // backward
//:explain.forgot-k.vi
// Thừa số hằng vẫn còn khi lấy đạo hàm: đạo hàm của k * x * x là k * (2 * x). backward cần k,
// nên forward phải giữ nó lại:
//
//     ctx->saved_data["k"] = k;                      // forward
//     const double k = ctx->saved_data["k"].toDouble();   // backward
//:message.forgot-two.en Node {node} of the chain (from {place}) sent {got}; right is {expected}.
// The exponent 2 comes down as a factor: 2 * k * x.
//:message.forgot-two.vi Nút {node} của chuỗi (tạo ở {place}) gửi {got}; đúng là {expected}. Số
// mũ 2 phải xuống làm thừa số: 2 * k * x.
//:explain.forgot-two.en
// In x * x the number x appears twice, and each of the two moves the result: x + x = 2 * x.
//
//     x = 3:    9        slope 2 * 3 = 6, not 3
//     x = 3.01: 9.0601   (9.0601 - 9) / 0.01 = 6.01
//:explain.forgot-two.vi
// Trong x * x, số x xuất hiện hai lần và cả hai đều làm kết quả thay đổi: x + x = 2 * x.
//
//     x = 3:    9        độ dốc 2 * 3 = 6, không phải 3
//     x = 3.01: 9.0601   (9.0601 - 9) / 0.01 = 6.01
//:message.shared-state.en Node {node} of the chain (from {place}) was made with k = {k}, but its
// backward used k = {other}, of a later call. What one call needs belongs into its ctx.
//:message.shared-state.vi Nút {node} của chuỗi (tạo ở {place}) được tạo với k = {k}, nhưng
// backward của nó lại dùng k = {other} của lần gọi sau. Dữ liệu của mỗi lần gọi phải nằm trong
// ctx của nó.
//:explain.shared-state.en
// forward runs for every node before the first backward does. A static variable is one for all
// nodes, so at that time it holds what the last call left there. Each node has its own context.
//
//     a = scaled_square(x, 2);      // static k = 2
//     b = scaled_square(a, 3);      // static k = 3
//     b.sum().backward();           // both nodes read 3
//:explain.shared-state.vi
// forward chạy cho mọi nút trước khi backward đầu tiên chạy. Biến static là chung cho mọi nút,
// nên lúc đó nó giữ giá trị của lần gọi cuối. Còn mỗi nút có context riêng.
//
//     a = scaled_square(x, 2);      // static k = 2
//     b = scaled_square(a, 3);      // static k = 3
//     b.sum().backward();           // cả hai nút đều đọc được 3
//:message.wrong-node.en Going back from the result, node {node} ({name}, from {place}) is the
// first wrong one: it received {incoming} and sent {got} instead of {expected}.
//:message.wrong-node.vi Đi ngược từ kết quả, nút {node} ({name}, tạo ở {place}) là nút sai đầu
// tiên: nó nhận {incoming} và gửi {got} thay vì {expected}.
//:explain.wrong-node.en
// The chain is y = add_row(c, a), c = scaled_square(b, ..), b = add_row(m, a),
// a = scaled_square(row, ..), and its nodes are numbered as backward() visits them, y first.
// Every node was checked by itself: its incoming gradient, times small changes of its own
// inputs, gives what it has to send. So the mistake is in the rule of this node, not in what
// came in. Try it alone:
//
//     Tensor y = scaled_square(x, k);
//     autograd::grad({y}, {x}, {v})[0]                                       // your rule
//     (scaled_square(x + h, k) - scaled_square(x - h, k)) * v / (2 * h)      // h = 1e-6
//:explain.wrong-node.vi
// Chuỗi là y = add_row(c, a), c = scaled_square(b, ..), b = add_row(m, a),
// a = scaled_square(row, ..), và các nút được đánh số theo thứ tự backward() đi qua, bắt đầu từ
// y. Mỗi nút được kiểm tra riêng: gradient đi vào, nhân với thay đổi nhỏ của các đầu vào của nó,
// cho biết nó phải gửi gì. Vậy lỗi nằm ở quy tắc của nút này, không phải ở thứ đi vào. Hãy thử
// riêng nó:
//
//     Tensor y = scaled_square(x, k);
//     autograd::grad({y}, {x}, {v})[0]                                       // quy tắc của bạn
//     (scaled_square(x + h, k) - scaled_square(x - h, k)) * v / (2 * h)      // h = 1e-6
//:message.no-double.en The gradient is right, but its own derivative by x is missing: in
// backward, x has no history. Save x itself with save_for_backward, and no detach().
//:message.no-double.vi Gradient đúng, nhưng đạo hàm của nó theo x thì mất: trong backward, x
// không có lịch sử. Hãy lưu chính x bằng save_for_backward, không detach().
//:explain.no-double.en
// The gradient 2 * k * x * v depends on x, so it has a derivative by x: 2 * k * v. The library
// can find it only if the x in backward is still the x of the graph. get_saved_variables() gives
// it back with its history; a clone made in forward (where nothing is recorded) or a detached x
// has none.
//
//     ctx->save_for_backward({x});             // x comes back with its history
//     ctx->save_for_backward({x.clone()});     // a constant
//:explain.no-double.vi
// Gradient 2 * k * x * v phụ thuộc x nên có đạo hàm theo x: 2 * k * v. Thư viện chỉ tìm được nó
// nếu x trong backward vẫn là x của đồ thị. get_saved_variables() trả lại x kèm lịch sử; bản
// clone tạo trong forward (nơi không gì được ghi lại) hoặc x đã detach() thì không có.
//
//     ctx->save_for_backward({x});             // x trở lại kèm lịch sử
//     ctx->save_for_backward({x.clone()});     // một hằng số

//:code
#include "gradlab/lab/part2/ex_2_12.h"

namespace ex_2_12 {

//:part
//:stub
// Your class for scaled_square comes here.

//:solution
struct ScaledSquare : public autograd::Function<ScaledSquare> {
  static Tensor forward(autograd::AutogradContext* ctx, const Tensor& x, double k) {
    ctx->save_for_backward({x});
    ctx->saved_data["k"] = k;
    return k * x * x;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    const Tensor x = ctx->get_saved_variables()[0];
    return {2 * ctx->saved_data["k"].toDouble() * x * grads[0], Tensor()};
  }
};

//:wrong NO_UPSTREAM 2.12/no-upstream
struct ScaledSquare : public autograd::Function<ScaledSquare> {
  static Tensor forward(autograd::AutogradContext* ctx, const Tensor& x, double k) {
    ctx->save_for_backward({x});
    ctx->saved_data["k"] = k;
    return k * x * x;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list) {
    const Tensor x = ctx->get_saved_variables()[0];
    return {2 * ctx->saved_data["k"].toDouble() * x, Tensor()};
  }
};

//:wrong NOTHING_SAVED 2.12/nothing-saved
struct ScaledSquare : public autograd::Function<ScaledSquare> {
  static Tensor forward(autograd::AutogradContext* ctx, const Tensor& x, double k) {
    ctx->saved_data["k"] = k;
    return k * x * x;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    const Tensor x = ctx->get_saved_variables()[0];
    return {2 * ctx->saved_data["k"].toDouble() * x * grads[0], Tensor()};
  }
};

//:wrong FORGOT_K 2.12/forgot-k
struct ScaledSquare : public autograd::Function<ScaledSquare> {
  static Tensor forward(autograd::AutogradContext* ctx, const Tensor& x, double k) {
    ctx->save_for_backward({x});
    return k * x * x;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    return {2 * ctx->get_saved_variables()[0] * grads[0], Tensor()};
  }
};

//:wrong FORGOT_TWO 2.12/forgot-two
struct ScaledSquare : public autograd::Function<ScaledSquare> {
  static Tensor forward(autograd::AutogradContext* ctx, const Tensor& x, double k) {
    ctx->save_for_backward({x});
    ctx->saved_data["k"] = k;
    return k * x * x;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    const Tensor x = ctx->get_saved_variables()[0];
    return {ctx->saved_data["k"].toDouble() * x * grads[0], Tensor()};
  }
};

//:wrong ARITY 2.12/arity
struct ScaledSquare : public autograd::Function<ScaledSquare> {
  static Tensor forward(autograd::AutogradContext* ctx, const Tensor& x, double k) {
    ctx->save_for_backward({x});
    ctx->saved_data["k"] = k;
    return k * x * x;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    const Tensor x = ctx->get_saved_variables()[0];
    return {2 * ctx->saved_data["k"].toDouble() * x * grads[0]};
  }
};

//:wrong CONSTANT_GRADIENT 2.12/constant-gradient
struct ScaledSquare : public autograd::Function<ScaledSquare> {
  static Tensor forward(autograd::AutogradContext* ctx, const Tensor& x, double k) {
    ctx->save_for_backward({x});
    ctx->saved_data["k"] = k;
    return k * x * x;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    const Tensor x = ctx->get_saved_variables()[0];
    return {2 * ctx->saved_data["k"].toDouble() * x * grads[0], (grads[0] * x * x).sum()};
  }
};

//:wrong CAPTURED 2.12/captured
Tensor last_x;
struct ScaledSquare : public autograd::Function<ScaledSquare> {
  static Tensor forward(autograd::AutogradContext* ctx, const Tensor& x, double k) {
    last_x = x;
    ctx->saved_data["k"] = k;
    return k * x * x;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    return {2 * ctx->saved_data["k"].toDouble() * last_x * grads[0], Tensor()};
  }
};

//:wrong CAPTURED_B 2.12/captured
struct ScaledSquare : public autograd::Function<ScaledSquare> {
  static Tensor forward(autograd::AutogradContext* ctx, const Tensor& x, double k) {
    ctx->saved_data["x"] = x;
    ctx->saved_data["k"] = k;
    return k * x * x;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    const Tensor x = ctx->saved_data["x"].toTensor();
    return {2 * ctx->saved_data["k"].toDouble() * x * grads[0], Tensor()};
  }
};

//:wrong SHARED_STATE 2.12/shared-state
double last_k = 0;
struct ScaledSquare : public autograd::Function<ScaledSquare> {
  static Tensor forward(autograd::AutogradContext* ctx, const Tensor& x, double k) {
    ctx->save_for_backward({x});
    last_k = k;
    return k * x * x;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    return {2 * last_k * ctx->get_saved_variables()[0] * grads[0], Tensor()};
  }
};

//:wrong WRONG_NODE 2.12/wrong-node
struct ScaledSquare : public autograd::Function<ScaledSquare> {
  static Tensor forward(autograd::AutogradContext* ctx, const Tensor& x, double k) {
    ctx->save_for_backward({x});
    ctx->saved_data["k"] = k;
    return k * x * x;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    const Tensor x = ctx->get_saved_variables()[0];
    return {2 * ctx->saved_data["k"].toDouble() * x.abs() * grads[0], Tensor()};
  }
};

//:wrong NO_DOUBLE 2.12/no-double
struct ScaledSquare : public autograd::Function<ScaledSquare> {
  static Tensor forward(autograd::AutogradContext* ctx, const Tensor& x, double k) {
    ctx->save_for_backward({x});
    ctx->saved_data["k"] = k;
    return k * x * x;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    const Tensor x = ctx->get_saved_variables()[0].detach();
    return {2 * ctx->saved_data["k"].toDouble() * x * grads[0], Tensor()};
  }
};

//:wrong NO_DOUBLE_B 2.12/no-double
struct ScaledSquare : public autograd::Function<ScaledSquare> {
  static Tensor forward(autograd::AutogradContext* ctx, const Tensor& x, double k) {
    ctx->save_for_backward({2 * k * x});
    return k * x * x;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    return {ctx->get_saved_variables()[0] * grads[0], Tensor()};
  }
};

//:end
Tensor scaled_square(const Tensor& x, double k) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return ScaledSquare::apply(x, k);
  //:wrong NOT_CUSTOM 2.12/not-custom
  return k * x * x;
  //:end
}

//:part
//:stub
// Your class for add_row comes here.

//:solution
struct AddRow : public autograd::Function<AddRow> {
  static Tensor forward(autograd::AutogradContext*, const Tensor& m, const Tensor& row) {
    return m + row;
  }
  static variable_list backward(autograd::AutogradContext*, variable_list grads) {
    return {grads[0], grads[0].sum(0)};
  }
};

//:wrong ARITY_B 2.12/arity
struct AddRow : public autograd::Function<AddRow> {
  static Tensor forward(autograd::AutogradContext*, const Tensor& m, const Tensor& row) {
    return m + row;
  }
  static variable_list backward(autograd::AutogradContext*, variable_list grads) {
    return {grads[0]};
  }
};

//:wrong WRONG_SHAPE 2.12/wrong-shape
struct AddRow : public autograd::Function<AddRow> {
  static Tensor forward(autograd::AutogradContext*, const Tensor& m, const Tensor& row) {
    return m + row;
  }
  static variable_list backward(autograd::AutogradContext*, variable_list grads) {
    return {grads[0], grads[0]};
  }
};

//:wrong WRONG_SHAPE_B 2.12/wrong-shape
struct AddRow : public autograd::Function<AddRow> {
  static Tensor forward(autograd::AutogradContext*, const Tensor& m, const Tensor& row) {
    return m + row;
  }
  static variable_list backward(autograd::AutogradContext*, variable_list grads) {
    return {grads[0], grads[0].sum(0, /*keepdim=*/true)};
  }
};

//:wrong NO_UPSTREAM_B 2.12/no-upstream
struct AddRow : public autograd::Function<AddRow> {
  static Tensor forward(autograd::AutogradContext*, const Tensor& m, const Tensor& row) {
    return m + row;
  }
  static variable_list backward(autograd::AutogradContext*, variable_list grads) {
    const Tensor ones = ones_like(grads[0]);
    return {ones, ones.sum(0)};
  }
};

//:wrong WRONG_NODE_B 2.12/wrong-node
struct AddRow : public autograd::Function<AddRow> {
  static Tensor forward(autograd::AutogradContext*, const Tensor& m, const Tensor& row) {
    return m + row;
  }
  static variable_list backward(autograd::AutogradContext*, variable_list grads) {
    return {grads[0], grads[0].mean(0)};
  }
};

//:end
Tensor add_row(const Tensor& m, const Tensor& row) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return AddRow::apply(m, row);
  //:wrong NOT_CUSTOM_B 2.12/not-custom
  return m + row;
  //:end
}

}  // namespace ex_2_12
