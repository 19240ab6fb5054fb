//:exercise 1.02 core
//:covers "Mục đích của phần này là giúp sinh viên làm quen với cú pháp và cách thao tác dữ liệu nền tảng trong PyTorch."
//:title.en Reading a tensor
//:title.vi Đọc một tensor
//:text.en
// Most errors with tensors are errors of shape or dtype, so first learn to ask a tensor what it
// is. With `Tensor t = tensor({{1, 2, 3}, {4, 5, 6}});`
//
//     t.dim()             // 2: the number of axes
//     t.size(0)           // 2: the size along axis 0, here the rows; t.size(1) is 3
//     t.sizes()           // [2, 3]: the shape
//     t.numel()           // 6: the number of elements
//     t.scalar_type()     // kInt64: the dtype
//     t.element_size()    // 8: the bytes of one element; it depends on the dtype
//     t.strides()         // [3, 1]: in memory the next row is 3 elements on, the next column 1
//     repr(t)             // the text that Python prints: tensor([[1, 2, 3], ...
//
// sizes() and strides() only look into t; to keep their numbers in a std::vector<int64_t>, write
// t.sizes().vec() and t.strides().vec().
//
// Shape [] and shape [1] are not the same: tensor(5.0) is a scalar, it has no axis at all;
// tensor({5.0}) is a list with one element, it has one axis of size 1. Both have one element.
//
// 1. describe: fill in all members of Description by asking t. Some tensors are views such as
//    t.t(), the transposed one: their strides are not the ones that you would guess.
// 2. is_scalar: true if and only if t has no axis.
// 3. scalar: a float32 scalar with this value, shape [].
// 4. list_of_one: a float32 list with this value, shape [1].
// 5. printed: the text that Python prints for t.
//:text.vi
// Đa số lỗi khi dùng tensor là lỗi shape hoặc dtype, nên trước hết hãy biết cách hỏi một tensor
// xem nó là gì. Với `Tensor t = tensor({{1, 2, 3}, {4, 5, 6}});`
//
//     t.dim()             // 2: số trục
//     t.size(0)           // 2: kích thước theo trục 0, ở đây là số hàng; t.size(1) là 3
//     t.sizes()           // [2, 3]: shape
//     t.numel()           // 6: số phần tử
//     t.scalar_type()     // kInt64: dtype
//     t.element_size()    // 8: số byte của một phần tử, tuỳ theo dtype
//     t.strides()         // [3, 1]: trong bộ nhớ, hàng sau cách 3 phần tử, cột sau cách 1
//     repr(t)             // đoạn chữ mà Python in ra: tensor([[1, 2, 3], ...
//
// sizes() và strides() chỉ nhìn vào t; muốn giữ các số đó trong một std::vector<int64_t> thì viết
// t.sizes().vec() và t.strides().vec().
//
// Shape [] và shape [1] không giống nhau: tensor(5.0) là vô hướng, không có trục nào cả; còn
// tensor({5.0}) là danh sách một phần tử, có một trục kích thước 1. Cả hai đều có một phần tử.
//
// 1. describe: hỏi t để điền mọi thành viên của Description. Có những tensor là view, ví dụ t.t()
//    (chuyển vị): stride của chúng không phải như bạn đoán.
// 2. is_scalar: true khi và chỉ khi t không có trục nào.
// 3. scalar: vô hướng float32 với giá trị này, shape [].
// 4. list_of_one: danh sách float32 với giá trị này, shape [1].
// 5. printed: đoạn chữ mà Python in ra cho t.
//:know.en Ask dim, sizes, numel, dtype and strides; [] has no axis, [1] has one.
//:know.vi Hãy hỏi dim, sizes, numel, dtype và strides; [] không có trục nào, [1] có một trục.
//:hint.1.en Two of the questions have similar answers: how long is one axis, and how many
// elements are there in all? And what do a scalar and a list with one element have in common,
// what not?
//:hint.1.vi Có hai câu hỏi dễ lẫn: một trục dài bao nhiêu, và tất cả có bao nhiêu phần tử? Một vô
// hướng và một danh sách một phần tử giống nhau ở đâu, khác nhau ở đâu?
//:hint.2.en Every member of Description is one call on t; bytes is a product of two. For
// is_scalar, counting elements does not help: count the axes. For scalar and list_of_one look at
// the braces.
//:hint.2.vi Mỗi thành viên của Description là một lời gọi trên t; bytes là tích của hai số. Với
// is_scalar, đếm phần tử không giúp được gì: hãy đếm trục. Với scalar và list_of_one, để ý dấu
// {}.
//:hint.3.en
// return {t.dim(), t.numel(), t.sizes().vec(), t.strides().vec(), t.numel() * t.element_size(),
//         t.scalar_type()};
// is_scalar: t.dim() == ...     scalar: tensor(value, kFloat32)
// list_of_one: tensor({value}, kFloat32)     printed: repr(t)
//:hint.3.vi
// return {t.dim(), t.numel(), t.sizes().vec(), t.strides().vec(), t.numel() * t.element_size(),
//         t.scalar_type()};
// is_scalar: t.dim() == ...     scalar: tensor(value, kFloat32)
// list_of_one: tensor({value}, kFloat32)     printed: repr(t)
//:predict.print-scalar.en What does Python print for tensor(3.0)?
//:predict.print-scalar.vi Python in ra gì cho tensor(3.0)?
//:predict.print-list.en What does Python print for tensor({1.0, 2.5})?
//:predict.print-list.vi Python in ra gì cho tensor({1.0, 2.5})?
//:predict.print-double.en What does Python print for zeros({2}, kFloat64)?
//:predict.print-double.vi Python in ra gì cho zeros({2}, kFloat64)?
//:label.elements.en the number of elements
//:label.elements.vi số phần tử
//:label.axes.en the number of axes
//:label.axes.vi số trục
//:label.shape.en the shape
//:label.shape.vi shape
//:label.strides.en the strides
//:label.strides.vi stride
//:label.bytes.en the bytes of all elements
//:label.bytes.vi số byte của mọi phần tử
//:label.dtype.en the dtype
//:label.dtype.vi dtype
//:label.is-scalar.en whether it is a scalar
//:label.is-scalar.vi có phải là vô hướng không
//:label.scalar.en the scalar
//:label.scalar.vi vô hướng
//:label.list.en the list with one element
//:label.list.vi danh sách một phần tử
//:label.printed.en the text that Python prints
//:label.printed.vi đoạn chữ mà Python in ra
//:message.rank0.en [] and {shape} are different shapes: a scalar has no axis at all, and {shape}
// has {axes}.
//:message.rank0.vi [] và {shape} là hai shape khác nhau: vô hướng không có trục nào, còn {shape}
// có số trục là {axes}.
//:explain.rank0.en
// How many elements a tensor has does not tell how many axes it has: shape [], [1] and [1, 1] all
// have one element. The difference matters: you cannot index a scalar, and adding a list of shape
// [1] to a scalar gives a list.
//
//     tensor(5.0)      // shape [],  dim() 0: a scalar, what a loss is
//     tensor({5.0})    // shape [1], dim() 1: a list, tensor({5.0})[0] is a scalar
//     tensor(5.0)[0]   // IndexError: there is no axis 0
//:explain.rank0.vi
// Số phần tử không cho biết số trục: shape [], [1] và [1, 1] đều có một phần tử. Sự khác nhau này
// quan trọng: không thể lấy chỉ số trên một vô hướng, và cộng một danh sách shape [1] với một vô
// hướng thì được một danh sách.
//
//     tensor(5.0)      // shape [],  dim() 0: vô hướng, hàm mất mát là loại này
//     tensor({5.0})    // shape [1], dim() 1: danh sách, tensor({5.0})[0] là vô hướng
//     tensor(5.0)[0]   // IndexError: không có trục 0
//:message.numel.en The size along axis 0 is {size}, the number of elements is {expected}.
//:message.numel.vi Kích thước theo trục 0 là {size}, còn số phần tử là {expected}.
//:explain.numel.en
// size(0) is the length of one axis, as len(t) in Python: for a table, the number of rows. The
// number of elements is the product of all sizes. They agree only for a list, and a scalar has no
// axis 0 to ask for: it has one element, for an empty product is 1.
//
//     Tensor t = zeros({2, 3});
//     t.size(0)   // 2
//     t.numel()   // 6 = 2 * 3
//:explain.numel.vi
// size(0) là độ dài của một trục, giống len(t) trong Python: với một bảng thì đó là số hàng. Số
// phần tử là tích của mọi kích thước. Hai số này chỉ bằng nhau với một danh sách; còn vô hướng
// thì không có trục 0 để hỏi: nó có một phần tử, vì tích rỗng bằng 1.
//
//     Tensor t = zeros({2, 3});
//     t.size(0)   // 2
//     t.numel()   // 6 = 2 * 3
//:message.four-bytes.en {got} = 4 * {elements}, but an element of {dtype} does not take 4 bytes.
// It takes {one}.
//:message.four-bytes.vi {got} = 4 * {elements}, nhưng một phần tử {dtype} không chiếm 4 byte. Nó
// chiếm {one}.
//:explain.four-bytes.en
// 4 bytes is right for float32 and int32 only. The digits in the name are bits, and 8 bits are a
// byte: float64 and int64 take 8 bytes, uint8 and bool 1. Ask the tensor instead of assuming.
//
//     zeros({2, 3}).element_size()            // 4
//     zeros({2, 3}, kFloat64).element_size()  // 8
//     zeros({2, 3}, kBool).element_size()     // 1
//:explain.four-bytes.vi
// 4 byte chỉ đúng với float32 và int32. Con số trong tên là số bit, và 8 bit là một byte: float64
// và int64 chiếm 8 byte, uint8 và bool chiếm 1. Hãy hỏi tensor thay vì giả định.
//
//     zeros({2, 3}).element_size()            // 4
//     zeros({2, 3}, kFloat64).element_size()  // 8
//     zeros({2, 3}, kBool).element_size()     // 1
//:message.strides-assumed.en {got} would be the strides if the elements lay row by row in memory.
// This tensor is a view: its strides are {expected}.
//:message.strides-assumed.vi {got} là stride nếu các phần tử nằm lần lượt từng hàng trong bộ nhớ.
// Tensor này là một view: stride của nó là {expected}.
//:explain.strides-assumed.en
// Transposing or slicing moves nothing in memory: the result is a view that looks at the same
// elements with other strides. So strides cannot be computed from the shape: ask for them, and
// not a copy (contiguous() may make one) but the tensor itself.
//
//     Tensor t = zeros({2, 3});
//     t.strides()       // [3, 1]: row by row
//     t.t().strides()   // [1, 3]: shape [3, 2], but the memory is the same
//:explain.strides-assumed.vi
// Chuyển vị hay cắt lát không di chuyển gì trong bộ nhớ: kết quả là một view nhìn vào chính các
// phần tử đó với stride khác. Vì vậy không thể tính stride từ shape: hãy hỏi, và hỏi chính tensor
// đó chứ không hỏi một bản sao (contiguous() có thể tạo bản sao).
//
//     Tensor t = zeros({2, 3});
//     t.strides()       // [3, 1]: lần lượt từng hàng
//     t.t().strides()   // [1, 3]: shape [3, 2], nhưng vẫn vùng nhớ đó
//:message.stream-text.en This is the text of C++'s <<, as libtorch writes it. Python's text, the
// one in every tutorial, comes from repr.
//:message.stream-text.vi Đây là đoạn chữ của << trong C++, kiểu libtorch. Đoạn chữ của Python,
// loại bạn thấy trong mọi bài hướng dẫn, là do repr tạo ra.
//:explain.stream-text.en
// The two front ends of PyTorch print differently. To compare with a page on the web, use repr.
//
//     std::cout << tensor({1.0, 2.5});         //  1.0000
//                                              //  2.5000
//                                              // [ CPUFloatType{2} ]
//     std::cout << repr(tensor({1.0, 2.5}));   // tensor([1.0000, 2.5000])
//:explain.stream-text.vi
// Hai giao diện của PyTorch in ra khác nhau. Muốn so sánh với một trang trên mạng thì dùng repr.
//
//     std::cout << tensor({1.0, 2.5});         //  1.0000
//                                              //  2.5000
//                                              // [ CPUFloatType{2} ]
//     std::cout << repr(tensor({1.0, 2.5}));   // tensor([1.0000, 2.5000])
//:message.eight-bytes.en {got} = 8 * {elements}, but an element of {dtype} does not take 8 bytes. It
// takes {one}.
//:message.eight-bytes.vi {got} = 8 * {elements}, nhưng một phần tử {dtype} không chiếm 8 byte. Nó
// chiếm {one}.
//:explain.eight-bytes.en
// 8 bytes is right for int64 and float64 only, the 64 in the name being bits. Most tensors of a
// model are float32, with 4 bytes. Ask the tensor instead of assuming.
//
//     zeros({2, 3}, kInt64).element_size()   // 8
//     zeros({2, 3}).element_size()           // 4
//     zeros({2, 3}, kUInt8).element_size()   // 1
//:explain.eight-bytes.vi
// 8 byte chỉ đúng với int64 và float64, vì 64 trong tên là số bit. Đa số tensor của một mô hình là
// float32, mỗi phần tử 4 byte. Hãy hỏi tensor thay vì giả định.
//
//     zeros({2, 3}, kInt64).element_size()   // 8
//     zeros({2, 3}).element_size()           // 4
//     zeros({2, 3}, kUInt8).element_size()   // 1
//:message.one-element.en {got} bytes is what one element takes, and t has {elements} elements: multiply.
//:message.one-element.vi {got} là số byte của một phần tử, mà t có {elements} phần tử: hãy nhân lên.
//:explain.one-element.en
// element_size() says how large one element is, whatever the shape. The whole tensor takes that
// many bytes for each of its elements.
//
//     Tensor t = zeros({2, 3});
//     t.element_size()               // 4
//     t.numel() * t.element_size()   // 24
//:explain.one-element.vi
// element_size() cho biết một phần tử lớn bao nhiêu, với shape nào cũng vậy. Cả tensor thì mỗi phần
// tử chiếm chừng ấy byte.
//
//     Tensor t = zeros({2, 3});
//     t.element_size()               // 4
//     t.numel() * t.element_size()   // 24
//:message.size-for-axes.en {got} is the size along axis 0; the number of axes is {expected}: t.dim().
//:message.size-for-axes.vi {got} là kích thước theo trục 0, còn số trục là {expected}: t.dim().
//:explain.size-for-axes.en
// How many axes there are and how long each of them is are two questions. The number of axes is the
// number of entries in the shape.
//
//     Tensor t = zeros({5, 2, 3});
//     t.dim()     // 3 axes
//     t.size(0)   // 5: the first of them is this long
//:explain.size-for-axes.vi
// Có bao nhiêu trục và mỗi trục dài bao nhiêu là hai câu hỏi khác nhau. Số trục là số mục trong
// shape.
//
//     Tensor t = zeros({5, 2, 3});
//     t.dim()     // 3 trục
//     t.size(0)   // 5: trục đầu dài chừng này
//:message.two-axes.en You have {got}, but t has {axes} axes, not two: its shape is {expected}.
// t.sizes() has all of them.
//:message.two-axes.vi Bạn có {got}, nhưng t có {axes} trục chứ không phải hai: shape của nó là
// {expected}. t.sizes() có đủ mọi trục.
//:explain.two-axes.en
// A tensor can have any number of axes: a batch of pictures has four, a list one, a scalar none.
// size(1) throws IndexError where there is no axis 1. sizes() is right for all of them.
//
//     zeros({5}).sizes()               // [5]
//     zeros({8, 3, 20, 30}).sizes()    // [8, 3, 20, 30]
//     zeros({5}).size(1)               // IndexError
//:explain.two-axes.vi
// Tensor có thể có bao nhiêu trục cũng được: một batch ảnh có bốn, danh sách có một, vô hướng không
// có trục nào. size(1) báo IndexError khi không có trục 1. sizes() thì luôn đúng.
//
//     zeros({5}).sizes()               // [5]
//     zeros({8, 3, 20, 30}).sizes()    // [8, 3, 20, 30]
//     zeros({5}).size(1)               // IndexError

//:code
#include "gradlab/lab/part1/ex_1_02.h"

namespace ex_1_02 {

Description describe(const Tensor& t) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  Description d;
  d.axes = t.dim();
  d.elements = t.numel();
  d.shape = t.sizes().vec();
  d.strides = t.strides().vec();
  d.bytes = t.numel() * t.element_size();
  d.dtype = t.scalar_type();
  return d;
  //:wrong NUMEL 1.02/numel
  return {t.dim(), t.size(0), t.sizes().vec(), t.strides().vec(), t.numel() * t.element_size(),
          t.scalar_type()};
  //:wrong NUMEL_B 1.02/numel
  Description d;
  d.axes = t.dim();
  d.shape = t.sizes().vec();
  d.elements = t.dim() == 0 ? 1 : d.shape[0];
  d.strides = t.strides().vec();
  d.bytes = t.numel() * t.element_size();
  d.dtype = t.scalar_type();
  return d;
  //:wrong FOUR_BYTES 1.02/four-bytes
  return {t.dim(), t.numel(), t.sizes().vec(), t.strides().vec(), 4 * t.numel(), t.scalar_type()};
  //:wrong STRIDES 1.02/strides-assumed
  Description d;
  d.axes = t.dim();
  d.elements = t.numel();
  d.shape = t.sizes().vec();
  d.strides = t.contiguous().strides().vec();
  d.bytes = t.numel() * t.element_size();
  d.dtype = t.scalar_type();
  return d;
  //:wrong STRIDES_B 1.02/strides-assumed
  Description d;
  d.axes = t.dim();
  d.elements = t.numel();
  d.shape = t.sizes().vec();
  d.strides.resize(d.shape.size());
  int64_t stride = 1;
  for (size_t axis = d.shape.size(); axis-- > 0;) {
    d.strides[axis] = stride;
    stride *= d.shape[axis] > 1 ? d.shape[axis] : 1;
  }
  d.bytes = t.numel() * t.element_size();
  d.dtype = t.scalar_type();
  return d;
  //:wrong EIGHT_BYTES 1.02/eight-bytes
  return {t.dim(), t.numel(), t.sizes().vec(), t.strides().vec(), 8 * t.numel(), t.scalar_type()};
  //:wrong ONE_ELEMENT 1.02/one-element
  return {t.dim(),           t.numel(),        t.sizes().vec(),
          t.strides().vec(), t.element_size(), t.scalar_type()};
  //:wrong SIZE_FOR_AXES 1.02/size-for-axes
  return {t.size(0),         t.numel(),                    t.sizes().vec(),
          t.strides().vec(), t.numel() * t.element_size(), t.scalar_type()};
  //:wrong TWO_AXES 1.02/two-axes
  return {t.dim(),           t.numel(),                    {t.size(0), t.size(1)},
          t.strides().vec(), t.numel() * t.element_size(), t.scalar_type()};
  //:end
}

bool is_scalar(const Tensor& t) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return t.dim() == 0;
  //:wrong RANK0 1.02/rank0
  return t.numel() == 1;
  //:end
}

Tensor scalar(double value) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return tensor(value, kFloat32);
  //:wrong RANK0_B 1.02/rank0
  return tensor({value}, kFloat32);
  //:end
}

Tensor list_of_one(double value) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return tensor({value}, kFloat32);
  //:wrong RANK0_C 1.02/rank0
  return scalar(value);
  //:end
}

std::string printed(const Tensor& t) {
  //:part
  //:stub
  return lab::todo();
  //:solution
  return repr(t);
  //:wrong STREAM_TEXT 1.02/stream-text
  std::ostringstream text;
  text << t;
  return text.str();
  //:end
}

}  // namespace ex_1_02
