//:exercise 2.11 stretch
//:title.en Derivatives of derivatives
//:title.vi Đạo hàm của đạo hàm
//:text.en
// autograd::grad returns gradients instead of adding them to grad(). It takes two lists, outputs
// and inputs, and returns one gradient for each input:
//
//     Tensor g = autograd::grad({y}, {x})[0];
//
// Normally such a gradient is a plain number without history. With create_graph = true the
// backward pass is recorded too, so g can be differentiated again. The arguments in order are:
// outputs, inputs, incoming gradients ({} means 1), retain_graph
// (std::nullopt: decide by yourself), create_graph, allow_unused:
//
//     Tensor g = autograd::grad({y}, {x}, {}, std::nullopt, /*create_graph=*/true)[0];
//     Tensor h = autograd::grad({g}, {x})[0];     // the second derivative
//
// Two things can stop you. A derivative may not depend on x any more: x * x has the second
// derivative 2, which has no history (requires_grad() is false). Then grad throws; the next
// derivative is simply zeros_like(x). And an input that y does not depend on makes grad throw
// too; with allow_unused = true its gradient is an undefined tensor instead
// (defined() is false).
//
// 1. third_derivative: return f'(x), f''(x), f'''(x), each detached (detach()). Do not call
//    backward(): x.grad() belongs to somebody else.
// 2. hvp: f takes many numbers and gives one. Its Hessian H has n * n numbers, but H * v needs
//    only one more backward pass, because H * v is the gradient of the number (g * v).sum().
//    Return it. If g has no history, return zeros.
// 3. gradients_or_zeros: one gradient for each input, zeros_like(input) where y does not depend
//    on it.
//:text.vi
// autograd::grad trả về gradient thay vì cộng vào grad(). Nó nhận hai danh sách, đầu ra và đầu
// vào, rồi trả về một gradient cho mỗi đầu vào:
//
//     Tensor g = autograd::grad({y}, {x})[0];
//
// Bình thường gradient đó chỉ là con số, không có lịch sử. Với create_graph = true, chính lượt
// lan truyền ngược cũng được ghi lại, nên có thể lấy đạo hàm của g lần nữa. Các tham số theo thứ
// tự: đầu ra, đầu vào, gradient đi vào ({} nghĩa là 1), retain_graph
// (std::nullopt: tự quyết định), create_graph, allow_unused:
//
//     Tensor g = autograd::grad({y}, {x}, {}, std::nullopt, /*create_graph=*/true)[0];
//     Tensor h = autograd::grad({g}, {x})[0];     // đạo hàm bậc hai
//
// Có hai trường hợp bạn bị chặn lại. Đạo hàm có thể không còn phụ thuộc x: x * x có đạo hàm bậc
// hai bằng 2, số này không có lịch sử (requires_grad() là false). Khi đó grad báo lỗi; đạo hàm
// tiếp theo đơn giản là zeros_like(x). Ngoài ra, đầu vào mà y không phụ thuộc cũng làm grad báo
// lỗi; với allow_unused = true thì gradient của nó là một tensor không xác định
// (defined() là false).
//
// 1. third_derivative: trả về f'(x), f''(x), f'''(x), mỗi cái đã detach(). Đừng gọi backward():
//    x.grad() là của người khác.
// 2. hvp: f nhận nhiều số và cho một số. Ma trận Hessian H của nó có n * n số, nhưng H * v chỉ
//    cần thêm một lượt lan truyền ngược, vì H * v là gradient của con số (g * v).sum(). Hãy trả
//    về nó. Nếu g không có lịch sử, trả về các số 0.
// 3. gradients_or_zeros: một gradient cho mỗi đầu vào, là zeros_like(đầu vào) nếu y không phụ
//    thuộc nó.
//:know.en create_graph records the backward pass; then a gradient can be differentiated again.
//:know.vi create_graph ghi lại chính lượt lan truyền ngược; nhờ đó gradient lại lấy đạo hàm được.
//:hint.1.en Of the derivatives that you compute, which are differentiated again? Only these need
// a history.
//:hint.1.vi Trong các đạo hàm bạn tính, cái nào còn được lấy đạo hàm tiếp? Chỉ những cái đó cần
// lịch sử.
//:hint.2.en Write a small helper derivative(y, x) that gives zeros when y.requires_grad() is
// false, and use it three times. For hvp: first the gradient g of f, then the gradient of one
// number made of g and v.
//:hint.2.vi Viết một hàm nhỏ derivative(y, x), cho số 0 khi y.requires_grad() là false, rồi dùng
// ba lần. Với hvp: trước hết là gradient g của f, sau đó là gradient của một con số tạo từ g và
// v.
//:hint.3.en
// Tensor derivative(const Tensor& y, const Tensor& x) {
//   if (!y.requires_grad()) return zeros_like(x);
//   Tensor g = autograd::grad({y}, {x}, {}, std::nullopt, true, /*allow_unused=*/true)[0];
//   return g.defined() ? g : zeros_like(x);
// }
// hvp: derivative((derivative(f(x), x) * v).sum(), x).detach()
//:hint.3.vi
// Tensor derivative(const Tensor& y, const Tensor& x) {
//   if (!y.requires_grad()) return zeros_like(x);
//   Tensor g = autograd::grad({y}, {x}, {}, std::nullopt, true, /*allow_unused=*/true)[0];
//   return g.defined() ? g : zeros_like(x);
// }
// hvp: derivative((derivative(f(x), x) * v).sum(), x).detach()
//:predict.second.en What is the second derivative of x * x * x at x = 2?
//:predict.second.vi Đạo hàm bậc hai của x * x * x tại x = 2 bằng bao nhiêu?
//:predict.product.en f = x0*x0*x1 + x1*x1*x1 at (1, 2): what is the first number of H * v for
// v = (1, -1)?
//:predict.product.vi f = x0*x0*x1 + x1*x1*x1 tại (1, 2): số đầu tiên của H * v với v = (1, -1)
// là gì?
//:label.first.en the first derivative
//:label.first.vi đạo hàm bậc nhất
//:label.second.en the second derivative
//:label.second.vi đạo hàm bậc hai
//:label.third.en the third derivative
//:label.third.vi đạo hàm bậc ba
//:label.quadratic.en the third derivative of a function whose second is constant
//:label.quadratic.vi đạo hàm bậc ba của hàm có đạo hàm bậc hai là hằng số
//:label.product.en the Hessian times v
//:label.product.vi Hessian nhân với v
//:label.linear.en the Hessian of a linear function, times v
//:label.linear.vi Hessian của hàm tuyến tính, nhân với v
//:label.passes.en backward passes through f
//:label.passes.vi số lượt lan truyền ngược qua f
//:label.gradients.en the gradients of all inputs
//:label.gradients.vi gradient của mọi đầu vào
//:label.untouched.en what is left behind
//:label.untouched.vi những gì còn lại sau đó
//:message.no-create-graph.en The derivative of order {order} has no grad_fn: it was computed
// without recording. Pass create_graph = true where you compute it.
//:message.no-create-graph.vi Đạo hàm bậc {order} không có grad_fn: nó được tính mà không ghi
// lại. Hãy truyền create_graph = true ở chỗ bạn tính nó.
//:explain.no-create-graph.en
// A backward pass computes numbers. Unless it is asked to, it does not write down how it
// computed them, so the gradient comes back as a plain number that nothing can be derived from.
//
//     Tensor y = x * x * x;                                // x = 2
//     autograd::grad({y}, {x})[0].requires_grad();         // false: 12, without history
//     autograd::grad({y}, {x}, {}, std::nullopt, true)[0]  // 12 with a grad_fn: it is 3 * x * x
//
// The last derivative of a chain needs no history: nobody differentiates it any more.
//:explain.no-create-graph.vi
// Lượt lan truyền ngược chỉ tính ra các con số. Nếu không được yêu cầu, nó không ghi lại cách
// tính, nên gradient trả về chỉ là con số và không lấy đạo hàm tiếp được.
//
//     Tensor y = x * x * x;                                // x = 2
//     autograd::grad({y}, {x})[0].requires_grad();         // false: 12, không có lịch sử
//     autograd::grad({y}, {x}, {}, std::nullopt, true)[0]  // 12 có grad_fn: nó là 3 * x * x
//
// Đạo hàm cuối cùng không cần lịch sử: không ai lấy đạo hàm của nó nữa.
//:message.accumulated.en {got} = {first} + {expected}: backward() added the second derivative to
// the first, which was still in x.grad(). autograd::grad returns each one by itself.
//:message.accumulated.vi {got} = {first} + {expected}: backward() cộng đạo hàm bậc hai vào đạo
// hàm bậc nhất vẫn còn trong x.grad(). autograd::grad trả về riêng từng cái.
//:explain.accumulated.en
// backward() does not return a gradient: it adds it to x.grad(). After the second call x.grad()
// is f'(x) + f''(x), which is neither of the two.
//
//     y.backward({}, std::nullopt, true);         // x.grad() = 12 for x * x * x at 2
//     x.grad().backward();                        // x.grad() = 12 + 12 = 24
//
//     Tensor g = autograd::grad({y}, {x}, {}, std::nullopt, true)[0];   // 12
//     Tensor h = autograd::grad({g}, {x})[0];                           // 12
//:explain.accumulated.vi
// backward() không trả về gradient mà cộng nó vào x.grad(). Sau lần gọi thứ hai, x.grad() là
// f'(x) + f''(x), không phải cái nào trong hai.
//
//     y.backward({}, std::nullopt, true);         // x.grad() = 12 với x * x * x tại 2
//     x.grad().backward();                        // x.grad() = 12 + 12 = 24
//
//     Tensor g = autograd::grad({y}, {x}, {}, std::nullopt, true)[0];   // 12
//     Tensor h = autograd::grad({g}, {x})[0];                           // 12, x.grad() không đổi
//:message.constant.en A derivative does not depend on x any more: it has no history, and grad()
// throws. Look at requires_grad() first; the derivative of a constant is zero.
//:message.constant.vi Có một đạo hàm không còn phụ thuộc x: nó không có lịch sử nên grad() báo
// lỗi. Hãy xem requires_grad() trước; đạo hàm của hằng số là 0.
//:explain.constant.en
// For y = x * x the first derivative is x + x and remembers x. The second is 2: no operation
// with x in it was needed, so it has no grad_fn even with create_graph. Asking for its
// derivative is an error, although the answer is known: zero.
//
//     Tensor g = autograd::grad({x * x}, {x}, {}, std::nullopt, true)[0];   // has a grad_fn
//     Tensor h = autograd::grad({g}, {x}, {}, std::nullopt, true)[0];       // 2, has none
//     if (!h.requires_grad()) third = zeros_like(x);
//:explain.constant.vi
// Với y = x * x, đạo hàm bậc nhất là x + x và còn nhớ x. Đạo hàm bậc hai là 2: không cần phép
// tính nào có x, nên nó không có grad_fn dù dùng create_graph. Hỏi đạo hàm của nó là lỗi, dù đáp
// số đã rõ: số 0.
//
//     Tensor g = autograd::grad({x * x}, {x}, {}, std::nullopt, true)[0];   // có grad_fn
//     Tensor h = autograd::grad({g}, {x}, {}, std::nullopt, true)[0];       // 2, không có
//     if (!h.requires_grad()) third = zeros_like(x);
//:message.touched-grad.en x.grad() is {got} now: backward() writes into the leaf, which somebody
// else may be using. autograd::grad returns the gradient and writes nowhere.
//:message.touched-grad.vi x.grad() giờ là {got}: backward() ghi vào lá, mà người khác có thể
// đang dùng nó. autograd::grad trả về gradient và không ghi vào đâu cả.
//:explain.touched-grad.en
// x.grad() is where a training loop collects the gradient of its loss. A function that only
// wants to look at a derivative must not write there.
//
//     y.backward();                      // adds to x.grad()
//     autograd::grad({y}, {x})[0]        // returns it, x.grad() stays as it was
//:explain.touched-grad.vi
// x.grad() là nơi vòng lặp huấn luyện gom gradient của hàm mất mát. Một hàm chỉ muốn xem đạo hàm
// thì không được ghi vào đó.
//
//     y.backward();                      // cộng vào x.grad()
//     autograd::grad({y}, {x})[0]        // trả về, x.grad() giữ nguyên
//:message.kept-graph.en The result still has its history: {nodes} nodes of the graph stay alive
// with it. Return it detached.
//:message.kept-graph.vi Kết quả vẫn còn lịch sử: {nodes} nút của đồ thị sống cùng nó. Hãy trả về
// bản đã detach().
//:explain.kept-graph.en
// With create_graph the gradient is the end of a new graph, and holds all of it: every operation
// of f and of its backward pass. If you only want the number, cut it off.
//
//     Tensor g = autograd::grad({y}, {x}, {}, std::nullopt, true)[0];
//     return g;             // drags the whole graph along
//     return g.detach();    // only the numbers
//:explain.kept-graph.vi
// Với create_graph, gradient là đầu mút của một đồ thị mới và giữ cả đồ thị đó: mọi phép tính
// của f và của lượt lan truyền ngược. Nếu chỉ cần con số, hãy cắt nó ra.
//
//     Tensor g = autograd::grad({y}, {x}, {}, std::nullopt, true)[0];
//     return g;             // kéo theo cả đồ thị
//     return g.detach();    // chỉ các con số
//:message.full-hessian.en {passes} backward passes for {elements} numbers: you built the whole
// table H. H * v is the gradient of (g * v).sum(), which takes one pass more than g itself.
//:message.full-hessian.vi {passes} lượt lan truyền ngược cho {elements} số: bạn đã dựng cả bảng
// H. H * v là gradient của (g * v).sum(), chỉ thêm một lượt sau khi có g.
//:explain.full-hessian.en
// The Hessian has n * n numbers and takes n backward passes, one for each row. For a model with
// a million parameters that is a million passes and a table that fits in no memory. Its product
// with one vector needs neither:
//
//     Tensor g = autograd::grad({f(x)}, {x}, {}, std::nullopt, true)[0];   // pass 1
//     Tensor hv = autograd::grad({(g * v).sum()}, {x})[0];                 // pass 2: H * v
//
// For (g * v).sum() is one number, and its derivative by x is the sum of the rows of H times v.
//:explain.full-hessian.vi
// Hessian có n * n số và cần n lượt lan truyền ngược, mỗi lượt một hàng. Với mô hình một triệu
// tham số thì đó là một triệu lượt và một bảng không bộ nhớ nào chứa nổi. Tích của nó với một
// vector thì không cần như vậy:
//
//     Tensor g = autograd::grad({f(x)}, {x}, {}, std::nullopt, true)[0];   // lượt 1
//     Tensor hv = autograd::grad({(g * v).sum()}, {x})[0];                 // lượt 2: H * v
//
// Vì (g * v).sum() là một con số, và đạo hàm của nó theo x là tổng các hàng của H nhân với v.
//:message.ignored-v.en {got} is H times a vector of ones; v = {v} did not come in. Multiply g by
// v before you take the sum.
//:message.ignored-v.vi {got} là H nhân với vector toàn số 1; v = {v} chưa được dùng. Hãy nhân g
// với v trước khi lấy tổng.
//:explain.ignored-v.en
// g.sum() and (g * v).sum() are both one number, so both can be differentiated. The first adds
// up all rows of H, the second each row times its element of v.
//
//     autograd::grad({g.sum()}, {x})          // H * (1, 1, ..., 1)
//     autograd::grad({(g * v).sum()}, {x})    // H * v
//:explain.ignored-v.vi
// g.sum() và (g * v).sum() đều là một con số nên đều lấy đạo hàm được. Cái thứ nhất cộng mọi
// hàng của H, cái thứ hai nhân mỗi hàng với phần tử của v rồi mới cộng.
//
//     autograd::grad({g.sum()}, {x})          // H * (1, 1, ..., 1)
//     autograd::grad({(g * v).sum()}, {x})    // H * v
//:message.unused.en y does not depend on one of the inputs, and grad() throws. Pass
// allow_unused = true and return zeros for it.
//:message.unused.vi y không phụ thuộc một trong các đầu vào nên grad() báo lỗi. Hãy truyền
// allow_unused = true và trả về số 0 cho nó.
//:explain.unused.en
// An input that is not in the graph is usually a mistake, for example a parameter that the model
// forgot to use; so grad() throws. When you expect it, say so:
//
//     Tensor a = ..., b = ...;  Tensor y = a * a;
//     autograd::grad({y}, {a, b});                                  // throws
//     autograd::grad({y}, {a, b}, {}, std::nullopt, false, true);   // b: undefined
//:explain.unused.vi
// Một đầu vào không nằm trong đồ thị thường là lỗi, ví dụ mô hình quên dùng một tham số; vì vậy
// grad() báo lỗi. Khi bạn biết trước điều đó, hãy nói rõ:
//
//     Tensor a = ..., b = ...;  Tensor y = a * a;
//     autograd::grad({y}, {a, b});                                  // báo lỗi
//     autograd::grad({y}, {a, b}, {}, std::nullopt, false, true);   // b: không xác định
//:message.undefined.en The gradient of the input that y does not depend on is None, not zeros:
// allow_unused gives an undefined tensor. Replace it by zeros_like(input).
//:message.undefined.vi Gradient của đầu vào mà y không phụ thuộc là None, không phải số 0:
// allow_unused cho một tensor không xác định. Hãy thay bằng zeros_like(đầu vào).
//:explain.undefined.en
// "No gradient" and "gradient zero" differ: the first says that there is no path at all, and
// costs no memory. Whoever computes with it needs the zeros.
//
//     Tensor g = autograd::grad({y}, {b}, {}, std::nullopt, false, true)[0];
//     g.defined();                              // false
//     if (!g.defined()) g = zeros_like(b);
//:explain.undefined.vi
// "Không có gradient" và "gradient bằng 0" khác nhau: cái thứ nhất nói rằng không có đường đi
// nào, và không tốn bộ nhớ. Ai cần tính tiếp với nó thì cần các số 0.
//
//     Tensor g = autograd::grad({y}, {b}, {}, std::nullopt, false, true)[0];
//     g.defined();                              // false
//     if (!g.defined()) g = zeros_like(b);

//:code
#include "gradlab/lab/part2/ex_2_11.h"

namespace ex_2_11 {

//:part
//:stub
//:solution
// The derivative of y (one element) by x, ready to be differentiated again.
Tensor derivative(const Tensor& y, const Tensor& x) {
  if (!y.requires_grad()) return zeros_like(x);
  const Tensor g = autograd::grad({y}, {x}, {}, std::nullopt, /*create_graph=*/true,
                                  /*allow_unused=*/true)[0];
  return g.defined() ? g : zeros_like(x);
}
//:wrong CONSTANT 2.11/constant
Tensor derivative(const Tensor& y, const Tensor& x) {
  return autograd::grad({y}, {x}, {}, std::nullopt, /*create_graph=*/true)[0];
}
//:wrong NO_CREATE_GRAPH_B 2.11/no-create-graph
Tensor derivative(const Tensor& y, const Tensor& x) {
  if (!y.requires_grad()) return zeros_like(x);
  return autograd::grad({y}, {x})[0];
}
//:end

Derivatives third_derivative(const Function& f, const Tensor& x) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  const Tensor first = derivative(f(x), x);
  const Tensor second = derivative(first, x);
  const Tensor third = derivative(second, x);
  return {first.detach(), second.detach(), third.detach()};
  //:wrong NO_CREATE_GRAPH 2.11/no-create-graph
  const Tensor first = autograd::grad({f(x)}, {x})[0];
  const Tensor second = autograd::grad({first}, {x})[0];
  const Tensor third = autograd::grad({second}, {x})[0];
  return {first, second, third};
  //:wrong NO_CREATE_GRAPH_C 2.11/no-create-graph
  const Tensor first = derivative(f(x), x);
  const Tensor second = autograd::grad({first}, {x}, {}, /*retain_graph=*/true)[0];
  const Tensor third = derivative(second, x);
  return {first.detach(), second.detach(), third.detach()};
  //:wrong ACCUMULATED 2.11/accumulated
  f(x).backward({}, std::nullopt, /*create_graph=*/true);
  const Tensor first = x.grad();
  first.backward({}, std::nullopt, /*create_graph=*/true);
  const Tensor second = x.grad();
  second.backward({}, std::nullopt, /*create_graph=*/true);
  const Tensor third = x.grad();
  x.mutable_grad() = Tensor();
  return {first.detach(), second.detach(), third.detach()};
  //:wrong TOUCHED_GRAD 2.11/touched-grad
  Tensor y = f(x);
  Derivatives all;
  for (Tensor* derivative : {&all.first, &all.second, &all.third}) {
    x.mutable_grad() = Tensor();
    if (y.requires_grad()) y.backward({}, std::nullopt, /*create_graph=*/true);
    y = x.grad().defined() ? x.grad() : zeros_like(x);
    *derivative = y.detach();
  }
  return all;
  //:wrong KEPT_GRAPH 2.11/kept-graph
  const Tensor first = derivative(f(x), x);
  const Tensor second = derivative(first, x);
  return {first, second, derivative(second, x).detach()};
  //:end
}

Tensor hvp(const Function& f, const Tensor& x, const Tensor& v) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  const Tensor g = derivative(f(x), x);
  return derivative((g * v).sum(), x).detach();
  //:wrong FULL_HESSIAN 2.11/full-hessian
  const Tensor g = derivative(f(x), x).reshape({-1});
  std::vector<Tensor> rows;
  for (int64_t i = 0; i < x.numel(); ++i) rows.push_back(derivative(g[i], x).reshape({-1}));
  return stack(rows).matmul(v.reshape({-1})).reshape(x.sizes()).detach();
  //:wrong FULL_HESSIAN_B 2.11/full-hessian
  const Tensor table = autograd::functional::hessian(f, x).reshape({x.numel(), x.numel()});
  return table.matmul(v.reshape({-1})).reshape(x.sizes());
  //:wrong IGNORED_V 2.11/ignored-v
  const Tensor g = derivative(f(x), x);
  return derivative(g.sum(), x).detach();
  //:end
}

std::vector<Tensor> gradients_or_zeros(const Tensor& y, const std::vector<Tensor>& inputs) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  std::vector<Tensor> gradients = autograd::grad({y}, inputs, {}, std::nullopt,
                                                 /*create_graph=*/false, /*allow_unused=*/true);
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (!gradients[i].defined()) gradients[i] = zeros_like(inputs[i]);
  }
  return gradients;
  //:wrong UNUSED 2.11/unused
  return autograd::grad({y}, inputs);
  //:wrong UNDEFINED 2.11/undefined
  return autograd::grad({y}, inputs, {}, std::nullopt, /*create_graph=*/false,
                        /*allow_unused=*/true);
  //:end
}

}  // namespace ex_2_11
