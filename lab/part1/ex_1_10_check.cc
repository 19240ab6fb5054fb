#include <cstdint>
#include <utility>
#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part1/ex_1_10.h"

namespace ex_1_10 {
namespace {

using Sizes = std::vector<int64_t>;

// What a loop over the elements gives; `row` chooses whether sums are of rows.
Tensor sums(const Tensor& m, bool of_rows) {
  const Tensor out = zeros({m.size(of_rows ? 0 : 1)}, TensorOptions(m.scalar_type()));
  for (int64_t i = 0; i < m.size(0); ++i) {
    for (int64_t j = 0; j < m.size(1); ++j) out[of_rows ? i : j] += m[i][j];
  }
  return out;
}
Tensor column_of_sums(const Tensor& m) { return sums(m, true).unsqueeze(1); }
Tensor normalised(const Tensor& m) { return m / column_of_sums(m).expand(m.sizes()); }
Tensor spread(const Tensor& t) {
  const Tensor d = (t - t.mean()).flatten();
  return d.dot(d) / (t.numel() - 1);
}
Tensor best(const Tensor& m) {
  const Tensor out = zeros({m.size(0)}, TensorOptions(kInt64));
  for (int64_t i = 0; i < m.size(0); ++i) {
    int64_t at = 0;
    for (int64_t j = 1; j < m.size(1); ++j) {
      if (m[i][j].item<double>() > m[i][at].item<double>()) at = j;
    }
    out[i] = at;
  }
  return out;
}

lab::Value rows(const Tensor& m) { return m.size(0); }
lab::Value columns(const Tensor& m) { return m.size(1); }
lab::Value shape(const Tensor& m) { return m.sizes().vec(); }
lab::Value sums_shape(const Tensor& m) { return Sizes{m.size(0)}; }
lab::Value kept_shape(const Tensor& m) { return Sizes{m.size(0), 1}; }

void check(lab::Check& c, const Written& student) {
  // Never square, no sum near 0, no two largest elements of a row.
  const Tensor counted = tensor({{1., 2., 3.}, {4., 5., 6.}}, TensorOptions(kFloat64));
  const Tensor tall =
      tensor({{2.5, -1., 4.}, {0.5, 3., 0.}, {1., 1.5, -0.5}, {8., 9., 7.}, {6., -2., 1.}},
             TensorOptions(kFloat64));
  const std::vector<Tensor> floats = {
      counted,
      tall,
      tensor({{3., 1.}, {-2., 7.}, {0.5, 0.25}}, TensorOptions(kFloat32)),
      tall.t(),
      tensor({{5., 4., 9., 0.5}}, TensorOptions(kFloat64)),
      tensor({{4.}, {-1.}, {2.}}, TensorOptions(kFloat64)),
      tensor({{1.5, 2.}}, TensorOptions(kFloat64)).expand({3, 2}),
      counted.to(kFloat32) * 1000};
  std::vector<Tensor> matrices = floats;
  matrices.push_back(tensor({{1, 2, 3, 4}, {5, 6, 7, 9}}));
  matrices.push_back(tensor({{-3, 2}, {8, 1}, {4, 5}}));

  c.about("column_sums", "column-sums", matrices)
      .got([&](const Tensor& m) { return student.column_sums(m); })
      .expected([](const Tensor& m) { return sums(m, false); })
      .mistake("dim", [](const Tensor& m) { return sums(m, true); },
               {{"shape", shape}, {"rows", rows}, {"columns", columns}})
      .check();
  c.about("row_sums", "row-sums", matrices)
      .got([&](const Tensor& m) { return student.row_sums(m); })
      .expected(column_of_sums)
      .mistake("dim", [](const Tensor& m) { return m.sum(0, true); },
               {{"shape", shape}, {"rows", rows}, {"columns", columns}})
      .mistake("no-keepdim", [](const Tensor& m) { return sums(m, true); },
               {{"shape", shape}, {"sums", sums_shape}, {"kept", kept_shape}})
      .check();
  c.about("row_normalise", "normalised", matrices)
      .got([&](const Tensor& m) { return student.row_normalise(m); })
      .expected(normalised)
      .mistake("no-keepdim", [](const Tensor& m) { return m / m.sum(1); },
               {{"shape", shape}, {"sums", sums_shape}, {"kept", kept_shape}})
      .mistake("columns-normalised", [](const Tensor& m) { return m / m.sum(0); },
               {{"yours", [](const Tensor& m) { return (m / m.sum(0))[0].sum(); }}})
      .mistake("total", [](const Tensor& m) { return m / m.sum(); },
               {{"total", [](const Tensor& m) { return m.sum(); }}})
      .check();
  std::vector<Tensor> collections = floats;
  collections.push_back(tensor({99., 101.}, TensorOptions(kFloat64)));
  collections.push_back(arange(24, TensorOptions(kFloat64)).reshape({2, 3, 4}).pow(2));
  c.about("variance", "variance", collections)
      .got([&](const Tensor& t) { return student.variance(t); })
      .expected(spread)
      .mistake("biased", [](const Tensor& t) { return spread(t) * (t.numel() - 1) / t.numel(); },
               {{"n", [](const Tensor& t) { return t.numel(); }},
                {"less", [](const Tensor& t) { return t.numel() - 1; }}})
      .mistake("deviation", [](const Tensor& t) { return spread(t).sqrt(); })
      .mistake("not-centred", [](const Tensor& t) { return t.pow(2).sum() / (t.numel() - 1); },
               {{"mean", [](const Tensor& t) { return t.mean(); }}})
      .mistake("rows-counted",
               [](const Tensor& t) { return spread(t) * (t.numel() - 1) / (t.size(0) - 1); },
               {{"less", [](const Tensor& t) { return t.size(0) - 1; }},
                {"n", [](const Tensor& t) { return t.numel(); }}})
      .mistake("column-means",
               [](const Tensor& t) { return (t - t.mean(0)).pow(2).sum() / (t.numel() - 1); },
               {{"means", [](const Tensor& t) { return t.mean(0); }},
                {"mean", [](const Tensor& t) { return t.mean(); }}})
      .mistake("per-column", [](const Tensor& t) { return t.var(0); })
      .check();
  c.about("best_columns", "best", matrices)
      .got([&](const Tensor& m) { return student.best_columns(m); })
      .expected(best)
      .mistake("argmax-flat", [](const Tensor& m) { return m.argmax(); })
      .mistake("argmax-dim", [](const Tensor& m) { return m.argmax(0); },
               {{"rows", rows}, {"columns", columns}})
      .mistake("largest-values", [](const Tensor& m) { return m.amax(1); })
      .check();

  for (const Tensor& m : c.inputs(floats)) {
    const Tensor t = m.clone();
    for (const auto& [name, f] :
         {std::pair("column_sums", student.column_sums), std::pair("row_sums", student.row_sums),
          std::pair("row_normalise", student.row_normalise),
          std::pair("variance", student.variance),
          std::pair("best_columns", student.best_columns)}) {
      f(t);
      c.require(name, "input-after", lab::same(t, m));
    }
  }
  c.answer("shape", counted.sum(0).sizes());
  c.answer("argmax", counted.argmax());
}

void show(lab::Log& log, const Written& student) {
  const Tensor m = tensor({{1., 2., 3.}, {4., 5., 6.}});
  log("column_sums(m)", student.column_sums(m));
  log("row_sums(m)", student.row_sums(m));
  log("row_normalise(m)", student.row_normalise(m));
  log("variance(m)", student.variance(m));
  log("((m - m.mean()) ** 2).mean()", (m - m.mean()).pow(2).mean());
  log.raises("m / m.sum(1)", [&] { m / m.sum(1); });
  log("m.argmax()", m.argmax());
  log("best_columns(m)", student.best_columns(m));
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_1_10
