#include "gradlab/nn/modules/fold.h"

#include "gradlab/nn/functional/fold.h"
#include "gradlab/tensor/error.h"

namespace gradlab::nn {
namespace {

// What both have: "kernel_size=[2, 2], dilation=[1, 1], padding=[0, 1], stride=[1, 1]".
template <class Options>
void print_window(std::ostream& stream, const Options& o) {
  stream << "kernel_size=" << o.kernel_size() << ", dilation=" << o.dilation()
         << ", padding=" << o.padding() << ", stride=" << o.stride() << ")";
}

// "2", or "(2, 3)" if they differ.
std::string one_or_both(const ExpandingArray<2>& a) {
  return a->front() == a->back() ? str(a->front()) : str("(", a->front(), ", ", a->back(), ")");
}
template <class Options>
std::string window_repr(const Options& o) {
  return str("kernel_size=", one_or_both(o.kernel_size()),
             ", dilation=", one_or_both(o.dilation()), ", padding=", one_or_both(o.padding()),
             ", stride=", one_or_both(o.stride()));
}

}  // namespace

void FoldImpl::pretty_print(std::ostream& stream) const {
  stream << "torch::nn::Fold(output_size=" << options.output_size() << ", ";
  print_window(stream, options);
}
std::string FoldImpl::extra_repr() const {
  return "output_size=" + one_or_both(options.output_size()) + ", " + window_repr(options);
}
Tensor FoldImpl::forward(const Tensor& input) { return functional::fold(input, options); }

void UnfoldImpl::pretty_print(std::ostream& stream) const {
  stream << "torch::nn::Unfold(";
  print_window(stream, options);
}
std::string UnfoldImpl::extra_repr() const { return window_repr(options); }
Tensor UnfoldImpl::forward(const Tensor& input) { return functional::unfold(input, options); }

template class Cloneable<FoldImpl>;
template class Cloneable<UnfoldImpl>;

}  // namespace gradlab::nn
