//:exercise 1.01 core
//:covers "Khởi tạo Tensor từ danh sách Python và bằng các hàm tạo sẵn của PyTorch."
//:title.en Creating tensors
//:title.vi Tạo tensor
//:text.en
// A tensor is a block of numbers with a shape (how many along each axis) and a dtype (what kind
// of number). You make one from a list, or with a function that fills it:
//
//     tensor({1, 2, 3})             // [1, 2, 3], int64: all are whole numbers
//     tensor({1.0, 2.5})            // [1, 2.5], float32: at least one decimal point
//     tensor({1, 2, 3}, kFloat32)   // the dtype is said: float32
//     zeros({2, 3})                 // shape [2, 3], all 0, float32
//     ones({2, 3}, kInt64)          // shape [2, 3], all 1, int64
//     full({2, 3}, 7.5)             // shape [2, 3], all 7.5; the dtype is that of the number
//     arange(0, 10, 3)              // start, end, step: 0, 3, 6, 9; int64, for all are whole
//     arange(6, 0, -2)              // a negative step goes down: 6, 4, 2
//     linspace(0, 1, 5)             // start, end, how many: 0, 0.25, 0.5, 0.75, 1; float32
//
// zeros, ones and linspace make float32 if nothing is said; tensor, full and arange look at the
// numbers. Pay attention to the ends: arange stops before its end, linspace reaches it.
//
// Write seven functions, each one line:
//
// 1. from_list: the tensor [a, b, c], float32 although a, b, c are whole numbers.
// 2. zero_table: zeros of shape [rows, columns], float32.
// 3. ones_to_count: ones of shape [rows, columns], int64.
// 4. constant: shape [rows, columns], `value` everywhere, float32 although value is whole.
// 5. multiples: 0, step, 2 * step, ... less than `end`, int64.
// 6. countdown: start, start - 1, ... down to 0, and 0 is part of it; int64.
// 7. evenly: `count` numbers from low to high at equal distances, both ends included; float32.
//:text.vi
// Tensor là một khối số có shape (mỗi trục có bao nhiêu số) và dtype (loại số). Bạn tạo tensor từ
// một danh sách, hoặc bằng một hàm tạo sẵn:
//
//     tensor({1, 2, 3})             // [1, 2, 3], int64: tất cả là số nguyên
//     tensor({1.0, 2.5})            // [1, 2.5], float32: có dấu chấm thập phân
//     tensor({1, 2, 3}, kFloat32)   // chỉ rõ dtype: float32
//     zeros({2, 3})                 // shape [2, 3], toàn số 0, float32
//     ones({2, 3}, kInt64)          // shape [2, 3], toàn số 1, int64
//     full({2, 3}, 7.5)             // shape [2, 3], toàn 7.5; dtype theo con số
//     arange(0, 10, 3)              // đầu, cuối, bước: 0, 3, 6, 9; int64 vì đều là số nguyên
//     arange(6, 0, -2)              // bước âm thì đi xuống: 6, 4, 2
//     linspace(0, 1, 5)             // đầu, cuối, bao nhiêu số: 0, 0.25, 0.5, 0.75, 1; float32
//
// zeros, ones và linspace tạo float32 nếu không nói gì; tensor, full và arange thì nhìn các con
// số. Chú ý điểm cuối: arange dừng trước điểm cuối, linspace thì lấy cả điểm cuối.
//
// Hãy viết bảy hàm, mỗi hàm một dòng:
//
// 1. from_list: tensor [a, b, c], kiểu float32 dù a, b, c là số nguyên.
// 2. zero_table: toàn số 0, shape [rows, columns], float32.
// 3. ones_to_count: toàn số 1, shape [rows, columns], int64.
// 4. constant: shape [rows, columns], mọi phần tử bằng `value`, float32 dù value là số nguyên.
// 5. multiples: 0, step, 2 * step, ... chừng nào còn nhỏ hơn `end`; int64.
// 6. countdown: start, start - 1, ... xuống tới 0, có cả số 0; int64.
// 7. evenly: `count` số từ low tới high cách đều nhau, lấy cả hai đầu; float32.
//:know.en Whole numbers make int64, a point float32; arange excludes its end, linspace has it.
//:know.vi Toàn số nguyên thì int64, có dấu chấm thì float32; arange bỏ điểm cuối, linspace lấy.
//:hint.1.en Which dtype does a tensor get when every number in its list is whole, and which one
// do gradients need? And is the end of arange in the result?
//:hint.1.vi Khi mọi số trong danh sách đều nguyên thì tensor có dtype nào, và gradient cần dtype
// nào? Điểm cuối của arange có nằm trong kết quả không?
//:hint.2.en tensor, zeros, ones and full take the dtype as their last argument. For countdown,
// arange goes down if its step is negative: to which end must it go so that 0 is still inside?
//:hint.2.vi tensor, zeros, ones và full nhận dtype làm đối số cuối. Với countdown, arange đi
// xuống khi bước là số âm: phải cho nó đi tới điểm cuối nào để số 0 vẫn nằm trong?
//:hint.3.en
// from_list: return tensor({a, b, c}, kFloat32);     constant: full({rows, columns}, value, ...)
// zero_table: zeros({rows, columns})                 ones_to_count: ones(..., kInt64)
// multiples: arange(0, end, step)                    countdown: arange(start, -1, -1)
// evenly: linspace(low, high, count)
//:hint.3.vi
// from_list: return tensor({a, b, c}, kFloat32);     constant: full({rows, columns}, value, ...)
// zero_table: zeros({rows, columns})                 ones_to_count: ones(..., kInt64)
// multiples: arange(0, end, step)                    countdown: arange(start, -1, -1)
// evenly: linspace(low, high, count)
//:predict.list-dtype.en Which dtype has tensor({1, 2, 3})?
//:predict.list-dtype.vi tensor({1, 2, 3}) có dtype nào?
//:predict.arange-count.en How many elements has arange(0, 10, 3)?
//:predict.arange-count.vi arange(0, 10, 3) có bao nhiêu phần tử?
//:label.list.en the tensor [a, b, c]
//:label.list.vi tensor [a, b, c]
//:label.zeros.en the table of zeros
//:label.zeros.vi bảng toàn số 0
//:label.ones.en the table of ones
//:label.ones.vi bảng toàn số 1
//:label.constant.en the table with one value everywhere
//:label.constant.vi bảng mà mọi phần tử đều bằng nhau
//:label.multiples.en the multiples of step less than end
//:label.multiples.vi các bội của step nhỏ hơn end
//:label.countdown.en the numbers from start down to zero
//:label.countdown.vi các số từ start xuống tới số không
//:label.evenly.en the numbers at equal distances
//:label.evenly.vi các số cách đều nhau
//:message.int-dtype.en dtype is int64 because every number that you gave is whole; gradients need
// floating point. Give the dtype: kFloat32.
//:message.int-dtype.vi dtype là int64 vì mọi con số bạn đưa vào đều là số nguyên; muốn tính
// gradient phải dùng số thực. Hãy chỉ rõ dtype: kFloat32.
//:explain.int-dtype.en
// tensor and full look at the numbers that they get. Whole numbers make an int64 tensor: good for
// indices and counts, but a gradient is a limit of tiny steps, and between 1 and 2 an integer has
// no room for them. Asking such a tensor for gradients is an error.
//
//     tensor({1, 2, 3})                    // int64
//     tensor({1., 2., 3.})                 // float32
//     tensor({1, 2, 3}, kFloat32)          // float32
//     tensor({1, 2, 3}, requires_grad())   // throws
//:explain.int-dtype.vi
// tensor và full nhìn vào các con số chúng nhận được. Toàn số nguyên thì ra tensor int64: tốt cho
// chỉ số và phép đếm, nhưng gradient là giới hạn của những bước rất nhỏ, mà giữa 1 và 2 số nguyên
// không có chỗ cho chúng. Đòi gradient từ tensor như vậy sẽ bị báo lỗi.
//
//     tensor({1, 2, 3})                    // int64
//     tensor({1., 2., 3.})                 // float32
//     tensor({1, 2, 3}, kFloat32)          // float32
//     tensor({1, 2, 3}, requires_grad())   // báo lỗi
//:message.values-not-sizes.en {got} is a tensor that *contains* the numbers {rows} and {columns}.
// They are sizes: a table of shape [{rows}, {columns}] was asked for.
//:message.values-not-sizes.vi {got} là một tensor *chứa* các số {rows} và {columns}. Chúng là
// kích thước: đề bài hỏi một bảng có shape [{rows}, {columns}].
//:explain.values-not-sizes.en
// The list that tensor() takes holds the elements themselves. The list that zeros(), ones() and
// full() take holds sizes: how many elements there are along each axis.
//
//     tensor({2, 3})   // the two elements 2 and 3, shape [2]
//     zeros({2, 3})    // six elements, all 0, shape [2, 3]
//     zeros({2})       // two elements, both 0, shape [2]
//:explain.values-not-sizes.vi
// Danh sách đưa cho tensor() là chính các phần tử. Danh sách đưa cho zeros(), ones() và full() là
// kích thước: trên mỗi trục có bao nhiêu phần tử.
//
//     tensor({2, 3})   // hai phần tử 2 và 3, shape [2]
//     zeros({2, 3})    // sáu phần tử, toàn số 0, shape [2, 3]
//     zeros({2})       // hai phần tử, đều bằng 0, shape [2]
//:message.default-dtype.en The ones are float32: a factory makes the default dtype unless one is
// given. To count, give kInt64.
//:message.default-dtype.vi Các số 1 là float32: hàm tạo sẵn dùng dtype mặc định nếu bạn không chỉ
// rõ. Muốn đếm thì ghi kInt64.
//:explain.default-dtype.en
// ones and zeros see no number from which a dtype could be taken, so they make the default dtype,
// float32. A table of labels, indices or counts must say so.
//
//     ones({2, 3})           // float32: 1., 1., 1., ...
//     ones({2, 3}, kInt64)   // int64:   1, 1, 1, ...
//:explain.default-dtype.vi
// ones và zeros không thấy con số nào để suy ra dtype, nên chúng dùng dtype mặc định là float32.
// Một bảng nhãn, chỉ số hay số đếm thì phải ghi rõ.
//
//     ones({2, 3})           // float32: 1., 1., 1., ...
//     ones({2, 3}, kInt64)   // int64:   1, 1, 1, ...
//:message.arange-end.en {end} is not part of arange(0, {end}, {step}): the end is excluded, even
// when a step lands on it.
//:message.arange-end.vi {end} không thuộc arange(0, {end}, {step}): điểm cuối không được tính, kể
// cả khi có bước rơi đúng vào đó.
//:explain.arange-end.en
// arange(start, end, step) gives start, start + step, ... as long as the value is before the end.
// The end itself never belongs to it, even when a step lands exactly there.
//
//     arange(0, 10, 3)   // 0, 3, 6, 9
//     arange(0, 9, 3)    // 0, 3, 6: a step lands on 9, but 9 is the end
//
// The rule is that of a loop: for (int64_t i = 0; i < end; i += step).
//:explain.arange-end.vi
// arange(start, end, step) cho start, start + step, ... chừng nào giá trị còn ở trước điểm cuối.
// Bản thân điểm cuối không bao giờ được tính, kể cả khi có một bước rơi đúng vào đó.
//
//     arange(0, 10, 3)   // 0, 3, 6, 9
//     arange(0, 9, 3)    // 0, 3, 6: có bước rơi vào 9, nhưng 9 là điểm cuối
//
// Quy tắc giống vòng lặp: for (int64_t i = 0; i < end; i += step).
//:message.arange-short.en The last number is missing: your answer has length {count} instead of
// {right}. arange stops *before* its end, so the end must lie one step beyond zero.
//:message.arange-short.vi Thiếu số cuối cùng: kết quả của bạn dài {count} thay vì {right}. arange
// dừng *trước* điểm cuối, nên điểm cuối phải nằm quá số không một bước.
//:explain.arange-short.en
// The same rule as for counting up: the end is excluded. Going down from 5 with end 0, the last
// number is 1. To have 0 inside, the end must be the next number after it: -1.
//
//     arange(5, 0, -1)    // 5, 4, 3, 2, 1
//     arange(5, -1, -1)   // 5, 4, 3, 2, 1, 0
//:explain.arange-short.vi
// Vẫn quy tắc như khi đếm lên: điểm cuối không được tính. Đếm xuống từ 5 với điểm cuối 0 thì số
// cuối cùng là 1. Muốn có số 0, điểm cuối phải là số đứng ngay sau nó: -1.
//
//     arange(5, 0, -1)    // 5, 4, 3, 2, 1
//     arange(5, -1, -1)   // 5, 4, 3, 2, 1, 0
//:message.high-missing.en {high} is missing: to reach it, the distance from {low} to {high} must
// be divided by {gaps}, not by {count}. linspace includes both ends.
//:message.high-missing.vi Thiếu {high}: muốn tới đó, phải chia khoảng từ {low} tới {high} cho
// {gaps} chứ không cho {count}. linspace lấy cả hai đầu.
//:explain.high-missing.en
// Five posts in a row have four gaps between them. With arange you choose the step, and the end
// is excluded; with linspace you choose how many numbers there are, and both ends are included.
//
//     arange(0., 1., 0.2)   // 0, 0.2, 0.4, 0.6, 0.8: step 1/5, and 1 is missing
//     linspace(0, 1, 5)     // 0, 0.25, 0.5, 0.75, 1: step 1/4
//
// A second reason for linspace: with a fractional step, rounding can give arange one number more.
//:explain.high-missing.vi
// Năm cái cọc xếp thành hàng thì có bốn khoảng cách ở giữa. Với arange, bạn chọn bước và điểm
// cuối không được tính; với linspace, bạn chọn có bao nhiêu số và cả hai đầu đều được lấy.
//
//     arange(0., 1., 0.2)   // 0, 0.2, 0.4, 0.6, 0.8: bước 1/5, và thiếu số 1
//     linspace(0, 1, 5)     // 0, 0.25, 0.5, 0.75, 1: bước 1/4
//
// Còn một lý do để dùng linspace: với bước lẻ, sai số làm tròn có thể khiến arange thừa một số.
//:message.upwards.en These are the right numbers, but counted up: {expected} was asked for. A
// negative step goes down.
//:message.upwards.vi Các số đúng, nhưng bạn đếm lên: đề bài hỏi {expected}. Bước âm thì đi xuống.
//:explain.upwards.en
// A tensor is a sequence: the same numbers in another order are another tensor. arange goes from
// its first argument towards its second, so a countdown begins with the largest number.
//
//     arange(0, 4)        // 0, 1, 2, 3
//     arange(3, -1, -1)   // 3, 2, 1, 0
//:explain.upwards.vi
// Tensor là một dãy có thứ tự: cùng các số đó mà thứ tự khác thì là tensor khác. arange đi từ đối
// số thứ nhất về phía đối số thứ hai, nên đếm ngược phải bắt đầu bằng số lớn nhất.
//
//     arange(0, 4)        // 0, 1, 2, 3
//     arange(3, -1, -1)   // 3, 2, 1, 0
//:message.step-sign.en Without a third argument the step is +1, and going up from {start} you never
// reach an end that lies below. Give the step -1.
//:message.step-sign.vi Không có đối số thứ ba thì bước là +1, mà từ {start} đi lên thì không bao giờ
// tới được điểm cuối nằm ở dưới. Hãy cho bước -1.
//:explain.step-sign.en
// arange(start, end) has the step 1. If the end lies on the other side, arange throws: "upper bound
// and larger bound inconsistent with step sign", that is: the step goes away from the end.
//
//     arange(3, -1)       // throws
//     arange(3, -1, -1)   // 3, 2, 1, 0
//:explain.step-sign.vi
// arange(start, end) có bước 1. Nếu điểm cuối nằm ở phía bên kia thì arange báo lỗi: "upper bound
// and larger bound inconsistent with step sign", nghĩa là bước đi xa dần điểm cuối.
//
//     arange(3, -1)       // báo lỗi
//     arange(3, -1, -1)   // 3, 2, 1, 0
//:message.end-for-step.en arange(0, {step}, {end}) ends at {step} and takes steps of {end}. The order
// is start, end, step.
//:message.end-for-step.vi arange(0, {step}, {end}) dừng ở {step} và mỗi bước đi {end}. Thứ tự là đầu,
// cuối, bước.
//:explain.end-for-step.en
// The step is the last argument, for it is the one that may be left out.
//
//     arange(0, 10, 3)   // 0, 3, 6, 9
//     arange(0, 3, 10)   // 0: the first step already leaves the range
//:explain.end-for-step.vi
// Bước là đối số cuối cùng, vì nó là đối số được phép bỏ trống.
//
//     arange(0, 10, 3)   // 0, 3, 6, 9
//     arange(0, 3, 10)   // 0: bước đầu tiên đã ra khỏi khoảng
//:message.step-for-count.en The third argument of linspace is how many numbers there are, here
// {count}. You gave it the distance {step}, as for arange.
//:message.step-for-count.vi Đối số thứ ba của linspace là có bao nhiêu số, ở đây là {count}. Bạn lại
// đưa khoảng cách {step}, như với arange.
//:explain.step-for-count.en
// arange takes the distance and finds how many; linspace takes how many and finds the distance. C++
// even drops the fraction of your distance without a word, for the count is a whole number.
//
//     arange(0., 1., 0.25)   // 0, 0.25, 0.5, 0.75
//     linspace(0, 1, 0.25)   // no number at all: 0.25 becomes the count 0
//     linspace(0, 1, 5)      // 0, 0.25, 0.5, 0.75, 1
//:explain.step-for-count.vi
// arange nhận khoảng cách rồi tự biết có bao nhiêu số; linspace nhận số lượng rồi tự tính khoảng
// cách. C++ còn lặng lẽ bỏ phần lẻ của khoảng cách, vì số lượng là số nguyên.
//
//     arange(0., 1., 0.25)   // 0, 0.25, 0.5, 0.75
//     linspace(0, 1, 0.25)   // không có số nào: 0.25 thành số lượng 0
//     linspace(0, 1, 5)      // 0, 0.25, 0.5, 0.75, 1

//:code
#include "gradlab/lab/part1/ex_1_01.h"

namespace ex_1_01 {

Tensor from_list(int64_t a, int64_t b, int64_t c) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return tensor({a, b, c}, kFloat32);
  //:wrong INT_DTYPE 1.01/int-dtype
  return tensor({a, b, c});
  //:end
}

Tensor zero_table(int64_t rows, int64_t columns) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return zeros({rows, columns});
  //:wrong VALUES 1.01/values-not-sizes
  return tensor({rows, columns});
  //:end
}

Tensor ones_to_count(int64_t rows, int64_t columns) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return ones({rows, columns}, kInt64);
  //:wrong DEFAULT_DTYPE 1.01/default-dtype
  return ones({rows, columns});
  //:wrong VALUES_B 1.01/values-not-sizes
  const std::vector<int64_t> sizes = {rows, columns};
  return tensor(sizes);
  //:end
}

Tensor constant(int64_t rows, int64_t columns, int64_t value) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return full({rows, columns}, value, kFloat32);
  //:wrong INT_DTYPE_B 1.01/int-dtype
  return full({rows, columns}, value);
  //:end
}

Tensor multiples(int64_t step, int64_t end) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return arange(0, end, step);
  //:wrong ARANGE_END 1.01/arange-end
  return arange(0, end + 1, step);
  //:wrong ARANGE_END_B 1.01/arange-end
  std::vector<int64_t> numbers;
  for (int64_t number = 0; number <= end; number += step) numbers.push_back(number);
  return tensor(numbers);
  //:wrong END_FOR_STEP 1.01/end-for-step
  return arange(0, step, end);
  //:end
}

Tensor countdown(int64_t start) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return arange(start, -1, -1);
  //:wrong ARANGE_SHORT 1.01/arange-short
  return arange(start, 0, -1);
  //:wrong UPWARDS 1.01/upwards
  return arange(0, start + 1);
  //:wrong STEP_SIGN 1.01/step-sign
  return arange(start, -1);
  //:wrong STEP_SIGN_B 1.01/step-sign
  return arange(start, 0);
  //:end
}

Tensor evenly(double low, double high, int64_t count) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return linspace(low, high, count);
  //:wrong HIGH_MISSING 1.01/high-missing
  return arange(low, high, (high - low) / count);
  //:wrong HIGH_MISSING_B 1.01/high-missing
  return low + (high - low) / count * arange(count);
  //:wrong STEP_FOR_COUNT 1.01/step-for-count
  return linspace(low, high, static_cast<int64_t>((high - low) / (count - 1)));
  //:end
}

}  // namespace ex_1_01
