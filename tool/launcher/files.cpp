#include "launcher/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>

namespace scopegraft::launcher {

namespace fs = std::filesystem;

namespace {

// A new file that no other thread, process or machine with the same store writes: a number of ours may be somebody's in another
// container, or of a job that was killed. "" with errno where there can be none.
fs::path make_beside(const fs::path& path) {
  static std::atomic<unsigned> serial{0};
  while (true) {
    const fs::path temporary = path.string() + ".tmp" + std::to_string(getpid()) + "." + std::to_string(serial++);
    const int file = open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file >= 0) {
      close(file);
      return temporary;
    }
    if (errno != EEXIST) return {};
  }
}

}  // namespace

std::optional<std::string> read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (file.bad()) return std::nullopt;
  return text;
}

std::string write_file(const fs::path& path, std::string_view text) {
  std::error_code error;
  if (path.has_parent_path()) fs::create_directories(path.parent_path(), error);
  const fs::path temporary = make_beside(path);
  if (temporary.empty()) return path.string() + ": " + std::strerror(errno);
  {
    std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.flush();
    if (!file) {
      const std::string reason = temporary.string() + ": " + std::strerror(errno);
      fs::remove(temporary, error);
      return reason;
    }
  }
  fs::rename(temporary, path, error);
  if (!error) return "";
  const std::string reason = path.string() + ": " + error.message();
  fs::remove(temporary, error);
  return reason;
}

std::string hash_text(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  char digits[17];
  std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(hash));
  return digits;
}

std::string stamp_of(const fs::path& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return "none";
  return std::to_string(status.st_size) + ":" + std::to_string(status.st_mtim.tv_sec) + "." + std::to_string(status.st_mtim.tv_nsec);
}

}  // namespace scopegraft::launcher
