//:exercise 3.09 stretch
//:title.en Adam by hand
//:title.vi Tự viết Adam
//:text.en
// Adam gives every number of the model its own step size. For each parameter p with gradient g it
// keeps two running means, m of g and v of g * g, and counts the steps t of this parameter (1 in
// the first step):
//
//     t = t + 1
//     m = beta1 * m + (1 - beta1) * g
//     v = beta2 * v + (1 - beta2) * g * g
//     p = p - lr * M / (sqrt(V) + eps)     with M = m / (1 - beta1^t), V = v / (1 - beta2^t)
//
// M and V are the bias correction: m and v begin at 0, so early means are too small by exactly
// these factors. std::pow(beta1, t) computes beta1^t.
//
// Weight decay wd comes in two forms. Adam adds it to the gradient before everything else: g =
// p.grad() + wd * p. AdamW (decoupled) leaves g alone and shrinks p first: p = p * (1 - lr * wd).
//
// 1. make_states: one State for each parameter: steps 0, m and v = zeros_like(p.detach()), every
//    one a tensor of its own.
// 2. step: the update above for every parameter with a gradient (p.grad().defined()); the others,
//    and their states, stay as they are. As in exercise 3.08: inside a NoGradGuard, in place
//    (p.sub_, p.mul_), and without writing into p.grad().
//:text.vi
// Adam cho mỗi con số của mô hình một độ dài bước riêng. Với mỗi tham số p có gradient g, nó giữ
// hai trung bình trượt, m của g và v của g * g, và đếm số bước t của tham số đó (bước đầu t là
// 1):
//
//     t = t + 1
//     m = beta1 * m + (1 - beta1) * g
//     v = beta2 * v + (1 - beta2) * g * g
//     p = p - lr * M / (sqrt(V) + eps)     với M = m / (1 - beta1^t), V = v / (1 - beta2^t)
//
// M và V là phần hiệu chỉnh: m và v bắt đầu từ 0 nên các trung bình ban đầu nhỏ hơn thật đúng
// bằng các hệ số đó. std::pow(beta1, t) tính beta1^t.
//
// Weight decay wd có hai dạng. Adam cộng nó vào gradient trước mọi việc khác: g = p.grad() + wd *
// p. AdamW (tách rời, decoupled) để nguyên g và thu nhỏ p trước: p = p * (1 - lr * wd).
//
// 1. make_states: mỗi tham số một State: steps bằng 0, m và v = zeros_like(p.detach()), mỗi cái
//    là một tensor riêng.
// 2. step: cập nhật như trên cho mọi tham số có gradient (p.grad().defined()); các tham số khác
//    và State của chúng giữ nguyên. Như bài 3.08: trong một NoGradGuard, ghi tại chỗ (p.sub_,
//    p.mul_), và không ghi vào p.grad().
//:know.en Adam: running means m and v, divided by 1 - beta^t; AdamW shrinks p and leaves g alone.
//:know.vi Adam: trung bình trượt m và v, chia cho 1 - beta^t; AdamW thu nhỏ p thay vì sửa g.
//:hint.1.en With m = 0 and v = 0 before, what are m and v after the first step, compared with g
// and g * g?
//:hint.1.vi Trước đó m = 0 và v = 0; sau bước đầu, m và v bằng bao nhiêu so với g và g * g?
//:hint.2.en Follow one number through the first step: m = 0.1 g, M = g; v = 0.001 g * g, V = g *
// g. So the first step is lr long, whatever g is. Is every state its own tensor?
//:hint.2.vi Theo một con số qua bước đầu: m = 0.1 g, M = g; v = 0.001 g * g, V = g * g. Vậy bước
// đầu dài đúng lr, g là bao nhiêu cũng thế. Mỗi State có tensor riêng chưa?
//:hint.3.en
// State& s = optimizer.states[i];
// ++s.steps;
// s.m = optimizer.beta1 * s.m + (1 - optimizer.beta1) * g;          (v likewise, with g * g)
// Tensor M = s.m / (1 - std::pow(optimizer.beta1, s.steps));         (V likewise)
// p.sub_(optimizer.lr * M / (V.sqrt() + optimizer.eps));
//:hint.3.vi
// State& s = optimizer.states[i];
// ++s.steps;
// s.m = optimizer.beta1 * s.m + (1 - optimizer.beta1) * g;          (v tương tự, với g * g)
// Tensor M = s.m / (1 - std::pow(optimizer.beta1, s.steps));         (V tương tự)
// p.sub_(optimizer.lr * M / (V.sqrt() + optimizer.eps));
//:predict.first.en Adam with lr = 0.1, w = 1, loss w * w: where is w after the first step?
//:predict.first.vi Adam với lr = 0.1, w = 1, loss w * w: sau bước đầu w bằng bao nhiêu?
//:predict.adamw.en And AdamW with weight decay 0.1, lr = 0.1, from the same start?
//:predict.adamw.vi Còn AdamW với weight decay 0.1, lr = 0.1, cùng điểm bắt đầu?
//:label.states.en the states before the first step
//:label.states.vi các State trước bước đầu
//:label.in-place.en the parameter as a tensor of the model
//:label.in-place.vi tham số với tư cách là tensor của mô hình
//:label.gradient.en the gradient after step
//:label.gradient.vi gradient sau step
//:label.parabola.en w after 1, 2 and 3 steps on w * w
//:label.parabola.vi w sau 1, 2 và 3 bước trên w * w
//:label.eps.en w after 1, 2 and 3 steps with a large eps
//:label.eps.vi w sau 1, 2 và 3 bước với eps lớn
//:label.two.en two parameters after 1, 2 and 3 steps
//:label.two.vi hai tham số sau 1, 2 và 3 bước
//:label.adam-decay.en w after 1, 2 and 3 steps of Adam with weight decay
//:label.adam-decay.vi w sau 1, 2 và 3 bước của Adam có weight decay
//:label.adamw-decay.en w after 1, 2 and 3 steps of AdamW
//:label.adamw-decay.vi w sau 1, 2 và 3 bước của AdamW
//:label.missing.en parameters of which some have no gradient
//:label.missing.vi các tham số mà một số không có gradient
//:label.random.en parameters and states after steps with random gradients
//:label.random.vi các tham số và State sau các bước với gradient ngẫu nhiên
//:message.no-bias-correction.en The first step goes from {start} to {first} instead of {right}: m
// and v begin at 0, so both must be divided by 1 − βᵗ.
//:message.no-bias-correction.vi Bước đầu đi từ {start} tới {first} thay vì {right}: m, v bắt đầu
// từ 0 nên cả hai phải chia cho 1 − βᵗ.
//:explain.no-bias-correction.en
// After the first step m = (1 - beta1) * g: a tenth of the gradient, though g is all we have
// seen. Divided by 1 - beta1^1 it is g again. With v it is a thousandth, and its root is taken,
// so without the correction the first step is 0.1 / sqrt(0.001) = 3.2 times too long. Later the
// factors go to 1.
//
//     beta1 = 0.9, beta2 = 0.999, g = 2:  m = 0.2   M = 0.2 / 0.1 = 2
//                                         v = 0.004 V = 0.004 / 0.001 = 4
//     step = lr * 2 / sqrt(4) = lr
//:explain.no-bias-correction.vi
// Sau bước đầu m = (1 - beta1) * g: một phần mười gradient, dù g là tất cả những gì ta thấy. Chia
// cho 1 - beta1^1 thì lại được g. Với v là một phần nghìn, rồi lấy căn, nên nếu không hiệu chỉnh
// thì bước đầu dài gấp 0.1 / sqrt(0.001) = 3.2 lần. Về sau các hệ số tiến tới 1.
//
//     beta1 = 0.9, beta2 = 0.999, g = 2:  m = 0.2   M = 0.2 / 0.1 = 2
//                                         v = 0.004 V = 0.004 / 0.001 = 4
//     bước = lr * 2 / sqrt(4) = lr
//:message.frozen-t.en {got} instead of {expected}: right in the first step only. t does not grow:
// count the steps of each parameter in its state.
//:message.frozen-t.vi {got} thay vì {expected}: chỉ đúng ở bước đầu. t không tăng: hãy đếm số
// bước của từng tham số trong State của nó.
//:explain.frozen-t.en
// The correction 1 - beta^t fades with time: 0.1, 0.19, 0.271, ... If t stays 1, m is divided by
// 0.1 for ever, and steps become ten times too long.
//
//     State& s = optimizer.states[i];
//     ++s.steps;                          // kept in the state, through a reference
//:explain.frozen-t.vi
// Hệ số 1 - beta^t mất dần tác dụng theo thời gian: 0.1, 0.19, 0.271, ... Nếu t cứ là 1 thì m mãi
// bị chia cho 0.1, và bước dài gấp mười lần.
//
//     State& s = optimizer.states[i];
//     ++s.steps;                          // giữ trong State, qua tham chiếu
//:message.no-root.en {got} instead of {expected}: you divided by V itself. V is a mean of
// squares; its root has the size of a gradient.
//:message.no-root.vi {got} thay vì {expected}: bạn chia cho chính V. V là trung bình các bình
// phương; căn của nó mới cùng cỡ với gradient.
//:explain.no-root.en
// Adam's step does not depend on the scale of the loss: M / sqrt(V) is near 1 or -1. Without the
// root a loss ten times larger would make the step ten times *smaller*.
//
//     p.sub_(lr * M / (V.sqrt() + eps));
//:explain.no-root.vi
// Bước của Adam không phụ thuộc độ lớn của loss: M / sqrt(V) gần 1 hoặc -1. Thiếu căn thì loss
// lớn gấp mười làm bước *nhỏ* đi mười lần.
//
//     p.sub_(lr * M / (V.sqrt() + eps));
//:message.eps.en {got} instead of {expected} with eps = {eps}: it stands at another place.
// PyTorch adds eps last: sqrt(V) + eps, outside the root, after the correction.
//:message.eps.vi {got} thay vì {expected} với eps = {eps}: nó đứng sai chỗ. PyTorch cộng eps sau
// cùng: sqrt(V) + eps, ngoài dấu căn, sau khi hiệu chỉnh.
//:explain.eps.en
// eps keeps the division finite when V is 0. With 1e-8 its place is hardly seen; people set 1e-3
// or more in half precision, and then these differ:
//
//     M / (V.sqrt() + eps)                     // PyTorch
//     M / (V + eps).sqrt()                     // inside: 1e-8 acts like 1e-4
//     m / (v.sqrt() + eps), then corrected     // early steps: eps too strong
//:explain.eps.vi
// eps giữ cho phép chia hữu hạn khi V bằng 0. Với 1e-8 thì đứng đâu cũng khó thấy khác; với độ
// chính xác thấp người ta đặt 1e-3 hoặc hơn, và khi đó các cách sau khác nhau:
//
//     M / (V.sqrt() + eps)                     // PyTorch
//     M / (V + eps).sqrt()                     // bên trong: 1e-8 tác dụng như 1e-4
//     m / (v.sqrt() + eps), rồi mới hiệu chỉnh // các bước đầu: eps quá mạnh
//:message.shared-state.en Two parameters share one m: what {which} does to the first one's state
// changes that of the second. Each parameter needs tensors of its own.
//:message.shared-state.vi Hai tham số dùng chung một m: những gì {which} làm với State của tham
// số thứ nhất cũng đổi State của tham số thứ hai. Mỗi tham số cần tensor riêng.
//:explain.shared-state.en
// Copying a State copies the handles of its tensors, not their memory. A vector filled with one
// State has n handles to the same m; and states[0] for every parameter mixes their pasts.
//
//     std::vector<State> states(n, State{0, zeros_like(p), zeros_like(p)});   // one m for all
//     for (const Tensor& p : parameters) {
//       states.push_back({0, zeros_like(p.detach()), zeros_like(p.detach())});   // each its own
//     }
//:explain.shared-state.vi
// Chép một State là chép các tay nắm tới tensor, không chép vùng nhớ. Vector được điền từ một
// State có n tay nắm tới cùng một m; còn dùng states[0] cho mọi tham số thì trộn quá khứ của
// chúng.
//
//     std::vector<State> states(n, State{0, zeros_like(p), zeros_like(p)});   // cùng một m
//     for (const Tensor& p : parameters) {
//       states.push_back({0, zeros_like(p.detach()), zeros_like(p.detach())});   // mỗi cái riêng
//     }
//:message.m-is-v.en m and v are one tensor: m.add_(1) also changes v. `m = v = zeros_like(p)`
// copies a handle; call zeros_like twice.
//:message.m-is-v.vi m và v là cùng một tensor: m.add_(1) cũng làm v đổi. `m = v = zeros_like(p)`
// chỉ chép tay nắm; hãy gọi zeros_like hai lần.
//:explain.m-is-v.en
// As long as step writes `s.m = ...` new tensors replace the old ones and nothing is seen. With
// in-place operations, as optimizers use them to save memory, v gets the mean of g, and the root
// of a negative number is nan.
//
//     Tensor zero = zeros_like(p);
//     State s{0, zero, zero};                           // one memory
//     State s{0, zeros_like(p), zeros_like(p)};         // two
//:explain.m-is-v.vi
// Khi step viết `s.m = ...` thì tensor mới thay tensor cũ và không thấy gì lạ. Nhưng với phép
// toán tại chỗ, cách các optimizer tiết kiệm bộ nhớ, v nhận trung bình của g, và căn của số âm là
// nan.
//
//     Tensor zero = zeros_like(p);
//     State s{0, zero, zero};                           // một vùng nhớ
//     State s{0, zeros_like(p), zeros_like(p)};         // hai vùng nhớ
//:message.decay-mode.en {got} instead of {expected} ({mode}): this is the other kind of weight
// decay. decoupled shrinks p beside the update; else wd * p is added to the gradient.
//:message.decay-mode.vi {got} thay vì {expected} ({mode}): đây là kiểu weight decay kia.
// decoupled thu nhỏ p bên ngoài phép cập nhật; nếu không thì wd * p được cộng vào gradient.
//:explain.decay-mode.en
// In Adam the added wd * p goes through M / sqrt(V), which removes its size: the first step is lr
// long with or without decay. AdamW therefore shrinks p itself.
//
//     w = 1, loss w * w, lr = 0.1, wd = 0.1:
//     Adam:   g = 2 + 0.1 * 1;  w = 1 - 0.1 * 1            = 0.9
//     AdamW:  w = 1 * (1 - 0.1 * 0.1) - 0.1 * 1            = 0.89
//:explain.decay-mode.vi
// Trong Adam, wd * p được cộng vào sẽ đi qua M / sqrt(V), mất hết độ lớn: bước đầu dài lr dù có
// weight decay hay không. Vì vậy AdamW thu nhỏ chính p.
//
//     w = 1, loss w * w, lr = 0.1, wd = 0.1:
//     Adam:   g = 2 + 0.1 * 1;  w = 1 - 0.1 * 1            = 0.9
//     AdamW:  w = 1 * (1 - 0.1 * 0.1) - 0.1 * 1            = 0.89
//:message.tracked.en Your update was recorded in the graph, or refused, for p is a leaf (lr =
// {lr}, wd = {decay}). Put NoGradGuard no_grad; at the beginning of step.
//:message.tracked.vi Phép cập nhật bị ghi vào đồ thị, hoặc bị từ chối vì p là lá (lr = {lr}, wd =
// {decay}). Hãy đặt NoGradGuard no_grad; ở đầu step.
//:explain.tracked.en
// As in exercise 3.08: the update is not part of the model's function. With grad mode on, p.sub_
// on a leaf is refused, and a state computed from p would keep a graph that grows with every
// step.
//
//     NoGradGuard no_grad;
//     p.sub_(...);
//:explain.tracked.vi
// Như bài 3.08: phép cập nhật không thuộc hàm của mô hình. Khi grad mode đang bật, p.sub_ trên lá
// bị từ chối, và một State tính từ p sẽ giữ đồ thị lớn dần sau mỗi bước.
//
//     NoGradGuard no_grad;
//     p.sub_(...);

//:code
#include "gradlab/lab/part3/ex_3_09.h"

#include <cmath>

namespace ex_3_09 {

std::vector<State> make_states(const std::vector<Tensor>& parameters) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  std::vector<State> states;
  for (const Tensor& p : parameters) {
    states.push_back({0, zeros_like(p.detach()), zeros_like(p.detach())});
  }
  return states;
  //:wrong SHARED_STATE 3.09/shared-state
  const Tensor zero = zeros_like(parameters.at(0).detach());
  return std::vector<State>(parameters.size(), State{0, zero.clone(), zero});
  //:wrong M_IS_V 3.09/m-is-v
  std::vector<State> states;
  for (const Tensor& p : parameters) {
    State state;
    state.m = state.v = zeros_like(p.detach());
    states.push_back(state);
  }
  return states;
  //:end
}

void step(Adam& optimizer) {
  //:part
  //:stub
  lab::todo_void();
  //:solution
  NoGradGuard no_grad;
  const double beta1 = optimizer.beta1, beta2 = optimizer.beta2;
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    const Tensor& p = optimizer.parameters[i];
    if (!p.grad().defined()) continue;
    State& state = optimizer.states[i];
    Tensor g = p.grad();
    if (optimizer.decoupled) {
      p.mul_(1 - optimizer.lr * optimizer.weight_decay);
    } else {
      g = g + optimizer.weight_decay * p;
    }
    ++state.steps;
    state.m = beta1 * state.m + (1 - beta1) * g;
    state.v = beta2 * state.v + (1 - beta2) * g * g;
    const Tensor mean = state.m / (1 - std::pow(beta1, state.steps));
    const Tensor square = state.v / (1 - std::pow(beta2, state.steps));
    p.sub_(optimizer.lr * mean / (square.sqrt() + optimizer.eps));
  }
  //:wrong NO_BIAS_CORRECTION 3.09/no-bias-correction
  NoGradGuard no_grad;
  const double beta1 = optimizer.beta1, beta2 = optimizer.beta2;
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    const Tensor& p = optimizer.parameters[i];
    if (!p.grad().defined()) continue;
    State& state = optimizer.states[i];
    Tensor g = p.grad();
    if (optimizer.decoupled) {
      p.mul_(1 - optimizer.lr * optimizer.weight_decay);
    } else {
      g = g + optimizer.weight_decay * p;
    }
    ++state.steps;
    state.m = beta1 * state.m + (1 - beta1) * g;
    state.v = beta2 * state.v + (1 - beta2) * g * g;
    p.sub_(optimizer.lr * state.m / (state.v.sqrt() + optimizer.eps));
  }
  //:wrong NO_BIAS_CORRECTION_B 3.09/no-bias-correction
  NoGradGuard no_grad;
  const double beta1 = optimizer.beta1, beta2 = optimizer.beta2;
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    const Tensor& p = optimizer.parameters[i];
    if (!p.grad().defined()) continue;
    State& state = optimizer.states[i];
    Tensor g = p.grad();
    if (optimizer.decoupled) {
      p.mul_(1 - optimizer.lr * optimizer.weight_decay);
    } else {
      g = g + optimizer.weight_decay * p;
    }
    ++state.steps;
    state.m = beta1 * state.m + (1 - beta1) * g;
    state.v = beta2 * state.v + (1 - beta2) * g * g;
    const Tensor mean = state.m / (1 - std::pow(beta1, state.steps));
    p.sub_(optimizer.lr * mean / (state.v.sqrt() + optimizer.eps));
  }
  //:wrong FROZEN_T 3.09/frozen-t
  NoGradGuard no_grad;
  const double beta1 = optimizer.beta1, beta2 = optimizer.beta2;
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    const Tensor& p = optimizer.parameters[i];
    if (!p.grad().defined()) continue;
    State& state = optimizer.states[i];
    Tensor g = p.grad();
    if (optimizer.decoupled) {
      p.mul_(1 - optimizer.lr * optimizer.weight_decay);
    } else {
      g = g + optimizer.weight_decay * p;
    }
    int64_t steps = state.steps + 1;
    state.m = beta1 * state.m + (1 - beta1) * g;
    state.v = beta2 * state.v + (1 - beta2) * g * g;
    const Tensor mean = state.m / (1 - std::pow(beta1, steps));
    const Tensor square = state.v / (1 - std::pow(beta2, steps));
    p.sub_(optimizer.lr * mean / (square.sqrt() + optimizer.eps));
  }
  //:wrong NO_ROOT 3.09/no-root
  NoGradGuard no_grad;
  const double beta1 = optimizer.beta1, beta2 = optimizer.beta2;
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    const Tensor& p = optimizer.parameters[i];
    if (!p.grad().defined()) continue;
    State& state = optimizer.states[i];
    Tensor g = p.grad();
    if (optimizer.decoupled) {
      p.mul_(1 - optimizer.lr * optimizer.weight_decay);
    } else {
      g = g + optimizer.weight_decay * p;
    }
    ++state.steps;
    state.m = beta1 * state.m + (1 - beta1) * g;
    state.v = beta2 * state.v + (1 - beta2) * g * g;
    const Tensor mean = state.m / (1 - std::pow(beta1, state.steps));
    const Tensor square = state.v / (1 - std::pow(beta2, state.steps));
    p.sub_(optimizer.lr * mean / (square + optimizer.eps));
  }
  //:wrong EPS 3.09/eps
  NoGradGuard no_grad;
  const double beta1 = optimizer.beta1, beta2 = optimizer.beta2;
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    const Tensor& p = optimizer.parameters[i];
    if (!p.grad().defined()) continue;
    State& state = optimizer.states[i];
    Tensor g = p.grad();
    if (optimizer.decoupled) {
      p.mul_(1 - optimizer.lr * optimizer.weight_decay);
    } else {
      g = g + optimizer.weight_decay * p;
    }
    ++state.steps;
    state.m = beta1 * state.m + (1 - beta1) * g;
    state.v = beta2 * state.v + (1 - beta2) * g * g;
    const Tensor mean = state.m / (1 - std::pow(beta1, state.steps));
    const Tensor square = state.v / (1 - std::pow(beta2, state.steps));
    p.sub_(optimizer.lr * mean / (square + optimizer.eps).sqrt());
  }
  //:wrong EPS_B 3.09/eps
  NoGradGuard no_grad;
  const double beta1 = optimizer.beta1, beta2 = optimizer.beta2;
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    const Tensor& p = optimizer.parameters[i];
    if (!p.grad().defined()) continue;
    State& state = optimizer.states[i];
    Tensor g = p.grad();
    if (optimizer.decoupled) {
      p.mul_(1 - optimizer.lr * optimizer.weight_decay);
    } else {
      g = g + optimizer.weight_decay * p;
    }
    ++state.steps;
    state.m = beta1 * state.m + (1 - beta1) * g;
    state.v = beta2 * state.v + (1 - beta2) * g * g;
    const double lr = optimizer.lr * std::sqrt(1 - std::pow(beta2, state.steps)) /
                      (1 - std::pow(beta1, state.steps));
    p.sub_(lr * state.m / (state.v.sqrt() + optimizer.eps));
  }
  //:wrong SHARED_STATE_B 3.09/shared-state
  NoGradGuard no_grad;
  const double beta1 = optimizer.beta1, beta2 = optimizer.beta2;
  State& state = optimizer.states[0];
  ++state.steps;
  for (const Tensor& p : optimizer.parameters) {
    if (!p.grad().defined()) continue;
    Tensor g = p.grad();
    if (optimizer.decoupled) {
      p.mul_(1 - optimizer.lr * optimizer.weight_decay);
    } else {
      g = g + optimizer.weight_decay * p;
    }
    state.m = beta1 * state.m + (1 - beta1) * g;
    state.v = beta2 * state.v + (1 - beta2) * g * g;
    const Tensor mean = state.m / (1 - std::pow(beta1, state.steps));
    const Tensor square = state.v / (1 - std::pow(beta2, state.steps));
    p.sub_(optimizer.lr * mean / (square.sqrt() + optimizer.eps));
  }
  //:wrong DECAY_MODE 3.09/decay-mode
  NoGradGuard no_grad;
  const double beta1 = optimizer.beta1, beta2 = optimizer.beta2;
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    const Tensor& p = optimizer.parameters[i];
    if (!p.grad().defined()) continue;
    State& state = optimizer.states[i];
    const Tensor g = p.grad() + optimizer.weight_decay * p;
    ++state.steps;
    state.m = beta1 * state.m + (1 - beta1) * g;
    state.v = beta2 * state.v + (1 - beta2) * g * g;
    const Tensor mean = state.m / (1 - std::pow(beta1, state.steps));
    const Tensor square = state.v / (1 - std::pow(beta2, state.steps));
    p.sub_(optimizer.lr * mean / (square.sqrt() + optimizer.eps));
  }
  //:wrong DECAY_MODE_B 3.09/decay-mode
  NoGradGuard no_grad;
  const double beta1 = optimizer.beta1, beta2 = optimizer.beta2;
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    const Tensor& p = optimizer.parameters[i];
    if (!p.grad().defined()) continue;
    State& state = optimizer.states[i];
    p.mul_(1 - optimizer.lr * optimizer.weight_decay);
    const Tensor g = p.grad();
    ++state.steps;
    state.m = beta1 * state.m + (1 - beta1) * g;
    state.v = beta2 * state.v + (1 - beta2) * g * g;
    const Tensor mean = state.m / (1 - std::pow(beta1, state.steps));
    const Tensor square = state.v / (1 - std::pow(beta2, state.steps));
    p.sub_(optimizer.lr * mean / (square.sqrt() + optimizer.eps));
  }
  //:wrong TRACKED 3.09/tracked
  const double beta1 = optimizer.beta1, beta2 = optimizer.beta2;
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    const Tensor& p = optimizer.parameters[i];
    if (!p.grad().defined()) continue;
    State& state = optimizer.states[i];
    Tensor g = p.grad();
    if (optimizer.decoupled) {
      p.mul_(1 - optimizer.lr * optimizer.weight_decay);
    } else {
      g = g + optimizer.weight_decay * p;
    }
    ++state.steps;
    state.m = beta1 * state.m + (1 - beta1) * g;
    state.v = beta2 * state.v + (1 - beta2) * g * g;
    const Tensor mean = state.m / (1 - std::pow(beta1, state.steps));
    const Tensor square = state.v / (1 - std::pow(beta2, state.steps));
    p.sub_(optimizer.lr * mean / (square.sqrt() + optimizer.eps));
  }
  //:end
}

}  // namespace ex_3_09
