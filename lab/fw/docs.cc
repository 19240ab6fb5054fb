#include "gradlab/lab/fw/docs.h"

#include <algorithm>
#include <set>
#include <sstream>

#include "gradlab/lab/fw/catalog.h"

namespace gradlab::lab {
namespace {

constexpr size_t kWidest = 97;  // a comment line of 100 columns
const char* const kLanguages[] = {"en", "vi"};

bool has_other_than_ascii(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
}

}  // namespace

std::vector<std::string> faults_of_texts(const ExerciseSource& exercise) {
  std::vector<std::string> faults;
  const auto fault = [&](const std::string& text) {
    faults.push_back(exercise.path() + ": " + text);
  };
  std::vector<std::string> needed = {"title", "text", "know", "hint.1", "hint.2", "hint.3"};
  std::set<std::string> slugs;
  for (const Wrong& wrong : exercise.wrong()) {
    const std::string own = exercise.id() + "/";
    if (wrong.diagnosis.compare(0, own.size(), own) == 0) {
      slugs.insert(wrong.diagnosis.substr(own.size()));
    } else if (wrong.diagnosis.compare(0, 4, "lab/") != 0) {
      fault(wrong.name + " names a diagnosis of another exercise: " + wrong.diagnosis);
    }
  }
  for (const std::string& slug : slugs) {
    needed.push_back("message." + slug);
    needed.push_back("explain." + slug);
  }
  for (const std::string kind : {"message", "explain"}) {
    for (const std::string& slug : exercise.slugs(kind)) {
      if (!slugs.contains(slug)) fault(kind + " of " + slug + ": no wrong solution");
    }
  }
  for (const std::string& key : needed) {
    for (const char* language : kLanguages) {
      if (exercise.text(key, language).empty()) fault("no " + key + "." + language);
    }
  }
  for (const auto& [key, text] : exercise.texts()) {
    const std::string stem = key.substr(0, key.rfind('.'));
    if (key.ends_with(".vi")) {
      if (exercise.text(stem + ".en").empty()) fault(key + " has no English");
    } else if (key.ends_with(".en")) {
      const std::string& other = exercise.text(stem + ".vi");
      if (other.empty()) {
        fault(key + " has no Vietnamese");
      } else if (placeholders(text) != placeholders(other)) {
        fault(stem + ": other placeholders in Vietnamese than in English");
      }
      const bool prose = stem == "text" || stem.compare(0, 7, "explain") == 0;
      if (prose && !has_other_than_ascii(other)) fault(stem + ".vi is not Vietnamese");
    } else {
      fault(key + " ends in neither .en nor .vi");
    }
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      const bool wraps = key.compare(0, 7, "message") == 0 || key.compare(0, 5, "label") == 0 ||
                         key.compare(0, 7, "predict") == 0;
      if (!wraps && columns(line) > kWidest) {
        fault(key + ": a line of " + std::to_string(columns(line)) + " columns");
      }
    }
  }
  if (exercise.core() && exercise.covers().empty()) fault("a core exercise without //:covers");
  if (exercise.wrong().size() < 2) fault("fewer than two wrong solutions");
  return faults;
}

}  // namespace gradlab::lab
