#include <algorithm>

#include "../utf8.h"
#include "format.h"
#include "profile/large_pages.h"
#include "scopegraft/report/units.h"

namespace scopegraft::report::writers {

namespace {

// `;` parts frames and a line is a stack.
std::string frame(const std::string& name) {
  std::string out = one_line_of_utf8(name);
  std::replace(out.begin(), out.end(), ';', ':');
  return out;
}

// How long all lines are together, but for weights of many digits.
std::size_t size_of(const std::vector<PathNode>& paths, const std::vector<std::string>& frames, Weight weight) {
  constexpr std::size_t kDigits = 8;
  std::vector<std::size_t> length(paths.size());
  std::size_t sum = 0;
  for (std::size_t i = 1; i < paths.size(); ++i) {  // parents lie before their children
    length[i] = length[paths[i].parent] + frames[paths[i].site].size() + 1;
    if (whole(own_weight(paths[i], weight)) > 0) sum += length[i] + kDigits;
  }
  return sum;
}

}  // namespace

std::string folded(const Report& report, const Options& options) {
  const auto paths = call_paths(*report.profile, report.estimates);
  std::vector<std::string> frames;
  for (const profile::Site& site : report.profile->sites) frames.push_back(frame(shown_name(site)));
  std::string out;
  profile::reserve_in_large_pages(out, size_of(paths, frames, options.weight));
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
