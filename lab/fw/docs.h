// Whether the texts of an exercise are complete.
#ifndef GRADLAB_LAB_FW_DOCS_H_
#define GRADLAB_LAB_FW_DOCS_H_

#include <string>
#include <vector>

#include "gradlab/lab/fw/source.h"

namespace gradlab::lab {

// What is missing or wrong, a line each: every text stands in both languages with the same
// placeholders and fits the screen; there are a title, a task, a line of what one knows now and
// three hints; every wrong solution's diagnosis has a message and an explanation, and every message
// has a wrong solution; a core exercise names the sentences of the report that it covers.
std::vector<std::string> faults_of_texts(const ExerciseSource& exercise);

}  // namespace gradlab::lab

#endif  // GRADLAB_LAB_FW_DOCS_H_
