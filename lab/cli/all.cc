// bazel run //lab:all: what the lab program prints, then every exercise: the values that it prints
// and its verdict. The exit code is 1 when one fails, 2 for a wrong use.
//
//   --lang=vi|en  --only=2.*  --mine (the student's files)  --json[=FILE]  --junit=FILE  --tap
//   --quiet (failures and the last line only)  --no-color
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "gradlab/lab/cli/builder.h"
#include "gradlab/lab/cli/options.h"
#include "gradlab/lab/cli/terminal.h"
#include "gradlab/lab/cli/workspace.h"
#include "gradlab/lab/fw/lab.h"
#include "gradlab/lab/fw/present.h"
#include "gradlab/lab/fw/xml.h"
#include "gradlab/lab/program.h"
#include "gradlab/lab/runfiles.h"
#include "nlohmann/json.hpp"

namespace gradlab::lab {
namespace {

using Status = Verdict::Status;

struct Counts {
  int passed = 0, failed = 0, todo = 0;
};

class All {
 public:
  All(const Lab& lab, const Options& options) : lab_(lab), options_(options) {
    style_.color = output_is_terminal() && !options.has("no-color") && !options.has("tap");
    quiet_ = options.has("quiet") || options.has("tap") || options.has("json");
  }

  int run() {
    chosen_ = lab_.matching(options_.value("only"));
    if (chosen_.empty()) {
      throw UsageError("no exercise matches \"" + options_.value("only") + "\"");
    }
    if (!options_.has("mine") && !options_.has("only")) program();
    judge_all();
    say(lab_.texts()["all.tests"]);
    for (size_t i = 0; i < chosen_.size(); ++i) report(*chosen_[i], verdicts_[i]);
    if (!options_.has("only") && !options_.has("mine")) {
      for (const LaterExercise& later : lab_.later()) {
        say(yellow("[" + lab_.texts()["status.later"] + "]", style_) + " " + later.id + " " +
            later.title + ". " + filled(lab_.texts()["later"], {{"why", later.why}}));
      }
    }
    write_reports();
    summary();
    return counts_.failed > 0 ? 1 : 0;
  }

 private:
  void say(const std::string& line) const {
    if (!quiet_) std::printf("%s\n", line.c_str());
  }

  // The opening: what the lab program prints.
  void program() {
    const ProgramResult result = run_program({runfile("lab/pytorch_lab")});
    if (!quiet_) std::fwrite(result.output.data(), 1, result.output.size(), stdout);
    if (result.passed) {
      ++counts_.passed;
      return;
    }
    ++counts_.failed;
    std::printf("%s pytorch_lab: %s\n",
                red("[" + lab_.texts()["status.fail"] + "]", style_).c_str(),
                result.ending.c_str());
  }

  // Two at a time; told in order afterwards.
  void judge_all() {
    verdicts_.resize(chosen_.size());
    if (options_.has("mine")) {
      const Workspace workspace;
      workspace.require();
      style_.root = workspace.root();
      said_ = workspace.predictions();
      Builder builder(workspace);
      builder.prepare(
          [&] { std::fprintf(stderr, "%s\n", lab_.texts()["learn.preparing"].c_str()); });
      each([&](const ExerciseSource& exercise) {
        return check_attempt(lab_, workspace, builder, exercise);
      });
    } else {
      each([&](const ExerciseSource& exercise) {
        Job job = lab_.job(exercise);
        job.variant = "solution";
        return run_check(job);
      });
    }
  }

  template <class F>
  void each(F judge) {
    std::atomic<size_t> next{0};
    const bool progress = output_is_terminal() && !quiet_;
    const auto work = [&](bool first) {
      for (size_t i; (i = next++) < chosen_.size();) {
        if (progress && first) {
          std::fprintf(stderr, "\r\033[K[%zu/%zu] %s", i + 1, chosen_.size(),
                       filled(lab_.texts()["all.running"], {{"id", chosen_[i]->id()}}).c_str());
        }
        verdicts_[i] = judge(*chosen_[i]);
      }
    };
    std::thread second(work, false);
    work(true);
    second.join();
    if (progress) std::fprintf(stderr, "\r\033[K");
  }

  void report(const ExerciseSource& exercise, const Verdict& verdict) {
    const bool todo = verdict.status == Status::kTodo;
    ++(verdict.passed() ? counts_.passed : todo ? counts_.todo : counts_.failed);
    Style style = style_;
    if (options_.has("mine")) style.file = Workspace::shown_file(exercise);
    if (options_.has("tap")) {
      ++tap_;
      std::printf("%s %d - %s %s%s\n", verdict.passed() ? "ok" : "not ok", tap_,
                  exercise.id().c_str(), lab_.title(exercise).c_str(), todo ? " # TODO" : "");
    }
    const bool shown = !quiet_ || (!verdict.passed() && !todo && !options_.has("tap") &&
                                   !(options_.has("json") && options_.value("json").empty()));
    if (!shown) return;
    if (!quiet_ && verdict.passed()) {
      std::printf("\n%s %s\n", bold(exercise.id(), style).c_str(), lab_.title(exercise).c_str());
      for (const std::string& line : verdict.log) std::printf("  %s\n", line.c_str());
    }
    if (options_.has("mine") && !verdict.output.empty()) {
      std::printf("%s\n%s\n", lab_.texts()["all.output"].c_str(), verdict.output.c_str());
    }
    std::printf("%s\n", verdict_line(lab_, exercise, verdict, style).c_str());
    for (const std::string& line : prediction_lines(lab_, exercise, verdict, said_, style)) {
      std::printf("%s\n", line.c_str());
    }
    if (verdict.passed() || todo) return;
    for (const std::string& line : failure_lines(lab_, exercise, verdict, style)) {
      std::printf("%s\n", line.c_str());
    }
  }

  void write_file(const std::string& name, const std::string& text) const {
    std::ofstream out(name, std::ios::binary);
    out << text;
    if (!out.flush()) throw UsageError("cannot write " + name);
  }

  void write_reports() {
    if (options_.has("junit")) {
      XmlSuite suite("lab");
      for (size_t i = 0; i < chosen_.size(); ++i) {
        const Verdict& verdict = verdicts_[i];
        if (verdict.status == Status::kTodo) {
          suite.skip(chosen_[i]->name(), lab_.title(*chosen_[i]), lab_.texts()["status.todo"]);
        } else {
          suite.add(chosen_[i]->name(), lab_.title(*chosen_[i]),
                    verdict.passed() ? "" : message_of(lab_, verdict), verdict.diagnosis);
        }
      }
      write_file(options_.value("junit"), suite.text());
    }
    if (options_.has("json")) {
      nlohmann::json all = nlohmann::json::array();
      for (const Verdict& verdict : verdicts_) {
        nlohmann::json one = nlohmann::json::parse(to_json(verdict));
        one["message"] = verdict.passed() ? "" : message_of(lab_, verdict);
        all.push_back(one);
      }
      const std::string text = all.dump(1) + "\n";
      if (options_.value("json").empty()) {
        std::printf("%s", text.c_str());
      } else {
        write_file(options_.value("json"), text);
      }
    }
    if (options_.has("tap")) std::printf("1..%d\n", tap_);
  }

  void summary() const {
    if (options_.has("tap") || (options_.has("json") && options_.value("json").empty())) return;
    if (counts_.todo > 0) {
      say(filled(lab_.texts()["all.todo"], {{"count", std::to_string(counts_.todo)}}));
    }
    std::printf("%s\n",
                filled(lab_.texts()["all.summary"], {{"passed", std::to_string(counts_.passed)},
                                                     {"failed", std::to_string(counts_.failed)}})
                    .c_str());
  }

  const Lab& lab_;
  const Options& options_;
  Style style_;
  bool quiet_ = false;
  std::vector<const ExerciseSource*> chosen_;
  std::vector<Verdict> verdicts_;
  std::map<std::string, std::string> said_;  // predictions, with --mine
  Counts counts_;
  int tap_ = 0;
};

int run(int argc, char** argv) {
  std::vector<char*> words(argv, argv + argc);
  // --json stands alone for standard output, or names a file.
  const Options options = [&] {
    std::string bare = "--json=";
    for (char*& word : words) {
      if (std::string(word) == "--json") word = bare.data();
    }
    return parse_options(argc, words.data(), {"mine", "tap", "quiet", "no-color"},
                         {"lang", "only", "json", "junit"}, 0);
  }();
  // Paths are meant from where the user typed the command.
  if (const char* folder = std::getenv("BUILD_WORKING_DIRECTORY")) {
    if (chdir(folder) != 0) throw UsageError(std::string("cannot enter ") + folder);
  }
  const Lab lab(language_from(options.value("lang")));
  return All(lab, options).run();
}

}  // namespace
}  // namespace gradlab::lab

int main(int argc, char** argv) {
  return gradlab::lab::run_program_main("lab", [&] { return gradlab::lab::run(argc, argv); });
}
