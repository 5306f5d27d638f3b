#include "collected_columns.h"

#include <algorithm>

#include "scopegraft/report/units.h"

namespace scopegraft::report {

namespace {

using Kind = profile::Collector::Kind;
using Part = CollectedColumn::Part;
using Unit = CollectedColumn::Unit;

std::string spaced(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

Unit unit_of(Kind kind) {
  switch (kind) {
    case Kind::bytes:
      return Unit::bytes;
    case Kind::time:
      return Unit::time;
    case Kind::share:
      return Unit::share;
    case Kind::count:
      return Unit::whole;
    default:
      return Unit::number;
  }
}

const char* suffix_of(Unit unit) { return unit == Unit::bytes ? "_mb" : unit == Unit::time ? "_ms" : ""; }

}  // namespace

std::vector<CollectedColumn> columns_of(const profile::Collector& collector, std::uint32_t index) {
  std::vector<CollectedColumn> out;
  for (std::uint32_t i = 0; i < collector.fields.size(); ++i) {
    const auto& [name, kind, of, rest] = collector.fields[i];
    if (kind == Kind::text || kind == Kind::text_time) continue;
    const Unit unit = unit_of(kind);
    const Part part = kind == Kind::share ? Part::share : Part::total;
    out.push_back({index, i, part, unit, name + suffix_of(unit), spaced(name)});
    if (kind == Kind::count || kind == Kind::share) continue;
    out.push_back({index, i, Part::max, unit, name + "_max" + suffix_of(unit), spaced(name) + " max"});
  }
  return out;
}

std::vector<CollectedColumn> collected_columns(const Report& report) {
  std::vector<CollectedColumn> out;
  const profile::Profile& profile = *report.profile;
  for (std::uint32_t i = 0; i < profile.collectors.size(); ++i) {
    const bool used = std::any_of(report.chosen.begin(), report.chosen.end(), [&](std::uint32_t row) {
      return collected_of(report.summary.rows[row], i) != nullptr;
    });
    if (!used) continue;
    const std::vector<CollectedColumn> columns = columns_of(profile.collectors[i], i);
    out.insert(out.end(), columns.begin(), columns.end());
  }
  return out;
}

const RowCollected* collected_of(const Row& row, std::uint32_t collector) {
  for (const RowCollected& of : row.collected) {
    if (of.collector == collector) return &of;
  }
  return nullptr;
}

std::optional<double> value_of(const Row& row, const profile::Profile& profile, const CollectedColumn& column) {
  const RowCollected* const of = collected_of(row, column.collector);
  if (of == nullptr) return std::nullopt;
  const auto total = [&](std::uint32_t field) { return field < of->values.size() ? of->values[field].total : 0; };
  switch (column.part) {
    case Part::total:
      return total(column.field);
    case Part::max:
      return column.field < of->values.size() ? of->values[column.field].max : 0;
    case Part::share:
      break;
  }
  const profile::Collector::Field& field = profile.collectors[column.collector].fields[column.field];
  const double whole = total(field.of) + total(field.rest);
  return whole > 0 ? std::optional(total(field.of) / whole) : std::nullopt;
}

double in_machine_unit(double value, Unit unit) {
  return unit == Unit::time ? value / kMillisecond : unit == Unit::bytes ? value / kMegabyte : value;
}

void join_collected(Row& into, const Row& from) {
  for (const RowCollected& of : from.collected) {
    const auto known = std::find_if(into.collected.begin(), into.collected.end(),
                                    [&](const RowCollected& other) { return other.collector == of.collector; });
    if (known == into.collected.end()) {
      into.collected.push_back(of);
      continue;
    }
    for (std::size_t i = 0; i < known->values.size() && i < of.values.size(); ++i) known->values[i].merge(of.values[i]);
    known->texts.insert(known->texts.end(), of.texts.begin(), of.texts.end());
  }
}

std::vector<std::string> unregistered_collectors(const profile::Profile& profile) {
  std::vector<std::string> out;
  for (const profile::Collector& collector : profile.collectors) {
    if (!collector.registered) out.push_back(collector.name);
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace scopegraft::report
