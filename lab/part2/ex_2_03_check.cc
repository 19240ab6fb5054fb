#include <string>
#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part2/ex_2_03.h"

namespace ex_2_03 {
namespace {

using Sizes = std::vector<int64_t>;

Tensor numbers(const std::vector<double>& values) {
  return tensor(values, TensorOptions(kFloat64));
}

struct Directed {
  Tensor x, v;
};
std::string text(const Directed& in) {
  return "x = " + lab::Value(in.x).text() + ", v = " + lab::Value(in.v).text();
}
Tensor right(const Directed& in) { return 2 * in.x * in.v; }

// A function with its derivatives on paper.
struct Map {
  std::string name;
  Function f;
  std::function<Tensor(const Tensor&)> derivatives;
  Tensor x;
};
std::string map_text(const Map& in) { return in.name + " at " + lab::Value(in.x).text(); }
Tensor right_matrix(const Map& in) { return in.derivatives(in.x.detach()); }
Tensor matrix(const std::vector<std::vector<Tensor>>& rows) {
  std::vector<Tensor> stacked;
  for (const std::vector<Tensor>& row : rows) stacked.push_back(stack(row));
  return stack(stacked);
}

// Its state, to see whether a call leaves it alone.
struct State {
  bool requires_grad;
  Tensor grad, values;
};
State state(const Tensor& x) {
  return {x.requires_grad(), x.grad().defined() ? x.grad().clone() : Tensor(), x.detach().clone()};
}

// Refuses a function that changed x.
template <class F>
void leaves_alone(lab::Check& c, const std::string& function, const Tensor& x, const F& call) {
  const State before = state(x);
  Tensor first, second;
  c.runs(function, "x-after", [&] { first = call(x); });
  c.refuse("cloned", function, "x-after", !first.defined(), {{"got", first}});
  first = first.clone();
  const State after = state(x);
  c.refuse("not-own-leaf", function, "x-after",
           after.requires_grad != before.requires_grad || !lab::same(after.grad, before.grad),
           {{"requires", after.requires_grad},
            {"grad", after.grad},
            {"required", before.requires_grad},
            {"former", before.grad}});
  c.require(function, "x-after", lab::same(after.values, before.values));
  c.runs(function, "second-call", [&] { second = call(x); });
  c.require(function, "second-call", lab::same(first, second));
  c.require(function, "second-call", !second.requires_grad());
}

void check_vjp(lab::Check& c, const Written& student) {
  const std::vector<Directed> points = {
      {numbers({1, 2, 3}), numbers({1, 10, 100})},
      {numbers({-2, 0.5}), numbers({3, -4})},
      {numbers({0.25, -1, 7, 5}), numbers({2, 0.5, -1, 3})},
      {numbers({3, -0.5, 4}), numbers({-2, 0, 1.5})},
      {numbers({0, 5}), numbers({7, -3})},
      {numbers({4}), numbers({-2.5})},
      {numbers({1, 2, 3}).to(kFloat32), numbers({1, 10, 100}).to(kFloat32)}};
  c.about("vjp", "directed", points)
      .input_text(text)
      .got([&](const Directed& in) { return student.vjp(in.x.clone(), in.v); })
      .expected(right)
      .mistake("ignored-v", [](const Directed& in) { return 2 * in.x; },
               {{"ones", [](const Directed& in) { return ones_like(in.x); }}})
      .mistake("full-jacobian", [](const Directed& in) { return (2 * in.x).diag(); },
               {{"n", [](const Directed& in) { return in.x.numel(); }}})
      .mistake("values-weighted", [](const Directed& in) { return in.x * in.x * in.v; })
      .check();
  const Tensor x = numbers({1, 2, 3});
  const Tensor table = numbers({1, 2, 3, 4, 5, 6}).reshape({2, 3});
  const auto wanted = [](const Directed& in) { return lab::Value(in.x.sizes()); };
  const auto shape = [](const Directed& in) { return lab::Value(in.v.sizes()); };
  c.about("vjp", "other-shape",
          std::vector<Directed>{{x, numbers({5})},
                                {numbers({2, -1}), numbers({3})},
                                {table, numbers({1, 10, 100})},
                                {table, numbers({1, 10}).unsqueeze(1)},
                                {x, numbers({1, 10})},
                                {x, numbers({1, 2, 3, 4})},
                                {table, table.t()},
                                {x, numbers({1, 10, 100}).unsqueeze(0)}})
      .input_text(text)
      .got([&](const Directed& in) { return student.vjp(in.x.clone(), in.v); })
      .expected([](const Directed&) { return lab::raises<Error>("shape"); })
      .mistake("broadcast-v",
               [](const Directed& in) {
                 const Tensor weighted = right(in);
                 return weighted.numel() == in.x.numel() ? weighted.reshape(in.x.sizes())
                                                         : weighted;
               },
               {{"shape", shape}, {"wanted", wanted}})
      .check();

  std::vector<Directed> states = {{numbers({1, 2, 3}), numbers({1, 10, 100})},
                                  {numbers({4, -1}).requires_grad_(), numbers({0.5, 3})},
                                  {numbers({2, 5, 7}).requires_grad_(), numbers({3, -1, 2})},
                                  {table.clone(), table + 0.5}};
  states[2].x.mutable_grad() = numbers({100, 200, 300});
  for (const Directed& in : c.inputs(states)) {
    leaves_alone(c, "vjp", in.x, [&](const Tensor& t) { return student.vjp(t, in.v); });
  }
  // A result of operations: it has a history of its own, which must not be touched.
  const Tensor a = numbers({1, 2}).requires_grad_(), b = a * 3;
  c.require("vjp", "x-after",
            lab::same(student.vjp(b, numbers({1, 2})), numbers({6, 24})) && !a.grad().defined());

  c.gradients("vjp", "gradient")
      .shapes({{3, 4}})
      .at({{x}, {numbers({-4, 0})}})
      .forward([](const lab::Tensors& in) { return in[0] * in[0]; })
      .got([&](const lab::GradPoint& p) { return student.vjp(p.in[0], p.v); })
      .theory([](const lab::GradPoint& p) { return 2 * p.in[0] * p.v; })
      .mistake("ignored-v", [](const lab::GradPoint& p) { return 2 * p.in[0]; },
               {{"ones", [](const lab::GradPoint& p) { return ones_like(p.v); }}})
      .check();
}

void check_jacobian(lab::Check& c, const Written& student) {
  const auto product = [](const Tensor& x) { return stack({x[0] * x[1], x[1] * x[2] * x[2]}); };
  const auto of_product = [](const Tensor& x) {
    return matrix({{x[1], x[0], 0 * x[0]}, {0 * x[0], x[2] * x[2], 2 * x[1] * x[2]}});
  };
  const auto four = [](const Tensor& x) {
    return stack({x[0] * x[0], x[0] * x[1], x[1].exp(), 5 * x[1] * x[1] - x[0]});
  };
  const auto of_four = [](const Tensor& x) {
    return matrix(
        {{2 * x[0], 0 * x[0]}, {x[1], x[0]}, {0 * x[0], x[1].exp()}, {0 * x[0] - 1, 10 * x[1]}});
  };
  const Tensor weights = numbers({1, -2, 3, 0.5, 4, -1, 2, 7}).reshape({2, 4});
  const auto squared = [weights](const Tensor& x) { return weights.matmul(x).pow(2); };
  const auto of_squared = [weights](const Tensor& x) {
    return 2 * weights.matmul(x).unsqueeze(1) * weights;
  };
  const auto linear = [weights](const Tensor& x) { return weights.t().matmul(x) + 1; };
  const auto of_linear = [weights](const Tensor&) { return weights.t().clone(); };
  const auto one = [](const Tensor& x) { return (x * x).sum(0, true); };
  const auto of_one = [](const Tensor& x) { return (2 * x).unsqueeze(0); };
  const auto many = [](const Tensor& x) { return x.expand({3}).sin(); };
  const auto of_many = [](const Tensor& x) { return x.cos().expand({3, 1}).clone(); };
  const std::vector<Map> maps = {
      {"[x0 x1, x1 x2^2]", product, of_product, numbers({2, -1, 3})},
      {"[x0^2, x0 x1, exp x1, 5 x1^2 - x0]", four, of_four, numbers({3, 0.5})},
      {"(W x)^2", squared, of_squared, numbers({1, 2, -1, 0.5})},
      {"[x0 x1, x1 x2^2]", product, of_product, numbers({0.5, 4, -2})},
      {"W^T x + 1", linear, of_linear, numbers({1.5, -2})},
      {"[x0^2 + x1^2 + x2^2]", one, of_one, numbers({1, 2, 5})},
      {"[sin x0, sin x0, sin x0]", many, of_many, numbers({0.7})},
      {"(W x)^2", squared, of_squared, numbers({1, 2, -1, 0.5}).requires_grad_()}};
  const auto last = [](const auto& of) {
    return [of](const Map& in) { return lab::Value(Tensor(of(in))[-1]); };
  };
  const auto added = [](const Map& in) { return right_matrix(in).cumsum(0); };
  c.about("jacobian", "matrix", maps)
      .input_text(map_text)
      .got([&](const Map& in) { return student.jacobian(in.f, in.x); })
      .expected(right_matrix)
      .evidence("finite-difference",
                [](const Map& in) {
                  std::vector<Tensor> rows;
                  const Tensor y = in.f(in.x.detach());
                  for (int64_t i = 0; i < y.size(0); ++i) {
                    const Tensor e = zeros_like(y);
                    e[i] = 1;
                    rows.push_back(lab::finite_difference(
                        [&](const lab::Tensors& t) { return in.f(t[0]); }, {{in.x}, e}, 0));
                  }
                  return stack(rows);
                })
      .mistake("columns", [](const Map& in) { return right_matrix(in).t(); },
               {{"yours", [](const Map& in) { return right_matrix(in).t().sizes().vec(); }},
                {"right", [](const Map& in) { return right_matrix(in).sizes().vec(); }}})
      .mistake("rows-added", added, {{"yours", last(added)}, {"right", last(right_matrix)}})
      .mistake("one-gradient",
               [](const Map& in) {
                 const Tensor right = right_matrix(in);
                 return right.sum(0).expand(right.sizes());
               },
               {{"yours", [](const Map& in) { return right_matrix(in).sum(0); }}})
      .mistake("summed", [](const Map& in) { return right_matrix(in).sum(0); })
      .mistake("graph-freed",
               [](const Map& in) -> lab::Value {
                 // With a single output there is no second pass.
                 if (right_matrix(in).size(0) == 1) return right_matrix(in);
                 throw GraphFreedError("Trying to backward through the graph a second time");
               })
      .check();
  for (const Map& in : c.inputs(maps)) {
    const Tensor x = in.x.requires_grad() ? in.x : in.x.clone();
    leaves_alone(c, "jacobian", x, [&](const Tensor& t) { return student.jacobian(in.f, t); });
  }
}

void check(lab::Check& c, const Written& student) {
  check_vjp(c, student);
  check_jacobian(c, student);
  c.answer("third", right({numbers({1, 2, 3}), numbers({1, 10, 100})})[2]);
  c.answer("scalar", true);
}

void show(lab::Log& log, const Written& student) {
  const Tensor x = tensor({1., 2., 3.}, requires_grad()), v = tensor({1., 10., 100.});
  log.raises("(x * x).backward()", [&] { (x * x).backward(); });
  log("vjp(x, v)", student.vjp(x, v));
  log("vjp(x, torch.ones(3))", student.vjp(x, ones({3})));
  log("jacobian(lambda x: x * x, x)", student.jacobian([](const Tensor& t) { return t * t; }, x));
  log("jacobian(lambda x: torch.stack([x[0] * x[1], x[2]]), x)",
      student.jacobian(
          [](const Tensor& t) {
            return stack({t[0] * t[1], t[2]});
          },
          x));
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_2_03
