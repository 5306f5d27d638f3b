#include "grouping.h"

#include <map>
#include <string>
#include <tuple>

namespace scopegraft::report {

namespace {

using profile::Profile;
using profile::Site;
using profile::Thread;

Row row_of(const Site& site, GroupBy by) {
  Row row;
  if (by == GroupBy::file) {
    row.name = row.file = site.file;
  } else if (by == GroupBy::class_name) {
    row.name = enclosing_scope(site.function);
    if (row.name.empty()) row.name = "(global)";
  } else {
    row.name = site.name.empty() ? site.function : site.name;
    row.function = site.function;
    row.file = site.file;
    row.line = site.line;
    row.column = site.column;
    row.is_async = site.is_async;
  }
  return row;
}

Row row_of(const Thread& thread, bool many_processes) {
  Row row;
  row.name = thread.name.empty() ? "thread " + std::to_string(thread.id)
                                 : thread.name + " (" + std::to_string(thread.id) + ")";
  if (many_processes) row.name = std::to_string(thread.process) + "/" + row.name;
  return row;
}

}  // namespace

std::string_view enclosing_scope(std::string_view name) {
  std::size_t last = 0;
  int depth = 0;
  for (std::size_t i = 0; i + 1 < name.size(); ++i) {
    const char c = name[i];
    if (depth == 0 && name.substr(i).starts_with("operator")) break;  // its `<` and `(` open nothing
    if (c == '<' || c == '(' || c == '{') ++depth;
    if (c == '>' || c == ')' || c == '}') --depth;
    if (depth == 0 && c == ':' && name[i + 1] == ':') last = i;
  }
  return name.substr(0, last);
}

Groups group(const Profile& profile, GroupBy by) {
  Groups groups;
  if (by == GroupBy::thread) {
    for (const Thread& thread : profile.threads) {
      groups.of_thread.push_back(static_cast<std::uint32_t>(groups.rows.size()));
      groups.rows.push_back(row_of(thread, profile.processes.size() > 1));
    }
    return groups;
  }
  // A function in a header has a site in each unit that keeps its own copy.
  std::map<std::tuple<std::string, std::string, std::uint32_t, std::uint32_t>, std::uint32_t> known;
  for (const Site& site : profile.sites) {
    Row row = row_of(site, by);
    const auto next = static_cast<std::uint32_t>(groups.rows.size());
    const auto [at, fresh] = known.try_emplace({row.name, row.file, row.line, row.column}, next);
    if (fresh) groups.rows.push_back(std::move(row));
    groups.of_site.push_back(at->second);
  }
  return groups;
}

}  // namespace scopegraft::report
