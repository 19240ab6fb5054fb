#include "gradlab/autograd/functional/jacobian_columns.h"

#include <utility>
#include <vector>

#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/shape.h"

namespace gradlab::autograd::functional {
namespace {

// Zeros like t, but 1 in place k.
Tensor unit(const Tensor& t, int64_t k) {
  Tensor e = zeros(t.numel(), t.options());
  e.select(0, k).fill_(1);
  return e.view(t.sizes());
}

}  // namespace

TensorTable jacobian_by_columns(const ListFunction& f, const variable_list& inputs) {
  AutoGradMode enable(true);
  variable_list x;
  for (const Tensor& t : inputs) x.push_back(t.detach().requires_grad_());
  const variable_list outputs = f(x);
  // Those that depend on nothing have columns of zeros.
  std::vector<size_t> place;  // of the others
  variable_list with_history, u;
  for (size_t i = 0; i < outputs.size(); ++i) {
    if (!outputs[i].requires_grad()) continue;
    place.push_back(i);
    with_history.push_back(outputs[i]);
    u.push_back(zeros_like(outputs[i]).requires_grad_());
  }
  variable_list products(x.size());
  if (!with_history.empty()) {
    products = grad(with_history, x, u, std::nullopt, /*create_graph=*/true, /*allow_unused=*/true);
  }

  TensorTable table(outputs.size(), variable_list(x.size()));
  for (size_t j = 0; j < x.size(); ++j) {
    std::vector<variable_list> columns(outputs.size());
    for (int64_t k = 0; k < x[j].numel(); ++k) {
      variable_list column(outputs.size());
      if (products[j].defined() && products[j].requires_grad()) {
        variable_list found = grad({products[j]}, u, {unit(x[j], k)}, /*retain_graph=*/true,
                                   /*create_graph=*/false, /*allow_unused=*/true);
        for (size_t i = 0; i < found.size(); ++i) column[place[i]] = std::move(found[i]);
      }
      for (size_t i = 0; i < outputs.size(); ++i) {
        columns[i].push_back(column[i].defined() ? column[i] : zeros_like(outputs[i].detach()));
      }
    }
    for (size_t i = 0; i < outputs.size(); ++i) {
      std::vector<int64_t> sizes = outputs[i].sizes().vec();
      sizes.insert(sizes.end(), x[j].sizes().begin(), x[j].sizes().end());
      table[i][j] = columns[i].empty() ? zeros(sizes, outputs[i].options())
                                       : stack(columns[i], -1).reshape(sizes).detach();
    }
  }
  return table;
}

}  // namespace gradlab::autograd::functional
