// How a coroutine's scope on x86-64 reaches the runtime: by thunks (src/live/thunks.cpp) that keep the registers of arguments, so that a
// body that calls nothing else is compiled as one that calls nothing, and its frame's address stays where it is. An ordinary call, though it
// hardly ever happens, has a coroutine save and restore three registers each time that it is resumed or destroyed. The vectors' registers
// are not kept, unlike a function's (graft_x86_64.h): a measured run comes here at each suspension, and no frame lies in them.
#ifndef SCOPEGRAFT_ASYNC_X86_64_H
#define SCOPEGRAFT_ASYNC_X86_64_H
#ifdef __cplusplus
#pragma GCC system_header

// What a call changes beside them.
#if defined(__SSE__)
#define SCOPEGRAFT_RT_VECTORS                                                                                                 \
  , "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15"
#else
#define SCOPEGRAFT_RT_VECTORS
#endif
#if defined(__AVX512F__)
#define SCOPEGRAFT_RT_VECTORS_512                                                                                             \
  , "xmm16", "xmm17", "xmm18", "xmm19", "xmm20", "xmm21", "xmm22", "xmm23", "xmm24", "xmm25", "xmm26", "xmm27", "xmm28",      \
      "xmm29", "xmm30", "xmm31", "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7"
#else
#define SCOPEGRAFT_RT_VECTORS_512
#endif
#if defined(__MMX__)
#define SCOPEGRAFT_RT_X87                                                                                                     \
  , "st", "st(1)", "st(2)", "st(3)", "st(4)", "st(5)", "st(6)", "st(7)", "mm0", "mm1", "mm2", "mm3", "mm4", "mm5", "mm6", "mm7"
#else
#define SCOPEGRAFT_RT_X87
#endif
#if defined(__APX_F__)
#define SCOPEGRAFT_RT_APX                                                                                                     \
  , "r16", "r17", "r18", "r19", "r20", "r21", "r22", "r23", "r24", "r25", "r26", "r27", "r28", "r29", "r30", "r31"
#else
#define SCOPEGRAFT_RT_APX
#endif

// Past the red zone, which the compiler may be using.
#define SCOPEGRAFT_RT_ASYNC(sg_thunk, ...)                                                                                    \
  __asm__ __volatile__(                                                                                                       \
      "{leaq -128(%%rsp), %%rsp|lea rsp, [rsp-128]}\n\t"                                                                      \
      "{call *" sg_thunk "@GOTPCREL(%%rip)|call [rip + " sg_thunk "@GOTPCREL]}\n\t"                                           \
      "{subq $-128, %%rsp|sub rsp, -128}"                                                                                     \
      :                                                                                                                       \
      : __VA_ARGS__                                                                                                           \
      : "cc", "memory", "rax", "r10", "r11" SCOPEGRAFT_RT_VECTORS SCOPEGRAFT_RT_VECTORS_512 SCOPEGRAFT_RT_X87 SCOPEGRAFT_RT_APX)

extern "C++" {
namespace scopegraft_rt {
namespace sg_async {

SCOPEGRAFT_RT_INLINE void sg_enter(AsyncScope* sg_scope, Site* sg_site, const void* sg_frame) noexcept {
  SCOPEGRAFT_RT_ASYNC("sg_rt_async_enter_thunk", "D"(sg_scope), "S"(sg_site), "d"(sg_frame));
}
SCOPEGRAFT_RT_INLINE void sg_begin(AsyncScope* sg_scope) noexcept { SCOPEGRAFT_RT_ASYNC("sg_rt_async_begin_thunk", "D"(sg_scope)); }
SCOPEGRAFT_RT_INLINE void sg_pause(AsyncScope* sg_scope) noexcept { SCOPEGRAFT_RT_ASYNC("sg_rt_async_pause_thunk", "D"(sg_scope)); }
SCOPEGRAFT_RT_INLINE void sg_resume(AsyncScope* sg_scope) noexcept { SCOPEGRAFT_RT_ASYNC("sg_rt_async_resume_thunk", "D"(sg_scope)); }
SCOPEGRAFT_RT_INLINE void sg_move(AsyncScope* sg_scope) noexcept { SCOPEGRAFT_RT_ASYNC("sg_rt_async_move_thunk", "D"(sg_scope)); }
SCOPEGRAFT_RT_INLINE void sg_end(AsyncScope* sg_scope) noexcept { SCOPEGRAFT_RT_ASYNC("sg_rt_async_end_thunk", "D"(sg_scope)); }
SCOPEGRAFT_RT_INLINE void sg_await_in(void* sg_context) noexcept { SCOPEGRAFT_RT_ASYNC("sg_rt_awaited_context_thunk", "D"(sg_context)); }

}  // namespace sg_async
}  // namespace scopegraft_rt
}  // extern "C++"

#endif  // __cplusplus
#endif  // SCOPEGRAFT_ASYNC_X86_64_H
