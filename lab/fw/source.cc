#include "gradlab/lab/fw/source.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace gradlab::lab {
namespace {

[[noreturn]] void fail(const std::string& path, int line, const std::string& what) {
  throw std::runtime_error(path + ":" + std::to_string(line) + ": " + what);
}

// Without spaces at both ends.
std::string trimmed(const std::string& text) {
  const size_t first = text.find_first_not_of(" \t\n\r");
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\n\r") - first + 1);
}

// The directive of a line: key and rest; nothing for another line.
std::optional<std::pair<std::string, std::string>> directive(const std::string& line) {
  const size_t start = line.find_first_not_of(' ');
  if (start == std::string::npos || line.compare(start, 3, "//:") != 0) return std::nullopt;
  const size_t end = line.find(' ', start);
  if (end == std::string::npos) return std::pair(trimmed(line.substr(start + 3)), std::string());
  return std::pair(line.substr(start + 3, end - start - 3), trimmed(line.substr(end)));
}

// The text of a comment line.
std::string comment(const std::string& path, int number, const std::string& line) {
  if (line.compare(0, 2, "//") != 0) fail(path, number, "a comment or a directive is expected");
  return line.size() > 3 && line[2] == ' ' ? line.substr(3) : trimmed(line.substr(2));
}

bool is_identifier(const std::string& name) {
  static const std::regex pattern("[A-Za-z][A-Za-z0-9_]*");
  return std::regex_match(name, pattern);
}

// What LAB_CONTRACT(...) of a header names: "first, second".
std::string contract_functions(const std::string& contract) {
  static const std::regex pattern(R"(\nLAB_CONTRACT\(([^)]*)\))");
  std::smatch match;
  if (!std::regex_search(contract, match, pattern)) {
    throw std::runtime_error("the contract has no line LAB_CONTRACT(...)");
  }
  return match[1];
}

std::string header_of(const ExerciseSource& source) {
  return "gradlab/lab/part" + source.id().substr(0, 1) + "/" + source.name() + ".h";
}

// The code of a variant with its exercise's namespace replaced by one inside it.
std::string in_namespace(const ExerciseSource& source, const std::string& variant) {
  const std::string opened = "namespace " + source.name() + " {";
  const std::string closed = "}  // namespace " + source.name();
  std::string code = source.code(variant, /*line_marks=*/true);
  for (const auto& [from, to] : {std::pair(opened, opened + " namespace " + variant + " {"),
                                 std::pair(closed, "} " + closed)}) {
    const size_t at = code.find(from);
    if (at == std::string::npos || code.find(from, at + 1) != std::string::npos) {
      throw std::runtime_error(source.path() + ": \"" + from + "\" must stand there once");
    }
    code.replace(at, from.size(), to);
  }
  return code;
}

}  // namespace

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

ExerciseSource ExerciseSource::read(const std::string& path) {
  return ExerciseSource(path, read_file(path));
}

ExerciseSource::ExerciseSource(std::string path, const std::string& content)
    : path_(std::move(path)) {
  std::istringstream lines(content);
  std::string line;
  std::string key;  // of the open entry
  bool in_code = false;
  int part = -1;  // of the last part
  bool in_part = false;
  std::set<std::string> wrong_names;
  for (int number = 1; std::getline(lines, line); ++number) {
    const auto found = directive(line);
    if (!in_code) {
      if (!found) {
        if (key.empty()) {
          if (trimmed(line).empty() || line.compare(0, 2, "//") == 0) continue;  // before the first
          fail(path_, number, "code before //:code");
        }
        if (trimmed(line).empty()) continue;
        std::string& text = texts_[key];
        text += (text.empty() ? "" : "\n") + comment(path_, number, line);
        continue;
      }
      const auto& [name, rest] = *found;
      if (name == "code") {
        in_code = true;
      } else if (name == "exercise") {
        std::istringstream words(rest);
        std::string kind;
        words >> id_ >> kind;
        if (kind != "core" && kind != "stretch") fail(path_, number, "core or stretch?");
        core_ = kind == "core";
      } else if (name == "covers") {
        if (rest.size() < 3 || rest.front() != '"' || rest.back() != '"') {
          fail(path_, number, "//:covers \"a sentence\"");
        }
        covers_.push_back(rest.substr(1, rest.size() - 2));
      } else {
        key = name;
        if (!texts_.emplace(key, rest).second) fail(path_, number, key + " is there twice");
        keys_.push_back(key);
      }
      continue;
    }
    if (!found) {
      const bool fresh = pieces_.empty() || (!in_part && pieces_.back().part >= 0);
      if (in_part && (pieces_.empty() || pieces_.back().part != part)) {
        fail(path_, number, "code between //:part and its first variant");
      }
      if (fresh) pieces_.push_back({.line = number, .part = -1, .name = "", .code = ""});
      pieces_.back().code += line + "\n";
      continue;
    }
    const auto& [name, rest] = *found;
    if (name == "part" && !in_part) {
      in_part = true;
      ++part;
    } else if (name == "end" && in_part) {
      in_part = false;
      int kinds = 0;
      for (const Piece& piece : pieces_) {
        if (piece.part == part) kinds += piece.name == "stub" || piece.name == "solution";
      }
      if (kinds != 2) fail(path_, number, "a part has one stub and one solution");
    } else if ((name == "stub" || name == "solution") && in_part) {
      pieces_.push_back({.line = number + 1, .part = part, .name = name, .code = ""});
    } else if (name == "wrong" && in_part) {
      std::istringstream words(rest);
      std::string variant, diagnosis, limit;
      words >> variant >> diagnosis >> limit;
      if (!is_identifier(variant) || diagnosis.empty() ||
          (!limit.empty() && limit != "not-sanitized")) {
        fail(path_, number, "//:wrong NAME diagnosis [not-sanitized]");
      }
      if (wrong_names.insert(variant).second) {
        wrong_.push_back({variant, diagnosis, limit.empty()});
      }
      pieces_.push_back({.line = number + 1, .part = part, .name = variant, .code = ""});
    } else {
      fail(path_, number, "//:" + name + " has no place here");
    }
  }
  if (id_.empty()) fail(path_, 1, "no //:exercise");
  if (in_part || part < 0) fail(path_, 1, "//:part without //:end, or no part at all");
}

std::string ExerciseSource::name() const {
  std::string name = "ex_" + id_;
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

const std::string& ExerciseSource::text(const std::string& key) const {
  static const std::string none;
  const auto found = texts_.find(key);
  return found == texts_.end() ? none : found->second;
}

std::string ExerciseSource::text(const std::string& key, const std::string& language) const {
  return text(key + "." + language);
}

std::vector<std::string> ExerciseSource::slugs(const std::string& kind) const {
  std::vector<std::string> slugs;
  for (const std::string& key : keys_) {
    if (key.compare(0, kind.size() + 1, kind + ".") != 0) continue;
    const size_t end = key.rfind('.');
    if (end <= kind.size()) continue;
    const std::string slug = key.substr(kind.size() + 1, end - kind.size() - 1);
    if (std::find(slugs.begin(), slugs.end(), slug) == slugs.end()) slugs.push_back(slug);
  }
  return slugs;
}

std::string ExerciseSource::code(const std::string& variant, bool line_marks) const {
  std::set<int> own;  // the parts in which the variant has its own text
  for (const Piece& piece : pieces_) {
    if (piece.name == variant) own.insert(piece.part);
  }
  if (own.empty()) throw std::runtime_error(path_ + ": there is no variant " + variant);
  std::string code;
  for (const Piece& piece : pieces_) {
    const bool taken = piece.part < 0 || piece.name == variant ||
                       (piece.name == "solution" && !own.contains(piece.part));
    if (!taken) continue;
    if (line_marks) code += "#line " + std::to_string(piece.line) + " \"" + path_ + "\"\n";
    code += piece.code;
  }
  return code;
}

std::string all_variants(const ExerciseSource& source, const std::string& contract) {
  const std::string functions = contract_functions(contract);
  std::vector<Wrong> variants = {{"solution", "", true}, {"stub", "lab/todo", true}};
  variants.insert(variants.end(), source.wrong().begin(), source.wrong().end());
  std::string text =
      "#include \"gradlab/lab/fw/variants.h\"\n"
      "#pragma GCC diagnostic ignored \"-Wunused-parameter\"\n"
      "#pragma GCC diagnostic ignored \"-Wunused-variable\"\n"
      "#pragma GCC diagnostic ignored \"-Wunused-function\"\n";
  std::string table;
  for (const Wrong& variant : variants) {
    text += in_namespace(source, variant.name) + "#line 1 \"variants of " + source.path() +
            "\"\nnamespace " + source.name() + " { namespace " + variant.name + " {\nLAB_TABLE(" +
            functions + ")\n} }\n";
    table += "    {\"" + variant.name + "\", \"" + variant.diagnosis + "\", &" + source.name() +
             "::" + variant.name + "::written},\n";
  }
  return text + "extern \"C\" const gradlab::lab::Variant lab_variants[] = {\n" + table +
         "    {nullptr, nullptr, nullptr}};\n";
}

std::string student_glue(const ExerciseSource& source, const std::string& contract,
                         const std::string& student) {
  return "#include \"" + student + "\"\n#include \"" + header_of(source) +
         "\"\n#include \"gradlab/lab/fw/variants.h\"\nnamespace " + source.name() +
         " {\nLAB_TABLE(" + contract_functions(contract) +
         ")\n}\nextern \"C\" const gradlab::lab::Variant lab_variants[] = {\n    {\"student\", "
         "\"\", &" +
         source.name() + "::written}, {nullptr, nullptr, nullptr}};\n";
}

}  // namespace gradlab::lab
