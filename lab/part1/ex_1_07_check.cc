#include <string>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part1/ex_1_07.h"

namespace ex_1_07 {
namespace {

// 0, 1, 2, ... in this shape, so that every element tells where it stood.
Tensor counting(const std::vector<int64_t>& shape, ScalarType dtype = kFloat64) {
  int64_t numel = 1;
  for (const int64_t size : shape) numel *= size;
  return arange(numel, TensorOptions(dtype)).reshape(shape);
}

// The expected results, element by element.
Tensor by_loop(const Tensor& batch) {
  const Tensor out = empty({batch.size(1), batch.size(0)}, batch.options());
  for (int64_t n = 0; n < batch.size(0); ++n) {
    for (int64_t f = 0; f < batch.size(1); ++f) out[f][n] = batch[n][f];
  }
  return out;
}
Tensor in_rows(const Tensor& t, int64_t width) {
  const Tensor out = empty({t.numel() / width, width}, t.options());
  int64_t i = 0;
  for (int64_t row = 0; row < t.size(0); ++row) {
    for (int64_t column = 0; column < t.size(1); ++column, ++i) {
      out[i / width][i % width] = t[row][column];
    }
  }
  return out;
}
Tensor images_by_loop(const Tensor& t) {
  const Tensor out = empty({t.size(0), t.size(2), t.size(3), t.size(1)}, t.options());
  for (int64_t n = 0; n < t.size(0); ++n) {
    for (int64_t c = 0; c < t.size(1); ++c) {
      for (int64_t h = 0; h < t.size(2); ++h) {
        for (int64_t w = 0; w < t.size(3); ++w) out[n][h][w][c] = t[n][c][h][w];
      }
    }
  }
  return out;
}

struct Regroup {
  Tensor t;
  int64_t width;
};
std::string text(const Regroup& in) {
  return lab::Value(in.t).text() + ", width " + std::to_string(in.width);
}

Tensor recut(const Tensor& batch) { return batch.reshape({batch.size(1), batch.size(0)}); }
Tensor recut_images(const Tensor& t) {
  return t.reshape({t.size(0), t.size(2), t.size(3), t.size(1)});
}
// What {place} and {source} of a message say.
template <class In>
std::function<lab::Value(const In&)> always(const std::string& words) {
  return [words](const In&) { return lab::Value(words); };
}

void check(lab::Check& c, const Written& student) {
  const std::vector<Tensor> batches = {
      counting({2, 3}),     counting({4, 2}, kInt64),         counting({3, 5}, kFloat32) * 0.5,
      counting({7, 3}).t(), counting({5, 4, 2}).select(2, 1), counting({1, 4}),
      counting({6, 1})};
  c.about("features_first", "features-first", batches)
      .got([&](const Tensor& batch) { return student.features_first(batch); })
      .expected(by_loop)
      .mistake("reshape-for-transpose", recut,
               {{"place", always<Tensor>("[1, 0]")},
                {"source", always<Tensor>("batch[0, 1]")},
                {"right", [](const Tensor& batch) { return batch[0][1]; }},
                {"yours", [](const Tensor& batch) { return recut(batch)[1][0]; }}})
      .check();

  // No two sizes with a product that hides which one is the width.
  const std::vector<Regroup> groups = {{counting({2, 6}), 3},
                                       {counting({3, 4}), 6},
                                       {counting({5, 4}).t(), 10},
                                       {counting({3, 6}, kInt64).t(), 2},
                                       {counting({2, 7}, kFloat32), 7},
                                       {counting({3, 5, 2}).select(2, 1), 3},
                                       {counting({2, 3}), 1},
                                       {counting({2, 3}), 6},
                                       {counting({4, 2}), 2}};
  c.about("regroup", "regrouped", groups)
      .input_text(text)
      .got([&](const Regroup& in) { return student.regroup(in.t, in.width); })
      .expected([](const Regroup& in) { return in_rows(in.t, in.width); })
      .mistake("column-order",
               [](const Regroup& in) {
                 return in.t.t().reshape({-1, in.width});
               },
               {{"right", [](const Regroup& in) { return in_rows(in.t, in.width)[0]; }},
                {"yours",
                 [](const Regroup& in) {
                   return in.t.t().reshape({-1, in.width})[0];
                 }}})
      .mistake("width-as-rows",
               [](const Regroup& in) {
                 return in.t.reshape({in.width, -1});
               },
               {{"width", [](const Regroup& in) { return in.width; }}})
      .mistake("view-of-transposed",
               [](const Regroup& in) {
                 return in.t.view({-1, in.width});
               })
      .check();
  c.about("regroup", "not-divisible",
          std::vector<Regroup>{{counting({2, 3}), 4},
                               {counting({2, 3}), 5},
                               {counting({5, 3}).t(), 2},
                               {counting({4, 2}), 16}})
      .input_text(text)
      .got([&](const Regroup& in) { return student.regroup(in.t, in.width); })
      .expected([](const Regroup&) { return lab::raises<Error>("invalid for input of size"); })
      .check();

  const std::vector<Tensor> images = {
      counting({2, 3, 4, 5}), counting({1, 2, 3, 4}, kFloat32), counting({3, 2, 5, 4}, kInt64),
      counting({5, 4, 3, 2}).permute({3, 2, 0, 1}), counting({2, 4, 1, 3})};
  const auto sizes = [](Tensor (*f)(const Tensor&)) {
    return [f](const Tensor& t) { return lab::Value(f(t).sizes()); };
  };
  const auto swapped = [](const Tensor& t) { return t.transpose(1, 3); };
  const auto inverse = [](const Tensor& t) { return t.permute({0, 3, 1, 2}); };
  c.about("channels_last", "channels-last", images)
      .input_text([](const Tensor& t) { return lab::Value(t).text(); })
      .got([&](const Tensor& t) { return student.channels_last(t); })
      .expected(images_by_loop)
      .mistake("reshape-for-transpose", recut_images,
               {{"place", always<Tensor>("[0, 0, 0, 1]")},
                {"source", always<Tensor>("images[0, 1, 0, 0]")},
                {"right", [](const Tensor& t) { return t[0][1][0][0]; }},
                {"yours", [](const Tensor& t) { return recut_images(t)[0][0][0][1]; }}})
      .mistake("swapped-two", swapped,
               {{"yours", sizes(swapped)}, {"right", sizes(images_by_loop)}})
      .mistake("inverse-permute", inverse,
               {{"yours", sizes(inverse)}, {"right", sizes(images_by_loop)}})
      .check();

  for (const Tensor& batch : c.inputs(batches)) {
    const Tensor t = batch.clone();
    student.features_first(t);
    c.require("features_first", "input-after", lab::same(t, batch));
    student.regroup(t, t.size(0));
    c.require("regroup", "input-after", lab::same(t, batch));
  }
  for (const Tensor& image : c.inputs(images)) {
    const Tensor t = image.clone();
    student.channels_last(t);
    c.require("channels_last", "input-after", lab::same(t, image));
  }
  const Tensor m = counting({2, 3});
  c.answer("swapped", m.transpose(0, 1)[1][0]);
  c.answer("cut", m.reshape({3, 2})[1][0]);
}

void show(lab::Log& log, const Written& student) {
  const Tensor batch = arange(6).reshape({2, 3});
  log("batch", batch);
  log("batch.reshape(3, 2)", batch.reshape({3, 2}));
  log("features_first(batch)", student.features_first(batch));
  log("regroup(batch, 2)", student.regroup(batch, 2));
  log("regroup(batch.t(), 2)", student.regroup(batch.t(), 2));
  log.raises("regroup(batch, 4)", [&] { student.regroup(batch, 4); });
  log.shape("channels_last(torch.zeros(8, 3, 20, 30)).shape",
            student.channels_last(zeros({8, 3, 20, 30})).sizes());
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_1_07
