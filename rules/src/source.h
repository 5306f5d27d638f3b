// A text the user wrote, and the mistakes found in it. Stage: text -> tree -> fragment -> rules; every stage takes a
// `Mistakes` and goes on after each one, so that a single run reports them all. Used by one thread at a time.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "rules/diagnostic.h"

namespace scopegraft::rules {

// A place in one text: lines and columns count from 1, the offset from 0; all in bytes.
struct Mark {
  unsigned line = 0;
  unsigned column = 0;
  std::size_t offset = 0;
};

// A value and where it was written.
template <class T>
struct Located {
  T value{};
  Mark at;
};

struct Source {
  std::string name;                 // as diagnostics show it: a path, or "preset production"
  std::filesystem::path directory;  // absolute; what relative globs and paths of this text start from
  std::string text;
  bool is_preset = false;
};

[[nodiscard]] Position position(const Source& source, Mark at);

// The line of the text that `at` stands in.
[[nodiscard]] std::string excerpt(const Source& source, Mark at);

// "profiling.yaml:12:5", the form in which a decision names its origin.

class Mistakes {
 public:
  // `source` must outlive this object.
  explicit Mistakes(const Source& source);

  void error(Mark at, std::string message, std::string hint = {});
  void warning(Mark at, std::string message, std::string hint = {});
  [[nodiscard]] const Source& source() const { return source_; }
  // Further ones are only counted: their words need not be found.
  [[nodiscard]] bool full() const;

  // All of them in the order of the text. A text with thousands of mistakes ends with a count of those left out.
  [[nodiscard]] std::vector<Diagnostic> take();

 private:
  void add(Severity severity, Mark at, std::string message, std::string hint);

  const Source& source_;
  std::vector<Diagnostic> found_;
  std::size_t left_out_ = 0;
};

}  // namespace scopegraft::rules
