// Temporary files and directories, which go when their objects do.
#ifndef GRADLAB_TENSOR_TEMP_FILE_H_
#define GRADLAB_TENSOR_TEMP_FILE_H_

#include <optional>
#include <string>
#include <utility>

namespace gradlab {

// An open file; empty before and after it is moved elsewhere.
class TempFile {
 public:
  TempFile() = default;
  TempFile(std::string file_name, int descriptor) : name(std::move(file_name)), fd(descriptor) {}
  TempFile(TempFile&& o) noexcept : name(std::exchange(o.name, {})), fd(std::exchange(o.fd, -1)) {}
  TempFile& operator=(TempFile&& o) noexcept {
    std::swap(name, o.name);
    std::swap(fd, o.fd);
    return *this;
  }
  ~TempFile();

  std::string name;
  int fd = -1;
};

// A directory, which must be empty at the end.
class TempDir {
 public:
  TempDir() = default;
  explicit TempDir(std::string directory_name) : name(std::move(directory_name)) {}
  TempDir(TempDir&& o) noexcept : name(std::exchange(o.name, {})) {}
  TempDir& operator=(TempDir&& o) noexcept {
    std::swap(name, o.name);
    return *this;
  }
  ~TempDir();

  std::string name;
};

// A new one in $TMPDIR, $TMP, $TEMP or $TEMPDIR, else in /tmp, whose name begins with the prefix.
// The first of each pair returns nothing, the second throws when it cannot be made.
std::optional<TempFile> try_make_tempfile(std::string name_prefix = "gradlab-file-");
TempFile make_tempfile(std::string name_prefix = "gradlab-file-");
std::optional<TempDir> try_make_tempdir(std::string name_prefix = "gradlab-dir-");
TempDir make_tempdir(std::string name_prefix = "gradlab-dir-");

}  // namespace gradlab

#endif  // GRADLAB_TENSOR_TEMP_FILE_H_
