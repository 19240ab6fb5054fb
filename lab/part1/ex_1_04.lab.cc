//:exercise 1.04 core
//:covers "Thực hành indexing và slicing Tensor."
//:title.en Indexing and slicing
//:title.vi Chỉ số và cắt lát
//:text.en
// index() takes what stands in Python's square brackets: one entry for each axis, the rows first.
//
//     Python        C++                                        what it is
//     m[1]          m.index({1})                               row 1
//     m[-1, 0]      m.index({-1, 0})                           last row, first column
//     m[0:2]        m.index({Slice(0, 2)})                     rows 0 and 1
//     m[:, 1]       m.index({Slice(), 1})                      all rows, column 1
//     m[:, 1:]      m.index({Slice(), Slice(1, None)})         all rows, columns from 1 on
//     m[:, ::3]     m.index({Slice(), Slice(None, None, 3)})   all rows, every third column
//     m[m == 0]     m.index({m == 0})                          the elements that are 0
//
// Slice(start, stop, step) goes from start to *before* stop. None leaves out one of them. A
// number removes its axis, a slice keeps it. A number outside the table throws IndexError; a
// slice never complains, it takes what there is. m == 0 is a tensor of true and false, a mask.
//
// For m = arange(12).reshape({3, 4}), with rows 0..3, 4..7 and 8..11:
//
// 1. row(m, 1) is [4, 5, 6, 7].
// 2. column(m, 2) is [2, 6, 10].
// 3. block(m, 0, 2, 1, 3) is m[0:2, 1:3]: [[1, 2], [5, 6]].
// 4. every_second_of_last_row(m) is [8, 10], the columns 0, 2, 4, ... of the last row. It must
//    work for any number of rows.
// 5. greater_than(m, 6) is [7, 8, 9, 10, 11].
//:text.vi
// index() nhận những gì đứng trong ngoặc vuông của Python: mỗi trục một mục, hàng đứng trước.
//
//     Python        C++                                        là gì
//     m[1]          m.index({1})                               hàng 1
//     m[-1, 0]      m.index({-1, 0})                           hàng cuối, cột đầu
//     m[0:2]        m.index({Slice(0, 2)})                     hàng 0 và 1
//     m[:, 1]       m.index({Slice(), 1})                      mọi hàng, cột 1
//     m[:, 1:]      m.index({Slice(), Slice(1, None)})         mọi hàng, các cột từ 1 trở đi
//     m[:, ::3]     m.index({Slice(), Slice(None, None, 3)})   mọi hàng, cứ ba cột lấy một
//     m[m == 0]     m.index({m == 0})                          các phần tử bằng 0
//
// Slice(start, stop, step) đi từ start tới *trước* stop. None nghĩa là bỏ trống. Một con số làm
// mất trục của nó, một slice giữ lại trục. Con số nằm ngoài bảng thì báo IndexError; còn slice
// không bao giờ phàn nàn, có gì lấy nấy. m == 0 là một tensor gồm true và false, gọi là mặt nạ
// (mask).
//
// Với m = arange(12).reshape({3, 4}), các hàng là 0..3, 4..7 và 8..11:
//
// 1. row(m, 1) là [4, 5, 6, 7].
// 2. column(m, 2) là [2, 6, 10].
// 3. block(m, 0, 2, 1, 3) là m[0:2, 1:3]: [[1, 2], [5, 6]].
// 4. every_second_of_last_row(m) là [8, 10], tức các cột 0, 2, 4, ... của hàng cuối. Phải đúng với
//    số hàng bất kỳ.
// 5. greater_than(m, 6) là [7, 8, 9, 10, 11].
//:know.en Rows come first, the end of a slice is excluded, an index removes its axis.
//:know.vi Hàng đứng trước, điểm cuối của slice không được tính, một chỉ số làm mất trục của nó.
//:hint.1.en Which axis is the first one, and is the stop of a slice part of it?
//:hint.1.vi Trục nào đứng đầu, và điểm stop của slice có được lấy không?
//:hint.2.en A column is "all rows, one column": what stands for "all"? For the last row do not
// count rows. Slice has three arguments, and the step is the third.
//:hint.2.vi Một cột là "mọi hàng, một cột": viết "mọi" thế nào? Với hàng cuối, đừng đếm số hàng.
// Slice có ba đối số, step là đối số thứ ba.
//:hint.3.en
// row: m.index({i})        column: m.index({Slice(), j})
// block: m.index({Slice(top, bottom), ...})
// every_second_of_last_row: m.index({-1, Slice(None, None, 2)})
// greater_than: m.index({m > limit})
//:hint.3.vi
// row: m.index({i})        column: m.index({Slice(), j})
// block: m.index({Slice(top, bottom), ...})
// every_second_of_last_row: m.index({-1, Slice(None, None, 2)})
// greater_than: m.index({m > limit})
//:predict.columns.en m has shape [3, 4]. How many columns has m[0:2, 1:3]?
//:predict.columns.vi m có shape [3, 4]. m[0:2, 1:3] có bao nhiêu cột?
//:predict.axes.en m has shape [3, 4]. Which shape has m[:, 2]?
//:predict.axes.vi m có shape [3, 4]. m[:, 2] có shape nào?
//:label.row.en the row
//:label.row.vi hàng
//:label.no-row.en a row that does not exist
//:label.no-row.vi một hàng không tồn tại
//:label.column.en the column
//:label.column.vi cột
//:label.no-column.en a column that does not exist
//:label.no-column.vi một cột không tồn tại
//:label.block.en the block
//:label.block.vi khối
//:label.second.en every second element of the last row
//:label.second.vi cứ hai phần tử lấy một ở hàng cuối
//:label.greater.en the elements above the limit
//:label.greater.vi các phần tử lớn hơn giới hạn
//:message.end-included.en {columns} columns instead of {right}: the end of a slice is excluded.
//:message.end-included.vi {columns} cột thay vì {right}: điểm cuối của slice không được tính.
//:explain.end-included.en
// m[:, 1:3] has the columns 1 and 2: it begins at the start and ends *before* the stop. So stop
// minus start is the number of columns, and 0:3 followed by 3:5 covers everything once. Whoever
// writes stop + 1 gets one row or column too many, except at the border, where there is none left
// to get: then the mistake is silent.
//
//     Tensor m = arange(12).reshape({3, 4});
//     m.index({Slice(0, 2), Slice(1, 3)})   // [[1, 2], [5, 6]]
//     m.index({Slice(0, 2), Slice(1, 4)})   // [[1, 2, 3], [5, 6, 7]]
//:explain.end-included.vi
// m[:, 1:3] gồm cột 1 và cột 2: bắt đầu ở start và kết thúc *trước* stop. Vì vậy stop - start
// chính là số cột, và 0:3 nối tiếp 3:5 phủ kín mỗi thứ đúng một lần. Viết stop + 1 thì thừa một
// hàng hay một cột, trừ khi đã ở mép bảng và không còn gì để lấy: lúc đó lỗi này im lặng.
//
//     Tensor m = arange(12).reshape({3, 4});
//     m.index({Slice(0, 2), Slice(1, 3)})   // [[1, 2], [5, 6]]
//     m.index({Slice(0, 2), Slice(1, 4)})   // [[1, 2, 3], [5, 6, 7]]
//:message.length-for-end.en narrow takes a start and a *length*: from {left} with length {right}
// you reach column {reached}. A slice takes a start and an end.
//:message.length-for-end.vi narrow nhận điểm đầu và *độ dài*: từ {left} với độ dài {right} thì
// tới cột {reached}. Slice nhận điểm đầu và điểm cuối.
//:explain.length-for-end.en
// Two ways to say the same block. They agree as long as the start is 0, so a test with 0:2 does
// not notice which one you meant.
//
//     Tensor t = arange(6);
//     t.index({Slice(1, 3)})   // [1, 2]: from 1 to before 3
//     t.narrow(0, 1, 3)        // [1, 2, 3]: axis 0, from 1, three elements
//     t.narrow(0, 1, 3 - 1)    // [1, 2]
//:explain.length-for-end.vi
// Hai cách nói về cùng một khối. Chúng giống nhau khi điểm đầu là 0, nên thử với 0:2 thì không
// nhận ra bạn muốn nói cách nào.
//
//     Tensor t = arange(6);
//     t.index({Slice(1, 3)})   // [1, 2]: từ 1 tới trước 3
//     t.narrow(0, 1, 3)        // [1, 2, 3]: trục 0, từ 1, ba phần tử
//     t.narrow(0, 1, 3 - 1)    // [1, 2]
//:message.axes-swapped.en You took row {j}; a column is m[:, {j}].
//:message.axes-swapped.vi Bạn lấy hàng {j}; một cột là m[:, {j}].
//:explain.axes-swapped.en
// The first entry belongs to axis 0, the rows. To say something about the columns, something must
// stand for the rows: Slice(), all of them. In a square table the mistake does not even change
// the shape.
//
//     Tensor m = arange(12).reshape({3, 4});
//     m.index({2})            // [8, 9, 10, 11]: row 2
//     m.index({Slice(), 2})   // [2, 6, 10]: column 2
//:explain.axes-swapped.vi
// Mục đầu tiên thuộc về trục 0, tức các hàng. Muốn nói về cột thì phải có gì đó thay cho hàng:
// Slice(), tất cả các hàng. Với bảng vuông, lỗi này còn không làm đổi shape.
//
//     Tensor m = arange(12).reshape({3, 4});
//     m.index({2})            // [8, 9, 10, 11]: hàng 2
//     m.index({Slice(), 2})   // [2, 6, 10]: cột 2
//:message.column-for-row.en You took column {i}; a row is m[{i}]: the rows are the first axis.
//:message.column-for-row.vi Bạn lấy cột {i}; một hàng là m[{i}]: hàng là trục đầu tiên.
//:explain.column-for-row.en
// Shape [3, 4] means 3 rows of 4 elements, and an index list follows the shape: rows first, then
// columns. One number alone is for axis 0, and everything behind it is taken whole.
//
//     Tensor m = arange(12).reshape({3, 4});
//     m.index({1})            // [4, 5, 6, 7]: row 1, the same as m[1]
//     m.index({Slice(), 1})   // [1, 5, 9]: column 1
//:explain.column-for-row.vi
// Shape [3, 4] nghĩa là 3 hàng, mỗi hàng 4 phần tử, và danh sách chỉ số đi theo shape: hàng
// trước, cột sau. Một con số đứng một mình là của trục 0, mọi trục phía sau được lấy trọn.
//
//     Tensor m = arange(12).reshape({3, 4});
//     m.index({1})            // [4, 5, 6, 7]: hàng 1, cũng là m[1]
//     m.index({Slice(), 1})   // [1, 5, 9]: cột 1
//:message.slice-for-index.en {i}:{next} is a slice, and a slice that meets nothing is empty: you
// got {got}. A number alone is an index: it finds row -1, and it throws outside the table.
//:message.slice-for-index.vi {i}:{next} là một slice, và slice không gặp gì thì rỗng: bạn được
// {got}. Một con số đứng riêng là chỉ số: nó tìm được hàng -1, và báo lỗi khi ra ngoài bảng.
//:explain.slice-for-index.en
// A slice takes what there is between two bounds, also when that is nothing; only an index
// insists that there is something. Cutting out i:i+1 therefore loses the error that would have
// shown you a wrong i, and for the last row, -1, it ends at 0: m[-1:0] is empty.
//
//     Tensor m = arange(12).reshape({3, 4});
//     m.index({3})              // throws IndexError: there are rows 0, 1, 2
//     m.index({Slice(3, 4)})    // shape [0, 4]
//     m.index({Slice(-1, 0)})   // shape [0, 4]
//:explain.slice-for-index.vi
// Slice lấy những gì nằm giữa hai mốc, kể cả khi chẳng có gì; chỉ có chỉ số mới đòi phải có. Vì
// vậy cắt i:i+1 làm mất cái lỗi lẽ ra cho bạn biết i sai, và với hàng cuối, -1, nó kết thúc ở 0:
// m[-1:0] là rỗng.
//
//     Tensor m = arange(12).reshape({3, 4});
//     m.index({3})              // báo IndexError: chỉ có hàng 0, 1, 2
//     m.index({Slice(3, 4)})    // shape [0, 4]
//     m.index({Slice(-1, 0)})   // shape [0, 4]
//:message.stop-for-step.en {got} are the first two elements: that is ":2". "::2" needs the 2 as
// the third argument, Slice(None, None, 2).
//:message.stop-for-step.vi {got} là hai phần tử đầu: đó là ":2". Muốn "::2" thì số 2 phải là đối
// số thứ ba, Slice(None, None, 2).
//:explain.stop-for-step.en
// Slice(start, stop, step): the place of a number says what it means. None leaves a place empty,
// as nothing between the colons does in Python.
//
//     Tensor t = arange(6);
//     t.index({Slice(None, 2)})         // t[:2]:  [0, 1]
//     t.index({Slice(None, None, 2)})   // t[::2]: [0, 2, 4]
//:explain.stop-for-step.vi
// Slice(start, stop, step): vị trí của con số cho biết ý nghĩa của nó. None để trống một vị trí,
// giống như không viết gì giữa các dấu hai chấm trong Python.
//
//     Tensor t = arange(6);
//     t.index({Slice(None, 2)})         // t[:2]:  [0, 1]
//     t.index({Slice(None, None, 2)})   // t[::2]: [0, 2, 4]
//:message.fixed-row.en You took row 2, but this table has {rows} rows: the last one is row
// {last}. Row -1 is always the last.
//:message.fixed-row.vi Bạn lấy hàng 2, nhưng bảng này có {rows} hàng: hàng cuối là hàng {last}.
// Hàng -1 luôn là hàng cuối.
//:explain.fixed-row.en
// In the example with three rows, row 2 is the last one. A function must not know the example.
// Indices below 0 count from the end, so that you need not know how many there are.
//
//     m.index({-1})              // the last row
//     m.index({m.size(0) - 1})   // the same
//     m.index({2})               // the last one of three only
//:explain.fixed-row.vi
// Trong ví dụ có ba hàng thì hàng 2 là hàng cuối. Nhưng hàm không được biết trước ví dụ. Chỉ số
// âm đếm từ cuối lên, nên bạn không cần biết có bao nhiêu hàng.
//
//     m.index({-1})              // hàng cuối
//     m.index({m.size(0) - 1})   // cũng vậy
//     m.index({2})               // chỉ là hàng cuối khi có ba hàng
//:message.boundary.en {limit} itself is in your answer, but it is not greater than {limit}: > and
// not >=.
//:message.boundary.vi Kết quả của bạn có cả {limit}, nhưng nó không lớn hơn {limit}: dùng > chứ
// không phải >=.
//:explain.boundary.en
// A mask is true or false for each element, so its border decides about elements that are exactly
// equal. Test a condition at the border: that is where > and >= differ, and nowhere else.
//
//     Tensor t = tensor({5, 6, 7});
//     t.index({t > 6})    // [7]
//     t.index({t >= 6})   // [6, 7]
//:explain.boundary.vi
// Mặt nạ cho mỗi phần tử một giá trị true hoặc false, nên biên của nó quyết định những phần tử
// đúng bằng giới hạn. Hãy thử điều kiện ngay tại biên: > và >= chỉ khác nhau ở đó.
//
//     Tensor t = tensor({5, 6, 7});
//     t.index({t > 6})    // [7]
//     t.index({t >= 6})   // [6, 7]
//:message.mask.en This is the mask: true and false for each of the {elements} elements. Index the
// table with it to get the {count} that are greater.
//:message.mask.vi Đây là mặt nạ: true hay false cho từng phần tử trong {elements} phần tử. Hãy
// dùng nó làm chỉ số của bảng để lấy ra {count} phần tử lớn hơn.
//:explain.mask.en
// m > limit compares and answers for each place. Only as an index does a mask select: what is
// true stays, row by row, and the result is a list, for the remaining elements form no table.
//
//     Tensor t = tensor({{5, 6}, {7, 8}});
//     t > 6               // [[false, false], [true, true]]
//     t.index({t > 6})    // [7, 8]
//:explain.mask.vi
// m > limit so sánh và trả lời cho từng vị trí. Chỉ khi dùng làm chỉ số thì mặt nạ mới chọn: chỗ
// nào true thì giữ lại, lần lượt từng hàng, và kết quả là một danh sách vì các phần tử còn lại
// không tạo thành bảng nữa.
//
//     Tensor t = tensor({{5, 6}, {7, 8}});
//     t > 6               // [[false, false], [true, true]]
//     t.index({t > 6})    // [7, 8]
//:message.kept-axis.en The numbers are right, but your answer has an axis too many. A slice keeps its
// axis, even of length 1; a number alone removes it.
//:message.kept-axis.vi Các số đúng, nhưng kết quả thừa một trục. Slice giữ lại trục của nó, dù trục
// chỉ dài 1; một con số đứng riêng mới làm mất trục.
//:explain.kept-axis.en
// 1:2 and 1 choose the same row. The slice says "a table with the rows from 1 to before 2", the
// number says "row 1", and a row has one axis.
//
//     Tensor m = arange(12).reshape({3, 4});
//     m.index({Slice(1, 2)})   // [[4, 5, 6, 7]], shape [1, 4]
//     m.index({1})             // [4, 5, 6, 7], shape [4]
//:explain.kept-axis.vi
// 1:2 và 1 chọn cùng một hàng. Slice nghĩa là "một bảng gồm các hàng từ 1 tới trước 2", còn con số
// nghĩa là "hàng 1", và một hàng chỉ có một trục.
//
//     Tensor m = arange(12).reshape({3, 4});
//     m.index({Slice(1, 2)})   // [[4, 5, 6, 7]], shape [1, 4]
//     m.index({1})             // [4, 5, 6, 7], shape [4]
//:message.block-swapped.en You cut the rows {left}:{right} and the columns {top}:{bottom}: the rows
// come first, m[{top}:{bottom}, {left}:{right}].
//:message.block-swapped.vi Bạn cắt các hàng {left}:{right} và các cột {top}:{bottom}: hàng đứng trước,
// m[{top}:{bottom}, {left}:{right}].
//:explain.block-swapped.en
// On a screen one often says x before y, in a table the row comes first. top and bottom are rows,
// left and right are columns.
//
//     Tensor m = arange(12).reshape({3, 4});
//     m.index({Slice(0, 2), Slice(1, 3)})   // [[1, 2], [5, 6]]
//     m.index({Slice(1, 3), Slice(0, 2)})   // [[4, 5], [8, 9]]
//:explain.block-swapped.vi
// Trên màn hình người ta hay nói x trước y, còn trong bảng thì hàng đứng trước. top và bottom là
// hàng, left và right là cột.
//
//     Tensor m = arange(12).reshape({3, 4});
//     m.index({Slice(0, 2), Slice(1, 3)})   // [[1, 2], [5, 6]]
//     m.index({Slice(1, 3), Slice(0, 2)})   // [[4, 5], [8, 9]]
//:message.chained-slices.en You cut twice along the rows: the second index() starts at axis 0 again.
// Both slices belong into one list, m[{top}:{bottom}, {left}:{right}].
//:message.chained-slices.vi Bạn cắt hai lần theo hàng: index() thứ hai lại bắt đầu từ trục 0. Cả hai
// slice phải nằm trong một danh sách, m[{top}:{bottom}, {left}:{right}].
//:explain.chained-slices.en
// m[0:2] is a table again, and its first axis is that of the rows. So m[0:2][1:3] takes rows of the
// rows. Between the brackets a comma leads to the next axis.
//
//     Tensor m = arange(12).reshape({3, 4});
//     m.index({Slice(0, 2)}).index({Slice(1, 3)})   // [[4, 5, 6, 7]]
//     m.index({Slice(0, 2), Slice(1, 3)})           // [[1, 2], [5, 6]]
//:explain.chained-slices.vi
// m[0:2] lại là một bảng, và trục đầu của nó là hàng. Vì vậy m[0:2][1:3] lấy hàng của các hàng.
// Trong ngoặc vuông, dấu phẩy mới dẫn sang trục tiếp theo.
//
//     Tensor m = arange(12).reshape({3, 4});
//     m.index({Slice(0, 2)}).index({Slice(1, 3)})   // [[4, 5, 6, 7]]
//     m.index({Slice(0, 2), Slice(1, 3)})           // [[1, 2], [5, 6]]
//:message.stop-minus-one.en Your block lacks its last row and column. The stop is excluded already: do
// not subtract 1 from it.
//:message.stop-minus-one.vi Khối của bạn thiếu hàng cuối và cột cuối. Điểm cuối vốn đã không được
// tính: đừng trừ thêm 1.
//:explain.stop-minus-one.en
// m[0:2] has the rows 0 and 1. That the stop is excluded makes the length easy: stop - start.
//
//     Tensor m = arange(12).reshape({3, 4});
//     m.index({Slice(0, 2)})   // rows 0 and 1
//     m.index({Slice(0, 1)})   // only row 0
//:explain.stop-minus-one.vi
// m[0:2] có hàng 0 và hàng 1. Nhờ điểm cuối không được tính nên độ dài rất dễ: stop - start.
//
//     Tensor m = arange(12).reshape({3, 4});
//     m.index({Slice(0, 2)})   // hàng 0 và 1
//     m.index({Slice(0, 1)})   // chỉ hàng 0
//:message.start-for-step.en {got} begins at column 2: a single number in Slice(2) is the start. "::2"
// is Slice(None, None, 2).
//:message.start-for-step.vi {got} bắt đầu từ cột 2: con số duy nhất trong Slice(2) là điểm đầu. "::2"
// là Slice(None, None, 2).
//:explain.start-for-step.en
// The arguments of Slice are start, stop, step, in this order. What stands in front must be said,
// if only as None. (In Python slice(2) would even be the stop.)
//
//     Tensor row = arange(5);
//     row.index({Slice(2)})               // [2, 3, 4]
//     row.index({Slice(None, None, 2)})   // [0, 2, 4]
//:explain.start-for-step.vi
// Đối số của Slice là start, stop, step, theo đúng thứ tự đó. Những gì đứng trước vẫn phải viết ra,
// dù chỉ là None. (Trong Python thì slice(2) lại là điểm cuối.)
//
//     Tensor row = arange(5);
//     row.index({Slice(2)})               // [2, 3, 4]
//     row.index({Slice(None, None, 2)})   // [0, 2, 4]
//:message.odd-columns.en {got} are the columns 1, 3, 5, ... Every second element begins with column 0:
// {expected}.
//:message.odd-columns.vi {got} là các cột 1, 3, 5, ... Cứ hai phần tử lấy một thì bắt đầu từ cột 0:
// {expected}.
//:explain.odd-columns.en
// A step says how far it is to the next element; the start says which is the first. Left out, the
// start is 0.
//
//     Tensor row = arange(5);
//     row.index({Slice(None, None, 2)})   // [0, 2, 4]
//     row.index({Slice(1, None, 2)})      // [1, 3]
//:explain.odd-columns.vi
// Bước cho biết phần tử tiếp theo cách bao xa; điểm đầu cho biết phần tử nào là đầu tiên. Bỏ trống
// thì điểm đầu là 0.
//
//     Tensor row = arange(5);
//     row.index({Slice(None, None, 2)})   // [0, 2, 4]
//     row.index({Slice(1, None, 2)})      // [1, 3]
//:message.mask-multiplied.en Multiplying by the mask puts 0 in place of what is not greater, but all
// {elements} elements are still there. Index with the mask: {count} remain.
//:message.mask-multiplied.vi Nhân với mặt nạ thì những phần tử không lớn hơn thành 0, nhưng vẫn còn đủ
// {elements} phần tử. Hãy dùng mặt nạ làm chỉ số: còn lại {count}.
//:explain.mask-multiplied.en
// In a product true counts as 1 and false as 0: the table keeps its shape. Only indexing leaves
// elements out, and as their number fits no table, the result is a list.
//
//     Tensor m = tensor({{1, 8}, {9, 2}});
//     m * (m > 5)          // [[0, 8], [9, 0]]
//     m.index({m > 5})     // [8, 9]
//:explain.mask-multiplied.vi
// Trong phép nhân, true là 1 và false là 0: bảng giữ nguyên shape. Chỉ lấy chỉ số mới bỏ bớt phần
// tử, và vì số phần tử còn lại không vừa một bảng nào nên kết quả là một danh sách.
//
//     Tensor m = tensor({{1, 8}, {9, 2}});
//     m * (m > 5)          // [[0, 8], [9, 0]]
//     m.index({m > 5})     // [8, 9]

//:code
#include "gradlab/lab/part1/ex_1_04.h"

namespace ex_1_04 {

Tensor row(const Tensor& m, int64_t i) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return m.index({i});
  //:wrong COLUMN_FOR_ROW 1.04/column-for-row
  return m.index({Slice(), i});
  //:wrong SLICE_FOR_INDEX 1.04/slice-for-index
  return m.index({Slice(i, i + 1)}).reshape({-1});
  //:wrong KEPT_AXIS 1.04/kept-axis
  const int64_t at = i < 0 ? i + m.size(0) : i;
  return m.index({Slice(at, at + 1)});
  //:end
}

Tensor column(const Tensor& m, int64_t j) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return m.index({Slice(), j});
  //:wrong AXES_SWAPPED 1.04/axes-swapped
  return m.index({j});
  //:wrong AXES_SWAPPED_B 1.04/axes-swapped
  return m.t().select(1, j);
  //:wrong KEPT_AXIS_B 1.04/kept-axis
  return m.index({Slice(), j}).unsqueeze(1);
  //:end
}

Tensor block(const Tensor& m, int64_t top, int64_t bottom, int64_t left, int64_t right) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return m.index({Slice(top, bottom), Slice(left, right)});
  //:wrong END_INCLUDED 1.04/end-included
  return m.index({Slice(top, bottom + 1), Slice(left, right + 1)});
  //:wrong END_INCLUDED_B 1.04/end-included
  return m.slice(0, top, bottom).slice(1, left, right + 1);
  //:wrong LENGTH_FOR_END 1.04/length-for-end
  return m.narrow(0, top, bottom).narrow(1, left, right);
  //:wrong LENGTH_FOR_END_B 1.04/length-for-end
  return m.index({Slice(top, bottom)}).narrow(1, left, right);
  //:wrong BLOCK_SWAPPED 1.04/block-swapped
  return m.index({Slice(left, right), Slice(top, bottom)});
  //:wrong CHAINED_SLICES 1.04/chained-slices
  return m.index({Slice(top, bottom)}).index({Slice(left, right)});
  //:wrong STOP_MINUS_ONE 1.04/stop-minus-one
  return m.index({Slice(top, bottom - 1), Slice(left, right - 1)});
  //:end
}

Tensor every_second_of_last_row(const Tensor& m) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return m.index({-1, Slice(None, None, 2)});
  //:wrong STOP_FOR_STEP 1.04/stop-for-step
  return m.index({-1, Slice(None, 2)});
  //:wrong FIXED_ROW 1.04/fixed-row
  return m.index({2, Slice(None, None, 2)});
  //:wrong START_FOR_STEP 1.04/start-for-step
  return m.index({-1, Slice(2)});
  //:wrong START_FOR_STEP_B 1.04/start-for-step
  return m.index({-1, Slice(2, None)});
  //:wrong ODD_COLUMNS 1.04/odd-columns
  return m.index({-1, Slice(1, None, 2)});
  //:wrong KEPT_AXIS_C 1.04/kept-axis
  return m.index({Slice(-1, None), Slice(None, None, 2)});
  //:end
}

Tensor greater_than(const Tensor& m, double limit) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return m.index({m > limit});
  //:wrong BOUNDARY 1.04/boundary
  return m.index({m >= limit});
  //:wrong BOUNDARY_B 1.04/boundary
  return m.masked_select(~(m < limit));
  //:wrong MASK 1.04/mask
  return m > limit;
  //:wrong MASK_MULTIPLIED 1.04/mask-multiplied
  return m * (m > limit);
  //:end
}

}  // namespace ex_1_04
