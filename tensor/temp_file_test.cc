#include "gradlab/tensor/temp_file.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <fstream>
#include <string>
#include <utility>

#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

bool exists(const std::string& name) { return access(name.c_str(), F_OK) == 0; }

TEST(TempFileTest, GoesWithItsObject) {
  std::string name;
  {
    TempFile file = make_tempfile("prefix-");
    name = file.name;
    EXPECT_NE(name.find("/prefix-"), std::string::npos);
    std::ofstream(name) << "text";
    TempFile moved = std::move(file);
    EXPECT_EQ(moved.name, name);
    EXPECT_TRUE(file.name.empty());
    EXPECT_TRUE(exists(name));
  }
  EXPECT_FALSE(exists(name));
}

TEST(TempFileTest, NoTwoAreTheSame) { EXPECT_NE(make_tempfile().name, make_tempfile().name); }

TEST(TempFileTest, ADirectoryGoesWithItsObject) {
  std::string name;
  {
    const TempDir directory = make_tempdir();
    name = directory.name;
    EXPECT_TRUE(exists(name));
  }
  EXPECT_FALSE(exists(name));
}

TEST(TempFileTest, FailsWhereThereIsNoPlace) {
  setenv("TMPDIR", "/no/such/place", 1);
  EXPECT_FALSE(try_make_tempfile().has_value());
  EXPECT_FALSE(try_make_tempdir().has_value());
  EXPECT_THROW(make_tempfile(), Error);
  EXPECT_THROW(make_tempdir(), Error);
  unsetenv("TMPDIR");
}

}  // namespace
}  // namespace gradlab
