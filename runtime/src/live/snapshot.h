// The live records as a Profile: what the API and the report at exit are made of. Any thread.
#pragma once

#include "scopegraft/profile/model.h"

namespace scopegraft::live {

// Empty when nothing is recorded.
[[nodiscard]] profile::Profile snapshot();

}  // namespace scopegraft::live
