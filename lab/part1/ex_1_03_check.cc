#include <string>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part1/ex_1_03.h"

namespace ex_1_03 {
namespace {

struct Pair {
  Tensor a, b;
};

// A matrix of whole numbers that follow no simple rule.
Tensor matrix(int64_t rows, int64_t columns, int64_t start, ScalarType dtype = kInt64) {
  Tensor m = empty({rows, columns}, TensorOptions(kInt64));
  for (int64_t i = 0; i < m.numel(); ++i) m.data_ptr<int64_t>()[i] = (start + 7 * i) % 11 - 3;
  return m.to(dtype);
}
int64_t at(const Tensor& m, int64_t row, int64_t column) {
  return m[row][column].to(kInt64).item<int64_t>();
}
Tensor by_hand(const Pair& in) {
  Tensor c = zeros({in.a.size(0), in.b.size(1)}, TensorOptions(kInt64));
  for (int64_t i = 0; i < c.size(0); ++i) {
    for (int64_t k = 0; k < c.size(1); ++k) {
      int64_t sum = 0;
      for (int64_t j = 0; j < in.a.size(1); ++j) sum += at(in.a, i, j) * at(in.b, j, k);
      c.data_ptr<int64_t>()[i * c.size(1) + k] = sum;
    }
  }
  return c.to(in.a.scalar_type());
}
Tensor elementwise(const Pair& in) {
  const Tensor a = in.a.contiguous().to(kInt64), b = in.b.contiguous().to(kInt64);
  Tensor c = empty(a.sizes(), TensorOptions(kInt64));
  for (int64_t i = 0; i < c.numel(); ++i) {
    c.data_ptr<int64_t>()[i] = a.data_ptr<int64_t>()[i] * b.data_ptr<int64_t>()[i];
  }
  return c.to(in.a.scalar_type());
}
std::string factor(int64_t x) { return x < 0 ? str("(", x, ")") : str(x); }
// "1·5 + 2·7": element [0][0] of the product.
std::string first_sum(const Pair& in) {
  std::string text;
  for (int64_t j = 0; j < in.a.size(1); ++j) {
    text += str(j ? " + " : "", factor(at(in.a, 0, j)), "·", factor(at(in.b, j, 0)));
  }
  return text;
}
std::string text_of(const Pair& in) {
  return lab::Value(in.a).text() + ", " + lab::Value(in.b).text();
}
std::string shapes_of(const Pair& in) { return str(in.a.sizes(), ", ", in.b.sizes()); }

// Of whole numbers, with their quotient as it should be.
int64_t down(int64_t i, int64_t j) { return i / j - (i % j != 0 && (i < 0) != (j < 0) ? 1 : 0); }
Tensor each(const Pair& in, int64_t (*f)(int64_t i, int64_t j)) {
  Tensor c = empty(in.a.sizes(), TensorOptions(kInt64));
  for (int64_t k = 0; k < c.numel(); ++k) {
    c.data_ptr<int64_t>()[k] = f(in.a.data_ptr<int64_t>()[k], in.b.data_ptr<int64_t>()[k]);
  }
  return c;
}
Tensor rounded(const Pair& in) { return each(in, down); }
Tensor toward_zero(const Pair& in) {
  return each(in, [](int64_t i, int64_t j) { return i / j; });
}
Tensor rest(const Pair& in) {
  return each(in, [](int64_t i, int64_t j) { return i - down(i, j) * j; });
}
Tensor c_rest(const Pair& in) {
  return each(in, [](int64_t i, int64_t j) { return i % j; });
}
Tensor exact(const Pair& in) {
  Tensor c = empty(in.a.sizes(), TensorOptions(kFloat32));
  for (int64_t k = 0; k < c.numel(); ++k) {
    c.data_ptr<float>()[k] = static_cast<float>(static_cast<double>(in.a.data_ptr<int64_t>()[k]) /
                                                static_cast<double>(in.b.data_ptr<int64_t>()[k]));
  }
  return c;
}
Tensor through_float(const Pair& in) { return (in.a / in.b).floor().to(kInt64); }

// The element at the first place where two tensors differ.
using Of = Tensor (*)(const Pair&);
lab::Question<Pair>::Function where(Of left, Of right, Of what) {
  return [=](const Pair& in) {
    const Tensor a = left(in).to(kFloat64), b = right(in).to(kFloat64), c = what(in).to(kFloat64);
    int64_t k = 0;
    while (k + 1 < a.numel() && a.data_ptr<double>()[k] == b.data_ptr<double>()[k]) ++k;
    return lab::Value(c.data_ptr<double>()[k]);
  };
}
Tensor first_of(const Pair& in) { return in.a; }
Tensor second_of(const Pair& in) { return in.b; }

void check(lab::Check& c, const Written& student) {
  const auto copies = [](const Pair& in) { return Pair{in.a.clone(), in.b.clone()}; };
  const auto hadamard = [&](const Pair& in) {
    const Pair own = copies(in);
    return student.hadamard(own.a, own.b);
  };
  const auto product = [&](const Pair& in) {
    const Pair own = copies(in);
    return student.product(own.a, own.b);
  };
  const std::vector<Pair> squares = {{tensor({{1, 2}, {3, 4}}), tensor({{5, 6}, {7, 8}})},
                                     {matrix(3, 3, 1, kFloat32), matrix(3, 3, 5, kFloat32)},
                                     {matrix(2, 2, 4, kFloat64), matrix(2, 2, 9, kFloat64)},
                                     {matrix(4, 4, 0), matrix(4, 4, 3)}};
  std::vector<Pair> same_shape = squares;
  same_shape.push_back({matrix(2, 3, 2), matrix(2, 3, 6)});
  same_shape.push_back({matrix(4, 2, 8, kFloat32).t(), matrix(2, 4, 1, kFloat32)});
  same_shape.push_back({tensor({1, -2, 3}), tensor({4, 5, -6})});
  const lab::Question<Pair>::Function first_sum_value = [](const Pair& in) {
    return at(by_hand(in), 0, 0);
  };
  const lab::Question<Pair>::Function first_product = [](const Pair& in) {
    return at(in.a, 0, 0) * at(in.b, 0, 0);
  };
  c.about("hadamard", "hadamard", same_shape)
      .input_text(text_of)
      .got(hadamard)
      .expected(elementwise)
      .mistake("matrix-product", [](const Pair& in) { return by_hand(in); },
               {{"first", first_product},
                {"left", [](const Pair& in) { return factor(at(in.a, 0, 0)); }},
                {"right", [](const Pair& in) { return factor(at(in.b, 0, 0)); }},
                {"sum", first_sum_value}})
      .check();
  c.about("product", "square", squares)
      .input_text(text_of)
      .got(product)
      .expected(by_hand)
      .mistake("elementwise", elementwise,
               {{"sum", first_sum}, {"should", first_sum_value}, {"first", first_product}})
      .mistake("swapped",
               [](const Pair& in) {
                 return by_hand({in.b, in.a});
               },
               {{"should", first_sum_value},
                {"first",
                 [](const Pair& in) {
                   return at(by_hand({in.b, in.a}), 0, 0);
                 }}})
      .mistake("transposed-factor",
               [](const Pair& in) {
                 return by_hand({in.a, in.b.t()});
               },
               {{"sum", first_sum}, {"should", first_sum_value}})
      .mistake("transposed-factor",
               [](const Pair& in) {
                 return by_hand({in.a.t(), in.b});
               },
               {{"sum", first_sum}, {"should", first_sum_value}})
      .check();
  c.about("product", "product",
          std::vector<Pair>{{matrix(2, 3, 1), matrix(3, 4, 2)},
                            {matrix(1, 4, 3, kFloat32), matrix(4, 2, 7, kFloat32)},
                            {matrix(2, 3, 5, kFloat64).t(), matrix(5, 2, 0, kFloat64).t()},
                            {matrix(4, 1, 2), matrix(1, 3, 9)},
                            {matrix(1, 5, 4), matrix(5, 1, 6)}})
      .input_text(shapes_of)
      .got(product)
      .expected(by_hand)
      .check();
  const lab::Question<Pair>::Named fit = {{"a", [](const Pair& in) { return in.a.sizes().vec(); }},
                                          {"b", [](const Pair& in) { return in.b.sizes().vec(); }},
                                          {"columns", [](const Pair& in) { return in.a.size(1); }},
                                          {"rows", [](const Pair& in) { return in.b.size(0); }}};
  const auto with_shape = [&](int64_t dim) {
    lab::Question<Pair>::Named named = fit;
    named.emplace_back("shape",
                       [dim](const Pair& in) { return std::vector<int64_t>(2, in.a.size(dim)); });
    return named;
  };
  c.about("product", "no-product",
          std::vector<Pair>{{matrix(2, 3, 1), matrix(2, 3, 4)},
                            {matrix(3, 2, 2), matrix(3, 2, 6)},
                            {matrix(1, 4, 3, kFloat32), matrix(1, 4, 8, kFloat32)},
                            {matrix(5, 2, 7, kFloat64), matrix(5, 2, 0, kFloat64)}})
      .input_text(shapes_of)
      .got(product)
      .expected([](const Pair&) { return lab::raises(); })
      .mistake(
          "forced-fit",
          [](const Pair& in) {
            return by_hand({in.a, in.b.t()});
          },
          with_shape(0))
      .mistake(
          "forced-fit",
          [](const Pair& in) {
            return by_hand({in.a.t(), in.b});
          },
          with_shape(1))
      .check();

  // All combinations of signs, with and without a rest.
  const std::vector<Pair> whole = {{tensor({3, -7, 7, -7, 8}), tensor({2, 2, -2, -2, -2})},
                                   {tensor({-9, 10, 0}), tensor({4, -3, 5})},
                                   {tensor({-1, 1, -1, 1}), tensor({3, 3, -3, -3})},
                                   {tensor({-5, 11, 6, -20}), tensor({2, 4, -4, 7})},
                                   {tensor({12, -12}), tensor({5, 5})}};
  // Whole numbers that float32 does not hold.
  const std::vector<Pair> large = {{tensor({50331651, 9}), tensor({3, 2})},
                                   {tensor({7, 33554435}), tensor({-2, 1})},
                                   {tensor({-100663302}), tensor({6})},
                                   {tensor({500000005, 1}), tensor({5, 1})}};
  const auto divided = [&](const Pair& in) {
    const Pair own = copies(in);
    return student.safe_divide(own.a, own.b);
  };
  c.about("safe_divide", "exact", whole)
      .input_text(text_of)
      .got([&](const Pair& in) { return divided(in).exact; })
      .expected(exact)
      .mistake("fraction-lost", rounded,
               {{"i", where(exact, rounded, first_of)},
                {"j", where(exact, rounded, second_of)},
                {"exact", where(exact, rounded, exact)},
                {"first", where(exact, rounded, rounded)}})
      .mistake("fraction-lost", toward_zero,
               {{"i", where(exact, toward_zero, first_of)},
                {"j", where(exact, toward_zero, second_of)},
                {"exact", where(exact, toward_zero, exact)},
                {"first", where(exact, toward_zero, toward_zero)}})
      .check();
  c.about("safe_divide", "rounded", whole)
      .input_text(text_of)
      .got([&](const Pair& in) { return divided(in).rounded; })
      .expected(rounded)
      .mistake("trunc", toward_zero,
               {{"i", where(rounded, toward_zero, first_of)},
                {"j", where(rounded, toward_zero, second_of)},
                {"down", where(rounded, toward_zero, rounded)},
                {"first", where(rounded, toward_zero, toward_zero)}})
      .mistake("not-rounded", exact)
      .mistake("rest-for-rounded", rest)
      .check();
  c.about("safe_divide", "large", large)
      .input_text(text_of)
      .got([&](const Pair& in) { return divided(in).rounded; })
      .expected(rounded)
      .mistake("through-float", through_float,
               {{"i", where(rounded, through_float, first_of)},
                {"j", where(rounded, through_float, second_of)},
                {"exact", where(rounded, through_float, rounded)},
                {"first", where(rounded, through_float, through_float)}})
      .check();
  c.about("safe_divide", "rest", whole)
      .input_text(text_of)
      .got([&](const Pair& in) { return divided(in).rest; })
      .expected(rest)
      .mistake("c-remainder", c_rest,
               {{"i", where(rest, c_rest, first_of)},
                {"j", where(rest, c_rest, second_of)},
                {"rest", where(rest, c_rest, rest)},
                {"first", where(rest, c_rest, c_rest)}})
      .mistake("quotient-subtracted", [](const Pair& in) { return in.a - rounded(in); })
      .check();
  c.about("safe_divide", "rest", large)
      .input_text(text_of)
      .got([&](const Pair& in) { return divided(in).rest; })
      .expected(rest)
      .check();

  const auto unchanged = [&](const std::string& function, const Pair& in, const auto& call) {
    const Pair own = copies(in);
    c.runs(function, "operands", [&] { call(own); });
    c.refuse("in-place", function, "operands", !lab::same(own.a, in.a),
             {{"before", in.a}, {"after", own.a}});
    c.require(function, "operands", lab::same(own.b, in.b), {{"got", own.b}, {"expected", in.b}});
  };
  for (const Pair& in : c.inputs(same_shape)) {
    unchanged("hadamard", in, [&](const Pair& own) { student.hadamard(own.a, own.b); });
  }
  for (const Pair& in : c.inputs(squares)) {
    unchanged("product", in, [&](const Pair& own) { student.product(own.a, own.b); });
  }
  for (const Pair& in : c.inputs(whole)) {
    unchanged("safe_divide", in, [&](const Pair& own) { student.safe_divide(own.a, own.b); });
  }
  c.answer("down", down(-7, 2));
  c.answer("exact", python_dtype_name((tensor({3}) / tensor({2})).scalar_type()));
}

void show(lab::Log& log, const Written& student) {
  const Tensor a = tensor({{1, 2}, {3, 4}}), b = tensor({{5, 6}, {7, 8}});
  log("a * b", student.hadamard(a, b));
  log("a @ b", student.product(a, b));
  const Tensor wide = ones({2, 3});
  log.raises("wide @ wide", [&] { student.product(wide, wide); });
  const Division division = student.safe_divide(tensor({3, -7, 7}), tensor({2, 2, -2}));
  log("i / j", division.exact);
  log("i // j", division.rounded);
  log("i % j", division.rest);
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_1_03
