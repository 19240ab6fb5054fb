#include "gradlab/lab/fw/lab.h"

#include <algorithm>
#include <filesystem>
#include <regex>

#include "gradlab/lab/runfiles.h"

namespace gradlab::lab {
namespace {

namespace fs = std::filesystem;

Catalog read_catalog(const std::string& path) {
  const std::string file = runfile(path);
  return Catalog(path, read_file(file));
}

std::string folder(const ExerciseSource& exercise) {
  return "lab/part" + exercise.id().substr(0, 1) + "/";
}

}  // namespace

std::string normal_id(const std::string& id) {
  static const std::regex pattern(R"((?:ex_)?(\d)[._](\d\d?)(?:\.cc)?)");
  std::smatch match;
  if (!std::regex_match(id, match, pattern)) return id;
  const std::string number = match[2];
  return match[1].str() + "." + (number.size() == 1 ? "0" : "") + number;
}

Lab::Lab(const std::string& language)
    : language_(language), texts_(read_catalog("lab/catalog/" + language + ".txt")) {
  const fs::path root = fs::path(runfile("lab/catalog/en.txt")).parent_path().parent_path();
  std::vector<fs::path> files;
  for (int part = 0; part <= 9; ++part) {
    const fs::path folder = root / ("part" + std::to_string(part));
    if (!fs::is_directory(folder)) continue;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
      if (entry.path().string().ends_with(".lab.cc")) files.push_back(entry.path());
    }
  }
  for (const fs::path& file : files) {
    const std::string name =
        "lab/" + file.parent_path().filename().string() + "/" + file.filename().string();
    exercises_.emplace_back(name, read_file(file.string()));
  }
  std::sort(exercises_.begin(), exercises_.end(),
            [](const ExerciseSource& a, const ExerciseSource& b) { return a.id() < b.id(); });
  const Catalog later = read_catalog("lab/later.txt");
  for (const auto& [key, text] : later.texts()) {
    const std::string end = ".kind";
    if (!key.ends_with(end)) continue;
    const std::string id = key.substr(0, key.size() - end.size());
    later_.push_back(
        {id, later[id + ".title." + language], later[id + ".why." + language], text == "core"});
  }
}

const ExerciseSource* Lab::find(const std::string& id) const {
  const std::string wanted = normal_id(id);
  for (const ExerciseSource& exercise : exercises_) {
    if (exercise.id() == wanted) return &exercise;
  }
  return nullptr;
}

std::vector<const ExerciseSource*> Lab::matching(const std::string& pattern) const {
  std::string expression;
  for (const char c : normal_id(pattern)) {
    if (c == '*') {
      expression += ".*";
    } else if (std::isalnum(static_cast<unsigned char>(c))) {
      expression += c;
    } else {
      expression += std::string("[") + (c == '^' || c == ']' || c == '\\' ? '?' : c) + "]";
    }
  }
  const std::regex matcher(expression.empty() ? ".*" : expression);
  std::vector<const ExerciseSource*> found;
  for (const ExerciseSource& exercise : exercises_) {
    if (std::regex_match(exercise.id(), matcher)) found.push_back(&exercise);
  }
  return found;
}

Job Lab::job(const ExerciseSource& exercise) const {
  Job job;
  job.host = runfile("lab/fw/host");
  job.check = runfile(folder(exercise) + exercise.name() + ".so");
  job.exercise = exercise.id();
  return job;
}

std::string Lab::contract_path(const ExerciseSource& exercise) const {
  return runfile(folder(exercise) + exercise.name() + ".h");
}

std::string Lab::diagnosis_text(const std::string& kind, const std::string& diagnosis) const {
  const size_t slash = diagnosis.find('/');
  if (slash == std::string::npos) return "";
  const std::string slug = diagnosis.substr(slash + 1), owner = diagnosis.substr(0, slash);
  if (owner == "lab") {
    const std::string key = kind + "." + slug;
    return texts_.has(key) ? texts_[key] : "";
  }
  const ExerciseSource* exercise = find(owner);
  return exercise ? exercise->text(kind + "." + slug, language_) : "";
}

}  // namespace gradlab::lab
