// One unit on its way through the rewriter: where its files lie, the run of scopegraft-rewrite, what came back.
// Stage: command + source -> Rewrite. Any thread; units never share a file but the header store, which is written once.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "launcher/command_line.h"
#include "rules/diagnostic.h"

namespace scopegraft::launcher {

struct UnitFiles {
  std::filesystem::path rewritten, result, explain, stamp, depfile, log, origin;
  std::string source, object;  // absolute; what `origin` says, a line each
};

// Everything of one unit lies in a directory of its own below store/units, named after its object and source.
[[nodiscard]] UnitFiles unit_files(const std::filesystem::path& store, const std::string& object, const std::string& source);

struct GraftedSite {
  std::string name, file, id;  // id: "FILE:LINE:COLUMN" of the guard, as --drop takes it
  unsigned line = 0, column = 0;
};

enum class RewriteStatus { rewritten, unchanged, unparsed, failed };

struct Rewrite {
  RewriteStatus status = RewriteStatus::failed;
  std::string reason;                           // why unparsed or failed
  std::vector<GraftedSite> sites;
  std::map<std::string, std::string> originals;  // written file -> the file it stands for
  std::vector<std::string> reads;
  std::vector<unsigned> matched_patterns;
  std::vector<rules::Diagnostic> diagnostics;  // of decorators and context fields: never a reason not to build
};

struct RewriteContext {
  std::filesystem::path rules, presets, store, root, graft_include, engine;
  std::filesystem::path shared;  // what other stores of the build use too: the compilers' answers, precompiled standard headers
  std::string directory;   // where the command runs, "" = here
  bool all_files = false;  // functions of files that no rule can reach are explained too
};

// Fills presets, graft_include and engine from where this program is installed or was built.
[[nodiscard]] RewriteContext make_context(const std::string& rules, const std::string& store, const std::string& root);

[[nodiscard]] Rewrite rewrite_unit(const RewriteContext& context, const CompilerCommand& command, const SourceInput& source,
                                   const UnitFiles& files, const std::vector<std::string>& drop);

// Whether the unit of this directory of a store is still there: its source and what was made of it. A renamed or removed source leaves
// its directory behind.
[[nodiscard]] bool still_built(const std::filesystem::path& unit);

// The result file of the engine. A file that cannot be read or understood is a failed rewrite with the reason.
[[nodiscard]] Rewrite read_result(const std::filesystem::path& result);

// Of the same file, without reading the rest of it: asked of every unit after each build.
[[nodiscard]] std::vector<unsigned> read_matched_patterns(const std::filesystem::path& result);

}  // namespace scopegraft::launcher
