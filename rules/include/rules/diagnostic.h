// A message about something the user wrote: where it is, what is wrong, what to write instead.
// Stage: every stage that reads user text returns a list of these; only a program's main prints them.
// Values, safe to copy between threads.
#pragma once

#include <string>
#include <vector>

namespace scopegraft::rules {

// A place in a text file. Lines and columns count from 1; columns are bytes. Line 0: the file as a whole.
struct Position {
  std::string file;
  unsigned line = 0;
  unsigned column = 0;
  friend bool operator==(const Position&, const Position&) = default;
};

enum class Severity { note, warning, error };

struct Diagnostic {
  Severity severity = Severity::error;
  Position at;
  std::string message;  // one sentence, without a full stop
  std::string hint;     // what to write instead; may be empty
  std::string excerpt;  // the line of the file, for the caret; may be empty
};

// "file:line:column", as options name their origin.
[[nodiscard]] std::string to_string(const Position& at);

[[nodiscard]] bool has_errors(const std::vector<Diagnostic>& diagnostics);

// "file:line:column: error: message (hint)" with the excerpt and a caret below, each line ended by a newline.
[[nodiscard]] std::string render(const Diagnostic& diagnostic);

// The word of `known` nearest to `word` by edit distance, or "" when none is near enough to be meant.
[[nodiscard]] std::string nearest(const std::string& word, const std::vector<std::string>& known);

}  // namespace scopegraft::rules
