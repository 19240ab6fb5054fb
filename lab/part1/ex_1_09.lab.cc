//:exercise 1.09 core
//:covers "Thực hiện các phép toán số học cơ bản giữa các Tensor."
//:title.en Broadcasting, and the loss that averages too many numbers
//:title.vi Broadcasting, và hàm mất mát lấy trung bình quá nhiều số
//:text.en
// When shapes differ, + - * / stretch the smaller tensor, without a copy. The rule:
//
//   * Write the shapes below each other, aligned at the *right*. Missing sizes count as 1.
//   * In each column the two sizes must be equal, or one of them 1. A size of 1 is stretched to
//     the other size, whatever that is (even 0).
//
//        [2, 3, 4]        [3, 1]          [3]
//      +    [3, 1]      +    [4]        + [4]
//      = [2, 3, 4]      = [3, 4]        error: 3 and 4
//
// t.unsqueeze(1) puts a new axis of size 1 at place 1: [3] becomes [3, 1]. t.unsqueeze(0) makes
// [1, 3]. t.reshape(other.sizes()) gives t the shape of other and throws if the numbers of
// elements differ.
//
// 1. broadcast_shape: the shape of the result for the shapes a and b. If they do not fit:
//    throw ValueError("shapes do not fit"), with any text. Do it with loops, without tensors.
// 2. outer_sum: column has shape [n], row has shape [m]. Return shape [n, m] with
//    column[i] + row[j] in place [i, j]. No loop is needed.
// 3. mse: the mean squared error, a tensor without axes. A model gives its predictions as [N, 1],
//    targets often come as [N]; either of the two may have either shape. Each prediction belongs
//    to one target, so never subtract before the shapes are the same. If one of the two has more
//    elements than the other, there must be an error. t.pow(2) squares and t.mean() averages.
//:text.vi
// Khi các shape khác nhau, + - * / kéo giãn tensor nhỏ hơn mà không sao chép. Quy tắc:
//
//   * Viết hai shape dưới nhau, gióng theo bên *phải*. Kích thước bị thiếu được coi là 1.
//   * Ở mỗi cột, hai kích thước phải bằng nhau, hoặc một trong hai là 1. Kích thước 1 được kéo
//     giãn thành kích thước kia, dù đó là bao nhiêu (kể cả 0).
//
//        [2, 3, 4]        [3, 1]          [3]
//      +    [3, 1]      +    [4]        + [4]
//      = [2, 3, 4]      = [3, 4]        lỗi: 3 và 4
//
// t.unsqueeze(1) đặt một trục mới có kích thước 1 vào vị trí 1: [3] thành [3, 1]. t.unsqueeze(0)
// cho [1, 3]. t.reshape(other.sizes()) cho t shape của other và báo lỗi nếu số phần tử khác nhau.
//
// 1. broadcast_shape: shape của kết quả với hai shape a và b. Nếu chúng không khớp:
//    throw ValueError("shapes do not fit"), nội dung tùy ý. Hãy dùng vòng lặp, không dùng tensor.
// 2. outer_sum: column có shape [n], row có shape [m]. Trả về shape [n, m] với column[i] + row[j]
//    ở vị trí [i, j]. Không cần vòng lặp.
// 3. mse: sai số bình phương trung bình, một tensor không có trục. Mô hình cho dự đoán dạng
//    [N, 1], còn target thường có dạng [N]; cả hai đều có thể ở một trong hai dạng. Mỗi dự đoán
//    ứng với một target, nên đừng bao giờ trừ trước khi hai shape giống nhau. Nếu một bên có
//    nhiều phần tử hơn bên kia thì phải có lỗi. t.pow(2) bình phương, t.mean() lấy trung bình.
//:know.en Shapes are aligned at the right; [N, 1] minus [N] is [N, N], and nothing warns you.
//:know.vi Shape được gióng theo bên phải; [N, 1] trừ [N] thành [N, N] mà không hề báo lỗi.
//:hint.1.en Write [3, 1] and [3] below each other, aligned at the right. What shape comes out?
//:hint.1.vi Hãy viết [3, 1] và [3] dưới nhau, gióng theo bên phải. Kết quả có shape nào?
//:hint.2.en broadcast_shape: fill the shorter shape with ones at its left end, then compare size by
// size. outer_sum: which of the two needs a new axis, and where? mse: give prediction the shape of
// target first.
//:hint.2.vi broadcast_shape: thêm các số 1 vào đầu trái của shape ngắn hơn, rồi so từng kích thước.
// outer_sum: cái nào cần thêm một trục, và ở đâu? mse: trước hết cho prediction shape của target.
//:hint.3.en
// broadcast_shape, with copies a and b: while (a.size() < b.size()) a.insert(a.begin(), 1); and the
// other way round. Then for each i: if a[i] is 1 take b[i]; else if b[i] is 1 or equal to a[i] take
// a[i]; else throw.
// outer_sum: column.unsqueeze(1) + row
// mse: (prediction.reshape(target.sizes()) - target).pow(2).mean()
//:hint.3.vi
// broadcast_shape, với hai bản sao a và b: while (a.size() < b.size()) a.insert(a.begin(), 1); và
// ngược lại. Sau đó với mỗi i: nếu a[i] là 1 thì lấy b[i]; nếu b[i] là 1 hoặc bằng a[i] thì lấy
// a[i]; nếu không thì throw.
// outer_sum: column.unsqueeze(1) + row
// mse: (prediction.reshape(target.sizes()) - target).pow(2).mean()
//:predict.pairs.en prediction has shape [3, 1], target has shape [3]. How many elements has
// prediction - target?
//:predict.pairs.vi prediction có shape [3, 1], target có shape [3]. prediction - target có bao nhiêu
// phần tử?
//:predict.shape.en What is the shape of a + b for a of shape [2, 1, 4] and b of shape [3, 1]?
//:predict.shape.vi Với a có shape [2, 1, 4] và b có shape [3, 1], shape của a + b là gì?
//:label.fitting.en the shape of a + b, for shapes that fit
//:label.fitting.vi shape của a + b, khi hai shape khớp nhau
//:label.not-fitting.en shapes that do not fit
//:label.not-fitting.vi hai shape không khớp nhau
//:label.empty.en the shape of a + b, where a size is 0
//:label.empty.vi shape của a + b, khi có kích thước bằng 0
//:label.outer.en all sums column[i] + row[j]
//:label.outer.vi mọi tổng column[i] + row[j]
//:label.loss.en the mean squared error
//:label.loss.vi sai số bình phương trung bình
//:label.other-number.en as many predictions as targets?
//:label.other-number.vi số dự đoán có bằng số target không?
//:label.input-after.en the inputs afterwards
//:label.input-after.vi các đầu vào sau khi gọi hàm
//:message.left-aligned.en Shapes are aligned at the right, you aligned them at the left: for {input} you have {got},
// right is {expected}.
//:message.left-aligned.vi Shape được gióng theo bên phải, bạn gióng theo bên trái: với {input} bạn có {got}, đúng ra là
// {expected}.
//:explain.left-aligned.en
// The last axis is the innermost one, and that is where shapes meet. A shape that is too short
// gets ones at its left end. So [3] with [3, 4] compares 3 with 4 and fails, [4] with [3, 4]
// fits.
//
//     zeros({3, 4}) + zeros({4});                // [3, 4]
//     zeros({3, 4}) + zeros({3});                // error: 4 against 3
//     zeros({3, 4}) + zeros({3}).unsqueeze(1);   // [3, 4]: now it is [3, 1]
//:explain.left-aligned.vi
// Trục cuối là trục trong cùng, và hai shape gặp nhau ở đó. Shape quá ngắn được thêm số 1 vào đầu
// trái. Vì vậy [3] với [3, 4] so 3 với 4 và báo lỗi, còn [4] với [3, 4] thì khớp.
//
//     zeros({3, 4}) + zeros({4});                // [3, 4]
//     zeros({3, 4}) + zeros({3});                // lỗi: 4 với 3
//     zeros({3, 4}) + zeros({3}).unsqueeze(1);   // [3, 4]: giờ nó là [3, 1]
//:message.short-result.en You have {got} for {input}: the axes that only one of the shapes has belong to the result as
// well: {expected}.
//:message.short-result.vi Với {input} bạn có {got}: các trục mà chỉ một shape có cũng thuộc về kết quả: {expected}.
//:explain.short-result.en
// Broadcasting never takes an axis away: the result has as many axes as the longer of the two
// shapes. Where the shorter one has nothing, its size counts as 1.
//
//     zeros({2, 3, 4}) + zeros({4});   // [2, 3, 4], not [4]
//:explain.short-result.vi
// Broadcasting không bao giờ bỏ bớt trục: kết quả có số trục bằng shape dài hơn. Chỗ shape ngắn
// hơn không có gì, kích thước được coi là 1.
//
//     zeros({2, 3, 4}) + zeros({4});   // [2, 3, 4], không phải [4]
//:message.no-check.en {input} do not fit, but you return {got}. Two sizes must be equal or one of them 1: taking the
// larger one is not enough.
//:message.no-check.vi {input} không khớp, nhưng bạn trả về {got}. Hai kích thước phải bằng nhau hoặc một trong hai là
// 1: chỉ lấy số lớn hơn là chưa đủ.
//:explain.no-check.en
// Only a single element can be stretched. Three numbers cannot become four: which one should be
// taken twice? So the addition throws instead of guessing, and broadcast_shape must do so too.
//
//     zeros({2, 1}) + zeros({2, 3});   // [2, 3]: the 1 is stretched
//     zeros({2, 2}) + zeros({2, 3});   // error: 2 against 3
//:explain.no-check.vi
// Chỉ một phần tử duy nhất mới kéo giãn được. Ba số không thể thành bốn: lấy số nào hai lần? Vì
// vậy phép cộng báo lỗi thay vì đoán, và broadcast_shape cũng phải làm như thế.
//
//     zeros({2, 1}) + zeros({2, 3});   // [2, 3]: số 1 được kéo giãn
//     zeros({2, 2}) + zeros({2, 3});   // lỗi: 2 với 3
//:message.zero-size.en For {input} you have {got}, right is {expected}. A size of 1 becomes the *other* size, and that
// can be 0: the larger of the two is not always right.
//:message.zero-size.vi Với {input} bạn có {got}, đúng ra là {expected}. Kích thước 1 trở thành kích thước *kia*, và đó
// có thể là 0: lấy số lớn hơn không phải lúc nào cũng đúng.
//:explain.zero-size.en
// An empty batch has shape [0, F]. Adding a bias of shape [1, F] must leave it empty, it must not
// invent a sample. So the rule says "the size that is not 1", not "the larger size".
//
//     (zeros({0, 3}) + zeros({1, 3})).sizes();   // [0, 3]
//:explain.zero-size.vi
// Một batch rỗng có shape [0, F]. Cộng bias có shape [1, F] vào thì nó vẫn phải rỗng, không được
// tự sinh ra một mẫu. Vì vậy quy tắc là "kích thước khác 1", không phải "kích thước lớn hơn".
//
//     (zeros({0, 3}) + zeros({1, 3})).sizes();   // [0, 3]
//:message.no-new-axis.en column + row pairs element with element (or fails): you get {got}. All sums need the column
// as [{n}, 1]: unsqueeze(1) gives it that axis.
//:message.no-new-axis.vi column + row ghép từng phần tử với nhau (hoặc báo lỗi): bạn được {got}. Muốn có mọi tổng, column
// phải là [{n}, 1]: unsqueeze(1) thêm trục đó.
//:explain.no-new-axis.en
// Two vectors of shapes [n] and [m] are aligned along the same, last axis. To combine each with
// each, they must lie along different axes: one as a column [n, 1], the other as a row [m] or [1,
// m].
//
//     Tensor column = tensor({0., 10., 20.}), row = tensor({1., 2.});
//     column + row;                // error: 3 against 2
//     column.unsqueeze(1) + row;   // [[1, 2], [11, 12], [21, 22]]
//:explain.no-new-axis.vi
// Hai vector có shape [n] và [m] được gióng theo cùng một trục cuối. Muốn ghép mỗi số với mọi số
// kia, chúng phải nằm theo hai trục khác nhau: một bên là cột [n, 1], bên kia là hàng [m] hay [1,
// m].
//
//     Tensor column = tensor({0., 10., 20.}), row = tensor({1., 2.});
//     column + row;                // lỗi: 3 với 2
//     column.unsqueeze(1) + row;   // [[1, 2], [11, 12], [21, 22]]
//:message.outer-transposed.en You have shape {yours} instead of {right}: the new axis went to the row. column[i] belongs to
// row i of the result, so column becomes [{n}, 1].
//:message.outer-transposed.vi Bạn có shape {yours} thay vì {right}: trục mới được thêm vào row. column[i] thuộc hàng i của
// kết quả, nên column phải thành [{n}, 1].
//:explain.outer-transposed.en
// Index i runs over the column and is the first one of the result, so the column lies along axis
// 0: shape [n, 1]. The row lies along axis 1: shape [m] or [1, m].
//
//     column.unsqueeze(1) + row;   // [n, m]: element [i, j] is column[i] + row[j]
//     column + row.unsqueeze(1);   // [m, n]: element [j, i] is column[i] + row[j]
//:explain.outer-transposed.vi
// Chỉ số i chạy trên column và là chỉ số đầu của kết quả, nên column nằm theo trục 0: shape [n,
// 1]. row nằm theo trục 1: shape [m] hay [1, m].
//
//     column.unsqueeze(1) + row;   // [n, m]: phần tử [i, j] là column[i] + row[j]
//     column + row.unsqueeze(1);   // [m, n]: phần tử [j, i] là column[i] + row[j]
//:message.n-by-n.en The difference has shape [{n}, {n}]: ({n}, 1) and ({n}) were expanded to {pairs} pairs; your loss
// {got} averages {pairs} numbers instead of {n}. Give both the same shape first.
//:message.n-by-n.vi Hiệu có shape [{n}, {n}]: ({n}, 1) và ({n}) bị mở rộng thành {pairs} cặp, loss {got} lấy trung bình
// {pairs} số thay vì {n}. Hãy cho cả hai cùng một shape trước.
//:explain.n-by-n.en
// This is the most expensive broadcasting mistake: nothing fails, the loss is a number, and it
// even falls in training. But every prediction is compared with every target, so the best the
// model can do is to predict the mean of all targets.
//
//     Tensor p = tensor({{1.}, {2.}, {3.}}), t = tensor({1., 2., 3.});   // a perfect prediction
//     (p - t).pow(2).mean();                      // 1.3333, of nine numbers
//     (p.reshape(t.sizes()) - t).pow(2).mean();   // 0, of three
//:explain.n-by-n.vi
// Đây là lỗi broadcasting đắt giá nhất: không có lỗi nào được báo, loss vẫn là một con số, và nó
// còn giảm khi huấn luyện. Nhưng mỗi dự đoán bị so với mọi target, nên điều tốt nhất mô hình có
// thể làm là dự đoán trung bình của tất cả target.
//
//     Tensor p = tensor({{1.}, {2.}, {3.}}), t = tensor({1., 2., 3.});   // dự đoán hoàn hảo
//     (p - t).pow(2).mean();                      // 1.3333, từ chín số
//     (p.reshape(t.sizes()) - t).pow(2).mean();   // 0, từ ba số
//:message.sum.en {got} is the sum over {n} samples, {n} times too large: {expected} is the mean.
//:message.sum.vi {got} là tổng trên {n} mẫu, lớn gấp {n} lần: {expected} mới là trung bình.
//:explain.sum.en
// With the sum, the loss and its gradient grow with the size of the batch, and a learning rate
// that is right for 10 samples is wrong for 100. The mean does not depend on it.
//
//     Tensor d = tensor({1., 2., 2.});
//     d.pow(2).sum();    // 9
//     d.pow(2).mean();   // 3
//:explain.sum.vi
// Với tổng, loss và gradient lớn lên theo kích thước batch, và learning rate hợp với 10 mẫu sẽ
// không hợp với 100 mẫu. Trung bình thì không phụ thuộc vào đó.
//
//     Tensor d = tensor({1., 2., 2.});
//     d.pow(2).sum();    // 9
//     d.pow(2).mean();   // 3
//:message.not-squared.en {got} is the mean of the differences: positive and negative ones cancel. Square each before
// taking the mean.
//:message.not-squared.vi {got} là trung bình của các hiệu: số dương và số âm triệt tiêu nhau. Hãy bình phương từng hiệu
// trước khi lấy trung bình.
//:explain.not-squared.en
// A prediction 5 too high and one 5 too low are two errors, yet the mean of their differences is
// 0. Squares are never negative, so nothing cancels, and large errors weigh more.
//
//     Tensor d = tensor({5., -5.});
//     d.mean();          // 0: looks perfect
//     d.pow(2).mean();   // 25
//:explain.not-squared.vi
// Một dự đoán cao hơn 5 và một dự đoán thấp hơn 5 là hai sai số, vậy mà trung bình của hai hiệu
// là 0. Bình phương không bao giờ âm, nên không có gì triệt tiêu, và sai số lớn có trọng lượng
// lớn hơn.
//
//     Tensor d = tensor({5., -5.});
//     d.mean();          // 0: trông như hoàn hảo
//     d.pow(2).mean();   // 25
//:message.stretched.en {predictions} predictions and {targets} targets cannot be compared, but you return {got}: a single
// number was stretched over all others. reshape(target.sizes()) throws here.
//:message.stretched.vi {predictions} dự đoán và {targets} target không so với nhau được, nhưng bạn trả về {got}: một số
// duy nhất bị kéo giãn ra cho mọi số kia. reshape(target.sizes()) sẽ báo lỗi ở đây.
//:explain.stretched.en
// flatten and squeeze make two vectors, and vectors still broadcast: one with a single element
// fits any other. reshape_as or reshape(target.sizes()) insist on the same number of elements.
//
//     Tensor p = tensor({{2.}}), t = tensor({1., 2., 3.});
//     (p.flatten() - t).pow(2).mean();   // a number, of one prediction and three targets
//     p.reshape(t.sizes());              // error: shape '[3]' is invalid for input of size 1
//:explain.stretched.vi
// flatten và squeeze tạo ra hai vector, mà vector vẫn bị broadcast: vector có một phần tử khớp
// với mọi vector khác. reshape_as hay reshape(target.sizes()) thì đòi đúng số phần tử.
//
//     Tensor p = tensor({{2.}}), t = tensor({1., 2., 3.});
//     (p.flatten() - t).pow(2).mean();   // vẫn ra một số, từ một dự đoán và ba target
//     p.reshape(t.sizes());              // lỗi: shape '[3]' is invalid for input of size 1
//:message.same-length.en {input} have different numbers of axes, and you refuse them. They fit all the
// same: missing sizes at the left count as 1, the result is {expected}.
//:message.same-length.vi {input} có số trục khác nhau và bạn không nhận. Chúng vẫn khớp: kích thước
// thiếu ở bên trái được coi là 1, kết quả là {expected}.
//:explain.same-length.en
// Adding a bias of shape [F] to a batch of shape [N, F] is the most common sum of all, and there
// the lengths differ. Only the sizes below each other must fit.
//
//     zeros({5, 3}) + zeros({3});   // [5, 3]: [3] counts as [1, 3]
//:explain.same-length.vi
// Cộng bias có shape [F] vào batch có shape [N, F] là phép cộng thường gặp nhất, và ở đó hai shape
// dài khác nhau. Chỉ những kích thước nằm dưới nhau mới phải khớp.
//
//     zeros({5, 3}) + zeros({3});   // [5, 3]: [3] được coi là [1, 3]
//:message.reversed.en {got} is the right shape from back to front: {expected} was asked for. You went
// from right to left; so the result must be filled from the right too.
//:message.reversed.vi {got} là shape đúng nhưng viết ngược: đề bài hỏi {expected}. Bạn đi từ phải sang
// trái, vậy kết quả cũng phải được điền từ bên phải.
//:explain.reversed.en
// Counting from the right is right for comparing. What push_back collects on the way is in that
// order, too: last axis first. Insert at the front, or reverse at the end.
//
//     result.insert(result.begin(), size);
//     std::reverse(result.begin(), result.end());   // the other way
//:explain.reversed.vi
// Đếm từ bên phải là đúng để so sánh. Nhưng những gì push_back gom được cũng theo thứ tự đó: trục
// cuối đứng đầu. Hãy chèn vào đầu, hoặc đảo lại khi xong.
//
//     result.insert(result.begin(), size);
//     std::reverse(result.begin(), result.end());   // cách kia
//:message.fixed-axis.en unsqueeze(1) on the target is right only if the target has shape [N] and the
// prediction [N, 1]. Here the shapes are {b} and {a}.
//:message.fixed-axis.vi unsqueeze(1) trên target chỉ đúng khi target có shape [N] và prediction có shape
// [N, 1]. Ở đây shape của chúng là {b} và {a}.
//:explain.fixed-axis.en
// The function cannot know which of the two comes as a column. Giving one the shape of the other is
// right in all four cases, and throws where there is no pair for each.
//
//     prediction - target.unsqueeze(1)              // one case of four
//     prediction.reshape(target.sizes()) - target   // all four
//:explain.fixed-axis.vi
// Hàm không biết bên nào sẽ tới dưới dạng cột. Cho bên này shape của bên kia thì đúng trong cả bốn
// trường hợp, và báo lỗi khi không ghép đôi được.
//
//     prediction - target.unsqueeze(1)              // một trong bốn trường hợp
//     prediction.reshape(target.sizes()) - target   // cả bốn

//:code
#include "gradlab/lab/part1/ex_1_09.h"

#include <algorithm>

namespace ex_1_09 {

std::vector<int64_t> broadcast_shape(const std::vector<int64_t>& a, const std::vector<int64_t>& b) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  std::vector<int64_t> left = a, right = b;
  while (left.size() < right.size()) left.insert(left.begin(), 1);
  while (right.size() < left.size()) right.insert(right.begin(), 1);
  for (size_t i = 0; i < left.size(); ++i) {
    if (left[i] == 1) {
      left[i] = right[i];
    } else if (right[i] != 1 && right[i] != left[i]) {
      throw ValueError("shapes do not fit");
    }
  }
  return left;
  //:wrong LEFT_ALIGNED 1.09/left-aligned
  std::vector<int64_t> left = a, right = b;
  left.resize(std::max(a.size(), b.size()), 1);
  right.resize(left.size(), 1);
  for (size_t i = 0; i < left.size(); ++i) {
    if (left[i] == 1) {
      left[i] = right[i];
    } else if (right[i] != 1 && right[i] != left[i]) {
      throw ValueError("shapes do not fit");
    }
  }
  return left;
  //:wrong LEFT_ALIGNED_B 1.09/left-aligned
  std::vector<int64_t> result;
  for (size_t i = 0; i < a.size() || i < b.size(); ++i) {
    if (i >= a.size() || i >= b.size()) {
      result.push_back(i < a.size() ? a[i] : b[i]);
    } else if (a[i] == b[i] || b[i] == 1) {
      result.push_back(a[i]);
    } else if (a[i] == 1) {
      result.push_back(b[i]);
    } else {
      throw ValueError(str("size ", a[i], " against ", b[i]));
    }
  }
  return result;
  //:wrong SHORT_RESULT 1.09/short-result
  std::vector<int64_t> result;
  for (size_t i = 1; i <= std::min(a.size(), b.size()); ++i) {
    const int64_t left = a[a.size() - i], right = b[b.size() - i];
    if (left != right && left != 1 && right != 1) throw ValueError("shapes do not fit");
    result.insert(result.begin(), left == 1 ? right : left);
  }
  return result;
  //:wrong NO_CHECK 1.09/no-check
  std::vector<int64_t> left = a, right = b;
  while (left.size() < right.size()) left.insert(left.begin(), 1);
  while (right.size() < left.size()) right.insert(right.begin(), 1);
  for (size_t i = 0; i < left.size(); ++i) left[i] = std::max(left[i], right[i]);
  return left;
  //:wrong ZERO_SIZE 1.09/zero-size
  std::vector<int64_t> left = a, right = b;
  while (left.size() < right.size()) left.insert(left.begin(), 1);
  while (right.size() < left.size()) right.insert(right.begin(), 1);
  for (size_t i = 0; i < left.size(); ++i) {
    if (left[i] != right[i] && left[i] != 1 && right[i] != 1) {
      throw ValueError("shapes do not fit");
    }
    left[i] = std::max(left[i], right[i]);
  }
  return left;
  //:wrong SAME_LENGTH 1.09/same-length
  if (a.size() != b.size()) throw ValueError("shapes do not fit");
  std::vector<int64_t> result;
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i] && a[i] != 1 && b[i] != 1) throw ValueError("shapes do not fit");
    result.push_back(a[i] == 1 ? b[i] : a[i]);
  }
  return result;
  //:wrong REVERSED 1.09/reversed
  std::vector<int64_t> result;
  for (size_t i = 1; i <= std::max(a.size(), b.size()); ++i) {
    const int64_t left = i <= a.size() ? a[a.size() - i] : 1;
    const int64_t right = i <= b.size() ? b[b.size() - i] : 1;
    if (left != right && left != 1 && right != 1) throw ValueError("shapes do not fit");
    result.push_back(left == 1 ? right : left);
  }
  return result;
  //:end
}

Tensor outer_sum(const Tensor& column, const Tensor& row) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return column.unsqueeze(1) + row;
  //:wrong NO_NEW_AXIS 1.09/no-new-axis
  return column + row;
  //:wrong OUTER_TRANSPOSED 1.09/outer-transposed
  return column + row.unsqueeze(1);
  //:wrong NO_NEW_AXIS_C 1.09/no-new-axis
  return column.unsqueeze(0) + row;
  //:end
}

Tensor mse(const Tensor& prediction, const Tensor& target) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return (prediction.reshape(target.sizes()) - target).pow(2).mean();
  //:wrong N_BY_N 1.09/n-by-n
  return (prediction - target).pow(2).mean();
  //:wrong N_BY_N_B 1.09/n-by-n
  const Tensor difference = prediction.sub(target);
  return (difference * difference).sum() / difference.numel();
  //:wrong SUM 1.09/sum
  return (prediction.reshape(target.sizes()) - target).pow(2).sum();
  //:wrong NOT_SQUARED 1.09/not-squared
  return (prediction.reshape(target.sizes()) - target).mean();
  //:wrong STRETCHED 1.09/stretched
  return (prediction.flatten() - target.flatten()).pow(2).mean();
  //:wrong FIXED_AXIS 1.09/fixed-axis
  return (prediction - target.unsqueeze(1)).pow(2).mean();
  //:end
}

}  // namespace ex_1_09
