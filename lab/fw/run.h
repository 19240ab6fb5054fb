// Runs the check of an exercise in a process of its own (the host), with limits on time, memory and
// output, and says how it ended: whatever a student's program does, the caller goes on.
#ifndef GRADLAB_LAB_FW_RUN_H_
#define GRADLAB_LAB_FW_RUN_H_

#include <chrono>
#include <cstddef>
#include <string>

#include "gradlab/lab/fw/verdict.h"

namespace gradlab::lab {

struct Job {
  std::string host;     // paths
  std::string check;    // the exercise's shared object
  std::string student;  // the shared object of an attempt; empty: `variant` of the exercise itself
  std::string variant = "student";
  std::string exercise;  // "2.06"
  size_t first = 0;      // the input to begin with (check.h)
  std::chrono::milliseconds limit{10000};
  int64_t memory_mb = 4096;
};

// Exceeding a limit, crashing or leaving early gives a verdict of status kDied with lab/time,
// lab/memory, lab/output, lab/crashed or lab/exited.
Verdict run_check(const Job& job);

}  // namespace gradlab::lab

#endif  // GRADLAB_LAB_FW_RUN_H_
