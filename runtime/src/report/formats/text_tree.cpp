#include <algorithm>

#include "text_parts.h"

namespace scopegraft::report::writers {

namespace {

constexpr std::size_t kDeepest = 200;  // a recursion of 10^5 levels is no use on a screen
constexpr std::size_t kDrawn = 16;     // levels drawn as branches; below, the level is written as a number
constexpr double kLeastShare = 0.002;  // of the whole; smaller branches are summed up in one line

class Tree {
 public:
  Tree(const Report& report, const Options& options)
      : report_(report),
        options_(options),
        paths_(call_paths(*report.profile, report.estimates,
                          options.group_by == GroupBy::thread ? Threads::apart : Threads::joined)),
        children_(children_of(paths_)) {}

  std::string text() {
    branches(0, "", 0);
    const Spelling spelling{options_.unicode};
    std::vector<Column> columns(5);
    columns[0] = {"TOTAL", Align::right, 90, Cut::begin, {}};
    columns[1] = {"TOTAL%", Align::right, 70, Cut::begin, {}};
    columns[2] = {"SELF", Align::right, 60, Cut::begin, {}};
    columns[3] = {"CALLS", Align::right, 80, Cut::begin, {}};
    columns[4] = {"CALL TREE", Align::left, 100, Cut::end, {}};
    TableStyle style = style_of(options_);
    for (const Line& line : lines_) {
      columns[0].cells.push_back(duration(line.total, spelling));
      columns[1].cells.push_back(percent(share(line.total, paths_[0].total)));
      columns[2].cells.push_back(line.is_rest ? "" : duration(line.self, spelling));
      columns[3].cells.push_back(line.calls == 0 ? "" : amount(static_cast<double>(line.calls)));
      columns[4].cells.push_back(line.text);
      style.inks.push_back(line.is_rest ? Ink::dim : heat(share(line.self, paths_[0].total)));
    }
    return "\n" + table(std::move(columns), style);
  }

 private:
  struct Line {
    double total = 0, self = 0;
    std::uint64_t calls = 0;
    std::string text;
    bool is_rest = false;
  };

  std::string name_of(const PathNode& node) const {
    if (node.site == kNone) {
      const profile::Thread& thread = report_.profile->threads[node.thread];
      return "[" + (thread.name.empty() ? "thread" : printable(thread.name)) + " " + std::to_string(thread.id) + "]";
    }
    const profile::Site& site = report_.profile->sites[node.site];
    return printable(site.name.empty() ? site.function : site.name);
  }

  void branches(std::uint32_t parent, const std::string& indent, std::size_t depth) {
    const auto all = children_.of(parent);
    if (full() || all.empty()) return;
    if (depth == kDeepest) {
      lines_.push_back({paths_[all[0]].total, 0, 0, place(indent, depth) + "(deeper calls)", true});
      return;
    }
    std::size_t shown = 0;
    while (shown < all.size() && paths_[all[shown]].total >= paths_[0].total * kLeastShare) ++shown;
    Line rest;
    for (const std::uint32_t i : all.subspan(shown)) {
      rest.total += paths_[i].total;
      rest.calls += paths_[i].calls;
    }
    for (std::size_t i = 0; i < shown && !full(); ++i) {
      const bool last = i + 1 == all.size() || (i + 1 == shown && rest.calls == 0);
      const PathNode& node = paths_[all[i]];
      lines_.push_back(
          {node.total, node.self, node.calls, place(indent, depth) + twig(parent, last) + name_of(node), false});
      branches(all[i], indent + gap(parent, last), depth + 1);
    }
    if (rest.calls != 0 && !full()) {
      rest.text = place(indent, depth) + twig(parent, true) + "(" + std::to_string(all.size() - shown) + " more)";
      rest.is_rest = true;
      lines_.push_back(std::move(rest));
    }
  }

  static std::string place(const std::string& indent, std::size_t depth) {
    return depth <= kDrawn ? indent : "+" + std::to_string(depth) + " ";
  }

  bool full() const { return options_.top != 0 && lines_.size() >= options_.top * 2; }
  std::string twig(std::uint32_t parent, bool last) const {
    if (parent == 0) return "";
    if (!options_.unicode) return last ? "` " : "| ";
    return last ? "└ " : "├ ";
  }
  std::string gap(std::uint32_t parent, bool last) const {
    if (parent == 0) return "";
    if (last) return "  ";
    return options_.unicode ? "│ " : "| ";
  }

  const Report& report_;
  const Options& options_;
  std::vector<PathNode> paths_;
  Children children_;
  std::vector<Line> lines_;
};

std::string edges_of(const Report& report, std::uint32_t row, bool callers, const Options& options) {
  std::vector<Edge> edges;
  for (const Edge& edge : report.summary.edges) {
    if ((callers ? edge.callee : edge.caller) == row) edges.push_back(edge);
  }
  if (edges.empty()) return "  none\n";
  std::stable_sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) { return a.time > b.time; });
  const double whole = report.summary.rows[row].total;
  std::vector<Column> columns(4);
  columns[0] = {"TIME", Align::right, 90, Cut::begin, {}};
  columns[1] = {"SHARE", Align::right, 70, Cut::begin, {}};
  columns[2] = {"CALLS", Align::right, 80, Cut::begin, {}};
  columns[3] = {callers ? "CALLER" : "CALLEE", Align::left, 100, Cut::begin, {}};
  for (const Edge& edge : edges) {
    const std::uint32_t other = callers ? edge.caller : edge.callee;
    columns[0].cells.push_back(duration(edge.time, {options.unicode}));
    columns[1].cells.push_back(percent(share(edge.time, whole)));
    columns[2].cells.push_back(amount(static_cast<double>(edge.calls)));
    columns[3].cells.push_back(other == kNone ? "(thread)" : printable(report.summary.rows[other].name));
  }
  return table(std::move(columns), style_of(options));
}

bool any_matches(const std::vector<std::string>& filters, const Row& row) {
  return std::any_of(filters.begin(), filters.end(),
                     [&](const std::string& filter) { return matches(filter, row.name); });
}

}  // namespace

std::string call_tree(const Report& report, const Options& options) { return Tree(report, options).text(); }

std::string neighbours(const Report& report, const Options& options) {
  std::string out;
  for (const std::uint32_t i : report.chosen) {
    const Row& row = report.summary.rows[i];
    const std::string facts = printable(row.name) + ": total " + duration(row.total, {options.unicode}) + ", self " +
                              duration(row.self, {options.unicode}) + ", " + amount(static_cast<double>(row.calls)) +
                              " calls";
    if (any_matches(options.callers_of, row)) {
      out += heading("callers of " + facts, options) + edges_of(report, i, true, options);
    }
    if (any_matches(options.callees_of, row)) {
      out += heading("callees of " + facts, options) + edges_of(report, i, false, options);
    }
  }
  return out.empty() ? "\nno function matches\n" : out;
}

std::string slow_calls(const Report& report, const Options& options) {
  const profile::Profile& profile = *report.profile;
  std::vector<const profile::SlowCall*> slow;
  for (const profile::SlowCall& call : profile.slow_calls) slow.push_back(&call);
  std::stable_sort(slow.begin(), slow.end(), [](const auto* a, const auto* b) { return a->duration > b->duration; });
  // Some of each function, whose arguments may tell why.
  std::vector<std::uint8_t> of_site(profile.sites.size());
  std::erase_if(slow, [&](const auto* call) { return ++of_site[call->site] > 3; });
  slow.resize(std::min<std::size_t>(slow.size(), 10));
  if (slow.empty()) return "";
  std::vector<Column> columns(3);
  columns[0] = {"TOOK", Align::right, 90, Cut::begin, {}};
  columns[1] = {"AT", Align::right, 70, Cut::begin, {}};
  columns[2] = {"CALL", Align::left, 100, Cut::end, {}};
  for (const profile::SlowCall* call : slow) {
    std::string text = printable(profile.sites[call->site].name);
    for (const auto& [key, value] : call->arguments) text += " " + printable(key) + "=" + printable(value);
    for (const auto& [key, value] : call->context) text += " [" + printable(key) + "=" + printable(value) + "]";
    columns[0].cells.push_back(duration(call->duration, {options.unicode}));
    columns[1].cells.push_back("+" + duration(call->begin, {options.unicode}));
    columns[2].cells.push_back(std::move(text));
  }
  return heading("slow calls that were kept", options) + table(std::move(columns), style_of(options));
}

}  // namespace scopegraft::report::writers
