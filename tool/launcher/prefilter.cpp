#include "launcher/prefilter.h"

#include <cstring>
#include <filesystem>
#include <set>

#include "launcher/files.h"

namespace scopegraft::launcher {
namespace {

namespace fs = std::filesystem;
using rules::Relevance;

struct SearchPath {
  std::vector<std::string> quoted, angled;
  std::vector<std::string> forced;  // -include
};

SearchPath search_path(const CompilerCommand& command, const fs::path& directory) {
  SearchPath path;
  const auto here = [&](const std::string& dir) { return (directory / dir).string(); };
  for (std::size_t i = 0; i < command.arguments.size(); ++i) {
    const std::string& word = command.arguments[i];
    const auto value = [&](const char* option) -> std::string {
      const std::size_t length = std::strlen(option);
      if (word.compare(0, length, option) != 0) return "";
      if (word.size() > length) return word.substr(length);
      return i + 1 < command.arguments.size() ? command.arguments[i + 1] : "";
    };
    if (std::string dir = value("-iquote"); !dir.empty()) path.quoted.push_back(here(dir));
    else if (dir = value("-isystem"); !dir.empty()) path.angled.push_back(here(dir));
    else if (dir = value("-I"); !dir.empty()) path.angled.push_back(here(dir));
    else if (dir = value("-idirafter"); !dir.empty()) path.angled.push_back(here(dir));
    else if (word == "-include" && i + 1 < command.arguments.size()) path.forced.push_back(command.arguments[i + 1]);
  }
  return path;
}

bool is_blank(char c) { return c == ' ' || c == '\t'; }

std::string resolve(const Include& include, const fs::path& includer, const SearchPath& path) {
  std::error_code error;
  const fs::path name(include.name);
  const auto exists = [&](const fs::path& p) { return fs::is_regular_file(p, error); };
  if (name.is_absolute()) return exists(name) ? name.string() : "";
  if (include.quoted) {
    if (fs::path p = includer.parent_path() / name; exists(p)) return p.string();
    for (const std::string& dir : path.quoted)
      if (fs::path p = fs::path(dir) / name; exists(p)) return p.string();
  }
  for (const std::string& dir : path.angled)
    if (fs::path p = fs::path(dir) / name; exists(p)) return p.string();
  return "";
}

}  // namespace

std::vector<Include> scan_includes(std::string_view text) {
  std::vector<Include> includes;
  for (std::size_t at = 0; (at = text.find('#', at)) != std::string_view::npos; ++at) {
    std::size_t before = at;
    while (before > 0 && is_blank(text[before - 1])) --before;
    if (before > 0 && text[before - 1] != '\n' && text[before - 1] != '\r') continue;
    std::size_t i = at + 1;
    while (i < text.size() && is_blank(text[i])) ++i;
    const bool is_include = text.compare(i, 7, "include") == 0, is_import = text.compare(i, 6, "import") == 0;
    if (!is_include && !is_import) continue;
    i += is_include ? 7 : 6;
    if (text.compare(i, 5, "_next") == 0) i += 5;
    while (i < text.size() && is_blank(text[i])) ++i;
    if (i == text.size()) break;
    const char open = text[i];
    if (open != '"' && open != '<') {
      includes.push_back({.name = "", .computed = true});
      continue;
    }
    const std::size_t end = text.find(open == '"' ? '"' : '>', i + 1);
    if (end == std::string_view::npos) break;
    includes.push_back({std::string(text.substr(i + 1, end - i - 1)), open == '"', false});
    at = end;
  }
  return includes;
}

Relevance unit_relevance(const rules::RuleSet& rules, const CompilerCommand& command, const std::string& source,
                         const std::string& directory) {
  const SearchPath path = search_path(command, directory);
  std::error_code error;
  std::set<std::string> seen;
  std::vector<std::string> open;
  const auto visit = [&](const std::string& file) {
    const fs::path whole = fs::weakly_canonical(file, error);
    if (!error && seen.insert(whole.string()).second) open.push_back(whole.string());
  };
  visit((fs::path(directory) / source).string());
  for (const std::string& header : path.forced) visit(resolve({header, true, false}, fs::path(directory) / ".", path));
  while (!open.empty()) {
    const std::string file = open.back();
    open.pop_back();
    const auto text = read_file(file);
    if (!text) continue;
    if (rules::may_match(rules, file, *text) == Relevance::maybe) return Relevance::maybe;
    for (const Include& include : scan_includes(*text)) {
      if (include.computed) return Relevance::maybe;
      if (const std::string header = resolve(include, file, path); !header.empty()) visit(header);
    }
  }
  return Relevance::never;
}

}  // namespace scopegraft::launcher
