// Reads a profile file into a Profile. Files come from running, finished and killed programs, and from strangers: every
// offset and count is checked, a damaged file gives an error, never a crash. Safe on a file that is being written.
#pragma once

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "scopegraft/profile/model.h"

namespace scopegraft::profile {

struct ReadError {
  std::string message;  // one sentence with the file's name and the reason
};

using ReadResult = std::variant<Profile, ReadError>;

// A file of more than 65 536 nodes is read by a second thread too, which takes no signals and has ended when this returns.
[[nodiscard]] ReadResult read(const std::filesystem::path& file);
// One profile out of several: equal sites are joined, threads are kept apart.
[[nodiscard]] Profile merge(std::vector<Profile> profiles);
// The directory where programs leave their profiles when SCOPEGRAFT_OUTPUT is not set.
[[nodiscard]] std::filesystem::path state_directory();
// The newest profile file in a directory, or an empty path.
[[nodiscard]] std::filesystem::path newest(const std::filesystem::path& directory);

}  // namespace scopegraft::profile
