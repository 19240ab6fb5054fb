#include "gradlab/tensor/warn.h"

#include <gtest/gtest.h>

#include <vector>

namespace gradlab {
namespace {

std::vector<std::string>* received = nullptr;

TEST(Warn, HandlerReceivesTheMessage) {
  std::vector<std::string> messages;
  received = &messages;
  EXPECT_EQ(set_warning_handler([](const std::string& m) { received->push_back(m); }), nullptr);
  GRADLAB_WARN("size ", 3, " is odd");
  EXPECT_NE(set_warning_handler(nullptr), nullptr);
  EXPECT_EQ(messages, std::vector<std::string>{"size 3 is odd"});
}

TEST(Warn, OnceWarnsTheFirstTimeUnlessAlwaysIsAskedFor) {
  std::vector<std::string> messages;
  received = &messages;
  set_warning_handler([](const std::string& m) { received->push_back(m); });
  auto reach = [] { GRADLAB_WARN_ONCE("rarely"); };
  reach();
  reach();
  EXPECT_EQ(messages.size(), 1);
  EXPECT_FALSE(get_warn_always());
  set_warn_always(true);
  reach();
  set_warn_always(false);
  reach();
  EXPECT_EQ(messages.size(), 2);
  set_warning_handler(nullptr);
}

TEST(Warn, DefaultWritesToStandardError) {
  testing::internal::CaptureStderr();
  GRADLAB_WARN("careful");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "Warning: careful\n");
}

class Collector : public WarningHandler {
 public:
  using WarningHandler::process;
  void process(const Warning& warning) override { warnings.push_back(warning); }
  std::vector<Warning> warnings;
};

TEST(Warn, ObjectReceivesTheMessageAndItsPlace) {
  Collector collector;
  {
    WarningUtils::WarningHandlerGuard guard(&collector);
    EXPECT_EQ(WarningUtils::get_warning_handler(), &collector);
    GRADLAB_WARN("careful");
  }
  EXPECT_NE(WarningUtils::get_warning_handler(), &collector);
  ASSERT_EQ(collector.warnings.size(), 1u);
  EXPECT_EQ(collector.warnings[0].msg(), "careful");
  EXPECT_STREQ(collector.warnings[0].source_location().function, "TestBody");
  EXPECT_GT(collector.warnings[0].source_location().line, 0u);
}

// As it is written for libtorch 1.13.
class OlderHandler : public WarningHandler {
 public:
  using WarningHandler::process;
  void process(const SourceLocation& place, const std::string& message, const bool) override {
    messages.push_back(str(place.function, ": ", message));
  }
  std::vector<std::string> messages;
};

TEST(Warn, HandlersOfTheOlderFormReceiveTheMessageAndItsPlace) {
  OlderHandler handler;
  {
    Warning::WarningHandlerGuard guard(&handler);
    EXPECT_EQ(Warning::get_warning_handler(), &handler);
    GRADLAB_WARN("careful");
    Warning::warn({"elsewhere", "file.cc", 7}, "given by hand", true);
    Warning::WarnAlways always;
    EXPECT_TRUE(Warning::get_warnAlways());
  }
  EXPECT_EQ(handler.messages,
            (std::vector<std::string>{"TestBody: careful", "elsewhere: given by hand"}));
}

TEST(Warn, OnceIsOncePerPlaceUnlessAlwaysIsSet) {
  Collector collector;
  WarningUtils::WarningHandlerGuard guard(&collector);
  const auto here = [] { GRADLAB_WARN_ONCE("first place"); };
  here();
  here();
  GRADLAB_WARN_ONCE("second place");
  EXPECT_EQ(collector.warnings.size(), 2u);
  {
    WarningUtils::WarnAlways always;
    here();
    here();
  }
  here();
  EXPECT_EQ(collector.warnings.size(), 4u);
}

}  // namespace
}  // namespace gradlab
