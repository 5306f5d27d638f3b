// Compiles rewritten text so that a mistake of ours never breaks a build: warnings that are errors and that the original does not
// draw are not asked for, guards that the compiler rejects are dropped, then all of them, and the diagnostics a user sees are those
// of their own code. Stage: Rewrite -> object.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "launcher/process.h"
#include "launcher/unit.h"

namespace scopegraft::launcher {

struct LadderResult {
  int exit_code = 0;
  std::string out, err;              // of the compilation that counts
  std::vector<GraftedSite> dropped;  // functions left out because their guard did not compile
  bool original = false;             // nothing of the rewritten text was used
  std::string complaint;             // first error of the compiler about rewritten text, "" = none
  Rewrite rewrite;                   // what was compiled in the end
};

// The sites that error messages of a compiler speak of: by the injected name in the text, or by file and line.
[[nodiscard]] std::vector<GraftedSite> sites_blamed(const std::string& errors, const std::vector<GraftedSite>& sites);

// The flags that turn off the warnings which these errors are ("[-Werror=array-bounds]"); none when one is an error by itself.
[[nodiscard]] std::vector<std::string> flags_against(const std::string& errors);

// Whether a compiler warns of something that it only sees while it optimises, such as [-Warray-bounds]: where a guard stands, it sees
// other code than in the original.
[[nodiscard]] bool warns_while_optimising(std::string_view diagnostics);

// What is compiled: into the object, or for what the compiler says of it and into nothing that a build knows of.
enum class Text { rewritten, original, original_aside };
using Compile = std::function<Finished(Text text, const std::vector<std::string>& more)>;  // with `more` flags

// `again(drop)`: rewrites without those sites.
[[nodiscard]] LadderResult climb_down(Rewrite rewrite, const Compile& compile, const std::function<Rewrite(const std::vector<std::string>& drop)>& again);

}  // namespace scopegraft::launcher
