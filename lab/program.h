// Runs another program and waits for it: what it wrote, and how it ended.
#ifndef GRADLAB_LAB_PROGRAM_H_
#define GRADLAB_LAB_PROGRAM_H_

#include <chrono>
#include <string>
#include <vector>

namespace gradlab::lab {

struct ProgramResult {
  // It exited by itself with code 0.
  bool passed = false;
  // "exit code 0", "crashed (Segmentation fault)", "stopped after 60 s", "cannot run x: reason".
  std::string ending;
  // Standard output and standard error, in the order written.
  std::string output;
};

// Runs arguments[0], a path, with the other arguments, an empty standard input and this process's
// environment. It is killed when it has not ended after `limit`.
ProgramResult run_program(const std::vector<std::string>& arguments,
                          std::chrono::seconds limit = std::chrono::seconds(60));

}  // namespace gradlab::lab

#endif  // GRADLAB_LAB_PROGRAM_H_
