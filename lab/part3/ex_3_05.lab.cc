//:exercise 3.05 core
//:covers "Tính loss"
//:title.en Losses: MSE and cross-entropy
//:title.vi Hàm mất mát: MSE và cross-entropy
//:text.en
// A loss is one number that says how wrong a prediction is. Training makes it smaller, so it must
// be right for every input, not only for nice ones.
//
// For numbers, take the mean of the squared differences. Beware of shapes: pred [3, 1] minus
// target [3] is [3, 3], nine pairs instead of three. Nothing crashes, and the model learns
// nonsense. Your mse must refuse shapes that differ:
//
//     GRADLAB_CHECK_VALUE(a.sizes() == b.sizes(), "mse: ", a.sizes(), " and ", b.sizes());
//
// (throws a ValueError with that text if the condition is false).
//
// For classes, a model gives logits, any real numbers, one per class. softmax turns them into
// probabilities, and the loss is -log of the probability of the right class:
//
//     p = exp(x) / sum(exp(x))          -log p[target] = log(sum(exp(x))) - x[target]
//
// exp(1000) is infinite. But subtracting the same number from all logits changes no probability,
// so subtract the largest one first: then every exp is at most 1.
//
//     x.amax(1, true)                     // the largest of each row, as a column [n, 1]
//     x.exp().sum(1, true).log()          // log of the sum of exp of each row, [n, 1]
//     t.gather(1, target.unsqueeze(1))    // t[i][target[i]] for each row i, [n, 1]
//     t.mean()                            // one number
//
// 1. mse: return the mean of the squared differences; an error if the shapes differ.
// 2. cross_entropy: return the mean over the samples of -log p[target], finite for logits of
//    1000.
//:text.vi
// Hàm mất mát là một con số cho biết dự đoán sai đến đâu. Huấn luyện làm nó nhỏ dần, nên nó phải
// đúng với mọi đầu vào chứ không chỉ với đầu vào đẹp.
//
// Với các số thực, lấy trung bình của bình phương hiệu. Hãy coi chừng shape: pred [3, 1] trừ
// target [3] được [3, 3], chín cặp thay vì ba. Không có gì báo lỗi, còn mô hình thì học điều vô
// nghĩa. mse của bạn phải từ chối khi shape khác nhau:
//
//     GRADLAB_CHECK_VALUE(a.sizes() == b.sizes(), "mse: ", a.sizes(), " và ", b.sizes());
//
// (ném ValueError với dòng chữ đó nếu điều kiện sai).
//
// Với các lớp (class), mô hình cho ra logits: các số thực bất kỳ, mỗi lớp một số. softmax biến
// chúng thành xác suất, và loss là -log xác suất của lớp đúng:
//
//     p = exp(x) / sum(exp(x))          -log p[target] = log(sum(exp(x))) - x[target]
//
// exp(1000) là vô cùng. Nhưng trừ cùng một số khỏi mọi logits thì không xác suất nào đổi, vậy
// trước hết hãy trừ đi số lớn nhất: khi đó mọi exp đều không quá 1.
//
//     x.amax(1, true)                     // số lớn nhất của mỗi hàng, thành cột [n, 1]
//     x.exp().sum(1, true).log()          // log của tổng các exp trên mỗi hàng, [n, 1]
//     t.gather(1, target.unsqueeze(1))    // t[i][target[i]] với mỗi hàng i, [n, 1]
//     t.mean()                            // một số duy nhất
//
// 1. mse: trả về trung bình của bình phương hiệu; báo lỗi nếu shape khác nhau.
// 2. cross_entropy: trả về trung bình trên các mẫu của -log p[target], hữu hạn cả với logits
//    1000.
//:know.en A loss takes raw logits, subtracts the largest before exp, never broadcasts its target.
//:know.vi Hàm mất mát nhận logits thô, trừ số lớn nhất trước khi exp, và không broadcast target.
//:hint.1.en What is exp(1000) on a computer, and what is the logarithm of a probability that was
// rounded to 0?
//:hint.1.vi exp(1000) trên máy tính bằng bao nhiêu, và logarit của một xác suất đã bị làm tròn
// thành 0 là gì?
//:hint.2.en Work with -log p[target] = log(sum(exp(x))) - x[target] instead of p, after the
// largest logit of the row was subtracted from x. One row is one sample, so everything happens
// along axis 1.
//:hint.2.vi Hãy tính -log p[target] = log(sum(exp(x))) - x[target] chứ đừng tính p, sau khi đã
// trừ logit lớn nhất của hàng khỏi x. Một hàng là một mẫu, nên mọi thứ đều theo trục 1.
//:hint.3.en
// mse:            GRADLAB_CHECK_VALUE(pred.sizes() == target.sizes(), "...");
//                 return (pred - target).pow(2).mean();
// cross_entropy:  Tensor x = logits - logits.amax(1, true);
//                 Tensor right = x.gather(1, target.unsqueeze(1));
//                 return (x.exp().sum(1, true).log() - right).mean();
//:hint.3.vi
// mse:            GRADLAB_CHECK_VALUE(pred.sizes() == target.sizes(), "...");
//                 return (pred - target).pow(2).mean();
// cross_entropy:  Tensor x = logits - logits.amax(1, true);
//                 Tensor right = x.gather(1, target.unsqueeze(1));
//                 return (x.exp().sum(1, true).log() - right).mean();
//:predict.pairs.en pred has the shape [3, 1], target [3]. How many numbers has pred - target?
//:predict.pairs.vi pred có shape [3, 1], target có shape [3]. pred - target có bao nhiêu số?
//:predict.certain.en The cross-entropy of the logits [1000, 0] for class 0?
//:predict.certain.vi Cross-entropy của logits [1000, 0] với lớp 0 bằng bao nhiêu?
//:predict.wrong.en And for class 1?
//:predict.wrong.vi Còn với lớp 1?
//:label.mse.en the mean squared error
//:label.mse.vi sai số bình phương trung bình
//:label.shapes.en pred and target of different shapes
//:label.shapes.vi pred và target có shape khác nhau
//:label.mse-gradients.en the gradients of pred and target
//:label.mse-gradients.vi gradient của pred và target
//:label.cross-entropy.en the cross-entropy
//:label.cross-entropy.vi cross-entropy
//:label.large.en the cross-entropy of large logits
//:label.large.vi cross-entropy với logits lớn
//:label.class.en a class that does not exist
//:label.class.vi một lớp không tồn tại
//:label.gradient.en the gradient of the logits
//:label.gradient.vi gradient của logits
//:label.large-gradient.en the gradient of large logits
//:label.large-gradient.vi gradient khi logits lớn
//:label.inputs.en the arguments after the call
//:label.inputs.vi các đối số sau lời gọi
//:message.sum.en {got} = {n} · {expected}: you added the losses up. The mean divides by their
// number, {n}, so that the loss does not depend on the size of the batch.
//:message.sum.vi {got} = {n} · {expected}: bạn cộng các loss lại. Trung bình thì chia cho số
// lượng, {n}, để loss không phụ thuộc vào kích thước của batch.
//:explain.sum.en
// With a sum, a batch twice as large gives gradients twice as large, and the learning rate would
// have to be chosen anew for every batch size.
//
//     Tensor d = tensor({1.0, 3.0});
//     d.pow(2).sum();     // 10
//     d.pow(2).mean();    // 5
//:explain.sum.vi
// Nếu lấy tổng, batch lớn gấp đôi sẽ cho gradient lớn gấp đôi, và learning rate phải chọn lại
// theo mỗi kích thước batch.
//
//     Tensor d = tensor({1.0, 3.0});
//     d.pow(2).sum();     // 10
//     d.pow(2).mean();    // 5
//:message.unreduced.en You returned one loss for each element. A loss is a single number, or
// backward() does not know where to begin: take the mean.
//:message.unreduced.vi Bạn trả về mỗi phần tử một loss. Hàm mất mát là một con số duy nhất, nếu
// không backward() không biết bắt đầu từ đâu: hãy lấy trung bình.
//:explain.unreduced.en
// backward() without an argument works only for one number, for only then is there one slope.
//
//     (pred - target).pow(2).backward();          // error: grad can be implicitly created ...
//     (pred - target).pow(2).mean().backward();   // fine
//:explain.unreduced.vi
// backward() không đối số chỉ chạy với một con số, vì chỉ khi đó mới có một độ dốc duy nhất.
//
//     (pred - target).pow(2).backward();          // lỗi: grad can be implicitly created ...
//     (pred - target).pow(2).mean().backward();   // được
//:message.absolute.en {got} is the mean of |pred - target|. The S in MSE stands for squared:
// {expected}.
//:message.absolute.vi {got} là trung bình của |pred - target|. Chữ S trong MSE nghĩa là bình
// phương: {expected}.
//:explain.absolute.en
// Squares punish one large mistake more than many small ones, and their slope goes to 0 at the
// target.
//
//     Tensor d = tensor({1.0, -3.0});
//     d.abs().mean();     // 2: the mean absolute error
//     d.pow(2).mean();    // 5: the mean squared error
//:explain.absolute.vi
// Bình phương phạt một sai số lớn nặng hơn nhiều sai số nhỏ, và độ dốc của nó về 0 tại đích.
//
//     Tensor d = tensor({1.0, -3.0});
//     d.abs().mean();     // 2: sai số tuyệt đối trung bình
//     d.pow(2).mean();    // 5: sai số bình phương trung bình
//:message.root.en {got} is the square root of the loss (RMSE). MSE is the mean of the squares
// itself: {expected}.
//:message.root.vi {got} là căn bậc hai của loss (RMSE). MSE chính là trung bình của các bình
// phương: {expected}.
//:explain.root.en
// The root has the unit of the data and is nice to report. Its slope at 0 is infinite, so one
// does not train with it.
//
//     Tensor d = tensor({1.0, -3.0});
//     d.pow(2).mean();          // 5
//     d.pow(2).mean().sqrt();   // 2.2361
//:explain.root.vi
// Căn bậc hai có cùng đơn vị với dữ liệu nên tiện để báo cáo. Nhưng độ dốc của nó tại 0 là vô
// cùng, nên người ta không huấn luyện với nó.
//
//     Tensor d = tensor({1.0, -3.0});
//     d.pow(2).mean();          // 5
//     d.pow(2).mean().sqrt();   // 2.2361
//:message.n-by-n.en pred {pred} and target {target} were expanded to {pairs} pairs, each with
// each; {got} is the mean over all of them. Shapes that differ must raise an error here.
//:message.n-by-n.vi pred {pred} và target {target} bị mở rộng thành {pairs} cặp, mỗi số với mọi
// số; {got} là trung bình trên tất cả các cặp đó. Ở đây shape khác nhau phải báo lỗi.
//:explain.n-by-n.en
// A layer with one output gives [n, 1], labels are often [n]. The difference broadcasts to [n,
// n], and the model learns to predict the mean of all labels. The library's mse_loss only warns.
//
//     Tensor pred = tensor({{1.0}, {2.0}, {3.0}}), target = tensor({1.0, 2.0, 3.0});
//     (pred - target).pow(2).mean();             // 1.3333, though every prediction is right
//     (pred.squeeze(1) - target).pow(2).mean();  // 0
//:explain.n-by-n.vi
// Tầng có một đầu ra cho [n, 1], còn nhãn thường là [n]. Hiệu của chúng broadcast thành [n, n],
// và mô hình học cách đoán trung bình của mọi nhãn. mse_loss của thư viện chỉ cảnh báo.
//
//     Tensor pred = tensor({{1.0}, {2.0}, {3.0}}), target = tensor({1.0, 2.0, 3.0});
//     (pred - target).pow(2).mean();             // 1.3333, dù dự đoán nào cũng đúng
//     (pred.squeeze(1) - target).pow(2).mean();  // 0
//:message.untracked.en The loss is right but has no history, so backward() cannot start from it.
// Stay with operations on tensors; item(), detach() and no_grad cut the graph.
//:message.untracked.vi Loss đúng nhưng không có lịch sử nên backward() không thể bắt đầu từ nó.
// Hãy chỉ dùng phép toán trên tensor; item(), detach() và no_grad cắt đứt đồ thị tính toán.
//:explain.untracked.en
// A loss exists to be differentiated. A number taken out with item() is good for printing only.
//
//     Tensor loss = (pred - target).pow(2).mean();
//     loss.backward();                       // fills pred.grad()
//     std::cout << loss.item<double>();      // for people
//:explain.untracked.vi
// Hàm mất mát sinh ra để lấy đạo hàm. Con số lấy ra bằng item() chỉ để in.
//
//     Tensor loss = (pred - target).pow(2).mean();
//     loss.backward();                       // điền pred.grad()
//     std::cout << loss.item<double>();      // cho người đọc
//:message.softmax-twice.en {got} is the cross-entropy of softmax(softmax(x)); {expected} is that
// of softmax(x). The loss applies softmax itself: pass raw logits.
//:message.softmax-twice.vi {got} là cross-entropy của softmax(softmax(x)); của softmax(x) là
// {expected}. Hàm mất mát tự áp dụng softmax: hãy đưa logits thô vào.
//:explain.softmax-twice.en
// The second softmax gets numbers between 0 and 1 and makes them nearly equal. Even a perfect
// model then has a large loss, and learning is slow. nn::CrossEntropyLoss takes logits too.
//
//     Tensor x = tensor({{2.0, 1.0, 0.1}});
//     nn::functional::cross_entropy(x, tensor({0}));              // 0.4170
//     nn::functional::cross_entropy(x.softmax(1), tensor({0}));   // 0.8021
//:explain.softmax-twice.vi
// softmax thứ hai nhận các số từ 0 đến 1 và làm chúng gần bằng nhau. Khi đó ngay cả mô hình hoàn
// hảo cũng có loss lớn, và việc học rất chậm. nn::CrossEntropyLoss cũng nhận logits.
//
//     Tensor x = tensor({{2.0, 1.0, 0.1}});
//     nn::functional::cross_entropy(x, tensor({0}));              // 0.4170
//     nn::functional::cross_entropy(x.softmax(1), tensor({0}));   // 0.8021
//:message.batch-softmax.en You worked along axis 0, the samples. One row is one sample, and the
// probabilities of its classes sum to 1: amax, sum and softmax all take axis 1.
//:message.batch-softmax.vi Bạn tính theo trục 0, tức các mẫu. Một hàng là một mẫu, xác suất các lớp
// của nó có tổng bằng 1: amax, sum và softmax đều phải theo trục 1.
//:explain.batch-softmax.en
// On axis 0 the samples of a batch would compete with each other, and the loss of one sample
// would depend on which others are in the batch.
//
//     Tensor x = tensor({{2.0, 1.0, 0.1}, {0.0, 0.0, 0.0}});
//     x.softmax(1).sum(1);   // [1, 1]
//     x.softmax(0).sum(1);   // something else
//:explain.batch-softmax.vi
// Theo trục 0, các mẫu trong batch sẽ cạnh tranh với nhau, và loss của một mẫu phụ thuộc vào việc
// trong batch có những mẫu nào khác.
//
//     Tensor x = tensor({{2.0, 1.0, 0.1}, {0.0, 0.0, 0.0}});
//     x.softmax(1).sum(1);   // [1, 1]
//     x.softmax(0).sum(1);   // giá trị khác
//:message.half-shifted.en You subtracted the largest logit on one side only, so {got} is off by it
// (its mean is {shift}). sum(exp(x)) and x[target] must use the same x: {expected}.
//:message.half-shifted.vi Bạn chỉ trừ số lớn nhất ở một vế, nên {got} lệch đúng bằng nó (trung bình
// là {shift}). sum(exp(x)) và x[target] phải dùng cùng một x: {expected}.
//:explain.half-shifted.en
// In log(sum(exp(x))) - x[target], a number subtracted from all of x cancels, since both terms get
// smaller by it. With x in one term and the logits in the other nothing cancels.
//
//     Tensor x = logits - logits.amax(1, true);
//     x.exp().sum(1, true).log() - logits.gather(1, i);    // off by the largest logit
//     x.exp().sum(1, true).log() - x.gather(1, i);         // right
//:explain.half-shifted.vi
// Trong log(sum(exp(x))) - x[target], số bị trừ khỏi mọi x sẽ triệt tiêu vì cả hai vế đều nhỏ đi
// đúng bằng nó. Nếu một vế dùng x, vế kia dùng logits thì không có gì triệt tiêu.
//
//     Tensor x = logits - logits.amax(1, true);
//     x.exp().sum(1, true).log() - logits.gather(1, i);    // lệch đúng số lớn nhất
//     x.exp().sum(1, true).log() - x.gather(1, i);         // đúng
//:message.keepdim.en amax(1) lost its axis: [n, classes] - [n] does not fit, or pairs the wrong
// numbers. Keep the axis as a column: amax(1, true) is [n, 1].
//:message.keepdim.vi amax(1) đã mất trục: [n, lớp] - [n] không khớp, hoặc ghép sai các số. Hãy giữ
// lại trục đó thành cột: amax(1, true) là [n, 1].
//:explain.keepdim.en
// Broadcasting aligns shapes from the right. [4, 3] - [4] compares 3 with 4 and fails; with as many
// samples as classes it subtracts the maximum of another row, and no error tells you.
//
//     logits - logits.amax(1);          // [4, 3] - [4]: error
//     logits - logits.amax(1, true);    // [4, 3] - [4, 1]: each row its own maximum
//:explain.keepdim.vi
// Broadcast so các shape từ bên phải. [4, 3] - [4] so 3 với 4 nên báo lỗi; nếu số mẫu bằng số lớp
// thì nó trừ đi số lớn nhất của hàng khác, và không có lỗi nào báo cho bạn.
//
//     logits - logits.amax(1);          // [4, 3] - [4]: lỗi
//     logits - logits.amax(1, true);    // [4, 3] - [4, 1]: mỗi hàng trừ số lớn nhất của nó
//:message.no-minus.en {got} is the mean of log p. Logarithms of probabilities are negative; the
// loss is -log p: {expected}.
//:message.no-minus.vi {got} là trung bình của log p. Logarit của xác suất là số âm; loss là -log
// p: {expected}.
//:explain.no-minus.en
// Training makes the loss smaller. Without the minus it would make the probability of the right
// class smaller.
//
//     -std::log(1.0);    // 0: certain and right
//     -std::log(0.01);   // 4.6: nearly excluded what is right
//:explain.no-minus.vi
// Huấn luyện làm loss nhỏ đi. Thiếu dấu trừ thì nó sẽ làm xác suất của lớp đúng nhỏ đi.
//
//     -std::log(1.0);    // 0: chắc chắn và đúng
//     -std::log(0.01);   // 4.6: gần như loại trừ đáp án đúng
//:message.all-elements.en {got} = {expected} / {classes}: your mean also counts the zeros of the
// one-hot vectors. Sum over the classes, take the mean over the samples.
//:message.all-elements.vi {got} = {expected} / {classes}: phép trung bình của bạn đếm cả các số 0
// của vector one-hot. Hãy cộng theo các lớp rồi mới lấy trung bình theo các mẫu.
//:explain.all-elements.en
// A one-hot row picks one number of its row. n samples give n numbers, not n times classes.
//
//     Tensor picked = one_hot(target, 3) * log_p;   // [n, 3], mostly zeros
//     -picked.mean();                               // divides by 3 n
//     -picked.sum(1).mean();                        // divides by n
//:explain.all-elements.vi
// Mỗi hàng one-hot chọn ra một số. n mẫu cho n số, không phải n nhân số lớp.
//
//     Tensor picked = one_hot(target, 3) * log_p;   // [n, 3], phần lớn là 0
//     -picked.mean();                               // chia cho 3 n
//     -picked.sum(1).mean();                        // chia cho n
//:message.unstable.en For these logits you got {got} instead of {expected}: exp became infinite
// or 0 before the logarithm was taken. Subtract the largest logit of each row first, and compute
// log p, not p.
//:message.unstable.vi Với logits này bạn được {got} thay vì {expected}: exp thành vô cùng hoặc 0
// trước khi lấy logarit. Trước hết hãy trừ logit lớn nhất của mỗi hàng, và tính log p chứ đừng
// tính p.
//:explain.unstable.en
// In float32, exp overflows above 88 and vanishes below -103. inf / inf and log(0) then give nan
// and inf, and one such number in a gradient destroys the whole model. With the largest logit
// subtracted, the largest exp is exactly 1, so the sum is at least 1 and its logarithm is
// harmless.
//
//     Tensor x = tensor({{1000.0, 0.0}});
//     x.exp().sum(1).log();                     // inf
//     x.softmax(1).log();                       // [0, -inf]
//     x.log_softmax(1);                         // [0, -1000]
//:explain.unstable.vi
// Với float32, exp tràn số khi quá 88 và biến thành 0 khi dưới -103. Khi đó inf / inf và log(0)
// cho nan và inf, và chỉ một số như vậy trong gradient cũng phá hỏng cả mô hình. Sau khi trừ
// logit lớn nhất thì exp lớn nhất đúng bằng 1, nên tổng ít nhất là 1 và logarit của nó vô hại.
//
//     Tensor x = tensor({{1000.0, 0.0}});
//     x.exp().sum(1).log();                     // inf
//     x.softmax(1).log();                       // [0, -inf]
//     x.log_softmax(1);                         // [0, -1000]

//:code
#include "gradlab/lab/part3/ex_3_05.h"

namespace ex_3_05 {

Tensor mse(const Tensor& pred, const Tensor& target) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  GRADLAB_CHECK_VALUE(pred.sizes() == target.sizes(), "mse: pred has the shape ", pred.sizes(),
                      " and target ", target.sizes());
  return (pred - target).pow(2).mean();
  //:wrong SUM 3.05/sum
  GRADLAB_CHECK_VALUE(pred.sizes() == target.sizes(), "mse: shapes differ");
  return (pred - target).pow(2).sum();
  //:wrong UNREDUCED 3.05/unreduced
  GRADLAB_CHECK_VALUE(pred.sizes() == target.sizes(), "mse: shapes differ");
  return (pred - target).pow(2);
  //:wrong ABSOLUTE 3.05/absolute
  GRADLAB_CHECK_VALUE(pred.sizes() == target.sizes(), "mse: shapes differ");
  return (pred - target).abs().mean();
  //:wrong ROOT 3.05/root
  GRADLAB_CHECK_VALUE(pred.sizes() == target.sizes(), "mse: shapes differ");
  return (pred - target).pow(2).mean().sqrt();
  //:wrong N_BY_N 3.05/n-by-n
  return (pred - target).pow(2).mean();
  //:wrong N_BY_N_B 3.05/n-by-n
  return nn::functional::mse_loss(pred, target);
  //:wrong UNTRACKED 3.05/untracked
  GRADLAB_CHECK_VALUE(pred.sizes() == target.sizes(), "mse: shapes differ");
  return (pred.detach() - target.detach()).pow(2).mean();
  //:end
}

Tensor cross_entropy(const Tensor& logits, const Tensor& target) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  Tensor x = logits - logits.amax(1, /*keepdim=*/true);
  Tensor right = x.gather(1, target.unsqueeze(1));
  return (x.exp().sum(1, /*keepdim=*/true).log() - right).mean();
  //:wrong SUM_B 3.05/sum
  return -logits.log_softmax(1).gather(1, target.unsqueeze(1)).sum();
  //:wrong UNREDUCED_B 3.05/unreduced
  return -logits.log_softmax(1).gather(1, target.unsqueeze(1)).squeeze(1);
  //:wrong SOFTMAX_TWICE 3.05/softmax-twice
  return nn::functional::cross_entropy(logits.softmax(1), target);
  //:wrong SOFTMAX_TWICE_B 3.05/softmax-twice
  Tensor p = logits.softmax(1);
  Tensor log_p = p - p.exp().sum(1, /*keepdim=*/true).log();
  return -log_p.gather(1, target.unsqueeze(1)).mean();
  //:wrong BATCH_SOFTMAX 3.05/batch-softmax
  return -logits.log_softmax(0).gather(1, target.unsqueeze(1)).mean();
  //:wrong BATCH_SOFTMAX_B 3.05/batch-softmax
  Tensor x = logits - logits.amax(1, /*keepdim=*/true);
  return (x.exp().sum(0, /*keepdim=*/true).log() - x.gather(1, target.unsqueeze(1))).mean();
  //:wrong BATCH_SOFTMAX_C 3.05/batch-softmax
  Tensor x = logits - logits.amax(0, /*keepdim=*/true);
  return (x.exp().sum(1, /*keepdim=*/true).log() - x.gather(1, target.unsqueeze(1))).mean();
  //:wrong HALF_SHIFTED 3.05/half-shifted
  Tensor x = logits - logits.amax(1, /*keepdim=*/true);
  Tensor right = logits.gather(1, target.unsqueeze(1));
  return (x.exp().sum(1, /*keepdim=*/true).log() - right).mean();
  //:wrong HALF_SHIFTED_B 3.05/half-shifted
  Tensor x = logits - logits.amax(1, /*keepdim=*/true);
  Tensor right = x.gather(1, target.unsqueeze(1));
  return (logits.exp().sum(1, /*keepdim=*/true).log() - right).mean();
  //:wrong KEEPDIM 3.05/keepdim
  Tensor x = logits - logits.amax(1);
  return (x.exp().sum(1, /*keepdim=*/true).log() - x.gather(1, target.unsqueeze(1))).mean();
  //:wrong NO_MINUS 3.05/no-minus
  return logits.log_softmax(1).gather(1, target.unsqueeze(1)).mean();
  //:wrong ALL_ELEMENTS 3.05/all-elements
  return -(one_hot(target, logits.size(1)) * logits.log_softmax(1)).mean();
  //:wrong UNSTABLE 3.05/unstable
  Tensor log_p = logits - logits.exp().sum(1, /*keepdim=*/true).log();
  return -log_p.gather(1, target.unsqueeze(1)).mean();
  //:wrong UNSTABLE_B 3.05/unstable
  Tensor p = logits.exp() / logits.exp().sum(1, /*keepdim=*/true);
  return -p.gather(1, target.unsqueeze(1)).log().mean();
  //:wrong UNSTABLE_C 3.05/unstable
  return -logits.softmax(1).log().gather(1, target.unsqueeze(1)).mean();
  //:wrong UNSTABLE_D 3.05/unstable
  Tensor x = logits - logits.max();
  return (x.exp().sum(1, /*keepdim=*/true).log() - x.gather(1, target.unsqueeze(1))).mean();
  //:wrong UNTRACKED_B 3.05/untracked
  return tensor(nn::functional::cross_entropy(logits, target).item<double>(), logits.dtype());
  //:end
}

}  // namespace ex_3_05
