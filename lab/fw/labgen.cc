// labgen variants EX.lab.cc EX.h OUT: all variants of an exercise as one C++ file.
// labgen student EX.lab.cc EX.h STUDENT.cc OUT: what makes a student's file loadable.
// labgen code EX.lab.cc VARIANT OUT: one variant as a student would write it.
#include <cstdio>
#include <exception>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "gradlab/lab/fw/source.h"

namespace gradlab::lab {
namespace {

int run(const std::vector<std::string>& arguments) {
  const std::string mode = arguments.empty() ? "" : arguments[0];
  const size_t count = mode == "student" ? 5 : 4;
  if (arguments.size() != count || (mode != "variants" && mode != "student" && mode != "code")) {
    std::fprintf(stderr,
                 "usage: labgen variants EX.lab.cc EX.h OUT\n"
                 "       labgen student EX.lab.cc EX.h STUDENT.cc OUT\n"
                 "       labgen code EX.lab.cc VARIANT OUT\n");
    return 2;
  }
  const ExerciseSource source = ExerciseSource::read(arguments[1]);
  std::string text;
  if (mode == "code") {
    text = source.code(arguments[2]);
  } else if (mode == "variants") {
    text = all_variants(source, read_file(arguments[2]));
  } else {
    text = student_glue(source, read_file(arguments[2]), arguments[3]);
  }
  std::ofstream out(arguments.back(), std::ios::binary);
  out << text;
  if (!out.flush()) throw std::runtime_error("cannot write " + arguments.back());
  return 0;
}

}  // namespace
}  // namespace gradlab::lab

int main(int argc, char** argv) {
  try {
    return gradlab::lab::run({argv + 1, argv + argc});
  } catch (const std::exception& e) {
    std::fprintf(stderr, "labgen: %s\n", e.what());
    return 1;
  }
}
