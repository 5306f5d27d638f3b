#include "plan/prelude.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <ctime>

#include "plan/store.h"

namespace scopegraft::engine {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kOpening = "scopegraft prelude 2\n";
constexpr unsigned kUnitsBefore = 3;
constexpr unsigned kMissesAtFirst = 2;  // that say nothing yet
constexpr std::time_t kLongestMaking = 120;  // seconds

// Not <cassert>, which is read anew wherever it is included. Headers of POSIX that ask for macros of others (<unistd.h> for that of
// <stdio.h>, <regex.h> for one of <limits.h>) and do not care what they hear: a unit that parsed them itself would seem to.
constexpr std::string_view kUsual[] = {
    "algorithm", "any", "array", "atomic", "bit", "bitset", "cctype", "cerrno", "charconv", "chrono", "cinttypes", "climits", "cmath", "compare", "concepts",
    "condition_variable", "cstdarg", "cstddef", "cstdint", "cstdio", "cstdlib", "cstring", "ctime", "deque", "exception", "fstream", "functional", "future",
    "initializer_list", "iomanip", "ios", "iosfwd", "iostream", "istream", "iterator", "limits", "list", "map", "memory", "mutex", "new", "numeric", "optional",
    "ostream", "queue", "ranges", "ratio", "set", "shared_mutex", "span", "sstream", "stack", "stdexcept", "string", "string_view", "system_error", "thread",
    "tuple", "type_traits", "typeindex", "typeinfo", "unordered_map", "unordered_set", "utility", "variant", "vector",
    "dirent.h", "fcntl.h", "pthread.h", "regex.h", "sys/mman.h", "sys/stat.h", "sys/time.h", "unistd.h"};
// <random> alone makes a prelude of libstdc++ twice as much work: it includes the vector instructions of the processor.
constexpr std::string_view kCostly[] = {"complex", "filesystem", "format", "random", "regex", "valarray"};

// Takes what stands before `end` off the text.
std::string_view take(std::string_view& text, char end) {
  const std::size_t at = std::min(text.find(end), text.size());
  const std::string_view taken = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return taken;
}

bool holds_line(std::string_view text, std::string_view line) {
  while (!text.empty())
    if (take(text, '\n') == line) return true;
  return false;
}

template <class Number>
bool read_number(std::string_view text, Number& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size();
}

// "SIZE MODIFIED INCLUDES PATH", the includes with commas, "-" for none.
std::optional<Prelude::File> read_file_line(std::string_view line) {
  Prelude::File file;
  if (!read_number(take(line, ' '), file.size) || !read_number(take(line, ' '), file.modified)) return std::nullopt;
  std::string_view includes = take(line, ' ');
  if (includes != "-")
    while (!includes.empty()) {
      unsigned index = 0;
      if (!read_number(take(includes, ','), index)) return std::nullopt;
      file.includes.push_back(index);
    }
  file.path = line;
  return file;
}

bool append(const fs::path& path, std::string_view text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (file < 0) return false;
  const bool written = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  return ::close(file) == 0 && written;
}

std::uint64_t size_of(const fs::path& path) {
  struct stat info = {};
  return ::stat(path.c_str(), &info) == 0 ? static_cast<std::uint64_t>(info.st_size) : 0;
}

}  // namespace

std::string prelude_source(std::string_view wanted) {
  std::string text;
  const auto add = [&](std::string_view name) {
    text.append("#if __has_include(<").append(name).append(">)\n#include <").append(name).append(">\n#endif\n");
  };
  for (const std::string_view name : kUsual) add(name);
  for (const std::string_view name : kCostly)
    if (holds_line(wanted, name)) add(name);
  return text;
}

std::string prelude_text(const Prelude& prelude) {
  std::string text(kOpening);
  text += prelude.source + '\n' + prelude.compiled + '\n';
  for (const Prelude::File& file : prelude.files) {
    text += "file " + std::to_string(file.size) + ' ' + std::to_string(file.modified) + ' ';
    for (const unsigned index : file.includes) text += std::to_string(index) + ',';
    text += std::string(file.includes.empty() ? "- " : " ") + file.path + '\n';
  }
  for (const std::string& name : prelude.names) text += "name " + name + '\n';
  return text + "words " + std::to_string(prelude.words.size()) + '\n' + prelude.words;
}

std::optional<Prelude> read_prelude(std::string_view text) {
  if (!text.starts_with(kOpening)) return std::nullopt;
  text.remove_prefix(kOpening.size());
  Prelude prelude;
  prelude.source = take(text, '\n');
  prelude.compiled = take(text, '\n');
  for (std::size_t words = 0;;) {
    std::string_view line = take(text, '\n');
    const std::string_view kind = take(line, ' ');
    if (kind == "file") {
      std::optional<Prelude::File> file = read_file_line(line);
      if (!file) return std::nullopt;
      prelude.files.push_back(std::move(*file));
    } else if (kind == "name") {
      prelude.names.emplace_back(line);
    } else {
      if (kind != "words" || !read_number(line, words) || text.size() != words) return std::nullopt;  // cut off
      prelude.words = text;
      break;
    }
  }
  for (const Prelude::File& file : prelude.files)
    if (std::any_of(file.includes.begin(), file.includes.end(), [&](unsigned index) { return index >= prelude.files.size(); })) return std::nullopt;
  return prelude;
}

bool take_stamps(Prelude& prelude) {
  for (Prelude::File& file : prelude.files) {
    struct stat info = {};
    if (::stat(file.path.c_str(), &info) != 0) return false;
    file.size = static_cast<std::uint64_t>(info.st_size);
    file.modified = static_cast<std::int64_t>(info.st_mtim.tv_sec) * 1'000'000'000 + info.st_mtim.tv_nsec;
    file.identity = std::to_string(info.st_dev) + ":" + std::to_string(info.st_ino);
  }
  return true;
}

bool is_current(Prelude& prelude) {
  const std::vector<Prelude::File> noted = prelude.files;
  if (noted.empty() || !take_stamps(prelude)) return false;
  return std::equal(noted.begin(), noted.end(), prelude.files.begin(),
                    [](const Prelude::File& a, const Prelude::File& b) { return a.size == b.size && a.modified == b.modified; });
}

bool may_shadow(const Prelude& prelude, const std::string& directory) {
  DIR* const opened = ::opendir(directory.c_str());
  if (opened == nullptr) return false;
  bool found = false;
  while (const dirent* entry = ::readdir(opened))
    if (std::binary_search(prelude.names.begin(), prelude.names.end(), std::string_view(entry->d_name))) found = true;
  ::closedir(opened);
  return found;
}

bool has_word(const Prelude& prelude, std::string_view word) {
  for (std::string_view rest = prelude.words; !rest.empty();) {
    const std::size_t half = rest.size() / 2, begin = rest.substr(0, half).rfind('\n') + 1;  // 0 where there is none
    const std::size_t end = std::min(rest.find('\n', begin), rest.size() - 1);
    const std::string_view middle = rest.substr(begin, end - begin);
    if (middle == word) return true;
    rest = word < middle ? rest.substr(0, begin) : rest.substr(end + 1);
  }
  return false;
}

PreludePlace prelude_place(const fs::path& directory, std::string_view options) {
  const std::string stem = (directory / copy_name(prelude_source("") + std::string(options), "prelude")).string();
  return {stem + ".h", stem + ".pch", stem + ".txt", stem + ".units", stem + ".wanted", stem + ".misses", stem + ".making"};
}

PreludeWorth count_unit(const PreludePlace& place) {
  std::error_code error;
  fs::create_directories(place.units.parent_path(), error);
  if (!append(place.units, ".")) return PreludeWorth::useless;
  const std::uint64_t units = size_of(place.units);
  if (units < kUnitsBefore) return PreludeWorth::not_yet;
  return size_of(place.misses) * 4 <= units + 4 * kMissesAtFirst ? PreludeWorth::worth : PreludeWorth::useless;
}

void count_miss(const PreludePlace& place) { append(place.misses, "."); }

void note_headers(const PreludePlace& place, const std::vector<std::string>& paths) {
  std::string wanted;
  for (const std::string& path : paths) {
    const std::string name = fs::path(path).filename().string();
    if (std::find(std::begin(kCostly), std::end(kCostly), name) != std::end(kCostly)) wanted += name + '\n';
  }
  if (!wanted.empty()) append(place.wanted, wanted);
}

bool begin_making(const PreludePlace& place) {
  struct stat info = {};
  if (::stat(place.making.c_str(), &info) == 0 && info.st_mtim.tv_sec + kLongestMaking < std::time(nullptr)) ::unlink(place.making.c_str());
  const int file = ::open(place.making.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  return file >= 0 && ::close(file) == 0;
}

void end_making(const PreludePlace& place) { ::unlink(place.making.c_str()); }

}  // namespace scopegraft::engine
