#include "gradlab/lab/fw/run.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <stdexcept>
#include <vector>

#include "gradlab/lab/fw/sanitized.h"

namespace gradlab::lab {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kVerdictFd = 3;
constexpr size_t kKeptOutput = 16 << 10;     // bytes of what a program wrote
constexpr size_t kLargestOutput = 16 << 20;  // a program that writes more is stopped
constexpr int kSlowedBySanitizers = 3;

// A pipe; the ends close themselves.
struct Pipe {
  Pipe() {
    int fds[2];
    if (pipe2(fds, O_CLOEXEC) != 0) {
      throw std::runtime_error(std::string("cannot make a pipe: ") + std::strerror(errno));
    }
    out = fds[0];
    in = fds[1];
  }
  ~Pipe() {
    close(out);
    close_in();
  }
  void close_in() {
    if (in >= 0) close(in);
    in = -1;
  }
  int out, in;
};

std::vector<std::string> command(const Job& job) {
  std::vector<std::string> words = {job.host,
                                    job.check,
                                    job.variant,
                                    std::to_string(kVerdictFd),
                                    "--exercise=" + job.exercise,
                                    "--first=" + std::to_string(job.first),
                                    "--memory=" + std::to_string(job.memory_mb)};
  if (!job.student.empty()) words.push_back("--student=" + job.student);
  return words;
}

// In a session of its own, so that children of a student's program can be ended with it.
pid_t start(const std::vector<std::string>& words, const Pipe& output, const Pipe& verdict) {
  std::vector<char*> argv;
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  // Not the number that the child is to have: dup2 onto itself would leave it to be closed.
  const int from = fcntl(verdict.in, F_DUPFD_CLOEXEC, kVerdictFd + 1);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output.in, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output.in, STDERR_FILENO);
  posix_spawn_file_actions_adddup2(&actions, from, kVerdictFd);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
  pid_t pid = 0;
  const int error = posix_spawn(&pid, argv[0], &actions, &attributes, argv.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  close(from);
  if (error != 0) throw std::runtime_error("cannot run " + words[0] + ": " + std::strerror(error));
  return pid;
}

Verdict died(const Job& job, const std::string& diagnosis, const std::string& detail) {
  Verdict verdict;
  verdict.exercise = job.exercise;
  verdict.status = Verdict::Status::kDied;
  verdict.diagnosis = diagnosis;
  verdict.detail = detail;
  return verdict;
}

// What the process wrote, in both ways.
struct Heard {
  std::string json, output;
  size_t written = 0;
  bool in_time = true;
  bool too_much = false;
};

// Reads both pipes until the process has closed the verdict's, or a limit is reached.
Heard listen(const Pipe& output, const Pipe& verdict, Clock::time_point deadline) {
  Heard heard;
  pollfd fds[2] = {{verdict.out, POLLIN, 0}, {output.out, POLLIN, 0}};
  char buffer[16 << 10];
  while (fds[0].fd >= 0) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) {
      heard.in_time = false;
      break;
    }
    if (poll(fds, 2, static_cast<int>(left)) < 0 && errno != EINTR) break;
    for (pollfd& p : fds) {
      if (p.fd < 0 || (p.revents & (POLLIN | POLLHUP | POLLERR)) == 0) continue;
      const ssize_t n = read(p.fd, buffer, sizeof buffer);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) {
        p.fd = -1;
      } else if (p.fd == verdict.out) {
        heard.json.append(buffer, static_cast<size_t>(n));
      } else {
        heard.written += static_cast<size_t>(n);
        const size_t room = kKeptOutput - heard.output.size();
        heard.output.append(buffer, std::min(room, static_cast<size_t>(n)));
      }
    }
    if (heard.written > kLargestOutput) {
      heard.too_much = true;
      break;
    }
  }
  return heard;
}

// What is left in the pipe of a process that has ended.
void drain(const Pipe& output, Heard& heard) {
  fcntl(output.out, F_SETFL, O_NONBLOCK);
  char buffer[16 << 10];
  ssize_t n = 0;
  while (heard.output.size() < kKeptOutput && (n = read(output.out, buffer, sizeof buffer)) > 0) {
    heard.output.append(buffer,
                        std::min(kKeptOutput - heard.output.size(), static_cast<size_t>(n)));
  }
}

Verdict verdict_of(const Job& job, const Heard& heard, int status) {
  if (!heard.in_time) {
    return died(job, "lab/time", std::to_string(job.limit.count() / 1000) + " s");
  }
  if (heard.too_much) return died(job, "lab/output", std::to_string(kLargestOutput >> 20) + " MB");
  if (!heard.json.empty()) {
    try {
      return verdict_from_json(heard.json);
    } catch (const std::exception&) {
      // Ended while it was writing, or a student's program wrote there: treated as no verdict.
    }
  }
  if (WIFSIGNALED(status)) return died(job, "lab/crashed", strsignal(WTERMSIG(status)));
  // A sanitizer ends the process with an exit code of its own.
  for (const char* sign : {"ERROR: AddressSanitizer: ", "runtime error: "}) {
    const size_t at = heard.output.find(sign);
    if (!kSanitized || at == std::string::npos) continue;
    return died(job, "lab/crashed", heard.output.substr(at, heard.output.find('\n', at) - at));
  }
  return died(job, "lab/exited", std::to_string(WEXITSTATUS(status)));
}

}  // namespace

Verdict run_check(const Job& job) {
  Pipe output, verdict;
  const pid_t pid = start(command(job), output, verdict);
  output.close_in();
  verdict.close_in();
  const auto limit = job.limit * (kSanitized ? kSlowedBySanitizers : 1);
  Heard heard = listen(output, verdict, Clock::now() + limit);
  // A process with a verdict ends by itself; give it a moment, for its exit code.
  int status = 0;
  bool ended = false;
  for (int i = 0; i < 200 && heard.in_time && !heard.too_much && !ended; ++i) {
    ended = waitpid(pid, &status, WNOHANG) == pid;
    if (!ended) usleep(i < 20 ? 500 : 5000);
  }
  kill(-pid, SIGKILL);
  if (!ended) {
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
  }
  drain(output, heard);
  Verdict result = verdict_of(job, heard, status);
  result.output = heard.output;
  return result;
}

}  // namespace gradlab::lab
