// The writers, one per file. Each goes from a report to the whole text of its format and does no input or output.
#pragma once

#include <string>

#include "scopegraft/report/report.h"

namespace scopegraft::report::writers {

std::string text(const Report& report, const Options& options);
std::string json(const Report& report, const Options& options);
std::string csv(const Report& report, const Options& options);

}  // namespace scopegraft::report::writers
