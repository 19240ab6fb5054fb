// Compiles a student's file into a shared object that the host can load, with the library's headers
// precompiled; the objects are kept by the content they were made from.
#ifndef GRADLAB_LAB_CLI_BUILDER_H_
#define GRADLAB_LAB_CLI_BUILDER_H_

#include <functional>
#include <string>

#include "gradlab/lab/fw/lab.h"
#include "gradlab/lab/fw/verdict.h"

namespace gradlab::lab {

class Workspace;

class Builder {
 public:
  explicit Builder(const Workspace& workspace);

  // Makes the precompiled header unless it is there for this compiler, these flags and these
  // headers; calls `announce` before it does (it takes some seconds). Throws UsageError.
  void prepare(const std::function<void()>& announce);
  // Whether prepare() has something to do.
  bool prepared() const;

  // The object of an attempt, or the verdict that there is none: the compiler's first error, or a
  // text that is no UTF-8.
  struct Result {
    std::string object;
    Verdict verdict;  // if object is empty
  };
  Result build(const Lab& lab, const ExerciseSource& exercise) const;

  // For editors: how each file of my/ is compiled.
  std::string compile_commands(const Lab& lab) const;

 private:
  std::string flags() const;
  std::string stamp() const;

  std::string root_, my_, kept_, compiler_;
};

// Builds and runs the attempt at an exercise. An unchanged stub is "to do" without being built.
Verdict check_attempt(const Lab& lab, const Workspace& workspace, const Builder& builder,
                      const ExerciseSource& exercise);

}  // namespace gradlab::lab

#endif  // GRADLAB_LAB_CLI_BUILDER_H_
