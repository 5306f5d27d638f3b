// The command line of one unit -> what Clang's frontend needs, to parse without writing or printing anything and without the bodies
// that its consumer does not ask for. Flags that this Clang does not know are left out.
// Part of parse.
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace clang {
class CompilerInvocation;
}

namespace scopegraft::engine {

struct Invocation {
  std::shared_ptr<clang::CompilerInvocation> value;  // null: `error` says why
  std::string error;
};

[[nodiscard]] Invocation make_invocation(const std::vector<std::string>& arguments, const std::string& source,
                                         const std::string& resource_directory);

// Takes the flag out that an error message names in quotes. False when it names none of them.
[[nodiscard]] bool drop_named_flag(std::vector<std::string>& arguments, const std::string& message);

}  // namespace scopegraft::engine
