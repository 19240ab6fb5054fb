#include "gradlab/autograd/ops/embedding_bag.h"

#include <string>
#include <utility>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/bags.h"
#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/copy.h"

namespace gradlab {
namespace {

enum Mode : int64_t { kAdded, kAveraged, kMaximal };

// As PyTorch names the type of a tensor that it refuses.
std::string refused_type(const Tensor& t) {
  const bool newer = t.dtype() == kBool || t.dtype() == kBFloat16;
  return newer ? str("CPU", t.scalar_type(), "Type") : str("torch.", t.scalar_type(), "Tensor");
}

void check_lists(const Tensor& weight, const Tensor& indices, const Tensor& offsets) {
  for (const Tensor* t : {&indices, &offsets}) {
    GRADLAB_CHECK(t->dtype() == kLong || t->dtype() == kInt,
                  "Expected tensor for argument #1 'indices' to have one of the following scalar "
                  "types: Long, Int; but got ",
                  refused_type(*t), " instead (while checking arguments for embedding_bag)");
  }
  GRADLAB_CHECK(is_floating_point(weight.scalar_type()) && weight.dtype() != kBFloat16,
                "Expected tensor for argument #1 'weight' to have one of the following scalar "
                "types: Half, Float, Double; but got ",
                refused_type(weight), " instead (while checking arguments for embedding_bag)");
  GRADLAB_CHECK(weight.dim() == 2 && indices.dim() == 1 && offsets.dim() == 1,
                "embedding_bag: weight must be 2-D, indices and offsets 1-D; got ", weight.sizes(),
                ", ", indices.sizes(), " and ", offsets.sizes());
}

void check_factors(const Tensor& weight, const Tensor& indices, const Tensor& factors,
                   int64_t mode) {
  if (!factors.defined()) return;
  GRADLAB_CHECK(mode == kAdded,
                "embedding_bag: per_sample_weights only supported with mode='sum'");
  GRADLAB_CHECK(factors.scalar_type() == weight.scalar_type(),
                "Expected tensor for argument #1 'weight' to have the same type as tensor for "
                "argument #1 'per_sample_weights'; but type torch.",
                weight.scalar_type(), "Tensor does not equal torch.", factors.scalar_type(),
                "Tensor (while checking arguments for embedding_bag)");
  GRADLAB_CHECK(factors.sizes() == indices.sizes(),
                "embedding_bag: per_sample_weights must have the sizes of indices; got ",
                factors.sizes(), " and ", indices.sizes());
}

struct Lookup {
  kernels::Bags bags;
  Array bag_of;  // one for each index
  Array sizes;   // of the bags, without padding
};

// Offsets and indices, checked.
Lookup lookup_of(const Array& indices, const Array& offsets, bool include_last_offset, int64_t rows,
                 int64_t padding) {
  const int64_t n = indices.numel(), given = offsets.numel();
  GRADLAB_CHECK(!include_last_offset || given >= 1,
                "include_last_offset: number of offset should be at least 1");
  const Array begins = kernels::contiguous(kernels::cast(offsets, kLong));
  const int64_t* begin = begins.data<int64_t>();
  const int64_t bags = include_last_offset ? given - 1 : given;
  if (given > 0) {
    GRADLAB_CHECK(begin[0] == 0,
                  "offsets[0] has to be 0, i.e., the first sequence in the mini-batch has to start "
                  "from position 0. However, got ",
                  begin[0]);
    GRADLAB_CHECK(begin[given - 1] <= n, "offsets[-1] can not be greater than input's length ", n,
                  " but got offsets[-1] of ", begin[given - 1]);
  }
  for (int64_t b = 1; b < given; ++b) {
    GRADLAB_CHECK(begin[b] >= begin[b - 1], "embedding_bag: offsets must not decrease; got ",
                  begin[b], " after ", begin[b - 1]);
  }
  Lookup lookup{{kernels::clone(kernels::contiguous(kernels::cast(indices, kLong))),
                 Array::empty({bags + 1}, kLong)},
                kernels::full({n}, 0, kLong),
                kernels::full({bags}, 0, kLong)};
  int64_t* row = lookup.bags.rows.data<int64_t>();
  for (int64_t i = 0; i < n; ++i) {
    GRADLAB_CHECK(row[i] >= 0 && row[i] < rows,
                  "embedding_bag: Expected idx >= 0 && idx < num_embeddings but found idx to be ",
                  row[i]);
    if (row[i] == padding) row[i] = -1;
  }
  int64_t* bounds = lookup.bags.bounds.data<int64_t>();
  for (int64_t b = 0; b < bags; ++b) {
    bounds[b] = begin[b];
    const int64_t end = b + 1 < bags ? begin[b + 1] : n;
    for (int64_t i = begin[b]; i < end; ++i) {
      lookup.bag_of.data<int64_t>()[i] = b;
      if (row[i] >= 0) ++lookup.sizes.data<int64_t>()[b];
    }
  }
  bounds[bags] = bags > 0 ? n : 0;
  return lookup;
}

}  // namespace

std::tuple<Tensor, Tensor, Tensor, Tensor> embedding_bag(
    const Tensor& weight, const Tensor& indices, const Tensor& offsets, bool scale_grad_by_freq,
    int64_t mode, bool sparse, OptionalTensorRef per_sample_weights, bool include_last_offset,
    std::optional<int64_t> padding_idx, Location at) {
  LocationScope scope(at);
  const Tensor& factors = *per_sample_weights;
  GRADLAB_CHECK_KIND(NotImplementedError, !sparse, "embedding_bag: there are no sparse gradients");
  GRADLAB_CHECK(mode >= kAdded && mode <= kMaximal, "embedding_bag: mode must be 0, 1 or 2; got ",
                mode);
  check_lists(weight, indices, offsets);
  check_factors(weight, indices, factors, mode);
  const int64_t rows = weight.size(0), given_padding = padding_idx.value_or(0);
  GRADLAB_CHECK(!padding_idx || (given_padding >= -rows && given_padding < rows),
                "padding_idx must be within the number of embeddings, ", -rows, " through ",
                rows - 1, ", but got ", given_padding);
  const int64_t padding = !padding_idx ? -1 : given_padding + (given_padding < 0 ? rows : 0);
  const Lookup found =
      lookup_of(indices.array(), offsets.array(), include_last_offset, rows, padding);
  const bool both_int = indices.dtype() == kInt && offsets.dtype() == kInt;
  const auto listed = [&](const Array& a) {
    return Tensor(both_int ? kernels::cast(a, kInt) : kernels::clone(a));
  };

  const Tensor sizes(Array(found.sizes)), bag_of(Array(found.bag_of));
  const Tensor counted = sizes.clamp_min(1).unsqueeze(1).to(weight.scalar_type());
  Tensor out, largest;
  if (mode == kMaximal) {
    kernels::ValuesIndices top = kernels::max_bags(weight.array(), found.bags);
    out = Tensor(std::move(top.values));
    largest = Tensor(std::move(top.indices));
  } else {
    Array sum = kernels::sum_bags(weight.array(), found.bags,
                                  factors.defined() ? &factors.array() : nullptr);
    out = Tensor(mode == kAdded ? std::move(sum) : kernels::div(sum, counted.array()));
  }
  if (Tape tape(weight, factors); tape) {
    tape.record(
        "EmbeddingBagBackward0", out,
        [=, indices = tape.save(indices), bag_of = tape.save(bag_of),
         sizes = tape.save_if(mode == kMaximal, sizes.gt(0)),
         counted = tape.save_if(mode == kAveraged, counted),
         largest = tape.save_if(mode == kMaximal, largest),
         factors = tape.save_if(factors.defined(), factors),
         weight = tape.save_if(tape.needs(1), weight)](const Tensor& g, Backward& bw) {
          if (mode == kMaximal) {
            const Tensor filled = g * bw.saved(sizes).unsqueeze(1);
            bw.grad(0) = scatter_add(zeros({rows, g.size(1)}, g.options()), 0, bw.saved(largest),
                                     filled);
            return;
          }
          const Tensor looked_up = bw.saved(indices);
          if (g.size(0) == 0) {  // there is no bag, whatever the indices
            if (bw.needs(0)) bw.grad(0) = zeros({rows, g.size(1)}, g.options());
            if (bw.needs(1)) bw.grad(1) = zeros(looked_up.sizes(), g.options());
            return;
          }
          const Tensor shared = mode == kAveraged ? g / bw.saved(counted) : g;
          const Tensor each = index_select(shared, 0, bw.saved(bag_of));
          const Tensor by = bw.saved(factors);
          if (bw.needs(0)) {
            bw.grad(0) = embedding_dense_backward(by.defined() ? each * by.unsqueeze(1) : each,
                                                  looked_up, rows, padding, scale_grad_by_freq);
          }
          if (bw.needs(1)) {
            const Tensor g_by = (each * embedding(bw.saved(weight), looked_up)).sum(1);
            bw.grad(1) = padding < 0 ? g_by : g_by.masked_fill(looked_up.eq(padding), 0);
          }
        });
  }
  const Tensor counts = listed(mode == kAdded ? kernels::full(found.sizes.sizes(), 0, kLong)
                                              : found.sizes);
  return {out, listed(found.bag_of), counts,
          mode == kMaximal ? listed(largest.array()) : counts.clone()};
}

}  // namespace gradlab
