// The precompiled standard headers of a build: found, made when enough units ask for them. Part of parse.
// Stage: options of a unit -> Prelude. Any process; one makes what all use.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "plan/prelude.h"

namespace clang {
class CompilerInvocation;
}

namespace scopegraft::engine {

struct PreludeChoice {
  std::optional<Prelude> prelude;
  PreludePlace place;
  std::string reason;  // why there is none
  bool is_early = false;  // there is none yet: what this unit includes decides what it will hold
};

// `directory`: where the preludes of the build lie, "" = it has none.
[[nodiscard]] PreludeChoice choose_prelude(const clang::CompilerInvocation& unit, const std::string& directory);

}  // namespace scopegraft::engine
