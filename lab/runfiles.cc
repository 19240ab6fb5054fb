#include "gradlab/lab/runfiles.h"

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <vector>

namespace gradlab::lab {

std::string this_program() { return std::filesystem::read_symlink("/proc/self/exe").string(); }

std::string runfile(const std::string& path) {
  std::vector<std::filesystem::path> roots;
  for (const char* name : {"TEST_SRCDIR", "RUNFILES_DIR"}) {
    if (const char* root = std::getenv(name)) roots.emplace_back(root);
  }
  roots.emplace_back(this_program() + ".runfiles");
  for (const std::filesystem::path& root : roots) {
    const std::filesystem::path file = root / "gradlab" / path;
    if (std::filesystem::exists(file)) return file.string();
  }
  throw std::runtime_error("no " + path + " beside " + this_program());
}

}  // namespace gradlab::lab
