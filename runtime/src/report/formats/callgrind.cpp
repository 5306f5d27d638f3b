#include <map>

#include "../utf8.h"
#include "format.h"
#include "scopegraft/report/units.h"

namespace scopegraft::report::writers {

namespace {

std::string cost(double ns) { return std::to_string(whole(ns)); }

// Names are written once, then by number: "(3) name", later "(3)".
class Names {
 public:
  std::string of(const std::string& name) {
    const auto [at, fresh] = numbers_.try_emplace(name, numbers_.size() + 1);
    const std::string number = "(" + std::to_string(at->second) + ")";
    return fresh ? number + " " + one_line_of_utf8(name) : number;
  }

 private:
  std::map<std::string, std::size_t> numbers_;
};

}  // namespace

// Format: "Callgrind Format Specification" of the Valgrind manual. The cost is nanoseconds.
std::string callgrind(const Report& report, const Options& /*options*/) {
  const Summary& summary = report.summary;
  std::string out =
      "# callgrind format\nversion: 1\ncreator: scopegraft\ncmd: " + one_line_of_utf8(report.profile->program) +
      "\npositions: line\nevent: ns : Nanoseconds\nevents: ns\nsummary: " + cost(summary.total) + "\n";
  Names files;
  Names functions;
  const auto file = [&](const Row& row) { return files.of(row.file.empty() ? "???" : row.file); };
  auto edge = summary.edges.begin();
  for (std::uint32_t i = 0; i < summary.rows.size(); ++i) {
    const Row& row = summary.rows[i];
    const std::string line = std::to_string(row.line);
    out += "\nfl=" + file(row) + "\nfn=" + functions.of(row.name) + "\n" + line + " " + cost(row.self) + "\n";
    while (edge != summary.edges.end() && edge->caller < i) ++edge;
    for (; edge != summary.edges.end() && edge->caller == i; ++edge) {
      const Row& callee = summary.rows[edge->callee];
      out += "cfi=" + file(callee) + "\ncfn=" + functions.of(callee.name) + "\ncalls=" + std::to_string(edge->calls) +
             " " + std::to_string(callee.line) + "\n" + line + " " + cost(edge->time) + "\n";
    }
  }
  return out;
}

}  // namespace scopegraft::report::writers
