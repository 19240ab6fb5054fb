//:exercise 1.08 stretch
//:title.en Strides: how a view finds its elements
//:title.vi Stride: view tìm các phần tử của nó ra sao
//:text.en
// Memory is one long list, the storage. A tensor of any shape is a way to walk through it: an
// offset, where its first element lies, and one stride per axis, how far to go in the list when
// the index of that axis grows by 1. Both are counted in elements, not in bytes.
//
//     Tensor m = arange(12).reshape({3, 4});                    // strides [4, 1], offset 0
//     m.t();                                                    // strides [1, 4], offset 0
//     m.index({Slice(1), Slice(None, None, 2)});                // strides [4, 2], offset 4
//     arange(3).reshape({3, 1}).expand({3, 4});                 // strides [1, 0], offset 0
//
// No view copies a number: it only walks otherwise. Try t.strides() and t.storage_offset().
//
// 1. contiguous_strides: the strides of a new tensor of this shape. The last axis has stride 1;
//    going one step along an axis skips everything that the axes to the right of it span. No
//    sizes: no strides.
// 2. address: where the element `index` lies in the storage. The check reads storage[address] and
//    compares it with the tensor's element.
// 3. main_diagonal: elements [0, 0], [1, 1], ... of the matrix m (as many as the smaller size),
//    as a view: writing into it must change m. Make your own walk with m.as_strided(sizes,
//    strides, offset), for example m.as_strided({3}, {4}, 1): three elements, 4 apart, from place
//    1 of the storage on. m.stride(0) is the stride of axis 0. m may be any view: a transposed
//    one, a slice, an expanded one.
//:text.vi
// Bộ nhớ là một dãy dài, gọi là storage. Một tensor với shape bất kỳ chỉ là một cách đi qua dãy
// đó: một offset, nơi phần tử đầu tiên nằm, và mỗi trục một stride, tức là phải đi bao xa trong
// dãy khi chỉ số của trục đó tăng thêm 1. Cả hai đều tính bằng số phần tử, không phải số byte.
//
//     Tensor m = arange(12).reshape({3, 4});                    // stride [4, 1], offset 0
//     m.t();                                                    // stride [1, 4], offset 0
//     m.index({Slice(1), Slice(None, None, 2)});                // stride [4, 2], offset 4
//     arange(3).reshape({3, 1}).expand({3, 4});                 // stride [1, 0], offset 0
//
// Không view nào sao chép dù chỉ một số: nó chỉ đi theo cách khác. Hãy thử t.strides() và
// t.storage_offset().
//
// 1. contiguous_strides: các stride của một tensor mới có shape này. Trục cuối có stride 1; đi
//    một bước theo một trục là nhảy qua tất cả những gì các trục bên phải nó chiếm. Không có kích
//    thước nào thì không có stride nào.
// 2. address: phần tử `index` nằm ở đâu trong storage. Bài kiểm tra đọc storage[address] rồi so
//    với phần tử của tensor.
// 3. main_diagonal: các phần tử [0, 0], [1, 1], ... của ma trận m (nhiều bằng kích thước nhỏ
//    hơn), dưới dạng view: ghi vào nó thì m phải đổi. Hãy tự tạo cách đi bằng m.as_strided(sizes,
//    strides, offset), ví dụ m.as_strided({3}, {4}, 1): ba phần tử, cách nhau 4, bắt đầu từ vị
//    trí 1 của storage. m.stride(0) là stride của trục 0. m có thể là view bất kỳ: đã transpose,
//    một slice, hay đã expand.
//:know.en An element lies at offset + index · strides; a view shares the storage and changes these.
//:know.vi Phần tử nằm tại offset + index · stride; view dùng chung storage và chỉ đổi các số này.
//:hint.1.en How many elements of the list do you skip when you go down one row of a [3, 4] matrix?
// And when you go one step along the first axis of [2, 3, 4]?
//:hint.1.vi Khi xuống một hàng trong ma trận [3, 4], bạn nhảy qua bao nhiêu phần tử của dãy? Còn khi
// đi một bước theo trục đầu tiên của [2, 3, 4]?
//:hint.2.en Walk over the shape from right to left and keep the product of the sizes seen so far. An
// address begins at the offset. On the diagonal, row and column grow together.
//:hint.2.vi Đi qua shape từ phải sang trái và giữ tích của các kích thước đã gặp. Địa chỉ bắt đầu từ
// offset. Trên đường chéo, chỉ số hàng và chỉ số cột cùng tăng.
//:hint.3.en
// contiguous_strides: int64_t step = 1; for i from the last axis to the first: strides[i] = step,
// then step *= shape[i].
// address: offset + index[0] * strides[0] + index[1] * strides[1] + ...
// main_diagonal: one step along it is one row down and one column to the right:
// m.stride(0) + m.stride(1), beginning at m.storage_offset().
//:hint.3.vi
// contiguous_strides: int64_t step = 1; với i từ trục cuối về trục đầu: strides[i] = step, rồi
// step *= shape[i].
// address: offset + index[0] * strides[0] + index[1] * strides[1] + ...
// main_diagonal: một bước trên đường chéo là xuống một hàng và sang phải một cột:
// m.stride(0) + m.stride(1), bắt đầu tại m.storage_offset().
//:predict.step.en What is the stride of the first axis of a new tensor of shape [2, 3, 4]?
//:predict.step.vi Stride của trục đầu tiên trong một tensor mới có shape [2, 3, 4] là bao nhiêu?
//:predict.expanded.en arange(3).reshape({3, 1}).expand({3, 4}): what is the stride of its second axis?
//:predict.expanded.vi arange(3).reshape({3, 1}).expand({3, 4}): stride của trục thứ hai là bao nhiêu?
//:label.strides.en the strides of a new tensor of this shape
//:label.strides.vi các stride của một tensor mới có shape này
//:label.address.en where the element lies in the storage
//:label.address.vi vị trí của phần tử trong storage
//:label.diagonal.en the main diagonal
//:label.diagonal.vi đường chéo chính
//:label.shares.en whether the diagonal shares the storage of m
//:label.shares.vi đường chéo có dùng chung storage với m không
//:message.reversed.en {got} is the wrong way round: the last axis moves fastest, so for shape {input} strides grow
// from right to left: {expected}.
//:message.reversed.vi {got} bị ngược: trục cuối chạy nhanh nhất, nên với shape {input} stride tăng dần từ phải sang
// trái: {expected}.
//:explain.reversed.en
// gradlab, PyTorch and C lay a matrix down row by row: neighbours in a row are neighbours in
// memory, so the last stride is 1. One step along an axis skips all that the axes to its right
// span.
//
//     empty({2, 3, 4}).strides();   // [12, 4, 1]
//     // one step along the last axis:  1 element
//     // along the middle axis:         a row of 4
//     // along the first axis:          3 rows of 4
//:explain.reversed.vi
// gradlab, PyTorch và C xếp ma trận theo từng hàng: hai phần tử cạnh nhau trong hàng cũng cạnh
// nhau trong bộ nhớ, nên stride cuối bằng 1. Một bước theo một trục nhảy qua mọi thứ mà các trục
// bên phải chiếm.
//
//     empty({2, 3, 4}).strides();   // [12, 4, 1]
//     // một bước theo trục cuối:  1 phần tử
//     // theo trục giữa:           một hàng gồm 4
//     // theo trục đầu:            3 hàng, mỗi hàng 4
//:message.own-size.en {got}: the size of an axis counts in its own stride. Only the axes to the *right* of it count,
// so the last stride is 1: {expected}.
//:message.own-size.vi {got}: kích thước của trục bị tính vào stride của chính nó. Chỉ các trục *bên phải* được tính,
// nên stride cuối bằng 1: {expected}.
//:explain.own-size.en
// First write the stride down, then multiply. In the other order each stride contains its own
// size and one step along the last axis would jump over a whole row.
//
//     int64_t step = 1;
//     // at each axis, from right to left:
//     strides[i] = step;     // first
//     step *= shape[i];      // then
//:explain.own-size.vi
// Ghi stride lại trước, rồi mới nhân. Nếu làm ngược thứ tự, mỗi stride chứa luôn kích thước của
// chính nó và một bước theo trục cuối sẽ nhảy qua cả một hàng.
//
//     int64_t step = 1;
//     // tại mỗi trục, từ phải sang trái:
//     strides[i] = step;     // trước
//     step *= shape[i];      // sau
//:message.next-size.en {got} takes only the size of the next axis. A step skips *all* axes to the right: their sizes
// are multiplied, {expected}.
//:message.next-size.vi {got} chỉ lấy kích thước của trục kế tiếp. Một bước nhảy qua *mọi* trục bên phải: phải nhân các
// kích thước của chúng, {expected}.
//:explain.next-size.en
// With two axes the size of the next one is enough. With three, a step along the first axis
// passes over whole matrices, and a matrix has rows times columns elements.
//
//     empty({3, 4}).strides();      // [4, 1]
//     empty({2, 3, 4}).strides();   // [12, 4, 1]: 12 = 3 * 4, not 3
//:explain.next-size.vi
// Với hai trục, kích thước của trục kế tiếp là đủ. Với ba trục, một bước theo trục đầu đi qua cả
// một ma trận, và một ma trận có số hàng nhân số cột phần tử.
//
//     empty({3, 4}).strides();      // [4, 1]
//     empty({2, 3, 4}).strides();   // [12, 4, 1]: 12 = 3 * 4, không phải 3
//:message.bytes.en {got} counts bytes. Strides of tensors count elements: {expected}.
//:message.bytes.vi {got} tính bằng byte. Stride của tensor tính bằng số phần tử: {expected}.
//:explain.bytes.en
// NumPy gives strides in bytes, PyTorch and gradlab in elements. A pointer of C++ also moves in
// elements: data + 1 is the next number, not the next byte.
//
//     empty({3, 4}, kFloat32).strides();   // [4, 1]
//     empty({3, 4}, kFloat64).strides();   // [4, 1], although a number is twice as long
//:explain.bytes.vi
// NumPy cho stride bằng byte, PyTorch và gradlab cho bằng số phần tử. Con trỏ trong C++ cũng di
// chuyển theo phần tử: data + 1 là số kế tiếp, không phải byte kế tiếp.
//
//     empty({3, 4}, kFloat32).strides();   // [4, 1]
//     empty({3, 4}, kFloat64).strides();   // [4, 1], dù mỗi số dài gấp đôi
//:message.offset.en This view starts at offset {offset} of the storage, you started at 0.
//:message.offset.vi View này bắt đầu tại offset {offset} của storage, bạn bắt đầu từ 0.
//:explain.offset.en
// Strides say how to go on, the offset says where to begin. A slice that leaves out the first row
// begins behind it; the storage is still the whole one.
//
//     Tensor m = arange(12).reshape({3, 4});
//     Tensor s = m.slice(0, 1);   // without row 0: s.storage_offset() is 4
//     // s[0][0] lies at 4, not at 0:  4 + 0 * 4 + 0 * 1
//:explain.offset.vi
// Stride cho biết đi tiếp thế nào, offset cho biết bắt đầu từ đâu. Một slice bỏ hàng đầu thì bắt
// đầu phía sau hàng ấy; storage vẫn là toàn bộ dãy.
//
//     Tensor m = arange(12).reshape({3, 4});
//     Tensor s = m.slice(0, 1);   // bỏ hàng 0: s.storage_offset() là 4
//     // s[0][0] nằm tại 4, không phải tại 0:  4 + 0 * 4 + 0 * 1
//:message.assumed-contiguous.en You stepped {yours} = number of columns + 1, which fits a new matrix only. This one has strides
// {strides}: one row down and one column right are {right}.
//:message.assumed-contiguous.vi Bạn bước {yours} = số cột + 1, điều đó chỉ đúng với ma trận mới tạo. Ma trận này có stride
// {strides}: xuống một hàng và sang phải một cột là {right}.
//:explain.assumed-contiguous.en
// In a new matrix a row down is `columns` elements and a column to the right is 1. In a
// transposed matrix it is the other way round, in a slice rows lie further apart, in an expanded
// one a stride is
// 0. Ask the tensor instead of assuming.
//
//     Tensor t = arange(12).reshape({3, 4}).t();   // [4, 3], strides [1, 4]
//     t.stride(0) + t.stride(1);                   // 5, while columns + 1 is 4
//:explain.assumed-contiguous.vi
// Trong ma trận mới, xuống một hàng là `số cột` phần tử, sang phải một cột là 1. Trong ma trận đã
// transpose thì ngược lại, trong một slice các hàng nằm cách xa nhau hơn, trong ma trận đã expand
// có stride bằng 0. Hãy hỏi tensor thay vì đoán.
//
//     Tensor t = arange(12).reshape({3, 4}).t();   // [4, 3], stride [1, 4]
//     t.stride(0) + t.stride(1);                   // 5, trong khi số cột + 1 là 4
//:message.copied.en The numbers are right, but they lie in new memory: what is written into your diagonal does not
// reach m. A view takes the storage of m: as_strided.
//:message.copied.vi Các số đều đúng, nhưng nằm trong vùng nhớ mới: ghi vào đường chéo của bạn không tới được m.
// Một view dùng chính storage của m: as_strided.
//:explain.copied.en
// stack, cat and clone collect numbers in new memory. as_strided only describes another walk
// through the memory that is there.
//
//     Tensor m = zeros({2, 3});
//     m.as_strided({2}, {4}).fill_(7);   // m is [[7, 0, 0], [0, 7, 0]]
//     stack({m[0][0], m[1][1]}).fill_(9);   // m stays as it is
//:explain.copied.vi
// stack, cat và clone gom các số vào vùng nhớ mới. as_strided chỉ mô tả một cách đi khác qua vùng
// nhớ đang có.
//
//     Tensor m = zeros({2, 3});
//     m.as_strided({2}, {4}).fill_(7);   // m là [[7, 0, 0], [0, 7, 0]]
//     stack({m[0][0], m[1][1]}).fill_(9);   // m giữ nguyên
//:message.too-long.en Your diagonal has one element per row, {rows}. The diagonal ends at the smaller size:
// min(rows, columns) = {right}.
//:message.too-long.vi Đường chéo của bạn có mỗi hàng một phần tử, tức {rows}. Đường chéo kết thúc ở kích thước nhỏ
// hơn: min(số hàng, số cột) = {right}.
//:explain.too-long.en
// A matrix with more rows than columns has no [2, 2] if there are only two columns. as_strided
// knows nothing of rows and columns: it goes on to whatever lies there in the storage, or throws
// if the storage ends.
//
//     Tensor m = arange(10).reshape({5, 2});
//     m.as_strided({2}, {3});   // [0, 3]
//     m.as_strided({3}, {3});   // [0, 3, 6]: but 6 is m[3][0]
//:explain.too-long.vi
// Một ma trận nhiều hàng hơn cột không có phần tử [2, 2] nếu chỉ có hai cột. as_strided không
// biết gì về hàng và cột: nó đi tiếp tới bất cứ thứ gì nằm trong storage, hoặc báo lỗi nếu
// storage đã hết.
//
//     Tensor m = arange(10).reshape({5, 2});
//     m.as_strided({2}, {3});   // [0, 3]
//     m.as_strided({3}, {3});   // [0, 3, 6]: nhưng 6 là m[3][0]

//:code
#include "gradlab/lab/part1/ex_1_08.h"

#include <algorithm>

namespace ex_1_08 {

std::vector<int64_t> contiguous_strides(const std::vector<int64_t>& shape) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  std::vector<int64_t> strides(shape.size());
  int64_t step = 1;
  for (size_t i = shape.size(); i-- > 0;) {
    strides[i] = step;
    step *= shape[i];
  }
  return strides;
  //:wrong REVERSED 1.08/reversed
  std::vector<int64_t> strides(shape.size());
  int64_t step = 1;
  for (size_t i = 0; i < shape.size(); ++i) {
    strides[i] = step;
    step *= shape[i];
  }
  return strides;
  //:wrong REVERSED_B 1.08/reversed
  std::vector<int64_t> strides;
  int64_t step = 1;
  for (size_t i = shape.size(); i-- > 0;) {
    strides.push_back(step);
    step *= shape[i];
  }
  return strides;
  //:wrong OWN_SIZE 1.08/own-size
  std::vector<int64_t> strides(shape.size());
  int64_t step = 1;
  for (size_t i = shape.size(); i-- > 0;) {
    step *= shape[i];
    strides[i] = step;
  }
  return strides;
  //:wrong NEXT_SIZE 1.08/next-size
  std::vector<int64_t> strides(shape.size(), 1);
  for (size_t i = 0; i + 1 < shape.size(); ++i) strides[i] = shape[i + 1];
  return strides;
  //:wrong BYTES 1.08/bytes
  std::vector<int64_t> strides(shape.size());
  int64_t step = sizeof(float);
  for (size_t i = shape.size(); i-- > 0;) {
    strides[i] = step;
    step *= shape[i];
  }
  return strides;
  //:wrong BYTES_B 1.08/bytes
  std::vector<int64_t> strides(shape.size());
  int64_t step = 1;
  for (size_t i = shape.size(); i-- > 0;) {
    strides[i] = step * static_cast<int64_t>(sizeof(double));
    step *= shape[i];
  }
  return strides;
  //:end
}

int64_t address(const std::vector<int64_t>& strides, int64_t offset,
                const std::vector<int64_t>& index) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  int64_t place = offset;
  for (size_t i = 0; i < strides.size(); ++i) place += index[i] * strides[i];
  return place;
  //:wrong OFFSET 1.08/offset
  int64_t place = 0;
  for (size_t i = 0; i < strides.size(); ++i) place += index[i] * strides[i];
  return place;
  //:end
}

Tensor main_diagonal(const Tensor& m) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  const int64_t length = std::min(m.size(0), m.size(1));
  return m.as_strided({length}, {m.stride(0) + m.stride(1)}, m.storage_offset());
  //:wrong OFFSET_B 1.08/offset
  const int64_t length = std::min(m.size(0), m.size(1));
  return m.as_strided({length}, {m.stride(0) + m.stride(1)}, 0);
  //:wrong ASSUMED 1.08/assumed-contiguous
  const int64_t length = std::min(m.size(0), m.size(1));
  return m.as_strided({length}, {m.size(1) + 1}, m.storage_offset());
  //:wrong COPIED 1.08/copied
  std::vector<Tensor> elements;
  for (int64_t i = 0; i < std::min(m.size(0), m.size(1)); ++i) elements.push_back(m[i][i]);
  return stack(elements);
  //:wrong COPIED_B 1.08/copied
  return m.diagonal().clone();
  //:wrong TOO_LONG 1.08/too-long
  return m.as_strided({m.size(0)}, {m.stride(0) + m.stride(1)}, m.storage_offset());
  //:end
}

}  // namespace ex_1_08
