// The general texts of the lab in one language: what is not part of an exercise.
#ifndef GRADLAB_LAB_FW_CATALOG_H_
#define GRADLAB_LAB_FW_CATALOG_H_

#include <map>
#include <string>
#include <vector>

namespace gradlab::lab {

// Lines "key = text"; an indented line goes on with the text before it, "\n" is a line break, #
// begins a comment.
class Catalog {
 public:
  Catalog(const std::string& path, const std::string& content);

  // Throws std::out_of_range for a key that is not there.
  const std::string& operator[](const std::string& key) const;
  bool has(const std::string& key) const { return texts_.count(key) > 0; }
  const std::map<std::string, std::string>& texts() const { return texts_; }

 private:
  std::map<std::string, std::string> texts_;
};

// "en" or "vi": the wish if it is one of these, else by the locale of the environment, else "en".
std::string language_from(const std::string& wish);

// `text` with each {name} replaced; names that are not given stay.
std::string filled(const std::string& text, const std::map<std::string, std::string>& arguments);
// The {names} in a text, each once, sorted.
std::vector<std::string> placeholders(const std::string& text);

// The number of columns that UTF-8 text takes on a terminal.
size_t columns(const std::string& text);
// Lines of at most `width` columns, broken at spaces; a longer word is cut.
std::vector<std::string> wrapped(const std::string& text, size_t width);
// At most `width` columns; a longer text ends in "…".
std::string shortened(const std::string& text, size_t width);

}  // namespace gradlab::lab

#endif  // GRADLAB_LAB_FW_CATALOG_H_
