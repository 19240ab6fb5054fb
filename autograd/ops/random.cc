#include "gradlab/autograd/ops/random.h"

#include <utility>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/derivative_free.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/new_tensor.h"
#include "gradlab/tensor/location.h"
#include "gradlab/tensor/random/distributions.h"

namespace gradlab {
namespace {

const Generator& or_default(const std::optional<Generator>& generator) {
  return generator ? *generator : default_generator();
}

// A new leaf, filled by fill(array).
template <class Fill>
Tensor drawn(IntArrayRef sizes, const TensorOptions& options, Fill fill) {
  return new_tensor(options, [&](ScalarType dtype) {
    Array a = Array::empty(sizes, dtype);
    fill(a);
    return a;
  });
}

template <class Fill>
Tensor drawn_like(const Tensor& t, const TensorOptions& options, std::optional<MemoryFormat> format,
                  Fill fill) {
  format = memory_format_of(options, format);
  return new_tensor(options, dtype_like(t, options), [&](ScalarType dtype) {
    Array a = empty_array_like(t, dtype, format);
    fill(a);
    return a;
  });
}

// Gradient zero for each of the tensors that `out` was drawn from.
template <class... Parameters>
Tensor record_drawn(const char* name, Tensor out, const Parameters&... parameters) {
  if (Tape tape(parameters...); tape) {
    tape.record(name, out, [](const Tensor& g, Backward& bw) {
      for (uint32_t i = 0; i < sizeof...(Parameters); ++i) {
        if (bw.needs(i)) bw.grad(i) = zeros_like(g);
      }
    });
  }
  return out;
}

}  // namespace

Tensor rand(IntArrayRef sizes, TensorOptions options) { return rand(sizes, std::nullopt, options); }

Tensor rand(IntArrayRef sizes, std::optional<Generator> generator, TensorOptions options) {
  return drawn(sizes, options,
               [&](const Array& a) { kernels::uniform_(a, 0, 1, or_default(generator)); });
}

Tensor rand_like(const Tensor& t, TensorOptions options, std::optional<MemoryFormat> format) {
  return drawn_like(t, options, format, [](const Array& a) { kernels::uniform_(a); });
}

Tensor randn(IntArrayRef sizes, TensorOptions options) {
  return randn(sizes, std::nullopt, options);
}

Tensor randn(IntArrayRef sizes, std::optional<Generator> generator, TensorOptions options) {
  return normal(0, 1, sizes, generator, options);
}

Tensor randn_like(const Tensor& t, TensorOptions options, std::optional<MemoryFormat> format) {
  return drawn_like(t, options, format, [](const Array& a) { kernels::normal_(a); });
}

Tensor randint(int64_t high, IntArrayRef sizes, TensorOptions options) {
  return randint(0, high, sizes, std::nullopt, options);
}

Tensor randint(int64_t high, IntArrayRef sizes, std::optional<Generator> generator,
               TensorOptions options) {
  return randint(0, high, sizes, generator, options);
}

Tensor randint(int64_t low, int64_t high, IntArrayRef sizes, TensorOptions options) {
  return randint(low, high, sizes, std::nullopt, options);
}

Tensor randint(int64_t low, int64_t high, IntArrayRef sizes, std::optional<Generator> generator,
               TensorOptions options) {
  return drawn(sizes, options,
               [&](const Array& a) { kernels::random_(a, low, high, or_default(generator)); });
}

Tensor randint_like(const Tensor& t, int64_t high, TensorOptions options,
                    std::optional<MemoryFormat> format) {
  return randint_like(t, 0, high, options, format);
}

Tensor randint_like(const Tensor& t, int64_t low, int64_t high, TensorOptions options,
                    std::optional<MemoryFormat> format) {
  return drawn_like(t, options, format, [&](const Array& a) { kernels::random_(a, low, high); });
}

Tensor randperm(int64_t n, TensorOptions options) { return randperm(n, std::nullopt, options); }

Tensor randperm(int64_t n, std::optional<Generator> generator, TensorOptions options) {
  return new_tensor(options, options.dtype_opt().value_or(kLong), [&](ScalarType dtype) {
    return kernels::randperm(n, dtype, or_default(generator));
  });
}

Tensor normal(double mean, double std, IntArrayRef sizes, std::optional<Generator> generator,
              TensorOptions options) {
  return drawn(sizes, options,
               [&](const Array& a) { kernels::normal_(a, mean, std, or_default(generator)); });
}

Tensor normal(const Tensor& mean, double std, std::optional<Generator> generator, Location at) {
  LocationScope scope(at);
  return record_drawn("NormalBackward1",
                      Tensor(kernels::normal(mean.array(), std, or_default(generator))), mean);
}

Tensor normal(double mean, const Tensor& std, std::optional<Generator> generator, Location at) {
  LocationScope scope(at);
  return record_drawn("NormalBackward2",
                      Tensor(kernels::normal(mean, std.array(), or_default(generator))), std);
}

Tensor normal(const Tensor& mean, const Tensor& std, std::optional<Generator> generator,
              Location at) {
  LocationScope scope(at);
  return record_drawn("NormalBackward3",
                      Tensor(kernels::normal(mean.array(), std.array(), or_default(generator))),
                      mean, std);
}

Tensor bernoulli(const Tensor& p, std::optional<Generator> generator, Location at) {
  LocationScope scope(at);
  return record_drawn("BernoulliBackward0",
                      Tensor(kernels::bernoulli(p.array(), or_default(generator))), p);
}

Tensor bernoulli(const Tensor& t, double p, std::optional<Generator> generator) {
  return drawn_like(t, {}, std::nullopt,
                    [&](const Array& a) { kernels::bernoulli_(a, p, or_default(generator)); });
}

Tensor bernoulli(const Tensor& t, const Tensor& p, std::optional<Generator> generator,
                 Location at) {
  LocationScope scope(at);
  return empty_like(t).bernoulli_(p, generator);
}

Tensor poisson(const Tensor& rates, std::optional<Generator> generator, Location at) {
  LocationScope scope(at);
  return record_drawn("PoissonBackward0",
                      Tensor(kernels::poisson(rates.array(), or_default(generator))), rates);
}

Tensor binomial(const Tensor& count, const Tensor& prob, std::optional<Generator> generator,
                Location at) {
  Output out(kernels::binomial(count.array(), prob.array(), or_default(generator)), at);
  return not_differentiable("binomial", std::move(out), count, prob);
}

Tensor multinomial(const Tensor& probs, int64_t num_samples, bool replacement,
                   std::optional<Generator> generator) {
  return Tensor(
      kernels::multinomial(probs.array(), num_samples, replacement, or_default(generator)));
}

}  // namespace gradlab
