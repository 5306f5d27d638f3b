// Spans: started as context nodes, ended into a bounded queue, written as OTLP/JSON lines by a thread that exists only once a
// span has ended. Any thread; the caller is Busy.
#pragma once

#include <cstdint>

#include "context/context_node.h"
#include "context/site_context.h"

namespace scopegraft::context {

// A child of the innermost span of `parent`, or the first of a new trace. Null: no memory, the span is dropped and counted.
[[nodiscard]] Node* start_span(Node* parent) noexcept;
// `fields`: the innermost context of the call. Ticks of the clock in use. A span that its parent did not sample is not queued.
void end_span(const Node& span, Node* fields, std::uint32_t site, std::uint64_t start, std::uint64_t end, End how) noexcept;
void drop_span() noexcept;

// Spans per line of the file, and how long a span waits for others.
void set_batch(std::uint32_t spans, double seconds) noexcept;
// JSON lines, or protobuf in a file of its own.
enum class Encoding { json, protobuf };
void set_encoding(Encoding encoding) noexcept;
// At exit, after the program's own destructors: writes what is queued.
void finish_spans() noexcept;
void restart_spans_after_fork() noexcept;

}  // namespace scopegraft::context
