#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part1/ex_1_02.h"

namespace ex_1_02 {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// The strides that a tensor of this shape has if its elements lie row by row.
std::vector<int64_t> row_major(const Tensor& t) { return empty(t.sizes()).strides().vec(); }
std::string list_text(const std::vector<int64_t>& list) { return lab::Value(list).text(); }
// A text of several lines as one.
std::string one_line(std::string text) {
  for (size_t at = 0; (at = text.find('\n', at)) != std::string::npos;) text.replace(at, 1, "\\n");
  return text;
}
std::string stream_text(const Tensor& t) {
  std::ostringstream text;
  text << t;
  return text.str();
}

void check(lab::Check& c, const Written& student) {
  // The first four: every axis shorter than the whole, no element of four bytes, strides that the
  // shape does not tell.
  const std::vector<Tensor> tensors = {arange(6).view({2, 3}).t(),
                                       zeros({4, 5, 2}, kFloat64).permute({2, 0, 1}),
                                       ones({6, 5}, kUInt8).slice(1, 0, 5, 2),
                                       arange(40).view({2, 4, 5}).slice(1, 1, 3),
                                       arange(6).view({2, 3}),
                                       tensor(2.5),
                                       zeros({1}),
                                       zeros({0}, kInt32),
                                       zeros({2, 0, 3}, kBool),
                                       ones({3}, kBool),
                                       full({1, 1}, 3, kFloat64),
                                       zeros({7}, kHalf)};
  const auto shape = [](const Tensor& t) { return list_text(t.sizes().vec()); };
  const auto axes = [](const Tensor& t) { return t.dim(); };
  const auto first_size = [](const Tensor& t) {
    return t.dim() == 0 ? lab::Value("?") : lab::Value(t.size(0));
  };
  // First those with axes to ask for, as nothing comes back where size() throws.
  const std::vector<Tensor> deep = {tensors[1], tensors[3], zeros({5, 1, 4}), ones({2, 3, 4, 1})};
  c.about("describe", "shape", deep)
      .input_text(shape)
      .got([&](const Tensor& t) { return student.describe(t).shape; })
      .expected([](const Tensor& t) { return t.sizes().vec(); })
      .mistake("two-axes",
               [](const Tensor& t) {
                 return std::vector<int64_t>{t.size(0), t.size(1)};
               },
               {{"axes", axes}})
      .check();
  c.about("describe", "axes", deep)
      .input_text(shape)
      .got([&](const Tensor& t) { return student.describe(t).axes; })
      .expected([](const Tensor& t) { return t.dim(); })
      .mistake("size-for-axes", [](const Tensor& t) { return t.size(0); })
      .check();
  c.about("describe", "elements", tensors)
      .input_text(shape)
      .got([&](const Tensor& t) { return student.describe(t).elements; })
      .expected([](const Tensor& t) { return t.numel(); })
      .mistake("numel", [](const Tensor& t) { return t.size(0); }, {{"size", first_size}})
      .mistake("numel", [](const Tensor& t) { return t.dim() == 0 ? 1 : t.size(0); },
               {{"size", first_size}})
      .check();
  c.about("describe", "axes", tensors)
      .input_text(shape)
      .got([&](const Tensor& t) { return student.describe(t).axes; })
      .expected([](const Tensor& t) { return t.dim(); })
      .check();
  c.about("describe", "shape", tensors)
      .input_text(shape)
      .got([&](const Tensor& t) { return student.describe(t).shape; })
      .expected([](const Tensor& t) { return t.sizes().vec(); })
      .check();
  c.about("describe", "strides", tensors)
      .input_text(shape)
      .got([&](const Tensor& t) { return student.describe(t).strides; })
      .expected([](const Tensor& t) { return t.strides().vec(); })
      .mistake("strides-assumed", [](const Tensor& t) { return row_major(t); })
      .check();
  c.about("describe", "bytes", tensors)
      .input_text(shape)
      .got([&](const Tensor& t) { return student.describe(t).bytes; })
      .expected([](const Tensor& t) { return t.numel() * element_size(t.scalar_type()); })
      .mistake("four-bytes", [](const Tensor& t) { return 4 * t.numel(); },
               {{"elements", [](const Tensor& t) { return t.numel(); }},
                {"dtype", [](const Tensor& t) { return python_dtype_name(t.scalar_type()); }},
                {"one", [](const Tensor& t) { return t.element_size(); }}})
      .mistake("eight-bytes", [](const Tensor& t) { return 8 * t.numel(); },
               {{"elements", [](const Tensor& t) { return t.numel(); }},
                {"dtype", [](const Tensor& t) { return python_dtype_name(t.scalar_type()); }},
                {"one", [](const Tensor& t) { return t.element_size(); }}})
      .mistake("one-element", [](const Tensor& t) { return t.element_size(); },
               {{"elements", [](const Tensor& t) { return t.numel(); }}})
      .check();
  c.about("describe", "dtype", tensors)
      .input_text(shape)
      .got([&](const Tensor& t) { return python_dtype_name(student.describe(t).dtype); })
      .expected([](const Tensor& t) { return python_dtype_name(t.scalar_type()); })
      .check();
  c.about("is_scalar", "is-scalar",
          std::vector<Tensor>{zeros({1}), ones({1, 1}), tensor({{{7}}}), tensor({-2.5}),
                              tensor(2.5), tensor(true), zeros({0}), zeros({2, 3}), zeros({2, 0})})
      .input_text(shape)
      .got([&](const Tensor& t) { return student.is_scalar(t); })
      .expected([](const Tensor& t) { return t.sizes().empty(); })
      .mistake("rank0", [](const Tensor& t) { return t.numel() == 1; },
               {{"shape", shape}, {"axes", axes}})
      .check();
  const std::vector<double> values = {3, -2.5, 0, 1e6, 0.1};
  const lab::Question<double>::Named one_axis = {{"shape", [](double) { return list_text({1}); }},
                                                 {"axes", [](double) { return 1; }}};
  c.about("scalar", "scalar", values)
      .got([&](double x) { return student.scalar(x); })
      .expected([](double x) { return full({}, x, kFloat32); })
      .mistake(
          "rank0", [](double x) { return full({1}, x, kFloat32); }, one_axis)
      .check();
  c.about("list_of_one", "list", values)
      .got([&](double x) { return student.list_of_one(x); })
      .expected([](double x) { return full({1}, x, kFloat32); })
      .mistake(
          "rank0", [](double x) { return full({}, x, kFloat32); }, one_axis)
      .check();
  c.about("printed", "printed",
          std::vector<Tensor>{tensor({1.0, 2.5}), tensor(3.0), arange(6).view({2, 3}),
                              zeros({2}, kFloat64), zeros({0}), tensor({1e-5, 1.0}),
                              tensor({true, false}), tensor({1e6, 1.0}), zeros({2, 0}, kInt64),
                              tensor({0.1, kNan, kInfinity})})
      .input_text(shape)
      .got([&](const Tensor& t) { return one_line(student.printed(t)); })
      .expected([](const Tensor& t) { return one_line(repr(t)); })
      .mistake("stream-text", [](const Tensor& t) { return one_line(stream_text(t)); })
      .check();
  c.answer("print-scalar", repr(tensor(3.0)));
  c.answer("print-list", repr(tensor({1.0, 2.5})));
  c.answer("print-double", repr(zeros({2}, kFloat64)));
}

void show(lab::Log& log, const Written& student) {
  const Tensor m = arange(6).view({2, 3});
  const Description d = student.describe(m);
  log("m", student.printed(m));
  log("m.dim()", d.axes);
  log("m.numel()", d.elements);
  log.shape("m.shape", d.shape);
  log.shape("m.stride()", d.strides);
  log.shape("m.t().stride()", student.describe(m.t()).strides);
  log("m.numel() * m.element_size()", d.bytes);
  log("m.dtype", str("torch.", python_dtype_name(d.dtype)));
  log.shape("scalar.shape", student.scalar(3).sizes());
  log.shape("list.shape", student.list_of_one(3).sizes());
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_1_02
