// What views have as copies: transpose_copy(t, 0, 1) is transpose(t, 0, 1) in memory of its own.
// And what writes in place, as functions of a copy: fill(t, 1) is t.clone().fill_(1), and
// uniform(t) a tensor like t of random numbers.
#ifndef GRADLAB_AUTOGRAD_OPS_COPY_NAMES_H_
#define GRADLAB_AUTOGRAD_OPS_COPY_NAMES_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/strided.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"
#include "gradlab/tensor/memory_format.h"
#include "gradlab/tensor/random/generator.h"
#include "gradlab/tensor/storage.h"

namespace gradlab {

#define GRADLAB_LIST(...) __VA_ARGS__
// `parameters` after the tensor, each with a comma in front; `arguments` of the view.
#define GRADLAB_COPY_NAME(name, parameters, arguments)                                            \
  inline Tensor name##_copy(const Tensor& self GRADLAB_LIST parameters,                           \
                            Location at = Location::here()) {                                     \
    LocationScope scope(at);                                                                      \
    return name arguments.clone(MemoryFormat::Contiguous);                                        \
  }
GRADLAB_COPY_NAME(alias, (), (self))
GRADLAB_COPY_NAME(as_strided,
                  (, IntArrayRef size, IntArrayRef stride,
                   std::optional<int64_t> storage_offset = std::nullopt),
                  (self, size, stride, storage_offset))
GRADLAB_COPY_NAME(diagonal, (, int64_t offset = 0, int64_t dim1 = 0, int64_t dim2 = 1),
                  (self, offset, dim1, dim2))
GRADLAB_COPY_NAME(permute, (, IntArrayRef dims), (self, dims))
GRADLAB_COPY_NAME(select, (, int64_t dim, int64_t index), (self, dim, index))
GRADLAB_COPY_NAME(slice,
                  (, int64_t dim = 0, std::optional<int64_t> start = std::nullopt,
                   std::optional<int64_t> end = std::nullopt, int64_t step = 1),
                  (self, dim, start, end, step))
GRADLAB_COPY_NAME(squeeze, (), (self))
GRADLAB_COPY_NAME(squeeze, (, int64_t dim), (self, dim))
GRADLAB_COPY_NAME(t, (), (self))
GRADLAB_COPY_NAME(transpose, (, int64_t dim0, int64_t dim1), (self, dim0, dim1))
GRADLAB_COPY_NAME(unfold, (, int64_t dimension, int64_t size, int64_t step),
                  (self, dimension, size, step))
GRADLAB_COPY_NAME(unsqueeze, (, int64_t dim), (self, dim))
GRADLAB_COPY_NAME(view, (, IntArrayRef size), (self, size))
#undef GRADLAB_COPY_NAME
#undef GRADLAB_LIST

inline Tensor expand_copy(const Tensor& self, IntArrayRef size, bool implicit = false,
                          Location at = Location::here()) {
  LocationScope scope(at);
  return self.expand(size, implicit).clone(MemoryFormat::Contiguous);
}
inline Tensor view_copy(const Tensor& self, ScalarType dtype, Location at = Location::here()) {
  LocationScope scope(at);
  return view_dtype(self, dtype).clone(MemoryFormat::Contiguous);
}
inline Tensor detach_copy(const Tensor& self, Location at = Location::here()) {
  LocationScope scope(at);
  return self.detach().clone(MemoryFormat::Contiguous);
}

namespace internal {
inline std::vector<Tensor> copies(const std::vector<Tensor>& parts) {
  std::vector<Tensor> result;
  for (const Tensor& t : parts) result.push_back(t.clone(MemoryFormat::Contiguous));
  return result;
}
}  // namespace internal

inline std::vector<Tensor> split_copy(const Tensor& self, int64_t split_size, int64_t dim = 0,
                                      Location at = Location::here()) {
  LocationScope scope(at);
  return internal::copies(split(self, split_size, dim));
}
inline std::vector<Tensor> split_with_sizes_copy(const Tensor& self, IntArrayRef split_sizes,
                                                 int64_t dim = 0, Location at = Location::here()) {
  LocationScope scope(at);
  return internal::copies(split_with_sizes(self, split_sizes, dim));
}
inline std::vector<Tensor> unbind_copy(const Tensor& self, int64_t dim = 0,
                                       Location at = Location::here()) {
  LocationScope scope(at);
  return internal::copies(unbind(self, dim));
}

#define GRADLAB_LIST(...) __VA_ARGS__
// `parameters` after the tensor, each with a comma in front; `call` of the method that writes.
#define GRADLAB_FUNCTIONAL(name, parameters, call)                 \
  inline Tensor name(const Tensor& self GRADLAB_LIST parameters,   \
                     Location at = Location::here()) {             \
    LocationScope scope(at);                                       \
    return self.clone().call;                                      \
  }
GRADLAB_FUNCTIONAL(fill, (, const Scalar& value), fill_(value))
GRADLAB_FUNCTIONAL(fill, (, const Tensor& value), fill_(value))
GRADLAB_FUNCTIONAL(zero, (), zero_())
GRADLAB_FUNCTIONAL(copy, (, const Tensor& src, bool non_blocking = false), copy_(src, non_blocking))
GRADLAB_FUNCTIONAL(resize,
                   (, IntArrayRef size, std::optional<MemoryFormat> memory_format = std::nullopt),
                   resize_(size, memory_format))
GRADLAB_FUNCTIONAL(resize_as,
                   (, const Tensor& the_template,
                    std::optional<MemoryFormat> memory_format = std::nullopt),
                   resize_as_(the_template, memory_format))
GRADLAB_FUNCTIONAL(set, (), set_())
GRADLAB_FUNCTIONAL(set, (, const Tensor& source), set_(source))
GRADLAB_FUNCTIONAL(set, (, StorageHandle source), set_(source))
GRADLAB_FUNCTIONAL(set,
                   (, StorageHandle source, int64_t storage_offset, IntArrayRef size,
                    IntArrayRef stride = {}),
                   set_(source, storage_offset, size, stride))
GRADLAB_FUNCTIONAL(uniform,
                   (, double from = 0, double to = 1,
                    std::optional<Generator> generator = std::nullopt),
                   uniform_(from, to, generator))
GRADLAB_FUNCTIONAL(normal_functional,
                   (, double mean = 0, double std = 1,
                    std::optional<Generator> generator = std::nullopt),
                   normal_(mean, std, generator))
GRADLAB_FUNCTIONAL(log_normal,
                   (, double mean = 1, double std = 2,
                    std::optional<Generator> generator = std::nullopt),
                   log_normal_(mean, std, generator))
GRADLAB_FUNCTIONAL(exponential,
                   (, double lambd = 1, std::optional<Generator> generator = std::nullopt),
                   exponential_(lambd, generator))
GRADLAB_FUNCTIONAL(cauchy,
                   (, double median = 0, double sigma = 1,
                    std::optional<Generator> generator = std::nullopt),
                   cauchy_(median, sigma, generator))
GRADLAB_FUNCTIONAL(geometric, (, double p, std::optional<Generator> generator = std::nullopt),
                   geometric_(p, generator))
GRADLAB_FUNCTIONAL(random, (, std::optional<Generator> generator = std::nullopt),
                   random_(generator))
GRADLAB_FUNCTIONAL(random, (, int64_t to, std::optional<Generator> generator = std::nullopt),
                   random_(to, generator))
GRADLAB_FUNCTIONAL(random,
                   (, int64_t from, std::optional<int64_t> to,
                    std::optional<Generator> generator = std::nullopt),
                   random_(from, to, generator))
#undef GRADLAB_FUNCTIONAL
#undef GRADLAB_LIST

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_COPY_NAMES_H_
