#include <algorithm>
#include <cmath>

#include "scopegraft/report/diff.h"
#include "scopegraft/report/table.h"
#include "scopegraft/report/units.h"

namespace scopegraft::report {

namespace {

std::string signed_duration(double ns, bool unicode) { return (ns > 0 ? "+" : "") + duration(ns, {unicode}); }
std::string signed_percent(double share) { return (share > 0 ? "+" : "") + percent(share); }

bool is_significant(const Change& change, const DiffStyle& style) { return change.p_time < style.significance; }

// What happened to the mean time, in one word or number.
std::string verdict(const Change& change, const DiffStyle& style) {
  if (!change.before.present) return "new";
  if (!change.after.present) return "gone";
  if (change.before.mean <= 0 || change.after.mean <= 0) return "";
  const std::string sign = is_significant(change, style) ? "" : "~";
  return sign + signed_percent(change.mean_change());
}

Ink ink_of(const Change& change, const DiffStyle& style) {
  if (!change.before.present || !change.after.present) return Ink::dim;
  if (!is_significant(change, style)) return Ink::plain;
  return change.mean_change() > 0 ? Ink::red : Ink::green;
}

std::vector<const Change*> shown(const Comparison& comparison, const DiffStyle& style) {
  std::vector<const Change*> out;
  for (const Change& change : comparison.changes) {
    if (style.top != 0 && out.size() == style.top) break;
    out.push_back(&change);
  }
  return out;
}

std::string counts(const Comparison& comparison, const DiffStyle& style) {
  std::size_t slower = 0;
  std::size_t faster = 0;
  std::size_t fresh = 0;
  std::size_t gone = 0;
  for (const Change& change : comparison.changes) {
    fresh += change.before.present ? 0 : 1;
    gone += change.after.present ? 0 : 1;
    if (!change.before.present || !change.after.present || !is_significant(change, style)) continue;
    (change.mean_change() > 0 ? slower : faster) += 1;
  }
  const std::size_t same = comparison.changes.size() - slower - faster - fresh - gone;
  std::string out = std::to_string(slower) + " slower, " + std::to_string(faster) + " faster, " + std::to_string(same) +
                    " within their spread";
  if (fresh != 0) out += ", " + std::to_string(fresh) + " new";
  if (gone != 0) out += ", " + std::to_string(gone) + " gone";
  return out;
}

std::string p_value(const Change& change) {
  if (change.p_time >= 1) return "";
  return change.p_time < 0.001 ? "<.001" : number(std::round(change.p_time * 1000) / 1000);
}

std::string verdict(const std::vector<Regression>& regressions) {
  if (regressions.empty()) return "no regression";
  return std::to_string(regressions.size()) + " regression" + (regressions.size() == 1 ? "" : "s");
}

std::string exceptions_of(const Change& change) {
  if (change.before.exceptions == change.after.exceptions) return "";
  return std::to_string(change.before.exceptions) + "->" + std::to_string(change.after.exceptions);
}

std::string cell_of_markdown(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '|' || c == '`' || c == '<' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

std::string diff_text(const Comparison& comparison, const DiffStyle& style) {
  std::vector<Column> columns(9);
  columns[0] = {"BEFORE", Align::right, 80, Cut::begin, {}};
  columns[1] = {"AFTER", Align::right, 85, Cut::begin, {}};
  columns[2] = {"MEAN", Align::right, 90, Cut::begin, {}};
  columns[3] = {"P", Align::right, 40, Cut::begin, {}};
  columns[4] = {"SELF", Align::right, 70, Cut::begin, {}};
  columns[5] = {"CALLS", Align::right, 60, Cut::begin, {}};
  columns[6] = {"MEMORY", Align::right, 30, Cut::begin, {}};
  columns[7] = {"THROWN", Align::right, 20, Cut::begin, {}};
  columns[8] = {"FUNCTION", Align::left, 100, Cut::begin, {}};
  TableStyle table_style{style.width, style.colour, style.unicode, 28, {}};
  for (const Change* change : shown(comparison, style)) {
    const Side& a = change->before;
    const Side& b = change->after;
    const auto mean = [&](const Side& side) {
      return side.present && side.measured != 0 ? duration(side.mean, {style.unicode}) : "-";
    };
    columns[0].cells.push_back(mean(a));
    columns[1].cells.push_back(mean(b));
    columns[2].cells.push_back(verdict(*change, style));
    columns[3].cells.push_back(p_value(*change));
    columns[4].cells.push_back(signed_duration(b.self - a.self, style.unicode));
    const auto calls = static_cast<double>(b.calls) - static_cast<double>(a.calls);
    columns[5].cells.push_back(calls == 0 ? "=" : (calls > 0 ? "+" : "") + amount(calls));
    columns[6].cells.push_back(change->memory_change() == 0 ? "" : signed_percent(change->memory_change()));
    columns[7].cells.push_back(exceptions_of(*change));
    columns[8].cells.push_back(printable(change->name));
    table_style.inks.push_back(ink_of(*change, style));
  }
  std::string out = counts(comparison, style) + "; time in all " + duration(comparison.total_before, {style.unicode}) +
                    " -> " + duration(comparison.total_after, {style.unicode}) + "\n";
  if (comparison.changes.empty()) return out;
  out += "~: may be chance (p >= " + number(style.significance) + ")\n\n";
  return out + table(std::move(columns), table_style);
}

std::string diff_markdown(const Comparison& comparison, const std::optional<std::vector<Regression>>& regressions,
                          const DiffStyle& style) {
  std::string out = "### Performance: " + (regressions ? verdict(*regressions) + "\n\n" : "");
  for (const Regression& regression : regressions.value_or(std::vector<Regression>())) {
    out += "- **" + cell_of_markdown(comparison.changes[regression.change].name) + "**: " + regression.what + "\n";
  }
  if (regressions && !regressions->empty()) out += "\n";
  out += counts(comparison, style) + (regressions ? ".\n\n" : "\n\n");
  out += "| function | before | after | mean | p | self time | calls |\n|---|--:|--:|--:|--:|--:|--:|\n";
  for (const Change* change : shown(comparison, style)) {
    const Side& a = change->before;
    const Side& b = change->after;
    out += "| " + cell_of_markdown(printable(change->name)) + " | " + (a.present ? duration(a.mean) : "-") + " | " +
           (b.present ? duration(b.mean) : "-") + " | " + verdict(*change, style) + " | " + p_value(*change) + " | " +
           signed_duration(b.self - a.self, true) + " | " + std::to_string(a.calls) + " → " + std::to_string(b.calls) +
           " |\n";
  }
  return out;
}

}  // namespace scopegraft::report
