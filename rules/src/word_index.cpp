#include "word_index.h"

#include <algorithm>

#include "values.h"

namespace scopegraft::rules {
namespace {

std::size_t sieve(std::string_view word) {
  const auto at = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(word[i])); };
  return (at(0) * 0x9e5U + at(word.size() - 1) * 0x1f3U + at(word.size() / 2) * 0x2d + word.size() * 0x61c9U) & 0xffffU;
}

std::size_t pair(char first, char second) {
  return static_cast<std::size_t>(static_cast<unsigned char>(first)) << 8U | static_cast<unsigned char>(second);
}

}  // namespace

void WordIndex::add(const RequiredWord& word) {
  if (word.text.empty()) return;
  if (word.whole) {
    whole_seen_.set(sieve(word.text));
    whole_.insert(word.text);
  } else {
    parts_.push_back(word.text);
  }
}

void WordIndex::finish() {
  std::sort(parts_.begin(), parts_.end());
  std::vector<std::string> kept;
  for (std::string& part : parts_)  // in sorted order, what begins with a kept one follows it
    if (kept.empty() || !part.starts_with(kept.back())) kept.push_back(std::move(part));
  parts_ = std::move(kept);
  for (const std::string& part : parts_) {
    if (part.size() > 1) {
      parts_seen_.set(pair(part[0], part[1]));
      continue;
    }
    for (unsigned second = 0; second < 256; ++second) parts_seen_.set(pair(part[0], static_cast<char>(second)));
  }
}

bool WordIndex::has_whole(std::string_view identifier) const {
  return whole_seen_.test(sieve(identifier)) && whole_.contains(identifier);
}

bool WordIndex::has_part_at(std::string_view rest) const {
  // The only part that `rest` can begin with is the last one that is not greater.
  const auto above = std::upper_bound(parts_.begin(), parts_.end(), rest,
                                      [](std::string_view text, const std::string& part) { return text < part; });
  return above != parts_.begin() && rest.starts_with(*(above - 1));
}

bool WordIndex::any_in(std::string_view text) const {
  const bool parts = !parts_.empty();
  for (std::size_t i = 0; i < text.size();) {
    if (!is_identifier_character(text[i])) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    while (i < text.size() && is_identifier_character(text[i])) {
      if (parts && parts_seen_.test(pair(text[i], i + 1 < text.size() ? text[i + 1] : '\0')) &&
          has_part_at(text.substr(i)))
        return true;
      ++i;
    }
    // A line splice inside an identifier: rare enough to say yes.
    if (i + 2 < text.size() && text[i] == '\\' && (text[i + 1] == '\n' || text[i + 1] == '\r') &&
        is_identifier_character(text[text[i + 1] == '\r' && i + 3 < text.size() ? i + 3 : i + 2]))
      return true;
    if (has_whole(text.substr(begin, i - begin))) return true;
  }
  return false;
}

}  // namespace scopegraft::rules
