// A row of the operation table: one operation with the inputs on which it is checked.
//
// A row buys every check of checks.h. tools/record_op_table.py reads the first four arguments of
// each Row(...) in rows_*.cc as text, makes the inputs, evaluates the expression with PyTorch and
// writes testdata/<family>.txt; a row that differs from what was recorded fails.
//
//   Row("addmm", "torch.addmm(a, b, c)", "any any any", "3x5,3x4,4x5 5,3x4,4x5 s,2x0,0x3",
//       [](T a, T b, T c) { return addmm(a, b, c); })
//
// - name: unique in the family; [a-z0-9_].
// - expression: Python on the inputs a, b, c, d; its value is a tensor or a tuple of tensors.
// - domains: what the elements of each input may be. Floating: any (-2..2), pos (0.25..4),
//   big (-4..-0.25 and 0.25..4), unit (-1..1), above (1..3), share (0..1), prob (a distribution
//   along the last dimension). const_any and so on: does not require grad. They
//   are exact in float32, all different, and at least 1/256 away from 0, from the integers and from
//   each other, so that nothing is checked at a kink. Others: mask (bool), index<n> (int64 in
//   0..n-1), negative<n> (in -n..n-1), permutation (0..numel-1).
// - samples: one word per case, one shape per input: 2x3, s for 0-dim, 0x3 for no elements; or the
//   name of a list in record_op_table.py, as @pair.
#ifndef GRADLAB_AUTOGRAD_OP_TABLE_ROW_H_
#define GRADLAB_AUTOGRAD_OP_TABLE_ROW_H_

#include <functional>
#include <ostream>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "gradlab/autograd/tensor.h"

namespace gradlab::op_table {

// For the parameters of the functions in rows.
using T = const Tensor&;

namespace internal {

inline variable_list as_list(Tensor t) { return {std::move(t)}; }
inline variable_list as_list(variable_list list) { return list; }
inline variable_list as_list(std::tuple<Tensor, Tensor> t) {
  return {std::get<0>(t), std::get<1>(t)};
}
inline variable_list as_list(std::tuple<Tensor, Tensor, Tensor> t) {
  return {std::get<0>(t), std::get<1>(t), std::get<2>(t)};
}

}  // namespace internal

class Row {
 public:
  template <class F>
  Row(std::string name, std::string expression, std::string domains, std::string samples, F f)
      : name_(std::move(name)),
        expression_(std::move(expression)),
        domains_(std::move(domains)),
        samples_(std::move(samples)),
        f_([f](const variable_list& in) {
          if constexpr (std::is_invocable_v<F, T>) {
            return internal::as_list(f(in.at(0)));
          } else if constexpr (std::is_invocable_v<F, T, T>) {
            return internal::as_list(f(in.at(0), in.at(1)));
          } else if constexpr (std::is_invocable_v<F, T, T, T>) {
            return internal::as_list(f(in.at(0), in.at(1), in.at(2)));
          } else {
            return internal::as_list(f(in.at(0), in.at(1), in.at(2), in.at(3)));
          }
        }) {}

  // Values and first gradients may be off by `tolerance` relatively; `reason` says why.
  Row tolerance(double tolerance, const char* /*reason*/) && {
    tolerance_ = tolerance;
    return std::move(*this);
  }
  // Not checked with inputs in other layouts.
  Row contiguous_only(const char* /*reason*/) && {
    any_layout_ = false;
    return std::move(*this);
  }

  // Results may have other strides than PyTorch's.
  Row other_strides(const char* /*reason*/) && {
    same_strides_ = false;
    return std::move(*this);
  }
  // Where PyTorch refuses the inputs, so does it, but in other words.
  Row other_texts(const char* /*reason*/) && {
    same_texts_ = false;
    return std::move(*this);
  }
  // Its gradient is meant to be something else than the derivative.
  Row not_the_derivative(const char* /*reason*/) && {
    is_derivative_ = false;
    return std::move(*this);
  }
  // Its last node has another name than PyTorch's.
  Row other_nodes(const char* /*reason*/) && {
    same_nodes_ = false;
    return std::move(*this);
  }

  const std::string& name() const { return name_; }
  const std::string& expression() const { return expression_; }
  const std::string& domains() const { return domains_; }
  const std::string& samples() const { return samples_; }
  variable_list operator()(const variable_list& inputs) const { return f_(inputs); }
  double tolerance() const { return tolerance_; }
  bool any_layout() const { return any_layout_; }
  bool same_strides() const { return same_strides_; }
  bool same_texts() const { return same_texts_; }
  bool is_derivative() const { return is_derivative_; }
  bool same_nodes() const { return same_nodes_; }

 private:
  std::string name_, expression_, domains_, samples_;
  std::function<variable_list(const variable_list&)> f_;
  double tolerance_ = 1e-12;
  bool any_layout_ = true;
  bool same_strides_ = true;
  bool same_texts_ = true;
  bool is_derivative_ = true;
  bool same_nodes_ = true;
};

// For GoogleTest's messages.
inline std::ostream& operator<<(std::ostream& os, const Row& row) { return os << row.expression(); }

// The rows of one family: each rows_*.cc defines these two, and a test links one of them.
const char* family();
const std::vector<Row>& rows();

}  // namespace gradlab::op_table

#endif  // GRADLAB_AUTOGRAD_OP_TABLE_ROW_H_
