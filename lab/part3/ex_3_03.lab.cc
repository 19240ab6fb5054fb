//:exercise 3.03 core
//:covers "Sử dụng nn.Embedding để ánh xạ chỉ số sang vector embedding."
//:title.en The gradient of an embedding
//:title.vi Gradient của embedding
//:text.en
// Forward, an embedding copies rows of its table. So backward, the gradient of every copy goes
// back to the row that it came from. A row that was copied twice receives both gradients, added
// up; a row that was never copied receives 0.
//
//     indices [1, 3, 1], upstream [[1, 10], [100, 1000], [2, 20]], 5 rows
//
//     row 1:  [1, 10] + [2, 20] = [3, 30]
//     row 3:  [100, 1000]
//     rows 0, 2 and 4:  [0, 0]
//
// Often one row stands for "no word": sentences are filled up with it to have equal lengths. It
// is the padding row, and its gradient is always 0.
//
// In gradlab:
//
//     zeros({5, 2}, u.options())     // zeros of the dtype of u
//     g.index_add_(0, i, u);         // g[i[k]] += u[k] for every k; i [n], u [n, dim]
//     t.flatten()                    // all elements in one axis
//     t.reshape({-1, dim})           // all axes but the last in one
//     g[2].zero_();                  // row 2 becomes zero
//     nn::EmbeddingOptions options(rows, dim);
//     options.padding_idx(0);        // only if there is a padding row: -1 would be the last row
//     nn::Embedding table(options);  // table->weight.grad() after a backward pass
//     y.backward(upstream);          // a backward pass that begins with this gradient
//
// 1. embedding_backward: compute the gradient of the table by hand. `indices` may have any number
//    of axes. If padding_idx is 0 or more, that row of the result is zero; -1 means there is
//    none.
// 2. gradient_by_autograd: look the indices up in a new nn::Embedding (dim is the last size of
//    upstream), go backward with `upstream`, and return the gradient of its weight.
//:text.vi
// Ở chiều xuôi, embedding chép các hàng của bảng. Vì vậy ở chiều ngược, gradient của mỗi bản chép
// đi về hàng mà nó được chép ra. Hàng được chép hai lần nhận tổng của cả hai gradient; hàng không
// được chép lần nào nhận 0.
//
//     indices [1, 3, 1], upstream [[1, 10], [100, 1000], [2, 20]], 5 hàng
//
//     hàng 1:  [1, 10] + [2, 20] = [3, 30]
//     hàng 3:  [100, 1000]
//     hàng 0, 2 và 4:  [0, 0]
//
// Thường có một hàng nghĩa là "không có từ": các câu được lấp đầy bằng nó cho dài bằng nhau. Đó
// là hàng đệm (padding), gradient của nó luôn bằng 0.
//
// Trong gradlab:
//
//     zeros({5, 2}, u.options())     // các số 0 có dtype của u
//     g.index_add_(0, i, u);         // g[i[k]] += u[k] với mọi k; i [n], u [n, dim]
//     t.flatten()                    // mọi phần tử trên một trục
//     t.reshape({-1, dim})           // gộp mọi trục trừ trục cuối
//     g[2].zero_();                  // hàng 2 thành 0
//     nn::EmbeddingOptions options(rows, dim);
//     options.padding_idx(0);        // chỉ khi có hàng đệm: -1 ở đây sẽ là hàng cuối
//     nn::Embedding table(options);  // table->weight.grad() sau lan truyền ngược
//     y.backward(upstream);          // lan truyền ngược bắt đầu từ gradient này
//
// 1. embedding_backward: tự tính gradient của bảng. `indices` có bao nhiêu trục cũng được. Nếu
//    padding_idx từ 0 trở lên thì hàng đó của kết quả bằng 0; -1 nghĩa là không có hàng đệm.
// 2. gradient_by_autograd: tra indices trong một nn::Embedding mới (dim là kích thước cuối của
//    upstream), đi ngược với `upstream`, và trả về gradient của weight.
//:know.en A row collects the gradients of all its copies; rows that were not used get exactly 0.
//:know.vi Mỗi hàng gom gradient của mọi bản chép ra từ nó; hàng không được dùng nhận đúng 0.
//:hint.1.en How many vectors of upstream belong to row 1 in the example? What must become of
// them?
//:hint.1.vi Trong ví dụ, có bao nhiêu vector của upstream thuộc về hàng 1? Phải làm gì với chúng?
//:hint.2.en Start from zeros and add, never assign: one index may occur several times. index_add_
// wants one axis of indices and two of vectors, so flatten both alike. Zero the padding row at
// the end.
//:hint.2.vi Bắt đầu từ các số 0 rồi cộng, đừng gán: một chỉ số có thể xuất hiện nhiều lần.
// index_add_ cần indices một trục và vector hai trục, nên hãy trải phẳng cả hai như nhau. Cuối
// cùng mới xoá hàng đệm.
//:hint.3.en
// embedding_backward:
//   const int64_t dim = upstream.size(-1);
//   Tensor grad = zeros({rows, dim}, upstream.options());
//   grad.index_add_(0, indices.flatten(), upstream.reshape({-1, dim}));
//   if (padding_idx >= 0) grad[padding_idx].zero_();
// gradient_by_autograd:
//   table(indices).backward(upstream);  then  return table->weight.grad();
//:hint.3.vi
// embedding_backward:
//   const int64_t dim = upstream.size(-1);
//   Tensor grad = zeros({rows, dim}, upstream.options());
//   grad.index_add_(0, indices.flatten(), upstream.reshape({-1, dim}));
//   if (padding_idx >= 0) grad[padding_idx].zero_();
// gradient_by_autograd:
//   table(indices).backward(upstream);  rồi  return table->weight.grad();
//:predict.twice.en The gradient of row 1 for indices [1, 3, 1] and upstream [[1, 10], [100,
// 1000], [2, 20]]? Write it like [5, 50].
//:predict.twice.vi Gradient của hàng 1 với indices [1, 3, 1] và upstream [[1, 10], [100, 1000],
// [2, 20]]? Viết theo dạng [5, 50].
//:predict.unused.en And the gradient of row 2, which was not looked up?
//:predict.unused.vi Còn gradient của hàng 2, hàng không được tra?
//:label.unused.en a row that was not looked up
//:label.unused.vi một hàng không được tra
//:label.gradient.en the gradient of the table
//:label.gradient.vi gradient của bảng
//:label.axes.en the gradient for indices with more or fewer axes
//:label.axes.vi gradient khi indices có nhiều hoặc ít trục hơn
//:label.padding.en the gradient with a padding row
//:label.padding.vi gradient khi có hàng đệm
//:label.inputs.en indices and upstream after the call
//:label.inputs.vi indices và upstream sau lời gọi
//:label.autograd.en the gradient by autograd
//:label.autograd.vi gradient do autograd tính
//:label.autograd-padding.en the gradient by autograd with a padding row
//:label.autograd-padding.vi gradient do autograd tính khi có hàng đệm
//:message.last-wins.en Row {row} has {last}, its last gradient only. It was used {times} times,
// and the contributions add up: {sum}. Add into the row, do not assign.
//:message.last-wins.vi Hàng {row} là {last}, chỉ có gradient cuối cùng. Nó được dùng {times} lần,
// các phần gradient phải cộng lại: {sum}. Hãy cộng vào hàng, đừng gán.
//:explain.last-wins.en
// Assigning to a row overwrites what is there. Both copies of the row took part in the loss, so
// both gradients count: the same rule as for x in x * x + x.
//
//     Tensor g = zeros({5, 2}), i = tensor({1, 3, 1});
//     Tensor u = tensor({{1.0, 10.0}, {100.0, 1000.0}, {2.0, 20.0}});
//     g.index_put_({i}, u);     // row 1 is [2, 20]
//     g.zero_();
//     g.index_add_(0, i, u);    // row 1 is [3, 30]
//:explain.last-wins.vi
// Gán vào một hàng sẽ đè lên những gì có sẵn. Cả hai bản chép của hàng đều tham gia vào hàm mất
// mát, nên cả hai gradient đều được tính: cùng quy tắc như x trong x * x + x.
//
//     Tensor g = zeros({5, 2}), i = tensor({1, 3, 1});
//     Tensor u = tensor({{1.0, 10.0}, {100.0, 1000.0}, {2.0, 20.0}});
//     g.index_put_({i}, u);     // hàng 1 là [2, 20]
//     g.zero_();
//     g.index_add_(0, i, u);    // hàng 1 là [3, 30]
//:message.averaged.en You divided by how often a row was used. The contributions of row {row} add
// up to {sum}; nobody takes their mean.
//:message.averaged.vi Bạn chia cho số lần hàng được dùng. Các phần gradient của hàng {row} cộng
// lại thành {sum}; không ai lấy trung bình cả.
//:explain.averaged.en
// The loss changes by the sum of what both copies cause. A mean would be another function's
// gradient. (nn::Embedding can do it on request: scale_grad_by_freq.)
//
//     Tensor w = tensor(3.0, requires_grad());
//     (w + w).backward();   // w.grad() is 2, not 1
//:explain.averaged.vi
// Hàm mất mát thay đổi theo tổng tác động của cả hai bản chép. Lấy trung bình là gradient của một
// hàm khác. (nn::Embedding có thể làm vậy nếu yêu cầu: scale_grad_by_freq.)
//
//     Tensor w = tensor(3.0, requires_grad());
//     (w + w).backward();   // w.grad() là 2, không phải 1
//:message.ignored-upstream.en You counted how often each row was used: that is the gradient of
// the plain sum of the vectors. Use the gradient that comes in: y.backward(upstream).
//:message.ignored-upstream.vi Bạn đếm số lần mỗi hàng được dùng: đó là gradient của tổng trơn các
// vector. Hãy dùng gradient đi vào: y.backward(upstream).
//:explain.ignored-upstream.en
// sum().backward() sends 1 to every element. The layers behind an embedding send something else,
// and that is upstream.
//
//     Tensor y = table(tensor({1, 3, 1}));
//     y.sum().backward();       // row 1 gets [2, 2]
//     y.backward(upstream);     // row 1 gets upstream[0] + upstream[2]
//:explain.ignored-upstream.vi
// sum().backward() gửi số 1 tới mọi phần tử. Các tầng phía sau embedding gửi thứ khác, đó chính
// là upstream.
//
//     Tensor y = table(tensor({1, 3, 1}));
//     y.sum().backward();       // hàng 1 nhận [2, 2]
//     y.backward(upstream);     // hàng 1 nhận upstream[0] + upstream[2]
//:message.dense.en Row {row} was never looked up, and its gradient is {got}. It took no part in
// the loss, so its gradient is {expected}.
//:message.dense.vi Hàng {row} không được tra lần nào mà gradient của nó là {got}. Nó không tham
// gia vào hàm mất mát nên gradient là {expected}.
//:explain.dense.en
// Changing a row that no index names does not change the result, so its derivative is 0. Of a
// large vocabulary nearly all rows are like that in every step.
//
//     Tensor grad = zeros({5, 2});                        // start from zeros
//     grad.index_add_(0, tensor({1, 3, 1}), upstream);    // rows 0, 2 and 4 stay as they are
//:explain.dense.vi
// Thay đổi một hàng mà không chỉ số nào trỏ tới thì kết quả không đổi, nên đạo hàm theo nó bằng
// 0. Với tập từ vựng lớn, ở mỗi bước hầu như mọi hàng đều như vậy.
//
//     Tensor grad = zeros({5, 2});                        // bắt đầu từ 0
//     grad.index_add_(0, tensor({1, 3, 1}), upstream);    // hàng 0, 2 và 4 giữ nguyên
//:message.flatten.en The indices have {axes} axes and you got: {got}. Flatten them to one axis,
// and upstream to [n, dim] in the same order.
//:message.flatten.vi indices có {axes} trục và kết quả của bạn là: {got}. Hãy trải nó thành một
// trục, và upstream thành [n, dim] theo cùng thứ tự.
//:explain.flatten.en
// index_add_ takes one list of indices. Where in a sentence a word stood does not matter for the
// table, so all axes of the indices can become one.
//
//     Tensor i = tensor({{1, 3}, {1, 0}}), u = ones({2, 2, 5});
//     g.index_add_(0, i, u);                              // error: a vector is expected
//     g.index_add_(0, i.flatten(), u.reshape({-1, 5}));   // [4] and [4, 5]
//:explain.flatten.vi
// index_add_ nhận một danh sách chỉ số. Một từ đứng ở đâu trong câu không quan trọng đối với
// bảng, nên mọi trục của indices có thể gộp thành một.
//
//     Tensor i = tensor({{1, 3}, {1, 0}}), u = ones({2, 2, 5});
//     g.index_add_(0, i, u);                              // lỗi: cần một vector
//     g.index_add_(0, i.flatten(), u.reshape({-1, 5}));   // [4] và [4, 5]
//:message.padding.en The padding row {padding} received a gradient: {row}. It stands for "no
// word" and must stay as it is: its gradient is 0.
//:message.padding.vi Hàng đệm {padding} nhận được gradient: {row}. Nó nghĩa là "không có từ" và
// phải giữ nguyên: gradient của nó bằng 0.
//:explain.padding.en
// The padding row only fills sentences up. If it learned, the length of the padding would become
// a part of the meaning.
//
//     nn::Embedding table(nn::EmbeddingOptions(5, 2).padding_idx(0));
//     table(tensor({0, 1, 0})).sum().backward();
//     table->weight.grad()[0];    // [0, 0], although index 0 was looked up twice
//:explain.padding.vi
// Hàng đệm chỉ để lấp cho câu đủ dài. Nếu nó học, độ dài phần lấp sẽ trở thành một phần ý nghĩa
// của câu.
//
//     nn::Embedding table(nn::EmbeddingOptions(5, 2).padding_idx(0));
//     table(tensor({0, 1, 0})).sum().backward();
//     table->weight.grad()[0];    // [0, 0], dù chỉ số 0 được tra hai lần
//:message.minus-one.en padding_idx = -1 means that there is no padding row, and you erased row
// {last}: as an index, -1 counts from the end. Ask first: if (padding_idx >= 0).
//:message.minus-one.vi padding_idx = -1 nghĩa là không có hàng đệm, còn bạn đã xoá hàng {last}: khi
// làm chỉ số, -1 đếm từ cuối. Hãy hỏi trước: if (padding_idx >= 0).
//:explain.minus-one.en
// The library counts negative indices from the end, also in padding_idx. Here -1 is only a sign for
// "none", so it must not get there.
//
//     Tensor g = ones({3, 2});
//     g[-1].zero_();                                          // the last row, silently
//     if (padding_idx >= 0) g[padding_idx].zero_();
//     if (padding_idx >= 0) options.padding_idx(padding_idx);
//:explain.minus-one.vi
// Thư viện đếm chỉ số âm từ cuối, với padding_idx cũng vậy. Ở bài này -1 chỉ là dấu hiệu "không
// có", nên đừng để nó đi tới đó.
//
//     Tensor g = ones({3, 2});
//     g[-1].zero_();                                          // hàng cuối, không có lỗi nào báo
//     if (padding_idx >= 0) g[padding_idx].zero_();
//     if (padding_idx >= 0) options.padding_idx(padding_idx);
//:message.padding-position.en You left out vector number {padding} of upstream. padding_idx is a
// row of the table: leave out every vector whose index is {padding}.
//:message.padding-position.vi Bạn bỏ vector thứ {padding} của upstream. padding_idx là một hàng
// của bảng: hãy bỏ mọi vector có chỉ số bằng {padding}.
//:explain.padding-position.en
// upstream is ordered by position in the batch, the result by row of the table. indices leads
// from one to the other; after index_add_ you are on the side of the table.
//
//     Tensor grad = zeros({5, 2});
//     grad.index_add_(0, indices, upstream);
//     grad[padding_idx].zero_();      // a row of the table
//:explain.padding-position.vi
// upstream xếp theo vị trí trong batch, còn kết quả xếp theo hàng của bảng. indices dẫn từ bên
// này sang bên kia; sau index_add_ thì bạn đã ở phía bảng.
//
//     Tensor grad = zeros({5, 2});
//     grad.index_add_(0, indices, upstream);
//     grad[padding_idx].zero_();      // một hàng của bảng
//:message.modified.en You changed {name}, which belongs to the caller: other operations may still
// need it. Write into your own tensor.
//:message.modified.vi Bạn đã sửa {name}, vốn thuộc về nơi gọi: các phép toán khác có thể còn cần
// nó. Hãy ghi vào tensor của riêng bạn.
//:explain.modified.en
// The gradient that comes in is often shared: in y = a + b both inputs get the same tensor. A
// function that writes into it changes the gradient of somebody else.
//
//     upstream.masked_fill_(mask, 0);               // changes the caller's tensor
//     Tensor mine = upstream.masked_fill(mask, 0);  // a new tensor
//:explain.modified.vi
// Gradient đi vào thường được dùng chung: với y = a + b, cả hai đầu vào nhận cùng một tensor. Hàm
// nào ghi vào đó là sửa gradient của người khác.
//
//     upstream.masked_fill_(mask, 0);               // sửa tensor của nơi gọi
//     Tensor mine = upstream.masked_fill(mask, 0);  // một tensor mới

//:code
#include "gradlab/lab/part3/ex_3_03.h"

namespace ex_3_03 {

Tensor embedding_backward(const Tensor& indices, const Tensor& upstream, int64_t rows,
                          int64_t padding_idx) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  const int64_t dim = upstream.size(-1);
  Tensor grad = zeros({rows, dim}, upstream.options());
  grad.index_add_(0, indices.flatten(), upstream.reshape({-1, dim}));
  if (padding_idx >= 0) grad[padding_idx].zero_();
  return grad;
  //:wrong LAST_WINS 3.03/last-wins
  const int64_t dim = upstream.size(-1);
  Tensor grad = zeros({rows, dim}, upstream.options());
  grad.index_put_({indices.flatten()}, upstream.reshape({-1, dim}));
  if (padding_idx >= 0) grad[padding_idx].zero_();
  return grad;
  //:wrong LAST_WINS_B 3.03/last-wins
  const Tensor flat = indices.flatten(), vectors = upstream.reshape({flat.numel(), -1});
  Tensor grad = zeros({rows, upstream.size(-1)}, upstream.options());
  for (int64_t k = 0; k < flat.numel(); ++k) {
    const int64_t row = flat[k].item<int64_t>();
    if (row != padding_idx) grad[row].copy_(vectors[k]);
  }
  return grad;
  //:wrong AVERAGED 3.03/averaged
  const int64_t dim = upstream.size(-1);
  Tensor grad = zeros({rows, dim}, upstream.options());
  grad.index_add_(0, indices.flatten(), upstream.reshape({-1, dim}));
  Tensor times = one_hot(indices.flatten(), rows).sum(0);
  if (padding_idx >= 0) grad[padding_idx].zero_();
  return grad / times.clamp(1).unsqueeze(1);
  //:wrong DENSE 3.03/dense
  const int64_t dim = upstream.size(-1);
  return upstream.reshape({-1, dim}).sum(0).expand({rows, dim}).contiguous();
  //:wrong DENSE_B 3.03/dense
  const int64_t dim = upstream.size(-1);
  Tensor grad = ones({rows, dim}, upstream.options());
  grad.index_add_(0, indices.flatten(), upstream.reshape({-1, dim}));
  if (padding_idx >= 0) grad[padding_idx].zero_();
  return grad;
  //:wrong FLATTEN 3.03/flatten
  Tensor grad = zeros({rows, upstream.size(-1)}, upstream.options());
  grad.index_add_(0, indices, upstream);
  if (padding_idx >= 0) grad[padding_idx].zero_();
  return grad;
  //:wrong PADDING 3.03/padding
  const int64_t dim = upstream.size(-1);
  Tensor grad = zeros({rows, dim}, upstream.options());
  grad.index_add_(0, indices.flatten(), upstream.reshape({-1, dim}));
  return grad;
  //:wrong PADDING_B 3.03/padding
  const int64_t dim = upstream.size(-1);
  Tensor grad = zeros({rows, dim}, upstream.options());
  if (padding_idx >= 0) grad[padding_idx].zero_();
  grad.index_add_(0, indices.flatten(), upstream.reshape({-1, dim}));
  return grad;
  //:wrong MINUS_ONE 3.03/minus-one
  const int64_t dim = upstream.size(-1);
  Tensor grad = zeros({rows, dim}, upstream.options());
  grad.index_add_(0, indices.flatten(), upstream.reshape({-1, dim}));
  grad[padding_idx].zero_();
  return grad;
  //:wrong PADDING_POSITION 3.03/padding-position
  const int64_t dim = upstream.size(-1);
  Tensor vectors = upstream.reshape({-1, dim}).clone();
  if (padding_idx >= 0) vectors[padding_idx].zero_();
  return zeros({rows, dim}, upstream.options()).index_add_(0, indices.flatten(), vectors);
  //:wrong MODIFIED 3.03/modified
  const int64_t dim = upstream.size(-1);
  upstream.masked_fill_((indices == padding_idx).unsqueeze(-1), 0);
  Tensor grad = zeros({rows, dim}, upstream.options());
  return grad.index_add_(0, indices.flatten(), upstream.reshape({-1, dim}));
  //:wrong MODIFIED_B 3.03/modified
  const int64_t dim = upstream.size(-1);
  for (int64_t k = 0; k < upstream.numel() / dim; ++k) {
    if (indices.reshape({-1})[k].item<int64_t>() == padding_idx) {
      upstream.view({-1, dim})[k].zero_();
    }
  }
  Tensor grad = zeros({rows, dim}, upstream.options());
  return grad.index_add_(0, indices.flatten(), upstream.reshape({-1, dim}));
  //:end
}

Tensor gradient_by_autograd(const Tensor& indices, const Tensor& upstream, int64_t rows,
                            int64_t padding_idx) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  nn::EmbeddingOptions options(rows, upstream.size(-1));
  if (padding_idx >= 0) options.padding_idx(padding_idx);
  nn::Embedding table(options);
  table(indices).backward(upstream);
  return table->weight.grad();
  //:wrong IGNORED_UPSTREAM 3.03/ignored-upstream
  nn::EmbeddingOptions options(rows, upstream.size(-1));
  if (padding_idx >= 0) options.padding_idx(padding_idx);
  nn::Embedding table(options);
  table(indices).sum().backward();
  return table->weight.grad();
  //:wrong IGNORED_UPSTREAM_B 3.03/ignored-upstream
  nn::EmbeddingOptions options(rows, upstream.size(-1));
  if (padding_idx >= 0) options.padding_idx(padding_idx);
  nn::Embedding table(options);
  table(indices).backward(ones_like(upstream));
  return table->weight.grad();
  //:wrong PADDING_C 3.03/padding
  nn::Embedding table(rows, upstream.size(-1));
  table(indices).backward(upstream);
  return table->weight.grad();
  //:wrong MINUS_ONE_B 3.03/minus-one
  nn::EmbeddingOptions options(rows, upstream.size(-1));
  options.padding_idx(padding_idx);
  nn::Embedding table(options);
  table(indices).backward(upstream);
  return table->weight.grad();
  //:end
}

}  // namespace ex_3_03
