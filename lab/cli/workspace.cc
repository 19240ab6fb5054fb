#include "gradlab/lab/cli/workspace.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

#include "gradlab/lab/cli/builder.h"
#include "gradlab/lab/cli/options.h"
#include "nlohmann/json.hpp"

namespace gradlab::lab {
namespace {

namespace fs = std::filesystem;

constexpr const char* kBuildFile =
    "# The exercises of the lab that this folder has. All targets are manual: `bazel test //...` "
    "does\n"
    "# not build them.\n"
    "load(\"//lab:defs.bzl\", \"student_workspace\")\n\n"
    "package(default_visibility = [\"//visibility:private\"])\n\n"
    "student_workspace()\n";

std::string predictions_text(const Lab& lab) {
  std::string text = lab.texts()["predictions.head"] + "\n";
  for (const ExerciseSource& exercise : lab.exercises()) {
    for (const std::string& slug : exercise.slugs("predict")) {
      for (const std::string& line :
           wrapped(exercise.text("predict." + slug, lab.language()), 96)) {
        text += "# " + line + "\n";
      }
      text += exercise.id() + "." + slug + " =\n";
    }
  }
  return text;
}

std::string trimmed(const std::string& text) {
  const size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string reason() { return std::strerror(errno); }

void append_line(const std::string& path, const std::string& line) {
  std::ofstream out(path, std::ios::app);
  out << line << "\n";
}

}  // namespace

void write_new(const std::string& path, const std::string& content) {
  const int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL, 0644);
  if (fd < 0) throw UsageError("cannot write " + path + ": " + reason());
  size_t done = 0;
  while (done < content.size()) {
    const ssize_t n = write(fd, content.data() + done, content.size() - done);
    if (n < 0) {
      const std::string why = reason();
      close(fd);
      throw UsageError("cannot write " + path + ": " + why);
    }
    done += static_cast<size_t>(n);
  }
  close(fd);
}

void write_own(const std::string& path, const std::string& content) {
  const std::string draft = path + ".new";
  {
    std::ofstream out(draft, std::ios::binary | std::ios::trunc);
    out << content;
    if (!out.flush()) throw UsageError("cannot write " + path + ": " + reason());
  }
  std::error_code error;
  fs::rename(draft, path, error);
  if (error) throw UsageError("cannot write " + path + ": " + error.message());
}

Workspace::Workspace() {
  if (const char* root = std::getenv("BUILD_WORKSPACE_DIRECTORY")) {
    root_ = root;
    return;
  }
  for (fs::path at = fs::current_path();; at = at.parent_path()) {
    if (fs::exists(at / "WORKSPACE") && fs::exists(at / "lab" / "defs.bzl")) {
      root_ = at.string();
      return;
    }
    if (at == at.parent_path()) break;
  }
  throw UsageError("no checkout of the lab here: start this with bazel run");
}

std::string Workspace::file(const ExerciseSource& exercise) const {
  return root_ + "/" + shown_file(exercise);
}

std::string Workspace::shown_file(const ExerciseSource& exercise) {
  return "my/" + exercise.name() + ".cc";
}

bool Workspace::has(const ExerciseSource& exercise) const { return fs::exists(file(exercise)); }

void Workspace::require() const {
  std::error_code error;
  if (!fs::is_directory(my(), error) || !fs::exists(my() + "/BUILD", error)) {
    throw UsageError("my/ is not there or not whole: bazel run //lab:start makes what is missing");
  }
  fs::create_directories(kept(), error);
  if (error) throw UsageError("cannot write in my/: " + error.message());
  if (access(kept().c_str(), W_OK) != 0) throw UsageError("cannot write in my/.lab: " + reason());
}

std::string Workspace::stub(const ExerciseSource& exercise, const std::string& language) {
  std::string text = "// " + exercise.id() + "  " + exercise.text("title", language) + "\n//\n";
  std::istringstream lines(exercise.text("text", language));
  for (std::string line; std::getline(lines, line);) {
    text += line.empty() ? "//\n" : "// " + line + "\n";
  }
  return text + exercise.code("stub");
}

std::vector<std::string> Workspace::start(const Lab& lab) const {
  std::error_code error;
  fs::create_directories(kept(), error);
  if (error) throw UsageError("cannot make my/: " + error.message());
  std::vector<std::pair<std::string, std::string>> files = {
      {"BUILD", kBuildFile}, {"predictions.txt", predictions_text(lab)}};
  for (const ExerciseSource& exercise : lab.exercises()) {
    files.emplace_back(exercise.name() + ".cc", stub(exercise, lab.language()));
  }
  std::vector<std::string> made;
  for (const auto& [name, content] : files) {
    const std::string path = my() + "/" + name;
    if (fs::exists(path, error)) continue;
    write_new(path, content);
    made.push_back(name);
  }
  write_own(kept() + "/language", lab.language() + "\n");
  write_own(my() + "/compile_commands.json", Builder(*this).compile_commands(lab));
  return made;
}

std::string Workspace::reset(const Lab& lab, const ExerciseSource& exercise) const {
  require();
  std::string backup;
  if (has(exercise)) {
    for (int n = 1;; ++n) {
      backup = kept() + "/" + exercise.name() + ".backup" + std::to_string(n) + ".cc";
      if (!fs::exists(backup)) break;
    }
    std::error_code error;
    fs::rename(file(exercise), backup, error);
    if (error) throw UsageError("cannot keep a backup: " + error.message());
  }
  write_new(file(exercise), stub(exercise, lab.language()));
  return backup;
}

std::string Workspace::language(const std::string& wish) const {
  if (!wish.empty()) return wish;
  std::ifstream in(kept() + "/language");
  std::string word;
  if (in >> word && (word == "en" || word == "vi")) return word;
  return language_from("");
}

std::map<std::string, std::string> Workspace::predictions() const {
  std::map<std::string, std::string> said;
  std::ifstream in(my() + "/predictions.txt");
  for (std::string line; std::getline(in, line);) {
    if (line.compare(0, 3, "\xef\xbb\xbf") == 0) line.erase(0, 3);  // a byte-order mark
    const size_t sign = line.find('=');
    if (line.empty() || line[0] == '#' || sign == std::string::npos) continue;
    said[trimmed(line.substr(0, sign))] = trimmed(line.substr(sign + 1));
  }
  return said;
}

void Workspace::predict(const std::string& key, const std::string& answer) const {
  const std::string path = my() + "/predictions.txt";
  std::ifstream in(path);
  std::string text, line;
  bool found = false;
  while (std::getline(in, line)) {
    const size_t sign = line.find('=');
    if (sign != std::string::npos && line[0] != '#' && trimmed(line.substr(0, sign)) == key) {
      line = key + " = " + answer;
      found = true;
    }
    text += line + "\n";
  }
  if (!found) text += key + " = " + answer + "\n";
  write_own(path, text);
}

void Workspace::record_attempt(const std::string& exercise, const std::string& status,
                               const std::string& diagnosis) const {
  const nlohmann::json json = {{"time", std::time(nullptr)},
                               {"exercise", exercise},
                               {"status", status},
                               {"diagnosis", diagnosis}};
  append_line(kept() + "/attempts.jsonl", json.dump());
}

void Workspace::record_hint(const std::string& exercise, int level) const {
  const nlohmann::json json = {
      {"time", std::time(nullptr)}, {"exercise", exercise}, {"hint", level}};
  append_line(kept() + "/attempts.jsonl", json.dump());
}

Workspace::History Workspace::history(const std::string& exercise) const {
  History history;
  std::ifstream in(kept() + "/attempts.jsonl");
  for (std::string line; std::getline(in, line);) {
    const nlohmann::json json = nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object() || json.value("exercise", "") != exercise) continue;
    const std::string status = json.value("status", "");
    history.failed += status == "fail" || status == "died";
    history.hint = std::max(history.hint, json.value("hint", 0));
  }
  return history;
}

}  // namespace gradlab::lab
