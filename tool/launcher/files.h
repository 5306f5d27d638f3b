// Files as the launcher reads and writes them: whole, and never half written. Any thread, any process.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace scopegraft::launcher {

[[nodiscard]] std::optional<std::string> read_file(const std::filesystem::path& path);

// Writes through a temporary file beside it and renames; makes the directory. "" or the reason of the failure.
[[nodiscard]] std::string write_file(const std::filesystem::path& path, std::string_view text);

// FNV-1a, 64 bits, as 16 hexadecimal digits: names of cache entries, not a defence.
[[nodiscard]] std::string hash_text(std::string_view text);

// "size:nanoseconds" of the file, or "none": what changes when the file does.
[[nodiscard]] std::string stamp_of(const std::filesystem::path& path);

}  // namespace scopegraft::launcher
