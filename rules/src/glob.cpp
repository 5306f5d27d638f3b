#include "glob.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "values.h"

namespace scopegraft::rules {
namespace {

constexpr std::size_t kMostAlternatives = 64;
constexpr std::size_t kLongestGlob = 2000;
constexpr std::string_view kWild = "*?[{";

bool is_plain(std::string_view text) { return text.find_first_of("*?[{\\") == std::string_view::npos; }

// The end of the bracket that opens at `open`, or npos.
std::size_t closing(std::string_view text, std::size_t open) {
  std::size_t depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == '{')
      ++depth;
    else if (text[i] == '}' && --depth == 0)
      return i;
  }
  return std::string_view::npos;
}

// Each text that the braces stand for. False when there are too many or a brace is not closed.
bool expand(std::string_view text, std::vector<std::string>& out, std::string& mistake) {
  std::size_t open = 0;
  while (open < text.size() && text[open] != '{') open += text[open] == '\\' ? 2 : 1;
  if (open >= text.size()) {
    out.emplace_back(text);
    if (out.size() > kMostAlternatives) mistake = "the braces stand for more than 64 globs";
    return mistake.empty();
  }
  const std::size_t close = closing(text, open);
  if (close == std::string_view::npos) {
    mistake = "a `{` without its `}`";
    return false;
  }
  std::size_t depth = 0;
  std::size_t begin = open + 1;
  for (std::size_t i = open + 1; i <= close; ++i) {
    if (text[i] == '\\') {
      ++i;
      continue;
    }
    if (text[i] == '{')
      ++depth;
    else if (text[i] == '}' && i != close)
      --depth;
    if (depth != 0 || (text[i] != ',' && i != close)) continue;
    const std::string one = std::string(text.substr(0, open)) + std::string(text.substr(begin, i - begin)) +
                            std::string(text.substr(close + 1));
    if (!expand(one, out, mistake)) return false;
    begin = i + 1;
  }
  return true;
}

std::string escaped(std::string_view path) {
  std::string out;
  for (const char c : path) {
    if (kWild.find(c) != std::string_view::npos || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

// The literal directories a glob begins with.
std::string root_of(std::string_view glob) {
  std::string root;
  for (std::size_t i = 0; i < glob.size() && kWild.find(glob[i]) == std::string_view::npos; ++i) {
    if (glob[i] == '\\' && i + 1 < glob.size()) ++i;
    root += glob[i];
  }
  return root.substr(0, std::max<std::size_t>(root.rfind('/') == std::string::npos ? 0 : root.rfind('/'), 0));
}

// `glob` made absolute, in all the forms that one text means.
std::vector<std::string> absolute_forms(std::string glob, const std::filesystem::path& directory) {
  std::filesystem::path base = directory;
  bool anchored = false;
  while (glob.starts_with("./") || glob.starts_with("../")) {
    anchored = true;
    if (glob.starts_with("../")) base = base.parent_path();
    glob.erase(0, glob.find('/') + 1);
  }
  if (glob.ends_with('/')) glob += "**";
  const std::string last = glob.substr(glob.rfind('/') == std::string::npos ? 0 : glob.rfind('/') + 1);
  if (!glob.starts_with('/')) {
    const bool anywhere = !anchored && glob.find('/') == std::string::npos && glob != "**";
    std::string prefix = escaped(base.generic_string());
    if (!prefix.ends_with('/')) prefix += '/';
    glob = prefix + (anywhere ? "**/" : "") + glob;
  }
  std::vector<std::string> forms{glob};
  if (is_plain(last) && !last.empty()) forms.push_back(glob + "/**");
  return forms;
}

}  // namespace

Glob::Tokens Glob::tokens(std::string_view text, std::string& mistake) {
  Tokens out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\' && i + 1 < text.size()) {
      out.push_back({Token::Kind::character, text[++i]});
    } else if (c == '?') {
      out.push_back({Token::Kind::any_character});
    } else if (c == '*') {
      std::size_t end = i;
      while (end < text.size() && text[end] == '*') ++end;
      const bool across = end - i > 1;
      const bool whole = across && (i == 0 || text[i - 1] == '/') && end < text.size() && text[end] == '/';
      out.push_back({whole ? Token::Kind::directories : across ? Token::Kind::any_text : Token::Kind::star});
      i = whole ? end : end - 1;
    } else if (c == '[') {
      Token token{Token::Kind::set};
      std::size_t at = i + 1;
      const bool negated = at < text.size() && (text[at] == '!' || text[at] == '^');
      if (negated) ++at;
      const std::size_t first = at;
      for (; at < text.size() && (text[at] != ']' || at == first); ++at) {
        const auto low = static_cast<unsigned char>(text[at]);
        auto high = low;
        if (at + 2 < text.size() && text[at + 1] == '-' && text[at + 2] != ']') {
          high = static_cast<unsigned char>(text[at + 2]);
          at += 2;
        }
        if (high < low) mistake = "a range runs backwards in `[]`";
        for (unsigned value = low; value <= high; ++value) token.set.set(value);
      }
      if (at >= text.size()) mistake = "a `[` without its `]`";
      if (!mistake.empty()) return {};
      if (negated) token.set.flip();
      token.set.reset(static_cast<unsigned char>('/'));
      out.push_back(token);
      i = at;
    } else {
      out.push_back({Token::Kind::character, c});
    }
  }
  return out;
}

bool Glob::match(const Tokens& tokens, std::string_view path) {
  // Two places to go back to: the last `*`, and the last wildcard that crosses directories. Going back to an earlier
  // one can not help, since a later one takes whatever an earlier one could.
  constexpr std::size_t kNone = std::string_view::npos;
  std::size_t t = 0, p = 0;
  std::size_t star = kNone, star_at = 0;
  std::size_t cross = kNone, cross_at = 0;
  for (;;) {
    if (t < tokens.size()) {
      const Token& token = tokens[t];
      if (token.kind == Token::Kind::star) {
        star = t++;
        star_at = p;
        continue;
      }
      if (token.kind == Token::Kind::any_text || token.kind == Token::Kind::directories) {
        cross = t++;
        cross_at = p;
        star = kNone;
        continue;
      }
      if (p < path.size()) {
        const char c = path[p];
        const bool good = token.kind == Token::Kind::character       ? c == token.character
                          : token.kind == Token::Kind::any_character ? c != '/'
                                                                     : token.set.test(static_cast<unsigned char>(c));
        if (good) {
          ++t;
          ++p;
          continue;
        }
      }
    } else if (p == path.size()) {
      return true;
    }
    if (star != kNone && star_at < path.size() && path[star_at] != '/') {
      p = ++star_at;
      t = star + 1;
      continue;
    }
    if (cross == kNone || cross_at >= path.size()) return false;
    star = kNone;
    if (tokens[cross].kind == Token::Kind::directories) {
      const std::size_t slash = path.find('/', cross_at);
      if (slash == std::string_view::npos) return false;
      cross_at = slash + 1;
    } else {
      ++cross_at;
    }
    p = cross_at;
    t = cross + 1;
  }
}

bool Glob::matches(std::string_view path) const {
  return std::any_of(alternatives_.begin(), alternatives_.end(),
                     [&](const Tokens& tokens) { return match(tokens, path); });
}

CompiledGlob compile_glob(std::string_view text, const std::filesystem::path& directory) {
  text = trimmed(text);
  if (text.empty()) return {std::nullopt, "the glob is empty", "`**` matches every file below the rules file"};
  if (text.size() > kLongestGlob) return {std::nullopt, "the glob is longer than 2000 characters", ""};
  Glob out;
  std::string mistake;
  std::vector<std::string> plain;
  if (!expand(text, plain, mistake)) return {std::nullopt, mistake, "a literal bracket is written behind `\\`"};

  // The same directory may be spelled with and without symbolic links.
  std::vector<std::filesystem::path> bases{directory};
  std::error_code error;
  const std::filesystem::path real = std::filesystem::weakly_canonical(directory, error);
  if (!error && real != directory && !real.empty()) bases.push_back(real);
  for (const std::filesystem::path& base : bases)
    for (const std::string& one : plain)
      for (const std::string& form : absolute_forms(one, base)) {
        out.alternatives_.push_back(Glob::tokens(form, mistake));
        if (!mistake.empty()) return {std::nullopt, mistake, "a literal bracket is written behind `\\`"};
        const std::string root = root_of(form);
        if (std::find(out.roots_.begin(), out.roots_.end(), root) == out.roots_.end()) out.roots_.push_back(root);
      }
  std::string_view start = text;
  while (start.starts_with("./")) start.remove_prefix(2);
  out.names_a_place_ =
      !start.empty() && kWild.find(start[0]) == std::string_view::npos && is_plain(start.substr(0, start.find('/', 1)));
  return {std::move(out), "", ""};
}

}  // namespace scopegraft::rules
