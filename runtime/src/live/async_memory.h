// Memory of a coroutine that is measured: what its thread allocates between a resumption and the next suspension, on whichever
// thread. The bytes count at its place in the tree of the thread where they were allocated, where the calls inside it are too; the
// run and its peak count where it began, and with a group of it all. Called by the thread that runs the coroutine.
#pragma once

#include "live/measure.h"
#include "live/memory.h"
#include "live/system.h"
#include "live/thread.h"
#include "scopegraft/async.h"

namespace scopegraft::live {

// At the begin of a measured run. Nothing where the site does not track memory.
void open_memory(scopegraft_rt::AsyncScope& scope) noexcept;
// On the thread again, and off it.
void resume_memory(scopegraft_rt::AsyncScope& scope) noexcept;
void pause_memory(scopegraft_rt::AsyncScope& scope, ThreadState& state) noexcept;
// At its end, paused: all that it did.
[[nodiscard]] MemoryUse close_memory(scopegraft_rt::AsyncScope& scope) noexcept;
void unlock_async_memory_after_fork() noexcept;

}  // namespace scopegraft::live
