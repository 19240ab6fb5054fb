//:exercise 2.15 stretch
//:title.en Control flow
//:title.vi Vòng lặp và rẽ nhánh
//:text.en
// The graph is not a drawing that you prepare: it is what your program really did. A loop is
// recorded as many times as it runs, of an if only the branch that was taken. So this function
// has a gradient, although it is no formula:
//
//     b = 2 * a
//     as long as |b| < 1000:  b = 2 * b
//     the result is b if b > 0, else 100 * b
//
// To decide, you need a number: b.item<double>() is the value of b. To compute, stay with the
// tensor: a number has no history, and neither has anything made from it.
//
//     if (b.item<double>() > 0) ...       // deciding: a number is fine
//     b = 2 * b;                          // computing: with tensors
//
// 1. doubling: write this function. For a = 0 the loop would never end: throw ValueError("...").
// 2. graph_length: count the operations of the graph of y. y.grad_fn() is its last node
//    (empty if y has no history), and node->next_edges() lead further:
//
//        NodePtr node = y.grad_fn();
//        for (const Edge& edge : node->next_edges()) {
//          if (edge.function) ...                    // the node there; empty for a constant
//        }
//
//    A node whose next_edges() are empty (its size() is 0) stands for a leaf: do not count it.
//    If two ways lead to one node, count it once: remember the nodes you have seen, for example
//    in a std::set<const Node*> (edge.function.get() is the pointer).
//:text.vi
// Đồ thị tính toán không phải bản vẽ chuẩn bị trước: nó là những gì chương trình của bạn thực sự
// đã làm. Vòng lặp chạy bao nhiêu lần thì được ghi bấy nhiêu lần, còn với if chỉ nhánh được chọn
// mới được ghi. Vì vậy hàm sau có gradient, dù nó không phải một công thức:
//
//     b = 2 * a
//     chừng nào |b| < 1000:  b = 2 * b
//     kết quả là b nếu b > 0, ngược lại là 100 * b
//
// Để quyết định, bạn cần một con số: b.item<double>() là giá trị của b. Để tính tiếp, hãy ở lại
// với tensor: con số không có lịch sử, và những gì tạo từ nó cũng không.
//
//     if (b.item<double>() > 0) ...       // quyết định: dùng số được
//     b = 2 * b;                          // tính toán: dùng tensor
//
// 1. doubling: viết hàm này. Với a = 0, vòng lặp không bao giờ dừng: hãy throw
//    ValueError("...").
// 2. graph_length: đếm các phép tính trong đồ thị của y. y.grad_fn() là nút cuối
//    (rỗng nếu y không có lịch sử), và node->next_edges() dẫn đi tiếp:
//
//        NodePtr node = y.grad_fn();
//        for (const Edge& edge : node->next_edges()) {
//          if (edge.function) ...                    // nút ở đó; rỗng với hằng số
//        }
//
//    Nút có next_edges() rỗng (size() bằng 0) đại diện cho một lá: đừng đếm nó. Nếu hai đường
//    dẫn tới cùng một nút thì chỉ đếm một lần: hãy nhớ các nút đã gặp, ví dụ trong
//    std::set<const Node*> (edge.function.get() là con trỏ).
//:know.en The graph is what really ran: each turn of a loop, and of an if the branch that was taken.
//:know.vi Đồ thị là những gì thực sự đã chạy: mỗi vòng lặp, và với if là nhánh được chọn.
//:hint.1.en For a = 0.7 the loop makes 2048 * a out of a. What is the slope of that? And for
// a = -0.7?
//:hint.1.vi Với a = 0.7, vòng lặp biến a thành 2048 * a. Độ dốc của nó là bao nhiêu? Còn với
// a = -0.7?
//:hint.2.en In doubling, look at every line: does it decide, or does it compute? Only deciding
// may use item(). For graph_length write a function that visits a node, and the nodes behind its
// edges after it.
//:hint.2.vi Trong doubling, xem từng dòng: nó quyết định hay tính toán? Chỉ khi quyết định mới
// dùng item(). Với graph_length, viết một hàm thăm một nút, rồi thăm các nút sau các cạnh của
// nó.
//:hint.3.en
// if (a.item<double>() == 0) throw ValueError("...");
// Tensor b = 2 * a;
// while (std::abs(b.item<double>()) < 1000) b = 2 * b;
// return b.item<double>() > 0 ? b : 100 * b;
//
// void visit(const NodePtr& node, std::set<const Node*>& seen) {
//   if (!node || node->next_edges().size() == 0 || !seen.insert(node.get()).second) return;
//   for (const Edge& edge : node->next_edges()) visit(edge.function, seen);
// }
// graph_length: visit(y.grad_fn(), seen); then the number of nodes is seen.size()
//:hint.3.vi
// if (a.item<double>() == 0) throw ValueError("...");
// Tensor b = 2 * a;
// while (std::abs(b.item<double>()) < 1000) b = 2 * b;
// return b.item<double>() > 0 ? b : 100 * b;
//
// void visit(const NodePtr& node, std::set<const Node*>& seen) {
//   if (!node || node->next_edges().size() == 0 || !seen.insert(node.get()).second) return;
//   for (const Edge& edge : node->next_edges()) visit(edge.function, seen);
// }
// graph_length: visit(y.grad_fn(), seen); sau đó số nút là seen.size()
//:predict.slope.en doubling(0.7) is 1433.6. What is its slope there?
//:predict.slope.vi doubling(0.7) bằng 1433.6. Độ dốc tại đó là bao nhiêu?
//:predict.negative.en And the slope at -0.7, where the result is -143360?
//:predict.negative.vi Còn độ dốc tại -0.7, nơi kết quả là -143360?
//:label.ends.en whether the loop ends
//:label.ends.vi vòng lặp có dừng không
//:label.value.en the result
//:label.value.vi kết quả
//:label.large.en the result for a that is large already
//:label.large.vi kết quả khi a đã lớn sẵn
//:label.edge.en the result when |b| is exactly 1000 on the way
//:label.edge.vi kết quả khi trên đường |b| bằng đúng 1000
//:label.zero.en the result for 0
//:label.zero.vi kết quả với 0
//:label.slope.en the slope
//:label.slope.vi độ dốc
//:label.recorded.en operations in the graph of the result
//:label.recorded.vi số phép tính trong đồ thị của kết quả
//:label.length.en the length of a graph
//:label.length.vi độ dài của một đồ thị
//:message.no-abs.en For a = {input} the loop never ends: b is negative and doubles away from
// 1000, so b < 1000 stays true. Compare |b|.
//:message.no-abs.vi Với a = {input}, vòng lặp không bao giờ dừng: b âm và càng nhân đôi càng xa
// 1000, nên b < 1000 luôn đúng. Hãy so sánh |b|.
//:explain.no-abs.en
// -1.4, -2.8, -5.6, ...: all of them are smaller than 1000, down to minus infinity.
//
//     while (b.item<double>() < 1000) ...              // never ends for negative b
//     while (std::abs(b.item<double>()) < 1000) ...    // ends for both signs
//:explain.no-abs.vi
// -1.4, -2.8, -5.6, ...: tất cả đều nhỏ hơn 1000, cho tới âm vô cùng.
//
//     while (b.item<double>() < 1000) ...              // không dừng khi b âm
//     while (std::abs(b.item<double>()) < 1000) ...    // dừng với cả hai dấu
//:message.endless.en For a = 0 the loop never ends: 2 * 0 is 0. Throw ValueError before the
// loop.
//:message.endless.vi Với a = 0, vòng lặp không bao giờ dừng: 2 * 0 bằng 0. Hãy throw ValueError
// trước vòng lặp.
//:explain.endless.en
// A loop whose end depends on the data needs a thought about the data for which it does not end.
// Here it is only zero (0.0 and -0.0 are equal): everything else grows.
//
//     if (a.item<double>() == 0) throw ValueError("doubling: 0 never grows");
//:explain.endless.vi
// Vòng lặp có điểm dừng phụ thuộc dữ liệu thì phải nghĩ tới dữ liệu làm nó không dừng. Ở đây chỉ
// có số 0 (0.0 và -0.0 bằng nhau): mọi số khác đều lớn lên.
//
//     if (a.item<double>() == 0) throw ValueError("doubling: 0 never grows");
//:message.branch.en {got} has the wrong branch: a result that is not positive is multiplied by
// 100, which gives {expected}.
//:message.branch.vi {got} là sai nhánh: kết quả không dương phải nhân với 100, tức {expected}.
//:explain.branch.en
// The sign of b decides at the end: b if it is positive, 100 * b if not. The slope follows, for
// only the branch that was taken is in the graph: 2048 at 0.7, and 100 * 2048 = 204800 at -0.7.
//
//     return b.item<double>() > 0 ? b : 100 * b;
//:explain.branch.vi
// Cuối cùng, dấu của b quyết định: b nếu nó dương, nếu không thì 100 * b. Độ dốc cũng theo đó,
// vì chỉ nhánh được chọn nằm trong đồ thị: 2048 tại 0.7, và 100 * 2048 = 204800 tại -0.7.
//
//     return b.item<double>() > 0 ? b : 100 * b;
//:message.first-doubling.en {got} at a = {input}: the first doubling is missing. b = 2 * a comes
// before the loop, however large a is.
//:message.first-doubling.vi {got} tại a = {input}: thiếu lần nhân đôi đầu tiên. b = 2 * a đứng
// trước vòng lặp, dù a lớn tới đâu.
//:explain.first-doubling.en
// With b = a the loop makes up for it as long as a is small, so the mistake hides. For |a| >=
// 1000 the loop does not run at all.
//
//     a = 0.7:    1433.6 either way
//     a = 2000:   b = 2 * a gives 4000, b = a gives 2000
//:explain.first-doubling.vi
// Với b = a, vòng lặp tự bù lại khi a nhỏ, nên lỗi bị che. Với |a| >= 1000 thì vòng lặp không
// chạy lần nào.
//
//     a = 0.7:    cách nào cũng được 1433.6
//     a = 2000:   b = 2 * a cho 4000, b = a cho 2000
//:message.edge.en {got} at a = {input}: |b| was 1000 on the way, and that is not less than 1000,
// so the loop ends there. Use <, not <=.
//:message.edge.vi {got} tại a = {input}: trên đường có |b| = 1000, không nhỏ hơn 1000 nên vòng
// lặp dừng ở đó. Hãy dùng <, không dùng <=.
//:explain.edge.en
// "As long as |b| < 1000" ends at exactly 1000. With <= it goes one turn further, but only for
// those a that hit 1000, such as 500 or 62.5. At such points the function jumps, and the slope
// with it.
//
//     a = 500:  2 * a = 1000    result 1000, slope 2
//:explain.edge.vi
// "Chừng nào |b| < 1000" thì dừng ở đúng 1000. Với <= nó chạy thêm một vòng, nhưng chỉ với những
// a đi qua đúng 1000, như 500 hay 62.5. Tại các điểm đó hàm nhảy bậc, và độ dốc cũng vậy.
//
//     a = 500:  2 * a = 1000    kết quả 1000, độ dốc 2
//:message.item.en There is no slope: you went on computing with item(). A plain number has no
// history.
//:message.item.vi Không có đạo hàm: bạn tính tiếp bằng item(), số thường không có lịch sử.
//:explain.item.en
// item(), data_ptr and detach() leave the graph: what comes out knows its value, not where it
// came from. Making a tensor out of it again gives a constant.
//
//     double b = 2 * a.item<double>();  ...  return tensor(b);    // a constant
//     Tensor b = 2 * a;  ...  return b;                           // knows a
//
// item() is right where you decide: how often a loop runs has no slope anyway.
//:explain.item.vi
// item(), data_ptr và detach() rời khỏi đồ thị: thứ thu được biết giá trị của mình, không biết
// từ đâu mà có. Tạo lại tensor từ nó thì chỉ được một hằng số.
//
//     double b = 2 * a.item<double>();  ...  return tensor(b);    // hằng số
//     Tensor b = 2 * a;  ...  return b;                           // biết a
//
// item() đúng chỗ khi bạn quyết định: số lần lặp dù sao cũng không có độ dốc.
//:message.unrecorded.en The graph has {got} operation(s), but {expected} steps were made for
// a = {input}: you computed the factor outside of the graph. Double the tensor in the loop.
//:message.unrecorded.vi Đồ thị có {got} phép tính, nhưng với a = {input} đã có {expected} bước:
// bạn tính hệ số bên ngoài đồ thị. Hãy nhân đôi tensor ngay trong vòng lặp.
//:explain.unrecorded.en
// Computing 2048 with numbers and then a * 2048 has the right slope, but it is a formula that
// you found by yourself. Here the loop is to be recorded as it runs: one node for each turn.
//
//     double k = 2;  while (...) k *= 2;  return a * k;     // one node
//     Tensor b = 2 * a;  while (...) b = 2 * b;  return b;  // one for each doubling
//:explain.unrecorded.vi
// Tính 2048 bằng số rồi lấy a * 2048 thì độ dốc đúng, nhưng đó là công thức bạn tự tìm ra. Ở đây
// vòng lặp phải được ghi đúng như nó chạy: mỗi vòng một nút.
//
//     double k = 2;  while (...) k *= 2;  return a * k;     // một nút
//     Tensor b = 2 * a;  while (...) b = 2 * b;  return b;  // mỗi lần nhân đôi một nút
//:message.both-branches.en The graph has {got} operation(s) for a = {input} instead of
// {expected}: it contains more than what the loop and the branch that was taken do. Decide with
// if, not with where().
//:message.both-branches.vi Với a = {input}, đồ thị có {got} phép tính thay vì {expected}: nó
// chứa nhiều hơn những gì vòng lặp và nhánh được chọn làm. Hãy quyết định bằng if, đừng dùng
// where().
//:explain.both-branches.en
// where(b > 0, b, 100 * b) computes both branches and then picks; both are in the graph, and
// both are differentiated. With an if only the branch that runs is recorded.
// (That the other one is differentiated too can even do harm, as the next exercise shows.)
//
//     where(b > 0, b, 100 * b)                    // both branches and the choice
//     b.item<double>() > 0 ? b : 100 * b          // one of them
//:explain.both-branches.vi
// where(b > 0, b, 100 * b) tính cả hai nhánh rồi mới chọn; cả hai nằm trong đồ thị và đều bị lấy
// đạo hàm. Với if, chỉ nhánh đã chạy mới được ghi.
// (Việc nhánh kia cũng bị lấy đạo hàm còn có thể gây hại, như bài sau cho thấy.)
//
//     where(b > 0, b, 100 * b)                    // cả hai nhánh và phép chọn
//     b.item<double>() > 0 ? b : 100 * b          // chỉ một nhánh
//:message.counts-leaf.en {got} instead of {expected}: you counted the leaves as well. A node
// without next edges only stores the gradient of a leaf; it is no operation.
//:message.counts-leaf.vi {got} thay vì {expected}: bạn đếm cả các lá. Nút không có cạnh đi tiếp
// chỉ cất gradient của lá; nó không phải phép tính.
//:explain.counts-leaf.en
// At the end of every way through the graph there is a node called AccumulateGrad, one for each
// leaf. It belongs to the leaf, not to what was computed.
//
//     y = 2 * a:   MulBackward0 -> AccumulateGrad       one operation, one leaf
//     node->next_edges().size() == 0                    // it is a leaf
//:explain.counts-leaf.vi
// Ở cuối mỗi đường đi trong đồ thị có một nút tên là AccumulateGrad, mỗi lá một nút. Nó thuộc về
// lá, không thuộc về những gì đã tính.
//
//     y = 2 * a:   MulBackward0 -> AccumulateGrad       một phép tính, một lá
//     node->next_edges().size() == 0                    // đó là lá
//:message.counted-twice.en {got} instead of {expected}: you counted a node once for each way
// that leads to it. Remember which nodes you have seen.
//:message.counted-twice.vi {got} thay vì {expected}: bạn đếm một nút nhiều lần, mỗi đường dẫn
// tới nó một lần. Hãy nhớ những nút đã gặp.
//:explain.counted-twice.en
// In b + b two edges lead to the same node. Ten of those in a row have 1024 ways to the end, but
// only ten nodes. backward() visits each node once as well; that is why it is fast.
//
//     std::set<const Node*> seen;
//     if (!seen.insert(node.get()).second) return;     // been here
//:explain.counted-twice.vi
// Trong b + b có hai cạnh dẫn tới cùng một nút. Mười lần như vậy nối tiếp nhau có 1024 đường đi
// tới cuối, nhưng chỉ có mười nút. backward() cũng chỉ thăm mỗi nút một lần; vì vậy nó nhanh.
//
//     std::set<const Node*> seen;
//     if (!seen.insert(node.get()).second) return;     // đã qua đây

//:code
#include "gradlab/lab/part2/ex_2_15.h"

#include <cmath>
#include <set>

namespace ex_2_15 {

Tensor doubling(const Tensor& a) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  if (a.item<double>() == 0) throw ValueError("doubling: 0 never grows");
  Tensor b = 2 * a;
  while (std::abs(b.item<double>()) < 1000) b = 2 * b;
  return b.item<double>() > 0 ? b : 100 * b;
  //:wrong ITEM 2.15/item
  if (a.item<double>() == 0) throw ValueError("doubling: 0 never grows");
  double b = 2 * a.item<double>();
  while (std::abs(b) < 1000) b = 2 * b;
  return full(a.sizes(), b > 0 ? b : 100 * b, a.options());
  //:wrong ITEM_B 2.15/item
  if (a.item<double>() == 0) throw ValueError("doubling: 0 never grows");
  Tensor b = 2 * a;
  while (b.abs().item<double>() < 1000) b = 2 * b.detach();
  return b.item<double>() > 0 ? b : 100 * b;
  //:wrong UNRECORDED 2.15/unrecorded
  if (a.item<double>() == 0) throw ValueError("doubling: 0 never grows");
  double k = 2;
  while (std::abs(k * a.item<double>()) < 1000) k *= 2;
  return a.item<double>() > 0 ? a * k : a * (100 * k);
  //:wrong UNRECORDED_B 2.15/unrecorded
  if (a.item<double>() == 0) throw ValueError("doubling: 0 never grows");
  int turns = 1;
  for (double b = 2 * a.item<double>(); std::abs(b) < 1000; b *= 2) ++turns;
  const Tensor b = a * std::pow(2.0, turns);
  return b.item<double>() > 0 ? b : 100 * b;
  //:wrong BOTH_BRANCHES 2.15/both-branches
  if (a.item<double>() == 0) throw ValueError("doubling: 0 never grows");
  Tensor b = 2 * a;
  while (std::abs(b.item<double>()) < 1000) b = 2 * b;
  return where(b > 0, b, 100 * b);
  //:wrong BRANCH 2.15/branch
  if (a.item<double>() == 0) throw ValueError("doubling: 0 never grows");
  Tensor b = 2 * a;
  while (std::abs(b.item<double>()) < 1000) b = 2 * b;
  return b;
  //:wrong NO_ABS 2.15/no-abs
  if (a.item<double>() == 0) throw ValueError("doubling: 0 never grows");
  Tensor b = 2 * a;
  while (b.item<double>() < 1000) b = 2 * b;
  return b.item<double>() > 0 ? b : 100 * b;
  //:wrong ENDLESS 2.15/endless
  Tensor b = 2 * a;
  while (std::abs(b.item<double>()) < 1000) b = 2 * b;
  return b.item<double>() > 0 ? b : 100 * b;
  //:wrong FIRST_DOUBLING 2.15/first-doubling
  if (a.item<double>() == 0) throw ValueError("doubling: 0 never grows");
  Tensor b = 1 * a;
  while (std::abs(b.item<double>()) < 1000) b = 2 * b;
  return b.item<double>() > 0 ? b : 100 * b;
  //:wrong EDGE 2.15/edge
  if (a.item<double>() == 0) throw ValueError("doubling: 0 never grows");
  Tensor b = 2 * a;
  while (std::abs(b.item<double>()) <= 1000) b = 2 * b;
  return b.item<double>() > 0 ? b : 100 * b;
  //:end
}

//:part
//:stub
//:solution
// Visits the node and all behind it that were not seen before.
void visit(const NodePtr& node, std::set<const Node*>& seen) {
  if (!node || node->next_edges().size() == 0 || !seen.insert(node.get()).second) return;
  for (const Edge& edge : node->next_edges()) visit(edge.function, seen);
}
//:wrong COUNTS_LEAF 2.15/counts-leaf
void visit(const NodePtr& node, std::set<const Node*>& seen) {
  if (!node || !seen.insert(node.get()).second) return;
  for (const Edge& edge : node->next_edges()) visit(edge.function, seen);
}
//:end

int64_t graph_length(const Tensor& y) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  std::set<const Node*> seen;
  visit(y.grad_fn(), seen);
  return static_cast<int64_t>(seen.size());
  //:wrong COUNTED_TWICE 2.15/counted-twice
  const std::function<int64_t(const NodePtr&)> count = [&](const NodePtr& node) -> int64_t {
    if (!node || node->next_edges().size() == 0) return 0;
    int64_t nodes = 1;
    for (const Edge& edge : node->next_edges()) nodes += count(edge.function);
    return nodes;
  };
  return count(y.grad_fn());
  //:end
}

}  // namespace ex_2_15
