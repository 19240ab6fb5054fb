//:exercise 2.08 core
//:covers "Giải thích nguyên nhân lỗi: PyTorch mặc định giải phóng graph sau khi backward để tiết kiệm bộ nhớ."
//:covers "Giải quyết: Tìm hiểu tài liệu PyTorch để hiểu rõ cơ chế giải phóng graph sau backward."
//:title.en Life and death of a graph
//:title.vi Đồ thị sống và chết
//:text.en
// "backward() frees the graph to save memory": here you count it, to the byte. The library knows
// at any moment what is alive in the whole program:
//
//     autograd::GraphStats now = autograd::graph_stats();
//     now.nodes;         // nodes of all graphs
//     now.saved_bytes;   // bytes that these nodes keep for their backward pass
//
// Two things end at different times. What the nodes *saved* is freed by backward(). The nodes
// themselves live as long as a tensor refers to them: y owns its node, and that one all below it.
// The leaf x owns one node too, which holds x.grad(). A tensor dies at the closing brace of the
// block in which its variable stands, or when the variable gets another value.
//
// 1. story: count before you make anything. Then make x with full({n}, 0.5, requires_grad()),
//    compute y = f(x) and count again; call y.backward() and count again; let x and y die and
//    count again. Return the differences to the first count.
// 2. saved_by_hand: compute on paper how many bytes the graph of y = sum(a * a), a = exp(x)
//    saves. exp saves its result a. The product saves its two factors. sum saves nothing. A
//    float32 number has 4 bytes. A tensor that is saved several times is still one memory.
// 3. total_loss: this program needs more memory in every step. Write it so that it does not:
//
//     Tensor total = zeros({});
//     for (int64_t i = 0; i < steps; ++i) {
//       Tensor loss = f(x);
//       loss.backward();
//       total = total + loss;
//     }
//     return total.item<double>();
//
//    t.item<double>() takes the number out of a tensor: a number has no history.
//:text.vi
// "backward() giải phóng đồ thị để tiết kiệm bộ nhớ": ở đây bạn đếm điều đó, tới từng byte. Lúc
// nào thư viện cũng biết trong cả chương trình có gì đang sống:
//
//     autograd::GraphStats now = autograd::graph_stats();
//     now.nodes;         // số nút của mọi đồ thị
//     now.saved_bytes;   // số byte mà các nút đó giữ cho lượt lan truyền ngược
//
// Hai thứ kết thúc vào hai lúc khác nhau. Những gì các nút đã *lưu* thì backward() giải phóng.
// Còn bản thân các nút sống chừng nào còn có tensor trỏ tới: y sở hữu nút của nó, nút đó sở hữu
// mọi nút bên dưới. Lá x cũng sở hữu một nút, nút giữ x.grad(). Một tensor chết ở dấu ngoặc đóng
// của khối chứa biến của nó, hoặc khi biến nhận giá trị khác.
//
// 1. story: đếm trước khi tạo bất cứ thứ gì. Rồi tạo x bằng full({n}, 0.5, requires_grad()), tính
//    y = f(x) và đếm lại; gọi y.backward() và đếm lại; để x và y chết rồi đếm lại. Trả về hiệu so
//    với lần đếm đầu.
// 2. saved_by_hand: tính trên giấy xem đồ thị của y = sum(a * a), a = exp(x) lưu bao nhiêu byte.
//    exp lưu kết quả a của nó. Phép nhân lưu hai thừa số. sum không lưu gì. Một số float32 có 4
//    byte. Một tensor được lưu nhiều lần vẫn chỉ là một vùng nhớ.
// 3. total_loss: chương trình này mỗi bước lại cần thêm bộ nhớ. Hãy viết lại cho không như vậy:
//
//     Tensor total = zeros({});
//     for (int64_t i = 0; i < steps; ++i) {
//       Tensor loss = f(x);
//       loss.backward();
//       total = total + loss;
//     }
//     return total.item<double>();
//
//    t.item<double>() lấy con số ra khỏi tensor: một con số thì không có lịch sử.
//:know.en backward() frees what was saved; the nodes go when the last tensor that needs them goes.
//:know.vi backward() giải phóng những gì đã lưu; các nút biến mất khi tensor cuối cùng cần chúng mất.
//:hint.1.en Who still refers to the graph at each of the moments? And what does backward() take
// away: the nodes, or what they saved?
//:hint.1.vi Ở mỗi thời điểm, ai còn trỏ tới đồ thị? Và backward() lấy đi cái gì: các nút, hay
// những gì chúng đã lưu?
//:hint.2.en Put x and y into a block { ... } and count once more behind it. In total_loss ask of
// every variable that outlives the turn of the loop: is it a tensor with a history?
//:hint.2.vi Đặt x và y vào một khối { ... } rồi đếm thêm một lần sau nó. Trong total_loss, với
// mỗi biến sống lâu hơn một vòng lặp hãy hỏi: nó có phải là tensor có lịch sử không?
//:hint.3.en
// auto before = autograd::graph_stats();
// auto since = [&] { auto now = autograd::graph_stats();
//   return Moment{now.nodes - before.nodes, now.saved_bytes - before.saved_bytes}; };
// { Tensor x = ...; Tensor y = f(x); forward = since(); y.backward(); backward = since(); }
// end = since();        and in total_loss:  total += loss.item<double>();
//:hint.3.vi
// auto before = autograd::graph_stats();
// auto since = [&] { auto now = autograd::graph_stats();
//   return Moment{now.nodes - before.nodes, now.saved_bytes - before.saved_bytes}; };
// { Tensor x = ...; Tensor y = f(x); forward = since(); y.backward(); backward = since(); }
// end = since();        và trong total_loss:  total += loss.item<double>();
//:predict.forward.en x has 1000 numbers of dtype float32. How many bytes does y = sum(a * a), a =
// exp(x) keep after the forward pass?
//:predict.forward.vi x có 1000 số float32. Sau khi tính xuôi, y = sum(a * a), a = exp(x) giữ bao
// nhiêu byte?
//:predict.backward.en How many bytes does the graph of y = sum(a * a), a = exp(x) keep after
// y.backward()?
//:predict.backward.vi Sau y.backward(), đồ thị của y = sum(a * a), a = exp(x) còn giữ bao nhiêu
// byte?
//:predict.nodes.en How many nodes of the graph of y = sum(a * a), a = exp(x) are alive after
// y.backward(), while x and y exist?
//:predict.nodes.vi Sau y.backward(), khi x và y còn đó, có bao nhiêu nút của đồ thị y = sum(a * a),
// a = exp(x) còn sống?
//:label.made.en x has n numbers of dtype float32, all 0.5, with requires_grad
//:label.made.vi x có n số float32, đều là 0.5, với requires_grad
//:label.runs.en the story runs to its end
//:label.runs.vi câu chuyện chạy tới cuối
//:label.forward-nodes.en nodes after the forward pass
//:label.forward-nodes.vi số nút sau khi tính xuôi
//:label.forward-bytes.en saved bytes after the forward pass
//:label.forward-bytes.vi số byte được lưu sau khi tính xuôi
//:label.backward-nodes.en nodes after backward()
//:label.backward-nodes.vi số nút sau backward()
//:label.backward-bytes.en saved bytes after backward()
//:label.backward-bytes.vi số byte được lưu sau backward()
//:label.end.en what is alive at the end
//:label.end.vi những gì còn sống ở cuối
//:label.by-hand.en bytes saved for y = sum(a * a), a = exp(x)
//:label.by-hand.vi số byte được lưu cho y = sum(a * a), a = exp(x)
//:label.total.en the sum of all losses
//:label.total.vi tổng mọi giá trị mất mát
//:label.growth.en nodes alive when the next step begins
//:label.growth.vi số nút còn sống khi bước sau bắt đầu
//:label.saved.en saved bytes when the next step begins
//:label.saved.vi số byte được lưu khi bước sau bắt đầu
//:label.calls.en how often f is computed
//:label.calls.vi số lần f được tính
//:label.grad.en x.grad after all steps
//:label.grad.vi x.grad sau mọi bước
//:message.absolute.en {got} nodes count what others had alive before, too: {before}. Count once
// at the beginning and subtract.
//:message.absolute.vi {got} nút tính cả những gì đã sống từ trước: {before}. Hãy đếm một lần lúc
// đầu rồi trừ đi.
//:explain.absolute.en
// graph_stats() counts the whole program: every graph of every tensor that is alive anywhere. To
// see one graph alone, compare two counts.
//
//     auto before = autograd::graph_stats();
//     Tensor y = f(x);
//     autograd::graph_stats().nodes - before.nodes;   // the nodes of y's graph
//:explain.absolute.vi
// graph_stats() đếm cả chương trình: mọi đồ thị của mọi tensor đang sống ở bất cứ đâu. Muốn thấy
// riêng một đồ thị, hãy so sánh hai lần đếm.
//
//     auto before = autograd::graph_stats();
//     Tensor y = f(x);
//     autograd::graph_stats().nodes - before.nodes;   // số nút của đồ thị của y
//:message.counted-twice.en {got} bytes count one memory more than once: {expected} are right.
// Several nodes may save the same tensor; its numbers exist only once.
//:message.counted-twice.vi {got} byte là đếm một vùng nhớ nhiều lần: đúng phải là {expected}.
// Nhiều nút có thể lưu cùng một tensor, nhưng các con số của nó chỉ có một bản.
//:explain.counted-twice.en
// In a * a, a = exp(x), the product saves a as its left and as its right factor, and exp saves
// the same a as its result. That makes three saved tensors with one memory: a Tensor is a handle.
// The result a * a itself is saved by nobody, for the sum does not need it.
//
//     auto now = autograd::graph_stats();
//     now.saved_tensors;   // 3
//     now.saved_bytes;     // 4 * n: each memory once
//:explain.counted-twice.vi
// Trong a * a, a = exp(x), phép nhân lưu a làm thừa số trái và làm thừa số phải, còn exp lưu
// chính a đó làm kết quả. Như vậy có ba tensor được lưu mà chỉ một vùng nhớ: Tensor là một tay
// nắm. Bản thân kết quả a * a thì không ai lưu, vì phép cộng tổng không cần nó.
//
//     auto now = autograd::graph_stats();
//     now.saved_tensors;   // 3
//     now.saved_bytes;     // 4 * n: mỗi vùng nhớ một lần
//:message.elements.en {got} is the number of elements. Bytes are asked for, and a float32 has
// several: {expected}.
//:message.elements.vi {got} là số phần tử. Câu hỏi là số byte, mà một số float32 có nhiều byte:
// {expected}.
//:explain.elements.en
// A dtype says how many bytes one number takes: 4 for float32, 8 for float64 and int64, 1 for
// bool.
//
//     Tensor t = zeros({1000});
//     t.numel();          // 1000
//     t.element_size();   // 4
//     t.nbytes();         // 4000
//:explain.elements.vi
// dtype cho biết một số chiếm bao nhiêu byte: 4 với float32, 8 với float64 và int64, 1 với bool.
//
//     Tensor t = zeros({1000});
//     t.numel();          // 1000
//     t.element_size();   // 4
//     t.nbytes();         // 4000
//:message.retain-leak.en After backward() still {got} bytes are saved, as many as before:
// retain_graph keeps them until y dies. Plain backward() frees them.
//:message.retain-leak.vi Sau backward() vẫn còn {got} byte được lưu, y như trước đó: retain_graph
// giữ chúng cho tới khi y mất. backward() bình thường thì giải phóng.
//:explain.retain-leak.en
// What the graph saved is as large as all intermediate results of the model. Normally nobody
// needs it after the pass, so the default is to free it. With retain_graph = true it stays until
// the last tensor of the graph is gone, and two such graphs need twice the memory.
//
//     y.backward({}, true);
//     autograd::graph_stats().saved_bytes;   // as before
//     y.backward();
//     autograd::graph_stats().saved_bytes;   // 0
//:explain.retain-leak.vi
// Những gì đồ thị đã lưu lớn bằng mọi kết quả trung gian của mô hình. Bình thường sau lượt đó
// không ai cần nữa, nên mặc định là giải phóng. Với retain_graph = true, chúng còn đó cho tới khi
// tensor cuối cùng của đồ thị mất đi, và hai đồ thị như vậy cần gấp đôi bộ nhớ.
//
//     y.backward({}, true);
//     autograd::graph_stats().saved_bytes;   // như trước
//     y.backward();
//     autograd::graph_stats().saved_bytes;   // 0
//:message.outlived.en At the end {got} nodes are alive: x or y still exists. Let their block {
// ... } end before you count.
//:message.outlived.vi Ở cuối còn {got} nút sống: x hoặc y vẫn còn. Hãy để khối { ... } của chúng
// kết thúc rồi mới đếm.
//:explain.outlived.en
// backward() frees what was saved, not the nodes. y owns its node and through it the whole graph;
// x owns the node in which its gradient is added up. A variable lives until the end of its block.
//
//     {
//       Tensor y = f(x);
//       y.backward();
//     }                         // y dies here, and with it its nodes
//     autograd::graph_stats();
//:explain.outlived.vi
// backward() giải phóng những gì đã lưu, không phải các nút. y sở hữu nút của nó và qua đó cả đồ
// thị; x sở hữu nút nơi gradient của nó được cộng dồn. Một biến sống tới cuối khối của nó.
//
//     {
//       Tensor y = f(x);
//       y.backward();
//     }                         // y chết ở đây, cùng với các nút của nó
//     autograd::graph_stats();
//:message.loss-hoarding.en Live nodes grow by {nodes} in every step: something remembers every
// loss with its whole graph. Keep the number only: total += loss.item<double>().
//:message.loss-hoarding.vi Số nút tăng {nodes} mỗi bước: có thứ gì đó nhớ mọi loss cũ cùng cả đồ
// thị của nó. Hãy chỉ giữ con số: total += loss.item<double>().
//:explain.loss-hoarding.en
// total = total + loss is a recorded operation. After 100 steps total hangs on 100 graphs, and
// each stays alive for as long as total does. The same happens with a list of losses. The program
// gets slower and larger, and nothing tells you. item() gives a plain number: it knows no graph.
//
//     double total = 0;
//     total += loss.item<double>();   // the graph of this step may die
//:explain.loss-hoarding.vi
// total = total + loss là một phép toán được ghi lại. Sau 100 bước, total treo vào 100 đồ thị, và
// mỗi đồ thị sống chừng nào total còn sống. Một danh sách các loss cũng vậy. Chương trình chậm
// dần, lớn dần, mà không có gì báo cho bạn. item() cho một con số thường: nó không biết đồ thị
// nào.
//
//     double total = 0;
//     total += loss.item<double>();   // đồ thị của bước này được phép chết
//:message.computed-twice.en f ran {got} times in {expected} steps: each loss was computed twice, once for backward()
// and once for its number. Keep it: Tensor loss = f(x);
//:message.computed-twice.vi f chạy {got} lần trong {expected} bước: mỗi hàm mất mát bị tính hai lần, một lần cho backward()
// và một lần để lấy con số. Hãy giữ nó lại: Tensor loss = f(x);
//:explain.computed-twice.en
// Each call of f is a whole forward pass with a new graph. After backward() the value of the loss
// is still there: only what the graph had saved is gone.
//
//     Tensor loss = f(x);      // one forward pass
//     loss.backward();
//     loss.item<double>();     // its number
//:explain.computed-twice.vi
// Mỗi lời gọi f là cả một lần tính xuôi với đồ thị mới. Sau backward(), giá trị của hàm mất mát
// vẫn còn: chỉ những gì đồ thị đã lưu mới mất đi.
//
//     Tensor loss = f(x);      // một lần tính xuôi
//     loss.backward();
//     loss.item<double>();     // con số của nó
//:message.no-pass.en The sum is right, but after {steps} steps x has no gradient: backward() of the losses was not
// called.
//:message.no-pass.vi Tổng thì đúng, nhưng sau {steps} bước x chưa có gradient: backward() của các hàm mất mát chưa được
// gọi.
//:explain.no-pass.en
// The repaired program must still do all that the first one did: the backward pass of every loss
// too. Only the way of adding up changes.
//
//     Tensor loss = f(x);
//     loss.backward();
//     total += loss.item<double>();
//:explain.no-pass.vi
// Chương trình sửa xong vẫn phải làm mọi việc của chương trình cũ: kể cả lan truyền ngược cho từng
// hàm mất mát. Chỉ cách cộng tổng là thay đổi.
//
//     Tensor loss = f(x);
//     loss.backward();
//     total += loss.item<double>();

//:code
#include "gradlab/lab/part2/ex_2_08.h"

namespace ex_2_08 {

Story story(const Function& f, int64_t n) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  const autograd::GraphStats before = autograd::graph_stats();
  const auto since = [&]() -> Moment {
    const autograd::GraphStats now = autograd::graph_stats();
    return {now.nodes - before.nodes, now.saved_bytes - before.saved_bytes};
  };
  Story told;
  {
    Tensor x = full({n}, 0.5, requires_grad());
    Tensor y = f(x);
    told.forward = since();
    y.backward();
    told.backward = since();
  }
  told.end = since();
  return told;
  //:wrong ABSOLUTE 2.08/absolute
  const auto count = []() -> Moment {
    const autograd::GraphStats now = autograd::graph_stats();
    return {now.nodes, now.saved_bytes};
  };
  Story told;
  {
    Tensor x = full({n}, 0.5, requires_grad());
    Tensor y = f(x);
    told.forward = count();
    y.backward();
    told.backward = count();
  }
  told.end = count();
  return told;
  //:wrong COUNTED_TWICE 2.08/counted-twice
  const autograd::GraphStats before = autograd::graph_stats();
  const auto since = [&]() -> Moment {
    const autograd::GraphStats now = autograd::graph_stats();
    return {now.nodes - before.nodes, (now.saved_tensors - before.saved_tensors) * n * 4};
  };
  Story told;
  {
    Tensor x = full({n}, 0.5, requires_grad());
    Tensor y = f(x);
    told.forward = since();
    y.backward();
    told.backward = since();
  }
  told.end = since();
  return told;
  //:wrong RETAIN_LEAK 2.08/retain-leak
  const autograd::GraphStats before = autograd::graph_stats();
  const auto since = [&]() -> Moment {
    const autograd::GraphStats now = autograd::graph_stats();
    return {now.nodes - before.nodes, now.saved_bytes - before.saved_bytes};
  };
  Story told;
  {
    Tensor x = full({n}, 0.5, requires_grad());
    Tensor y = f(x);
    told.forward = since();
    y.backward({}, /*retain_graph=*/true);
    told.backward = since();
  }
  told.end = since();
  return told;
  //:wrong RETAIN_LEAK_B 2.08/retain-leak
  const autograd::GraphStats before = autograd::graph_stats();
  Moment forward, backward;
  {
    Tensor x = full({n}, 0.5, requires_grad());
    Tensor y = f(x);
    const autograd::GraphStats one = autograd::graph_stats();
    forward = {one.nodes - before.nodes, one.saved_bytes - before.saved_bytes};
    autograd::grad({y}, {x}, {}, /*retain_graph=*/true);
    const autograd::GraphStats two = autograd::graph_stats();
    backward = {two.nodes - before.nodes, two.saved_bytes - before.saved_bytes};
  }
  const autograd::GraphStats last = autograd::graph_stats();
  return {forward, backward, {last.nodes - before.nodes, last.saved_bytes - before.saved_bytes}};
  //:wrong OUTLIVED 2.08/outlived
  const autograd::GraphStats before = autograd::graph_stats();
  const auto since = [&]() -> Moment {
    const autograd::GraphStats now = autograd::graph_stats();
    return {now.nodes - before.nodes, now.saved_bytes - before.saved_bytes};
  };
  Tensor x = full({n}, 0.5, requires_grad());
  Tensor y = f(x);
  const Moment forward = since();
  y.backward();
  const Moment backward = since();
  return {forward, backward, since()};
  //:wrong OUTLIVED_B 2.08/outlived
  const autograd::GraphStats before = autograd::graph_stats();
  const auto since = [&]() -> Moment {
    const autograd::GraphStats now = autograd::graph_stats();
    return {now.nodes - before.nodes, now.saved_bytes - before.saved_bytes};
  };
  Tensor x = full({n}, 0.5, requires_grad());
  Tensor y = f(x);
  const Moment forward = since();
  y.backward();
  const Moment backward = since();
  y = Tensor();
  return {forward, backward, since()};
  //:end
}

int64_t saved_by_hand(int64_t n) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return 4 * n;  // a, once
  //:wrong COUNTED_TWICE_B 2.08/counted-twice
  return 2 * 4 * n;
  //:wrong COUNTED_TWICE_C 2.08/counted-twice
  int64_t by_exp = 4 * n, by_product = 2 * 4 * n;
  return by_exp + by_product;
  //:wrong ELEMENTS 2.08/elements
  return n;
  //:end
}

double total_loss(const Function& f, Tensor x, int64_t steps) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  double total = 0;
  for (int64_t i = 0; i < steps; ++i) {
    Tensor loss = f(x);
    loss.backward();
    total += loss.item<double>();
  }
  return total;
  //:wrong LOSS_HOARDING 2.08/loss-hoarding
  Tensor total = zeros({}, kFloat64);
  for (int64_t i = 0; i < steps; ++i) {
    Tensor loss = f(x);
    loss.backward();
    total = total + loss;
  }
  return total.item<double>();
  //:wrong COMPUTED_TWICE 2.08/computed-twice
  double total = 0;
  for (int64_t i = 0; i < steps; ++i) {
    f(x).backward();
    total += f(x).item<double>();
  }
  return total;
  //:wrong NO_PASS 2.08/no-pass
  double total = 0;
  for (int64_t i = 0; i < steps; ++i) total += f(x).item<double>();
  return total;
  //:wrong LOSS_HOARDING_B 2.08/loss-hoarding
  std::vector<Tensor> losses;
  for (int64_t i = 0; i < steps; ++i) {
    losses.push_back(f(x));
    losses.back().backward();
  }
  double total = 0;
  for (const Tensor& loss : losses) total += loss.item<double>();
  return total;
  //:end
}

}  // namespace ex_2_08
