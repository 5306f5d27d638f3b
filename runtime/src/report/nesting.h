// Recorded calls as intervals that nest. Stage: events of a profile -> events for formats that show a time line.
#pragma once

#include <vector>

#include "scopegraft/profile/model.h"

namespace scopegraft::report {

// The runtime takes its own cost out of each call, so a parent can seem to begin some nanoseconds after its first
// child, or to end before its last one. It is widened to hold the calls that `depth` says are inside. By begin, parents
// first.
[[nodiscard]] std::vector<profile::Event> nested(std::vector<profile::Event> events);

}  // namespace scopegraft::report
