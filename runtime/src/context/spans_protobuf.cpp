// Ended spans -> one ExportTraceServiceRequest in protobuf (opentelemetry-proto 1.x, trace.proto) behind its size in four bytes, the
// highest first, as the OpenTelemetry collector writes and reads files of `format: proto`.
#include <bit>

#include "context/span_attributes.h"
#include "report/protobuf_writer.h"

namespace scopegraft::context {
namespace {

using report::ProtobufWriter;

std::string_view view(const std::uint8_t* bytes, std::size_t size) noexcept { return {reinterpret_cast<const char*>(bytes), size}; }

void id(ProtobufWriter& out, unsigned field, std::uint64_t value) {
  std::uint8_t bytes[8];
  for (unsigned i = 0; i != 8; ++i) bytes[i] = static_cast<std::uint8_t>(value >> (56 - 8 * i));
  out.text(field, view(bytes, sizeof bytes));
}

ProtobufWriter attribute(std::string_view key, const ContextValue& value) {
  ProtobufWriter any, out;
  switch (value.kind()) {
    case ContextValue::Kind::kBool: any.choice(2, value.boolean() ? 1 : 0); break;
    case ContextValue::Kind::kInteger: any.choice(3, static_cast<std::uint64_t>(value.integer())); break;
    case ContextValue::Kind::kReal: any.fixed64(4, std::bit_cast<std::uint64_t>(value.real())); break;
    case ContextValue::Kind::kText: any.text(1, value.text()); break;
  }
  out.text(1, key);
  out.message(2, any);
  return out;
}

ProtobufWriter span_message(const EndedSpan& span) {
  ProtobufWriter out, status;
  out.text(1, view(span.span->trace_id, sizeof span.span->trace_id));
  id(out, 2, span.span->span_id);
  if (!span.span->value_text().empty()) out.text(3, span.span->value_text());
  if (const Node* const parent = innermost_span(span.span->parent)) id(out, 4, parent->span_id);
  out.text(5, name_of(span));
  out.number(6, kind_of(span));
  out.fixed64(7, calendar_ns(span.start));
  out.fixed64(8, calendar_ns(span.end));
  each_attribute(span, [&](std::string_view key, const ContextValue& value) { out.message(9, attribute(key, value)); });
  if (const std::string_view failure = failure_of(span); !failure.empty()) {
    status.text(2, failure);
    status.number(3, 2);
  }
  out.message(15, status);
  out.fixed32(16, span.span->trace_flags);
  return out;
}

}  // namespace

std::string request_message(const std::vector<EndedSpan>& spans) {
  ProtobufWriter resource, scope, scope_spans, resource_spans, request;
  each_resource_attribute([&](std::string_view key, const ContextValue& value) { resource.message(1, attribute(key, value)); });
  scope.text(1, "scopegraft");
  scope_spans.message(1, scope);
  for (const EndedSpan& span : spans) scope_spans.message(2, span_message(span));
  resource_spans.message(1, resource);
  resource_spans.message(2, scope_spans);
  request.message(1, resource_spans);
  const std::string body = request.take();
  std::string out;
  for (std::size_t i = 0; i != kMessageSize; ++i) out += static_cast<char>(body.size() >> (24 - 8 * i) & 0xffU);
  return out + body;
}

}  // namespace scopegraft::context
