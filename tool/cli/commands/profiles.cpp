#include "commands/profiles.h"

#include <malloc.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace scopegraft::cli {

namespace fs = std::filesystem;

namespace {

profile::ReadResult read_one(const fs::path& file) {
  std::error_code error;
  if (!fs::is_directory(file, error)) return profile::read(file);
  const fs::path newest = profile::newest(file);
  if (newest.empty()) return profile::ReadError{file.string() + ": no profile in this directory"};
  return profile::read(newest);
}

}  // namespace

profile::ReadResult load_profiles(const std::vector<fs::path>& files) {
#if defined(M_TOP_PAD)
  // Two threads fill the heap with a large profile, and each step by which it grows stops both: in steps of 32 MB, a third of the
  // system's time less.
  ::mallopt(M_TOP_PAD, 32 << 20);
#endif
  if (files.empty()) {
    const fs::path directory = profile::state_directory();
    const fs::path newest = profile::newest(directory);
    if (newest.empty()) {
      return profile::ReadError{"no profile in " + directory.string() +
                                ": run a profiled program first, or name a file"};
    }
    return profile::read(newest);
  }
  if (files.size() == 1) return read_one(files[0]);
  std::vector<profile::Profile> profiles;
  for (const fs::path& file : files) {
    profile::ReadResult result = read_one(file);
    if (std::holds_alternative<profile::ReadError>(result)) return result;
    profiles.push_back(std::move(std::get<profile::Profile>(result)));
  }
  return profile::merge(std::move(profiles));
}

std::optional<fs::path> profile_of_process(unsigned long process) {
  const std::string number = std::to_string(process);
  std::ifstream maps("/proc/" + number + "/maps");
  for (std::string line; std::getline(maps, line);) {
    std::istringstream words(line);
    std::string range, rights, offset, device, node, path;
    words >> range >> rights >> offset >> device >> node;
    std::getline(words >> std::ws, path);
    // Only the profile is mapped shared and writable, as far as a program is usual.
    if (rights != "rw-s" || path.empty() || path[0] != '/') continue;
    if (std::holds_alternative<profile::Profile>(profile::read(path))) return path;
  }
  std::error_code error;
  std::vector<fs::path> found;
  for (fs::directory_iterator entry(profile::state_directory(), error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().stem().string().ends_with("-" + number)) found.push_back(entry->path());
  }
  if (found.empty()) return std::nullopt;
  return *std::max_element(found.begin(), found.end(), [](const fs::path& a, const fs::path& b) {
    std::error_code ignored;
    return fs::last_write_time(a, ignored) < fs::last_write_time(b, ignored);
  });
}

}  // namespace scopegraft::cli
