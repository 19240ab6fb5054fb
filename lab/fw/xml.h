// A JUnit report: one test suite.
#ifndef GRADLAB_LAB_FW_XML_H_
#define GRADLAB_LAB_FW_XML_H_

#include <string>
#include <utility>

namespace gradlab::lab {

class XmlSuite {
 public:
  explicit XmlSuite(std::string name) : name_(std::move(name)) {}

  // A test case; it passed if `failure` is empty, and `type` is the kind of failure.
  void add(const std::string& group, const std::string& name, const std::string& failure,
           const std::string& type);
  // One that was not run.
  void skip(const std::string& group, const std::string& name, const std::string& why);
  std::string text() const;

 private:
  std::string name_, cases_;
  int tests_ = 0, failures_ = 0, skipped_ = 0;
};

// & < > " and control characters as XML writes them.
std::string xml_escaped(const std::string& text);

}  // namespace gradlab::lab

#endif  // GRADLAB_LAB_FW_XML_H_
