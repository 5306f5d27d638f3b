#include "source.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace scopegraft::rules {
namespace {

constexpr std::size_t kShown = 100;         // more mistakes than this help nobody
constexpr std::size_t kLongestLine = 4096;  // of an excerpt

}  // namespace

Position position(const Source& source, Mark at) { return {source.name, at.line, at.column}; }

std::string to_string(const Position& at) {
  if (at.line == 0) return at.file;
  return at.file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

Mistakes::Mistakes(const Source& source) : source_(source) {}

void Mistakes::error(Mark at, std::string message, std::string hint) {
  add(Severity::error, at, std::move(message), std::move(hint));
}

void Mistakes::warning(Mark at, std::string message, std::string hint) {
  add(Severity::warning, at, std::move(message), std::move(hint));
}

bool Mistakes::full() const { return found_.size() >= kShown; }

void Mistakes::add(Severity severity, Mark at, std::string message, std::string hint) {
  if (full()) {
    ++left_out_;
    return;
  }
  found_.push_back({severity, position(source_, at), std::move(message), std::move(hint), excerpt(source_, at)});
}

std::string excerpt(const Source& source, Mark at) {
  if (at.line == 0 || at.offset > source.text.size()) return {};
  const std::string_view text = source.text;
  std::size_t begin = at.offset == 0 ? std::string_view::npos : text.rfind('\n', at.offset - 1);
  begin = begin == std::string_view::npos ? 0 : begin + 1;
  std::size_t end = text.find('\n', at.offset);
  if (end == std::string_view::npos) end = text.size();
  if (end > begin && text[end - 1] == '\r') --end;
  return std::string(text.substr(begin, std::min(end - begin, kLongestLine)));
}

std::vector<Diagnostic> Mistakes::take() {
  std::stable_sort(found_.begin(), found_.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.at.line, a.at.column) < std::tie(b.at.line, b.at.column);
  });
  if (left_out_ != 0)
    found_.push_back({Severity::note,
                      {source_.name, 0, 0},
                      std::to_string(left_out_) + " more mistakes are not shown",
                      "mend these first",
                      ""});
  left_out_ = 0;
  return std::exchange(found_, {});
}

}  // namespace scopegraft::rules
