// bazel run //lab:hint 2.06: the next hint of an exercise.
#include <cstdio>

#include "gradlab/lab/cli/hints.h"
#include "gradlab/lab/cli/options.h"
#include "gradlab/lab/cli/workspace.h"
#include "gradlab/lab/fw/lab.h"

namespace gradlab::lab {
namespace {

int run(int argc, char** argv) {
  const Options options = parse_options(argc, argv, {"force"}, {"lang"}, 1);
  if (options.words.empty()) throw UsageError("which exercise? bazel run //lab:hint 2.06");
  const Workspace workspace;
  const Lab lab(workspace.language(options.value("lang")));
  const ExerciseSource* exercise = lab.find(options.words[0]);
  if (exercise == nullptr) throw UsageError("there is no exercise \"" + options.words[0] + "\"");
  workspace.require();
  const Hint hint = next_hint(lab, workspace, *exercise, options.has("force"));
  std::printf("%s %s, %s\n\n%s\n", exercise->id().c_str(), lab.title(*exercise).c_str(),
              filled(lab.texts()["hint.head"], {{"level", std::to_string(hint.level)}}).c_str(),
              hint.text.c_str());
  if (!hint.locked.empty()) std::printf("\n%s\n", hint.locked.c_str());
  return 0;
}

}  // namespace
}  // namespace gradlab::lab

int main(int argc, char** argv) {
  return gradlab::lab::run_program_main("hint", [&] { return gradlab::lab::run(argc, argv); });
}
