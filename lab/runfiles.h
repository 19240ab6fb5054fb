// Where Bazel puts the files that a program needs while it runs (its `data`).
#ifndef GRADLAB_LAB_RUNFILES_H_
#define GRADLAB_LAB_RUNFILES_H_

#include <string>

namespace gradlab::lab {

// The path of this program.
std::string this_program();

// The path of a file of this repository, such as "lab/pytorch_lab". Found under `bazel test`,
// `bazel run` and when the program is started by hand from any directory. Throws
// std::runtime_error when the file is nowhere.
std::string runfile(const std::string& path);

}  // namespace gradlab::lab

#endif  // GRADLAB_LAB_RUNFILES_H_
