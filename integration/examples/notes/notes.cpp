#include "notes.h"

#include <stdexcept>
#include <utility>

int Notes::add(std::string text) {
  const std::lock_guard lock(mutex_);
  const int number = notes_.empty() ? 1 : notes_.rbegin()->first + 1;
  notes_.emplace(number, std::move(text));
  return number;
}

std::optional<std::string> Notes::find(int number) const {
  const std::lock_guard lock(mutex_);
  const auto found = notes_.find(number);
  if (found == notes_.end()) return std::nullopt;
  return found->second;
}

bool Notes::remove(int number) {
  const std::lock_guard lock(mutex_);
  return notes_.erase(number) != 0;
}

std::vector<int> Notes::search(const std::string& word) const {
  if (word.empty()) throw std::invalid_argument("nothing to search for");
  const std::lock_guard lock(mutex_);
  std::vector<int> found;
  for (const auto& [number, text] : notes_)
    if (text.find(word) != std::string::npos) found.push_back(number);
  return found;
}
