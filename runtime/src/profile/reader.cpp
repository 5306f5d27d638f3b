#include "scopegraft/profile/reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include "format/layout.h"
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

// Up to `size` bytes of the file, from byte `have` on; fewer where it ends. False: errno tells.
bool read_more(int input, std::byte* bytes, std::size_t size, std::size_t& have) {
  while (have < size) {
    const ssize_t got = ::pread(input, bytes + have, size - have, static_cast<off_t>(have));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return false;
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  return true;
}

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
  // A running program makes its file larger than it needs; only what its header calls used is read. The header as it was before the
  // rest: what is added meanwhile lies behind it.
  auto size = static_cast<std::size_t>(status.st_size);
  format::Header header{};
  std::size_t have = 0;
  if (!read_more(input.number, reinterpret_cast<std::byte*>(&header), std::min(size, sizeof header), have))
    return fail(std::string("cannot be read: ") + std::strerror(errno));
  if (have == sizeof header) size = static_cast<std::size_t>(std::clamp<std::uint64_t>(header.used, have, size));
  const auto bytes = std::make_unique_for_overwrite<std::byte[]>(std::max(size, have));
  std::memcpy(bytes.get(), &header, have);
  if (!read_more(input.number, bytes.get(), size, have)) return fail(std::string("cannot be read: ") + std::strerror(errno));
  return parse({bytes.get(), have}, file.string());
}

}  // namespace scopegraft::profile
