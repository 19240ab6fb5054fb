#include <algorithm>
#include <string>
#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part1/ex_1_09.h"

namespace ex_1_09 {
namespace {

using Sizes = std::vector<int64_t>;

struct Shapes {
  Sizes a, b;
};
std::string text(const Shapes& in) {
  return lab::Value(in.a).text() + ", " + lab::Value(in.b).text();
}

// What the library does, with the kind of error that the exercise asks for.
lab::Value right(const Shapes& in) {
  try {
    return broadcast_sizes(in.a, in.b);
  } catch (const Error&) {
    return lab::raises<ValueError>();
  }
}
Sizes left_aligned(const Shapes& in) {
  Sizes a(in.a.rbegin(), in.a.rend()), b(in.b.rbegin(), in.b.rend());
  while (a.size() < b.size()) a.insert(a.begin(), 1);
  while (b.size() < a.size()) b.insert(b.begin(), 1);
  Sizes reversed;
  try {
    reversed = broadcast_sizes(a, b);
  } catch (const Error&) {
    throw ValueError("");
  }
  return Sizes(reversed.rbegin(), reversed.rend());
}
Sizes short_result(const Shapes& in) {
  const size_t n = std::min(in.a.size(), in.b.size());
  return broadcast_sizes(Sizes(in.a.end() - static_cast<std::ptrdiff_t>(n), in.a.end()),
                         Sizes(in.b.end() - static_cast<std::ptrdiff_t>(n), in.b.end()));
}
Sizes larger(const Shapes& in) {
  Sizes a = in.a, b = in.b;
  while (a.size() < b.size()) a.insert(a.begin(), 1);
  while (b.size() < a.size()) b.insert(b.begin(), 1);
  for (size_t i = 0; i < a.size(); ++i) a[i] = std::max(a[i], b[i]);
  return a;
}

struct Two {
  Tensor a, b;
};
std::string pair_text(const Two& in) {
  return lab::Value(in.a).text() + ", " + lab::Value(in.b).text();
}
Tensor numbers(const std::vector<double>& values, ScalarType dtype = kFloat64) {
  return tensor(values, TensorOptions(dtype));
}

Tensor sums(const Two& in) {
  const Tensor out = empty({in.a.size(0), in.b.size(0)}, in.a.options());
  for (int64_t i = 0; i < in.a.size(0); ++i) {
    for (int64_t j = 0; j < in.b.size(0); ++j) out[i][j] = in.a[i] + in.b[j];
  }
  return out;
}

Tensor squares(const Two& in) { return (in.a.flatten() - in.b.flatten()).pow(2); }
lab::Value count(const Two& in) { return in.a.numel(); }

void check(lab::Check& c, const Written& student) {
  const auto got = [&](const Shapes& in) { return student.broadcast_shape(in.a, in.b); };
  // In each of the first four, every mistake gives something else.
  // First shapes that the left alignment takes as well, with another result.
  c.about("broadcast_shape", "fitting",
          std::vector<Shapes>{{{2, 1}, {2, 1, 5}},
                              {{1, 1, 5}, {5}},
                              {{1, 6}, {2, 6, 1}},
                              {{3, 1, 2}, {3, 1}},
                              {{7, 1}, {7, 1, 3}}})
      .input_text(text)
      .got(got)
      .expected(right)
      .mistake("left-aligned", left_aligned)
      .mistake("short-result", short_result)
      .mistake("same-length", [](const Shapes&) -> lab::Value { throw ValueError(""); })
      .mistake("reversed",
               [](const Shapes& in) {
                 const Sizes sizes = broadcast_sizes(in.a, in.b);
                 return Sizes(sizes.rbegin(), sizes.rend());
               })
      .check();
  c.about("broadcast_shape", "fitting",
          std::vector<Shapes>{{{4}, {3, 4}},
                              {{2, 1, 4}, {3, 1}},
                              {{3, 1}, {2, 3, 5}},
                              {{5, 1, 4, 1}, {3, 1, 6}},
                              {{3, 1}, {1, 4}},
                              {{}, {2, 3}},
                              {{2, 3}, {}},
                              {{}, {}},
                              {{1}, {5}},
                              {{5}, {1}},
                              {{2, 3}, {2, 3}},
                              {{7, 1}, {2, 1, 5}},
                              {{1, 1}, {1}}})
      .input_text(text)
      .got(got)
      .expected(right)
      .mistake("left-aligned", left_aligned)
      .mistake("short-result", short_result)
      .check();
  c.about("broadcast_shape", "not-fitting",
          std::vector<Shapes>{{{3}, {4}},
                              {{3}, {3, 4}},
                              {{2, 3}, {3, 2}},
                              {{4, 1, 2}, {3, 1, 2}},
                              {{2, 3}, {2}},
                              {{2, 2}, {2, 4}},
                              {{4, 3}, {2, 3}},
                              {{0}, {2}},
                              {{2, 0}, {3}},
                              {{5, 6}, {7, 1, 3}}})
      .input_text(text)
      .got(got)
      .expected(right)
      .mistake("no-check", larger)
      .check();
  c.about("broadcast_shape", "empty",
          std::vector<Shapes>{
              {{0}, {1}}, {{3, 0}, {1}}, {{1, 1}, {0, 4}}, {{2, 1}, {2, 0}}, {{0}, {0}}, {{0}, {}}})
      .input_text(text)
      .got(got)
      .expected(right)
      .mistake("zero-size", larger)
      .check();

  const std::vector<Two> vectors = {
      {numbers({0, 10, 20}), numbers({1, 2, 3, 4})},
      {numbers({-1.5, 2}), numbers({7, 0.25, -3, 8, 1})},
      {numbers({1, 2, 3, 4}, kFloat32), numbers({100, 200}, kFloat32)},
      {numbers({5, -5}), numbers({3, 4, 9})},
      {numbers({1, 2, 3}), numbers({10, 20, 30})},
      {numbers({1, 2, 3, 4}), numbers({100})},
      {numbers({6}), numbers({1, 2, 3})},
      {tensor({1, 2}), tensor({10, 20, 30})}};
  const auto shape = [](bool turned) {
    return [turned](const Two& in) {
      return lab::Value(turned ? Sizes{in.b.size(0), in.a.size(0)}
                               : Sizes{in.a.size(0), in.b.size(0)});
    };
  };
  c.about("outer_sum", "outer", vectors)
      .input_text(pair_text)
      .got([&](const Two& in) { return student.outer_sum(in.a, in.b); })
      .expected(sums)
      .mistake("no-new-axis", [](const Two& in) { return in.a + in.b; }, {{"n", count}})
      .mistake("no-new-axis", [](const Two& in) { return in.a.unsqueeze(0) + in.b; },
               {{"n", count}})
      .mistake("outer-transposed", [](const Two& in) { return sums(in).t(); },
               {{"n", count}, {"yours", shape(true)}, {"right", shape(false)}})
      .check();

  const Tensor five = numbers({0.5, -1, 2, 3, -2.5});
  const std::vector<Two> samples = {
      {numbers({1, 2, 3}).unsqueeze(1), numbers({1, 2, 3})},
      {numbers({4, -2, 0, 1}), numbers({3, 1, 1, -5}).unsqueeze(1)},
      {five.unsqueeze(1), numbers({1, 2, -3, 0, 1})},
      {numbers({1, 5}, kFloat32).unsqueeze(1), numbers({4, 0}, kFloat32)},
      {five, numbers({2, 2, -1, 0.5, 7})},
      {numbers({3, 1, 2}).unsqueeze(1), numbers({0, 4, 7}).unsqueeze(1)},
      {numbers({3}).unsqueeze(1), numbers({-2})},
      {stack({five, -five}, 1).slice(1, 0, 1), five + 1}};
  c.about("mse", "loss", samples)
      .input_text(pair_text)
      .got([&](const Two& in) { return student.mse(in.a, in.b); })
      .expected([](const Two& in) { return squares(in).sum() / in.a.numel(); })
      .mistake("n-by-n", [](const Two& in) { return (in.a - in.b).pow(2).mean(); },
               {{"n", count}, {"pairs", [](const Two& in) { return in.a.numel() * in.a.numel(); }}})
      .mistake("sum", [](const Two& in) { return squares(in).sum(); }, {{"n", count}})
      .mistake("not-squared",
               [](const Two& in) { return (in.a.flatten() - in.b.flatten()).mean(); })
      .mistake("fixed-axis", [](const Two& in) { return (in.a - in.b.unsqueeze(1)).pow(2).mean(); },
               {{"a", [](const Two& in) { return in.a.sizes().vec(); }},
                {"b", [](const Two& in) { return in.b.sizes().vec(); }}})
      .check();
  c.about("mse", "other-number",
          std::vector<Two>{{numbers({2}).unsqueeze(1), numbers({1, 2, 3})},
                           {numbers({1, 2, 4}).unsqueeze(1), numbers({3})},
                           {numbers({5}), numbers({1, 2}).unsqueeze(1)},
                           {numbers({1, 2, 3, 4}), numbers({9})},
                           {numbers({1, 2}), numbers({1, 2, 3})}})
      .input_text(pair_text)
      .got([&](const Two& in) { return student.mse(in.a, in.b); })
      .expected([](const Two&) { return lab::raises(); })
      .mistake("stretched", [](const Two& in) { return squares(in).mean(); },
               {{"predictions", count}, {"targets", [](const Two& in) { return in.b.numel(); }}})
      .check();

  const auto unchanged = [&](const char* function, const Two& in, const auto& f) {
    const Tensor a = in.a.clone(), b = in.b.clone();
    f(a, b);
    c.require(function, "input-after", lab::same(a, in.a) && lab::same(b, in.b));
  };
  for (const Two& in : c.inputs(vectors)) unchanged("outer_sum", in, student.outer_sum);
  for (const Two& in : c.inputs(samples)) unchanged("mse", in, student.mse);
  c.answer("pairs", (zeros({3, 1}) - zeros({3})).numel());
  c.answer("shape", broadcast_sizes({2, 1, 4}, {3, 1}));
}

void show(lab::Log& log, const Written& student) {
  log.shape("broadcast_shape((3, 1), (1, 4))", student.broadcast_shape({3, 1}, {1, 4}));
  log.shape("broadcast_shape((2, 1, 4), (3, 1))", student.broadcast_shape({2, 1, 4}, {3, 1}));
  log.raises("torch.zeros(3) + torch.zeros(3, 4)", [] { zeros({3}) + zeros({3, 4}); });
  log("outer_sum(torch.tensor([0., 10., 20.]), torch.tensor([1., 2., 3., 4.]))",
      student.outer_sum(tensor({0., 10., 20.}), tensor({1., 2., 3., 4.})));
  const Tensor prediction = tensor({{1.}, {2.}, {3.}}), target = tensor({1., 2., 3.});
  log.shape("(prediction - target).shape", (prediction - target).sizes());
  log("(prediction - target).pow(2).mean()", (prediction - target).pow(2).mean());
  log("mse(prediction, target)", student.mse(prediction, target));
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_1_09
