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

// What the output positions see of the images of one group, as ConvolutionSource has it.
//
// Where image and output have rows and planes of one size, what they see at a kernel position is
// the image itself, shifted, and masks say what is beyond its edges. Otherwise, or where the
// machine has no masks, the image is copied once for each column of the kernel, shifted by the
// column, with rows as long as the output's and with its padding written out; an output of one row
// can share one copy. The padding before a row is written too. That before a plane of rows is the
// one after the plane above, and so for channels.
struct Layout {
  bool masked;
  int64_t copies;               // of a channel, if not masked
  int64_t size[kDims];          // of a copy, without the padding after the last plane
  int64_t plane;                // elements of a copy
  int64_t elements;             // of all copies and the padding, and what vectors read beyond that
  std::vector<int64_t> offset;  // of each kernel position

  Layout(const ConvolutionPlan& p, bool machine_has_masks)
      : masked(machine_has_masks && p.in[1] == p.out[1] && p.in[2] == p.out[2]) {
    copies = p.out[0] == 1 && p.out[1] == 1 ? 1 : p.kernel[2];
    for (int d = 0; d < kDims; ++d) size[d] = p.in[d] + (masked ? 0 : p.padding[d]);
    if (!masked) size[2] = copies == 1 ? size[2] + p.padding[2] : p.out[2];
    plane = at(size[0], 0, 0);
    elements = p.in_channels * copies * plane + at(p.padding[0], p.padding[1], 0) +
               simd::kConvolutionVecBytes / int64_t{sizeof(float)};
    for_kernel(p, [&](int64_t i, int64_t j, int64_t k) {
      int64_t from[kDims] = {i * p.dilation[0], j * p.dilation[1], k * p.dilation[2]};
      for (int d = 0; masked && d < kDims; ++d) from[d] -= p.padding[d];
      offset.push_back(masked || copies == 1 ? at(from[0], from[1], from[2])
                                             : k * plane + at(from[0], from[1], 0));
    });
  }
  int64_t at(int64_t a, int64_t b, int64_t c) const { return (a * size[1] + b) * size[2] + c; }
  // A plane of output positions at a time, or all of them if they have no gaps in the source.
  int64_t planes(const ConvolutionPlan& p) const { return masked ? 1 : p.out[0]; }

  template <class F>
  static void for_kernel(const ConvolutionPlan& p, const F& f) {
    for (int64_t i = 0; i < p.kernel[0]; ++i) {
      for (int64_t j = 0; j < p.kernel[1]; ++j) {
        for (int64_t k = 0; k < p.kernel[2]; ++k) f(i, j, k);
      }
    }
  }
};

// Which output positions see the image at each kernel position, as ConvolutionSource has it.
std::vector<simd::LaneMask> lane_masks(const ConvolutionPlan& p, int64_t lanes) {
  const int64_t vectors = (p.out_positions() + lanes - 1) / lanes;
  std::vector<simd::LaneMask> masks(
      static_cast<size_t>(ConvolutionPlan::product(p.kernel) * vectors));
  simd::LaneMask* mask = masks.data();
  Layout::for_kernel(p, [&](int64_t i, int64_t j, int64_t k) {
    const ConvolutionPlan::Range planes = p.inside(0, i), rows = p.inside(1, j),
                                 columns = p.inside(2, k);
    for (int64_t a = planes.first; a < planes.last; ++a) {
      for (int64_t b = rows.first; b < rows.last; ++b) {
        const int64_t row = (a * p.out[1] + b) * p.out[2], end = row + columns.last;
        for (int64_t at = row + columns.first, next; at < end; at = next) {
          next = std::min(end, (at / lanes + 1) * lanes);
          const int64_t bits = ((int64_t{1} << (next - at)) - 1) << at % lanes;
          mask[at / lanes] = static_cast<simd::LaneMask>(mask[at / lanes] | bits);
        }
      }
    }
    mask += vectors;
  });
  return masks;
}

template <class T>
Array zeros(int64_t n) {
  Array a = Array::empty({n}, dtype_of<T>());
  std::fill_n(a.data<T>(), n, T{0});
  return a;
}

// The loops read a little of each channel at a time, which the machine's prefetchers do not see
// through.
template <class T>
[[gnu::always_inline]] inline void prefetch(const T* p, int64_t n) {
  for (int64_t at = 0; at < n; at += 64 / int64_t{sizeof(T)}) __builtin_prefetch(p + at, 0, 2);
}

// Sources for one image after another.
template <class T>
class Images {
 public:
  Images(const ConvolutionPlan& p, const Layout& layout)
      : p_(p),
        layout_(layout),
        copies_(zeros<T>(layout.masked ? 0 : layout.elements)),
        source_{nullptr, layout.offset.data(), ConvolutionPlan::product(p.kernel), p.in_channels,
                layout.masked ? p.in_positions() : layout.copies * layout.plane,
                layout.masked ? p.out_positions() : p.out[1] * p.out[2]} {
    if (layout.masked) {
      masks_ = lane_masks(p, simd::kConvolutionVecBytes / int64_t{sizeof(T)});
      source_.masks = masks_.data();
    }
  }

  // Of the i-th group of channels: the groups of one image, then those of the next.
  void take(const T* x, int64_t i) {
    image_ = x + i * p_.in_channels * p_.in_positions();
    if (layout_.masked) return;
    for (int64_t c = 0; c < p_.in_channels; ++c) {
      for (int64_t k = 0; k < layout_.copies; ++k) {
        copy(image_ + c * p_.in_positions(), k,
             copies_.template data<T>() + (c * layout_.copies + k) * layout_.plane);
      }
    }
  }
  // Asks for what take(x, i) gives.
  [[gnu::always_inline]] void prefetch(const T* x, int64_t i) const {
    const int64_t n = p_.in_channels * p_.in_positions();
    gradlab::kernels::prefetch(x + i * n, n);
  }
  // For the a-th of the layout's planes.
  const simd::ConvolutionSource<T>& source(int64_t a) {
    source_.x = layout_.masked ? image_ : copies_.template data<T>() + layout_.at(a, 0, 0);
    return source_;
  }

 private:
  // All but the padding, which stays 0.
  void copy(const T* channel, int64_t k, T* to) {
    const int64_t shift = p_.padding[2] - k * p_.dilation[2];
    const int64_t first = std::max<int64_t>(shift, 0);
    const int64_t n = std::min(p_.in[2] + shift, layout_.size[2]) - first;
    if (n <= 0) return;
    for (int64_t a = 0; a < p_.in[0]; ++a) {
      loops<T>().copy_rows(channel + a * p_.in[1] * p_.in[2] + first - shift, p_.in[2],
                           to + layout_.at(a + p_.padding[0], p_.padding[1], first),
                           layout_.size[2], p_.in[1], n);
    }
  }

  const ConvolutionPlan& p_;
  const Layout& layout_;
  Array copies_;
  const T* image_ = nullptr;
  std::vector<simd::LaneMask> masks_;
  simd::ConvolutionSource<T> source_;
};

// At least some ten microseconds of multiplications, for a range of things that take `each`.
int64_t grain_of(int64_t each) { return 16 * parallel_grain() / std::max<int64_t>(each, 1) + 1; }

// weight(group, o, c, k) is that of output channel o of the group for input channel c at kernel
// position k.
template <class T, class Weight>
void convolve(const ConvolutionPlan& p, const T* x, const Weight& weight, const T* bias, T* out) {
  const simd::ConvolutionLoops<T>& loop = loops<T>();
  const Layout layout(p, loop.masked);
  const int64_t terms = p.column_rows(), tiles = (p.out_channels + loop.tile - 1) / loop.tile;

  // The weights of a tile of output channels lie together, those of missing channels are 0.
  Array weights = zeros<T>(p.groups * tiles * terms * loop.tile);
  Array biases = zeros<T>(p.groups * tiles * loop.tile);
  for (int64_t g = 0; g < p.groups; ++g) {
    for (int64_t o = 0; o < p.out_channels; ++o) {
      T* const to = weights.data<T>() + (g * tiles + o / loop.tile) * terms * loop.tile;
      for (int64_t i = 0; i < terms; ++i) {
        to[i * loop.tile + o % loop.tile] = weight(g, o, i % p.in_channels, i / p.in_channels);
      }
      if (bias != nullptr) {
        biases.data<T>()[g * tiles * loop.tile + o] = bias[g * p.out_channels + o];
      }
    }
  }

  parallel_for(
      0, p.batch * p.groups * tiles, grain_of(loop.tile * terms * p.out_positions()),
      [&](int64_t first, int64_t last) {
        Images<T> images(p, layout);
        for (int64_t at = first; at < last; ++at) {
          const int64_t i = at / tiles, tile = at % tiles, group = i % p.groups;
          if (at == first || tile == 0) {
            images.take(x, i);
            if (at + tiles < last) images.prefetch(x, i + 1);
          }
          const int64_t o = tile * loop.tile, channels = group * tiles * loop.tile + o;
          T* const to = out + (i * p.out_channels + o) * p.out_positions();
          for (int64_t a = 0; a < layout.planes(p); ++a) {
            const simd::ConvolutionSource<T>& source = images.source(a);
            loop.weighted_sums(source, weights.data<T>() + channels * terms,
                               biases.data<T>() + channels, to + a * source.n, p.out_positions(),
                               std::min(loop.tile, p.out_channels - o));
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
  return !p.columns_are_image();  // that is a plain matrix product
}

void convolve_directly(const ConvolutionPlan& p, const Array& x, const Array& w, const Array* bias,
                       Array& out) {
  dispatch(x.dtype(), [&]<class T>() {
    const T* const weights = w.data<T>();
    const int64_t kernel = ConvolutionPlan::product(p.kernel);
    std::vector<T> biases;
    for (int64_t o = 0; bias != nullptr && o < bias->numel(); ++o) {
      biases.push_back(bias->data<T>()[o * bias->strides()[0]]);
    }
    convolve<T>(
        p, x.data<T>(),
        [&](int64_t g, int64_t o, int64_t c, int64_t k) {
          return weights[((g * p.out_channels + o) * p.in_channels + c) * kernel + k];
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
    const int64_t kernel = ConvolutionPlan::product(r.kernel);
    convolve<T>(
        r, g.data<T>(),
        [&](int64_t group, int64_t o, int64_t c, int64_t k) {
          const int64_t channel = group * r.in_channels + c;
          return weights[(channel * r.out_channels + o) * kernel + kernel - 1 - k];
        },
        nullptr, out.data<T>());
  });
}

void weight_gradient_directly(const ConvolutionPlan& p, const Array& g, const Array& x,
                              Array& out) {
  dispatch(g.dtype(), [&]<class T>() {
    const simd::ConvolutionLoops<T>& loop = loops<T>();
    const Layout layout(p, loop.masked);
    const int64_t terms = p.column_rows(), kernel = ConvolutionPlan::product(p.kernel);
    // Threads share output channels, not images, so that every sum has one order.
    parallel_for(
        0, p.out_channels, grain_of(p.batch * terms * p.out_positions()),
        [&](int64_t first, int64_t last) {
          Images<T> images(p, layout);
          const int64_t rows = last - first, step = loop.product_rows,
                        group_sums = (rows + step - 1) / step * step * terms;
          Array sums = zeros<T>(p.groups * group_sums);
          for (int64_t i = 0; i < p.batch * p.groups; ++i) {
            images.take(x.data<T>(), i);
            const T* const from = g.data<T>() + (i * p.out_channels + first) * p.out_positions();
            if (i + 1 < p.batch * p.groups) {
              images.prefetch(x.data<T>(), i + 1);
              prefetch(from + p.out_channels * p.out_positions(), rows * p.out_positions());
            }
            for (int64_t a = 0; a < layout.planes(p); ++a) {
              const simd::ConvolutionSource<T>& source = images.source(a);
              loop.add_products(source, from + a * source.n, p.out_positions(), rows,
                                sums.data<T>() + i % p.groups * group_sums);
            }
          }
          for (int64_t group = 0; group < p.groups; ++group) {
            const T* const sum = sums.data<T>() + group * group_sums;
            T* const to = out.data<T>() + (group * p.out_channels + first) * terms;
            for (int64_t o = 0; o < rows; ++o) {
              for (int64_t i = 0; i < terms; ++i) {
                to[o * terms + i % p.in_channels * kernel + i / p.in_channels] =
                    sum[(o / step * terms + i) * step + o % step];
              }
            }
          }
        });
  });
}

}  // namespace gradlab::kernels
