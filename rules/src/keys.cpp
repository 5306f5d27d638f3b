#include "keys.h"

#include <algorithm>
#include <array>

#include "rules/diagnostic.h"

namespace scopegraft::rules {
namespace {

template <auto Member>
void set(Options& options, const Value& value, const std::string& origin) {
  auto& setting = options.*Member;
  setting.value = std::get<std::remove_cvref_t<decltype(setting.value)>>(value);
  setting.origin = origin;
}

template <auto Member>
Value get(const Options& options) {
  return (options.*Member).value;
}

template <auto Member>
const std::string& origin_of(const Options& options) {
  return (options.*Member).origin;
}

template <auto Member>
constexpr Key option(std::string_view name, Type type, unsigned places, std::string_view help) {
  return {name, type, places, set<Member>, get<Member>, origin_of<Member>, help};
}

constexpr Key word(std::string_view name, Type type, unsigned places, std::string_view help) {
  return {name, type, places, nullptr, nullptr, nullptr, help};
}

constexpr unsigned kRules = kModule | kClass | kFunction;
constexpr unsigned kOption = kDefaults | kRules | kDecorator;

constexpr std::array kKeys{
    // The file.
    word("version", Type::version, kTop, "version of the rule language: 1"),
    word("extends", Type::extends, kTop, "presets by name, or rules files by path, that come before this one"),
    word("defaults", Type::defaults, kTop, "options of every profiled function"),
    word("modules", Type::section, kTop, "functions selected by file or namespace"),
    word("classes", Type::section, kTop, "methods selected by their class"),
    word("functions", Type::section, kTop, "functions selected by name"),
    word("calls", Type::section, kTop, "calls into code that is not ours, timed where they are made"),
    word("executors", Type::section, kTop, "functions that run elsewhere what they are given: it takes the caller's context along"),
    word("tests", Type::section, kTop, "what the rules must decide; checked by `scopegraft check`"),

    // What a rule selects.
    word("files", Type::globs, kRules | kCall | kExecutor, "globs relative to the rules file; `!glob` takes files out"),
    word("namespaces", Type::patterns, kModule, "namespaces, with everything in them"),
    word("match", Type::patterns, kClass | kFunction | kCall | kExecutor, "patterns of qualified names"),
    word("derived_from", Type::patterns, kClass | kTest, "direct or indirect bases of the class"),
    word("exclude", Type::patterns, kTop | kModule | kFunction | kCall | kExecutor, "functions left out again"),
    word("exclude_methods", Type::patterns, kClass, "methods left out again"),
    word("skip_trivial", Type::boolean, kDefaults | kRules,
         "leave out getters, setters and one-liners that forward (default: true in modules, else false)"),
    word("min_statements", Type::count, kDefaults | kRules, "leave out functions with fewer statements"),

    // Options of a profiled function.
    option<&Options::name>("name", Type::text, kFunction | kCall | kDecorator, "name shown in reports"),
    option<&Options::sample_rate>("sample_rate", Type::sample_rate, kOption | kCall,
                                  "share of the calls that are measured, 0..1, or auto; all calls are counted"),
    option<&Options::track_memory>("track_memory", Type::boolean, kOption | kCall,
                                   "allocations of the thread inside the function"),
    option<&Options::track_args>("track_args", Type::boolean, kOption, "size of the arguments, with what they own"),
    option<&Options::track_exceptions>("track_exceptions", Type::boolean, kOption | kCall,
                                       "calls left by an exception"),
    option<&Options::inherit_context>("inherit_context", Type::boolean, kOption | kCall,
                                      "the caller's context fields and span are the parent's"),
    option<&Options::create_span>("create_span", Type::boolean, kOption | kCall, "a trace span per measured call"),
    option<&Options::per_instance>("per_instance", Type::boolean, kOption,
                                   "one site per instance of a template instead of one for all"),
    option<&Options::condition>("condition", Type::condition, kOption | kCall, "measure only when this holds"),
    option<&Options::context_fields>("context_fields", Type::fields, kRules | kDecorator,
                                     "parameters, or members reached from one, put into the context"),
    option<&Options::add_context>("add_context", Type::pairs, kOption | kCall, "constant context fields"),
    option<&Options::collectors>("collectors", Type::collectors, kOption | kCall,
                                 "memory, database, cache, or collectors of the program, with parameters"),
    option<&Options::redact>("redact", Type::fields, kOption, "parameters (words of their names) whose values are never kept"),
    option<&Options::group_by>("group_by", Type::fields, kOption | kCall,
                               "context fields by which the metrics are broken down"),
    option<&Options::keep_slow_ns>("keep_slow", Type::duration, kOption | kCall,
                                   "calls slower than this keep their tree of calls"),
    option<&Options::overhead_budget>("overhead_budget", Type::share, kTop | kOption | kCall,
                                      "share of the run time that measuring may cost, for `sample_rate: auto`"),
    option<&Options::cache>("cache", Type::cache, kOption, "lookups counted as cache hits and misses"),

    // What a test supposes and expects.
    word("function", Type::text, kTest, "qualified name of a function that the program may have"),
    word("call", Type::text, kTest, "qualified name of a called function"),
    word("file", Type::text, kTest, "where it stands, relative to the rules file"),
    word("class", Type::text, kTest, "its class (default: all before the last `::`)"),
    word("trivial", Type::boolean, kTest, "it is a getter, setter or forwarding one-liner"),
    word("statements", Type::count, kTest, "how many statements it has"),
    word("expect", Type::expectation, kTest,
         "profiled, excluded, skipped, unmatched, not_profiled, or options that it must be profiled with"),
};

constexpr std::array<std::pair<Place, std::string_view>, 9> kPlaceNames{{{kTop, "at the top level"},
                                                                         {kDefaults, "in `defaults`"},
                                                                         {kModule, "in `modules`"},
                                                                         {kClass, "in `classes`"},
                                                                         {kFunction, "in `functions`"},
                                                                         {kCall, "in `calls`"},
                                                                         {kExecutor, "in `executors`"},
                                                                         {kTest, "in `tests`"},
                                                                         {kDecorator, "in a decorator"}}};

// Words of the tool's ancestors and relatives that people will try.
constexpr std::array<std::pair<std::string_view, std::string_view>, 15> kOtherWords{{{"funcs", "functions"},
                                                                                     {"exclude_patterns", "exclude"},
                                                                                     {"excludes", "exclude"},
                                                                                     {"except", "exclude"},
                                                                                     {"include", "match"},
                                                                                     {"pattern", "match"},
                                                                                     {"patterns", "match"},
                                                                                     {"base", "derived_from"},
                                                                                     {"bases", "derived_from"},
                                                                                     {"path", "files"},
                                                                                     {"paths", "files"},
                                                                                     {"rate", "sample_rate"},
                                                                                     {"sampling", "sample_rate"},
                                                                                     {"memory", "track_memory"},
                                                                                     {"budget", "overhead_budget"}}};

}  // namespace

std::span<const Key> keys() { return kKeys; }

const Key* find_key(std::string_view name) {
  const auto* const found = std::find_if(kKeys.begin(), kKeys.end(), [&](const Key& key) { return key.name == name; });
  return found == kKeys.end() ? nullptr : found;
}

std::vector<std::string> keys_allowed_in(Place place) {
  std::vector<std::string> names;
  for (const Key& key : kKeys)
    if ((key.places & place) != 0) names.emplace_back(key.name);
  return names;
}

std::string name_of_places(unsigned places) {
  std::vector<std::string_view> names;
  for (const auto& [place, name] : kPlaceNames)
    if ((places & place) != 0) names.push_back(name);
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i)
    out += (i == 0 ? "" : i + 1 == names.size() ? " or " : ", ") + std::string(names[i]);
  return out;
}

WrongKey explain_wrong_key(std::string_view word, Place place) {
  const std::string shown(word.substr(0, 60));
  if (const Key* key = find_key(word)) {
    if (key->name == "exclude" && place == kClass)
      return {"`exclude` has no meaning in `classes`", "write `exclude_methods`"};
    if (key->name == "exclude_methods") return {"`exclude_methods` belongs in `classes`", "write `exclude`"};
    return {"`" + shown + "` has no meaning " + name_of_places(place),
            "it may stand " + name_of_places(key->places & ~unsigned{kDecorator})};
  }
  std::string meant = nearest(shown, keys_allowed_in(place));
  for (const auto& [other, ours] : kOtherWords)
    if (word == other && (find_key(ours)->places & place) != 0) meant = ours;
  if (!meant.empty()) return {"unknown key `" + shown + "`", "did you mean `" + meant + "`?"};
  for (const Key& key : kKeys)
    if (nearest(shown, {std::string(key.name)}) == key.name)
      return {"unknown key `" + shown + "` " + name_of_places(place),
              "`" + std::string(key.name) + "` may stand " + name_of_places(key.places & ~unsigned{kDecorator})};
  std::string known;
  for (const std::string& name : keys_allowed_in(place)) known += (known.empty() ? "" : ", ") + name;
  return {"unknown key `" + shown + "` " + name_of_places(place), "known here: " + known};
}

}  // namespace scopegraft::rules
