#include "check.h"

#include <algorithm>
#include <ostream>
#include <string>
#include <system_error>
#include <vector>

#include "rules/rule_set.h"

namespace scopegraft::cli {
namespace {

std::string counted(std::size_t count, const std::string& noun) {
  if (count == 0) return "no " + noun + "s";
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::size_t print(const std::vector<rules::Diagnostic>& diagnostics, std::ostream& err) {
  for (const rules::Diagnostic& diagnostic : diagnostics) err << rules::render(diagnostic);
  return static_cast<std::size_t>(std::count_if(diagnostics.begin(), diagnostics.end(), [](const rules::Diagnostic& d) {
    return d.severity == rules::Severity::error;
  }));
}

}  // namespace

int run_check(const CheckOptions& options, std::ostream& out, std::ostream& err) {
  const rules::LoadResult loaded = rules::load(options.rules, options.presets);
  if (const std::size_t errors = print(loaded.diagnostics, err); errors != 0) {
    err << counted(errors, "mistake") << "\n";
    std::error_code error;
    if (!std::filesystem::exists(options.rules, error)) err << "Name the rules file with --rules.\n";
    return 1;
  }
  const std::size_t tests = rules::test_count(loaded.rules);
  const std::size_t failed = print(rules::run_tests(loaded.rules), err);
  out << counted(rules::rule_count(loaded.rules), "rule") << ", " << counted(tests, "test");
  if (failed != 0)
    out << ", " << counted(failed, "expectation") << (failed == 1 ? " does" : " do") << " not hold";
  else if (tests != 0)
    out << ", all hold";
  out << "\n";
  return failed == 0 ? 0 : 1;
}

}  // namespace scopegraft::cli
