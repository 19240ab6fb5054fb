//:exercise 2.05 core
//:covers "Minh họa lỗi xảy ra khi gọi backward() hai lần liên tiếp trên cùng một computational graph."
//:covers "Khi gọi backward() hai lần liên tiếp, PyTorch báo lỗi đúng như thiết kế do computational graph đã bị giải phóng."
//:covers "Khó khăn: Lỗi khi gọi backward() nhiều lần gây nhầm lẫn ban đầu."
//:title.en backward() twice
//:title.vi backward() hai lần
//:text.en
// "Trying to backward through the graph a second time": everybody meets this error. Here you
// cause it on purpose, catch it, and find out when it does *not* come.
//
// Many operations need values for their derivative: x * x needs its factors, exp its own result.
// The graph saves them during the forward pass, and backward() frees them as it goes, to give the
// memory back. A second pass does not find them and throws GraphFreedError. x.grad() then still
// has the gradient of the first pass, unchanged. An operation whose derivative needs no value,
// such as x + 2, saves nothing, so nothing can be missing.
//
//     try {
//       y.backward();
//     } catch (const GraphFreedError& e) {
//       std::cout << e.what();   // PyTorch's sentence; then which node, created and freed where
//     }
//
// 1. try_twice: compute y = f(x) once and call y.backward() two times. Fill in threw, error and
//    grad (a clone of x.grad() after both). Catch only a GraphFreedError of the second pass: any
//    other error, and any error of the first pass, is not what you wait for and must get out.
// 2. second_pass_throws: for each of twelve operations (see the header), true or false. Ask what
//    its derivative needs, write down your guess, then let try_twice find out:
//        Tensor x = tensor({1., 2.}, requires_grad());   // a new one for each operation
//        try_twice([](const Tensor& x) { return (x + 2).sum(); }, x).threw;
//:text.vi
// "Trying to backward through the graph a second time": ai cũng gặp lỗi này. Ở đây bạn cố ý gây
// ra nó, bắt lấy nó, và tìm xem khi nào nó *không* xảy ra.
//
// Nhiều phép toán cần giá trị để tính đạo hàm: x * x cần các thừa số, exp cần kết quả của chính
// nó. Đồ thị lưu chúng khi tính xuôi, và backward() đi tới đâu giải phóng tới đó, để trả lại bộ
// nhớ. Lượt thứ hai không tìm thấy chúng nữa và ném GraphFreedError. Khi đó x.grad() vẫn là
// gradient của lượt đầu, không thay đổi. Phép toán mà đạo hàm không cần giá trị nào, như x + 2,
// thì không lưu gì, nên cũng không thể thiếu gì.
//
//     try {
//       y.backward();
//     } catch (const GraphFreedError& e) {
//       std::cout << e.what();   // câu của PyTorch; rồi nút nào, tạo và giải phóng ở đâu
//     }
//
// 1. try_twice: tính y = f(x) một lần rồi gọi y.backward() hai lần. Điền threw, error và grad
//    (bản sao clone của x.grad() sau cả hai lần). Chỉ bắt GraphFreedError của lượt thứ hai: mọi
//    lỗi khác, và mọi lỗi của lượt thứ nhất, không phải là thứ bạn chờ nên phải được đi ra ngoài.
// 2. second_pass_throws: với mỗi phép toán trong mười hai phép (xem tệp header), true hay false.
//    Hãy hỏi đạo hàm của nó cần gì, viết ra dự đoán, rồi để try_twice kiểm tra:
//        Tensor x = tensor({1., 2.}, requires_grad());   // mỗi phép toán một x mới
//        try_twice([](const Tensor& x) { return (x + 2).sum(); }, x).threw;
//:know.en A second pass fails only where the graph had saved something; x + 2 saves nothing and runs again.
//:know.vi Lượt thứ hai chỉ lỗi ở nơi đồ thị đã lưu gì đó; x + 2 không lưu gì nên chạy lại được.
//:hint.1.en What does an operation need for its derivative: its input, its result, a number, or
// nothing?
//:hint.1.vi Để tính đạo hàm, một phép toán cần gì: đầu vào, kết quả, một con số, hay không cần
// gì?
//:hint.2.en Look where your try block begins: before or after the first backward()? And when
// x.grad() is read: before or after the second? 3 * x and x / 2 have to remember their number.
//:hint.2.vi Xem khối try của bạn bắt đầu ở đâu: trước hay sau backward() đầu tiên? Và x.grad()
// được đọc lúc nào: trước hay sau lần thứ hai? 3 * x và x / 2 phải nhớ con số của chúng.
//:hint.3.en
// Tensor y = f(x);
// y.backward();
// std::string error;
// try { y.backward(); } catch (const GraphFreedError& e) { error = e.what(); }
// return {!error.empty(), error, x.grad().clone()};
//:hint.3.vi
// Tensor y = f(x);
// y.backward();
// std::string error;
// try { y.backward(); } catch (const GraphFreedError& e) { error = e.what(); }
// return {!error.empty(), error, x.grad().clone()};
//:predict.grad-after-error.en What is x.grad() after the failed second pass through y = 3 * x * x
// at x = 3?
//:predict.grad-after-error.vi x.grad() bằng bao nhiêu sau lượt thứ hai bị lỗi qua y = 3 * x * x
// tại x = 3?
//:predict.plus-2.en What is x.grad() after two passes through one graph of y = x + 2?
//:predict.plus-2.vi x.grad() bằng bao nhiêu sau hai lượt qua cùng một đồ thị của y = x + 2?
//:label.threw.en whether the second pass threw
//:label.threw.vi lượt thứ hai có ném lỗi không
//:label.grad.en x.grad after both passes
//:label.grad.vi x.grad sau cả hai lượt
//:label.copy.en grad is a copy
//:label.copy.vi grad là một bản sao
//:label.calls.en how often f is computed
//:label.calls.vi số lần f được tính
//:label.error.en the text of the error
//:label.error.vi nội dung của lỗi
//:label.no-error.en no text where there is no error
//:label.no-error.vi không có nội dung khi không có lỗi
//:label.first-fails.en an error of the first pass
//:label.first-fails.vi lỗi của lượt thứ nhất
//:label.first-freed.en a GraphFreedError of the first pass
//:label.first-freed.vi một GraphFreedError của lượt thứ nhất
//:label.other-error.en another error of the second pass
//:label.other-error.vi một lỗi khác của lượt thứ hai
//:label.prediction.en what second_pass_throws says
//:label.prediction.vi điều mà second_pass_throws nói
//:message.always-throws.en {name} saves nothing, so nothing is missing the second time: the pass
// runs, and x.grad is {grad}. Only a graph that *saved* something fails.
//:message.always-throws.vi {name} không lưu gì, nên lần hai không thiếu gì: lượt đó vẫn chạy và
// x.grad là {grad}. Lỗi chỉ xảy ra khi *dữ liệu đã lưu* bị giải phóng.
//:explain.always-throws.en
// "Calling backward() twice is an error" is nearly right. The nodes of the graph stay alive as
// long as y does; what backward() frees is what they *saved*. The derivative of x + 2 is 1,
// whatever x is: nothing was saved, and the second pass adds its 1 to the first.
//
//     Tensor x = tensor(3.0).requires_grad_();
//     Tensor y = x + 2;
//     y.backward();
//     y.backward();   // no error
//     x.grad();       // 2
//:explain.always-throws.vi
// "Gọi backward() hai lần là lỗi" chỉ gần đúng. Các nút của đồ thị còn sống chừng nào y còn sống;
// thứ mà backward() giải phóng là những gì chúng đã *lưu*. Đạo hàm của x + 2 là 1, dù x bằng bao
// nhiêu: không có gì được lưu, và lượt thứ hai cộng thêm số 1 của nó.
//
//     Tensor x = tensor(3.0).requires_grad_();
//     Tensor y = x + 2;
//     y.backward();
//     y.backward();   // không lỗi
//     x.grad();       // 2
//:message.swallowed.en {name}: the second pass threw, you caught it and reported success. threw
// must say what happened.
//:message.swallowed.vi {name}: lượt thứ hai đã ném lỗi, bạn bắt lấy rồi báo là thành công. threw
// phải nói đúng điều đã xảy ra.
//:explain.swallowed.en
// A catch block that does nothing hides the error: the program goes on as if the second pass had
// run, but x.grad() has one gradient in it, not two. Nobody will find out why the training is
// off. Catch an error only where you also do something with it.
//
//     try {
//       y.backward();
//     } catch (const GraphFreedError& e) {
//       threw = true;        // say so
//       error = e.what();    // and why
//     }
//:explain.swallowed.vi
// Khối catch rỗng che giấu lỗi: chương trình chạy tiếp như thể lượt thứ hai đã chạy, nhưng
// x.grad() chỉ có một gradient chứ không phải hai. Sẽ không ai tìm ra vì sao huấn luyện bị sai.
// Chỉ bắt lỗi ở nơi bạn thật sự làm gì đó với nó.
//
//     try {
//       y.backward();
//     } catch (const GraphFreedError& e) {
//       threw = true;        // nói rõ
//       error = e.what();    // và vì sao
//     }
//:message.recomputed.en f ran {got} times: the second pass went through a new graph, where
// everything is there again. Compute y = f(x) once.
//:message.recomputed.vi f chạy {got} lần: lượt thứ hai đi qua một đồ thị mới, nơi mọi thứ lại có
// đủ. Hãy tính y = f(x) một lần.
//:explain.recomputed.en
// Every call of f records a new graph with values of its own. f(x).backward() twice is therefore
// no second pass through one graph, but two first passes. That is a good repair of the error
// (exercise 2.07), but here the error itself is wanted.
//
//     Tensor y = f(x);     // one graph
//     y.backward();
//     y.backward();        // the same graph again
//     f(x).backward();     // another graph
//:explain.recomputed.vi
// Mỗi lần gọi f là ghi lại một đồ thị mới với các giá trị của riêng nó. Vì vậy f(x).backward()
// hai lần không phải lượt thứ hai qua một đồ thị, mà là hai lượt thứ nhất. Đó là một cách sửa lỗi
// tốt (bài 2.07), nhưng ở đây ta muốn thấy chính cái lỗi.
//
//     Tensor y = f(x);     // một đồ thị
//     y.backward();
//     y.backward();        // lại đồ thị đó
//     f(x).backward();     // một đồ thị khác
//:message.retained.en {name}: no error and x.grad is {grad}, two gradients: you kept the graph
// with retain_graph. Here the first pass must free it.
//:message.retained.vi {name}: không có lỗi và x.grad là {grad}, tức hai gradient: bạn đã giữ đồ
// thị bằng retain_graph. Ở đây lượt đầu phải giải phóng nó.
//:explain.retained.en
// retain_graph = true tells the first pass to leave what was saved where it is, so the second one
// finds it. That is the next exercise. Plain backward() frees, and only then is there something
// to see here.
//
//     y.backward({}, true);   // keeps
//     y.backward();           // frees
//     y.backward();           // throws GraphFreedError
//:explain.retained.vi
// retain_graph = true bảo lượt đầu để nguyên những gì đã lưu, nên lượt sau vẫn tìm thấy. Đó là
// bài tiếp theo. backward() bình thường thì giải phóng, và chỉ khi đó ở đây mới có chuyện để xem.
//
//     y.backward({}, true);   // giữ
//     y.backward();           // giải phóng
//     y.backward();           // ném GraphFreedError
//:message.too-early.en {name}: x.grad was read before the second pass: {got}. That pass ran and
// added its share: {expected}.
//:message.too-early.vi {name}: x.grad được đọc trước lượt thứ hai: {got}. Lượt đó đã chạy và cộng
// thêm phần của nó: {expected}.
//:explain.too-early.en
// grad is asked for after both passes. A clone made after the first one does not change any more,
// so it misses what a second pass adds when it succeeds. After a second pass that failed both are
// the same: an error leaves x.grad() as it was.
//
//     y.backward();
//     Tensor early = x.grad().clone();   // y = x + 2: reads 1
//     y.backward();
//     Tensor after = x.grad().clone();   // reads 2
//:explain.too-early.vi
// grad là giá trị sau cả hai lượt. Bản sao làm sau lượt đầu không đổi nữa, nên thiếu phần mà lượt
// thứ hai cộng thêm khi nó thành công. Nếu lượt thứ hai bị lỗi thì hai giá trị như nhau: lỗi để
// x.grad() nguyên như cũ.
//
//     y.backward();
//     Tensor early = x.grad().clone();   // y = x + 2: bằng 1
//     y.backward();
//     Tensor after = x.grad().clone();   // bằng 2
//:message.catch-all.en You caught an error that is not the one you wait for: {error}. Catch only
// GraphFreedError, and only around the second pass.
//:message.catch-all.vi Bạn đã bắt một lỗi không phải lỗi bạn chờ: {error}. Chỉ bắt
// GraphFreedError, và chỉ quanh lượt thứ hai.
//:explain.catch-all.en
// catch (const Error&) takes every error of the library, also those that mean a mistake in f. The
// program then reports "second pass failed" about something that has nothing to do with it. Name
// the kind of error you expect, and put as little as possible into the try block.
//
//     y.backward();                          // may throw: gets out
//     try {
//       y.backward();
//     } catch (const GraphFreedError& e) {   // this kind and no other
//     }
//:explain.catch-all.vi
// catch (const Error&) bắt mọi lỗi của thư viện, kể cả lỗi do f viết sai. Khi đó chương trình báo
// "lượt thứ hai bị lỗi" về một chuyện chẳng liên quan. Hãy gọi tên đúng loại lỗi bạn chờ, và để
// trong khối try càng ít càng tốt.
//
//     y.backward();                          // có thể ném lỗi: để nó đi ra
//     try {
//       y.backward();
//     } catch (const GraphFreedError& e) {   // loại này và không loại nào khác
//     }
//:message.no-places.en Your text stops after PyTorch's sentence. what() goes on: which node,
// where it was created, which pass freed it. msg() leaves that out.
//:message.no-places.vi Nội dung của bạn dừng sau câu của PyTorch. what() còn nói tiếp: nút nào,
// được tạo ở đâu, lượt nào đã giải phóng nó. msg() bỏ phần đó đi.
//:explain.no-places.en
// PyTorch's sentence says what happened, but not where. This library adds a line with two places:
// the line of your program that created the node, and the backward() call that freed it. With
// them you need not guess: one of the two lines is wrong.
//
//     catch (const GraphFreedError& e) {
//       e.msg();    // PyTorch's text alone
//       e.what();   // and: ExpBackward0 was created at a.cc:3; the backward pass at ...
//     }
//:explain.no-places.vi
// Câu của PyTorch nói chuyện gì đã xảy ra, nhưng không nói ở đâu. Thư viện này thêm một dòng với
// hai vị trí: dòng chương trình đã tạo ra nút, và lời gọi backward() đã giải phóng nó. Có chúng
// thì bạn không phải đoán: một trong hai dòng đó sai.
//
//     catch (const GraphFreedError& e) {
//       e.msg();    // chỉ câu của PyTorch
//       e.what();   // và: ExpBackward0 was created at a.cc:3; the backward pass at ...
//     }
//:message.number-kept.en {name} does throw: its derivative is made of the number in it. The node
// keeps that number, and the first pass frees it.
//:message.number-kept.vi {name} có ném lỗi: đạo hàm của nó tính từ con số trong đó. Nút giữ con
// số ấy, và lượt đầu giải phóng nó.
//:explain.number-kept.en
// The derivative of 3 * x is 3. That number has to be remembered from the forward pass, and this
// library frees it like a saved tensor, as PyTorch does in Python. It is no tensor, so it counts
// no bytes. (In PyTorch's C++ frontend a product with a number saves no tensor, and there the
// second pass through 3 * x runs.)
//
//     Tensor y = 3 * x;
//     y.backward();
//     y.backward();   // GraphFreedError: MulBackward1
//:explain.number-kept.vi
// Đạo hàm của 3 * x là 3. Con số đó phải được nhớ từ lúc tính xuôi, và thư viện này giải phóng nó
// như một tensor đã lưu, giống PyTorch trong Python. Nó không phải tensor nên không tính byte
// nào. (Trong giao diện C++ của PyTorch, phép nhân với một số không lưu tensor nào, và ở đó lượt
// thứ hai qua 3 * x vẫn chạy.)
//
//     Tensor y = 3 * x;
//     y.backward();
//     y.backward();   // GraphFreedError: MulBackward1
//:message.value-kept.en {name} does throw: its derivative depends on x, so the node saved a
// tensor, and the first pass freed it.
//:message.value-kept.vi {name} có ném lỗi: đạo hàm của nó phụ thuộc vào x, nên nút đã lưu một
// tensor, và lượt đầu đã giải phóng nó.
//:explain.value-kept.en
// Ask what the derivative needs. exp(x) has the derivative exp(x): the node saves its result.
// relu must know where x was positive: it saves its result too. x * x needs both factors.
// Whatever depends on x cannot be computed without a saved tensor.
//
//     Tensor y = x.exp().sum();
//     autograd::graph_stats().saved_bytes;   // more than before: the result of exp
//:explain.value-kept.vi
// Hãy hỏi đạo hàm cần gì. exp(x) có đạo hàm exp(x): nút lưu kết quả của nó. relu phải biết x
// dương ở đâu: nó cũng lưu kết quả. x * x cần cả hai thừa số. Cái gì phụ thuộc vào x thì không
// thể tính nếu không có tensor đã lưu.
//
//     Tensor y = x.exp().sum();
//     autograd::graph_stats().saved_bytes;   // nhiều hơn trước: kết quả của exp
//:message.first-pass.en f had used its graph up itself, so the *first* pass threw, and you reported that as the second
// one. Put only the second backward() into the try block.
//:message.first-pass.vi f đã tự dùng hết đồ thị của nó, nên lượt *thứ nhất* ném lỗi, và bạn lại báo đó là lượt thứ hai. Chỉ
// đặt backward() thứ hai vào khối try.
//:explain.first-pass.en
// The kind of error alone does not say where it comes from. If both calls stand in the try block,
// an error of the first looks like one of the second.
//
//     y.backward();     // outside: whatever it throws gets out
//     try {
//       y.backward();   // only here is a GraphFreedError expected
//     } catch (const GraphFreedError& e) {
//     }
//:explain.first-pass.vi
// Chỉ loại lỗi thì chưa nói được lỗi đến từ đâu. Nếu cả hai lời gọi nằm trong khối try, lỗi của
// lời gọi thứ nhất trông giống như của lời gọi thứ hai.
//
//     y.backward();     // bên ngoài: ném gì cũng để đi ra
//     try {
//       y.backward();   // chỉ ở đây ta mới chờ GraphFreedError
//     } catch (const GraphFreedError& e) {
//     }
//:message.same-tensor.en grad is x.grad() itself: the same memory, to which the next pass will add.
// Return x.grad().clone().
//:message.same-tensor.vi grad chính là x.grad(): cùng một vùng nhớ, và lượt sau sẽ cộng thêm vào đó. Hãy trả về
// x.grad().clone().
//:explain.same-tensor.en
// Copying a Tensor copies the handle, not the numbers. What you hand out must not change when
// somebody goes on working with x.
//
//     Tensor grad = x.grad();           // reads 18 now, and 36 after one more pass
//     Tensor kept = x.grad().clone();   // stays 18
//:explain.same-tensor.vi
// Chép một Tensor là chép tay nắm (handle), không chép các con số. Thứ bạn trả về không được đổi
// khi người khác tiếp tục làm việc với x.
//
//     Tensor grad = x.grad();           // giờ là 18, sau một lượt nữa là 36
//     Tensor kept = x.grad().clone();   // vẫn là 18

//:code
#include "gradlab/lab/part2/ex_2_05.h"

namespace ex_2_05 {

Twice try_twice(const Function& f, Tensor x) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  Tensor y = f(x);
  y.backward();
  bool threw = false;
  std::string error;
  try {
    y.backward();
  } catch (const GraphFreedError& e) {
    threw = true;
    error = e.what();
  }
  return {threw, error, x.grad().clone()};
  //:wrong ALWAYS_THROWS 2.05/always-throws
  Tensor y = f(x);
  y.backward();
  return {true, "Trying to backward through the graph a second time", x.grad().clone()};
  //:wrong SWALLOWED 2.05/swallowed
  Tensor y = f(x);
  y.backward();
  try {
    y.backward();
  } catch (const GraphFreedError&) {
  }
  return {false, "", x.grad().clone()};
  //:wrong SWALLOWED_B 2.05/swallowed
  Tensor y = f(x);
  bool threw = false;
  std::string error;
  for (int pass = 0; pass < 2; ++pass) {
    threw = false;
    try {
      y.backward();
    } catch (const GraphFreedError& e) {
      error = e.what();
    }
  }
  return {threw, error, x.grad().clone()};
  //:wrong RECOMPUTED 2.05/recomputed
  f(x).backward();
  try {
    f(x).backward();
  } catch (const GraphFreedError& e) {
    return {true, e.what(), x.grad().clone()};
  }
  return {false, "", x.grad().clone()};
  //:wrong RETAINED 2.05/retained
  Tensor y = f(x);
  y.backward({}, /*retain_graph=*/true);
  try {
    y.backward();
  } catch (const GraphFreedError& e) {
    return {true, e.what(), x.grad().clone()};
  }
  return {false, "", x.grad().clone()};
  //:wrong TOO_EARLY 2.05/too-early
  Tensor y = f(x);
  y.backward();
  Tensor grad = x.grad().clone();
  try {
    y.backward();
  } catch (const GraphFreedError& e) {
    return {true, e.what(), grad};
  }
  return {false, "", grad};
  //:wrong CATCH_ALL 2.05/catch-all
  Tensor y = f(x);
  try {
    y.backward();
    y.backward();
  } catch (const Error& e) {
    return {true, e.what(), x.grad().defined() ? x.grad().clone() : Tensor()};
  }
  return {false, "", x.grad().clone()};
  //:wrong CATCH_ALL_B 2.05/catch-all
  Tensor y = f(x);
  y.backward();
  try {
    y.backward();
  } catch (const std::exception& e) {
    return {true, e.what(), x.grad().clone()};
  }
  return {false, "", x.grad().clone()};
  //:wrong FIRST_PASS 2.05/first-pass
  Tensor y = f(x);
  bool threw = false;
  std::string error;
  try {
    y.backward();
    y.backward();
  } catch (const GraphFreedError& e) {
    threw = true;
    error = e.what();
  }
  return {threw, error, x.grad().clone()};
  //:wrong SAME_TENSOR 2.05/same-tensor
  Tensor y = f(x);
  y.backward();
  try {
    y.backward();
  } catch (const GraphFreedError& e) {
    return {true, e.what(), x.grad()};
  }
  return {false, "", x.grad()};
  //:wrong NO_PLACES 2.05/no-places
  Tensor y = f(x);
  y.backward();
  try {
    y.backward();
  } catch (const GraphFreedError& e) {
    return {true, e.msg(), x.grad().clone()};
  }
  return {false, "", x.grad().clone()};
  //:end
}

SecondPassThrows second_pass_throws() {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return {.exp = true,       // saves its result
          .relu = true,      // saves its result
          .square = true,    // saves its factors
          .times_3 = true,   // keeps the number
          .half = true,      // keeps the number
          .plus_2 = false,   // from here on the derivative needs no value
          .negative = false,
          .minus_itself = false,
          .sum = false,
          .view = false,
          .transposed = false,
          .first = false};
  //:wrong ALWAYS_THROWS_B 2.05/always-throws
  return {true, true, true, true, true, true, true, true, true, true, true, true};
  //:wrong NUMBER_KEPT 2.05/number-kept
  return {true, true, true, false, false, false, false, false, false, false, false, false};
  //:wrong VALUE_KEPT 2.05/value-kept
  return {false, false, true, true, true, false, false, false, false, false, false, false};
  //:end
}

}  // namespace ex_2_05
