#include <algorithm>
#include <array>

#include "format.h"

namespace scopegraft::report {

std::span<const Format> formats() {
  static constexpr std::array kFormats = {
      Format{"text", "txt", "tables for a terminal", writers::text},
      Format{"json", "json", "everything, by the schema report.schema.json", writers::json},
      Format{"csv", "csv", "a line per function", writers::csv},
  };
  return kFormats;
}

const Format* find_format(std::string_view name) {
  const auto all = formats();
  const auto at = std::find_if(all.begin(), all.end(), [&](const Format& format) { return format.name == name; });
  return at == all.end() ? nullptr : &*at;
}

}  // namespace scopegraft::report
