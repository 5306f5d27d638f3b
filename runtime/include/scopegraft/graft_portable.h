// The begin and the end of a call in C++: on any processor, and for the thread sanitizer. As in graft_x86_64.h, where the reasons stand.
#ifndef SCOPEGRAFT_GRAFT_PORTABLE_H
#define SCOPEGRAFT_GRAFT_PORTABLE_H
#ifdef __cplusplus
#pragma GCC system_header
#include "graft_words.h"
#pragma pack(push)
#pragma pack()

extern "C++" {
namespace scopegraft_rt {

SCOPEGRAFT_RT_INLINE sg_u64 sg_open(Site& sg_site) noexcept {
  const int sg_id = __atomic_load_n(&sg_site.sg_id, __ATOMIC_RELAXED);
  if (__builtin_expect(sg_id < 0, 0)) return sg_kNotSeen;
  Thread& sg_thread = sg_rt_thread;
  sg_u64 sg_word = reinterpret_cast<sg_u64>(sg_thread.sg_node);
  if (__builtin_expect(*sg_thread.sg_uncaught == 0, 1)) {
    const Below sg_below = sg_find(sg_thread, sg_thread.sg_node, static_cast<sg_u32>(sg_id));
    if (__builtin_expect(sg_below.sg_node != 0, 1)) {
      sg_word = reinterpret_cast<sg_u64>(sg_below.sg_parent);
      sg_count(sg_below.sg_node);
      if (__builtin_expect(sg_below.sg_node->sg_calls < sg_below.sg_node->sg_next, 1)) {
        sg_thread.sg_node = sg_below.sg_node;
        return sg_word;
      }
      sg_word |= sg_kDue;
    }
  }
  const Entered sg_entered = sg_rt_enter(&sg_site, sg_word);
  sg_thread.sg_node = sg_entered.sg_node;
  return sg_entered.sg_word;
}
// Restores the position whatever happened to the scopes inside (longjmp).
SCOPEGRAFT_RT_INLINE void sg_close(Site& sg_site, sg_u64 sg_word) noexcept {
  if (__builtin_expect(sg_word == sg_kNotSeen, 0)) return;
  Thread& sg_thread = sg_rt_thread;
  if (__builtin_expect(((sg_word & sg_kMarks) != 0) || (*sg_thread.sg_uncaught != 0), 0)) sg_thread.sg_node = sg_rt_leave(&sg_site, sg_word);
  else sg_thread.sg_node = reinterpret_cast<Node*>(sg_word);
}
SCOPEGRAFT_RT_INLINE sg_u64 sg_open_leaf(Site& sg_site) noexcept {
  const int sg_id = __atomic_load_n(&sg_site.sg_id, __ATOMIC_RELAXED);
  if (__builtin_expect(sg_id < 0, 0)) return sg_kNotSeen;
  const Thread& sg_thread = sg_rt_thread;
  sg_u64 sg_word = reinterpret_cast<sg_u64>(sg_thread.sg_node);
  const sg_u64 sg_key = sg_thread.sg_node->sg_children_key + static_cast<sg_u32>(sg_id);
  Node* const sg_node = sg_thread.sg_table[sg_key & sg_thread.sg_mask];
  if (__builtin_expect(sg_node->sg_key == sg_key, 1)) {
    sg_count(sg_node);
    if (__builtin_expect(sg_node->sg_calls < sg_node->sg_next, 1)) return 0;
    sg_word |= sg_kDue;
  }
  return sg_rt_enter(&sg_site, sg_word).sg_word;
}
SCOPEGRAFT_RT_INLINE void sg_close_leaf(Site& sg_site, sg_u64 sg_word) noexcept {
  if (__builtin_expect((sg_word & sg_kMarks) != 0, 0)) sg_rt_leave(&sg_site, sg_word);
}
SCOPEGRAFT_RT_INLINE Node* sg_position() noexcept { return sg_rt_thread.sg_node; }
SCOPEGRAFT_RT_INLINE void sg_move_to(Node* sg_node) noexcept { sg_rt_thread.sg_node = sg_node; }

}  // namespace scopegraft_rt
}  // extern "C++"

#pragma pack(pop)
#endif  // __cplusplus
#endif  // SCOPEGRAFT_GRAFT_PORTABLE_H
