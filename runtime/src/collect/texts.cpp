#include "collect/texts.h"

#include <cstring>

#include "live/process.h"

namespace scopegraft::collectors {
namespace {

constexpr std::uint32_t kSlots = kMostTexts * 2;

struct Slot {
  std::uint64_t hash;
  std::uint32_t id, block;  // index of the text's block
};

constinit Slot* slots = nullptr;
constinit std::uint32_t count = 0;
constinit live::SpinLock lock;

// Not in the middle of a character.
std::string_view cut(std::string_view text) noexcept {
  if (text.size() <= kLongestText) return text;
  std::size_t end = kLongestText;
  while (end != 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end);
}

bool is_there(const Slot& slot, std::string_view text) noexcept {
  const auto* const head = reinterpret_cast<const format::Text*>(live::process.arena.at<format::Block>(slot.block) + 1);
  return std::string_view(reinterpret_cast<const char*>(head + 1), head->size) == text;
}

}  // namespace

// FNV-1a, 64 bits (Fowler, Noll, Vo).
std::uint64_t text_hash(std::string_view text) noexcept {
  std::uint64_t state = 0xcbf29ce484222325;
  for (const char c : text) state = (state ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return state ^ state >> 29;
}

std::uint32_t text_number(std::string_view text) noexcept {
  text = cut(text);
  const std::uint64_t hash = text_hash(text);
  const live::Locked locked(lock);
  if (slots == nullptr) slots = static_cast<Slot*>(live::map_private(kSlots * sizeof(Slot)));
  if (slots == nullptr) return 0;
  std::uint64_t place = hash;
  for (;; ++place) {
    const Slot& slot = slots[place % kSlots];
    if (slot.id == 0) break;
    if (slot.hash == hash && is_there(slot, text)) return slot.id;
  }
  if (count == kMostTexts) return 0;
  format::Block* const block = live::process.arena.add_block(format::BlockType::kText, sizeof *block + sizeof(format::Text) + text.size(), 0);
  if (block == nullptr) return 0;
  auto* const head = reinterpret_cast<format::Text*>(block + 1);
  head->size = static_cast<std::uint32_t>(text.size());
  if (!text.empty()) std::memcpy(head + 1, text.data(), text.size());
  __atomic_store_n(&head->id, ++count, __ATOMIC_RELEASE);  // partner: the reader
  slots[place % kSlots] = {hash, count, live::process.arena.index_of(block)};
  return count;
}

void forget_texts() noexcept {
  lock.reset();
  if (slots != nullptr) std::memset(slots, 0, kSlots * sizeof(Slot));
  count = 0;
}

}  // namespace scopegraft::collectors
