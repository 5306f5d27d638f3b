// The standard headers, parsed once for many units of a build: what must be known of them so that a unit which does not parse them
// itself is still read as if it had. Stage: a folder of the build -> [prelude] -> Prelude. Any process; files are written whole.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scopegraft::engine {

struct Prelude {
  struct File {
    std::string path;  // absolute
    std::uint64_t size = 0;
    std::int64_t modified = 0;  // nanoseconds
    std::vector<unsigned> includes;  // files that its directives name, also those it did not enter
    std::string identity;  // as in Reference; known when `is_current` has said yes
  };
  std::string source, compiled;    // the header that includes them all, and what came of it
  std::vector<File> files;
  std::vector<std::string> names;  // in those directives, up to the first '/'; sorted
  std::string words;  // all identifiers in the files; sorted, each with a line end
};

// What a build includes of the standard library, as the text of a header: each when the compiler has it. Those that cost much and that
// few want only when `wanted` has them (lines, see note_headers).
[[nodiscard]] std::string prelude_source(std::string_view wanted);

[[nodiscard]] std::string prelude_text(const Prelude& prelude);
[[nodiscard]] std::optional<Prelude> read_prelude(std::string_view text);

// Notes how the files are now, size, time and identity. False when one is not there.
[[nodiscard]] bool take_stamps(Prelude& prelude);

// Is every file as it was noted? Fills their identities.
[[nodiscard]] bool is_current(Prelude& prelude);

// Could `#include <...>` find another file there than the prelude did? A directory that is not there holds nothing.
[[nodiscard]] bool may_shadow(const Prelude& prelude, const std::string& directory);

[[nodiscard]] bool has_word(const Prelude& prelude, std::string_view word);

// The files of one prelude: what is parsed, what came of it, and how it serves.
struct PreludePlace {
  std::filesystem::path source, compiled, description, units, wanted, misses, making;
};
[[nodiscard]] PreludePlace prelude_place(const std::filesystem::path& directory, std::string_view options);

// Is a prelude worth its making? One costs about as much as it spares three units; so the third that asks makes it. One that is of no use
// for more than a quarter of the units (see SameText) is left, for them to be parsed once instead of twice. Counts this unit.
enum class PreludeWorth { not_yet, worth, useless };
[[nodiscard]] PreludeWorth count_unit(const PreludePlace& place);
void count_miss(const PreludePlace& place);

// Of what a unit before the making has read: keeps which of the costly headers are wanted.
void note_headers(const PreludePlace& place, const std::vector<std::string>& paths);

// True for one process of all that ask; one that died while it made the prelude keeps the others from it for two minutes.
[[nodiscard]] bool begin_making(const PreludePlace& place);
void end_making(const PreludePlace& place);

}  // namespace scopegraft::engine
