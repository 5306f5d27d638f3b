#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "scopegraft/profile/cost_of_counting.h"
#include "text_parts.h"

namespace scopegraft::report::writers {

namespace {

using profile::Profile;

std::string plural(double count, const std::string& noun) {
  return amount(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string who(const Profile& profile) {
  std::string line = profile.program.empty() ? "(unknown program)" : printable(profile.program);
  if (profile.processes.size() == 1) line += ", process " + std::to_string(profile.processes[0]);
  if (profile.processes.size() > 1) line += ", " + std::to_string(profile.processes.size()) + " processes";
  return line;
}

// Wraps at ", " so that a line is at most `width` wide.
std::string wrapped(const std::string& sentence, std::size_t width) {
  std::string out;
  std::string line;
  std::size_t from = 0;
  while (from < sentence.size()) {
    const std::size_t comma = sentence.find(", ", from);
    const std::size_t to = comma == std::string::npos ? sentence.size() : comma + 2;
    const std::string part = sentence.substr(from, to - from);
    if (!line.empty() && columns_of(line) + columns_of(part) > width + 1) {
      out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
      line = "  ";
    }
    line += part;
    from = to;
  }
  return out + line + "\n";
}

std::string counts(const Report& report, const Options& options) {
  double calls = 0;
  double measured = 0;
  for (const Row& row : report.summary.rows) {
    calls += static_cast<double>(row.calls);
    measured += static_cast<double>(row.measured);
  }
  const Profile& profile = *report.profile;
  const double wall = static_cast<double>(profile.ended - std::min(profile.started, profile.ended));
  std::string line = duration(wall, {options.unicode}) + " of wall time";
  if (profile.cpu_time > 0) line += ", " + duration(profile.cpu_time, {options.unicode}) + " of CPU time";
  line += ", " + plural(static_cast<double>(profile.threads.size()), "thread");
  line += ", " + plural(calls, "call");
  if (measured < calls) line += ", " + percent(share(measured, calls)) + " of them measured";
  return line;
}

std::string overhead(const Profile& profile, const Options& options) {
  if (profile.overhead_time <= 0) return "";
  std::string line = "overhead: " + duration(profile.overhead_time, {options.unicode});
  if (profile.cpu_time > 0) line += " = " + percent(profile.overhead_time / profile.cpu_time) + " of the CPU time";
  if (profile.overhead_budget > 0) line += ", budget " + percent(profile.overhead_budget);
  if (profile.cost_of_measured_call > 0) {
    line += ", " + duration(profile.cost_of_measured_call, {options.unicode}) + " a measured call";
  }
  if (profile.cost_of_counted_call > 0) {
    line += ", " + duration(profile::mean_cost_of_counting(profile), {options.unicode}) + " a counted call";
  }
  return line;
}

std::string lost_inlining(const Profile& profile, const Options& options) {
  constexpr double kWorthALine = 0.01;  // of the CPU time
  const double more = time_of_lost_inlining(profile);
  if (profile.cpu_time <= 0 || more <= kWorthALine * profile.cpu_time) return "";
  return "not in it: about " + duration(more, {options.unicode}) + ", because small functions are not inlined with a scope";
}

// The most of each part of the run, as bars.
std::string bars(const Profile& profile, std::size_t parts) {
  static constexpr std::array<std::string_view, 8> kBars = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  std::vector<double> most(std::min(parts, profile.windows.size()));
  for (std::size_t i = 0; i < profile.windows.size(); ++i) {
    double& part = most[i * most.size() / profile.windows.size()];
    part = std::max(part, profile.windows[i].resident_most);
  }
  const double highest = std::max(1.0, *std::max_element(most.begin(), most.end()));
  std::string out;
  for (const double part : most) out += kBars[std::min<std::size_t>(7, static_cast<std::size_t>(part / highest * 8))];
  return out;
}

std::string resident(const Profile& profile, const Options& options) {
  if (profile.rss_peak_bytes <= 0) return "";
  std::string line = "resident memory: peak " + bytes(profile.rss_peak_bytes);
  // Of several processes the windows do not fit together.
  const bool known = profile.processes.size() == 1 && !profile.windows.empty() && profile.windows.front().resident > 0;
  if (known) line += ", " + bytes(profile.windows.front().resident) + " at first, " + bytes(profile.windows.back().resident) + " at last";
  if (known && options.unicode && profile.windows.size() > 2) line += "  " + bars(profile, 40);
  return line + "\n";
}

// Functions that track memory were measured and nobody counted.
bool lacks_hooks(const Profile& profile) {
  bool asked = false;
  for (const profile::Node& node : profile.nodes) {
    if (node.measure.memory_measured != 0) return false;
    asked = asked || (node.site != kNone && profile.sites[node.site].track_memory && node.measure.measured != 0);
  }
  return asked;
}

std::string dropped(const profile::Dropped& of) {
  std::string line;
  const auto say = [&](std::uint64_t count, const std::string& noun) {
    if (count != 0)
      line += (line.empty() ? "dropped: " : ", ") + plural(static_cast<double>(count), noun);
  };
  say(of.sites, "site");
  say(of.nodes, "call path");
  say(of.threads, "thread");
  say(of.events, "event");
  say(of.spans, "span");
  return line;
}

}  // namespace

std::string overview(const Report& report, const Options& options) {
  const Profile& profile = *report.profile;
  std::string out = paint(keep_end(who(profile), options.width, options.unicode), Ink::bold, options.colour) + "\n";
  out += wrapped(counts(report, options), options.width);
  const std::string cost = overhead(profile, options);
  if (!cost.empty()) out += wrapped(cost, options.width);
  const std::string more = cost.empty() ? "" : lost_inlining(profile, options);
  if (!more.empty()) out += wrapped(more, options.width);
  if (options.compensation == Compensation::on)
    out += wrapped("compensated: totals, self times and means are without what counting the calls inside took; min, max and percentiles are as measured", options.width);
  out += resident(profile, options);
  if (options.include_memory && lacks_hooks(profile))
    out += paint("memory by function is not known: the program has no allocation hooks (MEMORY malloc), or an allocator linked into it", Ink::yellow, options.colour) + "\n";
  const std::string lost = dropped(profile.dropped);
  if (!lost.empty()) out += paint(wrapped(lost, options.width), Ink::yellow, options.colour);
  out += unregistered(report, options);
  if (!profile.clean_exit) {
    const bool running = std::any_of(profile.threads.begin(), profile.threads.end(),
                                     [](const profile::Thread& thread) { return thread.running; });
    out += paint(running ? "the process was still running, or was killed; nothing up to then is missing"
                         : "the process did not exit by itself; nothing up to then is missing",
                 Ink::yellow, options.colour) +
           "\n";
  }
  if (options.start != 0 || options.end != 0) {
    out += "only from " + (options.start == 0 ? std::string("the start") : iso_time(options.start)) + " to " +
           (options.end == 0 ? std::string("the end") : iso_time(options.end)) + "\n";
  }
  return out;
}

}  // namespace scopegraft::report::writers
