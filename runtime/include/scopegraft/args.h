// How large a call's arguments are: each object's size and what it owns on the heap (strings, containers, smart pointers, in any
// nesting). Included beside graft.h where a rule asks for `track_args`; includes nothing itself, because it comes before the
// program's own feature macros. Types are known by their members, so other libraries' containers count too.
// For your own type, put a function `unsigned long scopegraft_owned_bytes(const T&) noexcept` beside it.
// Of the slowest calls of a function the values are kept too (values.h).
// Bounded: looks at kLooks objects of a call and four levels deep, and extrapolates long containers.
#ifndef SCOPEGRAFT_ARGS_H
#define SCOPEGRAFT_ARGS_H
#ifdef __cplusplus
#pragma GCC system_header
#include "graft.h"
#include "values.h"

extern "C++" {
namespace scopegraft_rt {

extern "C" {
// Around reading the arguments of a measured call that is running; their size is added to it. `sg_names`: "a,-password,rest...", one
// for each of `sg_count` arguments but a pack; behind `-` they have no value. `sg_slot`: where a coroutine keeps its values, 0 else.
SCOPEGRAFT_RT_API void sg_rt_arguments_begin(Node* sg_node, void** sg_slot, const char* sg_names, sg_u32 sg_count, Taking* sg_taking) noexcept;
SCOPEGRAFT_RT_API void sg_rt_arguments_end(Node* sg_node, Taking* sg_taking, sg_u64 sg_bytes) noexcept;
}

namespace sg_args {

template <unsigned long>
void get();  // makes `get<0>(x)` a template call, for argument-dependent lookup before C++20
template <unsigned long>
void get_if();

template <int kRank>
struct Rank : Rank<kRank - 1> {};
template <>
struct Rank<0> {};
typedef Rank<9> Best;

template <typename T>
const T& value() noexcept;
template <bool, typename T = int>
struct If {};
template <typename T>
struct If<true, T> {
  typedef T Type;
};
template <typename T>
struct Count {
  static constexpr unsigned long kValue = 0;
};
template <template <typename...> class Template, typename... Types>
struct Count<Template<Types...>> {
  static constexpr unsigned long kValue = sizeof...(Types);
};

enum : int { kLooks = 512, kLevels = 4 };
struct Looks {
  int left;
  int level;
};

template <typename T>
double owned(const T& object, Looks& looks) noexcept;

// The type says it itself.
template <typename T>
auto owned_by(const T& object, Looks&, Rank<9>) noexcept -> decltype(static_cast<double>(scopegraft_owned_bytes(object))) {
  return static_cast<double>(scopegraft_owned_bytes(object));
}

// std::variant: the alternative it holds.
template <unsigned long kIndex, typename T>
typename If<(kIndex >= Count<T>::kValue), double>::Type owned_by_alternative(const T&, Looks&) noexcept {
  return 0;
}
template <unsigned long kIndex, typename T>
typename If<(kIndex < Count<T>::kValue), double>::Type owned_by_alternative(const T& object, Looks& looks) noexcept {
  if (const auto* held = get_if<kIndex>(&object)) return owned(*held, looks);
  return owned_by_alternative<kIndex + 1>(object, looks);
}
template <typename T>
auto owned_by(const T& object, Looks& looks, Rank<8>) noexcept -> decltype(object.valueless_by_exception(), object.index(), 0.0) {
  return owned_by_alternative<0>(object, looks);
}

// std::optional and its like.
template <typename T>
auto owned_by(const T& object, Looks& looks, Rank<7>) noexcept -> decltype(object.has_value(), *object, 0.0) {
  return object.has_value() ? owned(*object, looks) : 0;
}

// Smart pointers that own an object of known size.
template <typename T>
auto owned_by(const T& object, Looks& looks, Rank<6>) noexcept
    -> decltype(object.get(), object.operator->(), sizeof(typename T::element_type), 0.0) {
  return object.get() == 0 ? 0 : static_cast<double>(sizeof(*object.get())) + owned(*object, looks);
}

template <typename T>
struct Iterates {
  template <typename U>
  static auto test(int) -> decltype(value<U>().begin() != value<U>().end(), ++*static_cast<decltype(value<U>().begin())*>(0), sizeof(typename U::value_type), char());
  template <typename U>
  static long test(...);
  static constexpr bool kValue = sizeof(test<T>(0)) == 1;
};

// What the elements own, beyond their own size.
template <typename T>
double owned_by_elements(const T& object, Looks& looks) noexcept {
  double sum = 0;
  double seen = 0, all = 0;
  for (auto at = object.begin(); at != object.end(); ++at) {
    if (looks.left <= 0) break;
    sum += owned(*at, looks);
    seen += 1;
  }
  all = static_cast<double>(object.size());
  return seen > 0 && all > seen ? sum / seen * all : sum;
}

// Elements of these types own nothing: there is no need to look at them.
template <typename T>
struct IsPlain {
  static constexpr bool kValue = __is_trivially_copyable(T);
};

template <bool kPlain>
struct Elements {
  template <typename T>
  static double owned_by(const T&, Looks&) noexcept {
    return 0;
  }
};
template <>
struct Elements<false> {
  template <typename T>
  static double owned_by(const T& object, Looks& looks) noexcept {
    return owned_by_elements(object, looks);
  }
};

// Strings and vectors: one block, unless it lies in the object itself.
template <typename T>
auto owned_by(const T& object, Looks& looks, Rank<5>) noexcept
    -> decltype(object.data(), object.capacity(), object.size(), sizeof(typename T::value_type), 0.0) {
  const char* const block = reinterpret_cast<const char*>(object.data());
  const char* const begin = reinterpret_cast<const char*>(&object);
  if (block == 0 || object.capacity() == 0 || (block >= begin && block < begin + sizeof object)) return 0;
  return static_cast<double>(object.capacity()) * static_cast<double>(sizeof(typename T::value_type)) +
         Elements<IsPlain<typename T::value_type>::kValue>::owned_by(object, looks);
}

// Maps and sets: a node per element, with three or four words beside it.
template <typename T>
auto owned_by(const T& object, Looks& looks, Rank<4>) noexcept ->
    typename If<Iterates<T>::kValue, decltype(object.size(), sizeof(typename T::key_type), 0.0)>::Type {
  return static_cast<double>(object.size()) * static_cast<double>(sizeof(typename T::value_type) + 4 * sizeof(void*)) +
         Elements<IsPlain<typename T::value_type>::kValue>::owned_by(object, looks);
}

// Lists, queues and all else with an allocator; without one (spans, views, arrays) the elements are somebody else's or inside.
template <typename T>
auto owned_by(const T& object, Looks& looks, Rank<3>) noexcept ->
    typename If<Iterates<T>::kValue, decltype(object.size(), sizeof(typename T::allocator_type), 0.0)>::Type {
  return static_cast<double>(object.size()) * static_cast<double>(sizeof(typename T::value_type) + 2 * sizeof(void*)) +
         Elements<IsPlain<typename T::value_type>::kValue>::owned_by(object, looks);
}

// Arrays.
template <typename T, decltype(sizeof(0)) kSize>
double owned_by(const T (&object)[kSize], Looks& looks, Rank<9>) noexcept {
  double sum = 0;
  if (!IsPlain<T>::kValue)
    for (decltype(sizeof(0)) i = 0; i != kSize && looks.left > 0; ++i) sum += owned(object[i], looks);
  return sum;
}

// std::array, by its fill().
template <typename T>
struct Fills {
  template <typename U>
  static auto test(int) -> decltype(static_cast<U*>(0)->fill(*value<U>().begin()), char());
  template <typename U>
  static long test(...);
  static constexpr bool kValue = sizeof(test<T>(0)) == 1;
};
template <typename T>
auto owned_by(const T& object, Looks& looks, Rank<2>) noexcept -> typename If<Fills<T>::kValue, decltype(object.size(), 0.0)>::Type {
  return Elements<IsPlain<typename T::value_type>::kValue>::owned_by(object, looks);
}

// std::pair and std::tuple.
template <unsigned long kIndex, typename T>
typename If<(kIndex >= Count<T>::kValue), double>::Type owned_by_members(const T&, Looks&) noexcept {
  return 0;
}
template <unsigned long kIndex, typename T>
typename If<(kIndex < Count<T>::kValue), double>::Type owned_by_members(const T& object, Looks& looks) noexcept {
  return owned(get<kIndex>(object), looks) + owned_by_members<kIndex + 1>(object, looks);
}
template <typename T>
auto owned_by(const T& object, Looks& looks, Rank<1>) noexcept ->
    typename If<(Count<T>::kValue > 0), decltype(get<Count<T>::kValue - 1>(object), 0.0)>::Type {
  return owned_by_members<0>(object, looks);
}

template <typename T>
double owned_by(const T&, Looks&, Rank<0>) noexcept {
  return 0;
}

template <typename T>
double owned(const T& object, Looks& looks) noexcept {
  if (looks.left <= 0 || looks.level >= kLevels) return 0;
  --looks.left;
  ++looks.level;
  const double bytes = owned_by(object, looks, Best());
  --looks.level;
  return bytes;
}

// An incomplete type passed by reference has no size here.
template <typename T>
auto size_of(const T& object, Looks& looks, int) noexcept -> decltype(sizeof(T), 0.0) {
  return static_cast<double>(sizeof(T)) + owned(object, looks);
}
template <typename T>
double size_of(const T&, Looks&, long) noexcept {
  return 0;
}

inline double sizes(Looks&) noexcept { return 0; }
template <typename First, typename... Rest>
double sizes(Looks& looks, const First& first, const Rest&... rest) noexcept {
  const double bytes = size_of(first, looks, 0);
  return bytes + sizes(looks, rest...);
}

}  // namespace sg_args

namespace sg_args {
template <typename AnyScope>
auto slot_of(const AnyScope& scope, int) noexcept -> decltype(&scope.sg_values) {
  return &scope.sg_values;
}
template <typename AnyScope>
void** slot_of(const AnyScope&, long) noexcept {
  return 0;
}
}  // namespace sg_args

template <typename AnyScope, typename... Arguments>
__attribute__((__noinline__)) void arguments(const AnyScope& sg_scope, const char* sg_names, const Arguments&... sg_arguments) noexcept {
  Taking sg_taking;
  sg_rt_arguments_begin(sg_scope.sg_node(), sg_args::slot_of(sg_scope, 0), sg_names, sizeof...(sg_arguments), &sg_taking);
  if (sg_taking.sg_values != 0) sg_values::each(sg_taking, sg_arguments...);
  sg_args::Looks sg_looks = {sg_args::kLooks, 0};
  sg_rt_arguments_end(sg_scope.sg_node(), &sg_taking, static_cast<sg_u64>(sg_args::sizes(sg_looks, sg_arguments...)));
}

}  // namespace scopegraft_rt
}  // extern "C++"
#endif  // __cplusplus
#endif  // SCOPEGRAFT_ARGS_H
