//:exercise 3.01 core
//:covers "Sử dụng lớp nn.Linear để xây dựng lớp tuyến tính."
//:title.en Linear: x times W transposed, plus b
//:title.vi Linear: x nhân W chuyển vị, cộng b
//:text.en
// A linear layer turns rows of `in` numbers into rows of `out` numbers. It learns two tensors:
// the weight W of shape [out, in], one row for each output, and the bias b of shape [out].
//
//     y = x · Wᵀ + b          [4, 3] · [3, 2] + [2]  ->  [4, 2]
//
// In gradlab:
//
//     a.matmul(b)                 // product along the last axis of a; a may have many axes
//     W.t()                       // W transposed
//     rand({2, 3})                // numbers drawn uniformly from [0, 1)
//     t.requires_grad_();         // marks a finished tensor as a leaf that learns
//     return {weight, bias};      // returns a struct of two tensors
//     nn::Linear layer(3, 2);     // the layer of the library, from 3 numbers to 2
//     Tensor y = layer(x);        // layer->weight and layer->bias are its parameters
//
// 1. linear: return x · Wᵀ + b with matmul. It must work for x [in], [n, in], [m, n, in], etc.
// 2. parameter_count: how many numbers such a layer learns, in W and in b together.
// 3. initial_values: draw a new weight, then a new bias, uniformly between -1/sqrt(in) and
//    1/sqrt(in), and return both as leaves with requires_grad. This is what nn::Linear does: with
//    the same seed you get the same numbers.
// 4. project: make an nn::Linear that fits x (its width is x.size(-1)) and has `out_features`
//    outputs. Return what it gives for x.
//:text.vi
// Tầng tuyến tính biến mỗi hàng `in` số thành một hàng `out` số. Nó học hai tensor: trọng số W có
// shape [out, in], mỗi đầu ra một hàng, và bias b có shape [out].
//
//     y = x · Wᵀ + b          [4, 3] · [3, 2] + [2]  ->  [4, 2]
//
// Trong gradlab:
//
//     a.matmul(b)                 // nhân theo trục cuối của a; a có bao nhiêu trục cũng được
//     W.t()                       // W chuyển vị
//     rand({2, 3})                // các số lấy ngẫu nhiên đều trong [0, 1)
//     t.requires_grad_();         // biến một tensor đã tính xong thành lá học được
//     return {weight, bias};      // trả về một struct gồm hai tensor
//     nn::Linear layer(3, 2);     // tầng có sẵn của thư viện, từ 3 số thành 2 số
//     Tensor y = layer(x);        // layer->weight và layer->bias là tham số của nó
//
// 1. linear: trả về x · Wᵀ + b, dùng matmul. Phải chạy được với x [in], [n, in], [m, n, in], v.v.
// 2. parameter_count: một tầng như vậy học bao nhiêu số, kể cả W lẫn b.
// 3. initial_values: lấy ngẫu nhiên trọng số mới, rồi bias mới, phân bố đều từ -1/sqrt(in) đến
//    1/sqrt(in), trả về cả hai dưới dạng lá có requires_grad. nn::Linear làm đúng như vậy: cùng
//    seed thì cùng các con số.
// 4. project: tạo một nn::Linear vừa với x (độ rộng là x.size(-1)) và có `out_features` đầu ra.
//    Trả về kết quả của nó với x.
//:know.en Linear is y = x·Wᵀ + b: W has one row and b one number for each output.
//:know.vi Linear là y = x·Wᵀ + b: mỗi đầu ra có một hàng của W và một số của b.
//:hint.1.en The last axis of x has length `in`. Which axis of W has that length, and on which
// axis does a matrix product expect it?
//:hint.1.vi Trục cuối của x dài `in`. Trục nào của W có độ dài đó, và phép nhân ma trận cần nó
// nằm ở trục nào?
//:hint.2.en Look at the shapes: [n, in] · [in, out] gives [n, out]; a b of shape [out] is then
// added to every row by itself. rand gives [0, 1): multiply and subtract to move it to [-bound,
// bound), and call requires_grad_() last.
//:hint.2.vi Nhìn các shape: [n, in] · [in, out] cho [n, out]; b có shape [out] sẽ tự được cộng
// vào từng hàng. rand cho [0, 1): hãy nhân và trừ để được [-bound, bound), sau cùng mới gọi
// requires_grad_().
//:hint.3.en
// linear:          return x.matmul(W.t()) + b;
// parameter_count: in * out numbers in W, and out in b.
// initial_values:  const double bound = 1 / std::sqrt(in_features);
//                  Tensor weight = (2 * rand({out_features, in_features}) - 1) * bound;
//                  weight.requires_grad_();   and the same for the bias, of shape {out_features}
// project:         nn::Linear layer(x.size(-1), out_features);
//:hint.3.vi
// linear:          return x.matmul(W.t()) + b;
// parameter_count: in * out số trong W, và out số trong b.
// initial_values:  const double bound = 1 / std::sqrt(in_features);
//                  Tensor weight = (2 * rand({out_features, in_features}) - 1) * bound;
//                  weight.requires_grad_();   bias cũng vậy, với shape {out_features}
// project:         nn::Linear layer(x.size(-1), out_features);
//:predict.count.en How many numbers does nn::Linear(3, 2) learn?
//:predict.count.vi nn::Linear(3, 2) học bao nhiêu số?
//:predict.shape.en Which shape has the weight of nn::Linear(3, 2)? Write it like [4, 5].
//:predict.shape.vi Trọng số của nn::Linear(3, 2) có shape nào? Viết theo dạng [4, 5].
//:label.output.en the output x·Wᵀ + b
//:label.output.vi đầu ra x·Wᵀ + b
//:label.axes.en the output for an x with more or fewer axes
//:label.axes.vi đầu ra khi x có nhiều hoặc ít trục hơn
//:label.width.en an x of the wrong width
//:label.width.vi x có độ rộng sai
//:label.inputs.en x, W and b after the call
//:label.inputs.vi x, W và b sau lời gọi
//:label.gradients.en the gradients of x, W and b
//:label.gradients.vi gradient của x, W và b
//:label.count.en the number of parameters
//:label.count.vi số tham số
//:label.initial.en weight and bias of a new layer
//:label.initial.vi trọng số và bias của tầng mới
//:label.leaf.en whether weight and bias can learn
//:label.leaf.vi trọng số và bias có học được không
//:label.project.en the output of a new nn::Linear
//:label.project.vi đầu ra của một nn::Linear mới
//:message.no-transpose.en You multiplied x by W itself, which has shape {shape}: [out, in].
// Linear keeps one row of W for each output, so y = x·Wᵀ + b. Write x.matmul(W.t()).
//:message.no-transpose.vi Bạn nhân x với chính W, có shape {shape}: [ra, vào]. Linear lưu mỗi đầu
// ra một hàng của W, nên y = x·Wᵀ + b. Hãy viết x.matmul(W.t()).
//:explain.no-transpose.en
// A product of matrices pairs the last axis of the left one with the first axis of the right one.
// x has the shape [n, in], so the right one must be [in, out]. W is stored as [out, in]:
// transpose it. With a square W nothing raises an error, and every output is wrong.
//
//     Tensor x = ones({4, 3}), W = ones({2, 3});
//     x.matmul(W);        // error: (4x3 and 2x3)
//     x.matmul(W.t());    // [4, 3] · [3, 2] -> [4, 2]
//:explain.no-transpose.vi
// Phép nhân ma trận ghép trục cuối của ma trận trái với trục đầu của ma trận phải. x có shape [n,
// in], nên ma trận phải phải là [in, out]. W lại được lưu dạng [out, in]: hãy chuyển vị nó. Nếu W
// vuông thì không có lỗi nào báo ra, nhưng mọi đầu ra đều sai.
//
//     Tensor x = ones({4, 3}), W = ones({2, 3});
//     x.matmul(W);        // lỗi: (4x3 and 2x3)
//     x.matmul(W.t());    // [4, 3] · [3, 2] -> [4, 2]
//:message.reshaped.en The shape is right, the numbers are in the wrong places: you gave W the
// shape [in, out] with reshape or view, which cuts the list of numbers anew. Only W.t() swaps
// rows and columns.
//:message.reshaped.vi Đúng shape nhưng các số sai chỗ: bạn đổi W thành [vào, ra] bằng reshape
// hoặc view, tức là cắt lại dãy số. Chỉ W.t() mới đổi hàng thành cột.
//:explain.reshaped.en
// reshape keeps the order of the numbers in memory; t() keeps which number belongs to which
// output and input.
//
//     Tensor W = tensor({{1, 2, 3}, {4, 5, 6}});
//     W.reshape({3, 2});   // [[1, 2], [3, 4], [5, 6]]: row by row as before
//     W.t();               // [[1, 4], [2, 5], [3, 6]]: columns are the former rows
//:explain.reshaped.vi
// reshape giữ thứ tự các số trong bộ nhớ; t() giữ việc số nào thuộc đầu ra nào, đầu vào nào.
//
//     Tensor W = tensor({{1, 2, 3}, {4, 5, 6}});
//     W.reshape({3, 2});   // [[1, 2], [3, 4], [5, 6]]: vẫn theo thứ tự cũ
//     W.t();               // [[1, 4], [2, 5], [3, 6]]: cột là hàng cũ
//:message.no-bias.en You returned x·Wᵀ alone: b is missing. Add it: a tensor of shape [out] is
// added to every row.
//:message.no-bias.vi Bạn mới chỉ trả về x·Wᵀ: còn thiếu b. Hãy cộng b: tensor có shape [out] được
// cộng vào từng hàng.
//:explain.no-bias.en
// Without b the output for x = 0 is always 0: the layer could never learn a line that does not
// pass through the origin.
//
//     Tensor y = x.matmul(W.t()) + b;   // b [out] is added to every row of [n, out]
//:explain.no-bias.vi
// Không có b thì với x = 0 đầu ra luôn bằng 0: tầng không bao giờ học được một đường thẳng không
// đi qua gốc toạ độ.
//
//     Tensor y = x.matmul(W.t()) + b;   // b [out] được cộng vào từng hàng của [n, out]
//:message.bias-shape.en The bias is one number per output (here {out}), not one per sample (here
// {samples}). Add b as it is: broadcasting lines it up with the last axis.
//:message.bias-shape.vi Bias là mỗi đầu ra một số (ở đây {out}), không phải mỗi mẫu một số (ở đây
// {samples}). Cứ cộng b như nó vốn có: broadcasting xếp nó thẳng với trục cuối.
//:explain.bias-shape.en
// Shapes are aligned at the right. b [2] stands under the last axis of [4, 2] and is repeated for
// every row. As a column [2, 1] it would stand under the axis of samples: an error, or, if there
// are just as many samples as outputs, wrong numbers without an error.
//
//     Tensor y = zeros({4, 2}), b = tensor({10.0, 20.0});
//     y + b;                // [4, 2]: every row is [10, 20]
//     y + b.unsqueeze(1);   // error: 4 against 2
//:explain.bias-shape.vi
// Các shape được gióng từ bên phải. b [2] nằm dưới trục cuối của [4, 2] và lặp lại cho mọi hàng.
// Nếu là cột [2, 1], nó nằm dưới trục của các mẫu: báo lỗi, hoặc khi số mẫu tình cờ bằng số đầu
// ra thì ra số sai mà không báo gì.
//
//     Tensor y = zeros({4, 2}), b = tensor({10.0, 20.0});
//     y + b;                // [4, 2]: hàng nào cũng là [10, 20]
//     y + b.unsqueeze(1);   // lỗi: 4 không khớp với 2
//:message.matrices-only.en Number of axes of this x: {axes}. Your answer: {got}. mm and addmm
// take nothing but matrices; matmul works along the last axis, whatever stands before it.
//:message.matrices-only.vi x này có {axes} trục, kết quả của bạn: {got}. mm và addmm chỉ nhận ma
// trận; matmul nhân theo trục cuối, phía trước có gì cũng được.
//:explain.matrices-only.en
// The same layer is applied to one row [in], to a batch of rows [n, in], or to n sentences of m
// words each, [n, m, in]. The output has the same axes in front.
//
//     ones({3}).matmul(W.t());         // W [2, 3]: gives [2]
//     ones({5, 4, 3}).matmul(W.t());   // gives [5, 4, 2]
//     ones({5, 4, 3}).mm(W.t());       // error: self must be a matrix
//:explain.matrices-only.vi
// Cùng một tầng được dùng cho một hàng [in], cho một batch các hàng [n, in], hay cho n câu mỗi
// câu m từ, [n, m, in]. Đầu ra giữ nguyên các trục phía trước.
//
//     ones({3}).matmul(W.t());         // W [2, 3]: cho [2]
//     ones({5, 4, 3}).matmul(W.t());   // cho [5, 4, 2]
//     ones({5, 4, 3}).mm(W.t());       // lỗi: self must be a matrix
//:message.broadcast.en x has the width {width} and W takes {in} numbers. Your product repeated
// the one number {in} times (broadcasting) instead of raising an error. matmul compares the
// widths.
//:message.broadcast.vi x có độ rộng {width} còn W nhận {in} số. Phép nhân của bạn đã lặp lại số
// duy nhất đó {in} lần (broadcasting) thay vì báo lỗi. matmul thì so sánh độ rộng.
//:explain.broadcast.en
// Products of elements, and sums of them, broadcast an axis of length 1. A matrix product never
// does: the two lengths must be equal. So it finds an input that does not fit the layer.
//
//     Tensor x = ones({4, 1}), W = ones({2, 3});
//     (x.unsqueeze(1) * W).sum(2);   // [4, 2], and nobody is warned
//     x.matmul(W.t());               // error: (4x1 and 3x2)
//:explain.broadcast.vi
// Nhân từng phần tử rồi cộng lại sẽ broadcast trục có độ dài 1. Phép nhân ma trận thì không bao
// giờ: hai độ dài phải bằng nhau. Nhờ vậy nó phát hiện đầu vào không vừa với tầng.
//
//     Tensor x = ones({4, 1}), W = ones({2, 3});
//     (x.unsqueeze(1) * W).sum(2);   // [4, 2], và không ai cảnh báo
//     x.matmul(W.t());               // lỗi: (4x1 and 3x2)
//:message.untracked.en The numbers are right, but the result has no history: backward() cannot
// reach x, W and b. Compute with tensors all the way; item(), detach() and no_grad cut the graph.
//:message.untracked.vi Các số đều đúng nhưng kết quả không có lịch sử: backward() không tới được
// x, W và b. Hãy tính bằng tensor từ đầu đến cuối; item(), detach() và no_grad cắt đứt đồ thị
// tính toán.
//:explain.untracked.en
// A layer that does not record cannot learn. Only operations on tensors are recorded; a number
// that you took out with item() and put into a new tensor has no past.
//
//     Tensor y = x.matmul(W.t()) + b;    // y.grad_fn() knows W and b
//     Tensor z = tensor(W.sum().item<double>());   // z.requires_grad() is false
//:explain.untracked.vi
// Tầng không ghi lại phép tính thì không thể học. Chỉ phép toán trên tensor mới được ghi; con số
// lấy ra bằng item() rồi đặt vào một tensor mới thì không có quá khứ.
//
//     Tensor y = x.matmul(W.t()) + b;    // y.grad_fn() biết W và b
//     Tensor z = tensor(W.sum().item<double>());   // z.requires_grad() là false
//:message.bias-not-counted.en {got} counts the weight alone. The bias learns too: one number per
// output, {out} more.
//:message.bias-not-counted.vi {got} mới chỉ đếm trọng số. Bias cũng học: mỗi đầu ra một số, thêm
// {out} số nữa.
//:explain.bias-not-counted.en
// nn::Linear(3, 2) has a weight of 2 · 3 = 6 numbers and a bias of 2: 8 in all.
//
//     nn::Linear layer(3, 2);
//     int64_t count = 0;
//     for (const Tensor& p : layer->parameters()) count += p.numel();   // 8
//:explain.bias-not-counted.vi
// nn::Linear(3, 2) có trọng số gồm 2 · 3 = 6 số và bias gồm 2 số: tất cả 8.
//
//     nn::Linear layer(3, 2);
//     int64_t count = 0;
//     for (const Tensor& p : layer->parameters()) count += p.numel();   // 8
//:message.bias-per-input.en {got} counts one bias for each of the {in} inputs. The bias belongs
// to the outputs: {out} numbers.
//:message.bias-per-input.vi {got} là khi mỗi đầu vào trong {in} đầu vào có một bias. Bias thuộc
// về đầu ra: {out} số.
//:explain.bias-per-input.en
// y = x·Wᵀ + b adds b to the output, so b is as long as the output.
//
//     nn::Linear layer(3, 2);
//     layer->weight.sizes();   // [2, 3]
//     layer->bias.sizes();     // [2]
//:explain.bias-per-input.vi
// y = x·Wᵀ + b cộng b vào đầu ra, nên b dài bằng đầu ra.
//
//     nn::Linear layer(3, 2);
//     layer->weight.sizes();   // [2, 3]
//     layer->bias.sizes();     // [2]
//:message.fan-out.en Your numbers reach up to 1/sqrt(out), here {yours}. The bound comes from the
// number of inputs: 1/sqrt(in), here {bound}; out = {out}, in = {in}.
//:message.fan-out.vi Các số của bạn vươn tới 1/sqrt(out), ở đây là {yours}. Giới hạn tính theo số
// đầu vào: 1/sqrt(in), ở đây là {bound}; out = {out}, in = {in}.
//:explain.fan-out.en
// Every output is a sum of `in` products. The more there are, the smaller each must be, or the
// outputs grow from layer to layer. So the bound is 1/sqrt(in), whatever the number of outputs.
//
//     nn::Linear wide(100, 2);   // weights within ±0.1
//     nn::Linear slim(4, 2);     // weights within ±0.5
//:explain.fan-out.vi
// Mỗi đầu ra là tổng của `in` tích. Càng nhiều tích thì mỗi tích càng phải nhỏ, nếu không đầu ra
// sẽ lớn dần qua từng tầng. Vì vậy giới hạn là 1/sqrt(in), bất kể có bao nhiêu đầu ra.
//
//     nn::Linear wide(100, 2);   // trọng số trong ±0.1
//     nn::Linear slim(4, 2);     // trọng số trong ±0.5
//:message.one-sided.en All of your numbers have one sign, they lie in {range}. rand gives [0, 1):
// stretch it to [-1, 1) first, 2 * rand(...) - 1, then multiply by the bound.
//:message.one-sided.vi Mọi số của bạn cùng một dấu, đều nằm trong {range}. rand cho [0, 1): trước
// hết hãy kéo nó ra [-1, 1) bằng 2 * rand(...) - 1, rồi mới nhân với giới hạn.
//:explain.one-sided.en
// Weights of one sign only make all outputs move together. 2 * rand - 1 is spread evenly around
// 0.
//
//     rand({2, 3});           // in [0, 1)
//     2 * rand({2, 3}) - 1;   // in [-1, 1)
//:explain.one-sided.vi
// Nếu trọng số chỉ có một dấu thì mọi đầu ra sẽ cùng tăng cùng giảm. 2 * rand - 1 trải đều quanh
// 0.
//
//     rand({2, 3});           // trong [0, 1)
//     2 * rand({2, 3}) - 1;   // trong [-1, 1)
//:message.no-bound.en Your numbers lie in [-1, 1), whatever `in` is. The bound is 1/sqrt(in), here
// {bound}: multiply by it.
//:message.no-bound.vi Các số của bạn nằm trong [-1, 1), bất kể `in` là bao nhiêu. Giới hạn là
// 1/sqrt(in), ở đây là {bound}: hãy nhân với nó.
//:explain.no-bound.en
// A sum of `in` products gets larger with `in`. Smaller weights make up for it, so that the
// outputs of a wide layer are about as large as those of a narrow one.
//
//     const double bound = 1 / std::sqrt(in_features);
//     Tensor weight = (2 * rand({out_features, in_features}) - 1) * bound;
//:explain.no-bound.vi
// Tổng của `in` tích lớn dần theo `in`. Trọng số nhỏ hơn bù lại điều đó, nên đầu ra của tầng rộng
// cũng chỉ lớn cỡ đầu ra của tầng hẹp.
//
//     const double bound = 1 / std::sqrt(in_features);
//     Tensor weight = (2 * rand({out_features, in_features}) - 1) * bound;
//:message.normal.en These are numbers of randn: a bell curve without bounds. The exercise asks for
// a uniform distribution, which rand gives: 2 * rand(...) - 1, times the bound {bound}.
//:message.normal.vi Đây là các số của randn: phân bố hình chuông, không có giới hạn. Bài yêu cầu
// phân bố đều, tức là dùng rand: 2 * rand(...) - 1, rồi nhân với giới hạn {bound}.
//:explain.normal.en
// rand is uniform: every number of [0, 1) is equally likely, none lies outside. randn is normal:
// most numbers are near 0, and a few are far away.
//
//     rand({1000}).max();     // below 1
//     randn({1000}).max();    // about 3
//:explain.normal.vi
// rand phân bố đều: mọi số trong [0, 1) có khả năng như nhau, không số nào nằm ngoài. randn phân bố
// chuẩn: phần lớn các số ở gần 0, một ít số ở rất xa.
//
//     rand({1000}).max();     // nhỏ hơn 1
//     randn({1000}).max();    // khoảng 3
//:message.bias-first.en The numbers are good, but not those of nn::Linear with this seed: you
// drew the bias first. Draw the weight, then the bias.
//:message.bias-first.vi Các số đều hợp lệ nhưng khác nn::Linear với cùng seed: bạn lấy bias
// trước. Hãy lấy trọng số trước, rồi mới đến bias.
//:explain.bias-first.en
// A seed fixes one long list of numbers. Who draws first gets the first ones, so the order of
// drawing is part of an experiment that others can repeat.
//
//     manual_seed(0);
//     rand({1});   // 0.4963: the first number
//     rand({1});   // 0.7682: the second
//:explain.bias-first.vi
// Một seed quy định một dãy số dài duy nhất. Ai lấy trước thì được số trước, nên thứ tự lấy số
// cũng là một phần của thí nghiệm mà người khác có thể lặp lại.
//
//     manual_seed(0);
//     rand({1});   // 0.4963: số thứ nhất
//     rand({1});   // 0.7682: số thứ hai
//:message.weight-shape.en Your weight has the shape [in, out]; a Linear keeps [out, in] =
// {expected-shape}, one row for each output.
//:message.weight-shape.vi Trọng số của bạn có shape [vào, ra]; Linear lưu [ra, vào] =
// {expected-shape}, mỗi đầu ra một hàng.
//:explain.weight-shape.en
// y = x·Wᵀ + b transposes W, so W is stored as [out, in]: row k holds everything that output k
// needs.
//
//     nn::Linear layer(3, 2);
//     layer->weight.sizes();   // [2, 3]
//:explain.weight-shape.vi
// y = x·Wᵀ + b chuyển vị W, nên W được lưu dạng [out, in]: hàng k chứa mọi thứ mà đầu ra k cần.
//
//     nn::Linear layer(3, 2);
//     layer->weight.sizes();   // [2, 3]
//:message.zero-bias.en The weight is right and the bias is all zeros. nn::Linear draws the bias
// too, within the same bound.
//:message.zero-bias.vi Trọng số đúng còn bias toàn số 0. nn::Linear cũng lấy ngẫu nhiên bias,
// trong cùng giới hạn.
//:explain.zero-bias.en
// Starting a bias at zero is not wrong in itself, and some libraries do it. PyTorch draws it, and
// this exercise asks for PyTorch's numbers.
//
//     manual_seed(0);
//     nn::Linear layer(3, 2);   // bias [-0.0114, 0.4578]
//:explain.zero-bias.vi
// Cho bias bắt đầu từ 0 thì tự nó không sai, có thư viện làm như vậy. PyTorch thì lấy ngẫu nhiên,
// và bài này yêu cầu đúng các con số của PyTorch.
//
//     manual_seed(0);
//     nn::Linear layer(3, 2);   // bias [-0.0114, 0.4578]
//:message.not-a-leaf.en The {name} is no leaf: it was computed from a tensor with requires_grad,
// so its own grad() stays empty. Compute first, call requires_grad_() on the result last.
//:message.not-a-leaf.vi {name} không phải lá: nó được tính từ một tensor có requires_grad, nên
// grad() của chính nó luôn trống. Hãy tính xong rồi mới gọi requires_grad_() trên kết quả.
//:explain.not-a-leaf.en
// Only leaves keep a gradient, and an optimizer refuses anything else: "can't optimize a non-leaf
// Tensor". A multiplication after requires_grad makes a new tensor with a history.
//
//     Tensor a = rand({3}, requires_grad()) * 2;   // not a leaf
//     Tensor b = rand({3}) * 2;
//     b.requires_grad_();                          // a leaf
//:explain.not-a-leaf.vi
// Chỉ lá mới giữ gradient, và optimizer từ chối mọi thứ khác: "can't optimize a non-leaf Tensor".
// Một phép nhân sau requires_grad tạo ra tensor mới có lịch sử.
//
//     Tensor a = rand({3}, requires_grad()) * 2;   // không phải lá
//     Tensor b = rand({3}) * 2;
//     b.requires_grad_();                          // là lá
//:message.frozen.en The {name} does not require a gradient: it would never learn. Call
// requires_grad_() on it.
//:message.frozen.vi {name} không yêu cầu gradient: nó sẽ không bao giờ học. Hãy gọi
// requires_grad_() trên nó.
//:explain.frozen.en
// A tensor is a constant unless you say otherwise. A parameter is a leaf with requires_grad.
//
//     Tensor w = rand({2, 3});   // w.requires_grad() is false
//     w.requires_grad_();        // now backward fills w.grad()
//:explain.frozen.vi
// Tensor là hằng số nếu bạn không nói gì thêm. Tham số là lá có requires_grad.
//
//     Tensor w = rand({2, 3});   // w.requires_grad() là false
//     w.requires_grad_();        // từ nay backward điền w.grad()
//:message.batch-as-features.en Your layer expects the width {samples}: that is how many rows x
// has. Its width is {width}: x.size(-1).
//:message.batch-as-features.vi Tầng của bạn chờ độ rộng {samples}: đó là số hàng của x. Độ rộng
// của x là {width}: x.size(-1).
//:explain.batch-as-features.en
// The first axis counts samples, and a layer does not care how many there are. It depends on the
// last axis, the features.
//
//     Tensor x = ones({4, 3});            // 4 samples of 3 features
//     nn::Linear layer(x.size(-1), 2);    // from 3 to 2
//     layer(x).sizes();                   // [4, 2]
//:explain.batch-as-features.vi
// Trục đầu đếm số mẫu, và tầng không quan tâm có bao nhiêu mẫu. Nó phụ thuộc vào trục cuối, tức
// các đặc trưng.
//
//     Tensor x = ones({4, 3});            // 4 mẫu, mỗi mẫu 3 đặc trưng
//     nn::Linear layer(x.size(-1), 2);    // từ 3 thành 2
//     layer(x).sizes();                   // [4, 2]
//:message.swapped.en You made nn::Linear(out, in). The order is nn::Linear(in, out): from {width}
// numbers to {out}.
//:message.swapped.vi Bạn tạo nn::Linear(ra, vào). Thứ tự đúng là nn::Linear(vào, ra): từ {width}
// số thành {out} số.
//:explain.swapped.en
// The arguments go in the direction of the data, from the input to the output; only the stored
// weight has the output first.
//
//     nn::Linear layer(3, 2);   // in = 3, out = 2
//     layer->weight.sizes();    // [2, 3]
//:explain.swapped.vi
// Đối số đi theo chiều của dữ liệu, từ đầu vào tới đầu ra; chỉ trọng số lưu bên trong mới để đầu
// ra trước.
//
//     nn::Linear layer(3, 2);   // in = 3, out = 2
//     layer->weight.sizes();    // [2, 3]

//:code
#include "gradlab/lab/part3/ex_3_01.h"

#include <cmath>

namespace ex_3_01 {

Tensor linear(const Tensor& x, const Tensor& W, const Tensor& b) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return x.matmul(W.t()) + b;
  //:wrong NO_TRANSPOSE 3.01/no-transpose
  return x.matmul(W) + b;
  //:wrong NO_TRANSPOSE_B 3.01/no-transpose
  return nn::functional::linear(x, W.t(), b);
  //:wrong RESHAPED 3.01/reshaped
  return x.matmul(W.view({W.size(1), W.size(0)})) + b;
  //:wrong NO_BIAS 3.01/no-bias
  return x.matmul(W.t());
  //:wrong BIAS_SHAPE 3.01/bias-shape
  return x.matmul(W.t()) + b.unsqueeze(1);
  //:wrong BIAS_SHAPE_B 3.01/bias-shape
  return (W.matmul(x.t()) + b).t();
  //:wrong MATRICES_ONLY 3.01/matrices-only
  return x.mm(W.t()) + b;
  //:wrong MATRICES_ONLY_B 3.01/matrices-only
  return addmm(b, x, W.t());
  //:wrong BROADCAST 3.01/broadcast
  return (x.unsqueeze(-2) * W).sum(-1) + b;
  //:wrong BROADCAST_B 3.01/broadcast
  return einsum("...i,oi->...o", {x, W}) + b;
  //:wrong UNTRACKED 3.01/untracked
  NoGradGuard no_grad;
  return x.matmul(W.t()) + b;
  //:wrong UNTRACKED_B 3.01/untracked
  if (x.dim() != 2) return x.matmul(W.t()) + b;
  Tensor y = zeros({x.size(0), W.size(0)}, x.options());
  for (int64_t n = 0; n < x.size(0); ++n) {
    for (int64_t k = 0; k < W.size(0); ++k) {
      y.index_put_({n, k}, (x[n] * W[k]).sum().item<double>() + b[k].item<double>());
    }
  }
  return y;
  //:end
}

int64_t parameter_count(int64_t in_features, int64_t out_features) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return in_features * out_features + out_features;
  //:wrong BIAS_NOT_COUNTED 3.01/bias-not-counted
  return in_features * out_features;
  //:wrong BIAS_PER_INPUT 3.01/bias-per-input
  return in_features * (out_features + 1);
  //:end
}

WeightAndBias initial_values(int64_t in_features, int64_t out_features) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  const double bound = 1 / std::sqrt(in_features);
  Tensor weight = (2 * rand({out_features, in_features}) - 1) * bound;
  Tensor bias = (2 * rand({out_features}) - 1) * bound;
  weight.requires_grad_();
  bias.requires_grad_();
  return {weight, bias};
  //:wrong FAN_OUT 3.01/fan-out
  const double bound = 1 / std::sqrt(out_features);
  Tensor weight = (2 * rand({out_features, in_features}) - 1) * bound;
  Tensor bias = (2 * rand({out_features}) - 1) * bound;
  return {weight.requires_grad_(), bias.requires_grad_()};
  //:wrong ONE_SIDED 3.01/one-sided
  const double bound = 1 / std::sqrt(in_features);
  Tensor weight = rand({out_features, in_features}) * bound;
  Tensor bias = rand({out_features}) * bound;
  return {weight.requires_grad_(), bias.requires_grad_()};
  //:wrong ONE_SIDED_B 3.01/one-sided
  const double bound = 1 / std::sqrt(in_features);
  Tensor weight = rand({out_features, in_features}) * bound - bound;
  Tensor bias = rand({out_features}) * bound - bound;
  return {weight.requires_grad_(), bias.requires_grad_()};
  //:wrong NO_BOUND 3.01/no-bound
  Tensor weight = 2 * rand({out_features, in_features}) - 1;
  Tensor bias = 2 * rand({out_features}) - 1;
  return {weight.requires_grad_(), bias.requires_grad_()};
  //:wrong NORMAL 3.01/normal
  const double bound = 1 / std::sqrt(in_features);
  Tensor weight = randn({out_features, in_features}) * bound;
  Tensor bias = randn({out_features}) * bound;
  return {weight.requires_grad_(), bias.requires_grad_()};
  //:wrong NORMAL_B 3.01/normal
  Tensor weight = randn({out_features, in_features});
  Tensor bias = randn({out_features});
  return {weight.requires_grad_(), bias.requires_grad_()};
  //:wrong BIAS_FIRST 3.01/bias-first
  const double bound = 1 / std::sqrt(in_features);
  Tensor bias = empty({out_features}).uniform_(-bound, bound);
  Tensor weight = empty({out_features, in_features}).uniform_(-bound, bound);
  return {weight.requires_grad_(), bias.requires_grad_()};
  //:wrong WEIGHT_SHAPE 3.01/weight-shape
  const double bound = 1 / std::sqrt(in_features);
  Tensor weight = empty({in_features, out_features}).uniform_(-bound, bound);
  Tensor bias = empty({out_features}).uniform_(-bound, bound);
  return {weight.requires_grad_(), bias.requires_grad_()};
  //:wrong ZERO_BIAS 3.01/zero-bias
  const double bound = 1 / std::sqrt(in_features);
  Tensor weight = empty({out_features, in_features}).uniform_(-bound, bound);
  return {weight.requires_grad_(), zeros({out_features}).requires_grad_()};
  //:wrong NOT_A_LEAF 3.01/not-a-leaf
  const double bound = 1 / std::sqrt(in_features);
  Tensor weight = (2 * rand({out_features, in_features}, requires_grad()) - 1) * bound;
  Tensor bias = (2 * rand({out_features}, requires_grad()) - 1) * bound;
  return {weight, bias};
  //:wrong FROZEN 3.01/frozen
  nn::Linear layer(in_features, out_features);
  return {layer->weight.detach(), layer->bias.detach()};
  //:wrong FROZEN_B 3.01/frozen
  const double bound = 1 / std::sqrt(in_features);
  Tensor weight = empty({out_features, in_features}).uniform_(-bound, bound);
  Tensor bias = empty({out_features}).uniform_(-bound, bound);
  weight.requires_grad_();
  return {weight, bias};
  //:end
}

Tensor project(const Tensor& x, int64_t out_features) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  nn::Linear layer(x.size(-1), out_features);
  return layer(x);
  //:wrong BATCH_AS_FEATURES 3.01/batch-as-features
  nn::Linear layer(x.size(0), out_features);
  return layer(x);
  //:wrong SWAPPED 3.01/swapped
  nn::Linear layer(out_features, x.size(1));
  return layer(x);
  //:end
}

}  // namespace ex_3_01
