// How a coroutine's scope reaches the runtime on any processor, and for the thread sanitizer: by calls. As in async_x86_64.h.
#ifndef SCOPEGRAFT_ASYNC_PORTABLE_H
#define SCOPEGRAFT_ASYNC_PORTABLE_H
#ifdef __cplusplus
#pragma GCC system_header

extern "C++" {
namespace scopegraft_rt {
namespace sg_async {

SCOPEGRAFT_RT_INLINE void sg_enter(AsyncScope* sg_scope, Site* sg_site, const void* sg_frame) noexcept {
  sg_rt_async_enter(sg_scope, sg_site, sg_frame);
}
SCOPEGRAFT_RT_INLINE void sg_begin(AsyncScope* sg_scope) noexcept { sg_rt_async_begin(sg_scope); }
SCOPEGRAFT_RT_INLINE void sg_pause(AsyncScope* sg_scope) noexcept { sg_rt_async_pause(sg_scope); }
SCOPEGRAFT_RT_INLINE void sg_resume(AsyncScope* sg_scope) noexcept { sg_rt_async_resume(sg_scope); }
SCOPEGRAFT_RT_INLINE void sg_move(AsyncScope* sg_scope) noexcept { sg_rt_async_move(sg_scope); }
SCOPEGRAFT_RT_INLINE void sg_end(AsyncScope* sg_scope) noexcept { sg_rt_async_end(sg_scope); }
SCOPEGRAFT_RT_INLINE void sg_await_in(void* sg_context) noexcept { sg_rt_awaited_context(sg_context); }

}  // namespace sg_async
}  // namespace scopegraft_rt
}  // extern "C++"

#endif  // __cplusplus
#endif  // SCOPEGRAFT_ASYNC_PORTABLE_H
