// `scopegraft set`: has a running program measure more or less.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "scopegraft/profile/control.h"

namespace scopegraft::cli {

struct SetArguments {
  std::string target;  // a process number, or its profile file
  std::string change;  // sample_rate=0.1, sample_rate=auto, sample_rate=rules, enabled=false, enabled=true
  std::string functions = "**";
};

// The rate that a change asks for; nothing when it is not a change.
[[nodiscard]] std::optional<double> rate_asked(const std::string& change);

// Exit code: 0, or 2 when it is not possible.
int run_set(const SetArguments& arguments, std::ostream& out, std::ostream& err);

}  // namespace scopegraft::cli
