// Watches a unit that has the standard headers precompiled, and tells when it would read another text if it parsed them itself: it asks
// for a macro of a header that it has not included, or defines a word of one before it includes it. Part of parse.
//
// Of what else such a unit sees more than its text says, declarations, only errors can come (a call that is ambiguous now), or another
// overload inside a body, which changes no edit.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "plan/prelude.h"

namespace clang {
class PPCallbacks;
class Preprocessor;
}  // namespace clang

namespace scopegraft::engine {

struct PreludeUse {
  std::string difference;     // the first one, "" when there is none
  std::vector<bool> reached;  // files of the prelude that the unit includes, itself or through others
};

// Ends the parse at the first difference. Both outlive the callbacks.
[[nodiscard]] std::unique_ptr<clang::PPCallbacks> watch_use(clang::Preprocessor& preprocessor, const Prelude& prelude, PreludeUse& use);

}  // namespace scopegraft::engine
