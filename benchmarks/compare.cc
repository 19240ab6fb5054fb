#include "gradlab/benchmarks/compare.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iomanip>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "nlohmann/json.hpp"

namespace gradlab::benchmarks {
namespace {

// CPU nanoseconds per iteration, by name, in the order of the report.
struct Report {
  std::vector<std::string> names;
  std::map<std::string, double> nanoseconds;
};

bool read(const std::string& path, Report& report, std::ostream& errors) {
  std::ifstream file(path);
  if (!file) {
    errors << path << ": cannot be read\n";
    return false;
  }
  const auto json = nlohmann::json::parse(file, nullptr, /*allow_exceptions=*/false);
  if (json.is_discarded() || !json.contains("benchmarks")) {
    errors << path << ": not a report of Google Benchmark in JSON\n";
    return false;
  }
  const std::map<std::string, double> units = {{"ns", 1}, {"us", 1e3}, {"ms", 1e6}, {"s", 1e9}};
  for (const auto& row : json["benchmarks"]) {
    if (row.value("run_type", "iteration") != "iteration" || row.contains("error_occurred"))
      continue;
    const std::string name = row.value("name", "");
    const auto unit = units.find(row.value("time_unit", "ns"));
    if (name.empty() || unit == units.end()) continue;
    if (report.nanoseconds.emplace(name, row.value("cpu_time", 0.0) * unit->second).second) {
      report.names.push_back(name);
    }
  }
  return true;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const size_t middle = values.size() / 2;
  return values.size() % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

// Three digits and a unit.
struct Time {
  double ns;
};
std::ostream& operator<<(std::ostream& os, Time t) {
  if (t.ns < 1e3) return os << std::setprecision(3) << t.ns << " ns";
  if (t.ns < 1e6) return os << std::setprecision(3) << t.ns / 1e3 << " us";
  return os << std::setprecision(3) << t.ns / 1e6 << " ms";
}

}  // namespace

bool compare(const std::vector<std::string>& paths, std::ostream& table, std::ostream& errors) {
  std::vector<Report> ours, peers;
  for (size_t i = 0; i + 1 < paths.size(); i += 2) {
    if (!read(paths[i], ours.emplace_back(), errors)) return false;
    if (!read(paths[i + 1], peers.emplace_back(), errors)) return false;
  }
  if (ours.empty() || paths.size() % 2 != 0) {
    errors << "reports are compared in pairs: ours, then the peer's\n";
    return false;
  }

  std::ostringstream rows;
  std::vector<double> logarithms;
  for (const std::string& name : ours[0].names) {
    if (name.rfind("BM_", 0) != 0) continue;
    const std::string limit = "Limit_" + name.substr(3);
    std::vector<double> mine, theirs, ratios, of_limit;
    for (size_t i = 0; i < ours.size(); ++i) {
      const auto a = ours[i].nanoseconds.find(name);
      const auto b = peers[i].nanoseconds.find(name);
      const auto c = ours[i].nanoseconds.find(limit);
      if (a == ours[i].nanoseconds.end() || b == peers[i].nanoseconds.end()) continue;
      mine.push_back(a->second);
      theirs.push_back(b->second);
      ratios.push_back(b->second / a->second);
      if (c != ours[i].nanoseconds.end()) of_limit.push_back(100 * c->second / a->second);
    }
    if (ratios.empty()) continue;
    logarithms.push_back(std::log(median(ratios)));
    rows << "| " << name.substr(3) << " | " << Time{median(mine)} << " | " << Time{median(theirs)}
         << " | " << std::setprecision(3) << median(ratios) << " |";
    if (!of_limit.empty()) rows << ' ' << std::setprecision(3) << median(of_limit) << " %";
    rows << " |\n";
  }
  if (logarithms.empty()) {
    errors << "the reports have no row in common\n";
    return false;
  }
  double sum = 0;
  for (double x : logarithms) sum += x;
  table << "| row | gradlab | peer | ratio | of the limit |\n|---|---:|---:|---:|---:|\n"
        << rows.str() << "| **geometric mean of " << logarithms.size() << "** | | | **"
        << std::setprecision(3) << std::exp(sum / static_cast<double>(logarithms.size()))
        << "** | |\n";
  return true;
}

}  // namespace gradlab::benchmarks
