// The exercises of the lab and their texts, as found in the runfiles of a program.
#ifndef GRADLAB_LAB_FW_LAB_H_
#define GRADLAB_LAB_FW_LAB_H_

#include <string>
#include <vector>

#include "gradlab/lab/fw/catalog.h"
#include "gradlab/lab/fw/run.h"
#include "gradlab/lab/fw/source.h"

namespace gradlab::lab {

struct LaterExercise {
  std::string id, title, why;
  bool core = false;
};

class Lab {
 public:
  // Of the exercises that this program's runfiles have, in the order of their ids. `language` is
  // "en" or "vi". Throws std::runtime_error.
  explicit Lab(const std::string& language);

  const std::string& language() const { return language_; }
  const Catalog& texts() const { return texts_; }
  const std::vector<ExerciseSource>& exercises() const { return exercises_; }
  const std::vector<LaterExercise>& later() const { return later_; }

  // Null when there is none. Takes "2.06", "2.6" and "ex_2_06".
  const ExerciseSource* find(const std::string& id) const;
  // Those whose id matches a pattern with *: "2.*". Empty pattern: all.
  std::vector<const ExerciseSource*> matching(const std::string& pattern) const;

  // What to run for an exercise; the variant or the student's object is the caller's.
  Job job(const ExerciseSource& exercise) const;
  std::string contract_path(const ExerciseSource& exercise) const;

  // The short or long text of a diagnosis, "message" or "explain"; "" for an unknown one.
  std::string diagnosis_text(const std::string& kind, const std::string& diagnosis) const;

  std::string title(const ExerciseSource& exercise) const {
    return exercise.text("title", language_);
  }

 private:
  std::string language_;
  Catalog texts_;
  std::vector<ExerciseSource> exercises_;
  std::vector<LaterExercise> later_;
};

// "2.6" and "ex_2_06" as "2.06"; another text as it is.
std::string normal_id(const std::string& id);

}  // namespace gradlab::lab

#endif  // GRADLAB_LAB_FW_LAB_H_
