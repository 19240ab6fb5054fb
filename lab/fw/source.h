// Reads the one source of an exercise, ex_2_06.lab.cc: its texts, and its code in all variants.
//
// A line `//:KEY REST` opens an entry; its value is REST, followed by the comment lines below it
// without their "// ". Keys end in .en or .vi where the text is for people:
//
//   //:exercise 2.06 core            or "stretch"
//   //:covers "a sentence of the report"      one per sentence; none for stretch exercises
//   //:title.en //:text.en //:know.en         name; task; "what you now know", one line
//   //:hint.1.en ... //:hint.3.en             a question; where to look; almost the code
//   //:label.SLUG.en                          what a check looks at: "x.grad after backward"
//   //:predict.SLUG.en                        a question to answer before running
//   //:message.SLUG.en  //:explain.SLUG.en    of the diagnosis 2.06/SLUG, short and long
//
// `//:code` begins the code. Lines there belong to every variant, except in a part:
//
//   //:part
//   //:stub
//   return lab::todo();
//   //:solution
//   return x * x;
//   //:wrong HALF 2.06/half          HALF: the name of a variant; the diagnosis it must get; then
//                                    "not-sanitized" if a sanitizer makes it unreachable
//   return x;
//   //:end
//
// The variant HALF takes its own text in the parts that have one, elsewhere the solution's.
#ifndef GRADLAB_LAB_FW_SOURCE_H_
#define GRADLAB_LAB_FW_SOURCE_H_

#include <map>
#include <string>
#include <vector>

namespace gradlab::lab {

// A wrong solution: its name and the diagnosis that it must get.
struct Wrong {
  std::string name;
  std::string diagnosis;
  bool sanitized = true;  // whether it gets this diagnosis under a sanitizer too
};

class ExerciseSource {
 public:
  // `path` as messages show it. Throws std::runtime_error ("path:line: what is wrong").
  ExerciseSource(std::string path, const std::string& content);
  static ExerciseSource read(const std::string& path);

  const std::string& path() const { return path_; }
  const std::string& id() const { return id_; }  // "2.06"
  std::string name() const;                      // "ex_2_06"
  bool core() const { return core_; }
  const std::vector<std::string>& covers() const { return covers_; }
  const std::vector<Wrong>& wrong() const { return wrong_; }

  // The text of "title.en" and so on, lines joined with newlines; "" when there is none.
  const std::string& text(const std::string& key) const;
  std::string text(const std::string& key, const std::string& language) const;
  const std::map<std::string, std::string>& texts() const { return texts_; }
  // The part between of all keys "KIND.x.en" or "KIND.x.vi", each once, in the source's order.
  std::vector<std::string> slugs(const std::string& kind) const;

  // The code of "stub", "solution" or a wrong solution. `line_marks`: with #line directives that
  // point into this source.
  std::string code(const std::string& variant, bool line_marks = false) const;

 private:
  struct Piece {
    int line = 0;      // of its first line in the source
    int part = -1;     // -1: of every variant
    std::string name;  // "stub", "solution", or of the wrong solution
    std::string code;
  };

  std::string path_, id_;
  bool core_ = false;
  std::vector<std::string> covers_;
  std::map<std::string, std::string> texts_;
  std::vector<std::string> keys_;  // of texts_, in their order
  std::vector<Wrong> wrong_;
  std::vector<Piece> pieces_;
};

// A whole file; throws std::runtime_error.
std::string read_file(const std::string& path);

// One C++ file with all variants of an exercise, each in a namespace of its own within the
// exercise's, and the table `lab_variants` that the host finds. `contract` is the text of the
// exercise's header, which names the functions (LAB_CONTRACT).
std::string all_variants(const ExerciseSource& source, const std::string& contract);
// The file that makes a student's file loadable: it includes `student` and names its functions.
std::string student_glue(const ExerciseSource& source, const std::string& contract,
                         const std::string& student);

}  // namespace gradlab::lab

#endif  // GRADLAB_LAB_FW_SOURCE_H_
