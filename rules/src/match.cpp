#include "match.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace scopegraft::rules {
namespace {

// Optional components of a class are those of its member, as far as they belong to it.
Name class_of(const FunctionFacts& facts) {
  const bool front = facts.qualified_name.starts_with(facts.class_name + "::");
  return split_name(facts.class_name,
                    front ? std::span<const unsigned>(facts.optional_components) : std::span<const unsigned>(),
                    facts.template_arguments);
}

void add_hits(const RuleSection& section, const NameIndex& index, const std::vector<SelectorPlace>& places,
              std::vector<Selector> Rule::*list, const Name& name, std::vector<Hit>& out) {
  if (index.empty()) return;
  std::vector<unsigned> candidates;
  index.candidates(name, candidates);
  for (const unsigned id : candidates) {
    const SelectorPlace& place = places[id];
    const Selector& selector = (section.rules[place.rule].*list)[place.selector];
    if (selector.pattern.matches(name)) out.push_back({place.rule, selector.id, selector.pattern.is_explicit()});
  }
}

}  // namespace

bool is_installed(std::string_view path) {
  static constexpr std::array<std::string_view, 10> kDirectories{
      "/usr/include/",   "/usr/lib/", "/usr/lib32/", "/usr/lib64/",         "/usr/local/include/",
      "/usr/local/lib/", "/lib/",     "/lib64/",     "/Library/Developer/", "/Applications/Xcode.app/"};
  return std::any_of(kDirectories.begin(), kDirectories.end(),
                     [&](std::string_view directory) { return path.starts_with(directory); });
}

Query query_of(const FunctionFacts& facts) {
  Query query{split_name(facts.qualified_name, facts.optional_components, facts.template_arguments),
              {},
              {},
              facts.file,
              facts.in_system_header || is_installed(facts.file)};
  if (!facts.class_name.empty()) query.class_name.push_back(class_of(facts));
  for (const std::string& base : facts.bases) query.bases.push_back(split_name(base));
  return query;
}

Query query_of(const CallFacts& facts) {
  return {split_name(facts.callee, facts.optional_components), {}, {}, facts.file, is_installed(facts.file)};
}

bool applies_in(const Rule& rule, std::string_view path, GlobChoice choice) {
  const bool in = rule.files.empty()
                      ? choice == GlobChoice::any
                      : std::any_of(rule.files.begin(), rule.files.end(), [&](const FileSelector& file) {
                          return (choice == GlobChoice::any || file.glob.names_a_place()) && file.glob.matches(path);
                        });
  return in && std::none_of(rule.not_files.begin(), rule.not_files.end(),
                            [&](const Glob& glob) { return glob.matches(path); });
}

std::vector<Hit> hits(const RuleSection& section, const Query& query, Find find) {
  std::vector<Hit> found;
  if (section.subject == Subject::function)
    add_hits(section, section.names, section.name_places, &Rule::names, query.name, found);
  else
    for (const Name& name : query.class_name)
      add_hits(section, section.names, section.name_places, &Rule::names, name, found);
  for (const Name& base : query.bases) add_hits(section, section.bases, section.base_places, &Rule::bases, base, found);
  constexpr unsigned kByFile = static_cast<unsigned>(-1);  // the pattern is found below
  each_above(section.by_root, query.file, [&](unsigned rule) { found.push_back({rule, kByFile, false}); });
  // Explicit patterns first: with Find::first the rule's best one is kept.
  std::sort(found.begin(), found.end(), [](const Hit& a, const Hit& b) {
    return std::tie(a.rule, b.is_explicit, a.pattern) < std::tie(b.rule, a.is_explicit, b.pattern);
  });

  std::vector<Hit> out;
  const GlobChoice choice = query.installed ? GlobChoice::naming_a_place : GlobChoice::any;
  for (auto begin = found.begin(); begin != found.end();) {
    const auto end = std::find_if(begin, found.end(), [&](const Hit& hit) { return hit.rule != begin->rule; });
    const Rule& rule = section.rules[begin->rule];
    if (applies_in(rule, query.file, choice)) {
      const std::size_t before = out.size();
      for (auto hit = begin; hit != end; ++hit)
        if (hit->pattern != kByFile &&
            (out.size() == before || (find == Find::all && out.back().pattern != hit->pattern)))
          out.push_back(*hit);
      if (out.size() == before || find == Find::all)
        for (const FileSelector& file : rule.files)
          if (file.glob.matches(query.file) && (out.size() == before || find == Find::all))
            out.push_back({begin->rule, file.id, false});
    }
    begin = end;
  }
  return out;
}

}  // namespace scopegraft::rules
