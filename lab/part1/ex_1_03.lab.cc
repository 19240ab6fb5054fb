//:exercise 1.03 core
//:covers "Thực hiện các phép toán số học cơ bản giữa các Tensor."
//:covers "Các phép toán Tensor và reshape cho kết quả đúng, chứng tỏ việc thao tác dữ liệu được thực hiện chính xác."
//:title.en Elementwise or matrix product
//:title.vi Tích từng phần tử hay tích ma trận
//:text.en
// The operators + - * / work element by element: (a * b)[0][1] is a[0][1] * b[0][1]. The product
// of matrices from algebra is another operation, in Python `a @ b`, here
//
//     a.matmul(b)   // row i of a times column k of b, summed
//
// It needs as many columns in a as there are rows in b; otherwise it throws an error. Let it: an
// error is better than a wrong product.
//
// Whole numbers can be divided in several ways, and tensors do it as Python does, not as C++
// does:
//
//     i / j               // exact: 3 / 2 is 1.5, dtype float32
//     i.div(j, "floor")   // rounded down, Python's i // j: -7 by 2 is -4, dtype int64
//     i.remainder(j)      // what is left, Python's i % j: -7 by 2 leaves 1
//
// Operations whose name ends in _ (mul_, add_) write their result into the tensor itself: never
// do that to what you were given.
//
// 1. hadamard: the elementwise product of a and b.
// 2. product: the matrix product of a and b, shapes [n, k] and [k, m]. If the shapes do not fit,
//    it throws.
// 3. safe_divide: exact, rounded and rest of i divided by j, in that order: return {..., ...,
//    ...}. It must be right for negative numbers, and for numbers above 2^24 that float32 cannot
//    hold.
//:text.vi
// Các toán tử + - * / làm việc trên từng phần tử: (a * b)[0][1] là a[0][1] * b[0][1]. Tích ma
// trận trong đại số là phép toán khác, trong Python viết `a @ b`, ở đây là
//
//     a.matmul(b)   // hàng i của a nhân cột k của b rồi cộng lại
//
// Nó cần số cột của a bằng số hàng của b; nếu không, nó báo lỗi. Hãy để nó báo: lỗi còn hơn là
// một tích sai.
//
// Số nguyên có nhiều cách chia, và tensor chia theo kiểu Python chứ không theo kiểu C++:
//
//     i / j               // chính xác: 3 / 2 là 1.5, dtype float32
//     i.div(j, "floor")   // làm tròn xuống, Python: i // j; -7 chia 2 được -4, dtype int64
//     i.remainder(j)      // phần dư, Python: i % j; -7 chia 2 dư 1
//
// Các phép toán có tên kết thúc bằng _ (mul_, add_) ghi kết quả vào chính tensor đó: đừng bao giờ
// làm thế với những gì người ta đưa cho bạn.
//
// 1. hadamard: tích từng phần tử của a và b.
// 2. product: tích ma trận của a và b, shape [n, k] và [k, m]. Nếu shape không khớp thì báo lỗi.
// 3. safe_divide: exact, rounded và rest của i chia cho j, theo thứ tự đó: return {..., ...,
//    ...}. Phải đúng với số âm, và cả với số lớn hơn 2^24 mà float32 không chứa được.
//:know.en * multiplies element by element, matmul sums rows times columns; // rounds down.
//:know.vi * nhân từng phần tử, matmul cộng các tích hàng nhân cột; // làm tròn xuống.
//:hint.1.en How many numbers of a and b take part in one element of each of the two products? And
// between which two whole numbers does -3.5 lie, and which of them is "down"?
//:hint.1.vi Một phần tử của mỗi loại tích dùng bao nhiêu số của a và của b? Và -3.5 nằm giữa hai
// số nguyên nào, số nào là "xuống"?
//:hint.2.en One of the two products is an operator, the other a method of a. For the division,
// look at the second argument of div, and do not go through floats to get a whole number.
//:hint.2.vi Một trong hai tích là toán tử, tích kia là phương thức của a. Với phép chia, để ý đối
// số thứ hai của div, và đừng đi vòng qua số thực để lấy một số nguyên.
//:hint.3.en
// hadamard: a * b          product: a.matmul(b)
// safe_divide: return {i / j, i.div(j, "floor"), ...};   the rest: i.remainder(j)
//:hint.3.vi
// hadamard: a * b          product: a.matmul(b)
// safe_divide: return {i / j, i.div(j, "floor"), ...};   phần dư: i.remainder(j)
//:predict.down.en What is -7 // 2 in Python (and tensor(-7).div(2, "floor") here)?
//:predict.down.vi Trong Python -7 // 2 bằng bao nhiêu (ở đây là tensor(-7).div(2, "floor"))?
//:predict.exact.en a and b are int64 tensors. Which dtype has a / b?
//:predict.exact.vi a và b là các tensor int64. a / b có dtype nào?
//:label.hadamard.en the elementwise product
//:label.hadamard.vi tích từng phần tử
//:label.square.en the product of square matrices
//:label.square.vi tích của hai ma trận vuông
//:label.product.en the matrix product
//:label.product.vi tích ma trận
//:label.no-product.en a product that does not exist
//:label.no-product.vi một tích không tồn tại
//:label.exact.en the exact quotient
//:label.exact.vi thương chính xác
//:label.rounded.en the quotient rounded down
//:label.rounded.vi thương làm tròn xuống
//:label.large.en the quotient of large numbers, rounded down
//:label.large.vi thương của các số lớn, làm tròn xuống
//:label.rest.en the rest
//:label.rest.vi phần dư
//:label.operands.en the operands after the call
//:label.operands.vi các toán hạng sau lời gọi
//:message.elementwise.en You returned a*b. Row 0 · column 0 should be {sum} = {should}, you have
// {first}.
//:message.elementwise.vi Bạn trả về a*b. Phần tử (0,0) của tích ma trận phải là {sum} = {should},
// bạn có {first}.
//:explain.elementwise.en
// For two square matrices both products exist and have the same shape, so nothing complains. In
// the matrix product one element takes a whole row of a and a whole column of b.
//
//     Tensor a = tensor({{1, 2}, {3, 4}}), b = tensor({{5, 6}, {7, 8}});
//     a * b         // [[5, 12], [21, 32]]
//     a.matmul(b)   // [[19, 22], [43, 50]]: 1*5 + 2*7 = 19
//:explain.elementwise.vi
// Với hai ma trận vuông, cả hai tích đều tồn tại và cùng shape nên không có gì báo lỗi. Trong
// tích ma trận, một phần tử dùng cả một hàng của a và cả một cột của b.
//
//     Tensor a = tensor({{1, 2}, {3, 4}}), b = tensor({{5, 6}, {7, 8}});
//     a * b         // [[5, 12], [21, 32]]
//     a.matmul(b)   // [[19, 22], [43, 50]]: 1*5 + 2*7 = 19
//:message.matrix-product.en You returned the matrix product. The elementwise one has {first} =
// {left} · {right} in row 0, column 0; you have {sum}.
//:message.matrix-product.vi Bạn trả về tích ma trận. Tích từng phần tử có {first} = {left} ·
// {right} ở hàng 0, cột 0; bạn có {sum}.
//:explain.matrix-product.en
// The elementwise (Hadamard) product never mixes places: element [i][k] of the result knows only
// a[i][k] and b[i][k]. It exists for tensors of any shape, as long as both have the same.
//
//     Tensor a = tensor({{1, 2}, {3, 4}}), b = tensor({{5, 6}, {7, 8}});
//     a * b         // [[5, 12], [21, 32]]: 1*5 = 5
//     a.matmul(b)   // [[19, 22], [43, 50]]
//:explain.matrix-product.vi
// Tích từng phần tử (Hadamard) không bao giờ trộn các vị trí: phần tử [i][k] của kết quả chỉ biết
// a[i][k] và b[i][k]. Nó tồn tại với mọi shape, miễn là hai tensor cùng shape.
//
//     Tensor a = tensor({{1, 2}, {3, 4}}), b = tensor({{5, 6}, {7, 8}});
//     a * b         // [[5, 12], [21, 32]]: 1*5 = 5
//     a.matmul(b)   // [[19, 22], [43, 50]]
//:message.swapped.en You returned b times a. The order of the factors matters: a·b has {should}
// in row 0, column 0, and b·a has {first}.
//:message.swapped.vi Bạn trả về b nhân a. Thứ tự các thừa số có ý nghĩa: a·b có {should} ở hàng
// 0, cột 0, còn b·a có {first}.
//:explain.swapped.en
// For numbers a*b = b*a, for matrices not. a.matmul(b) takes rows of the first and columns of the
// second. With shapes [2, 3] and [3, 4] the other order is an error; with square ones it is
// silent.
//
//     Tensor a = tensor({{1, 2}, {3, 4}}), b = tensor({{5, 6}, {7, 8}});
//     a.matmul(b)   // [[19, 22], [43, 50]]
//     b.matmul(a)   // [[23, 34], [31, 46]]
//:explain.swapped.vi
// Với các số thì a*b = b*a, với ma trận thì không. a.matmul(b) lấy hàng của thừa số đầu và cột
// của thừa số sau. Với shape [2, 3] và [3, 4], đổi thứ tự là lỗi; với ma trận vuông thì im lặng.
//
//     Tensor a = tensor({{1, 2}, {3, 4}}), b = tensor({{5, 6}, {7, 8}});
//     a.matmul(b)   // [[19, 22], [43, 50]]
//     b.matmul(a)   // [[23, 34], [31, 46]]
//:message.forced-fit.en {a} times {b} is no matrix product (columns of a: {columns}, rows of b:
// {rows}). You transposed a factor until it fitted; the result, shape {shape}, answers another
// question.
//:message.forced-fit.vi {a} nhân {b} không phải là tích ma trận (a có số cột {columns}, b có số
// hàng {rows}). Bạn đã chuyển vị một thừa số cho khớp; kết quả, shape {shape}, trả lời một câu
// hỏi khác.
//:explain.forced-fit.en
// An error about shapes says that two things do not mean what you think: rows of samples, columns
// of features. Transposing until the message disappears gives numbers without a meaning. Where a
// transpose is right, the caller knows it and writes it.
//
//     Tensor a = ones({2, 3}), b = ones({2, 3});
//     a.matmul(b)       // throws: mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)
//     a.matmul(b.t())   // [2, 2]: every row of a with every row of b, another thing
//:explain.forced-fit.vi
// Lỗi về shape nói rằng hai thứ không có nghĩa như bạn tưởng: hàng là mẫu, cột là đặc trưng. Cứ
// chuyển vị cho tới khi hết lỗi thì được những con số vô nghĩa. Ở đâu cần chuyển vị, người gọi
// biết điều đó và tự viết ra.
//
//     Tensor a = ones({2, 3}), b = ones({2, 3});
//     a.matmul(b)       // báo lỗi: mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)
//     a.matmul(b.t())   // [2, 2]: mọi hàng của a với mọi hàng của b, một thứ khác
//:message.fraction-lost.en {i} divided by {j} is {exact}, you have {first}: the fraction is lost.
// The operator / keeps it, also between int64 tensors.
//:message.fraction-lost.vi {i} chia {j} là {exact}, bạn có {first}: phần lẻ đã mất. Toán tử / giữ
// lại phần lẻ, kể cả giữa hai tensor int64.
//:explain.fraction-lost.en
// In C++ 3 / 2 is 1. Between tensors / is always the exact division, as in Python, and its result
// is float32 when both are whole. Only div with a rounding mode stays in whole numbers.
//
//     tensor({3}) / tensor({2})               // [1.5], float32
//     tensor({3}).div(tensor({2}), "floor")   // [1], int64
//:explain.fraction-lost.vi
// Trong C++, 3 / 2 là 1. Giữa các tensor, / luôn là phép chia chính xác như trong Python, và kết
// quả là float32 khi cả hai đều nguyên. Chỉ div với kiểu làm tròn mới ở lại trong số nguyên.
//
//     tensor({3}) / tensor({2})               // [1.5], float32
//     tensor({3}).div(tensor({2}), "floor")   // [1], int64
//:message.trunc.en {i}//{j} rounds down to {down}, not toward zero: {first}.
//:message.trunc.vi {i}//{j} làm tròn xuống thành {down}, không phải về phía số không: {first}.
//:explain.trunc.en
// There are two ways to drop a fraction, and they differ for negative quotients: C++ cuts it off
// (toward zero), Python goes down to the next smaller number. Down has the nicer rule: with rest
// = i - rounded * j, the rest always has the sign of j, so i % 10 is a digit for every i.
//
//     -7 / 2                                   // C++: -3
//     tensor({-7}).div(tensor({2}), "trunc")   // [-3]
//     tensor({-7}).div(tensor({2}), "floor")   // [-4]
//:explain.trunc.vi
// Có hai cách bỏ phần lẻ, và chúng khác nhau khi thương âm: C++ cắt đi (về phía số không), Python
// đi xuống số nguyên nhỏ hơn kế tiếp. Cách đi xuống có quy tắc đẹp hơn: với rest = i - rounded *
// j, phần dư luôn cùng dấu với j, nên i % 10 là một chữ số với mọi i.
//
//     -7 / 2                                   // C++: -3
//     tensor({-7}).div(tensor({2}), "trunc")   // [-3]
//     tensor({-7}).div(tensor({2}), "floor")   // [-4]
//:message.through-float.en {i} divided by {j} is {exact}, you have {first}: float32 holds whole
// numbers only up to 2^24 without a gap. Divide whole numbers as whole numbers.
//:message.through-float.vi {i} chia {j} là {exact}, bạn có {first}: float32 chỉ chứa đủ mọi số
// nguyên tới 2^24. Hãy chia số nguyên bằng phép chia số nguyên.
//:explain.through-float.en
// i / j makes float32, which has 24 bits for the digits of a number. Above 2^24 = 16777216 only
// every second whole number is there, above 2^25 every fourth. floor() afterwards comes too late.
//
//     Tensor i = tensor({50331651}), j = tensor({3});
//     (i / j).floor().to(kInt64)   // [16777218]
//     i.div(j, "floor")            // [16777217]
//:explain.through-float.vi
// i / j cho ra float32, loại số có 24 bit cho các chữ số. Trên 2^24 = 16777216, cứ hai số nguyên
// mới có một số, trên 2^25 thì bốn số mới có một. Gọi floor() sau đó thì đã muộn.
//
//     Tensor i = tensor({50331651}), j = tensor({3});
//     (i / j).floor().to(kInt64)   // [16777218]
//     i.div(j, "floor")            // [16777217]
//:message.c-remainder.en {i} by {j} leaves {rest}, you have {first}: that is C++'s remainder, the
// one that belongs to rounding toward zero.
//:message.c-remainder.vi {i} chia {j} dư {rest}, bạn có {first}: đó là phần dư của C++, đi với
// cách làm tròn về phía số không.
//:explain.c-remainder.en
// Quotient and rest belong together: i = rounded * j + rest. With rounding down the rest has the
// sign of j, with rounding toward zero the sign of i. fmod (and % in C++) is the second kind.
//
//     tensor({-7}).remainder(tensor({2}))   // [1]:  -7 = -4 * 2 + 1
//     tensor({-7}).fmod(tensor({2}))        // [-1]: -7 = -3 * 2 - 1
//:explain.c-remainder.vi
// Thương và dư đi với nhau: i = rounded * j + rest. Làm tròn xuống thì dư cùng dấu với j, làm
// tròn về phía số không thì dư cùng dấu với i. fmod (và % trong C++) là loại thứ hai.
//
//     tensor({-7}).remainder(tensor({2}))   // [1]:  -7 = -4 * 2 + 1
//     tensor({-7}).fmod(tensor({2}))        // [-1]: -7 = -3 * 2 - 1
//:message.in-place.en The first operand changed: before {before}, now {after}. A name that ends
// in _ writes into the tensor that it is called on.
//:message.in-place.vi Toán hạng thứ nhất đã thay đổi: trước là {before}, giờ là {after}. Phép
// toán có tên kết thúc bằng _ ghi vào chính tensor mà nó được gọi.
//:explain.in-place.en
// `const Tensor&` does not protect the numbers: a Tensor is a handle, and const keeps the handle
// from being exchanged, not the memory from being written. So mul_ compiles, and the caller's
// data is gone.
//
//     Tensor a = tensor({1, 2}), b = tensor({3, 4});
//     a.mul(b);    // a new tensor [3, 8]; a is still [1, 2]
//     a.mul_(b);   // a itself is [3, 8] now
//:explain.in-place.vi
// `const Tensor&` không bảo vệ các con số: Tensor là một tay nắm (handle), const chỉ giữ cho tay
// nắm không bị thay, chứ không giữ cho bộ nhớ không bị ghi. Vì vậy mul_ vẫn biên dịch được, và dữ
// liệu của người gọi mất luôn.
//
//     Tensor a = tensor({1, 2}), b = tensor({3, 4});
//     a.mul(b);    // tensor mới [3, 8]; a vẫn là [1, 2]
//     a.mul_(b);   // giờ chính a là [3, 8]
//:message.not-rounded.en {got} are the exact quotients, dtype float32. div rounds only when you say
// how: div(j, "floor").
//:message.not-rounded.vi {got} là các thương chính xác, dtype float32. div chỉ làm tròn khi bạn nói
// rõ cách: div(j, "floor").
//:explain.not-rounded.en
// i.div(j) is another way to write i / j. The rounding is a second argument, a text in quotes; then
// whole numbers stay whole numbers.
//
//     Tensor i = tensor({-7}), j = tensor({2});
//     i.div(j)            // [-3.5], float32
//     i.div(j, "floor")   // [-4], int64
//:explain.not-rounded.vi
// i.div(j) chỉ là cách viết khác của i / j. Cách làm tròn là đối số thứ hai, một chuỗi trong dấu
// nháy; khi đó số nguyên vẫn là số nguyên.
//
//     Tensor i = tensor({-7}), j = tensor({2});
//     i.div(j)            // [-3.5], float32
//     i.div(j, "floor")   // [-4], int64
//:message.rest-for-rounded.en {got} are the rests. The order in return {..., ..., ...} is exact,
// rounded, rest.
//:message.rest-for-rounded.vi {got} là các phần dư. Thứ tự trong return {..., ..., ...} là exact,
// rounded, rest.
//:explain.rest-for-rounded.en
// Braces fill the members of a struct in the order in which it declares them, without looking at
// names. Two members of the same type change places without a word. Naming them is safer:
//
//     Division d;
//     d.exact = i / j;
//     d.rounded = i.div(j, "floor");
//     d.rest = i.remainder(j);
//     return d;
//:explain.rest-for-rounded.vi
// Dấu ngoặc nhọn điền các thành viên của struct theo thứ tự khai báo, không nhìn tên. Hai thành
// viên cùng kiểu đổi chỗ cho nhau mà không có gì báo lỗi. Gọi đích danh thì chắc hơn:
//
//     Division d;
//     d.exact = i / j;
//     d.rounded = i.div(j, "floor");
//     d.rest = i.remainder(j);
//     return d;
//:message.quotient-subtracted.en {got} is i - rounded. The rest is i - rounded * j: how often j went
// into i must be multiplied by j.
//:message.quotient-subtracted.vi {got} là i - rounded. Phần dư là i - rounded * j: phải nhân số lần
// với j rồi mới trừ.
//:explain.quotient-subtracted.en
// 17 by 5 goes 3 times; what these 3 times used up is 3 * 5 = 15, and 2 is left.
//
//     Tensor i = tensor({17}), j = tensor({5});
//     i - i.div(j, "floor")       // [14]
//     i - i.div(j, "floor") * j   // [2]
//     i.remainder(j)              // [2]
//:explain.quotient-subtracted.vi
// 17 chia 5 được 3 lần; 3 lần đó dùng hết 3 * 5 = 15, còn dư 2.
//
//     Tensor i = tensor({17}), j = tensor({5});
//     i - i.div(j, "floor")       // [14]
//     i - i.div(j, "floor") * j   // [2]
//     i.remainder(j)              // [2]
//:message.transposed-factor.en You transposed a factor: {got} is another product. matmul itself takes
// rows of a and columns of b; row 0, column 0 should be {sum} = {should}.
//:message.transposed-factor.vi Bạn đã chuyển vị một thừa số: {got} là một tích khác. matmul vốn đã lấy
// hàng của a và cột của b; phần tử (0,0) phải là {sum} = {should}.
//:explain.transposed-factor.en
// Whoever thinks "a row times a column" may want to turn b first. matmul does it already: element
// [i][k] is row i of a times column k of b. With square matrices the extra t() is silent.
//
//     Tensor a = tensor({{1, 2}, {3, 4}}), b = tensor({{5, 6}, {7, 8}});
//     a.matmul(b)       // [[19, 22], [43, 50]]
//     a.matmul(b.t())   // [[17, 23], [39, 53]]: rows of a with rows of b
//:explain.transposed-factor.vi
// Nghĩ "hàng nhân cột" thì dễ muốn xoay b trước. matmul đã làm việc đó: phần tử [i][k] là hàng i
// của a nhân cột k của b. Với ma trận vuông, t() thừa ra không gây lỗi nào.
//
//     Tensor a = tensor({{1, 2}, {3, 4}}), b = tensor({{5, 6}, {7, 8}});
//     a.matmul(b)       // [[19, 22], [43, 50]]
//     a.matmul(b.t())   // [[17, 23], [39, 53]]: hàng của a với hàng của b

//:code
#include "gradlab/lab/part1/ex_1_03.h"

namespace ex_1_03 {

Tensor hadamard(const Tensor& a, const Tensor& b) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return a * b;
  //:wrong MATRIX_PRODUCT 1.03/matrix-product
  return a.matmul(b);
  //:wrong IN_PLACE 1.03/in-place
  return a.mul_(b).clone();
  //:end
}

Tensor product(const Tensor& a, const Tensor& b) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return a.matmul(b);
  //:wrong ELEMENTWISE 1.03/elementwise
  return a * b;
  //:wrong ELEMENTWISE_B 1.03/elementwise
  if (a.sizes() != b.sizes()) return a.matmul(b);
  Tensor result = a.clone();
  for (int64_t row = 0; row < a.size(0); ++row) {
    for (int64_t column = 0; column < a.size(1); ++column) {
      result[row][column] = a[row][column] * b[row][column];
    }
  }
  return result;
  //:wrong SWAPPED 1.03/swapped
  return b.matmul(a);
  //:wrong FORCED_FIT 1.03/forced-fit
  if (a.size(1) != b.size(0)) return a.matmul(b.t());
  return a.matmul(b);
  //:wrong FORCED_FIT_B 1.03/forced-fit
  return a.size(1) == b.size(0) ? a.matmul(b) : a.t().matmul(b);
  //:wrong TRANSPOSED_FACTOR 1.03/transposed-factor
  return a.matmul(b.t());
  //:wrong TRANSPOSED_FACTOR_B 1.03/transposed-factor
  return a.t().matmul(b);
  //:end
}

Division safe_divide(const Tensor& i, const Tensor& j) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return {i / j, i.div(j, "floor"), i.remainder(j)};
  //:wrong FRACTION_LOST 1.03/fraction-lost
  return {i.div(j, "floor"), i.div(j, "floor"), i.remainder(j)};
  //:wrong FRACTION_LOST_B 1.03/fraction-lost
  return {i.div(j, "trunc"), i.div(j, "floor"), i.remainder(j)};
  //:wrong TRUNC 1.03/trunc
  return {i / j, i.div(j, "trunc"), i.remainder(j)};
  //:wrong TRUNC_B 1.03/trunc
  Tensor quotient = i.clone();
  for (int64_t at = 0; at < i.numel(); ++at) {
    quotient[at] = i[at].item<int64_t>() / j[at].item<int64_t>();
  }
  return {i / j, quotient, i - quotient * j};
  //:wrong THROUGH_FLOAT 1.03/through-float
  return {i / j, (i / j).floor().to(kInt64), i.remainder(j)};
  //:wrong C_REMAINDER 1.03/c-remainder
  return {i / j, i.div(j, "floor"), i.fmod(j)};
  //:wrong C_REMAINDER_B 1.03/c-remainder
  return {i / j, i.div(j, "floor"), i - i.div(j, "trunc") * j};
  //:wrong IN_PLACE_B 1.03/in-place
  const Tensor exact = i / j, rest = i.remainder(j);
  return {exact, i.div_(j, "floor").clone(), rest};
  //:wrong NOT_ROUNDED 1.03/not-rounded
  return {i / j, i.div(j), i.remainder(j)};
  //:wrong REST_FOR_ROUNDED 1.03/rest-for-rounded
  return {i / j, i.remainder(j), i.div(j, "floor")};
  //:wrong QUOTIENT_SUBTRACTED 1.03/quotient-subtracted
  return {i / j, i.div(j, "floor"), i - i.div(j, "floor")};
  //:end
}

}  // namespace ex_1_03
