#include "context/groups.h"

#include <charconv>
#include <cmath>
#include <cstring>

#include "collect/texts.h"
#include "context/site_context.h"
#include "live/measure.h"
#include "live/process.h"

namespace scopegraft::context {
namespace {

using live::process;

constexpr std::uint32_t kSlots = 1 << 15, kPage = 16;
constexpr std::uint64_t kOfSite = std::uint64_t{1} << 63;
constexpr std::uint32_t kOther = 0;  // no text has this number

// Keys: node << 32 | text, whose value is the index of a group; kOfSite | site << 32 | text for the combinations that a site tells apart
// (value: 1), and with the text kOther how many those are.
struct Slot {
  std::uint64_t key;
  std::uint32_t value, used;
};

constinit Slot* slots = nullptr;
constinit std::uint32_t taken = 0;
constinit format::Block* page = nullptr;
constinit live::SpinLock lock;

// The slot of a key, fresh (used == 0) when it is not there; null when the table is full.
Slot* slot_of(std::uint64_t key) noexcept {
  if (slots == nullptr) slots = static_cast<Slot*>(live::map_private(kSlots * sizeof(Slot)));
  if (slots == nullptr) return nullptr;
  for (std::uint64_t at = key * 0x9e3779b97f4a7c15 >> 32;; ++at) {
    Slot& slot = slots[at % kSlots];
    if (slot.used != 0 && slot.key == key) return &slot;
    if (slot.used != 0) continue;
    return taken < kSlots / 4 * 3 ? &slot : nullptr;
  }
}

void fill(Slot& slot, std::uint64_t key, std::uint32_t value) noexcept {
  slot = {key, value, 1};
  ++taken;
}

// The texts of one site that are told apart; any other becomes kOther.
std::uint32_t bounded(std::uint32_t site, std::uint32_t text) noexcept {
  const std::uint64_t of_site = kOfSite | std::uint64_t{site} << 32;
  Slot* const known = text == kOther ? nullptr : slot_of(of_site | text);
  if (known == nullptr) return kOther;
  if (known->used != 0) return text;
  Slot* const count = slot_of(of_site | kOther);
  if (count == nullptr || (count->used != 0 && count->value >= kMostGroups)) return kOther;
  if (count->used == 0)
    fill(*count, of_site | kOther, 1);
  else
    ++count->value;
  Slot* const place = slot_of(of_site | text);  // the count may have taken the one found above
  if (place == nullptr) return kOther;
  fill(*place, of_site | text, 1);
  return text;
}

std::uint32_t new_group(const format::Node& node, std::uint32_t text) noexcept {
  if (page == nullptr || page->count == kPage) {
    page = process.arena.add_block(format::BlockType::kGroups, sizeof *page + kPage * sizeof(format::Group), 0);
    if (page == nullptr) return 0;
  }
  auto* const group = reinterpret_cast<format::Group*>(page + 1) + page->count;
  group->node = process.arena.index_of(&node);
  group->text = text;
  group->record.site = node.site;
  group->record.first = live::now();
  __atomic_store_n(&page->count, page->count + 1, __ATOMIC_RELEASE);  // partner: the reader
  return process.arena.index_of(group);
}

// Appends, as far as there is room.
struct Text {
  char text[collectors::kLongestText];
  std::size_t size = 0;
  void add(std::string_view part) noexcept {
    const std::size_t length = part.size() < sizeof text - size ? part.size() : sizeof text - size;
    if (length != 0) std::memcpy(text + size, part.data(), length);
    size += length;
  }
  void add(const ContextValue& value) noexcept {
    char number[32];
    switch (value.kind()) {
      case ContextValue::Kind::kBool: return add(value.boolean() ? std::string_view("true") : std::string_view("false"));
      case ContextValue::Kind::kInteger: return add({number, static_cast<std::size_t>(std::to_chars(number, number + sizeof number, value.integer()).ptr - number)});
      case ContextValue::Kind::kReal: return add({number, static_cast<std::size_t>(std::to_chars(number, number + sizeof number, value.real()).ptr - number)});
      case ContextValue::Kind::kText: return add(value.text());
    }
  }
};

}  // namespace

format::Node* group_of(const format::Node& node, const Node* fields) noexcept {
  std::string_view keys = option(*process.sites[node.site].record, "group_by");
  if (keys.empty()) return nullptr;
  Text text;
  for (bool first = true; !keys.empty(); first = false) {
    const std::string_view key = keys.substr(0, keys.find(','));
    keys.remove_prefix(key.size() == keys.size() ? keys.size() : key.size() + 1);
    if (!first) text.add(std::string_view(format::kBetweenGroups));
    if (const Node* const field = find(fields, NodeKind::kField, key)) text.add(field->value());
  }
  const std::uint32_t number = collectors::text_number({text.text, text.size});
  const live::Locked locked(lock);
  const std::uint64_t key = std::uint64_t{process.arena.index_of(&node)} << 32 | bounded(node.site, number);
  Slot* const slot = slot_of(key);
  if (slot == nullptr) return nullptr;
  if (slot->used == 0) {
    const std::uint32_t fresh = new_group(node, static_cast<std::uint32_t>(key));
    if (fresh == 0) return nullptr;
    fill(*slot, key, fresh);
  }
  return &process.arena.at<format::Group>(slot->value)->record;
}

void add_to_group(live::ThreadState& state, format::Node& group, const format::Node& node, const GroupedCall& call) noexcept {
  group.gap = call.weight;
  group.hot.sg_calls += static_cast<std::uint64_t>(std::lround(call.weight < 1 ? 1 : call.weight));
  if (call.threw && (process.sites[node.site].flags & format::kTrackExceptions) != 0) ++group.exceptions;
  group.last = live::now();
  live::record_call(state, group, call.duration, call.weight);
  live::add_memory(state, group, call.memory, call.weight);
}

void forget_groups() noexcept {
  lock.reset();
  if (slots != nullptr) std::memset(static_cast<void*>(slots), 0, kSlots * sizeof(Slot));
  taken = 0;
  page = nullptr;
}

}  // namespace scopegraft::context
