//:exercise 3.07 core
//:covers "Thực hiện một vòng huấn luyện đơn giản trên dữ liệu giả lập với các bước:"
//:covers "Forward pass"
//:covers "loss.backward()"
//:covers "Training demo chạy ổn định với giá trị loss hợp lý, thể hiện đúng quy trình huấn luyện mô hình học sâu."
//:title.en The training loop
//:title.vi Vòng lặp huấn luyện
//:text.en
// Training is one small loop. Every step has the same five lines:
//
//     optimizer.zero_grad();                   // forget the gradients of the step before
//     Tensor output = model(ids);              // forward pass
//     Tensor loss = criterion(output, labels); // one number: how wrong
//     loss.backward();                         // gradients of all parameters
//     optimizer.step();                        // move the parameters
//
// loss is a tensor and holds on to the whole graph of its step. To remember its value, take the
// plain number: loss.item<double>().
//
// 1. train: do this `steps` times with the model, the criterion and the optimizer you are given,
//    each time on all of ids and labels. Return the losses, one number per step, each computed
//    before its step moved the parameters. 0 steps: an empty list.
// 2. demo: the training demo of the report: return what train gives for a SimpleModel(10, 4, 2)
//    whose weights are drawn with the seed (manual_seed(seed) says so to the generator), with
//    cross-entropy and plain SGD:
//
//     SimpleModel model(10, 4, 2);                     // draws its weights at once
//     optim::SGD optimizer(model->parameters(), lr);
//     Criterion criterion = [](const Tensor& output, const Tensor& target) {
//       return nn::functional::cross_entropy(output, target);
//     };
//:text.vi
// Huấn luyện là một vòng lặp nhỏ. Bước nào cũng có đúng năm dòng:
//
//     optimizer.zero_grad();                   // quên gradient của bước trước
//     Tensor output = model(ids);              // forward
//     Tensor loss = criterion(output, labels); // một con số: sai bao nhiêu
//     loss.backward();                         // gradient của mọi tham số
//     optimizer.step();                        // cập nhật tham số
//
// loss là tensor và giữ cả đồ thị tính toán của bước đó. Muốn nhớ giá trị của nó, hãy lấy ra con
// số thường: loss.item<double>().
//
// 1. train: làm như trên `steps` lần với model, criterion và optimizer được đưa vào, mỗi lần trên
//    toàn bộ ids và labels. Trả về các loss, mỗi bước một số, tính trước khi bước đó cập nhật
//    tham số. 0 bước: danh sách rỗng.
// 2. demo: phần training demo của báo cáo: trả về kết quả của train cho một SimpleModel(10, 4, 2)
//    có trọng số rút theo seed (báo cho bộ sinh số bằng manual_seed(seed)), với cross-entropy và
//    SGD thường:
//
//     SimpleModel model(10, 4, 2);                     // rút trọng số ngay lúc này
//     optim::SGD optimizer(model->parameters(), lr);
//     Criterion criterion = [](const Tensor& output, const Tensor& target) {
//       return nn::functional::cross_entropy(output, target);
//     };
//:know.en One step of training: zero_grad, forward, loss, backward, step; keep only loss.item().
//:know.vi Một bước huấn luyện: zero_grad, forward, loss, backward, step; chỉ giữ lại loss.item().
//:hint.1.en Which of the five lines belong inside the loop, and in which order?
//:hint.1.vi Trong năm dòng, dòng nào nằm trong vòng lặp, và theo thứ tự nào?
//:hint.2.en Look at what each line needs: step needs the gradients of backward, backward the loss
// of this step's forward pass. And at what you keep: loss is a tensor with its graph, item() is
// not.
//:hint.2.vi Nhìn xem mỗi dòng cần gì: step cần gradient từ backward, backward cần loss từ forward
// của chính bước này. Và nhìn thứ bạn giữ lại: loss là tensor kèm đồ thị, còn item() thì không.
//:hint.3.en
// for (int64_t i = 0; i < steps; ++i) {
//   optimizer.zero_grad();
//   Tensor loss = criterion(model(ids), labels);
//   loss.backward();  then  optimizer.step();
//   losses.push_back(loss.item<double>());
// }
// demo: the lines of the task, manual_seed(seed); first
//:hint.3.vi
// for (int64_t i = 0; i < steps; ++i) {
//   optimizer.zero_grad();
//   Tensor loss = criterion(model(ids), labels);
//   loss.backward();  rồi  optimizer.step();
//   losses.push_back(loss.item<double>());
// }
// demo: các dòng trong đề bài, manual_seed(seed); đứng đầu
//:predict.forwards.en train runs 5 steps: how many forward passes does that take?
//:predict.forwards.vi train chạy 5 bước: cần bao nhiêu lần forward?
//:predict.before-step.en Which of the other four comes directly before step: zero_grad, forward,
// loss or backward?
//:predict.before-step.vi Trong bốn việc còn lại, việc nào đứng ngay trước step: zero_grad,
// forward, loss hay backward?
//:label.trace.en what happens, in order
//:label.trace.vi các việc diễn ra theo thứ tự
//:label.losses.en the losses that train returns
//:label.losses.vi các loss mà train trả về
//:label.weights.en the parameters after training
//:label.weights.vi các tham số sau khi huấn luyện
//:label.memory.en what is alive during training
//:label.memory.vi những gì còn sống trong lúc huấn luyện
//:label.data.en the data after training
//:label.data.vi dữ liệu sau khi huấn luyện
//:label.demo.en the losses of the demo
//:label.demo.vi các loss của training demo
//:message.step-first.en step() came before backward(). Your first step: {got}. It moved with
// gradients that are not those of this step's loss. Order: {expected}.
//:message.step-first.vi step() đứng trước backward(). Bước đầu của bạn: {got}. Nó cập nhật bằng
// gradient không phải của loss ở bước này. Thứ tự đúng: {expected}.
//:explain.step-first.en
// step() reads p.grad() of every parameter and moves against it. It computes nothing itself.
// Before backward() has run, p.grad() is empty (nothing moves) or holds what an earlier pass
// left.
//
//     optimizer.zero_grad();       // p.grad() is empty
//     Tensor loss = criterion(model(ids), labels);
//     optimizer.step();            // no gradient yet: nothing moves
//     loss.backward();             // too late
//:explain.step-first.vi
// step() đọc p.grad() của từng tham số và đi ngược hướng đó. Tự nó không tính gì. Khi backward()
// chưa chạy, p.grad() rỗng (không có gì thay đổi) hoặc còn giữ kết quả của một lượt trước.
//
//     optimizer.zero_grad();       // p.grad() rỗng
//     Tensor loss = criterion(model(ids), labels);
//     optimizer.step();            // chưa có gradient: không có gì thay đổi
//     loss.backward();             // quá muộn
//:message.stale-forward.en {forwards} forward pass(es) for {steps} steps: the forward pass stands
// outside the loop. Every step then sees the same loss, of a graph that is freed or out of date.
//:message.stale-forward.vi Có {forwards} lần forward cho {steps} bước: forward nằm ngoài vòng
// lặp. Khi đó loss không đổi qua các bước, và đồ thị của nó đã bị giải phóng hoặc đã cũ.
//:explain.stale-forward.en
// The output was computed with the weights of the moment. After step() the weights are others,
// but output and loss are still the old numbers. A second backward through the same graph raises
// an error; with retain_graph the loss just stays identical in every step.
//
//     Tensor output = model(ids);            // once: belongs to the first weights
//     for (int64_t i = 0; i < steps; ++i) {
//       Tensor loss = criterion(output, labels);   // the same number every time
//     }
//
// Put model(ids) and criterion(...) inside the loop.
//:explain.stale-forward.vi
// output được tính với trọng số ở thời điểm đó. Sau step() trọng số đã khác, nhưng output và loss
// vẫn là các số cũ. Đi ngược lần hai qua cùng đồ thị sẽ báo lỗi; còn với retain_graph thì loss cứ
// y nguyên ở mọi bước.
//
//     Tensor output = model(ids);            // một lần: thuộc về trọng số đầu tiên
//     for (int64_t i = 0; i < steps; ++i) {
//       Tensor loss = criterion(output, labels);   // lần nào cũng cùng một số
//     }
//
// Hãy đưa model(ids) và criterion(...) vào trong vòng lặp.
//:message.detached-loss.en In {steps} steps no backward pass came through the criterion's loss.
// Either backward() is missing, or the loss was cut from its graph (item, detach, no_grad).
//:message.detached-loss.vi Trong {steps} bước, không lượt lan truyền ngược nào đi qua loss của
// criterion. Hoặc thiếu backward(), hoặc loss đã bị cắt khỏi đồ thị (item, detach, no_grad).
//:explain.detached-loss.en
// backward() walks the graph that hangs on the loss. A number taken out with item() or detach(),
// or anything computed under NoGradGuard, has no graph: the parameters get no gradient, and
// step() moves nothing.
//
//     Tensor loss = criterion(model(ids), labels).detach();
//     loss.backward();   // error: element 0 of tensors does not require grad
//
// Call backward() on the tensor that criterion returned, and item() only for the number you keep.
//:explain.detached-loss.vi
// backward() đi ngược theo đồ thị gắn với loss. Con số lấy ra bằng item() hoặc detach(), hay bất
// cứ thứ gì tính dưới NoGradGuard, đều không có đồ thị: tham số không nhận được gradient và
// step() không thay đổi gì.
//
//     Tensor loss = criterion(model(ids), labels).detach();
//     loss.backward();   // lỗi: element 0 of tensors does not require grad
//
// Hãy gọi backward() trên chính tensor mà criterion trả về, và chỉ dùng item() cho con số cần
// giữ.
//:message.hoarding.en Graph nodes alive: {first} in the 2nd step, {last} in step {steps}. Tensors
// of earlier steps are kept, and each loss keeps its whole graph. Keep loss.item<double>().
//:message.hoarding.vi Số nút đồ thị còn sống: {first} ở bước thứ hai, {last} ở bước {steps}.
// Tensor của các bước trước vẫn bị giữ, mà mỗi loss giữ cả đồ thị của nó. Hãy giữ
// loss.item<double>().
//:explain.hoarding.en
// A loss knows how it was computed: it owns the nodes of its graph. A list of loss tensors, or a
// running total of them, keeps every graph since the first step, and memory grows with each step.
//
//     total = total + loss;                 // one more graph in every step
//     total += loss.item<double>();         // a number: nothing is kept
//:explain.hoarding.vi
// Một loss nhớ cách nó được tính: nó sở hữu các nút của đồ thị. Danh sách các tensor loss, hay
// một tổng cộng dần của chúng, giữ mọi đồ thị từ bước đầu, và bộ nhớ tăng lên sau mỗi bước.
//
//     total = total + loss;                 // mỗi bước thêm một đồ thị
//     total += loss.item<double>();         // một con số: không giữ gì cả
//:message.retained.en When step() begins, the graph still keeps {bytes} bytes: retain_graph is
// only for a second pass through the same graph. Here each graph is used once.
//:message.retained.vi Khi step() bắt đầu, đồ thị vẫn giữ {bytes} byte: retain_graph chỉ dành cho
// lượt thứ hai qua cùng đồ thị. Ở đây mỗi đồ thị chỉ dùng một lần.
//:explain.retained.en
// backward() frees what the forward pass saved, layer by layer. With retain_graph = true nothing
// is freed, though nobody comes back: the next step makes a new graph. People write it to silence
// the error about a second backward; the cure for that error is a fresh forward pass.
//
//     loss.backward();            // the saved tensors are gone
//     loss.backward({}, true);    // they stay as long as loss does
//:explain.retained.vi
// backward() giải phóng những gì forward đã lưu, từng tầng một. Với retain_graph = true thì không
// có gì được giải phóng, dù chẳng ai quay lại: bước sau tạo đồ thị mới. Người ta hay viết nó để
// lỗi "backward lần hai" biến mất; cách chữa đúng là forward lại.
//
//     loss.backward();            // các tensor đã lưu biến mất
//     loss.backward({}, true);    // chúng còn đó cho tới khi loss mất đi
//:message.no-zero-grad.en The gradients were cleared {cleared} time(s) in {steps} steps. All
// other steps add theirs to the old ones and move with the sum.
//:message.no-zero-grad.vi Gradient được xoá {cleared} lần trong {steps} bước. Ở các bước còn lại,
// gradient mới cộng dồn vào gradient cũ và step() đi theo tổng.
//:explain.no-zero-grad.en
// backward() adds to p.grad(), it never overwrites (exercise 3.06). So every step has to begin
// with zero_grad(), also the first one: the model may come with gradients of something else.
//
//     for (...) {
//       optimizer.zero_grad();    // in the loop, not before it
//       ...
//     }
//:explain.no-zero-grad.vi
// backward() cộng vào p.grad() chứ không ghi đè (bài 3.06). Vì vậy bước nào cũng phải bắt đầu
// bằng zero_grad(), kể cả bước đầu: mô hình có thể đến cùng gradient của việc khác.
//
//     for (...) {
//       optimizer.zero_grad();    // trong vòng lặp, không phải trước nó
//       ...
//     }
//:message.zero-between.en Cleared between backward() and step(). Your first step: {got}. The
// fresh gradients are gone before step() can use them, and nothing moves. Order: {expected}.
//:message.zero-between.vi Gradient bị xoá giữa backward() và step(). Bước đầu của bạn: {got}.
// Gradient vừa tính đã mất trước khi step() kịp dùng, nên không có gì thay đổi. Thứ tự đúng:
// {expected}.
//:explain.zero-between.en
// zero_grad() belongs before backward(): it removes the gradients of the step before. Between
// backward() and step() it removes those that step() is waiting for.
//
//     loss.backward();           // p.grad() is there
//     optimizer.zero_grad();     // and gone again
//     optimizer.step();          // no gradient: nothing moves
//:explain.zero-between.vi
// zero_grad() phải đứng trước backward(): nó xoá gradient của bước trước. Đặt giữa backward() và
// step(), nó xoá đúng thứ mà step() đang chờ.
//
//     loss.backward();           // đã có p.grad()
//     optimizer.zero_grad();     // rồi lại mất
//     optimizer.step();          // không có gradient: không có gì thay đổi
//:message.zero-last.en The first step did not begin with cleared gradients: {got}. What the
// parameters brought along went into it. Clear at the start of each step, not at its end.
//:message.zero-last.vi Bước đầu không bắt đầu với gradient đã xoá: {got}. Gradient mà tham số
// mang theo từ trước bị cộng vào. Hãy xoá ở đầu mỗi bước, không phải ở cuối.
//:explain.zero-last.en
// A loop that clears at its end is right from the second step on. The first step relies on
// whoever used the model before: a test pass, another optimizer, a loop that was interrupted.
// Clearing first makes every step independent of the past.
//
//     for (...) {
//       ...
//       optimizer.step();
//       optimizer.zero_grad();   // too late for the first step
//     }
//:explain.zero-last.vi
// Vòng lặp xoá gradient ở cuối thì đúng từ bước thứ hai. Bước đầu lại trông cậy vào ai đã dùng mô
// hình trước đó: một lần chạy thử, một optimizer khác, một vòng lặp bị ngắt. Xoá ngay từ đầu thì
// bước nào cũng không phụ thuộc quá khứ.
//
//     for (...) {
//       ...
//       optimizer.step();
//       optimizer.zero_grad();   // quá muộn cho bước đầu
//     }
//:message.extra-forward.en {forwards} forward passes for {steps} steps: one per step is enough.
// The loss of a step is the tensor you called backward() on; do not compute it again.
//:message.extra-forward.vi Có {forwards} lần forward cho {steps} bước: mỗi bước một lần là đủ.
// Loss của một bước là tensor mà bạn đã gọi backward(); đừng tính lại.
//:explain.extra-forward.en
// A forward pass is a third of the work of a step. Run again after step(), it gives the loss of
// the *next* step, so the printed curve is shifted by one; run again before, it gives the same
// number.
//
//     loss.backward();
//     optimizer.step();
//     losses.push_back(loss.item<double>());   // still the loss from before the step
//:explain.extra-forward.vi
// Forward chiếm khoảng một phần ba công việc của một bước. Chạy lại sau step(), nó cho loss của
// bước *kế tiếp*, nên đường cong bị lệch đi một; chạy lại trước đó thì vẫn ra đúng con số ấy.
//
//     loss.backward();
//     optimizer.step();
//     losses.push_back(loss.item<double>());   // vẫn là loss trước khi cập nhật
//:message.late-seed.en {got} are the losses of other weights: the seed came after the model was
// made, or not at all. Call manual_seed(seed) first; making the model draws the numbers.
//:message.late-seed.vi {got} là loss của bộ trọng số khác: seed được đặt sau khi tạo mô hình,
// hoặc không được đặt. Hãy gọi manual_seed(seed) trước; lúc tạo mô hình mới rút các số ngẫu
// nhiên.
//:explain.late-seed.en
// Embedding and Linear draw their weights from the generator in their constructors. manual_seed
// sets where the generator starts; it does not change what was drawn before.
//
//     manual_seed(0);
//     SimpleModel model(10, 4, 2);   // always the same weights
//:explain.late-seed.vi
// Embedding và Linear rút trọng số từ bộ sinh số ngẫu nhiên ngay trong hàm dựng. manual_seed đặt
// điểm bắt đầu của bộ sinh; nó không đổi những gì đã rút trước đó.
//
//     manual_seed(0);
//     SimpleModel model(10, 4, 2);   // luôn cùng một bộ trọng số

//:code
#include "gradlab/lab/part3/ex_3_07.h"

namespace ex_3_07 {

std::vector<double> train(SimpleModel model, const Criterion& criterion,
                          optim::Optimizer& optimizer, const Tensor& ids, const Tensor& labels,
                          int64_t steps) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  std::vector<double> losses;
  for (int64_t i = 0; i < steps; ++i) {
    optimizer.zero_grad();
    Tensor output = model(ids);
    Tensor loss = criterion(output, labels);
    loss.backward();
    optimizer.step();
    losses.push_back(loss.item<double>());
  }
  return losses;
  //:wrong STEP_FIRST 3.07/step-first
  std::vector<double> losses;
  for (int64_t i = 0; i < steps; ++i) {
    optimizer.zero_grad();
    Tensor output = model(ids);
    Tensor loss = criterion(output, labels);
    optimizer.step();
    loss.backward();
    losses.push_back(loss.item<double>());
  }
  return losses;
  //:wrong STEP_FIRST_B 3.07/step-first
  std::vector<double> losses;
  for (int64_t i = 0; i < steps; ++i) {
    optimizer.step();
    optimizer.zero_grad();
    Tensor loss = criterion(model(ids), labels);
    loss.backward();
    losses.push_back(loss.item<double>());
  }
  return losses;
  //:wrong STALE_FORWARD 3.07/stale-forward
  std::vector<double> losses;
  Tensor output = model(ids);
  for (int64_t i = 0; i < steps; ++i) {
    optimizer.zero_grad();
    Tensor loss = criterion(output, labels);
    loss.backward();
    optimizer.step();
    losses.push_back(loss.item<double>());
  }
  return losses;
  //:wrong STALE_FORWARD_B 3.07/stale-forward
  std::vector<double> losses;
  Tensor loss = criterion(model(ids), labels);
  for (int64_t i = 0; i < steps; ++i) {
    optimizer.zero_grad();
    loss.backward({}, /*retain_graph=*/true);
    optimizer.step();
    losses.push_back(loss.item<double>());
  }
  return losses;
  //:wrong DETACHED_LOSS 3.07/detached-loss
  std::vector<double> losses;
  for (int64_t i = 0; i < steps; ++i) {
    optimizer.zero_grad();
    Tensor loss = criterion(model(ids), labels).detach().requires_grad_();
    loss.backward();
    optimizer.step();
    losses.push_back(loss.item<double>());
  }
  return losses;
  //:wrong DETACHED_LOSS_B 3.07/detached-loss
  std::vector<double> losses;
  for (int64_t i = 0; i < steps; ++i) {
    optimizer.zero_grad();
    Tensor loss;
    {
      NoGradGuard no_grad;
      loss = criterion(model(ids), labels);
    }
    loss.backward();
    optimizer.step();
    losses.push_back(loss.item<double>());
  }
  return losses;
  //:wrong HOARDING 3.07/hoarding
  std::vector<Tensor> kept;
  for (int64_t i = 0; i < steps; ++i) {
    optimizer.zero_grad();
    Tensor loss = criterion(model(ids), labels);
    loss.backward();
    optimizer.step();
    kept.push_back(loss);
  }
  std::vector<double> losses;
  for (const Tensor& loss : kept) losses.push_back(loss.item<double>());
  return losses;
  //:wrong HOARDING_B 3.07/hoarding
  std::vector<double> losses;
  Tensor total = zeros({});
  for (int64_t i = 0; i < steps; ++i) {
    optimizer.zero_grad();
    Tensor loss = criterion(model(ids), labels);
    loss.backward();
    optimizer.step();
    total = total + loss;
    losses.push_back(loss.item<double>());
  }
  return losses;
  //:wrong RETAINED 3.07/retained
  std::vector<double> losses;
  for (int64_t i = 0; i < steps; ++i) {
    optimizer.zero_grad();
    Tensor loss = criterion(model(ids), labels);
    loss.backward({}, /*retain_graph=*/true);
    optimizer.step();
    losses.push_back(loss.item<double>());
  }
  return losses;
  //:wrong NO_ZERO_GRAD 3.07/no-zero-grad
  std::vector<double> losses;
  for (int64_t i = 0; i < steps; ++i) {
    Tensor loss = criterion(model(ids), labels);
    loss.backward();
    optimizer.step();
    losses.push_back(loss.item<double>());
  }
  return losses;
  //:wrong NO_ZERO_GRAD_B 3.07/no-zero-grad
  std::vector<double> losses;
  optimizer.zero_grad();
  for (int64_t i = 0; i < steps; ++i) {
    Tensor loss = criterion(model(ids), labels);
    loss.backward();
    optimizer.step();
    losses.push_back(loss.item<double>());
  }
  return losses;
  //:wrong ZERO_BETWEEN 3.07/zero-between
  std::vector<double> losses;
  for (int64_t i = 0; i < steps; ++i) {
    Tensor loss = criterion(model(ids), labels);
    loss.backward();
    optimizer.zero_grad();
    optimizer.step();
    losses.push_back(loss.item<double>());
  }
  return losses;
  //:wrong ZERO_LAST 3.07/zero-last
  std::vector<double> losses;
  for (int64_t i = 0; i < steps; ++i) {
    Tensor loss = criterion(model(ids), labels);
    loss.backward();
    optimizer.step();
    losses.push_back(loss.item<double>());
    optimizer.zero_grad();
  }
  return losses;
  //:wrong EXTRA_FORWARD 3.07/extra-forward
  std::vector<double> losses;
  for (int64_t i = 0; i < steps; ++i) {
    optimizer.zero_grad();
    Tensor loss = criterion(model(ids), labels);
    loss.backward();
    optimizer.step();
    losses.push_back(criterion(model(ids), labels).item<double>());
  }
  return losses;
  //:end
}

std::vector<double> demo(uint64_t seed, const Tensor& ids, const Tensor& labels, int64_t steps,
                         double lr) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  manual_seed(seed);
  SimpleModel model(10, 4, 2);
  optim::SGD optimizer(model->parameters(), lr);
  const Criterion criterion = [](const Tensor& output, const Tensor& target) {
    return nn::functional::cross_entropy(output, target);
  };
  return train(model, criterion, optimizer, ids, labels, steps);
  //:wrong LATE_SEED 3.07/late-seed
  SimpleModel model(10, 4, 2);
  manual_seed(seed);
  optim::SGD optimizer(model->parameters(), lr);
  const Criterion criterion = [](const Tensor& output, const Tensor& target) {
    return nn::functional::cross_entropy(output, target);
  };
  return train(model, criterion, optimizer, ids, labels, steps);
  //:wrong LATE_SEED_B 3.07/late-seed
  SimpleModel model(10, 4, 2);
  optim::SGD optimizer(model->parameters(), lr);
  nn::CrossEntropyLoss criterion;
  return train(
      model, [&](const Tensor& output, const Tensor& target) { return criterion(output, target); },
      optimizer, ids, labels, steps);
  //:end
}

}  // namespace ex_3_07
