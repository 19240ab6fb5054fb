//:exercise 2.07 core
//:covers "Trình bày và thử nghiệm hai cách khắc phục:"
//:covers "Tính lại forward trước khi gọi backward() lần tiếp theo."
//:title.en Compute the forward pass again
//:title.vi Tính lại forward
//:text.en
// There are two remedies for "backward a second time". retain_graph (exercise 2.06) keeps the old
// graph. The other one, and nearly always the better one, is to compute the forward pass again:
// every call of f records a new graph, and each graph is used once. In training you need that
// anyway, for the parameters have changed in between.
//
// 1. n_steps: n times f(x) and backward(). Return x.grad(). Use no retain_graph, and finish one
//    graph before you begin the next.
//
// The other three functions are repairs. Each of these programs fails with GraphFreedError. Find
// the tensor that an earlier backward() has used up, and write the function so that it works.
//
// 2. train:
//
//     Tensor h = (w * x).tanh();
//     for (int64_t i = 0; i < n; ++i) {
//       (h * h).sum().backward();
//       NoGradGuard no_grad;               // the update itself is not recorded
//       w.sub_(lr * w.grad());
//       w.mutable_grad() = Tensor();
//     }
//
// 3. remember (xs are the inputs, h is the memory that goes from one to the next):
//
//     for (const Tensor& x : xs) {
//       h = (w * h + x).tanh();
//       (h * h).sum().backward();
//     }
//     return h;
//
//    Here h must go on, but not its past: h.detach() has the same numbers and no history. The h
//    that you return has none either.
//
// 4. two_losses:
//
//     Tensor a = (w * x).exp();
//     a.sum().backward();
//     (a * a).sum().backward();
//     return w.grad();
//
//    The gradient of a sum is the sum of the gradients: one pass is enough.
//:text.vi
// Có hai cách sửa lỗi "backward lần thứ hai". retain_graph (bài 2.06) giữ đồ thị cũ. Cách kia,
// hầu như luôn tốt hơn, là tính lại forward: mỗi lần gọi f ghi lại một đồ thị mới, và mỗi đồ thị
// chỉ dùng một lần. Khi huấn luyện thì đằng nào cũng cần như vậy, vì tham số đã thay đổi.
//
// 1. n_steps: n lần f(x) và backward(). Trả về x.grad(). Không dùng retain_graph, và làm xong một
//    đồ thị rồi mới bắt đầu đồ thị tiếp theo.
//
// Ba hàm còn lại là sửa lỗi. Mỗi chương trình dưới đây đều lỗi GraphFreedError. Hãy tìm tensor mà
// một backward() trước đó đã dùng hết, rồi viết lại hàm cho đúng.
//
// 2. train:
//
//     Tensor h = (w * x).tanh();
//     for (int64_t i = 0; i < n; ++i) {
//       (h * h).sum().backward();
//       NoGradGuard no_grad;               // bản thân phép cập nhật không được ghi lại
//       w.sub_(lr * w.grad());
//       w.mutable_grad() = Tensor();
//     }
//
// 3. remember (xs là các đầu vào, h là trí nhớ đi từ đầu vào này sang đầu vào sau):
//
//     for (const Tensor& x : xs) {
//       h = (w * h + x).tanh();
//       (h * h).sum().backward();
//     }
//     return h;
//
//    Ở đây h phải đi tiếp, nhưng quá khứ của nó thì không: h.detach() có cùng các con số mà không
//    có lịch sử. h mà bạn trả về cũng không có lịch sử.
//
// 4. two_losses:
//
//     Tensor a = (w * x).exp();
//     a.sum().backward();
//     (a * a).sum().backward();
//     return w.grad();
//
//    Gradient của một tổng là tổng các gradient: một lượt là đủ.
//:know.en One graph, one pass: whatever backward() shall walk must be computed after the last one.
//:know.vi Một đồ thị, một lượt: cái gì backward() sẽ đi qua thì phải được tính sau lượt trước đó.
//:hint.1.en Which lines of the program run once, and which run in every turn of the loop? Which
// tensor of an earlier turn does the later one still use?
//:hint.1.vi Dòng nào của chương trình chạy một lần, dòng nào chạy ở mỗi vòng lặp? Vòng sau còn
// dùng tensor nào của vòng trước?
//:hint.2.en The second line of the error names the node and the line where it was created. If
// that line stands before the loop, move it into the loop. If it belongs to an earlier turn, cut
// there with detach().
//:hint.2.vi Dòng thứ hai của lỗi nói tên nút và dòng đã tạo ra nó. Nếu dòng đó đứng trước vòng
// lặp, hãy chuyển nó vào trong. Nếu nó thuộc về vòng trước, hãy cắt ở đó bằng detach().
//:hint.3.en
// n_steps:    for (...) f(x).backward();
// train:      Tensor h = (w * x).tanh();  is the first line in the loop
// remember:   h = (w * h.detach() + x).tanh();  ...  return h.detach();
// two_losses: (a.sum() + (a * a).sum()).backward();
//:hint.3.vi
// n_steps:    for (...) f(x).backward();
// train:      Tensor h = (w * x).tanh();  là dòng đầu tiên trong vòng lặp
// remember:   h = (w * h.detach() + x).tanh();  ...  return h.detach();
// two_losses: (a.sum() + (a * a).sum()).backward();
//:predict.three.en f is 3 * x * x, x = 3. What is x.grad() after n_steps with n = 3?
//:predict.three.vi f là 3 * x * x, x = 3. x.grad() bằng bao nhiêu sau n_steps với n = 3?
//:predict.none.en How many bytes does the graph of the last step keep when n_steps is done?
//:predict.none.vi Khi n_steps xong, đồ thị của bước cuối còn giữ bao nhiêu byte?
//:label.grad.en x.grad after n steps
//:label.grad.vi x.grad sau n bước
//:label.gradient.en x.grad after three steps
//:label.gradient.vi x.grad sau ba bước
//:label.calls.en how often f is computed
//:label.calls.vi số lần f được tính
//:label.saved.en bytes saved when f is called
//:label.saved.vi số byte đang được lưu khi f được gọi
//:label.peak.en the most bytes saved at a time
//:label.peak.vi số byte được lưu nhiều nhất cùng lúc
//:label.weights.en w after the training
//:label.weights.vi w sau khi huấn luyện
//:label.train-runs.en the second step of train
//:label.train-runs.vi bước thứ hai của train
//:label.w-grad.en w.grad after the training
//:label.w-grad.vi w.grad sau khi huấn luyện
//:label.remember-runs.en the second input of remember
//:label.remember-runs.vi đầu vào thứ hai của remember
//:label.state.en the last h
//:label.state.vi h cuối cùng
//:label.state-grad.en w.grad after all inputs
//:label.state-grad.vi w.grad sau mọi đầu vào
//:label.history.en the returned h has no history
//:label.history.vi h trả về không có lịch sử
//:label.two-run.en the second loss of two_losses
//:label.two-run.vi hàm mất mát thứ hai của two_losses
//:label.two-grad.en w.grad of both losses
//:label.two-grad.vi w.grad của cả hai hàm mất mát
//:label.inputs.en the other tensors are unchanged
//:label.inputs.vi các tensor khác không thay đổi
//:message.retained.en When f began for the next pass or the function ended, {bytes} bytes were
// still saved: that is retain_graph, the *other* remedy. f ran {calls} times in {n} steps.
//:message.retained.vi Khi f bắt đầu lượt sau hoặc khi hàm kết thúc vẫn còn {bytes} byte được lưu:
// đó là retain_graph, cách *kia*. f chạy {calls} lần trong {n} bước.
//:explain.retained.en
// With retain_graph the numbers are right as well, because x does not change here. But what the
// graph saved stays in memory between the passes. Computing f again costs time, not memory: each
// graph is gone before the next one is made.
//
//     for (int64_t i = 0; i < n; ++i) {
//       f(x).backward();   // a new graph in every turn
//     }
//:explain.retained.vi
// Với retain_graph các con số cũng đúng, vì x ở đây không đổi. Nhưng những gì đồ thị đã lưu vẫn
// nằm trong bộ nhớ giữa các lượt. Tính lại f tốn thời gian chứ không tốn bộ nhớ: mỗi đồ thị biến
// mất trước khi đồ thị sau được tạo.
//
//     for (int64_t i = 0; i < n; ++i) {
//       f(x).backward();   // mỗi vòng một đồ thị mới
//     }
//:message.all-at-once.en f was called {calls} times before the first backward pass: {bytes} bytes
// are saved at once, where {one} are enough. Finish one graph before the next.
//:message.all-at-once.vi f được gọi {calls} lần trước lượt lan truyền ngược đầu tiên: {bytes}
// byte được lưu cùng lúc, trong khi {one} là đủ. Hãy làm xong một đồ thị rồi mới tới đồ thị sau.
//:explain.all-at-once.en
// Each forward pass saves what its backward pass needs. If all forward passes come first, or the
// losses are added up and go back together, all graphs are alive at the same time. The gradient
// is the same, the memory is n times as large.
//
//     Tensor total = f(x) + f(x);            // two graphs alive
//     total.backward();
//     f(x).backward(); f(x).backward();      // one at a time, the same x.grad()
//:explain.all-at-once.vi
// Mỗi lần forward lưu những gì lượt lan truyền ngược của nó cần. Nếu mọi forward chạy trước, hoặc
// các hàm mất mát được cộng lại rồi đi ngược một lượt, thì mọi đồ thị cùng sống. Gradient như
// nhau, bộ nhớ lớn gấp n lần.
//
//     Tensor total = f(x) + f(x);            // hai đồ thị cùng sống
//     total.backward();
//     f(x).backward(); f(x).backward();      // lần lượt từng cái, x.grad() như nhau
//:message.half-recomputed.en The second step uses {node} from {created} again, made *before* the
// loop. That part of the graph was freed by the pass at {freed}. Compute all of it in every step.
//:message.half-recomputed.vi Bước thứ hai dùng lại {node} tạo ở {created}, *trước* vòng lặp. Phần
// đồ thị đó đã bị giải phóng bởi lượt ở {freed}. Hãy tính lại toàn bộ ở mỗi bước.
//:explain.half-recomputed.en
// Only a part of the forward pass stands in the loop. (h * h).sum() is new in every step, but it
// ends in the old h, and below h everything has been freed. Look for the tensor with a grad_fn()
// that is made before the loop and used in it.
//
//     Tensor h = (w * x).tanh();        // once: freed in step 1
//     for (...) (h * h).sum().backward();
//
//     for (...) {
//       Tensor h = (w * x).tanh();      // in every step
//       (h * h).sum().backward();
//     }
//:explain.half-recomputed.vi
// Chỉ một phần của forward nằm trong vòng lặp. (h * h).sum() mới ở mỗi bước, nhưng nó kết thúc ở
// h cũ, và bên dưới h mọi thứ đã bị giải phóng. Hãy tìm tensor có grad_fn() được tạo trước vòng
// lặp mà lại dùng trong đó.
//
//     Tensor h = (w * x).tanh();        // một lần: bị giải phóng ở bước 1
//     for (...) (h * h).sum().backward();
//
//     for (...) {
//       Tensor h = (w * x).tanh();      // ở mỗi bước
//       (h * h).sum().backward();
//     }
//:message.stale-forward.en No error, but w = {got} is wrong: all {n} steps went down the slope of
// the *first* w, because h was computed once. After each update compute h again.
//:message.stale-forward.vi Không lỗi, nhưng w = {got} sai: cả {n} bước đều đi theo độ dốc của w
// *đầu tiên*, vì h chỉ được tính một lần. Sau mỗi lần cập nhật hãy tính lại h.
//:explain.stale-forward.en
// retain_graph makes the error disappear, not the mistake. h still has the values of the old w,
// so every pass gives the old gradient. The loss does not even change, however often you step.
// This is why retain_graph is the wrong remedy whenever a parameter was updated in between.
//
//     Tensor h = (w * x).tanh();              // of the first w
//     (h * h).sum().backward({}, true);       // the slope at the first w
//     w.sub_(lr * w.grad());                  // (under NoGradGuard)
//     (h * h).sum().backward({}, true);       // again the slope at the first w
//:explain.stale-forward.vi
// retain_graph làm lỗi biến mất chứ không làm cái sai biến mất. h vẫn mang giá trị của w cũ, nên
// lượt nào cũng cho gradient cũ. Hàm mất mát thậm chí không đổi dù bạn bước bao nhiêu lần. Vì vậy
// retain_graph là cách sửa sai mỗi khi tham số đã được cập nhật.
//
//     Tensor h = (w * x).tanh();              // của w đầu tiên
//     (h * h).sum().backward({}, true);       // độ dốc tại w đầu tiên
//     w.sub_(lr * w.grad());                  // (trong NoGradGuard)
//     (h * h).sum().backward({}, true);       // lại là độ dốc tại w đầu tiên
//:message.stale-state.en h carries the graph of the previous input: {node} from {created}, freed
// by the pass at {freed}. Cut with h = h.detach().
//:message.stale-state.vi h mang theo đồ thị của đầu vào trước: {node} tạo ở {created}, đã bị giải
// phóng bởi lượt ở {freed}. Hãy cắt bằng h = h.detach().
//:explain.stale-state.en
// h is a result of recorded operations. In the next turn it is an input, and the new graph hangs
// on the old one: the pass walks from the second loss back into the first turn, where everything
// has been freed. clone() does not help, for a clone is recorded too.
//
//     h = (w * h + x).tanh();
//     (h * h).sum().backward();
//     h = h.detach();   // the numbers go on, the history ends here
//:explain.stale-state.vi
// h là kết quả của các phép toán được ghi lại. Ở vòng sau nó là đầu vào, và đồ thị mới treo vào
// đồ thị cũ: lượt đi từ hàm mất mát thứ hai ngược về vòng đầu, nơi mọi thứ đã bị giải phóng.
// clone() không giúp được, vì clone cũng được ghi lại.
//
//     h = (w * h + x).tanh();
//     (h * h).sum().backward();
//     h = h.detach();   // các con số đi tiếp, lịch sử dừng ở đây
//:message.full-history.en {got} is the gradient through *all* earlier inputs: the graph was kept
// and grows with every input. The h from before counts as a constant here: {expected}.
//:message.full-history.vi {got} là gradient đi qua *mọi* đầu vào trước đó: đồ thị được giữ lại và
// dài thêm ở mỗi đầu vào. Ở đây h trước đó là hằng số: {expected}.
//:explain.full-history.en
// With retain_graph the second pass runs, and it runs through the first turn as well, the third
// through both, and so on. That is a gradient too (through time), but another one, and its cost
// grows with every input. With detach() each turn has a short graph of its own.
//
//     h = (w * h.detach() + x).tanh();
//     (h * h).sum().backward();           // stops at h.detach()
//:explain.full-history.vi
// Với retain_graph lượt thứ hai chạy được, nhưng nó chạy cả qua vòng đầu, lượt thứ ba qua cả hai,
// cứ thế. Đó cũng là một gradient (theo thời gian), nhưng là gradient khác, và chi phí tăng ở mỗi
// đầu vào. Với detach(), mỗi vòng có một đồ thị ngắn của riêng nó.
//
//     h = (w * h.detach() + x).tanh();
//     (h * h).sum().backward();           // dừng ở h.detach()
//:message.lost-state.en {got}: every input began with the *first* h, so nothing was remembered.
// Expected is {expected}. Let the numbers of h go on and cut only its history.
//:message.lost-state.vi {got}: đầu vào nào cũng bắt đầu từ h *đầu tiên*, nên không có gì được
// nhớ. Cần {expected}. Hãy để các con số của h đi tiếp và chỉ cắt lịch sử.
//:explain.lost-state.en
// Starting again from the given h avoids the error, but it also throws away what the loop is for.
// detach() does exactly what is needed: a tensor with the same numbers that no pass can walk
// through.
//
//     Tensor h1 = (w * h + x1).tanh();
//     Tensor h2 = (w * h + x2).tanh();            // forgot x1
//     h2 = (w * h1.detach() + x2).tanh();         // remembers x1
//:explain.lost-state.vi
// Bắt đầu lại từ h ban đầu thì tránh được lỗi, nhưng cũng vứt bỏ chính mục đích của vòng lặp.
// detach() làm đúng điều cần thiết: một tensor có cùng các con số mà không lượt nào đi qua được.
//
//     Tensor h1 = (w * h + x1).tanh();
//     Tensor h2 = (w * h + x2).tanh();            // quên x1
//     h2 = (w * h1.detach() + x2).tanh();         // nhớ x1
//:message.shared-part.en Both losses hang on {node} from {created}: the pass of the first one, at
// {freed}, freed it. Add the losses and go back once.
//:message.shared-part.vi Cả hai hàm mất mát đều đi qua {node} tạo ở {created}: lượt của hàm thứ
// nhất, ở {freed}, đã giải phóng nó. Hãy cộng hai hàm mất mát rồi đi ngược một lần.
//:explain.shared-part.en
// Two losses with a common part are two roots of one graph. A pass from the first root frees all
// nodes below it, also those that the second needs. Add the losses: one root, one pass, the same
// gradient. (Or keep the graph in the first pass; then the common part is walked twice.)
//
//     Tensor a = (w * x).exp();
//     (a.sum() + (a * a).sum()).backward();
//:explain.shared-part.vi
// Hai hàm mất mát có phần chung là hai gốc của một đồ thị. Lượt đi từ gốc thứ nhất giải phóng mọi
// nút bên dưới, kể cả những nút mà gốc thứ hai cần. Hãy cộng hai hàm mất mát: một gốc, một lượt,
// cùng một gradient. (Hoặc giữ đồ thị ở lượt đầu; khi đó phần chung bị đi qua hai lần.)
//
//     Tensor a = (w * x).exp();
//     (a.sum() + (a * a).sum()).backward();
//:message.one-loss.en {got} is the gradient of one loss alone. Both count: {first} + {second} =
// {expected}.
//:message.one-loss.vi {got} là gradient của chỉ một hàm mất mát. Phải tính cả hai: {first} +
// {second} = {expected}.
//:explain.one-loss.en
// Leaving out the second backward() avoids the error and also its gradient. The same happens when
// a was detached for the second loss: no path leads from it to w any more.
//
//     a.sum().backward();
//     Tensor loss = (a.detach() * a.detach()).sum();   // does not require grad
//:explain.one-loss.vi
// Bỏ backward() thứ hai thì tránh được lỗi nhưng cũng mất gradient của nó. Điều tương tự xảy ra
// khi a bị detach cho hàm mất mát thứ hai: không còn đường nào từ nó tới w.
//
//     a.sum().backward();
//     Tensor loss = (a.detach() * a.detach()).sum();   // không requires_grad
//:message.last-only.en {got} is what *one* step leaves. backward() adds to x.grad(), and nothing is removed
// here: the answer is the sum of all {n} steps, {expected}.
//:message.last-only.vi {got} là kết quả của *một* bước. backward() cộng dồn vào x.grad(), và ở đây không bỏ gì đi:
// đáp số là tổng của cả {n} bước, {expected}.
//:explain.last-only.en
// Every pass adds its gradient to the leaf (exercise 2.04). A training loop resets it after each
// step; n_steps does not, so that you can see all passes in the sum.
//
//     f(x).backward();   // f = 3 x^2, x = 3: x.grad() is 18
//     f(x).backward();   // another graph, the same leaf: 36
//:explain.last-only.vi
// Mỗi lượt cộng gradient của nó vào lá (bài 2.04). Vòng lặp huấn luyện đặt lại sau mỗi bước; còn
// n_steps thì không, để bạn thấy mọi lượt trong tổng.
//
//     f(x).backward();   // f = 3 x^2, x = 3: x.grad() là 18
//     f(x).backward();   // đồ thị khác, vẫn lá đó: 36
//:message.recorded-update.en The update of w is recorded too, and a leaf refuses that: {error} Put NoGradGuard no_grad;
// before w.sub_, after backward().
//:message.recorded-update.vi Phép cập nhật w cũng bị ghi lại, và lá không cho phép điều đó: {error} Hãy đặt NoGradGuard
// no_grad; trước w.sub_, sau backward().
//:explain.recorded-update.en
// The update is no part of the model: no gradient shall flow through it. While a NoGradGuard
// lives, nothing is recorded, and writing into a leaf is allowed. It dies at the end of the turn
// of the loop, so the next forward pass is recorded again.
//
//     (h * h).sum().backward();
//     NoGradGuard no_grad;       // from here to the closing brace
//     w.sub_(lr * w.grad());
//:explain.recorded-update.vi
// Phép cập nhật không thuộc về mô hình: không gradient nào được đi qua nó. Khi một NoGradGuard
// còn sống, không có gì được ghi lại, và ta được phép ghi vào lá. Nó mất khi hết một
// vòng, nên lần tính xuôi sau lại được ghi.
//
//     (h * h).sum().backward();
//     NoGradGuard no_grad;       // từ đây tới dấu ngoặc đóng
//     w.sub_(lr * w.grad());
//:message.cut-too-early.en The loss has no history ({error}). A detach() or a NoGradGuard comes too early: it must
// stand after backward(), or cut only what is old.
//:message.cut-too-early.vi Hàm mất mát không có lịch sử ({error}). detach() hoặc NoGradGuard đứng quá sớm: nó phải đứng
// sau backward(), hoặc chỉ cắt phần cũ.
//:explain.cut-too-early.en
// backward() needs an unbroken way from the loss to w. What you compute under a NoGradGuard, or
// detach before the loss is made of it, has no way back.
//
//     h = (w * h + x).tanh().detach();   // the way to w is cut here ...
//     (h * h).sum().backward();          // ... and missing here
//     h = h.detach();                    // here it is no longer needed: cut now
//:explain.cut-too-early.vi
// backward() cần một đường liền từ hàm mất mát tới w. Cái gì tính dưới NoGradGuard, hoặc bị
// detach trước khi tính hàm mất mát từ nó, thì không còn đường về.
//
//     h = (w * h + x).tanh().detach();   // đường tới w bị cắt ở đây ...
//     (h * h).sum().backward();          // ... nên ở đây không còn
//     h = h.detach();                    // ở đây không cần nó nữa: cắt lúc này
//:message.rebound.en The second step failed, and the w of the caller is still {got}: w = w - ... makes a new tensor
// without requires_grad. Write into w itself with w.sub_().
//:message.rebound.vi Bước thứ hai bị lỗi, và w của nơi gọi vẫn là {got}: w = w - ... tạo một tensor mới không có
// requires_grad. Hãy ghi vào chính w bằng w.sub_().
//:explain.rebound.en
// A Tensor is a handle. Assigning to your variable w lets it mean another tensor; the tensor of
// the caller stays as it was. Under a NoGradGuard the new one has no history and is a leaf
// without requires_grad.
//
//     w = w - lr * w.grad();     // another tensor, for you alone
//     w.sub_(lr * w.grad());     // the same tensor, other numbers
//:explain.rebound.vi
// Tensor là một tay nắm (handle). Gán cho biến w của bạn chỉ làm nó chỉ sang tensor khác; tensor
// của nơi gọi vẫn như cũ. Dưới NoGradGuard, tensor mới không có lịch sử và là lá không có
// requires_grad.
//
//     w = w - lr * w.grad();     // một tensor khác, chỉ riêng bạn có
//     w.sub_(lr * w.grad());     // vẫn tensor đó, các số khác
//:message.not-reset.en w = {got}, expected is {expected}: from the second step on, w.grad() still has the
// gradients of the steps before in it. Remove it after each update.
//:message.not-reset.vi w = {got}, đúng ra là {expected}: từ bước thứ hai, w.grad() còn chứa gradient của các bước
// trước. Hãy bỏ nó đi sau mỗi lần cập nhật.
//:explain.not-reset.en
// backward() adds to w.grad(). Without the last line of the loop the second step goes by the sum
// of two gradients, the third by the sum of three.
//
//     w.sub_(lr * w.grad());
//     w.mutable_grad() = Tensor();   // as optimizer.zero_grad() does
//:explain.not-reset.vi
// backward() cộng dồn vào w.grad(). Thiếu dòng cuối của vòng lặp thì bước thứ hai đi theo tổng hai
// gradient, bước thứ ba theo tổng ba gradient.
//
//     w.sub_(lr * w.grad());
//     w.mutable_grad() = Tensor();   // như optimizer.zero_grad()
//:message.history.en The h that you return still has a history, beginning with {node}: the graph of the last input
// stays alive as long as h does. Return h.detach().
//:message.history.vi h mà bạn trả về vẫn còn lịch sử, bắt đầu từ {node}: đồ thị của đầu vào cuối còn sống chừng nào
// h còn sống. Hãy trả về h.detach().
//:explain.history.en
// Whoever calls remember again with this h would bring the old graph along, and the next
// backward() would walk into it and find it freed.
//
//     h = (w * h.detach() + x).tanh();   // cuts the past of the old h
//     return h.detach();                 // and the new one still has its own
//:explain.history.vi
// Ai gọi remember lần nữa với h này sẽ mang theo cả đồ thị cũ, và backward() kế tiếp sẽ đi vào đó
// rồi gặp lỗi vì nó đã bị giải phóng.
//
//     h = (w * h.detach() + x).tanh();   // cắt quá khứ của h cũ
//     return h.detach();                 // còn h mới vẫn có quá khứ của nó

//:code
#include "gradlab/lab/part2/ex_2_07.h"

namespace ex_2_07 {

Tensor n_steps(const Function& f, Tensor x, int64_t n) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  for (int64_t i = 0; i < n; ++i) {
    Tensor y = f(x);
    y.backward();
  }
  return x.grad();
  //:wrong RETAINED 2.07/retained
  Tensor y = f(x);
  for (int64_t i = 0; i < n; ++i) y.backward({}, /*retain_graph=*/true);
  return x.grad();
  //:wrong RETAINED_B 2.07/retained
  Tensor y;
  for (int64_t i = 0; i < n; ++i) {
    y = f(x);
    y.backward({}, /*retain_graph=*/true);
  }
  return x.grad();
  //:wrong LAST_ONLY 2.07/last-only
  for (int64_t i = 0; i < n; ++i) {
    x.mutable_grad() = Tensor();
    f(x).backward();
  }
  return x.grad();
  //:wrong LAST_ONLY_B 2.07/last-only
  if (n > 0) f(x).backward();
  return x.grad();
  //:wrong ALL_AT_ONCE 2.07/all-at-once
  std::vector<Tensor> results;
  for (int64_t i = 0; i < n; ++i) results.push_back(f(x));
  for (const Tensor& y : results) y.backward();
  return x.grad();
  //:wrong ALL_AT_ONCE_B 2.07/all-at-once
  if (n == 0) return x.grad();
  Tensor total = f(x);
  for (int64_t i = 1; i < n; ++i) total = total + f(x);
  total.backward();
  return x.grad();
  //:end
}

void train(Tensor w, const Tensor& x, double lr, int64_t n) {
  //:part
  //:stub
  lab::todo_void();
  //:solution
  for (int64_t i = 0; i < n; ++i) {
    Tensor h = (w * x).tanh();
    (h * h).sum().backward();
    NoGradGuard no_grad;
    w.sub_(lr * w.grad());
    w.mutable_grad() = Tensor();
  }
  //:wrong HALF_RECOMPUTED 2.07/half-recomputed
  Tensor h = (w * x).tanh();
  for (int64_t i = 0; i < n; ++i) {
    (h * h).sum().backward();
    NoGradGuard no_grad;
    w.sub_(lr * w.grad());
    w.mutable_grad() = Tensor();
  }
  //:wrong HALF_RECOMPUTED_B 2.07/half-recomputed
  Tensor product = w * x;
  for (int64_t i = 0; i < n; ++i) {
    Tensor h = product.tanh();
    (h * h).sum().backward();
    NoGradGuard no_grad;
    w.sub_(lr * w.grad());
    w.mutable_grad() = Tensor();
  }
  //:wrong RECORDED_UPDATE 2.07/recorded-update
  for (int64_t i = 0; i < n; ++i) {
    Tensor h = (w * x).tanh();
    (h * h).sum().backward();
    w.sub_(lr * w.grad());
    w.mutable_grad() = Tensor();
  }
  //:wrong GUARD_FIRST 2.07/cut-too-early
  NoGradGuard no_grad;
  for (int64_t i = 0; i < n; ++i) {
    Tensor h = (w * x).tanh();
    (h * h).sum().backward();
    w.sub_(lr * w.grad());
    w.mutable_grad() = Tensor();
  }
  //:wrong REBOUND 2.07/rebound
  for (int64_t i = 0; i < n; ++i) {
    Tensor h = (w * x).tanh();
    (h * h).sum().backward();
    NoGradGuard no_grad;
    w = w - lr * w.grad();
  }
  //:wrong NOT_RESET 2.07/not-reset
  for (int64_t i = 0; i < n; ++i) {
    Tensor h = (w * x).tanh();
    (h * h).sum().backward();
    NoGradGuard no_grad;
    w.sub_(lr * w.grad());
  }
  //:wrong STALE_FORWARD 2.07/stale-forward
  Tensor h = (w * x).tanh();
  for (int64_t i = 0; i < n; ++i) {
    (h * h).sum().backward({}, /*retain_graph=*/true);
    NoGradGuard no_grad;
    w.sub_(lr * w.grad());
    w.mutable_grad() = Tensor();
  }
  //:end
}

Tensor remember(Tensor w, const std::vector<Tensor>& xs, Tensor h) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  for (const Tensor& x : xs) {
    h = (w * h + x).tanh();
    (h * h).sum().backward();
    h = h.detach();
  }
  return h;
  //:wrong STALE_STATE 2.07/stale-state
  for (const Tensor& x : xs) {
    h = (w * h + x).tanh();
    (h * h).sum().backward();
  }
  return h.detach();
  //:wrong STALE_STATE_B 2.07/stale-state
  for (const Tensor& x : xs) {
    h = (w * h.clone() + x).tanh();
    (h * h).sum().backward();
  }
  return h.detach();
  //:wrong FULL_HISTORY 2.07/full-history
  for (const Tensor& x : xs) {
    h = (w * h + x).tanh();
    (h * h).sum().backward({}, /*retain_graph=*/true);
  }
  return h.detach();
  //:wrong HISTORY 2.07/history
  for (const Tensor& x : xs) {
    h = (w * h.detach() + x).tanh();
    (h * h).sum().backward();
  }
  return h;
  //:wrong CUT_TOO_EARLY 2.07/cut-too-early
  for (const Tensor& x : xs) {
    h = (w * h + x).tanh().detach();
    (h * h).sum().backward();
  }
  return h;
  //:wrong LOST_STATE_B 2.07/lost-state
  for (const Tensor& x : xs) {
    Tensor next = (w * h + x).tanh();
    (next * next).sum().backward();
  }
  return h;
  //:wrong LOST_STATE 2.07/lost-state
  Tensor last = h;
  for (const Tensor& x : xs) {
    last = (w * h + x).tanh();
    (last * last).sum().backward();
  }
  return last.detach();
  //:end
}

Tensor two_losses(Tensor w, const Tensor& x) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  Tensor a = (w * x).exp();
  (a.sum() + (a * a).sum()).backward();
  return w.grad();
  //:wrong SHARED_PART 2.07/shared-part
  Tensor a = (w * x).exp();
  a.sum().backward();
  (a * a).sum().backward();
  return w.grad();
  //:wrong ONE_LOSS 2.07/one-loss
  Tensor a = (w * x).exp();
  a.sum().backward();
  return w.grad();
  //:wrong ONE_LOSS_B 2.07/one-loss
  Tensor a = (w * x).exp();
  (a.detach().sum() + (a * a).sum()).backward();
  return w.grad();
  //:end
}

}  // namespace ex_2_07
