// Which profile files a command reads, and the one profile they make. Stage: command line -> Profile.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "scopegraft/profile/reader.h"

namespace scopegraft::cli {

// Several files are merged; a directory stands for the newest profile in it; no file for the newest of the state
// directory. An error is one sentence for the user.
[[nodiscard]] profile::ReadResult load_profiles(const std::vector<std::filesystem::path>& files);

// The profile file of a running process: what it has mapped, else the file of its number in the state directory.
[[nodiscard]] std::optional<std::filesystem::path> profile_of_process(unsigned long process);

}  // namespace scopegraft::cli
