#include "gradlab/lab/program.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace gradlab::lab {
namespace {

using Clock = std::chrono::steady_clock;

// Starts the program with both of its output streams on `out`. Returns an errno, or 0.
int start(const std::vector<std::string>& arguments, int out, pid_t& pid) {
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out, STDERR_FILENO);
  const int error = posix_spawn(&pid, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

// Appends what arrives on `in` until it is closed. Returns whether that was before `deadline`.
bool read_until(int in, Clock::time_point deadline, std::string& output) {
  char buffer[4096];
  for (;;) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return false;
    pollfd p{.fd = in, .events = POLLIN, .revents = 0};
    const int ready = poll(&p, 1, static_cast<int>(left));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return false;
    const ssize_t n = read(in, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return true;
    output.append(buffer, static_cast<size_t>(n));
  }
}

}  // namespace

ProgramResult run_program(const std::vector<std::string>& arguments, std::chrono::seconds limit) {
  ProgramResult result;
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) {
    result.ending = std::string("cannot make a pipe: ") + std::strerror(errno);
    return result;
  }
  pid_t pid = 0;
  const int error = start(arguments, ends[1], pid);
  close(ends[1]);
  if (error != 0) {
    close(ends[0]);
    result.ending = "cannot run " + arguments[0] + ": " + std::strerror(error);
    return result;
  }
  const bool in_time = read_until(ends[0], Clock::now() + limit, result.output);
  close(ends[0]);
  if (!in_time) kill(pid, SIGKILL);
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  if (!in_time) {
    result.ending = "stopped after " + std::to_string(limit.count()) + " s";
  } else if (WIFSIGNALED(status)) {
    result.ending = std::string("crashed (") + strsignal(WTERMSIG(status)) + ")";
  } else {
    result.ending = "exit code " + std::to_string(WEXITSTATUS(status));
    result.passed = WEXITSTATUS(status) == 0;
  }
  return result;
}

}  // namespace gradlab::lab
