#include "launcher/unit.h"

#include <charconv>

#include "launcher/clang_arguments.h"
#include "launcher/compiler_probe.h"
#include "launcher/files.h"
#include "launcher/process.h"

namespace scopegraft::launcher {
namespace {

namespace fs = std::filesystem;

constexpr int kUnparsed = 3;

// The first of these that exists: beside the program in an installation, or where the build left it.
fs::path first_existing(const std::vector<fs::path>& candidates) {
  std::error_code error;
  for (const fs::path& path : candidates)
    if (fs::exists(path, error)) return fs::weakly_canonical(path, error);
  return candidates.front();
}

}  // namespace

UnitFiles unit_files(const fs::path& store, const std::string& object, const std::string& source) {
  std::error_code error;
  const fs::path name = fs::path(source).filename();
  const std::string whole_source = fs::absolute(source, error).string(), whole_object = fs::absolute(object, error).string();
  const fs::path directory = store / "units" / (hash_text(whole_object + '\n' + whole_source) + "-" + name.string());
  return {directory / name,    directory / "result.json", directory / "explain.jsonl", directory / "stamp",
          directory / "depfile", directory / "lost",        directory / "origin",        whole_source,
          whole_object};
}

bool still_built(const fs::path& unit) {
  const auto origin = read_file(unit / "origin");
  if (!origin) return true;
  const std::size_t end = origin->find('\n');
  if (end == std::string::npos) return true;
  std::error_code error;
  return fs::exists(origin->substr(0, end), error) && fs::exists(origin->substr(end + 1), error);
}

RewriteContext make_context(const std::string& rules, const std::string& store, const std::string& root) {
  const fs::path own = own_directory();
  std::error_code error;
  RewriteContext context;
  context.rules = fs::absolute(rules, error);
  context.presets = first_existing({own / "../share/scopegraft/presets", SCOPEGRAFT_SOURCE_PRESETS});
  context.graft_include = first_existing({own / "../include", SCOPEGRAFT_SOURCE_INCLUDE});
  if (!fs::exists(context.graft_include / "scopegraft/graft.h", error)) context.graft_include = SCOPEGRAFT_SOURCE_INCLUDE;
  context.engine = first_existing({own / "scopegraft-rewrite", own / "../engine/scopegraft-rewrite"});
  context.store = fs::absolute(store, error);
  context.shared = context.store;
  context.root = root.empty() ? context.rules.parent_path() : fs::absolute(root, error);
  return context;
}

std::vector<unsigned> read_matched_patterns(const fs::path& result) {
  std::vector<unsigned> out;
  const auto text = read_file(result);
  if (!text) return out;
  const std::size_t key = text->rfind("\"matched_patterns\"");
  const std::size_t open = key == std::string::npos ? key : text->find('[', key);
  if (open == std::string::npos) return out;
  for (std::size_t at = open + 1; at < text->size() && (*text)[at] != ']';) {
    unsigned value = 0;
    const auto [end, problem] = std::from_chars(text->data() + at, text->data() + text->size(), value);
    if (problem == std::errc()) out.push_back(value);
    at = problem == std::errc() ? static_cast<std::size_t>(end - text->data()) : at + 1;
  }
  return out;
}

Rewrite rewrite_unit(const RewriteContext& context, const CompilerCommand& command, const SourceInput& source, const UnitFiles& files,
                     const std::vector<std::string>& drop) {
  const CompilerFacts facts = probe_compiler(command, context.shared / "compilers");
  if (!facts.failure.empty()) return {.status = RewriteStatus::failed, .reason = facts.failure};
  std::error_code error;
  fs::create_directories(files.rewritten.parent_path(), error);
  if (!fs::exists(files.origin, error)) static_cast<void>(write_file(files.origin, files.source + '\n' + files.object));
  fs::remove(files.result, error);
  std::vector<std::string> words = {context.engine.string(), "--rules",   context.rules.string(),   "--presets", context.presets.string(),
                                    "--source",              source.path, "--output",               files.rewritten.string(),
                                    "--store",               context.store.string(), "--result",    files.result.string(),
                                    "--explain",             files.explain.string(), "--graft-include", context.graft_include.string(),
                                    "--root",                context.root.string(),  "--preludes",  (context.shared / "preludes").string()};
  for (const std::string& id : drop) words.insert(words.end(), {"--drop", id});
  if (context.all_files) words.push_back("--all-files");
  words.push_back("--");
  for (std::string& word : clang_arguments(command, facts)) words.push_back(std::move(word));
  const Finished finished = run(words, Streams::captured, context.directory);
  if (finished.exit_code != 0 && finished.exit_code != kUnparsed) {
    const std::string said = finished.err.substr(0, finished.err.find('\n'));
    return {.status = RewriteStatus::failed, .reason = "the rewriter ended with " + std::to_string(finished.exit_code) + (said.empty() ? "" : ": " + said)};
  }
  return read_result(files.result);
}

}  // namespace scopegraft::launcher
