//:exercise 4.01 stretch
//:title.en Your own scalar engine
//:title.vi Tự viết bộ máy đạo hàm cho số vô hướng
//:text.en
// Everything autograd does for tensors you can build for single numbers in about 60 lines. A
// number with a history is a node: its value (data), its gradient (grad), the nodes it was made
// from (inputs) and a rule, which says what the node hands on in a backward pass.
//
// Your node derives from Counted, so that we can count how many are alive; a Handle is a
// std::shared_ptr to one. std::make_shared<Value>() makes a node, value(handle) is its inside,
// and a Rule is made from any lambda:
//
//     auto out = std::make_shared<Value>();
//     out->rule = [] { /* ... */ };
//     out->rule();                            // runs it
//
// 1. Value: complete the struct: the name of the operation, the inputs (a list of Handles, which
//    keeps them alive), the rule.
// 2. leaf, add, multiply, tanh_of: make the node of a number, of a + b, a * b, tanh(a)
//    (std::tanh). The rule of out = a * b ADDS out.grad * b.data to a.grad and out.grad * a.data
//    to b.grad; for a + b both get out.grad; for tanh with the result t it adds
//    out.grad * (1 - t * t). It adds, because a
//    node may be used several times, even twice by one operation (x * x). And nothing may keep
//    itself alive: when the last handle to an expression goes, every node of it must go.
// 3. look: returns {op, data, pointer to grad, inputs, rule.place()}; op is "leaf", "add",
//    "multiply" or "tanh". push: runs the rule of one node.
// 4. backward(root): one whole pass. A node may run its rule only when its own gradient is
//    complete, that is after all nodes that use it: in reverse topological order. For this order,
//    visit a node's inputs first and then append the node, each node once; then go through the
//    list from the end. Before the pass set the gradient of every node that has inputs to 0,
//    leaves keep theirs: they add up over passes. Then add 1 to the root's gradient and run the
//    rules.
//:text.vi
// Mọi điều autograd làm cho tensor, bạn có thể tự xây cho từng con số trong khoảng 60 dòng. Một
// số có lịch sử là một nút: giá trị (data), gradient (grad), các nút tạo ra nó (inputs) và một
// quy tắc (rule) cho biết nút đó chuyển gì đi tiếp trong lượt lan truyền ngược.
//
// Nút của bạn kế thừa Counted để chúng tôi đếm được còn bao nhiêu nút sống; Handle là một
// std::shared_ptr trỏ tới nút. std::make_shared<Value>() tạo một nút, value(handle) là phần bên
// trong của nó, và Rule được tạo từ một lambda bất kỳ:
//
//     auto out = std::make_shared<Value>();
//     out->rule = [] { /* ... */ };
//     out->rule();                            // chạy quy tắc
//
// 1. Value: bổ sung struct: tên phép toán, các đầu vào (danh sách Handle, nhờ đó chúng còn sống),
//    quy tắc.
// 2. leaf, add, multiply, tanh_of: tạo nút cho một số, cho a + b, a * b, tanh(a) (std::tanh). Quy
//    tắc của out = a * b CỘNG THÊM out.grad * b.data vào a.grad và out.grad * a.data vào b.grad;
//    với a + b, cả hai nhận out.grad; với tanh có kết quả t, nó cộng thêm out.grad * (1 - t * t).
//    Phải cộng thêm, vì một nút có thể được dùng nhiều lần, thậm chí hai lần trong một phép toán
//    (x * x). Và không gì được tự giữ cho chính mình sống: khi Handle cuối cùng của biểu thức mất
//    đi, mọi nút phải mất theo.
// 3. look: trả về {op, data, con trỏ tới grad, inputs, rule.place()}; op là "leaf", "add",
//    "multiply" hoặc "tanh". push: chạy quy tắc của một nút.
// 4. backward(root): một lượt trọn vẹn. Một nút chỉ được chạy quy tắc khi gradient của chính nó
//    đã đủ, tức là sau mọi nút dùng nó: theo thứ tự tô-pô ngược. Để có thứ tự này, hãy thăm các
//    đầu vào của một nút trước rồi mới thêm nút đó vào danh sách, mỗi nút một lần; sau đó đi danh
//    sách từ cuối lên đầu. Trước lượt, đặt gradient của mọi nút có đầu vào về 0, còn lá giữ
//    nguyên: lá cộng dồn qua các lượt. Rồi cộng 1 vào gradient của gốc và chạy các quy tắc.
//:know.en An engine is local rules that add, a topological order, and a 1 at the root.
//:know.vi Bộ máy đạo hàm gồm các quy tắc cục bộ biết cộng dồn, thứ tự tô-pô và số 1 đặt ở gốc.
//:hint.1.en Who owns whom? A node owns its inputs. Does anything own a node that it is itself a
// part of? And when is the gradient of a node that is used twice complete?
//:hint.1.vi Ai sở hữu ai? Một nút sở hữu các đầu vào của nó. Có thứ gì sở hữu chính cái nút chứa
// nó không? Và gradient của một nút được dùng hai lần khi nào mới đủ?
//:hint.2.en Look at what your lambda captures: a and b may be handles, out must be a raw pointer
// (out.get()). Look at every = in a rule: it must be +=. In backward, look at the order in which
// nodes enter the list: after their inputs.
//:hint.2.vi Nhìn vào những gì lambda bắt giữ: a và b có thể là Handle, còn out phải là con trỏ
// thô (out.get()). Nhìn từng dấu = trong quy tắc: phải là +=. Trong backward, nhìn thứ tự các nút
// vào danh sách: sau các đầu vào của chúng.
//:hint.3.en
// Value* o = out.get();
// out->rule = [o, a, b] { value(a).grad += o->grad * value(b).data; /* the same for b */ };
// std::function<void(Value&)> visit = [&](Value& v) {
//   if (!met.insert(&v).second) return;                 // std::set<Value*> met
//   for (const Handle& in : v.inputs) visit(value(in));
//   order.push_back(&v);                                // std::vector<Value*> order
// };
//:hint.3.vi
// Value* o = out.get();
// out->rule = [o, a, b] { value(a).grad += o->grad * value(b).data; /* tương tự cho b */ };
// std::function<void(Value&)> visit = [&](Value& v) {
//   if (!met.insert(&v).second) return;                 // std::set<Value*> met
//   for (const Handle& in : v.inputs) visit(value(in));
//   order.push_back(&v);                                // std::vector<Value*> order
// };
//:predict.fan-out.en What is x.grad after the pass from y = x * x + x at x = 3?
//:predict.fan-out.vi x.grad bằng bao nhiêu sau lượt đi từ y = x * x + x tại x = 3?
//:predict.second.en y = 3 * u, u = x * x, x = 3: what is x.grad after the second pass of your
// engine?
//:predict.second.vi y = 3 * u, u = x * x, x = 3: x.grad bằng bao nhiêu sau lượt thứ hai của bộ
// máy bạn viết?
//:label.values.en the values of all nodes
//:label.values.vi giá trị của mọi nút
//:label.graph.en operations and inputs of all nodes
//:label.graph.vi phép toán và đầu vào của mọi nút
//:label.fresh.en the gradients before any pass
//:label.fresh.vi gradient trước khi có lượt nào
//:label.rules.en each rule alone, with random incoming gradients
//:label.rules.vi từng quy tắc chạy riêng, với gradient đi vào ngẫu nhiên
//:label.alone.en what a rule must leave alone
//:label.alone.vi những gì một quy tắc không được đụng tới
//:label.pass.en the gradients after one pass
//:label.pass.vi gradient sau một lượt
//:label.root.en the gradient of the root
//:label.root.vi gradient của gốc
//:label.second.en x.grad after the second pass through y = 3u, u = x*x
//:label.second.vi x.grad sau lượt thứ hai qua y = 3u, u = x*x
//:label.after-reset.en the gradients of x, u, y after x.grad = 0 and one more pass
//:label.after-reset.vi gradient của x, u, y sau khi đặt x.grad = 0 và thêm một lượt
//:label.middle.en the gradients of x, u, y after a pass from y and one from u
//:label.middle.vi gradient của x, u, y sau một lượt từ y và một lượt từ u
//:label.leaf-root.en the gradient of a leaf after two passes from it
//:label.leaf-root.vi gradient của một lá sau hai lượt bắt đầu từ chính nó
//:label.passes.en the gradients of all nodes after three passes
//:label.passes.vi gradient của mọi nút sau ba lượt
//:label.owned.en nodes that are alive while the root is
//:label.owned.vi số nút còn sống khi gốc còn sống
//:label.alive.en nodes that are alive when the expression is gone
//:label.alive.vi số nút còn sống khi biểu thức đã mất
//:label.gradient.en gradients of a and b in tanh(a*b + a)
//:label.gradient.vi gradient của a và b trong tanh(a*b + a)
//:message.assign.en {node} ({place}) *overwrites*, after {right} right nodes: its input's
// gradient was {before}, the rule must add {expected}, but it changed by {got}. Write += instead
// of =.
//:message.assign.vi {node} ({place}) *ghi đè*, sau {right} nút đúng: gradient của đầu vào đang là
// {before}, quy tắc phải cộng thêm {expected}, nhưng nó lại đổi {got}. Hãy viết += thay cho =.
//:explain.assign.en
// A value that is used several times receives the sum of what all its users send. In x * x + x at
// x = 3, x is used three times: 3 + 3 + 1 = 7. With = only what came last is left: 3 or 1.
//
//     Handle x = leaf(3), y = add(multiply(x, x), x);
//     backward(y);                      // x.grad must be 7
//
//     value(a).grad = o->grad;          // forgets the others
//     value(a).grad += o->grad;         // joins them
//:explain.assign.vi
// Một giá trị được dùng nhiều lần nhận tổng của những gì mọi nút dùng nó gửi về. Trong x * x + x
// tại x = 3, x được dùng ba lần: 3 + 3 + 1 = 7. Với dấu =, chỉ còn lại phần đến sau cùng: 3 hoặc
// 1.
//
//     Handle x = leaf(3), y = add(multiply(x, x), x);
//     backward(y);                      // x.grad phải là 7
//
//     value(a).grad = o->grad;          // quên các phần khác
//     value(a).grad += o->grad;         // cộng chung lại
//:message.no-upstream.en {node} ({place}) ignores what comes in, after {right} right nodes: with
// the incoming gradient {incoming} it sends {got}, it should send {expected}. Multiply by
// out.grad.
//:message.no-upstream.vi {node} ({place}) bỏ qua gradient đi vào, sau {right} nút đúng: với
// gradient đi vào {incoming}, nó gửi {got}, lẽ ra phải gửi {expected}. Hãy nhân với out.grad.
//:explain.no-upstream.en
// A rule is one link of the chain rule: the slope of its own operation times the gradient that
// arrives from above. Without the second factor it is right only where 1 arrives: at the root.
//
//     Handle x = leaf(0.5), y = multiply(leaf(5), tanh_of(x));
//     backward(y);       // tanh receives 5, so x receives 5 * (1 - t * t), not 1 - t * t
//:explain.no-upstream.vi
// Một quy tắc là một mắt xích của quy tắc dây chuyền: độ dốc của chính phép toán nhân với
// gradient đến từ phía trên. Thiếu thừa số thứ hai, nó chỉ đúng ở nơi nhận được 1: tại gốc.
//
//     Handle x = leaf(0.5), y = multiply(leaf(5), tanh_of(x));
//     backward(y);       // tanh nhận 5, nên x nhận 5 * (1 - t * t), không phải 1 - t * t
//:message.rule.en {node} ({place}) is the first wrong node; from the root back, {right} before it
// are right. With the incoming gradient {incoming} it sends {got}, it should send {expected}.
//:message.rule.vi {node} ({place}) là nút sai đầu tiên; đi từ gốc về, {right} nút trước nó đúng.
// Với gradient đi vào {incoming}, nó gửi {got}, lẽ ra phải gửi {expected}.
//:explain.rule.en
// Each rule was run alone, with random incoming gradients, and compared with a central difference
// of its own operation: (f(x + h) - f(x - h)) / 2h, times the incoming gradient. So the fault is
// in the lambda on the line named, nowhere else. The slopes, with out.grad = g:
//
//     out = a + b        a gets g               b gets g
//     out = a * b        a gets g * b.data      b gets g * a.data
//     out = tanh(a)      a gets g * (1 - t * t), where t = out.data, the RESULT
//:explain.rule.vi
// Mỗi quy tắc được chạy riêng với gradient đi vào ngẫu nhiên, rồi so với sai phân trung tâm của
// chính phép toán đó: (f(x + h) - f(x - h)) / 2h, nhân với gradient đi vào. Vậy lỗi nằm trong
// lambda ở dòng được nêu, không ở nơi khác. Các độ dốc, với out.grad = g:
//
//     out = a + b        a nhận g               b nhận g
//     out = a * b        a nhận g * b.data      b nhận g * a.data
//     out = tanh(a)      a nhận g * (1 - t * t), với t = out.data, tức là KẾT QUẢ
//:message.seed.en The root's gradient is {got} after pass {pass}: every pass begins with
// {expected}, the slope of the root by itself. Everything below is multiplied by it.
//:message.seed.vi Gradient của gốc là {got} sau lượt {pass}: mỗi lượt bắt đầu bằng {expected}, độ
// dốc của gốc theo chính nó. Mọi thứ bên dưới đều được nhân với số này.
//:explain.seed.en
// The pass computes how much the root changes when a node changes. For the root itself this is 1.
// A pass that begins with 0 gives only zeros; one that adds 1 to what the last pass left begins
// with
// 2. So the root, like every node with inputs, is set to 0 before the 1 is added.
//
//     for (Value* v : order) if (!v->inputs.empty()) v->grad = 0;
//     value(root).grad += 1;          // 1 in every pass (a leaf as root adds up, as leaves do)
//:explain.seed.vi
// Một lượt tính xem gốc thay đổi bao nhiêu khi một nút thay đổi. Với chính gốc, con số đó là 1.
// Lượt bắt đầu bằng 0 chỉ cho toàn số 0; lượt cộng 1 vào cái còn lại của lượt trước thì bắt đầu
// bằng 2. Vì vậy gốc, như mọi nút có đầu vào, được đặt về 0 trước khi cộng 1.
//
//     for (Value* v : order) if (!v->inputs.empty()) v->grad = 0;
//     value(root).grad += 1;          // mỗi lượt là 1 (nếu gốc là lá thì cộng dồn, như mọi lá)
//:message.order.en Every rule is right alone, but the gradient of {node} is {got}, while its
// users' gradients make {expected} of it: one of them ran before its own gradient was complete,
// or not once.
//:message.order.vi Từng quy tắc riêng lẻ đều đúng, nhưng gradient của {node} là {got}, còn
// gradient của các nút dùng nó cho {expected}: có nút chạy khi gradient của nó chưa đủ, hoặc
// không chạy đúng một lần.
//:explain.order.en
// u is used by y directly and by w, which y uses too. If u runs right after y, it sends only the
// part that came from y; the part that comes through w arrives too late and never gets to x.
//
//     Handle x = leaf(0.5), u = tanh_of(x), w = tanh_of(u), y = add(u, w);
//     backward(y);            // the order must be y, w, u: users first
//
// Visiting inputs before appending the node gives a list in which inputs stand before users; read
// from the end it is what you need. Each node stands in it once, so each rule runs once.
//:explain.order.vi
// u được y dùng trực tiếp, và được w dùng, mà w lại được y dùng. Nếu u chạy ngay sau y, nó chỉ
// gửi phần đến từ y; phần đi qua w tới quá muộn và không bao giờ đến được x.
//
//     Handle x = leaf(0.5), u = tanh_of(x), w = tanh_of(u), y = add(u, w);
//     backward(y);            // thứ tự phải là y, w, u: nút dùng trước
//
// Thăm đầu vào trước khi thêm nút sẽ cho danh sách có đầu vào đứng trước nút dùng nó; đọc từ cuối
// lên là thứ tự cần tìm. Mỗi nút có mặt một lần, nên mỗi quy tắc chạy một lần.
//:message.intermediate.en {got} instead of {expected}: nodes in between kept their gradient from
// the first pass ({first} at x) and sent it again. Only leaves add up: set nodes with inputs to 0
// before each pass.
//:message.intermediate.vi {got} thay vì {expected}: các nút trung gian giữ lại gradient của lượt
// đầu ({first} tại x) và gửi đi lần nữa. Chỉ lá mới cộng dồn: hãy đặt các nút có đầu vào về 0
// trước mỗi lượt.
//:explain.intermediate.en
// This is what the most copied small engine does, and PyTorch does not. In y = 3u, u = x * x, u
// receives 3 in each pass. If 3 is still there from the first pass, u sends (3 + 3) * 2x in the
// second: 54 at x = 3 instead of 36.
//
//     backward(y); backward(y);                                    // x = 3: 18, then 36
//     for (Value* v : order) if (!v->inputs.empty()) v->grad = 0;  // before the rules run
//:explain.intermediate.vi
// Bộ máy nhỏ được sao chép nhiều nhất làm như thế, còn PyTorch thì không. Với y = 3u, u = x * x,
// u nhận 3 ở mỗi lượt. Nếu số 3 của lượt đầu còn đó, lượt sau u gửi (3 + 3) * 2x: tại x = 3 được
// 54 thay vì 36.
//
//     backward(y); backward(y);                                    // x = 3: 18, rồi 36
//     for (Value* v : order) if (!v->inputs.empty()) v->grad = 0;  // trước khi chạy quy tắc
//:message.forgotten.en {got} after two passes, as after one: the first pass of the *leaf* x was
// erased. Set only nodes with inputs to 0; leaves add up to {expected} until somebody resets
// them.
//:message.forgotten.vi {got} sau hai lượt, y như sau một lượt: kết quả lượt đầu của *lá* x đã bị
// xoá. Chỉ đặt về 0 các nút có đầu vào; lá cộng dồn thành {expected} cho tới khi có người đặt
// lại.
//:explain.forgotten.en
// Accumulating over passes is what makes zero_grad() necessary, and what lets a large batch be
// computed in parts. So a pass resets only the nodes in between, which belong to it alone.
//
//     for (Value* v : order) v->grad = 0;                          // too much
//     for (Value* v : order) if (!v->inputs.empty()) v->grad = 0;  // leaves keep theirs
//:explain.forgotten.vi
// Cộng dồn qua các lượt là lý do cần zero_grad(), và cũng nhờ nó mà một batch lớn tính được theo
// từng phần. Vì vậy một lượt chỉ đặt lại các nút trung gian, vốn thuộc riêng về nó.
//
//     for (Value* v : order) v->grad = 0;                          // quá tay
//     for (Value* v : order) if (!v->inputs.empty()) v->grad = 0;  // lá giữ nguyên
//:message.not-owned.en Only the root is held, and {lost} of the {expected} nodes that it is made
// of are gone: a node must own its inputs. Keep Handles in it, not raw pointers or weak_ptr.
//:message.not-owned.vi Chỉ còn giữ gốc, và {lost} trong {expected} nút tạo nên nó đã mất: một nút
// phải sở hữu các đầu vào của nó. Hãy giữ Handle trong nút, đừng giữ con trỏ thô hay weak_ptr.
//:explain.not-owned.en
// A function that builds an expression returns its root only. All else must live as long as the
// root does, or the pass walks through memory that is no longer there.
//
//     Handle square_plus_one(Handle x) { return add(multiply(x, x), leaf(1)); }
//     backward(square_plus_one(x));    // the product and the 1 have no other owner than the root
//
// So ownership points from a node to its inputs, never the other way.
//:explain.not-owned.vi
// Một hàm dựng biểu thức chỉ trả về gốc. Mọi thứ khác phải sống lâu bằng gốc, nếu không lượt lan
// truyền sẽ đi qua vùng nhớ không còn nữa.
//
//     Handle square_plus_one(Handle x) { return add(multiply(x, x), leaf(1)); }
//     backward(square_plus_one(x));    // ngoài gốc ra, tích và số 1 không có chủ nào khác
//
// Vậy quyền sở hữu đi từ nút tới đầu vào, không bao giờ theo chiều ngược lại.
//:message.cycle.en {got} of {nodes} nodes are still alive when the expression is gone: a node
// owns itself, perhaps because its rule captured the handle `out`. Capture a raw pointer or a
// weak_ptr.
//:message.cycle.vi Còn {got} trong {nodes} nút sống khi biểu thức đã mất: có nút tự sở hữu chính
// nó, có lẽ vì closure của out giữ chính out. Hãy giữ con trỏ thô hoặc weak_ptr.
//:explain.cycle.en
// A shared_ptr lets its object go when the last copy goes. The rule is a part of the node; if it
// has a copy of the handle to that node, the last copy sits inside the object that waits for it.
//
//     out->rule = [out, a] { ... };               // out owns its rule, its rule owns out
//     out->rule = [o = out.get(), a] { ... };     // a pointer that owns nothing
//
// The raw pointer is safe here: the rule cannot outlive the node of which it is a part.
//:explain.cycle.vi
// Một shared_ptr thả đối tượng của nó khi bản sao cuối cùng mất đi. Quy tắc là một phần của nút;
// nếu nó giữ một bản sao Handle của chính nút đó, bản sao cuối cùng nằm ngay trong đối tượng đang
// chờ.
//
//     out->rule = [out, a] { ... };               // out sở hữu quy tắc, quy tắc sở hữu out
//     out->rule = [o = out.get(), a] { ... };     // con trỏ không sở hữu gì
//
// Ở đây con trỏ thô là an toàn: quy tắc không thể sống lâu hơn nút chứa nó.
//:message.tape.en {got} nodes are still alive when the expression is gone, leaves too: a list
// outside of the nodes holds them, or each holds itself. An expression must be owned by its root
// alone.
//:message.tape.vi Còn {got} nút sống khi biểu thức đã mất, kể cả lá: một danh sách nằm ngoài các
// nút đang giữ chúng, hoặc mỗi nút tự giữ mình. Một biểu thức chỉ được thuộc về gốc của nó.
//:explain.tape.en
// A static list of all nodes, or an order that outlives the pass, keeps every expression ever
// made. In a training loop that is one more graph for each step.
//
//     static std::vector<Handle> order;       // outlives the pass
//     std::vector<Value*> order;              // gone at the end of backward, and owns nothing
//:explain.tape.vi
// Một danh sách static chứa mọi nút, hay một thứ tự sống lâu hơn lượt, sẽ giữ lại mọi biểu thức
// từng được tạo. Trong vòng lặp huấn luyện, đó là thêm một đồ thị cho mỗi bước.
//
//     static std::vector<Handle> order;       // sống lâu hơn lượt
//     std::vector<Value*> order;              // mất khi backward kết thúc, và không sở hữu gì

//:code
#include "gradlab/lab/part4/ex_4_01.h"

#include <cmath>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace ex_4_01 {

// One node.
struct Value : Counted {
  double data = 0;
  double grad = 0;
  //:part
  //:stub
  // Its operation, its inputs and its rule: to do.
  //:solution
  std::string op;
  std::vector<Handle> inputs;
  Rule rule;
  //:wrong CYCLE_B 4.01/cycle
  std::string op;
  std::vector<Handle> inputs;
  Rule rule;
  Handle self;
  //:end
};

// The inside of a node.
Value& value(const Handle& node) { return static_cast<Value&>(*node); }

//:part
//:stub
//:solution
// A node without a rule.
std::shared_ptr<Value> make(const std::string& op, double data, const std::vector<Handle>& inputs) {
  auto node = std::make_shared<Value>();
  node->op = op;
  node->data = data;
  node->inputs = inputs;
  return node;
}

//:wrong CYCLE_B 4.01/cycle
std::shared_ptr<Value> make(const std::string& op, double data, const std::vector<Handle>& inputs) {
  auto node = std::make_shared<Value>();
  node->op = op;
  node->data = data;
  node->inputs = inputs;
  if (!inputs.empty()) node->self = node;
  return node;
}

//:wrong NOT_OWNED 4.01/not-owned not-sanitized
std::shared_ptr<Value> make(const std::string& op, double data, const std::vector<Handle>& inputs) {
  auto node = std::make_shared<Value>();
  node->op = op;
  node->data = data;
  for (const Handle& in : inputs) node->inputs.push_back(Handle(Handle(), in.get()));
  return node;
}

//:wrong TAPE 4.01/tape
std::vector<Handle> all_nodes;

std::shared_ptr<Value> make(const std::string& op, double data, const std::vector<Handle>& inputs) {
  auto node = std::make_shared<Value>();
  node->op = op;
  node->data = data;
  node->inputs = inputs;
  all_nodes.push_back(node);
  return node;
}

//:end
Handle leaf(double data) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return make("leaf", data, {});
  //:end
}

Handle add(const Handle& a, const Handle& b) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  auto out = make("add", value(a).data + value(b).data, {a, b});
  Value *o = out.get(), *x = &value(a), *y = &value(b);
  out->rule = [o, x, y] {
    x->grad += o->grad;
    y->grad += o->grad;
  };
  return out;
  //:wrong ASSIGN 4.01/assign
  auto out = make("add", value(a).data + value(b).data, {a, b});
  Value* o = out.get();
  out->rule = [o, a, b] {
    value(a).grad = o->grad;
    value(b).grad = o->grad;
  };
  return out;
  //:wrong NO_UPSTREAM_B 4.01/no-upstream
  auto out = make("add", value(a).data + value(b).data, {a, b});
  out->rule = [a, b] {
    value(a).grad += 1;
    value(b).grad += 1;
  };
  return out;
  //:wrong CYCLE 4.01/cycle
  auto out = make("add", value(a).data + value(b).data, {a, b});
  out->rule = [out, a, b] {
    value(a).grad += out->grad;
    value(b).grad += out->grad;
  };
  return out;
  //:end
}

Handle multiply(const Handle& a, const Handle& b) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  auto out = make("multiply", value(a).data * value(b).data, {a, b});
  Value *o = out.get(), *x = &value(a), *y = &value(b);
  out->rule = [o, x, y] {
    x->grad += o->grad * y->data;
    y->grad += o->grad * x->data;
  };
  return out;
  //:wrong ASSIGN_B 4.01/assign
  auto out = make("multiply", value(a).data * value(b).data, {a, b});
  Value* o = out.get();
  out->rule = [o, a, b] {
    value(a).grad = value(b).data * o->grad;
    value(b).grad = value(a).data * o->grad;
  };
  return out;
  //:wrong MULTIPLY_OWN 4.01/rule
  auto out = make("multiply", value(a).data * value(b).data, {a, b});
  Value* o = out.get();
  out->rule = [o, a, b] {
    value(a).grad += o->grad * value(a).data;
    value(b).grad += o->grad * value(b).data;
  };
  return out;
  //:end
}

Handle tanh_of(const Handle& a) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  auto out = make("tanh", std::tanh(value(a).data), {a});
  Value *o = out.get(), *x = &value(a);
  out->rule = [o, x] { x->grad += o->grad * (1 - o->data * o->data); };
  return out;
  //:wrong TANH_OF_INPUT 4.01/rule
  auto out = make("tanh", std::tanh(value(a).data), {a});
  Value* o = out.get();
  out->rule = [o, a] { value(a).grad += o->grad * (1 - value(a).data * value(a).data); };
  return out;
  //:wrong NO_UPSTREAM 4.01/no-upstream
  auto out = make("tanh", std::tanh(value(a).data), {a});
  Value* o = out.get();
  out->rule = [o, a] { value(a).grad += 1 - o->data * o->data; };
  return out;
  //:end
}

Seen look(const Handle& node) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  Value& v = value(node);
  return {v.op, v.data, &v.grad, v.inputs, v.rule.place()};
  //:end
}

void push(const Handle& node) {
  //:part
  //:stub
  lab::todo_void();
  //:solution
  value(node).rule();
  //:end
}

void backward(const Handle& root) {
  //:part
  //:stub
  lab::todo_void();
  //:solution
  std::vector<Value*> order;  // inputs before their users
  std::set<Value*> met;
  std::function<void(Value&)> visit = [&](Value& v) {
    if (!met.insert(&v).second) return;
    for (const Handle& in : v.inputs) visit(value(in));
    order.push_back(&v);
  };
  visit(value(root));
  for (Value* v : order) {
    if (!v->inputs.empty()) v->grad = 0;  // only leaves add up over passes
  }
  value(root).grad += 1;
  for (auto v = order.rbegin(); v != order.rend(); ++v) (*v)->rule();
  //:wrong SEED 4.01/seed
  std::vector<Value*> order;
  std::set<Value*> met;
  std::function<void(Value&)> visit = [&](Value& v) {
    if (!met.insert(&v).second) return;
    for (const Handle& in : v.inputs) visit(value(in));
    order.push_back(&v);
  };
  visit(value(root));
  for (Value* v : order) {
    if (!v->inputs.empty()) v->grad = 0;
  }
  for (auto v = order.rbegin(); v != order.rend(); ++v) (*v)->rule();
  //:wrong SEED_B 4.01/seed
  std::vector<Value*> order;
  std::set<Value*> met;
  std::function<void(Value&)> visit = [&](Value& v) {
    if (!met.insert(&v).second) return;
    for (const Handle& in : v.inputs) visit(value(in));
    order.push_back(&v);
  };
  visit(value(root));
  for (Value* v : order) {
    if (!v->inputs.empty() && v != &value(root)) v->grad = 0;
  }
  value(root).grad += 1;
  for (auto v = order.rbegin(); v != order.rend(); ++v) (*v)->rule();
  //:wrong ORDER 4.01/order
  std::vector<Value*> order;
  std::set<Value*> met;
  std::function<void(Value&)> visit = [&](Value& v) {
    if (!met.insert(&v).second) return;
    order.push_back(&v);
    for (const Handle& in : v.inputs) visit(value(in));
  };
  visit(value(root));
  for (Value* v : order) {
    if (!v->inputs.empty()) v->grad = 0;
  }
  value(root).grad += 1;
  for (Value* v : order) v->rule();
  //:wrong ORDER_B 4.01/order
  std::vector<Value*> order = {&value(root)};
  for (size_t i = 0; i < order.size(); ++i) {
    for (const Handle& in : order[i]->inputs) order.push_back(&value(in));
  }
  for (Value* v : order) {
    if (!v->inputs.empty()) v->grad = 0;
  }
  value(root).grad += 1;
  for (Value* v : order) v->rule();
  //:wrong INTERMEDIATE 4.01/intermediate
  std::vector<Value*> order;
  std::set<Value*> met;
  std::function<void(Value&)> visit = [&](Value& v) {
    if (!met.insert(&v).second) return;
    for (const Handle& in : v.inputs) visit(value(in));
    order.push_back(&v);
  };
  visit(value(root));
  value(root).grad = 1;
  for (auto v = order.rbegin(); v != order.rend(); ++v) (*v)->rule();
  //:wrong INTERMEDIATE_B 4.01/intermediate
  std::vector<Value*> order;
  std::set<Value*> met;
  std::function<void(Value&)> visit = [&](Value& v) {
    if (!met.insert(&v).second) return;
    for (const Handle& in : v.inputs) visit(value(in));
    order.push_back(&v);
  };
  visit(value(root));
  value(root).grad += 1;
  for (auto v = order.rbegin(); v != order.rend(); ++v) (*v)->rule();
  //:wrong FORGOTTEN 4.01/forgotten
  std::vector<Value*> order;
  std::set<Value*> met;
  std::function<void(Value&)> visit = [&](Value& v) {
    if (!met.insert(&v).second) return;
    for (const Handle& in : v.inputs) visit(value(in));
    order.push_back(&v);
  };
  visit(value(root));
  for (Value* v : order) v->grad = 0;
  value(root).grad = 1;
  for (auto v = order.rbegin(); v != order.rend(); ++v) (*v)->rule();
  //:wrong TAPE_B 4.01/tape
  static std::vector<Handle> order;
  std::set<Counted*> met;
  std::function<void(const Handle&)> visit = [&](const Handle& node) {
    if (!met.insert(node.get()).second) return;
    for (const Handle& in : value(node).inputs) visit(in);
    order.push_back(node);
  };
  order.clear();
  visit(root);
  for (const Handle& node : order) {
    if (!value(node).inputs.empty()) value(node).grad = 0;
  }
  value(root).grad += 1;
  for (auto node = order.rbegin(); node != order.rend(); ++node) value(*node).rule();
  //:end
}

}  // namespace ex_4_01
