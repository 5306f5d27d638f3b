#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <system_error>

#include "scopegraft/profile/reader.h"

namespace scopegraft::profile {

// The same steps as the runtime takes (live/output.cpp): a tool must look where the programs write.
std::filesystem::path state_directory() {
  const auto usable = [](const char* value) { return value != nullptr && value[0] == '/'; };
  if (const char* state = std::getenv("XDG_STATE_HOME"); usable(state)) return std::filesystem::path(state) / "scopegraft";
  if (const char* home = std::getenv("HOME"); usable(home)) {
    std::error_code error;
    if (::access(home, W_OK) == 0 || std::filesystem::exists(std::filesystem::path(home) / ".local/state/scopegraft", error))
      return std::filesystem::path(home) / ".local/state/scopegraft";
  }
  return "/tmp/scopegraft-" + std::to_string(::getuid());
}

std::filesystem::path newest(const std::filesystem::path& directory) {
  std::filesystem::path best;
  timespec latest{};
  std::error_code error;
  for (std::filesystem::directory_iterator entry(directory, error), end; !error && entry != end; entry.increment(error)) {
    struct stat status{};
    if (entry->path().extension() != ".scopegraft" || ::lstat(entry->path().c_str(), &status) != 0) continue;
    if (!S_ISREG(status.st_mode)) continue;
    const timespec& time = status.st_mtim;
    const bool later = time.tv_sec != latest.tv_sec ? time.tv_sec > latest.tv_sec : time.tv_nsec > latest.tv_nsec;
    if (best.empty() || later || (time.tv_sec == latest.tv_sec && time.tv_nsec == latest.tv_nsec && entry->path() > best)) {
      best = entry->path();
      latest = time;
    }
  }
  return best;
}

}  // namespace scopegraft::profile
