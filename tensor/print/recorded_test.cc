// Every tensor in testdata/random_tensors.txt, which tools/record_printing.py recorded from
// PyTorch, is printed in both formats and must give the same text.
#include <bit>
#include <cstdint>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/print/format.h"
#include "gradlab/tensor/print/options.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

ScalarType dtype_named(const std::string& name) {
  for (ScalarType t : {kFloat, kDouble, kLong, kInt, kShort, kChar, kByte, kBool}) {
    if (name == python_dtype_name(t)) return t;
  }
  GRADLAB_THROW(Error, "no dtype ", name);
}

// The numbers of a line up to its end or a '|'.
std::vector<int64_t> read_sizes(std::istream& in) {
  std::vector<int64_t> sizes;
  for (std::string word; in >> word && word != "|";) sizes.push_back(std::stoll(word));
  return sizes;
}

template <class T>
T read_element(const std::string& word) {
  if constexpr (std::is_same_v<T, float>) {
    return std::bit_cast<float>(static_cast<uint32_t>(std::stoul(word, nullptr, 16)));
  } else if constexpr (std::is_same_v<T, double>) {
    return std::bit_cast<double>(uint64_t{std::stoull(word, nullptr, 16)});
  } else {
    return static_cast<T>(std::stoll(word));
  }
}

class Records {
 public:
  explicit Records(const std::string& path) : in_(path) { next_line(); }

  bool done() const { return !in_; }
  std::string keyword() const { return line_.substr(0, line_.find(' ')); }

  // The rest of the present line, for reading; goes on to the next one.
  std::istringstream take(const std::string& expected) {
    EXPECT_EQ(keyword(), expected) << line_;
    const size_t space = line_.find(' ');
    std::istringstream rest(space == std::string::npos ? "" : line_.substr(space + 1));
    next_line();
    return rest;
  }
  // `count` lines of text.
  std::string take_text(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) {
      text += (i ? "\n" : "") + line_;
      next_line();
    }
    return text;
  }

 private:
  void next_line() { std::getline(in_, line_); }

  std::ifstream in_;
  std::string line_;
};

Array read_tensor(Records& records) {
  std::istringstream header = records.take("tensor");
  std::string dtype, bar;
  header >> dtype >> bar;
  const std::vector<int64_t> sizes = read_sizes(header), strides = read_sizes(header);
  const Array a = Array::empty_strided(sizes, strides, dtype_named(dtype));
  std::istringstream storage = records.take("storage");
  int64_t count = 0;
  dispatch_all(a.dtype(), "read", [&]<class T>() {
    for (std::string word; storage >> word; ++count) {
      ASSERT_LT(count * a.itemsize(), static_cast<int64_t>(a.storage()->nbytes()));
      a.data<T>()[count] = read_element<T>(word);
    }
  });
  EXPECT_EQ(count * a.itemsize(), static_cast<int64_t>(a.storage()->nbytes()));
  return a;
}

PrintOptions read_options(Records& records) {
  std::istringstream in = records.take("options");
  PrintOptions o;
  std::string sci_mode;
  in >> o.precision >> o.threshold >> o.edgeitems >> o.linewidth >> sci_mode;
  if (sci_mode != "None") o.sci_mode = sci_mode == "True";
  return o;
}

TEST(RecordedPrinting, EveryTensorPrintsAsInPyTorch) {
  Records records("tensor/print/testdata/random_tensors.txt");
  int tensors = 0;
  for (; !records.done(); ++tensors) {
    const Array a = read_tensor(records);
    set_printoptions(read_options(records));
    std::vector<std::string> suffixes;
    if (records.keyword() == "suffix") suffixes.push_back(records.take("suffix").str());
    int lines = 0, linesize = 0;
    records.take("python") >> lines;
    ASSERT_GT(lines, 0) << "record " << tensors;
    EXPECT_EQ(format_python(a, suffixes), records.take_text(lines)) << "record " << tensors;
    records.take("libtorch") >> linesize >> lines;
    ASSERT_GT(lines, 0) << "record " << tensors;
    std::ostringstream os;
    print_libtorch(os, a, linesize);
    EXPECT_EQ(os.str(), records.take_text(lines)) << "record " << tensors;
  }
  set_printoptions(PrintOptions());
  EXPECT_EQ(tensors, 122);
}

}  // namespace
}  // namespace gradlab
