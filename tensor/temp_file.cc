#include "gradlab/tensor/temp_file.h"

#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

// What mkstemp and mkdtemp complete.
std::string pattern(const std::string& prefix) {
  std::string directory = "/tmp";
  for (const char* variable : {"TMPDIR", "TMP", "TEMP", "TEMPDIR"}) {
    if (const char* path = getenv(variable)) {
      directory = path;
      break;
    }
  }
  return directory + "/" + prefix + "XXXXXX";
}

}  // namespace

TempFile::~TempFile() {
  if (fd != -1) close(fd);
  if (!name.empty()) unlink(name.c_str());
}

TempDir::~TempDir() {
  if (!name.empty()) rmdir(name.c_str());
}

std::optional<TempFile> try_make_tempfile(std::string name_prefix) {
  std::string name = pattern(name_prefix);
  const int fd = mkstemp(name.data());
  if (fd == -1) return std::nullopt;
  return TempFile(std::move(name), fd);
}

TempFile make_tempfile(std::string name_prefix) {
  if (auto file = try_make_tempfile(std::move(name_prefix))) return std::move(*file);
  GRADLAB_THROW(Error, "Error generating temporary file: ", std::strerror(errno));
}

std::optional<TempDir> try_make_tempdir(std::string name_prefix) {
  std::string name = pattern(name_prefix);
  if (mkdtemp(name.data()) == nullptr) return std::nullopt;
  return TempDir(std::move(name));
}

TempDir make_tempdir(std::string name_prefix) {
  if (auto directory = try_make_tempdir(std::move(name_prefix))) return std::move(*directory);
  GRADLAB_THROW(Error, "Error generating temporary directory: ", std::strerror(errno));
}

}  // namespace gradlab
