//:exercise 1.10 core
//:covers "Thực hiện các phép toán số học cơ bản giữa các Tensor."
//:title.en Reductions: which axis goes away?
//:title.vi Phép rút gọn: trục nào biến mất?
//:text.en
// A reduction makes fewer numbers out of many. Its `dim` names the axis that *goes away*:
//
//     m                 [[1, 2, 3], [4, 5, 6]]        shape [2, 3]
//     m.sum()           21                            no axis is left
//     m.sum(0)          [5, 7, 9]                     axis 0 (the rows) is gone: one per column
//     m.sum(1)          [6, 15]                       axis 1 (the columns) is gone: one per row
//     m.sum(1, true)    [[6], [15]]                   keepdim = true: the axis stays, with size 1
//
// mean, amax and argmax have the same parameters; argmax gives positions instead of values. A
// tensor of shape [2, 1] broadcasts against [2, 3], one of shape [2] does not.
//
// 1. column_sums: one sum per column.
// 2. row_sums: one sum per row, as a column of shape [rows, 1].
// 3. row_normalise: divide each row by its sum. Afterwards each row adds up to 1.
// 4. variance: how far all elements of t lie from their mean: the sum of (element - mean)^2,
//    divided by N - 1, where N = t.numel(). One number, whatever the shape of t. Use t.mean(),
//    pow(2) and sum(), or look up t.var().
// 5. best_columns: for each row the number of the column where its largest element stands. Read
//    the rows as samples and the columns as classes, and this is the class that a model chooses.
//:text.vi
// Phép rút gọn biến nhiều số thành ít số hơn. Tham số `dim` nêu trục sẽ *biến mất*:
//
//     m                 [[1, 2, 3], [4, 5, 6]]        shape [2, 3]
//     m.sum()           21                            không còn trục nào
//     m.sum(0)          [5, 7, 9]                     trục 0 (hàng) mất đi: mỗi cột một số
//     m.sum(1)          [6, 15]                       trục 1 (cột) mất đi: mỗi hàng một số
//     m.sum(1, true)    [[6], [15]]                   keepdim = true: trục còn lại, kích thước 1
//
// mean, amax và argmax có cùng các tham số; argmax cho vị trí thay vì giá trị. Tensor có shape
// [2, 1] broadcast được với [2, 3], còn shape [2] thì không.
//
// 1. column_sums: mỗi cột một tổng.
// 2. row_sums: mỗi hàng một tổng, xếp thành một cột có shape [rows, 1].
// 3. row_normalise: chia mỗi hàng cho tổng của nó. Sau đó mỗi hàng có tổng bằng 1.
// 4. variance: mọi phần tử của t nằm cách trung bình bao xa: tổng của (phần tử - trung bình)^2,
//    chia cho N - 1, với N = t.numel(). Chỉ một số, dù t có shape nào. Dùng t.mean(), pow(2) và
//    sum(), hoặc tự tra t.var().
// 5. best_columns: với mỗi hàng, số thứ tự của cột chứa phần tử lớn nhất. Nếu xem hàng là mẫu và
//    cột là lớp, đây chính là lớp mà mô hình chọn.
//:know.en dim names the axis that goes away; keepdim = true keeps it, with size 1, to broadcast.
//:know.vi dim nêu trục biến mất; keepdim = true giữ nó lại với kích thước 1, sẵn sàng broadcast.
//:hint.1.en m has shape [2, 3]. How many column sums are there? Which axis has gone?
//:hint.1.vi m có shape [2, 3]. Có bao nhiêu tổng theo cột? Trục nào đã mất?
//:hint.2.en Write the shape of each result down first. For row_normalise: [2, 3] / [2] fails, [2, 3] /
// [2, 1] works. For variance use all elements at once, without dim.
//:hint.2.vi Trước hết hãy viết ra shape của từng kết quả. Với row_normalise: [2, 3] / [2] báo lỗi,
// [2, 3] / [2, 1] thì được. Với variance hãy dùng mọi phần tử cùng lúc, không có dim.
//:hint.3.en
// column_sums: m.sum(0)          row_sums: m.sum(1, true)
// row_normalise: m / m.sum(1, true)
// variance: (t - t.mean()).pow(2).sum() divided by (t.numel() - 1)
// best_columns: argmax takes the axis that goes away, the columns.
//:hint.3.vi
// column_sums: m.sum(0)          row_sums: m.sum(1, true)
// row_normalise: m / m.sum(1, true)
// variance: (t - t.mean()).pow(2).sum() chia cho (t.numel() - 1)
// best_columns: argmax nhận trục sẽ biến mất, tức là các cột.
//:predict.shape.en m has shape [2, 3]. What is the shape of m.sum(0)?
//:predict.shape.vi m có shape [2, 3]. m.sum(0) có shape nào?
//:predict.argmax.en m = [[1, 2, 3], [4, 5, 6]]. What is m.argmax(), without dim?
//:predict.argmax.vi m = [[1, 2, 3], [4, 5, 6]]. m.argmax() không có dim là bao nhiêu?
//:label.column-sums.en the sums of the columns
//:label.column-sums.vi tổng của các cột
//:label.row-sums.en the sums of the rows, as a column
//:label.row-sums.vi tổng của các hàng, xếp thành cột
//:label.normalised.en each row divided by its sum
//:label.normalised.vi mỗi hàng chia cho tổng của nó
//:label.variance.en the unbiased variance of all elements
//:label.variance.vi phương sai không chệch của mọi phần tử
//:label.best.en the column of each row's largest element
//:label.best.vi cột chứa phần tử lớn nhất của mỗi hàng
//:label.input-after.en the input afterwards
//:label.input-after.vi đầu vào sau khi gọi hàm
//:message.dim.en For shape {shape} you have {got}, right is {expected}: dim = 0 removes the rows and leaves {columns}
// numbers, dim = 1 removes the columns and leaves {rows}.
//:message.dim.vi Với shape {shape} bạn có {got}, đúng ra là {expected}: dim = 0 bỏ các hàng và còn lại {columns} số,
// dim = 1 bỏ các cột và còn lại {rows} số.
//:explain.dim.en
// dim does not say "give me rows" or "give me columns": it says along which axis to add. Along
// axis 0 one goes down a column, and what remains is one number per column.
//
//     Tensor m = tensor({{1., 2., 3.}, {4., 5., 6.}});
//     m.sum(0);   // [5, 7, 9]: shape [3], axis 0 of size 2 is gone
//     m.sum(1);   // [6, 15]:   shape [2], axis 1 of size 3 is gone
//:explain.dim.vi
// dim không có nghĩa là "cho tôi các hàng" hay "cho tôi các cột": nó nói cộng dọc theo trục nào.
// Đi theo trục 0 là đi xuống một cột, và thứ còn lại là mỗi cột một số.
//
//     Tensor m = tensor({{1., 2., 3.}, {4., 5., 6.}});
//     m.sum(0);   // [5, 7, 9]: shape [3], trục 0 kích thước 2 đã mất
//     m.sum(1);   // [6, 15]:   shape [2], trục 1 kích thước 3 đã mất
//:message.no-keepdim.en m has shape {shape}, m.sum(1) has {sums}: these two do not broadcast. keepdim = true keeps
// {kept}. On a square matrix this bug is silent.
//:message.no-keepdim.vi m có shape {shape}, m.sum(1) có shape {sums}: hai shape này không broadcast được. keepdim = true
// giữ lại {kept}. Với ma trận vuông lỗi này im lặng.
//:explain.no-keepdim.en
// Shapes are aligned at the right. [2] against [2, 3] compares 2 with 3 and fails. With [3, 3]
// and [3] nothing fails, but each *column* is divided by a row's sum. keepdim = true leaves the
// axis in its place, with size 1, and each sum meets its own row.
//
//     Tensor m = tensor({{1., 2., 3.}, {4., 5., 6.}});
//     m / m.sum(1);         // error: 3 against 2
//     m / m.sum(1, true);   // [[0.1667, 0.3333, 0.5000], [0.2667, 0.3333, 0.4000]]
//:explain.no-keepdim.vi
// Các shape được gióng theo bên phải. [2] với [2, 3] so 2 với 3 và báo lỗi. Với [3, 3] và [3] thì
// không có lỗi, nhưng mỗi *cột* lại bị chia cho tổng của một hàng. keepdim = true để trục ở
// nguyên chỗ với kích thước 1, và mỗi tổng gặp đúng hàng của nó.
//
//     Tensor m = tensor({{1., 2., 3.}, {4., 5., 6.}});
//     m / m.sum(1);         // lỗi: 3 với 2
//     m / m.sum(1, true);   // [[0.1667, 0.3333, 0.5000], [0.2667, 0.3333, 0.4000]]
//:message.columns-normalised.en You divided each column by its sum: now the columns add up to 1. The first row adds up to
// {yours}, it should be 1: sum over dim = 1.
//:message.columns-normalised.vi Bạn đã chia mỗi cột cho tổng của nó: giờ các cột có tổng bằng 1. Hàng đầu có tổng {yours},
// đúng ra phải là 1: hãy cộng theo dim = 1.
//:explain.columns-normalised.en
// m.sum(0) has shape [columns] and broadcasts against m without complaint, so nothing fails.
// Check what you wanted: each row adds up to 1.
//
//     Tensor m = tensor({{1., 2., 3.}, {4., 5., 6.}});
//     (m / m.sum(0)).sum(1);         // [0.8190, 2.1810]
//     (m / m.sum(1, true)).sum(1);   // [1, 1]
//:explain.columns-normalised.vi
// m.sum(0) có shape [columns] và broadcast với m mà không than phiền gì, nên không có lỗi nào.
// Hãy kiểm tra điều bạn muốn: mỗi hàng có tổng bằng 1.
//
//     Tensor m = tensor({{1., 2., 3.}, {4., 5., 6.}});
//     (m / m.sum(0)).sum(1);         // [0.8190, 2.1810]
//     (m / m.sum(1, true)).sum(1);   // [1, 1]
//:message.total.en You divided by the sum of *all* elements, {total}: only the whole matrix adds up to 1. Each row has a
// sum of its own.
//:message.total.vi Bạn đã chia cho tổng của *mọi* phần tử, {total}: chỉ cả ma trận mới có tổng bằng 1. Mỗi hàng có tổng
// riêng của nó.
//:explain.total.en
// sum() without dim adds everything. Per row you need one number per row, kept as a column.
//
//     Tensor m = tensor({{1., 2., 3.}, {4., 5., 6.}});
//     m / m.sum();          // the rows add up to 0.2857 and 0.7143
//     m / m.sum(1, true);   // each row adds up to 1
//:explain.total.vi
// sum() không có dim cộng tất cả. Theo hàng thì cần mỗi hàng một số, giữ lại dưới dạng cột.
//
//     Tensor m = tensor({{1., 2., 3.}, {4., 5., 6.}});
//     m / m.sum();          // các hàng có tổng 0.2857 và 0.7143
//     m / m.sum(1, true);   // mỗi hàng có tổng bằng 1
//:message.biased.en {got} divides by N = {n}; {expected} divides by N - 1 = {less}.
//:message.biased.vi {got} là chia cho N = {n}; {expected} là chia cho N - 1 = {less}.
//:explain.biased.en
// The mean was computed from the same numbers, so they lie closer to it than to the true mean.
// Dividing by N - 1 makes up for that: this is the unbiased variance, and what var() gives by
// default.
//
//     Tensor t = tensor({1., 2., 3., 4., 5., 6.});
//     t.var();                            // 3.5
//     (t - t.mean()).pow(2).mean();       // 2.9167, of 6 numbers
//     (t - t.mean()).pow(2).sum() / 5;    // 3.5
//:explain.biased.vi
// Trung bình được tính từ chính các số đó, nên chúng nằm gần nó hơn gần trung bình thật. Chia cho
// N - 1 bù lại điều này: đó là phương sai không chệch, cũng là kết quả mặc định của var().
//
//     Tensor t = tensor({1., 2., 3., 4., 5., 6.});
//     t.var();                            // 3.5
//     (t - t.mean()).pow(2).mean();       // 2.9167, từ 6 số
//     (t - t.mean()).pow(2).sum() / 5;    // 3.5
//:message.deviation.en {got} is the standard deviation, the square root of the variance {expected}.
//:message.deviation.vi {got} là độ lệch chuẩn, tức căn bậc hai của phương sai {expected}.
//:explain.deviation.en
// std() is the square root of var(). The variance is measured in squares of the unit of the data,
// the standard deviation in the unit itself.
//
//     Tensor t = tensor({1., 2., 3., 4., 5., 6.});
//     t.var();   // 3.5
//     t.std();   // 1.8708
//:explain.deviation.vi
// std() là căn bậc hai của var(). Phương sai đo bằng bình phương đơn vị của dữ liệu, còn độ lệch
// chuẩn đo bằng chính đơn vị đó.
//
//     Tensor t = tensor({1., 2., 3., 4., 5., 6.});
//     t.var();   // 3.5
//     t.std();   // 1.8708
//:message.not-centred.en {got} squares the elements themselves. The variance looks at their distances from the mean
// {mean}: subtract it first.
//:message.not-centred.vi {got} bình phương chính các phần tử. Phương sai xét khoảng cách của chúng tới trung bình {mean}:
// hãy trừ nó trước.
//:explain.not-centred.en
// Numbers that are all 100 do not vary at all, so their variance is 0, however large they are.
//
//     Tensor t = tensor({99., 101.});
//     t.pow(2).sum() / 1;                // 20002
//     (t - t.mean()).pow(2).sum() / 1;   // 2
//:explain.not-centred.vi
// Những số đều bằng 100 thì không hề biến thiên, nên phương sai bằng 0, dù chúng lớn đến đâu.
//
//     Tensor t = tensor({99., 101.});
//     t.pow(2).sum() / 1;                // 20002
//     (t - t.mean()).pow(2).sum() / 1;   // 2
//:message.per-column.en You have the variance of each column, {got}. Here all elements count as one collection: leave dim
// out, the answer is {expected}.
//:message.per-column.vi Bạn có phương sai của từng cột, {got}. Ở đây mọi phần tử là một tập hợp chung: hãy bỏ dim, đáp số
// là {expected}.
//:explain.per-column.en
// With a dim, one variance comes out for each column. Without it, a single one for all elements.
//
//     Tensor m = tensor({{1., 2., 3.}, {4., 5., 6.}});
//     m.var(0);   // [4.5, 4.5, 4.5]
//     m.var();    // 3.5
//:explain.per-column.vi
// Có dim thì mỗi cột cho một phương sai. Không có dim thì chỉ một phương sai cho mọi phần tử.
//
//     Tensor m = tensor({{1., 2., 3.}, {4., 5., 6.}});
//     m.var(0);   // [4.5, 4.5, 4.5]
//     m.var();    // 3.5
//:message.argmax-flat.en {got} is one position, counted through the whole matrix. Each row has its own answer: {expected};
// give argmax the axis that goes away.
//:message.argmax-flat.vi {got} là một vị trí duy nhất, đếm qua cả ma trận. Mỗi hàng có đáp số riêng: {expected}; hãy cho
// argmax biết trục sẽ biến mất.
//:explain.argmax-flat.en
// Without dim, argmax sees the matrix as one list, read row by row: position 5 of [2, 3] is row
// 1, column 2. With dim = 1 it looks along each row.
//
//     Tensor m = tensor({{1., 2., 3.}, {4., 5., 6.}});
//     m.argmax();    // 5
//     m.argmax(1);   // [2, 2]
//:explain.argmax-flat.vi
// Không có dim, argmax xem ma trận là một dãy đọc theo hàng: vị trí 5 của [2, 3] là hàng 1, cột
// 2. Với dim = 1 nó nhìn dọc theo từng hàng.
//
//     Tensor m = tensor({{1., 2., 3.}, {4., 5., 6.}});
//     m.argmax();    // 5
//     m.argmax(1);   // [2, 2]
//:message.argmax-dim.en {got} tells for each of the {columns} columns the best *row*. There are {rows} rows to answer for:
// the columns must go away, dim = 1.
//:message.argmax-dim.vi {got} cho biết với mỗi cột trong {columns} cột thì *hàng* nào tốt nhất. Cần đáp số cho {rows}
// hàng: các cột phải biến mất, dim = 1.
//:explain.argmax-dim.en
// As with sum, dim names the axis that goes away. One answer per row means that the columns go.
//
//     Tensor scores = tensor({{0.1, 0.7, 0.2}, {0.5, 0.3, 0.2}});   // two samples, three classes
//     scores.argmax(0);   // [1, 0, 0]: for each class the sample
//     scores.argmax(1);   // [1, 0]: for each sample the class
//:explain.argmax-dim.vi
// Cũng như với sum, dim nêu trục biến mất. Mỗi hàng một đáp số nghĩa là các cột mất đi.
//
//     Tensor scores = tensor({{0.1, 0.7, 0.2}, {0.5, 0.3, 0.2}});   // hai mẫu, ba lớp
//     scores.argmax(0);   // [1, 0, 0]: với mỗi lớp là mẫu nào
//     scores.argmax(1);   // [1, 0]: với mỗi mẫu là lớp nào
//:message.largest-values.en {got} are the largest elements themselves. Asked for is where they stand: {expected}.
//:message.largest-values.vi {got} là chính các phần tử lớn nhất. Câu hỏi là chúng đứng ở đâu: {expected}.
//:explain.largest-values.en
// amax gives values, argmax gives positions (int64), and max(dim) gives both as a pair.
//
//     Tensor m = tensor({{7., 2., 3.}, {4., 5., 6.}});
//     m.amax(1);     // [7, 6]
//     m.argmax(1);   // [0, 2]
//:explain.largest-values.vi
// amax cho giá trị, argmax cho vị trí (int64), còn max(dim) cho cả hai thành một cặp.
//
//     Tensor m = tensor({{7., 2., 3.}, {4., 5., 6.}});
//     m.amax(1);     // [7, 6]
//     m.argmax(1);   // [0, 2]
//:message.rows-counted.en You divided by t.size(0) - 1 = {less}: that counts along one axis only. N is
// the number of all elements, t.numel() = {n}.
//:message.rows-counted.vi Bạn chia cho t.size(0) - 1 = {less}: đó chỉ là đếm theo một trục. N là số của
// mọi phần tử, t.numel() = {n}.
//:explain.rows-counted.en
// size(0) is the number of elements only if there is a single axis. The sum above it went over all
// elements, so the number below must count all of them.
//
//     Tensor t = tensor({{1., 2., 3.}, {4., 5., 6.}});
//     t.size(0)   // 2
//     t.numel()   // 6
//:explain.rows-counted.vi
// size(0) chỉ là số phần tử khi tensor có một trục. Tổng ở tử số chạy qua mọi phần tử, nên mẫu số
// cũng phải đếm mọi phần tử.
//
//     Tensor t = tensor({{1., 2., 3.}, {4., 5., 6.}});
//     t.size(0)   // 2
//     t.numel()   // 6
//:message.column-means.en You subtracted the mean of each column, {means}. Here all elements have one
// common mean, {mean}: t.mean() without dim.
//:message.column-means.vi Bạn đã trừ trung bình của từng cột, {means}. Ở đây mọi phần tử có một trung bình
// chung, {mean}: t.mean() không có dim.
//:explain.column-means.en
// With a dim there is one mean for each column, and broadcasting subtracts it from that column
// without a word. What the columns differ by is lost then.
//
//     Tensor m = tensor({{1., 11.}, {3., 13.}});
//     (m - m.mean(0)).pow(2).sum()   // 4
//     (m - m.mean()).pow(2).sum()    // 104
//:explain.column-means.vi
// Có dim thì mỗi cột một trung bình, và broadcasting lặng lẽ trừ nó khỏi đúng cột đó. Khi ấy sự
// chênh lệch giữa các cột bị mất.
//
//     Tensor m = tensor({{1., 11.}, {3., 13.}});
//     (m - m.mean(0)).pow(2).sum()   // 4
//     (m - m.mean()).pow(2).sum()    // 104

//:code
#include "gradlab/lab/part1/ex_1_10.h"

namespace ex_1_10 {

Tensor column_sums(const Tensor& m) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return m.sum(0);
  //:wrong DIM 1.10/dim
  return m.sum(1);
  //:wrong DIM_B 1.10/dim
  return m.t().sum(0);
  //:end
}

Tensor row_sums(const Tensor& m) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return m.sum(1, /*keepdim=*/true);
  //:wrong DIM_OF_ROWS 1.10/dim
  return m.sum(0, /*keepdim=*/true);
  //:wrong NO_KEEPDIM_B 1.10/no-keepdim
  return m.sum(1);
  //:end
}

Tensor row_normalise(const Tensor& m) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return m / m.sum(1, /*keepdim=*/true);
  //:wrong NO_KEEPDIM 1.10/no-keepdim
  return m / m.sum(1);
  //:wrong COLUMNS_NORMALISED 1.10/columns-normalised
  return m / m.sum(0);
  //:wrong TOTAL 1.10/total
  return m / m.sum();
  //:end
}

Tensor variance(const Tensor& t) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return (t - t.mean()).pow(2).sum() / (t.numel() - 1);
  //:wrong BIASED 1.10/biased
  return (t - t.mean()).pow(2).mean();
  //:wrong BIASED_B 1.10/biased
  return t.var(/*unbiased=*/false);
  //:wrong DEVIATION 1.10/deviation
  return t.std();
  //:wrong NOT_CENTRED 1.10/not-centred
  return t.pow(2).sum() / (t.numel() - 1);
  //:wrong PER_COLUMN 1.10/per-column
  return t.var(0);
  //:wrong ROWS_COUNTED 1.10/rows-counted
  return (t - t.mean()).pow(2).sum() / (t.size(0) - 1);
  //:wrong COLUMN_MEANS 1.10/column-means
  return (t - t.mean(0)).pow(2).sum() / (t.numel() - 1);
  //:end
}

Tensor best_columns(const Tensor& m) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return m.argmax(1);
  //:wrong ARGMAX_FLAT 1.10/argmax-flat
  return m.argmax();
  //:wrong ARGMAX_DIM 1.10/argmax-dim
  return m.argmax(0);
  //:wrong LARGEST_VALUES 1.10/largest-values
  return m.amax(1);
  //:end
}

}  // namespace ex_1_10
