#include "gradlab/lab/fw/present.h"

#include <algorithm>
#include <filesystem>
#include <regex>
#include <sstream>

namespace gradlab::lab {
namespace {

using Status = Verdict::Status;

std::string colored(const char* code, const std::string& text, const Style& style) {
  return style.color ? std::string("\033[") + code + "m" + text + "\033[0m" : text;
}

std::string padded(const std::string& text, size_t width) {
  const size_t used = columns(text);
  return used < width ? text + std::string(width - used, ' ') : text;
}

// The label of the exercise, else of the general texts, else the slug.
std::string label_text(const Lab& lab, const ExerciseSource& exercise, const std::string& slug) {
  const std::string own = exercise.text("label." + slug, lab.language());
  if (!own.empty()) return own;
  return lab.texts().has("label." + slug) ? lab.texts()["label." + slug] : slug;
}

// A student's file as "my/ex_2_06.cc:14", by whichever path the compiler was given it.
std::string short_place(const std::string& place) {
  const size_t at = place.rfind("my/ex_");
  return at == std::string::npos ? place : place.substr(at);
}

// Where a file names the function: the first line "... name(" that is no comment.
int line_of(const std::string& content, const std::string& function) {
  const std::regex pattern("\\b" + function + "\\s*\\(");
  std::istringstream lines(content);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    const size_t comment = line.find("//");
    if (std::regex_search(line.substr(0, comment), pattern)) return number;
  }
  return 0;
}

std::string place_of(const ExerciseSource& exercise, const Verdict& verdict, const Style& style) {
  if (!verdict.place.empty()) return short_place(verdict.place);
  const std::string file = style.file.empty() ? exercise.path() : style.file;
  if (verdict.function.empty()) return file;
  int line = 0;
  try {
    const std::string path = style.root.empty() ? style.file : style.root + "/" + style.file;
    if (!style.file.empty()) line = line_of(read_file(path), verdict.function);
  } catch (const std::exception&) {
    // The place is a help only.
  }
  return verdict.function + "   " + file + (line > 0 ? ":" + std::to_string(line) : "");
}

constexpr size_t kIndent = 2, kWord = 12;  // columns of a line before its text

size_t room_for_text(const Style& style) {
  return style.width > kIndent + kWord + 8 ? style.width - kIndent - kWord : 8;
}

// Adds `text` under a word of the first column, in at most `most` lines.
void add(std::vector<std::string>& lines, const std::string& word, const std::string& text,
         size_t most, const Style& style) {
  const size_t room = room_for_text(style);
  std::vector<std::string> parts = wrapped(text, room);
  if (parts.size() > most) {
    parts.resize(most);
    std::string& last = parts.back();
    last = shortened(last, room - 1);
    if (!last.ends_with("…")) last += "…";
  }
  for (size_t i = 0; i < parts.size(); ++i) {
    lines.push_back(std::string(kIndent, ' ') + faint(padded(i == 0 ? word : "", kWord), style) +
                    parts[i]);
  }
}

std::map<std::string, std::string> arguments_of(const Verdict& verdict) {
  std::map<std::string, std::string> all = verdict.arguments;
  all.emplace("got", verdict.got);
  all.emplace("expected", verdict.expected);
  all.emplace("input", verdict.input);
  all.emplace("place", short_place(verdict.place));
  all.emplace("detail", verdict.detail.substr(0, verdict.detail.find('\n')));
  all.emplace("difference", verdict.difference);
  return all;
}

std::string heading(const std::string& left, const std::string& right, const Style& style) {
  if (columns(left) + columns(right) + 3 > style.width) {
    return shortened(left, style.width > columns(right) + 3 ? style.width - columns(right) - 3
                                                            : style.width / 2) +
           "   " + right;
  }
  return left + std::string(style.width - columns(left) - columns(right), ' ') + right;
}

}  // namespace

std::string red(const std::string& text, const Style& style) { return colored("31", text, style); }
std::string green(const std::string& text, const Style& style) {
  return colored("32", text, style);
}
std::string yellow(const std::string& text, const Style& style) {
  return colored("33", text, style);
}
std::string bold(const std::string& text, const Style& style) { return colored("1", text, style); }
std::string faint(const std::string& text, const Style& style) { return colored("2", text, style); }

std::string message_of(const Lab& lab, const Verdict& verdict) {
  std::string diagnosis = verdict.diagnosis;
  if (verdict.status == Status::kBroken) diagnosis = "lab/broken";
  std::string text = lab.diagnosis_text("message", diagnosis);
  std::replace(text.begin(), text.end(), '\n', ' ');
  return filled(text, arguments_of(verdict));
}

std::vector<std::string> failure_lines(const Lab& lab, const ExerciseSource& exercise,
                                       const Verdict& verdict, const Style& style) {
  const Catalog& texts = lab.texts();
  std::vector<std::string> lines;
  const bool todo = verdict.status == Status::kTodo;
  const std::string id = verdict.diagnosis.empty() ? "lab/broken" : verdict.diagnosis;
  const std::string head =
      heading((todo ? "○ " : "✗ ") + exercise.id() + " " + lab.title(exercise), id, style);
  lines.push_back(todo ? yellow(head, style) : red(head, style));
  const std::string gap = "   ";
  if (!verdict.label.empty()) {
    std::string what = label_text(lab, exercise, verdict.label);
    const size_t room = room_for_text(style);
    const std::string got = texts["word.got"] + " " + verdict.got;
    const std::string expected = texts["word.expected"] + " " + verdict.expected;
    if (verdict.got.empty() || verdict.expected.empty()) {
      add(lines, texts["word.what"], what, 2, style);
    } else if (columns(what + gap + got + gap + expected) <= room) {
      add(lines, texts["word.what"], what + gap + got + gap + expected, 1, style);
    } else {
      add(lines, texts["word.what"], what, 1, style);
      add(lines, "", shortened(got, room), 1, style);
      add(lines, "", shortened(expected, room), 1, style);
    }
  }
  if (!verdict.input.empty()) add(lines, texts["word.input"], verdict.input, 1, style);
  std::string evidence;
  for (const auto& [label, value] : verdict.evidence) {
    evidence += (evidence.empty() ? "" : " │ ") + label_text(lab, exercise, label) + " " +
                shortened(value, 40);
  }
  if (evidence.empty()) evidence = verdict.difference;
  if (!evidence.empty()) add(lines, texts["word.evidence"], evidence, 2, style);
  if (!todo) add(lines, texts["word.where"], place_of(exercise, verdict, style), 1, style);

  const std::string ran =
      filled(texts["ran"], {{"count", std::to_string(verdict.assertions)},
                            {"right", std::to_string(std::max(0, verdict.assertions - 1))}});
  std::string next =
      style.keys ? texts["next.help"]
                 : filled(texts["next.commands"], {{"id", exercise.id()}, {"diagnosis", id}});
  const bool counted = verdict.assertions > 0 && !todo;
  // What is left of the height is for the reason.
  const size_t below = 1 + (counted && columns(next + gap + ran) > room_for_text(style) ? 1 : 0);
  const size_t room = style.height > lines.size() + below ? style.height - lines.size() - below : 1;
  std::string confirmed;
  if (verdict.confirmed > 0) {
    const auto& [input, got] = verdict.confirmed_at.front();
    confirmed =
        filled(texts[input.empty() || columns(input) > 30 ? "confirmed-short" : "confirmed"],
               {{"count", std::to_string(verdict.confirmed)},
                {"others", std::to_string(verdict.others)},
                {"input", input},
                {"got", shortened(got, 40)}});
  }
  std::string why = message_of(lab, verdict);
  const size_t before = lines.size();
  add(lines, texts["word.why"], why, std::min<size_t>(room, confirmed.empty() ? 5 : 4), style);
  if (!confirmed.empty() && lines.size() - before < room) {
    add(lines, "", confirmed, room - (lines.size() - before), style);
  }
  if (below > 1) {
    add(lines, texts["word.next"], next, 1, style);
    add(lines, "", ran, 1, style);
  } else {
    add(lines, texts["word.next"], counted ? next + gap + ran : next, 1, style);
  }
  return lines;
}

std::string verdict_line(const Lab& lab, const ExerciseSource& exercise, const Verdict& verdict,
                         const Style& style) {
  const Catalog& texts = lab.texts();
  const std::string status = "[" + texts["status." + status_name(verdict.status)] + "]";
  const std::string shown = verdict.passed()                  ? green(status, style)
                            : verdict.status == Status::kTodo ? yellow(status, style)
                                                              : red(status, style);
  std::string line = shown + " " + exercise.id() + " " + lab.title(exercise);
  if (verdict.passed()) {
    line += " (" +
            (verdict.assertions == 1
                 ? texts["assertion"]
                 : filled(texts["assertions"], {{"count", std::to_string(verdict.assertions)}})) +
            ")";
  }
  return line;
}

std::vector<std::string> prediction_lines(const Lab& lab, const ExerciseSource& exercise,
                                          const Verdict& verdict,
                                          const std::map<std::string, std::string>& said,
                                          const Style& style) {
  std::vector<std::string> lines;
  for (const auto& [slug, answer] : verdict.predictions) {
    const auto found = said.find(exercise.id() + "." + slug);
    if (found == said.end() || found->second.empty()) continue;
    const bool right = found->second == answer;
    const std::string text = filled(lab.texts()[right ? "prediction.right" : "prediction.wrong"],
                                    {{"question", exercise.text("predict." + slug, lab.language())},
                                     {"said", found->second},
                                     {"answer", answer}});
    add(lines, lab.texts()["word.prediction"], text, 3, style);
  }
  return lines;
}

}  // namespace gradlab::lab
