#include <string>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part1/ex_1_11.h"

namespace ex_1_11 {
namespace {

struct Run {
  uint64_t seed;
  int64_t n, size;
};
std::string text(const Run& in) {
  return str("seed ", in.seed, ", n = ", in.n, ", size = ", in.size);
}
lab::Tensors right(const Run& in) {
  const Generator generator(in.seed);
  lab::Tensors all;
  for (int64_t i = 0; i < in.n; ++i) all.push_back(randn({in.size}, generator));
  return all;
}

struct Shuffle {
  Tensor data;
  uint64_t seed;
};
std::string shuffle_text(const Shuffle& in) {
  return lab::Value(in.data).text() + str(", seed ", in.seed);
}
// Row i is 10 i, 10 i + 1, ...: the first number tells which row it is.
Tensor numbered(int64_t rows, int64_t columns, ScalarType dtype = kFloat64) {
  return (arange(rows).unsqueeze(1) * 10 + arange(columns)).to(dtype);
}
Tensor order(const Shuffle& in) { return randperm(in.data.size(0), Generator(in.seed)); }
Tensor right_rows(const Shuffle& in) { return in.data.index_select(0, order(in)); }
Tensor inverse_rows(const Shuffle& in) { return in.data.index_select(0, order(in).argsort()); }
// The first place at which an order and its inverse differ, and what stands there.
int64_t place(const Shuffle& in) {
  return order(in).ne(order(in).argsort()).nonzero()[0].item<int64_t>();
}

void check(lab::Check& c, const Written& student) {
  // The sizes lead randn along both of its paths; in the first four, n * size reaches 16.
  const std::vector<Run> runs = {{42, 4, 5},  {7, 3, 8},          {123456789, 2, 15},
                                 {0, 3, 7},   {42, 2, 3},         {42, 3, 16},
                                 {42, 1, 20}, {5000000000, 3, 1}, {1, 0, 4}};
  for (const Run& run : c.inputs(runs)) {
    manual_seed(99);
    lab::Tensors first, second;
    c.runs("batches", "runs", [&] { first = student.batches(run.seed, run.n, run.size); });
    c.runs("batches", "runs", [&] { second = student.batches(run.seed, run.n, run.size); });
    const bool empty = first.empty() || second.empty();
    c.refuse("no-seed", "batches", "runs", !empty && !lab::same(first, second),
             {{"seed", static_cast<double>(run.seed)},
              {"first", empty ? Tensor() : first[0].flatten().slice(0, 0, 2)},
              {"second", empty ? Tensor() : second[0].flatten().slice(0, 0, 2)}});
    const bool several = run.n > 1 && first.size() > 1;
    c.refuse("reseed-in-loop", "batches", "differ", several && lab::same(first[0], first[1]),
             {{"batch", several ? first[0].slice(0, 0, 3) : Tensor()}});
  }
  const auto seed = [](const Run& in) { return lab::Value(static_cast<double>(in.seed)); };
  c.about("batches", "numbers", runs)
      .input_text(text)
      .got([&](const Run& in) { return student.batches(in.seed, in.n, in.size); })
      .expected(right)
      .mistake("seed-per-batch",
               [](const Run& in) {
                 lab::Tensors all;
                 for (int64_t i = 0; i < in.n; ++i) {
                   all.push_back(right({in.seed + static_cast<uint64_t>(i), 1, in.size})[0]);
                 }
                 return all;
               },
               {{"seed", seed},
                {"next", [](const Run& in) { return static_cast<double>(in.seed + 1); }}})
      .mistake("drawn-at-once",
               [](const Run& in) {
                 return randn({in.n, in.size}, Generator(in.seed)).unbind();
               },
               {{"shape",
                 [](const Run& in) {
                   return std::vector<int64_t>{in.n, in.size};
                 }},
                {"n", [](const Run& in) { return in.n; }},
                {"size", [](const Run& in) { return in.size; }}})
      .mistake("uniform",
               [](const Run& in) {
                 const Generator generator(in.seed);
                 lab::Tensors all;
                 for (int64_t i = 0; i < in.n; ++i) all.push_back(rand({in.size}, generator));
                 return all;
               })
      .check();

  // In the first four, no draw with replacement and no order that is its own inverse.
  const std::vector<Shuffle> shuffles = {
      {numbered(8, 3), 42},          {numbered(6, 2), 7},
      {numbered(7, 4, kInt64), 0},   {numbered(9, 5).t().contiguous().t(), 124},
      {numbered(5, 2, kFloat32), 5}, {numbered(1, 3), 3},
      {numbered(4, 1), 11},          {numbered(30, 2), 1}};
  for (const Shuffle& in : c.inputs(shuffles)) {
    const Tensor data = in.data.clone();
    manual_seed(99);
    Tensor first, second;
    c.runs("shuffled", "runs", [&] { first = student.shuffled(data, in.seed); });
    c.runs("shuffled", "runs", [&] { second = student.shuffled(data, in.seed); });
    c.require("shuffled", "input-after", lab::same(data, in.data));
    c.refuse("no-seed", "shuffled", "runs", !lab::same(first, second),
             {{"seed", static_cast<double>(in.seed)},
              {"first", first.slice(0, 0, 2)},
              {"second", second.slice(0, 0, 2)}});
    if (first.sizes() != data.sizes() || first.scalar_type() != data.scalar_type()) continue;
    Tensor torn;
    for (int64_t i = 0; i < first.size(0); ++i) {
      bool known = false;
      for (int64_t k = 0; k < data.size(0); ++k) known |= lab::same(first[i], data[k]);
      if (!known) torn = first[i];
    }
    c.refuse("rows-torn", "shuffled", "rows", torn.defined(), {{"row", torn}});
    const Tensor found = (first.select(1, 0) / 10).to(kInt64);
    c.refuse("with-replacement", "shuffled", "rows",
             !lab::same(std::get<0>(found.sort()), arange(data.size(0))),
             {{"rows", data.size(0)}, {"got", found}});
  }
  c.about("shuffled", "order", shuffles)
      .input_text(shuffle_text)
      .got([&](const Shuffle& in) { return student.shuffled(in.data, in.seed); })
      .expected(right_rows)
      .mistake("inverse-order", inverse_rows,
               {{"place", place},
                {"right", [](const Shuffle& in) { return order(in)[place(in)]; }},
                {"yours", [](const Shuffle& in) { return order(in).argsort()[place(in)]; }}})
      .check();
  for (const Shuffle& in : c.inputs(shuffles)) {
    const Generator undisturbed(in.seed + 1);
    manual_seed(in.seed + 1);
    // Away from the start: a function that sets the seed back to what it was is noticed, too.
    rand({3});
    rand({3}, undisturbed);
    student.shuffled(in.data, in.seed);
    const Tensor next = rand({2}), expected = rand({2}, undisturbed);
    c.refuse("default-disturbed", "shuffled", "default-stream", !lab::same(next, expected),
             {{"after", next}, {"undisturbed", expected}});
  }
  c.answer("again", true);
  c.answer("repeats", false);
}

void show(lab::Log& log, const Written& student) {
  manual_seed(42);
  log("torch.rand(3)", rand({3}));
  manual_seed(42);
  log("torch.randn(16)[:4]", randn({16}).slice(0, 0, 4));
  manual_seed(42);
  log("torch.randperm(8)", randperm(8));
  const std::vector<Tensor> two = student.batches(42, 2, 3);
  log("batches(42, 2, 3)[0]", two.at(0));
  log("batches(42, 2, 3)[1]", two.at(1));
  log("shuffled(data, 42)", student.shuffled(arange(12).reshape({4, 3}), 42));
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_1_11
