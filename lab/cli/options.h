// The command line of the lab's programs, and their errors: one line, exit code 2.
#ifndef GRADLAB_LAB_CLI_OPTIONS_H_
#define GRADLAB_LAB_CLI_OPTIONS_H_

#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace gradlab::lab {

// A wrong use of a program; shown in one line.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct Options {
  std::map<std::string, std::string> named;  // "lang" -> "vi"; a flag without value -> ""
  std::vector<std::string> words;            // the others, in order

  bool has(const std::string& name) const { return named.count(name) > 0; }
  std::string value(const std::string& name) const {
    const auto found = named.find(name);
    return found == named.end() ? "" : found->second;
  }
};

// Options are --name=value, or --name for the names in `flags`; `values` may also be given as two
// words (--reset 2.06). Throws UsageError for others, and for a language other than en and vi.
Options parse_options(int argc, char** argv, const std::vector<std::string>& flags,
                      const std::vector<std::string>& values, size_t most_words);

// Runs a program: its exit code; 2 and one line on standard error for what it throws.
int run_program_main(const std::string& name, const std::function<int()>& program);

}  // namespace gradlab::lab

#endif  // GRADLAB_LAB_CLI_OPTIONS_H_
