#include "context/site_context.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "context/spans.h"
#include "live/measure.h"
#include "live/memory.h"
#include "live/process.h"
#include "live/tree.h"
#include "scopegraft/async.h"
#include "scopegraft/fields.h"

namespace scopegraft::context {
namespace {

using live::process;
using scopegraft_rt::sg_rt_thread;
using scopegraft_rt::Thread;

unsigned hex(char c) noexcept {
  return c >= '0' && c <= '9' ? static_cast<unsigned>(c - '0') : (static_cast<unsigned>(c | 32) - 'a' + 10) & 15;
}

// Undoes the percent encoding. A word of the options is short.
struct Word {
  char text[1024];
  std::size_t size = 0;
  explicit Word(std::string_view from) noexcept {
    for (std::size_t i = 0; i < from.size() && size != sizeof text; ++i) {
      const bool encoded = from[i] == '%' && i + 2 < from.size();
      text[size++] = encoded ? static_cast<char>(hex(from[i + 1]) * 16 + hex(from[i + 2])) : from[i];
      if (encoded) i += 2;
    }
  }
  [[nodiscard]] std::string_view view() const noexcept { return {text, size}; }
};

// As YAML reads it: a switch, a whole number, a number, else text.
ContextValue typed(std::string_view text) noexcept {
  if (text == "true" || text == "false") return text == "true";
  std::int64_t whole = 0;
  const char* const end = text.data() + text.size();
  if (auto [at, error] = std::from_chars(text.data(), end, whole); error == std::errc() && at == end && !text.empty()) return whole;
  double real = 0;
  if (auto [at, error] = std::from_chars(text.data(), end, real); error == std::errc() && at == end && !text.empty()) return real;
  return text;
}

std::string_view next_part(std::string_view& text, char separator) noexcept {
  const std::string_view part = text.substr(0, text.find(separator));
  text.remove_prefix(std::min(text.size(), part.size() + 1));
  return part;
}

// Takes the place of the thread's context; what was there is kept alive by the new node or let go.
void put_on_top(Thread& thread, Node* fresh) noexcept {
  if (fresh == nullptr) return;
  Node* const old = static_cast<Node*>(thread.sg_context);
  thread.sg_context = fresh;
  release(old);
}

// Builds the call's context on top of the thread's. Gives the span's node, retained, or null.
Node* build(Thread& thread, std::uint32_t site_number) noexcept {
  const live::SiteInfo& info = process.sites[site_number];
  const format::Site& site = *info.record;
  if ((info.flags & format::kNoInherit) != 0) put_on_top(thread, make(NodeKind::kBarrier, nullptr, {}, false));
  for (std::string_view pairs = option(site, "context"); !pairs.empty();) {
    const std::string_view pair = next_part(pairs, ',');
    const std::size_t colon = std::min(pair.find(':'), pair.size());
    const Word key(pair.substr(0, colon)), value(colon == pair.size() ? std::string_view() : pair.substr(colon + 1));
    put_on_top(thread, make(NodeKind::kField, static_cast<Node*>(thread.sg_context), key.view(), typed(value.view())));
  }
  if ((info.flags & format::kSpan) == 0) return nullptr;
  Node* const span = start_span(static_cast<Node*>(thread.sg_context));
  put_on_top(thread, span);
  return retain(span);
}

}  // namespace

std::string_view option(const format::Site& site, std::string_view key) noexcept {
  std::string_view options(reinterpret_cast<const char*>(&site + 1) + site.name_size + site.function_size + site.file_size, site.options_size);
  while (!options.empty()) {
    const std::string_view part = next_part(options, ';');
    if (part.size() > key.size() && part[key.size()] == '=' && part.substr(0, key.size()) == key) return part.substr(key.size() + 1);
  }
  return {};
}

void open(live::ThreadState& state, const format::Node& node) noexcept {
  Thread& thread = *state.thread;
  if (thread.sg_busy != 0) return;
  if (state.context_count == live::ThreadState::kContextFrames) {
    if ((process.sites[node.site].flags & format::kSpan) != 0) drop_span();
    return;
  }
  const live::Busy busy(thread);
  live::ContextFrame& frame = state.context_frames[state.context_count++];
  frame = {const_cast<scopegraft_rt::Node*>(&node.hot), retain(static_cast<Node*>(thread.sg_context)), nullptr, live::now()};
  frame.span = build(thread, node.site);
}

void close(live::ThreadState& state, const format::Node& node, End how) noexcept {
  Thread& thread = *state.thread;
  unsigned at = state.context_count;
  while (at != 0 && state.context_frames[at - 1].node != &node.hot) --at;
  if (at == 0 || thread.sg_busy != 0) return;
  const live::Busy busy(thread);
  // Frames above belong to calls that were jumped over.
  while (state.context_count > at) {
    const live::ContextFrame& lost = state.context_frames[--state.context_count];
    release(static_cast<Node*>(lost.previous));
    release(static_cast<Node*>(lost.span));
  }
  const live::ContextFrame frame = state.context_frames[--state.context_count];
  Node* const mine = static_cast<Node*>(thread.sg_context);
  if (auto* const span = static_cast<Node*>(frame.span)) {
    end_span(*span, mine, node.site, frame.start, live::now(), how);
    release(span);
  }
  thread.sg_context = frame.previous;
  release(mine);
}

void open(scopegraft_rt::AsyncScope& scope, std::uint32_t site) noexcept {
  Thread& thread = sg_rt_thread;
  if (thread.sg_busy != 0) return;
  const live::Busy busy(thread);
  scope.sg_span = build(thread, site);
}

void close(scopegraft_rt::AsyncScope& scope, End how) noexcept {
  Thread& thread = sg_rt_thread;
  auto* const span = static_cast<Node*>(scope.sg_span);
  scope.sg_span = nullptr;
  if (thread.sg_busy == 0 && process.arena.contains(scope.sg_node_)) {
    const live::Busy busy(thread);
    Node* const mine = static_cast<Node*>(scope.sg_marks.sg_left() ? scope.sg_context : thread.sg_context);
    end_span(*span, mine, live::record_of(scope.sg_node_).site, scope.sg_start, live::now(), how);
  }
  release(span);
}

}  // namespace scopegraft::context

namespace scopegraft_rt {

namespace context = scopegraft::context;
namespace live = scopegraft::live;

void sg_rt_field(const Node* node, const char* key, const scopegraft::ContextValue& value) noexcept {
  Thread& thread = sg_rt_thread;
  if (thread.sg_busy != 0) return;
  const live::Busy busy(thread);
  sg_rt_unseen_field(node, key, value);
}

bool sg_rt_unseen_begin(sg_u64 (&memory)[5]) noexcept {
  if (sg_rt_thread.sg_busy != 0) return false;
  static_assert(sizeof memory == sizeof sg_rt_memory);
  std::memcpy(memory, &sg_rt_memory, sizeof memory);
  live::begin_busy(sg_rt_thread);
  return true;
}

void sg_rt_unseen_field(const Node* node, const char* key, const scopegraft::ContextValue& value) noexcept {
  if (node == nullptr || !live::process.arena.contains(node)) return;
  if ((live::record_of(node).flags & scopegraft::format::kContext) == 0) return;
  Thread& thread = sg_rt_thread;
  context::put_on_top(thread, context::make(context::NodeKind::kField, static_cast<context::Node*>(thread.sg_context), key, value));
}

void sg_rt_unseen_end(const sg_u64 (&memory)[5]) noexcept {
  live::end_busy(sg_rt_thread);
  std::memcpy(&sg_rt_memory, memory, sizeof memory);
}

}  // namespace scopegraft_rt
