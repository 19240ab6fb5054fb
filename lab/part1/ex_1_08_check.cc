#include <algorithm>
#include <string>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part1/ex_1_08.h"

namespace ex_1_08 {
namespace {

using Sizes = std::vector<int64_t>;
using indexing::None;
using indexing::Slice;

// A storage of 0, 1, 2, ...: the value of an element is where it lies.
Tensor storage(const Sizes& shape) {
  int64_t numel = 1;
  for (const int64_t size : shape) numel *= size;
  return arange(numel, TensorOptions(kFloat64)).reshape(shape);
}

// The strides if the first axis moved fastest.
Sizes from_the_left(const Sizes& shape) {
  Sizes strides;
  int64_t step = 1;
  for (const int64_t size : shape) {
    strides.push_back(step);
    step *= size;
  }
  return strides;
}
Sizes right(const Sizes& shape) {
  Sizes strides = from_the_left(Sizes(shape.rbegin(), shape.rend()));
  std::reverse(strides.begin(), strides.end());
  return strides;
}
Sizes times(Sizes strides, int64_t bytes) {
  for (int64_t& stride : strides) stride *= bytes;
  return strides;
}

struct Element {
  std::string name;
  Tensor t;
  Sizes index;
};
int64_t place(const Element& in) {
  Tensor element = in.t;
  for (const int64_t i : in.index) element = element[i];
  return static_cast<int64_t>(element.item<double>());
}
std::string text(const Element& in) { return in.name + ", index " + lab::Value(in.index).text(); }

Tensor right_diagonal(const Tensor& m) { return m.diagonal().clone(); }

void check(lab::Check& c, const Written& student) {
  // In each of the first four, every mistake gives something else.
  const std::vector<Sizes> shapes = {{2, 3, 4}, {3, 2, 2, 5}, {4, 3, 5}, {2, 5, 3, 1, 4}, {5}, {},
                                     {2, 3},    {4, 1, 3},    {1, 1, 7}, {3, 1},          {1}};
  c.about("contiguous_strides", "strides", shapes)
      .got([&](const Sizes& shape) { return student.contiguous_strides(shape); })
      .expected([](const Sizes& shape) { return gradlab::empty(shape).strides().vec(); })
      .mistake("reversed", from_the_left)
      .mistake("reversed",
               [](const Sizes& shape) {
                 const Sizes strides = right(shape);
                 return lab::Value(Sizes(strides.rbegin(), strides.rend()));
               })
      .mistake("own-size",
               [](const Sizes& shape) {
                 Sizes strides = right(shape);
                 for (size_t i = 0; i < shape.size(); ++i) strides[i] *= shape[i];
                 return strides;
               })
      .mistake("next-size",
               [](const Sizes& shape) {
                 Sizes strides(shape.size(), 1);
                 for (size_t i = 1; i < shape.size(); ++i) strides[i - 1] = shape[i];
                 return strides;
               })
      .mistake("bytes", [](const Sizes& shape) { return times(right(shape), 4); })
      .mistake("bytes", [](const Sizes& shape) { return times(right(shape), 8); })
      .check();

  const Tensor m = storage({3, 4}), box = storage({2, 3, 4});
  const std::vector<Element> elements = {
      {"m[1:, ::2] of [3, 4]", m.index({Slice(1), Slice(None, None, 2)}), {1, 1}},
      {"m[:, 2] of [3, 4]", m.select(1, 2), {2}},
      {"m.t()[2:] of [3, 4]", m.t().slice(0, 2), {1, 2}},
      {"t[1, :, 1:] of [2, 3, 4]", box.select(0, 1).slice(1, 1), {2, 1}},
      {"t of [2, 3, 4]", box, {1, 2, 3}},
      {"t of [2, 3, 4]", box, {0, 1, 2}},
      {"t.permute(2, 0, 1) of [2, 3, 4]", box.permute({2, 0, 1}), {3, 1, 0}},
      {"t.permute(2, 0, 1) of [2, 3, 4]", box.permute({2, 0, 1}), {1, 0, 2}},
      {"m.t() of [3, 4]", m.t(), {3, 2}},
      {"t.expand(3, 4) of [3, 1]", storage({3, 1}).expand({3, 4}), {2, 3}},
      {"m[0, 0] of [3, 4]", m[0][0], {}},
      {"m[2, 1] of [3, 4]", m[2][1], {}}};
  c.about("address", "address", elements)
      .input_text(text)
      .got([&](const Element& in) {
        return student.address(in.t.strides().vec(), in.t.storage_offset(), in.index);
      })
      .expected(place)
      .mistake("offset", [](const Element& in) { return place(in) - in.t.storage_offset(); },
               {{"offset", [](const Element& in) { return in.t.storage_offset(); }}})
      .check();

  // In the first four: an offset, other strides than a new matrix, more rows than columns.
  const Tensor tall = storage({4, 6, 2});
  const std::vector<Tensor> matrices = {storage({4, 6}).index({Slice(1), Slice(None, None, 3)}),
                                        storage({3, 6}).t().slice(0, 1),
                                        tall.select(2, 1).t(),
                                        storage({7, 3}).slice(0, 2).slice(1, 1),
                                        storage({3, 4}),
                                        storage({3, 4}).t(),
                                        storage({5, 2}),
                                        storage({3, 1}).expand({3, 4}),
                                        storage({4}).expand({2, 4}),
                                        storage({1, 3}),
                                        storage({2, 3}).to(kFloat32)};
  const auto length = [](const Tensor& t) { return std::min(t.size(0), t.size(1)); };
  const auto step = [](const Tensor& t) { return t.stride(0) + t.stride(1); };
  c.about("main_diagonal", "diagonal", matrices)
      .got([&](const Tensor& t) { return student.main_diagonal(t); })
      .expected(right_diagonal)
      .mistake("offset", [&](const Tensor& t) { return t.as_strided({length(t)}, {step(t)}, 0); },
               {{"offset", [](const Tensor& t) { return t.storage_offset(); }}})
      .mistake("assumed-contiguous",
               [&](const Tensor& t) {
                 return t.as_strided({length(t)}, {t.size(1) + 1}, t.storage_offset());
               },
               {{"yours", [](const Tensor& t) { return t.size(1) + 1; }},
                {"strides", [](const Tensor& t) { return t.strides().vec(); }},
                {"right", step}})
      .mistake(
          "too-long",
          [&](const Tensor& t) { return t.as_strided({t.size(0)}, {step(t)}, t.storage_offset()); },
          {{"rows", [](const Tensor& t) { return t.size(0); }}, {"right", length}})
      .check();
  for (const Tensor& t : c.inputs(matrices)) {
    const Tensor before = t.clone();
    const Tensor diagonal = student.main_diagonal(t);
    c.refuse("copied", "main_diagonal", "shares", !diagonal.is_alias_of(t));
    c.require("main_diagonal", "diagonal", lab::same(t, before));
    diagonal.fill_(-1);
    c.require("main_diagonal", "shares",
              lab::same(t.diagonal().clone(), full_like(before.diagonal(), -1)));
  }
  c.answer("step", empty({2, 3, 4}).stride(0));
  c.answer("expanded", arange(3).reshape({3, 1}).expand({3, 4}).stride(1));
}

void show(lab::Log& log, const Written& student) {
  const auto strides_and_offset = [&](const std::string& name, const Tensor& t) {
    log.shape(name + ".stride()", t.strides());
    log(name + ".storage_offset()", t.storage_offset());
  };
  log.shape("contiguous_strides((2, 3, 4))", student.contiguous_strides({2, 3, 4}));
  const Tensor m = arange(12).reshape({3, 4});
  strides_and_offset("m", m);
  strides_and_offset("m.t()", m.t());
  const Tensor s = m.index({Slice(1), Slice(None, None, 2)});
  strides_and_offset("m[1:, ::2]", s);
  log.shape("m[:, :1].expand(3, 4).stride()", m.slice(1, 0, 1).expand({3, 4}).strides());
  log("address((4, 2), 4, (1, 1))", student.address(s.strides().vec(), s.storage_offset(), {1, 1}));
  log("main_diagonal(m)", student.main_diagonal(m));
  log("main_diagonal(m[1:, ::2])", student.main_diagonal(s));
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_1_08
