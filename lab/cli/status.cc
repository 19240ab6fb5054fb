// bazel run //lab:status: how far the student is, from Bazel's own results of //my:exercises (which
// Bazel keeps, so that only what changed is built and run again).
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <string>
#include <vector>

#include "gradlab/lab/cli/options.h"
#include "gradlab/lab/cli/terminal.h"
#include "gradlab/lab/cli/workspace.h"
#include "gradlab/lab/fw/lab.h"
#include "gradlab/lab/fw/present.h"
#include "nlohmann/json.hpp"

namespace gradlab::lab {
namespace {

// How the test of an exercise ended: "pass", "todo", "fail", "compile", "" (not run).
struct Result {
  std::string status;
  std::string diagnosis;
};

// Runs Bazel in the checkout with its progress on standard error; its events go to `events`.
void run_bazel(const std::string& root, const std::string& events) {
  const pid_t child = fork();
  if (child < 0) throw UsageError("no process can be made");
  if (child == 0) {
    if (chdir(root.c_str()) != 0) _exit(127);
    dup2(STDERR_FILENO, STDOUT_FILENO);
    const std::string option = "--build_event_json_file=" + events;
    execlp("bazel", "bazel", "test", "--keep_going", "--test_output=summary",
           "--ui_event_filters=-info,-warning,-stderr,-error", "--test_summary=none",
           "--noshow_progress", option.c_str(), "//my:exercises", static_cast<char*>(nullptr));
    _exit(127);
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127) throw UsageError("cannot run bazel");
}

// The type of the failure in a test's XML report.
std::string failure_type(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return "";
  const std::string text = read_file(path);
  static const std::regex pattern("<failure type=\"([^\"]*)\"");
  std::smatch match;
  return std::regex_search(text, match, pattern) ? match[1].str() : "";
}

std::string path_of_uri(const std::string& uri) {
  const std::string scheme = "file://";
  return uri.compare(0, scheme.size(), scheme) == 0 ? uri.substr(scheme.size()) : uri;
}

// By exercise, "2.06".
std::map<std::string, Result> results(const std::string& events) {
  std::map<std::string, Result> all;
  const auto id_of = [](const std::string& label) {
    const std::string package = "//my:";
    return label.compare(0, package.size(), package) == 0 ? normal_id(label.substr(package.size()))
                                                          : "";
  };
  std::ifstream in(events);
  for (std::string line; std::getline(in, line);) {
    const nlohmann::json event = nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (!event.is_object() || !event.contains("id")) continue;
    const nlohmann::json& id = event["id"];
    if (id.contains("testResult") && event.contains("testResult")) {
      const std::string exercise = id_of(id["testResult"].value("label", ""));
      if (exercise.empty()) continue;
      Result& result = all[exercise];
      result.status = event["testResult"].value("status", "") == "PASSED" ? "pass" : "fail";
      for (const nlohmann::json& file :
           event["testResult"].value("testActionOutput", nlohmann::json::array())) {
        if (file.value("name", "") == "test.xml") {
          result.diagnosis = failure_type(path_of_uri(file.value("uri", "")));
        }
      }
      if (result.diagnosis == "lab/todo") result.status = "todo";
    } else if (id.contains("targetCompleted") && event.contains("completed") &&
               !event["completed"].value("success", false)) {
      const std::string exercise = id_of(id["targetCompleted"].value("label", ""));
      if (!exercise.empty() && all[exercise].status.empty()) {
        all[exercise] = {"fail", "lab/compile"};
      }
    }
  }
  return all;
}

std::string padded(std::string text, size_t width) {
  while (columns(text) < width) text += ' ';
  return text;
}

int run(int argc, char** argv) {
  const Options options = parse_options(argc, argv, {"json"}, {"lang"}, 0);
  const Workspace workspace;
  workspace.require();
  const Lab lab(workspace.language(options.value("lang")));
  const std::string events = workspace.kept() + "/events.json";
  run_bazel(workspace.root(), events);
  std::map<std::string, Result> all = results(events);

  int passed = 0;
  nlohmann::json json = nlohmann::json::array();
  std::string part;
  Style style;
  style.color = output_is_terminal() && !options.has("json");
  for (const ExerciseSource& exercise : lab.exercises()) {
    Result result = all[exercise.id()];
    if (result.status.empty()) result.status = "todo";
    passed += result.status == "pass";
    const Workspace::History history = workspace.history(exercise.id());
    if (options.has("json")) {
      json.push_back({{"exercise", exercise.id()},
                      {"status", result.status},
                      {"diagnosis", result.diagnosis},
                      {"failed_attempts", history.failed},
                      {"hints", history.hint}});
      continue;
    }
    if (exercise.id().substr(0, 1) != part) {
      part = exercise.id().substr(0, 1);
      std::printf("\n%s  %s\n", part.c_str(), lab.texts()["part." + part].c_str());
    }
    std::string word = padded(lab.texts()["status." + result.status], 9);
    word = result.status == "pass"   ? green(word, style)
           : result.status == "todo" ? yellow(word, style)
                                     : red(word, style);
    std::string line = "  " + exercise.id() + "  " + word + padded(lab.title(exercise), 44);
    if (history.failed > 0) {
      line += "  " +
              filled(lab.texts()["status.attempts"], {{"count", std::to_string(history.failed)}});
    }
    if (history.hint > 0) {
      line += "  " + filled(lab.texts()["status.hints"], {{"level", std::to_string(history.hint)}});
    }
    if (result.status == "fail") line += "  " + result.diagnosis;
    while (line.ends_with(' ')) line.pop_back();
    std::printf("%s\n", line.c_str());
  }
  if (options.has("json")) {
    std::printf("%s\n", json.dump(1).c_str());
  } else {
    std::printf("\n%s\n", filled(lab.texts()["status.head"],
                                 {{"passed", std::to_string(passed)},
                                  {"all", std::to_string(lab.exercises().size())}})
                              .c_str());
  }
  return 0;
}

}  // namespace
}  // namespace gradlab::lab

int main(int argc, char** argv) {
  return gradlab::lab::run_program_main("status", [&] { return gradlab::lab::run(argc, argv); });
}
