#include <gtest/gtest.h>

#include <limits>

#include "gradlab/autograd/ops/shape.h"
#include "gradlab/nn/recorded_values.h"
#include "gradlab/nn/test_util.h"
#include "gradlab/nn/utils/clip_grad.h"
#include "gradlab/nn/utils/convert_parameters.h"
#include "gradlab/nn/utils/rnn.h"

namespace gradlab::nn::utils {
namespace {

constexpr float kInf = std::numeric_limits<float>::infinity();

struct TwoParameters {
  TwoParameters() {
    p.mutable_grad() = tensor_of<float>({3, -4}, {2});
    q.mutable_grad() = tensor_of<float>({1, 2, -12}, {3});
  }
  Tensor grads() const { return cat({p.grad(), q.grad()}); }
  Tensor p = zeros({2}).requires_grad_();
  Tensor q = zeros({3}).requires_grad_();
  Tensor without = zeros({4}).requires_grad_();
};

template <size_t N>
void expect_clipped(double norm_type, const float (&total)[1], const float (&clipped)[N]) {
  TwoParameters t;
  const double norm = clip_grad_norm_({t.p, t.q, t.without}, 5.0, norm_type);
  EXPECT_NEAR(norm, total[0], 2e-6);
  expect_near(t.grads(), clipped, 1e-6);
}

TEST(ClipGrad, NormMatchesPyTorch) {
  expect_clipped(2, recorded::kClipTotal2, recorded::kClipped2);
  expect_clipped(1, recorded::kClipTotal1, recorded::kClipped1);
  expect_clipped(3, recorded::kClipTotal3, recorded::kClipped3);
  expect_clipped(kInf, recorded::kClipTotalInf, recorded::kClippedInf);
}

TEST(ClipGrad, SmallGradientsStay) {
  TwoParameters t;
  const Tensor before = t.grads();
  clip_grad_norm_({t.p, t.q}, 100);
  EXPECT_TRUE(t.grads().equal(before));
  EXPECT_EQ(clip_grad_norm_(t.without, 1.0), 0);
  EXPECT_EQ(clip_grad_norm_(t.p, 100), 5);
}

TEST(ClipGrad, NonFiniteNormThrowsIfAsked) {
  TwoParameters t;
  t.q.mutable_grad() = full({3}, kInf);
  EXPECT_EQ(message_of([&] {
              clip_grad_norm_({t.p, t.q}, 1, 2, /*error_if_nonfinite=*/true);
            }),
            "The total norm of order 2 for gradients from `parameters` is non-finite, so it cannot "
            "be clipped. To disable this error and scale the gradients with the non-finite norm "
            "anyway, set `error_if_nonfinite=false`");
  EXPECT_EQ(t.p.grad()[0].item<float>(), 3);
  EXPECT_EQ(clip_grad_norm_({t.p, t.q}, 1), kInf);
  EXPECT_EQ(t.p.grad()[0].item<float>(), 0);
}

TEST(ClipGrad, ValuesAreLimited) {
  TwoParameters t;
  clip_grad_value_({t.p, t.q, t.without}, 2.5);
  EXPECT_TRUE(t.grads().equal(tensor_of<float>({2.5f, -2.5f, 1, 2, -2.5f}, {5})));
  clip_grad_value_(t.p, 1);
  EXPECT_EQ(t.p.grad()[1].item<float>(), -1);
}

TEST(ConvertParameters, ThereAndBack) {
  const Tensor p = tensor_of<float>({1, 2, 3, 4}, {2, 2}).requires_grad_();
  const Tensor q = tensor_of<float>({5}, {}).requires_grad_();
  const Tensor all = parameters_to_vector({p, q});
  EXPECT_TRUE(all.detach().equal(tensor_of<float>({1, 2, 3, 4, 5}, {5})));
  all.sum().backward();
  EXPECT_TRUE(p.grad().equal(ones({2, 2})));
  const Tensor values = tensor_of<float>({9, 8, 7, 6, 5.5f}, {5});
  vector_to_parameters(values, {p, q});
  EXPECT_TRUE(p.detach().equal(tensor_of<float>({9, 8, 7, 6}, {2, 2})));
  EXPECT_EQ(q.item<float>(), 5.5f);
  EXPECT_TRUE(p.requires_grad());
  EXPECT_EQ(message_of([&] {
              vector_to_parameters(ones({4}), {p, q});
            }),
            "vector_to_parameters: a vector of at least 5 elements is needed; got [4]");
  EXPECT_EQ(p[0][0].item<float>(), 9);
}

TEST(PadSequence, FillsShorterSequencesUp) {
  const Tensor a = ones({2}).requires_grad_();
  const Tensor padded = rnn::pad_sequence({a, full({3}, 2.0)}, true, 0.5);
  EXPECT_TRUE(padded.equal(tensor_of<float>({1, 1, 0.5, 2, 2, 2}, {2, 3})));
  padded.sum().backward();
  EXPECT_TRUE(a.grad().equal(ones({2})));
}

}  // namespace
}  // namespace gradlab::nn::utils
