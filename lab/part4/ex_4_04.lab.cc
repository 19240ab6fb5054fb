//:exercise 4.04 stretch
//:title.en Attention
//:title.vi Cơ chế chú ý (attention)
//:text.en
// Each token of a sequence asks a question (its query q[i]), offers a key k[j] and has something
// to say, its value v[j]. How well query and key fit is their dot product, the score. A softmax
// turns the scores of one token into weights that sum to 1, and what the token receives is the
// weighted sum of the values. When a model predicts the next token, nobody may look at later
// ones: causal.
//
// 1. causal_mask: (t, t) of bool, true where j <= i. ones({t, t}, kBool).tril() keeps the lower
//    triangle with its diagonal: a token may look at itself.
// 2. attention_weights: the scores q @ k.T, in the last two dimensions, so that any batch stands
//    in front: q.matmul(k.transpose(-2, -1)). Divide them by std::sqrt of D = q.size(-1), or
//    softmax becomes too hard for wide vectors. Where the mask is false, set the score to
//    -infinity: scores.masked_fill(mask.logical_not(), -std::numeric_limits<double>::infinity()).
//    Last, softmax(-1): over j, the tokens looked at.
// 3. attention: the weights times v, a matrix product.
//:text.vi
// Mỗi token của chuỗi đặt một câu hỏi (query q[i]), đưa ra một khoá (key k[j]) và có điều để nói,
// giá trị v[j] của nó. Query và key hợp nhau đến đâu là tích vô hướng của chúng, gọi là điểm
// (score). Softmax biến các điểm của một token thành trọng số có tổng bằng 1, và token nhận về
// tổng có trọng số của các giá trị. Khi mô hình đoán token kế tiếp, không ai được nhìn các token
// phía sau: nhân quả.
//
// 1. causal_mask: (t, t) kiểu bool, true tại j <= i. ones({t, t}, kBool).tril() giữ tam giác dưới
//    cả đường chéo: một token được nhìn chính nó.
// 2. attention_weights: các điểm q @ k.T, ở hai chiều cuối, để batch bất kỳ đứng phía trước:
//    q.matmul(k.transpose(-2, -1)). Chia cho std::sqrt của D = q.size(-1), nếu không softmax sẽ
//    quá gắt với vector rộng. Nơi mask là false, đặt điểm bằng âm vô cùng:
//    scores.masked_fill(mask.logical_not(), -std::numeric_limits<double>::infinity()). Cuối cùng
//    softmax(-1): theo j, các token được nhìn tới.
// 3. attention: trọng số nhân với v, một tích ma trận.
//:know.en Attention is softmax(q kᵀ / √D) v; masking comes before the softmax, as -infinity.
//:know.vi Attention là softmax(q kᵀ / √D) v; che phải làm trước softmax, bằng âm vô cùng.
//:hint.1.en In row i of the weights stands how much token i looks at each token. What must the
// sum of a row be, and which entries of row 0 may be more than 0?
//:hint.1.vi Hàng i của trọng số cho biết token i nhìn mỗi token bao nhiêu. Tổng của một hàng phải
// bằng bao nhiêu, và phần tử nào của hàng 0 được lớn hơn 0?
//:hint.2.en Look at the order: scores, scale, mask, softmax. And at the axes: transpose the last
// two of k, softmax over the last.
//:hint.2.vi Nhìn thứ tự: điểm, chia, che, softmax. Và nhìn các trục: chuyển vị hai trục cuối của
// k, softmax theo trục cuối.
//:hint.3.en
// const Tensor scores = q.matmul(k.transpose(-2, -1)) / std::sqrt(double(q.size(-1)));
// const Tensor hidden = causal_mask(q.size(-2)).logical_not();
// return scores.masked_fill(hidden, -std::numeric_limits<double>::infinity()).softmax(-1);
//:hint.3.vi
// const Tensor scores = q.matmul(k.transpose(-2, -1)) / std::sqrt(double(q.size(-1)));
// const Tensor hidden = causal_mask(q.size(-2)).logical_not();
// return scores.masked_fill(hidden, -std::numeric_limits<double>::infinity()).softmax(-1);
//:predict.first-row.en Four tokens, causal: what is row 0 of the weights, whatever q and k are?
//:predict.first-row.vi Bốn token, nhân quả: hàng 0 của trọng số là gì, với mọi q và k?
//:predict.divisor.en D = 64: by which number are the scores divided?
//:predict.divisor.vi D = 64: các điểm được chia cho số nào?
//:label.mask.en the causal mask
//:label.mask.vi mặt nạ nhân quả
//:label.weights.en the attention weights
//:label.weights.vi các trọng số attention
//:label.zeros.en the weights of later tokens
//:label.zeros.vi trọng số của các token phía sau
//:label.sums.en the sums of the rows of the weights
//:label.sums.vi tổng các hàng của trọng số
//:label.large.en the attention weights of large q and k
//:label.large.vi trọng số attention khi q và k lớn
//:label.causality.en an output after a later token has changed
//:label.causality.vi một đầu ra sau khi token phía sau thay đổi
//:label.own.en a token's output after the token itself has changed
//:label.own.vi đầu ra của một token sau khi chính nó thay đổi
//:label.outputs.en the outputs of attention
//:label.outputs.vi các đầu ra của attention
//:label.float32.en weights and outputs in float32
//:label.float32.vi trọng số và đầu ra với float32
//:label.unchanged.en q, k and v afterwards
//:label.unchanged.vi q, k và v sau khi hàm chạy
//:label.gradients.en gradients of q, k and v
//:label.gradients.vi gradient của q, k và v
//:message.mask-flipped.en The mask is true for *later* tokens. Row i is the token that looks:
// true where j <= i, the lower triangle (tril).
//:message.mask-flipped.vi Mặt nạ đang true với các token *phía sau*. Hàng i là token đang nhìn:
// true tại j <= i, tam giác dưới (tril).
//:explain.mask-flipped.en
// In the mask, row i belongs to the token that asks and column j to the one that is looked at.
// Token 0 has nobody before it: its row has one true, at [0, 0]. The last row is true everywhere.
//
//     ones({3, 3}, kBool).tril()      // [[1, 0, 0], [1, 1, 0], [1, 1, 1]]
//     ones({3, 3}, kBool).triu()      // the other way round
//
// Some libraries have masks that are true where it is FORBIDDEN to look: read which one it is.
//:explain.mask-flipped.vi
// Trong mặt nạ, hàng i thuộc về token đang hỏi, cột j thuộc về token được nhìn. Token 0 không có
// ai phía trước: hàng của nó có một true, tại [0, 0]. Hàng cuối true ở mọi nơi.
//
//     ones({3, 3}, kBool).tril()      // [[1, 0, 0], [1, 1, 0], [1, 1, 1]]
//     ones({3, 3}, kBool).triu()      // ngược lại
//
// Có thư viện dùng mặt nạ true ở nơi KHÔNG được nhìn: hãy đọc kỹ quy ước.
//:message.mask-diagonal.en The diagonal is false: nobody may look at itself, and token 0 at
// nobody at all, so its softmax is nan. Keep the diagonal.
//:message.mask-diagonal.vi Đường chéo là false: không token nào được nhìn chính nó, và token 0
// không nhìn được ai, nên softmax của nó là nan. Hãy giữ đường chéo.
//:explain.mask-diagonal.en
// A row of scores that are all -infinity has nothing to normalise: 0 / 0. Token 0 may look at
// token 0, so each row has at least one finite score.
//
//     ones({3, 3}, kBool).tril(-1)    // without the diagonal: row 0 is all false
//     ones({3, 3}, kBool).tril()      // with it
//:explain.mask-diagonal.vi
// Một hàng điểm toàn âm vô cùng thì không có gì để chuẩn hoá: 0 / 0. Token 0 được nhìn token 0,
// nên mỗi hàng có ít nhất một điểm hữu hạn.
//
//     ones({3, 3}, kBool).tril(-1)    // không có đường chéo: hàng 0 toàn false
//     ones({3, 3}, kBool).tril()      // có đường chéo
//:message.mask-all.en The mask is true everywhere: each token may look at all, later ones too.
// Keep the lower triangle only: tril().
//:message.mask-all.vi Mặt nạ true ở mọi nơi: token nào cũng nhìn được tất cả, kể cả phía sau. Chỉ
// giữ tam giác dưới: tril().
//:explain.mask-all.en
// A model that predicts the next token would find it written there: its loss in training would be
// nearly 0, and it could not write a single word on its own.
//
//     ones({t, t}, kBool)             // everybody sees everything
//     ones({t, t}, kBool).tril()      // token i sees tokens 0 to i
//:explain.mask-all.vi
// Một mô hình đoán token kế tiếp sẽ thấy sẵn đáp án: hàm mất mát khi huấn luyện gần bằng 0, và nó
// không thể tự viết nổi một từ.
//
//     ones({t, t}, kBool)             // ai cũng thấy mọi thứ
//     ones({t, t}, kBool).tril()      // token i thấy các token 0 tới i
//:message.not-zero.en The largest weight of a later token is {got}: small, but not {expected}.
// Its score must be -infinity, not only very low.
//:message.not-zero.vi Trọng số lớn nhất của một token phía sau là {got}: nhỏ, nhưng không phải
// {expected}. Điểm của nó phải là âm vô cùng, không chỉ rất thấp.
//:explain.not-zero.en
// exp(-20) is 2e-09: enough to tell a model something about the future, and to be found by a loss
// that is trained long enough. exp(-infinity) is exactly 0.
//
//     scores.masked_fill(hidden, -20)
//     scores.masked_fill(hidden, -std::numeric_limits<double>::infinity())
//:explain.not-zero.vi
// exp(-20) là 2e-09: đủ để lộ cho mô hình chút gì đó về tương lai, và huấn luyện đủ lâu thì hàm
// mất mát sẽ tìm ra. exp(-vô cùng) đúng bằng 0.
//
//     scores.masked_fill(hidden, -20)
//     scores.masked_fill(hidden, -std::numeric_limits<double>::infinity())
//:message.softmax-dim.en Your columns sum to 1, and row 0 sums to {sum}. Each token spreads its
// attention over the tokens that it looks at: softmax over the last axis, softmax(-1).
//:message.softmax-dim.vi Các cột của bạn có tổng bằng 1, còn hàng 0 có tổng {sum}. Mỗi token chia
// sự chú ý cho các token mà nó nhìn: softmax theo trục cuối, softmax(-1).
//:explain.softmax-dim.en
// weights[i, j] is the share of token j in what token i receives, so for fixed i the shares sum
// to 1. softmax(-2) fixes j instead: how the askers compete for token j.
//
//     scores.softmax(-1).sum(-1)      // ones: right
//     scores.softmax(-2).sum(-2)      // ones along the wrong axis
//:explain.softmax-dim.vi
// weights[i, j] là phần của token j trong những gì token i nhận, nên với i cố định các phần có
// tổng bằng 1. softmax(-2) lại cố định j: những token hỏi giành nhau token j.
//
//     scores.softmax(-1).sum(-1)      // toàn 1: đúng
//     scores.softmax(-2).sum(-2)      // toàn 1 nhưng theo trục sai
//:message.no-scale.en The scores are not divided: for D = {width} by sqrt(D) = {root}. Without it
// the softmax is too hard: nearly all weight goes to one token.
//:message.no-scale.vi Các điểm chưa được chia: với D = {width} phải chia cho sqrt(D) = {root}.
// Nếu không, softmax quá gắt: gần như mọi trọng số dồn vào một token.
//:explain.no-scale.en
// The dot product of two vectors of D random numbers of size 1 has the typical size sqrt(D): D
// terms of either sign. At D = 64 scores of 8 give weights like exp(8) : 1, and the gradient of
// such a softmax is nearly 0: nothing is learnt.
//
//     scores = q.matmul(k.transpose(-2, -1)) / std::sqrt(double(q.size(-1)))
//:explain.no-scale.vi
// Tích vô hướng của hai vector gồm D số ngẫu nhiên cỡ 1 có độ lớn điển hình sqrt(D): D số hạng
// mang dấu bất kỳ. Với D = 64, điểm cỡ 8 cho tỉ lệ trọng số như exp(8) : 1, và gradient của
// softmax như vậy gần bằng 0: không học được gì.
//
//     scores = q.matmul(k.transpose(-2, -1)) / std::sqrt(double(q.size(-1)))
//:message.wrong-scale.en You divide the scores by {divisor}; it is the square root of the width D
// of q and k: {root}.
//:message.wrong-scale.vi Bạn chia điểm cho {divisor}; phải chia cho căn bậc hai của độ rộng D của
// q và k: {root}.
//:explain.wrong-scale.en
// The typical size of a dot product grows with the square root of the number of its terms. Its
// terms run over D, the last axis of q; the number of tokens T has nothing to do with it.
//
//     std::sqrt(double(q.size(-1)))   // right
//     q.size(-1)                      // too much: the softmax becomes almost flat
//     std::sqrt(double(q.size(-2)))   // the number of tokens
//:explain.wrong-scale.vi
// Độ lớn điển hình của tích vô hướng tăng theo căn bậc hai của số số hạng. Các số hạng chạy theo
// D, trục cuối của q; số token T không liên quan.
//
//     std::sqrt(double(q.size(-1)))   // đúng
//     q.size(-1)                      // quá nhiều: softmax gần như phẳng
//     std::sqrt(double(q.size(-2)))   // số token
//:message.mask-after-softmax.en Row 0 sums to {sum}: you masked *after* the softmax, so weight
// that went to later tokens is lost. Mask the scores before it, with -infinity.
//:message.mask-after-softmax.vi Hàng 0 có tổng {sum}, không bằng 1: phải che *trước* softmax.
// Phần trọng số đã dành cho token phía sau bị mất; hãy che các điểm bằng âm vô cùng.
//:explain.mask-after-softmax.en
// The softmax divides by the sum over all tokens, the later ones too. Setting their weights to 0
// afterwards leaves rows that sum to less than 1, and the later tokens still act, through the
// sum.
//
//     scores.softmax(-1).masked_fill(hidden, 0)             // row 0 sums to less than 1
//     scores.masked_fill(hidden, -infinity).softmax(-1)     // exp(-infinity) = 0 in the sum too
//:explain.mask-after-softmax.vi
// Softmax chia cho tổng theo mọi token, kể cả các token phía sau. Đặt trọng số của chúng về 0 sau
// đó để lại các hàng có tổng nhỏ hơn 1, và token phía sau vẫn có ảnh hưởng, thông qua tổng đó.
//
//     scores.softmax(-1).masked_fill(hidden, 0)             // hàng 0 có tổng nhỏ hơn 1
//     scores.masked_fill(hidden, -infinity).softmax(-1)     // exp(-vô cùng) = 0 cả trong tổng
//:message.mask-zero.en Scores of later tokens are set to 0, and exp(0) = 1: they get weight. A
// score that must not count is -infinity.
//:message.mask-zero.vi Điểm của các token phía sau được đặt bằng 0, mà exp(0) = 1: chúng vẫn có
// trọng số. Điểm không được tính phải là âm vô cùng.
//:explain.mask-zero.en
// 0 is an ordinary score: neither fitting nor unfitting. What has no part in a softmax is the
// number whose exponential is 0.
//
//     tensor({2.0, 0.0}).softmax(0)             // [0.8808, 0.1192]: the second counts
//     tensor({2.0, -infinity}).softmax(0)       // [1, 0]
//:explain.mask-zero.vi
// 0 là một điểm bình thường: không hợp cũng không lệch. Thứ không tham gia vào softmax là số có
// hàm mũ bằng 0.
//
//     tensor({2.0, 0.0}).softmax(0)             // [0.8808, 0.1192]: số thứ hai vẫn được tính
//     tensor({2.0, -infinity}).softmax(0)       // [1, 0]
//:message.future.en Token {i} sees the future: what it receives depends on token {j}. Mask the
// scores with causal_mask before the softmax.
//:message.future.vi Token {i} nhìn thấy tương lai: những gì nó nhận phụ thuộc vào token {j}. Hãy
// che các điểm bằng causal_mask trước softmax.
//:explain.future.en
// The test that needs no formula: change a token, and see whose output changes. Outputs before it
// must stay as they are, to the last digit.
//
//     Tensor before = attention(q, k, v);
//     v.select(-2, 3).fill_(100);               // token 3 says something else
//     attention(q, k, v) - before;              // rows 0, 1 and 2 must be 0
//:explain.future.vi
// Phép thử không cần công thức: đổi một token rồi xem đầu ra của ai thay đổi. Các đầu ra trước nó
// phải giữ nguyên tới chữ số cuối cùng.
//
//     Tensor before = attention(q, k, v);
//     v.select(-2, 3).fill_(100);               // token 3 nói điều khác
//     attention(q, k, v) - before;              // các hàng 0, 1 và 2 phải bằng 0
//:message.keys-ask.en Queries and keys have changed places: row i must hold q[i] . k[j], you have
// k[i] . q[j]. The one that is transposed is k.
//:message.keys-ask.vi Query và key đã đổi chỗ: hàng i phải chứa q[i] . k[j], bạn có k[i] . q[j].
// Tensor cần chuyển vị là k.
//:explain.keys-ask.en
// The first factor of a matrix product gives the rows, the second the columns. Rows are the
// tokens that ask, so q comes first.
//
//     q.matmul(k.transpose(-2, -1))[i][j]       // q[i] . k[j]
//     k.matmul(q.transpose(-2, -1))[i][j]       // k[i] . q[j]: the transposed scores
//:explain.keys-ask.vi
// Thừa số đầu của tích ma trận cho các hàng, thừa số sau cho các cột. Hàng là các token đang hỏi,
// nên q đứng trước.
//
//     q.matmul(k.transpose(-2, -1))[i][j]       // q[i] . k[j]
//     k.matmul(q.transpose(-2, -1))[i][j]       // k[i] . q[j]: các điểm bị chuyển vị
//:message.overflow.en nan where q and k are as large as {input}: exp of the scores overflows.
// softmax(-1) subtracts the largest score of each row first.
//:message.overflow.vi Có nan khi q và k lớn cỡ {input}: exp của điểm bị tràn số. softmax(-1) trừ
// đi điểm lớn nhất của mỗi hàng trước.
//:explain.overflow.en
// exp(scores), masked and divided by its row sums, is right on paper. But exp(710) is infinite,
// and infinity / infinity is nan. The softmax of the library does not change the result and keeps
// every exponent at or below 0.
//
//     scores.exp() / scores.exp().sum(-1, true)     // overflows
//     scores.softmax(-1)                            // does not
//:explain.overflow.vi
// exp(scores), che rồi chia cho tổng hàng, đúng trên giấy. Nhưng exp(710) là vô cùng, và vô cùng
// chia vô cùng là nan. Softmax của thư viện cho cùng kết quả và giữ mọi số mũ không vượt quá 0.
//
//     scores.exp() / scores.exp().sum(-1, true)     // tràn số
//     scores.softmax(-1)                            // không tràn
//:message.columns.en Each output takes a *column* of the weights: what others take from the token
// instead of what it takes from them. The weights are not transposed: weights @ v.
//:message.columns.vi Mỗi đầu ra đang lấy một *cột* của trọng số: phần token khác lấy từ nó thay
// vì phần nó lấy từ họ. Không chuyển vị trọng số: weights @ v.
//:explain.columns.en
// Row i of the weights says from whom token i takes how much; row i of a product takes row i of
// its first factor. Weights are square, so a wrong transpose raises no error.
//
//     weights.matmul(v)                         // out[i] = sum over j of weights[i][j] * v[j]
//     weights.transpose(-2, -1).matmul(v)       // out[i] = sum over j of weights[j][i] * v[j]
//:explain.columns.vi
// Hàng i của trọng số cho biết token i lấy của ai bao nhiêu; hàng i của tích lấy hàng i của thừa
// số đầu. Ma trận trọng số vuông, nên chuyển vị sai không gây lỗi nào.
//
//     weights.matmul(v)                         // out[i] = tổng theo j của weights[i][j] * v[j]
//     weights.transpose(-2, -1).matmul(v)       // out[i] = tổng theo j của weights[j][i] * v[j]
//:message.detached.en q and k get no gradient, only v does: the weights were computed without
// history (no_grad, detach, item). A model could never learn where to look.
//:message.detached.vi q và k không có gradient, chỉ v có: trọng số được tính mà không ghi lịch sử
// (no_grad, detach, item). Mô hình sẽ không bao giờ học được phải nhìn đâu.
//:explain.detached.en
// The output depends on q and k through the weights. If they are detached, autograd takes them
// for constants and trains the values alone.
//
//     NoGradGuard no_grad;                      // in effect until the end of the scope
//     attention_weights(q, k).detach()          // the same for one tensor
//:explain.detached.vi
// Đầu ra phụ thuộc q và k thông qua trọng số. Nếu trọng số bị tách rời (detach), autograd coi
// chúng là hằng số và chỉ huấn luyện các giá trị v.
//
//     NoGradGuard no_grad;                      // có hiệu lực tới hết phạm vi
//     attention_weights(q, k).detach()          // tương tự cho một tensor

//:code
#include "gradlab/lab/part4/ex_4_04.h"

#include <cmath>
#include <limits>

namespace ex_4_04 {

Tensor causal_mask(int64_t t) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return ones({t, t}, kBool).tril();
  //:wrong MASK_FLIPPED 4.04/mask-flipped
  return ones({t, t}, kBool).triu();
  //:wrong MASK_FLIPPED_B 4.04/mask-flipped
  return arange(t).unsqueeze(1) < arange(t);
  //:wrong MASK_DIAGONAL 4.04/mask-diagonal
  return ones({t, t}, kBool).tril(-1);
  //:wrong MASK_ALL 4.04/mask-all
  return ones({t, t}, kBool);
  //:end
}

Tensor attention_weights(const Tensor& q, const Tensor& k) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  const Tensor scores =
      q.matmul(k.transpose(-2, -1)) / std::sqrt(static_cast<double>(q.size(-1)));
  const Tensor hidden = causal_mask(q.size(-2)).logical_not();
  return scores.masked_fill(hidden, -std::numeric_limits<double>::infinity()).softmax(-1);
  //:wrong SOFTMAX_DIM 4.04/softmax-dim
  const Tensor scores = q.matmul(k.transpose(-2, -1)) / std::sqrt(double(q.size(-1)));
  const Tensor hidden = causal_mask(q.size(-2)).logical_not();
  return scores.masked_fill(hidden, -std::numeric_limits<double>::infinity()).softmax(-2);
  //:wrong NO_SCALE 4.04/no-scale
  const Tensor hidden = causal_mask(q.size(-2)).logical_not();
  return q.matmul(k.transpose(-2, -1))
      .masked_fill(hidden, -std::numeric_limits<double>::infinity())
      .softmax(-1);
  //:wrong WRONG_SCALE 4.04/wrong-scale
  const Tensor scores = q.matmul(k.transpose(-2, -1)) / q.size(-1);
  const Tensor hidden = causal_mask(q.size(-2)).logical_not();
  return scores.masked_fill(hidden, -std::numeric_limits<double>::infinity()).softmax(-1);
  //:wrong WRONG_SCALE_B 4.04/wrong-scale
  const Tensor scores = q.matmul(k.transpose(-2, -1)) / std::sqrt(double(q.size(-2)));
  const Tensor hidden = causal_mask(q.size(-2)).logical_not();
  return scores.masked_fill(hidden, -std::numeric_limits<double>::infinity()).softmax(-1);
  //:wrong MASK_AFTER_SOFTMAX 4.04/mask-after-softmax
  const Tensor scores = q.matmul(k.transpose(-2, -1)) / std::sqrt(double(q.size(-1)));
  return scores.softmax(-1).masked_fill(causal_mask(q.size(-2)).logical_not(), 0.0);
  //:wrong MASK_AFTER_SOFTMAX_B 4.04/mask-after-softmax
  const Tensor all = (q / std::sqrt(double(q.size(-1)))).matmul(k.transpose(-2, -1)).exp();
  return all / all.sum(-1, true) * causal_mask(q.size(-2));
  //:wrong MASK_ZERO 4.04/mask-zero
  const Tensor scores = q.matmul(k.transpose(-2, -1)) / std::sqrt(double(q.size(-1)));
  return scores.masked_fill(causal_mask(q.size(-2)).logical_not(), 0.0).softmax(-1);
  //:wrong MASK_ZERO_B 4.04/mask-zero
  const Tensor scores = q.matmul(k.transpose(-2, -1)) / std::sqrt(double(q.size(-1)));
  return (scores * causal_mask(q.size(-2))).softmax(-1);
  //:wrong NOT_ZERO 4.04/not-zero
  const Tensor scores = q.matmul(k.transpose(-2, -1)) / std::sqrt(double(q.size(-1)));
  return scores.masked_fill(causal_mask(q.size(-2)).logical_not(), -25.0).softmax(-1);
  //:wrong FUTURE_B 4.04/future
  return (q.matmul(k.transpose(-2, -1)) / std::sqrt(double(q.size(-1)))).softmax(-1);
  //:wrong KEYS_ASK 4.04/keys-ask
  const Tensor scores = k.matmul(q.transpose(-2, -1)) / std::sqrt(double(q.size(-1)));
  const Tensor hidden = causal_mask(q.size(-2)).logical_not();
  return scores.masked_fill(hidden, -std::numeric_limits<double>::infinity()).softmax(-1);
  //:wrong OVERFLOW_IN_EXP 4.04/overflow
  const Tensor all = (q.matmul(k.transpose(-2, -1)) / std::sqrt(double(q.size(-1)))).exp();
  const Tensor seen = all.masked_fill(causal_mask(q.size(-2)).logical_not(), 0.0);
  return seen / seen.sum(-1, true);
  //:end
}

Tensor attention(const Tensor& q, const Tensor& k, const Tensor& v) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return attention_weights(q, k).matmul(v);
  //:wrong COLUMNS 4.04/columns
  return attention_weights(q, k).transpose(-2, -1).matmul(v);
  //:wrong FUTURE 4.04/future
  const Tensor scores = q.matmul(k.transpose(-2, -1)) / std::sqrt(double(q.size(-1)));
  return scores.softmax(-1).matmul(v);
  //:wrong DETACHED 4.04/detached
  Tensor weights;
  {
    NoGradGuard no_grad;
    weights = attention_weights(q, k);
  }
  return weights.matmul(v);
  //:wrong DETACHED_B 4.04/detached
  return attention_weights(q.detach(), k.detach()).matmul(v);
  //:end
}

}  // namespace ex_4_04
