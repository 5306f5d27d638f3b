#include "rules/diagnostic.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <numeric>
#include <string_view>

namespace scopegraft::rules {
namespace {

// Lower case with `-` and blanks as `_`: `Sample-Rate` means `sample_rate`.
std::string folded(std::string_view word) {
  std::string out;
  for (const char c : word)
    out += c == '-' || c == ' ' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

// Optimal string alignment distance: insert, delete, replace, swap neighbours
// (Boytsov, "Indexing methods for approximate dictionary searching", 2011, section 2.1).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), previous(b.size() + 1), current(b.size() + 1);
  std::iota(previous.begin(), previous.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replace = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, replace});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        current[j] = std::min(current[j], before[j - 2] + 1);
    }
    before.swap(previous);
    previous.swap(current);
  }
  return previous[b.size()];
}

// A hostile file must not drive the user's terminal.
std::string printable(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f) c = '?';
  return out;
}

const char* word_of(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "error";
}

}  // namespace

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::error; });
}

std::string render(const Diagnostic& diagnostic) {
  std::string out = printable(diagnostic.at.file);
  if (diagnostic.at.line != 0)
    out += ":" + std::to_string(diagnostic.at.line) + ":" + std::to_string(diagnostic.at.column);
  if (!out.empty()) out += ": ";
  out += std::string(word_of(diagnostic.severity)) + ": " + printable(diagnostic.message);
  if (!diagnostic.hint.empty()) out += " (" + printable(diagnostic.hint) + ")";
  out += "\n";
  if (diagnostic.excerpt.empty()) return out;

  // Long lines are shown around the caret only.
  constexpr std::size_t kWidth = 160;
  const std::string line = printable(diagnostic.excerpt);
  std::size_t caret = diagnostic.at.column == 0 ? 0 : diagnostic.at.column - 1;
  caret = std::min(caret, line.size());
  const std::size_t begin = line.size() <= kWidth || caret < kWidth / 2 ? 0 : caret - kWidth / 2;
  const std::string shown = line.substr(begin, kWidth);
  std::string blanks;
  for (const char c : shown.substr(0, caret - begin))
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) blanks += c == '\t' ? '\t' : ' ';  // one per UTF-8 character
  return out + "  " + shown + "\n  " + blanks + "^\n";
}

std::string nearest(const std::string& word, const std::vector<std::string>& known) {
  constexpr std::size_t kLongest = 64;  // nobody mistypes a word of a kilobyte
  if (word.empty() || word.size() > kLongest) return {};
  const std::string wanted = folded(word);
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(1, wanted.size() / 3) + 1;
  for (const std::string& candidate : known) {
    const std::size_t d = distance(wanted, folded(candidate));
    if (d < best_distance && d < candidate.size()) {
      best_distance = d;
      best = candidate;
    }
  }
  return best;
}

}  // namespace scopegraft::rules
