#include "parser.h"

#include <charconv>

namespace orders {
namespace {

std::string_view next_field(std::string_view& rest, char separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view field = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  return field;
}

template <class Number>
Number parse_number(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) throw ParseError("not a number: '" + std::string(text) + "'");
  return value;
}

Line parse_line(std::string_view text) {
  Line line;
  line.product = std::string(next_field(text, '*'));
  line.quantity = parse_number<unsigned>(text);
  return line;
}

}  // namespace

Order parse_order(std::string_view text) {
  Order order;
  order.id = parse_number<std::uint64_t>(next_field(text, ';'));
  order.customer = std::string(next_field(text, ';'));
  order.country = std::string(next_field(text, ';'));
  while (!text.empty()) order.lines.push_back(parse_line(next_field(text, ',')));
  return order;
}

}  // namespace orders
