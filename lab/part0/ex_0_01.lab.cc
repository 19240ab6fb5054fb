//:exercise 0.01 core
//:covers "Chương trình được triển khai theo ba phần chính như sau:"
//:title.en Hello, lab
//:title.vi Xin chào
//:text.en
// The lab goes through three parts: tensors, autograd, models and training. Every exercise is one
// small file of yours; this one is my/ex_0_01.cc. You always work in the same cycle:
//
// 1. Edit. Open the file. A line with todo() stands where something is still to be written: put
//    your own code in place of that whole line.
// 2. Save. That is all: the file is compiled and checked by itself.
// 3. Read the verdict. "todo": the line with todo() is still there. "fail": it shows what your
//    function gave, what was expected and, where the lab knows it, why. "pass": done, go on.
// 4. Stuck? Press h for a hint: there are three, and each tells more than the one before. Press e
//    for the long explanation of a verdict. A wrong answer costs nothing: edit, save, read again.
//
// Some exercises ask you to predict a result first. Guess, then compare: nobody grades the guess.
//
// Your task: answer() takes nothing and returns the whole number 42.
//:text.vi
// Bài lab có ba phần: tensor, autograd, mô hình và huấn luyện. Mỗi bài tập là một tệp nhỏ của
// bạn; bài này là my/ex_0_01.cc. Bạn luôn làm theo một vòng lặp:
//
// 1. Sửa. Mở tệp. Chỗ nào còn phải viết thì ở đó có một dòng gọi todo(): hãy thay cả dòng đó bằng
//    mã của bạn.
// 2. Lưu. Chỉ vậy thôi: tệp sẽ tự được biên dịch và kiểm tra.
// 3. Đọc kết quả. "todo": dòng có todo() vẫn còn đó. "fail": bạn thấy hàm của mình trả về gì, đáp
//    số phải là gì và, nếu lab nhận ra, vì sao. "pass": xong, sang bài tiếp theo.
// 4. Bị kẹt? Nhấn h để xem gợi ý: có ba gợi ý, cái sau nói rõ hơn cái trước. Nhấn e để đọc phần
//    giải thích dài của kết quả. Sai không mất gì cả: sửa, lưu, rồi đọc lại.
//
// Một số bài hỏi bạn dự đoán kết quả trước. Hãy đoán rồi so sánh: không ai chấm điểm dự đoán.
//
// Nhiệm vụ: answer() không nhận gì và trả về số nguyên 42.
//:know.en The cycle: edit, save, read the verdict; h when you are stuck.
//:know.vi Vòng lặp làm bài: sửa, lưu, đọc kết quả; nhấn h khi bị kẹt.
//:hint.1.en How does a C++ function hand a number to whoever called it?
//:hint.1.vi Trong C++, một hàm đưa một con số cho nơi gọi nó bằng cách nào?
//:hint.2.en Look at the one line in the body of answer(): `return lab::todo();`. Keep `return`
// and the semicolon; something else stands between them.
//:hint.2.vi Nhìn dòng duy nhất trong thân hàm answer(): `return lab::todo();`. Giữ lại `return`
// và dấu chấm phẩy; ở giữa phải là thứ khác.
//:hint.3.en
// int answer() {
//   return /* the number */;
// }
//:hint.3.vi
// int answer() {
//   return /* con số */;
// }
//:predict.half.en answer() returns an int. Which number would `return 85 / 2;` hand back?
//:predict.half.vi answer() trả về một int. Vậy `return 85 / 2;` sẽ trả về số nào?
//:label.answer.en what answer() returns
//:label.answer.vi giá trị answer() trả về
//:message.zero.en answer() returned {got}: your {expected}, if there was one, did not come back.
// Printing a number or keeping it in a variable is not returning it.
//:message.zero.vi answer() trả về {got}: số {expected} của bạn, nếu có, đã không quay về nơi gọi.
// In một số ra hay cất nó vào một biến không phải là trả về nó.
//:explain.zero.en
// The check calls answer() and looks at one thing: the value after `return`. What the function
// prints is shown to you, but it is not the answer; and a variable is gone when the function
// ends.
//
//     int answer() {
//       std::printf("42\n");   // appears on the screen
//       return 0;              // and this is the answer: 0
//     }
//
// Write the number itself after `return`.
//:explain.zero.vi
// Phần kiểm tra gọi answer() và chỉ nhìn một thứ: giá trị đứng sau `return`. Những gì hàm in ra
// vẫn được hiện cho bạn xem, nhưng đó không phải là đáp số; còn biến thì mất đi khi hàm kết thúc.
//
//     int answer() {
//       std::printf("42\n");   // hiện trên màn hình
//       return 0;              // còn đây mới là đáp số: 0
//     }
//
// Hãy viết chính con số đó sau `return`.
//:message.reversed.en {got} has the right digits in the wrong order: {expected} was asked for.
//:message.reversed.vi {got} có đúng các chữ số nhưng sai thứ tự: đề bài hỏi {expected}.
//:explain.reversed.en
// A slip of the fingers, and a good first look at how the lab works: it does not only say
// "wrong". It tries the mistakes that people make, and if one of them gives exactly your number,
// it tells you which.
//
//     return 24;   // the digits of the answer, read from the right
//
// Swap the digits and save.
//:explain.reversed.vi
// Chỉ là gõ nhầm, nhưng cho bạn thấy ngay cách lab làm việc: nó không chỉ nói "sai". Nó thử những
// lỗi mà người học hay mắc, và nếu một lỗi cho ra đúng con số của bạn thì nó nói đó là lỗi nào.
//
//     return 24;   // các chữ số của đáp số, đọc từ phải sang trái
//
// Hãy đổi chỗ hai chữ số rồi lưu lại.
//:message.characters.en {got} is the sum of two character codes ('4' is {four}, '2' is {two}). A
// number is written without quotes.
//:message.characters.vi {got} là tổng mã của hai ký tự ('4' là {four}, '2' là {two}). Số thì viết
// không có dấu nháy.
//:explain.characters.en
// In C++ '4' in single quotes is a character, and a character is a small number: its code, 52. So
// characters can be added without any complaint of the compiler.
//
//     return '4' + '2';   // 52 + 50 = 102
//     return 42;          // the number
//:explain.characters.vi
// Trong C++, '4' trong dấu nháy đơn là một ký tự, và một ký tự là một số nhỏ: mã của nó, 52. Vì
// vậy cộng các ký tự với nhau thì trình biên dịch không phàn nàn gì.
//
//     return '4' + '2';   // 52 + 50 = 102
//     return 42;          // con số
//:message.printed.en {got} is what printf returns: how many characters it printed. The {expected}
// went to the screen, not to the caller.
//:message.printed.vi {got} là giá trị mà printf trả về: nó đã in bao nhiêu ký tự. Còn {expected} thì
// ra màn hình chứ không quay về nơi gọi.
//:explain.printed.en
// Printing shows a number to you; returning hands it to the code that called. And a function that
// ends without `return` gives whatever happens to lie in a register, often the result of the last
// call: C++ does not define it, the compiler only warns.
//
//     std::printf("42\n");   // prints three characters (the line end is one) and returns 3
//     return 42;             // hands back 42
//:explain.printed.vi
// In ra là cho bạn xem một con số; còn return là đưa nó cho đoạn mã đã gọi hàm. Một hàm kết thúc mà
// không có `return` thì trả về thứ tình cờ nằm trong thanh ghi, thường là kết quả của lời gọi cuối:
// C++ không quy định gì, trình biên dịch chỉ cảnh báo.
//
//     std::printf("42\n");   // in ba ký tự (dấu xuống dòng là một) và trả về 3
//     return 42;             // đưa lại số 42
//:message.other-number.en answer() returned {got}, but {expected} was asked for. Read the task at
// the top of your file once more.
//:message.other-number.vi answer() trả về {got}, còn đề bài hỏi {expected}. Hãy đọc lại nhiệm vụ ở
// đầu tệp của bạn.
//:explain.other-number.en
// The number came back, so the function works; it is only not the one that the task names. Every
// verdict shows both: what was given and what was expected. Compare these two first.
//
//     return 41;   // given 41, expected 42
//:explain.other-number.vi
// Con số đã quay về, vậy hàm chạy đúng; chỉ là nó không phải con số mà đề bài nêu. Kết quả kiểm tra
// nào cũng cho thấy cả hai: nhận được gì và cần gì. Trước hết hãy so sánh hai thứ đó.
//
//     return 41;   // nhận được 41, cần 42

//:code
#include "gradlab/lab/part0/ex_0_01.h"

#include <cstdio>

namespace ex_0_01 {

int answer() {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return 42;
  //:wrong ZERO 0.01/zero
  std::printf("42\n");
  return 0;
  //:wrong ZERO_B 0.01/zero
  int result = 0;
  for (int number = 1; number <= 42; ++number) int result = number;
  return result;
  //:wrong REVERSED 0.01/reversed
  return 24;
  //:wrong REVERSED_B 0.01/reversed
  const int tens = 2, ones = 4;
  return 10 * tens + ones;
  //:wrong CHARACTERS 0.01/characters
  return '4' + '2';
  //:wrong PRINTED 0.01/printed
  return std::printf("42\n");
  //:wrong PRINTED_B 0.01/printed
  const int characters = std::printf("42");
  return characters;
  //:wrong OTHER_NUMBER 0.01/other-number
  return 41;
  //:wrong OTHER_NUMBER_B 0.01/other-number
  return 85 / 2 + 1;
  //:end
}

}  // namespace ex_0_01
