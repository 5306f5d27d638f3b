// The begin and the end of a call on x86-64, each one piece of assembly that changes no register but its results and three that hold
// the fewest arguments: a function with a scope is compiled like one without, stays a leaf, keeps its registers, and is inlined (GCC
// counts such a piece as one instruction). What a compiler does not see as branches and addresses it does not optimise as such either, in
// every function and once more on each way out of it: that was nine tenths of what scopes cost a build. What is left grows with the number
// of lines here and of registers taken, so all that is not on the path of a counted call lies behind the thunks (src/live/thunks.cpp).
// No memory is named as changed but the site, lest it be taken for a constant: what else is changed, C++ in a user's function reads only
// through sg_position.
#ifndef SCOPEGRAFT_GRAFT_X86_64_H
#define SCOPEGRAFT_GRAFT_X86_64_H
#ifdef __cplusplus
#pragma GCC system_header
#include "graft_words.h"
#pragma pack(push)
#pragma pack()

extern "C++" {
namespace scopegraft_rt {

#if (defined(__GNUC__) && __GNUC__ >= 9) || (defined(__clang__) && __clang_major__ >= 12)
#define SCOPEGRAFT_RT_ASM __asm__ __inline__ __volatile__
#else
#define SCOPEGRAFT_RT_ASM __asm__ __volatile__
#endif

// Never called from C++. They find the site in r9 and change no register but r9 to r11 and, at a begin, rax.
extern "C" {
// rax is 0 unless the call is counted and due to be measured, with its node in r10. To rax: the word. Moves the thread.
SCOPEGRAFT_RT_API void sg_rt_enter_thunk();
SCOPEGRAFT_RT_API void sg_rt_enter_noexcept_thunk();  // from where exceptions in flight are not asked for
SCOPEGRAFT_RT_API void sg_rt_enter_leaf_thunk();      // the same; does not move the thread
// r10: the word. Moves the thread.
SCOPEGRAFT_RT_API void sg_rt_leave_thunk();
SCOPEGRAFT_RT_API void sg_rt_leave_leaf_thunk();      // does not
}
// Out of line, and back to 8. Past the red zone, which the compiler may be using. The site's address first: it may depend on the stack
// pointer.
#define SCOPEGRAFT_RT_THUNK(sg_thunk)                                                            \
  "{leaq %[sg_site], %%r9|lea r9, %[sg_site]}\n\t"                                              \
  "{leaq -128(%%rsp), %%rsp|lea rsp, [rsp-128]}\n\t"                                            \
  "{call *" sg_thunk "@GOTPCREL(%%rip)|call [rip + " sg_thunk "@GOTPCREL]}\n\t"                 \
  "{subq $-128, %%rsp|sub rsp, -128}\n\t"                                                       \
  "jmp 8b\n\t"                                                                                  \
  ".previous"

// The site's number in the word, the thread in r11. To 8: the site is switched off, and so is the word.
#define SCOPEGRAFT_RT_BEGIN                                                                      \
  "{movslq %[sg_site], %[sg_word]|movsxd %[sg_word], DWORD PTR %[sg_site]}\n\t"                 \
  "{testq %[sg_word], %[sg_word]|test %[sg_word], %[sg_word]}\n\t"                              \
  "js 8f\n\t"                                                                                   \
  "{movq " SCOPEGRAFT_RT_THREAD "@gottpoff(%%rip), %%r11|mov r11, QWORD PTR " SCOPEGRAFT_RT_THREAD "@gottpoff[rip]}\n\t"
// A call of the node in r10, counted; takes r9. To 6, and the word is not 0: it is due.
#define SCOPEGRAFT_RT_COUNT                                                                      \
  "{addq $1, 16(%%r10)|add QWORD PTR [r10+16], 1}\n\t"                                          \
  "{movq 16(%%r10), %%r9|mov r9, QWORD PTR [r10+16]}\n\t"                                       \
  "{cmpq 24(%%r10), %%r9|cmp r9, QWORD PTR [r10+24]}\n\t"                                       \
  "jae 6f\n\t"
// What a begin has out of line: 6 a call that is due, 7 one that is not counted.
#define SCOPEGRAFT_RT_UNUSUAL(sg_thunk)                                                          \
  "8:\n\t"                                                                                      \
  ".subsection 1\n"                                                                             \
  "7:\n\t"                                                                                      \
  "{xorl %k[sg_word], %k[sg_word]|xor %k[sg_word], %k[sg_word]}\n"                              \
  "6:\n\t"                                                                                      \
  SCOPEGRAFT_RT_THUNK(sg_thunk)

// To 7 when there are exceptions in flight: those there were at the begin of a call tell at its end whether one leaves it. Where the
// compiler knows of no exceptions none does that a destructor would see.
#if defined(__cpp_exceptions) || defined(__EXCEPTIONS)
#define SCOPEGRAFT_RT_IN_FLIGHT(sg_free)                                                         \
  "{movq %%fs:24(%%r11), %%" sg_free "|mov " sg_free ", QWORD PTR fs:[r11+24]}\n\t"             \
  "{cmpl $0, (%%" sg_free ")|cmp DWORD PTR [" sg_free "], 0}\n\t"                               \
  "jne 7f\n\t"
#define SCOPEGRAFT_RT_ENTER "sg_rt_enter_thunk"
#else
#define SCOPEGRAFT_RT_IN_FLIGHT(sg_free)
#define SCOPEGRAFT_RT_ENTER "sg_rt_enter_noexcept_thunk"
#endif

SCOPEGRAFT_RT_INLINE sg_u64 sg_open(Site& sg_site) noexcept {
  sg_u64 sg_word;
  // The node is guessed: that of the site's latest call, if its parent is where the thread is. To find it in the table takes three loads
  // that wait for each other and for the position, and the next scope inside waits for it; the guess waits for nothing, and to check it is
  // a branch. The word is the position by way of the node.
  SCOPEGRAFT_RT_ASM(
      SCOPEGRAFT_RT_BEGIN
      "{cmpq %%fs:56(%%r11), %[sg_word]|cmp %[sg_word], QWORD PTR fs:[r11+56]}\n\t"
      "jae 7f\n\t"
      "{movq %%fs:48(%%r11), %%r10|mov r10, QWORD PTR fs:[r11+48]}\n\t"
      "{movq (%%r10,%[sg_word],8), %%r10|mov r10, QWORD PTR [r10+%[sg_word]*8]}\n\t"
      "{movl 52(%%r10), %k[sg_word]|mov %k[sg_word], DWORD PTR [r10+52]}\n\t"
      "{shlq $6, %[sg_word]|shl %[sg_word], 6}\n\t"
      "{addq %%fs:32(%%r11), %[sg_word]|add %[sg_word], QWORD PTR fs:[r11+32]}\n\t"
      "{cmpq %%fs:(%%r11), %[sg_word]|cmp %[sg_word], QWORD PTR fs:[r11]}\n\t"
      "jne 7f\n\t"
      SCOPEGRAFT_RT_IN_FLIGHT("r9")
      SCOPEGRAFT_RT_COUNT
      "{movq %%r10, %%fs:(%%r11)|mov QWORD PTR fs:[r11], r10}\n"
      SCOPEGRAFT_RT_UNUSUAL(SCOPEGRAFT_RT_ENTER)
      : [sg_word] "=&a"(sg_word), [sg_site] "+m"(sg_site)
      :
      : "cc", "r9", "r10", "r11");
  return sg_word;
}
// Restores the position whatever happened to the scopes inside (longjmp).
SCOPEGRAFT_RT_INLINE void sg_close(Site& sg_site, sg_u64 sg_word) noexcept {
  SCOPEGRAFT_RT_ASM(
      "{testq %[sg_word], %[sg_word]|test %[sg_word], %[sg_word]}\n\t"
      "js 8f\n\t"
      "{movq " SCOPEGRAFT_RT_THREAD "@gottpoff(%%rip), %%r11|mov r11, QWORD PTR " SCOPEGRAFT_RT_THREAD "@gottpoff[rip]}\n\t"
      "{testb $7, %b[sg_word]|test %b[sg_word], 7}\n\t"
      "jne 7f\n\t"
      SCOPEGRAFT_RT_IN_FLIGHT("r10")
      "{movq %[sg_word], %%fs:(%%r11)|mov QWORD PTR fs:[r11], %[sg_word]}\n"
      "8:\n\t"
      ".subsection 1\n"
      "7:\n\t"
      "{movq %[sg_word], %%r10|mov r10, %[sg_word]}\n\t"
      SCOPEGRAFT_RT_THUNK("sg_rt_leave_thunk")
      :
      : [sg_word] "r"(sg_word), [sg_site] "m"(sg_site)
      : "cc", "r9", "r10", "r11");
}
// The same of a call that is no place (LeafScope). Its word has no mark unless it is measured or the first of its site. The table is asked:
// nothing waits for a leaf's node, and leaves have many callers.
SCOPEGRAFT_RT_INLINE sg_u64 sg_open_leaf(Site& sg_site) noexcept {
  sg_u64 sg_word;
  SCOPEGRAFT_RT_ASM(
      SCOPEGRAFT_RT_BEGIN
      "{movq %%fs:(%%r11), %%r10|mov r10, QWORD PTR fs:[r11]}\n\t"
      "{addq 8(%%r10), %[sg_word]|add %[sg_word], QWORD PTR [r10+8]}\n\t"
      "{movq %%fs:16(%%r11), %%r10|mov r10, QWORD PTR fs:[r11+16]}\n\t"
      "{movq %%fs:8(%%r11), %%r11|mov r11, QWORD PTR fs:[r11+8]}\n\t"
      "{andq %[sg_word], %%r10|and r10, %[sg_word]}\n\t"
      "{movq (%%r11,%%r10,8), %%r10|mov r10, QWORD PTR [r11+r10*8]}\n\t"
      "{cmpq (%%r10), %[sg_word]|cmp %[sg_word], QWORD PTR [r10]}\n\t"
      "jne 7f\n\t"
      SCOPEGRAFT_RT_COUNT
      "{xorl %k[sg_word], %k[sg_word]|xor %k[sg_word], %k[sg_word]}\n"
      SCOPEGRAFT_RT_UNUSUAL("sg_rt_enter_leaf_thunk")
      : [sg_word] "=&a"(sg_word), [sg_site] "+m"(sg_site)
      :
      : "cc", "r9", "r10", "r11");
  return sg_word;
}
SCOPEGRAFT_RT_INLINE void sg_close_leaf(Site& sg_site, sg_u64 sg_word) noexcept {
  SCOPEGRAFT_RT_ASM(
      "{testb $7, %b[sg_word]|test %b[sg_word], 7}\n\t"
      "jne 7f\n"
      "8:\n\t"
      ".subsection 1\n"
      "7:\n\t"
      "{movq %[sg_word], %%r10|mov r10, %[sg_word]}\n\t"
      SCOPEGRAFT_RT_THUNK("sg_rt_leave_leaf_thunk")
      :
      : [sg_word] "r"(sg_word), [sg_site] "m"(sg_site)
      : "cc", "r9", "r10", "r11");
}
// What scopes change unseen is read and written between them.
SCOPEGRAFT_RT_INLINE Node* sg_position() noexcept {
  __asm__ __volatile__("" : "+m"(sg_rt_thread.sg_node));
  return sg_rt_thread.sg_node;
}
SCOPEGRAFT_RT_INLINE void sg_move_to(Node* sg_node) noexcept {
  sg_rt_thread.sg_node = sg_node;
  __asm__ __volatile__("" : "+m"(sg_rt_thread.sg_node));
}

}  // namespace scopegraft_rt
}  // extern "C++"

#pragma pack(pop)
#endif  // __cplusplus
#endif  // SCOPEGRAFT_GRAFT_X86_64_H
