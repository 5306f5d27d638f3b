// Writes JSON text in order, without building a document first. Not for reading. Bytes that are no UTF-8 are replaced.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace scopegraft::report {

class JsonWriter {
 public:
  enum class Style { compact, pretty };
  explicit JsonWriter(Style style = Style::pretty) : style_(style) {}

  // `key` where the value stands in an object; in an array, and at the top, without.
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);
  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(double number);
  JsonWriter& value(std::uint64_t number);
  JsonWriter& value(std::uint32_t number) { return value(static_cast<std::uint64_t>(number)); }
  JsonWriter& value(bool truth);
  JsonWriter& null();
  template <typename T>
  JsonWriter& field(std::string_view name, const T& of) {
    return key(name).value(of);
  }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void before_value();
  void open(char bracket);
  void close(char bracket);
  void new_line();

  Style style_;
  std::string text_;
  unsigned depth_ = 0;
  bool first_ = true;  // nothing stands in the innermost container yet
  bool after_key_ = false;
};

void append_json_string(std::string& out, std::string_view text);

}  // namespace scopegraft::report
