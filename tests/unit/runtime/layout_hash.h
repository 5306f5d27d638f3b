// FNV-1a over numbers, eight bytes each: what pins a layout to its version.
#pragma once

#include <cstdint>
#include <initializer_list>

namespace scopegraft::test {

constexpr std::uint64_t hash_of(std::initializer_list<std::uint64_t> numbers) {
  std::uint64_t state = 0xcbf29ce484222325;
  for (std::uint64_t number : numbers)
    for (int i = 0; i != 8; ++i, number >>= 8) state = (state ^ (number & 0xff)) * 0x100000001b3;
  return state;
}

}  // namespace scopegraft::test
