//:exercise 4.06 stretch
//:title.en A memory budget
//:title.vi Ngân sách bộ nhớ
//:text.en
// A chain of 64 layers keeps 64 results for the backward pass, and the memory is full.
// Checkpointing pays with time: cut the chain into segments, keep only what enters each segment,
// and compute its inside again when the backward pass gets there. With 8 segments of 8 layers at
// most 16 values are alive instead of 65, and every layer runs twice instead of once. The library
// has this as autograd::checkpoint; here you build it, as a Function of your own (exercise 2.12).
//
// 1. segment: apply a Function to x and the layers: Segment::apply(x, layers). In its forward
//    (which runs without recording) save x with ctx->save_for_backward({x}), the layers with
//    ctx->saved_data["layers"] = keep(layers) (see the contract), and return the last layer's
//    result. In its backward, called with grads[0], the gradient of that result:
//      - take x back: ctx->get_saved_variables()[0].detach().requires_grad_(), the leaf of a new
//        graph;
//      - switch recording on, AutoGradMode enable(true), and run the layers again: y;
//      - go back through this small graph: y.backward(grads[0]). It fills the gradients of the
//        layers' parameters, which are leaves, and of your new x;
//      - return {x.grad(), Tensor()}: the layers, being no tensor, get an empty one.
// 2. peak: how many values are kept at the worst moment (see the contract): while segment k (from
//    0) is run again, k + 1 inputs are kept, and the results of its layers. Take the largest of
//    all k; the last segment may be shorter.
// 3. segment_length: the smallest s with s * s >= layers.
// 4. chain: one segment after the other, of this length; the last one takes what is left. A part
//    of a vector: Layers(layers.begin() + first, layers.begin() + last).
//:text.vi
// Một chuỗi 64 tầng giữ 64 kết quả cho lượt lan truyền ngược, và bộ nhớ đầy. Checkpointing trả
// giá bằng thời gian: cắt chuỗi thành các đoạn, chỉ giữ đầu vào của mỗi đoạn, và tính lại bên
// trong đoạn khi lượt ngược đi tới đó. Với 8 đoạn, mỗi đoạn 8 tầng, nhiều nhất 16 giá trị còn
// sống thay vì 65, và mỗi tầng chạy hai lần thay vì một. Thư viện có sẵn autograd::checkpoint; ở
// đây bạn tự xây nó bằng một Function của riêng mình (bài 2.12).
//
// 1. segment: áp dụng một Function lên x và các tầng: Segment::apply(x, layers). Trong forward
//    của nó (chạy mà không ghi lại), lưu x bằng ctx->save_for_backward({x}), lưu các tầng bằng
//    ctx->saved_data["layers"] = keep(layers) (xem contract), và trả về kết quả của tầng cuối.
//    Trong backward, được gọi với grads[0], gradient của kết quả đó:
//      - lấy lại x: ctx->get_saved_variables()[0].detach().requires_grad_(), lá của một đồ thị
//        mới;
//      - bật ghi lại, AutoGradMode enable(true), và chạy lại các tầng: được y;
//      - đi ngược qua đồ thị nhỏ này: y.backward(grads[0]). Nó điền gradient của các tham số
//        trong tầng (vốn là lá) và của x mới;
//      - trả về {x.grad(), Tensor()}: các tầng không phải tensor nên nhận một tensor rỗng.
// 2. peak: số giá trị được giữ ở lúc xấu nhất (xem contract): khi đoạn k (đếm từ 0) được chạy
//    lại, có k + 1 đầu vào được giữ, cùng kết quả các tầng của đoạn đó. Lấy số lớn nhất theo mọi
//    k; đoạn cuối có thể ngắn hơn.
// 3. segment_length: số s nhỏ nhất có s * s >= layers.
// 4. chain: nối các đoạn có độ dài này; đoạn cuối lấy phần còn lại. Một phần của vector:
//    Layers(layers.begin() + first, layers.begin() + last).
//:know.en
// Keep √n inputs, compute the rest twice: memory falls from n to 2√n for one more forward pass.
//:know.vi
// Giữ √n đầu vào, tính phần còn lại hai lần: bộ nhớ giảm từ n xuống 2√n, đổi lấy một lượt xuôi nữa.
//:hint.1.en What must the backward pass of a segment know to compute its inside again? And who
// else, besides x, expects a gradient from it?
//:hint.1.vi Lượt ngược của một đoạn cần biết gì để tính lại bên trong của nó? Và ngoài x, còn ai
// chờ nhận gradient từ nó?
//:hint.2.en In backward nothing is recorded unless you switch it on. Begin the new graph at a
// detached x, and send grads[0] into it, not ones. backward() fills x.grad() and the parameters'
// .grad().
//:hint.2.vi Trong backward, không có gì được ghi lại trừ khi bạn bật lên. Bắt đầu đồ thị mới từ x
// đã detach, và gửi grads[0] vào đó, không phải toàn số 1. backward() điền x.grad() và .grad()
// của các tham số.
//:hint.3.en
// struct Segment : public autograd::Function<Segment> {
//   static Tensor forward(autograd::AutogradContext* ctx, Tensor x, Layers layers) { ... }
//   static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
//     const Tensor x = ctx->get_saved_variables()[0].detach().requires_grad_();
//     AutoGradMode enable(true);
//     Tensor y = x;
//     for (const Layer& layer : kept(ctx->saved_data["layers"])) y = layer(y);
//     y.backward(grads[0]);
//     return {x.grad(), Tensor()};
//   }
// };
//:hint.3.vi
// struct Segment : public autograd::Function<Segment> {
//   static Tensor forward(autograd::AutogradContext* ctx, Tensor x, Layers layers) { ... }
//   static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
//     const Tensor x = ctx->get_saved_variables()[0].detach().requires_grad_();
//     AutoGradMode enable(true);
//     Tensor y = x;
//     for (const Layer& layer : kept(ctx->saved_data["layers"])) y = layer(y);
//     y.backward(grads[0]);
//     return {x.grad(), Tensor()};
//   }
// };
//:predict.plain.en 100 layers tanh(x * w), no segments: how many values of x's size are alive, x
// included?
//:predict.plain.vi 100 tầng tanh(x * w), không cắt đoạn: bao nhiêu giá trị cỡ x còn sống, kể cả
// x?
//:predict.checkpointed.en And at the worst moment with 10 segments of 10 layers?
//:predict.checkpointed.vi Còn ở lúc xấu nhất với 10 đoạn, mỗi đoạn 10 tầng?
//:label.values.en the result
//:label.values.vi kết quả
//:label.kept.en values of the size of x that are alive after the forward pass
//:label.kept.vi số giá trị cỡ x còn sống sau lượt xuôi
//:label.tracked.en a result with history, each layer run once
//:label.tracked.vi kết quả có lịch sử, mỗi tầng chạy một lần
//:label.nodes.en graph nodes: one for each segment
//:label.nodes.vi số nút đồ thị: mỗi đoạn một nút
//:label.x-grad.en x.grad
//:label.x-grad.vi x.grad
//:label.w-grad.en the gradients of the layers' parameters
//:label.w-grad.vi gradient của các tham số trong tầng
//:label.bits.en all gradients, bit by bit
//:label.bits.vi mọi gradient, từng bit một
//:label.twice.en x.grad after two passes through a retained graph
//:label.twice.vi x.grad sau hai lượt qua đồ thị được giữ lại
//:label.freed.en a pass after the graph was freed
//:label.freed.vi một lượt sau khi đồ thị đã giải phóng
//:label.float32.en the gradients in float32
//:label.float32.vi gradient với float32
//:label.untracked.en the result without recording
//:label.untracked.vi kết quả khi không ghi lại
//:label.backward.en a forward and a backward pass
//:label.backward.vi một lượt xuôi và một lượt ngược
//:label.runs.en how often a layer runs, forward and backward pass together
//:label.runs.vi số lần một tầng chạy, cả lượt xuôi và lượt ngược
//:label.peak.en values of the size of x that are kept at the worst moment
//:label.peak.vi số giá trị cỡ x được giữ ở lúc xấu nhất
//:label.quarter.en bytes kept at the worst moment, against a quarter of the plain run
//:label.quarter.vi số byte được giữ ở lúc xấu nhất, so với một phần tư của cách thường
//:label.after.en values of the size of x that are alive after the backward pass
//:label.after.vi số giá trị cỡ x còn sống sau lượt ngược
//:label.peak-by-hand.en peak(layers, length)
//:label.peak-by-hand.vi peak(layers, length)
//:label.length.en segment_length(layers)
//:label.length.vi segment_length(layers)
//:message.kept.en {got} values are alive after the forward pass of {layers} layers, {expected}
// would do: segment inputs *and* interiors are alive. No memory is saved yet.
//:message.kept.vi Sau lượt xuôi của {layers} tầng còn {got} giá trị sống, chỉ cần {expected}: cả
// đầu vào đoạn và bên trong đoạn đều còn sống: chưa tiết kiệm được gì.
//:explain.kept.en
// A checkpoint has one job in the forward pass: to forget. The forward function of a Function
// runs without recording, so results in between die as soon as the next layer has used them,
// unless they are saved. And layers called outside of a Function leave their nodes, and these
// keep their results.
//
//     for (const Layer& layer : layers) x = layer(x);   // inside forward: x replaces x
//     ctx->save_for_backward({x});                      // before the loop: the input alone
//:explain.kept.vi
// Trong lượt xuôi, checkpoint chỉ có một việc: quên. Hàm forward của một Function chạy mà không
// ghi lại, nên các kết quả trung gian mất ngay khi tầng sau dùng xong, trừ khi bạn lưu chúng. Còn
// các tầng được gọi bên ngoài Function thì để lại nút của chúng, và các nút này giữ kết quả.
//
//     for (const Layer& layer : layers) x = layer(x);   // trong forward: x mới thay x cũ
//     ctx->save_for_backward({x});                      // trước vòng lặp: chỉ đầu vào
//:message.every-layer.en {got} values are alive after the forward pass, one for each of {layers}
// layers: every layer is a segment of its own. {expected} segments keep {expected}.
//:message.every-layer.vi Sau lượt xuôi còn {got} giá trị sống, mỗi tầng một giá trị trong
// {layers} tầng: mỗi tầng đang là một đoạn riêng. {expected} đoạn chỉ giữ {expected}.
//:explain.every-layer.en
// Segments of one layer keep the input of every layer: as much as no checkpoints at all, and each
// layer runs twice. What is saved must be fewer inputs than layers.
//
//     segments of 1:    64 inputs kept,  1 layer inside
//     segments of 8:     8 inputs kept,  8 layers inside
//     one segment:       1 input kept,  64 layers inside
//:explain.every-layer.vi
// Đoạn chỉ có một tầng thì giữ đầu vào của mọi tầng: nhiều như không có checkpoint nào, mà mỗi
// tầng lại chạy hai lần. Số đầu vào được lưu phải ít hơn số tầng.
//
//     đoạn 1 tầng:    giữ 64 đầu vào,  bên trong 1 tầng
//     đoạn 8 tầng:    giữ 8 đầu vào,   bên trong 8 tầng
//     một đoạn:       giữ 1 đầu vào,   bên trong 64 tầng
//:message.one-segment.en Only {got} values are alive after the forward pass, {expected} are
// meant: your segments are too long, and the backward pass will have all of their inside alive at
// once.
//:message.one-segment.vi Sau lượt xuôi chỉ còn {got} giá trị sống, lẽ ra là {expected}: các đoạn
// của bạn quá dài, và lượt ngược sẽ phải giữ toàn bộ bên trong chúng cùng lúc.
//:explain.one-segment.en
// One checkpoint around everything moves the problem: the forward pass keeps nothing, then the
// backward pass runs all layers again with recording on, and has all their results alive.
//
//     n layers, one segment:             1 + n values at the worst moment
//     n layers, segments of sqrt(n):     sqrt(n) + sqrt(n)
//:explain.one-segment.vi
// Một checkpoint bao quanh tất cả chỉ dời vấn đề đi chỗ khác: lượt xuôi không giữ gì, rồi lượt
// ngược chạy lại mọi tầng có ghi lại, và giữ mọi kết quả của chúng.
//
//     n tầng, một đoạn:              1 + n giá trị ở lúc xấu nhất
//     n tầng, đoạn dài sqrt(n):      sqrt(n) + sqrt(n)
//:message.library.en The graph has {nodes} nodes of the library's: that is its checkpoint, or one
// made of hooks. Build the segment here: one node, a Function of your own.
//:message.library.vi Đồ thị có {nodes} nút của thư viện: đó là checkpoint có sẵn, hoặc làm bằng
// hook. Ở đây hãy tự xây đoạn: một nút duy nhất, một Function của bạn.
//:explain.library.en
// autograd::checkpoint does the same and is what you use from tomorrow on. To see why it needs a
// second forward pass, why the layers must compute the same again, and why it cannot work with
// autograd::grad in this form, it has to be written once.
//
//     struct Segment : public autograd::Function<Segment> { ... };
//     Tensor y = Segment::apply(x, layers);
//:explain.library.vi
// autograd::checkpoint làm đúng việc này và từ mai bạn cứ dùng nó. Để thấy vì sao cần lượt xuôi
// thứ hai, vì sao các tầng phải tính lại ra đúng kết quả cũ, và vì sao ở dạng này nó không dùng
// được với autograd::grad, ta cần tự viết một lần.
//
//     struct Segment : public autograd::Function<Segment> { ... };
//     Tensor y = Segment::apply(x, layers);
//:message.no-upstream.en x.grad is what ones coming in would give: the small graph began with
// ones instead of grads[0]. y.backward(grads[0]).
//:message.no-upstream.vi x.grad đúng bằng kết quả khi gradient đi vào toàn số 1: đồ thị nhỏ đã
// bắt đầu bằng số 1 thay vì grads[0]. Hãy viết y.backward(grads[0]).
//:explain.no-upstream.en
// The segment is one operation among others. What comes after it decides how much each element of
// its result matters; that is grads[0], and the pass inside the segment must begin with it.
//
//     y.sum().backward();          // as if the loss were the sum of y
//     y.backward(grads[0]);        // whatever the loss is
//:explain.no-upstream.vi
// Đoạn chỉ là một phép toán giữa các phép toán khác. Những gì đứng sau nó quyết định mỗi phần tử
// của kết quả quan trọng bao nhiêu; đó là grads[0], và lượt ngược trong đoạn phải bắt đầu từ đó.
//
//     y.sum().backward();          // như thể loss là tổng của y
//     y.backward(grads[0]);        // với loss bất kỳ
//:message.not-recorded.en The layers ran again without recording, so there is no graph to go back
// through: {got}. First AutoGradMode enable(true).
//:message.not-recorded.vi Các tầng chạy lại mà không được ghi lại, nên không có đồ thị để đi
// ngược: {got}. Trước hết hãy viết AutoGradMode enable(true).
//:explain.not-recorded.en
// A backward pass computes gradients and normally needs no history of them, so recording is off
// in a Function's backward, as in its forward. For the second run you need the history: switch it
// on.
//
//     AutoGradMode enable(true);       // until the end of the scope
//     Tensor y = layer(x);             // y has a grad_fn now
//:explain.not-recorded.vi
// Lượt ngược tính gradient và thường không cần lịch sử của chúng, nên trong backward của một
// Function việc ghi lại bị tắt, cũng như trong forward. Với lần chạy thứ hai bạn cần lịch sử: hãy
// bật lên.
//
//     AutoGradMode enable(true);       // tới hết phạm vi
//     Tensor y = layer(x);             // bây giờ y có grad_fn
//:message.x-lost.en x.grad is missing: in backward, the x of the small graph does not require
// grad, so nothing arrives at it. detach() takes that away; requires_grad_() gives it back.
//:message.x-lost.vi Thiếu x.grad: trong backward, x của đồ thị nhỏ không đòi gradient nên không
// gì tới được nó. detach() đã bỏ điều đó; requires_grad_() đặt lại.
//:explain.x-lost.en
// A detached tensor has no history and does not require grad. As the leaf of a new graph it must
// require it again, or the pass stops before it, and your Function returns an empty gradient.
//
//     x.detach()                       // a constant
//     x.detach().requires_grad_()      // a new leaf
//:explain.x-lost.vi
// Một tensor đã detach không có lịch sử và không đòi gradient. Để làm lá của đồ thị mới, nó phải
// đòi gradient trở lại, nếu không lượt ngược dừng trước nó và Function của bạn trả về gradient
// rỗng.
//
//     x.detach()                       // một hằng số
//     x.detach().requires_grad_()      // một lá mới
//:message.not-detached.en x.grad is twice as large as it should be: the small graph hangs on the
// outer one, so x receives its gradient once from inside and once from what you return. Begin it
// at x.detach().
//:message.not-detached.vi x.grad lớn gấp đôi: đồ thị nhỏ còn nối với đồ thị ngoài, nên x nhận
// gradient một lần từ bên trong và một lần từ giá trị bạn trả về. Hãy bắt đầu đồ thị nhỏ từ
// x.detach().
//:explain.not-detached.en
// What save_for_backward gives back is x itself, with its history. The pass inside must end
// there; what lies before x is the business of the outer pass, which gets its gradient from your
// return.
//
//     Tensor x = ctx->get_saved_variables()[0];                              // the outer x
//     Tensor x = ctx->get_saved_variables()[0].detach().requires_grad_();    // a leaf of its own
//:explain.not-detached.vi
// Thứ mà save_for_backward trả lại chính là x, kèm lịch sử của nó. Lượt bên trong phải dừng ở đó;
// những gì nằm trước x là việc của lượt bên ngoài, lượt này nhận gradient từ giá trị bạn trả về.
//
//     Tensor x = ctx->get_saved_variables()[0];                              // x bên ngoài
//     Tensor x = ctx->get_saved_variables()[0].detach().requires_grad_();    // lá riêng
//:message.parameters.en {got} of {layers} parameters have no gradient: the pass inside the
// segment asked for x alone. Use y.backward(grads[0]), which fills every leaf.
//:message.parameters.vi {got} trong {layers} tham số không có gradient: lượt ngược trong đoạn chỉ
// hỏi gradient của x. Hãy dùng y.backward(grads[0]), nó điền cho mọi lá.
//:explain.parameters.en
// The parameters are captured by the layers, so autograd does not know them as inputs of your
// Function; nobody but the pass inside it can reach them. A model checkpointed in this way
// trains, slowly: only what lies outside of the segments learns.
//
//     autograd::grad({y}, {x}, {grads[0]});    // x only
//     y.backward(grads[0]);                    // all leaves: x and every w
//:explain.parameters.vi
// Các tham số nằm trong layer (bị bắt giữ), nên autograd không biết chúng là đầu vào của Function
// của bạn; chỉ lượt ngược bên trong mới tới được chúng. Mô hình checkpoint kiểu này vẫn huấn
// luyện, nhưng chỉ phần nằm ngoài các đoạn học được.
//
//     autograd::grad({y}, {x}, {grads[0]});    // chỉ x
//     y.backward(grads[0]);                    // mọi lá: x và mọi w
//:message.rounded.en The gradients are off by up to {got}: near is not the same. The second run
// must compute exactly what the first did, from exactly the same x.
//:message.rounded.vi Gradient lệch tới {got}: gần bằng chưa phải là bằng. Lần chạy thứ hai phải
// tính đúng những gì lần đầu đã tính, từ đúng x đó.
//:explain.rounded.en
// Keeping x in float32, or computing it back from the result, saves memory too, but it changes
// the numbers, and a run cannot be compared with one without checkpoints any more. A checkpoint
// keeps x as it is; then the second run gives the same bits.
//
//     ctx->save_for_backward({x.to(kFloat32)});    // half the memory, other gradients
//     ctx->save_for_backward({x});
//:explain.rounded.vi
// Giữ x ở float32, hay tính ngược x từ kết quả, cũng tiết kiệm bộ nhớ, nhưng làm các con số thay
// đổi, và không còn so sánh được với lần chạy không checkpoint. Checkpoint giữ nguyên x; khi đó
// lần chạy thứ hai cho đúng từng bit.
//
//     ctx->save_for_backward({x.to(kFloat32)});    // nửa bộ nhớ, gradient khác
//     ctx->save_for_backward({x});
//:message.too-many.en One layer ran {got} times; {expected} are allowed, once forward and once
// again. Run the segment through once in backward, with recording on.
//:message.too-many.vi Có tầng chạy {got} lần; chỉ được {expected}: một lần xuôi và một lần tính
// lại. Trong backward hãy chạy cả đoạn một lượt, có ghi lại.
//:explain.too-many.en
// Computing the input of each layer again from the beginning keeps even less, but a segment of s
// layers then runs s * s / 2 layers. One run with recording on gives all s results at once; they
// are the s values that the budget has room for.
//
//     Tensor y = x;
//     for (const Layer& layer : layers) y = layer(y);   // recorded: every result is there
//     y.backward(grads[0]);
//:explain.too-many.vi
// Tính lại đầu vào của từng tầng từ đầu thì giữ còn ít hơn nữa, nhưng một đoạn s tầng khi đó phải
// chạy s * s / 2 tầng. Một lần chạy có ghi lại cho cả s kết quả cùng lúc; đó chính là s giá trị
// mà ngân sách cho phép.
//
//     Tensor y = x;
//     for (const Layer& layer : layers) y = layer(y);   // có ghi lại: mọi kết quả đều còn
//     y.backward(grads[0]);
//:message.peak.en {got} values are kept at the worst moment of the backward pass, {expected} are
// allowed: more than one segment has its inside alive, or its inside is kept twice.
//:message.peak.vi Ở lúc xấu nhất của lượt ngược có {got} giá trị được giữ, chỉ cho phép
// {expected}: có nhiều hơn một đoạn còn bên trong, hoặc bên trong bị giữ hai lần.
//:explain.peak.en
// While a segment is run again, only its own results may be there. They go when its small graph
// goes: at the end of your backward function at the latest. Copies of them (clone), lists of
// them, or a graph kept in a static variable stay.
//
//     std::vector<Tensor> all;  all.push_back(y.clone());   // the inside a second time
//:explain.peak.vi
// Khi một đoạn được chạy lại, chỉ các kết quả của chính nó được có mặt. Chúng mất khi đồ thị nhỏ
// mất: muộn nhất là lúc hàm backward của bạn kết thúc. Các bản sao (clone), các danh sách chứa
// chúng, hay đồ thị giữ trong biến static thì ở lại.
//
//     std::vector<Tensor> all;  all.push_back(y.clone());   // bên trong bị giữ lần thứ hai
//:message.not-released.en {got} values are alive after the backward pass, as long as the result
// is; {expected} (the result and x.grad) would do. Save x with save_for_backward.
//:message.not-released.vi Sau lượt ngược, chừng nào kết quả còn thì {got} giá trị còn sống; chỉ
// cần {expected} (kết quả và x.grad). Hãy lưu x bằng save_for_backward.
//:explain.not-released.en
// What stands in save_for_backward is freed when the pass is through, like everything that the
// library saves. A tensor in saved_data, or captured by something that the node owns, stays until
// the node goes: as long as anybody holds the loss.
//
//     ctx->saved_data["x"] = x;          // for numbers and texts
//     ctx->save_for_backward({x});       // for tensors: freed, and checked for in-place changes
//:explain.not-released.vi
// Những gì nằm trong save_for_backward được giải phóng khi lượt đi qua xong, như mọi thứ thư viện
// đã lưu. Một tensor trong saved_data, hay bị thứ gì đó của nút giữ, thì ở lại tới khi nút mất:
// tức là chừng nào còn ai giữ loss.
//
//     ctx->saved_data["x"] = x;          // dành cho số và chữ
//     ctx->save_for_backward({x});       // cho tensor: được giải phóng, và kiểm tra sửa tại chỗ
//:message.inputs-forgotten.en {got} counts the inside of one segment alone; the inputs of the
// {segments} segments are kept too, as far as they are still needed: {expected}.
//:message.inputs-forgotten.vi {got} chỉ tính bên trong một đoạn; đầu vào của {segments} đoạn cũng
// được giữ, chừng nào còn cần: {expected}.
//:explain.inputs-forgotten.en
// While segment k (from 0) is run again, the inputs of segments 0 to k must be there: its own to
// begin with, the others because their turn comes later. Those of k + 1 and up are freed.
//
//     kept in segment k  =  (k + 1)  +  the number of its layers
//:explain.inputs-forgotten.vi
// Khi đoạn k (đếm từ 0) được chạy lại, đầu vào của các đoạn 0 tới k phải còn: của chính nó để bắt
// đầu, của các đoạn kia vì lượt của chúng chưa tới. Đầu vào của đoạn k + 1 trở đi đã được giải
// phóng.
//
//     được giữ ở đoạn k  =  (k + 1)  +  số tầng của nó
//:message.last-segment.en {got} counts a last segment of full length, but it has only {last}
// layers: when the one before it is run again, one input less is kept. {expected}.
//:message.last-segment.vi {got} tính đoạn cuối có đủ độ dài, nhưng nó chỉ có {last} tầng: khi
// đoạn trước nó được chạy lại thì đã bớt một đầu vào. Đáp số là {expected}.
//:explain.last-segment.en
// 9 layers in segments of 4 are 4 + 4 + 1. In the last segment 3 inputs and 1 result are kept: 4.
// In the middle one 2 inputs and 4 results: 6. In the first 1 and 4: 5. The worst is 6, not 3 +
// 4.
//
//     for (int64_t first = 0; first < layers; first += length)
//       its layers: std::min(length, layers - first)
//:explain.last-segment.vi
// 9 tầng cắt thành đoạn 4 là 4 + 4 + 1. Ở đoạn cuối giữ 3 đầu vào và 1 kết quả: 4. Ở đoạn giữa 2
// đầu vào và 4 kết quả: 6. Ở đoạn đầu 1 và 4: 5. Xấu nhất là 6, không phải 3 + 4.
//
//     for (int64_t first = 0; first < layers; first += length)
//       số tầng của nó: std::min(length, layers - first)
//:message.inputs-only.en {got} counts the inputs of the segments alone; while one is run again,
// the results of its layers are alive as well: {expected}.
//:message.inputs-only.vi {got} chỉ tính đầu vào của các đoạn; khi một đoạn được chạy lại, kết quả
// các tầng của nó cũng còn sống: {expected}.
//:explain.inputs-only.en
// That is what is kept after the forward pass. The worst moment comes later: the backward pass
// runs a segment again with recording on, and every layer in it keeps its result until its turn
// comes.
//
//     kept in segment k  =  (k + 1)  +  the number of its layers
//:explain.inputs-only.vi
// Đó là những gì được giữ sau lượt xuôi. Lúc xấu nhất đến sau: lượt ngược chạy lại một đoạn có
// ghi lại, và mỗi tầng trong đó giữ kết quả của mình cho tới lượt nó.
//
//     được giữ ở đoạn k  =  (k + 1)  +  số tầng của nó
//:message.one-length.en Segments of {got}: {peak} values at the worst moment. Of {expected},
// about as many as there are segments: {better}.
//:message.one-length.vi Đoạn dài {got}: {peak} giá trị ở lúc xấu nhất. Đoạn dài {expected}, xấp
// xỉ số đoạn: chỉ {better}.
//:explain.one-length.en
// With segments of s layers, about n / s inputs are kept, and s results inside. One falls when
// the other grows; their sum is smallest where they are equal: s * s = n. Both extremes, one
// segment and segments of one layer, keep n + 1.
//
//     int64_t s = 1;
//     while (s * s < layers) ++s;
//:explain.one-length.vi
// Với đoạn s tầng, có chừng n / s đầu vào được giữ, và s kết quả bên trong. Cái này giảm thì cái
// kia tăng; tổng nhỏ nhất khi chúng bằng nhau: s * s = n. Cả hai cực đoan, một đoạn duy nhất và
// đoạn một tầng, đều giữ n + 1.
//
//     int64_t s = 1;
//     while (s * s < layers) ++s;
//:message.rounded-down.en {got} * {got} is less than {input}: the square root was rounded down.
// The smallest s with s * s >= layers is {expected}.
//:message.rounded-down.vi {got} * {got} nhỏ hơn {input}: căn bậc hai đã bị làm tròn xuống. Số s
// nhỏ nhất có s * s >= layers là {expected}.
//:explain.rounded-down.en
// An int made from std::sqrt forgets the digits behind the point: sqrt(50) = 7.07 becomes 7.
// Rounding up needs std::ceil, or a loop in whole numbers, which cannot be off by one.
//
//     int64_t s = 1;
//     while (s * s < layers) ++s;
//:explain.rounded-down.vi
// Số nguyên tạo từ std::sqrt bỏ mất phần sau dấu chấm: sqrt(50) = 7.07 thành 7. Muốn làm tròn lên
// cần std::ceil, hoặc một vòng lặp với số nguyên, không thể lệch một đơn vị.
//
//     int64_t s = 1;
//     while (s * s < layers) ++s;

//:code
#include "gradlab/lab/part4/ex_4_06.h"

#include <algorithm>
#include <cmath>

namespace ex_4_06 {

//:part
//:stub
//:solution
// One node for many layers.
struct Segment : public autograd::Function<Segment> {
  static Tensor forward(autograd::AutogradContext* ctx, Tensor x, Layers layers) {
    ctx->save_for_backward({x});
    ctx->saved_data["layers"] = keep(layers);
    for (const Layer& layer : layers) x = layer(x);
    return x;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    const Tensor x = ctx->get_saved_variables()[0].detach().requires_grad_();
    AutoGradMode enable(true);
    Tensor y = x;
    for (const Layer& layer : kept(ctx->saved_data["layers"])) y = layer(y);
    y.backward(grads[0]);
    return {x.grad(), Tensor()};
  }
};

//:wrong KEPT 4.06/kept
struct Segment : public autograd::Function<Segment> {
  static Tensor forward(autograd::AutogradContext* ctx, Tensor x, Layers layers) {
    variable_list inputs;
    for (const Layer& layer : layers) {
      inputs.push_back(x);
      x = layer(x);
    }
    ctx->save_for_backward(inputs);
    ctx->saved_data["layers"] = keep(layers);
    return x;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    const variable_list inputs = ctx->get_saved_variables();
    const Layers& layers = kept(ctx->saved_data["layers"]);
    AutoGradMode enable(true);
    Tensor g = grads[0];
    for (size_t i = inputs.size(); i-- > 0;) {
      const Tensor x = inputs[i].detach().requires_grad_();
      layers[i](x).backward(g);
      g = x.grad();
    }
    return {g, Tensor()};
  }
};

//:wrong NO_UPSTREAM 4.06/no-upstream
struct Segment : public autograd::Function<Segment> {
  static Tensor forward(autograd::AutogradContext* ctx, Tensor x, Layers layers) {
    ctx->save_for_backward({x});
    ctx->saved_data["layers"] = keep(layers);
    for (const Layer& layer : layers) x = layer(x);
    return x;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list) {
    const Tensor x = ctx->get_saved_variables()[0].detach().requires_grad_();
    AutoGradMode enable(true);
    Tensor y = x;
    for (const Layer& layer : kept(ctx->saved_data["layers"])) y = layer(y);
    y.sum().backward();
    return {x.grad(), Tensor()};
  }
};

//:wrong NOT_RECORDED 4.06/not-recorded
struct Segment : public autograd::Function<Segment> {
  static Tensor forward(autograd::AutogradContext* ctx, Tensor x, Layers layers) {
    ctx->save_for_backward({x});
    ctx->saved_data["layers"] = keep(layers);
    for (const Layer& layer : layers) x = layer(x);
    return x;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    const Tensor x = ctx->get_saved_variables()[0].detach().requires_grad_();
    Tensor y = x;
    for (const Layer& layer : kept(ctx->saved_data["layers"])) y = layer(y);
    y.backward(grads[0]);
    return {x.grad(), Tensor()};
  }
};

//:wrong X_LOST 4.06/x-lost
struct Segment : public autograd::Function<Segment> {
  static Tensor forward(autograd::AutogradContext* ctx, Tensor x, Layers layers) {
    ctx->save_for_backward({x});
    ctx->saved_data["layers"] = keep(layers);
    for (const Layer& layer : layers) x = layer(x);
    return x;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    const Tensor x = ctx->get_saved_variables()[0].detach();
    AutoGradMode enable(true);
    Tensor y = x;
    for (const Layer& layer : kept(ctx->saved_data["layers"])) y = layer(y);
    y.backward(grads[0]);
    return {x.grad(), Tensor()};
  }
};

//:wrong NOT_DETACHED 4.06/not-detached
struct Segment : public autograd::Function<Segment> {
  static Tensor forward(autograd::AutogradContext* ctx, Tensor x, Layers layers) {
    ctx->save_for_backward({x});
    ctx->saved_data["layers"] = keep(layers);
    for (const Layer& layer : layers) x = layer(x);
    return x;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    const Tensor x = ctx->get_saved_variables()[0];
    AutoGradMode enable(true);
    Tensor y = x;
    for (const Layer& layer : kept(ctx->saved_data["layers"])) y = layer(y);
    y.backward(grads[0]);
    return {x.grad(), Tensor()};
  }
};

//:wrong PARAMETERS 4.06/parameters
struct Segment : public autograd::Function<Segment> {
  static Tensor forward(autograd::AutogradContext* ctx, Tensor x, Layers layers) {
    ctx->save_for_backward({x});
    ctx->saved_data["layers"] = keep(layers);
    for (const Layer& layer : layers) x = layer(x);
    return x;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    const Tensor x = ctx->get_saved_variables()[0].detach().requires_grad_();
    AutoGradMode enable(true);
    Tensor y = x;
    for (const Layer& layer : kept(ctx->saved_data["layers"])) y = layer(y);
    return {autograd::grad({y}, {x}, {grads[0]})[0], Tensor()};
  }
};

//:wrong PARAMETERS_B 4.06/parameters
struct Segment : public autograd::Function<Segment> {
  static Tensor forward(autograd::AutogradContext* ctx, Tensor x, Layers layers) {
    ctx->save_for_backward({x});
    ctx->saved_data["layers"] = keep(layers);
    for (const Layer& layer : layers) x = layer(x);
    return x;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    const Tensor x = ctx->get_saved_variables()[0].detach().requires_grad_();
    AutoGradMode enable(true);
    Tensor y = x;
    for (const Layer& layer : kept(ctx->saved_data["layers"])) y = layer(y);
    autograd::backward({y}, {grads[0]}, std::nullopt, false, {x});
    return {x.grad(), Tensor()};
  }
};

//:wrong ROUNDED 4.06/rounded
struct Segment : public autograd::Function<Segment> {
  static Tensor forward(autograd::AutogradContext* ctx, Tensor x, Layers layers) {
    ctx->save_for_backward({x.to(kFloat32)});
    ctx->saved_data["layers"] = keep(layers);
    for (const Layer& layer : layers) x = layer(x);
    return x;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    const Tensor saved = ctx->get_saved_variables()[0].to(grads[0].scalar_type());
    const Tensor x = saved.detach().requires_grad_();
    AutoGradMode enable(true);
    Tensor y = x;
    for (const Layer& layer : kept(ctx->saved_data["layers"])) y = layer(y);
    y.backward(grads[0]);
    return {x.grad(), Tensor()};
  }
};

//:wrong TOO_MANY 4.06/too-many
struct Segment : public autograd::Function<Segment> {
  static Tensor forward(autograd::AutogradContext* ctx, Tensor x, Layers layers) {
    ctx->save_for_backward({x});
    ctx->saved_data["layers"] = keep(layers);
    for (const Layer& layer : layers) x = layer(x);
    return x;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    const Layers& layers = kept(ctx->saved_data["layers"]);
    Tensor g = grads[0];
    for (size_t i = layers.size(); i-- > 0;) {
      Tensor in = ctx->get_saved_variables()[0].detach();
      for (size_t k = 0; k < i; ++k) in = layers[k](in).detach();
      const Tensor x = in.detach().requires_grad_();
      AutoGradMode enable(true);
      layers[i](x).backward(g);
      g = x.grad();
    }
    return {g, Tensor()};
  }
};

//:wrong PEAK 4.06/peak
struct Segment : public autograd::Function<Segment> {
  static Tensor forward(autograd::AutogradContext* ctx, Tensor x, Layers layers) {
    ctx->save_for_backward({x});
    ctx->saved_data["layers"] = keep(layers);
    for (const Layer& layer : layers) x = layer(x);
    return x;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    const Layers& layers = kept(ctx->saved_data["layers"]);
    AutoGradMode enable(true);
    variable_list inputs = {ctx->get_saved_variables()[0].detach().requires_grad_()}, results;
    for (const Layer& layer : layers) {
      results.push_back(layer(inputs.back()));
      inputs.push_back(results.back().clone().detach().requires_grad_());
    }
    Tensor g = grads[0];
    for (size_t i = layers.size(); i-- > 0;) {
      results[i].backward(g);
      g = inputs[i].grad();
    }
    return {g, Tensor()};
  }
};

//:wrong NOT_RELEASED 4.06/not-released
struct Segment : public autograd::Function<Segment> {
  static Tensor forward(autograd::AutogradContext* ctx, Tensor x, Layers layers) {
    ctx->saved_data["x"] = x;
    ctx->saved_data["layers"] = keep(layers);
    for (const Layer& layer : layers) x = layer(x);
    return x;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    const Tensor x = ctx->saved_data["x"].toTensor().detach().requires_grad_();
    AutoGradMode enable(true);
    Tensor y = x;
    for (const Layer& layer : kept(ctx->saved_data["layers"])) y = layer(y);
    y.backward(grads[0]);
    return {x.grad(), Tensor()};
  }
};

//:end
Tensor segment(const Layers& layers, const Tensor& x) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return Segment::apply(x, layers);
  //:wrong KEPT_B 4.06/kept
  Tensor y = x;
  for (const Layer& layer : layers) y = layer(y);
  return y;
  //:wrong LIBRARY 4.06/library
  const auto all = [layers](const Tensor& in) {
    Tensor y = in;
    for (const Layer& layer : layers) y = layer(y);
    return y;
  };
  return autograd::checkpoint(all, x);
  //:wrong LIBRARY_B 4.06/library
  const auto all = [layers](const Tensor& in) {
    Tensor y = in;
    for (const Layer& layer : layers) y = layer(y);
    return y;
  };
  return autograd::checkpoint(all, x, {.use_reentrant = true});
  //:end
}

int64_t peak(int64_t layers, int64_t length) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  int64_t inputs = 0, worst = 0;
  for (int64_t first = 0; first < layers; first += length) {
    ++inputs;
    worst = std::max(worst, inputs + std::min(length, layers - first));
  }
  return worst;
  //:wrong INPUTS_FORGOTTEN 4.06/inputs-forgotten
  return std::min(length, layers);
  //:wrong INPUTS_ONLY 4.06/inputs-only
  return (layers + length - 1) / length;
  //:wrong LAST_SEGMENT 4.06/last-segment
  return (layers + length - 1) / length + length;
  //:end
}

int64_t segment_length(int64_t layers) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  int64_t length = 1;
  while (length * length < layers) ++length;
  return length;
  //:wrong ONE_LENGTH 4.06/one-length
  return layers;
  //:wrong ONE_LENGTH_B 4.06/one-length
  return 1;
  //:wrong ROUNDED_DOWN 4.06/rounded-down
  return static_cast<int64_t>(std::sqrt(static_cast<double>(layers)));
  //:end
}

Tensor chain(const Layers& layers, const Tensor& x) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  const int64_t count = static_cast<int64_t>(layers.size()), length = segment_length(count);
  Tensor y = x;
  for (int64_t first = 0; first < count; first += length) {
    const int64_t last = std::min(first + length, count);
    y = segment(Layers(layers.begin() + first, layers.begin() + last), y);
  }
  return y;
  //:wrong ONE_SEGMENT 4.06/one-segment
  return segment(layers, x);
  //:wrong ONE_SEGMENT_B 4.06/one-segment
  const size_t half = layers.size() / 2;
  const Tensor middle = segment(Layers(layers.begin(), layers.begin() + half), x);
  return segment(Layers(layers.begin() + half, layers.end()), middle);
  //:wrong EVERY_LAYER 4.06/every-layer
  Tensor y = x;
  for (const Layer& layer : layers) y = segment({layer}, y);
  return y;
  //:end
}

}  // namespace ex_4_06
