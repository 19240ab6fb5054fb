// The host: a check that is at fault is called broken, never passed and never the student's fault.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "gradlab/lab/fw/lab.h"
#include "gradlab/lab/fw/run.h"
#include "gradlab/lab/fw/verdict.h"

namespace gradlab::lab {
namespace {

using ::testing::HasSubstr;
using Status = Verdict::Status;

Verdict verdict_of(const std::string& variant) {
  const Lab lab("en");
  Job job = lab.job(*lab.find("9.02"));
  job.variant = variant;
  return run_check(job);
}

TEST(Host, ASoundCheckPasses) {
  const Verdict verdict = verdict_of("solution");
  EXPECT_EQ(verdict.status, Status::kPass);
  EXPECT_EQ(verdict.assertions, 1);
}

TEST(Host, ACheckWithoutAssertionIsBroken) {
  const Verdict verdict = verdict_of("NO_ASSERTION");
  EXPECT_EQ(verdict.status, Status::kBroken);
  EXPECT_THAT(verdict.detail, HasSubstr("made no assertion"));
}

TEST(Host, TooFewInputsAreBroken) {
  const Verdict verdict = verdict_of("FEW_INPUTS");
  EXPECT_EQ(verdict.status, Status::kBroken);
  EXPECT_THAT(verdict.detail, HasSubstr("fewer than four"));
}

TEST(Host, TheChecksOwnErrorIsBroken) {
  const Verdict verdict = verdict_of("OWN_ERROR");
  EXPECT_EQ(verdict.status, Status::kBroken);
  EXPECT_THAT(verdict.detail, HasSubstr("the table of answers is empty"));
}

TEST(Host, AVariantOrObjectThatIsNotThereIsBroken) {
  EXPECT_EQ(verdict_of("NONE").status, Status::kBroken);
  const Lab lab("en");
  Job job = lab.job(*lab.find("9.02"));
  job.variant = "solution";
  job.student = "/nowhere.so";
  const Verdict verdict = run_check(job);
  EXPECT_EQ(verdict.status, Status::kFail);
  EXPECT_EQ(verdict.diagnosis, "lab/missing");
}

}  // namespace
}  // namespace gradlab::lab
