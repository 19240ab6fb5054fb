//:exercise 3.10 core
//:covers "Training demo chạy ổn định với giá trị loss hợp lý, thể hiện đúng quy trình huấn luyện mô hình học sâu."
//:title.en Overfit, then generalise
//:title.vi Quá khớp trước, tổng quát sau
//:text.en
// Three questions decide whether training works. Can the model learn one small batch by heart? If
// not, something is broken. Is the learning rate one with which the loss falls? And when does it
// begin to learn the noise: from then on the loss on *other* data, the validation data, rises.
//
// The model is called with model.forward(x); the loss is nn::functional::mse_loss(output, y); the
// optimizer is optim::SGD optimizer(model.parameters(), lr). The loop is that of exercise 3.07.
//
// 1. overfit_one_batch: train on the batch and return the loss of every step, as a number
//    (loss.item<double>()) and as it was before the step. Stop at the first loss below `goal`, or
//    at one that is inf or nan (std::isfinite says false): put it into the list, but make no step
//    with it. At most max_steps losses.
// 2. fit: in each epoch make one step on `train`, in training mode; then compute the loss on
//    `train` and the loss on `validation`, in evaluation mode and without a graph, and append
//    them to curves.train and curves.validation:
//
//     model.train();              // before the step: layers like dropout are active
//     model.eval();               // before measuring: they are not
//     NoGradGuard no_grad;        // until the end of the block: nothing is recorded
//
// 3. best_epoch: the index (from 0) of the smallest validation loss; of equal ones the first.
//    Skip nan (std::isnan). If no number is left: throw ValueError("best_epoch: no loss").
// 4. pick_lr: call first_losses(lr). If every loss in the list is smaller than the one before,
//    return lr; else try half of it, and so on. When lr becomes smaller than 1e-8: throw
//    ValueError("pick_lr: no learning rate works").
//:text.vi
// Ba câu hỏi quyết định việc huấn luyện có ổn không. Mô hình có học thuộc lòng được một batch nhỏ
// không? Nếu không thì có gì đó hỏng. Learning rate có làm loss giảm không? Và khi nào mô hình
// bắt đầu học cả nhiễu: từ lúc đó loss trên dữ liệu *khác*, dữ liệu kiểm định (validation), tăng
// lên.
//
// Gọi mô hình bằng model.forward(x); loss là nn::functional::mse_loss(output, y); optimizer là
// optim::SGD optimizer(model.parameters(), lr). Vòng lặp như ở bài 3.07.
//
// 1. overfit_one_batch: huấn luyện trên batch và trả về loss của từng bước, dưới dạng con số
//    (loss.item<double>()) và tính trước khi cập nhật. Dừng ở loss đầu tiên nhỏ hơn `goal`, hoặc
//    bằng inf hay nan (std::isfinite trả về false): ghi nó vào danh sách nhưng không cập nhật
//    nữa. Nhiều nhất max_steps loss.
// 2. fit: ở mỗi epoch, làm một bước trên `train` trong chế độ huấn luyện; sau đó tính loss trên
//    `train` và loss trên `validation` trong chế độ đánh giá, không có đồ thị, rồi thêm vào
//    curves.train và curves.validation:
//
//     model.train();              // trước bước cập nhật: các tầng như dropout hoạt động
//     model.eval();               // trước khi đo: chúng không hoạt động
//     NoGradGuard no_grad;        // tới hết khối lệnh: không ghi lại gì
//
// 3. best_epoch: chỉ số (từ 0) của loss validation nhỏ nhất; nếu bằng nhau thì lấy cái đầu tiên.
//    Bỏ qua nan (std::isnan). Nếu không còn số nào: throw ValueError("best_epoch: no loss").
// 4. pick_lr: gọi first_losses(lr). Nếu mọi loss trong danh sách đều nhỏ hơn loss ngay trước nó
//    thì trả về lr; nếu không, thử một nửa, cứ thế tiếp tục. Khi lr nhỏ hơn 1e-8: throw
//    ValueError("pick_lr: no learning rate works").
//:know.en Overfit one batch first; halve lr until the loss falls; stop where validation is best.
//:know.vi Thử quá khớp một batch; giảm nửa lr tới khi loss giảm; dừng ở chỗ validation tốt nhất.
//:hint.1.en Which data may move the weights, and which may only be looked at? Which numbers tell
// you that lr is too large?
//:hint.1.vi Dữ liệu nào được làm đổi trọng số, dữ liệu nào chỉ được nhìn? Con số nào cho biết lr
// quá lớn?
//:hint.2.en Look at the order in one epoch: train(), step, eval(), measure twice. Look at what
// pick_lr compares: neighbours in the list, all of them. And a comparison with nan is always
// false.
//:hint.2.vi Nhìn thứ tự trong một epoch: train(), cập nhật, eval(), đo hai lần. Nhìn pick_lr so
// sánh gì: các số cạnh nhau, tất cả các cặp. Và mọi phép so sánh với nan đều là false.
//:hint.3.en
// if (losses.back() < goal || !std::isfinite(losses.back())) break;   // before backward
// fit: model.train(); one step on train; model.eval(); { NoGradGuard no_grad; both losses }
// best: if (!std::isnan(x[i]) && (best < 0 || x[i] < x[best])) best = i;
// pick_lr: for (; lr >= 1e-8; lr /= 2) if (falls(first_losses(lr))) return lr;   then throw
//:hint.3.vi
// if (losses.back() < goal || !std::isfinite(losses.back())) break;   // trước backward
// fit: model.train(); một bước trên train; model.eval(); { NoGradGuard no_grad; cả hai loss }
// best: if (!std::isnan(x[i]) && (best < 0 || x[i] < x[best])) best = i;
// pick_lr: for (; lr >= 1e-8; lr /= 2) if (falls(first_losses(lr))) return lr;   rồi throw
//:predict.best.en Validation losses 3, 2, 1.5, 1.6, 1.4, 2: what does best_epoch return?
//:predict.best.vi Các loss validation 3, 2, 1.5, 1.6, 1.4, 2: best_epoch trả về gì?
//:predict.halved.en The loss falls with every lr up to 0.15. What does pick_lr return from 0.8?
//:predict.halved.vi Loss giảm với mọi lr không quá 0.15. Bắt đầu từ 0.8, pick_lr trả về gì?
//:label.overfit.en the losses on one batch
//:label.overfit.vi các loss trên một batch
//:label.diverges.en the losses when training diverges
//:label.diverges.vi các loss khi huấn luyện phân kỳ
//:label.weights.en the parameters after training
//:label.weights.vi các tham số sau khi huấn luyện
//:label.learned.en the smallest loss within 500 steps
//:label.learned.vi loss nhỏ nhất trong 500 bước
//:label.forward.en how the model is called
//:label.forward.vi mô hình được gọi thế nào
//:label.curves.en the losses on training and validation data
//:label.curves.vi các loss trên dữ liệu huấn luyện và kiểm định
//:label.best.en the best epoch
//:label.best.vi epoch tốt nhất
//:label.ties.en the best epoch when several are equally good
//:label.ties.vi epoch tốt nhất khi nhiều epoch tốt như nhau
//:label.nan.en the best epoch when some losses are nan
//:label.nan.vi epoch tốt nhất khi một số loss là nan
//:label.nothing.en best_epoch without any loss
//:label.nothing.vi best_epoch khi không có loss nào
//:label.lr.en the learning rate
//:label.lr.vi learning rate
//:label.gives-up.en pick_lr when no learning rate works
//:label.gives-up.vi pick_lr khi không learning rate nào dùng được
//:message.no-stop.en {got} losses instead of {expected}: the first {expected} already reached the
// goal {goal}. Stop there: more steps only cost time.
//:message.no-stop.vi Có {got} loss thay vì {expected}: ngay loss thứ {expected} đã đạt mục tiêu
// {goal}. Hãy dừng ở đó: thêm bước chỉ tốn thời gian.
//:explain.no-stop.en
// Overfitting one batch is a test, and a test ends when the answer is known: below the goal, the
// model can learn. In a run of hours this is the difference between a minute and an evening.
//
//     losses.push_back(loss.item<double>());
//     if (losses.back() < goal) return losses;    // before backward() and step()
//:explain.no-stop.vi
// Cho quá khớp một batch là một phép thử, và phép thử kết thúc khi đã có câu trả lời: dưới mục
// tiêu thì mô hình học được. Với một lần chạy nhiều giờ, đó là khác biệt giữa một phút và cả buổi
// tối.
//
//     losses.push_back(loss.item<double>());
//     if (losses.back() < goal) return losses;    // trước backward() và step()
//:message.late-stop.en The losses are right, but the weights made one step more: you tested the goal
// {goal} after step(). Test it before backward() and step().
//:message.late-stop.vi Các loss đều đúng nhưng trọng số đã đi thêm một bước: bạn kiểm tra mục tiêu
// {goal} sau step(). Hãy kiểm tra trước backward() và step().
//:explain.late-stop.en
// The loss was computed with the weights from before the step. When it is good enough, these are
// the weights to keep; one more step gives others, whose loss nobody has seen.
//
//     losses.push_back(loss.item<double>());
//     if (losses.back() < goal) break;      // here
//     loss.backward();
//     optimizer.step();
//:explain.late-stop.vi
// Loss được tính với trọng số trước khi cập nhật. Khi nó đã đủ tốt thì đó là bộ trọng số nên giữ;
// thêm một bước nữa sẽ ra bộ khác mà chưa ai biết loss.
//
//     losses.push_back(loss.item<double>());
//     if (losses.back() < goal) break;      // ở đây
//     loss.backward();
//     optimizer.step();
//:message.diverged.en Loss number {expected} is inf or nan, yet you went on to {got} losses. Once
// a weight is not finite, nothing repairs it: test std::isfinite and stop.
//:message.diverged.vi Loss thứ {expected} là inf hoặc nan mà bạn vẫn đi tiếp tới {got} loss. Khi
// trọng số đã không hữu hạn thì không gì cứu được: hãy kiểm tra std::isfinite và dừng.
//:explain.diverged.en
// With lr too large every step overshoots and the loss multiplies. Soon it is inf, then inf - inf
// = nan, and nan stays: every weight that meets it becomes nan. `loss < goal` is false for nan,
// so a loop that only tests the goal runs to its end.
//
//     if (!std::isfinite(losses.back())) return losses;
//:explain.diverged.vi
// Với lr quá lớn, bước nào cũng vượt quá đích và loss nhân lên. Chẳng mấy chốc nó thành inf, rồi
// inf - inf = nan, và nan ở lại: trọng số nào gặp nó cũng thành nan. `loss < goal` là false với
// nan, nên vòng lặp chỉ kiểm tra mục tiêu sẽ chạy tới hết.
//
//     if (!std::isfinite(losses.back())) return losses;
//:message.eval-on-train.en The validation losses are {got}: those of the training data. Measured
// on what it learned by heart, every model looks good.
//:message.eval-on-train.vi Các loss validation là {got}: chính là loss trên dữ liệu huấn luyện.
// Đo trên những gì đã học thuộc thì mô hình nào cũng tốt.
//:explain.eval-on-train.en
// The loss on the training data nearly always falls: the model can learn even the noise. Only
// data that moved no weight tells whether it learned the rule behind.
//
//     mse_loss(model.forward(train.x), train.y)             // falls and falls
//     mse_loss(model.forward(validation.x), validation.y)   // falls, then rises: overfitting
//:explain.eval-on-train.vi
// Loss trên dữ liệu huấn luyện hầu như luôn giảm: mô hình học được cả nhiễu. Chỉ dữ liệu chưa
// từng làm đổi trọng số mới cho biết mô hình có học được quy luật phía sau không.
//
//     mse_loss(model.forward(train.x), train.y)             // giảm mãi
//     mse_loss(model.forward(validation.x), validation.y)   // giảm rồi tăng: quá khớp
//:message.trained-on-validation.en {leaks} backward passes came through other data than the
// training data: the validation data moved the weights. Then its loss says nothing about new
// data.
//:message.trained-on-validation.vi {leaks} lượt lan truyền ngược đi qua dữ liệu khác với dữ liệu
// huấn luyện: dữ liệu validation đã làm đổi trọng số. Khi đó loss của nó không nói gì về dữ liệu
// mới.
//:explain.trained-on-validation.en
// Validation is an exam: who has seen the questions before gets a good mark and has learned
// nothing about other questions. No gradient may come from it.
//
//     loss_on(train).backward();              // moves the weights
//     { NoGradGuard no_grad; loss_on(validation); }   // only looks
//:explain.trained-on-validation.vi
// Validation như một kỳ thi: ai đã xem đề trước thì được điểm cao mà chẳng học được gì về câu hỏi
// khác. Không gradient nào được đến từ nó.
//
//     loss_on(train).backward();              // làm đổi trọng số
//     { NoGradGuard no_grad; loss_on(validation); }   // chỉ nhìn
//:message.no-eval.en {bad} of {all} measurements ran in training mode: with dropout you would
// measure a randomly damaged model. Call model.eval() before measuring.
//:message.no-eval.vi {bad} trong {all} lần đo chạy ở chế độ huấn luyện: nếu có dropout, bạn đo
// một mô hình bị hỏng ngẫu nhiên. Hãy gọi model.eval() trước khi đo.
//:explain.no-eval.en
// Dropout and batch normalisation behave differently in training. The mode is a switch of the
// model and of all modules in it; a fresh model is in training mode.
//
//     model.eval();
//     NoGradGuard no_grad;     // something else: eval() does not stop recording
//:explain.no-eval.vi
// Dropout và batch normalization hoạt động khác lúc huấn luyện. Chế độ là công tắc của mô hình và
// mọi module bên trong; mô hình mới tạo ở chế độ huấn luyện.
//
//     model.eval();
//     NoGradGuard no_grad;     // là việc khác: eval() không ngừng ghi đồ thị
//:message.stuck-in-eval.en {bad} of {all} training steps ran in evaluation mode: after measuring,
// the switch was never turned back. Call model.train() at the start of every epoch.
//:message.stuck-in-eval.vi {bad} trong {all} bước huấn luyện chạy ở chế độ đánh giá: sau khi đo,
// công tắc không được bật lại. Hãy gọi model.train() ở đầu mỗi epoch.
//:explain.stuck-in-eval.en
// eval() stays until train() is called. A loop that measures after the first epoch trains all
// others without dropout, and nothing complains.
//
//     for (...) {
//       model.train();
//       // step
//       model.eval();
//       // measure
//     }
//:explain.stuck-in-eval.vi
// eval() có hiệu lực cho tới khi gọi train(). Vòng lặp đo sau epoch đầu sẽ huấn luyện mọi epoch
// còn lại không có dropout, và không có lỗi nào được báo.
//
//     for (...) {
//       model.train();
//       // cập nhật
//       model.eval();
//       // đo
//     }
//:message.graph.en {bad} of {all} measurements recorded a graph: nobody will call backward() on
// them, and it costs memory. Measure inside a NoGradGuard.
//:message.graph.vi {bad} trong {all} lần đo đã ghi đồ thị: không ai gọi backward() trên chúng mà
// lại tốn bộ nhớ. Hãy đo bên trong một NoGradGuard.
//:explain.graph.en
// eval() changes what layers compute; it does not stop autograd. Without NoGradGuard the forward
// pass on a large validation set keeps every activation, often more than training itself uses.
//
//     {
//       NoGradGuard no_grad;
//       curves.validation.push_back(loss_on(validation));
//     }                          // recording goes on here
//:explain.graph.vi
// eval() đổi cách các tầng tính toán; nó không dừng autograd. Không có NoGradGuard thì forward
// trên một tập validation lớn giữ mọi kích hoạt, thường nhiều hơn cả lúc huấn luyện.
//
//     {
//       NoGradGuard no_grad;
//       curves.validation.push_back(loss_on(validation));
//     }                          // từ đây lại ghi đồ thị
//:message.before-step.en curves.train begins with {first}: the loss of the step itself, from before
// the weights moved and in training mode. Measure both losses after the step, with eval():
// {right}.
//:message.before-step.vi curves.train bắt đầu bằng {first}: đó là loss của chính bước cập nhật, tính
// trước khi trọng số đổi và ở chế độ huấn luyện. Hãy đo cả hai loss sau bước đó, với eval():
// {right}.
//:explain.before-step.en
// Two curves can be compared only if they show the same model. The loss of the step belongs to the
// weights of the epoch before, and with dropout to a model with holes.
//
//     loss.backward();
//     optimizer.step();
//     model.eval();
//     NoGradGuard no_grad;
//     curves.train.push_back(loss_on(train).item<double>());    // once more, after the step
//:explain.before-step.vi
// Hai đường cong chỉ so sánh được khi chúng nói về cùng một mô hình. Loss của bước cập nhật là của
// trọng số ở epoch trước, và nếu có dropout thì là của một mô hình bị khuyết.
//
//     loss.backward();
//     optimizer.step();
//     model.eval();
//     NoGradGuard no_grad;
//     curves.train.push_back(loss_on(train).item<double>());    // tính lại, sau bước cập nhật
//:message.last-epoch.en {got} is the last epoch. The smallest loss is that of epoch {expected};
// what came later only learned noise.
//:message.last-epoch.vi {got} là epoch cuối. Loss nhỏ nhất ở epoch {expected}; những gì sau đó
// chỉ là học nhiễu.
//:explain.last-epoch.en
// More training is not always better. When the validation loss has passed its minimum, the
// weights of the minimum are the ones to keep.
//
//     validation  0.65  0.02  0.03  0.05      // best: index 1
//:explain.last-epoch.vi
// Huấn luyện nhiều hơn không phải lúc nào cũng tốt hơn. Khi loss validation đã qua điểm thấp
// nhất, trọng số ở điểm đó mới là thứ nên giữ.
//
//     validation  0.65  0.02  0.03  0.05      // tốt nhất: chỉ số 1
//:message.first-rise.en After epoch {got} the loss rises for the first time, but later it falls
// again, to its minimum in epoch {expected}: look at the whole list.
//:message.first-rise.vi Sau epoch {got} loss tăng lần đầu, nhưng về sau nó lại giảm, tới điểm
// thấp nhất ở epoch {expected}: hãy xem cả danh sách.
//:explain.first-rise.en
// Validation losses are noisy: one bad epoch means little. Who stops at the first rise often
// stops too early; that is why early stopping has "patience".
//
//     0.9  0.7  0.75  0.4      // the rise at index 2 is noise
//:explain.first-rise.vi
// Loss validation hay dao động: một epoch xấu không nói lên nhiều. Dừng ở lần tăng đầu tiên
// thường là quá sớm; vì vậy early stopping mới có "patience".
//
//     0.9  0.7  0.75  0.4      // lần tăng ở chỉ số 2 chỉ là nhiễu
//:message.last-tie.en Epochs {expected} and {got} are equally good: take the first, it needed
// less training. Compare with <, not with <=.
//:message.last-tie.vi Epoch {expected} và {got} tốt như nhau: hãy lấy cái đầu, nó cần ít huấn
// luyện hơn. So sánh bằng < chứ không phải <=.
//:explain.last-tie.en
// With <= a later equal loss replaces the earlier one. Of two equally good models the one that
// was trained less is preferred.
//
//     if (x[i] < x[best]) best = i;
//:explain.last-tie.vi
// Với <=, loss bằng nhau đến sau sẽ thay cái trước. Trong hai mô hình tốt như nhau, người ta chọn
// mô hình được huấn luyện ít hơn.
//
//     if (x[i] < x[best]) best = i;
//:message.nan.en In {input} you chose epoch {got}, whose loss is nan, not {expected}. Every
// comparison with nan is false, so it is never replaced: skip nan, also as the first candidate.
//:message.nan.vi Trong {input} bạn chọn epoch {got}, nơi loss là nan, thay vì {expected}. Mọi
// phép so sánh với nan đều là false nên nó không bao giờ bị thay: hãy bỏ qua nan, kể cả khi chọn
// ứng viên đầu tiên.
//:explain.nan.en
// A search that begins with best = 0 keeps index 0 when its loss is nan: x[i] < nan is false for
// all i. std::min_element has the same weakness.
//
//     if (std::isnan(x[i])) continue;
//:explain.nan.vi
// Tìm kiếm bắt đầu với best = 0 sẽ giữ chỉ số 0 nếu loss ở đó là nan: x[i] < nan là false với mọi
// i. std::min_element cũng yếu ở chỗ này.
//
//     if (std::isnan(x[i])) continue;
//:message.lr-explodes.en With lr = {got} the loss grows from {before} to {after} in step {step}.
// Halve lr until the first losses all fall: {expected}.
//:message.lr-explodes.vi Với lr = {got}, loss tăng từ {before} lên {after} ở bước {step}. Hãy
// giảm một nửa lr cho tới khi các loss đầu tiên đều giảm: {expected}.
//:explain.lr-explodes.en
// A step that is too long lands on the other side of the valley, higher than before; the next one
// is longer still. The first losses show it at once, no long run is needed.
//
//     lr = 0.8:  1   10   100   1000  ...     // explodes
//     lr = 0.4:  1   0.9  0.81  0.73  ...     // falls: take it
//
// That they are finite is not enough: 10^9 is finite.
//:explain.lr-explodes.vi
// Bước quá dài sẽ rơi sang sườn bên kia của thung lũng, cao hơn trước; bước sau còn dài hơn nữa.
// Các loss đầu tiên cho thấy ngay, không cần chạy lâu.
//
//     lr = 0.8:  1   10   100   1000  ...     // bùng nổ
//     lr = 0.4:  1   0.9  0.81  0.73  ...     // giảm: lấy nó
//
// Chỉ hữu hạn thôi thì chưa đủ: 10^9 cũng hữu hạn.
//:message.only-ends.en With lr = {got} the last loss is below the first, but in between it rises
// from {before} to {after} (step {step}). Compare all neighbours: {expected}.
//:message.only-ends.vi Với lr = {got}, loss cuối nhỏ hơn loss đầu, nhưng ở giữa nó tăng từ
// {before} lên {after} (bước {step}). Hãy so sánh mọi cặp liền nhau: {expected}.
//:explain.only-ends.en
// A loss that jumps up and down is at the edge: the next bad batch may throw it out. The rule
// asks for every step to be smaller than the one before.
//
//     for (size_t i = 1; i < losses.size(); ++i) {
//       if (!(losses[i] < losses[i - 1])) falls = false;    // also false for nan
//     }
//:explain.only-ends.vi
// Loss nhảy lên nhảy xuống là đang ở sát ranh giới: một batch xấu kế tiếp có thể hất nó ra ngoài.
// Quy tắc đòi loss ở mỗi bước phải nhỏ hơn bước trước.
//
//     for (size_t i = 1; i < losses.size(); ++i) {
//       if (!(losses[i] < losses[i - 1])) falls = false;    // cũng false với nan
//     }
//:message.unseen-nan.en With lr = {got} the loss is {before}, then {after} (step {step}). A test with
// >= is false for nan, so it saw no rise. Ask !(losses[i] < losses[i - 1]): {expected}.
//:message.unseen-nan.vi Với lr = {got}, loss là {before} rồi thành {after} (bước {step}). Phép so sánh
// >= với nan là false nên không thấy gì. Hãy hỏi !(losses[i] < losses[i - 1]): {expected}.
//:explain.unseen-nan.en
// "Not smaller" and "larger or equal" are the same for numbers, but not for nan: every comparison
// with nan is false. Ask for what you want, and take the opposite of that.
//
//     losses[i] >= losses[i - 1];      // false for nan: the loss seems to fall
//     !(losses[i] < losses[i - 1]);    // true for nan: it does not fall
//:explain.unseen-nan.vi
// Với số thường, "không nhỏ hơn" và "lớn hơn hoặc bằng" là một, nhưng với nan thì không: mọi phép
// so sánh với nan đều là false. Hãy viết điều bạn muốn có, rồi lấy phủ định của nó.
//
//     losses[i] >= losses[i - 1];      // false với nan: tưởng như loss giảm
//     !(losses[i] < losses[i - 1]);    // true với nan: loss không giảm
//:message.endless.en From lr = {lr} no learning rate works, and pick_lr never ends. Below 1e-8
// give up: throw ValueError.
//:message.endless.vi Từ lr = {lr} không learning rate nào dùng được, và pick_lr không bao giờ
// dừng. Dưới 1e-8 hãy bỏ cuộc: throw ValueError.
//:explain.endless.en
// If labels are wrong or the sign of the step is, the loss rises with every lr. Halving goes on
// until lr is 0, and 0 / 2 is 0: the loop never ends.
//
//     for (; lr >= 1e-8; lr /= 2) { ... }
//     throw ValueError("pick_lr: no learning rate works");
//:explain.endless.vi
// Nếu nhãn sai, hoặc bước đi sai dấu, thì lr nào loss cũng tăng. Cứ chia đôi tới khi lr bằng 0,
// mà 0 / 2 vẫn là 0: vòng lặp không bao giờ dừng.
//
//     for (; lr >= 1e-8; lr /= 2) { ... }
//     throw ValueError("pick_lr: no learning rate works");

//:code
#include "gradlab/lab/part3/ex_3_10.h"

#include <algorithm>
#include <cmath>

namespace ex_3_10 {

std::vector<double> overfit_one_batch(Model& model, const Data& batch, double lr, double goal,
                                      int64_t max_steps) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  optim::SGD optimizer(model.parameters(), lr);
  std::vector<double> losses;
  for (int64_t i = 0; i < max_steps; ++i) {
    optimizer.zero_grad();
    const Tensor loss = nn::functional::mse_loss(model.forward(batch.x), batch.y);
    losses.push_back(loss.item<double>());
    if (losses.back() < goal || !std::isfinite(losses.back())) break;
    loss.backward();
    optimizer.step();
  }
  return losses;
  //:wrong NO_STOP 3.10/no-stop
  optim::SGD optimizer(model.parameters(), lr);
  std::vector<double> losses;
  for (int64_t i = 0; i < max_steps; ++i) {
    optimizer.zero_grad();
    const Tensor loss = nn::functional::mse_loss(model.forward(batch.x), batch.y);
    losses.push_back(loss.item<double>());
    loss.backward();
    optimizer.step();
  }
  return losses;
  //:wrong LATE_STOP 3.10/late-stop
  optim::SGD optimizer(model.parameters(), lr);
  std::vector<double> losses;
  for (int64_t i = 0; i < max_steps; ++i) {
    optimizer.zero_grad();
    const Tensor loss = nn::functional::mse_loss(model.forward(batch.x), batch.y);
    loss.backward();
    optimizer.step();
    losses.push_back(loss.item<double>());
    if (losses.back() < goal || !std::isfinite(losses.back())) break;
  }
  return losses;
  //:wrong DIVERGED 3.10/diverged
  optim::SGD optimizer(model.parameters(), lr);
  std::vector<double> losses;
  for (int64_t i = 0; i < max_steps; ++i) {
    optimizer.zero_grad();
    const Tensor loss = nn::functional::mse_loss(model.forward(batch.x), batch.y);
    losses.push_back(loss.item<double>());
    if (losses.back() < goal) break;
    loss.backward();
    optimizer.step();
  }
  return losses;
  //:end
}

Curves fit(Model& model, const Data& train, const Data& validation, double lr, int64_t epochs) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  optim::SGD optimizer(model.parameters(), lr);
  const auto loss_on = [&](const Data& data) {
    return nn::functional::mse_loss(model.forward(data.x), data.y);
  };
  Curves curves;
  for (int64_t epoch = 0; epoch < epochs; ++epoch) {
    model.train();
    optimizer.zero_grad();
    loss_on(train).backward();
    optimizer.step();
    model.eval();
    NoGradGuard no_grad;
    curves.train.push_back(loss_on(train).item<double>());
    curves.validation.push_back(loss_on(validation).item<double>());
  }
  return curves;
  //:wrong EVAL_ON_TRAIN 3.10/eval-on-train
  optim::SGD optimizer(model.parameters(), lr);
  const auto loss_on = [&](const Data& data) {
    return nn::functional::mse_loss(model.forward(data.x), data.y);
  };
  Curves curves;
  for (int64_t epoch = 0; epoch < epochs; ++epoch) {
    model.train();
    optimizer.zero_grad();
    loss_on(train).backward();
    optimizer.step();
    model.eval();
    NoGradGuard no_grad;
    const double loss = loss_on(train).item<double>();
    curves.train.push_back(loss);
    curves.validation.push_back(loss);
  }
  return curves;
  //:wrong EVAL_ON_TRAIN_B 3.10/eval-on-train
  optim::SGD optimizer(model.parameters(), lr);
  Curves curves;
  for (int64_t epoch = 0; epoch < epochs; ++epoch) {
    for (const bool training : {true, false}) {
      model.train(training);
      AutoGradMode grad_mode(training);
      optimizer.zero_grad();
      const Tensor loss = nn::functional::mse_loss(model.forward(train.x), train.y);
      if (training) {
        loss.backward();
        optimizer.step();
      } else {
        curves.train.push_back(loss.item<double>());
        curves.validation.push_back(curves.train.back());
      }
    }
  }
  return curves;
  //:wrong TRAINED_ON_VALIDATION 3.10/trained-on-validation
  optim::SGD optimizer(model.parameters(), lr);
  const auto loss_on = [&](const Data& data) {
    return nn::functional::mse_loss(model.forward(data.x), data.y);
  };
  Curves curves;
  for (int64_t epoch = 0; epoch < epochs; ++epoch) {
    model.train();
    for (const Data& data : {train, validation}) {
      optimizer.zero_grad();
      loss_on(data).backward();
      optimizer.step();
    }
    model.eval();
    NoGradGuard no_grad;
    curves.train.push_back(loss_on(train).item<double>());
    curves.validation.push_back(loss_on(validation).item<double>());
  }
  return curves;
  //:wrong TRAINED_ON_VALIDATION_B 3.10/trained-on-validation
  optim::SGD optimizer(model.parameters(), lr);
  const auto loss_on = [&](const Data& data) {
    return nn::functional::mse_loss(model.forward(data.x), data.y);
  };
  const Data all = {cat({train.x, validation.x}), cat({train.y, validation.y})};
  Curves curves;
  for (int64_t epoch = 0; epoch < epochs; ++epoch) {
    model.train();
    optimizer.zero_grad();
    loss_on(all).backward();
    optimizer.step();
    model.eval();
    NoGradGuard no_grad;
    curves.train.push_back(loss_on(train).item<double>());
    curves.validation.push_back(loss_on(validation).item<double>());
  }
  return curves;
  //:wrong BEFORE_STEP 3.10/before-step
  optim::SGD optimizer(model.parameters(), lr);
  Curves curves;
  for (int64_t epoch = 0; epoch < epochs; ++epoch) {
    model.train();
    optimizer.zero_grad();
    Tensor loss = nn::functional::mse_loss(model.forward(train.x), train.y);
    loss.backward();
    optimizer.step();
    curves.train.push_back(loss.item<double>());
    model.eval();
    NoGradGuard no_grad;
    loss = nn::functional::mse_loss(model.forward(validation.x), validation.y);
    curves.validation.push_back(loss.item<double>());
  }
  return curves;
  //:wrong NO_EVAL 3.10/no-eval
  optim::SGD optimizer(model.parameters(), lr);
  const auto loss_on = [&](const Data& data) {
    return nn::functional::mse_loss(model.forward(data.x), data.y);
  };
  Curves curves;
  for (int64_t epoch = 0; epoch < epochs; ++epoch) {
    optimizer.zero_grad();
    loss_on(train).backward();
    optimizer.step();
    NoGradGuard no_grad;
    curves.train.push_back(loss_on(train).item<double>());
    curves.validation.push_back(loss_on(validation).item<double>());
  }
  return curves;
  //:wrong STUCK_IN_EVAL 3.10/stuck-in-eval
  optim::SGD optimizer(model.parameters(), lr);
  const auto loss_on = [&](const Data& data) {
    return nn::functional::mse_loss(model.forward(data.x), data.y);
  };
  Curves curves;
  model.train();
  for (int64_t epoch = 0; epoch < epochs; ++epoch) {
    optimizer.zero_grad();
    loss_on(train).backward();
    optimizer.step();
    model.eval();
    NoGradGuard no_grad;
    curves.train.push_back(loss_on(train).item<double>());
    curves.validation.push_back(loss_on(validation).item<double>());
  }
  return curves;
  //:wrong GRAPH 3.10/graph
  optim::SGD optimizer(model.parameters(), lr);
  const auto loss_on = [&](const Data& data) {
    return nn::functional::mse_loss(model.forward(data.x), data.y);
  };
  Curves curves;
  for (int64_t epoch = 0; epoch < epochs; ++epoch) {
    model.train();
    optimizer.zero_grad();
    loss_on(train).backward();
    optimizer.step();
    model.eval();
    curves.train.push_back(loss_on(train).item<double>());
    curves.validation.push_back(loss_on(validation).item<double>());
  }
  return curves;
  //:end
}

int64_t best_epoch(const std::vector<double>& validation_losses) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  int64_t best = -1;
  for (size_t i = 0; i < validation_losses.size(); ++i) {
    const double loss = validation_losses[i];
    if (std::isnan(loss)) continue;
    if (best < 0 || loss < validation_losses[static_cast<size_t>(best)]) {
      best = static_cast<int64_t>(i);
    }
  }
  if (best < 0) throw ValueError("best_epoch: no loss");
  return best;
  //:wrong LAST_EPOCH 3.10/last-epoch
  if (validation_losses.empty()) throw ValueError("best_epoch: no loss");
  return static_cast<int64_t>(validation_losses.size()) - 1;
  //:wrong FIRST_RISE 3.10/first-rise
  if (validation_losses.empty()) throw ValueError("best_epoch: no loss");
  size_t i = 0;
  while (i + 1 < validation_losses.size() && validation_losses[i + 1] <= validation_losses[i]) ++i;
  return static_cast<int64_t>(i);
  //:wrong LAST_TIE 3.10/last-tie
  int64_t best = -1;
  for (size_t i = 0; i < validation_losses.size(); ++i) {
    const double loss = validation_losses[i];
    if (std::isnan(loss)) continue;
    if (best < 0 || loss <= validation_losses[static_cast<size_t>(best)]) {
      best = static_cast<int64_t>(i);
    }
  }
  if (best < 0) throw ValueError("best_epoch: no loss");
  return best;
  //:wrong NAN_FIRST 3.10/nan
  if (validation_losses.empty()) throw ValueError("best_epoch: no loss");
  size_t best = 0;
  for (size_t i = 1; i < validation_losses.size(); ++i) {
    if (validation_losses[i] < validation_losses[best]) best = i;
  }
  return static_cast<int64_t>(best);
  //:wrong NAN_FIRST_B 3.10/nan
  if (validation_losses.empty()) throw ValueError("best_epoch: no loss");
  const auto smallest = std::min_element(validation_losses.begin(), validation_losses.end());
  return smallest - validation_losses.begin();
  //:end
}

double pick_lr(const std::function<std::vector<double>(double lr)>& first_losses, double lr) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  for (; lr >= 1e-8; lr /= 2) {
    const std::vector<double> losses = first_losses(lr);
    bool falls = true;
    for (size_t i = 1; i < losses.size(); ++i) {
      if (!(losses[i] < losses[i - 1])) falls = false;  // also with nan
    }
    if (falls) return lr;
  }
  throw ValueError("pick_lr: no learning rate works");
  //:wrong LR_EXPLODES 3.10/lr-explodes
  return lr;
  //:wrong LR_EXPLODES_B 3.10/lr-explodes
  for (; lr >= 1e-8; lr /= 2) {
    if (std::isfinite(first_losses(lr).back())) return lr;
  }
  throw ValueError("pick_lr: no learning rate works");
  //:wrong ONLY_ENDS 3.10/only-ends
  for (; lr >= 1e-8; lr /= 2) {
    const std::vector<double> losses = first_losses(lr);
    if (losses.back() < losses.front()) return lr;
  }
  throw ValueError("pick_lr: no learning rate works");
  //:wrong UNSEEN_NAN 3.10/unseen-nan
  for (; lr >= 1e-8; lr /= 2) {
    const std::vector<double> losses = first_losses(lr);
    bool falls = true;
    for (size_t i = 1; i < losses.size(); ++i) {
      if (losses[i] >= losses[i - 1]) falls = false;
    }
    if (falls) return lr;
  }
  throw ValueError("pick_lr: no learning rate works");
  //:wrong ENDLESS 3.10/endless
  while (true) {
    const std::vector<double> losses = first_losses(lr);
    bool falls = true;
    for (size_t i = 1; i < losses.size(); ++i) {
      if (!(losses[i] < losses[i - 1])) falls = false;
    }
    if (falls) return lr;
    lr /= 2;
  }
  //:end
}

}  // namespace ex_3_10
