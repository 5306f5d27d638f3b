// W3C Trace Context (Recommendation, 23 November 2021): the headers as values and back.
#include <algorithm>
#include <cstring>

#include "scopegraft/context.h"

namespace scopegraft {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

void add_hex(std::string& to, const std::uint8_t* bytes, std::size_t size) {
  for (std::size_t i = 0; i != size; ++i) {
    to += kDigits[bytes[i] >> 4U];
    to += kDigits[bytes[i] & 15U];
  }
}

// Lower case only (3.2.2).
bool read_hex(std::string_view text, std::uint8_t* into) {
  for (std::size_t i = 0; i != text.size(); ++i) {
    const std::size_t digit = kDigits.find(text[i]);
    if (digit == std::string_view::npos) return false;
    into[i / 2] = static_cast<std::uint8_t>((i % 2 == 0 ? 0 : into[i / 2] << 4U) | digit);
  }
  return true;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_key_char(char c) { return is_lower(c) || is_digit(c) || c == '_' || c == '-' || c == '*' || c == '/'; }

// 3.3.1.3.1: a simple key, or tenant@system.
bool is_key(std::string_view key) {
  const std::size_t at = key.find('@');
  if (at == std::string_view::npos) return !key.empty() && key.size() <= 256 && is_lower(key[0]) && std::all_of(key.begin(), key.end(), is_key_char);
  const std::string_view tenant = key.substr(0, at), system = key.substr(at + 1);
  return !tenant.empty() && tenant.size() <= 241 && (is_lower(tenant[0]) || is_digit(tenant[0])) && !system.empty() && system.size() <= 14 &&
         is_lower(system[0]) && std::all_of(tenant.begin(), tenant.end(), is_key_char) && std::all_of(system.begin(), system.end(), is_key_char);
}

// 3.3.1.3.2
bool is_value(std::string_view value) {
  return !value.empty() && value.size() <= 256 && value.back() != ' ' &&
         std::all_of(value.begin(), value.end(), [](char c) { return c >= 0x20 && c <= 0x7e && c != ',' && c != '='; });
}

}  // namespace

bool SpanContext::is_valid() const noexcept {
  const auto any = [](const auto& bytes) { return std::any_of(std::begin(bytes), std::end(bytes), [](std::uint8_t byte) { return byte != 0; }); };
  return any(trace_id) && any(span_id);
}

std::string SpanContext::trace_id_text() const {
  std::string out;
  add_hex(out, trace_id, sizeof trace_id);
  return out;
}

std::string SpanContext::span_id_text() const {
  std::string out;
  add_hex(out, span_id, sizeof span_id);
  return out;
}

std::string SpanContext::traceparent() const {
  if (!is_valid()) return {};
  std::string out = "00-" + trace_id_text() + "-" + span_id_text() + "-";
  add_hex(out, &trace_flags, 1);
  return out;
}

// version "-" trace-id "-" parent-id "-" trace-flags; a later version may have more behind another "-" (3.2.4).
SpanContext parse_traceparent(std::string_view traceparent, std::string_view tracestate) {
  constexpr std::size_t kSize = 55;
  const std::string_view text = trimmed(traceparent);
  SpanContext out;
  std::uint8_t version = 0, flags = 0;
  if (text.size() < kSize || text[2] != '-' || text[35] != '-' || text[52] != '-') return {};
  if (!read_hex(text.substr(0, 2), &version) || version == 0xff) return {};
  if (version == 0 ? text.size() != kSize : text.size() > kSize && text[kSize] != '-') return {};
  if (!read_hex(text.substr(3, 32), out.trace_id) || !read_hex(text.substr(36, 16), out.span_id) || !read_hex(text.substr(53, 2), &flags)) return {};
  if (!out.is_valid()) return {};
  out.trace_flags = flags & 1U;  // only `sampled` has a meaning in version 00 (3.2.2.5)
  out.is_remote = true;
  out.tracestate = parse_tracestate(tracestate);
  return out;
}

// At most 32 members, empty ones are allowed, none twice; one bad member spoils the list (3.3.1).
std::string parse_tracestate(std::string_view tracestate) {
  std::string out;
  std::size_t members = 0;
  for (std::string_view rest = tracestate; !rest.empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const std::string_view member = trimmed(rest.substr(0, comma));
    rest.remove_prefix(std::min(rest.size(), comma + 1));
    if (member.empty()) continue;
    const std::size_t equals = member.find('=');
    if (equals == std::string_view::npos || !is_key(member.substr(0, equals)) || !is_value(member.substr(equals + 1))) return {};
    const std::string key = (out.empty() ? "" : ",") + std::string(member.substr(0, equals + 1));
    if (("," + out).find("," + std::string(member.substr(0, equals + 1))) != std::string::npos) return {};
    if (++members > 32) return {};
    out += key;
    out += member.substr(equals + 1);
  }
  return out;
}

}  // namespace scopegraft
