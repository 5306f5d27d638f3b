#include "scopegraft/profile/reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "profile/parse.h"

namespace scopegraft::profile {
namespace {

constexpr std::uint64_t kLargest = std::uint64_t{64} << 30;

struct Descriptor {
  int number;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
};

}  // namespace

// Read, not mapped: a file that shrinks while it is mapped would kill us.
ReadResult read(const std::filesystem::path& file) {
  const auto fail = [&](const std::string& why) { return ReadError{"'" + file.string() + "' " + why}; };
  const Descriptor input{::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (input.number < 0) return fail(std::string("cannot be opened: ") + std::strerror(errno));
  struct stat status{};
  if (::fstat(input.number, &status) != 0) return fail(std::string("cannot be read: ") + std::strerror(errno));
  if (!S_ISREG(status.st_mode)) return fail("is not a file");
  if (static_cast<std::uint64_t>(status.st_size) > kLargest) return fail("is too large to be a profile");
  std::vector<std::byte> bytes(static_cast<std::size_t>(status.st_size));
  std::size_t have = 0;
  while (have < bytes.size()) {
    const ssize_t got = ::pread(input.number, bytes.data() + have, bytes.size() - have, static_cast<off_t>(have));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(std::string("cannot be read: ") + std::strerror(errno));
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  bytes.resize(have);
  return parse(bytes, file.string());
}

}  // namespace scopegraft::profile
