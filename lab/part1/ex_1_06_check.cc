#include <functional>
#include <string>
#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part1/ex_1_06.h"

namespace ex_1_06 {
namespace {

struct In {
  Tensor t;
  int64_t columns = 0;
};

Tensor numbers(std::vector<int64_t> shape, ScalarType dtype = kInt64) {
  int64_t numel = 1;
  for (const int64_t size : shape) numel *= size;
  return (arange(numel) * 3 - 4).to(dtype).view(shape);
}
// The elements row by row, read one at a time, in this shape.
void read(const Tensor& t, std::vector<double>& list) {
  if (t.dim() == 0) {
    list.push_back(t.item<double>());
    return;
  }
  for (int64_t i = 0; i < t.size(0); ++i) read(t.select(0, i), list);
}
Tensor row_by_row(const Tensor& t, const std::vector<int64_t>& shape) {
  std::vector<double> list;
  read(t, list);
  return tensor(list, kFloat64).to(t.scalar_type()).view(shape);
}
Tensor flat(const Tensor& t) { return row_by_row(t, {t.numel()}); }
Tensor in_table(const Tensor& t, int64_t columns) {
  return row_by_row(t, {t.numel() / columns, columns});
}
std::string text_of(const Tensor& t) { return str(t.sizes(), ", ", t.strides()); }
std::string text_of_in(const In& in) { return str(in.t.sizes(), ", ", in.columns); }

// The shape in the error "shape '[2, 2]' is invalid for input of size 6" that `f` throws.
std::string asked_shape(const std::function<void()>& f) {
  try {
    f();
  } catch (const Error& e) {
    const std::string& text = e.msg();
    const size_t start = text.find('['), end = text.find(']');
    if (start != std::string::npos && end > start) return text.substr(start, end - start + 1);
  }
  return "?";
}

void check(lab::Check& c, const Written& student) {
  using Named = lab::Question<Tensor>::Named;
  const Named layout = {{"shape", [](const Tensor& t) { return t.sizes().vec(); }},
                        {"strides", [](const Tensor& t) { return t.strides().vec(); }}};
  const Named strides = {{"strides", [](const Tensor& t) { return t.strides().vec(); }}};

  const std::vector<Tensor> contiguous = {numbers({2, 3}),
                                          numbers({2, 3, 4}, kFloat32),
                                          numbers({5, 2}, kFloat64).slice(0, 1, 4),
                                          numbers({6}),
                                          numbers({1, 4}),
                                          numbers({3, 1, 2})[1]};
  // Elements at equal distances.
  const std::vector<Tensor> strided = {
      numbers({3, 4}).slice(1, 1, 2), numbers({12}, kFloat32).slice(0, 1, 12, 2),
      numbers({4, 5}, kFloat64).select(1, 2), numbers({2, 3, 2}).select(2, 1)};
  const std::vector<Tensor> transposed = {numbers({2, 3}).t(), numbers({4, 2}, kFloat32).t(),
                                          numbers({3, 5}, kFloat64).t(), numbers({2, 4}).t()};
  std::vector<Tensor> no_view = transposed;
  no_view.push_back(numbers({2, 3, 4}).permute({2, 0, 1}));
  no_view.push_back(numbers({3, 4}).slice(1, 0, 3));
  no_view.push_back(numbers({3, 1}).expand({3, 2}));
  const std::vector<Tensor> special = {tensor(2.5), zeros({0}), zeros({2, 0, 3}), ones({1, 1})};

  const auto no_copy = [&](const Tensor& t) { return student.flatten_no_copy(t); };
  const auto any = [&](const Tensor& t) { return student.flatten_any(t); };
  const auto reshaped = [](const Tensor& t) { return flat(t); };
  const auto throws = [](const auto&) { return lab::raises(); };
  // t after the elements of what `f` made of it were increased.
  const auto written = [](const auto& f) {
    return [f](const Tensor& t) {
      const Tensor own = t.clone();
      f(own).add_(1);
      return own;
    };
  };
  const auto increased = [](const Tensor& t) { return t + 1; };
  const auto unchanged = [](const Tensor& t) { return t; };

  const auto wrong_size = [](const auto&) {
    return lab::Value::error("Error", "is invalid for input of size");
  };
  c.about("flatten_no_copy", "list", contiguous)
      .input_text(text_of)
      .got(no_copy)
      .expected(flat)
      .mistake("view-size", wrong_size,
               {{"asked", [=](const Tensor& t) { return asked_shape([&] { no_copy(t); }); }},
                {"elements", [](const Tensor& t) { return t.numel(); }}})
      .check();
  c.about("flatten_no_copy", "list", special)
      .input_text(text_of)
      .got(no_copy)
      .expected(flat)
      .check();
  c.about("flatten_no_copy", "strided", strided)
      .input_text(text_of)
      .got(no_copy)
      .expected(flat)
      .mistake("too-strict", throws, layout)
      .check();
  c.about("flatten_no_copy", "no-view", no_view)
      .input_text(text_of)
      .got(no_copy)
      .expected(throws)
      .mistake("blind-reshape", reshaped, strides)
      .check();
  c.about("flatten_no_copy", "written", contiguous)
      .input_text(text_of)
      .got(written(student.flatten_no_copy))
      .expected(increased)
      .mistake("needless-copy", unchanged)
      .check();
  for (const Tensor& t : c.inputs(strided)) {
    c.require("flatten_no_copy", "strided", student.flatten_no_copy(t).is_alias_of(t));
  }

  c.about("flatten_any", "any", contiguous)
      .input_text(text_of)
      .got(any)
      .expected(flat)
      .mistake("view-size", wrong_size,
               {{"asked", [=](const Tensor& t) { return asked_shape([&] { any(t); }); }},
                {"elements", [](const Tensor& t) { return t.numel(); }}})
      .check();
  c.about("flatten_any", "transposed", transposed)
      .input_text(text_of)
      .got(any)
      .expected(flat)
      .mistake("view-only", throws, strides)
      .mistake("memory-order", [](const Tensor& t) { return flat(t.t()); })
      .check();
  c.about("flatten_any", "any", strided).input_text(text_of).got(any).expected(flat).check();
  c.about("flatten_any", "any", special).input_text(text_of).got(any).expected(flat).check();
  c.about("flatten_any", "any", no_view).input_text(text_of).got(any).expected(flat).check();
  c.about("flatten_any", "written", contiguous)
      .input_text(text_of)
      .got(written(student.flatten_any))
      .expected(increased)
      .mistake("needless-copy", unchanged)
      .check();
  for (const Tensor& t : c.inputs(transposed)) {
    const Tensor own = t.clone();
    student.flatten_any(own).add_(1);
    c.require("flatten_any", "transposed", lab::same(own, t), {{"got", own}, {"expected", t}});
  }

  const std::vector<In> tables = {{numbers({2, 3}), 2},
                                  {numbers({3, 4}, kFloat32), 6},
                                  {numbers({5, 2}, kFloat64), 1},
                                  {numbers({2, 3, 4}), 3},
                                  {numbers({12}), 4},
                                  {numbers({7, 2}).slice(0, 1, 7), 4},
                                  {numbers({1, 3}), 3}};
  const auto in_rows = [&](const In& in) { return student.in_rows(in.t, in.columns); };
  c.about("in_rows", "table", tables)
      .input_text(text_of_in)
      .got(in_rows)
      .expected([](const In& in) { return in_table(in.t, in.columns); })
      .mistake("view-size", wrong_size,
               {{"asked", [=](const In& in) { return asked_shape([&] { in_rows(in); }); }},
                {"elements", [](const In& in) { return in.t.numel(); }}})
      .mistake("rows-for-columns",
               [](const In& in) {
                 return row_by_row(in.t, {in.columns, in.t.numel() / in.columns});
               },
               {{"columns", [](const In& in) { return in.columns; }},
                {"wrong", [](const In& in) { return in.t.numel() / in.columns; }}})
      .check();
  c.about("in_rows", "uneven",
          std::vector<In>{{numbers({2, 3}), 4},
                          {numbers({3, 5}), 2},
                          {numbers({7}, kFloat32), 3},
                          {numbers({2, 2, 2}), 5}})
      .input_text(text_of_in)
      .got(in_rows)
      .expected(throws)
      .check();
  c.about("in_rows", "no-table",
          std::vector<In>{{numbers({2, 3}).t(), 3},
                          {numbers({4, 3}, kFloat32).t(), 2},
                          {numbers({3, 5}, kFloat64).t(), 5},
                          {numbers({2, 3, 4}).permute({2, 0, 1}), 4}})
      .input_text(text_of_in)
      .got(in_rows)
      .expected(throws)
      .mistake("blind-reshape", [](const In& in) { return in_table(in.t, in.columns); },
               {{"strides", [](const In& in) { return in.t.strides().vec(); }}})
      .check();
  c.about("in_rows", "table-written", tables)
      .input_text(text_of_in)
      .got([&](const In& in) {
        const Tensor own = in.t.clone();
        student.in_rows(own, in.columns).add_(1);
        return own;
      })
      .expected([](const In& in) { return in.t + 1; })
      .mistake("needless-copy", [](const In& in) { return in.t; })
      .check();
  const Tensor t = arange(6).view({2, 3}).t();
  c.answer("strides", t.strides());
  c.answer("second", t.reshape({6})[1]);
}

void show(lab::Log& log, const Written& student) {
  const Tensor m = arange(6).view({2, 3});
  const Tensor t = m.t();
  log("m.view(-1)", student.flatten_no_copy(m));
  log.shape("t.stride()", t.strides());
  log.raises("t.view(-1)", [&] { student.flatten_no_copy(t); });
  log("t.reshape(-1)", student.flatten_any(t));
  log("m.view(-1, 2)", student.in_rows(m, 2));
  log.raises("m.view(-1, 4)", [&] { student.in_rows(m, 4); });
  student.flatten_any(t).fill_(9);
  log("m after filling t.reshape(-1)", m);
  student.flatten_any(m).fill_(9);
  log("m after filling m.reshape(-1)", m);
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_1_06
