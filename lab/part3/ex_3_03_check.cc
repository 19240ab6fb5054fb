#include <string>
#include <utility>
#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part3/ex_3_03.h"

namespace ex_3_03 {
namespace {

using lab::Tensors;
using lab::Value;

struct Case {
  Tensor indices, upstream;
  int64_t rows;
  int64_t padding = -1;
};

std::string case_text(const Case& k) {
  return str("indices ", Value(k.indices).text(), ", upstream ", Value(k.upstream).text(),
             ", rows = ", k.rows, k.padding < 0 ? "" : str(", padding_idx = ", k.padding));
}

// `dim` numbers for each index; no two alike.
Case made(const Tensor& indices, int64_t dim, int64_t rows, int64_t padding = -1,
          ScalarType dtype = kFloat32) {
  const Generator generator(static_cast<uint64_t>(rows * 100 + dim));
  std::vector<int64_t> sizes = indices.sizes().vec();
  sizes.push_back(dim);
  return {indices, (rand(sizes, generator, kFloat64) * 4 - 2).to(dtype), rows, padding};
}

Tensor flat_upstream(const Case& k) { return k.upstream.reshape({-1, k.upstream.size(-1)}); }
Tensor sums(const Case& k) {
  return one_hot(k.indices.flatten(), k.rows)
      .to(k.upstream.scalar_type())
      .t()
      .matmul(flat_upstream(k));
}
Tensor without_padding(const Case& k, Tensor grad) {
  if (k.padding >= 0) grad[k.padding].zero_();
  return grad;
}
// As if the row -1 were a padding row: the last one.
Tensor without_last(const Case& k) {
  const Tensor grad = sums(k);
  grad[-1].zero_();
  return grad;
}
Tensor times(const Case& k) { return one_hot(k.indices.flatten(), k.rows).sum(0); }
// The row that was used most often.
int64_t busiest(const Case& k) { return times(k).argmax().item<int64_t>(); }

Tensor last_of_each(const Case& k) {
  const Tensor grad = zeros({k.rows, k.upstream.size(1)}, k.upstream.options());
  for (int64_t i = 0; i < k.indices.numel(); ++i) {
    grad[k.indices[i].item<int64_t>()].copy_(k.upstream[i]);
  }
  return grad;
}

const std::vector<Case>& flat_cases() {
  static const std::vector<Case> cases = {
      {tensor({1, 3, 1}), tensor({{1.0, 10.0}, {100.0, 1000.0}, {2.0, 20.0}}), 5},
      made(tensor({0, 2, 2, 2, 5}), 3, 6, -1, kFloat64),
      made(tensor({3, 3}), 2, 4),
      made(tensor({6, 0, 6, 0}), 1, 7, -1, kFloat64),
      made(tensor({4, 2, 4, 1, 2}), 2, 5)};
  return cases;
}

void check_by_hand(lab::Check& c, const Written& student) {
  const auto got = [&](const Case& k) {
    return student.embedding_backward(k.indices.clone(), k.upstream.clone(), k.rows, k.padding);
  };
  const auto expected = [](const Case& k) { return without_padding(k, sums(k)); };
  for (const Case& k : c.inputs(flat_cases())) {
    Tensor grad;
    c.runs("embedding_backward", "unused", [&] { grad = got(k); });
    const Tensor used = times(k);
    for (int64_t row = 0; row < k.rows; ++row) {
      if (used[row].item<int64_t>() > 0 || grad.dim() != 2 || grad.size(0) != k.rows) continue;
      c.refuse("dense", "embedding_backward", "unused", (grad[row] != 0).any().item<bool>(),
               {{"input", case_text(k)},
                {"row", row},
                {"got", grad[row]},
                {"expected", zeros_like(k.upstream[0])}});
    }
  }
  const auto row = [](const Case& k) { return busiest(k); };
  const auto sum = [](const Case& k) { return sums(k)[busiest(k)]; };
  const auto often = [](const Case& k) { return times(k).max(); };
  c.about("embedding_backward", "gradient", flat_cases())
      .input_text(case_text)
      .got(got)
      .expected(expected)
      .mistake("last-wins", last_of_each,
               {{"row", row},
                {"last", [](const Case& k) { return last_of_each(k)[busiest(k)]; }},
                {"sum", sum},
                {"times", often}})
      .mistake("averaged", [](const Case& k) { return sums(k) / times(k).clamp(1).unsqueeze(1); },
               {{"row", row}, {"sum", sum}})
      .mistake("ignored-upstream",
               [](const Case& k) {
                 return sums({k.indices, ones_like(k.upstream), k.rows});
               })
      .mistake("minus-one", without_last, {{"last", [](const Case& k) { return k.rows - 1; }}})
      .check();
  c.about("embedding_backward", "axes",
          std::vector<Case>{made(tensor({{1, 3, 1}, {0, 1, 4}}), 2, 5),
                            made(tensor({{{2}, {0}}, {{2}, {2}}}), 3, 4, -1, kFloat64),
                            made(tensor({{0, 5}}), 4, 6),
                            made(tensor({{3, 1, 3}, {3, 0, 1}, {2, 2, 2}}), 2, 4),
                            made(tensor(2), 3, 5),
                            {empty({0}, kInt64), empty({0, 3}), 4}})
      .input_text(case_text)
      .got(got)
      .expected(expected)
      .mistake("flatten", [](const Case&) { return lab::raises(); },
               {{"axes", [](const Case& k) { return k.indices.dim(); }}})
      .check();
  const auto padding = [](const Case& k) { return k.padding; };
  const std::vector<Case> padded = {
      {tensor({1, 3, 1}), tensor({{1.0, 10.0}, {100.0, 1000.0}, {2.0, 20.0}}), 5, 1},
      made(tensor({{0, 2, 3}, {2, 0, 0}}), 2, 5, 0, kFloat64),
      made(tensor({4, 2, 2, 0, 1}), 3, 6, 2),
      made(tensor({{3, 1}, {3, 0}}), 1, 4, 3)};
  c.about("embedding_backward", "padding", padded)
      .input_text(case_text)
      .got(got)
      .expected(expected)
      .mistake("padding", sums,
               {{"padding", padding}, {"row", [](const Case& k) { return sums(k)[k.padding]; }}})
      .mistake("padding-position",
               [](const Case& k) {
                 const Tensor vectors = flat_upstream(k).clone();
                 vectors[k.padding].zero_();
                 return sums({k.indices, vectors, k.rows});
               },
               {{"padding", padding}})
      .check();
  for (const Case& k : c.inputs(padded)) {
    const Tensor indices = k.indices.clone(), upstream = k.upstream.clone();
    c.runs("embedding_backward", "inputs",
           [&] { student.embedding_backward(indices, upstream, k.rows, k.padding); });
    for (const auto& [name, t] : {std::pair("upstream", upstream), {"indices", indices}}) {
      c.refuse("modified", "embedding_backward", "inputs", t._version() != 0,
               {{"input", case_text(k)}, {"name", name}});
    }
  }
  const Tensor indices = tensor({{1, 3, 1}, {0, 4, 4}});
  c.gradients("embedding_backward", "gradient")
      .shapes({{6, 2}})
      .forward([&](const Tensors& in) { return nn::functional::embedding(indices, in[0]); })
      .got([&](const lab::GradPoint& p) { return student.embedding_backward(indices, p.v, 6, -1); })
      .theory([&](const lab::GradPoint& p) {
        return sums({indices, p.v, 6});
      })
      .check();
}

void check(lab::Check& c, const Written& student) {
  check_by_hand(c, student);
  const auto got = [&](const Case& k) {
    return student.gradient_by_autograd(k.indices, k.upstream, k.rows, k.padding);
  };
  const auto expected = [](const Case& k) { return without_padding(k, sums(k)); };
  c.about("gradient_by_autograd", "autograd",
          std::vector<Case>{flat_cases()[0], made(tensor({{0, 2, 2}, {2, 5, 0}}), 3, 6),
                            made(tensor({3, 3}), 2, 4), made(tensor(1), 4, 2)})
      .input_text(case_text)
      .got(got)
      .expected(expected)
      .mistake("ignored-upstream",
               [](const Case& k) {
                 return sums({k.indices, ones_like(k.upstream), k.rows});
               })
      .mistake("minus-one", without_last, {{"last", [](const Case& k) { return k.rows - 1; }}})
      .check();
  c.about("gradient_by_autograd", "autograd-padding",
          std::vector<Case>{
              made(tensor({1, 3, 1}), 2, 5, 1), made(tensor({{0, 2, 3}, {2, 0, 0}}), 2, 5, 0),
              made(tensor({4, 2, 2, 0, 1}), 3, 6, 2), made(tensor({3, 0, 3}), 1, 4, 3)})
      .input_text(case_text)
      .got(got)
      .expected(expected)
      .mistake("padding", sums,
               {{"padding", [](const Case& k) { return k.padding; }},
                {"row", [](const Case& k) { return sums(k)[k.padding]; }}})
      .check();
  c.answer("twice", sums(flat_cases()[0])[1]);
  c.answer("unused", sums(flat_cases()[0])[2]);
}

void show(lab::Log& log, const Written& student) {
  const Tensor ids = tensor({1, 3, 1});
  const Tensor upstream = tensor({{1.0, 10.0}, {100.0, 1000.0}, {2.0, 20.0}});
  log("by hand", student.embedding_backward(ids, upstream, 5, -1));
  log("weight.grad", student.gradient_by_autograd(ids, upstream, 5, -1));
  log("weight.grad with padding_idx=1", student.gradient_by_autograd(ids, upstream, 5, 1));
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_3_03
