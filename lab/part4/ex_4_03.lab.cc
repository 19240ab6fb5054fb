//:exercise 4.03 stretch
//:title.en Backprop by hand
//:title.vi Lan truyền ngược bằng tay
//:text.en
// The network of the contract (read `forward` there) computes its loss in steps so small that
// each has a derivative of one line. You walk back through them without autograd. There are three
// kinds:
//
//   number by number  out = tanh(a):  da = dout * (1 - out * out)
//   matrix product    out = a @ b:    da = dout @ b.T,  db = a.T @ dout      (shapes tell which)
//   broadcast and sum are mirror images: what was repeated in the forward pass is summed in the
//                     backward pass, and what was summed is repeated.
//
// And one rule above all: a tensor that is used twice receives the SUM of both ways.
//
// 1. backward: fill the 14 gradients of `Gradients`, from the loss to w1. Each has the shape and
//    dtype of its tensor. dloss is what comes in (not always 1): it gets into dlogprobs, and from
//    there into all the others. Change nothing of f: no operations that end in _. You may return
//    while some are still missing: you will see how many are right so far.
//    Useful: zeros_like(t).scatter(1, f.target.unsqueeze(1), -0.5) has -0.5 at the class of each
//    sample; t.sum(0), t.sum(1, /*keepdim=*/true), a.matmul(b), t.t(), f.x.size(0).
// 2. logits_at_once: six of the steps collapse into one formula: dlogits is (softmax(logits) -
//    onehot(target)) / N * dloss. Write it with logits.softmax(1) (which does not overflow) and
//    one_hot(target, C).to(logits.scalar_type()), C = logits.size(1).
//:text.vi
// Mạng trong contract (hãy đọc `forward` ở đó) tính hàm mất mát bằng những bước nhỏ tới mức mỗi
// bước có đạo hàm chỉ một dòng. Bạn đi ngược lại qua chúng, không dùng autograd. Có ba loại:
//
//   từng số một       out = tanh(a):  da = dout * (1 - out * out) tích ma trận      out = a @ b:
//   da = dout @ b.T,  db = a.T @ dout   (shape cho biết cái nào) broadcast và tổng là hai mặt của
//   nhau: cái gì được lặp lại ở lượt xuôi thì được cộng lại ở lượt
//                     ngược, cái gì được cộng lại thì được lặp lại.
//
// Và một quy tắc trên hết: tensor được dùng hai lần nhận TỔNG của cả hai đường.
//
// 1. backward: điền 14 gradient của `Gradients`, từ loss về tới w1. Mỗi gradient có shape và
//    dtype của tensor tương ứng. dloss là gradient đi vào (không phải lúc nào cũng bằng 1): nó
//    vào dlogprobs, rồi từ đó vào mọi gradient khác. Không sửa gì trong f: không dùng phép toán
//    có tên kết thúc bằng _. Bạn có thể trả về khi còn thiếu vài gradient: bạn sẽ thấy đã đúng
//    bao nhiêu. Hữu ích: zeros_like(t).scatter(1, f.target.unsqueeze(1), -0.5) có -0.5 ở lớp của
//    mỗi mẫu; t.sum(0), t.sum(1, /*keepdim=*/true), a.matmul(b), t.t(), f.x.size(0).
// 2. logits_at_once: sáu bước gộp thành một công thức: dlogits bằng
//    (softmax(logits) - onehot(target)) / N * dloss. Viết nó với logits.softmax(1) (không bị tràn
//    số) và one_hot(target, C).to(logits.scalar_type()), C = logits.size(1).
//:know.en
// Backprop is local: repeat becomes sum, two uses add up, and shapes tell where to transpose.
//:know.vi
// Lan truyền ngược là việc cục bộ: lặp lại thành tổng, hai đường thì cộng, shape chỉ chỗ chuyển vị.
//:hint.1.en For each tensor ask: in which lines of forward does it stand on the right? What shape
// has it, and what shape has the gradient that comes in?
//:hint.1.vi Với mỗi tensor hãy hỏi: nó đứng ở vế phải của những dòng nào trong forward? Nó có
// shape gì, và gradient đi vào có shape gì?
//:hint.2.en Two tensors are used twice: counts (in counts_sum and in probs) and hlin (in hmean
// and in hpreact). Three are repeated by broadcasting over the batch or the classes: b1, b2 and
// hmean over the rows, counts_sum_inv over the columns; their gradients are sums.
//:hint.2.vi Có hai tensor được dùng hai lần: counts (trong counts_sum và probs) và hlin (trong
// hmean và hpreact). Những tensor được broadcast lặp lại: b1, b2 và hmean theo hàng,
// counts_sum_inv theo cột; gradient của chúng là tổng.
//:hint.3.en
// d.dlogprobs = zeros_like(f.logprobs).scatter(1, f.target.unsqueeze(1), -1.0 / n) * dloss;
// d.dcounts_sum_inv = (d.dprobs * f.counts).sum(1, true);
// d.dcounts = d.dprobs * f.counts_sum_inv + d.dcounts_sum;   // two ways; the second is repeated
// d.dh = d.dlogits.matmul(f.w2.t());
// d.dhmean = -d.dhpreact.sum(0, true);   and   d.dhlin = d.dhpreact + d.dhmean / n;
//:hint.3.vi
// d.dlogprobs = zeros_like(f.logprobs).scatter(1, f.target.unsqueeze(1), -1.0 / n) * dloss;
// d.dcounts_sum_inv = (d.dprobs * f.counts).sum(1, true);
// d.dcounts = d.dprobs * f.counts_sum_inv + d.dcounts_sum;   // hai đường; đường sau được lặp lại
// d.dh = d.dlogits.matmul(f.w2.t());
// d.dhmean = -d.dhpreact.sum(0, true);   và   d.dhlin = d.dhpreact + d.dhmean / n;
//:predict.bias.en A batch of 6, H = 5 hidden values, C = 4 classes: what shape has db2?
//:predict.bias.vi Batch 6 mẫu, H = 5 giá trị ẩn, C = 4 lớp: db2 có shape gì?
//:predict.row-sum.en What is the sum of each row of dlogits?
//:predict.row-sum.vi Tổng của mỗi hàng trong dlogits bằng bao nhiêu?
//:label.gradients.en the gradients, one tensor after the other from the loss back
//:label.gradients.vi các gradient, lần lượt từng tensor từ loss trở về
//:label.all.en all 14 gradients against autograd
//:label.all.vi cả 14 gradient so với autograd
//:label.float32.en dtypes for a network in float32
//:label.float32.vi dtype với mạng dùng float32
//:label.parameters.en gradients of w1, b1, w2, b2
//:label.parameters.vi gradient của w1, b1, w2, b2
//:label.recorded.en graph nodes recorded by your function
//:label.recorded.vi số nút đồ thị mà hàm của bạn ghi lại
//:label.unchanged.en the tensors of the forward pass afterwards
//:label.unchanged.vi các tensor của lượt xuôi sau khi hàm chạy
//:label.at-once.en dlogits in one formula
//:label.at-once.vi dlogits bằng một công thức
//:label.large.en dlogits in one formula, for large logits
//:label.large.vi dlogits bằng một công thức, với logits lớn
//:message.first-wrong.en {node} is the first wrong tensor from the loss back; {right} before it
// are right, {later} behind it cannot be right yet. What comes into it is right: look at this one
// line.
//:message.first-wrong.vi Tensor sai đầu tiên (đi từ loss về) là {node}; {right} tensor trước nó
// đúng, {later} tensor phía sau chưa thể đúng. Những gì đi vào nó đều đúng: hãy xem đúng dòng
// này.
//:explain.first-wrong.en
// Each of your gradients was compared with a central difference of its own step, given your own
// gradients that come into it. So all before the one named are right, and the fault is in the
// line that computes it: a sign, a factor, the wrong operand, a value before instead of after
// tanh.
//
//     h = hpreact.tanh()
//     dhpreact = dh * (1 - h * h)                  // the slope in terms of the RESULT
//     dhpreact = dh * (1 - hpreact * hpreact)      // wrong
//
// For b = 1 / a the slope is -1 / (a * a), that is -b * b.
//:explain.first-wrong.vi
// Mỗi gradient của bạn được so với sai phân trung tâm của đúng bước đó, dùng chính các gradient
// của bạn đi vào bước ấy. Vì vậy mọi tensor trước nó đều đúng, và lỗi nằm ở dòng tính nó: một
// dấu, một thừa số, nhầm toán hạng, giá trị trước thay vì sau tanh.
//
//     h = hpreact.tanh()
//     dhpreact = dh * (1 - h * h)                  // độ dốc viết theo KẾT QUẢ
//     dhpreact = dh * (1 - hpreact * hpreact)      // sai
//
// Với b = 1 / a, độ dốc là -1 / (a * a), tức là -b * b.
//:message.missing.en {node} is not there yet; {right} of {all} gradients are right so far. Go on
// with it.
//:message.missing.vi Chưa có {node}; tới giờ {right} trong {all} gradient đã đúng. Hãy viết tiếp
// nó.
//:explain.missing.en
// A field of Gradients that you do not set stays an undefined tensor. That is fine while you are
// on the way: the check goes through the tensors from the loss back and stops at the first that
// is missing or wrong. What is right before it stays right.
//
//     Gradients d;
//     d.dlogprobs = ...;      // 1 of 14
//     return d;               // the rest is undefined: nothing is wrong yet
//:explain.missing.vi
// Trường nào của Gradients bạn chưa gán thì vẫn là tensor chưa xác định. Khi còn đang viết dở thì
// không sao: phép kiểm tra đi lần lượt từ loss về và dừng ở tensor đầu tiên còn thiếu hoặc sai.
// Những gì đúng trước đó vẫn đúng.
//
//     Gradients d;
//     d.dlogprobs = ...;      // 1 trong 14
//     return d;               // phần còn lại chưa xác định: chưa có gì sai
//:message.not-reduced.en {node} has shape {got-shape}, its tensor {shape}: it was repeated by
// broadcasting, so the gradients of all its copies must be added up (right before it: {right}).
//:message.not-reduced.vi {node} có shape {got-shape}, còn tensor của nó là {shape}: nó đã được
// lặp lại khi broadcast, nên phải cộng gradient của mọi bản sao (số gradient đúng trước nó:
// {right}).
//:explain.not-reduced.en
// In logits = h @ w2 + b2 the one row b2 is added to every row of the batch. Each row of dlogits
// says how much the loss changes through that copy; b2 changes all copies together.
//
//     db2 = dlogits            // (N, C): one gradient for each copy
//     db2 = dlogits.sum(0)     // (C): b2's own
//
// The same holds along the other axis: counts_sum_inv (N, 1) is repeated over the classes.
//:explain.not-reduced.vi
// Trong logits = h @ w2 + b2, một hàng b2 được cộng vào mọi hàng của batch. Mỗi hàng của dlogits
// cho biết loss thay đổi bao nhiêu qua bản sao đó; b2 làm mọi bản sao thay đổi cùng lúc.
//
//     db2 = dlogits            // (N, C): mỗi bản sao một gradient
//     db2 = dlogits.sum(0)     // (C): gradient của chính b2
//
// Theo trục kia cũng vậy: counts_sum_inv (N, 1) được lặp lại theo các lớp.
//:message.one-branch.en {node} has only one of its {users} ways: the tensor is used in {users}
// lines of forward, and what comes back from them is added (right before it: {right}).
//:message.one-branch.vi {node} chỉ có một trong {users} đường: tensor này được dùng ở {users}
// dòng của forward, và những gì đi về từ các dòng đó phải được cộng lại (số gradient đúng trước
// nó: {right}).
//:explain.one-branch.en
// counts goes into probs directly, and into counts_sum, which goes into probs too. If counts
// changes, the loss changes along both ways, and the changes add up.
//
//     probs = counts * counts_sum_inv          // dprobs * counts_sum_inv comes back from here
//     counts_sum = counts.sum(1, keepdim)      // dcounts_sum comes back, to every column
//     dcounts = dprobs * counts_sum_inv + dcounts_sum
//:explain.one-branch.vi
// counts đi thẳng vào probs, và đi vào counts_sum, mà counts_sum cũng vào probs. Nếu counts thay
// đổi thì loss thay đổi theo cả hai đường, và các thay đổi cộng lại.
//
//     probs = counts * counts_sum_inv          // từ đây trở về dprobs * counts_sum_inv
//     counts_sum = counts.sum(1, keepdim)      // từ đây trở về dcounts_sum, cho mọi cột
//     dcounts = dprobs * counts_sum_inv + dcounts_sum
//:message.no-upstream.en {node} is only the slope of its own step: multiply it by the gradient
// that comes in (right before it: {right}).
//:message.no-upstream.vi {node} mới chỉ là độ dốc của riêng bước đó: hãy nhân với gradient đi vào
// (số gradient đúng trước nó: {right}).
//:explain.no-upstream.en
// The chain rule has two factors: how much the loss changes with the result (it comes in), and
// how much the result changes with the tensor (the slope). For dlogprobs it is dloss that comes
// in.
//
//     logprobs = probs.log()
//     dprobs = 1 / probs                 // how logprobs changes
//     dprobs = dlogprobs / probs         // how the LOSS changes
//:explain.no-upstream.vi
// Quy tắc dây chuyền có hai thừa số: loss thay đổi bao nhiêu theo kết quả (gradient đi vào), và
// kết quả thay đổi bao nhiêu theo tensor (độ dốc). Với dlogprobs, gradient đi vào là dloss.
//
//     logprobs = probs.log()
//     dprobs = 1 / probs                 // logprobs thay đổi thế nào
//     dprobs = dlogprobs / probs         // LOSS thay đổi thế nào
//:message.not-averaged.en {node} is {samples} times too large: the forward pass takes a mean over
// the {samples} samples, so each of them has only 1/{samples} of the influence.
//:message.not-averaged.vi {node} lớn gấp {samples} lần: lượt xuôi lấy trung bình trên {samples}
// mẫu, nên mỗi mẫu chỉ có 1/{samples} ảnh hưởng.
//:explain.not-averaged.en
// loss = -mean over the samples of logprobs[i, target[i]]. If one of these changes by 1, the mean
// changes by 1/N. All other entries of logprobs do not stand in the loss at all: gradient 0.
//
//     dlogprobs = 0 everywhere, and -1/N * dloss at [i, target[i]]
//:explain.not-averaged.vi
// loss = -trung bình theo các mẫu của logprobs[i, target[i]]. Nếu một trong số đó thay đổi 1 thì
// trung bình thay đổi 1/N. Các phần tử khác của logprobs không có mặt trong loss: gradient 0.
//
//     dlogprobs = 0 ở mọi nơi, và -1/N * dloss tại [i, target[i]]
//:message.averaged.en {node} is {samples} times too small: you took the mean over the {samples}
// samples. Copies are added up; the 1/N of the loss is already in the gradient that comes in.
//:message.averaged.vi {node} nhỏ đi {samples} lần: bạn lấy trung bình trên {samples} mẫu. Các bản
// sao phải được cộng; thừa số 1/N của loss đã có trong gradient đi vào.
//:explain.averaged.en
// The mean stands once in the forward pass, at the loss, and once in the backward pass, in
// dlogprobs. A bias is added to every sample, so its gradient is the sum over the samples.
//
//     db2 = dlogits.mean(0)      // divides by N a second time
//     db2 = dlogits.sum(0)
//:explain.averaged.vi
// Phép trung bình có mặt một lần ở lượt xuôi, tại loss, và một lần ở lượt ngược, trong dlogprobs.
// Độ lệch (bias) được cộng vào mọi mẫu, nên gradient của nó là tổng theo các mẫu.
//
//     db2 = dlogits.mean(0)      // chia cho N lần thứ hai
//     db2 = dlogits.sum(0)
//:message.dtype.en {node} has the right numbers as {got-dtype}, but its tensor is {dtype} (right
// before it: {right}). A constant or one_hot of your own has another dtype:
// .to(f.logits.scalar_type()).
//:message.dtype.vi {node} có đúng các con số nhưng là {got-dtype}, còn tensor của nó là {dtype}
// (số gradient đúng trước nó: {right}). Có hằng số hay one_hot khác dtype: hãy dùng
// .to(f.logits.scalar_type()).
//:explain.dtype.en
// one_hot gives whole numbers (int64), and dividing these gives float32. A gradient must have the
// dtype of its tensor: in float32 half of its digits are gone.
//
//     one_hot(f.target, C) / n                                    // float32
//     one_hot(f.target, C).to(f.logits.scalar_type()) / n         // as the logits
//     zeros_like(f.logprobs)                                      // as logprobs
//:explain.dtype.vi
// one_hot cho số nguyên (int64), và chia số nguyên thì được float32. Một gradient phải có dtype
// của tensor tương ứng: với float32, một nửa số chữ số bị mất.
//
//     one_hot(f.target, C) / n                                    // float32
//     one_hot(f.target, C).to(f.logits.scalar_type()) / n         // như logits
//     zeros_like(f.logprobs)                                      // như logprobs
//:message.autograd.en Your function let the library record {nodes} operations. Here you are
// autograd: use the formulas, on tensors that do not require grad.
//:message.autograd.vi Hàm của bạn để thư viện ghi lại {nodes} phép toán. Ở bài này bạn chính là
// autograd: hãy dùng công thức, trên các tensor không đòi gradient.
//:explain.autograd.en
// Running forward again on leaves and calling backward() gives the right numbers and teaches
// nothing. All you need stands in f: every intermediate value of the forward pass.
//
//     f.w2.detach().requires_grad_()          // begins a graph: not here
//     d.dh = d.dlogits.matmul(f.w2.t());      // a formula: nothing is recorded
//:explain.autograd.vi
// Chạy lại forward trên các lá rồi gọi backward() sẽ cho đúng các con số nhưng không dạy được gì.
// Mọi thứ bạn cần đều có trong f: mọi giá trị trung gian của lượt xuôi.
//
//     f.w2.detach().requires_grad_()          // mở đầu một đồ thị: không dùng ở đây
//     d.dh = d.dlogits.matmul(f.w2.t());      // một công thức: không có gì được ghi lại
//:message.modified.en f.{name} is not what it was before: an operation that ends in _ wrote into
// it. It may still be needed; write the result into a new tensor.
//:message.modified.vi f.{name} không còn như trước: một phép toán có tên kết thúc bằng _ đã ghi
// vào nó. Có thể nó còn được dùng; hãy ghi kết quả vào một tensor mới.
//:explain.modified.en
// f is const, but a Tensor is a handle: the handle does not change, the numbers behind it do.
// This is the same trap as an in-place operation on a tensor that autograd has saved.
//
//     d.dlogits = f.counts.mul_(d.dcounts);   // f.counts now holds dlogits
//     d.dlogits = f.counts * d.dcounts;       // a new tensor
//:explain.modified.vi
// f là const, nhưng Tensor chỉ là tay nắm (handle): tay nắm không đổi, còn các con số phía sau
// thì đổi. Đây cũng là cái bẫy của phép toán tại chỗ trên tensor mà autograd đã lưu.
//
//     d.dlogits = f.counts.mul_(d.dcounts);   // f.counts bây giờ chứa dlogits
//     d.dlogits = f.counts * d.dcounts;       // một tensor mới
//:message.no-target.en The class of each sample is not subtracted: softmax alone pushes every
// logit down. Subtract 1 at the target: softmax(logits) - onehot(target).
//:message.no-target.vi Chưa trừ lớp đúng của mỗi mẫu: chỉ có softmax thì mọi logit đều bị đẩy
// xuống. Hãy trừ 1 tại lớp đúng: softmax(logits) - onehot(target).
//:explain.no-target.en
// The gradient by the logits is "what the model says minus what is true". Each row sums to zero:
// the target is pulled up by as much as all others are pushed down.
//
//     probabilities [0.7, 0.2, 0.1], target 0:  row = [-0.3, 0.2, 0.1] / N
//:explain.no-target.vi
// Gradient theo logits là "điều mô hình nói trừ đi điều đúng". Mỗi hàng có tổng bằng 0: lớp đúng
// được kéo lên đúng bằng mức các lớp khác bị đẩy xuống.
//
//     xác suất [0.7, 0.2, 0.1], lớp đúng 0:  hàng = [-0.3, 0.2, 0.1] / N
//:message.softmax-left-out.en You subtracted the target from the raw logits; the formula has the
// probabilities: softmax(logits) - onehot(target).
//:message.softmax-left-out.vi Bạn trừ lớp đúng khỏi logits thô; trong công thức phải là xác suất:
// softmax(logits) - onehot(target).
//:explain.softmax-left-out.en
// logits - onehot is the gradient of a squared error, not of cross-entropy. The six steps from
// logprobs to logits turn the logits into probabilities first.
//
//     logits.softmax(1) - one_hot(target, C).to(logits.scalar_type())
//
// A quick test: each row of the result sums to zero.
//:explain.softmax-left-out.vi
// logits - onehot là gradient của sai số bình phương, không phải của cross-entropy. Sáu bước từ
// logprobs về logits trước hết biến logits thành xác suất.
//
//     logits.softmax(1) - one_hot(target, C).to(logits.scalar_type())
//
// Cách thử nhanh: mỗi hàng của kết quả có tổng bằng 0.
//:message.at-once-not-averaged.en logits_at_once is {samples} times too large: the loss is the
// mean over {samples} samples. Divide by logits.size(0).
//:message.at-once-not-averaged.vi logits_at_once lớn gấp {samples} lần: loss là trung bình trên
// {samples} mẫu. Hãy chia cho logits.size(0).
//:explain.at-once-not-averaged.en
// Each sample has 1/N of the mean, and so has its row of the gradient. Without it, a batch twice
// as large makes steps twice as long.
//
//     (softmax - onehot) / logits.size(0) * dloss
//:explain.at-once-not-averaged.vi
// Mỗi mẫu chiếm 1/N của trung bình, và hàng gradient của nó cũng vậy. Thiếu thừa số này, batch
// lớn gấp đôi sẽ làm bước cập nhật dài gấp đôi.
//
//     (softmax - onehot) / logits.size(0) * dloss
//:message.at-once-no-upstream.en logits_at_once ignores dloss, which is {dloss} here: right only
// where the loss itself is the end, wrong where it is a part of something. Multiply by it.
//:message.at-once-no-upstream.vi logits_at_once bỏ qua dloss, ở đây bằng {dloss}: chỉ đúng khi
// loss là điểm cuối, sai khi nó là một phần của thứ khác. Hãy nhân với dloss.
//:explain.at-once-no-upstream.en
// A loss is often a part of a sum, 0.5 * first + 2 * second. Then 0.5 and 2 come in as dloss, and
// all gradients behind must carry them.
//
//     (softmax - onehot) / logits.size(0) * dloss
//:explain.at-once-no-upstream.vi
// Hàm mất mát thường là một phần của tổng, 0.5 * first + 2 * second. Khi đó 0.5 và 2 đi vào qua
// dloss, và mọi gradient phía sau phải mang theo chúng.
//
//     (softmax - onehot) / logits.size(0) * dloss
//:message.overflow.en nan for logits around {input}: exp overflows, and infinity / infinity is
// nan. logits.softmax(1) subtracts the largest logit first.
//:message.overflow.vi Kết quả là nan khi logits khoảng {input}: exp bị tràn số, và vô cùng chia
// vô cùng là nan. logits.softmax(1) trừ đi logit lớn nhất trước.
//:explain.overflow.en
// exp(710) is already infinite in float64, exp(89) in float32. Softmax does not change when the
// same number is subtracted from all logits of a row; with the largest one subtracted no exponent
// is above 0.
//
//     logits.exp() / logits.exp().sum(1, true)     // overflows
//     logits.softmax(1)                            // does not
//:explain.overflow.vi
// exp(710) đã là vô cùng trong float64, exp(89) trong float32. Softmax không đổi khi trừ cùng một
// số khỏi mọi logit của một hàng; trừ đi logit lớn nhất thì không số mũ nào vượt quá 0.
//
//     logits.exp() / logits.exp().sum(1, true)     // tràn số
//     logits.softmax(1)                            // không tràn

//:code
#include "gradlab/lab/part4/ex_4_03.h"

namespace ex_4_03 {

Gradients backward(const Forward& f, const Tensor& dloss) {
  Gradients d;
  // From the loss to the logits.
  //:part
  //:stub
  return lab::todo();
  //:solution
  const int64_t n = f.x.size(0);
  d.dlogprobs = zeros_like(f.logprobs).scatter(1, f.target.unsqueeze(1), -1.0 / n) * dloss;
  d.dprobs = d.dlogprobs / f.probs;
  d.dcounts_sum_inv = (d.dprobs * f.counts).sum(1, /*keepdim=*/true);
  d.dcounts_sum = -d.dcounts_sum_inv * f.counts_sum_inv.square();
  d.dcounts = d.dprobs * f.counts_sum_inv + d.dcounts_sum;
  d.dlogits = d.dcounts * f.counts;
  //:wrong NOT_AVERAGED 4.03/not-averaged
  const int64_t n = f.x.size(0);
  d.dlogprobs = zeros_like(f.logprobs).scatter(1, f.target.unsqueeze(1), -1.0) * dloss;
  d.dprobs = d.dlogprobs / f.probs;
  d.dcounts_sum_inv = (d.dprobs * f.counts).sum(1, true);
  d.dcounts_sum = -d.dcounts_sum_inv * f.counts_sum_inv.square();
  d.dcounts = d.dprobs * f.counts_sum_inv + d.dcounts_sum;
  d.dlogits = d.dcounts * f.counts;
  //:wrong NO_UPSTREAM 4.03/no-upstream
  const int64_t n = f.x.size(0);
  d.dlogprobs = zeros_like(f.logprobs).scatter(1, f.target.unsqueeze(1), -1.0 / n) * dloss;
  d.dprobs = 1 / f.probs;
  d.dcounts_sum_inv = (d.dprobs * f.counts).sum(1, true);
  d.dcounts_sum = -d.dcounts_sum_inv * f.counts_sum_inv.square();
  d.dcounts = d.dprobs * f.counts_sum_inv + d.dcounts_sum;
  d.dlogits = d.dcounts * f.counts;
  //:wrong NO_UPSTREAM_B 4.03/no-upstream
  const int64_t n = f.x.size(0);
  d.dlogprobs = -one_hot(f.target, f.logits.size(1)).to(f.logits.scalar_type()) / n;
  d.dprobs = d.dlogprobs / f.probs;
  d.dcounts_sum_inv = (d.dprobs * f.counts).sum(1, true);
  d.dcounts_sum = -d.dcounts_sum_inv * f.counts_sum_inv.square();
  d.dcounts = d.dprobs * f.counts_sum_inv + d.dcounts_sum;
  d.dlogits = d.dcounts * f.counts;
  //:wrong NOT_REDUCED_B 4.03/not-reduced
  const int64_t n = f.x.size(0);
  d.dlogprobs = zeros_like(f.logprobs).scatter(1, f.target.unsqueeze(1), -1.0 / n) * dloss;
  d.dprobs = d.dlogprobs / f.probs;
  d.dcounts_sum_inv = d.dprobs * f.counts;
  d.dcounts_sum = -d.dcounts_sum_inv * f.counts_sum_inv.square();
  d.dcounts = d.dprobs * f.counts_sum_inv + d.dcounts_sum;
  d.dlogits = d.dcounts * f.counts;
  //:wrong FIRST_WRONG_B 4.03/first-wrong
  const int64_t n = f.x.size(0);
  d.dlogprobs = zeros_like(f.logprobs).scatter(1, f.target.unsqueeze(1), -1.0 / n) * dloss;
  d.dprobs = d.dlogprobs / f.probs;
  d.dcounts_sum_inv = (d.dprobs * f.counts).sum(1, true);
  d.dcounts_sum = d.dcounts_sum_inv * f.counts_sum_inv.square();
  d.dcounts = d.dprobs * f.counts_sum_inv + d.dcounts_sum;
  d.dlogits = d.dcounts * f.counts;
  //:wrong ONE_BRANCH 4.03/one-branch
  const int64_t n = f.x.size(0);
  d.dlogprobs = zeros_like(f.logprobs).scatter(1, f.target.unsqueeze(1), -1.0 / n) * dloss;
  d.dprobs = d.dlogprobs / f.probs;
  d.dcounts_sum_inv = (d.dprobs * f.counts).sum(1, true);
  d.dcounts_sum = -d.dcounts_sum_inv * f.counts_sum_inv.square();
  d.dcounts = d.dprobs * f.counts_sum_inv;
  d.dlogits = d.dcounts * f.counts;
  //:wrong MISSING 4.03/missing
  const int64_t n = f.x.size(0);
  d.dlogprobs = zeros_like(f.logprobs).scatter(1, f.target.unsqueeze(1), -1.0 / n) * dloss;
  d.dprobs = d.dlogprobs / f.probs;
  d.dcounts_sum_inv = (d.dprobs * f.counts).sum(1, true);
  return d;
  //:wrong DTYPE 4.03/dtype
  const int64_t n = f.x.size(0);
  d.dlogprobs = -one_hot(f.target, f.logits.size(1)) / n * dloss;
  d.dprobs = d.dlogprobs / f.probs;
  d.dcounts_sum_inv = (d.dprobs * f.counts).sum(1, true);
  d.dcounts_sum = -d.dcounts_sum_inv * f.counts_sum_inv.square();
  d.dcounts = d.dprobs * f.counts_sum_inv + d.dcounts_sum;
  d.dlogits = d.dcounts * f.counts;
  //:wrong MODIFIED 4.03/modified
  const int64_t n = f.x.size(0);
  d.dlogprobs = zeros_like(f.logprobs).scatter(1, f.target.unsqueeze(1), -1.0 / n) * dloss;
  d.dprobs = d.dlogprobs / f.probs;
  d.dcounts_sum_inv = (d.dprobs * f.counts).sum(1, true);
  d.dcounts_sum = -d.dcounts_sum_inv * f.counts_sum_inv.square();
  d.dcounts = d.dprobs * f.counts_sum_inv + d.dcounts_sum;
  d.dlogits = f.counts.mul_(d.dcounts);
  //:wrong AUTOGRAD 4.03/autograd
  const auto leaf = [](const Tensor& t) { return t.clone().requires_grad_(); };
  AutoGradMode enable(true);
  const Forward g = forward(f.x, f.target, leaf(f.w1), leaf(f.b1), leaf(f.w2), leaf(f.b2));
  const variable_list all = autograd::grad(
      {g.loss},
      {g.logprobs, g.probs, g.counts_sum_inv, g.counts_sum, g.counts, g.logits, g.h, g.w2, g.b2,
       g.hpreact, g.b1, g.hmean, g.hlin, g.w1},
      {dloss});
  return {all[0], all[1], all[2], all[3],  all[4],  all[5],  all[6],
          all[7], all[8], all[9], all[10], all[11], all[12], all[13]};
  //:end
  // Through the second matrix product and tanh.
  //:part
  //:stub
  //:solution
  d.dh = d.dlogits.matmul(f.w2.t());
  d.dw2 = f.h.t().matmul(d.dlogits);
  d.db2 = d.dlogits.sum(0);
  d.dhpreact = d.dh * (1 - f.h.square());
  //:wrong FIRST_WRONG 4.03/first-wrong
  d.dh = d.dlogits.matmul(f.w2.t());
  d.dw2 = f.h.t().matmul(d.dlogits);
  d.db2 = d.dlogits.sum(0);
  d.dhpreact = d.dh * (1 - f.hpreact.square());
  //:wrong AVERAGED 4.03/averaged
  d.dh = d.dlogits.matmul(f.w2.t());
  d.dw2 = f.h.t().matmul(d.dlogits);
  d.db2 = d.dlogits.mean(0);
  d.dhpreact = d.dh * (1 - f.h.square());
  //:wrong AUTOGRAD 4.03/autograd
  //:wrong MISSING 4.03/missing
  //:end
  // Through the centring and the first matrix product.
  //:part
  //:stub
  //:solution
  d.db1 = d.dhpreact.sum(0);
  d.dhmean = -d.dhpreact.sum(0, /*keepdim=*/true);
  d.dhlin = d.dhpreact + d.dhmean / n;
  d.dw1 = f.x.t().matmul(d.dhlin);
  return d;
  //:wrong NOT_REDUCED 4.03/not-reduced
  d.db1 = d.dhpreact;
  d.dhmean = -d.dhpreact.sum(0, true);
  d.dhlin = d.dhpreact + d.dhmean / n;
  d.dw1 = f.x.t().matmul(d.dhlin);
  return d;
  //:wrong ONE_BRANCH_B 4.03/one-branch
  d.db1 = d.dhpreact.sum(0);
  d.dhmean = -d.dhpreact.sum(0, true);
  d.dhlin = d.dhpreact;
  d.dw1 = f.x.t().matmul(d.dhlin);
  return d;
  //:wrong AUTOGRAD 4.03/autograd
  //:wrong MISSING 4.03/missing
  //:end
}

Tensor logits_at_once(const Tensor& logits, const Tensor& target, const Tensor& dloss) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  const Tensor onehot = one_hot(target, logits.size(1)).to(logits.scalar_type());
  return (logits.softmax(1) - onehot) / logits.size(0) * dloss;
  //:wrong NO_TARGET 4.03/no-target
  return logits.softmax(1) / logits.size(0) * dloss;
  //:wrong SOFTMAX_LEFT_OUT 4.03/softmax-left-out
  const Tensor onehot = one_hot(target, logits.size(1)).to(logits.scalar_type());
  return (logits - onehot) / logits.size(0) * dloss;
  //:wrong AT_ONCE_NOT_AVERAGED 4.03/at-once-not-averaged
  const Tensor onehot = one_hot(target, logits.size(1)).to(logits.scalar_type());
  return (logits.softmax(1) - onehot) * dloss;
  //:wrong AT_ONCE_NO_UPSTREAM 4.03/at-once-no-upstream
  const Tensor onehot = one_hot(target, logits.size(1)).to(logits.scalar_type());
  return (logits.softmax(1) - onehot) / logits.size(0);
  //:wrong OVERFLOW_IN_EXP 4.03/overflow
  const Tensor counts = logits.exp();
  const Tensor onehot = one_hot(target, logits.size(1)).to(logits.scalar_type());
  return (counts / counts.sum(1, true) - onehot) / logits.size(0) * dloss;
  //:end
}

}  // namespace ex_4_03
