//:exercise 2.03 core
//:covers "Xây dựng biểu thức toán học và gọi backward() để tính gradient."
//:title.en Vectors need a direction
//:title.vi Vector cần một hướng
//:text.en
// If y is one number, backward() knows what to differentiate. If y is a vector, it does not: each
// y[i] has its own derivative by each x[j], a whole matrix (the Jacobian J). So it asks for a
// weight for each y[i], a tensor v of the shape of y, and computes the gradient of the weighted
// sum v[0] y[0] + v[1] y[1] + ..., which is v^T J, without ever building J:
//
//     Tensor x = tensor({1., 2.}, requires_grad());
//     Tensor y = 3 * x;
//     y.backward();                    // error: grad can be implicitly created only for scalar ...
//     y.backward(tensor({1., 10.}));   // x.grad() is [3, 30]
//
// With all weights 1 you get what y.sum().backward() gives. With a single 1 and zeros elsewhere
// you get one row of J.
//
// x may belong to somebody else: it may have a gradient already, or not require one. Work on a
// leaf of your own, which shares its numbers:
//
//     Tensor leaf = x.detach().requires_grad_();
//
// 1. vjp: for y = x * x return the gradient that backward(v) leaves in your leaf. v must have the
//    shape of y; for any other shape let the error of backward(v) come through.
// 2. jacobian: f makes m numbers out of n. Return the matrix [m, n]: row i is what backward gives
//    for the direction with 1 in place i and 0 elsewhere. Take a fresh leaf and compute f anew
//    for every row: gradients would add up in the old leaf, and backward frees the graph. Useful:
//    zeros_like(y), e[i] = 1, and stack(rows), which makes a matrix of a std::vector<Tensor>.
//:text.vi
// Nếu y là một số, backward() biết phải lấy đạo hàm của gì. Nếu y là vector thì không: mỗi y[i]
// có đạo hàm riêng theo từng x[j], tức là cả một ma trận (ma trận Jacobi J). Vì vậy nó cần một
// trọng số cho mỗi y[i], một tensor v cùng shape với y, và tính gradient của tổng có trọng số
// v[0] y[0] + v[1] y[1] + ..., tức là v^T J, mà không bao giờ dựng J:
//
//     Tensor x = tensor({1., 2.}, requires_grad());
//     Tensor y = 3 * x;
//     y.backward();                    // lỗi: grad can be implicitly created only for scalar ...
//     y.backward(tensor({1., 10.}));   // x.grad() là [3, 30]
//
// Nếu mọi trọng số là 1, bạn được kết quả của y.sum().backward(). Nếu chỉ có một số 1 và còn lại
// là 0, bạn được một hàng của J.
//
// x có thể là của người khác: nó có thể đã có gradient, hoặc không yêu cầu gradient. Hãy làm việc
// trên một lá của riêng bạn, dùng chung các số với x:
//
//     Tensor leaf = x.detach().requires_grad_();
//
// 1. vjp: với y = x * x, trả về gradient mà backward(v) để lại trong lá của bạn. v phải có shape
//    của y; với mọi shape khác, cứ để lỗi của backward(v) đi ra ngoài.
// 2. jacobian: f biến n số thành m số. Trả về ma trận [m, n]: hàng i là kết quả của backward theo
//    hướng có số 1 ở vị trí i và 0 ở các chỗ khác. Với mỗi hàng, hãy lấy một lá mới và tính lại
//    f: trong lá cũ các gradient sẽ cộng dồn, và backward giải phóng đồ thị. Những thứ cần dùng:
//    zeros_like(y), e[i] = 1, và stack(rows) tạo một ma trận từ std::vector<Tensor>.
//:know.en For a vector, backward(v) computes v^T J: one direction at a time, never the matrix.
//:know.vi Với vector, backward(v) tính v^T J: gradient theo một hướng, không bao giờ là cả ma trận.
//:hint.1.en y[0] = x[0]^2 does not depend on x[1]. What does the weight v[0] do to the gradient by x[0]?
//:hint.1.vi y[0] = x[0]^2 không phụ thuộc x[1]. Trọng số v[0] làm gì với gradient theo x[0]?
//:hint.2.en Both functions begin with a leaf of your own. In vjp, v goes into the brackets of backward.
// In jacobian, the same happens m times, each time with another v.
//:hint.2.vi Cả hai hàm đều bắt đầu bằng một lá của riêng bạn. Trong vjp, v nằm trong ngoặc của backward.
// Trong jacobian, việc đó lặp lại m lần, mỗi lần với một v khác.
//:hint.3.en
// vjp: leaf as above; Tensor y = leaf * leaf; y.backward(v); return leaf.grad();
// jacobian, for row i: a new leaf; Tensor y = f(leaf), e = zeros_like(y); e[i] = 1; y.backward(e);
// then rows.push_back(leaf.grad()). The number of rows is f(x).size(0). At the end stack(rows).
//:hint.3.vi
// vjp: lá như trên; Tensor y = leaf * leaf; y.backward(v); return leaf.grad();
// jacobian, với hàng i: một lá mới; Tensor y = f(leaf), e = zeros_like(y); e[i] = 1; y.backward(e);
// rồi rows.push_back(leaf.grad()). Số hàng là f(x).size(0). Cuối cùng là stack(rows).
//:predict.third.en x = [1, 2, 3], y = x * x, v = [1, 10, 100]. What is the third element of the gradient?
//:predict.third.vi x = [1, 2, 3], y = x * x, v = [1, 10, 100]. Phần tử thứ ba của gradient là bao nhiêu?
//:predict.scalar.en Does y.backward() without v throw when y has three elements? (true or false)
//:predict.scalar.vi Khi y có ba phần tử, y.backward() không có v có báo lỗi không? (true hay false)
//:label.directed.en the gradient of x * x in the direction v
//:label.directed.vi gradient của x * x theo hướng v
//:label.gradient.en the gradient of x * x, at random points
//:label.gradient.vi gradient của x * x, tại các điểm ngẫu nhiên
//:label.other-shape.en a v of another shape
//:label.other-shape.vi một v có shape khác
//:label.second-call.en a second call with the same x
//:label.second-call.vi lần gọi thứ hai với cùng x
//:label.x-after.en x and its gradient afterwards
//:label.x-after.vi x và gradient của nó sau khi gọi hàm
//:label.matrix.en the matrix of all derivatives
//:label.matrix.vi ma trận của mọi đạo hàm
//:message.ignored-v.en {got} is what v = {ones} gives: your v was not used. Each derivative 2x must be weighted with its
// v: {expected}.
//:message.ignored-v.vi {got} là kết quả với v = {ones}: bạn chưa nhân v. Mỗi đạo hàm 2x phải được nhân với v của nó:
// {expected}.
//:explain.ignored-v.en
// y.sum().backward() and y.backward(ones) both weigh every y[i] with 1. In a large program y is
// somewhere in the middle, and v is what the rest of the program sends back: the gradient that
// comes in. Who drops it computes right results for sums only.
//
//     Tensor x = tensor({1., 2., 3.}, requires_grad());
//     (x * x).backward(tensor({1., 10., 100.}));   // x.grad() is [2, 40, 600]
//     // with v = [1, 1, 1] it would be [2, 4, 6]
//:explain.ignored-v.vi
// y.sum().backward() và y.backward(ones) đều cho mọi y[i] trọng số 1. Trong một chương trình lớn,
// y nằm đâu đó ở giữa, và v là thứ phần còn lại của chương trình gửi về: gradient đi vào. Bỏ nó
// đi thì chỉ đúng với các tổng.
//
//     Tensor x = tensor({1., 2., 3.}, requires_grad());
//     (x * x).backward(tensor({1., 10., 100.}));   // x.grad() là [2, 40, 600]
//     // với v = [1, 1, 1] thì sẽ là [2, 4, 6]
//:message.full-jacobian.en You returned a {n}×{n} Jacobian; backward computes v^T J without building it: {expected}.
//:message.full-jacobian.vi Bạn trả về ma trận Jacobi {n}×{n}; backward tính v^T J mà không dựng ma trận đó: {expected}.
//:explain.full-jacobian.en
// For x * x the Jacobian is diagonal: n numbers that matter among n^2. For a layer with a million
// inputs the matrix would have 10^12 elements. The product with v has as many elements as x.
//
//     Tensor x = tensor({1., 2., 3.}, requires_grad());
//     // J = [[2, 0, 0], [0, 4, 0], [0, 0, 6]],  v^T J = [2 v0, 4 v1, 6 v2]
//     (x * x).backward(tensor({1., 10., 100.}));   // x.grad() is [2, 40, 600], shape [3]
//:explain.full-jacobian.vi
// Với x * x, ma trận Jacobi là đường chéo: chỉ n số có ý nghĩa trong n^2 số. Với một tầng có một
// triệu đầu vào, ma trận sẽ có 10^12 phần tử. Tích với v chỉ có số phần tử bằng x.
//
//     Tensor x = tensor({1., 2., 3.}, requires_grad());
//     // J = [[2, 0, 0], [0, 4, 0], [0, 0, 6]],  v^T J = [2 v0, 4 v1, 6 v2]
//     (x * x).backward(tensor({1., 10., 100.}));   // x.grad() là [2, 40, 600], shape [3]
//:message.values-weighted.en {got} is v * y, the weighted values of x * x. Asked for is the weighted derivative, v * 2x:
// {expected}.
//:message.values-weighted.vi {got} là v * y, tức các giá trị x * x có trọng số. Cần tìm là đạo hàm có trọng số, v * 2x:
// {expected}.
//:explain.values-weighted.en
// v^T J contains derivatives, not values: how the weighted sum changes with each x[j].
//
//     // x = [1, 2, 3], v = [1, 10, 100]
//     // v * x * x  =  [1, 40, 900]
//     // v * 2 * x  =  [2, 40, 600]
//:explain.values-weighted.vi
// v^T J chứa đạo hàm, không phải giá trị: tổng có trọng số thay đổi thế nào theo từng x[j].
//
//     // x = [1, 2, 3], v = [1, 10, 100]
//     // v * x * x  =  [1, 40, 900]
//     // v * 2 * x  =  [2, 40, 600]
//:message.broadcast-v.en A v of shape {shape} was stretched to the shape of y, {wanted}, and you return {got}. backward(v)
// insists on the shape of y: give it v as it is.
//:message.broadcast-v.vi Một v có shape {shape} bị kéo giãn thành shape của y, {wanted}, và bạn trả về {got}. backward(v)
// đòi đúng shape của y: hãy đưa v cho nó nguyên vẹn.
//:explain.broadcast-v.en
// (v * y).sum().backward() computes the same as y.backward(v), as long as the shapes agree. If
// they do not, the product broadcasts, and a wrong v goes through without a word.
//
//     Tensor y = x * x;                          // three elements
//     (tensor({5.}) * y).sum().backward();       // no error: 5 for all three
//     y.backward(tensor({5.}));                  // error: Mismatch in shape
//:explain.broadcast-v.vi
// (v * y).sum().backward() tính giống y.backward(v), miễn là hai shape bằng nhau. Nếu không, phép
// nhân sẽ broadcast, và một v sai lọt qua mà không có lỗi nào.
//
//     Tensor y = x * x;                          // ba phần tử
//     (tensor({5.}) * y).sum().backward();       // không lỗi: 5 cho cả ba
//     y.backward(tensor({5.}));                  // lỗi: Mismatch in shape
//:message.not-own-leaf.en x was changed: requires_grad {requires}, gradient {grad} (before: {required}, {former}). Let
// backward fill a leaf of your own: x.detach().requires_grad_().
//:message.not-own-leaf.vi x đã bị thay đổi: requires_grad {requires}, gradient {grad} (trước đó: {required}, {former}).
// Hãy để backward ghi vào lá của riêng bạn: x.detach().requires_grad_().
//:explain.not-own-leaf.en
// A Tensor is a handle: x.requires_grad_() inside your function switches recording on for the
// caller's tensor, and backward adds to the caller's x.grad(). A second call then finds the first
// result there and returns the sum of both.
//
//     Tensor same = x;                              // another handle of the same tensor
//     Tensor own = x.detach().requires_grad_();     // the same numbers, a history of its own
//:explain.not-own-leaf.vi
// Tensor chỉ là một tay nắm (handle): x.requires_grad_() trong hàm của bạn bật việc ghi lại cho
// tensor của người gọi, và backward cộng vào x.grad() của người gọi. Lần gọi thứ hai sẽ gặp kết
// quả lần đầu ở đó và trả về tổng của cả hai.
//
//     Tensor same = x;                              // một tay nắm khác của cùng tensor
//     Tensor own = x.detach().requires_grad_();     // cùng các số, nhưng có lịch sử riêng
//:message.columns.en You have the transposed matrix, shape {yours} instead of {right}: row i belongs to the output y[i],
// column j to the input x[j].
//:message.columns.vi Bạn có ma trận chuyển vị, shape {yours} thay vì {right}: hàng i ứng với đầu ra y[i], cột j ứng với
// đầu vào x[j].
//:explain.columns.en
// Each backward pass gives the derivatives of one output by all inputs: that is a row of J.
//
//     // y = [x0 * x1, x2, 5 * x0] of three inputs and three outputs
//     //            by x0  x1  x2
//     // of y0:   [[ x1,  x0,  0],
//     // of y1:    [  0,   0,  1],
//     // of y2:    [  5,   0,  0]]
//:explain.columns.vi
// Mỗi lượt lan truyền ngược cho đạo hàm của một đầu ra theo mọi đầu vào: đó là một hàng của J.
//
//     // y = [x0 * x1, x2, 5 * x0], ba đầu vào và ba đầu ra
//     //            theo x0  x1  x2
//     // của y0:   [[ x1,  x0,  0],
//     // của y1:    [  0,   0,  1],
//     // của y2:    [  5,   0,  0]]
//:message.rows-added.en The last row is {yours} instead of {right}: the same leaf was used for all rows, and its gradient
// adds up. Take a fresh leaf for every row, and keep its own gradient.
//:message.rows-added.vi Hàng cuối là {yours} thay vì {right}: mọi hàng dùng chung một lá, và gradient của nó cộng dồn. Hãy
// lấy một lá mới cho mỗi hàng và giữ gradient của riêng lá đó.
//:explain.rows-added.en
// backward adds to grad(), it never overwrites. In one leaf, row 1 arrives on top of row 0, and
// so on: row i becomes the sum of the rows 0 to i.
//
//     for (int64_t i = 0; i < m; ++i) {
//       Tensor leaf = x.detach().requires_grad_();   // fresh: its gradient is empty
//       ...
//     }
//:explain.rows-added.vi
// backward cộng vào grad(), không bao giờ ghi đè. Trong cùng một lá, hàng 1 chồng lên hàng 0, và
// cứ thế: hàng i thành tổng của các hàng từ 0 đến i.
//
//     for (int64_t i = 0; i < m; ++i) {
//       Tensor leaf = x.detach().requires_grad_();   // lá mới: gradient còn trống
//       ...
//     }
//:message.one-gradient.en All rows are {yours}: leaf.grad() is *one* tensor that goes on changing, and every row holds it.
// Take a fresh leaf for every row.
//:message.one-gradient.vi Mọi hàng đều là {yours}: leaf.grad() là *một* tensor luôn thay đổi, và hàng nào cũng giữ chính
// nó. Hãy lấy một lá mới cho mỗi hàng.
//:explain.one-gradient.en
// A Tensor is a handle. Every pass adds into the same gradient of the same leaf, and so every row
// that you kept shows the sum of all passes in the end. With a fresh leaf each row has its own
// gradient.
//
//     rows.push_back(leaf.grad());   // a handle of a tensor that the next pass changes
//:explain.one-gradient.vi
// Tensor chỉ là một tay nắm (handle). Mỗi lượt cộng vào cùng một gradient của cùng một lá, nên
// cuối cùng mọi hàng bạn giữ đều hiện tổng của tất cả các lượt. Với lá mới, mỗi hàng có gradient
// riêng.
//
//     rows.push_back(leaf.grad());   // tay nắm của một tensor mà lượt sau sẽ làm thay đổi
//:message.summed.en {got} is the sum over all rows: with v = 1 everywhere the outputs cannot be told apart. Each row needs
// a direction of its own.
//:message.summed.vi {got} là tổng của mọi hàng: với v toàn số 1 thì không phân biệt được các đầu ra. Mỗi hàng cần một
// hướng riêng.
//:explain.summed.en
// One backward pass gives n numbers. The matrix has m times n, so m passes are needed, each with
// another direction.
//
//     // m = 2:   v = [1, 1] gives row 0 + row 1
//     //          v = [1, 0] gives row 0,   v = [0, 1] gives row 1
//:explain.summed.vi
// Một lượt lan truyền ngược cho n số. Ma trận có m nhân n số, nên cần m lượt, mỗi lượt một hướng
// khác.
//
//     // m = 2:   v = [1, 1] cho hàng 0 + hàng 1
//     //          v = [1, 0] cho hàng 0,   v = [0, 1] cho hàng 1
//:message.graph-freed.en The second row failed: the first backward freed what the graph had saved. Compute y = f(leaf) anew
// for every row.
//:message.graph-freed.vi Hàng thứ hai bị lỗi: backward đầu tiên đã giải phóng những gì đồ thị lưu. Hãy tính lại y = f(leaf)
// cho mỗi hàng.
//:explain.graph-freed.en
// backward frees the saved tensors on its way, to save memory. One graph, one pass, unless you
// ask for more, which is what exercises 2.05 and 2.06 are about.
//
//     Tensor y = x * x;
//     y.backward(v);    // frees the graph
//     y.backward(v);    // error: Trying to backward through the graph a second time
//:explain.graph-freed.vi
// backward giải phóng các tensor đã lưu trên đường đi, để tiết kiệm bộ nhớ. Một đồ thị, một lượt,
// trừ khi bạn yêu cầu thêm; đó là chủ đề của bài 2.05 và 2.06.
//
//     Tensor y = x * x;
//     y.backward(v);    // giải phóng đồ thị
//     y.backward(v);    // lỗi: Trying to backward through the graph a second time
//:message.cloned.en You return {got} where x requires a gradient: there x.clone() is recorded, so it is no leaf but a
// result of x. Detach it: x.detach().requires_grad_().
//:message.cloned.vi Bạn trả về {got} khi x yêu cầu gradient: lúc ấy x.clone() được ghi lại, nên nó không phải lá mà là một
// kết quả của x. Hãy tách nó ra: x.detach().requires_grad_().
//:explain.cloned.en
// clone() copies the numbers, and it is an operation like any other: the gradient passes through
// the copy to x. detach() leaves the past behind. Where x requires no gradient, nothing is
// recorded and the clone is a leaf; so the mistake shows only with some inputs.
//
//     Tensor x = tensor({1., 2.}, requires_grad());
//     x.clone().is_leaf();    // false
//     x.detach().is_leaf();   // true
//:explain.cloned.vi
// clone() chép các con số, và nó cũng là một phép toán: gradient đi xuyên qua bản sao để tới x.
// detach() thì bỏ lại quá khứ. Khi x không yêu cầu gradient thì không có gì được ghi và bản sao là
// lá; vì vậy chỉ một số đầu vào làm lộ ra lỗi này.
//
//     Tensor x = tensor({1., 2.}, requires_grad());
//     x.clone().is_leaf();    // false
//     x.detach().is_leaf();   // true

//:code
#include "gradlab/lab/part2/ex_2_03.h"

namespace ex_2_03 {

Tensor vjp(const Tensor& x, const Tensor& v) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  Tensor leaf = x.detach().requires_grad_();
  Tensor y = leaf * leaf;
  y.backward(v);
  return leaf.grad();
  //:wrong IGNORED_V 2.03/ignored-v
  Tensor leaf = x.detach().requires_grad_();
  Tensor y = leaf * leaf;
  y.sum().backward();
  return leaf.grad();
  //:wrong IGNORED_V_B 2.03/ignored-v
  return 2 * x.detach();
  //:wrong FULL_JACOBIAN 2.03/full-jacobian
  return (2 * x.detach()).diag();
  //:wrong FULL_JACOBIAN_B 2.03/full-jacobian
  std::vector<Tensor> rows;
  for (int64_t i = 0; i < x.size(0); ++i) {
    Tensor leaf = x.detach().requires_grad_();
    (leaf * leaf)[i].backward();
    rows.push_back(leaf.grad());
  }
  return stack(rows);
  //:wrong VALUES_WEIGHTED 2.03/values-weighted
  Tensor leaf = x.detach().requires_grad_();
  Tensor y = leaf * leaf;
  y.backward(v);
  return y.detach() * v;
  //:wrong BROADCAST_V 2.03/broadcast-v
  Tensor leaf = x.detach().requires_grad_();
  Tensor y = leaf * leaf;
  (v * y).sum().backward();
  return leaf.grad();
  //:wrong NOT_OWN_LEAF 2.03/not-own-leaf
  x.requires_grad_();
  Tensor y = x * x;
  y.backward(v);
  return x.grad().clone();
  //:wrong CLONED 2.03/cloned
  Tensor leaf = x.clone().requires_grad_();
  Tensor y = leaf * leaf;
  y.backward(v);
  return leaf.grad();
  //:wrong NOT_OWN_LEAF_B 2.03/not-own-leaf
  Tensor leaf = x;
  leaf.set_requires_grad(true);
  leaf.mutable_grad() = Tensor();
  Tensor y = leaf * leaf;
  y.backward(v);
  return leaf.grad();
  //:end
}

Tensor jacobian(const Function& f, const Tensor& x) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  std::vector<Tensor> rows;
  const int64_t outputs = f(x.detach()).size(0);
  for (int64_t i = 0; i < outputs; ++i) {
    Tensor leaf = x.detach().requires_grad_();
    Tensor y = f(leaf);
    Tensor direction = zeros_like(y);
    direction[i] = 1;
    y.backward(direction);
    rows.push_back(leaf.grad());
  }
  return stack(rows);
  //:wrong COLUMNS 2.03/columns
  std::vector<Tensor> rows;
  const int64_t outputs = f(x.detach()).size(0);
  for (int64_t i = 0; i < outputs; ++i) {
    Tensor leaf = x.detach().requires_grad_();
    Tensor y = f(leaf);
    Tensor direction = zeros_like(y);
    direction[i] = 1;
    y.backward(direction);
    rows.push_back(leaf.grad());
  }
  return stack(rows, 1);
  //:wrong ROWS_ADDED 2.03/rows-added
  std::vector<Tensor> rows;
  Tensor leaf = x.detach().requires_grad_();
  const int64_t outputs = f(x.detach()).size(0);
  for (int64_t i = 0; i < outputs; ++i) {
    Tensor y = f(leaf);
    Tensor direction = zeros_like(y);
    direction[i] = 1;
    y.backward(direction);
    rows.push_back(leaf.grad().clone());
  }
  return stack(rows);
  //:wrong ROWS_ADDED_B 2.03/rows-added
  Tensor leaf = x.detach().requires_grad_();
  Tensor result = empty({f(x.detach()).size(0), x.size(0)}, x.scalar_type());
  for (int64_t i = 0; i < result.size(0); ++i) {
    f(leaf)[i].backward();
    result[i] = leaf.grad();
  }
  return result;
  //:wrong ONE_GRADIENT 2.03/one-gradient
  std::vector<Tensor> rows;
  Tensor leaf = x.detach().requires_grad_();
  const int64_t outputs = f(x.detach()).size(0);
  for (int64_t i = 0; i < outputs; ++i) {
    Tensor y = f(leaf);
    Tensor direction = zeros_like(y);
    direction[i] = 1;
    y.backward(direction);
    rows.push_back(leaf.grad());
  }
  return stack(rows);
  //:wrong SUMMED 2.03/summed
  Tensor leaf = x.detach().requires_grad_();
  f(leaf).sum().backward();
  return leaf.grad();
  //:wrong GRAPH_FREED 2.03/graph-freed
  std::vector<Tensor> rows;
  Tensor leaf = x.detach().requires_grad_();
  Tensor y = f(leaf);
  for (int64_t i = 0; i < y.size(0); ++i) {
    leaf.mutable_grad() = Tensor();
    Tensor direction = zeros_like(y);
    direction[i] = 1;
    y.backward(direction);
    rows.push_back(leaf.grad());
  }
  return stack(rows);
  //:end
}

}  // namespace ex_2_03
