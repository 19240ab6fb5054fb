#include "gradlab/autograd/ops/sort.h"

#include <utility>

#include "gradlab/autograd/ops/selected.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/sort.h"

namespace gradlab {

std::tuple<Tensor, Tensor> sort(const Tensor& t, int64_t dim, bool descending, Location at) {
  LocationScope scope(at);
  const int64_t along = t.array().wrap_dim(dim);
  return selected_along("SortBackward0", t, along, true,
                        kernels::sort(t.array(), along, descending));
}
std::tuple<Tensor, Tensor> sort(const Tensor& t, std::optional<bool>, int64_t dim, bool descending,
                                Location at) {
  LocationScope scope(at);
  const int64_t along = t.array().wrap_dim(dim);
  return selected_along("SortBackward1", t, along, true,
                        kernels::sort(t.array(), along, descending));
}
Tensor argsort(const Tensor& t, int64_t dim, bool descending) {
  return Tensor(kernels::sort(t.array(), dim, descending).indices);
}
Tensor argsort(const Tensor& t, bool, int64_t dim, bool descending) {
  return argsort(t, dim, descending);
}
Tensor msort(const Tensor& t, Location at) {
  LocationScope scope(at);
  return std::get<0>(sort(t, 0));
}

std::tuple<Tensor, Tensor> topk(const Tensor& t, int64_t k, int64_t dim, bool largest, bool sorted,
                                Location at) {
  LocationScope scope(at);
  const int64_t along = t.array().wrap_dim(dim);
  return selected_along("TopkBackward0", t, along, true,
                        kernels::topk(t.array(), k, along, largest, sorted));
}

std::tuple<Tensor, Tensor> kthvalue(const Tensor& t, int64_t k, int64_t dim, bool keepdim,
                                    Location at) {
  LocationScope scope(at);
  const int64_t along = t.array().wrap_dim(dim);
  return selected_along("KthvalueBackward0", t, along, keepdim,
                        kernels::kthvalue(t.array(), k, along, keepdim));
}

Tensor median(const Tensor& t, Location at) {
  LocationScope scope(at);
  return shared_selection("MedianBackward0", t, kernels::median_all(t.array(), false), {});
}
Tensor nanmedian(const Tensor& t, Location at) {
  LocationScope scope(at);
  return shared_selection("NanmedianBackward0", t, kernels::median_all(t.array(), true), {});
}
std::tuple<Tensor, Tensor> median(const Tensor& t, int64_t dim, bool keepdim, Location at) {
  LocationScope scope(at);
  const int64_t along = t.array().wrap_dim(dim);
  return selected_along("MedianBackward1", t, along, keepdim,
                        kernels::median(t.array(), along, keepdim, false));
}
std::tuple<Tensor, Tensor> nanmedian(const Tensor& t, int64_t dim, bool keepdim, Location at) {
  LocationScope scope(at);
  const int64_t along = t.array().wrap_dim(dim);
  return selected_along("NanmedianBackward1", t, along, keepdim,
                        kernels::median(t.array(), along, keepdim, true));
}
std::tuple<Tensor, Tensor> mode(const Tensor& t, int64_t dim, bool keepdim, Location at) {
  LocationScope scope(at);
  const int64_t along = t.array().wrap_dim(dim);
  return selected_along("ModeBackward0", t, along, keepdim,
                        kernels::mode(t.array(), along, keepdim));
}

}  // namespace gradlab
