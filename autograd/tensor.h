// Tensor: the one class of the library that users see: an array that remembers how it was computed.
//
// A Tensor is a handle: copies share one TensorImpl, as in libtorch, and so methods that write are
// const. Methods have the names, argument orders and defaults of libtorch's C++ frontend; what they
// compute is documented at the free functions of the same names in autograd/ops/*.h.
#ifndef GRADLAB_AUTOGRAD_TENSOR_H_
#define GRADLAB_AUTOGRAD_TENSOR_H_

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "gradlab/autograd/tensor_impl.h"
#include "gradlab/autograd/tensor_options.h"
#include "gradlab/tensor/accessor.h"
#include "gradlab/tensor/array.h"
#include "gradlab/tensor/location.h"
#include "gradlab/tensor/memory_format.h"
#include "gradlab/tensor/random/generator.h"
#include "gradlab/tensor/scalar.h"
#include "gradlab/tensor/storage.h"

namespace gradlab {

class RemovableHandle;
class Tensor;
class TensorIndex;
using TensorList = ArrayRef<Tensor>;
using Variable = Tensor;
class TensorType;
using variable_list = std::vector<Tensor>;

class Tensor {
 public:
  // Undefined: stands for "no tensor", such as a gradient that nothing contributed to.
  Tensor() = default;
  // A tensor without history on `array`.
  explicit Tensor(Array&& array)
      : impl_(Ref<TensorImpl>::adopt(new TensorImpl(std::move(array)))) {}
  explicit Tensor(Ref<TensorImpl> impl) : impl_(std::move(impl)) {}
  Tensor(const Tensor&) = default;
  Tensor(Tensor&&) = default;
  // A variable is made to refer to another tensor: x = y. What an expression returns is written:
  // x[0] = y and x[0] = 1 copy into x.
  Tensor& operator=(const Tensor&) & = default;
  Tensor& operator=(Tensor&&) & = default;
  Tensor& operator=(const Tensor& source) &&;
  Tensor& operator=(Tensor&& source) &&;
  Tensor& operator=(const Scalar& value) &&;

  bool defined() const { return static_cast<bool>(impl_); }
  // Whether both handles refer to the same tensor.
  bool is_same(const Tensor& o) const { return impl_ == o.impl_; }
  void reset() { impl_.reset(); }
  TensorImpl* impl() const { return impl_.get(); }
  // Gives up the reference without releasing it.
  TensorImpl* leak() && { return impl_.leak(); }
  TensorImpl* unsafeGetTensorImpl() const { return impl_.get(); }
  uint32_t use_count() const { return impl_ ? impl_->use_count() : 0; }

  // --- What it holds ---
  // The values, without the graph: for kernels and optimizers. Throws for an undefined tensor.
  const Array& array() const {
    if (__builtin_expect(!impl_, 0)) throw_undefined();
    return impl_->array;
  }
  IntArrayRef sizes() const { return array().sizes(); }
  IntArrayRef strides() const { return array().strides(); }
  int64_t size(int64_t dim) const { return array().size(dim); }
  int64_t stride(int64_t dim) const { return array().stride(dim); }
  int64_t dim() const { return array().dim(); }
  int64_t ndimension() const { return dim(); }
  // 0 of an undefined tensor, as in libtorch.
  int64_t numel() const { return impl_ ? impl_->array.numel() : 0; }
  TypeMeta dtype() const { return TypeMeta(array().dtype()); }
  ScalarType scalar_type() const { return array().dtype(); }
  int64_t element_size() const { return array().itemsize(); }
  int64_t itemsize() const { return array().itemsize(); }
  size_t nbytes() const { return static_cast<size_t>(numel() * itemsize()); }
  int64_t storage_offset() const { return array().storage_offset(); }
  bool is_contiguous() const { return array().is_contiguous(); }
  // Whether the strides are those of a row-major or channels-last tensor of these sizes.
  bool is_contiguous(MemoryFormat format) const;
  // The channels-last format that the strides show, else Contiguous.
  MemoryFormat suggest_memory_format() const;
  bool is_non_overlapping_and_dense() const { return array().is_non_overlapping_and_dense(); }
  bool is_floating_point() const { return gradlab::is_floating_point(dtype()); }
  bool is_signed() const;
  Device device() const { return Device(kCPU); }
  Layout layout() const { return kStrided; }
  bool is_cuda() const { return false; }
  bool is_cpu() const { return true; }
  // -1: that of the CPU.
  int64_t get_device() const { return -1; }
  // What this library has not.
  bool is_complex() const { return false; }
  bool is_conj() const { return false; }
  bool is_neg() const { return false; }
  bool is_sparse() const { return false; }
  bool is_sparse_csr() const { return false; }
  bool is_quantized() const { return false; }
  bool is_mkldnn() const { return false; }
  bool is_meta() const { return false; }
  bool is_mps() const { return false; }
  bool is_xpu() const { return false; }
  bool is_nested() const { return false; }
  bool is_distributed() const { return false; }
  bool is_pinned(std::optional<Device> = std::nullopt) const { return false; }
  bool has_names() const { return false; }
  bool has_storage() const { return defined(); }
  // A handle to the memory, shared with all views.
  const StorageHandle& storage() const { return array().storage(); }
  // Whether both have the same storage, offset, sizes and strides.
  bool is_set_to(const Tensor& other) const;
  // Whether both have the same storage.
  bool is_alias_of(const Tensor& other) const {
    return array().shares_storage(other.array());
  }
  // "CPUFloatType".
  std::string toString() const;
  // The same as an object: what programs of older versions dispatch on.
  TensorType type() const;
  void print() const;
  TensorOptions options() const;
  void* data_ptr() const { return array().raw_data(); }
  // Address of the first element. Throws when T is not the dtype.
  template <class T>
  T* data_ptr() const {
    check_dtype(dtype_of<T>());
    return array().template data<T>();
  }
  const void* const_data_ptr() const { return data_ptr(); }
  template <class T>
  const std::remove_const_t<T>* const_data_ptr() const {
    return data_ptr<std::remove_const_t<T>>();
  }
  void* mutable_data_ptr() const { return data_ptr(); }
  template <class T>
  T* mutable_data_ptr() const {
    return data_ptr<T>();
  }
  // The elements by index: a[i][j]. Throws when T is not the dtype or N not dim().
  template <class T, size_t N>
  TensorAccessor<T, N> accessor() const& {
    check_accessor(N);
    return TensorAccessor<T, N>(data_ptr<T>(), sizes().data(), strides().data());
  }
  template <class T, size_t N>
  TensorAccessor<T, N> accessor() && = delete;  // the sizes die with the tensor
  // The same with sizes and strides of its own; 32 for less than 2^31 elements.
  template <class T, size_t N>
  PackedTensorAccessor64<T, N> packed_accessor64() const& {
    check_accessor(N);
    return PackedTensorAccessor64<T, N>(data_ptr<T>(), sizes().data(), strides().data());
  }
  template <class T, size_t N>
  PackedTensorAccessor64<T, N> packed_accessor64() && = delete;  // the memory dies with the tensor
  template <class T, size_t N>
  PackedTensorAccessor32<T, N> packed_accessor32() const& {
    check_accessor(N);
    check_packed_accessor32();
    return PackedTensorAccessor32<T, N>(data_ptr<T>(), sizes().data(), strides().data());
  }
  template <class T, size_t N>
  PackedTensorAccessor32<T, N> packed_accessor32() && = delete;
  // The value of a tensor with one element. Throws otherwise, and when T has no such value.
  Scalar item() const;
  template <class T>
  T item() const {
    return item().template to<T>();
  }
  bool is_nonzero() const;

  // --- Its place in the graph ---
  bool requires_grad() const { return impl_ && impl_->requires_grad(); }
  // Throws for integer tensors, and for results of operations when set to false.
  const Tensor& set_requires_grad(bool requires_grad) const;
  const Tensor& requires_grad_(bool requires_grad = true) const;
  bool is_leaf() const;
  // Made in InferenceMode: it has no version and can take no part in a graph (inference_mode.h).
  bool is_inference() const { return impl_ && impl_->inference; }
  // The node that made it; null for a leaf.
  NodePtr grad_fn() const;
  uint32_t output_nr() const { return impl_ ? impl_->output_nr : 0; }
  // What autograd::impl::set_name gave it; else empty.
  const std::string& name() const;
  bool is_view() const { return impl_ && impl_->base; }
  Tensor _base() const;
  // The number of in-place writes to its storage so far.
  int64_t _version() const {
    array();  // throws for an undefined tensor
    return impl_->version_counter().current_version();
  }
  // The accumulated gradient; undefined until a backward pass reached this leaf.
  const Tensor& grad() const;
  // The same for assignment: t.mutable_grad() = Tensor(). Nothing is checked.
  Tensor& mutable_grad() const;
  // Python's t.grad = grad: throws when it is this tensor itself, or its sizes or dtype differ.
  void set_grad(const Tensor& grad) const;
  // Keeps the gradient of a non-leaf in .grad too. Throws when requires_grad is false.
  void retain_grad() const;
  bool retains_grad() const { return impl_ && impl_->retains_grad; }
  // Calls `hook` with the gradient of this tensor whenever a backward pass has computed it; a
  // defined result replaces the gradient. Returns the handle for remove_hook.
  template <class Hook>
  unsigned register_hook(Hook&& hook) const;
  void remove_hook(unsigned handle) const;
  // Calls `hook` with this leaf whenever a backward pass has added to its .grad.
  RemovableHandle register_post_accumulate_grad_hook(
      std::function<void(const Tensor&)> hook) const;
  // Computes the gradients of this tensor with respect to the leaves and adds them to their .grad.
  // `gradient` defaults to 1 for a tensor with one element. retain_graph defaults to create_graph.
  void backward(const Tensor& gradient = {}, std::optional<bool> retain_graph = std::nullopt,
                bool create_graph = false, std::optional<TensorList> inputs = std::nullopt,
                Location at = Location::here()) const;
  // The same values without history; shares the storage and its version.
  Tensor detach() const;
  Tensor& detach_() const;
  // The same values without history and with a version of their own: writes are not seen by
  // autograd.
  Tensor data() const;
  Tensor variable_data() const { return data(); }
  Tensor tensor_data() const;
  // Makes this tensor hold `new_data`'s values; its graph state stays.
  void set_data(const Tensor& new_data) const;

  // --- Conversion and copies ---
  Tensor to(ScalarType dtype, bool non_blocking = false, bool copy = false,
            std::optional<MemoryFormat> memory_format = std::nullopt,
            Location at = Location::here()) const;
  Tensor to(TypeMeta dtype, bool non_blocking = false, bool copy = false,
            std::optional<MemoryFormat> memory_format = std::nullopt,
            Location at = Location::here()) const {
    LocationScope scope(at);
    return to(dtype.toScalarType(), non_blocking, copy, memory_format);
  }
  Tensor to(const TensorOptions& options, bool non_blocking = false, bool copy = false,
            std::optional<MemoryFormat> memory_format = std::nullopt,
            Location at = Location::here()) const;
  Tensor to(Device device, ScalarType dtype, bool non_blocking = false, bool copy = false,
            std::optional<MemoryFormat> memory_format = std::nullopt,
            Location at = Location::here()) const;
  Tensor to(const Tensor& other, bool non_blocking = false, bool copy = false,
            std::optional<MemoryFormat> memory_format = std::nullopt,
            Location at = Location::here()) const {
    LocationScope scope(at);
    return to(other.scalar_type(), non_blocking, copy, memory_format);
  }
  Tensor toType(ScalarType dtype, Location at = Location::here()) const {
    LocationScope scope(at);
    return to(dtype);
  }
  Tensor type_as(const Tensor& other, Location at = Location::here()) const {
    LocationScope scope(at);
    return to(other.scalar_type());
  }
  Tensor cpu() const { return *this; }
  // The tensor itself: there are no other layouts.
  Tensor to_dense(std::optional<ScalarType> dtype = std::nullopt,
                  Location at = Location::here()) const {
    LocationScope scope(at);
    return dtype ? to(*dtype) : *this;
  }
  // Throws: there is only the CPU.
  Tensor cuda() const;
  Tensor clone(std::optional<MemoryFormat> memory_format = std::nullopt,
               Location at = Location::here()) const;
  Tensor contiguous(MemoryFormat memory_format = MemoryFormat::Contiguous,
                    Location at = Location::here()) const;
  Tensor& copy_(const Tensor& source, bool non_blocking = false,
                Location at = Location::here()) const;

  // --- Views and shape (ops/shape.h) ---
  Tensor view(IntArrayRef sizes, Location at = Location::here()) const;
  Tensor view_as(const Tensor& other, Location at = Location::here()) const {
    LocationScope scope(at);
    return view(other.sizes());
  }
  Tensor reshape(IntArrayRef sizes, Location at = Location::here()) const;
  Tensor reshape_as(const Tensor& other, Location at = Location::here()) const {
    LocationScope scope(at);
    return reshape(other.sizes());
  }
  Tensor flatten(int64_t start_dim = 0, int64_t end_dim = -1, Location at = Location::here()) const;
  Tensor transpose(int64_t dim0, int64_t dim1, Location at = Location::here()) const;
  Tensor t(Location at = Location::here()) const;
  Tensor permute(IntArrayRef dims, Location at = Location::here()) const;
  Tensor squeeze(Location at = Location::here()) const;
  Tensor squeeze(int64_t dim, Location at = Location::here()) const;
  Tensor unsqueeze(int64_t dim, Location at = Location::here()) const;
  Tensor expand(IntArrayRef sizes, bool implicit = false, Location at = Location::here()) const;
  Tensor expand_as(const Tensor& other, Location at = Location::here()) const {
    LocationScope scope(at);
    return expand(other.sizes());
  }
  Tensor select(int64_t dim, int64_t index, Location at = Location::here()) const;
  Tensor slice(int64_t dim = 0, std::optional<int64_t> start = std::nullopt,
               std::optional<int64_t> end = std::nullopt, int64_t step = 1,
               Location at = Location::here()) const;
  Tensor narrow(int64_t dim, int64_t start, int64_t length, Location at = Location::here()) const;
  Tensor diagonal(int64_t offset = 0, int64_t dim1 = 0, int64_t dim2 = 1,
                  Location at = Location::here()) const;
  Tensor unfold(int64_t dim, int64_t size, int64_t step, Location at = Location::here()) const;
  Tensor as_strided(IntArrayRef sizes, IntArrayRef strides,
                    std::optional<int64_t> storage_offset = std::nullopt,
                    Location at = Location::here()) const;
  std::vector<Tensor> split(int64_t split_size, int64_t dim = 0,
                            Location at = Location::here()) const;
  std::vector<Tensor> split_with_sizes(IntArrayRef sizes, int64_t dim = 0,
                                       Location at = Location::here()) const;
  std::vector<Tensor> chunk(int64_t chunks, int64_t dim = 0, Location at = Location::here()) const;
  std::vector<Tensor> unbind(int64_t dim = 0, Location at = Location::here()) const;
  Tensor repeat(IntArrayRef repeats, Location at = Location::here()) const;
  Tensor flip(IntArrayRef dims, Location at = Location::here()) const;
  // The same bytes as elements of another dtype. A template, so that view({}) means sizes.
  template <class T>
  requires(std::is_same_v<T, ScalarType>) Tensor view(T dtype, Location at = Location::here())
  const {
    LocationScope scope(at);
    return view_dtype(dtype);
  }
  Tensor _reshape_alias(IntArrayRef sizes, IntArrayRef strides,
                        Location at = Location::here()) const;
  Tensor unflatten(int64_t dim, IntArrayRef sizes, Location at = Location::here()) const;
  Tensor ravel(Location at = Location::here()) const;
  Tensor movedim(IntArrayRef source, IntArrayRef destination, Location at = Location::here()) const;
  Tensor movedim(int64_t source, int64_t destination, Location at = Location::here()) const;
  Tensor moveaxis(IntArrayRef source, IntArrayRef destination,
                  Location at = Location::here()) const;
  Tensor moveaxis(int64_t source, int64_t destination, Location at = Location::here()) const;
  Tensor swapaxes(int64_t axis0, int64_t axis1, Location at = Location::here()) const;
  Tensor swapdims(int64_t dim0, int64_t dim1, Location at = Location::here()) const;
  Tensor numpy_T(Location at = Location::here()) const;
  Tensor mT(Location at = Location::here()) const;
  Tensor mH(Location at = Location::here()) const;
  Tensor matrix_H(Location at = Location::here()) const;
  Tensor adjoint(Location at = Location::here()) const;
  Tensor alias(Location at = Location::here()) const;
  // These change the sizes and strides of this tensor.
  Tensor& squeeze_(Location at = Location::here()) const;
  Tensor& squeeze_(int64_t dim, Location at = Location::here()) const;
  Tensor& unsqueeze_(int64_t dim, Location at = Location::here()) const;
  Tensor& transpose_(int64_t dim0, int64_t dim1, Location at = Location::here()) const;
  Tensor& swapaxes_(int64_t axis0, int64_t axis1, Location at = Location::here()) const;
  Tensor& swapdims_(int64_t dim0, int64_t dim1, Location at = Location::here()) const;
  Tensor& t_(Location at = Location::here()) const;
  const Tensor& as_strided_(IntArrayRef sizes, IntArrayRef strides,
                            std::optional<int64_t> storage_offset = std::nullopt,
                            Location at = Location::here()) const;
  const Tensor& resize_(IntArrayRef sizes,
                        std::optional<MemoryFormat> memory_format = std::nullopt) const;
  const Tensor& resize_as_(const Tensor& other,
                           std::optional<MemoryFormat> memory_format = std::nullopt) const;
  // Makes this tensor one on other memory: all of a storage, part of it, or that of `source`, which
  // it then shares; none without arguments. Rows without gaps are meant by empty strides; too small
  // a storage grows. Of this tensor's dtype.
  Tensor& set_(StorageHandle source, Location at = Location::here()) const;
  Tensor& set_(StorageHandle source, int64_t storage_offset, IntArrayRef sizes,
               IntArrayRef strides = {}, Location at = Location::here()) const;
  Tensor& set_(const Tensor& source, Location at = Location::here()) const;
  Tensor& set_(const Tensor& source, int64_t storage_offset, IntArrayRef sizes,
               IntArrayRef strides = {}, Location at = Location::here()) const;
  Tensor& set_(Location at = Location::here()) const;
  Tensor narrow(int64_t dim, const Tensor& start, int64_t length,
                Location at = Location::here()) const;
  Tensor narrow_copy(int64_t dim, int64_t start, int64_t length,
                     Location at = Location::here()) const;
  Tensor broadcast_to(IntArrayRef sizes, Location at = Location::here()) const;
  std::vector<Tensor> split(IntArrayRef sizes, int64_t dim = 0,
                            Location at = Location::here()) const;
  std::vector<Tensor> unsafe_split(int64_t split_size, int64_t dim = 0,
                                   Location at = Location::here()) const;
  std::vector<Tensor> unsafe_split_with_sizes(IntArrayRef sizes, int64_t dim = 0,
                                              Location at = Location::here()) const;
  std::vector<Tensor> unsafe_chunk(int64_t chunks, int64_t dim = 0,
                                   Location at = Location::here()) const;
  std::vector<Tensor> tensor_split(int64_t sections, int64_t dim = 0,
                                   Location at = Location::here()) const;
  std::vector<Tensor> tensor_split(IntArrayRef indices, int64_t dim = 0,
                                   Location at = Location::here()) const;
  std::vector<Tensor> tensor_split(const Tensor& indices_or_sections, int64_t dim = 0,
                                   Location at = Location::here()) const;
  std::vector<Tensor> hsplit(int64_t sections, Location at = Location::here()) const;
  std::vector<Tensor> hsplit(IntArrayRef indices, Location at = Location::here()) const;
  std::vector<Tensor> vsplit(int64_t sections, Location at = Location::here()) const;
  std::vector<Tensor> vsplit(IntArrayRef indices, Location at = Location::here()) const;
  std::vector<Tensor> dsplit(int64_t sections, Location at = Location::here()) const;
  std::vector<Tensor> dsplit(IntArrayRef indices, Location at = Location::here()) const;
  Tensor tile(IntArrayRef dims, Location at = Location::here()) const;
  Tensor repeat_interleave(const Tensor& repeats, std::optional<int64_t> dim = std::nullopt,
                           std::optional<int64_t> output_size = std::nullopt,
                           Location at = Location::here()) const;
  Tensor repeat_interleave(int64_t repeats, std::optional<int64_t> dim = std::nullopt,
                           std::optional<int64_t> output_size = std::nullopt,
                           Location at = Location::here()) const;
  Tensor roll(IntArrayRef shifts, IntArrayRef dims = {}, Location at = Location::here()) const;
  Tensor rot90(int64_t k = 1, IntArrayRef dims = {0, 1}, Location at = Location::here()) const;
  Tensor fliplr(Location at = Location::here()) const;
  Tensor flipud(Location at = Location::here()) const;
  Tensor tril(int64_t diagonal = 0, Location at = Location::here()) const;
  Tensor triu(int64_t diagonal = 0, Location at = Location::here()) const;
  Tensor& tril_(int64_t diagonal = 0, Location at = Location::here()) const;
  Tensor& triu_(int64_t diagonal = 0, Location at = Location::here()) const;
  Tensor trace(Location at = Location::here()) const;
  Tensor diag(int64_t diagonal = 0, Location at = Location::here()) const;
  Tensor diagflat(int64_t offset = 0, Location at = Location::here()) const;
  Tensor diag_embed(int64_t offset = 0, int64_t dim1 = -2, int64_t dim2 = -1,
                    Location at = Location::here()) const;
  Tensor diagonal_scatter(const Tensor& src, int64_t offset = 0, int64_t dim1 = 0,
                          int64_t dim2 = 1, Location at = Location::here()) const;
  Tensor select_scatter(const Tensor& src, int64_t dim, int64_t index,
                        Location at = Location::here()) const;
  Tensor slice_scatter(const Tensor& src, int64_t dim = 0,
                       std::optional<int64_t> start = std::nullopt,
                       std::optional<int64_t> end = std::nullopt, int64_t step = 1,
                       Location at = Location::here()) const;
  Tensor as_strided_scatter(const Tensor& src, IntArrayRef sizes, IntArrayRef strides,
                            std::optional<int64_t> storage_offset = std::nullopt,
                            Location at = Location::here()) const;
  Tensor& fill_diagonal_(const Scalar& value, bool wrap = false,
                         Location at = Location::here()) const;

  // --- Indexing (ops/index.h, tensor_index.h) ---
  Tensor operator[](Located<int64_t> index) const {
    LocationScope scope(index.at);
    return select_first(index.value);
  }
  Tensor operator[](const Tensor& index) const;
  Tensor index(ArrayRef<TensorIndex> indices, Location at = Location::here()) const;
  Tensor index(std::initializer_list<TensorIndex> indices, Location at = Location::here()) const;
  Tensor& index_put_(ArrayRef<TensorIndex> indices, const Tensor& values,
                     Location at = Location::here()) const;
  Tensor& index_put_(ArrayRef<TensorIndex> indices, const Scalar& value,
                     Location at = Location::here()) const;
  Tensor& index_put_(std::initializer_list<TensorIndex> indices, const Tensor& values,
                     Location at = Location::here()) const;
  Tensor& index_put_(std::initializer_list<TensorIndex> indices, const Scalar& value,
                     Location at = Location::here()) const;
  Tensor index(const std::vector<std::optional<Tensor>>& indices,
               Location at = Location::here()) const;
  Tensor index_put(const std::vector<std::optional<Tensor>>& indices, const Tensor& values,
                   bool accumulate = false, Location at = Location::here()) const;
  Tensor& index_put_(const std::vector<std::optional<Tensor>>& indices, const Tensor& values,
                     bool accumulate = false, Location at = Location::here()) const;
  Tensor index_fill(int64_t dim, const Tensor& index, const Scalar& value,
                    Location at = Location::here()) const;
  Tensor index_fill(int64_t dim, const Tensor& index, const Tensor& value,
                    Location at = Location::here()) const;
  Tensor& index_fill_(int64_t dim, const Tensor& index, const Scalar& value,
                      Location at = Location::here()) const;
  Tensor& index_fill_(int64_t dim, const Tensor& index, const Tensor& value,
                      Location at = Location::here()) const;
  Tensor index_reduce(int64_t dim, const Tensor& index, const Tensor& source,
                      std::string_view reduce, bool include_self = true,
                      Location at = Location::here()) const;
  Tensor& index_reduce_(int64_t dim, const Tensor& index, const Tensor& source,
                        std::string_view reduce, bool include_self = true,
                        Location at = Location::here()) const;
  Tensor index_select(int64_t dim, const Tensor& index, Location at = Location::here()) const;
  Tensor index_add(int64_t dim, const Tensor& index, const Tensor& source, const Scalar& alpha = 1,
                   Location at = Location::here()) const;
  Tensor& index_add_(int64_t dim, const Tensor& index, const Tensor& source,
                     const Scalar& alpha = 1, Location at = Location::here()) const;
  Tensor index_copy(int64_t dim, const Tensor& index, const Tensor& source,
                    Location at = Location::here()) const;
  Tensor& index_copy_(int64_t dim, const Tensor& index, const Tensor& source,
                      Location at = Location::here()) const;
  Tensor gather(int64_t dim, const Tensor& index, bool sparse_grad = false,
                Location at = Location::here()) const;
  Tensor take_along_dim(const Tensor& indices, std::optional<int64_t> dim = std::nullopt,
                        Location at = Location::here()) const;
  Tensor scatter(int64_t dim, const Tensor& index, const Tensor& src,
                 Location at = Location::here()) const;
  Tensor scatter(int64_t dim, const Tensor& index, const Scalar& value,
                 Location at = Location::here()) const;
  Tensor& scatter_(int64_t dim, const Tensor& index, const Tensor& src,
                   Location at = Location::here()) const;
  Tensor& scatter_(int64_t dim, const Tensor& index, const Scalar& value,
                   Location at = Location::here()) const;
  Tensor scatter_add(int64_t dim, const Tensor& index, const Tensor& src,
                     Location at = Location::here()) const;
  Tensor& scatter_add_(int64_t dim, const Tensor& index, const Tensor& src,
                       Location at = Location::here()) const;
  Tensor scatter(int64_t dim, const Tensor& index, const Tensor& src,
                 std::string_view reduce, Location at = Location::here()) const;
  Tensor scatter(int64_t dim, const Tensor& index, const Scalar& value,
                 std::string_view reduce, Location at = Location::here()) const;
  Tensor& scatter_(int64_t dim, const Tensor& index, const Tensor& src,
                   std::string_view reduce, Location at = Location::here()) const;
  Tensor& scatter_(int64_t dim, const Tensor& index, const Scalar& value,
                   std::string_view reduce, Location at = Location::here()) const;
  Tensor scatter_reduce(int64_t dim, const Tensor& index, const Tensor& src,
                        std::string_view reduce, bool include_self = true,
                        Location at = Location::here()) const;
  Tensor& scatter_reduce_(int64_t dim, const Tensor& index, const Tensor& src,
                          std::string_view reduce, bool include_self = true,
                          Location at = Location::here()) const;
  Tensor take(const Tensor& index, Location at = Location::here()) const;
  Tensor put(const Tensor& index, const Tensor& source, bool accumulate = false,
             Location at = Location::here()) const;
  Tensor& put_(const Tensor& index, const Tensor& source, bool accumulate = false,
               Location at = Location::here()) const;
  Tensor masked_select(const Tensor& mask, Location at = Location::here()) const;
  Tensor masked_fill(const Tensor& mask, const Scalar& value, Location at = Location::here()) const;
  Tensor masked_fill(const Tensor& mask, const Tensor& value, Location at = Location::here()) const;
  Tensor& masked_fill_(const Tensor& mask, const Scalar& value,
                       Location at = Location::here()) const;
  Tensor& masked_fill_(const Tensor& mask, const Tensor& value,
                       Location at = Location::here()) const;
  Tensor masked_scatter(const Tensor& mask, const Tensor& source,
                        Location at = Location::here()) const;
  Tensor& masked_scatter_(const Tensor& mask, const Tensor& source,
                          Location at = Location::here()) const;
  Tensor where(const Tensor& condition, const Tensor& other, Location at = Location::here()) const;
  Tensor where(const Tensor& condition, const Scalar& other, Location at = Location::here()) const;
  Tensor nonzero(Location at = Location::here()) const;
  std::vector<Tensor> nonzero_numpy(Location at = Location::here()) const;
  Tensor argwhere(Location at = Location::here()) const;

  // --- Pointwise (ops/pointwise.h, ops/unary.h, ops/special.h) ---
#define GRADLAB_IN_PLACE_TOO(name, parameters) \
  Tensor name parameters const;                \
  Tensor& name##_ parameters const;
#define GRADLAB_BINARY_METHOD(name) \
  GRADLAB_IN_PLACE_TOO(name, (const Tensor& other, Location at = Location::here()))
#define GRADLAB_NUMBER_METHOD(name) \
  GRADLAB_IN_PLACE_TOO(name, (const Scalar& other, Location at = Location::here()))
#define GRADLAB_BINARY_METHODS(name) \
  GRADLAB_BINARY_METHOD(name)        \
  GRADLAB_NUMBER_METHOD(name)
  Tensor add(const Tensor& other, const Scalar& alpha = 1, Location at = Location::here()) const;
  Tensor& add_(const Tensor& other, const Scalar& alpha = 1, Location at = Location::here()) const;
  Tensor add(const Scalar& other, const Scalar& alpha = 1, Location at = Location::here()) const;
  Tensor& add_(const Scalar& other, const Scalar& alpha = 1, Location at = Location::here()) const;
  Tensor sub(const Tensor& other, const Scalar& alpha = 1, Location at = Location::here()) const;
  Tensor& sub_(const Tensor& other, const Scalar& alpha = 1, Location at = Location::here()) const;
  Tensor sub(const Scalar& other, const Scalar& alpha = 1, Location at = Location::here()) const;
  Tensor& sub_(const Scalar& other, const Scalar& alpha = 1, Location at = Location::here()) const;
  Tensor mul(const Tensor& other, Location at = Location::here()) const;
  Tensor& mul_(const Tensor& other, Location at = Location::here()) const;
  Tensor mul(const Scalar& other, Location at = Location::here()) const;
  Tensor& mul_(const Scalar& other, Location at = Location::here()) const;
  Tensor div(const Tensor& other, Location at = Location::here()) const;
  Tensor& div_(const Tensor& other, Location at = Location::here()) const;
  Tensor div(const Scalar& other, Location at = Location::here()) const;
  Tensor& div_(const Scalar& other, Location at = Location::here()) const;
  GRADLAB_IN_PLACE_TOO(div, (const Tensor& other, std::optional<std::string_view> rounding_mode,
                             Location at = Location::here()))
  GRADLAB_IN_PLACE_TOO(div, (const Scalar& other, std::optional<std::string_view> rounding_mode,
                             Location at = Location::here()))
  GRADLAB_BINARY_METHODS(floor_divide)
  GRADLAB_BINARY_METHODS(remainder)
  GRADLAB_BINARY_METHODS(fmod)
  Tensor pow(const Tensor& other, Location at = Location::here()) const;
  Tensor& pow_(const Tensor& other, Location at = Location::here()) const;
  Tensor pow(const Scalar& other, Location at = Location::here()) const;
  Tensor& pow_(const Scalar& other, Location at = Location::here()) const;
  GRADLAB_BINARY_METHODS(float_power)
  GRADLAB_BINARY_METHODS(copysign)
  GRADLAB_BINARY_METHODS(xlogy)
  GRADLAB_BINARY_METHOD(atan2)
  GRADLAB_BINARY_METHOD(hypot)
  GRADLAB_BINARY_METHOD(heaviside)
  GRADLAB_BINARY_METHOD(nextafter)
  GRADLAB_BINARY_METHOD(ldexp)
  GRADLAB_BINARY_METHOD(igamma)
  GRADLAB_BINARY_METHOD(igammac)
  GRADLAB_BINARY_METHOD(gcd)
  GRADLAB_BINARY_METHOD(lcm)
  Tensor logaddexp(const Tensor& other, Location at = Location::here()) const;
  Tensor logaddexp2(const Tensor& other, Location at = Location::here()) const;
  Tensor maximum(const Tensor& other, Location at = Location::here()) const;
  Tensor minimum(const Tensor& other, Location at = Location::here()) const;
  Tensor fmax(const Tensor& other, Location at = Location::here()) const;
  Tensor fmin(const Tensor& other, Location at = Location::here()) const;
  GRADLAB_IN_PLACE_TOO(clamp, (const std::optional<Scalar>& min,
                               const std::optional<Scalar>& max = std::nullopt,
                               Location at = Location::here()))
  GRADLAB_IN_PLACE_TOO(clamp,
                       (const std::optional<Tensor>& min = {},
                        const std::optional<Tensor>& max = {}, Location at = Location::here()))
  GRADLAB_IN_PLACE_TOO(clip, (const std::optional<Scalar>& min,
                              const std::optional<Scalar>& max = std::nullopt,
                              Location at = Location::here()))
  GRADLAB_IN_PLACE_TOO(clip,
                       (const std::optional<Tensor>& min = {},
                        const std::optional<Tensor>& max = {}, Location at = Location::here()))
  GRADLAB_BINARY_METHODS(clamp_min)
  GRADLAB_BINARY_METHODS(clamp_max)
  GRADLAB_IN_PLACE_TOO(lerp,
                       (const Tensor& end, const Scalar& weight, Location at = Location::here()))
  GRADLAB_IN_PLACE_TOO(lerp,
                       (const Tensor& end, const Tensor& weight, Location at = Location::here()))
  GRADLAB_IN_PLACE_TOO(addcmul, (const Tensor& tensor1, const Tensor& tensor2,
                                 const Scalar& value = 1, Location at = Location::here()))
  GRADLAB_IN_PLACE_TOO(addcdiv, (const Tensor& tensor1, const Tensor& tensor2,
                                 const Scalar& value = 1, Location at = Location::here()))

#define GRADLAB_UNARY_METHOD(name) GRADLAB_IN_PLACE_TOO(name, (Location at = Location::here()))
  GRADLAB_UNARY_METHOD(neg)
  GRADLAB_UNARY_METHOD(abs)
  GRADLAB_UNARY_METHOD(sign)
  GRADLAB_UNARY_METHOD(sgn)
  GRADLAB_UNARY_METHOD(exp)
  GRADLAB_UNARY_METHOD(exp2)
  GRADLAB_UNARY_METHOD(expm1)
  GRADLAB_UNARY_METHOD(log)
  GRADLAB_UNARY_METHOD(log2)
  GRADLAB_UNARY_METHOD(log10)
  GRADLAB_UNARY_METHOD(log1p)
  GRADLAB_UNARY_METHOD(sqrt)
  GRADLAB_UNARY_METHOD(rsqrt)
  GRADLAB_UNARY_METHOD(reciprocal)
  GRADLAB_UNARY_METHOD(square)
  GRADLAB_UNARY_METHOD(sin)
  GRADLAB_UNARY_METHOD(cos)
  GRADLAB_UNARY_METHOD(tan)
  GRADLAB_UNARY_METHOD(asin)
  GRADLAB_UNARY_METHOD(acos)
  GRADLAB_UNARY_METHOD(atan)
  GRADLAB_UNARY_METHOD(sinh)
  GRADLAB_UNARY_METHOD(cosh)
  GRADLAB_UNARY_METHOD(tanh)
  GRADLAB_UNARY_METHOD(asinh)
  GRADLAB_UNARY_METHOD(acosh)
  GRADLAB_UNARY_METHOD(atanh)
  GRADLAB_UNARY_METHOD(sigmoid)
  GRADLAB_UNARY_METHOD(relu)
  GRADLAB_UNARY_METHOD(floor)
  GRADLAB_UNARY_METHOD(ceil)
  GRADLAB_UNARY_METHOD(round)
  GRADLAB_UNARY_METHOD(trunc)
  GRADLAB_UNARY_METHOD(frac)
  GRADLAB_UNARY_METHOD(erf)
  GRADLAB_UNARY_METHOD(erfc)
  GRADLAB_UNARY_METHOD(erfinv)
  GRADLAB_UNARY_METHOD(lgamma)
  GRADLAB_UNARY_METHOD(digamma)
  GRADLAB_UNARY_METHOD(i0)
  GRADLAB_UNARY_METHOD(sinc)
  GRADLAB_UNARY_METHOD(deg2rad)
  GRADLAB_UNARY_METHOD(rad2deg)
  GRADLAB_UNARY_METHOD(bitwise_not)
  GRADLAB_UNARY_METHOD(logical_not)
  GRADLAB_IN_PLACE_TOO(round, (int64_t decimals, Location at = Location::here()))
  GRADLAB_IN_PLACE_TOO(polygamma, (int64_t n, Location at = Location::here()))
  GRADLAB_IN_PLACE_TOO(logit,
                       (std::optional<double> eps = std::nullopt, Location at = Location::here()))
  GRADLAB_IN_PLACE_TOO(nan_to_num, (std::optional<double> nan = std::nullopt,
                                    std::optional<double> posinf = std::nullopt,
                                    std::optional<double> neginf = std::nullopt,
                                    Location at = Location::here()))
  Tensor mvlgamma(int64_t p, Location at = Location::here()) const;
  Tensor& mvlgamma_(int64_t p, Location at = Location::here()) const {
    LocationScope scope(at);
    return copy_(mvlgamma(p));
  }
  // x = mantissa * 2^exponent with 0.5 <= |mantissa| < 1.
  std::tuple<Tensor, Tensor> frexp(Location at = Location::here()) const;
  Tensor positive(Location at = Location::here()) const;
  // 0 for positive numbers, pi for negative ones.
  Tensor angle(Location at = Location::here()) const;
  // There are no complex numbers: the tensor itself.
  Tensor conj() const { return *this; }
  Tensor conj_physical() const { return *this; }
  Tensor& conj_physical_() const { return const_cast<Tensor&>(*this); }
  Tensor resolve_conj() const { return *this; }
  Tensor resolve_neg() const { return *this; }
  Tensor& fill_(const Scalar& value, Location at = Location::here()) const;
  Tensor& fill_(const Tensor& value, Location at = Location::here()) const;
  Tensor& zero_(Location at = Location::here()) const;

  // --- Comparison, logic and bits (ops/compare.h) ---
  GRADLAB_BINARY_METHODS(eq)
  GRADLAB_BINARY_METHODS(ne)
  GRADLAB_BINARY_METHODS(lt)
  GRADLAB_BINARY_METHODS(le)
  GRADLAB_BINARY_METHODS(gt)
  GRADLAB_BINARY_METHODS(ge)
  GRADLAB_BINARY_METHOD(logical_and)
  GRADLAB_BINARY_METHOD(logical_or)
  GRADLAB_BINARY_METHOD(logical_xor)
  GRADLAB_BINARY_METHODS(bitwise_and)
  GRADLAB_BINARY_METHODS(bitwise_or)
  GRADLAB_BINARY_METHODS(bitwise_xor)
  GRADLAB_BINARY_METHODS(bitwise_left_shift)
  GRADLAB_BINARY_METHODS(bitwise_right_shift)
  // What Python's operators call.
#define GRADLAB_OPERATOR_METHOD(alias, alias_in_place, name)                            \
  Tensor alias(const Tensor& other, Location at = Location::here()) const {             \
    return name(other, at);                                                             \
  }                                                                                     \
  Tensor alias(const Scalar& other, Location at = Location::here()) const {             \
    return name(other, at);                                                             \
  }                                                                                     \
  Tensor& alias_in_place(const Tensor& other, Location at = Location::here()) const {   \
    return name##_(other, at);                                                          \
  }                                                                                     \
  Tensor& alias_in_place(const Scalar& other, Location at = Location::here()) const {   \
    return name##_(other, at);                                                          \
  }
  GRADLAB_OPERATOR_METHOD(__and__, __iand__, bitwise_and)
  GRADLAB_OPERATOR_METHOD(__or__, __ior__, bitwise_or)
  GRADLAB_OPERATOR_METHOD(__xor__, __ixor__, bitwise_xor)
  GRADLAB_OPERATOR_METHOD(__lshift__, __ilshift__, bitwise_left_shift)
  GRADLAB_OPERATOR_METHOD(__rshift__, __irshift__, bitwise_right_shift)
#undef GRADLAB_OPERATOR_METHOD
  Tensor isnan() const;
  Tensor isinf() const;
  Tensor isposinf() const;
  Tensor isneginf() const;
  Tensor isfinite() const;
  Tensor isreal() const;
  Tensor signbit() const;
  Tensor isclose(const Tensor& other, double rtol = 1e-05, double atol = 1e-08,
                 bool equal_nan = false) const;
  bool equal(const Tensor& other) const;
  bool allclose(const Tensor& other, double rtol = 1e-05, double atol = 1e-08,
                bool equal_nan = false) const;
  bool is_same_size(const Tensor& other) const { return sizes() == other.sizes(); }

  // --- Second names ---
#define GRADLAB_UNARY_ALIAS(alias, name)               \
  Tensor alias(Location at = Location::here()) const { \
    LocationScope scope(at);                           \
    return name();                                     \
  }                                                    \
  Tensor& alias##_(Location at = Location::here()) const { return name##_(at); }
#define GRADLAB_BINARY_ALIAS(alias, name)                                       \
  Tensor alias(const Tensor& other, Location at = Location::here()) const {     \
    LocationScope scope(at);                                                    \
    return name(other);                                                         \
  }                                                                             \
  Tensor& alias##_(const Tensor& other, Location at = Location::here()) const { \
    LocationScope scope(at);                                                    \
    return name##_(other);                                                      \
  }
#define GRADLAB_BINARY_ALIASES(alias, name)                                     \
  GRADLAB_BINARY_ALIAS(alias, name)                                             \
  Tensor alias(const Scalar& other, Location at = Location::here()) const {     \
    LocationScope scope(at);                                                    \
    return name(other);                                                         \
  }                                                                             \
  Tensor& alias##_(const Scalar& other, Location at = Location::here()) const { \
    LocationScope scope(at);                                                    \
    return name##_(other);                                                      \
  }
#define GRADLAB_ALIAS_WITH(alias, name, type, parameter)                                    \
  Tensor alias(const Tensor& other, type parameter, Location at = Location::here()) const { \
    LocationScope scope(at);                                                                \
    return name(other, parameter);                                                          \
  }                                                                                         \
  Tensor alias(const Scalar& other, type parameter, Location at = Location::here()) const { \
    LocationScope scope(at);                                                                \
    return name(other, parameter);                                                          \
  }                                                                                         \
  Tensor& alias##_(const Tensor& other, type parameter) const {                             \
    return name##_(other, parameter);                                                       \
  }                                                                                         \
  Tensor& alias##_(const Scalar& other, type parameter) const { return name##_(other, parameter); }
  GRADLAB_UNARY_ALIAS(absolute, abs)
  GRADLAB_UNARY_ALIAS(negative, neg)
  GRADLAB_UNARY_ALIAS(fix, trunc)
  GRADLAB_UNARY_ALIAS(arcsin, asin)
  GRADLAB_UNARY_ALIAS(arccos, acos)
  GRADLAB_UNARY_ALIAS(arctan, atan)
  GRADLAB_UNARY_ALIAS(arcsinh, asinh)
  GRADLAB_UNARY_ALIAS(arccosh, acosh)
  GRADLAB_UNARY_ALIAS(arctanh, atanh)
  GRADLAB_BINARY_ALIAS(arctan2, atan2)
  GRADLAB_BINARY_ALIASES(multiply, mul)
  GRADLAB_BINARY_ALIASES(divide, div)
  GRADLAB_BINARY_ALIASES(true_divide, div)
  GRADLAB_BINARY_ALIASES(subtract, sub)
  GRADLAB_BINARY_ALIASES(not_equal, ne)
  GRADLAB_BINARY_ALIASES(less, lt)
  GRADLAB_BINARY_ALIASES(less_equal, le)
  GRADLAB_BINARY_ALIASES(greater, gt)
  GRADLAB_BINARY_ALIASES(greater_equal, ge)
  GRADLAB_ALIAS_WITH(subtract, sub, const Scalar&, alpha)
  GRADLAB_ALIAS_WITH(divide, div, std::optional<std::string_view>, rounding_mode)
#undef GRADLAB_ALIAS_WITH
#undef GRADLAB_BINARY_ALIASES
#undef GRADLAB_BINARY_ALIAS
#undef GRADLAB_UNARY_ALIAS
#undef GRADLAB_UNARY_METHOD
#undef GRADLAB_BINARY_METHODS
#undef GRADLAB_NUMBER_METHOD
#undef GRADLAB_BINARY_METHOD

  // --- Reductions (ops/reduce.h) ---
  Tensor sum(std::optional<ScalarType> dtype = std::nullopt, Location at = Location::here()) const;
  Tensor sum(IntArrayRef dim, bool keepdim = false, std::optional<ScalarType> dtype = std::nullopt,
             Location at = Location::here()) const;
  Tensor mean(std::optional<ScalarType> dtype = std::nullopt, Location at = Location::here()) const;
  Tensor mean(IntArrayRef dim, bool keepdim = false, std::optional<ScalarType> dtype = std::nullopt,
              Location at = Location::here()) const;
  // Templates, so that sum(0) and sum({0, 1}) mean lists.
  template <class Dims>
  requires(std::is_same_v<Dims, OptionalIntArrayRef>) Tensor
      sum(Dims dim, bool keepdim = false, std::optional<ScalarType> dtype = std::nullopt,
          Location at = Location::here())
  const { return sum(dim.value_or_empty(), keepdim, dtype, at); }
  template <class Dims>
  requires(std::is_same_v<Dims, OptionalIntArrayRef>) Tensor
      mean(Dims dim, bool keepdim = false, std::optional<ScalarType> dtype = std::nullopt,
           Location at = Location::here())
  const { return mean(dim.value_or_empty(), keepdim, dtype, at); }
  Tensor nansum(OptionalIntArrayRef dim = std::nullopt, bool keepdim = false,
                std::optional<ScalarType> dtype = std::nullopt,
                Location at = Location::here()) const;
  Tensor nanmean(OptionalIntArrayRef dim = std::nullopt, bool keepdim = false,
                 std::optional<ScalarType> dtype = std::nullopt,
                 Location at = Location::here()) const;
  Tensor sum_to_size(IntArrayRef size, Location at = Location::here()) const;
  Tensor prod(std::optional<ScalarType> dtype = std::nullopt, Location at = Location::here()) const;
  Tensor prod(int64_t dim, bool keepdim = false, std::optional<ScalarType> dtype = std::nullopt,
              Location at = Location::here()) const;
  Tensor max(Location at = Location::here()) const;
  Tensor min(Location at = Location::here()) const;
  Tensor max(const Tensor& other, Location at = Location::here()) const {
    LocationScope scope(at);
    return maximum(other);
  }
  Tensor min(const Tensor& other, Location at = Location::here()) const {
    LocationScope scope(at);
    return minimum(other);
  }
  std::tuple<Tensor, Tensor> max(int64_t dim, bool keepdim = false,
                                 Location at = Location::here()) const;
  std::tuple<Tensor, Tensor> min(int64_t dim, bool keepdim = false,
                                 Location at = Location::here()) const;
  Tensor amax(IntArrayRef dim = {}, bool keepdim = false, Location at = Location::here()) const;
  Tensor amin(IntArrayRef dim = {}, bool keepdim = false, Location at = Location::here()) const;
  Tensor argmax(std::optional<int64_t> dim = std::nullopt, bool keepdim = false) const;
  Tensor argmin(std::optional<int64_t> dim = std::nullopt, bool keepdim = false) const;
  Tensor any() const;
  Tensor all() const;
  Tensor any(int64_t dim, bool keepdim = false) const;
  Tensor all(int64_t dim, bool keepdim = false) const;
  std::tuple<Tensor, Tensor> aminmax(std::optional<int64_t> dim = std::nullopt,
                                     bool keepdim = false, Location at = Location::here()) const;
  Tensor count_nonzero(IntArrayRef dim) const;
  Tensor count_nonzero(std::optional<int64_t> dim = std::nullopt) const;
  Tensor var(bool unbiased, Location at = Location::here()) const;
  Tensor var(int dim, Location at = Location::here()) const {
    LocationScope scope(at);
    return var(IntArrayRef(static_cast<int64_t>(dim)));
  }
  Tensor var(OptionalIntArrayRef dim, bool unbiased, bool keepdim = false,
             Location at = Location::here()) const;
  Tensor var(OptionalIntArrayRef dim = std::nullopt,
             const std::optional<Scalar>& correction = std::nullopt, bool keepdim = false,
             Location at = Location::here()) const;
  Tensor std(bool unbiased, Location at = Location::here()) const;
  Tensor std(int dim, Location at = Location::here()) const {
    LocationScope scope(at);
    return std(IntArrayRef(static_cast<int64_t>(dim)));
  }
  Tensor std(OptionalIntArrayRef dim, bool unbiased, bool keepdim = false,
             Location at = Location::here()) const;
  Tensor std(OptionalIntArrayRef dim = std::nullopt,
             const std::optional<Scalar>& correction = std::nullopt, bool keepdim = false,
             Location at = Location::here()) const;
  Tensor norm(const Scalar& p = 2, Location at = Location::here()) const;
  Tensor norm(const std::optional<Scalar>& p, ScalarType dtype,
              Location at = Location::here()) const;
  Tensor norm(const std::optional<Scalar>& p, IntArrayRef dim, bool keepdim = false,
              Location at = Location::here()) const;
  Tensor norm(const std::optional<Scalar>& p, IntArrayRef dim, bool keepdim, ScalarType dtype,
              Location at = Location::here()) const;
  Tensor dist(const Tensor& other, const Scalar& p = 2, Location at = Location::here()) const;
  Tensor renorm(const Scalar& p, int64_t dim, const Scalar& maxnorm,
                Location at = Location::here()) const;
  Tensor& renorm_(const Scalar& p, int64_t dim, const Scalar& maxnorm,
                  Location at = Location::here()) const;
  Tensor logsumexp(IntArrayRef dim, bool keepdim = false, Location at = Location::here()) const;

  // --- Statistics (ops/statistics.h) ---
  Tensor cov(int64_t correction = 1, const std::optional<Tensor>& fweights = {},
             const std::optional<Tensor>& aweights = {}, Location at = Location::here()) const;
  Tensor corrcoef(Location at = Location::here()) const;
  std::tuple<Tensor, Tensor> histogram(const Tensor& bins,
                                       const std::optional<Tensor>& weight = {},
                                       bool density = false) const;
  std::tuple<Tensor, Tensor> histogram(int64_t bins = 100,
                                       std::optional<ArrayRef<double>> range = std::nullopt,
                                       const std::optional<Tensor>& weight = {},
                                       bool density = false) const;

  // --- Scans (ops/scan.h) ---
  GRADLAB_IN_PLACE_TOO(cumsum, (int64_t dim, std::optional<ScalarType> dtype = std::nullopt,
                                Location at = Location::here()))
  GRADLAB_IN_PLACE_TOO(cumprod, (int64_t dim, std::optional<ScalarType> dtype = std::nullopt,
                                 Location at = Location::here()))
#undef GRADLAB_IN_PLACE_TOO
  std::tuple<Tensor, Tensor> cummax(int64_t dim, Location at = Location::here()) const;
  std::tuple<Tensor, Tensor> cummin(int64_t dim, Location at = Location::here()) const;
  Tensor logcumsumexp(int64_t dim, Location at = Location::here()) const;
  Tensor diff(int64_t n = 1, int64_t dim = -1, const std::optional<Tensor>& prepend = {},
              const std::optional<Tensor>& append = {}, Location at = Location::here()) const;

  // --- Order (ops/sort.h) ---
  std::tuple<Tensor, Tensor> sort(int64_t dim = -1, bool descending = false,
                                  Location at = Location::here()) const;
  std::tuple<Tensor, Tensor> sort(std::optional<bool> stable, int64_t dim = -1,
                                  bool descending = false, Location at = Location::here()) const;
  Tensor argsort(int64_t dim = -1, bool descending = false) const;
  Tensor argsort(bool stable, int64_t dim = -1, bool descending = false) const;
  Tensor msort(Location at = Location::here()) const;
  std::tuple<Tensor, Tensor> topk(int64_t k, int64_t dim = -1, bool largest = true,
                                  bool sorted = true, Location at = Location::here()) const;
  std::tuple<Tensor, Tensor> kthvalue(int64_t k, int64_t dim = -1, bool keepdim = false,
                                      Location at = Location::here()) const;
  Tensor median(Location at = Location::here()) const;
  std::tuple<Tensor, Tensor> median(int64_t dim, bool keepdim = false,
                                    Location at = Location::here()) const;
  Tensor nanmedian(Location at = Location::here()) const;
  std::tuple<Tensor, Tensor> nanmedian(int64_t dim, bool keepdim = false,
                                       Location at = Location::here()) const;
  std::tuple<Tensor, Tensor> mode(int64_t dim = -1, bool keepdim = false,
                                  Location at = Location::here()) const;
#define GRADLAB_QUANTILE_METHOD(name, type)                                            \
  Tensor name(type q, std::optional<int64_t> dim = std::nullopt, bool keepdim = false, \
              std::string_view interpolation = "linear", Location at = Location::here()) const;
  GRADLAB_QUANTILE_METHOD(quantile, const Tensor&)
  GRADLAB_QUANTILE_METHOD(quantile, double)
  GRADLAB_QUANTILE_METHOD(nanquantile, const Tensor&)
  GRADLAB_QUANTILE_METHOD(nanquantile, double)
#undef GRADLAB_QUANTILE_METHOD
  Tensor bincount(const std::optional<Tensor>& weights = {}, int64_t minlength = 0,
                  Location at = Location::here()) const;
  Tensor histc(int64_t bins = 100, const Scalar& min = 0, const Scalar& max = 0,
               Location at = Location::here()) const;

  // --- Products (ops/matmul.h) ---
  Tensor mm(const Tensor& other, Location at = Location::here()) const;
  Tensor bmm(const Tensor& other, Location at = Location::here()) const;
  Tensor matmul(const Tensor& other, Location at = Location::here()) const;
  Tensor mv(const Tensor& vector, Location at = Location::here()) const;
  Tensor dot(const Tensor& other, Location at = Location::here()) const;
  Tensor outer(const Tensor& other, Location at = Location::here()) const;
  Tensor ger(const Tensor& other, Location at = Location::here()) const;
  Tensor vdot(const Tensor& other, Location at = Location::here()) const;
  Tensor inner(const Tensor& other, Location at = Location::here()) const;
  Tensor kron(const Tensor& other, Location at = Location::here()) const;
  Tensor cross(const Tensor& other, std::optional<int64_t> dim = std::nullopt,
               Location at = Location::here()) const;
#define GRADLAB_ADD_PRODUCT_METHOD(name)                                      \
  Tensor name(const Tensor& a, const Tensor& b, const Scalar& beta = 1,       \
              const Scalar& alpha = 1, Location at = Location::here()) const; \
  Tensor& name##_(const Tensor& a, const Tensor& b, const Scalar& beta = 1,   \
                  const Scalar& alpha = 1, Location at = Location::here()) const;
  GRADLAB_ADD_PRODUCT_METHOD(addmm)
  GRADLAB_ADD_PRODUCT_METHOD(addmv)
  GRADLAB_ADD_PRODUCT_METHOD(addr)
  GRADLAB_ADD_PRODUCT_METHOD(addbmm)
  GRADLAB_ADD_PRODUCT_METHOD(baddbmm)
#undef GRADLAB_ADD_PRODUCT_METHOD

  // --- Matrices (ops/linalg.h) ---
  Tensor inverse(Location at = Location::here()) const;
  Tensor pinverse(double rcond = 1e-15, Location at = Location::here()) const;
  Tensor det(Location at = Location::here()) const;
  Tensor logdet(Location at = Location::here()) const;
  std::tuple<Tensor, Tensor> slogdet(Location at = Location::here()) const;
  Tensor cholesky(bool upper = false, Location at = Location::here()) const;
  Tensor cholesky_solve(const Tensor& factor, bool upper = false,
                        Location at = Location::here()) const;
  Tensor cholesky_inverse(bool upper = false, Location at = Location::here()) const;
  std::tuple<Tensor, Tensor> triangular_solve(const Tensor& A, bool upper = true,
                                              bool transpose = false,
                                              bool unitriangular = false,
                                              Location at = Location::here()) const;
  std::tuple<Tensor, Tensor> qr(bool some = true, Location at = Location::here()) const;
  std::tuple<Tensor, Tensor> geqrf(Location at = Location::here()) const;
  Tensor orgqr(const Tensor& tau, Location at = Location::here()) const;
  Tensor ormqr(const Tensor& tau, const Tensor& other, bool left = true, bool transpose = false,
               Location at = Location::here()) const;
  std::tuple<Tensor, Tensor, Tensor> svd(bool some = true, bool compute_uv = true,
                                         Location at = Location::here()) const;
  Tensor lu_solve(const Tensor& LU_data, const Tensor& LU_pivots,
                  Location at = Location::here()) const;
  Tensor matrix_power(int64_t n, Location at = Location::here()) const;
  Tensor matrix_exp(Location at = Location::here()) const;

  // --- Activations (ops/activation.h) ---
  Tensor softmax(int64_t dim, std::optional<ScalarType> dtype = std::nullopt,
                 Location at = Location::here()) const;
  Tensor log_softmax(int64_t dim, std::optional<ScalarType> dtype = std::nullopt,
                     Location at = Location::here()) const;
  Tensor prelu(const Tensor& weight, Location at = Location::here()) const;
  Tensor hardshrink(const Scalar& lambd = 0.5, Location at = Location::here()) const;

  // --- Random (ops/random.h) ---
  Tensor& uniform_(double from = 0, double to = 1,
                   std::optional<Generator> generator = std::nullopt,
                   Location at = Location::here()) const;
  Tensor& normal_(double mean = 0, double std = 1,
                  std::optional<Generator> generator = std::nullopt,
                  Location at = Location::here()) const;
  Tensor& log_normal_(double mean = 1, double std = 2,
                      std::optional<Generator> generator = std::nullopt,
                      Location at = Location::here()) const;
  Tensor& exponential_(double lambda = 1, std::optional<Generator> generator = std::nullopt,
                       Location at = Location::here()) const;
  Tensor& cauchy_(double median = 0, double sigma = 1,
                  std::optional<Generator> generator = std::nullopt,
                  Location at = Location::here()) const;
  Tensor& geometric_(double p, std::optional<Generator> generator = std::nullopt,
                     Location at = Location::here()) const;
  Tensor& random_(std::optional<Generator> generator = std::nullopt,
                  Location at = Location::here()) const;
  Tensor& random_(int64_t to, std::optional<Generator> generator = std::nullopt,
                  Location at = Location::here()) const;
  Tensor& random_(int64_t from, std::optional<int64_t> to,
                  std::optional<Generator> generator = std::nullopt,
                  Location at = Location::here()) const;
  Tensor& bernoulli_(double p = 0.5, std::optional<Generator> generator = std::nullopt,
                     Location at = Location::here()) const;
  Tensor& bernoulli_(const Tensor& p, std::optional<Generator> generator = std::nullopt,
                     Location at = Location::here()) const;
  Tensor bernoulli(std::optional<Generator> generator = std::nullopt,
                   Location at = Location::here()) const;
  Tensor bernoulli(double p, std::optional<Generator> generator = std::nullopt) const;
  Tensor multinomial(int64_t num_samples, bool replacement = false,
                     std::optional<Generator> generator = std::nullopt) const;

  // --- New tensors of the same dtype (ops/factory.h) ---
  Tensor new_empty(IntArrayRef sizes, TensorOptions options = {}) const;
  Tensor new_zeros(IntArrayRef sizes, TensorOptions options = {}) const;
  Tensor new_ones(IntArrayRef sizes, TensorOptions options = {}) const;
  Tensor new_full(IntArrayRef sizes, const Scalar& value, TensorOptions options = {}) const;
  Tensor new_empty_strided(IntArrayRef sizes, IntArrayRef strides, TensorOptions options = {},
                           Location at = Location::here()) const;

  Tensor& operator+=(Located<const Tensor&> o) { return add_(o.value, 1, o.at); }
  Tensor& operator+=(Located<Scalar> o) { return add_(o.value, 1, o.at); }
  Tensor& operator-=(Located<const Tensor&> o) { return sub_(o.value, 1, o.at); }
  Tensor& operator-=(Located<Scalar> o) { return sub_(o.value, 1, o.at); }
  Tensor& operator*=(Located<const Tensor&> o) { return mul_(o.value, o.at); }
  Tensor& operator*=(Located<Scalar> o) { return mul_(o.value, o.at); }
  Tensor& operator/=(Located<const Tensor&> o) { return div_(o.value, o.at); }
  Tensor& operator/=(Located<Scalar> o) { return div_(o.value, o.at); }
  Tensor& operator&=(const Tensor& o) { return bitwise_and_(o); }
  Tensor& operator|=(const Tensor& o) { return bitwise_or_(o); }
  Tensor& operator^=(const Tensor& o) { return bitwise_xor_(o); }
  Tensor operator~() const;

 private:
  [[noreturn]] static void throw_undefined();
  void check_dtype(ScalarType expected, Location at = Location::here()) const;
  void check_accessor(size_t dims, Location at = Location::here()) const;
  void check_packed_accessor32(Location at = Location::here()) const;
  Tensor select_first(int64_t index) const;
  Tensor view_dtype(ScalarType dtype) const;
  unsigned add_hook(std::function<Tensor(const Tensor&)> hook) const;

  Ref<TensorImpl> impl_;
};

template <class Hook>
unsigned Tensor::register_hook(Hook&& hook) const {
  if constexpr (std::is_void_v<decltype(hook(std::declval<Tensor>()))>) {
    return add_hook([fn = std::forward<Hook>(hook)](const Tensor& grad) mutable {
      fn(grad);
      return Tensor();
    });
  } else {
    return add_hook([fn = std::forward<Hook>(hook)](const Tensor& grad) mutable -> Tensor {
      return fn(grad);
    });
  }
}

// libtorch's text: the values, then "[ CPUFloatType{2,3} ]".
std::ostream& operator<<(std::ostream& os, const Tensor& t);
// Python's text: "tensor([2., 4.], grad_fn=<MulBackward0>)".
std::string repr(const Tensor& t);

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_TENSOR_H_
