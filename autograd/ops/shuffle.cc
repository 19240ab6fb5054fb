#include "gradlab/autograd/ops/shuffle.h"

#include <vector>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

void check_image(const char* name, const char* factor_name, const Tensor& t, int64_t factor) {
  GRADLAB_CHECK(t.dim() >= 3, name,
                " expects input to have at least 3 dimensions, but got input with ", t.dim(),
                " dimension(s)");
  GRADLAB_CHECK(factor > 0, name, " expects a positive ", factor_name, ", but got ", factor);
}

// t seen with `split` instead of its last three dimensions, these permuted, as the new sizes.
Tensor rearranged(const Tensor& t, const std::vector<int64_t>& split,
                  const std::vector<int64_t>& order, const std::vector<int64_t>& merged) {
  NoGradGuard no_grad;
  const int64_t batch = t.dim() - 3;
  std::vector<int64_t> sizes = t.sizes().slice(0, static_cast<size_t>(batch)).vec();
  std::vector<int64_t> result = sizes, dims;
  sizes.insert(sizes.end(), split.begin(), split.end());
  result.insert(result.end(), merged.begin(), merged.end());
  for (int64_t d = 0; d < batch; ++d) dims.push_back(d);
  for (const int64_t d : order) dims.push_back(batch + d);
  return t.reshape(sizes).permute(dims).clone(MemoryFormat::Contiguous).view(result);
}

}  // namespace

Tensor pixel_shuffle(const Tensor& t, int64_t upscale_factor, Location at) {
  LocationScope scope(at);
  check_image("pixel_shuffle", "upscale_factor", t, upscale_factor);
  const int64_t r = upscale_factor, h = t.size(-2), w = t.size(-1);
  int64_t square = 0;
  GRADLAB_CHECK(!__builtin_mul_overflow(r, r, &square) && t.size(-3) % square == 0,
                "pixel_shuffle expects its input's 'channel' dimension to be divisible by the "
                "square of upscale_factor, but input.size(-3)=",
                t.size(-3), " is not divisible by ", square);
  const int64_t c = t.size(-3) / square;
  Tensor out = rearranged(t, {c, r, r, h, w}, {0, 3, 1, 4, 2}, {c, h * r, w * r});
  if (Tape tape(t); tape) {
    tape.record("PixelShuffleBackward0", out,
                [r](const Tensor& g, Backward& bw) { bw.grad(0) = pixel_unshuffle(g, r); });
  }
  return out;
}

Tensor pixel_unshuffle(const Tensor& t, int64_t downscale_factor, Location at) {
  LocationScope scope(at);
  check_image("pixel_unshuffle", "downscale_factor", t, downscale_factor);
  const int64_t r = downscale_factor, c = t.size(-3);
  GRADLAB_CHECK(t.size(-2) % r == 0,
                "pixel_unshuffle expects height to be divisible by downscale_factor, but "
                "input.size(-2)=",
                t.size(-2), " is not divisible by ", r);
  GRADLAB_CHECK(t.size(-1) % r == 0,
                "pixel_unshuffle expects width to be divisible by downscale_factor, but "
                "input.size(-1)=",
                t.size(-1), " is not divisible by ", r);
  const int64_t h = t.size(-2) / r, w = t.size(-1) / r;
  Tensor out = rearranged(t, {c, h, r, w, r}, {0, 2, 4, 1, 3}, {c * r * r, h, w});
  if (Tape tape(t); tape) {
    tape.record("PixelUnshuffleBackward0", out,
                [r](const Tensor& g, Backward& bw) { bw.grad(0) = pixel_shuffle(g, r); });
  }
  return out;
}

Tensor channel_shuffle(const Tensor& t, int64_t groups, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(t.dim() > 2,
                "channel_shuffle expects input with > 2 dims, but got input with sizes ",
                t.sizes());
  GRADLAB_CHECK(
      groups > 0,
      "Number of groups to divide channels in must be positive. Value of groups:", groups);
  const int64_t channels = t.size(1);
  GRADLAB_CHECK(channels % groups == 0, "Number of channels must be divisible by groups. Got ",
                channels, " channels and ", groups, " groups.");
  std::vector<int64_t> split = t.sizes().vec();
  split[1] = channels / groups;
  split.insert(split.begin() + 1, groups);
  Tensor out;
  {
    NoGradGuard no_grad;
    out = t.reshape(split).transpose(1, 2).clone(MemoryFormat::Contiguous).view(t.sizes());
  }
  if (Tape tape(t); tape) {
    tape.record("NativeChannelShuffleBackward0", out,
                [per_group = channels / groups](const Tensor& g, Backward& bw) {
                  bw.grad(0) = channel_shuffle(g, per_group);
                });
  }
  return out;
}

}  // namespace gradlab
