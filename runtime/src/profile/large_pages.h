// Arrays of a large profile in pages as large as the machine has. Where memory is virtual twice, first touching it 4 kB at a time and
// finding it again takes half the time of a report; a machine without such pages, or a small array, loses nothing.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace scopegraft::profile {

// Makes room for `count` in a vector or string; to be called before anything is in it.
template <typename Array>
void reserve_in_large_pages(Array& array, std::size_t count) {
  constexpr std::uintptr_t kPage = std::uintptr_t{2} << 20;  // of x86-64, and of 64-bit ARM with pages of 4 kB
  array.reserve(count);
  const auto begin = reinterpret_cast<std::uintptr_t>(array.data()), end = begin + array.capacity() * sizeof(typename Array::value_type);
  const std::uintptr_t first = (begin + kPage - 1) & ~(kPage - 1), last = end & ~(kPage - 1);
  if (first < last) static_cast<void>(::madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE));
}

// An array of `count` zeros.
template <typename T>
std::vector<T> in_large_pages(std::size_t count) {
  std::vector<T> array;
  reserve_in_large_pages(array, count);
  array.resize(count);
  return array;
}

}  // namespace scopegraft::profile
