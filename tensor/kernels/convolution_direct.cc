#include "gradlab/tensor/kernels/convolution_direct.h"

#include <algorithm>
#include <type_traits>
#include <vector>

#include "gradlab/tensor/kernels/simd/convolution_loops.h"
#include "gradlab/tensor/kernels/simd/level.h"
#include "gradlab/tensor/parallel.h"

namespace gradlab::kernels {
namespace {

constexpr int kDims = kConvolutionDims;

template <class T>
const simd::ConvolutionLoops<T>& loops() {
  static const simd::ConvolutionTable& table = simd::at(
      simd::level(), simd::kConvolutionBaseline, simd::kConvolutionAvx2, simd::kConvolutionAvx512);
  if constexpr (std::is_same_v<T, float>) {
    return table.f;
  } else {
    return table.d;
  }
}

// The padded image of one group, and where things are in it. The padding before a row is the one
// after the row above too, and so for planes and channels: positions in the padding are computed
// and thrown away, and so are half as many.
struct PaddedLayout {
  int64_t size[kDims];
  int64_t plane;                // elements of a channel, without the padding after the last one
  int64_t after;                // that padding
  int64_t positions;            // from the first output position to the last, gaps included
  std::vector<int64_t> offset;  // of each term: a channel and kernel position

  explicit PaddedLayout(const ConvolutionPlan& p) : plane(1) {
    for (int d = 0; d < kDims; ++d) {
      size[d] = p.in[d] + p.padding[d];
      plane *= size[d];
    }
    after = at(p.padding[0], p.padding[1], p.padding[2]);
    positions = at(p.out[0] - 1, p.out[1] - 1, p.out[2] - 1) + 1;
  }
  void find_offsets(const ConvolutionPlan& p) {
    offset.reserve(static_cast<size_t>(p.column_rows()));
    for (int64_t c = 0; c < p.in_channels; ++c) {
      for (int64_t i = 0; i < p.kernel[0]; ++i) {
        for (int64_t j = 0; j < p.kernel[1]; ++j) {
          for (int64_t k = 0; k < p.kernel[2]; ++k) {
            offset.push_back(c * plane +
                             at(i * p.dilation[0], j * p.dilation[1], k * p.dilation[2]));
          }
        }
      }
    }
  }
  int64_t terms() const { return static_cast<int64_t>(offset.size()); }
  int64_t at(int64_t a, int64_t b, int64_t c) const { return (a * size[1] + b) * size[2] + c; }
};

// Whole vectors, which the loops read and write.
template <class T>
int64_t rounded_up(int64_t n) {
  constexpr int64_t kLanes = simd::kConvolutionVecBytes / static_cast<int64_t>(sizeof(T));
  return (n + kLanes - 1) / kLanes * kLanes;
}

template <class T>
Array zeros(int64_t n) {
  Array a = Array::empty({n}, dtype_of<T>());
  std::fill_n(a.data<T>(), n, T{0});
  return a;
}

// The inside of a padded image, whose padding is 0 and stays so.
template <class T>
void fill_image(const ConvolutionPlan& p, const PaddedLayout& layout, const T* image, T* padded) {
  for (int64_t c = 0; c < p.in_channels; ++c) {
    for (int64_t a = 0; a < p.in[0]; ++a, image += p.in[1] * p.in[2]) {
      loops<T>().copy_rows(
          image, p.in[2],
          padded + c * layout.plane + layout.at(a + p.padding[0], p.padding[1], p.padding[2]),
          layout.size[2], p.in[1], p.in[2]);
    }
  }
}
template <class T>
Array padded_image(const ConvolutionPlan& p, const PaddedLayout& layout) {
  // The last positions' vectors reach beyond the end.
  return zeros<T>(p.in_channels * layout.plane + layout.after + rounded_up<T>(1));
}

// At least some ten microseconds of multiplications, for a range of things that take `each`.
int64_t grain_of(int64_t each) { return 16 * parallel_grain() / std::max<int64_t>(each, 1) + 1; }

// weight(group, o, i) is the weight of term i for output channel o of the group.
template <class T, class Weight>
void convolve(const ConvolutionPlan& p, const T* x, const Weight& weight, const T* bias, T* out) {
  PaddedLayout layout(p);
  layout.find_offsets(p);
  const simd::ConvolutionLoops<T>& loop = loops<T>();
  const int64_t terms = layout.terms(), n = rounded_up<T>(layout.positions);
  const int64_t tiles = (p.out_channels + loop.tile - 1) / loop.tile;

  // The weights of a tile of output channels lie together, those of missing channels are 0.
  Array weights = zeros<T>(p.groups * tiles * terms * loop.tile);
  for (int64_t g = 0; g < p.groups; ++g) {
    for (int64_t o = 0; o < p.out_channels; ++o) {
      T* const to = weights.data<T>() + (g * tiles + o / loop.tile) * terms * loop.tile;
      for (int64_t i = 0; i < terms; ++i) to[i * loop.tile + o % loop.tile] = weight(g, o, i);
    }
  }

  parallel_for(
      0, p.batch * p.groups * tiles, grain_of(loop.tile * terms * n),
      [&](int64_t first, int64_t last) {
        Array image = padded_image<T>(p, layout),
              sums = Array::empty({loop.tile * n}, dtype_of<T>());
        for (int64_t at = first; at < last; ++at) {
          const int64_t i = at / tiles, tile = at % tiles, group = i % p.groups;
          if (at == first || tile == 0) {
            fill_image(p, layout, x + i * p.in_channels * p.in_positions(), image.data<T>());
          }
          loop.weighted_sums(image.data<T>(), layout.offset.data(), terms,
                             weights.data<T>() + (group * tiles + tile) * terms * loop.tile,
                             sums.data<T>(), n);
          const int64_t from = tile * loop.tile, end = std::min(from + loop.tile, p.out_channels);
          for (int64_t o = from; o < end; ++o) {
            const T* const sum = sums.data<T>() + (o - from) * n;
            T* const to = out + (i * p.out_channels + o) * p.out_positions();
            const T b = bias == nullptr ? T{0} : bias[group * p.out_channels + o];
            for (int64_t a = 0; a < p.out[0]; ++a) {
              loop.add_to_rows(sum + layout.at(a, 0, 0), layout.size[2], b,
                               to + a * p.out[1] * p.out[2], p.out[2], p.out[1], p.out[2]);
            }
          }
        }
      });
}

template <class F>
void dispatch(ScalarType dtype, const F& f) {
  dtype == kFloat ? f.template operator()<float>() : f.template operator()<double>();
}

}  // namespace

bool convolves_directly(const ConvolutionPlan& p, ScalarType dtype) {
  if (dtype != kFloat && dtype != kDouble) return false;
  if (p.batch == 0 || p.in_channels == 0 || p.out_channels == 0) return false;
  for (int d = 0; d < kDims; ++d) {
    if (p.stride[d] != 1 || p.padding[d] < 0 || p.in[d] < 1 || p.out[d] < 1) return false;
  }
  // A kernel of 1 is a plain matrix product. And the gaps between rows cost as much as positions.
  return !p.columns_are_image() && PaddedLayout(p).positions <= 2 * p.out_positions();
}

void convolve_directly(const ConvolutionPlan& p, const Array& x, const Array& w, const Array* bias,
                       Array& out) {
  dispatch(x.dtype(), [&]<class T>() {
    const T* const weights = w.data<T>();
    const int64_t terms = p.column_rows();
    std::vector<T> biases;
    for (int64_t o = 0; bias != nullptr && o < bias->numel(); ++o) {
      biases.push_back(bias->data<T>()[o * bias->strides()[0]]);
    }
    convolve<T>(
        p, x.data<T>(),
        [&](int64_t g, int64_t o, int64_t i) {
          return weights[(g * p.out_channels + o) * terms + i];
        },
        bias == nullptr ? nullptr : biases.data(), out.data<T>());
  });
}

ConvolutionPlan reversed(const ConvolutionPlan& p) {
  ConvolutionPlan r = p;
  std::swap(r.in_channels, r.out_channels);
  for (int d = 0; d < kDims; ++d) {
    std::swap(r.in[d], r.out[d]);
    r.padding[d] = p.dilation[d] * (p.kernel[d] - 1) - p.padding[d];
  }
  return r;
}

void convolve_reversed_directly(const ConvolutionPlan& r, const Array& g, const Array& w,
                                Array& out) {
  dispatch(g.dtype(), [&]<class T>() {
    const T* const weights = w.data<T>();
    const int64_t kernel = r.column_rows() / r.in_channels;
    convolve<T>(
        r, g.data<T>(),
        [&](int64_t group, int64_t o, int64_t i) {
          const int64_t channel = group * r.in_channels + i / kernel;
          return weights[(channel * r.out_channels + o) * kernel + kernel - 1 - i % kernel];
        },
        nullptr, out.data<T>());
  });
}

void weight_gradient_directly(const ConvolutionPlan& p, const Array& g, const Array& x,
                              Array& out) {
  dispatch(g.dtype(), [&]<class T>() {
    PaddedLayout layout(p);
    layout.find_offsets(p);
    const int64_t terms = layout.terms(), n = rounded_up<T>(layout.positions);
    // Threads share output channels, not images, so that every sum has one order.
    parallel_for(0, p.out_channels, grain_of(p.batch * terms * n), [&](int64_t first,
                                                                       int64_t last) {
      Array image = padded_image<T>(p, layout);
      Array grads = zeros<T>((last - first) * n);  // in the image's layout, its gaps stay 0
      for (int64_t i = 0; i < p.batch * p.groups; ++i) {
        fill_image(p, layout, x.data<T>() + i * p.in_channels * p.in_positions(),
                   image.data<T>());
        const T* const from = g.data<T>() + (i * p.out_channels + first) * p.out_positions();
        for (int64_t o = 0; o < last - first; ++o) {
          for (int64_t a = 0; a < p.out[0]; ++a) {
            loops<T>().copy_rows(from + o * p.out_positions() + a * p.out[1] * p.out[2], p.out[2],
                                 grads.data<T>() + o * n + layout.at(a, 0, 0), layout.size[2],
                                 p.out[1], p.out[2]);
          }
        }
        T* const to = out.data<T>() + (i % p.groups * p.out_channels + first) * terms;
        loops<T>().add_products(image.data<T>(), layout.offset.data(), terms, grads.data<T>(),
                                last - first, n, to);
      }
    });
  });
}

}  // namespace gradlab::kernels
