//:exercise 1.07 core
//:covers "Thực hiện reshape Tensor bằng các phương thức như view() và reshape()."
//:covers "Các phép toán Tensor và reshape cho kết quả đúng, chứng tỏ việc thao tác dữ liệu được thực hiện chính xác."
//:title.en reshape is not transpose
//:title.vi reshape không phải là transpose
//:text.en
// A tensor of shape [2, 3] can become one of shape [3, 2] in two ways that look alike:
//
//     m                    [[0, 1, 2], [3, 4, 5]]
//     m.reshape({3, 2})    [[0, 1], [2, 3], [4, 5]]    the same list, cut into other rows
//     m.transpose(0, 1)    [[0, 3], [1, 4], [2, 5]]    rows become columns
//
// reshape reads the elements row by row and cuts that list anew; one size may be -1 and is worked
// out. transpose(a, b) exchanges two axes. With more axes, permute({...}) names for every axis of
// the result the axis of the input that goes there: for t of shape [2, 3, 4], t.permute({1, 2,
// 0}) has shape [3, 4, 2]. Ask each time: should numbers stay neighbours, or should axes change
// places?
//
// 1. features_first: batch has one sample per row, shape [N, F]. Return shape [F, N]: one feature
//    per row, so that element [f, n] is batch[n, f].
// 2. regroup: return all elements of t in reading order, cut into rows of `width` numbers, so
//    shape [numel / width, width]. t may be a transposed view. If width does not divide the
//    number of elements, let the error of reshape come through.
// 3. channels_last: images has shape [N, C, H, W]. Return shape [N, H, W, C], so that element
//    [n, h, w, c] is images[n, c, h, w].
//
// batch.size(0) is N, batch.size(1) is F, and so on.
//:text.vi
// Một tensor có shape [2, 3] có thể thành shape [3, 2] theo hai cách nhìn qua rất giống nhau:
//
//     m                    [[0, 1, 2], [3, 4, 5]]
//     m.reshape({3, 2})    [[0, 1], [2, 3], [4, 5]]    vẫn dãy số ấy, cắt thành các hàng khác
//     m.transpose(0, 1)    [[0, 3], [1, 4], [2, 5]]    hàng trở thành cột
//
// reshape đọc các phần tử theo từng hàng rồi cắt lại dãy đó; một kích thước được phép là -1 và sẽ
// tự được tính. transpose(a, b) đổi chỗ hai trục. Khi có nhiều trục hơn, permute({...}) nêu cho
// mỗi trục của kết quả trục nào của đầu vào sẽ tới đó: với t có shape [2, 3, 4], t.permute({1, 2,
// 0}) có shape [3, 4, 2]. Mỗi lần hãy tự hỏi: các số phải đứng cạnh nhau như cũ, hay các trục
// phải đổi chỗ?
//
// 1. features_first: batch có mỗi hàng là một mẫu, shape [N, F]. Trả về shape [F, N]: mỗi hàng là
//    một đặc trưng, sao cho phần tử [f, n] là batch[n, f].
// 2. regroup: trả về mọi phần tử của t theo thứ tự đọc, cắt thành các hàng gồm `width` số, tức là
//    shape [numel / width, width]. t có thể là một view đã chuyển vị. Nếu số phần tử không chia
//    hết cho width, cứ để lỗi của reshape đi ra ngoài.
// 3. channels_last: images có shape [N, C, H, W]. Trả về shape [N, H, W, C], sao cho phần tử
//    [n, h, w, c] là images[n, c, h, w].
//
// batch.size(0) là N, batch.size(1) là F, và cứ thế.
//:know.en reshape cuts the row-by-row list anew; transpose and permute give axes another place.
//:know.vi reshape cắt lại dãy số đọc theo hàng; transpose và permute cho các trục chỗ đứng khác.
//:hint.1.en Take batch[0, 1], the second feature of the first sample. Where must it be in the result?
//:hint.1.vi Xét batch[0, 1], đặc trưng thứ hai của mẫu thứ nhất. Nó phải nằm ở đâu trong kết quả?
//:hint.2.en In features_first and channels_last the axes change places: transpose, permute. In
// regroup the numbers keep their order and only the rows get another length: reshape.
//:hint.2.vi Trong features_first và channels_last các trục đổi chỗ: transpose, permute. Trong
// regroup các số giữ nguyên thứ tự, chỉ có độ dài hàng thay đổi: reshape.
//:hint.3.en
// features_first: batch.transpose(0, 1)
// regroup: t.reshape({-1, width}), for -1 stands for the number of rows
// channels_last: permute({0, ?, ?, ?}); the new axes are N, H, W, C, and in the input these have
// the numbers 0, 2, 3, 1.
//:hint.3.vi
// features_first: batch.transpose(0, 1)
// regroup: t.reshape({-1, width}), vì -1 đứng thay cho số hàng
// channels_last: permute({0, ?, ?, ?}); các trục mới là N, H, W, C, và trong đầu vào chúng có số
// thứ tự 0, 2, 3, 1.
//:predict.swapped.en m = [[0, 1, 2], [3, 4, 5]]. Which number is m.transpose(0, 1)[1][0]?
//:predict.swapped.vi m = [[0, 1, 2], [3, 4, 5]]. m.transpose(0, 1)[1][0] là số nào?
//:predict.cut.en m = [[0, 1, 2], [3, 4, 5]]. Which number is m.reshape({3, 2})[1][0]?
//:predict.cut.vi m = [[0, 1, 2], [3, 4, 5]]. m.reshape({3, 2})[1][0] là số nào?
//:label.features-first.en the batch with one feature per row
//:label.features-first.vi batch với mỗi hàng là một đặc trưng
//:label.regrouped.en the elements in reading order, cut into rows of `width`
//:label.regrouped.vi các phần tử theo thứ tự đọc, cắt thành hàng gồm `width` số
//:label.not-divisible.en a width that does not divide the number of elements
//:label.not-divisible.vi width không chia hết số phần tử
//:label.channels-last.en the images with their channels last
//:label.channels-last.vi các ảnh với trục kênh ở cuối
//:label.input-after.en the input afterwards
//:label.input-after.vi đầu vào sau khi gọi hàm
//:message.reshape-for-transpose.en Right shape, right numbers, wrong places: element {place} should be {source} = {right},
// you have {yours}. reshape re-cuts the row-major list; transpose and permute swap axes.
//:message.reshape-for-transpose.vi Đúng shape, đúng các số, nhưng sai vị trí: phần tử {place} phải là {source} = {right},
// bạn có {yours}. reshape cắt lại dãy theo hàng; transpose và permute mới đổi trục.
//:explain.reshape-for-transpose.en
// reshape never moves a number within the list: it reads row by row and begins a new row
// elsewhere. So after reshape a row mixes features of different samples. Nothing fails, shapes
// agree, and the model learns from nonsense.
//
//     Tensor m = arange(6).reshape({2, 3});   // [[0, 1, 2], [3, 4, 5]]
//     m.reshape({3, 2});                      // [[0, 1], [2, 3], [4, 5]]: row 1 is 2, 3
//     m.transpose(0, 1);                      // [[0, 3], [1, 4], [2, 5]]: row 1 is feature 1
//:explain.reshape-for-transpose.vi
// reshape không bao giờ dời một số trong dãy: nó đọc theo từng hàng và chỉ bắt đầu hàng mới ở chỗ
// khác. Vì vậy sau reshape, một hàng trộn lẫn đặc trưng của các mẫu khác nhau. Không có lỗi nào,
// các shape đều khớp, và mô hình học từ những con số vô nghĩa.
//
//     Tensor m = arange(6).reshape({2, 3});   // [[0, 1, 2], [3, 4, 5]]
//     m.reshape({3, 2});                      // [[0, 1], [2, 3], [4, 5]]: hàng 1 là 2, 3
//     m.transpose(0, 1);                      // [[0, 3], [1, 4], [2, 5]]: hàng 1 là đặc trưng 1
//:message.column-order.en You read the matrix column by column: the first row of the result is {yours}, it should
// be {right}. Reading order goes along the rows; leave the transpose out.
//:message.column-order.vi Bạn đọc ma trận theo từng cột: hàng đầu của kết quả là {yours}, đúng ra phải là {right}.
// Thứ tự đọc đi dọc theo hàng; hãy bỏ transpose đi.
//:explain.column-order.en
// Here no axis changes its place: the numbers stay in the order in which one reads them, only the
// rows get another length. reshape does that by itself, for a transposed view as well: it reads
// what the tensor shows, whatever lies in memory.
//
//     Tensor m = arange(6).reshape({2, 3});
//     m.reshape({-1, 2});                     // [[0, 1], [2, 3], [4, 5]]
//     m.transpose(0, 1).reshape({-1, 2});     // [[0, 3], [1, 4], [2, 5]]: another order
//:explain.column-order.vi
// Ở đây không trục nào đổi chỗ: các số giữ nguyên thứ tự khi đọc, chỉ có độ dài hàng thay đổi.
// reshape tự làm việc đó, kể cả với một view đã chuyển vị: nó đọc những gì tensor cho thấy, bất
// kể trong bộ nhớ đang nằm thế nào.
//
//     Tensor m = arange(6).reshape({2, 3});
//     m.reshape({-1, 2});                     // [[0, 1], [2, 3], [4, 5]]
//     m.transpose(0, 1).reshape({-1, 2});     // [[0, 3], [1, 4], [2, 5]]: thứ tự khác
//:message.width-as-rows.en You made {width} rows. `width` is the length of one row, so it is the *last* size: first -1,
// then width.
//:message.width-as-rows.vi Bạn tạo ra {width} hàng. `width` là độ dài của một hàng, nên nó là kích thước *cuối*: trước
// là -1, sau là width.
//:explain.width-as-rows.en
// Sizes are written from the outside to the inside: first the number of rows, last the length of
// a row. -1 stands for the size that follows from the others.
//
//     Tensor list = arange(12);
//     list.reshape({-1, 3});   // [4, 3]: rows of three numbers
//     list.reshape({3, -1});   // [3, 4]: three rows
//:explain.width-as-rows.vi
// Các kích thước được viết từ ngoài vào trong: trước hết là số hàng, cuối cùng là độ dài một
// hàng. -1 đứng thay cho kích thước suy ra được từ những kích thước còn lại.
//
//     Tensor list = arange(12);
//     list.reshape({-1, 3});   // [4, 3]: các hàng gồm ba số
//     list.reshape({3, -1});   // [3, 4]: ba hàng
//:message.view-of-transposed.en view() never copies, and this tensor is a transposed view whose rows do not lie one
// after another in memory. reshape() copies where it has to.
//:message.view-of-transposed.vi view() không bao giờ sao chép, mà tensor này là một view đã chuyển vị, các hàng không
// nằm nối tiếp nhau trong bộ nhớ. reshape() sẽ sao chép khi cần.
//:explain.view-of-transposed.en
// view() only describes the same memory anew. A transposed tensor lies in memory in another order
// than one reads it, so no description with regular steps gives the list in reading order.
//
//     Tensor t = arange(6).reshape({2, 3}).transpose(0, 1);   // strides [1, 3]
//     t.view({-1, 6});      // raises
//     t.reshape({-1, 6});   // [[0, 3, 1, 4, 2, 5]], in memory of its own
//:explain.view-of-transposed.vi
// view() chỉ mô tả lại cùng một vùng nhớ. Một tensor đã chuyển vị nằm trong bộ nhớ theo thứ tự
// khác với thứ tự đọc, nên không có mô tả nào với bước nhảy đều cho ra dãy theo thứ tự đọc.
//
//     Tensor t = arange(6).reshape({2, 3}).transpose(0, 1);   // stride [1, 3]
//     t.view({-1, 6});      // báo lỗi
//     t.reshape({-1, 6});   // [[0, 3, 1, 4, 2, 5]], trong vùng nhớ riêng
//:message.swapped-two.en You have [N, W, H, C] = {yours}: height and width changed places too. [N, H, W, C] is {right};
// in permute, name the axes one by one.
//:message.swapped-two.vi Bạn có [N, W, H, C] = {yours}: chiều cao và chiều rộng cũng bị đổi chỗ. [N, H, W, C] là
// {right}; trong permute, hãy nêu từng trục một.
//:explain.swapped-two.en
// transpose(1, 3) puts C where W was, and W where C was. The channels are last now, but every
// picture lies on its side. When three axes go round, use permute, which names all of them.
//
//     Tensor images = zeros({8, 3, 20, 30});   // N, C, H, W
//     images.transpose(1, 3);                  // [8, 30, 20, 3]: N, W, H, C
//     images.permute({0, 2, 3, 1});            // [8, 20, 30, 3]: N, H, W, C
//:explain.swapped-two.vi
// transpose(1, 3) đặt C vào chỗ của W và W vào chỗ của C. Trục kênh đã ở cuối, nhưng mọi ảnh đều
// bị lật nằm ngang. Khi ba trục xoay vòng, hãy dùng permute, nơi nêu tên tất cả các trục.
//
//     Tensor images = zeros({8, 3, 20, 30});   // N, C, H, W
//     images.transpose(1, 3);                  // [8, 30, 20, 3]: N, W, H, C
//     images.permute({0, 2, 3, 1});            // [8, 20, 30, 3]: N, H, W, C
//:message.inverse-permute.en You have shape {yours} instead of {right}: permute lists, for every axis of the *result*,
// the axis of the input that comes there, not where each axis goes.
//:message.inverse-permute.vi Bạn có shape {yours} thay vì {right}: permute liệt kê, cho mỗi trục của *kết quả*, trục nào
// của đầu vào tới đó, chứ không phải mỗi trục sẽ đi đâu.
//:explain.inverse-permute.en
// Read permute({a, b, c, d}) as "first take axis a, then axis b, ...". The other reading, "axis 0
// goes to place a", gives the inverse: the two differ as soon as three axes go round.
//
//     Tensor images = zeros({8, 3, 20, 30});   // N, C, H, W
//     images.permute({0, 2, 3, 1});            // take N, H, W, C: [8, 20, 30, 3]
//     images.permute({0, 3, 1, 2});            // take N, W, C, H: [8, 30, 3, 20]
//:explain.inverse-permute.vi
// Hãy đọc permute({a, b, c, d}) là "trước hết lấy trục a, rồi trục b, ...". Cách đọc ngược lại,
// "trục 0 đi tới chỗ a", cho phép hoán vị ngược: hai cách khác nhau ngay khi ba trục xoay vòng.
//
//     Tensor images = zeros({8, 3, 20, 30});   // N, C, H, W
//     images.permute({0, 2, 3, 1});            // lấy N, H, W, C: [8, 20, 30, 3]
//     images.permute({0, 3, 1, 2});            // lấy N, W, C, H: [8, 30, 3, 20]

//:code
#include "gradlab/lab/part1/ex_1_07.h"

namespace ex_1_07 {

Tensor features_first(const Tensor& batch) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return batch.transpose(0, 1);
  //:wrong RESHAPE 1.07/reshape-for-transpose
  return batch.reshape({batch.size(1), batch.size(0)});
  //:wrong RESHAPE_B 1.07/reshape-for-transpose
  Tensor result = empty({batch.size(1), batch.size(0)}, batch.options());
  const Tensor from = batch.flatten(), to = result.flatten();
  for (int64_t i = 0; i < batch.numel(); ++i) to[i] = from[i];
  return result;
  //:end
}

Tensor regroup(const Tensor& t, int64_t width) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return t.reshape({-1, width});
  //:wrong COLUMN_ORDER 1.07/column-order
  return t.transpose(0, 1).reshape({-1, width});
  //:wrong WIDTH_AS_ROWS 1.07/width-as-rows
  return t.reshape({width, -1});
  //:wrong VIEW 1.07/view-of-transposed
  return t.view({-1, width});
  //:end
}

Tensor channels_last(const Tensor& images) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return images.permute({0, 2, 3, 1});
  //:wrong RESHAPE_IMAGES 1.07/reshape-for-transpose
  return images.reshape({images.size(0), images.size(2), images.size(3), images.size(1)});
  //:wrong SWAPPED_TWO 1.07/swapped-two
  return images.transpose(1, 3);
  //:wrong SWAPPED_TWO_B 1.07/swapped-two
  return images.permute({0, 3, 2, 1});
  //:wrong INVERSE_PERMUTE 1.07/inverse-permute
  return images.permute({0, 3, 1, 2});
  //:end
}

}  // namespace ex_1_07
