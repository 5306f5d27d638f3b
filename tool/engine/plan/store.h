// Files are read and written whole. They are written once, by rename: parallel jobs never see half a file and never collide.
// Stage: texts -> [store] -> disk. Any thread, any process.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

namespace scopegraft::engine {

// "<128 bit hash of the content>-name.h" for a copy of a header at `path`.
[[nodiscard]] std::string copy_name(std::string_view text, std::string_view path);

// "" for a file that cannot be read.
[[nodiscard]] std::string read_whole(const std::filesystem::path& path);

// Writes the file and the folders above it. A file that has this content already is left alone (its time stamp too).
[[nodiscard]] std::error_code write_whole(const std::filesystem::path& path, std::string_view text);

}  // namespace scopegraft::engine
