#include "gradlab/autograd/op_table/checks.h"

#include <algorithm>
#include <exception>

#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/functional/gradcheck.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/node.h"
#include "gradlab/autograd/graph/node_name.h"
#include "gradlab/autograd/op_table/compare.h"
#include "gradlab/tensor/counters.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/parallel.h"

namespace gradlab::op_table {
namespace {

std::vector<InMemory> layouts_of(const Row& row) {
  if (!row.any_layout()) return {InMemory::kContiguous};
  return {InMemory::kContiguous, InMemory::kTransposed, InMemory::kStepped};
}

variable_list make_inputs(const RecordedCase& recorded, InMemory layout) {
  variable_list inputs;
  for (const RecordedTensor& t : recorded.inputs) inputs.push_back(make_tensor(t, layout));
  return inputs;
}

// Those that want a gradient, now requiring it.
variable_list require_grad(const RecordedCase& recorded, const variable_list& inputs) {
  variable_list wanted;
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (recorded.inputs[i].wants_grad) wanted.push_back(inputs[i].requires_grad_());
  }
  return wanted;
}

variable_list differentiable(const variable_list& tensors) {
  variable_list out;
  for (const Tensor& t : tensors) {
    if (t.requires_grad()) out.push_back(t);
  }
  return out;
}

variable_list incoming_of(const RecordedCase& recorded) {
  variable_list incoming;
  for (const RecordedTensor& t : recorded.incoming) incoming.push_back(make_tensor(t));
  return incoming;
}

// What is alive.
struct Alive {
  int64_t nodes = counter_value(Counter::kNodes);
  int64_t saved = counter_value(Counter::kSavedTensors);
  int64_t bytes = counter_value(Counter::kStorageBytes);

  Failures compare_with_now(const std::string& what) const {
    const Alive now;
    if (now.nodes == nodes && now.saved == saved && now.bytes == bytes) return {};
    return {str(what, now.nodes - nodes, " nodes, ", now.saved - saved, " saved tensors and ",
                now.bytes - bytes, " bytes too many")};
  }
};

template <class Body>
Failures expect_error(const Row& row, const std::string& where, const std::string& expected,
                      Body body) {
  try {
    body();
  } catch (const Error& error) {
    if (!row.same_texts() || error.what() == expected) return {};
    return {str(where, "throws \"", error.what(), "\", not \"", expected, "\"")};
  }
  return {str(where, "accepted, where PyTorch says: ", expected)};
}

// Runs `body` on each case; what it throws is a failure of that case.
template <class Body>
Failures for_each_case(const Row& row, const RecordedRow& recorded, Body body) {
  Failures failures;
  for (const RecordedCase& one : recorded.cases) {
    for (InMemory layout : layouts_of(row)) {
      try {
        append(failures, body(one, layout));
      } catch (const std::exception& error) {
        failures.push_back(str(label(one, layout), "throws: ", error.what()));
      }
    }
  }
  return failures;
}

autograd::GradcheckFunction function_of(const Row& row) {
  return [&row](const variable_list& inputs) { return row(inputs); };
}

}  // namespace

Failures check_up_to_date(const Row& row, const RecordedRow& recorded) {
  Failures failures;
  auto expect = [&](const char* what, const std::string& now, const std::string& then) {
    if (now != then)
      failures.push_back(str(what, " is \"", now, "\", recorded for \"", then, "\""));
  };
  expect("expression", row.expression(), recorded.expression);
  expect("domains", row.domains(), recorded.domains);
  expect("samples", row.samples(), recorded.samples);
  if (recorded.cases.empty()) failures.push_back("there are no cases");
  return failures;
}

Failures check_values(const Row& row, const RecordedRow& recorded) {
  return for_each_case(row, recorded, [&](const RecordedCase& one, InMemory layout) -> Failures {
    const variable_list inputs = make_inputs(one, layout);
    Failures failures;
    if (one.error.empty()) {
      failures = compare_outputs(row, one, layout, row(inputs));
    } else {
      failures = expect_error(row, label(one, layout), one.error, [&] { row(inputs); });
    }
    for (size_t i = 0; i < inputs.size(); ++i) {
      append(failures, compare_exactly(str(label(one, layout), "afterwards, input ", i, " "),
                                       inputs[i], make_tensor(one.inputs[i])));
      if (inputs[i]._version() != 0) {
        failures.push_back(str(label(one, layout), "input ", i, " was written to"));
      }
    }
    return failures;
  });
}

Failures check_gradients(const Row& row, const RecordedRow& recorded) {
  return for_each_case(row, recorded, [&](const RecordedCase& one, InMemory layout) -> Failures {
    if (!one.error.empty()) return {};
    Failures failures;
    const variable_list inputs = make_inputs(one, layout);
    const variable_list wanted = require_grad(one, inputs);
    const variable_list outputs = row(inputs);
    for (size_t i = 0; i < outputs.size() && i < one.outputs.size(); ++i) {
      const Ref<Node> node = outputs[i].grad_fn();
      const std::string name = node ? node->name() : "";
      if (row.same_nodes() && python_node_name(name) != one.outputs[i].node &&
          layout == InMemory::kContiguous) {
        failures.push_back(str(label(one, layout), "the node of output ", i, " is \"", name,
                               "\", not \"", one.outputs[i].node, "\""));
      }
      if (static_cast<bool>(node) == one.outputs[i].node.empty()) return failures;
    }
    if (one.incoming.empty()) return failures;
    if (one.not_implemented()) {
      append(failures, expect_error(row, label(one, layout), one.refused, [&] {
               autograd::grad(differentiable(outputs), wanted, incoming_of(one), false, false,
                              true);
             }));
      return failures;
    }
    if (!one.refused.empty()) return failures;  // what PyTorch cannot do, check_derivative checks
    std::vector<size_t> all;
    for (size_t i = 0; i < wanted.size(); ++i) all.push_back(i);
    append(failures, compare_gradients(row, one, label(one, layout),
                                       autograd::grad(differentiable(outputs), wanted,
                                                      incoming_of(one), false, false, true),
                                       all));
    for (size_t i = 0; wanted.size() > 1 && i < wanted.size(); ++i) {
      if (!one.gradients[i]) continue;
      for (size_t j = 0; j < wanted.size(); ++j) wanted[j].requires_grad_(j == i);
      const variable_list roots = differentiable(row(inputs));
      const std::string where = str(label(one, layout), "alone, ");
      if (roots.size() != one.incoming.size()) {
        failures.push_back(str(where, "input ", i, " gives no gradient"));
        continue;
      }
      append(failures,
             compare_gradients(
                 row, one, where,
                 autograd::grad(roots, {wanted[i]}, incoming_of(one), false, false, true), {i}));
    }
    return failures;
  });
}

namespace {

template <class Check>
Failures check_numerically(const Row& row, const RecordedRow& recorded, Check check) {
  return for_each_case(row, recorded, [&](const RecordedCase& one, InMemory layout) -> Failures {
    if (one.incoming.empty() || one.not_implemented() || !one.all_float64()) return {};
    // Numerical differences of a float32 result are noise.
    for (const RecordedOutput& out : one.outputs) {
      if (out.dtype == kFloat) return {};
    }
    const variable_list inputs = make_inputs(one, layout);
    require_grad(one, inputs);
    check(inputs);
    return {};
  });
}

}  // namespace

Failures check_derivative(const Row& row, const RecordedRow& recorded) {
  if (!row.is_derivative()) return {};
  return check_numerically(row, recorded, [&](const variable_list& inputs) {
    autograd::gradcheck(function_of(row), inputs);
  });
}

Failures check_forward_mode(const Row& row, const RecordedRow& recorded) {
  if (!row.is_derivative()) return {};
  return check_numerically(row, recorded, [&](const variable_list& inputs) {
    autograd::gradcheck(function_of(row), inputs,
                        {.check_forward_ad = true, .check_backward_ad = false});
  });
}

Failures check_second_derivative(const Row& row, const RecordedRow& recorded) {
  return check_numerically(row, recorded, [&](const variable_list& inputs) {
    autograd::GradgradcheckOptions options;
    options.gen_non_contig_grad_outputs = true;
    autograd::gradgradcheck(function_of(row), inputs, {}, options);
  });
}

Failures check_nothing_recorded(const Row& row, const RecordedRow& recorded) {
  return for_each_case(row, recorded, [&](const RecordedCase& one, InMemory layout) -> Failures {
    if (!one.error.empty()) return {};
    Failures failures;
    for (bool wanted : {true, false}) {
      const variable_list inputs = make_inputs(one, layout);
      if (wanted) require_grad(one, inputs);
      AutoGradMode mode(!wanted);
      const Alive before;
      const variable_list outputs = row(inputs);
      for (const Tensor& t : outputs) {
        // The input itself, or a view of it, shows its flag.
        const bool is_input = t.is_view() || std::any_of(inputs.begin(), inputs.end(),
                                                         [&](T in) { return t.is_same(in); });
        if (t.grad_fn() || (t.requires_grad() && !is_input)) {
          failures.push_back(str(label(one, layout), "a result has a history"));
        }
      }
      const Alive after;
      if (after.nodes != before.nodes || after.saved != before.saved) {
        failures.push_back(str(label(one, layout), after.nodes - before.nodes, " nodes and ",
                               after.saved - before.saved, " saved tensors without grad mode"));
      }
    }
    return failures;
  });
}

namespace {

// The number of threads and the least work that they share, until the end of the scope.
class SharedWork {
 public:
  SharedWork() { gradlab::internal::set_parallel_grain(1); }
  ~SharedWork() {
    set_num_threads(threads_);
    gradlab::internal::set_parallel_grain(grain_);
  }
  SharedWork(const SharedWork&) = delete;
  SharedWork& operator=(const SharedWork&) = delete;

 private:
  const int threads_ = get_num_threads();
  const int64_t grain_ = parallel_grain();
};

std::string bytes_of(const Tensor& t) {
  if (!t.defined()) return "undefined";
  const Tensor dense = t.detach().contiguous();
  return std::string(static_cast<const char*>(dense.data_ptr()), dense.nbytes());
}

// The bytes of every result and gradient.
std::vector<std::string> all_bytes(const Row& row, const RecordedCase& one, InMemory layout) {
  const variable_list inputs = make_inputs(one, layout);
  const variable_list wanted = require_grad(one, inputs);
  const variable_list outputs = row(inputs);
  std::vector<std::string> bytes;
  for (const Tensor& t : outputs) bytes.push_back(bytes_of(t));
  if (one.incoming.empty() || !one.refused.empty()) return bytes;
  for (const Tensor& t : autograd::grad(differentiable(outputs), wanted, incoming_of(one), false,
                                        false, true)) {
    bytes.push_back(bytes_of(t));
  }
  return bytes;
}

}  // namespace

Failures check_threads(const Row& row, const RecordedRow& recorded) {
  const SharedWork shared;
  return for_each_case(row, recorded, [&](const RecordedCase& one, InMemory layout) -> Failures {
    if (!one.error.empty()) return {};
    set_num_threads(1);
    const std::vector<std::string> alone = all_bytes(row, one, layout);
    Failures failures;
    for (int threads : {2, 3, 8}) {
      set_num_threads(threads);
      if (all_bytes(row, one, layout) == alone) continue;
      failures.push_back(str(label(one, layout), "other bits with ", threads, " threads"));
    }
    return failures;
  });
}

Failures check_lifetime(const Row& row, const RecordedRow& recorded) {
  return for_each_case(row, recorded, [&](const RecordedCase& one, InMemory layout) -> Failures {
    if (!one.error.empty()) return {};
    Failures failures;
    const variable_list inputs = make_inputs(one, layout);
    const variable_list wanted = require_grad(one, inputs);
    const variable_list incoming = incoming_of(one);
    // The leaves' accumulators stay alive with them.
    for (const Tensor& t : wanted) t.detach().clone().add_(t);
    const Alive before;
    row(inputs);
    append(failures, before.compare_with_now(str(label(one, layout), "without a backward pass: ")));
    if (one.incoming.empty() || one.not_implemented()) return failures;
    for (bool create_graph : {false, true}) {
      autograd::grad(differentiable(row(inputs)), wanted, incoming, create_graph, create_graph,
                     true);
      append(failures, before.compare_with_now(str(label(one, layout), "after one",
                                                   create_graph ? ", recorded: " : ": ")));
    }
    // Into .grad: what stays is the gradients themselves.
    for (bool create_graph : {false, true}) {
      autograd::backward(differentiable(row(inputs)), incoming, create_graph, create_graph);
      for (const Tensor& t : wanted) t.mutable_grad().reset();
      append(failures, before.compare_with_now(str(label(one, layout), "after backward(",
                                                   create_graph ? "create_graph" : "", "): ")));
    }
    return failures;
  });
}

}  // namespace gradlab::op_table
