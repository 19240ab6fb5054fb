#include "gradlab/lab/fw/catalog.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>

#include "gradlab/lab/fw/general_mistakes.h"
#include "gradlab/lab/fw/source.h"
#include "gradlab/lab/runfiles.h"

namespace gradlab::lab {
namespace {

using ::testing::ElementsAre;

Catalog real(const std::string& language) {
  const std::string path = "lab/catalog/" + language + ".txt";
  return Catalog(path, read_file(runfile(path)));
}

TEST(Catalog, LinesKeysAndContinuations) {
  const Catalog catalog("a", "# comment\none = first\n  and more\ntwo = a\\nb\n");
  EXPECT_EQ(catalog["one"], "first and more");
  EXPECT_EQ(catalog["two"], "a\nb");
  EXPECT_THROW(catalog["three"], std::out_of_range);
  EXPECT_THROW(Catalog("a", "no sign\n"), std::runtime_error);
  EXPECT_THROW(Catalog("a", "a = 1\na = 2\n"), std::runtime_error);
}

TEST(Catalog, BothLanguagesHaveTheSameTextsWithTheSamePlaceholders) {
  const Catalog en = real("en"), vi = real("vi");
  for (const auto& [a, b] : {std::pair(&en, &vi), std::pair(&vi, &en)}) {
    for (const auto& [key, text] : a->texts()) {
      ASSERT_TRUE(b->has(key)) << key;
      EXPECT_EQ(placeholders(text), placeholders((*b)[key])) << key;
      EXPECT_FALSE(text.empty()) << key;
    }
  }
}

TEST(Catalog, EveryGeneralDiagnosisHasItsTexts) {
  const Catalog en = real("en");
  for (const std::string& slug : general_slugs()) {
    EXPECT_TRUE(en.has("message." + slug)) << slug;
    EXPECT_TRUE(en.has("explain." + slug)) << slug;
  }
}

TEST(Filled, ReplacesNamesAndKeepsWhatIsNotGiven) {
  EXPECT_EQ(filled("{got} = {first} + {x}", {{"got", "54"}, {"first", "{got}"}}),
            "54 = {got} + {x}");
  EXPECT_EQ(filled("a {b", {{"b", "c"}}), "a {b");
  EXPECT_EQ(filled("{} { b }", {{"b", "c"}}), "{} { b }");
  EXPECT_THAT(placeholders("{b} {a-1} {b} {A}"), ElementsAre("a-1", "b"));
}

TEST(Wrapped, BreaksAtSpacesByColumnsNotBytes) {
  EXPECT_THAT(wrapped("một hai ba bốn", 8), ElementsAre("một hai", "ba bốn"));
  EXPECT_THAT(wrapped("short\n  kept as it is", 20), ElementsAre("short", "  kept as it is"));
  EXPECT_THAT(wrapped("  indented words that wrap", 14),
              ElementsAre("  indented", "  words that", "  wrap"));
  EXPECT_THAT(wrapped("abcdefghijklmno", 8), ElementsAre("abcdefgh", "ijklmno"));
}

TEST(Shortened, CountsColumns) {
  EXPECT_EQ(shortened("một hai", 7), "một hai");
  EXPECT_EQ(shortened("một hai ba", 7), "một ha…");
}

TEST(LanguageFrom, TheWishThenTheLocale) {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) unsetenv(name);
  EXPECT_EQ(language_from(""), "en");
  setenv("LANG", "vi_VN.UTF-8", 1);
  EXPECT_EQ(language_from(""), "vi");
  setenv("LC_ALL", "C", 1);
  EXPECT_EQ(language_from(""), "en");
  EXPECT_EQ(language_from("vi"), "vi");
}

}  // namespace
}  // namespace gradlab::lab
