//:exercise 2.01 core
//:covers "Khởi tạo Tensor với requires_grad=True."
//:title.en Leaves and grad_fn: what a result remembers
//:title.vi Lá và grad_fn: kết quả nhớ những gì
//:text.en
// A tensor that you make is a *leaf*. If you ask for it, operations on it are recorded, and each
// result remembers in grad_fn the node that made it:
//
//     Tensor x = tensor({1., 2.}, TensorOptions(kFloat64).requires_grad(true));   // a leaf
//     Tensor y = 3 * x.pow(2);       // y.grad_fn() is a node "MulBackward1"
//     y.is_leaf();                   // false: y is a result
//
// A node knows where its inputs came from: its next_edges(). So y leads to Mul, from there to
// Pow, and from there to AccumulateGrad, the end of the way: it adds the gradient to x.grad().
//
// backward() keeps gradients of leaves with requires_grad() only. In between, gradients pass
// through and are dropped, unless you call u.retain_grad() before the pass; then u.retains_grad()
// is true. Tensors without requires_grad() are leaves too (they were not computed by anything
// recorded), but no gradient ever arrives there. Integer tensors cannot require one at all.
//
// 1. make_leaf: a float64 leaf of these values that receives a gradient. tensor(values, options)
//    also takes a std::vector<double>. What you return must itself be the leaf.
// 2. keeps_grad: will a backward pass that reaches t write t.grad()? Three questions decide it:
//    t.requires_grad(), t.is_leaf(), t.retains_grad().
// 3. ancestors: the names of all nodes that y remembers, y.grad_fn() first: after a node comes
//    all that its first input leads to, then all that its second input leads to, and so on. A
//    node that is reached twice is listed once, where it is met first. Useful:
//        NodePtr node = y.grad_fn();                  // null for a leaf: return an empty list
//        node->name()                                 // "MulBackward1"; cut it to "Mul"
//        for (const Edge& edge : node->next_edges())  // edge.function is a NodePtr again
//        std::set<Node*> met;                         // the nodes met: met.insert(node.get())
//    An input that needs no gradient has an edge without a function: edge.defined() is false.
//    The name "AccumulateGrad" has no "Backward" in it and stays whole.
//    For y = 3 * x.pow(2) the answer is {"Mul", "Pow", "AccumulateGrad"}.
// 4. inner_gradient: compute u = inner(x) and y = outer(u), run y.backward() and return u.grad().
//:text.vi
// Tensor do bạn tạo ra là một *lá*. Nếu bạn yêu cầu, các phép toán trên nó được ghi lại, và mỗi
// kết quả nhớ trong grad_fn nút đã tạo ra mình:
//
//     Tensor x = tensor({1., 2.}, TensorOptions(kFloat64).requires_grad(true));   // một lá
//     Tensor y = 3 * x.pow(2);       // y.grad_fn() là một nút "MulBackward1"
//     y.is_leaf();                   // false: y là kết quả
//
// Mỗi nút biết các đầu vào của nó đến từ đâu: next_edges(). Vậy y dẫn tới Mul, từ đó tới Pow, rồi
// tới AccumulateGrad, cuối con đường: nút này cộng gradient vào x.grad().
//
// backward() chỉ giữ gradient của các lá có requires_grad(). Ở giữa, gradient đi qua rồi bị bỏ,
// trừ khi bạn gọi u.retain_grad() trước lượt đó; khi ấy u.retains_grad() là true. Tensor không có
// requires_grad() cũng là lá (không có phép toán được ghi nào tạo ra nó), nhưng không gradient
// nào tới đó. Tensor số nguyên thì hoàn toàn không thể yêu cầu gradient.
//
// 1. make_leaf: một lá float64 chứa các giá trị này và nhận gradient. tensor(values, options)
//    cũng nhận std::vector<double>. Chính thứ bạn trả về phải là lá.
// 2. keeps_grad: một lượt lan truyền ngược đi tới t có ghi t.grad() không? Ba câu hỏi quyết định:
//    t.requires_grad(), t.is_leaf(), t.retains_grad().
// 3. ancestors: tên của mọi nút mà y nhớ, bắt đầu từ y.grad_fn(): sau một nút là tất cả những gì
//    đầu vào thứ nhất của nó dẫn tới, rồi tất cả những gì đầu vào thứ hai dẫn tới, và cứ thế. Nút
//    gặp hai lần chỉ ghi một lần, ở chỗ gặp đầu tiên. Những thứ cần dùng:
//        NodePtr node = y.grad_fn();                  // null nếu là lá: trả về danh sách rỗng
//        node->name()                                 // "MulBackward1"; cắt còn "Mul"
//        for (const Edge& edge : node->next_edges())  // edge.function lại là một NodePtr
//        std::set<Node*> met;                         // các nút đã gặp: met.insert(node.get())
//    Đầu vào không cần gradient có cạnh không mang function: edge.defined() là false.
//    Tên "AccumulateGrad" không chứa "Backward" nên giữ nguyên.
//    Với y = 3 * x.pow(2), đáp số là {"Mul", "Pow", "AccumulateGrad"}.
// 4. inner_gradient: tính u = inner(x) và y = outer(u), chạy y.backward() rồi trả về u.grad().
//:know.en Results remember their node; only leaves with requires_grad keep what backward brings.
//:know.vi Kết quả nhớ nút của nó; chỉ lá có requires_grad giữ lại những gì backward mang tới.
//:hint.1.en Which tensors did you make yourself, and which ones came out of an operation?
//:hint.1.vi Tensor nào do chính bạn tạo ra, tensor nào sinh ra từ một phép toán?
//:hint.2.en make_leaf: all in one call of tensor(), with nothing behind it. ancestors: a function that
// visits a node and then calls itself for each edge; a std::set<Node*> of the nodes met.
// inner_gradient: u is no leaf, so say before backward that its gradient is wanted.
//:hint.2.vi make_leaf: tất cả trong một lời gọi tensor(), không thêm gì phía sau. ancestors: một hàm
// thăm một nút rồi tự gọi lại cho từng cạnh; một std::set<Node*> chứa các nút đã gặp.
// inner_gradient: u không phải lá, nên trước backward phải nói rằng bạn cần gradient của nó.
//:hint.3.en
// make_leaf: tensor(values, TensorOptions(kFloat64).requires_grad(true))
// keeps_grad: t.requires_grad() && (t.is_leaf() || ...)
// ancestors, for a node: if it is null or met already, return; note name.substr(0,
// name.find("Backward")); then visit edge.function for each edge.
// inner_gradient: u.retain_grad(); outer(u).backward(); return u.grad();
//:hint.3.vi
// make_leaf: tensor(values, TensorOptions(kFloat64).requires_grad(true))
// keeps_grad: t.requires_grad() && (t.is_leaf() || ...)
// ancestors, với một nút: nếu nó null hoặc đã gặp thì return; ghi name.substr(0,
// name.find("Backward")); rồi thăm edge.function của từng cạnh.
// inner_gradient: u.retain_grad(); outer(u).backward(); return u.grad();
//:predict.result.en x requires a gradient. Is y = 3 * x.pow(2) a leaf? (true or false)
//:predict.result.vi x yêu cầu gradient. y = 3 * x.pow(2) có phải là lá không? (true hay false)
//:predict.data.en Is tensor({1., 2.}), without requires_grad, a leaf? (true or false)
//:predict.data.vi tensor({1., 2.}) không có requires_grad có phải là lá không? (true hay false)
//:predict.nodes.en x.is_leaf(), w.is_leaf(), both require a gradient. How many nodes has x * w + x?
//:predict.nodes.vi x.is_leaf(), w.is_leaf(), cả hai yêu cầu gradient. x * w + x có bao nhiêu nút?
//:label.leaf-gradient.en the gradient that the new leaf gets from backward()
//:label.leaf-gradient.vi gradient mà lá mới nhận được từ backward()
//:label.leaf-values.en the values of the new leaf
//:label.leaf-values.vi các giá trị của lá mới
//:label.is-leaf.en is_leaf() and requires_grad() of what make_leaf returns
//:label.is-leaf.vi is_leaf() và requires_grad() của thứ make_leaf trả về
//:label.keeps.en whether backward() writes t.grad()
//:label.keeps.vi backward() có ghi t.grad() không
//:label.retained.en the same, when retain_grad() may have been called
//:label.retained.vi câu hỏi như trên, khi có thể đã gọi retain_grad()
//:label.no-node.en a walk to where nothing was recorded
//:label.no-node.vi đi tới chỗ không có gì được ghi lại
//:label.nodes.en the nodes that y remembers
//:label.nodes.vi các nút mà y nhớ
//:label.by-u.en the gradient of y by u
//:label.by-u.vi gradient của y theo u
//:message.not-tracked.en {got}: no leaf in this expression has requires_grad, so nothing was recorded.
//:message.not-tracked.vi {got}: không lá nào trong biểu thức có requires_grad, nên không có gì được ghi lại.
//:explain.not-tracked.en
// Recording costs memory, so it only happens when some input asks for it. Say so when you make
// the tensor, or afterwards with requires_grad_(). Without it, results have no grad_fn and
// backward() has nowhere to go.
//
//     Tensor a = tensor({1., 2.});
//     a.sum().backward();                    // error: element 0 of tensors does not require grad
//     a.requires_grad_().sum().backward();   // a.grad() is [1, 1]
//:explain.not-tracked.vi
// Ghi lại thì tốn bộ nhớ, nên chỉ ghi khi có đầu vào yêu cầu. Hãy yêu cầu ngay lúc tạo tensor,
// hoặc sau đó bằng requires_grad_(). Nếu không, kết quả không có grad_fn và backward() không biết
// đi đâu.
//
//     Tensor a = tensor({1., 2.});
//     a.sum().backward();                    // lỗi: element 0 of tensors does not require grad
//     a.requires_grad_().sum().backward();   // a.grad() là [1, 1]
//:message.not-the-leaf.en {got} arrived: what you return is no leaf but the result of one more operation, and the gradient
// went to the tensor before it. Ask for requires_grad last.
//:message.not-the-leaf.vi Nhận được {got}: thứ bạn trả về không phải lá mà là kết quả của thêm một phép toán, và gradient
// đã tới tensor đứng trước nó. Hãy yêu cầu requires_grad sau cùng.
//:explain.not-the-leaf.en
// Every operation on a tensor with requires_grad makes a result, also to(), reshape() or a
// product with 1. The leaf is then a tensor that nobody holds any more. Convert first, then ask.
//
//     Tensor a = tensor({1., 2.}, requires_grad()).to(kFloat64);   // a.is_leaf() is false
//     Tensor b = tensor({1., 2.}).to(kFloat64).requires_grad_();   // b.is_leaf() is true
//:explain.not-the-leaf.vi
// Mọi phép toán trên tensor có requires_grad đều tạo ra một kết quả, kể cả to(), reshape() hay
// nhân với 1. Khi đó lá là một tensor mà không ai còn giữ. Hãy chuyển đổi trước, yêu cầu sau.
//
//     Tensor a = tensor({1., 2.}, requires_grad()).to(kFloat64);   // a.is_leaf() là false
//     Tensor b = tensor({1., 2.}).to(kFloat64).requires_grad_();   // b.is_leaf() là true
//:message.float32.en The numbers are right but float32: tensor() takes the default dtype unless the options name one,
// here kFloat64.
//:message.float32.vi Các số đúng nhưng là float32: tensor() dùng dtype mặc định trừ khi options nêu rõ, ở đây là
// kFloat64.
//:explain.float32.en
// tensor({1.5, 2.}) is float32 although the numbers are doubles in C++: PyTorch does the same.
// The options carry both wishes at once.
//
//     tensor({1.5, 2.}, requires_grad());                               // float32
//     tensor({1.5, 2.}, TensorOptions(kFloat64).requires_grad(true));   // float64
//:explain.float32.vi
// tensor({1.5, 2.}) là float32 dù trong C++ các số là double: PyTorch cũng làm vậy. Options mang
// được cả hai yêu cầu cùng lúc.
//
//     tensor({1.5, 2.}, requires_grad());                               // float32
//     tensor({1.5, 2.}, TensorOptions(kFloat64).requires_grad(true));   // float64
//:message.leaf-is-enough.en For {input} you say {got}: it is a leaf, but without requires_grad. Plain data are leaves as
// well, and no gradient ever goes there.
//:message.leaf-is-enough.vi Với {input} bạn trả lời {got}: nó là lá, nhưng không có requires_grad. Dữ liệu thường cũng là
// lá, và không gradient nào tới đó.
//:explain.leaf-is-enough.en
// A leaf is a tensor that no recorded operation made. That holds for parameters and for data
// alike; only requires_grad() tells them apart.
//
//     tensor({1., 2.}).is_leaf();                     // true, but requires_grad() is false
//     tensor({1., 2.}, requires_grad()).is_leaf();    // true, and gradients arrive
//:explain.leaf-is-enough.vi
// Lá là tensor không do phép toán được ghi nào tạo ra. Điều đó đúng với tham số lẫn dữ liệu; chỉ
// requires_grad() phân biệt chúng.
//
//     tensor({1., 2.}).is_leaf();                     // true, nhưng requires_grad() là false
//     tensor({1., 2.}, requires_grad()).is_leaf();    // true, và gradient sẽ tới
//:message.requires-is-enough.en For {input} you say {got}: a gradient passes through it, but it is a result, not a leaf, and
// nothing is written there.
//:message.requires-is-enough.vi Với {input} bạn trả lời {got}: gradient đi qua nó, nhưng nó là kết quả chứ không phải lá, và
// không có gì được ghi ở đó.
//:explain.requires-is-enough.en
// requires_grad() of a result only means that some input of it requires a gradient. In a large
// model there are far more results than parameters; keeping all their gradients would fill the
// memory.
//
//     Tensor x = tensor({1., 2.}, requires_grad()), u = x * x;
//     u.requires_grad();     // true
//     u.sum().backward();
//     u.grad().defined();    // false: dropped on the way to x
//:explain.requires-is-enough.vi
// requires_grad() của một kết quả chỉ có nghĩa là một đầu vào nào đó của nó cần gradient. Mô hình
// lớn có nhiều kết quả hơn tham số rất nhiều; giữ mọi gradient của chúng sẽ làm đầy bộ nhớ.
//
//     Tensor x = tensor({1., 2.}, requires_grad()), u = x * x;
//     u.requires_grad();     // true
//     u.sum().backward();
//     u.grad().defined();    // false: đã bị bỏ trên đường tới x
//:message.retained-forgotten.en For {input} you say {got}: results keep their gradient too once retain_grad() was called.
//:message.retained-forgotten.vi Với {input} bạn trả lời {got}: kết quả cũng giữ gradient nếu đã gọi retain_grad().
//:explain.retained-forgotten.en
// retain_grad() is the exception from "only leaves": it asks for the gradient of one result.
//
//     Tensor x = tensor({1., 2.}, requires_grad()), u = x * x;
//     u.retain_grad();
//     u.sum().backward();
//     u.grad();              // [1, 1]
//:explain.retained-forgotten.vi
// retain_grad() là ngoại lệ của quy tắc "chỉ lá": nó yêu cầu giữ gradient của một kết quả.
//
//     Tensor x = tensor({1., 2.}, requires_grad()), u = x * x;
//     u.retain_grad();
//     u.sum().backward();
//     u.grad();              // [1, 1]
//:message.null-edge.en The program crashed at {input}: a leaf has no grad_fn, and an input without requires_grad has an edge
// without a function. Look whether the pointer is null first.
//:message.null-edge.vi Chương trình sập tại {input}: lá không có grad_fn, và đầu vào không có requires_grad có cạnh không
// mang function. Hãy xem con trỏ có null không trước đã.
//:explain.null-edge.en
// A node has one edge per input, so that gradients and inputs keep the same order. Where no
// gradient is needed, the edge leads nowhere.
//
//     Tensor x = tensor({1., 2.}, requires_grad()), c = tensor({3., 4.});
//     (x * c).grad_fn()->next_edges()[0].defined();   // true: to x
//     (x * c).grad_fn()->next_edges()[1].defined();   // false: c needs no gradient
//     x.grad_fn();                                    // null: nothing made x
//:explain.null-edge.vi
// Mỗi nút có một cạnh cho mỗi đầu vào, để gradient và đầu vào giữ cùng thứ tự. Chỗ không cần
// gradient thì cạnh không dẫn tới đâu.
//
//     Tensor x = tensor({1., 2.}, requires_grad()), c = tensor({3., 4.});
//     (x * c).grad_fn()->next_edges()[0].defined();   // true: tới x
//     (x * c).grad_fn()->next_edges()[1].defined();   // false: c không cần gradient
//     x.grad_fn();                                    // null: không có gì tạo ra x
//:message.repeated.en You list {got}: a node that several others lead to is listed each time. It is one node: remember
// which ones you have met.
//:message.repeated.vi Bạn liệt kê {got}: một nút được nhiều nút khác dẫn tới bị ghi mỗi lần. Đó chỉ là một nút: hãy nhớ
// những nút đã gặp.
//:explain.repeated.en
// The graph is no tree: x * x + x leads to x on three ways, but there is one AccumulateGrad node
// for x. Without a memory the walk follows every way, and thirty doublings y = y + y make it
// visit a thousand million nodes. backward() itself visits each node once.
//
//     std::set<Node*> met;
//     if (!met.insert(node.get()).second) return;   // met already
//:explain.repeated.vi
// Đồ thị tính toán không phải là cây: x * x + x dẫn tới x theo ba đường, nhưng x chỉ có một nút
// AccumulateGrad. Không ghi nhớ thì ta đi hết mọi đường, và ba mươi lần nhân đôi y = y + y làm ta
// thăm hơn một tỉ nút. Chính backward() cũng chỉ thăm mỗi nút một lần.
//
//     std::set<Node*> met;
//     if (!met.insert(node.get()).second) return;   // đã gặp
//:message.only-first-edge.en You list {got}: you followed only the first input of each node. {input} has more ancestors:
// {expected}.
//:message.only-first-edge.vi Bạn liệt kê {got}: bạn chỉ đi theo đầu vào thứ nhất của mỗi nút. {input} còn những nút khác:
// {expected}.
//:explain.only-first-edge.en
// An operation with two inputs has two edges, and backward() sends a gradient along each of them.
// Who follows the first one only never meets what the second one leads to: in x * w, the leaf w.
//
//     for (const Edge& edge : node->next_edges()) visit(edge.function);
//:explain.only-first-edge.vi
// Phép toán có hai đầu vào thì có hai cạnh, và backward() gửi gradient theo từng cạnh. Chỉ đi theo
// cạnh thứ nhất thì không bao giờ gặp những gì cạnh thứ hai dẫn tới: trong x * w, đó là lá w.
//
//     for (const Edge& edge : node->next_edges()) visit(edge.function);
//:message.breadth-first.en You list {got}: level by level. Asked for is one input with all that lies behind it before the
// next input: {expected}.
//:message.breadth-first.vi Bạn liệt kê {got}: theo từng tầng. Yêu cầu là đi hết một đầu vào cùng mọi thứ phía sau nó rồi
// mới tới đầu vào kế tiếp: {expected}.
//:explain.breadth-first.en
// A queue takes what came first, and so goes level by level. A function that calls itself (or a
// stack) goes to the end of the first way before it begins the second.
//
//     //      Mul                 level by level: Mul Add AccumulateGrad Exp Sin
//     //     /   \                to the end:     Mul Add Exp Sin AccumulateGrad
//     //   Add    w
//     //   /  \                  (without what lies behind Exp and Sin)
//     // Exp  Sin
//:explain.breadth-first.vi
// Hàng đợi lấy ra cái đến trước, nên đi theo từng tầng. Một hàm tự gọi lại (hay một ngăn xếp) thì
// đi tới cuối đường thứ nhất rồi mới bắt đầu đường thứ hai.
//
//     //      Mul                 theo từng tầng: Mul Add AccumulateGrad Exp Sin
//     //     /   \                đi tới cuối:    Mul Add Exp Sin AccumulateGrad
//     //   Add    w
//     //   /  \                  (không kể những gì phía sau Exp và Sin)
//     // Exp  Sin
//:message.leaves-first.en You list {got}: a node after everything behind it. Note the name *before* you go on to the edges:
// {expected}.
//:message.leaves-first.vi Bạn liệt kê {got}: một nút đứng sau mọi thứ phía sau nó. Hãy ghi tên *trước* khi đi tiếp theo các
// cạnh: {expected}.
//:explain.leaves-first.en
// Whether the name is noted before or after the calls for the edges decides the order:
// y.grad_fn() first, or last.
//
//     names.push_back(name);                                            // from y to the leaves
//     for (const Edge& edge : node->next_edges()) visit(edge.function);
//     // noted down here instead: from the leaves to y
//:explain.leaves-first.vi
// Ghi tên trước hay sau các lời gọi cho cạnh quyết định thứ tự: y.grad_fn() đứng đầu hay đứng
// cuối.
//
//     names.push_back(name);                                            // từ y tới các lá
//     for (const Edge& edge : node->next_edges()) visit(edge.function);
//     // nếu ghi ở đây: từ các lá tới y
//:message.full-names.en You list {got}. Cut each name from "Backward" on: {expected}.
//:message.full-names.vi Bạn liệt kê {got}. Hãy cắt mỗi tên từ "Backward" trở đi: {expected}.
//:explain.full-names.en
// PyTorch numbers the variants of an operation: MulBackward0, MulBackward1. Which one it is says
// nothing about the graph.
//
//     name.substr(0, name.find("Backward"));   // "MulBackward1" gives "Mul"
//     // AccumulateGrad has no "Backward" in it and stays as it is
//:explain.full-names.vi
// PyTorch đánh số các biến thể của một phép toán: MulBackward0, MulBackward1. Số nào thì cũng
// không nói gì về đồ thị.
//
//     name.substr(0, name.find("Backward"));   // "MulBackward1" cho "Mul"
//     // AccumulateGrad không chứa "Backward" nên giữ nguyên
//:message.nonleaf-grad.en u.grad() is {got}: u is not a leaf, its gradient passes through and is dropped (retain_grad, before
// backward, keeps it).
//:message.nonleaf-grad.vi u.grad() là {got}: u không phải lá, gradient chỉ đi qua rồi bị bỏ (dùng retain_grad trước backward
// nếu muốn giữ).
//:explain.nonleaf-grad.en
// The pass computes the gradient of every result on its way, uses it for the next node and lets
// it go. Reading u.grad() afterwards gives nothing and a warning. retain_grad() must come before
// the pass: afterwards the gradient is gone already.
//
//     Tensor x = tensor(3., requires_grad()), u = x * x, y = 3 * u;
//     u.retain_grad();
//     y.backward();
//     u.grad();   // 3; and x.grad() is 18 all the same
//:explain.nonleaf-grad.vi
// Lượt lan truyền ngược tính gradient của mọi kết quả trên đường đi, dùng nó cho nút kế tiếp rồi
// bỏ. Đọc u.grad() sau đó chỉ được tensor rỗng và một cảnh báo. retain_grad() phải đứng trước
// lượt đó: sau đó thì gradient đã mất rồi.
//
//     Tensor x = tensor(3., requires_grad()), u = x * x, y = 3 * u;
//     u.retain_grad();
//     y.backward();
//     u.grad();   // 3; còn x.grad() vẫn là 18
//:message.leaf-instead.en This is the gradient by x, the leaf. The gradient by u does not contain the derivative of inner yet:
// it is u.grad().
//:message.leaf-instead.vi Đây là gradient theo x, tức theo lá. Gradient theo u chưa chứa đạo hàm của inner: đó là u.grad().
//:explain.leaf-instead.en
// The chain rule multiplies on the way down: the gradient by u is how y changes with u alone. On
// the way to x it is multiplied by how u changes with x.
//
//     Tensor x = tensor(3., requires_grad()), u = x * x, y = 3 * u;
//     // by u: 3        by x: 3 * 2x = 18
//:explain.leaf-instead.vi
// Quy tắc dây chuyền nhân dần trên đường đi xuống: gradient theo u cho biết y đổi thế nào theo
// riêng u. Trên đường tới x nó được nhân với mức u đổi theo x.
//
//     Tensor x = tensor(3., requires_grad()), u = x * x, y = 3 * u;
//     // theo u: 3        theo x: 3 * 2x = 18
//:message.last-input-first.en You list {got}: of each node the last input, with all behind it, comes first. The first input
// goes first: {expected}.
//:message.last-input-first.vi Bạn liệt kê {got}: ở mỗi nút, đầu vào cuối cùng (và mọi thứ phía sau nó) lại đứng trước. Đầu
// vào thứ nhất phải đi trước: {expected}.
//:explain.last-input-first.en
// A stack gives back what was put on it last. Who puts the edges on it from first to last takes
// the last one off first. Put them on in reverse, or use a function that calls itself.
//
//     Tensor y = x.exp() * w.sin();   // edges of Mul: to Exp, to Sin
//     // on the stack: Exp, Sin; taken off: Sin, Exp
//:explain.last-input-first.vi
// Ngăn xếp trả lại trước cái được đặt vào sau cùng. Đặt các cạnh vào từ đầu đến cuối thì cạnh cuối
// được lấy ra trước. Hãy đặt vào theo thứ tự ngược, hoặc dùng một hàm tự gọi lại.
//
//     Tensor y = x.exp() * w.sin();   // các cạnh của Mul: tới Exp, tới Sin
//     // đặt vào ngăn xếp: Exp, Sin; lấy ra: Sin, Exp

//:code
#include "gradlab/lab/part2/ex_2_01.h"

#include <set>

namespace ex_2_01 {

Tensor make_leaf(const std::vector<double>& values) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return tensor(values, TensorOptions(kFloat64).requires_grad(true));
  //:wrong NOT_TRACKED 2.01/not-tracked
  return tensor(values, TensorOptions(kFloat64));
  //:wrong NOT_THE_LEAF 2.01/not-the-leaf
  return tensor(values, requires_grad()).to(kFloat64);
  //:wrong NOT_THE_LEAF_B 2.01/not-the-leaf
  const Tensor leaf = tensor(values, TensorOptions(kFloat64)).requires_grad_();
  return leaf.reshape({-1});
  //:wrong FLOAT32 2.01/float32
  return tensor(values, requires_grad());
  //:end
}

bool keeps_grad(const Tensor& t) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return t.requires_grad() && (t.is_leaf() || t.retains_grad());
  //:wrong LEAF_IS_ENOUGH 2.01/leaf-is-enough
  return t.is_leaf() || t.retains_grad();
  //:wrong LEAF_IS_ENOUGH_B 2.01/leaf-is-enough
  return t.is_leaf();
  //:wrong REQUIRES_IS_ENOUGH 2.01/requires-is-enough
  return t.requires_grad();
  //:wrong RETAINED_FORGOTTEN 2.01/retained-forgotten
  return t.requires_grad() && t.is_leaf();
  //:end
}

std::vector<std::string> ancestors(const Tensor& y) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  std::vector<std::string> names;
  std::set<Node*> met;
  const std::function<void(const NodePtr&)> visit = [&](const NodePtr& node) {
    if (!node || !met.insert(node.get()).second) return;
    const std::string name = node->name();
    names.push_back(name.substr(0, name.find("Backward")));
    for (const Edge& edge : node->next_edges()) visit(edge.function);
  };
  visit(y.grad_fn());
  return names;
  //:wrong NULL_EDGE 2.01/null-edge
  std::vector<std::string> names;
  std::set<Node*> met;
  const std::function<void(const NodePtr&)> visit = [&](const NodePtr& node) {
    if (!met.insert(node.get()).second) return;
    const std::string name = node->name();
    names.push_back(name.substr(0, name.find("Backward")));
    for (const Edge& edge : node->next_edges()) visit(edge.function);
  };
  visit(y.grad_fn());
  return names;
  //:wrong REPEATED 2.01/repeated
  std::vector<std::string> names;
  const std::function<void(const NodePtr&)> visit = [&](const NodePtr& node) {
    if (!node) return;
    const std::string name = node->name();
    names.push_back(name.substr(0, name.find("Backward")));
    for (const Edge& edge : node->next_edges()) visit(edge.function);
  };
  visit(y.grad_fn());
  return names;
  //:wrong ONLY_FIRST_EDGE 2.01/only-first-edge
  std::vector<std::string> names;
  NodePtr node = y.grad_fn();
  while (node) {
    const std::string name = node->name();
    names.push_back(name.substr(0, name.find("Backward")));
    NodePtr next;
    for (const Edge& edge : node->next_edges()) {
      if (edge.defined() && !next) next = edge.function;
    }
    node = next;
  }
  return names;
  //:wrong BREADTH_FIRST 2.01/breadth-first
  std::vector<std::string> names;
  std::set<Node*> met;
  std::vector<NodePtr> queue = {y.grad_fn()};
  for (size_t i = 0; i < queue.size(); ++i) {
    const NodePtr node = queue[i];
    if (!node || !met.insert(node.get()).second) continue;
    const std::string name = node->name();
    names.push_back(name.substr(0, name.find("Backward")));
    for (const Edge& edge : node->next_edges()) queue.push_back(edge.function);
  }
  return names;
  //:wrong BREADTH_FIRST_B 2.01/breadth-first
  std::vector<std::string> names;
  std::vector<NodePtr> queue = {y.grad_fn()};
  for (size_t i = 0; i < queue.size(); ++i) {
    const NodePtr node = queue[i];
    if (!node) continue;
    const std::string name = node->name();
    names.push_back(name.substr(0, name.find("Backward")));
    for (const Edge& edge : node->next_edges()) queue.push_back(edge.function);
  }
  return names;
  //:wrong LAST_INPUT_FIRST 2.01/last-input-first
  std::vector<std::string> names;
  std::set<Node*> met;
  std::vector<NodePtr> stack = {y.grad_fn()};
  while (!stack.empty()) {
    const NodePtr node = stack.back();
    stack.pop_back();
    if (!node || !met.insert(node.get()).second) continue;
    const std::string name = node->name();
    names.push_back(name.substr(0, name.find("Backward")));
    for (const Edge& edge : node->next_edges()) stack.push_back(edge.function);
  }
  return names;
  //:wrong LEAVES_FIRST 2.01/leaves-first
  std::vector<std::string> names;
  std::set<Node*> met;
  const std::function<void(const NodePtr&)> visit = [&](const NodePtr& node) {
    if (!node || !met.insert(node.get()).second) return;
    for (const Edge& edge : node->next_edges()) visit(edge.function);
    const std::string name = node->name();
    names.push_back(name.substr(0, name.find("Backward")));
  };
  visit(y.grad_fn());
  return names;
  //:wrong FULL_NAMES 2.01/full-names
  std::vector<std::string> names;
  std::set<Node*> met;
  const std::function<void(const NodePtr&)> visit = [&](const NodePtr& node) {
    if (!node || !met.insert(node.get()).second) return;
    names.push_back(node->name());
    for (const Edge& edge : node->next_edges()) visit(edge.function);
  };
  visit(y.grad_fn());
  return names;
  //:end
}

Tensor inner_gradient(const Function& inner, const Function& outer, const Tensor& x) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  Tensor u = inner(x);
  u.retain_grad();
  outer(u).backward();
  return u.grad();
  //:wrong NONLEAF_GRAD 2.01/nonleaf-grad
  Tensor u = inner(x);
  outer(u).backward();
  return u.grad();
  //:wrong NONLEAF_GRAD_B 2.01/nonleaf-grad
  Tensor u = inner(x);
  outer(u).backward();
  u.retain_grad();
  return u.grad();
  //:wrong LEAF_INSTEAD 2.01/leaf-instead
  Tensor u = inner(x);
  outer(u).backward();
  return x.grad();
  //:end
}

}  // namespace ex_2_01
