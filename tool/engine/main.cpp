// scopegraft-rewrite: one unit through the engine. All printing, writing and exiting happens here.
#include <malloc.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <limits>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "parse/check.h"
#include "parse/parse.h"
#include "plan/mistakes.h"
#include "plan/outcome.h"
#include "plan/rewrite.h"
#include "plan/store.h"
#include "rules/rule_set.h"

namespace {

namespace fs = std::filesystem;
using namespace scopegraft;

constexpr int kUsage = 2;
constexpr int kUnparsed = 3;
constexpr int kFailed = 4;

struct CommandLine {
  std::string rules, presets, source, output, store, preludes, result, explain, graft_include, root;
  std::map<std::string, std::string> drop;
  bool all_files = false;  // functions of files that no rule can reach are explained too
  std::vector<std::string> arguments;
  std::string mistake;
};

CommandLine read_command_line(const std::vector<std::string>& words) {
  CommandLine line;
  const std::pair<const char*, std::string*> options[] = {
      {"--rules", &line.rules},   {"--presets", &line.presets}, {"--source", &line.source},
      {"--output", &line.output}, {"--store", &line.store},     {"--result", &line.result},   {"--preludes", &line.preludes},
      {"--explain", &line.explain}, {"--graft-include", &line.graft_include}, {"--root", &line.root}};
  std::size_t i = 0;
  for (; i < words.size() && words[i] != "--"; ++i) {
    if (words[i] == "--all-files") {
      line.all_files = true;
      continue;
    }
    if (i + 1 == words.size()) {
      line.mistake = words[i] + " needs a value";
      return line;
    }
    bool known = words[i] == "--drop";
    if (known) line.drop.emplace(words[i + 1], "");
    for (const auto& [name, value] : options) {
      if (words[i] != name) continue;
      *value = words[i + 1];
      known = true;
    }
    if (!known) line.mistake = "unknown option " + words[i];
    ++i;
  }
  if (i < words.size()) line.arguments.assign(words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.end());
  for (const auto& [name, value] : options) {
    const std::string_view option = name;
    const bool optional = option == "--presets" || option == "--preludes" || option == "--graft-include" || option == "--root" || option == "--explain";
    if (!optional && value->empty() && line.mistake.empty()) line.mistake = std::string(option) + " is missing";
  }
  return line;
}

int fail(const std::string& message) {
  std::cerr << "scopegraft-rewrite: " << message << '\n';
  return kFailed;
}

std::string whole_path(const std::string& path) {
  return path.empty() ? path : fs::absolute(path).lexically_normal().string();
}

// A unit that reads __TIMESTAMP__ reads the original's.
void take_time(const std::string& from, const std::string& to) {
  struct stat info = {};
  if (::stat(from.c_str(), &info) != 0) return;
  const timespec times[2] = {info.st_atim, info.st_mtim};
  ::utimensat(AT_FDCWD, to.c_str(), times, 0);
}

int write(const CommandLine& line, const engine::Unit& unit, const engine::Rewritten& rewritten) {
  const auto put = [](const std::string& path, const std::string& text) -> bool {
    const std::error_code error = engine::write_whole(path, text);
    if (error) fail(path + ": " + error.message());
    return !error;
  };
  const std::string store = whole_path(line.store) + "/headers";
  for (const engine::Copy& copy : rewritten.files.copies) {
    const std::string path = store + "/" + copy.name;
    if (!put(path, copy.text)) return kFailed;
    if (unit.uses_time_stamp && !copy.original.empty()) take_time(copy.original, path);
  }
  if (rewritten.outcome.status == engine::Outcome::Status::rewritten) {
    if (!put(line.output, rewritten.files.main_text)) return kFailed;
    if (unit.uses_time_stamp) take_time(line.source, line.output);
  }
  if (!line.explain.empty() && !put(line.explain, engine::explain_json(rewritten.outcome.explanations))) return kFailed;
  // Last: who finds a result finds all that it names.
  if (!put(line.result, engine::result_json(rewritten.outcome, line.output))) return kFailed;
  return rewritten.outcome.status == engine::Outcome::Status::unparsed ? kUnparsed : 0;
}

std::vector<unsigned> patterns_matched(const rules::RuleSet& rules, const engine::Unit& unit) {
  std::set<unsigned> matched;
  for (const engine::Candidate& candidate : unit.candidates)
    for (const unsigned index : rules::matched_patterns(rules, candidate.facts)) matched.insert(index);
  for (const engine::Call& call : unit.calls) {
    for (const unsigned index : rules::matched_patterns(rules, call.facts)) matched.insert(index);
    if (call.lookup && call.lookup->probe.pattern) matched.insert(*call.lookup->probe.pattern);
  }
  for (const engine::HandOver& hand_over : unit.hand_overs)
    for (const unsigned index : rules::matched_patterns(rules, hand_over.facts)) matched.insert(index);
  return {matched.begin(), matched.end()};
}

// Code may ask for Clang before it asks for GCC (Boost.Asio 1.74 does, and leaves its coroutines out): where GCC compiles, a unit that
// does not parse may do so when it is seen as GCC sees it.
void see_as_gcc(engine::ParseRequest request, engine::Unit& unit) {
  const auto is_gcc = [](const std::string& word) { return word.starts_with("-fgnuc-version="); };
  if (std::none_of(request.arguments.begin(), request.arguments.end(), is_gcc)) return;
  for (const char* macro : {"-U__clang__", "-U__clang_major__", "-U__clang_minor__", "-U__clang_patchlevel__", "-U__clang_version__"})
    request.arguments.emplace_back(macro);
  engine::Unit again = engine::parse(request);
  if (again.parsed) unit = std::move(again);
}

// What users wrote in rules and decorators, as far as it does not compile where it was grafted.
engine::Blamed check_user_code(const engine::ParseRequest& asked, const engine::Rewritten& rewritten, const std::string& store) {
  engine::CheckRequest request{asked.source, asked.arguments, asked.resource_directory, rewritten.files.main_text, {}};
  std::map<std::string, const engine::Copy*> copies;
  for (const engine::Copy& copy : rewritten.files.copies) {
    request.copies.emplace_back(store + "/" + copy.name, copy.text);
    copies.emplace(store + "/" + copy.name, &copy);
  }
  engine::Blamed blamed;
  for (const engine::CompileError& error : engine::check(request)) {
    const auto copy = copies.find(error.path);
    if (error.path.empty()) engine::blame(error, request.main_text, whole_path(asked.source), rewritten.user_code, blamed);
    else if (copy != copies.end()) engine::blame(error, copy->second->text, copy->second->original, rewritten.user_code, blamed);
  }
  for (std::size_t i = 0; i < blamed.diagnostics.size(); ++i) {
    engine::point_at(engine::read_whole(blamed.diagnostics[i].at.file), blamed.words[i], blamed.diagnostics[i]);
    blamed.diagnostics[i].at.column += static_cast<unsigned>(blamed.columns[i]);
  }
  return blamed;
}

int run(const CommandLine& line) {
  const rules::LoadResult loaded = rules::load(line.rules, line.presets);
  if (rules::has_errors(loaded.diagnostics)) {
    for (const rules::Diagnostic& diagnostic : loaded.diagnostics) std::cerr << rules::render(diagnostic);
    return kFailed;
  }
  const rules::RuleSet& rules = loaded.rules;
  engine::ParseRequest asked{line.source, line.arguments, engine::find_resource_directory(), whole_path(line.preludes),
                             [&rules, all = line.all_files](std::string_view path, std::string_view text) {
                               return all || rules::may_match(rules, path, text) == rules::Relevance::maybe;
                             },
                             [&rules](const rules::FunctionFacts& facts) {
                               rules::Decision decision = rules::decide(rules, facts);
                               if (!decision.profiled) return engine::Wanted();
                               return engine::Wanted{std::move(decision.options.context_fields.value), std::move(decision.options.cache)};
                             },
                             {},
                             {}};
  if (rules::has_call_rules(rules))
    asked.wants_call = [&rules](const rules::CallFacts& facts) { return rules::decide_call(rules, facts).outcome != rules::Outcome::unmatched; };
  if (rules::has_executor_rules(rules))
    asked.wants_executor = [&rules](const rules::CallFacts& facts) { return rules::decide_executor(rules, facts).outcome != rules::Outcome::unmatched; };
  engine::Unit unit = engine::parse(asked);
  if (!unit.parsed) see_as_gcc(asked, unit);
  engine::Rewritten rewritten;
  if (!unit.parsed) {
    rewritten.outcome.status = engine::Outcome::Status::unparsed;
    rewritten.outcome.reason = unit.first_error;
    rewritten.outcome.reads = unit.reads;
  } else if (!unit.is_suitable) {
    rewritten.outcome.reason = unit.unsuitable_reason;
    rewritten.outcome.reads = {whole_path(line.source)};
  } else {
    engine::RewriteRequest request;
    request.source = line.source;
    request.graft_include = whole_path(line.graft_include);
    request.root = whole_path(line.root);
    request.store = whole_path(line.store) + "/headers";
    request.drop = line.drop;
    request.decide = [&rules](const rules::FunctionFacts& facts) { return rules::decide(rules, facts); };
    request.decide_call = [&rules](const rules::CallFacts& facts) { return rules::decide_call(rules, facts); };
    request.decide_executor = [&rules](const rules::CallFacts& facts) { return rules::decide_executor(rules, facts); };
    request.exists = [](const std::string& path) {
      std::error_code error;
      return fs::exists(path, error);
    };
    request.text_of = [](const std::string& path) { return engine::read_whole(path); };
    engine::Unit untouched = unit;
    rewritten = engine::rewrite(unit, request);
    if (!rewritten.user_code.empty()) {
      engine::Blamed blamed = check_user_code(asked, rewritten, request.store);
      if (!blamed.drop.empty()) {
        request.drop.merge(blamed.drop);
        unit = std::move(untouched);
        rewritten = engine::rewrite(unit, request);
        std::vector<rules::Diagnostic>& told = rewritten.outcome.diagnostics;
        for (rules::Diagnostic& diagnostic : blamed.diagnostics)
          if (std::none_of(told.begin(), told.end(), [&](const rules::Diagnostic& known) { return known.at == diagnostic.at && known.message == diagnostic.message; }))
            told.push_back(std::move(diagnostic));
      }
    }
    rewritten.outcome.matched_patterns = patterns_matched(rules, unit);
  }
  rewritten.outcome.why_no_prelude = unit.why_no_prelude;
  return write(line, unit, rewritten);
}

// A unit's syntax tree takes some 60 MB: asked of the system at once, in huge pages where there are any, it costs few page faults, and
// nothing is given back before the end. To be kept until then: what lies before the first huge page, never touched.
[[nodiscard]] std::unique_ptr<char[]> prepare_heap() {
  constexpr std::size_t kAtOnce = 64 << 20, kLargest = 32 << 20, kHugePage = 2 << 20;
  ::mallopt(M_TOP_PAD, kAtOnce);
  ::mallopt(M_MMAP_THRESHOLD, kLargest);
  ::mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
  const auto end_of_heap = [] { return reinterpret_cast<std::uintptr_t>(::sbrk(0)); };
  const std::uintptr_t before = end_of_heap(), begin = (before / kHugePage + 1) * kHugePage;
  std::unique_ptr<char[]> untouched = std::make_unique_for_overwrite<char[]>(begin - before);
  if (begin < end_of_heap()) ::madvise(reinterpret_cast<void*>(begin), end_of_heap() - begin, MADV_HUGEPAGE);
  return untouched;
}

}  // namespace

int main(int argc, char** argv) {
  const std::unique_ptr<char[]> untouched = prepare_heap();
  const CommandLine line = read_command_line({argv + 1, argv + argc});
  if (!line.mistake.empty()) {
    fail(line.mistake);
    return kUsage;
  }
  const int code = run(line);
  std::cout.flush();
  std::cerr.flush();
  // The syntax tree is large and of no more use: it is not taken down node by node.
  std::_Exit(code);
}
