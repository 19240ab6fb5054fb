// What c10's small headers name.
#include <ATen/ceil_div.h>
#include <ATen/core/DimVector.h>
#include <ATen/div_rtn.h>
#include <c10/util/MaybeOwned.h>
#include <c10/util/SmallVector.h>
#include <c10/util/StringUtil.h>
#include <c10/util/flat_hash_map.h>
#include <c10/util/intrusive_ptr.h>
#include <c10/util/strides.h>
#include <c10/util/tempfile.h>
#include <gtest/gtest.h>
#include <torch/csrc/utils/memory.h>
#include <torch/csrc/utils/variadic.h>
#include <torch/detail/static.h>
#include <torch/torch.h>

#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

TEST(Tools, TextsAreJoinedAndReplaced) {
  EXPECT_EQ(c10::Join(", ", std::vector<int>{1, 2, 3}), "1, 2, 3");
  EXPECT_EQ(c10::Join("\n", std::vector<std::string>{}), "");
  std::string text = "abcabc";
  EXPECT_EQ(c10::ReplaceAll(text, "b", "bb"), 2u);
  EXPECT_EQ(text, "abbcabbc");
  EXPECT_EQ(c10::detail::StripBasename("/a/b/c.cc"), "c.cc");
  EXPECT_EQ(c10::util::get_fully_qualified_type_name<int>(), "int");
  std::ostringstream os;
  os << std::vector<int>{1, 2};
  EXPECT_EQ(os.str(), "1 2");
}

TEST(Tools, VectorsOfDimensionsAreSizes) {
  at::DimVector sizes{2, 3};
  sizes.push_back(4);
  EXPECT_EQ(torch::ones(sizes).sizes(), at::IntArrayRef({2, 3, 4}));
  EXPECT_EQ(c10::contiguous_strides(sizes), (c10::DimVector{12, 4, 1}));
  c10::SmallVector<int, 2> numbers;
  numbers.append(std::vector<int>{1, 2, 3});
  numbers.append({4, 5});
  numbers.append(2, 6);
  const std::vector<int> more{7, 8};
  numbers.append(more.begin(), more.end());
  EXPECT_EQ(numbers, (c10::SmallVector<int, 2>{1, 2, 3, 4, 5, 6, 6, 7, 8}));
  EXPECT_EQ(numbers.pop_back_val(), 8);
  EXPECT_EQ(numbers.back(), 7);
  ska::flat_hash_map<std::string, int> table;
  table["a"] = 1;
  EXPECT_EQ(table.size(), 1u);
}

TEST(Tools, DivisionsRound) {
  EXPECT_EQ(at::ceil_div(7, 2), 4);
  EXPECT_EQ(at::divup(8, 2), 4);
  EXPECT_EQ(div_rtn(-7, 2), -4);
  EXPECT_EQ(div_rtn(7, 2), 3);
}

struct Counted : c10::intrusive_ptr_target {
  explicit Counted(int v) : value(v) { ++alive; }
  ~Counted() override { --alive; }
  int value;
  static inline int alive = 0;
};
struct Derived : Counted {
  using Counted::Counted;
};

TEST(Tools, IntrusivePointersCountTheirReferences) {
  {
    auto p = c10::make_intrusive<Derived>(3);
    EXPECT_EQ(p.use_count(), 1u);
    c10::intrusive_ptr<Counted> q = p;
    EXPECT_EQ(p.use_count(), 2u);
    EXPECT_EQ(q->value, 3);
    p.reset();
    EXPECT_FALSE(p.defined());
    EXPECT_TRUE(q.unique());
    Counted* raw = q.release();
    EXPECT_FALSE(q);
    q = c10::intrusive_ptr<Counted>::reclaim(raw);
    c10::intrusive_ptr<Counted> r = std::move(q);
    EXPECT_EQ(r.get(), raw);
    EXPECT_EQ(r.use_count(), 1u);
    EXPECT_EQ(Counted::alive, 1);
  }
  EXPECT_EQ(Counted::alive, 0);
}

struct Releases : Counted {
  Releases() : Counted(0) {}
  static inline int released = 0;

 private:
  void release_resources() override { ++released; }
};

TEST(Tools, WeakPointersLetTheirObjectGo) {
  auto p = c10::make_intrusive<Releases>();
  c10::weak_intrusive_ptr<Releases> weak(p), copy = weak;
  EXPECT_FALSE(weak.expired());
  EXPECT_EQ(weak.lock(), p);
  EXPECT_EQ(p.use_count(), 1u);
  p.reset();
  EXPECT_TRUE(weak.expired());
  EXPECT_FALSE(weak.lock());
  EXPECT_EQ(Releases::released, 1);
  EXPECT_EQ(Counted::alive, 1) << "the memory is that of the weak pointers";
  weak.reset();
  copy.reset();
  EXPECT_EQ(Counted::alive, 0);
}

TEST(Tools, MaybeOwnedIsAValueOrAReference) {
  const torch::Tensor t = torch::ones({3});
  const auto borrowed = c10::MaybeOwned<torch::Tensor>::borrowed(t);
  EXPECT_EQ(&*borrowed, &t);
  auto owned = c10::MaybeOwned<torch::Tensor>::owned(torch::ones({2}));
  EXPECT_EQ(owned->numel(), 2);
  EXPECT_EQ((*std::move(owned)).numel(), 2);
}

TEST(Tools, TemporaryFilesHaveNames) {
  const auto file = c10::make_tempfile();
  std::ofstream(file.name) << "text";
  std::string text;
  std::ifstream(file.name) >> text;
  EXPECT_EQ(text, "text");
}

TEST(Tools, TensorsAreFlattenedAndUnflattened) {
  const auto a = at::tensor({1, 2, 3, 4}).view({2, 2}), b = at::tensor({5}),
             none = at::tensor(std::vector<int>());
  const auto flat = torch::utils::flatten_dense_tensors({a, none, b});
  EXPECT_TRUE(flat.equal(at::tensor({1, 2, 3, 4, 5})));
  const auto parts = torch::utils::unflatten_dense_tensors(flat, {a, none, b});
  ASSERT_EQ(parts.size(), 3u);
  EXPECT_TRUE(parts[0].equal(a));
  EXPECT_EQ(parts[1].sizes(), at::IntArrayRef({0}));
  EXPECT_FALSE(parts[1].is_alias_of(flat));
  EXPECT_TRUE(parts[2].equal(b));
  EXPECT_TRUE(parts[2].is_alias_of(flat));
}

struct Silent : torch::nn::Module {};
struct Speaking : torch::nn::Module {
  std::string forward(const torch::Tensor&, int) { return "text"; }
};

template <class T, class = torch::detail::enable_if_module_t<T>>
bool is_a_module(T&&) {
  return true;
}
template <class T, class = torch::detail::disable_if_module_t<T>, class = void>
bool is_a_module(T&&) {
  return false;
}

TEST(Traits, AnswerAtCompileTime) {
  using torch::all_of;
  using torch::any_of;
  static_assert(all_of<>::value && all_of<true, true>::value && !all_of<true, false>::value);
  static_assert(!any_of<>::value && any_of<false, true>::value && !any_of<false>::value);
  static_assert(std::is_same_v<torch::enable_if_t<true, int>, int>);
  static_assert(!torch::detail::has_forward<Silent>::value);
  static_assert(torch::detail::has_forward<Speaking>::value);
  using Result = torch::detail::return_type_of_forward_t<Speaking, torch::Tensor, int>;
  static_assert(std::is_same_v<Result, std::string>);
  static_assert(torch::detail::check_not_lvalue_references<int, const float&, char&&>());
  static_assert(!torch::detail::check_not_lvalue_references<int, float&>());
  EXPECT_TRUE(is_a_module(Silent()));
  EXPECT_FALSE(is_a_module(3));
}

TEST(Traits, ApplyCallsInOrder) {
  std::vector<int> seen;
  torch::apply([&](int x) { seen.push_back(x); }, 1, 2, 3);
  EXPECT_EQ(seen, (std::vector<int>{1, 2, 3}));
  EXPECT_EQ(*torch::make_unique<int>(3), 3);
  EXPECT_EQ(torch::make_unique<int[]>(2)[1], 0);
}

}  // namespace
