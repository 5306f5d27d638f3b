// Which headers are copied, and the text of every copy and of the main file.
// Stage: IncludeGraph with edits -> [header_plan] -> texts -> store. Pure; reads no file, asks the caller about paths.
//
// A header is copied when it has edits, when it leads to a copy, when it names a file of which there is a copy and the
// inclusion was skipped by #pragma once (the original at another path would not be skipped), or when it would otherwise be
// reached by another spelling of its path than before although it uses __FILE__.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "plan/include_graph.h"

namespace scopegraft::engine {

struct Surroundings {
  std::vector<std::string> includes;  // for the top of the main file, with their quotes or brackets
  std::string store;              // absolute path of the folder of copies
  std::string directory;          // the compiler's working directory, absolute
  std::size_t module_fragment_end = 0;  // behind `module;` of the main file, 0 when there is none
  unsigned module_fragment_line = 1;    // the line it ends on
  bool module_without_fragment = false;  // the main file is a module unit that does not begin with `module;`
  std::string base_file;          // non-empty: the unit reads __BASE_FILE__, this is its old value
  // Does a file of this name exist beside the given one? For regions that the parse skipped.
  std::function<bool(const std::string& path)> exists;
};

struct Copy {
  std::string name;  // "<hash>-name.h", in the store
  std::string text;
  std::string original;  // absolute
};

struct HeaderPlan {
  std::string main_text;
  std::vector<Copy> copies;  // without duplicates, in order of first use
};

[[nodiscard]] HeaderPlan plan_headers(const IncludeGraph& graph, const Surroundings& surroundings);

// Are there instances with edits that cannot be reached by a copy (entered through -include)? Their edits are lost; the
// caller reports those functions as skipped instead and gives the graph without them.
[[nodiscard]] bool is_reachable(const Instance& instance);

}  // namespace scopegraft::engine
