//:exercise 3.02 core
//:covers "Sử dụng nn.Embedding để ánh xạ chỉ số sang vector embedding."
//:title.en Embedding: a table whose rows are looked up
//:title.vi Embedding: bảng để tra theo hàng
//:text.en
// A network cannot multiply words. So every word gets a number, its index, and a table holds one
// vector for each index: row 0 for index 0, row 1 for index 1 and so on. Looking up rows is all
// that an embedding does.
//
//     weight [5, 2], indices [1, 3, 1]  ->  rows 1, 3 and 1 of weight: [3, 2]
//
// In gradlab:
//
//     t.index({i})                  // t[i] in Python: the rows of t that the tensor i names
//     one_hot(i, 5)                 // index 2 becomes [0, 0, 1, 0, 0]; int64, one more axis
//     t.to(kFloat32)                // the same numbers in another dtype
//     t.scalar_type()               // the dtype of t
//     a.matmul(b)                   // product along the last axis of a
//     nn::Embedding table(10, 4);   // 10 rows of 4 numbers; table(i) looks up
//
// 1. embed: return the rows of `weight` that `indices` names, by indexing. Indices may have any
//    shape: for [2, 3] and rows of 4 numbers the result is [2, 3, 4]. An index that is too large
//    and indices of floating point must raise an error; t.index does that by itself.
// 2. embed_by_product: the same numbers once more, as one-hot vectors times `weight`. A row of
//    zeros with a single 1 picks one row of the matrix. Errors as in 1: one_hot raises them.
// 3. embed_by_layer: make an nn::Embedding with `rows` rows of `dim` numbers and return what it
//    gives for `indices`.
//:text.vi
// Mạng không thể nhân các từ với nhau. Vì vậy mỗi từ được gán một số, gọi là chỉ số, và một bảng
// giữ cho mỗi chỉ số một vector: hàng 0 cho chỉ số 0, hàng 1 cho chỉ số 1, v.v. Embedding chỉ làm
// đúng một việc là tra các hàng.
//
//     weight [5, 2], indices [1, 3, 1]  ->  các hàng 1, 3 và 1 của weight: [3, 2]
//
// Trong gradlab:
//
//     t.index({i})                  // như t[i] trong Python: các hàng của t do tensor i chỉ ra
//     one_hot(i, 5)                 // chỉ số 2 thành [0, 0, 1, 0, 0]; int64, thêm một trục
//     t.to(kFloat32)                // cùng các số, dtype khác
//     t.scalar_type()               // dtype của t
//     a.matmul(b)                   // nhân theo trục cuối của a
//     nn::Embedding table(10, 4);   // 10 hàng, mỗi hàng 4 số; table(i) tra bảng
//
// 1. embed: trả về các hàng của `weight` do `indices` chỉ ra, bằng cách đánh chỉ số. indices có
//    shape bất kỳ: với [2, 3] và hàng 4 số, kết quả là [2, 3, 4]. Chỉ số quá lớn và chỉ số kiểu
//    số thực phải báo lỗi; t.index tự làm việc đó.
// 2. embed_by_product: cũng các số đó, nhưng tính bằng vector one-hot nhân `weight`. Một hàng
//    toàn 0 với đúng một số 1 sẽ chọn ra một hàng của ma trận. Lỗi như ở câu 1: one_hot tự báo.
// 3. embed_by_layer: tạo một nn::Embedding có `rows` hàng, mỗi hàng `dim` số, và trả về kết quả
//    của nó với `indices`.
//:know.en An embedding is row lookup, the same as one-hot · W without the multiplications by zero.
//:know.vi Embedding là tra hàng, giống one-hot · W nhưng không phải nhân với các số 0.
//:hint.1.en The result has one vector for each index. Along which axis of `weight` do the indices
// count?
//:hint.1.vi Mỗi chỉ số cho một vector. Các chỉ số đếm theo trục nào của `weight`?
//:hint.2.en For the product look at the shapes: [n, rows] · [rows, dim]. Who tells one_hot how
// many rows there are? And which dtype does one_hot give, which one has `weight`?
//:hint.2.vi Với phép nhân, hãy nhìn shape: [n, rows] · [rows, dim]. Ai cho one_hot biết có bao
// nhiêu hàng? one_hot cho dtype nào, còn `weight` có dtype nào?
//:hint.3.en
// embed:            return weight.index({indices});
// embed_by_product: Tensor hot = one_hot(indices, weight.size(0));
//                   return hot.to(weight.scalar_type()).matmul(weight);
// embed_by_layer:   nn::Embedding table(rows, dim);  then  return table(indices);
//:hint.3.vi
// embed:            return weight.index({indices});
// embed_by_product: Tensor hot = one_hot(indices, weight.size(0));
//                   return hot.to(weight.scalar_type()).matmul(weight);
// embed_by_layer:   nn::Embedding table(rows, dim);  rồi  return table(indices);
//:predict.count.en How many numbers does nn::Embedding(10, 4) learn?
//:predict.count.vi nn::Embedding(10, 4) học bao nhiêu số?
//:predict.shape.en Which shape has table(indices) for nn::Embedding table(10, 4) and indices of
// shape [2, 3]? Write it like [5, 6].
//:predict.shape.vi table(indices) có shape nào, với nn::Embedding table(10, 4) và indices có
// shape [2, 3]? Viết theo dạng [5, 6].
//:label.rows.en the rows that were looked up
//:label.rows.vi các hàng tra được
//:label.outside.en an index that the table does not have
//:label.outside.vi chỉ số không có trong bảng
//:label.float.en indices of floating point
//:label.float.vi chỉ số kiểu số thực
//:label.gradients.en the gradient of the table
//:label.gradients.vi gradient của bảng
//:label.inputs.en weight and indices after the call
//:label.inputs.vi weight và indices sau lời gọi
//:label.layer.en the vectors of a new nn::Embedding
//:label.layer.vi các vector của một nn::Embedding mới
//:message.one-based.en You counted the rows from 1. Index 0 is the first row: row i of the table
// belongs to index i.
//:message.one-based.vi Bạn đếm hàng từ 1. Hàng đầu tiên có chỉ số 0: hàng i của bảng thuộc về chỉ
// số i.
//:explain.one-based.en
// A table of 5 rows has the indices 0 to 4. Who subtracts 1 looks up row -1 for index 0: in
// tensor indexing that is the last row, and no error tells you.
//
//     Tensor weight = tensor({{0.0, 0.0}, {1.0, 10.0}, {2.0, 20.0}});
//     weight.index({tensor({0})});        // [[0, 0]]: the first row
//     weight.index({tensor({0}) - 1});    // [[2, 20]]: -1 counts from the end
//:explain.one-based.vi
// Bảng 5 hàng có các chỉ số từ 0 đến 4. Nếu trừ đi 1 thì chỉ số 0 sẽ tra hàng -1: khi đánh chỉ số
// tensor, đó là hàng cuối, và không có lỗi nào báo cho bạn.
//
//     Tensor weight = tensor({{0.0, 0.0}, {1.0, 10.0}, {2.0, 20.0}});
//     weight.index({tensor({0})});        // [[0, 0]]: hàng đầu tiên
//     weight.index({tensor({0}) - 1});    // [[2, 20]]: -1 đếm từ cuối
//:message.columns.en You looked along axis 1 of a table of shape {shape}: that picks columns. The
// table has one row, on axis 0, for each index.
//:message.columns.vi Bạn tra theo trục 1 của bảng có shape {shape}: như vậy là chọn cột. Mỗi chỉ
// số ứng với một hàng, trên trục 0.
//:explain.columns.en
// The first position in index({...}) is axis 0. Slice() there means "all rows", and the indices
// then pick columns.
//
//     Tensor weight = tensor({{0, 1, 2}, {10, 11, 12}});
//     weight.index({tensor({1})});            // [[10, 11, 12]]: row 1
//     weight.index({Slice(), tensor({1})});   // [[1], [11]]: column 1
//:explain.columns.vi
// Vị trí đầu trong index({...}) là trục 0. Slice() ở đó nghĩa là "mọi hàng", và khi ấy các chỉ số
// sẽ chọn cột.
//
//     Tensor weight = tensor({{0, 1, 2}, {10, 11, 12}});
//     weight.index({tensor({1})});            // [[10, 11, 12]]: hàng 1
//     weight.index({Slice(), tensor({1})});   // [[1], [11]]: cột 1
//:message.flattened.en The rows are right, the axes of the indices are lost: for indices of shape
// {shape} every index is replaced by its vector, which makes {shape-expected}.
//:message.flattened.vi Các hàng đều đúng nhưng mất các trục của indices: indices có shape
// {shape}, mỗi chỉ số được thay bằng vector của nó, nên kết quả là {shape-expected}.
//:explain.flattened.en
// Two sentences of three words have indices [2, 3]. The next layer must still know which word
// belongs to which sentence, so the result is [2, 3, dim] and not [6, dim].
//
//     Tensor ids = tensor({{1, 3, 1}, {0, 2, 2}});
//     weight.index({ids}).sizes();                     // [2, 3, 2] for weight [5, 2]
//     weight.index_select(0, ids.flatten()).sizes();   // [6, 2]
//:explain.flattened.vi
// Hai câu, mỗi câu ba từ, có indices [2, 3]. Tầng sau vẫn phải biết từ nào thuộc câu nào, nên kết
// quả là [2, 3, dim] chứ không phải [6, dim].
//
//     Tensor ids = tensor({{1, 3, 1}, {0, 2, 2}});
//     weight.index({ids}).sizes();                     // [2, 3, 2] với weight [5, 2]
//     weight.index_select(0, ids.flatten()).sizes();   // [6, 2]
//:message.silenced.en The table has {rows} rows, so its last index is {last}. Index {index} must
// raise an error, and you returned vectors: a word that is not in the table would pass for
// another one.
//:message.silenced.vi Bảng có {rows} hàng nên chỉ số cuối là {last}. Chỉ số {index} phải báo lỗi,
// còn bạn lại trả về vector: một từ không có trong bảng sẽ bị coi là từ khác.
//:explain.silenced.en
// Wrapping an index with a remainder, clamping it or answering with zeros makes the error go away
// and leaves the mistake: mostly a vocabulary that is one word larger than the table.
//
//     Tensor weight = ones({5, 2});
//     weight.index({tensor({5})});                // IndexError: out of bounds
//     weight.index({tensor({5}).remainder(5)});   // row 0, silently
//:explain.silenced.vi
// Lấy phần dư của chỉ số, kẹp nó lại hay trả về số 0 chỉ làm lỗi biến mất còn cái sai vẫn nguyên:
// thường là tập từ vựng nhiều hơn bảng đúng một từ.
//
//     Tensor weight = ones({5, 2});
//     weight.index({tensor({5})});                // IndexError: vượt ra ngoài
//     weight.index({tensor({5}).remainder(5)});   // hàng 0, lặng lẽ
//:message.truncated.en You turned indices of floating point into integers: {index} became row
// {row}, what is behind the point was cut off. An index is int64; anything else must raise an
// error.
//:message.truncated.vi Bạn đổi chỉ số kiểu số thực sang số nguyên: {index} biến thành hàng {row},
// phần sau dấu chấm bị cắt. Chỉ số phải là int64; kiểu khác thì phải báo lỗi.
//:explain.truncated.en
// There is no row 1.7. Indices of floating point mean that something went wrong before, for
// example that labels and features were swapped. A conversion hides it.
//
//     Tensor i = tensor({1.7});
//     weight.index({i});              // IndexError: must be long, int, byte or bool tensors
//     weight.index({i.to(kInt64)});   // row 1
//:explain.truncated.vi
// Không có hàng 1.7. Chỉ số kiểu số thực nghĩa là trước đó đã có gì sai, chẳng hạn nhãn và đặc
// trưng bị đổi chỗ. Ép kiểu chỉ che lỗi đi.
//
//     Tensor i = tensor({1.7});
//     weight.index({i});              // IndexError: must be long, int, byte or bool tensors
//     weight.index({i.to(kInt64)});   // hàng 1
//:message.onehot-shape.en Your one-hot vectors are as long as the largest index asks, {width},
// and the table has {rows} rows. Tell one_hot the length: one_hot(indices, weight.size(0)).
//:message.onehot-shape.vi Vector one-hot của bạn dài theo chỉ số lớn nhất, {width}, còn bảng có
// {rows} hàng. Hãy cho one_hot biết độ dài: one_hot(indices, weight.size(0)).
//:explain.onehot-shape.en
// Without a second argument one_hot takes the largest index that it sees, plus 1. A batch in
// which the last words do not occur then gives vectors that are too short.
//
//     one_hot(tensor({1, 3, 1})).sizes();      // [3, 4]
//     one_hot(tensor({1, 3, 1}), 5).sizes();   // [3, 5]: fits a table of 5 rows
//:explain.onehot-shape.vi
// Không có đối số thứ hai, one_hot lấy chỉ số lớn nhất mà nó thấy, cộng 1. Batch nào không có các
// từ cuối bảng sẽ cho các vector quá ngắn.
//
//     one_hot(tensor({1, 3, 1})).sizes();      // [3, 4]
//     one_hot(tensor({1, 3, 1}), 5).sizes();   // [3, 5]: vừa với bảng 5 hàng
//:message.onehot-dtype.en one_hot gives int64 and the table is {dtype}; a product needs one
// dtype. Convert the one-hot vectors: .to(weight.scalar_type()).
//:message.onehot-dtype.vi one_hot cho int64 còn bảng là {dtype}; phép nhân cần cùng một dtype.
// Hãy đổi các vector one-hot: .to(weight.scalar_type()).
//:explain.onehot-dtype.en
// Products of matrices do not convert by themselves, unlike + and *.
//
//     Tensor hot = one_hot(tensor({1, 3, 1}), 5);           // int64
//     hot.matmul(weight);                                   // error: long int != float
//     hot.to(weight.scalar_type()).matmul(weight);          // [3, 2]
//:explain.onehot-dtype.vi
// Khác với + và *, phép nhân ma trận không tự đổi dtype.
//
//     Tensor hot = one_hot(tensor({1, 3, 1}), 5);           // int64
//     hot.matmul(weight);                                   // lỗi: long int != float
//     hot.to(weight.scalar_type()).matmul(weight);          // [3, 2]
//:message.fixed-dtype.en You converted the one-hot vectors to {yours}, and this table is {dtype}; a
// product needs one dtype. Ask the table for its own: .to(weight.scalar_type()).
//:message.fixed-dtype.vi Bạn đổi các vector one-hot sang {yours}, còn bảng này là {dtype}; phép nhân
// cần cùng một dtype. Hãy hỏi chính bảng: .to(weight.scalar_type()).
//:explain.fixed-dtype.en
// A table may hold float32 or float64. A dtype written into the code fits only one of them.
//
//     Tensor hot = one_hot(tensor({1, 3, 1}), 5), weight = ones({5, 2}, kFloat64);
//     hot.to(kFloat32).matmul(weight);                // error: float != double
//     hot.to(weight.scalar_type()).matmul(weight);    // fits every table
//:explain.fixed-dtype.vi
// Bảng có thể là float32 hoặc float64. Dtype viết cứng trong code chỉ hợp với một trong hai.
//
//     Tensor hot = one_hot(tensor({1, 3, 1}), 5), weight = ones({5, 2}, kFloat64);
//     hot.to(kFloat32).matmul(weight);                // lỗi: float != double
//     hot.to(weight.scalar_type()).matmul(weight);    // hợp với mọi bảng
//:message.untracked.en The rows are right, but they have no history: no gradient comes back to
// the table, and it would never learn. Look them up with operations on tensors, without item(),
// detach() or no_grad.
//:message.untracked.vi Các hàng đều đúng nhưng không có lịch sử: không gradient nào về tới bảng,
// và bảng sẽ không bao giờ học. Hãy tra bằng phép toán trên tensor, không dùng item(), detach()
// hay no_grad.
//:explain.untracked.en
// index and matmul are recorded like any other operation. In the backward pass the gradient of
// each vector goes to the row that it came from.
//
//     Tensor rows = weight.index({tensor({1, 3, 1})});
//     rows.sum().backward();   // weight.grad(): row 1 gets 2, row 3 gets 1
//:explain.untracked.vi
// index và matmul được ghi lại như mọi phép toán khác. Khi lan truyền ngược, gradient của mỗi
// vector đi về đúng hàng mà nó được lấy ra.
//
//     Tensor rows = weight.index({tensor({1, 3, 1})});
//     rows.sum().backward();   // weight.grad(): hàng 1 nhận 2, hàng 3 nhận 1
//:message.swapped.en You made nn::Embedding(dim, rows). The order is nn::Embedding(rows, dim):
// here {rows} rows of {dim} numbers.
//:message.swapped.vi Bạn tạo nn::Embedding(dim, rows). Thứ tự đúng là nn::Embedding(rows, dim): ở
// đây {rows} hàng, mỗi hàng {dim} số.
//:explain.swapped.en
// First how many words there are, then how long their vectors are: the shape of the table.
//
//     nn::Embedding table(10, 4);
//     table->weight.sizes();                // [10, 4]
//     table(tensor({7, 2})).sizes();        // [2, 4]
//:explain.swapped.vi
// Trước là có bao nhiêu từ, sau là vector của chúng dài bao nhiêu: đúng shape của bảng.
//
//     nn::Embedding table(10, 4);
//     table->weight.sizes();                // [10, 4]
//     table(tensor({7, 2})).sizes();        // [2, 4]

//:code
#include "gradlab/lab/part3/ex_3_02.h"

namespace ex_3_02 {

Tensor embed(const Tensor& weight, const Tensor& indices) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return weight.index({indices});
  //:wrong ONE_BASED 3.02/one-based
  return weight.index({indices - 1});
  //:wrong COLUMNS 3.02/columns
  return weight.index({indexing::Slice(), indices});
  //:wrong COLUMNS_B 3.02/columns
  return weight.t().index({indices});
  //:wrong FLATTENED 3.02/flattened
  return weight.index_select(0, indices.flatten());
  //:wrong FLATTENED_B 3.02/flattened
  return weight.index({indices}).view({-1, weight.size(1)});
  //:wrong SILENCED 3.02/silenced
  return weight.index({indices.remainder(weight.size(0))});
  //:wrong SILENCED_B 3.02/silenced
  return weight.index({indices.clamp(0, weight.size(0) - 1)});
  //:wrong TRUNCATED 3.02/truncated
  return weight.index({indices.to(kInt64)});
  //:wrong UNTRACKED 3.02/untracked
  return weight.detach().index({indices});
  //:end
}

Tensor embed_by_product(const Tensor& weight, const Tensor& indices) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  Tensor hot = one_hot(indices, weight.size(0));
  return hot.to(weight.scalar_type()).matmul(weight);
  //:wrong ONE_BASED_B 3.02/one-based
  Tensor numbers = arange(1, weight.size(0) + 1);
  Tensor hot = (indices.unsqueeze(-1) == numbers).to(weight.scalar_type());
  return hot.matmul(weight);
  //:wrong ONE_BASED_C 3.02/one-based
  Tensor hot = one_hot(indices - 1, weight.size(0));
  return hot.to(weight.scalar_type()).matmul(weight);
  //:wrong ONEHOT_SHAPE 3.02/onehot-shape
  return one_hot(indices).to(weight.scalar_type()).matmul(weight);
  //:wrong ONEHOT_SHAPE_B 3.02/onehot-shape
  const int64_t words = indices.numel() > 0 ? indices.max().item<int64_t>() + 1 : 0;
  return one_hot(indices, words).to(weight.scalar_type()).matmul(weight);
  //:wrong ONEHOT_DTYPE 3.02/onehot-dtype
  return one_hot(indices, weight.size(0)).matmul(weight);
  //:wrong FIXED_DTYPE 3.02/fixed-dtype
  return one_hot(indices, weight.size(0)).to(kFloat32).matmul(weight);
  //:wrong FIXED_DTYPE_B 3.02/fixed-dtype
  return one_hot(indices, weight.size(0)).to(kFloat64).matmul(weight);
  //:wrong SILENCED_C 3.02/silenced
  Tensor hot = indices.unsqueeze(-1) == arange(weight.size(0));
  return hot.to(weight.scalar_type()).matmul(weight);
  //:wrong TRUNCATED_B 3.02/truncated
  Tensor hot = one_hot(indices.to(kInt64), weight.size(0));
  return hot.to(weight.scalar_type()).matmul(weight);
  //:wrong UNTRACKED_B 3.02/untracked
  NoGradGuard no_grad;
  return one_hot(indices, weight.size(0)).to(weight.scalar_type()).matmul(weight);
  //:end
}

Tensor embed_by_layer(int64_t rows, int64_t dim, const Tensor& indices) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  nn::Embedding table(rows, dim);
  return table(indices);
  //:wrong SWAPPED 3.02/swapped
  nn::Embedding table(dim, rows);
  return table(indices);
  //:end
}

}  // namespace ex_3_02
