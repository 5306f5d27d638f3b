// Watches Clang's preprocessor and keeps what rewriting must know of it: the include graph, decorators, macros that turn
// their argument into text. Stage: source -> [preprocessing] -> IncludeGraph. Lives as long as one parse.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "clang/Basic/SourceLocation.h"
#include "plan/unit.h"

namespace clang {
class FileEntryRef;
class PPCallbacks;
class Preprocessor;
}  // namespace clang

namespace scopegraft::engine {

struct Preprocessing {
  IncludeGraph graph;
  std::map<clang::FileID, int> instances;
  std::vector<clang::FileID> files;  // of each instance
  // Braces, closing parentheses and suspensions inside the argument of a macro that makes a string of it: file positions, raw.
  std::set<unsigned> braces_made_text;
  std::vector<Decorator> decorators;
  // A decorator speaks of the declaration that begins at one of its places: instance and offset -> index.
  std::map<std::pair<int, std::size_t>, std::size_t> decorator_places;
  bool uses_base_file = false;
  bool uses_time_stamp = false;

  [[nodiscard]] int instance_of(clang::FileID file) const {
    const auto found = instances.find(file);
    return found == instances.end() ? -1 : found->second;
  }
};

// The same for all paths to one file.
[[nodiscard]] std::string identity_of(const clang::FileEntryRef& file);

// `gcc_names`: spell the paths of headers as GCC does. The result must outlive the callbacks.
[[nodiscard]] std::unique_ptr<clang::PPCallbacks> watch(clang::Preprocessor& preprocessor, Preprocessing& result,
                                                        bool gcc_names);

// The words of `words` that are or were macros.
[[nodiscard]] std::vector<std::string> macros_among(clang::Preprocessor& preprocessor,
                                                    const std::vector<std::string>& words);

}  // namespace scopegraft::engine
