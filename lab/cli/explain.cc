// bazel run //lab:explain 2.06/intermediate: the long text of a diagnosis.
#include <cstdio>

#include "gradlab/lab/cli/options.h"
#include "gradlab/lab/cli/workspace.h"
#include "gradlab/lab/fw/catalog.h"
#include "gradlab/lab/fw/lab.h"

namespace gradlab::lab {
namespace {

int run(int argc, char** argv) {
  const Options options = parse_options(argc, argv, {}, {"lang"}, 1);
  if (options.words.empty()) {
    throw UsageError("which diagnosis? bazel run //lab:explain 2.06/intermediate");
  }
  const Workspace workspace;
  const Lab lab(workspace.language(options.value("lang")));
  std::string id = options.words[0];
  if (const size_t slash = id.find('/'); slash != std::string::npos) {
    id = normal_id(id.substr(0, slash)) + id.substr(slash);
  }
  const std::string text = lab.diagnosis_text("explain", id);
  if (text.empty()) throw UsageError("there is no diagnosis \"" + options.words[0] + "\"");
  std::printf("%s\n\n", id.c_str());
  for (const std::string& line : wrapped(text, 100)) std::printf("%s\n", line.c_str());
  return 0;
}

}  // namespace
}  // namespace gradlab::lab

int main(int argc, char** argv) {
  return gradlab::lab::run_program_main("explain", [&] { return gradlab::lab::run(argc, argv); });
}
