#include <algorithm>
#include <map>
#include <utility>

#include "grouping.h"
#include "scopegraft/report/summary.h"

namespace scopegraft::report {

namespace {

using profile::Profile;
using profile::Window;

// Totals of each site at the last windows of all processes that ended by `time`; each process started with nothing.
std::vector<Window::Totals> totals_at(const Profile& profile, std::uint64_t time) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, const Window::Totals*> latest;  // by process and site
  for (const Window& window : profile.windows) {
    if (window.end > time) break;
    for (const Window::Totals& of : window.totals) latest[{window.process, of.site}] = &of;
  }
  std::vector<Window::Totals> totals(profile.sites.size());
  for (const auto& [key, of] : latest) {
    if (of->site >= totals.size()) continue;
    Window::Totals& sum = totals[of->site];
    sum.calls += of->calls;
    sum.exceptions += of->exceptions;
    sum.time += of->time;
  }
  return totals;
}

}  // namespace

Summary summarize_windows(const Profile& profile, std::uint64_t start, std::uint64_t end) {
  const auto before = totals_at(profile, start == 0 ? 0 : start);
  const auto after = totals_at(profile, end == 0 ? UINT64_MAX : end);
  Groups groups = group(profile, GroupBy::function);
  for (std::size_t site = 0; site < profile.sites.size(); ++site) {
    Row& row = groups.rows[groups.of_site[site]];
    const Window::Totals& from = before[site];
    const Window::Totals& to = after[site];
    row.calls += to.calls - std::min(to.calls, from.calls);
    row.exceptions += to.exceptions - std::min(to.exceptions, from.exceptions);
    row.total += std::max(0.0, to.time - from.time);
  }
  Summary summary;
  std::vector<std::uint32_t> moved(groups.rows.size(), kNone);
  for (std::size_t i = 0; i < groups.rows.size(); ++i) {
    Row& row = groups.rows[i];
    if (row.calls == 0) continue;
    row.measured = row.total > 0 ? row.calls : 0;
    row.wall = row.total;
    row.mean = row.total / static_cast<double>(row.calls);
    moved[i] = static_cast<std::uint32_t>(summary.rows.size());
    summary.rows.push_back(std::move(row));
  }
  for (const std::uint32_t group : groups.of_site) summary.row_of_site.push_back(moved[group]);
  return summary;
}

}  // namespace scopegraft::report
