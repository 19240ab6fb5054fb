#include <algorithm>
#include <string>
#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part1/ex_1_04.h"

namespace ex_1_04 {
namespace {

using Places = std::vector<int64_t>;
// A table and what is asked of it.
struct In {
  Tensor m;
  Places at;
};

Tensor table(int64_t rows, int64_t columns, ScalarType dtype = kInt64) {
  return arange(rows * columns).reshape({rows, columns}).to(dtype);
}
// The same with its columns lying in memory one after another.
Tensor by_columns(int64_t rows, int64_t columns, ScalarType dtype = kInt64) {
  return table(rows, columns, dtype).t().contiguous().t();
}
double element(const Tensor& m, int64_t i, int64_t j) { return m[i][j].item<double>(); }

Tensor list(const std::vector<double>& numbers, const Tensor& like) {
  return tensor(numbers, kFloat64).to(like.scalar_type());
}
Places range_of(int64_t start, int64_t end, int64_t step = 1) {
  Places places;
  for (int64_t i = start; i < end; i += step) places.push_back(i);
  return places;
}
// A bound of a slice as a place from 0 to size.
int64_t bound(int64_t at, int64_t size) {
  return std::clamp(at < 0 ? at + size : at, int64_t{0}, size);
}
int64_t wrapped(int64_t at, int64_t size) { return at < 0 ? at + size : at; }

Tensor row_of(const Tensor& m, int64_t i, const Places& columns) {
  std::vector<double> numbers;
  for (const int64_t j : columns) numbers.push_back(element(m, wrapped(i, m.size(0)), j));
  return list(numbers, m);
}
Tensor row_of(const Tensor& m, int64_t i) { return row_of(m, i, range_of(0, m.size(1))); }
Tensor block_of(const Tensor& m, const Places& b) {
  const Places rows = range_of(bound(b[0], m.size(0)), bound(b[1], m.size(0)));
  const Places columns = range_of(bound(b[2], m.size(1)), bound(b[3], m.size(1)));
  std::vector<double> numbers;
  for (const int64_t i : rows) {
    for (const int64_t j : columns) numbers.push_back(element(m, i, j));
  }
  return list(numbers, m)
      .reshape({static_cast<int64_t>(rows.size()), static_cast<int64_t>(columns.size())});
}
Tensor greater(const Tensor& m, double limit, bool or_equal) {
  std::vector<double> numbers;
  for (int64_t i = 0; i < m.size(0); ++i) {
    for (int64_t j = 0; j < m.size(1); ++j) {
      const double x = element(m, i, j);
      if (x > limit || (or_equal && x == limit)) numbers.push_back(x);
    }
  }
  return list(numbers, m);
}
std::string text_of(const In& in) { return str(in.m.sizes(), ", ", lab::Value(in.at).text()); }

void check(lab::Check& c, const Written& student) {
  const lab::Question<In>::Function place = [](const In& in) { return in.at[0]; };
  const lab::Question<In>::Function next = [](const In& in) { return in.at[0] + 1; };
  const auto cut = [](const In& in) { return in.m.slice(0, in.at[0], in.at[0] + 1).reshape({-1}); };
  c.about("row", "row",
          std::vector<In>{{table(3, 4), {1}},
                          {table(2, 5, kFloat32), {0}},
                          {by_columns(4, 3, kFloat64), {2}},
                          {table(5, 3), {-1}},
                          {by_columns(3, 5), {-3}},
                          {table(6, 2), {5}}})
      .input_text(text_of)
      .got([&](const In& in) { return student.row(in.m, in.at[0]); })
      .expected([](const In& in) { return row_of(in.m, in.at[0]); })
      .mistake("column-for-row",
               [](const In& in) {
                 return in.m.index({Slice(), in.at[0]});
               },
               {{"i", place}})
      .mistake("slice-for-index", cut, {{"i", place}, {"next", next}})
      .mistake("kept-axis", [](const In& in) { return row_of(in.m, in.at[0]).unsqueeze(0); })
      // Row -1 is what -1:0 misses.
      .mistake("kept-axis", [](const In& in) { return in.m.slice(0, in.at[0], in.at[0] + 1); })
      .check();
  c.about("row", "no-row",
          std::vector<In>{{table(3, 4), {3}},
                          {table(2, 5), {4}},
                          {table(4, 3), {4}},
                          {by_columns(5, 6), {-6}},
                          {table(3, 4), {-4}}})
      .input_text(text_of)
      .got([&](const In& in) { return student.row(in.m, in.at[0]); })
      .expected([](const In&) { return lab::raises<IndexError>(); })
      .mistake("slice-for-index", cut, {{"i", place}, {"next", next}})
      .check();
  c.about("column", "column",
          std::vector<In>{{table(3, 4), {2}},
                          {table(2, 5, kFloat32), {1}},
                          {by_columns(4, 3, kFloat64), {0}},
                          {table(5, 3), {-1}},
                          {by_columns(3, 5), {-2}},
                          {table(2, 6), {5}}})
      .input_text(text_of)
      .got([&](const In& in) { return student.column(in.m, in.at[0]); })
      .expected([](const In& in) { return row_of(in.m.t(), in.at[0]); })
      .mistake("axes-swapped", [](const In& in) { return in.m.select(0, in.at[0]); },
               {{"j", place}})
      .mistake("kept-axis", [](const In& in) { return row_of(in.m.t(), in.at[0]).unsqueeze(1); })
      .mistake("kept-axis", [](const In& in) { return in.m.slice(1, in.at[0], in.at[0] + 1); })
      .check();
  c.about("column", "no-column",
          std::vector<In>{
              {table(3, 4), {4}}, {table(4, 2), {3}}, {by_columns(2, 3), {-4}}, {table(5, 1), {1}}})
      .input_text(text_of)
      .got([&](const In& in) { return student.column(in.m, in.at[0]); })
      .expected([](const In&) { return lab::raises<IndexError>(); })
      .check();

  const auto longer = [](const In& in, int64_t more_rows) {
    return block_of(in.m, {in.at[0], in.at[1] + more_rows, in.at[2], in.at[3] + 1});
  };
  const lab::Question<In>::Named widths = {
      {"columns", [longer](const In& in) { return longer(in, 0).size(1); }},
      {"right", [](const In& in) { return block_of(in.m, in.at).size(1); }}};
  const lab::Question<In>::Named lengths = {
      {"left", [](const In& in) { return in.at[2]; }},
      {"right", [](const In& in) { return in.at[3]; }},
      {"reached", [](const In& in) { return in.at[2] + in.at[3] - 1; }}};
  const lab::Question<In>::Named sides = {{"top", [](const In& in) { return in.at[0]; }},
                                          {"bottom", [](const In& in) { return in.at[1]; }},
                                          {"left", [](const In& in) { return in.at[2]; }},
                                          {"right", [](const In& in) { return in.at[3]; }}};
  c.about("block", "block",
          std::vector<In>{{table(3, 4), {0, 2, 1, 3}},
                          {table(7, 6, kFloat32), {1, 3, 2, 4}},
                          {by_columns(6, 9, kFloat64), {2, 3, 3, 5}},
                          {table(4, 5), {1, 2, 2, 3}},
                          {table(5, 6), {-3, -1, 0, -2}},
                          {table(3, 4), {1, 9, 2, 5}},
                          {table(3, 4), {2, 2, 0, 4}}})
      .input_text(text_of)
      .got(
          [&](const In& in) { return student.block(in.m, in.at[0], in.at[1], in.at[2], in.at[3]); })
      .expected([](const In& in) { return block_of(in.m, in.at); })
      .mistake(
          "end-included", [longer](const In& in) { return longer(in, 1); }, widths)
      .mistake(
          "end-included", [longer](const In& in) { return longer(in, 0); }, widths)
      .mistake(
          "length-for-end",
          [](const In& in) {
            return in.m.narrow(0, in.at[0], in.at[1]).narrow(1, in.at[2], in.at[3]);
          },
          lengths)
      .mistake(
          "length-for-end",
          [](const In& in) {
            return in.m.slice(0, in.at[0], in.at[1]).narrow(1, in.at[2], in.at[3]);
          },
          lengths)
      .mistake(
          "block-swapped",
          [](const In& in) {
            return block_of(in.m, {in.at[2], in.at[3], in.at[0], in.at[1]});
          },
          sides)
      .mistake(
          "chained-slices",
          [](const In& in) {
            return in.m.slice(0, in.at[0], in.at[1]).slice(0, in.at[2], in.at[3]);
          },
          sides)
      .mistake("stop-minus-one",
               [](const In& in) {
                 return block_of(in.m, {in.at[0], in.at[1] - 1, in.at[2], in.at[3] - 1});
               })
      .check();

  c.about("every_second_of_last_row", "second",
          std::vector<In>{{table(4, 5), {}},
                          {table(3, 4), {}},
                          {by_columns(5, 3, kFloat32), {}},
                          {table(6, 6, kFloat64), {}},
                          {table(1, 7), {}},
                          {table(2, 1), {}}})
      .input_text([](const In& in) { return lab::Value(in.m.sizes()).text(); })
      .got([&](const In& in) { return student.every_second_of_last_row(in.m); })
      .expected([](const In& in) { return row_of(in.m, -1, range_of(0, in.m.size(1), 2)); })
      .mistake("stop-for-step",
               [](const In& in) { return row_of(in.m, -1, range_of(0, bound(2, in.m.size(1)))); })
      .mistake("fixed-row",
               [](const In& in) {
                 return in.m.index({2, Slice(None, None, 2)});
               },
               {{"rows", [](const In& in) { return in.m.size(0); }},
                {"last", [](const In& in) { return in.m.size(0) - 1; }}})
      .mistake("start-for-step",
               [](const In& in) { return row_of(in.m, -1, range_of(2, in.m.size(1))); })
      .mistake("odd-columns",
               [](const In& in) { return row_of(in.m, -1, range_of(1, in.m.size(1), 2)); })
      .mistake(
          "kept-axis",
          [](const In& in) { return row_of(in.m, -1, range_of(0, in.m.size(1), 2)).unsqueeze(0); })
      .check();

  // The limit is an element of the table, beyond all of them, or between two.
  const auto limit = [](const In& in) { return static_cast<double>(in.at[0]); };
  c.about("greater_than", "greater",
          std::vector<In>{{table(3, 4), {6}},
                          {by_columns(2, 3, kFloat32), {1}},
                          {table(4, 2, kFloat64), {3}},
                          {by_columns(3, 5), {9}},
                          {table(3, 4), {11}},
                          {table(2, 4), {-1}},
                          {tensor({{-5, 3}, {2, -1}, {3, 0}}), {0}}})
      .input_text(text_of)
      .got([&](const In& in) { return student.greater_than(in.m, limit(in)); })
      .expected([=](const In& in) { return greater(in.m, limit(in), false); })
      .mistake("boundary", [=](const In& in) { return greater(in.m, limit(in), true); },
               {{"limit", [=](const In& in) { return limit(in); }}})
      .mistake("mask", [=](const In& in) { return in.m > limit(in); },
               {{"elements", [](const In& in) { return in.m.numel(); }},
                {"count", [=](const In& in) { return greater(in.m, limit(in), false).numel(); }}})
      .mistake("mask-multiplied", [=](const In& in) { return in.m * (in.m > limit(in)); },
               {{"elements", [](const In& in) { return in.m.numel(); }},
                {"count", [=](const In& in) { return greater(in.m, limit(in), false).numel(); }}})
      .check();
  c.about("greater_than", "greater", std::vector<double>{0.5, -0.25, 1.75, 2.5})
      .got([&](double at) { return student.greater_than(table(2, 2, kFloat32) + 0.125, at); })
      .expected([](double at) { return greater(table(2, 2, kFloat32) + 0.125, at, false); })
      .check();
  const Tensor m = table(3, 4);
  c.answer("columns", m.index({Slice(0, 2), Slice(1, 3)}).size(1));
  c.answer("axes", m.index({Slice(), 2}).sizes());
}

void show(lab::Log& log, const Written& student) {
  const Tensor m = table(3, 4);
  log("m", m);
  log("m[1]", student.row(m, 1));
  log("m[:, 2]", student.column(m, 2));
  log("m[0:2, 1:3]", student.block(m, 0, 2, 1, 3));
  log("m[-1, ::2]", student.every_second_of_last_row(m));
  log("m[m > 6]", student.greater_than(m, 6));
  log.raises("m[3]", [&] { student.row(m, 3); });
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_1_04
