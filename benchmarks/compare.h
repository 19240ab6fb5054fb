// Joins reports of two programs that ran the same benchmarks, as a Markdown table.
#ifndef GRADLAB_BENCHMARKS_COMPARE_H_
#define GRADLAB_BENCHMARKS_COMPARE_H_

#include <ostream>
#include <string>
#include <vector>

namespace gradlab::benchmarks {

// Reports of Google Benchmark in JSON: ours, peer's, and so on in turn; each pair is one sitting. A
// ratio is the peer's CPU time divided by ours in the same pair; the table gives medians over the
// pairs and the geometric mean of all ratios. A row Limit_X/n of ours is the time that the machine
// needs for BM_X/n. Returns whether there was something to join; if not, says why in `errors`.
bool compare(const std::vector<std::string>& paths, std::ostream& table, std::ostream& errors);

}  // namespace gradlab::benchmarks

#endif  // GRADLAB_BENCHMARKS_COMPARE_H_
