#include "live/output.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "format/layout.h"
#include "live/clock.h"
#include "live/system.h"

namespace scopegraft::live {
namespace {

constexpr char kSuffix[] = ".scopegraft";

// Text in a fixed buffer; what does not fit marks it as bad.
template <std::size_t kSize>
class Text {
 public:
  Text& add(const char* text, std::size_t size) noexcept {
    if (size_ + size >= kSize) return good_ = false, *this;
    std::memcpy(text_ + size_, text, size);
    text_[size_ += size] = '\0';
    return *this;
  }
  Text& add(const char* text) noexcept { return add(text, std::strlen(text)); }
  Text& add_number(std::uint64_t number) noexcept {
    char digits[24];
    char* at = digits + sizeof digits;
    const char* const end = at;
    do *--at = static_cast<char>('0' + number % 10);
    while ((number /= 10) != 0);
    return add(at, static_cast<std::size_t>(end - at));
  }
  Text& clear() noexcept {
    good_ = true;
    return cut(0);
  }
  Text& cut(std::size_t size) noexcept {
    text_[size_ = size] = '\0';
    return *this;
  }
  [[nodiscard]] const char* get() const noexcept { return text_; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool good() const noexcept { return good_; }

 private:
  char text_[kSize] = {};
  std::size_t size_ = 0;
  bool good_ = true;
};
using Path = Text<2048>;

// Of the one thread that opens the records of a process, where its stack may be a small one.
constinit Path first_path, second_path;
alignas(8) constinit char entries[8192] = {};

int open_directory(int from, const char* path, int more = 0) noexcept {
  return static_cast<int>(raw_call(SYS_openat, from, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | more, 0));
}

// Ours, and closed to everybody else: the last directory of a default place.
int open_own_directory(int from, const char* name) noexcept {
  raw_call(SYS_mkdirat, from, name, 0700);
  const int directory = open_directory(from, name, O_NOFOLLOW);
  if (directory < 0) return -1;
  struct stat status{};
  if (::fstat(directory, &status) != 0 || status.st_uid != ::geteuid() || (status.st_mode & 022) != 0) {
    raw_call(SYS_close, directory);
    return -1;
  }
  return directory;
}

// The same steps as profile::state_directory().
int open_state_directory() noexcept {
  const auto below = [](const char* base, bool make) noexcept {
    if (make) raw_call(SYS_mkdirat, AT_FDCWD, base, 0700);
    const int parent = open_directory(AT_FDCWD, base);
    if (parent < 0) return -1;
    const int directory = open_own_directory(parent, "scopegraft");
    raw_call(SYS_close, parent);
    return directory;
  };
  const auto usable = [](const char* value) noexcept { return value != nullptr && value[0] == '/'; };
  if (const char* state = ::secure_getenv("XDG_STATE_HOME"); usable(state))
    if (const int directory = below(state, true); directory >= 0) return directory;
  if (const char* home = ::secure_getenv("HOME"); usable(home)) {
    Path& state = second_path.clear();
    state.add(home).add("/.local");
    if (state.good()) raw_call(SYS_mkdirat, AT_FDCWD, state.get(), 0700);
    state.add("/state");
    if (state.good()) {
      if (const int directory = below(state.get(), true); directory >= 0) return directory;
    }
  }
  Path& name = first_path.clear();
  name.add("/tmp/scopegraft-").add_number(::getuid());
  return open_own_directory(AT_FDCWD, name.get());
}

// Profiles beyond `keep`, the oldest first, but none of a running process (its number is the last number of the name).
void prune(int directory, std::uint64_t keep) noexcept {
  struct Entry {
    std::uint64_t ino;
    std::int64_t next;
    unsigned short size;
    unsigned char type;
    char name[1];
  };
  for (int round = 0; round != 16; ++round) {
    char oldest[256] = "";
    timespec time{};
    std::uint64_t count = 0;
    raw_call(SYS_lseek, directory, 0L, SEEK_SET);
    for (long got; (got = raw_call(SYS_getdents64, directory, entries, sizeof entries)) > 0;) {
      for (long at = 0; at < got;) {
        const auto* const entry = reinterpret_cast<const Entry*>(entries + at);
        at += entry->size;
        const char* const name = entry->name;
        const std::size_t size = std::strlen(name);
        if (size < sizeof kSuffix || size >= sizeof oldest) continue;
        const char* const suffix = std::strstr(name, kSuffix);
        if (suffix == nullptr) continue;
        ++count;
        struct stat status{};
        if (::fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(status.st_mode)) continue;
        const char* digits = suffix;
        while (digits != name && digits[-1] >= '0' && digits[-1] <= '9') --digits;
        const auto process = static_cast<pid_t>(std::strtol(digits, nullptr, 10));
        if (process > 0 && (::kill(process, 0) == 0 || errno == EPERM)) continue;
        const timespec& changed = status.st_mtim;
        if (oldest[0] != '\0' && (changed.tv_sec > time.tv_sec || (changed.tv_sec == time.tv_sec && changed.tv_nsec >= time.tv_nsec))) continue;
        std::memcpy(oldest, name, size + 1);
        time = changed;
      }
    }
    if (count <= keep || oldest[0] == '\0') return;
    raw_call(SYS_unlinkat, directory, oldest, 0);
  }
}

// Held by whoever writes a profile, as long as the file is open in the process: other copies of the runtime see it, in the same process
// too, and in containers whose processes have the same numbers. Far behind any byte of the file.
struct flock writers_lock() noexcept {
  struct flock lock{};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  lock.l_start = std::int64_t{1} << 62;
  lock.l_len = 1;
  return lock;
}

// Whether somebody writes the profile of that name, as far as it is known.
bool is_written(int directory, const char* name) noexcept {
  const int file = static_cast<int>(raw_call(SYS_openat, directory, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0));
  if (file < 0) return false;
  struct flock lock = writers_lock();
  const bool locked = raw_call(SYS_fcntl, file, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  format::Header header{};
  const long got = raw_call(SYS_read, file, &header, sizeof header);
  raw_call(SYS_close, file);
  if (locked) return true;
  // There are file systems without locks.
  if (got != static_cast<long>(sizeof header) || std::memcmp(header.magic, format::kMagic, sizeof header.magic) != 0) return false;
  const auto process = static_cast<pid_t>(header.process);
  return header.clean_exit == 0 && process > 0 && process != ::getpid() && (::kill(process, 0) == 0 || errno == EPERM);
}

const char* base_name(const char* path) noexcept {
  const char* slash = std::strrchr(path, '/');
  return slash == nullptr ? path : slash + 1;
}

void default_name(Text<256>& name, const char* program) noexcept {
  const char* base = base_name(program);
  name.add(base, strnlen(base, 64)).add("-").add_number(calendar_ns() / 1'000'000).add("-").add_number(static_cast<std::uint64_t>(::getpid())).add(kSuffix);
}

// SCOPEGRAFT_OUTPUT: a directory, or a file's name in which %p is the process number.
int open_named(const char* output, const char* program, bool forked, Text<256>& name) noexcept {
  Path& whole = first_path.clear();
  bool numbered = false;
  for (const char* at = output; *at != '\0'; ++at) {
    if (at[0] == '%' && at[1] == 'p') {
      whole.add_number(static_cast<std::uint64_t>(::getpid()));
      numbered = true;
      ++at;
    } else {
      whole.add(at, 1);
    }
  }
  if (!whole.good()) return -1;
  if (const int directory = open_directory(AT_FDCWD, whole.get()); directory >= 0) {
    default_name(name, program);
    return directory;
  }
  const char* const base = base_name(whole.get());
  Path& parent = second_path.clear();
  parent.add(whole.get(), static_cast<std::size_t>(base - whole.get()));
  const int directory = open_directory(AT_FDCWD, parent.size() == 0 ? "." : parent.get());
  if (directory < 0 || base[0] == '\0') return -1;
  name.add(base);
  if (!numbered && (forked || is_written(directory, name.get()))) name.add(".").add_number(static_cast<std::uint64_t>(::getpid()));
  return directory;
}

// As it is or with a number behind it: not the name of a file that somebody writes.
void make_free(int directory, Text<256>& name) noexcept {
  const std::size_t size = name.size();
  for (std::uint64_t number = 2; number != 100 && is_written(directory, name.get()); ++number) name.cut(size).add(".").add_number(number);
}

}  // namespace

Output open_output(const Settings& settings, const char* program, bool forked) noexcept {
  Output out;
  if (!settings.trusted) return out;
  Text<256> name;
  if (settings.output[0] != '\0') {
    out.directory = open_named(settings.output, program, forked, name);
    if (out.directory < 0 && settings.log) say("scopegraft: cannot write to '", settings.output, "': records stay in memory");
  } else {
    out.directory = open_state_directory();
    if (out.directory >= 0) prune(out.directory, settings.keep);
    default_name(name, program);
  }
  if (out.directory >= 0) make_free(out.directory, name);
  if (out.directory < 0 || !name.good()) return abandon(out), out;
  Text<288> temporary;
  temporary.add(".").add(name.get()).add(".").add_number(static_cast<std::uint64_t>(::getpid()));
  raw_call(SYS_unlinkat, out.directory, temporary.get(), 0);
  out.file = static_cast<int>(raw_call(SYS_openat, out.directory, temporary.get(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (out.file < 0) return abandon(out), out;
  struct flock lock = writers_lock();
  raw_call(SYS_fcntl, out.file, F_OFD_SETLK, &lock);
  std::memcpy(out.name, name.get(), name.size() + 1);
  std::memcpy(out.temporary, temporary.get(), temporary.size() + 1);
  return out;
}

void publish(Output& output, const Settings& settings) noexcept {
  if (output.directory < 0) return;
  if (output.file >= 0) {
    const long failed = raw_call(SYS_renameat, output.directory, output.temporary, output.directory, output.name);
    if (settings.log) say("scopegraft: writing ", output.name, failed == 0 ? "" : " (not renamed)");
  }
  raw_call(SYS_close, output.directory);
  output.directory = -1;
}

void abandon(Output& output) noexcept {
  if (output.file >= 0) {
    raw_call(SYS_close, output.file);
    raw_call(SYS_unlinkat, output.directory, output.temporary, 0);
  }
  if (output.directory >= 0) raw_call(SYS_close, output.directory);
  output.file = output.directory = -1;
}

}  // namespace scopegraft::live
