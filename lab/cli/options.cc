#include "gradlab/lab/cli/options.h"

#include <algorithm>
#include <cstdio>
#include <exception>

namespace gradlab::lab {
namespace {

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace

Options parse_options(int argc, char** argv, const std::vector<std::string>& flags,
                      const std::vector<std::string>& values, size_t most_words) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word.compare(0, 2, "--") != 0) {
      options.words.push_back(word);
      continue;
    }
    const size_t sign = word.find('=');
    const std::string name = word.substr(2, sign == std::string::npos ? sign : sign - 2);
    if (contains(flags, name) && sign == std::string::npos) {
      options.named[name] = "";
    } else if (contains(values, name)) {
      if (sign != std::string::npos) {
        options.named[name] = word.substr(sign + 1);
      } else if (i + 1 < argc) {
        options.named[name] = argv[++i];
      } else {
        throw UsageError("--" + name + " needs a value");
      }
    } else {
      throw UsageError("there is no option " + word);
    }
  }
  if (options.words.size() > most_words) {
    throw UsageError("too many arguments: " + options.words[most_words]);
  }
  const std::string language = options.value("lang");
  if (options.has("lang") && language != "en" && language != "vi") {
    throw UsageError("--lang is en or vi, not \"" + language + "\"");
  }
  return options;
}

int run_program_main(const std::string& name, const std::function<int()>& program) {
  try {
    return program();
  } catch (const std::exception& e) {
    std::fflush(stdout);
    std::fprintf(stderr, "%s: %s\n", name.c_str(), one_line(e.what()).c_str());
    return 2;
  }
}

}  // namespace gradlab::lab
