// Every name of testdata/out_names.txt has a row: what has one has its out= forms.
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <string>

namespace {

std::set<std::string> names_of_rows() {
  std::set<std::string> names;
  for (const std::string family :
       {"compare", "copy", "factory", "matrix", "nn", "pointwise", "reduce", "shape"}) {
    std::ifstream file("autograd/out_table/calls_" + family + ".h");
    std::string line;
    while (std::getline(file, line)) {
      const size_t begin = line.find('('), end = line.find(',');
      if (line[0] != '/' && end != std::string::npos) {
        names.insert(line.substr(begin + 1, end - begin - 1));
      }
    }
  }
  return names;
}

TEST(OutTable, EveryNameHasARow) {
  const std::set<std::string> rows = names_of_rows();
  std::ifstream file("autograd/out_table/testdata/out_names.txt");
  std::string name;
  int count = 0;
  while (std::getline(file, name)) {
    if (name[0] == '#') continue;
    EXPECT_TRUE(rows.contains(name)) << name;
    ++count;
  }
  EXPECT_GT(count, 370);
}

}  // namespace
