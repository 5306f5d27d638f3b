#include "scopegraft/profile/reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "profile/paged_file.h"
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

ReadResult read(const std::filesystem::path& file) {
  const auto fail = [&](const std::string& why) { return ReadError{"'" + file.string() + "' " + why}; };
  const Descriptor input{::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (input.number < 0) return fail(std::string("cannot be opened: ") + std::strerror(errno));
  struct stat status{};
  if (::fstat(input.number, &status) != 0) return fail(std::string("cannot be read: ") + std::strerror(errno));
  if (!S_ISREG(status.st_mode)) return fail("is not a file");
  if (static_cast<std::uint64_t>(status.st_size) > kLargest) return fail("is too large to be a profile");
  PagedFile pages(input.number, static_cast<std::uint64_t>(status.st_size));
  ReadResult result = parse(pages, file.string());
  if (pages.error() != 0) return fail(std::string("cannot be read: ") + std::strerror(pages.error()));
  return result;
}

}  // namespace scopegraft::profile
