#include <functional>
#include <string>
#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part3/ex_3_02.h"

namespace ex_3_02 {
namespace {

using lab::Tensors;
using lab::Value;

struct Lookup {
  Tensor weight, indices;
};
using Embed = std::function<Tensor(const Tensor&, const Tensor&)>;

Tensor table(int64_t rows, int64_t dim, ScalarType dtype = kFloat32) {
  const Generator generator(static_cast<uint64_t>(rows * 10 + dim));
  return (rand({rows, dim}, generator, kFloat64) * 4 - 2).to(dtype);
}
std::string lookup_text(const Lookup& l) {
  return str("weight ", l.weight.sizes(), ", indices ", Value(l.indices).text());
}
Tensor hot(const Tensor& indices, int64_t rows, const Tensor& weight) {
  return one_hot(indices, rows).to(weight.scalar_type());
}
// Row i - 1 for index i, and zeros for index 0.
Tensor shifted(const Lookup& l) {
  const Tensor padded = cat({zeros({1, l.weight.size(1)}, l.weight.options()), l.weight});
  return padded.index({l.indices});
}
std::vector<int64_t> appended(const Lookup& l) {
  std::vector<int64_t> sizes = l.indices.sizes().vec();
  sizes.push_back(l.weight.size(1));
  return sizes;
}

// What both ways of looking up must do.
void check_embed(lab::Check& c, const std::string& name, const Embed& embed) {
  const auto got = [&](const Lookup& l) { return embed(l.weight, l.indices); };
  const auto shape = [](const Lookup& l) { return l.weight.sizes().vec(); };
  const auto dtype = [](const Lookup& l) { return str(l.weight.scalar_type()); };
  const auto hot_of = [](const Lookup& l, ScalarType type) {
    return one_hot(l.indices, l.weight.size(0)).to(type);
  };
  c.about(name, "rows",
          std::vector<Lookup>{{table(5, 2), tensor({1, 3, 1})},
                              {table(6, 3, kFloat64), tensor({{0, 2, 2}, {4, 1, 0}})},
                              {table(7, 2), tensor({{{0, 3}}, {{5, 1}}})},
                              {table(4, 5, kFloat64), tensor(2)},
                              {table(4, 3), tensor({0})},
                              {table(3, 2), empty({0, 2}, kInt64)}})
      .input_text(lookup_text)
      .got(got)
      .expected([](const Lookup& l) { return nn::functional::embedding(l.indices, l.weight); })
      .mistake("one-based", [](const Lookup& l) { return l.weight.index({l.indices - 1}); })
      .mistake("one-based", shifted)
      .mistake("one-based",
               [](const Lookup& l) {
                 return hot(l.indices - 1, l.weight.size(0), l.weight).matmul(l.weight);
               })
      .mistake("columns",
               [](const Lookup& l) {
                 return l.weight.index({indexing::Slice(), l.indices});
               },
               {{"shape", shape}})
      .mistake("columns", [](const Lookup& l) { return l.weight.t().index({l.indices}); },
               {{"shape", shape}})
      .mistake("flattened",
               [](const Lookup& l) { return l.weight.index_select(0, l.indices.flatten()); },
               {{"shape", [](const Lookup& l) { return l.indices.sizes().vec(); }},
                {"shape-expected", appended}})
      .mistake("onehot-shape",
               [](const Lookup& l) {
                 return one_hot(l.indices).to(l.weight.scalar_type()).matmul(l.weight);
               },
               {{"width",
                 [](const Lookup& l) -> Value {
                   if (l.indices.numel() == 0) return 0;
                   return l.indices.max().item<int64_t>() + 1;
                 }},
                {"rows", [](const Lookup& l) { return l.weight.size(0); }}})
      .mistake(
          "onehot-dtype",
          [](const Lookup& l) { return one_hot(l.indices, l.weight.size(0)).matmul(l.weight); },
          {{"dtype", dtype}})
      .mistake("fixed-dtype", [=](const Lookup& l) { return hot_of(l, kFloat32).matmul(l.weight); },
               {{"yours", [](const Lookup&) { return str(kFloat32); }}, {"dtype", dtype}})
      .mistake("fixed-dtype", [=](const Lookup& l) { return hot_of(l, kFloat64).matmul(l.weight); },
               {{"yours", [](const Lookup&) { return str(kFloat64); }}, {"dtype", dtype}})
      .check();
  c.gradients(name, "gradients")
      .shapes({{5, 2}})
      .forward([&](const Tensors& in) {
        return embed(in[0], tensor({1, 3, 1, 0}));
      })
      .theory([](const lab::GradPoint& p) {
        return one_hot(tensor({1, 3, 1, 0}), 5).to(kFloat64).t().matmul(p.v);
      })
      .mistake("untracked",
               [](const lab::GradPoint&) { return lab::raises<Error>("does not require grad"); })
      .check();
  const auto index = [](const Lookup& l) { return l.indices.max(); };
  const auto rows = [](const Lookup& l) { return l.weight.size(0); };
  c.about(name, "outside",
          std::vector<Lookup>{{table(5, 2), tensor({5})},
                              {table(6, 3), tensor({0, 8})},
                              {table(3, 2), tensor({{1, 4}, {0, 2}})},
                              {table(4, 3), tensor(7)},
                              {table(1, 2), tensor({1})}})
      .input_text(lookup_text)
      .got(got)
      .expected([](const Lookup&) { return lab::raises(); })
      .mistake(
          "silenced",
          [](const Lookup& l) { return l.weight.index({l.indices.remainder(l.weight.size(0))}); },
          {{"rows", rows},
           {"last", [](const Lookup& l) { return l.weight.size(0) - 1; }},
           {"index", index}})
      .mistake("silenced",
               [](const Lookup& l) {
                 return l.weight.index({l.indices.clamp(0, l.weight.size(0) - 1)});
               },
               {{"rows", rows},
                {"last", [](const Lookup& l) { return l.weight.size(0) - 1; }},
                {"index", index}})
      .mistake("silenced",
               [](const Lookup& l) {
                 const Tensor zero = zeros({10, l.weight.size(1)}, l.weight.options());
                 return cat({l.weight, zero}).index({l.indices});
               },
               {{"rows", rows},
                {"last", [](const Lookup& l) { return l.weight.size(0) - 1; }},
                {"index", index}})
      .check();
  c.about(name, "float",
          std::vector<Lookup>{{table(5, 2), tensor({1.7, 0.5})},
                              {table(6, 3), tensor({2.9})},
                              {table(3, 2), tensor({{1.25, 0.0}})},
                              {table(4, 3), tensor({3.25, 3.0, 0.0})}})
      .input_text(lookup_text)
      .got(got)
      .expected([](const Lookup&) { return lab::raises(); })
      .mistake("truncated", [](const Lookup& l) { return l.weight.index({l.indices.to(kInt64)}); },
               {{"index", [](const Lookup& l) { return l.indices.flatten()[0]; }},
                {"row", [](const Lookup& l) { return l.indices.flatten()[0].to(kInt64); }}})
      .check();
  const Lookup l = {table(5, 2), tensor({1, 3, 1})};
  c.runs(name, "inputs", [&] { embed(l.weight, l.indices); });
  c.require(name, "inputs", l.weight._version() == 0 && l.indices._version() == 0);
}

void check(lab::Check& c, const Written& student) {
  check_embed(c, "embed", student.embed);
  check_embed(c, "embed_by_product", student.embed_by_product);

  struct NewTable {
    int64_t rows, dim;
    Tensor indices;
    uint64_t seed;
  };
  const auto of_table = [](const NewTable& t, int64_t rows, int64_t dim) {
    manual_seed(t.seed);
    return nn::Embedding(rows, dim)(t.indices).detach();
  };
  c.about("embed_by_layer", "layer",
          std::vector<NewTable>{{10, 4, tensor({{7, 2}, {9, 7}}), 0},
                                {5, 2, tensor({4, 0, 4}), 1},
                                {3, 6, tensor({{1}, {0}}), 2},
                                {8, 3, tensor(6), 3}})
      .input_text([](const NewTable& t) {
        return str("rows = ", t.rows, ", dim = ", t.dim, ", indices ", Value(t.indices).text());
      })
      .got([&](const NewTable& t) {
        manual_seed(t.seed);
        return student.embed_by_layer(t.rows, t.dim, t.indices);
      })
      .expected([=](const NewTable& t) { return of_table(t, t.rows, t.dim); })
      .mistake("swapped", [=](const NewTable& t) { return of_table(t, t.dim, t.rows); },
               {{"rows", [](const NewTable& t) { return t.rows; }},
                {"dim", [](const NewTable& t) { return t.dim; }}})
      .check();
  nn::Embedding embedding(10, 4);
  c.answer("count", embedding->weight.numel());
  c.answer("shape", embedding(zeros({2, 3}, kInt64)).sizes());
}

void show(lab::Log& log, const Written& student) {
  const Tensor weight = tensor({{0.0, 0.0}, {1.0, 10.0}, {2.0, 20.0}, {3.0, 30.0}, {4.0, 40.0}});
  const Tensor ids = tensor({1, 3, 1});
  log("weight[ids]", student.embed(weight, ids));
  log("one_hot(ids, 5) @ weight", student.embed_by_product(weight, ids));
  log.raises("weight[torch.tensor([5])]", [&] { student.embed(weight, tensor({5})); });
  const Tensor vectors = student.embed_by_layer(10, 4, tensor({{7, 2, 7}, {0, 9, 1}}));
  log.shape("embedding(ids).shape", vectors.sizes());
  log("embedding(ids)[0]", vectors.detach()[0]);
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_3_02
