#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "gradlab/autograd/ops/pool_geometry.h"
#include "gradlab/autograd/ops/pooling.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/pooling.h"

namespace gradlab {
namespace {

struct Texts {
  const char* name;     // "fractional_max_pool2d"
  const char* longer;   // in the texts about the input
  const char* tuple;    // "tuple of Ints"
  const char* ranks;    // "3D or 4D"
};

void check_window(const Texts& texts, const char* dimension, int64_t kernel, int64_t size,
                  bool fits) {
  GRADLAB_CHECK(fits, texts.longer, "(): pool ", dimension, " ", kernel,
                " too large relative to input ", dimension, " ", size);
}

void check_input(const Texts& texts, const Tensor& x, int64_t dims) {
  GRADLAB_CHECK(x.dim() == dims + 1 || x.dim() == dims + 2, texts.longer, "(): Expected ",
                texts.ranks, " tensor, but got: ", x.sizes());
  for (int64_t d = x.dim() == dims + 2 ? 1 : 0; d < x.dim(); ++d) {
    GRADLAB_CHECK(x.size(d) > 0, texts.longer,
                  "(): Expected input to have non-zero size for non-batch dimensions, but got",
                  x.sizes(), " with dimension ", d, " being empty.");
  }
}

// The samples as [planes, dims], in the order of the dimensions.
Array samples_of(const Texts& texts, const Tensor& x, const Tensor& samples, int64_t planes,
                 int64_t dims) {
  GRADLAB_CHECK(samples.scalar_type() == x.scalar_type(), "expected scalar type ",
                x.scalar_type(), " but found ", samples.scalar_type());
  GRADLAB_CHECK(samples.numel() >= planes * dims, texts.name, ": expected at least ",
                planes * dims, " random samples, but got ", samples.sizes());
  const Array flat = kernels::reshape(samples.array(), {-1}).narrow(0, 0, planes * dims);
  const Array given = flat.view({planes, dims});
  if (dims != 2) return kernels::contiguous(given);
  Array turned = Array::empty({planes, dims}, given.dtype());
  for (int64_t d = 0; d < dims; ++d) {
    kernels::copy_into(turned.select(1, d), given.select(1, dims - 1 - d));
  }
  return turned;
}

std::tuple<Tensor, Tensor> pool(const Texts& texts, const PoolNodes& nodes, const Tensor& x,
                                IntArrayRef kernel, IntArrayRef space, const Tensor& samples) {
  const auto dims = static_cast<int64_t>(kernel.size());
  for (int64_t k : kernel) {
    GRADLAB_CHECK(k > 0, texts.name, ": kernel_size must be positive, but got ", kernel);
  }
  check_pool_dtype(x, (std::string(texts.name) + "_out_frame").c_str(), MoreDtypes::kNone,
                   MemoryFormat::Contiguous);
  int64_t planes = 1;
  for (int64_t d = 0; d < x.dim() - dims; ++d) planes *= x.size(d);
  std::vector<int64_t> flat = x.sizes().slice(x.sizes().size() - kernel.size()).vec();
  flat.insert(flat.begin(), planes);
  kernels::ValuesIndices found = kernels::fractional_max_pool(
      kernels::reshape(x.array(), flat), samples_of(texts, x, samples, planes, dims), kernel,
      space);
  std::vector<int64_t> sizes = x.sizes().slice(0, x.sizes().size() - kernel.size()).vec();
  sizes.insert(sizes.end(), space.begin(), space.end());
  found = {found.values.view(sizes), found.indices.view(sizes)};
  return max_pool_of(nodes, x, std::move(found), kernel.size(), MemoryFormat::Contiguous);
}

void check_lists(const Texts& texts, size_t dims, IntArrayRef kernel, IntArrayRef space) {
  GRADLAB_CHECK(kernel.size() == dims, texts.name,
                ": kernel_size must either be a single Int or ", texts.tuple);
  GRADLAB_CHECK(space.size() == dims, texts.name, ": output_size must either be a single Int or ",
                texts.tuple);
}

}  // namespace

std::tuple<Tensor, Tensor> fractional_max_pool2d(const Tensor& x, IntArrayRef kernel,
                                                 IntArrayRef space, const Tensor& samples,
                                                 Location at) {
  LocationScope scope(at);
  constexpr Texts kTexts = {"fractional_max_pool2d", "fractional_max_pool2d", "tuple of Ints",
                            "3D or 4D"};
  check_lists(kTexts, 2, kernel, space);
  check_input(kTexts, x, 2);
  const int64_t h = x.size(-2), w = x.size(-1);
  check_window(kTexts, "height", kernel[0], h, kernel[0] <= h && space[0] <= h - kernel[0] + 1);
  check_window(kTexts, "width", kernel[1], w, kernel[1] <= w && space[1] <= w - kernel[1] + 1);
  return pool(kTexts, {"FractionalMaxPool2DBackward0", "FractionalMaxPool2DBackwardBackward0"}, x,
              kernel, space, samples);
}

std::tuple<Tensor, Tensor> fractional_max_pool3d(const Tensor& x, IntArrayRef kernel,
                                                 IntArrayRef space, const Tensor& samples,
                                                 Location at) {
  LocationScope scope(at);
  constexpr Texts kTexts = {"fractional_max_pool3d", "fractional_max_pool3d_out",
                            "tuple of three Ints", "4D or 5D"};
  check_lists(kTexts, 3, kernel, space);
  check_input(kTexts, x, 3);
  const int64_t t = x.size(-3), h = x.size(-2), w = x.size(-1);
  // PyTorch wants one element more here.
  check_window(kTexts, "time", kernel[0], t, kernel[0] <= t && space[0] <= t - kernel[0]);
  check_window(kTexts, "width", kernel[2], w, kernel[2] <= w && space[2] <= w - kernel[2]);
  check_window(kTexts, "height", kernel[1], h, kernel[1] <= h && space[1] <= h - kernel[1]);
  return pool(kTexts, {"FractionalMaxPool3DBackward0", "FractionalMaxPool3DBackwardBackward0"}, x,
              kernel, space, samples);
}

}  // namespace gradlab
