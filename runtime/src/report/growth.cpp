#include <algorithm>
#include <vector>

#include "scopegraft/report/summary.h"

namespace scopegraft::report {

void add_growth(const profile::Profile& profile, Summary& summary) {
  if (profile.processes.size() != 1 || summary.row_of_site.empty() || profile.ended <= profile.started) return;
  const std::uint64_t length = profile.ended - profile.started, half = profile.started + length / 2;
  const auto distance = [half](const profile::Window& window) { return window.end < half ? half - window.end : window.end - half; };
  const auto middle = std::min_element(profile.windows.begin(), profile.windows.end(),
                                       [&](const profile::Window& a, const profile::Window& b) { return distance(a) < distance(b); });
  if (middle == profile.windows.end() || distance(*middle) > length / 5) return;
  summary.knows_growth = true;
  for (Row& row : summary.rows) row.growth = row.live_self;
  for (const profile::Window::Live& live : middle->live)
    if (const std::uint32_t row = summary.row_of_site[live.site]; row != kNone) summary.rows[row].growth -= live.bytes;
}

}  // namespace scopegraft::report
