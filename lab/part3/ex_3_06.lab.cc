//:exercise 3.06 core
//:covers "optimizer.zero_grad()"
//:covers "Khó khăn: Phân biệt vai trò của zero_grad() trong training loop."
//:covers "Giải quyết: Thực nghiệm nhiều lần và quan sát gradient để hiểu rõ cơ chế cộng dồn gradient."
//:title.en zero_grad: forget the last gradient before the next one
//:title.vi zero_grad: quên gradient cũ trước khi tính gradient mới
//:text.en
// backward() adds to w.grad(), it never replaces it. step() moves w with whatever stands in
// w.grad(). So a training loop must erase the old gradient, at the right place: before backward()
// adds the new one, never between backward() and step().
//
//     (w * x - 2)^2 at w = 1 for x = 1, 2, 3:   each alone  -2, 0, 6     added up  -2, -2, 4
//
// In gradlab:
//
//     w.mutable_grad() = Tensor();          // w has no gradient any more
//     optim::SGD optimizer({w}, lr);        // an optimizer for w
//     optimizer.zero_grad();                // the same for all tensors of the optimizer
//     w.grad().item<double>()               // the gradient as a number
//
// w may come with an old gradient, left by somebody else. If `zero` is true it must not matter.
//
// 1. grads_over: for each x compute the loss (w * x - target)^2, call backward(), and note
//    w.grad(). If `zero` is true, erase the gradient so that each number belongs to its own x
//    alone. If it is false, erase nothing.
// 2. descend: the loop is there, one line is missing. Replace the TODO by it, or put it elsewhere
//    in the loop: if `zero` is true, the gradient of the step before must not count.
// 3. fit: the same in a loop over epochs and samples. Every single step must use its own
//    gradient.
//:text.vi
// backward() cộng vào w.grad() chứ không bao giờ thay thế nó. step() di chuyển w theo bất cứ thứ
// gì đang có trong w.grad(). Vì vậy vòng lặp huấn luyện phải xoá gradient cũ, và phải đúng chỗ:
// trước khi backward() cộng gradient mới, không bao giờ ở giữa backward() và step().
//
//     (w * x - 2)^2 tại w = 1 với x = 1, 2, 3:   từng cái  -2, 0, 6     cộng dồn  -2, -2, 4
//
// Trong gradlab:
//
//     w.mutable_grad() = Tensor();          // w không còn gradient nữa
//     optim::SGD optimizer({w}, lr);        // optimizer cho w
//     optimizer.zero_grad();                // làm như vậy cho mọi tensor của optimizer
//     w.grad().item<double>()               // gradient dưới dạng một số
//
// w có thể mang sẵn một gradient cũ do ai đó để lại. Khi `zero` là true, gradient cũ đó không được
// lẫn vào kết quả.
//
// 1. grads_over: với mỗi x, tính loss (w * x - target)^2, gọi backward(), rồi ghi lại w.grad().
//    Nếu `zero` là true, hãy xoá gradient để mỗi số chỉ thuộc về x của nó. Nếu là false, đừng xoá
//    gì.
// 2. descend: vòng lặp đã có sẵn, chỉ thiếu một dòng. Hãy thay TODO bằng dòng đó, hoặc đặt nó ở
//    chỗ khác trong vòng lặp: nếu `zero` là true, gradient của bước trước không được tính vào.
// 3. fit: cũng như vậy trong vòng lặp qua các epoch và các mẫu. Mỗi bước chỉ được dùng gradient
//    của chính nó.
//:know.en zero_grad() comes before every backward(): else you move with the sum of the past.
//:know.vi zero_grad() đứng trước backward() ở mọi bước; nếu không, bạn đi theo tổng của quá khứ.
//:hint.1.en What stands in w.grad() at the moment step() reads it, in the first round and in the
// second?
//:hint.1.vi Lúc step() đọc w.grad() thì trong đó có gì, ở vòng thứ nhất và ở vòng thứ hai?
//:hint.2.en There are three places in the loop: before backward(), between backward() and step(),
// after step(). One comes too late for a gradient that w brought along, one erases what step()
// needs.
//:hint.2.vi Trong vòng lặp có ba chỗ: trước backward(), giữa backward() và step(), sau step().
// Một chỗ thì không xoá được gradient cũ có sẵn, một chỗ thì xoá mất thứ mà step() cần.
//:hint.3.en
// grads_over:  if (zero) w.mutable_grad() = Tensor();   first in the loop, then
//              (w * x - target).pow(2).backward();
// descend:     if (zero) optimizer.zero_grad();         in place of the TODO
// fit:         optimizer.zero_grad();                   in the inner loop
//:hint.3.vi
// grads_over:  if (zero) w.mutable_grad() = Tensor();   ở đầu vòng lặp, rồi
//              (w * x - target).pow(2).backward();
// descend:     if (zero) optimizer.zero_grad();         thay cho TODO
// fit:         optimizer.zero_grad();                   trong vòng lặp bên trong
//:predict.third.en (w * x - 2)^2 at w = 1: w.grad() after x = 1, 2, 3 if nothing is erased?
//:predict.third.vi (w * x - 2)^2 tại w = 1: w.grad() sau x = 1, 2, 3 nếu không xoá gì?
//:predict.between.en (w - 5)^2 from w = 0 with zero_grad() between backward() and step(): the
// loss after 100 steps?
//:predict.between.vi (w - 5)^2 từ w = 0, zero_grad() đặt giữa backward() và step(): loss sau 100
// bước?
//:label.fresh.en the gradient of each x with zero
//:label.fresh.vi gradient của từng x khi có zero
//:label.added.en the gradients without zero
//:label.added.vi các gradient khi không có zero
//:label.old-gradient.en the gradients with zero if w has an old gradient
//:label.old-gradient.vi các gradient khi có zero mà w mang gradient cũ
//:label.still.en w after grads_over
//:label.still.vi w sau grads_over
//:label.losses.en the losses with zero, and w at the end
//:label.losses.vi các loss khi có zero, và w lúc cuối
//:label.losses-old.en the losses with zero if w has an old gradient
//:label.losses-old.vi các loss khi có zero mà w mang gradient cũ
//:label.losses-without.en the losses without zero, and w at the end
//:label.losses-without.vi các loss khi không có zero, và w lúc cuối
//:label.path.en w after each step
//:label.path.vi w sau mỗi bước
//:label.path-old.en w after each step if it has an old gradient
//:label.path-old.vi w sau mỗi bước khi nó mang gradient cũ
//:message.running-sum.en {got} are running sums: each number contains all before it. With zero =
// true erase w.grad() before each backward(): {expected}.
//:message.running-sum.vi {got} là các tổng cộng dồn: mỗi số chứa mọi số trước nó. Với zero = true
// hãy xoá w.grad() trước mỗi lần backward(): {expected}.
//:explain.running-sum.en
// backward() computes -2, then 0, then 6, and adds each to what stands in w.grad(). To see them
// alone, empty w.grad() in between.
//
//     for (double x : {1.0, 2.0, 3.0}) {
//       w.mutable_grad() = Tensor();
//       (w * x - 2).pow(2).backward();     // w.grad(): -2, 0, 6
//     }
//:explain.running-sum.vi
// backward() tính ra -2, rồi 0, rồi 6, và cộng từng số vào những gì đang có trong w.grad(). Muốn
// thấy riêng từng số thì phải làm rỗng w.grad() ở giữa.
//
//     for (double x : {1.0, 2.0, 3.0}) {
//       w.mutable_grad() = Tensor();
//       (w * x - 2).pow(2).backward();     // w.grad(): -2, 0, 6
//     }
//:message.always.en With zero = false nothing may be erased, and the gradients add up. You erased
// them all the same.
//:message.always.vi Với zero = false thì không được xoá gì và các gradient cộng dồn. Bạn vẫn xoá
// chúng.
//:explain.always.en
// The comparison is the experiment: the same loop once with and once without erasing. Gradients
// that add up are no mistake of the library: a batch that is too large for the memory can be
// computed in parts, one backward() for each, and one step() at the end.
//
//     if (zero) optimizer.zero_grad();
//:explain.always.vi
// Chính sự so sánh là thí nghiệm: cùng một vòng lặp, một lần có xoá và một lần không xoá. Việc
// gradient cộng dồn không phải lỗi của thư viện: batch quá lớn so với bộ nhớ có thể tính từng
// phần, mỗi phần một backward(), và cuối cùng một step().
//
//     if (zero) optimizer.zero_grad();
//:message.leftover.en w came with an old gradient, {old}, and it went into your first step. Erase
// before the first backward(), not only after it: zero_grad() comes first in the loop.
//:message.leftover.vi w mang sẵn gradient cũ {old}, và nó đã lọt vào bước đầu tiên của bạn. Hãy
// xoá trước lần backward() đầu tiên chứ không chỉ sau đó: zero_grad() đứng đầu vòng lặp.
//:explain.leftover.en
// At the end of the loop zero_grad() cleans up for the next round, and nobody cleans up for the
// first. At the beginning it needs no assumption about what happened before.
//
//     for (int step = 0; step < 100; ++step) {
//       optimizer.zero_grad();
//       loss_of(model).backward();
//       optimizer.step();
//     }
//:explain.leftover.vi
// Ở cuối vòng lặp, zero_grad() dọn cho vòng sau, còn vòng đầu thì không ai dọn. Ở đầu vòng lặp,
// nó không cần giả định gì về những chuyện xảy ra trước đó.
//
//     for (int step = 0; step < 100; ++step) {
//       optimizer.zero_grad();
//       loss_of(model).backward();
//       optimizer.step();
//     }
//:message.never.en Step {low-step} looked converged ({low}), and step {back-step} is back at
// {back}: you move with the sum of *all* gradients since the beginning. Erase before each
// backward().
//:message.never.vi Bước {low-step} tưởng đã hội tụ ({low}), bước {back-step} lại lên {back}: bạn
// đang đi theo *tổng* mọi gradient từ đầu. Hãy xoá trước mỗi lần backward().
//:explain.never.en
// Without zero_grad the gradients of the way down keep pushing when w has already passed the
// goal, like a swing without friction: it goes through the lowest point at full speed and climbs
// up again.
//
//     with zero_grad      25  16  10.24  6.55  4.19  2.68  1.72
//     without             25  16   4.84  0.0016  5.16  16.4  25.2
//:explain.never.vi
// Không có zero_grad, các gradient của đoạn đi xuống vẫn tiếp tục đẩy khi w đã vượt qua đích, như
// chiếc xích đu không ma sát: nó lao qua điểm thấp nhất với tốc độ lớn nhất rồi lại lên cao.
//
//     có zero_grad        25  16  10.24  6.55  4.19  2.68  1.72
//     không có            25  16   4.84  0.0016  5.16  16.4  25.2
//:message.after-backward.en {value} stays {first} forever: you erase the gradient between
// backward() and step(), and step() finds nothing to move with.
//:message.after-backward.vi {value} mãi là {first}: bạn xoá gradient giữa backward() và step(),
// nên step() không còn gì để di chuyển.
//:explain.after-backward.en
// backward() fills w.grad(), step() uses it. Whoever erases in between throws away the work of
// backward().
//
//     loss.backward();
//     optimizer.zero_grad();   // too late
//     optimizer.step();        // moves by nothing
//:explain.after-backward.vi
// backward() điền w.grad(), step() dùng nó. Xoá ở giữa là vứt bỏ công của backward().
//
//     loss.backward();
//     optimizer.zero_grad();   // quá muộn
//     optimizer.step();        // không nhúc nhích
//:message.per-epoch.en Only the first step of each epoch is right: you erase once per epoch, so
// the other steps also use the gradients of the samples before. Move zero_grad() into the inner
// loop.
//:message.per-epoch.vi Chỉ bước đầu của mỗi epoch đúng: bạn xoá mỗi epoch một lần, nên các bước
// còn lại dùng cả gradient của những mẫu trước. Hãy đưa zero_grad() vào vòng lặp bên trong.
//:explain.per-epoch.en
// zero_grad() goes with step(): one for every step. Erasing per epoch is right only if there is
// one step per epoch.
//
//     for (int epoch = 0; epoch < 10; ++epoch) {
//       for (size_t i = 0; i < batches.size(); ++i) {
//         optimizer.zero_grad();     // here, not one line higher
//         loss_of(batches[i]).backward();
//         optimizer.step();
//       }
//     }
//:explain.per-epoch.vi
// zero_grad() đi đôi với step(): mỗi bước một lần. Xoá theo epoch chỉ đúng khi mỗi epoch có đúng
// một bước.
//
//     for (int epoch = 0; epoch < 10; ++epoch) {
//       for (size_t i = 0; i < batches.size(); ++i) {
//         optimizer.zero_grad();     // ở đây, không phải cao hơn một dòng
//         loss_of(batches[i]).backward();
//         optimizer.step();
//       }
//     }
//:message.all-summed.en From the second step on w moves with the sum of all gradients so far:
// after two steps your w is {yours}; with the gradient of each step alone it is {alone}. Erase in
// every step.
//:message.all-summed.vi Từ bước thứ hai, w di chuyển theo tổng mọi gradient từ đầu: sau hai bước
// w của bạn là {yours}; nếu mỗi bước chỉ dùng gradient của mình thì w là {alone}. Hãy xoá ở mỗi
// bước.
//:explain.all-summed.en
// The first step is right in any case, there is nothing to erase yet. The second one uses its own
// gradient plus the first, the third all three.
//
//     loss_of(batch1).backward();  optimizer.step();        // g1
//     loss_of(batch2).backward();  optimizer.step();        // g1 + g2 without zero_grad
//:explain.all-summed.vi
// Bước đầu luôn đúng vì chưa có gì để xoá. Bước thứ hai dùng gradient của nó cộng gradient thứ
// nhất, bước thứ ba dùng cả ba.
//
//     loss_of(batch1).backward();  optimizer.step();        // g1
//     loss_of(batch2).backward();  optimizer.step();        // g1 + g2 nếu không có zero_grad

//:code
#include "gradlab/lab/part3/ex_3_06.h"

namespace ex_3_06 {

std::vector<double> grads_over(Tensor w, const std::vector<double>& xs, double target, bool zero) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  std::vector<double> grads;
  for (const double x : xs) {
    if (zero) w.mutable_grad() = Tensor();
    (w * x - target).pow(2).backward();
    grads.push_back(w.grad().item<double>());
  }
  return grads;
  //:wrong RUNNING_SUM 3.06/running-sum
  std::vector<double> grads;
  for (const double x : xs) {
    (w * x - target).pow(2).backward();
    grads.push_back(w.grad().item<double>());
  }
  return grads;
  //:wrong RUNNING_SUM_B 3.06/running-sum
  if (zero && w.grad().defined()) w.grad().zero_();
  std::vector<double> grads;
  for (const double x : xs) {
    (w * x - target).pow(2).backward();
    grads.push_back(w.grad().item<double>());
  }
  return grads;
  //:wrong ALWAYS 3.06/always
  std::vector<double> grads;
  for (const double x : xs) {
    w.mutable_grad() = Tensor();
    (w * x - target).pow(2).backward();
    grads.push_back(w.grad().item<double>());
  }
  return grads;
  //:wrong LEFTOVER 3.06/leftover
  std::vector<double> grads;
  for (const double x : xs) {
    (w * x - target).pow(2).backward();
    grads.push_back(w.grad().item<double>());
    if (zero) w.grad().zero_();
  }
  return grads;
  //:end
}

std::vector<double> descend(Tensor w, double goal, double lr, int64_t steps, bool zero) {
  optim::SGD optimizer({w}, lr);
  std::vector<double> losses;
  for (int64_t step = 0; step < steps; ++step) {
    //:part
    //:stub
    lab::todo_void();  // one line is missing in this loop
    Tensor loss = (w - goal).pow(2);
    losses.push_back(loss.item<double>());
    loss.backward();
    optimizer.step();
    //:solution
    if (zero) optimizer.zero_grad();
    Tensor loss = (w - goal).pow(2);
    losses.push_back(loss.item<double>());
    loss.backward();
    optimizer.step();
    //:wrong NEVER 3.06/never
    Tensor loss = (w - goal).pow(2);
    losses.push_back(loss.item<double>());
    loss.backward();
    optimizer.step();
    //:wrong NEVER_B 3.06/never
    if (zero && step == 0) optimizer.zero_grad();
    Tensor loss = (w - goal).pow(2);
    losses.push_back(loss.item<double>());
    loss.backward();
    optimizer.step();
    //:wrong AFTER_BACKWARD 3.06/after-backward
    Tensor loss = (w - goal).pow(2);
    losses.push_back(loss.item<double>());
    loss.backward();
    if (zero) optimizer.zero_grad();
    optimizer.step();
    //:wrong AFTER_BACKWARD_B 3.06/after-backward
    Tensor loss = (w - goal).pow(2);
    losses.push_back(loss.item<double>());
    loss.backward();
    if (zero) w.grad().zero_();
    optimizer.step();
    //:wrong LEFTOVER_B 3.06/leftover
    Tensor loss = (w - goal).pow(2);
    losses.push_back(loss.item<double>());
    loss.backward();
    optimizer.step();
    if (zero) optimizer.zero_grad();
    //:wrong ALWAYS_B 3.06/always
    optimizer.zero_grad();
    Tensor loss = (w - goal).pow(2);
    losses.push_back(loss.item<double>());
    loss.backward();
    optimizer.step();
    //:end
  }
  return losses;
}

std::vector<double> fit(Tensor w, const std::vector<double>& xs, const std::vector<double>& ys,
                        double lr, int64_t epochs) {
  optim::SGD optimizer({w}, lr);
  std::vector<double> path;
  for (int64_t epoch = 0; epoch < epochs; ++epoch) {
    //:part
    //:stub
    for (size_t i = 0; i < xs.size(); ++i) {
      lab::todo_void();  // one line is missing in these loops
      (w * xs[i] - ys[i]).pow(2).backward();
      optimizer.step();
      path.push_back(w.item<double>());
    }
    //:solution
    for (size_t i = 0; i < xs.size(); ++i) {
      optimizer.zero_grad();
      (w * xs[i] - ys[i]).pow(2).backward();
      optimizer.step();
      path.push_back(w.item<double>());
    }
    //:wrong PER_EPOCH 3.06/per-epoch
    optimizer.zero_grad();
    for (size_t i = 0; i < xs.size(); ++i) {
      (w * xs[i] - ys[i]).pow(2).backward();
      optimizer.step();
      path.push_back(w.item<double>());
    }
    //:wrong PER_EPOCH_B 3.06/per-epoch
    for (size_t i = 0; i < xs.size(); ++i) {
      (w * xs[i] - ys[i]).pow(2).backward();
      optimizer.step();
      path.push_back(w.item<double>());
    }
    optimizer.zero_grad();
    //:wrong ALL_SUMMED 3.06/all-summed
    for (size_t i = 0; i < xs.size(); ++i) {
      (w * xs[i] - ys[i]).pow(2).backward();
      optimizer.step();
      path.push_back(w.item<double>());
    }
    //:wrong AFTER_BACKWARD_C 3.06/after-backward
    for (size_t i = 0; i < xs.size(); ++i) {
      (w * xs[i] - ys[i]).pow(2).backward();
      optimizer.zero_grad();
      optimizer.step();
      path.push_back(w.item<double>());
    }
    //:wrong LEFTOVER_C 3.06/leftover
    for (size_t i = 0; i < xs.size(); ++i) {
      (w * xs[i] - ys[i]).pow(2).backward();
      optimizer.step();
      optimizer.zero_grad();
      path.push_back(w.item<double>());
    }
    //:end
  }
  return path;
}

}  // namespace ex_3_06
