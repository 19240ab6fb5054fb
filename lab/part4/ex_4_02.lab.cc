//:exercise 4.02 stretch
//:title.en Deep and wide graphs
//:title.vi Đồ thị sâu và rộng
//:text.en
// A graph of a real computation is deep (a loop of 100 000 steps is a chain of 100 000 nodes) and
// wide: after 60 times y = y + y there are 61 nodes but 2^60 paths. An engine must neither
// recurse along the depth (the call stack ends at some 20 000 calls) nor walk every path.
//
// The header has a Node: node->inputs() lists its inputs, each with input.node and input.slope
// (the derivative by it); node->grad is the gradient. A node owns its inputs through shared_ptr.
//
// 1. order: root and everything below it, every node once, users before their inputs. Depth first
//    with a std::vector as stack instead of recursion: a node is finished when all its inputs
//    are; keep what you met in a std::unordered_set<Node*>. The nodes in reverse order of
//    finishing are the answer.
// 2. backward: all gradients below root to 0, root's to 1, then go through order(root) once: each
//    node adds node->grad * input.slope to the grad of each of its inputs.
// 3. release: you get the pointer to the root, and it goes away at the end of the function. If it
//    is the last one, ~Node destroys the inputs, whose ~Node destroys theirs: a recursion as deep
//    as the graph. So take graphs apart yourself: move pointers onto a stack of your own; take
//    one off; when it is the only one (node.use_count() == 1), move its inputs onto the stack
//    first and then let it die. A node that others hold keeps its inputs.
//
//     stack.push_back(std::move(root));            // stack{root} would copy: two pointers
//     NodePtr node = std::move(stack.back());      // then stack.pop_back()
//:text.vi
// Đồ thị của một phép tính thật vừa sâu (vòng lặp 100 000 bước là chuỗi 100 000 nút) vừa rộng:
// sau 60 lần y = y + y chỉ có 61 nút nhưng có 2^60 đường đi. Engine không được đệ quy theo chiều
// sâu (ngăn xếp lời gọi hết chỗ ở khoảng 20 000 lời gọi), cũng không được đi từng đường một.
//
// File header có Node: node->inputs() là danh sách đầu vào, mỗi cái có input.node và input.slope
// (đạo hàm theo nó); node->grad là gradient. Một nút sở hữu các đầu vào của nó qua shared_ptr.
//
// 1. order: root và mọi nút bên dưới, mỗi nút một lần, nút dùng đứng trước đầu vào của nó. Duyệt
//    theo chiều sâu với một std::vector làm ngăn xếp thay cho đệ quy: một nút xong khi mọi đầu
//    vào của nó đã xong; ghi nhớ những nút đã gặp trong std::unordered_set<Node*>. Các nút theo
//    thứ tự xong đảo ngược chính là kết quả.
// 2. backward: đặt mọi gradient bên dưới root bằng 0, của root bằng 1, rồi đi qua order(root) một
//    lần: mỗi nút cộng node->grad * input.slope vào grad của từng đầu vào.
// 3. release: bạn nhận con trỏ tới root, và nó mất đi ở cuối hàm. Nếu đó là con trỏ cuối cùng,
//    ~Node huỷ các đầu vào, ~Node của chúng lại huỷ tiếp: đệ quy sâu bằng cả đồ thị. Vì vậy hãy
//    tự tháo đồ thị: chuyển (move) các con trỏ vào ngăn xếp của bạn; lấy một cái ra; nếu nó là
//    con trỏ duy nhất (node.use_count() == 1) thì chuyển các đầu vào của nó vào ngăn xếp trước,
//    rồi để nó mất đi. Nút mà người khác còn giữ thì giữ nguyên đầu vào.
//
//     stack.push_back(std::move(root));            // stack{root} sẽ chép: thành hai con trỏ
//     NodePtr node = std::move(stack.back());      // rồi stack.pop_back()
//:know.en Graphs are walked and destroyed with a stack of one's own, each node once.
//:know.vi Duyệt và huỷ đồ thị bằng ngăn xếp của chính mình, mỗi nút một lần.
//:hint.1.en When is the gradient of a node complete, so that it may be passed on? And who calls
// the destructor of the 20 000th node of a chain?
//:hint.1.vi Khi nào gradient của một nút đã đủ để được gửi tiếp? Và ai gọi destructor của nút thứ
// 20 000 trong một chuỗi?
//:hint.2.en Let the stack hold pairs: a node and which input comes next. A node is finished when
// there is no next input. In release, look at use_count() after the pointer has left your stack.
//:hint.2.vi Cho ngăn xếp chứa các cặp: một nút và đầu vào kế tiếp của nó. Nút xong khi không còn
// đầu vào kế tiếp. Trong release, hãy xem use_count() sau khi con trỏ đã rời ngăn xếp của bạn.
//:hint.3.en
// order:    auto& [node, next] = stack.back();
//           if (next == node->inputs().size()) { finished.push_back(node); stack.pop_back(); }
//           else { Node* input = node->inputs()[next++].node.get();
//                  if (met.insert(input).second) stack.push_back({input, 0}); }
// release:  NodePtr node = std::move(stack.back());  stack.pop_back();
//           if (node.use_count() == 1)
//             for (Input& input : node->inputs()) stack.push_back(std::move(input.node));
//:hint.3.vi
// order:    auto& [node, next] = stack.back();
//           if (next == node->inputs().size()) { finished.push_back(node); stack.pop_back(); }
//           else { Node* input = node->inputs()[next++].node.get();
//                  if (met.insert(input).second) stack.push_back({input, 0}); }
// release:  NodePtr node = std::move(stack.back());  stack.pop_back();
//           if (node.use_count() == 1)
//             for (Input& input : node->inputs()) stack.push_back(std::move(input.node));
//:predict.nodes.en After 60 times y = y + y, starting from one x: how many nodes has the graph?
//:predict.nodes.vi Sau 60 lần y = y + y, bắt đầu từ một x: đồ thị có bao nhiêu nút?
//:predict.paths.en And how many paths lead from y to x after 10 times?
//:predict.paths.vi Còn sau 10 lần thì có bao nhiêu đường đi từ y tới x?
//:label.doublings.en how often inputs were asked for, after some doublings
//:label.doublings.vi số lần hỏi đầu vào, sau một số lần nhân đôi
//:label.order.en the order of the nodes
//:label.order.vi thứ tự các nút
//:label.grads.en the gradients of all nodes
//:label.grads.vi gradient của mọi nút
//:label.leaves.en the gradients of the first two leaves
//:label.leaves.vi gradient của hai lá đầu tiên
//:label.again.en the gradients of the first two leaves after a second backward
//:label.again.vi gradient của hai lá đầu tiên sau backward lần hai
//:label.power.en the gradient of x after some doublings
//:label.power.vi gradient của x sau một số lần nhân đôi
//:label.deep.en a long chain and a small call stack
//:label.deep.vi chuỗi dài và ngăn xếp lời gọi nhỏ
//:label.held.en nodes that somebody else holds
//:label.held.vi các nút mà người khác còn giữ
//:label.alive.en nodes alive after release
//:label.alive.vi số nút còn sống sau release
//:message.exponential.en {visits} visits after {doublings} doublings, with {nodes} nodes: you
// walk every path, and each doubling doubles their number. Visit every node once.
//:message.exponential.vi {visits} lượt ghé sau {doublings} lần nhân đôi, chỉ với {nodes} nút: bạn
// đi mọi đường, mà mỗi lần nhân đôi số đường lại gấp đôi. Hãy ghé mỗi nút đúng một lần.
//:explain.exponential.en
// y = y + y uses the same node twice, so below each node there are twice as many paths as below
// the next one: 2^30 after 30 doublings, and 2^60 would take a computer thirty years. The
// gradients of all paths may be added up at the node and passed on once.
//
//     std::unordered_set<Node*> met;
//     if (!met.insert(node).second) return;    // been here before
//:explain.exponential.vi
// y = y + y dùng cùng một nút hai lần, nên bên dưới mỗi nút có gấp đôi số đường so với nút kế
// tiếp: 2^30 sau 30 lần nhân đôi, còn 2^60 thì máy tính cần khoảng ba mươi năm. Gradient của mọi
// đường có thể cộng lại tại nút rồi gửi đi một lần.
//
//     std::unordered_set<Node*> met;
//     if (!met.insert(node).second) return;    // đã từng qua đây
//:message.reversed.en The order begins at the leaves: inputs stand before their users. It is the
// order of computing; a backward pass needs it turned round.
//:message.reversed.vi Thứ tự bắt đầu từ lá: đầu vào đứng trước nút dùng nó. Đó là thứ tự tính
// xuôi; lan truyền ngược cần thứ tự đảo lại.
//:explain.reversed.en
// Depth-first search finishes a node when all its inputs are finished, so leaves come out first
// and the root last. Turned round, every user stands before its inputs.
//
//     std::reverse(finished.begin(), finished.end());
//:explain.reversed.vi
// Duyệt theo chiều sâu hoàn tất một nút khi mọi đầu vào của nó đã xong, nên lá ra trước và root
// ra sau cùng. Đảo lại thì mỗi nút dùng đứng trước các đầu vào của nó.
//
//     std::reverse(finished.begin(), finished.end());
//:message.not-topological.en A node stands at place {place}, but something that uses it only at
// {user}: when its turn comes, its gradient is not complete. List a node after *all* its users.
//:message.not-topological.vi Một nút đứng ở vị trí {place}, nhưng có nút dùng nó mãi tới vị trí
// {user}: khi tới lượt, gradient của nó chưa đủ. Hãy xếp một nút sau *mọi* nút dùng nó.
//:explain.not-topological.en
// Listing nodes when they are first met is not enough: a node may be met through a short path
// while a longer one is still to come. The moment of finishing counts, not that of meeting.
//
//     z = a + b,  b = exp(a):     met:      z a b     a is passed on without what b sends
//                                 finished: a b z  ->  reversed z b a
//:explain.not-topological.vi
// Ghi nút vào danh sách ngay khi gặp lần đầu là chưa đủ: nút có thể được gặp qua một đường ngắn
// trong khi đường dài hơn còn chưa tới. Thời điểm xong mới đáng kể, không phải thời điểm gặp.
//
//     z = a + b,  b = exp(a):     gặp:  z a b     a được xử lý khi chưa nhận từ b
//                                 xong: a b z  ->  đảo lại z b a
//:message.too-early.en {got} instead of {expected}: a node passed its gradient on before all its
// users had added to it. Go through order(root), not through a queue.
//:message.too-early.vi {got} thay vì {expected}: một nút gửi gradient đi trước khi mọi nút dùng
// nó cộng xong. Hãy đi theo order(root) chứ không theo hàng đợi.
//:explain.too-early.en
// A queue takes nodes by their distance from the root. With z = a + b, b = exp(a) the leaf a is
// near and taken before b has sent its share; what comes later is not passed on.
//
//     for (Node* node : order(root)) ...       // users first: the gradient is complete
//:explain.too-early.vi
// Hàng đợi lấy nút theo khoảng cách tới root. Với z = a + b, b = exp(a), nút a ở gần nên được lấy
// trước khi b gửi phần của nó; phần đến sau không được gửi tiếp.
//
//     for (Node* node : order(root)) ...       // nút dùng trước: gradient đã đủ
//:message.assign.en {got} instead of {expected}: a node used several times has the gradient of
// one use only. Add (+=), do not assign.
//:message.assign.vi {got} thay vì {expected}: nút được dùng nhiều lần chỉ có gradient của một lần
// dùng. Hãy cộng (+=), đừng gán.
//:explain.assign.en
// In x * x both inputs are x: each use sends x, and the derivative is their sum, 2 x. With = the
// second use replaces what the first one sent.
//
//     input.node->grad += node->grad * input.slope;
//:explain.assign.vi
// Trong x * x cả hai đầu vào đều là x: mỗi lần dùng gửi x, và đạo hàm là tổng của chúng, 2 x. Với
// dấu =, lần dùng thứ hai thay mất phần mà lần thứ nhất đã gửi.
//
//     input.node->grad += node->grad * input.slope;
//:message.not-reset.en {got} after the second backward instead of {expected}: the gradients of
// the first pass were still there. Set all of them to 0 first.
//:message.not-reset.vi {got} sau backward lần hai thay vì {expected}: gradient của lượt đầu vẫn
// còn đó. Hãy đặt tất cả về 0 trước.
//:explain.not-reset.en
// Here backward sets gradients, it does not accumulate over passes. If nodes in between keep
// theirs, they are sent down again with the new ones (exercise 2.06: 54 instead of 36).
//
//     for (Node* node : nodes) node->grad = 0;
//     root->grad = 1;
//:explain.not-reset.vi
// Ở đây backward đặt gradient chứ không cộng dồn qua các lượt. Nếu các nút trung gian giữ
// gradient cũ thì chúng lại được gửi xuống cùng cái mới (bài 2.06: 54 thay vì 36).
//
//     for (Node* node : nodes) node->grad = 0;
//     root->grad = 1;
//:message.recursive-order.en {where} crashed on a chain of {nodes} nodes: it calls itself once
// per node, and the call stack is full. Use a std::vector as stack.
//:message.recursive-order.vi {where} sập với chuỗi {nodes} nút: nó tự gọi mình mỗi nút một lần,
// và ngăn xếp lời gọi đã đầy. Hãy dùng std::vector làm ngăn xếp.
//:explain.recursive-order.en
// Each call needs room on the call stack, 8 MB by default: enough for some ten thousand calls
// without optimisation. A std::vector grows on the heap as long as there is memory. The check
// runs your function with a small stack, so that it need not build a million nodes.
//
//     std::vector<std::pair<Node*, size_t>> stack;    // node, its next input
//:explain.recursive-order.vi
// Mỗi lời gọi cần chỗ trên ngăn xếp lời gọi, mặc định 8 MB: đủ cho vài chục nghìn lời gọi khi
// không tối ưu. Còn std::vector lớn dần trên heap chừng nào còn bộ nhớ. Bài kiểm tra chạy hàm của
// bạn với ngăn xếp nhỏ để khỏi phải dựng một triệu nút.
//
//     std::vector<std::pair<Node*, size_t>> stack;    // nút, đầu vào kế tiếp
//:message.recursive-dtor.en Crashed while *destroying* a chain of {nodes} nodes: each node's
// destructor calls the next one's. Take the chain apart in a loop.
//:message.recursive-dtor.vi Chương trình sập khi *huỷ* chuỗi {nodes} nút: destructor gọi lồng
// nhau. Hãy tháo chuỗi bằng vòng lặp.
//:explain.recursive-dtor.en
// The last shared_ptr to a node destroys it; its vector of inputs goes, with the last pointer to
// the next node; and so on, one inside the other. This is the crash that nobody sees in a test
// with ten nodes: at about 20 000 without optimisation, at 200 000 with it.
//
//     root.reset();                              // recursion as deep as the graph
//     stack.push_back(std::move(input.node));    // the node dies with empty inputs: no recursion
//:explain.recursive-dtor.vi
// shared_ptr cuối cùng tới một nút sẽ huỷ nút đó; vector đầu vào của nó mất theo, cùng con trỏ
// cuối tới nút kế tiếp; cứ thế, lồng vào nhau. Không ai thấy lỗi này khi thử với mười nút: nó xảy
// ra ở khoảng 20 000 nút khi không tối ưu, 200 000 khi có tối ưu.
//
//     root.reset();                              // đệ quy sâu bằng đồ thị
//     stack.push_back(std::move(input.node));    // nút mất đi với đầu vào rỗng: không đệ quy
//:message.cut-shared.en Nodes that somebody else still holds lost inputs ({got} of {expected}
// left): they were taken apart too. Only take nodes apart whose use_count() is 1.
//:message.cut-shared.vi Các nút mà người khác còn giữ đã mất đầu vào (còn {got} trong
// {expected}): chúng cũng bị tháo. Chỉ tháo những nút có use_count() bằng 1.
//:explain.cut-shared.en
// Two results may share a part: y1 = f(h), y2 = g(h). Releasing y1 must leave h whole, for y2
// needs it. shared_ptr counts the owners: while others are left, only our pointer goes.
//
//     if (node.use_count() == 1) { ... move the inputs out ... }   // else: just drop our pointer
//:explain.cut-shared.vi
// Hai kết quả có thể chung một phần: y1 = f(h), y2 = g(h). Bỏ y1 thì h phải còn nguyên, vì y2 cần
// nó. shared_ptr đếm số chủ sở hữu: khi còn chủ khác thì chỉ con trỏ của ta mất đi.
//
//     if (node.use_count() == 1) { ... chuyển đầu vào ra ... }   // không thì chỉ bỏ con trỏ

//:code
#include "gradlab/lab/part4/ex_4_02.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <unordered_set>

namespace ex_4_02 {

std::vector<Node*> order(const NodePtr& root) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  std::vector<Node*> finished;
  std::unordered_set<Node*> met = {root.get()};
  std::vector<std::pair<Node*, size_t>> stack = {{root.get(), 0}};  // a node, its next input
  while (!stack.empty()) {
    auto& [node, next] = stack.back();
    if (next == node->inputs().size()) {
      finished.push_back(node);
      stack.pop_back();
      continue;
    }
    Node* input = node->inputs()[next++].node.get();
    if (met.insert(input).second) stack.push_back({input, 0});
  }
  std::reverse(finished.begin(), finished.end());
  return finished;
  //:wrong EXPONENTIAL 4.02/exponential
  std::vector<Node*> finished;
  std::vector<std::pair<Node*, size_t>> stack = {{root.get(), 0}};
  while (!stack.empty()) {
    auto& [node, next] = stack.back();
    if (next == node->inputs().size()) {
      finished.push_back(node);
      stack.pop_back();
      continue;
    }
    stack.push_back({node->inputs()[next++].node.get(), 0});
  }
  std::reverse(finished.begin(), finished.end());
  return finished;
  //:wrong REVERSED 4.02/reversed
  std::vector<Node*> finished;
  std::unordered_set<Node*> met = {root.get()};
  std::vector<std::pair<Node*, size_t>> stack = {{root.get(), 0}};
  while (!stack.empty()) {
    auto& [node, next] = stack.back();
    if (next == node->inputs().size()) {
      finished.push_back(node);
      stack.pop_back();
      continue;
    }
    Node* input = node->inputs()[next++].node.get();
    if (met.insert(input).second) stack.push_back({input, 0});
  }
  return finished;
  //:wrong NOT_TOPOLOGICAL 4.02/not-topological
  std::vector<Node*> nodes;
  std::unordered_set<Node*> met = {root.get()};
  std::vector<Node*> stack = {root.get()};
  while (!stack.empty()) {
    Node* node = stack.back();
    stack.pop_back();
    nodes.push_back(node);
    for (const Input& input : node->inputs()) {
      if (met.insert(input.node.get()).second) stack.push_back(input.node.get());
    }
  }
  return nodes;
  //:wrong NOT_TOPOLOGICAL_B 4.02/not-topological
  std::vector<Node*> nodes = {root.get()};
  std::unordered_set<Node*> met = {root.get()};
  for (size_t i = 0; i < nodes.size(); ++i) {
    for (const Input& input : nodes[i]->inputs()) {
      if (met.insert(input.node.get()).second) nodes.push_back(input.node.get());
    }
  }
  return nodes;
  //:wrong RECURSIVE_ORDER 4.02/recursive-order
  std::vector<Node*> finished;
  std::unordered_set<Node*> met;
  const std::function<void(Node*)> visit = [&](Node* node) {
    if (!met.insert(node).second) return;
    for (const Input& input : node->inputs()) visit(input.node.get());
    finished.push_back(node);
  };
  visit(root.get());
  std::reverse(finished.begin(), finished.end());
  return finished;
  //:end
}

void backward(const NodePtr& root) {
  //:part
  //:stub
  lab::todo_void();
  //:solution
  const std::vector<Node*> nodes = order(root);
  for (Node* node : nodes) node->grad = 0;
  root->grad = 1;
  for (Node* node : nodes) {
    for (const Input& input : node->inputs()) input.node->grad += node->grad * input.slope;
  }
  //:wrong EXPONENTIAL_B 4.02/exponential
  for (Node* node : order(root)) node->grad = 0;
  const std::function<void(Node*, double)> send = [&](Node* node, double grad) {
    node->grad += grad;
    for (const Input& input : node->inputs()) send(input.node.get(), grad * input.slope);
  };
  send(root.get(), 1);
  //:wrong TOO_EARLY 4.02/too-early
  for (Node* node : order(root)) node->grad = 0;
  root->grad = 1;
  std::unordered_set<Node*> met = {root.get()};
  std::deque<Node*> queue = {root.get()};
  while (!queue.empty()) {
    Node* node = queue.front();
    queue.pop_front();
    for (const Input& input : node->inputs()) {
      input.node->grad += node->grad * input.slope;
      if (met.insert(input.node.get()).second) queue.push_back(input.node.get());
    }
  }
  //:wrong ASSIGN 4.02/assign
  root->grad = 1;
  for (Node* node : order(root)) {
    for (const Input& input : node->inputs()) input.node->grad = node->grad * input.slope;
  }
  //:wrong NOT_RESET 4.02/not-reset
  const std::vector<Node*> nodes = order(root);
  root->grad = 1;
  for (Node* node : nodes) {
    for (const Input& input : node->inputs()) input.node->grad += node->grad * input.slope;
  }
  //:wrong RECURSIVE_ORDER_B 4.02/recursive-order
  std::vector<Node*> finished;
  std::unordered_set<Node*> met;
  const std::function<void(Node*)> visit = [&](Node* node) {
    if (!met.insert(node).second) return;
    node->grad = 0;
    for (const Input& input : node->inputs()) visit(input.node.get());
    finished.push_back(node);
  };
  visit(root.get());
  root->grad = 1;
  for (size_t i = finished.size(); i-- > 0;) {
    for (const Input& input : finished[i]->inputs()) {
      input.node->grad += finished[i]->grad * input.slope;
    }
  }
  //:end
}

void release(NodePtr root) {
  //:part
  //:stub
  lab::todo_void();
  //:solution
  std::vector<NodePtr> stack;
  stack.push_back(std::move(root));
  while (!stack.empty()) {
    const NodePtr node = std::move(stack.back());
    stack.pop_back();
    if (node.use_count() > 1) continue;
    // The node dies at the end of this round, without inputs.
    for (Input& input : node->inputs()) stack.push_back(std::move(input.node));
  }
  //:wrong RECURSIVE_DTOR 4.02/recursive-dtor
  root.reset();
  //:wrong RECURSIVE_DTOR_B 4.02/recursive-dtor
  if (root.use_count() > 1) return;
  std::vector<Input> inputs = std::move(root->inputs());
  root.reset();
  while (!inputs.empty()) inputs.pop_back();
  //:wrong CUT_SHARED 4.02/cut-shared
  std::vector<NodePtr> stack;
  stack.push_back(std::move(root));
  while (!stack.empty()) {
    const NodePtr node = std::move(stack.back());
    stack.pop_back();
    for (Input& input : node->inputs()) stack.push_back(std::move(input.node));
    node->inputs().clear();
  }
  //:wrong CUT_SHARED_B 4.02/cut-shared
  std::vector<NodePtr> kept;  // each node lives until all are taken apart
  for (Node* node : order(root)) {
    for (Input& input : node->inputs()) kept.push_back(std::move(input.node));
    node->inputs().clear();
  }
  //:end
}

}  // namespace ex_4_02
