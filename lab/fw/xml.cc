#include "gradlab/lab/fw/xml.h"

namespace gradlab::lab {

std::string xml_escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\n':
        out += "&#10;";
        break;
      default:
        // XML 1.0 has no other control characters, escaped or not.
        out += static_cast<unsigned char>(c) < 0x20 && c != '\t' ? '?' : c;
    }
  }
  return out;
}

void XmlSuite::add(const std::string& group, const std::string& name, const std::string& failure,
                   const std::string& type) {
  ++tests_;
  cases_ +=
      "  <testcase classname=\"" + xml_escaped(group) + "\" name=\"" + xml_escaped(name) + "\"";
  if (failure.empty()) {
    cases_ += "/>\n";
    return;
  }
  ++failures_;
  cases_ += ">\n    <failure type=\"" + xml_escaped(type) + "\" message=\"" + xml_escaped(failure) +
            "\"/>\n  </testcase>\n";
}

void XmlSuite::skip(const std::string& group, const std::string& name, const std::string& why) {
  ++tests_;
  ++skipped_;
  cases_ += "  <testcase classname=\"" + xml_escaped(group) + "\" name=\"" + xml_escaped(name) +
            "\">\n    <skipped message=\"" + xml_escaped(why) + "\"/>\n  </testcase>\n";
}

std::string XmlSuite::text() const {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n <testsuite name=\"" +
         xml_escaped(name_) + "\" tests=\"" + std::to_string(tests_) + "\" failures=\"" +
         std::to_string(failures_) + "\" skipped=\"" + std::to_string(skipped_) + "\">\n" + cases_ +
         " </testsuite>\n</testsuites>\n";
}

}  // namespace gradlab::lab
