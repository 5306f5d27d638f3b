// The command line: the only place that prints and exits. Free of LLVM, so that it starts in about a millisecond.
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <iostream>
#include <string>
#include <variant>
#include <vector>

#include "command_line.h"
#include "launcher/launcher.h"
#include "launcher/unit.h"
#include "rules/schema.h"

namespace scopegraft::cli {
namespace {

struct Run {
  int operator()(const Message& message) const {
    (message.exit_code == 0 ? std::cout : std::cerr) << message.text;
    return message.exit_code;
  }
  int operator()(CheckOptions options) const {
    options.presets = launcher::make_context(options.rules.string(), ".", "").presets;
    return run_check(options, std::cout, std::cerr);
  }
  int operator()(const SchemaOptions& /*options*/) const {
    std::cout << rules::schema();
    return 0;
  }
  int operator()(const ReportArguments& arguments) const { return run_report(arguments, std::cout, std::cerr); }
  int operator()(const DiffArguments& arguments) const { return run_diff(arguments, std::cout, std::cerr); }
  int operator()(const TopArguments& arguments) const { return run_top(arguments, std::cout, std::cerr); }
  int operator()(const SetArguments& arguments) const { return run_set(arguments, std::cout, std::cerr); }
  int operator()(const TuneArguments& arguments) const { return run_tune(arguments, std::cout, std::cerr); }
  int operator()(const launcher::InstrumentOptions& options) const { return launcher::run_instrument(options); }
  int operator()(const launcher::ListOptions& options) const { return launcher::run_list(options); }
  int operator()(const UnmatchedOptions& options) const {
    return launcher::run_unmatched(options.stores, options.rules);
  }
};

int run(const std::vector<std::string>& words) {
  // Once per unit of a build: straight to the launcher, before a parsing library is set up.
  if (!words.empty() && words.front() == "cc") {
    launcher::CcOptions options;
    if (!launcher::parse_cc_words({words.begin() + 1, words.end()}, options)) return 2;
    return launcher::run_cc(options);
  }
  const int code = std::visit(Run{}, parse_command_line(words, terminal_of(STDOUT_FILENO)));
  std::cout.flush();
  if (std::cout.good()) return code;
  std::cerr << "scopegraft: standard output cannot be written\n";
  return code == 0 ? 2 : code;
}

}  // namespace
}  // namespace scopegraft::cli

int main(int argc, char** argv) {
  try {
    return scopegraft::cli::run({argv + 1, argv + argc});
  } catch (const std::exception& e) {
    std::fprintf(stderr, "scopegraft: %s\n", e.what());
    return 2;
  }
}
