#include <string>
#include <utility>
#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part1/ex_1_05.h"

namespace ex_1_05 {
namespace {

// A table, one of its rows, and what is written there.
struct In {
  Tensor t;
  int64_t r = 0;
  double value = 0;
};
struct Pair {
  Tensor a, b;
};

Tensor table(int64_t rows, int64_t columns, ScalarType dtype = kInt64) {
  return arange(rows * columns).reshape({rows, columns}).to(dtype);
}
// The same with its columns lying in memory one after another.
Tensor by_columns(int64_t rows, int64_t columns, ScalarType dtype = kInt64) {
  return table(rows, columns, dtype).t().contiguous().t();
}
// t with `value` in row r, in new memory.
Tensor with_row(const In& in) {
  const int64_t r = in.r < 0 ? in.r + in.t.size(0) : in.r;
  const Tensor mask = arange(in.t.size(0)).eq(r).reshape({-1, 1});
  return where(mask, full({}, in.value, in.t.scalar_type()), in.t);
}
// What the student gets: the same numbers and strides in new memory.
Tensor fresh(const In& in) { return in.t.clone(); }
std::string text_of(const In& in) { return str(in.t.sizes(), ", ", in.r); }

void check(lab::Check& c, const Written& student) {
  const std::vector<In> tables = {{table(2, 3), 1, 7},
                                  {table(4, 2, kFloat32), 0, -2.5},
                                  {by_columns(3, 5, kFloat64), 2, 0.25},
                                  {by_columns(5, 2), -1, 100},
                                  {table(3, 4, kFloat64), -3, 9},
                                  {table(1, 3), 0, 8}};
  c.about("fill_row_in_place", "filled", tables)
      .input_text(text_of)
      .got([&](const In& in) {
        const Tensor t = fresh(in);
        student.fill_row_in_place(t, in.r, in.value);
        return t;
      })
      .expected(with_row)
      .mistake("wrote-to-copy", [](const In& in) { return in.t; })
      .mistake("filled-all",
               [](const In& in) { return full(in.t.sizes(), in.value, in.t.scalar_type()); },
               {{"value", [](const In& in) { return in.value; }},
                {"row", [](const In& in) { return in.r; }}})
      .check();
  // t is a view itself: the transposed base.
  c.about("fill_row_in_place", "base", tables)
      .input_text(text_of)
      .got([&](const In& in) {
        const Tensor base = in.t.t().clone();
        student.fill_row_in_place(base.t(), in.r, in.value);
        return base;
      })
      .expected([](const In& in) { return with_row(in).t(); })
      .mistake("wrote-to-copy", [](const In& in) { return in.t.t(); })
      .check();

  const auto row = [](const In& in) { return in.t.select(0, in.r); };
  // t after `value` was written into what `f` made of it.
  const auto after_writing = [](const auto& f) {
    return [f](const In& in) {
      const Tensor t = fresh(in);
      f(t, in.r).fill_(in.value);
      return t;
    };
  };
  const auto unchanged = [](const In& in) { return in.t; };
  c.about("row_view", "view", tables)
      .input_text(text_of)
      .got([&](const In& in) { return student.row_view(fresh(in), in.r); })
      .expected(row)
      .check();
  c.about("row_view", "written-through", tables)
      .input_text(text_of)
      .got(after_writing(student.row_view))
      .expected(with_row)
      .mistake("not-a-view", unchanged)
      .check();
  c.about("independent_row", "copy", tables)
      .input_text(text_of)
      .got([&](const In& in) { return student.independent_row(fresh(in), in.r); })
      .expected(row)
      .check();
  // First where every careful way of copying copies, then where the row lies in one piece.
  c.about("independent_row", "after-strided",
          std::vector<In>{{by_columns(2, 3), 1, 7},
                          {by_columns(3, 5, kFloat64), 2, 0.25},
                          {by_columns(5, 2), -1, 100},
                          {by_columns(4, 6, kFloat32), 1, -3}})
      .input_text(text_of)
      .got(after_writing(student.independent_row))
      .expected(unchanged)
      .mistake("aliased", with_row,
               {{"offset", [=](const In& in) { return row(in).storage_offset(); }}})
      .check();
  c.about("independent_row", "after",
          std::vector<In>{{table(2, 3), 1, 7},
                          {table(4, 2, kFloat32), 0, -2.5},
                          {table(3, 4, kFloat64), -3, 9},
                          {table(5, 3), -1, 70}})
      .input_text(text_of)
      .got(after_writing(student.independent_row))
      .expected(unchanged)
      .mistake("copies-only-sometimes", with_row)
      .check();

  const Tensor t = table(3, 4, kFloat32), u = table(4, 6);
  const auto same_memory = [&](const Pair& in) { return student.share_memory(in.a, in.b); };
  const auto text_of_pair = [](const Pair& in) { return str(in.a.sizes(), ", ", in.b.sizes()); };
  // First equal numbers at different places, then the same place in different storages.
  c.about("share_memory", "apart",
          std::vector<Pair>{{u[1], u[1].clone()},
                            {t[2], t[2].clone()},
                            {t.t()[1], t.t()[1].clone()},
                            {u[3].clone(), u[3]}})
      .input_text(text_of_pair)
      .got(same_memory)
      .expected([](const Pair&) { return false; })
      .mistake("equal-values",
               [](const Pair& in) { return in.a.sizes() == in.b.sizes() && equal(in.a, in.b); })
      .check();
  c.about("share_memory", "apart",
          std::vector<Pair>{{t, t.clone()},
                            {u[1], u[1].clone()},
                            {zeros({2, 2}), zeros({2, 2})},
                            {t.t(), t.t().contiguous()},
                            {u, t},
                            {u.index({tensor({0, 1})}), u}})
      .input_text(text_of_pair)
      .got(same_memory)
      .expected([](const Pair&) { return false; })
      .mistake("same-offset",
               [](const Pair& in) { return in.a.storage_offset() == in.b.storage_offset(); },
               {{"offset", [](const Pair& in) { return in.a.storage_offset(); }}})
      .check();
  c.about("share_memory", "same-start",
          std::vector<Pair>{{t, t.t()},
                            {u.view({24}), u},
                            {t.detach(), t},
                            {u[0], u},
                            {t.slice(1, 0, 2), t.slice(0, 0, 1)},
                            {t, t}})
      .input_text(text_of_pair)
      .got(same_memory)
      .expected([](const Pair&) { return true; })
      .mistake("same-handle", [](const Pair& in) { return in.a.is_same(in.b); })
      .check();
  c.about("share_memory", "other-start",
          std::vector<Pair>{{t, t[1]},
                            {u[0], u[2]},
                            {t.t()[1], t},
                            {u.slice(0, 2, 4), u.slice(1, 3, 6)},
                            {t[2].detach(), t.t()}})
      .input_text(text_of_pair)
      .got(same_memory)
      .expected([](const Pair&) { return true; })
      .mistake("first-address", [](const Pair& in) { return in.a.data_ptr() == in.b.data_ptr(); },
               {{"first", [](const Pair& in) { return in.a.storage_offset(); }},
                {"second", [](const Pair& in) { return in.b.storage_offset(); }}})
      .check();

  // Leaves, a result, and a tensor that is not tracked.
  const std::vector<std::pair<std::vector<int64_t>, bool>> shapes = {
      {{2, 3}, false}, {{4}, true}, {{3, 2}, true}, {{1, 5}, false}};
  const auto tracked = [](const std::pair<std::vector<int64_t>, bool>& in) {
    const Tensor leaf = (rand(in.first, TensorOptions(kFloat64)) + 1).requires_grad_();
    return in.second ? leaf * 2 : leaf;
  };
  manual_seed(105);
  for (const auto& in : c.inputs(shapes)) {
    const Tensor x = tracked(in), before = x.detach().clone();
    Tensor copy;
    c.runs("untracked_copy", "untracked", [&] { copy = student.untracked_copy(x); });
    c.require("untracked_copy", "untracked", lab::same(copy, before),
              {{"got", copy}, {"expected", before}});
    c.refuse("still-tracked", "untracked_copy", "tracked", copy.requires_grad());
    copy.zero_();
    c.refuse("detach-shares", "untracked_copy", "after-zero", !lab::same(x.detach(), before),
             {{"got", x.detach()}, {"expected", before}});
    c.require("untracked_copy", "after-zero", x.requires_grad());
  }
  c.about("untracked_copy", "untracked",
          std::vector<Tensor>{table(2, 3, kFloat32), by_columns(3, 2, kFloat64), tensor(2.5),
                              zeros({0})})
      .got([&](const Tensor& x) { return student.untracked_copy(x); })
      .expected([](const Tensor& x) { return x; })
      .check();

  const Tensor a = zeros({2}), b = a;
  b.fill_(1);
  c.answer("handle", a[0]);
  const Tensor x = ones({2}, requires_grad());
  x.detach().zero_();
  c.answer("detach", x[0].detach());
}

void show(lab::Log& log, const Written& student) {
  const Tensor t = table(2, 3);
  student.fill_row_in_place(t, 1, 7);
  log("t after filling row 1", t);
  student.row_view(t, 0).fill_(5);
  log("t after filling a view of row 0", t);
  student.independent_row(t, 0).fill_(9);
  log("t after filling a copy of row 0", t);
  log("row 1 shares t's memory", student.share_memory(t[1], t));
  log("a clone shares t's memory", student.share_memory(t.clone(), t));
  const Tensor x = ones({2}, requires_grad());
  const Tensor copy = student.untracked_copy(x);
  log("copy", copy);
  copy.zero_();
  log("x after copy.zero_()", x);
  x.detach().zero_();
  log("x after x.detach().zero_()", x);
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_1_05
