//:exercise 2.13 core
//:covers "Quan sát giá trị gradient thu được và đối chiếu với tính toán lý thuyết."
//:title.en gradcheck and the liar
//:title.vi gradcheck và kẻ nói dối
//:text.en
// Whether a backward rule is right can be tried out: change x by a little and see what happens.
// Best is the central difference: its error falls with h * h.
//
//     (L(x + h) - L(x - h)) / (2 * h)          with L(x) = (f(x) * v).sum()
//
// Here v is the gradient that comes in, so the result is what backward has to give for v.
// float32 has only seven digits, and the difference of two nearly equal numbers eats them up:
// compute in float64.
//
// 1. numeric_vjp: do this for each element of x alone, the others unchanged, and return the
//    results in the shape of x. Work on a float64 copy:
//
//        Tensor flat = x.detach().to(kFloat64).reshape({-1}).clone();   // always contiguous
//        flat[i] += h;                                                  // element i
//        Tensor moved = flat.reshape(x.sizes());                        // in x's shape again
//
//    (f(moved) * v).sum().item<double>() is L as a number. Take care that every element is put
//    back before the next one is moved. With a NoGradGuard at the top no graph is built.
// 2. my_gradcheck: op is an operation like a * b whose backward may lie. Return true if its
//    gradients agree with numeric_vjp, false if not. Some lies show only under special
//    conditions, so try:
//    - numbers of both signs, and a v that is not all ones;
//    - all elements of both gradients, that of a and that of b;
//    - inputs that are both broadcast: [3, 1] with [1, 4];
//    - inputs that are both not contiguous: [4, 3], turned with t();
//    - the same tensor for both: op(x, x).
//
//        Tensor r = rand({3, 4}, kFloat64);                          // in [0, 1)
//        Tensor x = a.detach().requires_grad_();                     // a leaf with a's strides
//        Tensor g = autograd::grad({op(x, b)}, {x}, {v})[0];         // what backward says
//        allclose(g, n, 1e-4, 1e-6)                                  // rtol, atol
//:text.vi
// Một quy tắc lan truyền ngược có đúng không thì thử là biết: thay đổi x một chút rồi xem kết
// quả. Tốt nhất là sai phân trung tâm: sai số của nó giảm theo h * h.
//
//     (L(x + h) - L(x - h)) / (2 * h)          với L(x) = (f(x) * v).sum()
//
// Ở đây v là gradient đi vào, nên kết quả chính là thứ backward phải trả về cho v. float32 chỉ
// có bảy chữ số, và hiệu của hai số gần bằng nhau làm mất hết chúng: hãy tính bằng float64.
//
// 1. numeric_vjp: làm như vậy cho riêng từng phần tử của x, các phần tử khác giữ nguyên, rồi trả
//    về kết quả theo shape của x. Hãy làm trên một bản sao float64:
//
//        Tensor flat = x.detach().to(kFloat64).reshape({-1}).clone();   // luôn liền nhau
//        flat[i] += h;                                                  // phần tử i
//        Tensor moved = flat.reshape(x.sizes());                        // trở lại shape của x
//
//    (f(moved) * v).sum().item<double>() là L dưới dạng số. Nhớ trả mỗi phần tử về giá trị cũ
//    trước khi đổi phần tử tiếp theo. NoGradGuard ở đầu hàm giúp khỏi tạo đồ thị.
// 2. my_gradcheck: op là một phép toán như a * b mà backward có thể nói dối. Trả về true nếu
//    gradient của nó khớp với numeric_vjp, false nếu không. Có những lời nói dối chỉ lộ ra trong
//    điều kiện đặc biệt, nên hãy thử:
//    - số có cả hai dấu, và v không phải toàn số 1;
//    - mọi phần tử của cả hai gradient, của a và của b;
//    - cả hai đầu vào bị broadcast: [3, 1] với [1, 4];
//    - cả hai đầu vào không liền nhau (contiguous): [4, 3] xoay bằng t();
//    - cùng một tensor cho cả hai: op(x, x).
//
//        Tensor r = rand({3, 4}, kFloat64);                          // trong [0, 1)
//        Tensor x = a.detach().requires_grad_();                     // một lá có stride của a
//        Tensor g = autograd::grad({op(x, b)}, {x}, {v})[0];         // điều backward nói
//        allclose(g, n, 1e-4, 1e-6)                                  // rtol, atol
//:know.en A gradient is only checked where you looked: other signs, shapes, strides and uses can lie.
//:know.vi Gradient chỉ đúng ở nơi bạn đã thử: dấu, shape, stride và cách dùng khác vẫn có thể sai.
//:hint.1.en A clock that stands still is right twice a day. At which inputs would a wrong rule
// give the right gradient by chance?
//:hint.1.vi Đồng hồ chết vẫn đúng hai lần mỗi ngày. Với đầu vào nào thì quy tắc sai tình cờ cho
// gradient đúng?
//:hint.2.en Write a helper agrees(f, x, v) that compares autograd and numeric_vjp for one
// function of one tensor. my_gradcheck calls it for each pair a, b twice: with b fixed, and with
// a fixed.
//:hint.2.vi Viết một hàm phụ agrees(f, x, v) so sánh autograd với numeric_vjp cho một hàm của
// một tensor. my_gradcheck gọi nó hai lần cho mỗi cặp a, b: một lần giữ b, một lần giữ a.
//:hint.3.en
// numeric_vjp, for each i:
//   Tensor up = flat.clone(), down = flat.clone();
//   up[i] += h;  down[i] -= h;
//   result[i] = (loss(up) - loss(down)) / (2 * h);
// my_gradcheck, for each pair:
//   if (!agrees([&](const Tensor& t) { return op(t, b); }, a, v)) return false;
//   if (!agrees([&](const Tensor& t) { return op(a, t); }, b, v)) return false;
// and once: agrees([&](const Tensor& t) { return op(t, t); }, x, v)
//:hint.3.vi
// numeric_vjp, với mỗi i:
//   Tensor up = flat.clone(), down = flat.clone();
//   up[i] += h;  down[i] -= h;
//   result[i] = (loss(up) - loss(down)) / (2 * h);
// my_gradcheck, với mỗi cặp:
//   if (!agrees([&](const Tensor& t) { return op(t, b); }, a, v)) return false;
//   if (!agrees([&](const Tensor& t) { return op(a, t); }, b, v)) return false;
// và một lần: agrees([&](const Tensor& t) { return op(t, t); }, x, v)
//:predict.halved.en By which factor does the error of a central difference fall when h is
// halved?
//:predict.halved.vi Sai số của sai phân trung tâm giảm bao nhiêu lần khi h giảm một nửa?
//:predict.ones.en Does a backward that ignores the incoming gradient pass a check with
// y.sum().backward()? (true or false)
//:predict.ones.vi Một backward bỏ qua gradient đi vào có qua được bài kiểm tra bằng
// y.sum().backward() không? (true hay false)
//:label.numeric.en the difference quotient of x*x*x times v
//:label.numeric.vi tỉ sai phân của x*x*x nhân v
//:label.unchanged.en x and v afterwards
//:label.unchanged.vi x và v sau khi gọi
//:label.halved.en how much smaller the error becomes when h is halved
//:label.halved.vi sai số nhỏ đi bao nhiêu lần khi h giảm một nửa
//:label.single.en the slope of x*x*x for a float32 x, h = 1e-6
//:label.single.vi độ dốc của x*x*x với x kiểu float32, h = 1e-6
//:label.strided.en x that is not contiguous
//:label.strided.vi x không liền nhau (contiguous)
//:label.others.en the product of all elements, with a large h
//:label.others.vi tích của mọi phần tử, với h lớn
//:label.shapes.en functions that change the shape
//:label.shapes.vi các hàm làm đổi shape
//:label.honest.en an honest operation: is it right?
//:label.honest.vi phép toán trung thực: nó có đúng không?
//:label.one-element.en a liar that turns one sign: is it right?
//:label.one-element.vi kẻ nói dối đổi một dấu: nó có đúng không?
//:label.upstream.en a liar that ignores what comes in: is it right?
//:label.upstream.vi kẻ nói dối bỏ qua gradient đi vào: nó có đúng không?
//:label.negative.en a liar that is wrong for negative numbers: is it right?
//:label.negative.vi kẻ nói dối sai với số âm: nó có đúng không?
//:label.positive.en a liar that is wrong for positive numbers: is it right?
//:label.positive.vi kẻ nói dối sai với số dương: nó có đúng không?
//:label.broadcast.en a liar that is wrong when broadcast: is it right?
//:label.broadcast.vi kẻ nói dối sai khi broadcast: nó có đúng không?
//:label.stride.en a liar that is wrong for inputs with other strides: is it right?
//:label.stride.vi kẻ nói dối sai khi đầu vào có stride khác: nó có đúng không?
//:label.twice.en a liar that forgets the second use: is it right?
//:label.twice.vi kẻ nói dối quên lần dùng thứ hai: nó có đúng không?
//:label.second.en a liar about its second argument: is it right?
//:label.second.vi kẻ nói dối về tham số thứ hai: nó có đúng không?
//:message.two-h.en {got} is twice {expected}: the two points are 2 * h apart, so divide by
// 2 * h.
//:message.two-h.vi {got} gấp đôi {expected}: hai điểm cách nhau 2 * h, nên phải chia cho 2 * h.
//:explain.two-h.en
// A slope is "how much the value changed" over "how far you went". From x - h to x + h it is
// 2 * h.
//
//     (f(3.1) - f(2.9)) / 0.2     // f(x) = x * x: (9.61 - 8.41) / 0.2 = 6
//:explain.two-h.vi
// Độ dốc là "giá trị thay đổi bao nhiêu" chia cho "đi được bao xa". Từ x - h tới x + h là 2 * h.
//
//     (f(3.1) - f(2.9)) / 0.2     // f(x) = x * x: (9.61 - 8.41) / 0.2 = 6
//:message.half-way.en {got} is half of {expected}: one of your two points is x itself. From x + h it
// is 2 * h down to x - h.
//:message.half-way.vi {got} bằng một nửa {expected}: một trong hai điểm của bạn chính là x. Từ x + h
// phải lùi 2 * h mới tới x - h.
//:explain.half-way.en
// The element stands at x + h when you go down. Subtracting h only brings it back to x.
//
//     flat[i] += h;        // x + h
//     flat[i] -= 2 * h;    // x - h
//     flat[i] += h;        // x again
//:explain.half-way.vi
// Khi bạn bắt đầu lùi thì phần tử đang ở x + h. Trừ đi h chỉ đưa nó về x.
//
//     flat[i] += h;        // x + h
//     flat[i] -= 2 * h;    // x - h
//     flat[i] += h;        // trở lại x
//:message.not-restored.en {got} instead of {expected}: when an element was tried, those before it
// were still moved. Put each one back before the next.
//:message.not-restored.vi {got} thay vì {expected}: khi thử một phần tử, các phần tử trước nó vẫn còn
// bị dịch. Hãy trả mỗi phần tử về giá trị cũ rồi mới sang phần tử kế tiếp.
//:explain.not-restored.en
// A derivative by one element holds the others fixed. In x * x, element by element, nobody notices;
// in a product of all elements every factor counts.
//
//     flat[i] += h;  flat[i] -= 2 * h;  flat[i] += h;    // back where it was
//     Tensor moved = flat.clone();  moved[i] += h;       // or move a copy
//:explain.not-restored.vi
// Đạo hàm theo một phần tử giữ nguyên mọi phần tử khác. Với x * x theo từng phần tử thì không ai
// thấy gì; với tích của mọi phần tử thì thừa số nào cũng ảnh hưởng.
//
//     flat[i] += h;  flat[i] -= 2 * h;  flat[i] += h;    // về chỗ cũ
//     Tensor moved = flat.clone();  moved[i] += h;       // hoặc dịch một bản sao
//:message.ignored-v.en {got} is right only for v = 1: multiply f(x) by v before you take the
// sum.
//:message.ignored-v.vi {got} chỉ đúng khi v = 1: hãy nhân f(x) với v rồi mới lấy tổng.
//:explain.ignored-v.en
// L(x) = (f(x) * v).sum() is the loss whose gradient by f(x) is v. Without v you check the
// gradient of the plain sum, and a backward that ignores what comes in passes.
//
//     f(x).sum()           // what comes in is 1 everywhere
//     (f(x) * v).sum()     // what comes in is v
//:explain.ignored-v.vi
// L(x) = (f(x) * v).sum() là hàm mất mát có gradient theo f(x) bằng v. Thiếu v thì bạn kiểm tra
// gradient của tổng đơn thuần, và backward bỏ qua gradient đi vào vẫn lọt.
//
//     f(x).sum()           // gradient đi vào bằng 1 ở mọi chỗ
//     (f(x) * v).sum()     // gradient đi vào là v
//:message.forward-difference.en Halving h divides the error by {got}, not by {expected}: you
// took one-sided differences. Go one step up and one step down.
//:message.forward-difference.vi h giảm một nửa thì sai số giảm {got} lần, không phải {expected}
// lần: bạn dùng sai phân một phía. Hãy bước một bước lên và một bước xuống.
//:explain.forward-difference.en
// (f(x + h) - f(x)) / h misses by h / 2 * f''(x): it halves with h. In the central difference
// the errors of both sides cancel, what is left is h * h / 6 * f'''(x): a quarter with half the
// step.
//
//     f = exp, x = 0:     h = 0.1        h = 0.05
//     one-sided           1.0517         1.0254      (0.0517 -> 0.0254)
//     central             1.001668       1.000417    (0.001668 -> 0.000417)
//:explain.forward-difference.vi
// (f(x + h) - f(x)) / h lệch h / 2 * f''(x): giảm một nửa cùng với h. Trong sai phân trung tâm,
// sai số hai phía triệt tiêu nhau, chỉ còn h * h / 6 * f'''(x): bước bằng nửa thì còn một phần
// tư.
//
//     f = exp, x = 0:     h = 0.1        h = 0.05
//     một phía            1.0517         1.0254      (0.0517 -> 0.0254)
//     trung tâm           1.001668       1.000417    (0.001668 -> 0.000417)
//:message.float32.en In float32, x*x*x at {input} looks like {got} instead of {expected}: two
// nearly equal numbers were subtracted. Convert x to kFloat64 first.
//:message.float32.vi Với float32, độ dốc của x*x*x tại {input} là {got} thay vì {expected}: hai
// số gần bằng nhau bị trừ đi. Hãy đổi x sang kFloat64 trước.
//:explain.float32.en
// Near 8 the float32 numbers are 0.00000095 apart. With h = 1e-6 the difference
// f(x + h) - f(x - h) is 0.000024: about 24 such steps, so the answer is wrong by some percent.
// float64 has nine more digits.
//
//     x = 2 in float32:  11.4441      in float64:  12.0000000
//
// This is why gradcheck asks for float64 inputs.
//:explain.float32.vi
// Ở gần 8, các số float32 cách nhau 0.00000095. Với h = 1e-6, hiệu f(x + h) - f(x - h) là
// 0.000024: chỉ khoảng 24 bước như vậy, nên kết quả sai vài phần trăm. float64 có thêm chín chữ
// số.
//
//     x = 2 với float32:  11.4441      với float64:  12.0000000
//
// Vì vậy gradcheck yêu cầu đầu vào float64.
//:message.lost-step.en For an x with strides {strides} you get only zeros: reshape made a copy,
// and the step never reached what f sees. Make one flat copy and give f a reshape of that.
//:message.lost-step.vi Với x có stride {strides}, bạn chỉ nhận được số 0: reshape đã tạo bản sao
// nên bước h không tới được thứ f nhìn thấy. Hãy tạo một bản sao phẳng rồi đưa reshape của nó
// cho f.
//:explain.lost-step.en
// reshape gives a view if the strides allow it, else a copy. Of a transposed tensor
// (and of its clone, which keeps the strides) reshape({-1}) is a copy: writing into it changes
// nothing else.
//
//     Tensor moved = x.t().clone();
//     moved.reshape({-1})[0] += h;               // lost
//     Tensor flat = x.t().reshape({-1}).clone();
//     flat[0] += h;  f(flat.reshape({4, 3}))     // seen
//:explain.lost-step.vi
// reshape trả về view nếu stride cho phép, nếu không thì là bản sao. Với tensor chuyển vị
// (và cả clone của nó, vốn giữ nguyên stride), reshape({-1}) là bản sao: ghi vào đó không thay
// đổi gì khác.
//
//     Tensor moved = x.t().clone();
//     moved.reshape({-1})[0] += h;               // mất
//     Tensor flat = x.t().reshape({-1}).clone();
//     flat[0] += h;  f(flat.reshape({4, 3}))     // f thấy được
//:message.changed-x.en You wrote into the caller's x {before}: even moved back, its last digits
// differ. detach() and to(kFloat64) share its memory; work on a clone().
//:message.changed-x.vi Bạn đã ghi vào x của người gọi, {before}: dù có trả lại giá trị cũ thì các chữ
// số cuối cũng lệch. detach() và to(kFloat64) dùng chung vùng nhớ; hãy làm trên bản clone().
//:explain.changed-x.en
// to(kFloat64) of a float64 tensor returns the tensor itself, and detach() a second handle on
// the same numbers. What you add there is added to the caller's x.
//
//     Tensor t = x.detach().to(kFloat64);            // the memory of x
//     Tensor t = x.detach().to(kFloat64).clone();    // its own
//:explain.changed-x.vi
// to(kFloat64) của một tensor float64 trả về chính tensor đó, còn detach() chỉ là một tay nắm
// khác trên cùng các con số. Bạn cộng vào đó là cộng vào x của người gọi.
//
//     Tensor t = x.detach().to(kFloat64);            // vùng nhớ của x
//     Tensor t = x.detach().to(kFloat64).clone();    // vùng nhớ riêng
//:message.rejects-honest.en You reject {input}, whose gradients are right. A difference quotient
// is never exact: allow a small difference, for example allclose(g, n, 1e-4, 1e-6).
//:message.rejects-honest.vi Bạn bác bỏ {input} dù gradient của nó đúng. Tỉ sai phân không bao
// giờ chính xác tuyệt đối: hãy cho phép lệch chút ít, ví dụ allclose(g, n, 1e-4, 1e-6).
//:explain.rejects-honest.en
// A central difference with h = 1e-6 is right to about nine digits: more are lost in the
// subtraction. Comparing with == or with a tolerance of 1e-12 finds a difference everywhere.
//
//     12.000000000035 == 12                 // false
//     allclose(g, n, 1e-4, 1e-6)            // |g - n| <= 1e-6 + 1e-4 * |n|
//:explain.rejects-honest.vi
// Sai phân trung tâm với h = 1e-6 đúng khoảng chín chữ số: phần còn lại mất trong phép trừ. So
// bằng == hay với dung sai 1e-12 thì chỗ nào cũng thấy khác.
//
//     12.000000000035 == 12                 // false
//     allclose(g, n, 1e-4, 1e-6)            // |g - n| <= 1e-6 + 1e-4 * |n|
//:message.one-element.en You accept {input}, whose backward turns the sign of the last element
// of the gradient of {argument}. Compare every element, not one, and not the sums.
//:message.one-element.vi Bạn chấp nhận {input} dù backward của nó đổi dấu phần tử cuối trong
// gradient của {argument}. Hãy so sánh mọi phần tử, không phải một phần tử hay tổng.
//:explain.one-element.en
// Errors at the edge are the most common ones: a loop that ends one too early, an index that is
// one off. They show in one element of thousands.
//
//     g[0] == n[0]                     // looks at one
//     allclose(g, n, 1e-4, 1e-6)       // looks at all, and at the shape
//:explain.one-element.vi
// Lỗi ở biên là lỗi hay gặp nhất: vòng lặp dừng sớm một bước, chỉ số lệch một. Chúng chỉ lộ ra ở
// một phần tử trong hàng nghìn.
//
//     g[0] == n[0]                     // chỉ xem một phần tử
//     allclose(g, n, 1e-4, 1e-6)       // xem tất cả, và cả shape
//:message.ones-only.en You accept {input}, whose backward ignores the incoming gradient: with
// v = 1 everywhere nobody notices. Draw a random v.
//:message.ones-only.vi Bạn chấp nhận {input} dù backward của nó bỏ qua gradient đi vào: với v
// toàn số 1 thì không ai nhận ra. Hãy lấy v ngẫu nhiên.
//:explain.ones-only.en
// A backward that forgets to multiply by what comes in is right whenever ones come in: after
// y.sum().backward(), or with v = ones. Most hand-written tests use exactly that.
//
//     v = ones_like(y)                        // lets it pass
//     v = rand(y.sizes(), kFloat64) * 4 - 2   // catches it
//:explain.ones-only.vi
// Một backward quên nhân với gradient đi vào vẫn đúng khi gradient đi vào toàn số 1: sau
// y.sum().backward(), hoặc với v = ones. Phần lớn bài kiểm tra viết tay dùng đúng cách đó.
//
//     v = ones_like(y)                        // để lọt
//     v = rand(y.sizes(), kFloat64) * 4 - 2   // bắt được
//:message.one-point.en You accept {input}, whose backward is wrong where {argument} is negative.
// Try numbers of both signs: rand() alone gives only positive ones.
//:message.one-point.vi Bạn chấp nhận {input} dù backward của nó sai ở chỗ {argument} âm. Hãy thử
// số có cả hai dấu: riêng rand() chỉ cho số dương.
//:explain.one-point.en
// Rules with abs, sqrt of squares or comparisons have branches. A check sees only the branch
// that its points take.
//
//     rand({3, 4}, kFloat64)              // in [0, 1)
//     rand({3, 4}, kFloat64) * 4 - 2      // in [-2, 2)
//:explain.one-point.vi
// Quy tắc có abs, căn của bình phương hay phép so sánh thì có nhánh. Bài kiểm tra chỉ thấy nhánh
// mà các điểm của nó đi qua.
//
//     rand({3, 4}, kFloat64)              // trong [0, 1)
//     rand({3, 4}, kFloat64) * 4 - 2      // trong [-2, 2)
//:message.no-broadcast.en You accept {input}, whose backward is wrong when {argument} is
// broadcast: it takes the mean over the copies. Try [3, 1] with [1, 4].
//:message.no-broadcast.vi Bạn chấp nhận {input} dù backward của nó sai khi {argument} bị
// broadcast: nó lấy trung bình các bản sao. Hãy thử [3, 1] với [1, 4].
//:explain.no-broadcast.en
// With equal shapes nothing is stretched and nothing has to be added up, so the code that does
// it is never run. Give every branch of the code an input that reaches it.
//
//     a: [3, 4], b: [3, 4]     // nothing to add up
//     a: [3, 1], b: [1, 4]     // both are stretched
//:explain.no-broadcast.vi
// Với shape bằng nhau thì không có gì bị kéo giãn, không phải cộng lại gì, nên đoạn mã cộng
// không bao giờ chạy. Mỗi nhánh của mã cần một đầu vào đi tới nó.
//
//     a: [3, 4], b: [3, 4]     // không có gì để cộng
//     a: [3, 1], b: [1, 4]     // cả hai bị kéo giãn
//:message.contiguous-only.en You accept {input}, whose backward is wrong when {argument} is not
// contiguous. Try transposed tensors for both: rand({4, 3}, kFloat64).t().
//:message.contiguous-only.vi Bạn chấp nhận {input} dù backward của nó sai khi {argument} không
// liền nhau. Hãy thử tensor chuyển vị cho cả hai: rand({4, 3}, kFloat64).t().
//:explain.contiguous-only.en
// Code that reads memory from data_ptr() one after another forgets the strides. For a contiguous
// tensor memory order and row order are the same, so the mistake is invisible there.
//
//     Tensor a = rand({4, 3}, kFloat64).t();          // shape [3, 4], strides [1, 3]
//     a.detach().requires_grad_()              // a leaf that keeps these strides
//:explain.contiguous-only.vi
// Đoạn mã đọc bộ nhớ từ data_ptr() lần lượt thì quên mất stride. Với tensor liền nhau, thứ tự bộ
// nhớ và thứ tự hàng giống nhau nên lỗi không lộ ra.
//
//     Tensor a = rand({4, 3}, kFloat64).t();          // shape [3, 4], stride [1, 3]
//     a.detach().requires_grad_()              // một lá giữ nguyên stride này
//:message.used-once.en You accept {input}, whose backward forgets the second use when both
// arguments are the same tensor. Try op(x, x) as well.
//:message.used-once.vi Bạn chấp nhận {input} dù backward của nó quên lần dùng thứ hai khi hai
// tham số là cùng một tensor. Hãy thử cả op(x, x).
//:explain.used-once.en
// In op(x, x) both arguments send a gradient to x, and it receives the sum. A rule that assigns
// instead of adding loses one of them, and only here.
//
//     agrees([&](const Tensor& t) { return op(t, t); }, x, v)
//     // for op = a * b: 2 * x * v, and not x * v
//:explain.used-once.vi
// Trong op(x, x), cả hai tham số gửi gradient tới x, và x nhận tổng. Quy tắc gán thay vì cộng sẽ
// mất một phần, và chỉ mất ở đây.
//
//     agrees([&](const Tensor& t) { return op(t, t); }, x, v)
//     // với op = a * b: 2 * x * v, không phải x * v
//:message.first-argument.en You accept {input}, whose gradient for b is wrong. Compare the
// gradients of both arguments.
//:message.first-argument.vi Bạn chấp nhận {input} dù gradient theo b của nó sai. Hãy so sánh
// gradient của cả hai tham số.
//:explain.first-argument.en
// backward returns one gradient for each argument, and each has a formula of its own. Fix one
// argument and check the other, then the other way round.
//
//     agrees([&](const Tensor& t) { return op(t, b); }, a, v)     // the gradient of a
//     agrees([&](const Tensor& t) { return op(a, t); }, b, v)     // the gradient of b
//:explain.first-argument.vi
// backward trả về một gradient cho mỗi tham số, mỗi cái có công thức riêng. Hãy giữ một tham số
// và kiểm tra tham số kia, rồi ngược lại.
//
//     agrees([&](const Tensor& t) { return op(t, b); }, a, v)     // gradient của a
//     agrees([&](const Tensor& t) { return op(a, t); }, b, v)     // gradient của b

//:code
#include "gradlab/lab/part2/ex_2_13.h"

#include <cmath>
#include <utility>
#include <vector>

namespace ex_2_13 {

Tensor numeric_vjp(const Function& f, const Tensor& x, const Tensor& v, double h) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  NoGradGuard no_grad;
  const Tensor flat = x.detach().to(kFloat64).reshape({-1}).clone();
  const auto loss = [&](int64_t i, double step) {
    const Tensor moved = flat.clone();
    moved[i] += step;
    return (f(moved.reshape(x.sizes())) * v).sum().item<double>();
  };
  const Tensor result = zeros_like(flat);
  for (int64_t i = 0; i < flat.numel(); ++i) {
    result[i] = (loss(i, h) - loss(i, -h)) / (2 * h);
  }
  return result.reshape(x.sizes());
  //:wrong TWO_H 2.13/two-h
  NoGradGuard no_grad;
  const Tensor flat = x.detach().to(kFloat64).reshape({-1}).clone();
  const auto loss = [&](int64_t i, double step) {
    const Tensor moved = flat.clone();
    moved[i] += step;
    return (f(moved.reshape(x.sizes())) * v).sum().item<double>();
  };
  const Tensor result = zeros_like(flat);
  for (int64_t i = 0; i < flat.numel(); ++i) {
    result[i] = (loss(i, h) - loss(i, -h)) / h;
  }
  return result.reshape(x.sizes());
  //:wrong HALF_WAY 2.13/half-way
  NoGradGuard no_grad;
  const Tensor flat = x.detach().to(kFloat64).reshape({-1}).clone();
  const auto loss = [&] { return (f(flat.reshape(x.sizes())) * v).sum().item<double>(); };
  const Tensor result = zeros_like(flat);
  for (int64_t i = 0; i < flat.numel(); ++i) {
    flat[i] += h;
    const double above = loss();
    flat[i] -= h;
    result[i] = (above - loss()) / (2 * h);
  }
  return result.reshape(x.sizes());
  //:wrong NOT_RESTORED 2.13/not-restored
  NoGradGuard no_grad;
  const Tensor flat = x.detach().to(kFloat64).reshape({-1}).clone();
  const auto loss = [&] { return (f(flat.reshape(x.sizes())) * v).sum().item<double>(); };
  const Tensor result = zeros_like(flat);
  for (int64_t i = 0; i < flat.numel(); ++i) {
    flat[i] += h;
    const double above = loss();
    flat[i] -= 2 * h;
    result[i] = (above - loss()) / (2 * h);
  }
  return result.reshape(x.sizes());
  //:wrong NOT_RESTORED_B 2.13/not-restored
  NoGradGuard no_grad;
  const Tensor flat = x.detach().to(kFloat64).reshape({-1}).clone();
  const auto loss = [&] { return (f(flat.reshape(x.sizes())) * v).sum().item<double>(); };
  const Tensor result = zeros_like(flat);
  for (int64_t i = 0; i < flat.numel(); ++i) {
    flat[i] -= h;
    const double below = loss();
    flat[i] += 2 * h;
    result[i] = (loss() - below) / (2 * h);
  }
  return result.reshape(x.sizes());
  //:wrong FLOAT32_B 2.13/float32
  NoGradGuard no_grad;
  const Tensor flat = x.detach().reshape({-1}).clone();
  const auto loss = [&] { return (f(flat.reshape(x.sizes())) * v).sum().item<double>(); };
  const Tensor result = zeros_like(flat);
  for (int64_t i = 0; i < flat.numel(); ++i) {
    flat[i] += h;
    const double above = loss();
    flat[i] -= 2 * h;
    result[i] = (above - loss()) / (2 * h);
    flat[i] += h;
  }
  return result.reshape(x.sizes());
  //:wrong IGNORED_V 2.13/ignored-v
  NoGradGuard no_grad;
  const Tensor flat = x.detach().to(kFloat64).reshape({-1}).clone();
  const auto loss = [&](int64_t i, double step) {
    const Tensor moved = flat.clone();
    moved[i] += step;
    return f(moved.reshape(x.sizes())).sum().item<double>();
  };
  const Tensor result = zeros_like(flat);
  for (int64_t i = 0; i < flat.numel(); ++i) {
    result[i] = (loss(i, h) - loss(i, -h)) / (2 * h);
  }
  return result.reshape(x.sizes());
  //:wrong FORWARD_DIFFERENCE 2.13/forward-difference
  NoGradGuard no_grad;
  const Tensor flat = x.detach().to(kFloat64).reshape({-1}).clone();
  const auto loss = [&](int64_t i, double step) {
    const Tensor moved = flat.clone();
    moved[i] += step;
    return (f(moved.reshape(x.sizes())) * v).sum().item<double>();
  };
  const Tensor result = zeros_like(flat);
  for (int64_t i = 0; i < flat.numel(); ++i) {
    result[i] = (loss(i, h) - loss(i, 0)) / h;
  }
  return result.reshape(x.sizes());
  //:wrong FORWARD_DIFFERENCE_B 2.13/forward-difference
  NoGradGuard no_grad;
  const Tensor flat = x.detach().to(kFloat64).reshape({-1}).clone();
  const auto loss = [&](const Tensor& at) {
    return (f(at.reshape(x.sizes())) * v).sum().item<double>();
  };
  const double here = loss(flat);
  const Tensor result = zeros_like(flat);
  for (int64_t i = 0; i < flat.numel(); ++i) {
    const double before = flat[i].item<double>();
    flat[i] = before - h;
    result[i] = (here - loss(flat)) / h;
    flat[i] = before;
  }
  return result.reshape(x.sizes());
  //:wrong FLOAT32 2.13/float32
  NoGradGuard no_grad;
  const Tensor flat = x.detach().reshape({-1}).clone();
  const auto loss = [&](int64_t i, double step) {
    const Tensor moved = flat.clone();
    moved[i] += step;
    return (f(moved.reshape(x.sizes())) * v).sum().item<double>();
  };
  const Tensor result = zeros_like(flat);
  for (int64_t i = 0; i < flat.numel(); ++i) {
    result[i] = (loss(i, h) - loss(i, -h)) / (2 * h);
  }
  return result.reshape(x.sizes()).to(kFloat64);
  //:wrong LOST_STEP 2.13/lost-step
  NoGradGuard no_grad;
  const auto loss = [&](int64_t i, double step) {
    const Tensor moved = x.detach().to(kFloat64).clone();
    moved.reshape({-1})[i] += step;
    return (f(moved) * v).sum().item<double>();
  };
  const Tensor result = zeros({x.numel()}, kFloat64);
  for (int64_t i = 0; i < x.numel(); ++i) {
    result[i] = (loss(i, h) - loss(i, -h)) / (2 * h);
  }
  return result.reshape(x.sizes());
  //:wrong CHANGED_X 2.13/changed-x
  NoGradGuard no_grad;
  const Tensor flat = x.detach().to(kFloat64).reshape({-1});
  const auto loss = [&] { return (f(flat.reshape(x.sizes())) * v).sum().item<double>(); };
  const Tensor result = zeros_like(flat);
  for (int64_t i = 0; i < flat.numel(); ++i) {
    flat[i] += h;
    const double above = loss();
    flat[i] -= 2 * h;
    result[i] = (above - loss()) / (2 * h);
  }
  return result.reshape(x.sizes());
  //:end
}

//:part
//:stub
//:solution
// Uniform in [-2, 2).
Tensor random(const std::vector<int64_t>& shape) { return rand(shape, kFloat64) * 4 - 2; }
//:wrong ONE_POINT 2.13/one-point
Tensor random(const std::vector<int64_t>& shape) { return rand(shape, kFloat64) + 0.5; }
//:wrong ONE_POINT_B 2.13/one-point
Tensor random(const std::vector<int64_t>& shape) { return (rand(shape, kFloat64) * 4 - 2).abs(); }
//:end

//:part
//:stub
//:solution
// Whether autograd and differences agree on the gradient of (f(x) * v).sum().
bool agrees(const Function& f, const Tensor& x, const Tensor& v) {
  const Tensor leaf = x.detach().requires_grad_();
  const Tensor g = autograd::grad({f(leaf)}, {leaf}, {v})[0];
  return allclose(g, numeric_vjp(f, x, v, 1e-6), 1e-4, 1e-6);
}
//:wrong REJECTS_HONEST 2.13/rejects-honest
bool agrees(const Function& f, const Tensor& x, const Tensor& v) {
  const Tensor leaf = x.detach().requires_grad_();
  const Tensor g = autograd::grad({f(leaf)}, {leaf}, {v})[0];
  return (g == numeric_vjp(f, x, v, 1e-6)).all().item<bool>();
}
//:wrong REJECTS_HONEST_B 2.13/rejects-honest
bool agrees(const Function& f, const Tensor& x, const Tensor& v) {
  const Tensor leaf = x.detach().requires_grad_();
  const Tensor g = autograd::grad({f(leaf)}, {leaf}, {v})[0];
  return allclose(g, numeric_vjp(f, x, v, 1e-6), 1e-14, 1e-14);
}
//:wrong ONE_ELEMENT 2.13/one-element
bool agrees(const Function& f, const Tensor& x, const Tensor& v) {
  const Tensor leaf = x.detach().requires_grad_();
  const Tensor g = autograd::grad({f(leaf)}, {leaf}, {v})[0];
  const Tensor off = g - numeric_vjp(f, x, v, 1e-6);
  return std::abs(off.reshape({-1})[0].item<double>()) < 1e-5;
}
//:wrong ONES_ONLY 2.13/ones-only
bool agrees(const Function& f, const Tensor& x, const Tensor& v) {
  const Tensor leaf = x.detach().requires_grad_();
  f(leaf).sum().backward();
  return allclose(leaf.grad(), numeric_vjp(f, x, ones_like(v), 1e-6), 1e-4, 1e-6);
}
//:end

//:part
//:stub
//:solution
// Both stretched; both with other strides.
std::vector<std::pair<Tensor, Tensor>> inputs() {
  return {{random({3, 1}), random({1, 4})}, {random({4, 3}).t(), random({4, 3}).t()}};
}
//:wrong NO_BROADCAST 2.13/no-broadcast
std::vector<std::pair<Tensor, Tensor>> inputs() {
  return {{random({3, 4}), random({3, 4})}, {random({4, 3}).t(), random({4, 3}).t()}};
}
//:wrong CONTIGUOUS_ONLY 2.13/contiguous-only
std::vector<std::pair<Tensor, Tensor>> inputs() {
  return {{random({3, 4}), random({3, 4})}, {random({3, 1}), random({1, 4})}};
}
//:wrong CONTIGUOUS_ONLY_B 2.13/contiguous-only
std::vector<std::pair<Tensor, Tensor>> inputs() {
  return {{random({3, 1}), random({1, 4})}, {random({4, 3}).t(), random({3, 4})}};
}
//:end

bool my_gradcheck(const Operation& op) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  for (const std::pair<Tensor, Tensor>& in : inputs()) {
    const Tensor &a = in.first, &b = in.second;
    const Tensor v = random(op(a, b).sizes().vec());
    if (!agrees([&](const Tensor& t) { return op(t, b); }, a, v)) return false;
    if (!agrees([&](const Tensor& t) { return op(a, t); }, b, v)) return false;
  }
  return agrees([&](const Tensor& t) { return op(t, t); }, random({3, 4}), random({3, 4}));
  //:wrong USED_ONCE 2.13/used-once
  for (const std::pair<Tensor, Tensor>& in : inputs()) {
    const Tensor &a = in.first, &b = in.second;
    const Tensor v = random(op(a, b).sizes().vec());
    if (!agrees([&](const Tensor& t) { return op(t, b); }, a, v)) return false;
    if (!agrees([&](const Tensor& t) { return op(a, t); }, b, v)) return false;
  }
  return true;
  //:wrong FIRST_ARGUMENT 2.13/first-argument
  for (const std::pair<Tensor, Tensor>& in : inputs()) {
    const Tensor &a = in.first, &b = in.second;
    const Tensor v = random(op(a, b).sizes().vec());
    if (!agrees([&](const Tensor& t) { return op(t, b); }, a, v)) return false;
  }
  return true;
  //:end
}

}  // namespace ex_2_13
