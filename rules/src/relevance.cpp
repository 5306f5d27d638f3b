#include <algorithm>
#include <string_view>

#include "match.h"
#include "rules.h"

namespace scopegraft::rules {
namespace {

// Rules that apply in some files only, and in this one. `take` returns false to stop.
template <class Take>
void each_restricted(const Relevant& relevant, std::string_view path, bool installed, Take take) {
  bool go_on = true;
  each_above(relevant.by_root, path, [&](unsigned id) {
    const Relevant::Restricted& restricted = relevant.restricted[id];
    const GlobChoice choice = installed ? GlobChoice::naming_a_place : GlobChoice::any;
    if (go_on && applies_in(*restricted.rule, path, choice)) go_on = take(restricted);
  });
}

}  // namespace

Relevance may_match(const RuleSet& rules, std::string_view path, std::string_view text) {
  const Relevant& relevant = rules.rules().relevant;
  const bool installed = is_installed(path);
  if (!installed && (relevant.any_text || relevant.words.any_in(text))) return Relevance::maybe;

  bool every_text = false;
  WordIndex words;
  each_restricted(relevant, path, installed, [&](const Relevant::Restricted& restricted) {
    every_text = restricted.words.empty();
    for (const RequiredWord& word : restricted.words) words.add(word);
    return !every_text;
  });
  if (every_text) return Relevance::maybe;
  if (words.empty()) return Relevance::never;
  words.finish();
  return words.any_in(text) ? Relevance::maybe : Relevance::never;
}

Relevance may_match_path(const RuleSet& rules, std::string_view path) {
  if (!is_installed(path)) return Relevance::maybe;  // any text may hold a decorator
  bool any = false;
  each_restricted(rules.rules().relevant, path, true, [&](const Relevant::Restricted& /*restricted*/) {
    any = true;
    return false;
  });
  return any ? Relevance::maybe : Relevance::never;
}

}  // namespace scopegraft::rules
