#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "clang/Basic/Version.inc"
#include "parse/parse.h"

namespace scopegraft::engine {
namespace {

namespace fs = std::filesystem;

bool is_resource_directory(const fs::path& path) {
  std::error_code error;
  return fs::exists(path / "include" / "stddef.h", error);
}

std::vector<fs::path> search_path() {
  std::vector<fs::path> folders;
  const char* text = std::getenv("PATH");
  std::string folder;
  for (const char* c = text == nullptr ? "" : text;; ++c) {
    if (*c != ':' && *c != '\0') {
      folder += *c;
      continue;
    }
    if (!folder.empty()) folders.emplace_back(folder);
    folder.clear();
    if (*c == '\0') return folders;
  }
}

}  // namespace

std::string find_resource_directory() {
  const std::string version = CLANG_VERSION_MAJOR_STRING;
  std::vector<fs::path> prefixes = {"/usr/lib/llvm-" + version};
  std::error_code error;
  for (const fs::path& folder : search_path())
    for (const std::string& name : {"clang-" + version, std::string("clang")})
      if (const fs::path program = fs::canonical(folder / name, error); !error)
        prefixes.push_back(program.parent_path().parent_path());
  prefixes.insert(prefixes.end(), {"/usr/local", "/usr", "/opt/llvm-" + version});
  for (const fs::path& prefix : prefixes) {
    fs::path path = prefix / "lib" / "clang" / version;
    if (is_resource_directory(path)) return path.string();
  }
  return "";
}

}  // namespace scopegraft::engine
