#include "otlp/message.h"

#include <zlib.h>

#include <limits>

namespace scopegraft::otlp {
namespace {

// The protobuf wire format (https://protobuf.dev/programming-guides/encoding/), as far as an answer has it.
struct Field {
  std::uint64_t number = 0, value = 0;  // number 0: the end, or no field
  std::string_view text;
};

bool read_varint(std::string_view& from, std::uint64_t& value) noexcept {
  value = 0;
  for (unsigned shift = 0; shift < 64 && !from.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(from.front());
    from.remove_prefix(1);
    value |= std::uint64_t{byte & 0x7fU} << shift;
    if (byte < 0x80) return true;
  }
  return false;
}

Field next_field(std::string_view& from) noexcept {
  std::uint64_t tag = 0;
  Field field;
  if (!read_varint(from, tag)) return {};
  const std::uint64_t wire_type = tag & 7U;
  std::uint64_t size = wire_type == 1 ? 8 : 4;
  if (wire_type == 0) {
    if (!read_varint(from, field.value)) return {};
    size = 0;
  } else if (wire_type == 2) {
    if (!read_varint(from, size)) return {};
  } else if (wire_type != 1 && wire_type != 5) {
    return {};
  }
  if (size > from.size()) return {};
  field.text = from.substr(0, size);
  from.remove_prefix(size);
  field.number = tag >> 3U;
  return field;
}

}  // namespace

std::string gzipped(std::string_view text) {
  z_stream stream{};
  constexpr int kGzip = 16;  // added to the window: a gzip header, not zlib's own
  if (text.size() > std::numeric_limits<uInt>::max()) return {};
  if (::deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + kGzip, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out;
  try {
    out.resize(::deflateBound(&stream, text.size()));
  } catch (...) {
    ::deflateEnd(&stream);
    throw;
  }
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool good = ::deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(good ? stream.total_out : 0);
  ::deflateEnd(&stream);
  return out;
}

std::uint64_t rejected_spans(std::string_view response) noexcept {
  std::uint64_t rejected = 0;
  while (!response.empty()) {
    const Field field = next_field(response);
    if (field.number == 0) return 0;
    if (field.number != 1) continue;  // partial_success
    for (std::string_view partial = field.text; !partial.empty();) {
      const Field inner = next_field(partial);
      if (inner.number == 0) return 0;
      if (inner.number == 1) rejected = inner.value;
    }
  }
  return rejected > std::numeric_limits<std::int64_t>::max() ? 0 : rejected;
}

}  // namespace scopegraft::otlp
