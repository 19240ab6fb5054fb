// The methods of Tensor that draw random numbers. Those that write in place record that what they
// overwrote has gradient zero.
#include "gradlab/autograd/ops/random.h"

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/tensor/random/distributions.h"

namespace gradlab {
namespace {

// The names of the node and of the method that calls.
struct Names {
  Names(const char* n, const char* method = __builtin_FUNCTION()) : node(n), operation(method) {}
  const char* node;
  const char* operation;
};

// `fill(array, generator)` in place; `parameters` are the tensors it draws from.
template <class Fill, class... Parameters>
Tensor& draw_into(Names names, const Tensor& self, const std::optional<Generator>& generator,
                  Fill fill, const Parameters&... parameters) {
  const bool needs_grad = (parameters.requires_grad() || ... || false);
  return in_place(
      self, needs_grad, false,
      [&](const Tensor& before, Into into) {
        fill(self.array(), generator ? *generator : default_generator());
        Output out = into(Array(self.array()));
        if (Tape tape(before, parameters...); tape) {
          tape.record(names.node, out, [](const Tensor& g, Backward& bw) {
            for (uint32_t i = 0; i < 1 + sizeof...(Parameters); ++i) {
              if (bw.needs(i)) bw.grad(i) = zeros_like(g);
            }
          });
        }
      },
      names.operation);
}

}  // namespace

Tensor& Tensor::uniform_(double from, double to, std::optional<Generator> generator,
                         Location at) const {
  LocationScope scope(at);
  return draw_into("UniformBackward0", *this, generator,
                   [&](const Array& a, const Generator& g) { kernels::uniform_(a, from, to, g); });
}

Tensor& Tensor::normal_(double mean, double std, std::optional<Generator> generator,
                        Location at) const {
  LocationScope scope(at);
  return draw_into("NormalBackward0", *this, generator,
                   [&](const Array& a, const Generator& g) { kernels::normal_(a, mean, std, g); });
}

Tensor& Tensor::log_normal_(double mean, double std, std::optional<Generator> generator,
                            Location at) const {
  LocationScope scope(at);
  return draw_into("LogNormalBackward0", *this, generator, [&](const Array& a, const Generator& g) {
    kernels::log_normal_(a, mean, std, g);
  });
}

Tensor& Tensor::exponential_(double lambda, std::optional<Generator> generator, Location at) const {
  LocationScope scope(at);
  return draw_into(
      "ExponentialBackward0", *this, generator,
      [&](const Array& a, const Generator& g) { kernels::exponential_(a, lambda, g); });
}

Tensor& Tensor::cauchy_(double median, double sigma, std::optional<Generator> generator,
                        Location at) const {
  LocationScope scope(at);
  return draw_into("CauchyBackward0", *this, generator, [&](const Array& a, const Generator& g) {
    kernels::cauchy_(a, median, sigma, g);
  });
}

Tensor& Tensor::geometric_(double p, std::optional<Generator> generator, Location at) const {
  LocationScope scope(at);
  return draw_into("GeometricBackward0", *this, generator,
                   [&](const Array& a, const Generator& g) { kernels::geometric_(a, p, g); });
}

Tensor& Tensor::random_(std::optional<Generator> generator, Location at) const {
  LocationScope scope(at);
  return draw_into("RandomBackward2", *this, generator,
                   [&](const Array& a, const Generator& g) { kernels::random_(a, g); });
}

Tensor& Tensor::random_(int64_t to, std::optional<Generator> generator, Location at) const {
  LocationScope scope(at);
  return draw_into("RandomBackward1", *this, generator,
                   [&](const Array& a, const Generator& g) { kernels::random_(a, to, g); });
}

Tensor& Tensor::random_(int64_t from, std::optional<int64_t> to, std::optional<Generator> generator,
                        Location at) const {
  LocationScope scope(at);
  return draw_into("RandomBackward0", *this, generator,
                   [&](const Array& a, const Generator& g) { kernels::random_(a, from, to, g); });
}

Tensor& Tensor::bernoulli_(double p, std::optional<Generator> generator, Location at) const {
  LocationScope scope(at);
  return draw_into("BernoulliBackward2", *this, generator,
                   [&](const Array& a, const Generator& g) { kernels::bernoulli_(a, p, g); });
}

Tensor& Tensor::bernoulli_(const Tensor& p, std::optional<Generator> generator, Location at) const {
  LocationScope scope(at);
  return draw_into(
      "BernoulliBackward1", *this, generator,
      [&](const Array& a, const Generator& g) { kernels::bernoulli_(a, p.array(), g); }, p);
}

Tensor Tensor::bernoulli(std::optional<Generator> generator, Location at) const {
  return gradlab::bernoulli(*this, generator, at);
}

Tensor Tensor::bernoulli(double p, std::optional<Generator> generator) const {
  return gradlab::bernoulli(*this, p, generator);
}

Tensor Tensor::multinomial(int64_t num_samples, bool replacement,
                           std::optional<Generator> generator) const {
  return gradlab::multinomial(*this, num_samples, replacement, generator);
}

}  // namespace gradlab
