//:exercise 1.06 core
//:covers "Thực hiện reshape Tensor bằng các phương thức như view() và reshape()."
//:title.en view, reshape, contiguous
//:title.vi view, reshape, contiguous
//:text.en
// view() gives the elements of a tensor another shape without moving them:
//
//     Tensor t = arange(6).view({2, 3});   // [[0, 1, 2], [3, 4, 5]]
//     t.view({3, 2})                       // [[0, 1], [2, 3], [4, 5]]
//     t.view({-1, 2})                      // the same: one size may be -1, "whatever it takes"
//     t.view({4})                          // throws: 4 is not 6
//
// The order is always row by row, and the result shares the memory of t. That is not always
// possible: t.t() has the elements 0, 3, 1, 4, 2, 5 row by row, but in memory they lie as 0, 1,
// 2, 3, 4, 5. No strides can walk them in that order, so t.t().view({6}) throws.
//
// reshape() is view() where that is possible, and otherwise makes a copy: it never complains.
// Then the result is a new tensor, and writing into it does not reach t. is_contiguous() tells
// whether the elements lie in memory row by row without gaps; view() works at least for those.
// contiguous() makes them lie so: it gives t itself if they do already, else a copy.
//
// 1. flatten_no_copy: t as a list of shape [t.numel()], a view. If there is none, it throws: let
//    view() decide, it knows exactly.
// 2. flatten_any: the same for every t, as a copy where there is no view.
// 3. in_rows: t as a table with `columns` columns, a view. You do not know how many rows there
//    will be, and t may have any shape.
//:text.vi
// view() cho các phần tử của một tensor một shape khác mà không di chuyển chúng:
//
//     Tensor t = arange(6).view({2, 3});   // [[0, 1, 2], [3, 4, 5]]
//     t.view({3, 2})                       // [[0, 1], [2, 3], [4, 5]]
//     t.view({-1, 2})                      // cũng vậy: một kích thước có thể là -1, "tự tính"
//     t.view({4})                          // báo lỗi: 4 khác 6
//
// Thứ tự luôn là lần lượt từng hàng, và kết quả dùng chung vùng nhớ với t. Không phải lúc nào
// cũng làm được: t.t() có các phần tử lần lượt từng hàng là 0, 3, 1, 4, 2, 5, nhưng trong bộ nhớ
// chúng nằm là 0, 1, 2, 3, 4, 5. Không stride nào đi được theo thứ tự đó, nên t.t().view({6}) báo
// lỗi.
//
// reshape() là view() khi làm được, còn không thì tạo bản sao: nó không bao giờ phàn nàn. Khi đó
// kết quả là tensor mới, và ghi vào nó không tới t. is_contiguous() cho biết các phần tử có nằm
// trong bộ nhớ lần lượt từng hàng, liền nhau hay không; ít nhất với những tensor như vậy thì
// view() làm được. contiguous() xếp chúng như vậy: đã liền sẵn thì cho chính t, không thì bản sao.
//
// 1. flatten_no_copy: t thành một danh sách shape [t.numel()], dạng view. Nếu không có view như
//    vậy thì báo lỗi: hãy để view() quyết định, nó biết chính xác.
// 2. flatten_any: như vậy với mọi t, là bản sao khi không có view.
// 3. in_rows: t thành một bảng có `columns` cột, dạng view. Bạn không biết sẽ có bao nhiêu hàng,
//    và t có thể có shape bất kỳ.
//:know.en view never copies and may throw; reshape copies where there is no view.
//:know.vi view không bao giờ sao chép và có thể báo lỗi; reshape sao chép khi không có view.
//:hint.1.en If the elements are not in the right order in memory, what can one of the two methods
// do that the other refuses to do?
//:hint.1.vi Nếu trong bộ nhớ các phần tử không đúng thứ tự, thì một trong hai phương thức làm
// được gì mà phương thức kia từ chối?
//:hint.2.en One size may be -1: then the library computes it. For a list that is the only size;
// for the table, which of the two do you know?
//:hint.2.vi Một kích thước có thể là -1: khi đó thư viện tự tính. Với danh sách thì đó là kích
// thước duy nhất; với bảng, bạn biết kích thước nào trong hai?
//:hint.3.en
// flatten_no_copy: t.view({-1})      flatten_any: t.reshape({-1})
// in_rows: t.view({..., columns}), with the rows left to the library
//:hint.3.vi
// flatten_no_copy: t.view({-1})      flatten_any: t.reshape({-1})
// in_rows: t.view({..., columns}), số hàng để thư viện tự tính
//:predict.strides.en Which strides has arange(6).view({2, 3}).t()?
//:predict.strides.vi arange(6).view({2, 3}).t() có stride nào?
//:predict.second.en t = arange(6).view({2, 3}).t(). What is t.reshape({6})[1]?
//:predict.second.vi t = arange(6).view({2, 3}).t(). t.reshape({6})[1] bằng bao nhiêu?
//:label.list.en the list
//:label.list.vi danh sách
//:label.strided.en the list, from elements at equal distances in memory
//:label.strided.vi danh sách, khi các phần tử cách đều nhau trong bộ nhớ
//:label.no-view.en the list, where there is no view
//:label.no-view.vi danh sách, khi không có view
//:label.written.en t after writing into the list
//:label.written.vi t sau khi ghi vào danh sách
//:label.any.en the list, from any tensor
//:label.any.vi danh sách, với tensor bất kỳ
//:label.transposed.en the list, from a transposed table
//:label.transposed.vi danh sách, từ một bảng đã chuyển vị
//:label.table.en the table
//:label.table.vi bảng
//:label.no-table.en the table, where there is no view
//:label.no-table.vi bảng, khi không có view
//:label.uneven.en the table, with a last row that is not full
//:label.uneven.vi bảng, khi hàng cuối không đầy
//:label.table-written.en t after writing into the table
//:label.table-written.vi t sau khi ghi vào bảng
//:message.blind-reshape.en reshape (or contiguous) made the error disappear by *copying*: writing
// into the result no longer reaches t (strides {strides}). Use it knowingly.
//:message.blind-reshape.vi reshape (hay contiguous) làm lỗi biến mất vì nó *sao chép*: ghi vào kết
// quả không còn tới t (stride {strides}). Hãy dùng nó khi biết mình làm gì.
//:explain.blind-reshape.en
// The error of view() ends with "Use .reshape(...) instead", and many do so without reading on.
// For a result that is only read that is fine. Where the caller wants to write into t, a copy is
// a silent mistake: nothing fails, and nothing is written.
//
//     Tensor t = arange(6).view({2, 3}).t();
//     t.reshape({6}).fill_(0);   // fills a copy, t is as before
//     t.view({6});               // throws, so that you notice
//
// contiguous().view() and flatten() copy just as silently.
//:explain.blind-reshape.vi
// Lỗi của view() kết thúc bằng "Use .reshape(...) instead", và nhiều người làm theo mà không đọc
// thêm. Nếu kết quả chỉ để đọc thì không sao. Nhưng khi người gọi muốn ghi vào t thì bản sao là
// một lỗi im lặng: không có gì hỏng, và cũng không có gì được ghi.
//
//     Tensor t = arange(6).view({2, 3}).t();
//     t.reshape({6}).fill_(0);   // ghi vào bản sao, t vẫn như cũ
//     t.view({6});               // báo lỗi để bạn nhận ra
//
// contiguous().view() và flatten() cũng âm thầm sao chép như vậy.
//:message.too-strict.en Shape {shape} with strides {strides} is not contiguous, and yet there is
// a view: the elements lie at equal distances. Let view() decide instead of is_contiguous().
//:message.too-strict.vi Shape {shape} với stride {strides} không liền khối (contiguous), vậy mà
// vẫn có view: các phần tử cách đều nhau. Hãy để view() quyết định thay vì is_contiguous().
//:explain.too-strict.en
// A view needs a stride for each axis of the new shape, no more. Column 1 of a table has gaps in
// memory, but equal ones: as a list it has the stride of the rows. Contiguous is enough for
// view(), but not necessary.
//
//     Tensor c = arange(12).view({3, 4}).slice(1, 1, 2);   // shape [3, 1], strides [4, 1]
//     c.is_contiguous()       // false
//     c.view({-1})            // [1, 5, 9] with stride 4: a view
//:explain.too-strict.vi
// View chỉ cần mỗi trục của shape mới có một stride, không cần gì hơn. Cột 1 của một bảng có
// khoảng trống trong bộ nhớ, nhưng đều nhau: thành danh sách thì nó có stride của các hàng. Liền
// khối là đủ để view() làm được, nhưng không bắt buộc.
//
//     Tensor c = arange(12).view({3, 4}).slice(1, 1, 2);   // shape [3, 1], stride [4, 1]
//     c.is_contiguous()       // false
//     c.view({-1})            // [1, 5, 9] với stride 4: một view
//:message.needless-copy.en t did not change when the result was written to: you copied, although
// the elements of t lie in memory in just this order.
//:message.needless-copy.vi Ghi vào kết quả mà t không thay đổi: bạn đã sao chép, dù các phần tử
// của t vốn nằm trong bộ nhớ đúng theo thứ tự này.
//:explain.needless-copy.en
// A copy costs time and memory in proportion to the tensor, and it cuts the connection to t. Both
// view() and reshape() share the memory of a contiguous tensor, however large it is.
//
//     Tensor t = zeros({2, 3});
//     t.reshape({6}).fill_(1);           // t is all ones
//     t.clone().reshape({6}).fill_(2);   // t is still all ones
//:explain.needless-copy.vi
// Bản sao tốn thời gian và bộ nhớ theo độ lớn của tensor, và nó cắt đứt liên hệ với t. Với một
// tensor liền khối (contiguous), dù lớn đến đâu, view() và reshape() đều dùng chung vùng nhớ.
//
//     Tensor t = zeros({2, 3});
//     t.reshape({6}).fill_(1);           // t toàn số 1
//     t.clone().reshape({6}).fill_(2);   // t vẫn toàn số 1
//:message.view-only.en flatten_any must work for every t, also for strides {strides}, where there
// is no view. There it may copy.
//:message.view-only.vi flatten_any phải chạy được với mọi t, kể cả với stride {strides}, khi
// không có view. Ở đó nó được phép sao chép.
//:explain.view-only.en
// view() refuses what it cannot do without moving elements. A function that must always give a
// result moves them: reshape() does it where needed, and only there.
//
//     Tensor t = arange(6).view({2, 3}).t();   // strides [1, 3]
//     t.view({6})      // throws
//     t.reshape({6})   // [0, 3, 1, 4, 2, 5], in new memory
//
// clone() alone does not help: the copy has the same strides, and view() refuses again.
//:explain.view-only.vi
// view() từ chối những gì không làm được nếu không di chuyển phần tử. Một hàm luôn phải cho kết
// quả thì di chuyển chúng: reshape() làm điều đó khi cần, và chỉ khi cần.
//
//     Tensor t = arange(6).view({2, 3}).t();   // stride [1, 3]
//     t.view({6})      // báo lỗi
//     t.reshape({6})   // [0, 3, 1, 4, 2, 5], trong vùng nhớ mới
//
// Chỉ clone() thì không đủ: bản sao có cùng stride, nên view() lại từ chối.
//:message.memory-order.en {got} is the order in memory. Row by row t reads {expected}:
// transposing back makes view() work, but on another table.
//:message.memory-order.vi {got} là thứ tự trong bộ nhớ. Đọc t lần lượt từng hàng thì được
// {expected}: chuyển vị ngược lại thì view() chạy, nhưng đó là bảng khác.
//:explain.memory-order.en
// What a tensor shows and how it lies in memory are two things. flatten means what it shows: row
// 0, then row 1, and so on, whatever the strides. Whoever undoes the transpose first gets the
// elements of the original table in its order.
//
//     Tensor t = arange(6).view({2, 3}).t();   // [[0, 3], [1, 4], [2, 5]]
//     t.reshape({6})    // [0, 3, 1, 4, 2, 5]
//     t.t().view({6})   // [0, 1, 2, 3, 4, 5]: the rows of t.t()
//:explain.memory-order.vi
// Một tensor trông như thế nào và nằm trong bộ nhớ ra sao là hai chuyện. flatten nói về cách nó
// trông: hàng 0, rồi hàng 1, v.v., bất kể stride. Ai chuyển vị ngược lại trước thì được các phần
// tử của bảng gốc theo thứ tự của bảng gốc.
//
//     Tensor t = arange(6).view({2, 3}).t();   // [[0, 3], [1, 4], [2, 5]]
//     t.reshape({6})    // [0, 3, 1, 4, 2, 5]
//     t.t().view({6})   // [0, 1, 2, 3, 4, 5]: các hàng của t.t()
//:message.view-size.en shape {asked} is invalid for {elements} elements: the sizes of a view,
// multiplied, must give {elements}. Write -1 for the size that you do not know.
//:message.view-size.vi shape {asked} không hợp với {elements} phần tử: tích các kích thước của
// view phải bằng {elements}. Hãy viết -1 cho kích thước mà bạn không biết.
//:explain.view-size.en
// A view invents no elements and loses none, so the product of the new sizes is the old number of
// elements. When one size follows from the others, leave it to the library: -1 also says what you
// mean, "as many rows as it takes".
//
//     Tensor t = arange(6).view({2, 3});
//     t.view({2, 2})                // throws: shape '[2, 2]' is invalid for input of size 6
//     t.view({t.numel() / 2, 2})    // [3, 2]
//     t.view({-1, 2})               // the same
//:explain.view-size.vi
// View không sinh thêm phần tử nào và không làm mất phần tử nào, nên tích các kích thước mới phải
// bằng số phần tử cũ. Khi một kích thước suy ra được từ các kích thước kia thì để thư viện tự
// tính: -1 cũng nói đúng ý bạn, "bao nhiêu hàng cũng được".
//
//     Tensor t = arange(6).view({2, 3});
//     t.view({2, 2})                // báo lỗi: shape '[2, 2]' is invalid for input of size 6
//     t.view({t.numel() / 2, 2})    // [3, 2]
//     t.view({-1, 2})               // cũng vậy
//:message.rows-for-columns.en Your table has shape [{columns}, {wrong}], but {columns} is the
// number of columns, the last size: [{wrong}, {columns}] was asked for.
//:message.rows-for-columns.vi Bảng của bạn có shape [{columns}, {wrong}], nhưng {columns} là số
// cột, tức kích thước cuối: đề bài hỏi [{wrong}, {columns}].
//:explain.rows-for-columns.en
// A shape is written from outside to inside: rows first, columns last. Both shapes exist for the
// same elements, so nothing complains, but the numbers stand in other places.
//
//     Tensor t = arange(6);
//     t.view({-1, 2})   // [[0, 1], [2, 3], [4, 5]]: two columns
//     t.view({2, -1})   // [[0, 1, 2], [3, 4, 5]]: two rows
//:explain.rows-for-columns.vi
// Shape viết từ ngoài vào trong: hàng trước, cột sau. Cả hai shape đều dùng được cho cùng các
// phần tử nên không có gì báo lỗi, nhưng các con số đứng ở chỗ khác.
//
//     Tensor t = arange(6);
//     t.view({-1, 2})   // [[0, 1], [2, 3], [4, 5]]: hai cột
//     t.view({2, -1})   // [[0, 1, 2], [3, 4, 5]]: hai hàng

//:code
#include "gradlab/lab/part1/ex_1_06.h"

namespace ex_1_06 {

Tensor flatten_no_copy(const Tensor& t) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return t.view({-1});
  //:wrong BLIND_RESHAPE 1.06/blind-reshape
  return t.reshape({-1});
  //:wrong BLIND_RESHAPE_B 1.06/blind-reshape
  return t.contiguous().view({t.numel()});
  //:wrong TOO_STRICT 1.06/too-strict
  if (!t.is_contiguous()) throw Error("the elements do not lie row by row");
  return t.view({-1});
  //:wrong VIEW_SIZE_C 1.06/view-size
  return t.view({t.size(0)});
  //:wrong NEEDLESS_COPY 1.06/needless-copy
  return t.view({-1}).clone();
  //:end
}

Tensor flatten_any(const Tensor& t) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return t.reshape({-1});
  //:wrong VIEW_ONLY 1.06/view-only
  return t.view({t.numel()});
  //:wrong MEMORY_ORDER 1.06/memory-order
  return t.is_contiguous() || t.dim() != 2 ? t.reshape({-1}) : t.t().reshape({-1});
  //:wrong NEEDLESS_COPY_B 1.06/needless-copy
  return t.clone().reshape({-1});
  //:wrong VIEW_ONLY_B 1.06/view-only
  return t.clone().view({-1});
  //:end
}

Tensor in_rows(const Tensor& t, int64_t columns) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return t.view({-1, columns});
  //:wrong VIEW_SIZE 1.06/view-size
  return t.view({t.size(0), columns});
  //:wrong VIEW_SIZE_B 1.06/view-size
  return t.view({columns, columns});
  //:wrong ROWS_FOR_COLUMNS 1.06/rows-for-columns
  return t.view({columns, -1});
  //:wrong BLIND_RESHAPE_C 1.06/blind-reshape
  return t.reshape({-1, columns});
  //:wrong NEEDLESS_COPY_C 1.06/needless-copy
  return t.view({-1, columns}).clone();
  //:end
}

}  // namespace ex_1_06
