#include "name_pattern.h"

#include <algorithm>
#include <cstdint>
#include <regex>
#include <utility>

#include "values.h"

namespace scopegraft::rules {

struct PatternRegex {
  std::regex regex;
  std::string required;  // a part of every match, checked before the slow search
};

namespace {

constexpr std::string_view kRegex = "regex:";
constexpr std::size_t kLongestPattern = 2000;
constexpr std::size_t kLongestRegex = 1000;  // the standard library compiles by recursion
constexpr std::size_t kLongestName = 20000;  // and some searches by recursion too

// One component of a pattern as it was written.
struct PatternComponent {
  std::string text;       // stars still in it as kStar and kStars
  std::string arguments;  // "<int>"
};
constexpr char kStar = '\x01';
constexpr char kStars = '\x02';

bool has_star(std::string_view text) { return text.find_first_of("\x01\x02") != std::string_view::npos; }

std::string without_blanks(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '\t') out += c;
  return out;
}

CompiledPattern mistake(std::size_t offset, std::string message, std::string hint = {}) {
  return {std::nullopt, offset, std::move(message), std::move(hint)};
}

// Stars and escapes of a component's text.
std::string with_stars(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) {
      out += text[++i];
    } else if (text[i] == '*') {
      std::size_t end = i;
      while (end < text.size() && text[end] == '*') ++end;
      out += end - i > 1 ? kStars : kStar;
      i = end - 1;
    } else {
      out += text[i];
    }
  }
  return out;
}

bool is_lambda_or_anonymous(std::string_view text) {
  return text.starts_with("(lambda") || text == "(anonymous namespace)";
}

// The first character that no name can have, or npos.
std::size_t first_wrong(std::string_view text) {
  if (operator_length(text) != 0 || is_lambda_or_anonymous(text)) return std::string_view::npos;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool escape = c == '\\' && i + 1 < text.size();
    if (!is_identifier_character(c) && c != '*' && !escape && !(c == '~' && i == 0)) return i;
    if (escape) ++i;
  }
  return std::string_view::npos;
}

CompiledPattern wrong_character(std::string_view text, std::size_t offset) {
  const std::string shown = "`" + std::string(text.substr(offset, 1)) + "` is not part of a name";
  if (text[offset] == '(')
    return mistake(offset, "a pattern names all overloads",
                   "leave the parameters out: `" + std::string(text.substr(0, offset)) + "`");
  if (text[offset] == ':') return mistake(offset, "a single `:` in a name", "write `::`");
  if (text[offset] == '.' || text[offset] == '/') {
    std::string fixed(text);
    std::replace(fixed.begin(), fixed.end(), text[offset], ':');
    for (std::size_t i = fixed.find(':'); i != std::string::npos; i = fixed.find(':', i + 2)) fixed.insert(i, ":");
    return mistake(offset, shown, text[offset] == '/' ? "paths belong in `files`" : "write `" + fixed + "`");
  }
  if (std::string_view("?[]{}|^+$").find(text[offset]) != std::string_view::npos)
    return mistake(offset, shown, "wildcards are `*` and `**`; a regular expression begins with `regex:`");
  if (text[offset] == ' ') return mistake(offset, "a blank in a name", "one pattern per list entry");
  return mistake(offset, shown);
}

CompiledPattern compile_regex_text(std::string_view text, PatternRegex& out) {
  if (text.empty()) return mistake(0, "the regular expression is empty", "`regex:.*` matches everything");
  if (text.size() > kLongestRegex)
    return mistake(0, "the regular expression is longer than 1000 characters", "split it into several");
  std::size_t depth = 0;
  std::size_t deepest = 0;
  for (const char c : text) {
    if (c == '(') deepest = std::max(deepest, ++depth);
    if (c == ')' && depth > 0) --depth;
  }
  if (deepest > 50) return mistake(0, "the regular expression is nested too deeply", "split it into several");
  std::regex::flag_type flags = std::regex::ECMAScript | std::regex::nosubs;
#ifdef __GLIBCXX__
  // Time linear in the name, and no recursion along it. Back-references are refused.
  flags |= std::regex_constants::__polynomial;
#endif
  try {
    out.regex.assign(text.begin(), text.end(), flags);
  } catch (const std::regex_error& e) {
    if (e.code() == std::regex_constants::error_complexity) return mistake(0, "back-references are not supported");
    if (e.code() == std::regex_constants::error_space) return mistake(0, "the regular expression grows too large");
    return mistake(0, "invalid regular expression `" + std::string(text.substr(0, 80)) + "`",
                   "a special character is taken literally behind `\\`");
  }
  out.required = required_part_of_regex(text);
  return {};
}

PatternKey key_of(const std::vector<PatternComponent>& components) {
  const std::string& last = components.back().text;
  if (!has_star(last)) return {PatternKey::Kind::last, last};
  const std::size_t first_star = last.find_first_of("\x01\x02");
  const std::size_t last_star = last.find_last_of("\x01\x02");
  const bool across = last.find(kStars) != std::string::npos;  // then the last component may end up elsewhere
  if (!across && first_star > 0) return {PatternKey::Kind::prefix, last.substr(0, first_star)};
  if (last_star + 1 < last.size()) return {PatternKey::Kind::suffix, last.substr(last_star + 1)};
  for (std::size_t i = components.size() - 1; i-- > 0;)
    if (!has_star(components[i].text)) return {PatternKey::Kind::any, components[i].text};
  return {};
}

RequiredWord word_of(const std::vector<PatternComponent>& components) {
  for (std::size_t i = components.size(); i-- > 0;) {
    std::string_view text = components[i].text;
    if (is_lambda_or_anonymous(text)) continue;
    if (operator_length(text) != 0) return {"operator", true};
    if (text.starts_with('~')) text.remove_prefix(1);
    if (!text.empty() && !has_star(text)) return {std::string(text), true};
    RequiredWord longest;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find_first_of("\x01\x02", begin), text.size());
      if (end - begin > longest.text.size()) longest.text = text.substr(begin, end - begin);
      begin = end + 1;
    }
    if (!longest.text.empty()) return longest;
  }
  return {};
}

}  // namespace

std::string required_part_of_regex(std::string_view regex) {
  std::string best;
  std::string run;
  std::size_t depth = 0;
  const auto finish = [&] {
    if (run.size() > best.size()) best = run;
    run.clear();
  };
  for (std::size_t i = 0; i < regex.size(); ++i) {
    const char c = regex[i];
    if (c == '\\') {
      finish();
      ++i;
    } else if (c == '[') {
      finish();
      for (++i; i < regex.size() && regex[i] != ']'; ++i)
        if (regex[i] == '\\') ++i;
    } else if (c == '|' && depth == 0) {
      return {};
    } else if (c == '(' || c == ')') {
      finish();
      if (c == '(')
        ++depth;
      else if (depth > 0)
        --depth;
    } else if (c == '*' || c == '?' || c == '{') {  // what stands before may be missing
      if (!run.empty()) run.pop_back();
      finish();
      if (c == '{') i = std::min(regex.find('}', i), regex.size());
    } else if (is_identifier_character(c) && c != '$' && depth == 0) {
      run += c;
    } else {
      finish();
    }
  }
  finish();
  return best;
}

bool wildcard_match(std::string_view pattern, std::string_view text) {
  std::size_t p = 0, t = 0, star = std::string_view::npos, resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

CompiledPattern compile_pattern(std::string_view text) {
  const std::string_view whole = text;
  text = trimmed(text);
  const auto offset_of = [&](std::string_view part) { return static_cast<std::size_t>(part.data() - whole.data()); };
  if (text.empty()) return mistake(0, "the pattern is empty");
  if (text.size() > kLongestPattern) return mistake(0, "the pattern is longer than 2000 characters");
  NamePattern out;
  if (text.starts_with(kRegex)) {
    auto regex = std::make_shared<PatternRegex>();
    CompiledPattern compiled = compile_regex_text(trimmed(text.substr(kRegex.size())), *regex);
    if (!compiled.message.empty()) {
      compiled.offset = std::min(offset_of(text) + kRegex.size(), whole.size());
      return compiled;
    }
    out.word_ = {regex->required, false};
    out.explicit_ = false;
    out.regex_ = std::move(regex);
    return {std::move(out), 0, "", ""};
  }

  if (text.starts_with("::")) {
    out.anchored_ = true;
    text.remove_prefix(2);
    if (text.empty()) return mistake(0, "a pattern of `::` alone names nothing", "`::**` matches everything");
  }
  std::vector<PatternComponent> components;
  for (std::string_view rest = text;;) {
    const std::size_t length = component_length(rest);
    std::string_view component = rest.substr(0, length);
    if (component.empty())
      return mistake(offset_of(rest.empty() ? text : rest), "a name is missing beside `::`",
                     rest.empty() ? "write `" + std::string(text) + "**` for everything in it" : "");
    PatternComponent read;
    const std::size_t symbol = operator_length(component);
    const std::size_t open = symbol == 0                              ? component.find('<')
                             : component.substr(symbol - 1, 1) == ")" ? component.find('<', symbol)
                                                                      : std::string_view::npos;
    if (open != std::string_view::npos) {
      if (component.back() != '>') return mistake(offset_of(component) + open, "template arguments without their `>`");
      read.arguments = component.substr(open);
      component = component.substr(0, open);
    }
    if (const std::size_t wrong = first_wrong(component); wrong != std::string_view::npos) {
      CompiledPattern bad = wrong_character(text, static_cast<std::size_t>(component.data() - text.data()) + wrong);
      bad.offset += offset_of(text);
      return bad;
    }
    read.text = with_stars(component);
    if (read.text.empty()) return mistake(offset_of(rest), "a name is missing before the template arguments");
    components.push_back(std::move(read));
    if (length == rest.size()) break;
    rest = rest.substr(length + 2);
  }

  using Kind = NamePattern::Token::Kind;
  bool wild = false;
  for (std::size_t i = 0; i < components.size(); ++i) {
    const PatternComponent& component = components[i];
    out.arguments_ += without_blanks(component.arguments);
    const bool last = i + 1 == components.size();
    if (component.text == std::string(1, kStars) && !last) {
      out.tokens_.push_back({Kind::any_components, ""});
      wild = true;
      continue;
    }
    for (std::size_t begin = 0; begin < component.text.size();) {
      const char c = component.text[begin];
      if (c == kStar || c == kStars) {
        out.tokens_.push_back({c == kStar ? Kind::star : Kind::any_text, ""});
        wild = true;
        ++begin;
        continue;
      }
      const std::size_t end = std::min(component.text.find_first_of("\x01\x02", begin), component.text.size());
      out.tokens_.push_back({Kind::literal, component.text.substr(begin, end - begin)});
      begin = end;
    }
    if (!last) out.tokens_.push_back({Kind::separator, ""});
  }
  if (!wild)
    for (std::size_t i = 0; i < components.size(); ++i) out.literal_ += (i == 0 ? "" : "::") + components[i].text;
  out.explicit_ = !has_star(components.back().text);
  out.word_ = word_of(components);
  out.key_ = key_of(components);
  return {std::move(out), 0, "", ""};
}

bool NamePattern::arguments_match(std::string_view arguments) const {
  return arguments_.empty() || wildcard_match(arguments_, without_blanks(arguments));
}

bool NamePattern::matches(const Name& name) const {
  if (regex_ != nullptr) {
    const auto search = [&](std::string_view text) {
      if (text.size() > kLongestName) text = text.substr(0, kLongestName);
      return text.find(regex_->required) != std::string_view::npos &&
             std::regex_search(text.begin(), text.end(), regex_->regex);
    };
    if (search(name.text)) return true;
    if (!name.has_optional) return false;
    std::string shorter;
    for (std::size_t i = 0; i < name.components.size(); ++i)
      if (!name.components[i].optional) shorter += (shorter.empty() ? "" : "::") + std::string(name.component(i));
    return search(shorter);
  }
  if (!arguments_match(name.template_arguments)) return false;
  if (literal_.empty() || name.has_optional) return matches_tokens(name);
  if (!name.text.ends_with(literal_)) return false;
  const std::size_t begin = name.text.size() - literal_.size();
  if (begin == 0) return true;
  return !anchored_ && std::any_of(name.components.begin(), name.components.end(),
                                   [&](const Component& component) { return component.begin == begin; });
}

// Follows all ways through the pattern at once: the set of places in the name that the tokens so far can end at.
bool NamePattern::matches_tokens(const Name& name) const {
  const std::size_t size = name.text.size();
  std::vector<std::uint8_t> places(size + 1), next(size + 1);
  // From the start of an optional component the match may go on at the start of the one behind it.
  const auto skip_optional = [&](std::vector<std::uint8_t>& set) {
    for (std::size_t i = 0; i + 1 < name.components.size(); ++i)
      if (name.components[i].optional && set[name.components[i].begin] != 0) set[name.components[i + 1].begin] = 1;
  };
  for (const Component& component : name.components) {
    places[component.begin] = 1;
    if (anchored_) break;
  }
  skip_optional(places);
  for (const Token& token : tokens_) {
    std::fill(next.begin(), next.end(), std::uint8_t{0});
    switch (token.kind) {
      case Token::Kind::literal:
        for (std::size_t i = 0; i + token.text.size() <= size; ++i)
          if (places[i] != 0 && name.text.compare(i, token.text.size(), token.text) == 0)
            next[i + token.text.size()] = 1;
        break;
      case Token::Kind::separator:
        for (std::size_t i = 0; i + 1 < name.components.size(); ++i)
          if (places[name.components[i].end] != 0) next[name.components[i + 1].begin] = 1;
        break;
      case Token::Kind::star:
        for (const Component& component : name.components) {
          bool on = false;
          for (std::size_t i = component.begin; i <= component.end; ++i) {
            on = on || places[i] != 0;
            next[i] = on ? 1 : 0;
          }
        }
        break;
      case Token::Kind::any_text: {
        bool on = false;
        for (std::size_t i = 0; i <= size; ++i) {
          on = on || places[i] != 0;
          next[i] = on ? 1 : 0;
        }
        break;
      }
      case Token::Kind::any_components: {
        // Stands for "components, each with its `::`", or nothing: it also takes the separator behind it.
        bool on = false;
        for (const Component& component : name.components) {
          on = on || places[component.begin] != 0;
          if (on) next[component.begin] = 1;
        }
        break;
      }
    }
    skip_optional(next);
    places.swap(next);
  }
  return places[size] != 0;
}

}  // namespace scopegraft::rules
