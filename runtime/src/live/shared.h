// Words of the profile file that one thread writes and others read meanwhile (for windows, the log, the process' own figures):
// whole and in no order, at the price of plain ones. What belongs together may be one call apart.
#pragma once

namespace scopegraft::live {

template <typename T>
[[nodiscard]] T load_shared(const T& word) noexcept {
  T value;
  __atomic_load(&word, &value, __ATOMIC_RELAXED);
  return value;
}

template <typename T>
void store_shared(T& word, T value) noexcept {
  __atomic_store(&word, &value, __ATOMIC_RELAXED);
}

// For its only writer.
template <typename T>
void add_shared(T& word, T more) noexcept {
  store_shared(word, static_cast<T>(word + more));
}

}  // namespace scopegraft::live
