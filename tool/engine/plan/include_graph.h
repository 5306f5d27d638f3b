// What the preprocessor did, as data: every time a file was entered, and every directive that names a file.
// Stage: find -> ... -> [this, with the edits of each instance] -> header_plan -> files. Plain values.
#pragma once

#include <string>
#include <vector>

#include "plan/edit.h"

namespace scopegraft::engine {

// A directive (or __has_include, #embed, the import of a header unit) that names a file.
struct Reference {
  enum class Kind { include, include_next, has_include, has_include_next, embed, header_unit };
  Kind kind = Kind::include;
  std::size_t directive = 0;  // offset of its '#', or of the word __has_include or import
  std::size_t begin = 0;      // the name with its quotes or brackets, or the tokens of a computed one
  std::size_t end = 0;
  bool quoted = false;        // "x.h", not <x.h>
  bool beside = false;        // found relative to the file that names it
  std::string spelled;        // the path as the compiler spells it; "" when not found
  std::string identity;       // the same for all paths to one file
  int entered = -1;           // the instance it led to, or -1 when the file was skipped
  bool once = false;          // skipped because of #pragma once or #import: another path would not be skipped
  std::vector<std::string> macros;  // what a computed name is made of
  unsigned presumed_line = 0;       // of its directive, `#line` of the user counted in
};

// A file as entered once. Instance 0 is the main file.
struct Instance {
  std::string spelled;   // as __FILE__ gives it
  std::string identity;  // as in Reference
  std::string_view text;  // owned by whoever made the graph
  int parent = -1;
  bool in_system = false;          // warnings are off in it
  bool uses_own_name = false;      // __FILE__ was expanded in it
  bool forced = false;             // entered from the command line (-include), or below such a file
  std::vector<Reference> references;
  std::vector<Edit> edits;         // the guards
};

struct IncludeGraph {
  std::vector<Instance> instances;
};

}  // namespace scopegraft::engine
