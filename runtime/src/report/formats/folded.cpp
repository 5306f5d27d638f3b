#include <algorithm>

#include "../utf8.h"
#include "format.h"
#include "scopegraft/report/units.h"

namespace scopegraft::report::writers {

namespace {

// `;` parts frames and a line is a stack.
std::string frame(const std::string& name) {
  std::string out = one_line_of_utf8(name);
  std::replace(out.begin(), out.end(), ';', ':');
  return out;
}

}  // namespace

std::string folded(const Report& report, const Options& options) {
  const auto paths = call_paths(*report.profile, report.estimates);
  std::vector<std::string> frames;
  for (const profile::Site& site : report.profile->sites) frames.push_back(frame(shown_name(site)));
  std::string out;
  std::vector<std::uint32_t> stack;
  for (std::size_t i = 1; i < paths.size(); ++i) {
    const std::int64_t weight = whole(own_weight(paths[i], options.weight));
    if (weight <= 0) continue;
    stack.clear();
    for (auto at = static_cast<std::uint32_t>(i); at != 0; at = paths[at].parent) stack.push_back(paths[at].site);
    for (std::size_t level = stack.size(); level-- > 0;) {
      out += frames[stack[level]];
      out += level == 0 ? ' ' : ';';
    }
    out += std::to_string(weight);
    out += '\n';
  }
  return out;
}

}  // namespace scopegraft::report::writers
