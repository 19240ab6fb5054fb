#include "gradlab/lab/cli/hints.h"

#include <algorithm>

namespace gradlab::lab {
namespace {

constexpr int kLevels = 3;
constexpr int kFailuresFor[] = {0, 0, 1, 3};

}  // namespace

Hint next_hint(const Lab& lab, const Workspace& workspace, const ExerciseSource& exercise,
               bool force) {
  const Workspace::History history = workspace.history(exercise.id());
  int open = kLevels;
  while (!force && history.failed < kFailuresFor[open]) --open;
  const int wanted = std::min(history.hint + 1, kLevels);
  Hint hint;
  hint.level = std::min(wanted, open);
  hint.text = exercise.text("hint." + std::to_string(hint.level), lab.language());
  if (hint.level < wanted) {
    hint.locked = filled(lab.texts()["hint.locked"],
                         {{"level", std::to_string(wanted)},
                          {"count", std::to_string(kFailuresFor[wanted] - history.failed)}});
  }
  if (hint.level > history.hint) workspace.record_hint(exercise.id(), hint.level);
  return hint;
}

}  // namespace gradlab::lab
