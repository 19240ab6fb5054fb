#include "gradlab/nn/ordered_dict.h"

#include <gtest/gtest.h>

#include "gradlab/nn/test_util.h"

namespace gradlab {
namespace {

using nn::message_of;
using Dict = OrderedDict<std::string, int>;

TEST(OrderedDict, KeepsTheOrderOfInsertion) {
  Dict dict{{"b", 1}, {"a", 2}};
  dict.insert("c", 3);
  EXPECT_EQ(dict.keys(), (std::vector<std::string>{"b", "a", "c"}));
  EXPECT_EQ(dict.values(), (std::vector<int>{1, 2, 3}));
  EXPECT_EQ(dict.pairs()[1], (std::pair<std::string, int>{"a", 2}));
  EXPECT_EQ(dict.front().key(), "b");
  EXPECT_EQ(dict.back().value(), 3);
  EXPECT_EQ(dict[1].key(), "a");
  EXPECT_EQ(dict["a"], 2);
  int sum = 0;
  for (const auto& item : dict) sum += *item;
  EXPECT_EQ(sum, 6);
}

TEST(OrderedDict, FindsWhatIsThere) {
  Dict dict{{"a", 1}};
  EXPECT_TRUE(dict.contains("a"));
  EXPECT_FALSE(dict.contains("b"));
  *dict.find("a") = 5;
  EXPECT_EQ(dict["a"], 5);
  EXPECT_EQ(dict.find("b"), nullptr);
}

TEST(OrderedDict, ErasingKeepsTheRestInOrder) {
  Dict dict{{"a", 1}, {"b", 2}, {"c", 3}};
  dict.erase("a");
  EXPECT_EQ(dict.keys(), (std::vector<std::string>{"b", "c"}));
  EXPECT_EQ(dict["c"], 3);
  dict.insert("a", 4);
  EXPECT_EQ(dict[2].key(), "a");
  dict.clear();
  EXPECT_TRUE(dict.is_empty());
  EXPECT_FALSE(dict.contains("b"));
}

TEST(OrderedDict, UpdateAppendsAll) {
  Dict dict{{"a", 1}};
  const Dict other{{"b", 2}, {"c", 3}};
  dict.update(other);
  dict.update(Dict{{"d", 4}});
  EXPECT_EQ(dict.keys(), (std::vector<std::string>{"a", "b", "c", "d"}));
}

TEST(OrderedDict, EqualityLooksAtKeysValuesAndOrder) {
  EXPECT_TRUE((Dict{{"a", 1}, {"b", 2}}) == (Dict{{"a", 1}, {"b", 2}}));
  EXPECT_FALSE((Dict{{"a", 1}, {"b", 2}}) == (Dict{{"b", 2}, {"a", 1}}));
  EXPECT_FALSE((Dict{{"a", 1}}) == (Dict{{"a", 2}}));
  EXPECT_FALSE((Dict{{"a", 1}}) == Dict());
}

// The texts are those of libtorch 1.13.1.
TEST(OrderedDict, MisuseThrowsAndChangesNothing) {
  Dict dict("Thing");
  EXPECT_EQ(message_of([&] { dict.front(); }), "Called front() on an empty OrderedDict");
  EXPECT_EQ(message_of([&] { dict.back(); }), "Called back() on an empty OrderedDict");
  EXPECT_EQ(message_of([&] { dict.erase("a"); }), "Key 'a' doesn't exist");
  EXPECT_EQ(message_of([&] { dict["a"]; }), "Thing 'a' is not defined");
  EXPECT_EQ(message_of([&] { dict[7]; }), "Index 7 is out of bounds");
  dict.insert("a", 1);
  EXPECT_EQ(message_of([&] { dict.insert("a", 2); }), "Thing 'a' already defined");
  EXPECT_EQ(dict.size(), 1u);
  EXPECT_EQ(dict["a"], 1);
}

}  // namespace
}  // namespace gradlab
