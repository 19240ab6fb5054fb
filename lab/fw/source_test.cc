#include "gradlab/lab/fw/source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <string>

namespace gradlab::lab {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const char* const kHead =
    "//:exercise 2.06 core\n"
    "//:covers \"A sentence.\"\n"
    "//:title.en Twice\n"
    "//:title.vi Hai\n"
    "//:text.en\n"
    "// First line.\n"
    "//\n"
    "//   indented\n"
    "//:message.half.en {got} is half\n"
    "//:message.half.vi {got} la mot nua\n";

const char* const kCode =
    "//:code\n"
    "#include \"gradlab/lab/part2/ex_2_06.h\"\n"
    "namespace ex_2_06 {\n"
    "double twice(double x) {\n"
    "  //:part\n"
    "  //:stub\n"
    "  return lab::todo();\n"
    "  //:solution\n"
    "  return 2 * x;\n"
    "  //:wrong HALF 2.06/half\n"
    "  return x / 2;\n"
    "  //:end\n"
    "}\n"
    "}  // namespace ex_2_06\n";

const char* const kContract =
    "namespace ex_2_06 {\ndouble twice(double x);\nLAB_CONTRACT(twice)\n}\n";

ExerciseSource example() { return ExerciseSource("a.lab.cc", std::string(kHead) + kCode); }

// What reading this text throws.
std::string error_of(const std::string& content) {
  try {
    ExerciseSource("a.lab.cc", content);
  } catch (const std::runtime_error& e) {
    return e.what();
  }
  return "";
}

TEST(ExerciseSource, ReadsWhatItSaysOfItself) {
  const ExerciseSource source = example();
  EXPECT_EQ(source.id(), "2.06");
  EXPECT_EQ(source.name(), "ex_2_06");
  EXPECT_TRUE(source.core());
  EXPECT_THAT(source.covers(), ElementsAre("A sentence."));
  EXPECT_EQ(source.text("title", "vi"), "Hai");
  EXPECT_EQ(source.text("text", "en"), "First line.\n\n  indented");
  EXPECT_EQ(source.text("text", "vi"), "");
  EXPECT_THAT(source.slugs("message"), ElementsAre("half"));
}

TEST(ExerciseSource, CutsOutEachVariant) {
  const ExerciseSource source = example();
  EXPECT_THAT(source.code("stub"), HasSubstr("return lab::todo();"));
  EXPECT_THAT(source.code("solution"), HasSubstr("return 2 * x;"));
  EXPECT_THAT(source.code("HALF"), HasSubstr("return x / 2;"));
  for (const char* variant : {"stub", "solution", "HALF"}) {
    EXPECT_THAT(source.code(variant), HasSubstr("double twice(double x) {"));
    EXPECT_THAT(source.code(variant), Not(HasSubstr("//:")));
  }
  EXPECT_THAT(source.code("solution"), Not(HasSubstr("todo")));
  EXPECT_THROW(source.code("OTHER"), std::runtime_error);
}

TEST(ExerciseSource, AVariantTakesTheSolutionWhereItHasNoText) {
  const std::string second =
      "//:part\n//:stub\nint a = 0;\n//:solution\nint a = 1;\n//:end\n"
      "//:part\n//:stub\nint b = 0;\n//:solution\nint b = 1;\n//:wrong TWO 2.06/two\nint b = 2;\n"
      "//:end\n";
  const ExerciseSource source("a.lab.cc", std::string(kHead) + "//:code\n" + second);
  EXPECT_EQ(source.code("TWO"), "int a = 1;\nint b = 2;\n");
  EXPECT_EQ(source.code("stub"), "int a = 0;\nint b = 0;\n");
}

TEST(ExerciseSource, LineMarksPointIntoTheSource) {
  const std::string content = std::string(kHead) + kCode;
  const std::string code = example().code("HALF", /*line_marks=*/true);
  const size_t at = content.find("  return x / 2;");
  const auto line = 1 + std::count(content.begin(), content.begin() + static_cast<long>(at), '\n');
  EXPECT_THAT(code, HasSubstr("#line " + std::to_string(line) + " \"a.lab.cc\"\n  return x / 2;"));
}

TEST(ExerciseSource, FaultsNameTheirLine) {
  EXPECT_EQ(error_of(std::string(kHead)), "a.lab.cc:1: //:part without //:end, or no part at all");
  EXPECT_EQ(error_of("int x;\n//:exercise 2.06 core\n"), "a.lab.cc:1: code before //:code");
  EXPECT_EQ(error_of("//:exercise 2.06 core\n//:title.en a\nint x;\n"),
            "a.lab.cc:3: a comment or a directive is expected");
  EXPECT_EQ(error_of("//:exercise 2.06 hard\n"), "a.lab.cc:1: core or stretch?");
  EXPECT_EQ(error_of("//:exercise 2.06 core\n//:title.en a\n//:title.en b\n"),
            "a.lab.cc:3: title.en is there twice");
  EXPECT_EQ(error_of("//:exercise 2.06 core\n//:code\n//:part\n//:solution\n//:end\n"),
            "a.lab.cc:5: a part has one stub and one solution");
  EXPECT_EQ(error_of("//:exercise 2.06 core\n//:code\n//:part\nint x;\n"),
            "a.lab.cc:4: code between //:part and its first variant");
  EXPECT_EQ(error_of("//:exercise 2.06 core\n//:code\n//:part\n//:wrong half\n"),
            "a.lab.cc:4: //:wrong NAME diagnosis [not-sanitized]");
  EXPECT_EQ(error_of("//:exercise 2.06 core\n//:code\n//:solution\n"),
            "a.lab.cc:3: //:solution has no place here");
}

TEST(AllVariants, EachIsANamespaceWithATable) {
  const std::string code = all_variants(example(), kContract);
  for (const char* variant : {"solution", "stub", "HALF"}) {
    EXPECT_THAT(code, HasSubstr("namespace ex_2_06 { namespace " + std::string(variant) + " {"));
    EXPECT_THAT(code, HasSubstr("&ex_2_06::" + std::string(variant) + "::written"));
  }
  EXPECT_THAT(code, HasSubstr("LAB_TABLE(twice)"));
  EXPECT_THAT(code, HasSubstr("{\"HALF\", \"2.06/half\","));
}

TEST(AllVariants, TheContractNamesItsFunctions) {
  EXPECT_THROW(all_variants(example(), "namespace ex_2_06 {}\n"), std::runtime_error);
}

TEST(StudentGlue, IncludesTheStudentsFileAndNamesItsFunctions) {
  const std::string code = student_glue(example(), kContract, "my/ex_2_06.cc");
  EXPECT_THAT(code, HasSubstr("#include \"my/ex_2_06.cc\""));
  EXPECT_THAT(code, HasSubstr("LAB_TABLE(twice)"));
}

}  // namespace
}  // namespace gradlab::lab
