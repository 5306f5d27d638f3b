// Writes the protobuf wire format (https://protobuf.dev/programming-guides/encoding/), as far as reports need it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace scopegraft::report {

class ProtobufWriter {
 public:
  // Zero is the default of every field and is left out, as proto3 does.
  void number(unsigned field, std::uint64_t value) {
    if (value != 0) choice(field, value);
  }
  // One of a `oneof`: which it is tells something although it is zero.
  void choice(unsigned field, std::uint64_t value) {
    tag(field, 0);
    varint(value);
  }
  void fixed64(unsigned field, std::uint64_t value) {
    tag(field, 1);
    bytes(value, 8);
  }
  void fixed32(unsigned field, std::uint32_t value) {
    tag(field, 5);
    bytes(value, 4);
  }
  void text(unsigned field, std::string_view value) {
    tag(field, 2);
    varint(value.size());
    out_ += value;
  }
  void message(unsigned field, const ProtobufWriter& value) { text(field, value.out_); }
  void packed(unsigned field, std::span<const std::uint64_t> values) {
    ProtobufWriter inner;
    for (const std::uint64_t value : values) inner.varint(value);
    text(field, inner.out_);
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void tag(unsigned field, unsigned wire_type) { varint(field << 3U | wire_type); }
  void bytes(std::uint64_t value, unsigned count) {
    for (; count != 0; --count, value >>= 8U) out_ += static_cast<char>(value & 0xffU);
  }
  void varint(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7U) out_ += static_cast<char>(value | 0x80U);
    out_ += static_cast<char>(value);
  }

  std::string out_;
};

}  // namespace scopegraft::report
