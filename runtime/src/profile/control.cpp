#include "scopegraft/profile/control.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <iterator>
#include <thread>

#include "format/layout.h"

namespace scopegraft::profile {
namespace {

class File {
 public:
  explicit File(const std::filesystem::path& path) : number_(::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)) {}
  ~File() {
    if (number_ >= 0) ::close(number_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

class Mapping {
 public:
  Mapping(int file, std::size_t size) : size_(size), memory_(::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)) {}
  ~Mapping() {
    if (good()) ::munmap(memory_, size_);
  }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  [[nodiscard]] bool good() const { return memory_ != MAP_FAILED; }
  template <typename T>
  [[nodiscard]] T& at(std::uint64_t offset) const {
    return *reinterpret_cast<T*>(static_cast<char*>(memory_) + offset);
  }

 private:
  std::size_t size_;
  void* memory_;
};

std::string write_wish(format::Control& control, const Wish& wish) {
  const std::uint32_t count = std::min(control.count, static_cast<std::uint32_t>(std::size(control.changes)));
  format::ControlChange* const begin = control.changes;
  format::ControlChange* const end = begin + count;
  format::ControlChange fresh{};
  fresh.rate = wish.rate;
  wish.functions.copy(fresh.functions, sizeof fresh.functions - 1);
  // What `**` covers needs no longer be kept, nor what has the same pattern.
  format::ControlChange* left = wish.functions == "**" ? begin : std::remove_if(begin, end, [&](const format::ControlChange& change) {
    return std::strncmp(change.functions, fresh.functions, sizeof fresh.functions) == 0;
  });
  if (left == std::end(control.changes)) return "14 patterns are asked for already: ask for '**' first";
  __atomic_fetch_add(&control.version, 1, __ATOMIC_ACQ_REL);  // odd: the threads wait for the end; nothing below gets before it
  *left++ = fresh;
  control.count = static_cast<std::uint32_t>(left - begin);
  __atomic_store_n(&control.version, control.version + 1, __ATOMIC_RELEASE);  // partner: is_asked in live/changes.h
  return {};
}

// Lets a thread measure one of its next calls, at whose end it looks at the control page and tells the others. A node's next turn is
// its thread's to write; when both write at once, one of a few more rounds wins.
void wake(const Mapping& map, std::uint64_t used) {
  for (std::uint64_t at = format::kHeaderSize; at + sizeof(format::Block) <= used;) {
    const auto& block = map.at<format::Block>(at);
    const std::uint64_t size = block.size;
    if (size < sizeof block || size > used - at) return;
    if (block.type == static_cast<std::uint32_t>(format::BlockType::kNodes)) {
      const std::uint64_t count = std::min<std::uint64_t>(block.count, (size - sizeof block) / sizeof(format::Node));
      for (std::uint64_t i = 0; i != count; ++i) {
        auto& node = map.at<format::Node>(at + sizeof block + i * sizeof(format::Node));
        if (node.site != 0 && (node.flags & format::kFolded) == 0 && __atomic_load_n(&node.hot.sg_next, __ATOMIC_RELAXED) != 1)
          __atomic_store_n(&node.hot.sg_next, std::uint64_t{1}, __ATOMIC_RELAXED);
      }
    }
    at += size;
  }
}

}  // namespace

std::string ask_for(const std::filesystem::path& path, const Wish& wish) {
  const std::string name = "'" + path.string() + "' ";
  if (wish.functions.empty() || wish.functions.size() >= sizeof(format::ControlChange::functions))
    return "a pattern of functions has 1 to " + std::to_string(sizeof(format::ControlChange::functions) - 1) + " characters";
  const File file(path);
  if (file.number() < 0) return name + "cannot be opened: " + std::strerror(errno);
  struct stat status {};
  if (::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode)) return name + "is not a file";
  if (status.st_uid != ::geteuid()) return name + "belongs to another user";
  format::Header header{};
  if (::pread(file.number(), &header, sizeof header, 0) != static_cast<ssize_t>(sizeof header) ||
      std::memcmp(header.magic, format::kMagic, sizeof header.magic) != 0)
    return name + "is not a Scopegraft profile";
  if (header.version != format::kVersion)
    return name + "has format version " + std::to_string(header.version) + ", this program writes version " + std::to_string(format::kVersion);
  const auto process = static_cast<pid_t>(header.process);
  if (header.clean_exit != 0 || process <= 0 || ::kill(process, 0) != 0) return "its program does not run any more: " + name;
  const std::uint64_t used = std::min<std::uint64_t>(header.used, static_cast<std::uint64_t>(status.st_size));
  if (used < format::kHeaderSize || ::flock(file.number(), LOCK_EX) != 0) return name + "cannot be locked";
  const Mapping map(file.number(), used);
  if (!map.good()) return name + "cannot be mapped: " + std::strerror(errno);
  format::Control& control = map.at<format::Control>(format::kControlAt);
  std::string wrong = write_wish(control, wish);
  for (int round = 0; wrong.empty() && round != 5; ++round) {
    if (__atomic_load_n(&control.seen, __ATOMIC_ACQUIRE) == control.version) break;
    wake(map, used);
    std::this_thread::sleep_for(std::chrono::milliseconds(round == 0 ? 1 : 20));
  }
  return wrong;
}

}  // namespace scopegraft::profile
