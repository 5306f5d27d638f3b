// Globs of files, as rules write them. Stage: text + directory -> Glob; asked of absolute, normalised paths.
//
// Relative to the directory of the rules file. `*` and `?` stay within one directory, `**` crosses, `[a-z]`, `{a,b}`.
// Without a
// `/` a glob matches at any depth. A glob that ends in a plain name also matches all that lies below it.
#pragma once

#include <bitset>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scopegraft::rules {

struct CompiledGlob;

class Glob {
 public:
  [[nodiscard]] bool matches(std::string_view path) const;

  // Directories, without a final `/`, one of which holds every path that matches; "" is the root.
  [[nodiscard]] const std::vector<std::string>& roots() const { return roots_; }

  // The glob as written starts with a plain directory or file name, so it means a place and not everything.
  [[nodiscard]] bool names_a_place() const { return names_a_place_; }

 private:
  friend CompiledGlob compile_glob(std::string_view text, const std::filesystem::path& directory);

  struct Token {
    enum class Kind { character, any_character, set, star, any_text, directories };
    Kind kind;
    char character = 0;
    std::bitset<256> set = {};
  };
  using Tokens = std::vector<Token>;

  // Empty after a mistake, which then stands in `mistake`.
  static Tokens tokens(std::string_view text, std::string& mistake);
  static bool match(const Tokens& tokens, std::string_view path);

  std::vector<Tokens> alternatives_;
  std::vector<std::string> roots_;
  bool names_a_place_ = false;
};

struct CompiledGlob {
  std::optional<Glob> glob;
  std::string message;
  std::string hint;
};

// `directory` is absolute.
[[nodiscard]] CompiledGlob compile_glob(std::string_view text, const std::filesystem::path& directory);

}  // namespace scopegraft::rules
