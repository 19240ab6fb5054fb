//:exercise 2.04 core
//:covers "Giải quyết: Thực nghiệm nhiều lần và quan sát gradient để hiểu rõ cơ chế cộng dồn gradient."
//:title.en Gradients add up
//:title.vi Gradient được cộng dồn
//:text.en
// In y = x * x + x the value x is used three times: as the left factor, as the right factor, and
// alone. Each use sends its own contribution back: x, x and 1, each times the gradient g that
// reaches y. The gradient of x is their sum, 2x + 1: it is 7 at x = 3.
//
// The library does the same between passes. backward() never replaces x.grad(), it adds to it. So
// two passes of 3 * x * x at x = 3 leave 18 + 18 = 36, unless you remove the first 18.
//
// 1. accumulate: add a contribution to a slot. At first the slot is undefined (slot.defined() is
//    false) and counts as zero. The slot needs memory of its own: copying a Tensor copies only
//    the handle, t.clone() copies the numbers.
// 2. sweep: the gradient of x for y = x * x + x when g reaches y, by hand. Call accumulate once
//    for each use of x, with its contribution, and return the slot.
// 3. reset_grad: make x.grad() undefined, as optimizer.zero_grad() does. The way to assign to it
//    is x.mutable_grad() = ...; an undefined tensor is written Tensor(). x may have no gradient
//    yet.
// 4. fresh_grad: the gradient of f at x alone. Reset first, then f(x).backward() once, and return
//    a copy of x.grad().
//:text.vi
// Trong y = x * x + x, giá trị x được dùng ba lần: làm thừa số trái, thừa số phải, và đứng một
// mình. Mỗi lần dùng gửi về phần đóng góp của nó: x, x và 1, mỗi phần nhân với gradient g đi tới
// y. Gradient của x là tổng của chúng, 2x + 1: bằng 7 tại x = 3.
//
// Giữa các lượt, thư viện cũng làm như vậy. backward() không bao giờ thay x.grad(), nó cộng dồn
// vào đó. Vì vậy hai lượt của 3 * x * x tại x = 3 để lại 18 + 18 = 36, trừ khi bạn bỏ số 18 đầu
// tiên.
//
// 1. accumulate: cộng một phần đóng góp vào slot. Lúc đầu slot chưa xác định (slot.defined() là
//    false) và được coi là 0. Slot cần vùng nhớ riêng: chép một Tensor chỉ chép tay nắm (handle),
//    còn t.clone() mới chép các con số.
// 2. sweep: gradient của x với y = x * x + x khi g đi tới y, tính bằng tay. Gọi accumulate một
//    lần cho mỗi lần x được dùng, với phần đóng góp của lần đó, và trả về slot.
// 3. reset_grad: làm cho x.grad() thành chưa xác định, như optimizer.zero_grad(). Cách gán là
//    x.mutable_grad() = ...; tensor chưa xác định được viết là Tensor(). x có thể chưa có
//    gradient.
// 4. fresh_grad: gradient của riêng f tại x. Đặt lại trước, rồi f(x).backward() một lần, và trả
//    về một bản sao của x.grad().
//:know.en A gradient is a sum: over all uses of a value, and over all passes since the last reset.
//:know.vi Gradient là một tổng: qua mọi lần dùng giá trị, và qua mọi lượt kể từ lần đặt lại gần nhất.
//:hint.1.en How many arrows leave x in the graph of x * x + x? What does the slot hold before the
// first contribution, and what before the second?
//:hint.1.vi Trong đồ thị của x * x + x, có bao nhiêu mũi tên đi ra từ x? Trước phần đóng góp thứ
// nhất slot chứa gì, và trước phần thứ hai thì sao?
//:hint.2.en Distinguish an undefined slot from a defined one. In fresh_grad, look at what
// x.grad() holds when the function starts. In reset_grad, look whether you change x or a variable
// of yours.
//:hint.2.vi Hãy phân biệt slot chưa xác định và slot đã xác định. Trong fresh_grad, hãy xem
// x.grad() chứa gì khi hàm bắt đầu. Trong reset_grad, hãy xem bạn đang đổi x hay chỉ đổi một biến
// của mình.
//:hint.3.en
// slot = slot.defined() ? slot + contribution : contribution.clone();
// sweep: accumulate(slot, g * x) twice, then accumulate(slot, g);
// x.mutable_grad() = Tensor();
// reset_grad(x);  f(x).backward();  return x.grad().clone();
//:hint.3.vi
// slot = slot.defined() ? slot + contribution : contribution.clone();
// sweep: accumulate(slot, g * x) hai lần, rồi accumulate(slot, g);
// x.mutable_grad() = Tensor();
// reset_grad(x);  f(x).backward();  return x.grad().clone();
//:predict.fan-out.en What is x.grad() after one pass through y = x * x + x at x = 3?
//:predict.fan-out.vi x.grad() bằng bao nhiêu sau một lượt qua y = x * x + x tại x = 3?
//:predict.two-passes.en What is x.grad() at x = 3 after computing 3 * x * x and its backward pass
// twice, without a reset?
//:predict.two-passes.vi Tại x = 3, x.grad() bằng bao nhiêu sau hai lần tính 3 * x * x rồi backward
// mà không đặt lại?
//:label.fan-out.en the slot after the contributions of all uses
//:label.fan-out.vi slot sau phần đóng góp của mọi lần dùng
//:label.one.en the slot after one contribution
//:label.one.vi slot sau một phần đóng góp
//:label.own-memory.en the contribution after its slot was written to
//:label.own-memory.vi phần đóng góp sau khi slot của nó bị ghi
//:label.untouched.en the contribution is unchanged
//:label.untouched.vi phần đóng góp không thay đổi
//:label.sweep.en the gradient of x * x + x by hand
//:label.sweep.vi gradient của x * x + x tính bằng tay
//:label.no-gradient.en reset of a leaf without a gradient
//:label.no-gradient.vi đặt lại một lá chưa có gradient
//:label.after-reset.en x.grad after reset_grad
//:label.after-reset.vi x.grad sau reset_grad
//:label.fresh.en the gradient of f at x alone
//:label.fresh.vi gradient của riêng f tại x
//:label.again.en the same asked a second time
//:label.again.vi hỏi lại đúng như vậy lần thứ hai
//:label.kept.en the result after one more backward pass
//:label.kept.vi kết quả sau một lượt backward nữa
//:label.x-grad.en x.grad after fresh_grad
//:label.x-grad.vi x.grad sau fresh_grad
//:label.calls.en f is computed exactly once
//:label.calls.vi f được tính đúng một lần
//:label.same-x.en x itself is unchanged
//:label.same-x.vi bản thân x không thay đổi
//:message.overwrite.en {got} instead of {expected}: only one of the contributions {left},
// {right}, {alone} is left. A value that is used several times receives the *sum* of all.
//:message.overwrite.vi {got} thay vì {expected}: trong các phần đóng góp {left}, {right}, {alone}
// chỉ còn lại một. Giá trị được dùng nhiều lần nhận *tổng* của tất cả.
//:explain.overwrite.en
// Each use of x is an arrow in the graph, and a backward pass walks all of them. When the second
// contribution arrives, the first is already in the slot: it must be kept and added to. With = in
// place of += the last one wins; with "only if the slot is empty" the first one wins.
//
//     Tensor x = tensor(3.0).requires_grad_();
//     (x * x + x).backward();   // the uses send 3, 3 and 1
//     x.grad();                 // 7
//:explain.overwrite.vi
// Mỗi lần dùng x là một mũi tên trong đồ thị, và lượt lan truyền ngược đi qua tất cả. Khi phần
// đóng góp thứ hai tới, phần thứ nhất đã ở trong slot: phải giữ nó và cộng thêm. Nếu viết = thay
// cho += thì phần cuối cùng thắng; nếu "chỉ ghi khi slot rỗng" thì phần đầu tiên thắng.
//
//     Tensor x = tensor(3.0).requires_grad_();
//     (x * x + x).backward();   // các lần dùng gửi về 3, 3 và 1
//     x.grad();                 // 7
//:message.aliased.en The contribution was {expected} and reads {got} after a write to the slot:
// both are one tensor. The slot's first value must be a clone().
//:message.aliased.vi Phần đóng góp là {expected}, nhưng sau khi ghi vào slot thì nó thành {got}:
// cả hai là một tensor. Giá trị đầu tiên của slot phải là bản sao (clone).
//:explain.aliased.en
// slot = contribution copies a handle: both names now mean the same numbers. The next
// contribution that is added in place then changes somebody else's tensor, for example the
// gradient that another node still needs.
//
//     Tensor a = ones({2}), slot = a;   // one memory, two names
//     slot.add_(5);                     // a reads 6 as well
//     slot = a.clone();                 // now the slot has its own
//:explain.aliased.vi
// slot = contribution chỉ chép tay nắm: hai cái tên giờ chỉ cùng một dãy số. Phần đóng góp tiếp
// theo, nếu được cộng tại chỗ, sẽ làm đổi tensor của người khác, ví dụ gradient mà một nút khác
// còn cần.
//
//     Tensor a = ones({2}), slot = a;   // một vùng nhớ, hai tên
//     slot.add_(5);                     // a cũng thành 6
//     slot = a.clone();                 // giờ slot có vùng nhớ riêng
//:message.one-use.en {got} counts x * x once. x is its left *and* its right factor, and both send
// {left} back: together with {alone} that is {expected}.
//:message.one-use.vi {got} chỉ tính x * x một lần. x là thừa số trái *và* thừa số phải, cả hai
// đều gửi về {left}: cùng với {alone} là {expected}.
//:explain.one-use.en
// The node of a product has two inputs, and here both are x. Its rule sends g * right to the left
// input and g * left to the right one. That both inputs are the same tensor changes nothing:
// there are two arrows, so there are two contributions. That is where the 2 of 2x comes from.
//
//     accumulate(slot, g * x);   // from the left factor
//     accumulate(slot, g * x);   // from the right factor
//     accumulate(slot, g);       // from "+ x"
//:explain.one-use.vi
// Nút của phép nhân có hai đầu vào, và ở đây cả hai đều là x. Quy tắc của nó gửi g * phải cho đầu
// vào trái và g * trái cho đầu vào phải. Hai đầu vào là cùng một tensor cũng không thay đổi gì:
// có hai mũi tên nên có hai phần đóng góp. Số 2 của 2x từ đó mà ra.
//
//     accumulate(slot, g * x);   // từ thừa số trái
//     accumulate(slot, g * x);   // từ thừa số phải
//     accumulate(slot, g);       // từ "+ x"
//:message.stale.en {got} = {before} + {expected}: the {before} of an earlier pass was still in
// x.grad. Reset it *before* the backward pass.
//:message.stale.vi {got} = {before} + {expected}: giá trị {before} của lượt trước vẫn còn trong
// x.grad. Hãy đặt lại *trước* khi gọi backward.
//:explain.stale.en
// backward() adds to what is already in x.grad(). That is useful (one gradient from several small
// batches), but it means that somebody has to say when a new sum begins. In a training loop that
// is optimizer.zero_grad(), before every backward pass.
//
//     f(x).backward();             // x.grad() = 18
//     f(x).backward();             // x.grad() = 36
//     x.mutable_grad() = Tensor();
//     f(x).backward();             // x.grad() = 18
//:explain.stale.vi
// backward() cộng vào những gì đã có trong x.grad(). Điều đó có ích (một gradient từ nhiều batch
// nhỏ), nhưng phải có ai đó nói khi nào một tổng mới bắt đầu. Trong vòng lặp huấn luyện, đó là
// optimizer.zero_grad(), trước mỗi lần backward.
//
//     f(x).backward();             // x.grad() = 18
//     f(x).backward();             // x.grad() = 36
//     x.mutable_grad() = Tensor();
//     f(x).backward();             // x.grad() = 18
//:message.undefined.en A leaf that no pass has reached has no gradient, not a gradient of zeros:
// {got}.
//:message.undefined.vi Lá chưa có lượt nào đi tới thì không có gradient, chứ không phải gradient
// bằng 0: {got}.
//:explain.undefined.en
// Before the first backward pass x.grad() is undefined: there is no tensor that zero_() could
// fill. Assigning an undefined tensor works whether there is a gradient or not, also twice in a
// row.
//
//     Tensor x = tensor(3.0).requires_grad_();
//     x.grad().defined();            // false
//     x.grad().zero_();              // error
//     x.mutable_grad() = Tensor();   // fine, always
//:explain.undefined.vi
// Trước lượt backward đầu tiên, x.grad() chưa xác định: không có tensor nào để zero_() điền vào.
// Gán một tensor chưa xác định thì luôn được, dù có gradient hay không, và gọi hai lần liền cũng
// được.
//
//     Tensor x = tensor(3.0).requires_grad_();
//     x.grad().defined();            // false
//     x.grad().zero_();              // báo lỗi
//     x.mutable_grad() = Tensor();   // luôn được
//:message.zeroed.en x.grad is filled with zeros, but it is still there: {bytes} bytes. "No
// gradient" is an undefined tensor: x.mutable_grad() = Tensor().
//:message.zeroed.vi x.grad chỉ được điền số 0 chứ vẫn còn đó: {bytes} byte. "Không có gradient"
// là một tensor chưa xác định: x.mutable_grad() = Tensor().
//:explain.zeroed.en
// Zeros and "nothing" give the same sum, but they are not the same. Zeros take memory. And an
// optimizer steps over a parameter without a gradient, while one with a gradient of zeros is
// still moved by momentum and weight decay. That is why zero_grad() makes gradients undefined.
//
//     x.grad().zero_();              // x.grad() is tensor(0.)
//     x.mutable_grad() = Tensor();   // x.grad().defined() is false
//:explain.zeroed.vi
// Số 0 và "không có gì" cho cùng một tổng, nhưng không giống nhau. Số 0 vẫn chiếm bộ nhớ. Và
// optimizer bỏ qua tham số không có gradient, còn tham số có gradient bằng 0 vẫn bị momentum và
// weight decay làm thay đổi. Vì vậy zero_grad() làm cho gradient thành chưa xác định.
//
//     x.grad().zero_();              // x.grad() là tensor(0.)
//     x.mutable_grad() = Tensor();   // x.grad().defined() là false
//:message.own-variable.en x.grad still reads {got}: you reset a variable of your own, not x.
// Assign to x.mutable_grad().
//:message.own-variable.vi x.grad vẫn là {got}: bạn đặt lại biến của mình chứ không phải x. Hãy
// gán cho x.mutable_grad().
//:explain.own-variable.en
// Tensor g = x.grad() makes a second handle to the gradient. Making g undefined makes only your
// handle empty. x keeps its own, and the next pass adds to it.
//
//     Tensor g = x.grad();
//     g = Tensor();                  // g is empty, x.grad() is not
//     x.mutable_grad() = Tensor();   // mutable_grad() is x's own handle
//:explain.own-variable.vi
// Tensor g = x.grad() tạo một tay nắm thứ hai tới gradient. Làm g thành chưa xác định thì chỉ tay
// nắm của bạn rỗng. x vẫn giữ tay nắm của nó, và lượt sau cộng tiếp vào đó.
//
//     Tensor g = x.grad();
//     g = Tensor();                  // g rỗng, x.grad() thì không
//     x.mutable_grad() = Tensor();   // mutable_grad() là tay nắm của chính x
//:message.same-tensor.en The result was {expected} and reads {got} after one more pass: you
// returned x.grad itself, which goes on adding up. Return a clone().
//:message.same-tensor.vi Kết quả là {expected}, nhưng sau một lượt nữa thì thành {got}: bạn trả
// về chính x.grad, và nó còn cộng dồn tiếp. Hãy trả về bản sao (clone).
//:explain.same-tensor.en
// x.grad() gives a handle to the tensor into which every further pass adds. Who keeps it sees it
// change. A clone has its own memory.
//
//     Tensor g = x.grad();           // changes with the next pass
//     Tensor kept = x.grad().clone();   // stays
//:explain.same-tensor.vi
// x.grad() cho một tay nắm tới tensor mà mọi lượt sau còn cộng vào. Ai giữ nó sẽ thấy nó thay
// đổi. Bản sao (clone) có vùng nhớ riêng.
//
//     Tensor g = x.grad();           // thay đổi ở lượt sau
//     Tensor kept = x.grad().clone();   // giữ nguyên
//:message.without-g.en {got}: a contribution came without g. Each of x, x and 1 is multiplied by the gradient that reaches
// y: {left}, {right} and {alone}.
//:message.without-g.vi {got}: có phần đóng góp chưa nhân với g. Mỗi phần x, x và 1 phải nhân với gradient đi tới y: {left},
// {right} và {alone}.
//:explain.without-g.en
// x, x and 1 are the derivatives of y by its three uses of x. What comes after y may weigh y in
// any way; g is that weight, element by element. Only for g = 1 it cannot be seen, as when
// backward() starts at y itself.
//
//     Tensor x = tensor(3., requires_grad()), y = x * x + x;
//     (10 * y).backward();   // 10 reaches y: x.grad() is 30 + 30 + 10 = 70, not 7
//:explain.without-g.vi
// x, x và 1 là các đạo hàm của y theo ba lần dùng x. Những gì đứng sau y có thể cho y một trọng số
// bất kỳ; g chính là trọng số đó, theo từng phần tử. Chỉ khi g = 1, như lúc backward() bắt đầu từ
// chính y, ta mới không thấy nó.
//
//     Tensor x = tensor(3., requires_grad()), y = x * x + x;
//     (10 * y).backward();   // 10 đi tới y: x.grad() là 30 + 30 + 10 = 70, không phải 7

//:code
#include "gradlab/lab/part2/ex_2_04.h"

namespace ex_2_04 {

void accumulate(Tensor& slot, const Tensor& contribution) {
  //:part
  //:stub
  lab::todo_void();
  //:solution
  slot = slot.defined() ? slot + contribution : contribution.clone();
  //:wrong OVERWRITE 2.04/overwrite
  slot = contribution.clone();
  //:wrong OVERWRITE_B 2.04/overwrite
  if (!slot.defined()) slot = contribution.clone();
  //:wrong ALIASED 2.04/aliased
  if (slot.defined()) {
    slot.add_(contribution);
  } else {
    slot = contribution;
  }
  //:wrong ALIASED_B 2.04/aliased
  slot = slot.defined() ? slot + contribution : contribution.view_as(contribution);
  //:end
}

Tensor sweep(const Tensor& x, const Tensor& g) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  Tensor slot;
  accumulate(slot, g * x);  // x as the left factor
  accumulate(slot, g * x);  // and as the right one
  accumulate(slot, g);      // and alone
  return slot;
  //:wrong ONE_USE 2.04/one-use
  Tensor slot;
  accumulate(slot, g * x);
  accumulate(slot, g);
  return slot;
  //:wrong WITHOUT_G 2.04/without-g
  Tensor slot;
  accumulate(slot, x);
  accumulate(slot, x);
  accumulate(slot, ones_like(x));
  return slot;
  //:wrong WITHOUT_G_B 2.04/without-g
  Tensor slot;
  accumulate(slot, g * x);
  accumulate(slot, g * x);
  accumulate(slot, ones_like(x));
  return slot;
  //:end
}

void reset_grad(Tensor x) {
  //:part
  //:stub
  lab::todo_void();
  //:solution
  x.mutable_grad() = Tensor();
  //:wrong UNDEFINED 2.04/undefined
  x.grad().zero_();
  //:wrong ZEROED 2.04/zeroed
  if (x.grad().defined()) x.grad().zero_();
  //:wrong OWN_VARIABLE 2.04/own-variable
  Tensor grad = x.grad();
  grad.reset();
  //:end
}

Tensor fresh_grad(const Function& f, Tensor x) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  reset_grad(x);
  f(x).backward();
  return x.grad().clone();
  //:wrong STALE 2.04/stale
  f(x).backward();
  return x.grad().clone();
  //:wrong STALE_B 2.04/stale
  f(x).backward();
  Tensor grad = x.grad().clone();
  reset_grad(x);
  return grad;
  //:wrong SAME_TENSOR 2.04/same-tensor
  reset_grad(x);
  f(x).backward();
  return x.grad();
  //:end
}

}  // namespace ex_2_04
