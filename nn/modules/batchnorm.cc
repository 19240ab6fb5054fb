#include "gradlab/nn/modules/batchnorm.h"

#include "gradlab/tensor/error.h"
#include "gradlab/tensor/python_text.h"

namespace gradlab::nn {
namespace detail {

void print_norm(std::ostream& stream, const char* name, size_t dims, int64_t num_features,
                double eps, std::optional<double> momentum, bool affine, bool track_running_stats) {
  stream << std::boolalpha << "torch::nn::" << name << dims << "d(" << num_features
         << ", eps=" << eps << ", momentum=";
  if (momentum) {
    stream << *momentum;
  } else {
    stream << "None";
  }
  stream << ", affine=" << affine << ", track_running_stats=" << track_running_stats << ")";
}

std::string norm_extra_repr(int64_t num_features, double eps, std::optional<double> momentum,
                            bool affine, bool track_running_stats) {
  return str(num_features, ", eps=", python_text(eps),
             ", momentum=", momentum ? python_text(*momentum) : "None",
             ", affine=", python_text(affine),
             ", track_running_stats=", python_text(track_running_stats));
}

void check_norm_dim(const Tensor& input, int64_t dim, int64_t other_dim) {
  if (input.dim() == dim || input.dim() == other_dim) return;
  const std::string dims = dim == other_dim ? str(dim, "D") : str(dim, "D or ", other_dim, "D");
  GRADLAB_CHECK(false, "expected ", dims, " input (got ", input.dim(), "D input)");
}

}  // namespace detail

void BatchNorm1dImpl::_check_input_dim(const Tensor& input) { detail::check_norm_dim(input, 2, 3); }
void BatchNorm2dImpl::_check_input_dim(const Tensor& input) { detail::check_norm_dim(input, 4, 4); }
void BatchNorm3dImpl::_check_input_dim(const Tensor& input) { detail::check_norm_dim(input, 5, 5); }

template class Cloneable<BatchNorm1dImpl>;
template class Cloneable<BatchNorm2dImpl>;
template class Cloneable<BatchNorm3dImpl>;

}  // namespace gradlab::nn
