//:exercise 2.14 core
//:covers "Quan sát giá trị gradient thu được và đối chiếu với tính toán lý thuyết."
//:title.en Gradients of broadcasting
//:title.vi Gradient khi broadcast
//:text.en
// In a * b with shapes [3, 1] and [1, 4], every a[i] is used four times and every b[j] three
// times. A value that is used several times receives the sum of all contributions. So the
// gradient of y, of shape [3, 4], must be added up along the axes that were stretched, until it
// has the shape of a (or of b) again:
//
//     a [3, 1]:   add along axis 1, keep the axis     [3, 4] -> [3, 1]
//     b [1, 4]:   add along axis 0, keep the axis     [3, 4] -> [1, 4]
//     c [4]:      the axis on the left is missing     [3, 4] -> [4]
//
// Shapes are aligned at the right. An axis that is missing on the left is added up and
// disappears; an axis of size 1 that became larger is added up and stays with size 1.
//
//     g.dim();                        // how many axes
//     g.size(1);                      // the size of axis 1
//     g.sum(0);                       // [3, 4] -> [4]: axis 0 disappears
//     g.sum(1, /*keepdim=*/true);     // [3, 4] -> [3, 1]: axis 1 stays
//
// 1. unbroadcast: return grad, added up to the given shape. If the shapes are equal already,
//    return grad as it is.
// 2. product_gradients: y = a * b. The chain rule gives v * b for a and v * a for b; bring each
//    to the right shape. a.sizes().vec() is the shape of a as a std::vector. Return {for a, for
//    b}.
//:text.vi
// Trong a * b với shape [3, 1] và [1, 4], mỗi a[i] được dùng bốn lần và mỗi b[j] ba lần. Một giá
// trị được dùng nhiều lần thì nhận tổng của mọi đóng góp. Vì vậy gradient của y, có shape
// [3, 4], phải được cộng lại theo những trục đã bị kéo giãn, cho tới khi có lại shape của a
// (hay của b):
//
//     a [3, 1]:   cộng theo trục 1, giữ trục          [3, 4] -> [3, 1]
//     b [1, 4]:   cộng theo trục 0, giữ trục          [3, 4] -> [1, 4]
//     c [4]:      thiếu trục bên trái                 [3, 4] -> [4]
//
// Các shape được so từ bên phải. Trục bị thiếu ở bên trái thì cộng lại và biến mất; trục có kích
// thước 1 đã lớn lên thì cộng lại và vẫn còn, với kích thước 1.
//
//     g.dim();                        // có bao nhiêu trục
//     g.size(1);                      // kích thước của trục 1
//     g.sum(0);                       // [3, 4] -> [4]: trục 0 biến mất
//     g.sum(1, /*keepdim=*/true);     // [3, 4] -> [3, 1]: trục 1 còn lại
//
// 1. unbroadcast: trả về grad, được cộng lại thành shape đã cho. Nếu hai shape đã bằng nhau, trả
//    về chính grad.
// 2. product_gradients: y = a * b. Quy tắc dây chuyền cho v * b với a và v * a với b; hãy đưa
//    mỗi cái về đúng shape. a.sizes().vec() là shape của a dưới dạng std::vector. Trả về {của a,
//    của b}.
//:know.en Broadcasting copies forward, so it adds up backward; the gradient has the tensor's own shape.
//:know.vi Broadcast là chép khi đi tới, nên là cộng khi đi ngược; gradient có đúng shape của tensor.
//:hint.1.en In y = a * b with shapes [3, 1] and [1, 4]: in how many elements of y does a[0]
// appear?
//:hint.1.vi Trong y = a * b với shape [3, 1] và [1, 4]: a[0] xuất hiện trong bao nhiêu phần tử
// của y?
//:hint.2.en Two steps. First, as long as grad has more axes than shape, add up axis 0. Now both
// have equally many axes, and you can compare them one by one: where shape has 1, add up and
// keep the axis.
//:hint.2.vi Hai bước. Trước hết, khi grad còn nhiều trục hơn shape thì cộng trục 0. Lúc này số
// trục bằng nhau, có thể so từng trục: chỗ nào shape bằng 1 thì cộng lại và giữ trục.
//:hint.3.en
// while (g.dim() > rank) g = g.sum(0);          // rank: how many axes shape has
// for each axis i: if (shape[i] == 1) g = g.sum(i, /*keepdim=*/true);
// product_gradients: {unbroadcast(v * b, a.sizes().vec()), unbroadcast(v * a, b.sizes().vec())}
//:hint.3.vi
// while (g.dim() > rank) g = g.sum(0);          // rank: shape có bao nhiêu trục
// với mỗi trục i: if (shape[i] == 1) g = g.sum(i, /*keepdim=*/true);
// product_gradients: {unbroadcast(v * b, a.sizes().vec()), unbroadcast(v * a, b.sizes().vec())}
//:predict.shape.en m has shape [3, 4], bias has shape [4]. Which shape has bias.grad() after
// (m + bias).sum().backward()?
//:predict.shape.vi m có shape [3, 4], bias có shape [4]. Sau (m + bias).sum().backward(),
// bias.grad() có shape nào?
//:predict.value.en And what is every number in it?
//:predict.value.vi Và mỗi số trong đó bằng bao nhiêu?
//:label.stretched.en axes of size 1 that were stretched
//:label.stretched.vi các trục có kích thước 1 đã bị kéo giãn
//:label.missing.en axes that were missing on the left
//:label.missing.vi các trục bị thiếu ở bên trái
//:label.unchanged.en nothing was stretched
//:label.unchanged.vi không có trục nào bị kéo giãn
//:label.product.en the gradients of a * b
//:label.product.vi các gradient của a * b
//:label.outer.en the gradients of a column times a row
//:label.outer.vi các gradient của cột nhân hàng
//:label.input.en the incoming gradient afterwards
//:label.input.vi gradient đi vào, sau khi gọi
//:message.not-reduced.en The tensor has shape {shape}, but you return a gradient of shape
// {returned}: every copy of an element must be added up.
//:message.not-reduced.vi Tensor có shape {shape} mà gradient bạn trả về là {returned}: phải cộng
// gradient của mọi bản sao của một phần tử.
//:explain.not-reduced.en
// Broadcasting uses an element several times without copying it. Each use sends a gradient back,
// and together they are its gradient: the sum, as for x in x * x + x.
//
//     a: [3, 1], b: [1, 4] with b = [1, 2, 3, 4]
//     y = a * b                          // [3, 4]
//     v * b                              // [3, 4]: one number for each use of a[i]
//     (v * b).sum(1, true)               // [3, 1]: the gradient of a
//
// With v = 1 each a[i] gets 1 + 2 + 3 + 4 = 10.
//:explain.not-reduced.vi
// Broadcast dùng một phần tử nhiều lần mà không chép nó. Mỗi lần dùng gửi về một gradient, và
// gộp lại chúng là gradient của phần tử đó: lấy tổng, như với x trong x * x + x.
//
//     a: [3, 1], b: [1, 4] với b = [1, 2, 3, 4]
//     y = a * b                          // [3, 4]
//     v * b                              // [3, 4]: mỗi lần dùng a[i] cho một số
//     (v * b).sum(1, true)               // [3, 1]: gradient của a
//
// Với v = 1, mỗi a[i] nhận 1 + 2 + 3 + 4 = 10.
//:message.mean.en {got} is the mean over the copies; it must be their sum. Every use of an
// element counts fully.
//:message.mean.vi {got} là trung bình của các bản sao; phải là tổng của chúng. Mỗi lần dùng một
// phần tử đều được tính đủ.
//:explain.mean.en
// If a[i] grows by a little, all its copies grow by that much, and each moves the loss by its
// own gradient. The effects add up; nothing is divided by the number of copies.
//
//     y = a[i] * 1 + a[i] * 2 + a[i] * 3 + a[i] * 4     // slope by a[i]: 10, not 2.5
//:explain.mean.vi
// Nếu a[i] tăng một chút, mọi bản sao của nó tăng theo, và mỗi bản sao làm hàm mất mát thay đổi
// theo gradient riêng. Các tác động cộng lại; không chia cho số bản sao.
//
//     y = a[i] * 1 + a[i] * 2 + a[i] * 3 + a[i] * 4     // độ dốc theo a[i]: 10, không phải 2.5
//:message.dropped-dim.en The numbers are right, but the shape is {returned} instead of {shape}:
// an axis of size 1 must stay. Use sum(i, /*keepdim=*/true).
//:message.dropped-dim.vi Các số đúng, nhưng shape là {returned} thay vì {shape}: trục có kích
// thước 1 phải còn lại. Hãy dùng sum(i, /*keepdim=*/true).
//:explain.dropped-dim.en
// A gradient has the shape of its tensor, axis by axis: otherwise w - lr * grad broadcasts and
// gives something else, without any error.
//
//     w: [3, 1], grad: [3]
//     w - lr * grad                  // [3, 3]!
//     g.sum(1)                       // [3, 4] -> [3]
//     g.sum(1, /*keepdim=*/true)     // [3, 4] -> [3, 1]
//:explain.dropped-dim.vi
// Gradient có đúng shape của tensor, từng trục một: nếu không, w - lr * grad sẽ broadcast và cho
// kết quả khác mà không báo lỗi.
//
//     w: [3, 1], grad: [3]
//     w - lr * grad                  // [3, 3]!
//     g.sum(1)                       // [3, 4] -> [3]
//     g.sum(1, /*keepdim=*/true)     // [3, 4] -> [3, 1]
//:message.extra-dim.en The numbers are right, but the shape is {returned} instead of {shape}: an
// axis that the tensor does not have must disappear. Use sum(0) without keepdim there.
//:message.extra-dim.vi Các số đúng, nhưng shape là {returned} thay vì {shape}: trục mà tensor
// không có thì phải biến mất. Ở đó hãy dùng sum(0), không có keepdim.
//:explain.extra-dim.en
// There are two kinds of stretched axes. One was there with size 1 and stays with size 1. The
// other was not there at all, and its sum has no such axis.
//
//     shape [1, 4]:  g.sum(0, true)      // [3, 4] -> [1, 4]
//     shape [4]:     g.sum(0)            // [3, 4] -> [4]
//:explain.extra-dim.vi
// Có hai loại trục bị kéo giãn. Một loại đã có sẵn với kích thước 1 và vẫn còn với kích thước 1.
// Loại kia không hề có, nên tổng cũng không có trục đó.
//
//     shape [1, 4]:  g.sum(0, true)      // [3, 4] -> [1, 4]
//     shape [4]:     g.sum(0)            // [3, 4] -> [4]
//:message.wrong-axis.en From {grad} to {shape} you added along the wrong axis: you return shape
// {returned}. Shapes are aligned at the right; add where the tensor has size 1 or no axis at
// all.
//:message.wrong-axis.vi Từ {grad} về {shape}, bạn cộng sai trục: kết quả có shape {returned}.
// Shape được so từ bên phải; cộng ở chỗ tensor có kích thước 1 hoặc không có trục.
//:explain.wrong-axis.en
// Write the two shapes below each other, the last axes in one column. Add up along the axes
// where the lower one has 1 or nothing; the others stay.
//
//     grad    [3, 4]           grad    [3, 4]
//     a       [3, 1]           c          [4]
//                 ^ add                ^ add
//
// With square shapes the wrong axis gives no error, only wrong numbers.
//:explain.wrong-axis.vi
// Viết hai shape thành hai dòng, các trục cuối thẳng cột. Cộng theo những trục mà dòng dưới là 1
// hoặc để trống; các trục khác giữ nguyên.
//
//     grad    [3, 4]           grad    [3, 4]
//     a       [3, 1]           c          [4]
//                 ^ cộng               ^ cộng
//
// Với shape vuông, cộng sai trục không báo lỗi mà chỉ cho số sai.
//:message.moving-axis.en From {grad} to {shape} more than one axis is missing on the left. After
// g.sum(0) the next one is axis 0 itself: sum axis 0 while g.dim() > shape.size().
//:message.moving-axis.vi Từ {grad} về {shape}, bên trái thiếu hơn một trục. Sau g.sum(0), trục kế
// tiếp lại thành trục 0: hãy cộng trục 0 chừng nào g.dim() > shape.size().
//:explain.moving-axis.en
// sum removes its axis, and all axes behind it move one place to the left. A loop that counts i up
// then jumps over one; a limit like g.dim() - rank moves as well.
//
//     g = ones({2, 3, 4});
//     g.sum(0).sum(1)       // [3]: the axes of size 2 and of size 4
//     g.sum(0).sum(0)       // [4]: the axes of size 2 and of size 3
//:explain.moving-axis.vi
// sum bỏ đi trục của nó, và mọi trục phía sau lùi sang trái một chỗ. Vòng lặp tăng i khi ấy nhảy
// qua một trục; giới hạn như g.dim() - rank cũng thay đổi theo.
//
//     g = ones({2, 3, 4});
//     g.sum(0).sum(1)       // [3]: cộng trục cỡ 2 và trục cỡ 4
//     g.sum(0).sum(0)       // [4]: cộng trục cỡ 2 và trục cỡ 3
//:message.no-upstream.en {got} is right only when ones come in. Multiply by the incoming
// gradient v before you add up.
//:message.no-upstream.vi {got} chỉ đúng khi gradient đi vào toàn số 1. Hãy nhân với gradient đi
// vào v rồi mới cộng.
//:explain.no-upstream.en
// v says how much the loss changes with each element of y. The gradient of a is v times the
// derivative of y by a: v * b, not b. With y.sum() as loss v is 1 everywhere, and the mistake
// hides.
//
//     (5 * (a * b)).sum()      // v = 5: every gradient is five times as large
//:explain.no-upstream.vi
// v cho biết hàm mất mát thay đổi bao nhiêu theo từng phần tử của y. Gradient của a là v nhân
// với đạo hàm của y theo a: v * b, không phải b. Với loss là y.sum() thì v = 1 ở mọi chỗ và lỗi
// bị che đi.
//
//     (5 * (a * b)).sum()      // v = 5: mọi gradient lớn gấp năm lần
//:message.swapped.en {got} is what you get with the operands exchanged: in a * b the gradient of
// a is v times *b*, and the gradient of b is v times *a*.
//:message.swapped.vi {got} là kết quả khi đổi chỗ hai toán hạng: trong a * b, gradient của a là
// v nhân *b*, còn gradient của b là v nhân *a*.
//:explain.swapped.en
// In y = a * b, a change of a by da changes y by da * b. So the derivative by one factor is the
// other one.
//
//     a = 3, b = 4:  y = 12;  a = 4 gives 16: the slope by a is 4, which is b
//:explain.swapped.vi
// Trong y = a * b, nếu a tăng da thì y tăng da * b. Vậy đạo hàm theo thừa số này chính là thừa
// số kia.
//
//     a = 3, b = 4:  y = 12;  a = 4 cho 16: độ dốc theo a là 4, chính là b

//:code
#include "gradlab/lab/part2/ex_2_14.h"

namespace ex_2_14 {

Tensor unbroadcast(const Tensor& grad, const std::vector<int64_t>& shape) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  const auto rank = static_cast<int64_t>(shape.size());
  Tensor g = grad;
  while (g.dim() > rank) g = g.sum(0);
  for (int64_t i = 0; i < rank; ++i) {
    if (shape[i] == 1) g = g.sum(i, /*keepdim=*/true);
  }
  return g;
  //:wrong NOT_REDUCED 2.14/not-reduced
  return grad;
  //:wrong NOT_REDUCED_B 2.14/not-reduced
  const auto rank = static_cast<int64_t>(shape.size());
  const int64_t missing = grad.dim() - rank;
  Tensor g = grad;
  for (int64_t i = 0; i < rank; ++i) {
    if (shape[i] == 1) g = g.sum(missing + i, /*keepdim=*/true);
  }
  return g;
  //:wrong NOT_REDUCED_C 2.14/not-reduced
  Tensor g = grad;
  while (g.dim() > static_cast<int64_t>(shape.size())) g = g.sum(0);
  return g;
  //:wrong MEAN 2.14/mean
  const auto rank = static_cast<int64_t>(shape.size());
  Tensor g = grad;
  while (g.dim() > rank) g = g.mean(0);
  for (int64_t i = 0; i < rank; ++i) {
    if (shape[i] == 1) g = g.mean(i, /*keepdim=*/true);
  }
  return g;
  //:wrong DROPPED_DIM 2.14/dropped-dim
  const int64_t missing = grad.dim() - static_cast<int64_t>(shape.size());
  Tensor g = grad;
  for (int64_t i = grad.dim() - 1; i >= 0; --i) {
    if (i < missing || shape[i - missing] == 1) g = g.sum(i);
  }
  return g;
  //:wrong EXTRA_DIM 2.14/extra-dim
  const int64_t missing = grad.dim() - static_cast<int64_t>(shape.size());
  Tensor g = grad;
  for (int64_t i = 0; i < grad.dim(); ++i) {
    if (i < missing || shape[i - missing] == 1) g = g.sum(i, /*keepdim=*/true);
  }
  return g;
  //:wrong WRONG_AXIS 2.14/wrong-axis
  const auto rank = static_cast<int64_t>(shape.size());
  Tensor g = grad;
  while (g.dim() > rank) g = g.sum(0);
  for (int64_t i = 0; i < rank; ++i) {
    if (shape[i] != 1) g = g.sum(i, /*keepdim=*/true);
  }
  return g;
  //:wrong WRONG_AXIS_B 2.14/wrong-axis
  const auto rank = static_cast<int64_t>(shape.size());
  Tensor g = grad;
  while (g.dim() > rank) g = g.sum(-1);  // shapes aligned at the left
  for (int64_t i = 0; i < rank; ++i) {
    if (shape[i] == 1) g = g.sum(i, /*keepdim=*/true);
  }
  return g;
  //:wrong MOVING_AXIS 2.14/moving-axis
  const auto rank = static_cast<int64_t>(shape.size());
  const int64_t missing = grad.dim() - rank;
  Tensor g = grad;
  for (int64_t i = 0; i < missing; ++i) g = g.sum(i);
  for (int64_t i = 0; i < rank; ++i) {
    if (shape[i] == 1) g = g.sum(i, /*keepdim=*/true);
  }
  return g;
  //:wrong MOVING_AXIS_B 2.14/moving-axis
  const auto rank = static_cast<int64_t>(shape.size());
  Tensor g = grad;
  for (int64_t i = 0; i < g.dim() - rank; ++i) g = g.sum(i);
  for (int64_t i = 0; i < rank; ++i) {
    if (shape[i] == 1) g = g.sum(i, /*keepdim=*/true);
  }
  return g;
  //:end
}

std::vector<Tensor> product_gradients(const Tensor& a, const Tensor& b, const Tensor& v) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return {unbroadcast(v * b, a.sizes().vec()), unbroadcast(v * a, b.sizes().vec())};
  //:wrong NO_UPSTREAM 2.14/no-upstream
  const Tensor ones = ones_like(v);
  return {unbroadcast(ones * b, a.sizes().vec()), unbroadcast(ones * a, b.sizes().vec())};
  //:wrong SWAPPED 2.14/swapped
  return {unbroadcast(v * a, a.sizes().vec()), unbroadcast(v * b, b.sizes().vec())};
  //:wrong NOT_REDUCED_D 2.14/not-reduced
  return {v * b, v * a};
  //:end
}

}  // namespace ex_2_14
