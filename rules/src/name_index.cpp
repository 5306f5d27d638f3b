#include "name_index.h"

#include <algorithm>

namespace scopegraft::rules {
namespace {

void append(const TextMap<std::vector<unsigned>>& ids, std::string_view text, std::vector<unsigned>& out) {
  if (ids.empty()) return;
  if (const auto found = ids.find(text); found != ids.end())
    out.insert(out.end(), found->second.begin(), found->second.end());
}

}  // namespace

void NameIndex::ByLength::add(const std::string& text, unsigned id) {
  ids[text].push_back(id);
  const auto place = std::lower_bound(lengths.begin(), lengths.end(), text.size());
  if (place == lengths.end() || *place != text.size()) lengths.insert(place, text.size());
}

void NameIndex::add(const PatternKey& key, unsigned id) {
  ++size_;
  switch (key.kind) {
    case PatternKey::Kind::last:
      last_[key.text].push_back(id);
      return;
    case PatternKey::Kind::prefix:
      prefix_.add(key.text, id);
      return;
    case PatternKey::Kind::suffix:
      suffix_.add(key.text, id);
      return;
    case PatternKey::Kind::any:
      any_[key.text].push_back(id);
      return;
    case PatternKey::Kind::none:
      rest_.push_back(id);
      return;
  }
}

void NameIndex::candidates(const Name& name, std::vector<unsigned>& out) const {
  const auto begin = static_cast<std::ptrdiff_t>(out.size());
  const std::string_view last = name.last();
  append(last_, last, out);
  for (const std::size_t length : prefix_.lengths) {
    if (length > last.size()) break;
    append(prefix_.ids, last.substr(0, length), out);
  }
  for (const std::size_t length : suffix_.lengths) {
    if (length > last.size()) break;
    append(suffix_.ids, last.substr(last.size() - length), out);
  }
  if (!any_.empty())
    for (std::size_t i = 0; i < name.components.size(); ++i) append(any_, name.component(i), out);
  out.insert(out.end(), rest_.begin(), rest_.end());
  std::sort(out.begin() + begin, out.end());
  out.erase(std::unique(out.begin() + begin, out.end()), out.end());
}

}  // namespace scopegraft::rules
