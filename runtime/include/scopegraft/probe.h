// What the rewriter injects around a call that a `cache:` rule speaks of: the result tells hit or miss, and goes on as it is.
//     ::scopegraft_rt::cache_result(cache.get(key))                        by value: scalars, and what may be copied unseen
//     ::scopegraft_rt::cache_reference(cache.find(key))                    as the reference that it is
//     auto found = cache.get(key); ::scopegraft_rt::cache_reference(found); an object that was made in its place
//     ::scopegraft_rt::cache_result(f(k), ::scopegraft_rt::Hit::falsy)      `hit_when: falsy`
//     ::scopegraft_rt::cache_result(f(k), [&](auto& sg_result) { return static_cast<bool>(...); })    an expression, C++14
// What asking the result throws is dropped, and the lookup is not counted. C++11 and later; includes nothing but graft.h.
#ifndef SCOPEGRAFT_PROBE_H
#define SCOPEGRAFT_PROBE_H
#include "graft.h"
#ifdef __cplusplus
#pragma GCC system_header
extern "C++" {
namespace scopegraft_rt {

// Counts for the collector `cache` of the calls that are open.
extern "C" SCOPEGRAFT_RT_API void sg_rt_cache(bool sg_hit) noexcept;

enum class Hit { truthy, falsy };

template <typename sg_T>
SCOPEGRAFT_RT_INLINE bool is_hit(sg_T& sg_result, Hit sg_when) {
  return static_cast<bool>(sg_result) == (sg_when == Hit::truthy);
}
template <typename sg_T, typename sg_Question>
SCOPEGRAFT_RT_INLINE bool is_hit(sg_T& sg_result, const sg_Question& sg_question) {
  return sg_question(sg_result);
}

template <typename sg_T, typename sg_Question>
SCOPEGRAFT_RT_INLINE void count_lookup(sg_T& sg_result, const sg_Question& sg_question) noexcept {
#if defined(__cpp_exceptions) || defined(__EXCEPTIONS)
  try {
    sg_rt_cache(is_hit(sg_result, sg_question));
  } catch (...) {
  }
#else
  sg_rt_cache(is_hit(sg_result, sg_question));
#endif
}

template <typename sg_T, typename sg_Question = Hit>
SCOPEGRAFT_RT_INLINE sg_T cache_result(sg_T sg_result, const sg_Question& sg_question = Hit::truthy) {
  count_lookup(sg_result, sg_question);
  return sg_result;
}
template <typename sg_T, typename sg_Question = Hit>
SCOPEGRAFT_RT_INLINE sg_T&& cache_reference(sg_T&& sg_result, const sg_Question& sg_question = Hit::truthy) noexcept {
  count_lookup(sg_result, sg_question);
  return static_cast<sg_T&&>(sg_result);
}

}  // namespace scopegraft_rt
}  // extern "C++"
#endif
#endif  // SCOPEGRAFT_PROBE_H
