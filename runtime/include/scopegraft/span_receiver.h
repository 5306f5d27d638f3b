// Who takes ended spans from here on, instead of their file: what sends them to a collector (Scopegraft::otlp is one). The file
// is still written where SCOPEGRAFT_SPANS names one. C++17 and later. Any thread, also before main and while the program exits.
#pragma once

#include <cstdint>
#include <string_view>

#include "graft.h"

namespace scopegraft {

struct SpanReceiver {
  // A batch: an ExportTraceServiceRequest (opentelemetry-proto 1.x) in protobuf, gone when the call returns. One call at a time, on the
  // runtime's own thread, on one that flushes, or on the one that exits: it must not wait for others.
  void (*receive)(std::string_view request, std::uint64_t spans) noexcept = nullptr;
  // At exit, behind the last batch. Not where the process never had a span. May be null.
  void (*finish)() noexcept = nullptr;
};
// The first one stays, also in forked children, which begin with no spans. False: there is one already, or it receives nothing.
SCOPEGRAFT_RT_API bool receive_spans(const SpanReceiver& receiver) noexcept;
// What became of spans that were received: they count as written and dropped. What file and receiver both lose counts twice.
SCOPEGRAFT_RT_API void count_received_spans(std::uint64_t delivered, std::uint64_t dropped) noexcept;

}  // namespace scopegraft
