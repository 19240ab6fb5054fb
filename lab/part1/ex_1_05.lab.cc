//:exercise 1.05 core
//:covers "Mục đích của phần này là giúp sinh viên làm quen với cú pháp và cách thao tác dữ liệu nền tảng trong PyTorch."
//:title.en View or copy?
//:title.vi View hay bản sao?
//:text.en
// A Tensor is a handle to a block of memory, its storage. Several tensors can look at one
// storage:
//
//     Tensor u = t;           // the same tensor under a second name
//     Tensor v = t[1];        // a view: its own shape, but the memory of t
//     Tensor c = t.clone();   // a copy: the same numbers in new memory
//
// Views cost nothing and are made by t[r], slices, t.t() and view(). Writing goes through them:
//
//     v.fill_(7.0);   // all elements of v become 7, and so row 1 of t is 7 now
//     t[1] = c[1];    // writes too: t[1] is no name of yours, so the numbers are copied
//     v = c;          // writes nothing: the name v now stands for another tensor
//
// To ask: a.is_alias_of(b) tells whether both lie in the same storage, and a.data_ptr() is the
// address of a's first element. A view may begin in the middle: storage_offset() says where.
//
// From part 2 on, autograd tracks what is computed from a tensor with requires_grad(). x.detach()
// gives the same numbers untracked. It is a view too: the memory stays that of x.
//
// 1. fill_row_in_place: write `value` into every element of row r of t.
// 2. row_view: row r of t, as a view.
// 3. independent_row: row r of t, as a copy. It must be one for every t, transposed or not.
// 4. share_memory: do a and b lie in the same storage? Two different rows of one table do.
// 5. untracked_copy: the numbers of x, untracked, in memory of their own.
//:text.vi
// Tensor là một tay nắm (handle) tới một vùng nhớ, gọi là storage. Nhiều tensor có thể cùng nhìn
// vào một storage:
//
//     Tensor u = t;           // vẫn tensor đó với cái tên thứ hai
//     Tensor v = t[1];        // một view: shape riêng, nhưng vùng nhớ là của t
//     Tensor c = t.clone();   // một bản sao: cùng các con số, trong vùng nhớ mới
//
// View không tốn gì; t[r], cắt lát, t.t() và view() đều tạo ra view. Ghi thì đi xuyên qua view:
//
//     v.fill_(7.0);   // mọi phần tử của v thành 7, vì vậy hàng 1 của t giờ bằng 7
//     t[1] = c[1];    // cũng ghi: t[1] không phải là tên biến của bạn, nên các số được chép vào
//     v = c;          // không ghi gì cả: cái tên v giờ chỉ một tensor khác
//
// Để hỏi: a.is_alias_of(b) cho biết hai tensor có nằm trong cùng storage không, a.data_ptr() là
// địa chỉ phần tử đầu của a. Một view có thể bắt đầu ở giữa: storage_offset() cho biết ở đâu.
//
// Từ phần 2, autograd theo dõi những gì được tính từ một tensor có requires_grad(). x.detach()
// cho cùng các con số mà không bị theo dõi. Nó cũng là view: vùng nhớ vẫn là của x.
//
// 1. fill_row_in_place: ghi `value` vào mọi phần tử của hàng r của t.
// 2. row_view: hàng r của t, dưới dạng view.
// 3. independent_row: hàng r của t, dưới dạng bản sao, với mọi t, đã chuyển vị hay chưa.
// 4. share_memory: a và b có nằm trong cùng storage không? Hai hàng của một bảng thì có.
// 5. untracked_copy: các con số của x, không bị theo dõi, trong vùng nhớ riêng.
//:know.en Indexing, transposing, view and detach share memory; clone makes new memory.
//:know.vi Chỉ số, chuyển vị, view và detach dùng chung vùng nhớ; clone tạo vùng nhớ mới.
//:hint.1.en After each call: how many blocks of memory are there, and into which one is written?
//:hint.1.vi Sau mỗi lời gọi: có bao nhiêu vùng nhớ, và ghi vào vùng nào?
//:hint.2.en t[r] is a view. Write into it for 1, return it for 2, and for 3 add what makes new
// memory in every case. For 4 the first element does not matter. For 5 two calls are needed.
//:hint.2.vi t[r] là một view. Bài 1: ghi vào nó; bài 2: trả về nó; bài 3: thêm lời gọi luôn tạo
// vùng nhớ mới. Bài 4: phần tử đầu ở đâu không quan trọng. Bài 5 cần hai lời gọi.
//:hint.3.en
// fill_row_in_place: t[r].fill_(value);     row_view: return t[r];
// independent_row: t[r].clone()             share_memory: a.is_alias_of(b)
// untracked_copy: x.detach() is still the memory of x, so ...
//:hint.3.vi
// fill_row_in_place: t[r].fill_(value);     row_view: return t[r];
// independent_row: t[r].clone()             share_memory: a.is_alias_of(b)
// untracked_copy: x.detach() vẫn là vùng nhớ của x, vì vậy ...
//:predict.handle.en Tensor b = a; b.fill_(1); with a = zeros({2}). What is a[0] now?
//:predict.handle.vi Tensor b = a; b.fill_(1); với a = zeros({2}). Giờ a[0] bằng bao nhiêu?
//:predict.detach.en x = ones({2}, requires_grad()); x.detach().zero_(); What is x[0] now?
//:predict.detach.vi x = ones({2}, requires_grad()); x.detach().zero_(); Giờ x[0] bằng bao nhiêu?
//:label.filled.en t after its row was filled
//:label.filled.vi t sau khi ghi vào hàng
//:label.base.en the tensor of which t is a view, after the row of t was filled
//:label.base.vi tensor mà t là view của nó, sau khi ghi vào hàng của t
//:label.view.en the row
//:label.view.vi hàng
//:label.written-through.en t after writing into the view
//:label.written-through.vi t sau khi ghi vào view
//:label.copy.en the row in its own memory
//:label.copy.vi hàng trong vùng nhớ riêng
//:label.after-strided.en t, transposed, after writing into the copy of its row
//:label.after-strided.vi t đã chuyển vị, sau khi ghi vào bản sao của hàng
//:label.after.en t after writing into the copy of its row
//:label.after.vi t sau khi ghi vào bản sao của hàng
//:label.apart.en tensors in memory of their own
//:label.apart.vi các tensor có vùng nhớ riêng
//:label.same-start.en views that begin at the same element
//:label.same-start.vi các view bắt đầu ở cùng một phần tử
//:label.other-start.en views that begin at different elements
//:label.other-start.vi các view bắt đầu ở những phần tử khác nhau
//:label.untracked.en the untracked copy
//:label.untracked.vi bản sao không bị theo dõi
//:label.tracked.en whether autograd tracks the copy
//:label.tracked.vi autograd có theo dõi bản sao không
//:label.after-zero.en x after the copy was set to zero
//:label.after-zero.vi x sau khi bản sao bị ghi toàn số 0
//:message.wrote-to-copy.en t did not change: you filled a clone, or a tensor that only had the
// same numbers. Write into a view of t.
//:message.wrote-to-copy.vi t không thay đổi: bạn đã ghi vào một bản sao, hay một tensor chỉ có
// cùng các con số. Hãy ghi vào một view của t.
//:explain.wrote-to-copy.en
// t[r] and slices are views, so writing into them writes into t. clone() makes new memory, and so
// does an index that is a tensor: t.index({tensor({1})}) is a copy. Giving a variable a new value
// writes nothing at all.
//
//     t[1].fill_(7.0);                        // row 1 of t is 7
//     t[1].clone().fill_(7.0);                // t is as before
//     t.index({tensor({1})}).fill_(7.0);      // t is as before
//     Tensor row = t[1]; row = full({3}, 7.0);   // t is as before
//:explain.wrote-to-copy.vi
// t[r] và cắt lát là view nên ghi vào chúng là ghi vào t. clone() tạo vùng nhớ mới, và chỉ số là
// một tensor cũng vậy: t.index({tensor({1})}) là bản sao. Còn gán giá trị mới cho một biến thì
// không ghi gì cả.
//
//     t[1].fill_(7.0);                        // hàng 1 của t bằng 7
//     t[1].clone().fill_(7.0);                // t vẫn như cũ
//     t.index({tensor({1})}).fill_(7.0);      // t vẫn như cũ
//     Tensor row = t[1]; row = full({3}, 7.0);   // t vẫn như cũ
//:message.not-a-view.en t did not change when the result was written to: the row is a copy. t[r]
// alone is the view.
//:message.not-a-view.vi Ghi vào kết quả mà t không thay đổi: hàng này là bản sao. Chỉ riêng t[r]
// đã là view.
//:explain.not-a-view.en
// A view is asked for when somebody wants to write through it, or to save memory: a view of a row
// of a million numbers costs a few words. clone() cuts that connection.
//
//     Tensor t = zeros({2, 3});
//     t[1].fill_(5.0);           // t is [[0, 0, 0], [5, 5, 5]]
//     t[1].clone().fill_(9.0);   // t is still that
//:explain.not-a-view.vi
// Người ta cần view khi muốn ghi xuyên qua nó, hoặc để tiết kiệm bộ nhớ: một view của hàng gồm
// một triệu số chỉ tốn vài từ nhớ. clone() cắt đứt liên hệ đó.
//
//     Tensor t = zeros({2, 3});
//     t[1].fill_(5.0);           // t là [[0, 0, 0], [5, 5, 5]]
//     t[1].clone().fill_(9.0);   // t vẫn như vậy
//:message.aliased.en Changing the result changed t too: both use the same storage, the result
// begins there at offset {offset}. clone() it.
//:message.aliased.vi Sửa kết quả làm t đổi theo: cả hai dùng chung một vùng nhớ, kết quả bắt đầu
// ở offset {offset} trong đó. Hãy clone() nếu cần bản độc lập.
//:explain.aliased.en
// A row taken with t[r] or a slice is the memory of t, beginning at storage_offset(). Who keeps
// such a row, to compare it later for example, sees every change of t in it, and the other way
// round.
//
//     Tensor t = arange(6).view({2, 3});
//     Tensor row = t[1];            // storage_offset() 3
//     row.fill_(0);                 // t is [[0, 1, 2], [0, 0, 0]]
//     Tensor own = t[0].clone();    // memory of its own
//:explain.aliased.vi
// Một hàng lấy bằng t[r] hay cắt lát chính là vùng nhớ của t, bắt đầu ở storage_offset(). Ai giữ
// một hàng như vậy, ví dụ để so sánh về sau, sẽ thấy mọi thay đổi của t trong đó, và ngược lại.
//
//     Tensor t = arange(6).view({2, 3});
//     Tensor row = t[1];            // storage_offset() bằng 3
//     row.fill_(0);                 // t là [[0, 1, 2], [0, 0, 0]]
//     Tensor own = t[0].clone();    // vùng nhớ riêng
//:message.copies-only-sometimes.en Changing the result changed t too: contiguous() and reshape()
// copy only where they must, and the elements of this row already lie side by side. clone()
// always copies.
//:message.copies-only-sometimes.vi Sửa kết quả làm t đổi theo: contiguous() và reshape() chỉ sao
// chép khi buộc phải, mà các phần tử của hàng này vốn nằm liền nhau. clone() thì luôn sao chép.
//:explain.copies-only-sometimes.en
// A row of a transposed table lies scattered in memory, so contiguous() makes a copy of it. A row
// of an ordinary table lies in one piece, and contiguous() returns the view itself. A function
// that copies only sometimes fails only sometimes, which is worse than always.
//
//     Tensor t = arange(6).view({2, 3});
//     t[1].contiguous().is_alias_of(t)       // true
//     t.t()[1].contiguous().is_alias_of(t)   // false
//     t[1].clone().is_alias_of(t)            // false
//:explain.copies-only-sometimes.vi
// Một hàng của bảng đã chuyển vị nằm rải rác trong bộ nhớ nên contiguous() tạo bản sao. Một hàng
// của bảng bình thường nằm liền một khối, và contiguous() trả về chính view đó. Hàm lúc sao chép
// lúc không thì lúc sai lúc đúng, còn tệ hơn là luôn sai.
//
//     Tensor t = arange(6).view({2, 3});
//     t[1].contiguous().is_alias_of(t)       // true
//     t.t()[1].contiguous().is_alias_of(t)   // false
//     t[1].clone().is_alias_of(t)            // false
//:message.equal-values.en You compared numbers. These two have equal numbers in two blocks of
// memory: writing into one does not change the other.
//:message.equal-values.vi Bạn so sánh các con số. Hai tensor này có các số bằng nhau trong hai
// vùng nhớ: ghi vào cái này không làm cái kia đổi.
//:explain.equal-values.en
// Equal is not the same. A clone is equal until somebody writes; and a row is never equal to its
// whole table, although it lies in it.
//
//     Tensor a = zeros({3}), b = a.clone(), c = a;
//     equal(a, b)        // true
//     a.is_alias_of(b)   // false
//     a.is_alias_of(c)   // true
//:explain.equal-values.vi
// Bằng nhau không có nghĩa là một. Một bản sao thì bằng bản gốc cho tới khi có ai ghi; còn một
// hàng thì không bao giờ bằng cả bảng, dù nó nằm trong bảng.
//
//     Tensor a = zeros({3}), b = a.clone(), c = a;
//     equal(a, b)        // true
//     a.is_alias_of(b)   // false
//     a.is_alias_of(c)   // true
//:message.same-handle.en You asked whether they are the same tensor. A view is another tensor
// (its own shape and strides) in the same storage: is_alias_of asks about that.
//:message.same-handle.vi Bạn hỏi chúng có phải là cùng một tensor không. Một view là tensor khác
// (shape và stride riêng) trong cùng storage: is_alias_of hỏi về điều đó.
//:explain.same-handle.en
// Three levels: the handle (a variable of yours), the tensor it refers to (shape, strides,
// offset), and the storage with the numbers. is_same compares the second, is_alias_of the third.
//
//     Tensor a = zeros({2, 3}), b = a, c = a.t();
//     a.is_same(b)       // true: two names of one tensor
//     a.is_same(c)       // false: another shape
//     a.is_alias_of(c)   // true: the same numbers in memory
//:explain.same-handle.vi
// Có ba tầng: tay nắm (một biến của bạn), tensor mà nó chỉ tới (shape, stride, offset), và
// storage chứa các con số. is_same so sánh tầng thứ hai, is_alias_of so sánh tầng thứ ba.
//
//     Tensor a = zeros({2, 3}), b = a, c = a.t();
//     a.is_same(b)       // true: hai tên của một tensor
//     a.is_same(c)       // false: shape khác
//     a.is_alias_of(c)   // true: cùng các con số trong bộ nhớ
//:message.first-address.en You compared the addresses of the first elements. One of these views
// begins at offset {first}, the other at {second}, in the same storage.
//:message.first-address.vi Bạn so sánh địa chỉ của phần tử đầu. Một view bắt đầu ở offset
// {first}, view kia ở {second}, nhưng trong cùng một storage.
//:explain.first-address.en
// data_ptr() is where a view begins, and a view may begin anywhere in its storage. So t and t[1]
// have different addresses and yet share memory. Equal addresses prove that memory is shared;
// different ones prove nothing.
//
//     Tensor t = zeros({2, 3});
//     t[0].data_ptr() == t.data_ptr()   // true: offset 0
//     t[1].data_ptr() == t.data_ptr()   // false: offset 3
//     t[1].is_alias_of(t)               // true
//:explain.first-address.vi
// data_ptr() là nơi view bắt đầu, mà view có thể bắt đầu ở bất cứ đâu trong storage. Vì vậy t và
// t[1] có địa chỉ khác nhau mà vẫn dùng chung vùng nhớ. Địa chỉ bằng nhau thì chắc chắn dùng
// chung; địa chỉ khác nhau thì không chứng minh được gì.
//
//     Tensor t = zeros({2, 3});
//     t[0].data_ptr() == t.data_ptr()   // true: offset 0
//     t[1].data_ptr() == t.data_ptr()   // false: offset 3
//     t[1].is_alias_of(t)               // true
//:message.detach-shares.en Setting the result to zero set x to zero: detach() cuts the history,
// not the memory. It is a view; clone() it.
//:message.detach-shares.vi Ghi số 0 vào kết quả làm x cũng thành 0: detach() cắt lịch sử chứ
// không cắt vùng nhớ. Nó là một view; hãy clone() nó.
//:explain.detach-shares.en
// detach() gives a second tensor on the memory of x that autograd does not look at. That is what
// one wants for reading. For writing it is dangerous: the weights of a model change behind
// autograd's back.
//
//     Tensor x = ones({2}, requires_grad());
//     x.detach().zero_();           // x is [0, 0] now
//     x.detach().clone().zero_();   // x stays as it is
//:explain.detach-shares.vi
// detach() cho một tensor thứ hai trên vùng nhớ của x mà autograd không để ý tới. Để đọc thì đó
// là điều ta muốn. Để ghi thì nguy hiểm: trọng số của mô hình thay đổi sau lưng autograd.
//
//     Tensor x = ones({2}, requires_grad());
//     x.detach().zero_();           // giờ x là [0, 0]
//     x.detach().clone().zero_();   // x vẫn như cũ
//:message.still-tracked.en The result has requires_grad: clone() copies the numbers, and autograd
// records that too. detach() it.
//:message.still-tracked.vi Kết quả vẫn có requires_grad: clone() sao chép các con số, và autograd
// cũng ghi lại việc đó. Hãy detach() nó.
//:explain.still-tracked.en
// clone() is an operation like any other: its result remembers where it came from, and gradients
// flow through it. Numbers that are kept for a log or a comparison should not hold on to the
// graph behind them.
//
//     Tensor x = ones({2}, requires_grad());
//     x.clone().requires_grad()            // true: grad_fn is CloneBackward0
//     x.detach().clone().requires_grad()   // false
//:explain.still-tracked.vi
// clone() cũng là một phép toán như mọi phép toán khác: kết quả nhớ nó từ đâu ra, và gradient đi
// qua được. Những con số giữ lại để ghi log hay so sánh thì không nên giữ theo cả đồ thị tính
// toán phía sau.
//
//     Tensor x = ones({2}, requires_grad());
//     x.clone().requires_grad()            // true: grad_fn là CloneBackward0
//     x.detach().clone().requires_grad()   // false
//:message.filled-all.en All rows are {value} now: fill_ writes into everything that it is called on.
// Call it on a view of row {row} only.
//:message.filled-all.vi Giờ hàng nào cũng bằng {value}: fill_ ghi vào mọi phần tử của tensor mà nó được
// gọi. Chỉ gọi nó trên một view của hàng {row}.
//:explain.filled-all.en
// A view is the way to say which part is meant: t[r] looks at row r and nothing else, so fill_ on
// it writes there and nowhere else.
//
//     Tensor t = zeros({2, 3});
//     t[1].fill_(7);   // [[0, 0, 0], [7, 7, 7]]
//     t.fill_(7);      // [[7, 7, 7], [7, 7, 7]]
//:explain.filled-all.vi
// View là cách nói rõ phần nào được nhắm tới: t[r] chỉ nhìn hàng r, nên fill_ trên nó chỉ ghi vào
// đó, không ghi chỗ nào khác.
//
//     Tensor t = zeros({2, 3});
//     t[1].fill_(7);   // [[0, 0, 0], [7, 7, 7]]
//     t.fill_(7);      // [[7, 7, 7], [7, 7, 7]]
//:message.same-offset.en You compared where in their storage the tensors begin, but these are two
// storages: both begin at {offset}, each in its own.
//:message.same-offset.vi Bạn so sánh vị trí bắt đầu trong storage, nhưng đây là hai storage khác nhau:
// cả hai bắt đầu ở {offset}, mỗi cái trong storage của mình.
//:explain.same-offset.en
// storage_offset() counts elements from the beginning of the storage. Every new tensor begins at 0
// of its own storage, so equal offsets say nothing about the storage.
//
//     Tensor a = zeros({2, 3}), b = zeros({2, 3});
//     a.storage_offset() == b.storage_offset()   // true: 0 and 0
//     a.is_alias_of(b)                           // false
//:explain.same-offset.vi
// storage_offset() đếm số phần tử tính từ đầu storage. Tensor mới nào cũng bắt đầu ở 0 trong
// storage của riêng nó, nên offset bằng nhau không nói gì về storage.
//
//     Tensor a = zeros({2, 3}), b = zeros({2, 3});
//     a.storage_offset() == b.storage_offset()   // true: 0 và 0
//     a.is_alias_of(b)                           // false

//:code
#include "gradlab/lab/part1/ex_1_05.h"

namespace ex_1_05 {

void fill_row_in_place(const Tensor& t, int64_t r, double value) {
  //:part
  //:stub
  lab::todo_void();
  //:solution
  t[r].fill_(value);
  //:wrong WROTE_TO_COPY 1.05/wrote-to-copy
  t.clone()[r].fill_(value);
  //:wrong WROTE_TO_COPY_B 1.05/wrote-to-copy
  t.index({tensor({r})}).fill_(value);
  //:wrong FILLED_ALL 1.05/filled-all
  (void)r;
  t.fill_(value);
  //:end
}

Tensor row_view(const Tensor& t, int64_t r) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return t[r];
  //:wrong NOT_A_VIEW 1.05/not-a-view
  return t[r].clone();
  //:wrong NOT_A_VIEW_B 1.05/not-a-view
  return t.index({tensor({r})})[0];
  //:end
}

Tensor independent_row(const Tensor& t, int64_t r) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return t[r].clone();
  //:wrong ALIASED 1.05/aliased
  return t[r];
  //:wrong ALIASED_B 1.05/aliased
  const int64_t row = r < 0 ? r + t.size(0) : r;
  Tensor copy = t.slice(0, row, row + 1).squeeze(0);
  return copy;
  //:wrong SOMETIMES 1.05/copies-only-sometimes
  return t[r].contiguous();
  //:wrong SOMETIMES_B 1.05/copies-only-sometimes
  return t.reshape({-1}).slice(0, (r < 0 ? r + t.size(0) : r) * t.size(1)).slice(0, 0, t.size(1));
  //:end
}

bool share_memory(const Tensor& a, const Tensor& b) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return a.is_alias_of(b);
  //:wrong EQUAL_VALUES 1.05/equal-values
  return a.sizes() == b.sizes() && equal(a, b);
  //:wrong SAME_HANDLE 1.05/same-handle
  return a.is_same(b);
  //:wrong FIRST_ADDRESS 1.05/first-address
  return a.data_ptr() == b.data_ptr();
  //:wrong SAME_OFFSET 1.05/same-offset
  return a.storage_offset() == b.storage_offset();
  //:end
}

Tensor untracked_copy(const Tensor& x) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return x.detach().clone();
  //:wrong DETACH_SHARES 1.05/detach-shares
  return x.detach();
  //:wrong DETACH_SHARES_B 1.05/detach-shares
  return x.data();
  //:wrong STILL_TRACKED 1.05/still-tracked
  return x.clone();
  //:end
}

}  // namespace ex_1_05
