#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part1/ex_1_01.h"

namespace ex_1_01 {
namespace {

using Numbers = std::vector<int64_t>;

// Element by element, so that nothing here relies on the functions that are asked for.
template <class F>
Tensor filled(const std::vector<int64_t>& shape, ScalarType dtype, F value) {
  Tensor t = empty(shape, TensorOptions(kFloat64));
  for (int64_t i = 0; i < t.numel(); ++i) t.data_ptr<double>()[i] = static_cast<double>(value(i));
  return t.to(dtype);
}
// The numbers from `first` in steps of `step` as long as `goes_on`.
template <class F>
Tensor sequence(int64_t first, int64_t step, F goes_on) {
  Numbers numbers;
  for (int64_t x = first; goes_on(x); x += step) numbers.push_back(x);
  return filled({static_cast<int64_t>(numbers.size())}, kInt64,
                [&](int64_t i) { return numbers[static_cast<size_t>(i)]; });
}
Tensor table(const Numbers& in, ScalarType dtype, int64_t value) {
  return filled({in[0], in[1]}, dtype, [&](int64_t) { return value; });
}
Tensor list(const Numbers& numbers, ScalarType dtype) {
  return filled({static_cast<int64_t>(numbers.size())}, dtype,
                [&](int64_t i) { return numbers[static_cast<size_t>(i)]; });
}
// The multiples of in[0]: less than in[1], or that too.
Tensor up_to(const Numbers& in, bool with_end) {
  return sequence(0, in[0], [&](int64_t x) { return x < in[1] + (with_end ? 1 : 0); });
}

void check(lab::Check& c, const Written& student) {
  c.about("from_list", "list", std::vector<Numbers>{{1, 2, 3}, {-4, 0, 9}, {7, 7, -1}, {0, 5, 8}})
      .got([&](const Numbers& in) { return student.from_list(in[0], in[1], in[2]); })
      .expected([](const Numbers& in) { return list(in, kFloat32); })
      .mistake("int-dtype", [](const Numbers& in) { return list(in, kInt64); })
      .check();
  const std::vector<Numbers> sizes = {{2, 3}, {4, 1}, {1, 5}, {3, 2}, {2, 0}};
  const auto values = [](const Numbers& in) { return list(in, kInt64); };
  c.about("zero_table", "zeros", sizes)
      .got([&](const Numbers& in) { return student.zero_table(in[0], in[1]); })
      .expected([](const Numbers& in) { return table(in, kFloat32, 0); })
      .mistake("values-not-sizes", values,
               {{"rows", [](const Numbers& in) { return in[0]; }},
                {"columns", [](const Numbers& in) { return in[1]; }}})
      .check();
  c.about("ones_to_count", "ones", sizes)
      .got([&](const Numbers& in) { return student.ones_to_count(in[0], in[1]); })
      .expected([](const Numbers& in) { return table(in, kInt64, 1); })
      .mistake("values-not-sizes", values,
               {{"rows", [](const Numbers& in) { return in[0]; }},
                {"columns", [](const Numbers& in) { return in[1]; }}})
      .mistake("default-dtype", [](const Numbers& in) { return table(in, kFloat32, 1); })
      .check();
  c.about("constant", "constant",
          std::vector<Numbers>{{2, 3, 7}, {1, 4, -2}, {3, 1, 10}, {5, 2, 0}, {4, 6, 1}})
      .got([&](const Numbers& in) { return student.constant(in[0], in[1], in[2]); })
      .expected([](const Numbers& in) { return table(in, kFloat32, in[2]); })
      .mistake("int-dtype", [](const Numbers& in) { return table(in, kInt64, in[2]); })
      .check();
  // With the end right behind the last number, in the middle of a step, and on a step.
  c.about("multiples", "multiples",
          std::vector<Numbers>{{3, 9}, {5, 10}, {3, 10}, {2, 6}, {1, 4}, {4, 13}, {6, 5}})
      .got([&](const Numbers& in) { return student.multiples(in[0], in[1]); })
      .expected([](const Numbers& in) { return up_to(in, false); })
      .mistake("arange-end", [](const Numbers& in) { return up_to(in, true); },
               {{"step", [](const Numbers& in) { return in[0]; }},
                {"end", [](const Numbers& in) { return in[1]; }}})
      .mistake("end-for-step", [](const Numbers& in) { return arange(0, in[0], in[1]); },
               {{"step", [](const Numbers& in) { return in[0]; }},
                {"end", [](const Numbers& in) { return in[1]; }}})
      .check();
  c.about("countdown", "countdown", std::vector<int64_t>{5, 1, 8, 0, 3})
      .got([&](int64_t start) { return student.countdown(start); })
      .expected([](int64_t start) { return sequence(start, -1, [](int64_t x) { return x >= 0; }); })
      .mistake("arange-short",
               [](int64_t start) { return sequence(start, -1, [](int64_t x) { return x > 0; }); },
               {{"count", [](int64_t start) { return start; }},
                {"right", [](int64_t start) { return start + 1; }}})
      .mistake("upwards",
               [](int64_t start) { return sequence(0, 1, [=](int64_t x) { return x <= start; }); })
      .mistake("step-sign", [](int64_t start) { return arange(start, -1); },
               {{"start", [](int64_t start) { return start; }}})
      .mistake("step-sign", [](int64_t start) { return arange(start, 0); },
               {{"start", [](int64_t start) { return start; }}})
      .check();
  using Ends = std::vector<double>;  // low, high, count
  const auto even = [](const Ends& in, double gaps) {
    return filled({static_cast<int64_t>(in[2])}, kFloat32, [&](int64_t i) {
      return in[0] + (in[1] - in[0]) * static_cast<double>(i) / gaps;
    });
  };
  c.about("evenly", "evenly",
          std::vector<Ends>{{0, 1, 5}, {-2, 2, 9}, {10, 4, 4}, {0.5, 3.5, 2}, {-1, -0.25, 4}})
      .got(
          [&](const Ends& in) { return student.evenly(in[0], in[1], static_cast<int64_t>(in[2])); })
      .expected([&](const Ends& in) { return even(in, in[2] - 1); })
      .mistake("high-missing", [&](const Ends& in) { return even(in, in[2]); },
               {{"low", [](const Ends& in) { return in[0]; }},
                {"high", [](const Ends& in) { return in[1]; }},
                {"count", [](const Ends& in) { return in[2]; }},
                {"gaps", [](const Ends& in) { return in[2] - 1; }}})
      .mistake("step-for-count",
               [](const Ends& in) {
                 return linspace(in[0], in[1], static_cast<int64_t>((in[1] - in[0]) / (in[2] - 1)));
               },
               {{"count", [](const Ends& in) { return in[2]; }},
                {"step", [](const Ends& in) { return (in[1] - in[0]) / (in[2] - 1); }}})
      .check();
  c.answer("list-dtype", python_dtype_name(tensor({1, 2, 3}).scalar_type()));
  c.answer("arange-count", arange(0, 10, 3).numel());
}

void show(lab::Log& log, const Written& student) {
  log("from_list(1, 2, 3)", student.from_list(1, 2, 3));
  log("zero_table(2, 3)", student.zero_table(2, 3));
  log("ones_to_count(2, 3)", student.ones_to_count(2, 3));
  log("constant(2, 2, 7)", student.constant(2, 2, 7));
  log("multiples(3, 10)", student.multiples(3, 10));
  log("countdown(5)", student.countdown(5));
  log("evenly(0, 1, 5)", student.evenly(0, 1, 5));
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_1_01
