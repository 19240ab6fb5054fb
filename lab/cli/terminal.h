// The student's terminal: its size, keys without Enter, and whole screens.
#ifndef GRADLAB_LAB_CLI_TERMINAL_H_
#define GRADLAB_LAB_CLI_TERMINAL_H_

#include <termios.h>

#include <cstddef>
#include <string>
#include <vector>

namespace gradlab::lab {

// Whether standard output is a terminal (and TERM is not "dumb").
bool output_is_terminal();

class Terminal {
 public:
  // Takes over the screen until it is destroyed. Throws UsageError when standard input or output is
  // no terminal.
  Terminal();
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  size_t width() const;
  size_t height() const;
  // Shows these lines, cut to the window, and nothing else; the last line of `bottom` is the last
  // of the window.
  void show(const std::vector<std::string>& lines, const std::vector<std::string>& bottom) const;
  // Waits for a key, or input on `fd` (-1: none), at most so many milliseconds (-1: no limit).
  // Returns the key, 0 for no key, kResized when the window changed, kClosed when it is gone.
  int wait(int fd, int milliseconds) const;
  static constexpr int kResized = -2, kClosed = -3;

 private:
  termios before_{};
};

}  // namespace gradlab::lab

#endif  // GRADLAB_LAB_CLI_TERMINAL_H_
