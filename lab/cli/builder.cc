#include "gradlab/lab/cli/builder.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <system_error>
#include <vector>

#include "gradlab/lab/cli/options.h"
#include "gradlab/lab/cli/workspace.h"
#include "gradlab/lab/program.h"
#include "gradlab/lab/runfiles.h"
#include "nlohmann/json.hpp"

namespace gradlab::lab {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kCompileLimit(120);
// As _COPTS of lab/defs.bzl.
constexpr const char* kFlags =
    "-std=c++20 -O0 -fPIC -ffp-contract=off -fno-math-errno -Wall -Wextra "
    "-Wno-unused-parameter -Werror=return-type";

uint64_t hash_of(const std::string& text) {
  uint64_t hash = 14695981039346656037u;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return hash;
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

// The full path of a program in PATH.
std::string find_program(const std::string& name) {
  if (name.find('/') != std::string::npos) return name;
  const char* path = std::getenv("PATH");
  std::istringstream folders(path ? path : "/usr/bin");
  for (std::string folder; std::getline(folders, folder, ':');) {
    const fs::path file = fs::path(folder) / name;
    std::error_code error;
    if (fs::is_regular_file(file, error)) return file.string();
  }
  throw UsageError("there is no C++ compiler " + name + ": set CXX, or run ./bazelw");
}

// Of a compiler's output: the place in the student's file and the text of the first error. An error
// within a header has the place from which it was reached ("my/ex_2_06.cc:14:5: required from
// here").
std::pair<std::string, std::string> first_error(const std::string& output) {
  static const std::regex error(R"(([^\s:]+):(\d+):(\d+): (?:fatal )?error: (.*))");
  static const std::regex mine(
      R"((my/ex_[^\s:]+:\d+:\d+): +(?:required from here|(?:fatal )?error:))");
  std::smatch first, place;
  if (!std::regex_search(output, first, error)) return {"", output.substr(0, output.find('\n'))};
  if (std::regex_search(output, place, mine)) return {place[1], first[4]};
  return {first[1].str() + ":" + first[2].str() + ":" + first[3].str(), first[4]};
}

Verdict failed(const ExerciseSource& exercise, const std::string& diagnosis,
               const std::string& detail) {
  Verdict verdict;
  verdict.exercise = exercise.id();
  verdict.status = Verdict::Status::kFail;
  verdict.diagnosis = diagnosis;
  verdict.detail = detail;
  return verdict;
}

// The newest time of all headers of the library and the lab.
fs::file_time_type newest_header(const std::string& root) {
  fs::file_time_type newest = fs::file_time_type::min();
  for (const char* folder : {"tensor", "autograd", "nn", "optim", "lab/fw"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root + "/" + folder)) {
      if (entry.path().extension() != ".h") continue;
      newest = std::max(newest, entry.last_write_time());
    }
  }
  return newest;
}

}  // namespace

Builder::Builder(const Workspace& workspace)
    : root_(workspace.root()), my_(workspace.my()), kept_(workspace.kept()) {
  const char* wish = std::getenv("CXX");
  compiler_ = find_program(wish && *wish ? wish : "g++");
}

std::string Builder::flags() const {
  return std::string(kFlags) + " -isystem " + kept_ + "/include -I " + root_;
}

std::string Builder::stamp() const {
  const ProgramResult version = run_program({compiler_, "--version"});
  if (!version.passed) throw UsageError("cannot run " + compiler_ + ": " + version.ending);
  return version.output + flags() + "\n" +
         std::to_string(newest_header(root_).time_since_epoch().count()) + "\n";
}

bool Builder::prepared() const {
  std::error_code error;
  if (!fs::exists(kept_ + "/all.h.gch", error) || !fs::exists(kept_ + "/stamp", error))
    return false;
  return read_file(kept_ + "/stamp") == stamp();
}

void Builder::prepare(const std::function<void()>& announce) {
  std::error_code error;
  fs::create_directories(kept_ + "/include", error);
  fs::create_directories(kept_ + "/build", error);
  // gradlab/tensor/array.h is tensor/array.h of the checkout.
  const std::string link = kept_ + "/include/gradlab";
  if (fs::read_symlink(link, error) != fs::path(root_)) {
    fs::remove(link, error);
    fs::create_directory_symlink(root_, link, error);
    if (error) throw UsageError("cannot write in my/.lab: " + error.message());
  }
  if (prepared()) return;
  announce();
  fs::remove(kept_ + "/stamp", error);
  write_own(kept_ + "/all.h",
            "#include \"gradlab/gradlab.h\"\n#include \"gradlab/lab/fw/exercise.h\"\n"
            "#include \"gradlab/lab/fw/variants.h\"\n");
  std::vector<std::string> command = {compiler_};
  for (const std::string& word : words_of(flags())) command.push_back(word);
  for (const char* word : {"-x", "c++-header"}) command.emplace_back(word);
  command.push_back(kept_ + "/all.h");
  command.insert(command.end(), {"-o", kept_ + "/all.h.gch"});
  const ProgramResult result = run_program(command, kCompileLimit);
  if (!result.passed) {
    throw UsageError("the library's headers do not compile: " + first_error(result.output).second);
  }
  write_own(kept_ + "/stamp", stamp());
}

Builder::Result Builder::build(const Lab& lab, const ExerciseSource& exercise) const {
  const std::string source = my_ + "/" + exercise.name() + ".cc";
  std::string content;
  try {
    content = read_file(source);
  } catch (const std::exception&) {
    return {"", failed(exercise, "lab/no-file", Workspace::shown_file(exercise))};
  }
  if (content.find('\0') != std::string::npos) {
    return {"", failed(exercise, "lab/no-text", Workspace::shown_file(exercise))};
  }
  const std::string contract = read_file(lab.contract_path(exercise));
  const std::string name = kept_ + "/build/" + exercise.name();
  char key[20];
  std::snprintf(
      key, sizeof key, "%016llx",
      static_cast<unsigned long long>(hash_of(content + contract + read_file(kept_ + "/stamp"))));
  const std::string object = name + "." + key + ".so";
  std::error_code error;
  if (fs::exists(object, error)) return {object, {}};

  write_own(name + ".glue.cc", student_glue(exercise, contract, "my/" + exercise.name() + ".cc"));
  std::vector<std::string> command = {compiler_};
  for (const std::string& word : words_of(flags())) command.push_back(word);
  command.insert(command.end(), {"-include", kept_ + "/all.h", "-shared", name + ".glue.cc", "-o",
                                 object + ".new"});
  const ProgramResult result = run_program(command, kCompileLimit);
  if (!result.passed) {
    const auto [place, text] = first_error(result.output);
    Verdict verdict = failed(exercise, "lab/compile", text);
    verdict.place = place;
    verdict.output = result.output;
    return {"", verdict};
  }
  for (const fs::directory_entry& entry : fs::directory_iterator(kept_ + "/build", error)) {
    const std::string old = entry.path().filename().string();
    if (old.compare(0, exercise.name().size() + 1, exercise.name() + ".") == 0 &&
        old.ends_with(".so")) {
      fs::remove(entry.path(), error);
    }
  }
  fs::rename(object + ".new", object, error);
  if (error) throw UsageError("cannot write in my/.lab: " + error.message());
  return {object, {}};
}

std::string Builder::compile_commands(const Lab& lab) const {
  nlohmann::json all = nlohmann::json::array();
  for (const ExerciseSource& exercise : lab.exercises()) {
    std::vector<std::string> arguments = {compiler_};
    for (const std::string& word : words_of(flags())) arguments.push_back(word);
    arguments.insert(arguments.end(), {"-c", Workspace::shown_file(exercise)});
    all.push_back({{"directory", root_},
                   {"file", Workspace::shown_file(exercise)},
                   {"arguments", arguments}});
  }
  return all.dump(1) + "\n";
}

Verdict check_attempt(const Lab& lab, const Workspace& workspace, const Builder& builder,
                      const ExerciseSource& exercise) {
  for (const char* language : {"en", "vi"}) {
    std::error_code error;
    if (!workspace.has(exercise)) break;
    if (read_file(workspace.file(exercise)) != Workspace::stub(exercise, language)) continue;
    Verdict verdict;
    verdict.exercise = exercise.id();
    verdict.status = Verdict::Status::kTodo;
    verdict.diagnosis = "lab/todo";
    const std::string text = Workspace::stub(exercise, language);
    const size_t todo = text.find("lab::todo", text.find("\nnamespace "));  // not in the task
    verdict.place =
        Workspace::shown_file(exercise) + ":" +
        std::to_string(
            1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(todo), '\n'));
    return verdict;
  }
  const Builder::Result built = builder.build(lab, exercise);
  if (built.object.empty()) return built.verdict;
  Job job = lab.job(exercise);
  job.student = built.object;
  return run_check(job);
}

}  // namespace gradlab::lab
