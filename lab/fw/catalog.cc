#include "gradlab/lab/fw/catalog.h"

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <stdexcept>

namespace gradlab::lab {
namespace {

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

// The end of a placeholder that begins at text[at] == '{', or npos.
size_t placeholder_end(const std::string& text, size_t at) {
  size_t end = at + 1;
  while (end < text.size() && is_name_character(text[end])) ++end;
  return end > at + 1 && end < text.size() && text[end] == '}' ? end : std::string::npos;
}

// The bytes of the UTF-8 character that begins at text[at].
size_t character_bytes(const std::string& text, size_t at) {
  size_t n = 1;
  while (at + n < text.size() && (static_cast<unsigned char>(text[at + n]) & 0xc0) == 0x80) ++n;
  return n;
}

// Where the first `width` columns of a text end.
size_t cut_at(const std::string& text, size_t width) {
  size_t at = 0;
  for (size_t i = 0; i < width && at < text.size(); ++i) at += character_bytes(text, at);
  return at;
}

}  // namespace

Catalog::Catalog(const std::string& path, const std::string& content) {
  std::istringstream lines(content);
  std::string line, key;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    std::string text;
    if (line[0] == ' ') {
      text = " " + line.substr(line.find_first_not_of(' '));
    } else {
      const size_t sign = line.find(" = ");
      if (sign == std::string::npos) {
        throw std::runtime_error(path + ":" + std::to_string(number) + ": key = text");
      }
      key = line.substr(0, sign);
      text = line.substr(sign + 3);
      if (texts_.count(key) > 0) {
        throw std::runtime_error(path + ":" + std::to_string(number) + ": " + key + " again");
      }
    }
    for (size_t at = 0; (at = text.find("\\n", at)) != std::string::npos;)
      text.replace(at, 2, "\n");
    texts_[key] += text;
  }
}

const std::string& Catalog::operator[](const std::string& key) const {
  const auto found = texts_.find(key);
  if (found == texts_.end()) throw std::out_of_range("the catalogue has no text " + key);
  return found->second;
}

std::string language_from(const std::string& wish) {
  if (!wish.empty()) return wish;
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    return std::string(value).compare(0, 2, "vi") == 0 ? "vi" : "en";
  }
  return "en";
}

std::string filled(const std::string& text, const std::map<std::string, std::string>& arguments) {
  std::string out;
  for (size_t at = 0; at < text.size(); ++at) {
    const size_t end = text[at] == '{' ? placeholder_end(text, at) : std::string::npos;
    const auto found = end == std::string::npos ? arguments.end()
                                                : arguments.find(text.substr(at + 1, end - at - 1));
    if (found == arguments.end()) {
      out += text[at];
    } else {
      out += found->second;
      at = end;
    }
  }
  return out;
}

std::vector<std::string> placeholders(const std::string& text) {
  std::vector<std::string> names;
  for (size_t at = 0; at < text.size(); ++at) {
    const size_t end = text[at] == '{' ? placeholder_end(text, at) : std::string::npos;
    if (end != std::string::npos) names.push_back(text.substr(at + 1, end - at - 1));
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

size_t columns(const std::string& text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }));
}

std::vector<std::string> wrapped(const std::string& text, size_t width) {
  width = std::max<size_t>(width, 8);
  std::vector<std::string> lines;
  std::istringstream paragraphs(text);
  for (std::string paragraph; std::getline(paragraphs, paragraph);) {
    if (columns(paragraph) <= width) {  // also keeps what is indented
      lines.push_back(paragraph);
      continue;
    }
    std::string line = paragraph.substr(0, std::min(paragraph.find_first_not_of(' '), width / 2));
    const size_t indent = line.size();
    std::istringstream words(paragraph);
    for (std::string word; words >> word;) {
      const size_t space = line.size() > indent ? 1 : 0;
      if (columns(line) + space + columns(word) > width && line.size() > indent) {
        lines.push_back(line);
        line.assign(indent, ' ');
      } else if (space > 0) {
        line += ' ';
      }
      while (columns(line) + columns(word) > width) {
        const size_t cut = cut_at(word, width - columns(line));
        lines.push_back(line + word.substr(0, cut));
        word.erase(0, cut);
        line.assign(indent, ' ');
      }
      line += word;
    }
    lines.push_back(line);
  }
  return lines;
}

std::string shortened(const std::string& text, size_t width) {
  if (columns(text) <= width) return text;
  return text.substr(0, cut_at(text, width - 1)) + "…";
}

}  // namespace gradlab::lab
