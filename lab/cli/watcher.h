// Tells when a file in a folder was saved: by file events of the system, or, where these do not
// arrive (network file systems, some containers), by looking every half second.
#ifndef GRADLAB_LAB_CLI_WATCHER_H_
#define GRADLAB_LAB_CLI_WATCHER_H_

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace gradlab::lab {

class Watcher {
 public:
  // Watches the files of `folder` itself. Writes and removes a probe file in `kept`, a folder of
  // the same file system; when no event of it arrives within a second, it polls.
  // GRADLAB_LAB_EVENTS=0 makes it poll at once.
  Watcher(const std::string& folder, const std::string& kept);
  ~Watcher();
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

  bool polls() const { return fd_ < 0; }
  // To wait on, with the milliseconds after which to look even without an event; -1: none.
  int fd() const { return fd_; }
  int patience() const { return polls() ? 500 : -1; }

  // The names of files saved since the last call: one save often makes several events, so events
  // are gathered until 200 ms pass without one.
  std::vector<std::string> saved();

 private:
  using Times = std::map<std::string, std::pair<std::filesystem::file_time_type, uintmax_t>>;
  Times look() const;
  bool event_arrives(const std::string& kept);

  std::string folder_;
  int fd_ = -1;
  Times seen_;
};

}  // namespace gradlab::lab

#endif  // GRADLAB_LAB_CLI_WATCHER_H_
