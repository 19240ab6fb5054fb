#include <algorithm>
#include <utility>
#include <vector>

#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/index.h"
#include "gradlab/tensor/kernels/index_core.h"

namespace gradlab::kernels {
namespace {

// An indexing operation, taken apart. Axis d of `a` is indexed by positions[d] if that is defined.
struct Plan {
  Array a;
  std::vector<Array> positions;      // int64, broadcast to index_sizes
  std::vector<int64_t> index_sizes;  // what the index arrays broadcast to
  std::vector<int64_t> result_sizes;
  int64_t index_at = 0;  // where index_sizes start in result_sizes
  Array offsets;         // one per element of index_sizes
};

void check_mask(const Array& mask, const Array& a, int64_t axis) {
  for (int64_t j = 0; j < mask.dim(); ++j) {
    GRADLAB_CHECK_INDEX(axis + j < a.dim() && mask.size(j) == a.size(axis + j),
                        "The shape of the mask ", mask.sizes(), " at index ", j,
                        " does not match the shape of the indexed tensor ", a.sizes(), " at index ",
                        axis + j);
  }
}

// One entry per axis of plan->a, masks replaced by the positions of their set elements.
void expand_entries(const Indices& indices, Plan* plan) {
  int64_t axes = 0;
  for (const std::optional<Array>& entry : indices) {
    const bool mask = entry && (entry->dtype() == kBool || entry->dtype() == kByte);
    axes += mask ? entry->dim() : 1;
  }
  GRADLAB_CHECK_INDEX(axes <= plan->a.dim(), "too many indices for tensor of dimension ",
                      plan->a.dim(), " (got ", axes, ")");
  for (size_t i = 0; i < indices.size(); ++i) {
    const int64_t axis = static_cast<int64_t>(plan->positions.size());
    if (!indices[i] || !indices[i]->defined()) {
      plan->positions.emplace_back();
      continue;
    }
    const Array& entry = *indices[i];
    const ScalarType t = entry.dtype();
    if (t == kBool || t == kByte) {
      check_mask(entry, plan->a, axis);
      if (entry.dim() == 0) {  // a new axis of size 1, kept or not
        plan->a = plan->a.unsqueeze(axis);
        plan->positions.push_back(nonzero(entry.view(1)).select(1, 0));
        continue;
      }
      const Array set = nonzero(entry);
      for (int64_t j = 0; j < entry.dim(); ++j) plan->positions.push_back(set.select(1, j));
      continue;
    }
    GRADLAB_CHECK_INDEX(t == kLong || t == kInt,
                        "tensors used as indices must be long, int, byte or bool tensors");
    plan->positions.push_back(cast(entry, kLong));
  }
  plan->positions.resize(plan->a.dim());
}

void broadcast_positions(Plan* plan) {
  bool first = true, fits = true;
  for (const Array& p : plan->positions) {
    if (!p.defined()) continue;
    if (first) {
      plan->index_sizes = p.sizes().vec();
    } else if (fits) {
      const IntArrayRef so_far = plan->index_sizes;
      for (int64_t i = 1; i <= std::min<int64_t>(p.dim(), so_far.size()); ++i) {
        const int64_t x = so_far[so_far.size() - i], y = p.size(-i);
        fits = fits && (x == y || x == 1 || y == 1);
      }
      if (fits) plan->index_sizes = broadcast_sizes(plan->index_sizes, p.sizes());
    }
    first = false;
  }
  if (!fits) {
    std::string shapes;
    for (const Array& p : plan->positions) {
      if (p.defined()) shapes += (shapes.empty() ? "" : ", ") + str(p.sizes());
    }
    GRADLAB_THROW(IndexError,
                  "shape mismatch: indexing tensors could not be broadcast together with shapes ",
                  shapes);
  }
  for (Array& p : plan->positions) {
    if (p.defined()) p = contiguous(p.expand(plan->index_sizes));
  }
}

// The broadcast index stands where the indexed axes were when these are neighbours, else in front.
void lay_out_result(Plan* plan) {
  const std::vector<Array>& positions = plan->positions;
  const auto is_index = [](const Array& p) { return p.defined(); };
  const auto begin = std::find_if(positions.begin(), positions.end(), is_index);
  const auto end = std::find_if(positions.rbegin(), positions.rend(), is_index).base();
  const bool neighbours = begin < end && std::all_of(begin, end, is_index);
  plan->index_at = neighbours ? begin - positions.begin() : 0;
  for (size_t d = 0; d < positions.size(); ++d) {
    if (!positions[d].defined()) plan->result_sizes.push_back(plan->a.sizes()[d]);
  }
  plan->result_sizes.insert(plan->result_sizes.begin() + plan->index_at, plan->index_sizes.begin(),
                            plan->index_sizes.end());
}

void compute_offsets(Plan* plan) {
  plan->offsets = full(plan->index_sizes, 0, kLong);
  const int64_t n = plan->offsets.numel();
  int64_t* to = plan->offsets.data<int64_t>();
  int64_t entry = 0;  // PyTorch's message counts the indexed axes only
  for (size_t d = 0; d < plan->positions.size(); ++d) {
    if (!plan->positions[d].defined()) continue;
    const int64_t size = plan->a.sizes()[d], stride = plan->a.strides()[d];
    GRADLAB_CHECK_INDEX(size > 0 || n == 0, "index is out of bounds for dimension with size 0");
    const int64_t* from = plan->positions[d].data<int64_t>();
    for (int64_t i = 0; i < n; ++i) {
      GRADLAB_CHECK_INDEX(from[i] >= -size && from[i] < size, "index ", from[i],
                          " is out of bounds for dimension ", entry, " with size ", size);
      to[i] += (from[i] < 0 ? from[i] + size : from[i]) * stride;
    }
    ++entry;
  }
}

Plan make_plan(const Array& a, const Indices& indices) {
  Plan plan;
  plan.a = a;
  expand_entries(indices, &plan);
  broadcast_positions(&plan);
  lay_out_result(&plan);
  compute_offsets(&plan);
  GRADLAB_CHECK(plan.result_sizes.size() <= kMaxReduceDims,
                "only tensors with up to 64 dims are supported");
  return plan;
}

// The loops over plan.a and `other`, an array of result_sizes whose index dimensions are one block
// of memory or all broadcast.
SliceMove loops(const Plan& plan, const Array& other) {
  SliceMove move;
  move.offsets = plan.offsets.data<int64_t>();
  move.count = plan.offsets.numel();
  const size_t from = plan.index_at, to = from + plan.index_sizes.size();
  move.step = 0;
  for (size_t i = from; i < to; ++i) {
    if (plan.result_sizes[i] != 1) move.step = other.strides()[i];  // the last one's
  }
  size_t r = 0;
  for (size_t d = 0; d < plan.positions.size(); ++d) {
    if (plan.positions[d].defined()) continue;
    if (r == from) r = to;
    move.slices.add(plan.a.sizes()[d], plan.a.strides()[d], other.strides()[r]);
    ++r;
  }
  move.slices.sort_and_merge();
  return move;
}

// Whether one step serves all index dimensions of `other`.
bool index_dims_merge(const Plan& plan, const Array& other) {
  int64_t expected = -1;
  const size_t from = plan.index_at;
  for (size_t i = from + plan.index_sizes.size(); i-- > from;) {
    if (plan.result_sizes[i] == 1) continue;
    if (expected >= 0 && other.strides()[i] != expected) return false;
    expected = other.strides()[i] * plan.result_sizes[i];
  }
  return true;
}

}  // namespace

Array index(const Array& a, const Indices& indices) {
  const Plan plan = make_plan(a, indices);
  Array out = Array::empty(plan.result_sizes, a.dtype());
  move_indexed(loops(plan, out), plan.a, out, Fetch());
  return out;
}

void index_put(const Array& a, const Indices& indices, const Array& values, bool accumulate) {
  GRADLAB_CHECK(a.dtype() == values.dtype(),
                "Index put requires the source and destination dtypes match, got ", a.dtype(),
                " for the destination and ", values.dtype(), " for the source.");
  const Plan plan = make_plan(a, indices);
  GRADLAB_CHECK(is_expandable_to(values.sizes(), plan.result_sizes),
                "shape mismatch: value tensor of shape ", values.sizes(),
                " cannot be broadcast to indexing result of shape ",
                IntArrayRef(plan.result_sizes));
  Array from = readable_beside(a, values).expand(plan.result_sizes);
  if (!index_dims_merge(plan, from)) from = contiguous(from);
  if (accumulate) {
    add_indexed(loops(plan, from), plan.a, from);
  } else {
    move_indexed(loops(plan, from), plan.a, from, Put());
  }
}

}  // namespace gradlab::kernels
