#include "collect/gather.h"

#include <algorithm>
#include <iterator>

#include "collect/statement.h"
#include "collect/texts.h"
#include "live/memory.h"
#include "scopegraft/async.h"

namespace scopegraft {

struct CollectorCallAccess {
  static CollectorCall call(collectors::Frame& frame, unsigned which, bool threw) noexcept { return {&frame, which, threw}; }
};

namespace collectors {
namespace {

using live::process;
using live::record_of;
using live::ThreadState;
using scopegraft_rt::AsyncScope;
using scopegraft_rt::sg_rt_thread;
using scopegraft_rt::Thread;

constexpr unsigned kMostTextsOfNode = 64;

Frame* take(ThreadCollecting& of) noexcept {
  if (of.free == nullptr) {
    constexpr unsigned kPiece = 64;
    auto* const fresh = static_cast<Frame*>(live::map_private(kPiece * sizeof(Frame)));
    for (unsigned i = 0; fresh != nullptr && i != kPiece; ++i) {
      fresh[i].outer = of.free;
      of.free = fresh + i;
    }
  }
  Frame* const frame = of.free;
  if (frame != nullptr) of.free = frame->outer;
  return frame;
}

void give_back(ThreadCollecting& of, Frame* frame) noexcept {
  frame->outer = of.free;
  of.free = frame;
}

Frame* make_frame(ThreadState& state, format::Node& node) noexcept {
  ThreadCollecting* const of = collecting_of(state);
  Frame* const frame = of == nullptr ? nullptr : take(*of);
  if (frame == nullptr) return nullptr;
  *frame = {nullptr, &node.hot, process.sites[node.site].collectors, {}};
  return frame;
}

// What a collector of the program does is not the program's: its time is overhead, its allocations are nobody's.
template <typename Act>
void call_own(ThreadState& state, Frame& frame, bool threw, Act act) noexcept {
  Thread& thread = *state.thread;
  std::uint64_t begin = 0;
  for (unsigned i = 0; i != frame.wanted->count; ++i) {
    const Entry& of = entry(frame.wanted->each[i].number);
    if (!of.registered.load(std::memory_order_acquire) || of.own == nullptr) continue;
    if (begin == 0) begin = live::now();
    const scopegraft_rt::Memory memory = scopegraft_rt::sg_rt_memory;
    CollectorCall call = CollectorCallAccess::call(frame, i, threw);
    try {
      act(*of.own, call);
    } catch (...) {  // the program goes on as without us
    }
    scopegraft_rt::sg_rt_memory = memory;
  }
  if (begin == 0) return;
  thread.sg_spent += live::now() - begin;
  state.record->overhead = thread.sg_spent;
}

void enter(ThreadState& state, Frame& frame) noexcept {
  call_own(state, frame, false, [](Collector& own, CollectorCall& call) { own.on_enter(call); });
}
void leave(ThreadState& state, Frame& frame, bool threw) noexcept {
  call_own(state, frame, threw, [](Collector& own, CollectorCall& call) { own.on_exit(call); });
}

}  // namespace

ThreadCollecting* collecting_of(ThreadState& state) noexcept {
  if (state.collecting == nullptr) state.collecting = static_cast<ThreadCollecting*>(live::map_private(sizeof(ThreadCollecting)));
  return state.collecting;
}

format::Collected* values_of(ThreadState& state, format::Node& node, std::uint32_t number) noexcept {
  const Entry& of = entry(number);
  const bool registered = of.registered.load(std::memory_order_acquire);
  if (!record(number, process.arena) || !registered) return nullptr;
  for (std::uint32_t at = node.collected; at != 0;) {
    auto* const known = process.arena.at<format::Collected>(at);
    if (known->collector == number) return known;
    at = known->next;
  }
  auto* const fresh = static_cast<format::Collected*>(take_pool(state, sizeof(format::Collected) + of.field_count * sizeof(format::CollectedValue)));
  if (fresh == nullptr) return nullptr;
  fresh->collector = number;
  fresh->fields = of.field_count;
  fresh->next = node.collected;
  __atomic_store_n(&node.collected, process.arena.index_of(fresh), __ATOMIC_RELEASE);  // partner: the reader
  return fresh;
}

void prepare(ThreadState& state, format::Node& node) noexcept {
  const SiteCollectors& wanted = *process.sites[node.site].collectors;
  for (std::uint32_t i = 0; i != wanted.count; ++i) (void)values_of(state, node, wanted.each[i].number);
}

void open(ThreadState& state, format::Node& node) noexcept {
  if (state.thread->sg_busy != 0) return;
  const live::KeepErrno keep;
  const live::Busy busy(*state.thread);
  Frame* const frame = make_frame(state, node);
  if (frame == nullptr) return;
  frame->outer = state.collecting->top;
  state.collecting->top = frame;
  enter(state, *frame);
}

void close(ThreadState& state, format::Node& node, bool threw) noexcept {
  if (state.collecting == nullptr || state.thread->sg_busy != 0) return;
  Frame* mine = state.collecting->top;
  while (mine != nullptr && mine->node != &node.hot) mine = mine->outer;
  if (mine == nullptr) return;
  const live::KeepErrno keep;
  const live::Busy busy(*state.thread);
  // Frames above belong to calls that were jumped over.
  for (bool last = false; !last;) {
    Frame* const top = state.collecting->top;
    last = top == mine;
    if (last) leave(state, *top, threw);
    state.collecting->top = top->outer;
    give_back(*state.collecting, top);
  }
}

void open(AsyncScope& scope) noexcept {
  ThreadState* const state = live::state_of(sg_rt_thread);
  if (state == nullptr || state->thread->sg_busy != 0) return;
  const live::KeepErrno keep;
  const live::Busy busy(*state->thread);
  Frame* const frame = make_frame(*state, record_of(scope.sg_node_));
  scope.sg_collected = frame;
  if (frame != nullptr) enter(*state, *frame);
}

void close(AsyncScope& scope, bool threw) noexcept {
  auto* const frame = static_cast<Frame*>(scope.sg_collected);
  scope.sg_collected = nullptr;
  ThreadState* const state = live::state_of(sg_rt_thread);
  if (state == nullptr || state->thread->sg_busy != 0 || !process.arena.contains(scope.sg_node_)) return;
  const live::KeepErrno keep;
  const live::Busy busy(*state->thread);
  // A thread writes to nodes of its own only.
  format::Node* const place = same_place(*state, record_of(scope.sg_node_));
  if (place == nullptr || collecting_of(*state) == nullptr) return;
  frame->node = &place->hot;
  leave(*state, *frame, threw);
  give_back(*state->collecting, frame);
}

void forget(ThreadState& state) noexcept {
  if (state.collecting == nullptr) return;
  while (Frame* const frame = state.collecting->top) {
    state.collecting->top = frame->outer;
    give_back(*state.collecting, frame);
  }
}

void add(format::Collected& values, unsigned field, const Addition& what) noexcept {
  if (field >= values.fields) return;
  auto& value = reinterpret_cast<format::CollectedValue*>(&values + 1)[field];
  value.count += what.count;
  value.total += what.total;
  value.max = std::max(value.max, what.max);
}

void add_text(ThreadState& state, format::Collected& values, unsigned field, std::uint32_t text, const Addition& what) noexcept {
  format::CollectedText* found = nullptr;
  unsigned count = 0;
  for (std::uint32_t at = values.texts; at != 0 && found == nullptr; ++count) {
    auto* const one = process.arena.at<format::CollectedText>(at);
    if (one->field == field && one->text == text) found = one;
    at = one->next;
  }
  if (found == nullptr && count >= kMostTextsOfNode && text != 0) return add_text(state, values, field, 0, what);
  if (found == nullptr) {
    found = static_cast<format::CollectedText*>(take_pool(state, sizeof *found));
    if (found == nullptr) return;
    found->field = field;
    found->text = text;
    found->next = values.texts;
    __atomic_store_n(&values.texts, process.arena.index_of(found), __ATOMIC_RELEASE);  // partner: the reader
  }
  found->value.count += what.count;
  found->value.total += what.total;
  found->value.max = std::max(found->value.max, what.max);
}

std::uint32_t statement_number(ThreadState& state, std::string_view statement) noexcept {
  ThreadCollecting* const of = collecting_of(state);
  const std::uint64_t hash = text_hash(statement);
  if (of != nullptr) {
    const auto& known = of->statements[hash % std::size(of->statements)];
    if (known.number != 0 && known.hash == hash) return known.number;
  }
  char text[kLongestText];
  const std::uint32_t number = text_number({text, normalize_statement(statement, text, sizeof text)});
  if (of != nullptr) of->statements[hash % std::size(of->statements)] = {hash, number};
  return number;
}

}  // namespace collectors
}  // namespace scopegraft
