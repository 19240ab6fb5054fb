#include "gradlab/nn/modules/pooling.h"

#include "gradlab/tensor/error.h"
#include "gradlab/tensor/python_text.h"

namespace gradlab::nn::detail {
namespace {

std::string element_text(int64_t n) { return str(n); }
std::string element_text(std::optional<int64_t> n) { return n ? str(*n) : "None"; }

// "(3, 2)", "(3,)"
template <class T>
std::string tuple_text(ArrayRef<T> values) {
  std::string text = "(";
  for (size_t d = 0; d < values.size(); ++d) text += str(d ? ", " : "", element_text(values[d]));
  return text + (values.size() == 1 ? ",)" : ")");
}

// Equal numbers as one, as which they were most likely written.
template <class T>
std::string one_or_all(ArrayRef<T> values) {
  for (const T& v : values) {
    if (v != values[0]) return tuple_text(values);
  }
  return element_text(values[0]);
}
template <size_t D>
std::string one_or_all(const ExpandingArray<D>& values) {
  return one_or_all(IntArrayRef(values));
}
template <size_t D>
std::string tuple_text(const ExpandingArray<D>& values) {
  return tuple_text(IntArrayRef(values));
}

}  // namespace

template <size_t D>
void print_pool(std::ostream& stream, const AvgPoolOptions<D>& o) {
  stream << "torch::nn::AvgPool" << D << "d(kernel_size=" << o.kernel_size()
         << ", stride=" << o.stride() << ", padding=" << o.padding() << ")";
}
template <size_t D>
void print_pool(std::ostream& stream, const MaxPoolOptions<D>& o) {
  stream << std::boolalpha << "torch::nn::MaxPool" << D << "d(kernel_size=" << o.kernel_size()
         << ", stride=" << o.stride() << ", padding=" << o.padding()
         << ", dilation=" << o.dilation() << ", ceil_mode=" << o.ceil_mode() << ")";
}
template <size_t D>
void print_pool(std::ostream& stream, const MaxUnpoolOptions<D>& o) {
  stream << "torch::nn::MaxUnpool" << D << "d(kernel_size=" << o.kernel_size()
         << ", stride=" << o.stride() << ", padding=" << o.padding() << ")";
}
template <size_t D>
void print_pool(std::ostream& stream, const LPPoolOptions<D>& o) {
  stream << std::boolalpha << "torch::nn::LPPool" << D << "d(norm_type=" << o.norm_type()
         << ", kernel_size=" << o.kernel_size() << ", stride=" << o.stride()
         << ", ceil_mode=" << o.ceil_mode() << ")";
}

template <size_t D>
std::string pool_extra_repr(const AvgPoolOptions<D>& o) {
  return str("kernel_size=", D == 1 ? tuple_text(o.kernel_size()) : one_or_all(o.kernel_size()),
             ", stride=", D == 1 ? tuple_text(o.stride()) : one_or_all(o.stride()),
             ", padding=", D == 1 ? tuple_text(o.padding()) : one_or_all(o.padding()));
}
template <size_t D>
std::string pool_extra_repr(const MaxPoolOptions<D>& o) {
  return str("kernel_size=", one_or_all(o.kernel_size()), ", stride=", one_or_all(o.stride()),
             ", padding=", one_or_all(o.padding()), ", dilation=", one_or_all(o.dilation()),
             ", ceil_mode=", python_text(o.ceil_mode()));
}
template <size_t D>
std::string pool_extra_repr(const MaxUnpoolOptions<D>& o) {
  return str("kernel_size=", tuple_text(o.kernel_size()), ", stride=", tuple_text(o.stride()),
             ", padding=", tuple_text(o.padding()));
}
template <size_t D>
std::string pool_extra_repr(const LPPoolOptions<D>& o) {
  const bool given = *o.stride() != *o.kernel_size();
  return str("norm_type=", o.norm_type(), ", kernel_size=", one_or_all(o.kernel_size()),
             ", stride=", given ? one_or_all(o.stride()) : "None",
             ", ceil_mode=", python_text(o.ceil_mode()));
}

std::string adaptive_extra_repr(ArrayRef<std::optional<int64_t>> output_size) {
  return "output_size=" + one_or_all(output_size);
}
std::string adaptive_extra_repr(IntArrayRef output_size) {
  return "output_size=" + one_or_all(output_size);
}

#define GRADLAB_INSTANTIATE(D)                                       \
  template void print_pool(std::ostream&, const AvgPoolOptions<D>&);   \
  template void print_pool(std::ostream&, const MaxPoolOptions<D>&);   \
  template void print_pool(std::ostream&, const MaxUnpoolOptions<D>&); \
  template void print_pool(std::ostream&, const LPPoolOptions<D>&);    \
  template std::string pool_extra_repr(const AvgPoolOptions<D>&);      \
  template std::string pool_extra_repr(const MaxPoolOptions<D>&);      \
  template std::string pool_extra_repr(const MaxUnpoolOptions<D>&);    \
  template std::string pool_extra_repr(const LPPoolOptions<D>&);
GRADLAB_INSTANTIATE(1)
GRADLAB_INSTANTIATE(2)
GRADLAB_INSTANTIATE(3)
#undef GRADLAB_INSTANTIATE

}  // namespace gradlab::nn::detail

namespace gradlab::nn {

#define GRADLAB_INSTANTIATE(D)                         \
  template class Cloneable<AvgPool##D##dImpl>;         \
  template class Cloneable<MaxPool##D##dImpl>;         \
  template class Cloneable<MaxUnpool##D##dImpl>;       \
  template class Cloneable<LPPool##D##dImpl>;          \
  template class Cloneable<AdaptiveMaxPool##D##dImpl>; \
  template class Cloneable<AdaptiveAvgPool##D##dImpl>
GRADLAB_INSTANTIATE(1);
GRADLAB_INSTANTIATE(2);
GRADLAB_INSTANTIATE(3);
#undef GRADLAB_INSTANTIATE

}  // namespace gradlab::nn
