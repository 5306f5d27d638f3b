// Bytes on their way: what a request holds, what its answer says.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace scopegraft::otlp {

// Empty: zlib has no memory.
[[nodiscard]] std::string gzipped(std::string_view text);
// The rejected_spans of an ExportTraceServiceResponse (opentelemetry-proto 1.x); 0 where it is none.
[[nodiscard]] std::uint64_t rejected_spans(std::string_view response) noexcept;

}  // namespace scopegraft::otlp
