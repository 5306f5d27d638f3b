#include "plan/store.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cctype>
#include <cstdint>
#include <fstream>
#include <sstream>
#include <utility>

namespace scopegraft::engine {
namespace {

__extension__ using Wide = unsigned __int128;

// FNV-1a with 128 bits (http://www.isthe.com/chongo/tech/comp/fnv/): equal names must mean equal content.
std::string hash(std::string_view text) {
  Wide value = (static_cast<Wide>(0x6c62272e07bb0142ULL) << 64U) | 0x62b821756295c58dULL;
  const Wide prime = (static_cast<Wide>(1) << 88U) | 0x13bU;
  for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * prime;
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string result;
  for (unsigned shift = 128; shift > 0; shift -= 4) result += kDigits[static_cast<unsigned>(value >> (shift - 4)) & 15U];
  return result;
}

bool has_content(const std::filesystem::path& path, std::string_view text) {
  std::error_code error;
  if (std::filesystem::file_size(path, error) != text.size() || error) return false;
  std::ifstream file(path, std::ios::binary);
  std::string old(text.size(), '\0');
  return file.read(old.data(), static_cast<std::streamsize>(old.size())) && old == text;
}

std::error_code last_error() { return {errno, std::generic_category()}; }

std::error_code write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(file, text.data(), text.size());
    if (count < 0) {
      if (errno == EINTR) continue;
      return last_error();
    }
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

}  // namespace

std::string copy_name(std::string_view text, std::string_view path) {
  std::string name(path.substr(path.rfind('/') + 1));
  for (char& c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '.' && c != '_' && c != '-') c = '_';
  return hash(text) + "-" + name;
}

std::string read_whole(const std::filesystem::path& path) {
  const std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

std::error_code write_whole(const std::filesystem::path& path, std::string_view text) {
  if (has_content(path, text)) return {};
  std::error_code error;
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), error);
  if (error) return error;
  std::string temporary = path.string() + ".XXXXXX";
  const int file = ::mkstemp(temporary.data());
  if (file < 0) return last_error();
  const mode_t mask = ::umask(0);  // mkstemp makes files private; these are as any file of a build
  ::umask(mask);
  if (::fchmod(file, 0666U & ~mask) != 0) error = last_error();
  if (const std::error_code failed = write_all(file, text)) error = failed;
  if (::close(file) != 0 && !error) error = last_error();
  if (!error && ::rename(temporary.c_str(), path.c_str()) != 0) error = last_error();
  if (error) ::unlink(temporary.c_str());
  return error;
}

}  // namespace scopegraft::engine
