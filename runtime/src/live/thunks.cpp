// How a scope on x86-64 reaches the runtime without its function knowing (graft_x86_64.h): all registers but those that it gives away are
// kept, those of vectors too. What is usual beside counting is written out here, because saving the vector registers costs more: a guess
// that was wrong, the begin and the end of a measured call. The vector registers lie in the thread's state, because a signal handler may
// have a stack of 8 kB; on the stack before there is one, and where a call interrupts another. No unwind tables: nothing is thrown
// through here. Coroutines keep less (async_x86_64.h).
#include "live/thunks.h"

#include <cstddef>

#include "format/layout.h"
#include "live/clock.h"
#include "live/thread.h"

#if defined(SCOPEGRAFT_RT_ASSEMBLY)

namespace scopegraft::live {

using scopegraft_rt::Site;
using scopegraft_rt::Thread;

// The numbers in the assembly below and in that of graft_x86_64.h.
static_assert(offsetof(Site, sg_id) == 0 && offsetof(Thread, sg_node) == 0);
static_assert(offsetof(Thread, sg_table) == 8 && offsetof(Thread, sg_mask) == 16 && offsetof(Thread, sg_uncaught) == 24 && offsetof(Thread, sg_base) == 32);
static_assert(offsetof(Thread, sg_state) == 40 && offsetof(ThreadState, vectors) == 0 && offsetof(ThreadState, vectors_taken) == 2816);
static_assert(offsetof(Thread, sg_cursor) == 64 && offsetof(Thread, sg_ring_end) == 72 && offsetof(Thread, sg_spent) == 80);
static_assert(offsetof(Thread, sg_charge) == 88 && offsetof(Thread, sg_since) == 96 && offsetof(Thread, sg_period_end) == 104);
static_assert(offsetof(format::Node, hot.sg_children_key) == 8 /* its index at 12 */ && offsetof(format::Node, hot.sg_next) == 24 && offsetof(format::Node, last) == 32);
static_assert(offsetof(Thread, sg_last) == 48 && offsetof(Thread, sg_known) == 56);
static_assert(offsetof(format::Node, open) == 40 && offsetof(format::Node, flags) == 48 && offsetof(format::Node, parent) == 52);
static_assert(format::kExtras == 16 && format::kUnit == 64 && static_cast<int>(ClockKind::kTsc) == 1 && offsetof(Clock, kind) == 0);
static_assert(scopegraft_rt::sg_kMeasured == 1 && scopegraft_rt::sg_kDue == 1 && scopegraft_rt::sg_kMarks == 7);

}  // namespace scopegraft::live

// The state of the vector registers: SSE, AVX, MPX and AVX-512 (what glibc's lazy binding keeps, for the same reason), by XSAVEC
// where the processor has it, else XSAVE, else FXSAVE. The area has room for the uncompacted form.
__asm__(R"(
        .pushsection .bss
        .balign 4
sg_rt_vectors:                          # 0: not asked yet, 1: FXSAVE, 2: XSAVE, 3: XSAVEC
        .zero 4
        .popsection

        .pushsection .text
        .macro SG_PUSH_ARGUMENTS
        pushq %rcx
        pushq %rdx
        pushq %rsi
        pushq %rdi
        pushq %r8
        pushq %r9
        .endm
        .macro SG_POP_ARGUMENTS
        popq %r9
        popq %r8
        popq %rdi
        popq %rsi
        popq %rdx
        popq %rcx
        .endm
        .macro SG_KEEP
        pushq %rbp
        movq %rsp, %rbp
        pushq %rax
        pushq %rbx
        SG_PUSH_ARGUMENTS
        pushq %r10
        pushq %r11
        movl sg_rt_vectors(%rip), %eax
        testl %eax, %eax
        jnz 91f
        movl $1, %eax
        cpuid
        movl $1, %r8d
        btl $27, %ecx
        jnc 90f
        movl $2, %r8d
        movl $13, %eax
        movl $1, %ecx
        cpuid
        btl $1, %eax
        jnc 90f
        movl $3, %r8d
90:     movl %r8d, sg_rt_vectors(%rip)
        movl %r8d, %eax
91:     movq sg_rt_thread_1@gottpoff(%rip), %rcx
        movq %fs:40(%rcx), %rbx         # the thread's state, whose area comes first
        testq %rbx, %rbx
        jz 87f
        cmpl $0, 2816(%rbx)
        jne 87f
        movl $1, 2816(%rbx)
        andq $-64, %rsp
        jmp 88f
87:     subq $2816, %rsp
        andq $-64, %rsp
        movq %rsp, %rbx
88:     xorl %edx, %edx
        cmpl $2, %eax
        jb 93f
        movq %rdx, 512(%rbx)            # the header that XRSTOR looks at
        movq %rdx, 520(%rbx)
        movq %rdx, 528(%rbx)
        movq %rdx, 536(%rbx)
        movq %rdx, 544(%rbx)
        movq %rdx, 552(%rbx)
        movq %rdx, 560(%rbx)
        movq %rdx, 568(%rbx)
        cmpl $2, %eax
        movl $0xee, %eax
        je 92f
        xsavec (%rbx)
        jmp 94f
92:     xsave (%rbx)
        jmp 94f
93:     fxsave (%rbx)
94:
        .endm
        .macro SG_GIVE_BACK
        xorl %edx, %edx
        cmpl $2, sg_rt_vectors(%rip)
        jb 95f
        movl $0xee, %eax
        xrstor (%rbx)
        jmp 96f
95:     fxrstor (%rbx)
96:     movq sg_rt_thread_1@gottpoff(%rip), %rcx
        cmpq %fs:40(%rcx), %rbx         # not the stack, nor the state of another thread or before a fork
        jne 97f
        movl $0, 2816(%rbx)
97:
        .endm
        .macro SG_CLOCK
        rdtsc
        shlq $32, %rdx
        orq %rdx, %rax
        .endm
        .macro SG_BEGIN node thread
        SG_CLOCK
        subq %fs:80(\thread), %rax
        movq %rax, 40(\node)            # open
        .endm
        .macro SG_GIVE_BACK_THE_REST
        leaq -80(%rbp), %rsp
        popq %r11
        popq %r10
        SG_POP_ARGUMENTS
        popq %rbx
        popq %rax
        popq %rbp
        .endm

# Begins. %rax, which becomes the word, is 0 unless the call is counted and due, %r10 its node then; %r9 is the site. What is kept of the
# caller's by SG_KEEP lies below %rbp: the word at -8, the site at -64, %r10 at -72.
        .macro SG_ENTER name asks moves
        .balign 16
        .globl \name
        .type \name, @function
\name:
        endbr64
        movq sg_rt_thread_1@gottpoff(%rip), %r11
        .if \asks
        pushq %rdx
        movq %fs:24(%r11), %rdx
        cmpl $0, (%rdx)                 # exceptions in flight
        popq %rdx
        jne 2f
        .endif
        testq %rax, %rax
        .if \moves
        jz 6f
        .else
        jz 2f
        .endif
1:      pushq %rdx
        cmpl $1, _ZN10scopegraft4live12clock_in_useE(%rip)
        jne 5f
        movq sg_live_own(%rip), %rdx
        cmpl $0, (%rdx)                 # a copy of the process: the records are its parent's
        je 5f
        testb $16, 48(%r10)             # more than the time is measured
        jnz 5f
        .if \moves
        movq %r10, %fs:(%r11)
        .endif
        cmpq $0, 24(%r10)
        jne 4f
        SG_BEGIN %r10, %r11
        leaq 1(%r10), %rax
        popq %rdx
        ret
4:      lfence                          # one of a sample: the caller's work is not its own
        SG_BEGIN %r10, %r11
        leaq 1(%r10), %rax
        popq %rdx
        lfence
        ret
5:      popq %rdx
2:      negq %rax
        sbbl %eax, %eax
        andl $1, %eax                   # due
        orq %fs:(%r11), %rax            # the position
        SG_KEEP
        movq -64(%rbp), %rdi
        movq -8(%rbp), %rsi
        call sg_live_enter
        movq %rdx, -8(%rbp)
        movq %rax, -72(%rbp)
        .if \moves
        movq sg_rt_thread_1@gottpoff(%rip), %rcx
        movq %rax, %fs:(%rcx)
        .endif
        SG_GIVE_BACK
        testb $1, -8(%rbp)
        jz 3f
        cmpl $1, _ZN10scopegraft4live12clock_in_useE(%rip)
        jne 3f
        movq -72(%rbp), %rcx            # it is measured: begins now
        movq sg_rt_thread_1@gottpoff(%rip), %rdi
        lfence
        SG_BEGIN %rcx, %rdi
3:      SG_GIVE_BACK_THE_REST
        lfence
        ret
        .if \moves
6:      movq %fs:24(%r11), %rax         # the guess was wrong, or was not asked for
        cmpl $0, (%rax)
        jne 9f
        movl (%r9), %eax
        cmpq %fs:56(%r11), %rax         # no such number yet, or switched off since
        jae 9f
        pushq %rdx
        movq %rax, %rdx
        movq %fs:(%r11), %r10
        addq 8(%r10), %rax              # the key
        movq %fs:16(%r11), %r10
        pushq %rcx
        movq %fs:8(%r11), %rcx
        andq %rax, %r10
        movq (%rcx,%r10,8), %r10
        cmpq (%r10), %rax
        jne 7f
        movq %fs:48(%r11), %rcx
        movq %r10, (%rcx,%rdx,8)        # guessed next time
        popq %rcx
        movq %fs:(%r11), %rax
        addq $1, 16(%r10)
        movq 16(%r10), %rdx
        cmpq 24(%r10), %rdx
        popq %rdx
        jae 1b
        movq %r10, %fs:(%r11)
        ret
7:      popq %rcx
        popq %rdx
9:      xorl %eax, %eax                 # not due
        jmp 2b
        .endif
        .size \name, .-\name
        .endm

        SG_ENTER sg_rt_enter_thunk 0 1
        SG_ENTER sg_rt_enter_noexcept_thunk 1 1
        SG_ENTER sg_rt_enter_leaf_thunk 1 0

# Ends: %r10 is the word, %r9 the site; they lie at 8(%rbp) and 16(%rbp) behind SG_KEEP, the end at -8.
        .macro SG_LEAVE name moves
        .balign 16
        .globl \name
        .type \name, @function
\name:
        endbr64
        movq sg_rt_thread_1@gottpoff(%rip), %r11
        pushq %rax
        pushq %rdx
        pushq %r9
        pushq %r10
        cmpl $1, _ZN10scopegraft4live12clock_in_useE(%rip)
        jne 3f
        movq sg_live_own(%rip), %rdx
        cmpl $0, (%rdx)                 # as above
        je 10f
        movl %r10d, %edx
        andl $7, %edx
        cmpl $1, %edx                   # measured, and nothing else
        jne 10f
        leaq -1(%r10), %r9              # the node
        cmpq $0, 24(%r9)
        jne 11f
        SG_CLOCK                        # the end
7:      movq %fs:24(%r11), %rdx
        cmpl $0, (%rdx)                 # no exception in flight
        jne 4f
        movq 40(%r9), %rdx              # open
        cmpq %fs:96(%r11), %rdx         # not before a fork
        jb 4f
        movq %rax, %r10
        subq %fs:80(%r11), %r10
        subq %rdx, %r10                 # the duration
        movq %r10, %rdx
        shrq $32, %rdx
        jnz 4f
        movl 12(%r9), %edx              # the node's index: the upper half of children_key
        shlq $32, %rdx
        orq %rdx, %r10
        movq %fs:64(%r11), %rdx         # the place in the ring: not looked at again, a signal handler may move it (fold.h)
        cmpq %fs:72(%r11), %rdx
        jae 4f
        movq %rax, 32(%r9)              # last
        cmpq $0, 24(%r9)
        jne 8f
9:
        .if \moves
        movl 52(%r9), %r9d
        shlq $6, %r9
        addq %fs:32(%r11), %r9          # its parent
        movq %r9, %fs:(%r11)
        .endif
        movq %r10, (%rdx)
        addq $8, %rdx
        movq %rdx, %fs:64(%r11)
        movq %fs:88(%r11), %r10
        addq %r10, %fs:80(%r11)
        cmpq %fs:72(%r11), %rdx
        je 1f
        cmpq %fs:104(%r11), %rax
        jae 1f
        addq $16, %rsp
        popq %rdx
        popq %rax
        ret
1:      SG_KEEP
        movq -8(%rbp), %rdi             # %rax was the end
        call sg_live_fold
        jmp 5f
8:      pushq %rax                      # the next one of the sample is drawn
        SG_PUSH_ARGUMENTS
        pushq %r10
        pushq %r11
        pushq %rbp
        movq %rsp, %rbp
        andq $-16, %rsp
        movq %r9, %rdi
        call sg_live_draw
        movq %rbp, %rsp
        popq %rbp
        popq %r11
        popq %r10
        SG_POP_ARGUMENTS
        popq %rax
        jmp 9b
11:     lfence                          # one of a sample: its work is done when the clock is read
        SG_CLOCK
        testb $16, 48(%r9)              # more than the time is measured
        jnz 4f
        cmpq $1, 24(%r9)                # settings may have changed
        jne 7b
        jmp 4f
3:      SG_KEEP
        call sg_rt_now
        movq %rax, -8(%rbp)
        jmp 6f
10:     SG_CLOCK
4:      SG_KEEP
6:      movq 16(%rbp), %rdi
        movq 8(%rbp), %rsi
        movq -8(%rbp), %rdx
        call sg_live_leave
        .if \moves
        movq sg_rt_thread_1@gottpoff(%rip), %rcx
        movq %rax, %fs:(%rcx)
        .endif
5:      SG_GIVE_BACK
        SG_GIVE_BACK_THE_REST
        addq $16, %rsp
        popq %rdx
        popq %rax
        ret
        .size \name, .-\name
        .endm

        SG_LEAVE sg_rt_leave_thunk 1
        SG_LEAVE sg_rt_leave_leaf_thunk 0

# Of coroutines (async_x86_64.h): the registers of arguments are kept.
        .macro SG_ASYNC name
        .balign 16
        .globl \name\()_thunk
        .type \name\()_thunk, @function
\name\()_thunk:
        endbr64
        pushq %rbp
        movq %rsp, %rbp
        SG_PUSH_ARGUMENTS
        andq $-16, %rsp
        call \name\()_kept
        leaq -48(%rbp), %rsp
        SG_POP_ARGUMENTS
        popq %rbp
        ret
        .size \name\()_thunk, .-\name\()_thunk
        .endm

        SG_ASYNC sg_rt_async_enter
        SG_ASYNC sg_rt_async_begin
        SG_ASYNC sg_rt_async_pause
        SG_ASYNC sg_rt_async_resume
        SG_ASYNC sg_rt_async_move
        SG_ASYNC sg_rt_async_end
        SG_ASYNC sg_rt_awaited_context
        .popsection
)");

namespace scopegraft_rt {
extern "C" SCOPEGRAFT_LIVE_HIDDEN sg_u64 sg_rt_now() noexcept { return scopegraft::live::now(); }
}  // namespace scopegraft_rt

#endif
