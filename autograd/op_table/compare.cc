#include "gradlab/autograd/op_table/compare.h"

#include <cmath>
#include <sstream>

#include "gradlab/tensor/error.h"

namespace gradlab::op_table {
namespace {

// How far a number of this dtype may be off. float32: some units in the last place, for the
// intermediate results are rounded in another order.
struct Tolerance {
  double relative, absolute;
};

Tolerance tolerance_for(const Row& row, const RecordedCase& recorded, ScalarType dtype) {
  if (!is_floating_point(dtype)) return {0, 0};
  if (dtype == kFloat || !recorded.all_float64()) return {2e-6, 2e-6};
  return {row.tolerance(), row.tolerance() / 100};
}

Failures compare(const std::string& what, const std::vector<double>& got,
                 const std::vector<double>& expected, Tolerance tolerance) {
  if (got.size() != expected.size()) {
    return {str(what, "has ", got.size(), " elements, not ", expected.size())};
  }
  for (size_t i = 0; i < got.size(); ++i) {
    const double a = got[i], e = expected[i];
    if (a == e || (std::isnan(a) && std::isnan(e))) continue;
    // Infinities and NaN on one side only fail this comparison.
    if (std::isfinite(e) &&
        std::fabs(a - e) <= tolerance.relative * std::fabs(e) + tolerance.absolute) {
      continue;
    }
    std::ostringstream os;
    os.precision(17);
    os << what << "element " << i << " is " << a << ", not " << e;
    return {os.str()};
  }
  return {};
}

// Strides of dimensions that have them: more than one element, in a tensor that has elements.
Failures compare_strides(const std::string& what, const Tensor& t,
                         const std::vector<int64_t>& expected) {
  if (t.numel() == 0) return {};
  for (int64_t d = 0; d < t.dim(); ++d) {
    if (t.size(d) > 1 && t.stride(d) != expected[d]) {
      return {str(what, "has strides ", t.strides(), ", not ", IntArrayRef(expected))};
    }
  }
  return {};
}

}  // namespace

std::string label(const RecordedCase& recorded, InMemory layout) {
  return str(recorded.label(), ", ", name_of(layout), ": ");
}

void append(Failures& to, const Failures& more) { to.insert(to.end(), more.begin(), more.end()); }

Failures compare_exactly(const std::string& what, const Tensor& t, const Tensor& expected) {
  return compare(what, values_of(t), values_of(expected), {0, 0});
}

Failures compare_outputs(const Row& row, const RecordedCase& recorded, InMemory layout,
                         const variable_list& outputs) {
  if (outputs.size() != recorded.outputs.size()) {
    return {
        str(label(recorded, layout), outputs.size(), " outputs, not ", recorded.outputs.size())};
  }
  Failures failures;
  for (size_t i = 0; i < outputs.size(); ++i) {
    const Tensor& got = outputs[i];
    const RecordedOutput& expected = recorded.outputs[i];
    const std::string what = str(label(recorded, layout), "output ", i, " ");
    if (got.dtype() != expected.dtype) {
      failures.push_back(str(what, "is ", got.dtype(), ", not ", expected.dtype));
    } else if (!(got.sizes() == IntArrayRef(expected.sizes))) {
      failures.push_back(str(what, "is ", got.sizes(), ", not ", IntArrayRef(expected.sizes)));
    } else {
      append(failures, compare(what, values_of(got), expected.values,
                               tolerance_for(row, recorded, got.dtype())));
      if (row.same_strides() && layout != InMemory::kStepped) {
        append(failures,
               compare_strides(what, got,
                               layout == InMemory::kContiguous ? expected.strides
                                                               : expected.strides_transposed));
      }
    }
  }
  return failures;
}

Failures compare_gradients(const Row& row, const RecordedCase& recorded, const std::string& where,
                           const variable_list& got, const std::vector<size_t>& which) {
  std::vector<const RecordedTensor*> wanted;
  for (const RecordedTensor& t : recorded.inputs) {
    if (t.wants_grad) wanted.push_back(&t);
  }
  Failures failures;
  for (size_t k = 0; k < which.size(); ++k) {
    const RecordedTensor& input = *wanted[which[k]];
    const auto& expected = recorded.gradients[which[k]];
    const std::string what = str(where, "gradient ", which[k], " ");
    if (got[k].defined() != expected.has_value()) {
      failures.push_back(
          str(what, "is ", got[k].defined() ? "defined" : "undefined", ", which PyTorch's is not"));
    } else if (!got[k].defined()) {
      continue;
    } else if (got[k].dtype() != input.dtype) {
      failures.push_back(str(what, "is ", got[k].dtype(), ", not ", input.dtype));
    } else if (!(got[k].sizes() == IntArrayRef(input.sizes))) {
      failures.push_back(str(what, "is ", got[k].sizes(), ", not ", IntArrayRef(input.sizes)));
    } else {
      append(failures, compare(what, values_of(got[k]), *expected,
                               tolerance_for(row, recorded, input.dtype)));
    }
  }
  return failures;
}

}  // namespace gradlab::op_table
