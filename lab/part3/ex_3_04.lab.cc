//:exercise 3.04 core
//:covers "Xây dựng mô hình SimpleModel kế thừa từ nn.Module."
//:covers "Định nghĩa hàm forward() cho mô hình."
//:covers "Các mô-đun Linear, Embedding và SimpleModel hoạt động đúng, cho đầu ra hợp lệ."
//:covers "Khó khăn: Hiểu cách xây dựng mô hình kế thừa nn.Module."
//:covers "Giải quyết: Tham khảo ví dụ chuẩn trong tài liệu chính thức của PyTorch."
//:title.en SimpleModel: a class that inherits nn::Module
//:title.vi SimpleModel: một lớp kế thừa nn::Module
//:text.en
// A model is a class that inherits nn::Module. Its constructor makes the layers and registers
// each under a name; its forward() says how data flows through them. Only what is registered is
// known to parameters(), to the optimizer, and to print. This is the pattern, with another model:
//
//     struct NetImpl : nn::Module {
//       NetImpl(int64_t in, int64_t out) {
//         hidden = register_module("hidden", nn::Linear(in, 16));
//         last = register_module("last", nn::Linear(16, out));
//       }
//       Tensor forward(const Tensor& x) { return last(hidden(x).relu()); }
//
//       nn::Linear hidden{nullptr}, last{nullptr};    // empty until the constructor has run
//     };
//     GRADLAB_MODULE(Net);    // Net net(4, 2); makes one, net(x) calls forward
//
// SimpleModel takes sentences: ids [n, words] are the numbers of the words.
//
//     ids [8, 3]  --emb-->  [8, 3, dim]  --mean of words-->  [8, dim]  --fc-->  [8, classes]
//
// In gradlab:
//
//     t.mean(1)                      // mean over axis 1, which disappears
//     model.parameters()             // all parameters, also those of the layers: tensors
//     p.numel()                      // how many numbers a tensor has
//     std::make_shared<optim::SGD>(parameters, lr)
//
// 1. SimpleModelImpl: write the constructor, forward() and the members. Register an
//    nn::Embedding(vocab, dim) as "emb", then an nn::Linear(dim, classes) as "fc". make_model and
//    forward below are finished: they use your class.
// 2. parameter_count: how many numbers all parameters of a model hold together.
// 3. make_optimizer: return an optim::SGD for all parameters of the model.
//:text.vi
// Mô hình là một lớp kế thừa nn::Module. Hàm dựng (constructor) tạo các tầng và đăng ký từng tầng
// dưới một cái tên; forward() nói dữ liệu đi qua các tầng thế nào. Chỉ những gì đã đăng ký mới
// được parameters(), optimizer và lệnh in biết tới. Đây là mẫu, với một mô hình khác:
//
//     struct NetImpl : nn::Module {
//       NetImpl(int64_t in, int64_t out) {
//         hidden = register_module("hidden", nn::Linear(in, 16));
//         last = register_module("last", nn::Linear(16, out));
//       }
//       Tensor forward(const Tensor& x) { return last(hidden(x).relu()); }
//
//       nn::Linear hidden{nullptr}, last{nullptr};    // rỗng cho tới khi hàm dựng chạy xong
//     };
//     GRADLAB_MODULE(Net);    // Net net(4, 2); tạo mô hình, net(x) gọi forward
//
// SimpleModel nhận các câu: ids [n, words] là số hiệu của các từ.
//
//     ids [8, 3]  --emb-->  [8, 3, dim]  --trung bình các từ-->  [8, dim]  --fc-->  [8, classes]
//
// Trong gradlab:
//
//     t.mean(1)                      // trung bình theo trục 1, trục này biến mất
//     model.parameters()             // mọi tham số, kể cả của các tầng: các tensor
//     p.numel()                      // một tensor có bao nhiêu số
//     std::make_shared<optim::SGD>(parameters, lr)
//
// 1. SimpleModelImpl: viết hàm dựng, forward() và các thành viên. Đăng ký một
//    nn::Embedding(vocab, dim) với tên "emb", rồi một nn::Linear(dim, classes) với tên "fc".
//    make_model và forward ở bên dưới đã viết xong: chúng dùng lớp của bạn.
// 2. parameter_count: mọi tham số của mô hình cộng lại có bao nhiêu số.
// 3. make_optimizer: trả về một optim::SGD cho mọi tham số của mô hình.
//:know.en A layer belongs to a model when it is registered; forward() is what the model computes.
//:know.vi Tầng thuộc về mô hình khi nó được đăng ký; forward() là những gì mô hình tính.
//:hint.1.en Who tells the module that it has an embedding and a linear layer? A member alone is
// only a variable of C++.
//:hint.1.vi Ai cho module biết nó có một tầng embedding và một tầng tuyến tính? Một biến thành
// viên chỉ là biến của C++.
//:hint.2.en Write down the shape after each step of forward: [n, words], [n, words, dim], and
// then? The words must disappear before fc. For the count, look at what parameters() is a list
// of.
//:hint.2.vi Hãy ghi shape sau mỗi bước của forward: [n, words], [n, words, dim], rồi sao nữa?
// Trục các từ phải biến mất trước khi tới fc. Với phép đếm, hãy xem parameters() là danh sách của
// cái gì.
//:hint.3.en
// emb = register_module("emb", nn::Embedding(vocab, dim));   in the constructor, the same for fc
// Tensor forward(const Tensor& ids) { return fc(emb(ids).mean(1)); }
// nn::Embedding emb{nullptr};  nn::Linear fc{nullptr};       as members
// for (const Tensor& p : model.parameters()) count += p.numel();
// return std::make_shared<optim::SGD>(model.parameters(), lr);
//:hint.3.vi
// emb = register_module("emb", nn::Embedding(vocab, dim));   trong hàm dựng, fc cũng vậy
// Tensor forward(const Tensor& ids) { return fc(emb(ids).mean(1)); }
// nn::Embedding emb{nullptr};  nn::Linear fc{nullptr};       là các thành viên
// for (const Tensor& p : model.parameters()) count += p.numel();
// return std::make_shared<optim::SGD>(model.parameters(), lr);
//:predict.count.en How many numbers does SimpleModel(10, 4, 2) learn?
//:predict.count.vi SimpleModel(10, 4, 2) học bao nhiêu số?
//:predict.shape.en Which shape does SimpleModel(10, 4, 2) give for ids of shape [8, 3]? Write it
// like [5, 6].
//:predict.shape.vi SimpleModel(10, 4, 2) cho shape nào với ids có shape [8, 3]? Viết theo dạng
// [5, 6].
//:label.parameters.en the parameters of a new model
//:label.parameters.vi các tham số của mô hình mới
//:label.twice.en the output of a second call with the same ids
//:label.twice.vi đầu ra của lần gọi thứ hai với cùng ids
//:label.reached.en which parameters a backward pass reaches
//:label.reached.vi lan truyền ngược tới được những tham số nào
//:label.output.en the output of forward
//:label.output.vi đầu ra của forward
//:label.gradients.en the gradients of emb.weight, fc.weight and fc.bias
//:label.gradients.vi gradient của emb.weight, fc.weight và fc.bias
//:label.text.en the model as it is printed
//:label.text.vi mô hình khi in ra
//:label.count.en the number of parameters
//:label.count.vi số tham số
//:label.steps.en the model's parameters after two steps of the optimizer
//:label.steps.vi tham số của mô hình sau hai bước của optimizer
//:message.unregistered.en parameters() is empty (PyTorch: "optimizer got an empty parameter
// list"): the layers live in plain members or a vector, where the module cannot see them. Use
// register_module.
//:message.unregistered.vi parameters() rỗng (PyTorch: "optimizer got an empty parameter list"):
// các tầng nằm trong biến thường hoặc vector thường, Module không nhìn thấy. Hãy dùng
// register_module.
//:explain.unregistered.en
// C++ has no way to ask an object for its members. A module knows only what register_module told
// it; its forward still works without, so the mistake shows when you train: nothing learns.
//
//     fc = nn::Linear(4, 2);                          // works in forward, unknown to the module
//     fc = register_module("fc", nn::Linear(4, 2));   // the same layer, and listed
//:explain.unregistered.vi
// C++ không có cách nào hỏi một đối tượng có những thành viên gì. Module chỉ biết những gì mà
// register_module đã báo cho nó; không đăng ký thì forward vẫn chạy, nên lỗi chỉ lộ ra khi huấn
// luyện: không có gì học cả.
//
//     fc = nn::Linear(4, 2);                          // forward vẫn chạy, module không biết
//     fc = register_module("fc", nn::Linear(4, 2));   // cũng tầng đó, và có trong danh sách
//:message.half-registered.en The module lists only {got}. A layer that is missing here never
// learns: register both.
//:message.half-registered.vi Module chỉ liệt kê {got}. Tầng nào thiếu ở đây thì không bao giờ
// học: hãy đăng ký cả hai.
//:explain.half-registered.en
// The half that is registered learns, and the loss falls a little, so this goes unnoticed for
// long. Look at named_parameters() of a new model once.
//
//     for (const auto& p : model->named_parameters()) std::cout << p.key() << "\n";
//     // emb.weight, fc.weight, fc.bias
//:explain.half-registered.vi
// Nửa đã đăng ký vẫn học và loss có giảm chút ít, nên lỗi này lâu mới bị phát hiện. Hãy xem
// named_parameters() của mô hình mới một lần.
//
//     for (const auto& p : model->named_parameters()) std::cout << p.key() << "\n";
//     // emb.weight, fc.weight, fc.bias
//:message.names.en The parameters are called {got}; the exercise asks for {expected}. Names and
// their order come from the calls of register_module.
//:message.names.vi Các tham số có tên {got}; đề bài yêu cầu {expected}. Tên và thứ tự do các lời
// gọi register_module quyết định.
//:explain.names.en
// The name of a parameter is the path to it: the name of the layer, a dot, the name within the
// layer. Saved files use these names, so another name is another file format.
//
//     emb = register_module("emb", nn::Embedding(10, 4));   // emb.weight
//     fc = register_module("fc", nn::Linear(4, 2));         // fc.weight, fc.bias
//:explain.names.vi
// Tên của tham số là đường đi tới nó: tên tầng, dấu chấm, tên trong tầng. Tệp lưu mô hình dùng
// các tên này, nên tên khác nghĩa là định dạng tệp khác.
//
//     emb = register_module("emb", nn::Embedding(10, 4));   // emb.weight
//     fc = register_module("fc", nn::Linear(4, 2));         // fc.weight, fc.bias
//:message.shapes.en The shapes of emb.weight, fc.weight, fc.bias are {got}; with vocab = {vocab},
// dim = {dim}, classes = {classes} they must be {expected}. Look at the order of the arguments.
//:message.shapes.vi Shape của emb.weight, fc.weight, fc.bias là {got}; với vocab = {vocab}, dim =
// {dim}, classes = {classes} thì phải là {expected}. Hãy xem lại thứ tự các đối số.
//:explain.shapes.en
// The table has one row for each word of the vocabulary; the linear layer goes from dim to
// classes.
//
//     nn::Embedding(vocab, dim);    // weight [vocab, dim]
//     nn::Linear(dim, classes);     // weight [classes, dim], bias [classes]
//:explain.shapes.vi
// Bảng có một hàng cho mỗi từ trong tập từ vựng; tầng tuyến tính đi từ dim tới classes.
//
//     nn::Embedding(vocab, dim);    // weight [vocab, dim]
//     nn::Linear(dim, classes);     // weight [classes, dim], bias [classes]
//:message.empty-member.en A layer is registered, but the member that forward() uses is still empty.
// register_module returns the layer: store it in the member, emb = register_module("emb", ...).
//:message.empty-member.vi Tầng đã được đăng ký, nhưng biến thành viên mà forward() dùng vẫn rỗng.
// register_module trả về tầng: hãy cất nó vào thành viên, emb = register_module("emb", ...).
//:explain.empty-member.en
// A member declared with {nullptr} holds no layer until something is assigned to it. A type in
// front of the name makes a new variable, which dies at the end of the constructor.
//
//     register_module("fc", nn::Linear(4, 2));                    // fc stays empty
//     nn::Linear fc = register_module("fc", nn::Linear(4, 2));    // another fc
//     fc = register_module("fc", nn::Linear(4, 2));               // the member
//:explain.empty-member.vi
// Thành viên khai báo với {nullptr} không chứa tầng nào cho tới khi có gì được gán vào nó. Nếu
// viết kiểu trước tên thì đó là một biến mới, biến này mất đi khi hàm dựng kết thúc.
//
//     register_module("fc", nn::Linear(4, 2));                    // fc vẫn rỗng
//     nn::Linear fc = register_module("fc", nn::Linear(4, 2));    // một fc khác
//     fc = register_module("fc", nn::Linear(4, 2));               // đúng thành viên fc
//:message.made-in-forward.en Two calls with the same ids give different scores: forward makes a
// new layer, with new random numbers, in every call. Make layers in the constructor, use them in
// forward.
//:message.made-in-forward.vi Hai lần gọi với cùng ids cho điểm số khác nhau: mỗi lần gọi, forward
// lại tạo một tầng mới với các số ngẫu nhiên mới. Hãy tạo tầng trong hàm dựng và chỉ dùng chúng
// trong forward.
//:explain.made-in-forward.en
// A layer that lives for one call only cannot learn: the next call throws away what was learned.
//
//     NetImpl(int64_t in) { fc = register_module("fc", nn::Linear(in, 2)); }   // once
//     Tensor forward(const Tensor& x) { return fc(x); }                        // many times
//:explain.made-in-forward.vi
// Tầng chỉ sống trong một lần gọi thì không thể học: lần gọi sau vứt bỏ những gì đã học được.
//
//     NetImpl(int64_t in) { fc = register_module("fc", nn::Linear(in, 2)); }   // một lần
//     Tensor forward(const Tensor& x) { return fc(x); }                        // nhiều lần
//:message.cut.en After backward() the parameter {name} has no gradient: forward does not use it,
// or a detach(), data() or no_grad stands between it and the output.
//:message.cut.vi Sau backward(), tham số {name} không có gradient: forward không dùng nó, hoặc có
// detach(), data() hay no_grad nằm giữa nó và đầu ra.
//:explain.cut.en
// Gradients travel back along the operations that were recorded. Where the record is interrupted,
// everything before it stays as it was in the beginning.
//
//     fc(emb(ids).detach().mean(1));   // fc learns, emb does not
//     fc(emb(ids).mean(1));            // both learn
//:explain.cut.vi
// Gradient đi ngược theo các phép toán đã được ghi lại. Chỗ nào việc ghi bị ngắt thì mọi thứ phía
// trước giữ nguyên như lúc đầu.
//
//     fc(emb(ids).detach().mean(1));   // fc học, emb không học
//     fc(emb(ids).mean(1));            // cả hai đều học
//:message.no-mean.en You got one row of scores for every word. The mean over the words, axis 1,
// is missing between emb and fc: one row for every sentence, {shape-expected}.
//:message.no-mean.vi Bạn có một hàng điểm số cho mỗi từ. Giữa emb và fc còn thiếu phép lấy trung
// bình các từ, trục 1: mỗi câu một hàng, {shape-expected}.
//:explain.no-mean.en
// fc works on the last axis, so it accepts [n, words, dim] without complaint and answers for each
// word. The class is a property of the whole sentence.
//
//     fc(emb(ids)).sizes();           // [8, 3, 2]
//     fc(emb(ids).mean(1)).sizes();   // [8, 2]
//:explain.no-mean.vi
// fc làm việc trên trục cuối nên nó nhận [n, words, dim] mà không báo gì và trả lời cho từng từ.
// Còn lớp (class) là thuộc tính của cả câu.
//
//     fc(emb(ids)).sizes();           // [8, 3, 2]
//     fc(emb(ids).mean(1)).sizes();   // [8, 2]
//:message.mean-dim.en You took the mean over axis 0, the sentences: every score mixes all of
// them. The words are on axis 1 of {shape}.
//:message.mean-dim.vi Bạn lấy trung bình theo trục 0, tức các câu: mỗi điểm số trộn lẫn mọi câu.
// Các từ nằm trên trục 1 của {shape}.
//:explain.mean-dim.en
// emb(ids) has the axes [sentence, word, dim]. The axis you name disappears, so name the words.
//
//     emb(ids).mean(0).sizes();   // [3, 4]: one row for each position in a sentence
//     emb(ids).mean(1).sizes();   // [8, 4]: one row for each sentence
//:explain.mean-dim.vi
// emb(ids) có các trục [câu, từ, dim]. Trục bạn nêu tên sẽ biến mất, vậy hãy nêu trục các từ.
//
//     emb(ids).mean(0).sizes();   // [3, 4]: mỗi vị trí trong câu một hàng
//     emb(ids).mean(1).sizes();   // [8, 4]: mỗi câu một hàng
//:message.sum.en You added the vectors of the words up. The model takes their mean, so that a
// long sentence does not weigh more than a short one.
//:message.sum.vi Bạn cộng các vector của các từ. Mô hình lấy trung bình, để câu dài không nặng
// hơn câu ngắn.
//:explain.sum.en
// The sum of 3 words is 3 times as large as their mean, and the bias is added only once: the
// scores are not simply 3 times too large.
//
//     emb(ids).sum(1);    // grows with the number of words
//     emb(ids).mean(1);   // does not
//:explain.sum.vi
// Tổng của 3 từ lớn gấp 3 trung bình, còn bias chỉ được cộng một lần: vì vậy điểm số không đơn
// giản là lớn gấp 3.
//
//     emb(ids).sum(1);    // lớn dần theo số từ
//     emb(ids).mean(1);   // thì không
//:message.order.en The model is right, but not the one of this seed: fc was made before emb and
// took the first random numbers. Make emb first.
//:message.order.vi Mô hình đúng nhưng không phải mô hình của seed này: fc được tạo trước emb và
// đã lấy các số ngẫu nhiên đầu tiên. Hãy tạo emb trước.
//:explain.order.en
// A seed fixes one list of random numbers. Every layer takes its numbers when it is made, so with
// the layers in another order the model starts elsewhere and no one can repeat your loss values.
//
//     manual_seed(0);
//     nn::Embedding emb(10, 4);   // takes the first 40 numbers
//     nn::Linear fc(4, 2);        // takes the next 10
//:explain.order.vi
// Một seed quy định một dãy số ngẫu nhiên. Mỗi tầng lấy số khi nó được tạo, nên nếu tạo các tầng
// theo thứ tự khác thì mô hình xuất phát ở chỗ khác và không ai lặp lại được các giá trị loss của
// bạn.
//
//     manual_seed(0);
//     nn::Embedding emb(10, 4);   // lấy 40 số đầu tiên
//     nn::Linear fc(4, 2);        // lấy 10 số tiếp theo
//:message.tensors-counted.en {got} is the number of tensors. Each of them holds numel() numbers:
// {expected} together.
//:message.tensors-counted.vi {got} là số tensor. Mỗi tensor chứa numel() số: tất cả là
// {expected}.
//:explain.tensors-counted.en
// parameters() is a list of tensors, one for each weight and bias. What learns are their numbers.
//
//     nn::Linear fc(4, 2);
//     fc->parameters().size();     // 2: weight and bias
//     fc->weight.numel();          // 8 of the 10 numbers
//:explain.tensors-counted.vi
// parameters() là danh sách các tensor, mỗi trọng số và bias một tensor. Thứ học là các con số
// trong đó.
//
//     nn::Linear fc(4, 2);
//     fc->parameters().size();     // 2: trọng số và bias
//     fc->weight.numel();          // 8 trong 10 số
//:message.rows-counted.en {got} counts the rows: size(0) is the length of the first axis only.
// numel() counts all numbers: {expected}.
//:message.rows-counted.vi {got} là số hàng: size(0) chỉ là độ dài của trục đầu. numel() đếm mọi
// con số: {expected}.
//:explain.rows-counted.en
// A matrix of 2 rows and 4 columns has 8 numbers.
//
//     Tensor w = ones({2, 4});
//     w.size(0);    // 2
//     w.numel();    // 8
//:explain.rows-counted.vi
// Ma trận 2 hàng 4 cột có 8 số.
//
//     Tensor w = ones({2, 4});
//     w.size(0);    // 2
//     w.numel();    // 8
//:message.copied.en After step() the model has not changed: the optimizer has tensors of its own,
// and the gradients arrive in the model's. Give it model.parameters() as they are.
//:message.copied.vi Sau step() mô hình không hề đổi: optimizer giữ các tensor của riêng nó, còn
// gradient đi vào các tensor của mô hình. Hãy đưa cho nó đúng model.parameters().
//:explain.copied.en
// A Tensor is a handle: the list that parameters() returns refers to the tensors of the model,
// and SGD changes them in place. clone() makes other tensors, and detach() a handle without the
// gradient.
//
//     optim::SGD good(model->parameters(), 0.1);
//     std::vector<Tensor> copies;
//     for (const Tensor& p : model->parameters()) copies.push_back(p.detach().clone());
//     optim::SGD bad(copies, 0.1);    // never touches the model
//:explain.copied.vi
// Tensor chỉ là tay nắm (handle): danh sách mà parameters() trả về trỏ tới chính các tensor của
// mô hình, và SGD sửa chúng tại chỗ. clone() tạo tensor khác, còn detach() tạo tay nắm không có
// gradient.
//
//     optim::SGD good(model->parameters(), 0.1);
//     std::vector<Tensor> copies;
//     for (const Tensor& p : model->parameters()) copies.push_back(p.detach().clone());
//     optim::SGD bad(copies, 0.1);    // không bao giờ chạm tới mô hình

//:code
#include "gradlab/lab/part3/ex_3_04.h"

namespace ex_3_04 {

struct SimpleModelImpl : nn::Module {
  //:part
  //:stub
  SimpleModelImpl(int64_t vocab, int64_t dim, int64_t classes) {
    lab::todo_void();  // register the layers here
  }
  Tensor forward(const Tensor& ids) { return lab::todo(); }
  //:solution
  SimpleModelImpl(int64_t vocab, int64_t dim, int64_t classes) {
    emb = register_module("emb", nn::Embedding(vocab, dim));
    fc = register_module("fc", nn::Linear(dim, classes));
  }
  Tensor forward(const Tensor& ids) { return fc(emb(ids).mean(1)); }

  nn::Embedding emb{nullptr};
  nn::Linear fc{nullptr};
  //:wrong UNREGISTERED 3.04/unregistered
  SimpleModelImpl(int64_t vocab, int64_t dim, int64_t classes)
      : emb(vocab, dim), fc(dim, classes) {}
  Tensor forward(const Tensor& ids) { return fc(emb(ids).mean(1)); }

  nn::Embedding emb;
  nn::Linear fc;
  //:wrong UNREGISTERED_B 3.04/unregistered
  SimpleModelImpl(int64_t vocab, int64_t dim, int64_t classes) {
    layers.push_back(std::make_shared<nn::EmbeddingImpl>(vocab, dim));
    layers.push_back(std::make_shared<nn::LinearImpl>(dim, classes));
  }
  Tensor forward(const Tensor& ids) {
    const Tensor vectors = layers[0]->as<nn::Embedding>()->forward(ids);
    return layers[1]->as<nn::Linear>()->forward(vectors.mean(1));
  }

  std::vector<std::shared_ptr<nn::Module>> layers;
  //:wrong HALF_REGISTERED 3.04/half-registered
  SimpleModelImpl(int64_t vocab, int64_t dim, int64_t classes) : emb(vocab, dim) {
    fc = register_module("fc", nn::Linear(dim, classes));
  }
  Tensor forward(const Tensor& ids) { return fc(emb(ids).mean(1)); }

  nn::Embedding emb;
  nn::Linear fc{nullptr};
  //:wrong HALF_REGISTERED_B 3.04/half-registered
  SimpleModelImpl(int64_t vocab, int64_t dim, int64_t classes) {
    emb = register_module("emb", nn::Embedding(vocab, dim));
    fc = nn::Linear(dim, classes);
  }
  Tensor forward(const Tensor& ids) { return fc(emb(ids).mean(1)); }

  nn::Embedding emb{nullptr};
  nn::Linear fc{nullptr};
  //:wrong NAMES 3.04/names
  SimpleModelImpl(int64_t vocab, int64_t dim, int64_t classes) {
    emb = register_module("embedding", nn::Embedding(vocab, dim));
    fc = register_module("linear", nn::Linear(dim, classes));
  }
  Tensor forward(const Tensor& ids) { return fc(emb(ids).mean(1)); }

  nn::Embedding emb{nullptr};
  nn::Linear fc{nullptr};
  //:wrong NAMES_B 3.04/names
  SimpleModelImpl(int64_t vocab, int64_t dim, int64_t classes) {
    fc = register_module("fc", nn::Linear(dim, classes));
    emb = register_module("emb", nn::Embedding(vocab, dim));
  }
  Tensor forward(const Tensor& ids) { return fc(emb(ids).mean(1)); }

  nn::Embedding emb{nullptr};
  nn::Linear fc{nullptr};
  //:wrong SHAPES 3.04/shapes
  SimpleModelImpl(int64_t vocab, int64_t dim, int64_t classes) {
    emb = register_module("emb", nn::Embedding(vocab, dim));
    fc = register_module("fc", nn::Linear(classes, dim));
  }
  Tensor forward(const Tensor& ids) { return emb(ids).mean(1).matmul(fc->weight); }

  nn::Embedding emb{nullptr};
  nn::Linear fc{nullptr};
  //:wrong EMPTY_MEMBER 3.04/empty-member
  SimpleModelImpl(int64_t vocab, int64_t dim, int64_t classes) {
    register_module("emb", nn::Embedding(vocab, dim));
    register_module("fc", nn::Linear(dim, classes));
  }
  Tensor forward(const Tensor& ids) { return fc(emb(ids).mean(1)); }

  nn::Embedding emb{nullptr};
  nn::Linear fc{nullptr};
  //:wrong EMPTY_MEMBER_B 3.04/empty-member
  SimpleModelImpl(int64_t vocab, int64_t dim, int64_t classes) {
    emb = register_module("emb", nn::Embedding(vocab, dim));
    nn::Linear fc = register_module("fc", nn::Linear(dim, classes));
  }
  Tensor forward(const Tensor& ids) { return fc(emb(ids).mean(1)); }

  nn::Embedding emb{nullptr};
  nn::Linear fc{nullptr};
  //:wrong MADE_IN_FORWARD 3.04/made-in-forward
  SimpleModelImpl(int64_t vocab, int64_t dim, int64_t classes) {
    emb = register_module("emb", nn::Embedding(vocab, dim));
    fc = register_module("fc", nn::Linear(dim, classes));
  }
  Tensor forward(const Tensor& ids) {
    nn::Linear head(emb->weight.size(1), fc->weight.size(0));
    return head(emb(ids).mean(1));
  }

  nn::Embedding emb{nullptr};
  nn::Linear fc{nullptr};
  //:wrong MADE_IN_FORWARD_B 3.04/made-in-forward
  SimpleModelImpl(int64_t vocab, int64_t dim, int64_t classes) {
    emb = register_module("emb", nn::Embedding(vocab, dim));
    fc = register_module("fc", nn::Linear(dim, classes));
  }
  Tensor forward(const Tensor& ids) {
    emb->reset_parameters();
    return fc(emb(ids).mean(1));
  }

  nn::Embedding emb{nullptr};
  nn::Linear fc{nullptr};
  //:wrong CUT 3.04/cut
  SimpleModelImpl(int64_t vocab, int64_t dim, int64_t classes) {
    emb = register_module("emb", nn::Embedding(vocab, dim));
    fc = register_module("fc", nn::Linear(dim, classes));
  }
  Tensor forward(const Tensor& ids) { return fc(emb(ids).detach().mean(1)); }

  nn::Embedding emb{nullptr};
  nn::Linear fc{nullptr};
  //:wrong CUT_B 3.04/cut
  SimpleModelImpl(int64_t vocab, int64_t dim, int64_t classes) {
    emb = register_module("emb", nn::Embedding(vocab, dim));
    fc = register_module("fc", nn::Linear(dim, classes));
  }
  Tensor forward(const Tensor& ids) {
    return emb(ids).mean(1).matmul(fc->weight.t()) + fc->bias.data();
  }

  nn::Embedding emb{nullptr};
  nn::Linear fc{nullptr};
  //:wrong NO_MEAN 3.04/no-mean
  SimpleModelImpl(int64_t vocab, int64_t dim, int64_t classes) {
    emb = register_module("emb", nn::Embedding(vocab, dim));
    fc = register_module("fc", nn::Linear(dim, classes));
  }
  Tensor forward(const Tensor& ids) { return fc(emb(ids)); }

  nn::Embedding emb{nullptr};
  nn::Linear fc{nullptr};
  //:wrong MEAN_DIM 3.04/mean-dim
  SimpleModelImpl(int64_t vocab, int64_t dim, int64_t classes) {
    emb = register_module("emb", nn::Embedding(vocab, dim));
    fc = register_module("fc", nn::Linear(dim, classes));
  }
  Tensor forward(const Tensor& ids) { return fc(emb(ids).mean(0)); }

  nn::Embedding emb{nullptr};
  nn::Linear fc{nullptr};
  //:wrong SUM 3.04/sum
  SimpleModelImpl(int64_t vocab, int64_t dim, int64_t classes) {
    emb = register_module("emb", nn::Embedding(vocab, dim));
    fc = register_module("fc", nn::Linear(dim, classes));
  }
  Tensor forward(const Tensor& ids) { return fc(emb(ids).sum(1)); }

  nn::Embedding emb{nullptr};
  nn::Linear fc{nullptr};
  //:wrong ORDER 3.04/order
  SimpleModelImpl(int64_t vocab, int64_t dim, int64_t classes) : fc(dim, classes) {
    emb = register_module("emb", nn::Embedding(vocab, dim));
    register_module("fc", fc);
  }
  Tensor forward(const Tensor& ids) { return fc(emb(ids).mean(1)); }

  nn::Linear fc;
  nn::Embedding emb{nullptr};
  //:end
};
GRADLAB_MODULE(SimpleModel);

std::shared_ptr<nn::Module> make_model(int64_t vocab, int64_t dim, int64_t classes) {
  return SimpleModel(vocab, dim, classes).ptr();
}

Tensor forward(nn::Module& model, const Tensor& ids) {
  return model.as<SimpleModel>()->forward(ids);
}

int64_t parameter_count(const nn::Module& model) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  int64_t count = 0;
  for (const Tensor& p : model.parameters()) count += p.numel();
  return count;
  //:wrong TENSORS_COUNTED 3.04/tensors-counted
  return static_cast<int64_t>(model.parameters().size());
  //:wrong TENSORS_COUNTED_B 3.04/tensors-counted
  int64_t count = 0;
  for (const auto& item : model.named_parameters()) count += item.value().defined();
  return count;
  //:wrong ROWS_COUNTED 3.04/rows-counted
  int64_t count = 0;
  for (const Tensor& p : model.parameters()) count += p.size(0);
  return count;
  //:end
}

std::shared_ptr<optim::Optimizer> make_optimizer(nn::Module& model, double lr) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return std::make_shared<optim::SGD>(model.parameters(), lr);
  //:wrong COPIED 3.04/copied
  std::vector<Tensor> parameters;
  for (const Tensor& p : model.parameters()) {
    parameters.push_back(p.detach().clone().requires_grad_());
  }
  return std::make_shared<optim::SGD>(parameters, lr);
  //:wrong COPIED_B 3.04/copied
  const std::shared_ptr<nn::Module> copy = model.clone();
  return std::make_shared<optim::SGD>(copy->parameters(), lr);
  //:wrong COPIED_C 3.04/copied
  std::vector<Tensor> parameters;
  for (const Tensor& p : model.parameters()) parameters.push_back(p.detach());
  return std::make_shared<optim::SGD>(parameters, lr);
  //:end
}

}  // namespace ex_3_04
