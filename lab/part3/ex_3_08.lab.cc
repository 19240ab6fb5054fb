//:exercise 3.08 core
//:covers "optimizer.step()"
//:title.en SGD by hand
//:title.vi Tự viết SGD
//:text.en
// optimizer.step() is a few lines. With learning rate lr, momentum m and weight decay w, SGD does
// this for every parameter p that has a gradient g:
//
//     d = g + w * p           weight decay: pulls p towards 0
//     b = d                   in the first step of p, later
//     b = m * b + d           momentum: the buffer b remembers earlier steps
//     p = p - lr * b          downhill; without momentum: p - lr * d
//
// p is a leaf of the model: its numbers must change, not the tensor, and autograd must not record
// it. Write into p inside a NoGradGuard:
//
//     NoGradGuard no_grad;    // until the end of the block
//     p.sub_(0.1 * d);        // p = p - 0.1 * d, in p's own memory
//
// Write step(optimizer) for the struct Sgd of the header:
//
// 1. Skip a parameter without a gradient: p.grad().defined() is false.
// 2. Keep b in optimizer.buffers[i]; it is undefined (not buffer.defined()) before the first
//    step. With momentum 0 leave it undefined.
// 3. Leave p.grad() as it is: compute d as a new tensor. The buffer needs memory of its own too:
//    without weight decay d may be p.grad() itself, so in the first step b is d.clone(), a copy.
//:text.vi
// optimizer.step() chỉ là vài dòng. Với learning rate lr, momentum m và weight decay w, SGD làm
// như sau cho mỗi tham số p có gradient g:
//
//     d = g + w * p           weight decay: kéo p về phía 0
//     b = d                   ở bước đầu của p, về sau
//     b = m * b + d           momentum: buffer b nhớ các bước trước
//     p = p - lr * b          đi xuống dốc; không có momentum: p - lr * d
//
// p là lá của mô hình: các con số của nó phải đổi, còn tensor thì giữ nguyên, và autograd không
// được ghi lại. Hãy ghi vào p bên trong một NoGradGuard:
//
//     NoGradGuard no_grad;    // cho tới hết khối lệnh
//     p.sub_(0.1 * d);        // p = p - 0.1 * d, ngay trong vùng nhớ của p
//
// Viết step(optimizer) cho struct Sgd trong file header:
//
// 1. Bỏ qua tham số không có gradient: p.grad().defined() là false.
// 2. Giữ b trong optimizer.buffers[i]; trước bước đầu nó chưa được định nghĩa (buffer.defined()
//    là false). Với momentum 0 thì để nguyên như vậy.
// 3. Để nguyên p.grad(): tính d thành một tensor mới. Buffer cũng cần vùng nhớ riêng: khi không có
//    weight decay, d có thể chính là p.grad(), nên ở bước đầu hãy lấy b là bản sao d.clone().
//:know.en SGD: d = g + wd * p, b = m * b + d, p -= lr * b; in place, under no_grad.
//:know.vi SGD: d = g + wd * p, b = m * b + d, p -= lr * b; ghi tại chỗ, trong no_grad.
//:hint.1.en Which of the tensors p, g, b and d may your code write into, and which only read?
//:hint.1.vi Trong các tensor p, g, b và d, code của bạn được ghi vào cái nào, cái nào chỉ được
// đọc?
//:hint.2.en Look at three places: is NoGradGuard before the first computation with p? Does the
// buffer you computed end up in optimizer.buffers[i]? Does the whole d go into it?
//:hint.2.vi Nhìn ba chỗ: NoGradGuard có đứng trước phép tính đầu tiên với p không? Buffer vừa
// tính có được cất vào optimizer.buffers[i] không? Cả d có đi vào đó không?
//:hint.3.en
// Tensor d = p.grad();
// if (optimizer.weight_decay != 0) d = d + optimizer.weight_decay * p;
// if (optimizer.momentum != 0) {
//   Tensor& b = optimizer.buffers[i];               // a reference: assigning stores it
//   b = b.defined() ? optimizer.momentum * b + d : d.clone();
//   d = b;
// }
// p.sub_(optimizer.lr * d);
//:hint.3.vi
// Tensor d = p.grad();
// if (optimizer.weight_decay != 0) d = d + optimizer.weight_decay * p;
// if (optimizer.momentum != 0) {
//   Tensor& b = optimizer.buffers[i];               // tham chiếu: gán là cất vào
//   b = b.defined() ? optimizer.momentum * b + d : d.clone();
//   d = b;
// }
// p.sub_(optimizer.lr * d);
//:predict.second.en The gradient is always 1, lr = 0.1, momentum = 0.9, p starts at 0. Where is p
// after 2 steps?
//:predict.second.vi Gradient luôn bằng 1, lr = 0.1, momentum = 0.9, p bắt đầu từ 0. Sau 2 bước p
// ở đâu?
//:predict.decay.en p = 1, g = 2, weight decay 0.5, lr = 0.1, no momentum: what is p after one
// step?
//:predict.decay.vi p = 1, g = 2, weight decay 0.5, lr = 0.1, không momentum: sau một bước p bằng
// bao nhiêu?
//:label.in-place.en the parameter as a tensor of the model
//:label.in-place.vi tham số với tư cách là tensor của mô hình
//:label.gradient.en the gradient after step
//:label.gradient.vi gradient sau step
//:label.buffer.en the buffer after step
//:label.buffer.vi buffer sau step
//:label.plain.en the parameter after 1, 2 and 3 steps without momentum
//:label.plain.vi tham số sau 1, 2 và 3 bước không momentum
//:label.decay.en the parameter after one step with weight decay
//:label.decay.vi tham số sau một bước có weight decay
//:label.momentum.en the parameter after 1, 2, 3 and 4 steps with momentum
//:label.momentum.vi tham số sau 1, 2, 3 và 4 bước có momentum
//:label.two.en two parameters after 1, 2 and 3 steps
//:label.two.vi hai tham số sau 1, 2 và 3 bước
//:label.both.en the parameter after 3 steps with momentum and weight decay
//:label.both.vi tham số sau 3 bước có cả momentum và weight decay
//:label.new-lr.en the parameter when lr is halved after the 2nd step
//:label.new-lr.vi tham số khi lr giảm một nửa sau bước thứ hai
//:label.missing.en a parameter without gradient beside one with
//:label.missing.vi tham số không có gradient bên cạnh tham số có
//:label.random.en parameters and buffers after steps with random gradients
//:label.random.vi các tham số và buffer sau các bước với gradient ngẫu nhiên
//:label.detected.en a backward pass that still needs the old parameter
//:label.detected.vi lượt lan truyền ngược vẫn cần giá trị cũ của tham số
//:message.tracked.en Your update was recorded in the graph (or refused, for p is a leaf): lr =
// {lr}, momentum = {momentum}, weight decay = {decay}. Put NoGradGuard no_grad; before it.
//:message.tracked.vi Phép cập nhật bị ghi vào đồ thị (hoặc bị từ chối vì p là lá): lr = {lr},
// momentum = {momentum}, weight decay = {decay}. Hãy đặt NoGradGuard no_grad; trước nó.
//:explain.tracked.en
// A step is not part of the model's function: nobody wants the gradient *of the update*. With
// grad mode on, p.sub_(...) is refused (a leaf would lose its place), and p - lr * g is a new
// tensor with history: the graph then grows by every step.
//
//     {
//       NoGradGuard no_grad;
//       p.sub_(lr * p.grad());     // the numbers change, no node is made
//     }
//:explain.tracked.vi
// Bước cập nhật không thuộc hàm của mô hình: chẳng ai cần gradient *của phép cập nhật*. Khi grad
// mode đang bật, p.sub_(...) bị từ chối (lá sẽ mất chỗ của nó), còn p - lr * g là tensor mới có
// lịch sử: đồ thị lớn thêm sau mỗi bước.
//
//     {
//       NoGradGuard no_grad;
//       p.sub_(lr * p.grad());     // các con số đổi, không nút nào được tạo
//     }
//:message.replaced.en After step() the model's parameter still holds {got}. `p = p - ...` only
// makes the name p stand for a new tensor; write into the old one: p.sub_(...).
//:message.replaced.vi Sau step(), tham số của mô hình vẫn là {got}. `p = p - ...` chỉ làm cho tên
// p trỏ tới một tensor mới; hãy ghi vào tensor cũ: p.sub_(...).
//:explain.replaced.en
// The model and the optimizer share tensors, not numbers: both have handles to the same memory. A
// new tensor in the optimizer's list is one the model knows nothing of.
//
//     p = p - lr * g;       // p now is another tensor; the model keeps the old one
//     p.sub_(lr * g);       // the one tensor that both know changes
//:explain.replaced.vi
// Mô hình và optimizer dùng chung tensor chứ không phải chung các con số: cả hai giữ tay nắm tới
// cùng một vùng nhớ. Tensor mới trong danh sách của optimizer là thứ mô hình không hề biết.
//
//     p = p - lr * g;       // p giờ là tensor khác; mô hình vẫn giữ tensor cũ
//     p.sub_(lr * g);       // tensor duy nhất mà cả hai cùng biết thay đổi
//:message.dot-data.en p changed from {before} to {got}, but its version is still {version}: a
// write through data() is hidden from autograd. Use NoGradGuard and write into p itself.
//:message.dot-data.vi p đổi từ {before} thành {got}, nhưng phiên bản của nó vẫn là {version}: ghi
// qua data() thì autograd không thấy. Hãy dùng NoGradGuard và ghi vào chính p.
//:explain.dot-data.en
// Every in-place write raises the version of a tensor, and backward() compares: a graph that
// saved p before the step and is used after it raises an error. data() has a version of its own,
// so the error turns into a wrong gradient, silently.
//
//     Tensor y = p * p;                   // saved p
//     p.data().sub_(lr * g);              // unseen
//     y.backward();                       // computes with the new p: wrong, no error
//:explain.dot-data.vi
// Mỗi lần ghi tại chỗ làm tăng phiên bản của tensor, và backward() so sánh phiên bản: đồ thị đã
// lưu p trước bước cập nhật mà được dùng sau đó sẽ báo lỗi. data() có phiên bản riêng, nên lỗi
// biến thành gradient sai mà không ai hay.
//
//     Tensor y = p * p;                   // đã lưu p
//     p.data().sub_(lr * g);              // không ai thấy
//     y.backward();                       // tính với p mới: sai mà không có lỗi
//:message.grad-modified.en p.grad() was {expected} before step() and is {got} after it. Others
// still read it (printing, clipping, the next accumulation). Compute into a new tensor.
//:message.grad-modified.vi p.grad() là {expected} trước step() và là {got} sau đó. Người khác còn
// đọc nó (in ra, cắt gradient, lần cộng dồn sau). Hãy tính vào một tensor mới.
//:explain.grad-modified.en
// Tensor d = p.grad() is a second handle to the same memory. An in-place operation on d changes
// the gradient. And if the gradients are accumulated over two batches, the second step decays
// twice.
//
//     Tensor d = p.grad();
//     d.add_(w * p);            // p.grad() has changed
//     d = d + w * p;            // a new tensor: p.grad() has not
//:explain.grad-modified.vi
// Tensor d = p.grad() là tay nắm thứ hai tới cùng vùng nhớ. Phép toán tại chỗ trên d làm đổi
// gradient. Và nếu gradient được cộng dồn qua hai batch thì bước thứ hai bị weight decay hai lần.
//
//     Tensor d = p.grad();
//     d.add_(w * p);            // p.grad() đã đổi
//     d = d + w * p;            // tensor mới: p.grad() không đổi
//:message.shared-grad.en After the first step the buffer *is* the gradient: the same memory. The
// next backward() adds into it. Keep a clone.
//:message.shared-grad.vi Sau bước đầu, buffer *chính là* gradient: cùng một vùng nhớ. Lần
// backward() sau sẽ cộng vào đó. Hãy giữ một bản sao (clone).
//:explain.shared-grad.en
// buffer = p.grad() copies a handle. When the gradient is next written to (backward() without
// clearing, or zero_grad(false), which fills it with zeros), the buffer changes with it.
//
//     buffer = p.grad();           // p.grad().zero_() would empty the buffer
//     buffer = p.grad().clone();   // its own memory
//:explain.shared-grad.vi
// buffer = p.grad() chỉ chép tay nắm. Khi gradient bị ghi lần sau (backward() mà không xoá, hoặc
// zero_grad(false) điền số 0), buffer đổi theo.
//
//     buffer = p.grad();           // p.grad().zero_() sẽ làm rỗng buffer
//     buffer = p.grad().clone();   // vùng nhớ riêng
//:message.needless-buffer.en momentum is 0, yet there is a buffer of {bytes} bytes: as much
// memory again as the parameter. Leave it undefined.
//:message.needless-buffer.vi momentum bằng 0 mà vẫn có buffer {bytes} byte: tốn thêm bộ nhớ bằng
// chính tham số. Hãy để nó chưa định nghĩa.
//:explain.needless-buffer.en
// The buffer remembers earlier steps. Without momentum nothing is remembered, so a model of a
// gigabyte needs no second gigabyte. PyTorch makes the buffer only when momentum is not 0.
//
//     if (optimizer.momentum != 0) { ... }
//:explain.needless-buffer.vi
// Buffer nhớ các bước trước. Không có momentum thì không có gì để nhớ, nên mô hình một gigabyte
// không cần thêm một gigabyte nữa. PyTorch chỉ tạo buffer khi momentum khác 0.
//
//     if (optimizer.momentum != 0) { ... }
//:message.uphill.en {got} instead of {expected}: you walk uphill. The gradient points to where
// the loss grows; subtract it.
//:message.uphill.vi {got} thay vì {expected}: bạn đang đi lên dốc. Gradient chỉ về phía loss
// tăng; hãy trừ nó đi.
//:explain.uphill.en
// The gradient says how the loss grows when p grows. To make the loss smaller, go the other way:
// that is what the word "descent" in the name of the method means.
//
//     p.sub_(lr * g);    // g > 0: the loss grows with p, so p must shrink
//:explain.uphill.vi
// Gradient nói loss tăng thế nào khi p tăng. Muốn loss nhỏ đi thì phải đi hướng ngược lại: chữ
// "descent" (đi xuống) trong tên của phương pháp nghĩa là như vậy.
//
//     p.sub_(lr * g);    // g > 0: loss tăng theo p, vậy p phải giảm
//:message.dampened.en {got}: you took an average, {factor} times the gradient. PyTorch's momentum
// adds the full gradient: {expected}.
//:message.dampened.vi {got}: bạn lấy trung bình, {factor} lần gradient. Momentum của PyTorch cộng
// trọn gradient: {expected}.
//:explain.dampened.en
// Two formulas are called momentum. The running average m * b + (1 - m) * g is Adam's. PyTorch's
// SGD adds all of g, so with a constant gradient b grows to g / (1 - m): at m = 0.9 ten times a
// plain step.
//
//     b = m * b + (1 - m) * g;   // steps of 0.01, 0.019, ... at lr = 0.1
//     b = m * b + g;             // steps of 0.1, 0.19, 0.271, ...
//:explain.dampened.vi
// Có hai công thức cùng tên momentum. Trung bình trượt m * b + (1 - m) * g là của Adam. SGD của
// PyTorch cộng trọn g, nên với gradient không đổi, b tăng tới g / (1 - m): với m = 0.9 là mười
// lần một bước thường.
//
//     b = m * b + (1 - m) * g;   // bước 0.01, 0.019, ... với lr = 0.1
//     b = m * b + g;             // bước 0.1, 0.19, 0.271, ...
//:message.forgotten-buffer.en {got}: every step is a plain step. The buffer you computed was not
// kept: assign it to optimizer.buffers[i], or use a reference (Tensor&).
//:message.forgotten-buffer.vi {got}: bước nào cũng là bước thường. Buffer vừa tính không được giữ
// lại: hãy gán nó vào optimizer.buffers[i], hoặc dùng tham chiếu (Tensor&).
//:explain.forgotten-buffer.en
// A Tensor variable is a handle of its own. Assigning to it makes this one handle point
// elsewhere; the handle in the vector stays as it was.
//
//     Tensor b = optimizer.buffers[i];    // a copy of the handle
//     b = m * b + d;                      // optimizer.buffers[i] knows nothing of it
//
//     Tensor& b = optimizer.buffers[i];   // the handle in the vector itself
//:explain.forgotten-buffer.vi
// Biến Tensor là một tay nắm riêng. Gán cho nó chỉ làm tay nắm này trỏ sang chỗ khác; tay nắm
// trong vector vẫn như cũ.
//
//     Tensor b = optimizer.buffers[i];    // bản sao của tay nắm
//     b = m * b + d;                      // optimizer.buffers[i] không biết gì
//
//     Tensor& b = optimizer.buffers[i];   // chính tay nắm trong vector
//:message.one-buffer.en {got} instead of {expected}: both parameters use one buffer, so the
// second moves with the first one's past. Parameter i has buffers[i].
//:message.one-buffer.vi {got} thay vì {expected}: hai tham số dùng chung một buffer, nên tham số
// sau đi theo quá khứ của tham số trước. Tham số i có buffers[i].
//:explain.one-buffer.en
// The buffer is the past of one parameter: the sum of its own gradients, older ones weighted
// less. Mixed with another parameter's it points nowhere.
//
//     for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
//       Tensor& b = optimizer.buffers[i];   // not buffers[0]
//     }
//:explain.one-buffer.vi
// Buffer là quá khứ của một tham số: tổng các gradient của chính nó, cái cũ có trọng số nhỏ hơn.
// Trộn với tham số khác thì nó chẳng chỉ về đâu.
//
//     for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
//       Tensor& b = optimizer.buffers[i];   // không phải buffers[0]
//     }
//:message.decay-outside.en {got} instead of {expected}: the decay did not go into the buffer. In
// SGD it is part of the gradient, d = g + w * p, before the momentum.
//:message.decay-outside.vi {got} thay vì {expected}: weight decay không đi vào buffer. Trong SGD
// nó là một phần của gradient, d = g + w * p, trước momentum.
//:explain.decay-outside.en
// Weight decay is the gradient of w/2 * p*p, added to the loss; so it goes the way of the
// gradient, through the buffer. To shrink p beside the buffer is another method (AdamW does it,
// exercise 3.09). Without momentum both give the same.
//
//     d = g + w * p;   b = m * b + d;   p.sub_(lr * b);           // SGD
//     b = m * b + g;   p.sub_(lr * (b + w * p));                  // decoupled
//:explain.decay-outside.vi
// Weight decay là gradient của w/2 * p*p được cộng vào loss; vì vậy nó đi cùng đường với
// gradient, qua buffer. Thu nhỏ p bên ngoài buffer là phương pháp khác (AdamW làm thế, bài 3.09).
// Không có momentum thì hai cách như nhau.
//
//     d = g + w * p;   b = m * b + d;   p.sub_(lr * b);           // SGD
//     b = m * b + g;   p.sub_(lr * (b + w * p));                  // tách rời
//:message.lr-in-buffer.en {got} instead of {expected} when lr changes: your buffer has lr in it.
// Keep gradients in the buffer and multiply by lr when you move p.
//:message.lr-in-buffer.vi {got} thay vì {expected} khi lr đổi: buffer của bạn chứa cả lr. Hãy giữ
// gradient trong buffer và nhân lr lúc cập nhật p.
//:explain.lr-in-buffer.en
// b = m * b + lr * g; p = p - b is the formula of many books. With one lr it gives the same. When
// a schedule lowers lr, the old steps in the buffer still have the old, larger lr; PyTorch's form
// takes the new lr at once.
//
//     b = m * b + d;   p.sub_(lr * b);
//:explain.lr-in-buffer.vi
// b = m * b + lr * g; p = p - b là công thức trong nhiều sách. Với một lr cố định thì kết quả như
// nhau. Khi lr được giảm dần, các bước cũ trong buffer vẫn mang lr cũ lớn hơn; dạng của PyTorch
// dùng lr mới ngay lập tức.
//
//     b = m * b + d;   p.sub_(lr * b);
//:message.missing-grad.en A parameter without gradient must stay as it is, buffer included. You
// have {got}, expected {expected}. Skip it: if (!p.grad().defined()) continue;
//:message.missing-grad.vi Tham số không có gradient phải giữ nguyên, kể cả buffer. Bạn có {got},
// phải là {expected}. Hãy bỏ qua nó: if (!p.grad().defined()) continue;
//:explain.missing-grad.en
// A layer that was not used in the forward pass, or is frozen, gets no gradient: p.grad() is
// undefined, not zero. Computing with it raises an error, and treating it as zero would still
// decay the weights and let old momentum move them.
//
//     if (!p.grad().defined()) continue;
//:explain.missing-grad.vi
// Tầng không được dùng trong forward, hoặc bị đóng băng, không nhận gradient: p.grad() chưa được
// định nghĩa chứ không phải bằng 0. Tính với nó sẽ báo lỗi, còn coi nó là 0 thì weight decay và
// momentum cũ vẫn làm trọng số thay đổi.
//
//     if (!p.grad().defined()) continue;

//:code
#include "gradlab/lab/part3/ex_3_08.h"

namespace ex_3_08 {

void step(Sgd& optimizer) {
  //:part
  //:stub
  lab::todo_void();
  //:solution
  NoGradGuard no_grad;
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    const Tensor& p = optimizer.parameters[i];
    if (!p.grad().defined()) continue;
    Tensor direction = p.grad();
    if (optimizer.weight_decay != 0) direction = direction + optimizer.weight_decay * p;
    if (optimizer.momentum != 0) {
      Tensor& buffer = optimizer.buffers[i];
      buffer = buffer.defined() ? optimizer.momentum * buffer + direction : direction.clone();
      direction = buffer;
    }
    p.sub_(optimizer.lr * direction);
  }
  //:wrong TRACKED 3.08/tracked
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    const Tensor& p = optimizer.parameters[i];
    if (!p.grad().defined()) continue;
    Tensor direction = p.grad() + optimizer.weight_decay * p;
    if (optimizer.momentum != 0) {
      Tensor& buffer = optimizer.buffers[i];
      buffer = buffer.defined() ? optimizer.momentum * buffer + direction : direction.clone();
      direction = buffer;
    }
    p.sub_(optimizer.lr * direction);
  }
  //:wrong TRACKED_B 3.08/tracked
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    Tensor& p = optimizer.parameters[i];
    if (!p.grad().defined()) continue;
    Tensor direction = p.grad() + optimizer.weight_decay * p;
    if (optimizer.momentum != 0) {
      Tensor& buffer = optimizer.buffers[i];
      buffer = buffer.defined() ? optimizer.momentum * buffer + direction : direction.clone();
      direction = buffer;
    }
    p = p - optimizer.lr * direction;
  }
  //:wrong REPLACED 3.08/replaced
  NoGradGuard no_grad;
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    Tensor& p = optimizer.parameters[i];
    if (!p.grad().defined()) continue;
    Tensor direction = p.grad() + optimizer.weight_decay * p;
    if (optimizer.momentum != 0) {
      Tensor& buffer = optimizer.buffers[i];
      buffer = buffer.defined() ? optimizer.momentum * buffer + direction : direction.clone();
      direction = buffer;
    }
    p = (p - optimizer.lr * direction).requires_grad_();
  }
  //:wrong REPLACED_B 3.08/replaced
  NoGradGuard no_grad;
  size_t i = 0;
  for (Tensor p : optimizer.parameters) {
    Tensor& buffer = optimizer.buffers[i++];
    if (!p.grad().defined()) continue;
    Tensor direction = p.grad() + optimizer.weight_decay * p;
    if (optimizer.momentum != 0) {
      buffer = buffer.defined() ? optimizer.momentum * buffer + direction : direction.clone();
      direction = buffer;
    }
    p = p - optimizer.lr * direction;
  }
  //:wrong DOT_DATA 3.08/dot-data
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    const Tensor& p = optimizer.parameters[i];
    if (!p.grad().defined()) continue;
    Tensor direction = p.grad() + optimizer.weight_decay * p.data();
    if (optimizer.momentum != 0) {
      Tensor& buffer = optimizer.buffers[i];
      buffer = buffer.defined() ? optimizer.momentum * buffer + direction : direction.clone();
      direction = buffer;
    }
    p.data().sub_(optimizer.lr * direction);
  }
  //:wrong GRAD_MODIFIED 3.08/grad-modified
  NoGradGuard no_grad;
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    const Tensor& p = optimizer.parameters[i];
    if (!p.grad().defined()) continue;
    Tensor direction = p.grad();
    direction.add_(optimizer.weight_decay * p);
    if (optimizer.momentum != 0) {
      Tensor& buffer = optimizer.buffers[i];
      buffer = buffer.defined() ? optimizer.momentum * buffer + direction : direction.clone();
      direction = buffer;
    }
    p.sub_(optimizer.lr * direction);
  }
  //:wrong GRAD_MODIFIED_B 3.08/grad-modified
  NoGradGuard no_grad;
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    const Tensor& p = optimizer.parameters[i];
    if (!p.grad().defined()) continue;
    Tensor direction = p.grad();
    if (optimizer.weight_decay != 0) direction = direction + optimizer.weight_decay * p;
    if (optimizer.momentum != 0) {
      Tensor& buffer = optimizer.buffers[i];
      buffer = buffer.defined() ? optimizer.momentum * buffer + direction : direction.clone();
      direction = buffer.clone();
    }
    p.sub_(direction.mul_(optimizer.lr));
  }
  //:wrong SHARED_GRAD 3.08/shared-grad
  NoGradGuard no_grad;
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    const Tensor& p = optimizer.parameters[i];
    if (!p.grad().defined()) continue;
    Tensor direction = p.grad();
    if (optimizer.weight_decay != 0) direction = direction + optimizer.weight_decay * p;
    if (optimizer.momentum != 0) {
      Tensor& buffer = optimizer.buffers[i];
      buffer = buffer.defined() ? optimizer.momentum * buffer + direction : direction;
      direction = buffer;
    }
    p.sub_(optimizer.lr * direction);
  }
  //:wrong NEEDLESS_BUFFER 3.08/needless-buffer
  NoGradGuard no_grad;
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    const Tensor& p = optimizer.parameters[i];
    if (!p.grad().defined()) continue;
    Tensor& buffer = optimizer.buffers[i];
    if (!buffer.defined()) buffer = zeros_like(p);
    buffer = optimizer.momentum * buffer + p.grad() + optimizer.weight_decay * p;
    p.sub_(optimizer.lr * buffer);
  }
  //:wrong UPHILL 3.08/uphill
  NoGradGuard no_grad;
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    const Tensor& p = optimizer.parameters[i];
    if (!p.grad().defined()) continue;
    Tensor direction = p.grad();
    if (optimizer.weight_decay != 0) direction = direction + optimizer.weight_decay * p;
    if (optimizer.momentum != 0) {
      Tensor& buffer = optimizer.buffers[i];
      buffer = buffer.defined() ? optimizer.momentum * buffer + direction : direction.clone();
      direction = buffer;
    }
    p.add_(optimizer.lr * direction);
  }
  //:wrong DAMPENED 3.08/dampened
  NoGradGuard no_grad;
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    const Tensor& p = optimizer.parameters[i];
    if (!p.grad().defined()) continue;
    Tensor direction = p.grad();
    if (optimizer.weight_decay != 0) direction = direction + optimizer.weight_decay * p;
    if (optimizer.momentum != 0) {
      Tensor& buffer = optimizer.buffers[i];
      if (!buffer.defined()) buffer = zeros_like(p);
      buffer = optimizer.momentum * buffer + (1 - optimizer.momentum) * direction;
      direction = buffer;
    }
    p.sub_(optimizer.lr * direction);
  }
  //:wrong DAMPENED_B 3.08/dampened
  NoGradGuard no_grad;
  const double m = optimizer.momentum;
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    const Tensor& p = optimizer.parameters[i];
    if (!p.grad().defined()) continue;
    Tensor direction = p.grad();
    if (optimizer.weight_decay != 0) direction = direction + optimizer.weight_decay * p;
    if (m != 0) {
      Tensor& buffer = optimizer.buffers[i];
      buffer = buffer.defined() ? m * buffer + (1 - m) * direction : direction.clone();
      direction = buffer;
    }
    p.sub_(optimizer.lr * direction);
  }
  //:wrong FORGOTTEN_BUFFER 3.08/forgotten-buffer
  NoGradGuard no_grad;
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    const Tensor& p = optimizer.parameters[i];
    if (!p.grad().defined()) continue;
    Tensor direction = p.grad();
    if (optimizer.weight_decay != 0) direction = direction + optimizer.weight_decay * p;
    if (optimizer.momentum != 0) {
      Tensor buffer = optimizer.buffers[i];
      buffer = buffer.defined() ? optimizer.momentum * buffer + direction : direction.clone();
      direction = buffer;
    }
    p.sub_(optimizer.lr * direction);
  }
  //:wrong ONE_BUFFER 3.08/one-buffer
  NoGradGuard no_grad;
  Tensor& buffer = optimizer.buffers[0];
  for (const Tensor& p : optimizer.parameters) {
    if (!p.grad().defined()) continue;
    Tensor direction = p.grad();
    if (optimizer.weight_decay != 0) direction = direction + optimizer.weight_decay * p;
    if (optimizer.momentum != 0) {
      buffer = buffer.defined() ? optimizer.momentum * buffer + direction : direction.clone();
      direction = buffer;
    }
    p.sub_(optimizer.lr * direction);
  }
  //:wrong DECAY_OUTSIDE 3.08/decay-outside
  NoGradGuard no_grad;
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    const Tensor& p = optimizer.parameters[i];
    if (!p.grad().defined()) continue;
    Tensor direction = p.grad();
    if (optimizer.momentum != 0) {
      Tensor& buffer = optimizer.buffers[i];
      buffer = buffer.defined() ? optimizer.momentum * buffer + direction : direction.clone();
      direction = buffer;
    }
    p.sub_(optimizer.lr * (direction + optimizer.weight_decay * p));
  }
  //:wrong DECAY_OUTSIDE_B 3.08/decay-outside
  NoGradGuard no_grad;
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    const Tensor& p = optimizer.parameters[i];
    if (!p.grad().defined()) continue;
    p.mul_(1 - optimizer.lr * optimizer.weight_decay);
    Tensor direction = p.grad();
    if (optimizer.momentum != 0) {
      Tensor& buffer = optimizer.buffers[i];
      buffer = buffer.defined() ? optimizer.momentum * buffer + direction : direction.clone();
      direction = buffer;
    }
    p.sub_(optimizer.lr * direction);
  }
  //:wrong LR_IN_BUFFER 3.08/lr-in-buffer
  NoGradGuard no_grad;
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    const Tensor& p = optimizer.parameters[i];
    if (!p.grad().defined()) continue;
    Tensor change = optimizer.lr * p.grad();
    if (optimizer.weight_decay != 0) change = change + optimizer.lr * optimizer.weight_decay * p;
    if (optimizer.momentum != 0) {
      Tensor& buffer = optimizer.buffers[i];
      buffer = buffer.defined() ? optimizer.momentum * buffer + change : change.clone();
      change = buffer;
    }
    p.sub_(change);
  }
  //:wrong MISSING_GRAD 3.08/missing-grad
  NoGradGuard no_grad;
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    const Tensor& p = optimizer.parameters[i];
    Tensor direction = p.grad();
    if (optimizer.weight_decay != 0) direction = direction + optimizer.weight_decay * p;
    if (optimizer.momentum != 0) {
      Tensor& buffer = optimizer.buffers[i];
      buffer = buffer.defined() ? optimizer.momentum * buffer + direction : direction.clone();
      direction = buffer;
    }
    p.sub_(optimizer.lr * direction);
  }
  //:wrong MISSING_GRAD_B 3.08/missing-grad
  NoGradGuard no_grad;
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    const Tensor& p = optimizer.parameters[i];
    Tensor direction = p.grad().defined() ? p.grad() : zeros_like(p);
    if (optimizer.weight_decay != 0) direction = direction + optimizer.weight_decay * p;
    if (optimizer.momentum != 0) {
      Tensor& buffer = optimizer.buffers[i];
      buffer = buffer.defined() ? optimizer.momentum * buffer + direction : direction.clone();
      direction = buffer;
    }
    p.sub_(optimizer.lr * direction);
  }
  //:end
}

}  // namespace ex_3_08
