// bazel run //lab:start: makes my/, the student's own exercises, and never writes over a file.
// --reset 2.06 puts one stub back and keeps what was there.
#include <cstdio>
#include <iostream>

#include "gradlab/lab/cli/options.h"
#include "gradlab/lab/cli/terminal.h"
#include "gradlab/lab/cli/workspace.h"
#include "gradlab/lab/fw/lab.h"

namespace gradlab::lab {
namespace {

int reset(const Lab& lab, const Workspace& workspace, const std::string& id, bool sure) {
  const ExerciseSource* exercise = lab.find(id);
  if (exercise == nullptr) throw UsageError("there is no exercise \"" + id + "\"");
  workspace.require();
  const std::string file = Workspace::shown_file(*exercise);
  if (!sure) {
    std::printf("%s ", filled(lab.texts()["start.sure"], {{"file", file}}).c_str());
    std::fflush(stdout);
    std::string answer;
    std::getline(std::cin, answer);
    if (answer != "y" && answer != "yes" && answer != "c" && answer != "có") {
      std::printf("%s\n", lab.texts()["start.kept"].c_str());
      return 0;
    }
  }
  const std::string backup = workspace.reset(lab, *exercise);
  std::printf("%s\n", filled(lab.texts()[backup.empty() ? "start.reset-new" : "start.reset"],
                             {{"file", file}, {"backup", backup}})
                          .c_str());
  return 0;
}

int run(int argc, char** argv) {
  const Options options = parse_options(argc, argv, {"yes"}, {"lang", "reset"}, 0);
  const Workspace workspace;
  const Lab lab(options.has("lang") ? options.value("lang") : workspace.language(""));
  if (options.has("reset")) {
    return reset(lab, workspace, options.value("reset"), options.has("yes"));
  }
  const size_t made = workspace.start(lab).size();
  std::printf("%s\n", filled(lab.texts()[made > 0 ? "start.made" : "start.nothing"],
                             {{"count", std::to_string(made)}})
                          .c_str());
  std::printf("%s\n", lab.texts()["start.next"].c_str());
  return 0;
}

}  // namespace
}  // namespace gradlab::lab

int main(int argc, char** argv) {
  return gradlab::lab::run_program_main("start", [&] { return gradlab::lab::run(argc, argv); });
}
