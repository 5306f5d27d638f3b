// The values of a call's arguments as short texts, for the slowest calls of a function: numbers, strings, what smart pointers and
// optionals hold, how many elements a container has, and what the program itself can write to a std::ostream. Part of args.h;
// includes nothing, for the same reason. Read at the begin of a measured call, before anything is moved from or changed.
#ifndef SCOPEGRAFT_VALUES_H
#define SCOPEGRAFT_VALUES_H
#ifdef __cplusplus
#pragma GCC system_header
#include "graft.h"

// What a type is written to. The standard library's own declaration; not that of libc++, whose names lie elsewhere.
#if defined(__has_include)
#if !__has_include(<__config>)
#define SCOPEGRAFT_RT_STREAMS 1
#endif
#endif
#if defined(SCOPEGRAFT_RT_STREAMS)
namespace std __attribute__((__visibility__("default"))) {
template <typename>
struct char_traits;
template <typename, typename>
class basic_ostream;
}  // namespace std
#endif

extern "C++" {
namespace scopegraft_rt {

// What the runtime remembers while it takes a call's arguments: where their values go (0: nobody wants them), when it began, and
// the thread's allocations until then, for what it takes is not the program's.
struct Taking {
  void* sg_values;
  sg_u64 sg_began;
  sg_u64 sg_memory[5];
};

extern "C" {
// On to the next argument. False: its value is not wanted, or there is no room.
SCOPEGRAFT_RT_API bool sg_rt_value_next(Taking* sg_taking) noexcept;
SCOPEGRAFT_RT_API void sg_rt_value_text(Taking* sg_taking, const char* sg_text, sg_u64 sg_size) noexcept;
SCOPEGRAFT_RT_API void sg_rt_value_signed(Taking* sg_taking, long long sg_value) noexcept;
SCOPEGRAFT_RT_API void sg_rt_value_unsigned(Taking* sg_taking, unsigned long long sg_value) noexcept;
SCOPEGRAFT_RT_API void sg_rt_value_real(Taking* sg_taking, double sg_value) noexcept;
SCOPEGRAFT_RT_API void sg_rt_value_pointer(Taking* sg_taking, const volatile void* sg_value) noexcept;
// A text that ends with a zero, if it does and can be read: it may be a buffer that is no text.
SCOPEGRAFT_RT_API void sg_rt_value_string(Taking* sg_taking, const char* sg_value) noexcept;
SCOPEGRAFT_RT_API void sg_rt_value_elements(Taking* sg_taking, sg_u64 sg_count) noexcept;
// `sg_print` gets a std::ostream and the object; it may throw.
SCOPEGRAFT_RT_API void sg_rt_value_printed(Taking* sg_taking, void (*sg_print)(void*, const void*), const void* sg_object) noexcept;
}

namespace sg_values {

template <int kRank>
struct Rank : Rank<kRank - 1> {};
template <>
struct Rank<0> {};
template <bool, typename T = int>
struct If {};
template <typename T>
struct If<true, T> {
  typedef T Type;
};
template <typename A, typename B>
struct Same {
  static constexpr bool kValue = false;
};
template <typename A>
struct Same<A, A> {
  static constexpr bool kValue = true;
};
template <typename T>
struct Plain {
  typedef T Type;
};
template <typename T>
struct Plain<const T> {
  typedef T Type;
};
template <typename T>
struct Is {
  static constexpr bool kEnumeration = __is_enum(T);
  static constexpr bool kOwnType = __is_class(T) || __is_enum(T) || __is_union(T);
};
template <typename T>
const T& value() noexcept;

template <typename T>
void write(Taking& taking, const T& object, int level) noexcept;

inline void put(Taking& taking, bool object, Rank<9>) noexcept { sg_rt_value_text(&taking, object ? "true" : "false", object ? 4 : 5); }
inline void put(Taking& taking, char object, Rank<9>) noexcept { sg_rt_value_text(&taking, &object, 1); }
inline void put(Taking& taking, signed char object, Rank<9>) noexcept { sg_rt_value_signed(&taking, object); }
inline void put(Taking& taking, unsigned char object, Rank<9>) noexcept { sg_rt_value_unsigned(&taking, object); }
inline void put(Taking& taking, short object, Rank<9>) noexcept { sg_rt_value_signed(&taking, object); }
inline void put(Taking& taking, unsigned short object, Rank<9>) noexcept { sg_rt_value_unsigned(&taking, object); }
inline void put(Taking& taking, int object, Rank<9>) noexcept { sg_rt_value_signed(&taking, object); }
inline void put(Taking& taking, unsigned object, Rank<9>) noexcept { sg_rt_value_unsigned(&taking, object); }
inline void put(Taking& taking, long object, Rank<9>) noexcept { sg_rt_value_signed(&taking, object); }
inline void put(Taking& taking, unsigned long object, Rank<9>) noexcept { sg_rt_value_unsigned(&taking, object); }
inline void put(Taking& taking, long long object, Rank<9>) noexcept { sg_rt_value_signed(&taking, object); }
inline void put(Taking& taking, unsigned long long object, Rank<9>) noexcept { sg_rt_value_unsigned(&taking, object); }
inline void put(Taking& taking, float object, Rank<9>) noexcept { sg_rt_value_real(&taking, static_cast<double>(object)); }
inline void put(Taking& taking, double object, Rank<9>) noexcept { sg_rt_value_real(&taking, object); }
inline void put(Taking& taking, long double object, Rank<9>) noexcept { sg_rt_value_real(&taking, static_cast<double>(object)); }
inline void put(Taking& taking, decltype(nullptr), Rank<9>) noexcept { sg_rt_value_text(&taking, "null", 4); }

// What `put` above takes as it is: no conversion may turn an object into a number.
template <typename... Types>
struct Any {
  template <typename T>
  static constexpr bool is() {
    const bool same[] = {Same<T, Types>::kValue...};
    for (bool one : same)
      if (one) return true;
    return false;
  }
};
typedef Any<bool, char, signed char, unsigned char, short, unsigned short, int, unsigned, long, unsigned long, long long, unsigned long long, float,
            double, long double, decltype(nullptr)>
    Numbers;

template <typename T>
auto choose(Taking& taking, const T& object, int, Rank<8>) noexcept -> typename If<Numbers::is<T>(), void>::Type {
  put(taking, object, Rank<9>());
}

#if defined(SCOPEGRAFT_RT_STREAMS)
template <typename T>
void print(void* stream, const void* object) {
  static_cast<void>(*static_cast<std::basic_ostream<char, std::char_traits<char>>*>(stream) << *static_cast<const T*>(object));
}
template <typename T>
struct Prints {
  template <typename U>
  static auto test(int) -> decltype(static_cast<void>(*static_cast<std::basic_ostream<char, std::char_traits<char>>*>(0) << value<U>()), char());
  template <typename U>
  static long test(...);
  static constexpr bool kValue = sizeof(test<T>(0)) == 1;
};
#endif

// Strings, views, and their like.
template <typename T>
auto choose(Taking& taking, const T& object, int, Rank<7>) noexcept ->
    typename If<Same<typename Plain<typename T::value_type>::Type, char>::kValue && Same<decltype(object.data()), const char*>::kValue &&
                    sizeof(object.size()) != 0 && sizeof(typename T::traits_type) != 0,
                void>::Type {
  sg_rt_value_text(&taking, object.data(), object.size());
}

// Smart pointers and optionals: what they hold.
template <typename T>
auto choose(Taking& taking, const T& object, int level, Rank<5>) noexcept -> decltype(object.operator->(), static_cast<bool>(object), *object, void()) {
  if (level >= 3) return;
  if (static_cast<bool>(object))
    write(taking, *object, level + 1);
  else
    sg_rt_value_text(&taking, "none", 4);
}

#if defined(SCOPEGRAFT_RT_STREAMS)
// Pointers have addresses, whatever the library prints of them.
template <typename T>
auto choose(Taking& taking, const T& object, int, Rank<4>) noexcept -> typename If<Prints<T>::kValue && Is<T>::kOwnType, void>::Type {
  sg_rt_value_printed(&taking, print<T>, &object);
}
#endif

// Containers: how many.
template <typename T>
auto choose(Taking& taking, const T& object, int, Rank<3>) noexcept -> decltype(object.begin() != object.end(), sizeof(typename T::value_type), static_cast<sg_u64>(object.size()), void()) {
  sg_rt_value_elements(&taking, static_cast<sg_u64>(object.size()));
}

inline void choose(Taking& taking, const char* object, int, Rank<3>) noexcept { sg_rt_value_string(&taking, object); }
inline void choose(Taking& taking, char* object, int, Rank<3>) noexcept { sg_rt_value_string(&taking, object); }
template <typename T>
void choose(Taking& taking, T* const& object, int, Rank<2>) noexcept {
  sg_rt_value_pointer(&taking, (const volatile void*)(object));
}

template <typename T>
auto choose(Taking& taking, const T& object, int, Rank<1>) noexcept -> typename If<Is<T>::kEnumeration, void>::Type {
  put(taking, static_cast<__underlying_type(T)>(object), Rank<9>());
}

template <typename T>
void choose(Taking&, const T&, int, Rank<0>) noexcept {}

template <typename T>
void write(Taking& taking, const T& object, int level) noexcept {
  choose(taking, object, level, Rank<9>());
}

inline void each(Taking&) noexcept {}
template <typename First, typename... Rest>
void each(Taking& taking, const First& first, const Rest&... rest) noexcept {
  if (sg_rt_value_next(&taking)) write(taking, first, 0);
  each(taking, rest...);
}

}  // namespace sg_values
}  // namespace scopegraft_rt
}  // extern "C++"
#endif  // __cplusplus
#endif  // SCOPEGRAFT_VALUES_H
