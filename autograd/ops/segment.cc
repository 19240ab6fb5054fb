#include "gradlab/autograd/ops/segment.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

// Where the elements of all segments are in data with the dimensions up to `axis` as one, and the
// segment of each.
struct Segments {
  std::vector<int64_t> places, numbers, lengths;
};

Segments from_lengths(const Tensor& lengths, int64_t size, bool unsafe) {
  Segments segments;
  const Tensor all = lengths.to(kLong).contiguous();
  const int64_t per_row = all.size(-1), count = all.numel();
  const int64_t* length = all.data_ptr<int64_t>();
  int64_t place = 0, end = 0;
  for (int64_t s = 0; s < count; ++s) {
    if (s % per_row == 0) place = s / per_row * size;
    end = (s / per_row + 1) * size;
    GRADLAB_CHECK(length[s] >= 0, "lengths contains negative value!");
    const bool inside = length[s] <= end - place;
    const bool whole = (s + 1) % per_row != 0 || length[s] == end - place;
    GRADLAB_CHECK(inside && (unsafe || whole),
                  "segment_reduce(): Expected all rows of lengths along axis to sum to "
                  "data.size(lengths.dim()-1) when !unsafe.");
    segments.lengths.push_back(length[s]);
    for (int64_t i = 0; i < length[s]; ++i) {
      segments.places.push_back(place++);
      segments.numbers.push_back(s);
    }
  }
  return segments;
}

Segments from_offsets(const Tensor& offsets, int64_t size) {
  Segments segments;
  const Tensor all = offsets.to(kLong).contiguous();
  const int64_t per_row = all.size(-1), rows = per_row == 0 ? 0 : all.numel() / per_row;
  for (int64_t r = 0; r < rows; ++r) {
    const int64_t* offset = all.data_ptr<int64_t>() + r * per_row;
    for (int64_t s = 0; s + 1 < per_row; ++s) {
      GRADLAB_CHECK(offset[s] >= 0 && offset[s] <= offset[s + 1] && offset[s + 1] <= size,
                    "segment_reduce(): offsets must rise from 0 to at most ", size, ", but got ",
                    offset[s], " before ", offset[s + 1]);
      for (int64_t i = offset[s]; i < offset[s + 1]; ++i) {
        segments.places.push_back(r * size + i);
        segments.numbers.push_back(static_cast<int64_t>(segments.lengths.size()));
      }
      segments.lengths.push_back(offset[s + 1] - offset[s]);
    }
  }
  return segments;
}

Tensor longs(const std::vector<int64_t>& values) {
  Tensor t = empty({static_cast<int64_t>(values.size())}, kLong);
  std::copy(values.begin(), values.end(), t.data_ptr<int64_t>());
  return t;
}

// rows [elements, ...] to [segments, ...].
Tensor reduced(const Tensor& rows, std::string_view reduce, const Segments& segments,
               const std::optional<Scalar>& initial) {
  const double infinity = std::numeric_limits<double>::infinity();
  const bool product = reduce == "prod", max = reduce == "max", min = reduce == "min";
  const Scalar neutral = product ? 1.0 : max ? -infinity : min ? infinity : 0.0;
  std::vector<int64_t> sizes = rows.sizes().vec();
  sizes[0] = static_cast<int64_t>(segments.lengths.size());
  const Tensor start = full(sizes, initial.value_or(neutral), rows.options());
  const Tensor number = longs(segments.numbers);
  std::vector<int64_t> column(sizes.size(), 1);
  column[0] = -1;
  const Tensor each = number.view(column).expand(rows.sizes());
  if (product) return scatter_reduce(start, 0, each, rows, "prod");
  if (max || min) {
    // An element that is equal to the initial value keeps the whole gradient.
    const Tensor nothing = full(sizes, neutral, rows.options());
    const Tensor found = scatter_reduce(nothing, 0, each, rows, max ? "amax" : "amin", false);
    return where(max ? found.lt(start) : found.gt(start), start, found);
  }
  const Tensor total = index_add(start, 0, number, rows);
  if (reduce == "sum") return total;
  const Tensor lengths = longs(segments.lengths).view(column);
  const Tensor mean = total / lengths.clamp_min(1).to(rows.scalar_type());
  return initial ? mean
                 : mean.masked_fill(lengths.eq(0), std::numeric_limits<double>::quiet_NaN());
}

}  // namespace

Tensor segment_reduce(const Tensor& data, std::string_view reduce, OptionalTensorRef lengths,
                      OptionalTensorRef indices, OptionalTensorRef offsets, int64_t axis,
                      bool unsafe, const std::optional<Scalar>& initial, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(!indices.defined(),
                "segment_reduce(): indices based reduction is not supported yet.");
  GRADLAB_CHECK(lengths.defined() || offsets.defined(),
                "segment_reduce(): Either lengths or offsets must be defined.");
  GRADLAB_CHECK(reduce == "sum" || reduce == "mean" || reduce == "max" || reduce == "min" ||
                    reduce == "prod",
                "unsupported reduction given! ", reduce);
  GRADLAB_CHECK_KIND(NotImplementedError, data.is_floating_point(),
                     "\"_segment_reduce_cpu\" not implemented for '", data.scalar_type(), "'");
  const bool by_offsets = offsets.defined();
  const char* name = by_offsets ? "offsets" : "lengths";
  const Tensor& given = by_offsets ? *offsets : *lengths;
  GRADLAB_CHECK_KIND(NotImplementedError, given.dtype() == kLong || given.dtype() == kInt,
                     "\"_segment_reduce_", name, "_cpu_kernel1\" not implemented for '",
                     given.scalar_type(), "'");
  axis = data.array().wrap_dim(axis);
  GRADLAB_CHECK(given.dim() >= 1 && data.dim() >= given.dim(), "segment_reduce(): ", name,
                " must have 1 to ", data.dim(), " dimensions, but got ", given.dim());
  GRADLAB_CHECK(axis == given.dim() - 1, "segment_reduce(): Expected axis to be the last dimension "
                "of ", name, " but got ", axis, ".");
  for (int64_t d = 0; d < axis; ++d) {
    GRADLAB_CHECK(given.size(d) == data.size(d), "segment_reduce(): Expected the sizes of ", name,
                  " before axis to be those of data, but got ", given.sizes(), " and ",
                  data.sizes());
  }
  const Segments segments = by_offsets ? from_offsets(given, data.size(axis))
                                       : from_lengths(given, data.size(axis), unsafe);
  const Tensor joined = flatten(data, 0, axis);
  // A copy unless the segments are all of data.
  const bool all = static_cast<int64_t>(segments.places.size()) == joined.size(0);
  const Tensor rows = all ? joined : index_select(joined, 0, longs(segments.places));
  std::vector<int64_t> sizes = data.sizes().vec();
  sizes[static_cast<size_t>(axis)] = std::max<int64_t>(given.size(-1) - (by_offsets ? 1 : 0), 0);
  return reduced(rows, reduce, segments, initial).reshape(sizes);
}

}  // namespace gradlab
