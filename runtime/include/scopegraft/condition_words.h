// What a rule's `condition` is made of. Included behind graft.h where a rule has a condition; includes nothing else, because it comes
// before the program's own feature macros. Cheap enough for every call: the environment is looked at once per place, the load is read
// in the background. C++11 and later; any thread.
#ifndef SCOPEGRAFT_CONDITION_WORDS_H
#define SCOPEGRAFT_CONDITION_WORDS_H
#ifdef __cplusplus
#pragma GCC system_header
#include "graft.h"

#pragma pack(push)
#pragma pack()
extern "C++" {
namespace scopegraft_rt {

extern "C" {
// `sg_name` is a literal: its address names the place.
SCOPEGRAFT_RT_API bool sg_rt_env_set(const char* sg_name) noexcept;
SCOPEGRAFT_RT_API bool sg_rt_env_equals(const char* sg_name, const char* sg_value) noexcept;
// Load average of the last minute per processor, of at most a second ago; 0 before the first reading.
SCOPEGRAFT_RT_API double sg_rt_load() noexcept;
extern SCOPEGRAFT_RT_API double sg_rt_load_known;  // the same where somebody reads it, else below 0
// Of the current context.
SCOPEGRAFT_RT_API bool sg_rt_user_flagged(const char* sg_flag) noexcept;
// Answers of the environment that are known, by the addresses of the literals that asked. The runtime writes each once.
struct EnvAnswer {
  const char* sg_name;
  const char* sg_value;      // null: is it set at all? Written before sg_known
  signed char sg_known;      // -1: being found out
};
enum : sg_u64 { sg_kEnvAnswers = 1024 };
extern SCOPEGRAFT_RT_API EnvAnswer sg_rt_env_answers[sg_kEnvAnswers];
}
SCOPEGRAFT_RT_INLINE sg_u64 sg_env_place(const char* sg_name, const char* sg_value) noexcept {
  return ((reinterpret_cast<sg_u64>(sg_name) ^ (reinterpret_cast<sg_u64>(sg_value) << 5)) >> 2) & (sg_kEnvAnswers - 1);
}
// With acquire, to see all that was written before.
SCOPEGRAFT_RT_INLINE bool sg_env(const char* sg_name, const char* sg_value) noexcept {
  const EnvAnswer& sg_answer = sg_rt_env_answers[sg_env_place(sg_name, sg_value)];
  if (__builtin_expect(__atomic_load_n(&sg_answer.sg_name, __ATOMIC_ACQUIRE) == sg_name, 1)) {
    const signed char sg_known = __atomic_load_n(&sg_answer.sg_known, __ATOMIC_ACQUIRE);
    if (__builtin_expect(sg_known >= 0 && sg_answer.sg_value == sg_value, 1)) return sg_known != 0;
  }
  return sg_value == 0 ? sg_rt_env_set(sg_name) : sg_rt_env_equals(sg_name, sg_value);
}
SCOPEGRAFT_RT_INLINE bool env_set(const char* sg_name) noexcept { return sg_env(sg_name, 0); }
SCOPEGRAFT_RT_INLINE bool env_equals(const char* sg_name, const char* sg_value) noexcept { return sg_env(sg_name, sg_value); }
SCOPEGRAFT_RT_INLINE bool load_high(double sg_threshold) noexcept {
  double sg_load;
  __atomic_load(&sg_rt_load_known, &sg_load, __ATOMIC_RELAXED);
  if (__builtin_expect(sg_load < 0, 0)) sg_load = sg_rt_load();
  return sg_load >= sg_threshold;
}
SCOPEGRAFT_RT_INLINE bool user_flagged(const char* sg_flag) noexcept { return sg_rt_thread.sg_context != 0 && sg_rt_user_flagged(sg_flag); }
// A build without NDEBUG, or SCOPEGRAFT_DEBUG set to something but 0. Internal linkage: units of one program may differ.
__attribute__((__unused__)) static inline bool debug_mode() noexcept {
#ifdef NDEBUG
  return sg_rt_env_set("SCOPEGRAFT_DEBUG") && !sg_rt_env_equals("SCOPEGRAFT_DEBUG", "0");
#else
  return true;
#endif
}

}  // namespace scopegraft_rt
}  // extern "C++"
#pragma pack(pop)
#endif  // __cplusplus
#endif  // SCOPEGRAFT_CONDITION_WORDS_H
