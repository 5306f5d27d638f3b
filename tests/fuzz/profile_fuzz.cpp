// Any bytes as a profile: read, and when that worked reported in one of the formats. Nothing may crash, hang or leak.
#include <cstddef>
#include <cstdint>
#include <span>
#include <variant>

#include "profile/parse.h"
#include "scopegraft/report/report.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace scopegraft;
  const auto result = profile::parse(std::as_bytes(std::span(data, size)), "input");
  const auto* profile = std::get_if<profile::Profile>(&result);
  if (profile == nullptr) return 0;
  // Which format and which view is told by the size, so that it stays the same while bytes are changed.
  const auto formats = report::formats();
  report::Options options;
  options.html_page = "@data@";
  options.tree = size % 3 == 0;
  options.leaks = size % 5 == 0;
  options.group_by = static_cast<report::GroupBy>(size % 4);
  const report::Report report = report::build(*profile, options);
  static_cast<void>(formats[size % formats.size()].write(report, options));
  return 0;
}
