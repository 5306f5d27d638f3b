// The columns of collectors, alike in all formats. Stage: Profile, rows -> columns with their names; row, column -> value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scopegraft/report/report.h"

namespace scopegraft::report {

struct CollectedColumn {
  enum class Part : std::uint8_t { total, max, share };
  enum class Unit : std::uint8_t { number, whole, bytes, time, share };
  std::uint32_t collector = 0, field = 0;
  Part part = Part::total;
  Unit unit = Unit::number;
  std::string name;   // of machines: "query_time_max_ms"
  std::string title;  // of people: "query time max"
};

// Of the collectors that one of the report's chosen rows has, in their order.
[[nodiscard]] std::vector<CollectedColumn> collected_columns(const Report& report);
[[nodiscard]] std::vector<CollectedColumn> columns_of(const profile::Collector& collector, std::uint32_t index);
// In ns and bytes where the unit is one; nothing: the row does not have the collector, or a share of nothing.
[[nodiscard]] std::optional<double> value_of(const Row& row, const profile::Profile& profile, const CollectedColumn& column);
// As machine formats have it: milliseconds, megabytes.
[[nodiscard]] double in_machine_unit(double value, CollectedColumn::Unit unit);
[[nodiscard]] const RowCollected* collected_of(const Row& row, std::uint32_t collector);
// Adds what was collected for one row to another's.
void join_collected(Row& into, const Row& from);
[[nodiscard]] std::vector<std::string> unregistered_collectors(const profile::Profile& profile);

}  // namespace scopegraft::report
