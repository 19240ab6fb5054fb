//:exercise 2.10 core
//:covers "Xây dựng biểu thức toán học và gọi backward() để tính gradient."
//:title.en Writes in place, and versions
//:title.vi Ghi tại chỗ và phiên bản
//:text.en
// Methods whose name ends in _ write into the tensor itself: y.add_(1), y.zero_(). That is
// dangerous when a graph has saved the old numbers. So every memory has a version, t._version(),
// which each write raises by one. A node remembers the version of what it saves. If it finds
// another one in the backward pass, it throws InplaceModifiedError: "is at version 1; expected
// version 0". what() also names the node, who wrote, and both lines. A view (y[0], y.t(),
// y.detach()) has the same memory, and so the same version.
//
// Repair four programs:
//
// 1. exp_plus_one. exp saves its own result, and add_ writes into it. Make a new tensor for the
//    sum.
//
//     Tensor y = x.exp();
//     y.add_(1);
//     return y;
//
// 2. first_row_zeroed. sigmoid saves its result too, and h[0] is a view of it. Write into a
//    clone() of h: that write is recorded, and the gradient of row 0 becomes 0 by itself.
//
//     Tensor h = x.sigmoid();
//     h[0].zero_();
//     return h;
//
// 3. shift_leaf. A leaf with requires_grad() refuses to be written to while recording is on.
//    Switch it off with NoGradGuard. Do not write through w.data(): that hides the write from the
//    version.
//
//     w.add_(by);
//
// 4. two_steps. step() writes into the parameters, which the graph of y has saved. Compute the
//    loss again.
//
//     Tensor y = loss();
//     optimizer.zero_grad();
//     y.backward({}, /*retain_graph=*/true);
//     optimizer.step();
//     optimizer.zero_grad();
//     y.backward();
//     optimizer.step();
//
// 5. throws: for each of the nine programs in the header, say whether it throws. Guess first,
//    then try it, each time with a new x:
//
//     try {
//       y.sum().backward();
//     } catch (const Error& e) {   // GraphFreedError and InplaceModifiedError are Errors too
//       std::cout << e.what();
//     }
//
//    The optimizer of the last one is made by optim::SGD optimizer({x}, optim::SGDOptions(0.1));
//:text.vi
// Các hàm có tên kết thúc bằng _ ghi thẳng vào tensor: y.add_(1), y.zero_(). Điều đó nguy hiểm
// khi đồ thị đã lưu các con số cũ. Vì vậy mỗi vùng nhớ có một phiên bản, t._version(), tăng thêm
// một sau mỗi lần ghi. Nút nhớ phiên bản của thứ nó lưu. Nếu ở lượt lan truyền ngược nó thấy
// phiên bản khác, nó ném InplaceModifiedError: "is at version 1; expected version 0". what() còn
// nêu tên nút, ai đã ghi, và cả hai dòng. Một view (y[0], y.t(), y.detach()) dùng cùng vùng nhớ,
// nên cùng phiên bản.
//
// Hãy sửa bốn chương trình:
//
// 1. exp_plus_one. exp lưu chính kết quả của nó, còn add_ ghi vào đó. Hãy tạo tensor mới cho
//    tổng.
//
//     Tensor y = x.exp();
//     y.add_(1);
//     return y;
//
// 2. first_row_zeroed. sigmoid cũng lưu kết quả của nó, và h[0] là một view của kết quả đó. Hãy
//    ghi vào một clone() của h: phép ghi đó được đồ thị ghi nhận, và gradient của hàng 0 tự thành
//    0.
//
//     Tensor h = x.sigmoid();
//     h[0].zero_();
//     return h;
//
// 3. shift_leaf. Lá có requires_grad() không cho ghi vào khi việc ghi nhận đang bật. Hãy tắt bằng
//    NoGradGuard. Đừng ghi qua w.data(): như vậy là giấu phép ghi với phiên bản.
//
//     w.add_(by);
//
// 4. two_steps. step() ghi vào các tham số mà đồ thị của y đã lưu. Hãy tính lại hàm mất mát.
//
//     Tensor y = loss();
//     optimizer.zero_grad();
//     y.backward({}, /*retain_graph=*/true);
//     optimizer.step();
//     optimizer.zero_grad();
//     y.backward();
//     optimizer.step();
//
// 5. throws: với mỗi chương trình trong chín chương trình ở tệp header, cho biết nó có ném lỗi
//    không. Hãy đoán trước, rồi chạy thử, mỗi lần với một x mới:
//
//     try {
//       y.sum().backward();
//     } catch (const Error& e) {   // GraphFreedError và InplaceModifiedError cũng là Error
//       std::cout << e.what();
//     }
//
//    Optimizer ở chương trình cuối được tạo bằng optim::SGD optimizer({x}, optim::SGDOptions(0.1));
//:know.en Never write into what a graph has saved: make a new tensor, or compute the graph again.
//:know.vi Đừng ghi vào thứ mà đồ thị đã lưu: hãy tạo tensor mới, hoặc tính lại đồ thị.
//:hint.1.en Which tensor does the node need in the backward pass: its input or its result? Is it
// the one you write to, or a view of it?
//:hint.1.vi Ở lượt lan truyền ngược, nút cần tensor nào: đầu vào hay kết quả? Đó có phải tensor
// bạn ghi vào, hoặc tensor mà bạn ghi vào một view của nó?
//:hint.2.en The second line of the error names the node that saved and the line that wrote. Make
// the write go to a new tensor. For the leaf ask: shall the write be recorded? For two_steps:
// which numbers does the second pass need?
//:hint.2.vi Dòng thứ hai của lỗi nêu tên nút đã lưu và dòng đã ghi. Hãy cho lần ghi đó vào một
// tensor mới. Với lá, hãy hỏi: lần ghi có cần được ghi nhận không? Với two_steps: lượt thứ hai
// cần các con số nào?
//:hint.3.en
// return x.exp() + 1;
// Tensor z = x.sigmoid().clone();  z[0].zero_();  return z;
// NoGradGuard no_grad;  w.add_(by);
// twice: optimizer.zero_grad();  loss().backward();  optimizer.step();
//:hint.3.vi
// return x.exp() + 1;
// Tensor z = x.sigmoid().clone();  z[0].zero_();  return z;
// NoGradGuard no_grad;  w.add_(by);
// hai lần: optimizer.zero_grad();  loss().backward();  optimizer.step();
//:predict.version.en y = x.exp(), then y[0].zero_() and y.add_(1). What is y._version()?
//:predict.version.vi y = x.exp(), rồi y[0].zero_() và y.add_(1). y._version() bằng bao nhiêu?
//:predict.doubled.en y = x * 2, y.add_(1), y.sum().backward() runs. What is x.grad() of each
// element?
//:predict.doubled.vi y = x * 2, y.add_(1), y.sum().backward() chạy được. x.grad() của mỗi phần tử
// bằng bao nhiêu?
//:label.plus-one.en the value of exp(x) + 1
//:label.plus-one.vi giá trị của exp(x) + 1
//:label.plus-one-runs.en the backward pass of exp_plus_one
//:label.plus-one-runs.vi lượt lan truyền ngược của exp_plus_one
//:label.plus-one-grad.en the gradient of exp(x) + 1
//:label.plus-one-grad.vi gradient của exp(x) + 1
//:label.zeroed.en the value of sigmoid(x) without row 0
//:label.zeroed.vi giá trị của sigmoid(x) không có hàng 0
//:label.zeroed-runs.en the backward pass of first_row_zeroed
//:label.zeroed-runs.vi lượt lan truyền ngược của first_row_zeroed
//:label.zeroed-grad.en the gradient of sigmoid(x) without row 0
//:label.zeroed-grad.vi gradient của sigmoid(x) không có hàng 0
//:label.unchanged.en x itself is unchanged
//:label.unchanged.vi bản thân x không thay đổi
//:label.shift.en the shift of a leaf
//:label.shift.vi việc dịch một lá
//:label.shifted.en w after shift_leaf
//:label.shifted.vi w sau shift_leaf
//:label.still-leaf.en w is still a leaf in the same memory
//:label.still-leaf.vi w vẫn là lá trong cùng vùng nhớ
//:label.mode.en recording is on again
//:label.mode.vi việc ghi nhận đã bật trở lại
//:label.noticed.en the pass through w * w, computed before the shift
//:label.noticed.vi lượt qua w * w, được tính trước khi dịch
//:label.second-step.en the second step
//:label.second-step.vi bước thứ hai
//:label.losses.en how often the loss is computed
//:label.losses.vi số lần hàm mất mát được tính
//:label.parameter.en the parameter after both steps
//:label.parameter.vi tham số sau cả hai bước
//:label.prediction.en what throws() says
//:label.prediction.vi điều mà throws() nói
//:message.saved-modified.en {node} (made at {created}) saved y, then {operation} at {modified}
// wrote into it: version {version}, needed {needed}. It needs its own *output*: write y = y + 1.
//:message.saved-modified.vi {node} (tạo ở {created}) đã lưu y, rồi {operation} ở {modified} ghi
// vào đó: phiên bản {version}, cần {needed}. Nút cần *kết quả* của chính nó: hãy viết y = y + 1.
//:explain.saved-modified.en
// The derivative of exp is exp(x), which the node has already computed: it saves its result
// instead of computing it again. y.add_(1) changes exactly these numbers. y + 1 has memory of its
// own.
//
//     Tensor y = x.exp();   // ExpBackward0 saves y at version 0
//     y.add_(1);            // version 1
//     y.sum().backward();   // InplaceModifiedError
//     y = x.exp();
//     y = y + 1;            // a new tensor: what exp saved stays at version 0
//:explain.saved-modified.vi
// Đạo hàm của exp là exp(x), thứ mà nút đã tính rồi: nó lưu kết quả thay vì tính lại. y.add_(1)
// sửa đúng các con số đó. y + 1 có vùng nhớ riêng.
//
//     Tensor y = x.exp();   // ExpBackward0 lưu y ở phiên bản 0
//     y.add_(1);            // phiên bản 1
//     y.sum().backward();   // InplaceModifiedError
//     y = x.exp();
//     y = y + 1;            // tensor mới: thứ exp đã lưu vẫn ở phiên bản 0
//:message.cloned-input.en Cloning x does not help: {node} saved its *result*, and {operation} at
// {modified} wrote into that: version {version}, needed {needed}.
//:message.cloned-input.vi Sao chép x không giúp được: {node} đã lưu *kết quả*, và {operation} ở
// {modified} ghi vào đó: phiên bản {version}, cần {needed}.
//:explain.cloned-input.en
// A clone protects what is cloned. Here x was never in danger: nobody writes into it. What is
// overwritten is the result of exp. Either clone that one before you write, or make a new tensor.
//
//     Tensor y = x.clone().exp();   // exp saves y
//     y.add_(1);                    // y is overwritten all the same
//     y = x.exp().clone();          // a copy of the result
//     y.add_(1);                    // fine
//:explain.cloned-input.vi
// Bản sao bảo vệ thứ được sao chép. Ở đây x chưa bao giờ gặp nguy hiểm: không ai ghi vào nó. Thứ
// bị ghi đè là kết quả của exp. Hoặc sao chép kết quả đó trước khi ghi, hoặc tạo tensor mới.
//
//     Tensor y = x.clone().exp();   // exp lưu y
//     y.add_(1);                    // y vẫn bị ghi đè
//     y = x.exp().clone();          // bản sao của kết quả
//     y.add_(1);                    // được
//:message.view.en {operation} at {modified} wrote into the result that {node} saved: version
// {version}, needed {needed}. h[0] is a view, it has the memory and the version of h. Write into
// h.clone().
//:message.view.vi {operation} ở {modified} đã ghi vào kết quả mà {node} lưu: phiên bản {version},
// cần {needed}. h[0] là một view, nó dùng chung vùng nhớ và phiên bản với h. Hãy ghi vào
// h.clone().
//:explain.view.en
// h[0] has no numbers of its own, it is a window into h. A write through the window is a write
// into h, and both show the new version. That sigmoid needs only the other rows does not count:
// one memory, one version.
//
//     Tensor h = x.sigmoid(), row = h[0];
//     row.zero_();
//     h._version();          // 1, as row._version()
//     Tensor z = h.clone();
//     z[0].zero_();          // a memory of its own
//:explain.view.vi
// h[0] không có con số nào của riêng nó, nó là một cửa sổ nhìn vào h. Ghi qua cửa sổ là ghi vào
// h, và cả hai đều hiện phiên bản mới. Việc sigmoid chỉ cần các hàng khác cũng không tính: một
// vùng nhớ, một phiên bản.
//
//     Tensor h = x.sigmoid(), row = h[0];
//     row.zero_();
//     h._version();          // 1, row._version() cũng vậy
//     Tensor z = h.clone();
//     z[0].zero_();          // vùng nhớ riêng
//:message.unrecorded.en Row 0 of the result is 0 whatever x is, so its gradient is 0. Yours is
// not: {got}. Your write was not recorded.
//:message.unrecorded.vi Hàng 0 của kết quả bằng 0 dù x là gì, nên gradient của nó bằng 0. Của bạn
// thì không: {got}. Lần ghi của bạn đã không được ghi nhận.
//:explain.unrecorded.en
// A write in place is an operation like any other: recorded, it tells the backward pass that
// these elements no longer come from x. Under NoGradGuard or through data() only the numbers
// change, and the pass sends row 0 a gradient as if nothing had happened.
//
//     Tensor z = x.sigmoid().clone();
//     z[0].zero_();          // recorded: row 0 gets no gradient
//     z.data()[0].zero_();   // not recorded: row 0 still gets one
//:explain.unrecorded.vi
// Ghi tại chỗ cũng là một phép toán: nếu được ghi nhận, nó cho lượt lan truyền ngược biết các
// phần tử đó không còn đến từ x. Trong NoGradGuard hay qua data() thì chỉ các con số thay đổi, và
// lượt đó vẫn gửi gradient cho hàng 0 như không có gì xảy ra.
//
//     Tensor z = x.sigmoid().clone();
//     z[0].zero_();          // được ghi nhận: hàng 0 không nhận gradient
//     z.data()[0].zero_();   // không được ghi nhận: hàng 0 vẫn nhận
//:message.leaf.en Recorded, this write would destroy the value that w needs as a leaf, so it is
// refused: "{error}" Do it under NoGradGuard.
//:message.leaf.vi Nếu được ghi nhận, lần ghi này sẽ làm mất giá trị mà w cần có với tư cách là
// lá, nên bị từ chối: "{error}" Hãy làm trong NoGradGuard.
//:explain.leaf.en
// A leaf is where gradients end. If a write into it were recorded, w would be the result of an
// operation and no leaf any more, and its gradient would belong to a value that no longer exists.
// An update of a parameter is not a part of the function: say so.
//
//     {
//       NoGradGuard no_grad;
//       w.add_(0.5);          // only the numbers change
//     }
//:explain.leaf.vi
// Lá là nơi gradient kết thúc. Nếu một lần ghi vào nó được ghi nhận thì w thành kết quả của một
// phép toán chứ không còn là lá, và gradient của nó thuộc về một giá trị không còn tồn tại. Cập
// nhật tham số không phải là một phần của hàm số: hãy nói rõ điều đó.
//
//     {
//       NoGradGuard no_grad;
//       w.add_(0.5);          // chỉ các con số thay đổi
//     }
//:message.rebound.en w still reads {got}: w = w + by makes a new tensor and lets only your
// variable mean it. Write into w with add_.
//:message.rebound.vi w vẫn là {got}: w = w + by tạo tensor mới và chỉ làm biến của bạn trỏ tới
// nó. Hãy ghi vào w bằng add_.
//:explain.rebound.en
// Your parameter w is a second handle to the caller's tensor. Assigning to it changes the handle,
// not the tensor: the caller, the model and the optimizer keep the old one.
//
//     w = w + 0.5;    // a new tensor for this variable
//     w.add_(0.5);    // new numbers for everybody (under NoGradGuard)
//:explain.rebound.vi
// Tham số w của bạn là tay nắm thứ hai tới tensor của người gọi. Gán cho nó là đổi tay nắm chứ
// không đổi tensor: người gọi, mô hình và optimizer vẫn giữ cái cũ.
//
//     w = w + 0.5;    // tensor mới cho riêng biến này
//     w.add_(0.5);    // con số mới cho mọi người (trong NoGradGuard)
//:message.hidden-write.en {got}, and no error: you wrote through data(), where no version counts.
// The graph that had saved the old numbers now computes with the new ones.
//:message.hidden-write.vi {got} mà không báo lỗi: bạn ghi qua data(), nơi không phiên bản nào
// đếm. Đồ thị đã lưu các con số cũ giờ tính với con số mới.
//:explain.hidden-write.en
// data() shares the memory but has a version of its own. Nobody who saved the tensor notices the
// write, and instead of an error you get a wrong gradient, which is worse. Under NoGradGuard the
// write is not recorded either, but it is counted.
//
//     Tensor y = (w * w).sum();
//     w.data().add_(1);
//     y.backward();              // 2(w + 1), silently
//     { NoGradGuard no_grad; w.add_(1); }
//     y.backward();              // would be an error: version 1, needed 0
//:explain.hidden-write.vi
// data() dùng chung vùng nhớ nhưng có phiên bản riêng. Không ai đã lưu tensor này nhận ra lần
// ghi, và thay vì một lỗi bạn nhận gradient sai, còn tệ hơn. Trong NoGradGuard lần ghi cũng không
// được ghi nhận vào đồ thị, nhưng nó được đếm.
//
//     Tensor y = (w * w).sum();
//     w.data().add_(1);
//     y.backward();              // 2(w + 1), không báo gì
//     { NoGradGuard no_grad; w.add_(1); }
//     y.backward();              // sẽ là lỗi: phiên bản 1, cần 0
//:message.step-between.en {node} saved the parameter, then optimizer.step() changed it: version
// {version}, needed {needed}. After every step() compute the loss again.
//:message.step-between.vi {node} đã lưu tham số, rồi optimizer.step() sửa nó: phiên bản
// {version}, cần {needed}. Sau mỗi step() hãy tính lại hàm mất mát.
//:explain.step-between.en
// step() writes into the parameters in place. A graph from before the step has saved the old
// ones, and its gradient would belong to parameters that are gone. retain_graph does not help:
// the saved tensors are kept, but with the new numbers in them. Two losses computed before the
// first step have the same trouble.
//
//     for (int i = 0; i < 2; ++i) {
//       optimizer.zero_grad();
//       loss().backward();     // a new graph, from the present parameters
//       optimizer.step();
//     }
//:explain.step-between.vi
// step() ghi tại chỗ vào các tham số. Đồ thị có từ trước đó đã lưu tham số cũ, và gradient của nó
// thuộc về các tham số không còn nữa. retain_graph không giúp được: các tensor đã lưu còn đó,
// nhưng mang con số mới. Hai hàm mất mát tính trước bước đầu tiên cũng gặp chuyện này.
//
//     for (int i = 0; i < 2; ++i) {
//       optimizer.zero_grad();
//       loss().backward();     // đồ thị mới, từ tham số hiện tại
//       optimizer.step();
//     }
//:message.stale.en {got} instead of {expected}: a step used a gradient with earlier ones in it.
// Clear the gradients before each backward().
//:message.stale.vi {got} thay vì {expected}: có một bước dùng gradient còn lẫn gradient cũ. Hãy
// xoá gradient trước mỗi backward().
//:explain.stale.en
// backward() adds to the gradients that are there (exercise 2.04), and zero_grad() is what starts
// a new sum. It belongs before the backward pass of every step, the first included: somebody may
// have left a gradient behind.
//
//     optimizer.zero_grad();
//     loss().backward();
//     optimizer.step();
//:explain.stale.vi
// backward() cộng vào gradient đang có (bài 2.04), và zero_grad() là thứ bắt đầu một tổng mới. Nó
// phải đứng trước lượt lan truyền ngược của mỗi bước, kể cả bước đầu: có thể ai đó đã để lại
// gradient.
//
//     optimizer.zero_grad();
//     loss().backward();
//     optimizer.step();
//:message.harmless.en "{name}" does not throw: what is overwritten there, nobody has saved, and
// nothing is recorded on a leaf.
//:message.harmless.vi "{name}" không ném lỗi: thứ bị ghi đè ở đó không ai lưu, và không có gì
// được ghi nhận trên một lá.
//:explain.harmless.en
// Not every write in place is a mistake. x * 2 remembers the number 2, not its result; sum
// remembers no values at all; under NoGradGuard a leaf may be written to. Ask who saved the
// tensor, and whether the write is recorded on a leaf. If both answers are "no", nothing happens.
//
//     Tensor y = x * 2;
//     y.add_(1);
//     y.sum().backward();   // x.grad() is 2 everywhere
//:explain.harmless.vi
// Không phải lần ghi tại chỗ nào cũng sai. x * 2 nhớ số 2 chứ không nhớ kết quả; sum không nhớ
// giá trị nào; trong NoGradGuard thì được phép ghi vào lá. Hãy hỏi ai đã lưu tensor đó, và lần
// ghi có được ghi nhận trên một lá không. Nếu cả hai câu trả lời là "không" thì không có gì xảy
// ra.
//
//     Tensor y = x * 2;
//     y.add_(1);
//     y.sum().backward();   // x.grad() bằng 2 ở mọi nơi
//:message.harmful.en "{name}" does throw: "{error}".
//:message.harmful.vi "{name}" có ném lỗi: "{error}".
//:explain.harmful.en
// Four things are protected: a result that its own node saved (exp, relu, sigmoid), a factor that
// a product saved, all views of these, and leaves that are written to while recording is on. A
// write by an optimizer counts like any other.
//
//     Tensor y = x * 2, z = y * y;   // the product saves y
//     y.add_(1);
//     z.sum().backward();            // InplaceModifiedError
//:explain.harmful.vi
// Bốn thứ được bảo vệ: kết quả mà chính nút của nó lưu (exp, relu, sigmoid), thừa số mà phép nhân
// lưu, mọi view của những thứ đó, và lá bị ghi vào khi việc ghi nhận đang bật. Lần ghi của
// optimizer cũng tính như mọi lần ghi.
//
//     Tensor y = x * 2, z = y * y;   // phép nhân lưu y
//     y.add_(1);
//     z.sum().backward();            // InplaceModifiedError
//:message.cut-off.en The result has no history ({error}). A detach() or a NoGradGuard cut it off; make a new tensor with a
// recorded operation instead.
//:message.cut-off.vi Kết quả không có lịch sử ({error}). detach() hoặc NoGradGuard đã cắt nó; hãy tạo tensor mới bằng một
// phép toán được ghi nhận.
//:explain.cut-off.en
// Without a history there is no error about versions, but no gradient either: nothing leads back
// to x. The operation itself must be recorded, only its result must go to new memory.
//
//     Tensor y = x.exp();
//     y.detach() + 1;     // no way back to x
//     y + 1;              // new memory, recorded
//:explain.cut-off.vi
// Không có lịch sử thì không có lỗi về phiên bản, nhưng cũng không có gradient: không còn đường về
// x. Phép toán vẫn phải được ghi nhận, chỉ kết quả của nó phải nằm ở vùng nhớ mới.
//
//     Tensor y = x.exp();
//     y.detach() + 1;     // không còn đường về x
//     y + 1;              // vùng nhớ mới, được ghi nhận
//:message.not-zeroed.en {got} instead of {expected}: row 0 is still there. What you set to zero was a copy that is not
// part of the result.
//:message.not-zeroed.vi {got} thay vì {expected}: hàng 0 vẫn còn đó. Cái bạn đặt thành 0 là một bản sao không thuộc về kết
// quả.
//:explain.not-zeroed.en
// h[0] is a view: a write into it is a write into h. h[0].clone() has memory of its own, and a
// write into that is lost. Clone the whole tensor, then write into row 0 of the copy.
//
//     h[0].clone().zero_();                       // a copy of the row: h stays
//     Tensor z = h.clone();  z[0].zero_();        // the row of a copy: z has zeros in it
//:explain.not-zeroed.vi
// h[0] là một view: ghi vào nó là ghi vào h. h[0].clone() có vùng nhớ riêng, nên ghi vào đó thì
// mất. Hãy chép cả tensor, rồi ghi vào hàng 0 của bản sao.
//
//     h[0].clone().zero_();                       // bản sao của hàng: h giữ nguyên
//     Tensor z = h.clone();  z[0].zero_();        // hàng của bản sao: z có các số 0
//:message.zeroed-before.en {got} instead of {expected}: row 0 was set to zero *before* sigmoid, and sigmoid of 0 is not
// 0. Set it to zero in the result.
//:message.zeroed-before.vi {got} thay vì {expected}: hàng 0 bị đặt thành 0 *trước* sigmoid, mà sigmoid của 0 không phải 0.
// Hãy đặt thành 0 trong kết quả.
//:explain.zeroed-before.en
// sigmoid(0) is 1 / (1 + e^0) = 0.5. The program to be repaired computes sigmoid first and then
// writes; keep that order.
//
//     Tensor z = x.sigmoid().clone();
//     z[0].zero_();
//:explain.zeroed-before.vi
// sigmoid(0) là 1 / (1 + e^0) = 0.5. Chương trình cần sửa tính sigmoid trước rồi mới ghi; hãy giữ
// thứ tự đó.
//
//     Tensor z = x.sigmoid().clone();
//     z[0].zero_();
//:message.requires-off.en w was shifted, but it no longer requires a gradient: the caller cannot train it any more. Do not
// change w; switch recording off with NoGradGuard.
//:message.requires-off.vi w đã được cộng, nhưng nó không còn yêu cầu gradient: nơi gọi không huấn luyện nó được nữa. Đừng
// đổi w; hãy tắt việc ghi nhận bằng NoGradGuard.
//:explain.requires-off.en
// requires_grad_(false) changes the leaf for good (exercise 2.09: to freeze it). A NoGradGuard
// changes nothing in w, and ends with its block.
//
//     {
//       NoGradGuard no_grad;
//       w.add_(0.5);
//     }
//     w.requires_grad();   // still true
//:explain.requires-off.vi
// requires_grad_(false) đổi hẳn cái lá (bài 2.09: để đóng băng nó). NoGradGuard không đổi gì ở w,
// và kết thúc cùng khối của nó.
//
//     {
//       NoGradGuard no_grad;
//       w.add_(0.5);
//     }
//     w.requires_grad();   // vẫn là true
//:message.unmoved.en The parameter is still {got}: at every step() there was no gradient. The order is zero_grad(),
// backward(), step().
//:message.unmoved.vi Tham số vẫn là {got}: lúc gọi step() không lần nào có gradient. Thứ tự là zero_grad(), backward(),
// step().
//:explain.unmoved.en
// step() goes by what is in grad() at that moment, and leaves parameters without a gradient alone.
// zero_grad() between backward() and step() throws away what was just computed; step() before
// backward() comes too early.
//
//     optimizer.zero_grad();   // remove the old gradient
//     loss().backward();       // compute the new one
//     optimizer.step();        // use it
//:explain.unmoved.vi
// step() đi theo những gì có trong grad() lúc đó, và để yên tham số không có gradient. zero_grad()
// nằm giữa backward() và step() thì vứt đi thứ vừa tính; step() trước backward() thì quá sớm.
//
//     optimizer.zero_grad();   // bỏ gradient cũ
//     loss().backward();       // tính gradient mới
//     optimizer.step();        // dùng nó

//:code
#include "gradlab/lab/part2/ex_2_10.h"

namespace ex_2_10 {

Tensor exp_plus_one(const Tensor& x) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return x.exp() + 1;
  //:wrong SAVED_MODIFIED 2.10/saved-modified
  Tensor y = x.exp();
  y.add_(1);
  return y;
  //:wrong SAVED_MODIFIED_B 2.10/saved-modified
  Tensor y = x.exp();
  {
    NoGradGuard no_grad;
    y += 1;
  }
  return y;
  //:wrong CLONED_INPUT 2.10/cloned-input
  Tensor y = x.clone().exp();
  y.add_(1);
  return y;
  //:wrong CUT_OFF 2.10/cut-off
  return x.exp().detach().add_(1);
  //:wrong CUT_OFF_B 2.10/cut-off
  NoGradGuard no_grad;
  Tensor y = x.exp();
  y.add_(1);
  return y;
  //:wrong HIDDEN_WRITE 2.10/hidden-write
  Tensor y = x.exp();
  y.data().add_(1);
  return y;
  //:end
}

Tensor first_row_zeroed(const Tensor& x) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  Tensor z = x.sigmoid().clone();
  z[0].zero_();
  return z;
  //:wrong VIEW 2.10/view
  Tensor h = x.sigmoid();
  h[0].zero_();
  return h;
  //:wrong VIEW_B 2.10/view
  Tensor h = x.sigmoid();
  Tensor rows = h.slice(0, 0, 1);
  rows.mul_(0);
  return h;
  //:wrong CLONED_INPUT_B 2.10/cloned-input
  Tensor h = x.clone().sigmoid();
  h[0].zero_();
  return h;
  //:wrong NOT_ZEROED 2.10/not-zeroed
  Tensor h = x.sigmoid();
  h[0].clone().zero_();
  return h;
  //:wrong ZEROED_BEFORE 2.10/zeroed-before
  Tensor z = x.clone();
  z[0].zero_();
  return z.sigmoid();
  //:wrong UNRECORDED 2.10/unrecorded
  Tensor z = x.sigmoid().clone();
  NoGradGuard no_grad;
  z[0].zero_();
  return z;
  //:wrong UNRECORDED_B 2.10/unrecorded
  Tensor z = x.sigmoid().clone();
  z.data()[0].zero_();
  return z;
  //:end
}

void shift_leaf(Tensor w, double by) {
  //:part
  //:stub
  lab::todo_void();
  //:solution
  NoGradGuard no_grad;
  w.add_(by);
  //:wrong LEAF 2.10/leaf
  w.add_(by);
  //:wrong LEAF_B 2.10/leaf
  Tensor all = w.view(w.sizes());
  all += by;
  //:wrong REBOUND 2.10/rebound
  NoGradGuard no_grad;
  w = w + by;
  //:wrong REQUIRES_OFF 2.10/requires-off
  w.requires_grad_(false);
  w.add_(by);
  //:wrong HIDDEN_WRITE_B 2.10/hidden-write
  w.data().add_(by);
  //:end
}

void two_steps(const Loss& loss, optim::Optimizer& optimizer) {
  //:part
  //:stub
  lab::todo_void();
  //:solution
  for (int step = 0; step < 2; ++step) {
    optimizer.zero_grad();
    loss().backward();
    optimizer.step();
  }
  //:wrong STEP_BETWEEN 2.10/step-between
  Tensor y = loss();
  optimizer.zero_grad();
  y.backward({}, /*retain_graph=*/true);
  optimizer.step();
  optimizer.zero_grad();
  y.backward();
  optimizer.step();
  //:wrong STEP_BETWEEN_B 2.10/step-between
  Tensor first = loss(), second = loss();
  for (const Tensor& y : {first, second}) {
    optimizer.zero_grad();
    y.backward();
    optimizer.step();
  }
  //:wrong UNMOVED 2.10/unmoved
  for (int step = 0; step < 2; ++step) {
    Tensor y = loss();
    y.backward();
    optimizer.zero_grad();
    optimizer.step();
  }
  //:wrong UNMOVED_B 2.10/unmoved
  for (int step = 0; step < 2; ++step) {
    Tensor y = loss();
    optimizer.zero_grad();
    optimizer.step();
    y.backward();
  }
  //:wrong STALE 2.10/stale
  optimizer.zero_grad();
  for (int step = 0; step < 2; ++step) {
    loss().backward();
    optimizer.step();
  }
  //:wrong STALE_B 2.10/stale
  for (int step = 0; step < 2; ++step) {
    loss().backward();
    optimizer.step();
    optimizer.zero_grad();
  }
  //:end
}

Throws throws() {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return {.exp = true,       // saved its result
          .relu = true,      // saved its result
          .doubled = false,  // keeps the number 2
          .factor = true,    // the product saved y
          .summand = false,  // the sum saved nothing
          .view = true,      // sigmoid saved its result; y[0] is a view of it
          .leaf = true,
          .leaf_no_grad = false,
          .step = true};  // the product saved x
  //:wrong HARMLESS 2.10/harmless
  return {true, true, true, true, true, true, true, true, true};
  //:wrong HARMFUL 2.10/harmful
  return {true, true, false, true, false, false, true, false, false};
  //:end
}

}  // namespace ex_2_10
