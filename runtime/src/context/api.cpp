#include <cstring>
#include <vector>

#include "context/context_node.h"
#include "live/process.h"
#include "scopegraft/context.h"

namespace scopegraft {
namespace {

using context::Node;
using context::NodeKind;
using scopegraft_rt::sg_rt_thread;

Node* current() noexcept { return static_cast<Node*>(sg_rt_thread.sg_context); }

std::uint64_t id_of(const std::uint8_t (&bytes)[8]) noexcept {
  std::uint64_t id = 0;
  for (const std::uint8_t byte : bytes) id = id << 8U | byte;
  return id;
}

SpanContext span_of(const Node* node) {
  SpanContext out;
  node = context::innermost_span(node);
  if (node == nullptr) return out;
  std::memcpy(out.trace_id, node->trace_id, sizeof out.trace_id);
  for (unsigned i = 0; i != 8; ++i) out.span_id[i] = static_cast<std::uint8_t>(node->span_id >> (56 - 8 * i));
  out.trace_flags = node->trace_flags;
  out.tracestate = node->value_text();
  return out;
}

}  // namespace

TrackingContext::TrackingContext(const TrackingContext& other) noexcept : node_(context::retain(other.node_)) {}
TrackingContext::~TrackingContext() { context::release(node_); }

TrackingContext TrackingContext::with(std::string_view key, const ContextValue& value) const noexcept {
  Node* const fresh = context::make(NodeKind::kField, node_, key, value);
  return fresh == nullptr ? *this : TrackingContext(fresh);
}
TrackingContext TrackingContext::with_flag(std::string_view flag) const noexcept {
  Node* const fresh = context::make(NodeKind::kFlag, node_, flag, true);
  return fresh == nullptr ? *this : TrackingContext(fresh);
}
TrackingContext TrackingContext::with_span(const SpanContext& span) const noexcept {
  Node* const fresh = context::make_span(node_, span.trace_id, id_of(span.span_id), span.trace_flags, span.tracestate);
  return fresh == nullptr ? *this : TrackingContext(fresh);
}

bool TrackingContext::has(std::string_view key) const noexcept { return context::find(node_, NodeKind::kField, key) != nullptr; }
bool TrackingContext::flagged(std::string_view flag) const noexcept { return context::find(node_, NodeKind::kFlag, flag) != nullptr; }
ContextValue TrackingContext::get(std::string_view key, const ContextValue& fallback) const noexcept {
  const Node* const found = context::find(node_, NodeKind::kField, key);
  return found == nullptr ? fallback : found->value();
}
SpanContext TrackingContext::span() const { return span_of(node_); }

void TrackingContext::for_each(void (*visit)(void*, std::string_view, const ContextValue&), void* to) const {
  std::vector<std::string_view> seen;
  for (const Node* node = node_; node != nullptr && node->kind != NodeKind::kBarrier; node = node->parent) {
    if (node->kind != NodeKind::kField) continue;
    bool hidden = false;
    for (const std::string_view key : seen) hidden = hidden || key == node->key();
    if (hidden) continue;
    seen.push_back(node->key());
    visit(to, node->key(), node->value());
  }
}

TrackingContext capture() noexcept { return TrackingContext(context::retain(current())); }

// A node of its own even where it adds nothing: the scope of a coroutine's frame that is destroyed while suspended must not take
// the destroyer's context for its own.
ContextScope::ContextScope(TrackingContext context) noexcept {
  Node* const below = context.node_;
  mine_ = context::make(below == nullptr ? NodeKind::kBarrier : NodeKind::kScope, below, {}, false);
  if (mine_ == nullptr) return;
  previous_ = current();
  sg_rt_thread.sg_context = mine_;
}

ContextScope::~ContextScope() {
  if (mine_ == nullptr) return;
  Node* const top = current();
  const Node* under = top;  // the attributes that were set inside
  while (under != nullptr && under != mine_ && under->kind == NodeKind::kField) under = under->parent;
  if (under == mine_) {
    sg_rt_thread.sg_context = previous_;
    context::release(top);
  } else {
    context::release(previous_);
  }
}

void set_attribute(std::string_view key, const ContextValue& value) noexcept {
  Node* const under = current();
  if (under == nullptr) return;
  Node* const fresh = context::make(NodeKind::kField, under, key, value);
  if (fresh == nullptr) return;
  sg_rt_thread.sg_context = fresh;
  context::release(under);
}

bool user_flagged(std::string_view flag) noexcept { return context::find(current(), NodeKind::kFlag, flag) != nullptr; }
SpanContext current_span() { return span_of(current()); }
std::string traceparent() { return current_span().traceparent(); }
std::string tracestate() { return current_span().tracestate; }

}  // namespace scopegraft
