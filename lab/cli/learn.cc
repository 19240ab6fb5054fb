// bazel run //lab:learn: watches my/ and checks the current exercise at every save: one screen, one
// failing thing. --once checks the current exercise (or --only=2.06) once and prints the verdict.
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "gradlab/lab/cli/builder.h"
#include "gradlab/lab/cli/hints.h"
#include "gradlab/lab/cli/options.h"
#include "gradlab/lab/cli/terminal.h"
#include "gradlab/lab/cli/watcher.h"
#include "gradlab/lab/cli/workspace.h"
#include "gradlab/lab/fw/lab.h"
#include "gradlab/lab/fw/present.h"

namespace gradlab::lab {
namespace {

using Lines = std::vector<std::string>;

// One watch in a folder at a time; the lock goes with the process.
class Lock {
 public:
  Lock(const Workspace& workspace, const Catalog& texts) {
    fd_ = open((workspace.kept() + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (fd_ < 0) throw UsageError("cannot write in my/.lab");
    if (flock(fd_, LOCK_EX | LOCK_NB) != 0) {
      close(fd_);
      throw UsageError(texts["learn.two"]);
    }
  }
  ~Lock() { close(fd_); }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  int fd_;
};

class Learn {
 public:
  Learn(const Lab& lab, const Workspace& workspace, Builder& builder)
      : lab_(lab), texts_(lab.texts()), workspace_(workspace), builder_(builder) {}

  int once(const std::string& only) {
    builder_.prepare([&] { std::fprintf(stderr, "%s\n", texts_["learn.preparing"].c_str()); });
    if (only.empty()) {
      choose_first();
    } else {
      choose(only);
    }
    check();
    Style style;
    style.color = output_is_terminal();
    style.file = Workspace::shown_file(current());
    style.root = workspace_.root();
    const Verdict& verdict = verdicts_.at(current().id());
    std::printf("%s\n", verdict_line(lab_, current(), verdict, style).c_str());
    if (!verdict.passed()) {
      for (const std::string& line : failure_lines(lab_, current(), verdict, style)) {
        std::printf("%s\n", line.c_str());
      }
    }
    for (const std::string& line :
         prediction_lines(lab_, current(), verdict, workspace_.predictions(), style)) {
      std::printf("%s\n", line.c_str());
    }
    std::fwrite(verdict.output.data(), 1, verdict.output.size(), stdout);
    return verdict.passed() ? 0 : 1;
  }

  int watch(const std::string& only) {
    const Lock lock(workspace_, texts_);
    const Terminal terminal;
    terminal_ = &terminal;
    builder_.prepare([&] { draw({texts_["learn.preparing"]}); });
    // All that was tried before, so that the bar tells the truth.
    for (const ExerciseSource& exercise : lab_.exercises()) {
      draw({filled(texts_["learn.checking"], {{"id", exercise.id()}})});
      judge(exercise);
    }
    if (only.empty()) {
      choose_first();
    } else {
      choose(only);
    }
    Watcher watcher(workspace_.my(), workspace_.kept());
    if (watcher.polls()) note_ = texts_["learn.polling"];
    screen();
    for (;;) {
      const int key = terminal.wait(watcher.fd(), watcher.patience());
      if (key == Terminal::kClosed) return 0;
      if (key == Terminal::kResized) screen();
      for (const std::string& name : watcher.saved()) saved(name);
      if (key > 0 && !press(key)) return 0;
    }
  }

 private:
  const ExerciseSource& current() const { return lab_.exercises()[at_]; }

  void choose(const std::string& id) {
    const ExerciseSource* exercise = lab_.find(id);
    if (exercise == nullptr) throw UsageError("there is no exercise \"" + id + "\"");
    at_ = static_cast<size_t>(exercise - lab_.exercises().data());
  }

  // The first exercise that does not pass.
  void choose_first() {
    for (at_ = 0; at_ + 1 < lab_.exercises().size(); ++at_) {
      if (!judged(current()).passed()) return;
    }
  }

  const Verdict& judged(const ExerciseSource& exercise) {
    if (verdicts_.count(exercise.id()) == 0) judge(exercise);
    return verdicts_.at(exercise.id());
  }
  void judge(const ExerciseSource& exercise) {
    verdicts_[exercise.id()] = check_attempt(lab_, workspace_, builder_, exercise);
  }

  void check() {
    judge(current());
    const Verdict& verdict = verdicts_.at(current().id());
    workspace_.record_attempt(current().id(), status_name(verdict.status), verdict.diagnosis);
  }

  void saved(const std::string& name) {
    const ExerciseSource* exercise = lab_.find(name);
    if (exercise == nullptr || exercise->name() + ".cc" != name) return;
    choose(exercise->id());
    page_.clear();
    draw({filled(texts_["learn.checking"], {{"id", current().id()}})});
    check();
    screen();
  }

  // False: leave.
  bool press(int key) {
    if (!page_.empty()) {
      page_.clear();
      if (key != 'q') {
        screen();
        return true;
      }
    }
    switch (key) {
      case 'q':
        return false;
      case 'n':
        next();
        break;
      case 'h': {
        const Hint hint = next_hint(lab_, workspace_, current(), /*force=*/false);
        page_ = {
            bold(filled(texts_["hint.head"], {{"level", std::to_string(hint.level)}}), style()),
            ""};
        append(page_, hint.text);
        if (!hint.locked.empty()) append(page_, "\n" + hint.locked);
        break;
      }
      case 'e': {
        const std::string diagnosis = judged(current()).diagnosis;
        const std::string text = lab_.diagnosis_text("explain", diagnosis);
        page_ = {bold(diagnosis, style()), ""};
        append(page_, text.empty() ? texts_["learn.no-explain"] : text);
        break;
      }
      case 'l':
        list();
        break;
      default:
        return true;
    }
    screen();
    return true;
  }

  // To the next exercise after this one that does not pass.
  void next() {
    const size_t count = lab_.exercises().size();
    for (size_t step = 1; step <= count; ++step) {
      const ExerciseSource& exercise = lab_.exercises()[(at_ + step) % count];
      if (judged(exercise).passed()) continue;
      at_ = (at_ + step) % count;
      return;
    }
  }

  void list() {
    for (const ExerciseSource& exercise : lab_.exercises()) {
      const char* here = exercise.id() == current().id() ? "> " : "  ";
      page_.push_back(here + verdict_line(lab_, exercise, judged(exercise), style()));
    }
    // The window shows what is around the current one.
    const size_t rows = terminal_->height() > 3 ? terminal_->height() - 3 : 1;
    if (page_.size() > rows) {
      const size_t first = std::min(at_ > rows / 2 ? at_ - rows / 2 : 0, page_.size() - rows);
      page_ = Lines(page_.begin() + static_cast<std::ptrdiff_t>(first),
                    page_.begin() + static_cast<std::ptrdiff_t>(first + rows));
    }
  }

  void append(Lines& lines, const std::string& text) const {
    for (const std::string& line : wrapped(text, terminal_->width())) lines.push_back(line);
  }

  Style style() const {
    Style style;
    style.color = true;
    style.keys = true;
    style.width = std::min<size_t>(100, terminal_->width());
    style.height = std::min<size_t>(12, terminal_->height() > 4 ? terminal_->height() - 3 : 1);
    style.file = Workspace::shown_file(current());
    style.root = workspace_.root();
    return style;
  }

  // "[#####>-----] 14/45  Part 2 · 2.06".
  std::string bar() {
    size_t passed = 0;
    for (const ExerciseSource& exercise : lab_.exercises()) {
      const auto found = verdicts_.find(exercise.id());
      passed += found != verdicts_.end() && found->second.passed();
    }
    const size_t all = lab_.exercises().size();
    const std::string after =
        " " + std::to_string(passed) + "/" + std::to_string(all) + "  " +
        filled(texts_["learn.part"], {{"part", current().id().substr(0, 1)}}) + " · " +
        current().id();
    const size_t room = terminal_->width() > columns(after) + 6
                            ? std::min<size_t>(40, terminal_->width() - columns(after) - 3)
                            : 4;
    const size_t full = all > 0 ? room * passed / all : 0;
    std::string line = "[" + std::string(full, '#');
    if (full < room) line += ">" + std::string(room - full - 1, '-');
    return line + "]" + after;
  }

  Lines body() {
    if (!page_.empty()) return page_;
    Lines lines;
    const Verdict& verdict = judged(current());
    if (!verdict.passed()) {
      lines = failure_lines(lab_, current(), verdict, style());
      if (verdict.status == Verdict::Status::kTodo) {
        lines.push_back("");
        append(lines, filled(texts_["learn.open"], {{"file", Workspace::shown_file(current())}}));
      }
    } else {
      lines.push_back(verdict_line(lab_, current(), verdict, style()));
      lines.push_back("");
      lines.push_back(green(texts_["learn.know"], style()));
      append(lines, current().text("know", lab_.language()));
      for (const std::string& line :
           prediction_lines(lab_, current(), verdict, workspace_.predictions(), style())) {
        lines.push_back(line);
      }
      lines.push_back("");
      append(lines, filled(texts_["learn.solution"], {{"file", solution()}}));
      for (const std::string& line : verdict.log) lines.push_back(faint("  " + line, style()));
    }
    if (!verdict.output.empty() && verdict.diagnosis != "lab/compile") {
      lines.push_back(faint(texts_["all.output"], style()));
    }
    std::istringstream output(verdict.output);
    for (std::string line; std::getline(output, line);) lines.push_back(line);
    return lines;
  }

  // Writes the reference solution of a passed exercise and returns its path.
  std::string solution() const {
    const std::string path = "my/.lab/solution_" + current().name() + ".cc";
    write_own(workspace_.root() + "/" + path, current().code("solution"));
    return path;
  }

  void draw(const Lines& lines) {
    Lines bottom = {bar()};
    const std::string& keys = texts_["learn.keys"];
    const bool fits = columns(keys) <= terminal_->width();
    bottom.push_back(
        faint(!page_.empty() ? texts_["learn.back"] : (fits ? keys : texts_["learn.keys-short"]),
              style()));
    if (!note_.empty()) bottom.insert(bottom.begin(), faint(note_, style()));
    terminal_->show(lines, bottom);
  }
  void screen() { draw(body()); }

  const Lab& lab_;
  const Catalog& texts_;
  const Workspace& workspace_;
  Builder& builder_;
  const Terminal* terminal_ = nullptr;
  size_t at_ = 0;
  std::map<std::string, Verdict> verdicts_;
  Lines page_;        // a hint, an explanation or the list; empty: the verdict
  std::string note_;  // shown above the bar
};

int run(int argc, char** argv) {
  const Options options = parse_options(argc, argv, {"once"}, {"lang", "only"}, 0);
  const Workspace workspace;
  workspace.require();
  const Lab lab(workspace.language(options.value("lang")));
  if (options.has("only") && lab.find(options.value("only")) == nullptr) {
    throw UsageError("there is no exercise \"" + options.value("only") + "\"");
  }
  Builder builder(workspace);
  Learn learn(lab, workspace, builder);
  return options.has("once") ? learn.once(options.value("only"))
                             : learn.watch(options.value("only"));
}

}  // namespace
}  // namespace gradlab::lab

int main(int argc, char** argv) {
  return gradlab::lab::run_program_main("learn", [&] { return gradlab::lab::run(argc, argv); });
}
