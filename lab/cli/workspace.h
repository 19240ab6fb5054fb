// A student's folder my/ in the checkout: one file an exercise, predictions, and what the lab keeps
// for itself in my/.lab.
#ifndef GRADLAB_LAB_CLI_WORKSPACE_H_
#define GRADLAB_LAB_CLI_WORKSPACE_H_

#include <map>
#include <string>
#include <vector>

#include "gradlab/lab/fw/lab.h"

namespace gradlab::lab {

class Workspace {
 public:
  // The checkout from which Bazel runs the program (BUILD_WORKSPACE_DIRECTORY), else the folder
  // that holds my/ above the current one. Throws UsageError when there is none.
  Workspace();

  const std::string& root() const { return root_; }
  std::string my() const { return root_ + "/my"; }
  std::string kept() const { return my() + "/.lab"; }
  // Of an exercise: the path, and as messages show it ("my/ex_2_06.cc").
  std::string file(const ExerciseSource& exercise) const;
  static std::string shown_file(const ExerciseSource& exercise);

  // Throws UsageError unless my/ was made by start() and is whole enough to work in.
  void require() const;
  bool has(const ExerciseSource& exercise) const;

  // Makes my/ with everything that is missing in it; never writes over a file. Returns the names of
  // the files made. Throws UsageError when it cannot write.
  std::vector<std::string> start(const Lab& lab) const;
  // Puts the stub back and returns the name of the backup of what was there ("" for nothing).
  std::string reset(const Lab& lab, const ExerciseSource& exercise) const;
  // The stub of an exercise as start() writes it: the task as a comment, then the code.
  static std::string stub(const ExerciseSource& exercise, const std::string& language);

  // "en" or "vi": the wish, else what start() was told, else the locale.
  std::string language(const std::string& wish) const;

  // my/predictions.txt: lines "2.06.second = 54".
  std::map<std::string, std::string> predictions() const;
  // Adds or changes a line of it.
  void predict(const std::string& key, const std::string& answer) const;

  // One line of my/.lab/attempts.jsonl: an exercise, how an attempt ended, its diagnosis.
  void record_attempt(const std::string& exercise, const std::string& status,
                      const std::string& diagnosis) const;
  // Of an exercise: failed attempts (same content counts once), and the highest hint shown.
  struct History {
    int failed = 0;
    int hint = 0;
  };
  History history(const std::string& exercise) const;
  void record_hint(const std::string& exercise, int level) const;

 private:
  std::string root_;
};

// Writes a file that is not there yet. Throws UsageError.
void write_new(const std::string& path, const std::string& content);
// Writes a file of the lab's own, at once or not at all. Throws UsageError.
void write_own(const std::string& path, const std::string& content);

}  // namespace gradlab::lab

#endif  // GRADLAB_LAB_CLI_WORKSPACE_H_
