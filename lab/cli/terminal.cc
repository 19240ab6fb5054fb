#include "gradlab/lab/cli/terminal.h"

#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <string_view>

#include "gradlab/lab/cli/options.h"

namespace gradlab::lab {
namespace {

volatile sig_atomic_t resized = 0;
volatile sig_atomic_t ended = 0;

void on_resize(int) { resized = 1; }
void on_end(int) { ended = 1; }

void handle(int signal, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;  // without SA_RESTART: poll returns
  sigaction(signal, &action, nullptr);
}

winsize window() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) {
    size.ws_col = 80;
    size.ws_row = 24;
  }
  return size;
}

void put(const std::string& text) {
  for (size_t done = 0; done < text.size();) {
    const ssize_t n = write(STDOUT_FILENO, text.data() + done, text.size() - done);
    if (n < 0 && errno != EINTR) return;
    if (n > 0) done += static_cast<size_t>(n);
  }
}

// The first `width` columns of a line; colours take none.
std::string clipped(const std::string& line, size_t width) {
  std::string out;
  size_t used = 0;
  for (size_t at = 0; at < line.size();) {
    if (line[at] == '\033') {
      const size_t end = line.find('m', at);
      if (end == std::string::npos) break;
      out += line.substr(at, end - at + 1);
      at = end + 1;
      continue;
    }
    size_t n = 1;
    while (at + n < line.size() && (static_cast<unsigned char>(line[at + n]) & 0xc0) == 0x80) ++n;
    if (used < width) out += line.substr(at, n);
    ++used;
    at += n;
  }
  return out;
}

}  // namespace

bool output_is_terminal() {
  const char* term = std::getenv("TERM");
  return isatty(STDOUT_FILENO) && term != nullptr && std::string_view(term) != "dumb";
}

Terminal::Terminal() {
  if (!isatty(STDIN_FILENO) || !output_is_terminal() || tcgetattr(STDIN_FILENO, &before_) != 0) {
    throw UsageError("this needs a terminal; elsewhere use --once, or bazel test //my:exercises");
  }
  termios raw = before_;
  raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
  raw.c_cc[VMIN] = 0;
  raw.c_cc[VTIME] = 0;
  tcsetattr(STDIN_FILENO, TCSANOW, &raw);
  handle(SIGWINCH, on_resize);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) handle(signal, on_end);
  put("\033[?1049h\033[?25l");  // a screen of its own, no cursor
}

Terminal::~Terminal() {
  put("\033[?25h\033[?1049l");
  tcsetattr(STDIN_FILENO, TCSANOW, &before_);
}

size_t Terminal::width() const { return window().ws_col; }
size_t Terminal::height() const { return window().ws_row; }

void Terminal::show(const std::vector<std::string>& lines,
                    const std::vector<std::string>& bottom) const {
  const size_t columns = width(), rows = height();
  const size_t below = std::min(bottom.size(), rows);
  std::string screen = "\033[H";
  for (size_t row = 0; row < rows; ++row) {
    std::string line;
    if (row + below >= rows) {
      line = bottom[bottom.size() - (rows - row)];
    } else if (row < lines.size()) {
      line = lines[row];
    }
    screen += clipped(line, columns) + "\033[K";
    if (row + 1 < rows) screen += "\r\n";
  }
  put(screen);
}

int Terminal::wait(int fd, int milliseconds) const {
  pollfd fds[2] = {{STDIN_FILENO, POLLIN, 0}, {fd, POLLIN, 0}};
  if (ended) return kClosed;
  const int ready = poll(fds, fd >= 0 ? 2 : 1, milliseconds);
  if (ended) return kClosed;
  if (resized) {
    resized = 0;
    return kResized;
  }
  if (ready <= 0) return 0;
  if (fds[0].revents & POLLIN) {
    char key = 0;
    const ssize_t n = read(STDIN_FILENO, &key, 1);
    return n == 1 ? static_cast<unsigned char>(key) : kClosed;
  }
  if (fds[0].revents & (POLLHUP | POLLERR)) return kClosed;
  return 0;
}

}  // namespace gradlab::lab
