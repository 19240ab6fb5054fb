// Every function that autograd/ops declares is called in a row, or is named here with the reason.
//
// Usage: coverage_test ROWS_AND_HEADERS...
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

std::vector<std::string> files;

std::string text_of(const std::string& path) {
  std::ifstream file(path);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::set<std::string> words(const char* list) {
  std::istringstream in(list);
  return {std::istream_iterator<std::string>(in), {}};
}

const std::set<std::string>& without_rows() {
  static const std::set<std::string> names = [] {
    std::set<std::string> all;
    for (const char* list : {
             // Random: their streams are tested, random_test.cc and random_layers_test.cc.
             "rand rand_like randn randn_like randint randint_like randperm normal bernoulli "
             "poisson binomial multinomial dropout feature_dropout alpha_dropout dropout_ "
             "feature_alpha_dropout feature_dropout_ alpha_dropout_ feature_alpha_dropout_ "
             "rrelu_with_noise rrelu_with_noise_",
             // No tensor goes in whose gradient could come out: factory_test.cc, geometry_test.cc.
             "empty empty_strided empty_like zeros zeros_like ones ones_like full full_like arange "
             "range linspace logspace eye scalar_tensor from_blob tril_indices triu_indices "
             "hamming_window hann_window bartlett_window blackman_window kaiser_window",
             // Rows write them as operators: a == b, a * b.
             "eq ne lt le gt ge bitwise_not bitwise_and bitwise_or bitwise_xor mul",
             // What rows of other functions run through.
             "_reshape_alias as_strided_backward copy_to_layout embedding_dense_backward "
             "matrix_transpose tensordot_inner average_pool_of max_pool_of take_at_indices",
             // Not differentiable in PyTorch, or no history: in_place_test.cc, sort's tests.
             "alias embedding_renorm_ narrow_copy unique_dim_consecutive view_dtype",
             // Compositions that take a list: utils_test.cc of nn, tools_test.cc.
             "flatten_dense_tensors unflatten_dense_tensors",
         }) {
      all.merge(words(list));
    }
    return all;
  }();
  return names;
}

// The functions that a header declares at the beginning of a line, by their names.
std::set<std::string> declared_in(const std::string& text) {
  static const std::regex declaration(
      R"((?:^|\n)(?:inline )?(?:Tensor&?|std::vector<Tensor>|std::tuple<[^;(]*>)\s+(\w+)\()");
  std::set<std::string> names;
  for (std::sregex_iterator it(text.begin(), text.end(), declaration), end; it != end; ++it) {
    names.insert((*it)[1]);
  }
  return names;
}

TEST(OpTable, EveryFunctionHasARow) {
  std::string rows;
  std::map<std::string, std::string> header_of;
  for (const std::string& path : files) {
    const std::string text = text_of(path);
    ASSERT_FALSE(text.empty()) << path;
    if (path.find("rows") != std::string::npos) {
      rows += text;
    } else {
      for (const std::string& name : declared_in(text)) header_of[name] = path;
    }
  }
  EXPECT_GT(header_of.size(), 400u);
  static const std::regex word(R"((\w+)\()");
  std::set<std::string> called;
  for (std::sregex_iterator it(rows.begin(), rows.end(), word), end; it != end; ++it) {
    called.insert((*it)[1]);
  }
  for (const auto& [name, header] : header_of) {
    EXPECT_TRUE(called.contains(name) || without_rows().contains(name)) << header << ": " << name;
  }
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  files.assign(argv + 1, argv + argc);
  return RUN_ALL_TESTS();
}
