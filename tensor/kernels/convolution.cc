#include "gradlab/tensor/kernels/convolution.h"

#include <algorithm>
#include <vector>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/kernels/convolution_direct.h"
#include "gradlab/tensor/kernels/convolution_plan.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/product.h"
#include "gradlab/tensor/kernels/reduced.h"

namespace gradlab::kernels {
namespace {

constexpr int kDims = kConvolutionDims;
constexpr const char* kName = "convolution";
using Plan = ConvolutionPlan;

// Calls row(in, out, n) for all runs along the last dimension in which a column row (channel and
// kernel position) meets the image: n output positions from `out` on, input positions from `in` on,
// stride[2] apart.
template <class Row>
void for_runs(const Plan& p, const int64_t (&k)[kDims], const Row& row) {
  Plan::Range r[kDims];
  int64_t shift[kDims];
  for (int d = 0; d < kDims; ++d) {
    r[d] = p.inside(d, k[d]);
    shift[d] = k[d] * p.dilation[d] - p.padding[d];
  }
  const int64_t n = r[2].last - r[2].first;
  if (n == 0) return;
  for (int64_t a = r[0].first; a < r[0].last; ++a) {
    for (int64_t b = r[1].first; b < r[1].last; ++b) {
      const int64_t in_row = (a * p.stride[0] + shift[0]) * p.in[1] + b * p.stride[1] + shift[1];
      row(in_row * p.in[2] + r[2].first * p.stride[2] + shift[2],
          (a * p.out[1] + b) * p.out[2] + r[2].first, n);
    }
  }
}

// Calls f(kernel position, image of the channel, row of the columns) for all rows of the matrix.
template <class T, class Image, class F>
void for_column_rows(const Plan& p, Image* image, T* columns, const F& f) {
  for (int64_t c = 0; c < p.in_channels; ++c, image += p.in_positions()) {
    int64_t k[kDims];
    for (k[0] = 0; k[0] < p.kernel[0]; ++k[0]) {
      for (k[1] = 0; k[1] < p.kernel[1]; ++k[1]) {
        for (k[2] = 0; k[2] < p.kernel[2]; ++k[2], columns += p.out_positions()) {
          f(k, image, columns);
        }
      }
    }
  }
}

// columns[channel and kernel position, output position] = what the output position sees there.
template <class T>
void image_to_columns(const Plan& p, const T* image, T* columns) {
  for_column_rows(p, image, columns, [&](const int64_t(&k)[kDims], const T* from, T* to) {
    std::fill_n(to, p.out_positions(), T{0});
    for_runs(p, k, [&](int64_t in, int64_t out, int64_t n) {
      if (p.stride[2] == 1) {
        std::copy_n(from + in, n, to + out);
      } else {
        for (int64_t i = 0; i < n; ++i) to[out + i] = from[in + i * p.stride[2]];
      }
    });
  });
}

// The transposed map: adds every element of the columns to where it was seen.
template <class T>
void add_columns_to_image(const Plan& p, const T* columns, T* image) {
  for_column_rows(p, image, columns, [&](const int64_t(&k)[kDims], T* to, const T* from) {
    for_runs(p, k, [&](int64_t in, int64_t out, int64_t n) {
      for (int64_t i = 0; i < n; ++i) {
        T& x = to[in + i * p.stride[2]];
        x = static_cast<T>(x + from[out + i]);
      }
    });
  });
}

// The matrices of columns of one image after another, in one buffer if they need one.
template <class T>
class Columns {
 public:
  explicit Columns(const Plan& p)
      : p_(p),
        buffer_(Array::empty({p.columns_are_image() ? 0 : p.column_rows() * p.out_positions()},
                             dtype_of<T>())) {}

  Matrix<const T> of(const T* image) {
    if (!p_.columns_are_image()) {
      image_to_columns(p_, image, buffer_.data<T>());
      image = buffer_.data<T>();
    }
    return {image, p_.column_rows(), p_.out_positions(), p_.out_positions(), 1};
  }

 private:
  const Plan& p_;
  Array buffer_;
};

template <class T>
Matrix<T> row_major(T* data, int64_t rows, int64_t cols) {
  return {data, rows, cols, cols, 1};
}

// Calls f(group's image, group's output, group's weight) for all images and groups, as offsets.
template <class F>
void for_groups(const Plan& p, const F& f) {
  const int64_t image = p.in_channels * p.in_positions();
  const int64_t output = p.out_channels * p.out_positions();
  for (int64_t i = 0; i < p.batch * p.groups; ++i) {
    f(i * image, i * output, i % p.groups * p.out_channels * p.column_rows());
  }
}

}  // namespace

int64_t convolved_size(int64_t in, int64_t kernel, int64_t stride, int64_t padding,
                       int64_t dilation) {
  const int64_t free = in + 2 * padding - dilation * (kernel - 1) - 1;
  return free < 0 ? 0 : free / stride + 1;
}

Array convolve(const Array& input, const Array& weight, const Array* bias,
               const ConvolutionGeometry& geometry) {
  if (is_reduced(input)) {
    const Array wide_bias = bias == nullptr ? Array() : widened(*bias);
    return rounded(convolve(widened(input), widened(weight), bias == nullptr ? nullptr : &wide_bias,
                            geometry),
                   input.dtype());
  }
  const Plan p(input.sizes(), weight.sizes(), geometry);
  const Array x = contiguous(input), w = contiguous(weight);
  Array out = Array::empty(p.out_sizes(static_cast<size_t>(input.dim()) - 2), x.dtype());
  if (convolves_directly(p, x.dtype())) {
    convolve_directly(p, x, w, bias, out);
    return out;
  }
  if (bias != nullptr) {
    std::vector<int64_t> sizes(static_cast<size_t>(out.dim()), 1);
    sizes[1] = bias->numel();
    copy_into(out, contiguous(*bias).view(sizes));
  }
  if (out.numel() == 0) return out;
  dispatch_numeric(x.dtype(), kName, [&]<class T>() {
    const int64_t rows = p.column_rows(), positions = p.out_positions();
    Columns<T> columns(p);
    for_groups(p, [&](int64_t image, int64_t output, int64_t weights) {
      multiply<T>(row_major<const T>(w.data<T>() + weights, p.out_channels, rows),
                  columns.of(x.data<T>() + image), T{1}, static_cast<T>(bias != nullptr),
                  row_major(out.data<T>() + output, p.out_channels, positions));
    });
  });
  return out;
}

Array convolve_input_gradient(const Array& grad, const Array& weight, IntArrayRef input_sizes,
                              const ConvolutionGeometry& geometry) {
  if (is_reduced(grad)) {
    return rounded(
        convolve_input_gradient(widened(grad), widened(weight), input_sizes, geometry),
        grad.dtype());
  }
  const Plan p(input_sizes, weight.sizes(), geometry);
  const Array g = contiguous(grad), w = contiguous(weight);
  Array out = Array::empty(input_sizes, g.dtype());
  if (const Plan reverse = reversed(p); convolves_directly(reverse, g.dtype())) {
    convolve_reversed_directly(reverse, g, w, out);
    return out;
  }
  fill(out, 0);
  if (out.numel() == 0 || g.numel() == 0) return out;
  dispatch_numeric(g.dtype(), kName, [&]<class T>() {
    const int64_t rows = p.column_rows(), positions = p.out_positions();
    Array buffer = Array::empty({p.columns_are_image() ? 0 : rows * positions}, dtype_of<T>());
    for_groups(p, [&](int64_t image, int64_t output, int64_t weights) {
      T* const to = out.data<T>() + image;
      T* const columns = p.columns_are_image() ? to : buffer.data<T>();
      multiply<T>(row_major<const T>(w.data<T>() + weights, p.out_channels, rows).transposed(),
                  row_major<const T>(g.data<T>() + output, p.out_channels, positions), T{1}, T{0},
                  row_major(columns, rows, positions));
      if (columns != to) add_columns_to_image<T>(p, columns, to);
    });
  });
  return out;
}

Array convolve_weight_gradient(const Array& grad, const Array& input, IntArrayRef weight_sizes,
                               const ConvolutionGeometry& geometry) {
  if (is_reduced(grad)) {
    return rounded(
        convolve_weight_gradient(widened(grad), widened(input), weight_sizes, geometry),
        grad.dtype());
  }
  const Plan p(input.sizes(), weight_sizes, geometry);
  const Array g = contiguous(grad), x = contiguous(input);
  Array out = Array::empty(weight_sizes, g.dtype());
  if (convolves_directly(p, g.dtype())) {
    weight_gradient_directly(p, g, x, out);
    return out;
  }
  fill(out, 0);
  if (out.numel() == 0 || g.numel() == 0) return out;
  dispatch_numeric(g.dtype(), kName, [&]<class T>() {
    const int64_t rows = p.column_rows(), positions = p.out_positions();
    Columns<T> columns(p);
    for_groups(p, [&](int64_t image, int64_t output, int64_t weights) {
      multiply<T>(row_major<const T>(g.data<T>() + output, p.out_channels, positions),
                  columns.of(x.data<T>() + image).transposed(), T{1}, T{1},
                  row_major(out.data<T>() + weights, p.out_channels, rows));
    });
  });
  return out;
}

}  // namespace gradlab::kernels
