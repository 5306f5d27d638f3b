#include "live/arguments.h"

#include <sys/uio.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <ostream>
#include <streambuf>

#include "live/memory.h"
#include "live/process.h"
#include "live/tree.h"
#include "scopegraft/args.h"

namespace scopegraft::live {
namespace {

using scopegraft_rt::Taking;

constexpr unsigned kSlowest = 5, kSites = 256, kMostAtOnce = 1024;
constexpr std::uint32_t kLongestValue = 120;
constexpr std::uint64_t kDear = 50'000;  // ns; the values of a site that often takes longer for them are no longer read
constexpr char kNotRead[] = "(values)\0not read any more: it took longer than 0.05 ms";

// The values of one call that runs.
struct Values {
  Values* next;  // of the free ones, or of the calls around it on its thread
  scopegraft_rt::Node* node;
  const char* names;      // what is still to come
  std::uint32_t of_pack;  // arguments of the pack: all, and those that were
  std::uint32_t in_pack;
  std::uint32_t size;     // of the text that is complete
  std::uint32_t name_end; // of the argument that is being written, and the end of its value so far
  std::uint32_t value_end;
  char text[sizeof(format::ValuedCall::text)];
};

struct SiteValues {
  std::uint32_t site;
  std::uint32_t taken, dear;
  format::Block* block;
  Shared<std::uint64_t> limit;  // ticks: a call must be slower
};

// Whoever finds the lock taken goes without values.
struct Pool {
  SpinLock lock;
  Values* free = nullptr;
  unsigned made = 0;
  SiteValues sites[kSites]{};
};
constinit Pool pool;

class Try {
 public:
  explicit Try(SpinLock& lock) noexcept : lock_(lock), held_(lock.try_lock()) {}
  ~Try() {
    if (held_) lock_.unlock();
  }
  Try(const Try&) = delete;
  Try& operator=(const Try&) = delete;
  explicit operator bool() const noexcept { return held_; }

 private:
  SpinLock& lock_;
  bool held_;
};

// Null: there are too many sites. Its place never changes.
SiteValues* site_values(std::uint32_t site) noexcept {
  auto* const found = std::find_if(std::begin(pool.sites), std::end(pool.sites), [&](const SiteValues& of) { return of.site == site || of.site == 0; });
  if (found == std::end(pool.sites)) return nullptr;
  found->site = site;
  return found;
}

bool is_dear(const SiteValues& of) noexcept { return of.dear >= 3 && of.dear * 4 > of.taken; }

// `dear`: its values are not to be read.
Values* take(std::uint32_t site, bool& dear) noexcept {
  const Try locked(pool.lock);
  if (!locked) return nullptr;
  SiteValues* const of = site_values(site);
  if (of == nullptr) return nullptr;
  dear = is_dear(*of);
  if (pool.free == nullptr && pool.made != kMostAtOnce) {
    constexpr unsigned kPiece = 16;
    auto* const fresh = static_cast<Values*>(map_private(kPiece * sizeof(Values)));
    for (unsigned i = 0; fresh != nullptr && i != kPiece; ++i) {
      fresh[i].next = pool.free;
      pool.free = fresh + i;
    }
    pool.made += kPiece;
  }
  Values* const values = pool.free;
  if (values == nullptr) return nullptr;
  pool.free = values->next;
  if (!dear) ++of->taken;
  return values;
}

void give_back(Values* values) noexcept {
  const Try locked(pool.lock);
  if (!locked) return;  // lost, half a kilobyte
  values->next = pool.free;
  pool.free = values;
}

Values* values_of(Taking* taking) noexcept { return static_cast<Values*>(taking->sg_values); }

// What is there of an argument becomes complete; of one without a value nothing stays.
void finish(Values& values) noexcept {
  if (values.name_end != 0 && values.value_end > values.name_end) {
    values.text[values.value_end] = '\0';
    values.size = values.value_end + 1;
  }
  values.name_end = 0;
}

void append(Values& values, const char* text, std::size_t size) noexcept {
  if (values.name_end == 0) return;
  const std::size_t room = std::min<std::size_t>(sizeof values.text - 1 - values.value_end, values.name_end + kLongestValue - values.value_end);
  const std::size_t taken = std::min(room, size);
  for (std::size_t i = 0; i != taken; ++i) values.text[values.value_end + i] = text[i] == '\0' ? ' ' : text[i];
  values.value_end += static_cast<std::uint32_t>(taken);
  constexpr char kCut[] = {'\xe2', '\x80', '\xa6'};  // an ellipsis over the end of what is too long
  if (taken == size || values.value_end < values.name_end + sizeof kCut) return;
  std::uint32_t at = values.value_end - static_cast<std::uint32_t>(sizeof kCut);
  while (at > values.name_end && (static_cast<unsigned char>(values.text[at]) & 0xc0) == 0x80) --at;  // not within a character
  std::memcpy(values.text + at, kCut, sizeof kCut);
  values.value_end = at + static_cast<std::uint32_t>(sizeof kCut);
}

template <typename Number>
void append_number(Values& values, Number number, int base = 10) noexcept {
  char text[32] = "";
  append(values, text, static_cast<std::size_t>(std::to_chars(text, text + sizeof text, number, base).ptr - text));
}

// A stream that takes what there is room for and swallows the rest.
class Writing : public std::streambuf {
 public:
  explicit Writing(Values& values) : values_(values) {}

 protected:
  int_type overflow(int_type letter) override {
    const char one = traits_type::to_char_type(letter);
    if (letter != traits_type::eof()) append(values_, &one, 1);
    return traits_type::not_eof(letter);
  }
  std::streamsize xsputn(const char* text, std::streamsize size) override {
    append(values_, text, static_cast<std::size_t>(size));
    return size;
  }

 private:
  Values& values_;
};

void keep(Values& values, std::uint32_t site, std::uint64_t end, std::uint64_t duration) noexcept {
  const Try locked(pool.lock);
  if (!locked) return;
  SiteValues* const of = site_values(site);
  if (of == nullptr) return;
  if (of->block == nullptr) of->block = process.arena.add_block(format::BlockType::kArguments, sizeof(format::Block) + kSlowest * sizeof(format::ValuedCall), 0);
  if (of->block == nullptr) return;
  auto* const calls = reinterpret_cast<format::ValuedCall*>(of->block + 1);
  of->block->count = kSlowest;
  const auto faster = [](const format::ValuedCall& a, const format::ValuedCall& b) { return a.duration < b.duration; };
  format::ValuedCall& fastest = *std::min_element(calls, calls + kSlowest, faster);
  if (fastest.duration >= duration) return;
  __atomic_store_n(&fastest.size, 0, __ATOMIC_RELEASE);
  fastest.begin = end - std::min(duration, end);
  fastest.duration = duration;
  fastest.node = process.arena.index_of(values.node);
  std::memcpy(fastest.text, values.text, values.size);
  __atomic_store_n(&fastest.size, values.size, __ATOMIC_RELEASE);  // partner: the reader
  of->limit = std::min_element(calls, calls + kSlowest, faster)->duration;
}

void close(Values& values, std::uint32_t site, std::uint64_t end, std::uint64_t duration) noexcept {
  if (values.size != 0 && duration != 0) keep(values, site, end, duration);
  give_back(&values);
}

}  // namespace

void close_arguments(ThreadState& state, format::Node& node, std::uint64_t end, std::uint64_t duration) noexcept {
  if (state.values == nullptr) return;
  const Busy busy(*state.thread);
  // Those above it were jumped over.
  for (auto* of = static_cast<Values*>(state.values); of != nullptr; of = of->next) {
    if (of->node != &node.hot) continue;
    while (state.values != of) {
      auto* const stale = static_cast<Values*>(state.values);
      state.values = stale->next;
      give_back(stale);
    }
    state.values = of->next;
    return close(*of, node.site, end, duration);
  }
}

void close_arguments(scopegraft_rt::AsyncScope& scope, std::uint64_t end, std::uint64_t duration) noexcept {
  auto* const values = static_cast<Values*>(scope.sg_values);
  if (values == nullptr) return;
  scope.sg_values = nullptr;
  close(*values, record_of(scope.sg_node_).site, end, duration);
}

void forget_arguments() noexcept {
  pool.lock.reset();
  for (SiteValues& of : pool.sites) of = {};
}

}  // namespace scopegraft::live

namespace scopegraft_rt {

namespace live = scopegraft::live;
namespace format = scopegraft::format;

static_assert(sizeof(Memory) == sizeof(Taking::sg_memory));

void sg_rt_arguments_begin(Node* node, void** slot, const char* names, sg_u32 count, Taking* taking) noexcept {
  const live::KeepErrno keep;
  *taking = {};
  std::memcpy(taking->sg_memory, &sg_rt_memory, sizeof sg_rt_memory);
  live::ThreadState* const state = live::state_of(sg_rt_thread);
  taking->sg_began = live::now();
  if (state == nullptr || sg_rt_thread.sg_busy != 0 || !live::process.arena.contains(node)) return;
  bool dear = false;
  live::Values* const values = live::take(live::record_of(node).site, dear);
  if (values == nullptr) return;
  const auto named = static_cast<sg_u32>(std::count(names, names + std::strlen(names), ',') + 1);
  *values = {};
  values->node = node;
  values->names = names;
  values->of_pack = count + 1 - named;
  if (slot != nullptr) {
    *slot = values;
  } else {
    values->next = static_cast<live::Values*>(state->values);
    state->values = values;
  }
  if (dear) {
    std::memcpy(values->text, live::kNotRead, sizeof live::kNotRead);
    values->size = sizeof live::kNotRead;
  } else {
    taking->sg_values = values;
  }
}

void sg_rt_arguments_end(Node* node, Taking* taking, sg_u64 bytes) noexcept {
  live::ThreadState* const state = live::state_of(sg_rt_thread);
  // Whatever was allocated meanwhile is not the program's.
  std::memcpy(&sg_rt_memory, taking->sg_memory, sizeof sg_rt_memory);
  if (state == nullptr || !live::process.arena.contains(node)) return;
  format::Node& record = live::record_of(node);
  if (format::Extension* const extension = live::extension_of(*state, record)) {
    const auto weight = static_cast<double>(record.gap);
    ++extension->args_measured;
    extension->args_weight += weight;
    extension->args_bytes += weight * static_cast<double>(bytes);
  }
  if (live::Values* const values = live::values_of(taking)) live::finish(*values);
  // Nor is the time.
  const sg_u64 took = live::now() - taking->sg_began;
  sg_rt_thread.sg_spent += took;
  state->record->overhead = sg_rt_thread.sg_spent;
  state->pace.spent += static_cast<double>(took);
  if (taking->sg_values == nullptr || live::to_ns(took) < live::kDear) return;
  const live::Try locked(live::pool.lock);
  if (!locked) return;
  if (live::SiteValues* const of = live::site_values(record.site)) ++of->dear;
}

bool sg_rt_value_next(Taking* taking) noexcept {
  live::Values& values = *live::values_of(taking);
  live::finish(values);
  const char* name = values.names;
  const std::size_t length = std::strcspn(name, ",");
  const bool redacted = *name == '-';
  const bool pack = length > 3 && std::memcmp(name + length - 3, "...", 3) == 0;
  if (pack && values.of_pack == 0) {  // empty
    values.names += length + (name[length] == ',' ? 1 : 0);
    return sg_rt_value_next(taking);
  }
  const std::size_t size = length - (redacted ? 1 : 0) - (pack ? 3 : 0);
  char number[16] = "";
  std::size_t digits = 0;
  if (pack) {
    number[0] = '[';
    digits = static_cast<std::size_t>(std::to_chars(number + 1, number + sizeof number - 1, values.in_pack).ptr - number);
    number[digits++] = ']';
  }
  if (!pack || ++values.in_pack == values.of_pack) values.names += length + (name[length] == ',' ? 1 : 0);
  if (values.size + size + digits + 40 > sizeof values.text) return false;
  std::memcpy(values.text + values.size, name + (redacted ? 1 : 0), size);
  std::memcpy(values.text + values.size + size, number, digits);
  values.name_end = static_cast<sg_u32>(values.size + size + digits + 1);
  values.text[values.name_end - 1] = '\0';
  values.value_end = values.name_end;
  constexpr char kRedacted[] = "(redacted)";
  if (redacted) live::append(values, kRedacted, sizeof kRedacted - 1);
  return !redacted;
}

void sg_rt_value_text(Taking* taking, const char* text, sg_u64 size) noexcept {
  if (size == 0) return live::append(*live::values_of(taking), "\"\"", 2);
  live::append(*live::values_of(taking), text, size);
}
void sg_rt_value_signed(Taking* taking, long long value) noexcept { live::append_number(*live::values_of(taking), value); }
void sg_rt_value_unsigned(Taking* taking, unsigned long long value) noexcept { live::append_number(*live::values_of(taking), value); }
void sg_rt_value_real(Taking* taking, double value) noexcept {
  char text[32] = "";
  live::append(*live::values_of(taking), text, static_cast<std::size_t>(std::to_chars(text, text + sizeof text, value).ptr - text));
}
void sg_rt_value_pointer(Taking* taking, const volatile void* value) noexcept {
  if (value == nullptr) return live::append(*live::values_of(taking), "null", 4);
  live::append(*live::values_of(taking), "0x", 2);
  live::append_number(*live::values_of(taking), reinterpret_cast<std::uintptr_t>(value), 16);
}

void sg_rt_value_string(Taking* taking, const char* value) noexcept {
  if (value == nullptr) return sg_rt_value_pointer(taking, value);
  const live::KeepErrno keep;
  char text[128] = "";
  const iovec into{text, sizeof text};
  // Up to the end of its page, then the next one, which may not be there.
  const std::size_t first = std::min<std::size_t>(sizeof text, 4096 - reinterpret_cast<std::uintptr_t>(value) % 4096);
  const iovec from[] = {{const_cast<char*>(value), first}, {const_cast<char*>(value) + first, sizeof text - first}};
  const ssize_t read = ::process_vm_readv(::getpid(), &into, 1, from, first == sizeof text ? 1 : 2, 0);
  const std::size_t size = read > 0 ? ::strnlen(text, static_cast<std::size_t>(read)) : 0;
  const bool ends = read > 0 && size < static_cast<std::size_t>(read);
  const bool is_text = ends && std::none_of(text, text + size, [](char letter) { return static_cast<unsigned char>(letter) < 0x20 && letter != '\n' && letter != '\t'; });
  if (!is_text) return sg_rt_value_pointer(taking, value);
  sg_rt_value_text(taking, text, size);
}

void sg_rt_value_elements(Taking* taking, sg_u64 count) noexcept {
  live::append_number(*live::values_of(taking), count);
  live::append(*live::values_of(taking), count == 1 ? " element" : " elements", count == 1 ? 8 : 9);
}

void sg_rt_value_printed(Taking* taking, void (*print)(void*, const void*), const void* object) noexcept {
  const live::KeepErrno keep;
  const live::Busy busy(sg_rt_thread);  // functions that it calls are not the program's calls
  try {
    live::Writing buffer(*live::values_of(taking));
    std::ostream out(&buffer);
    print(static_cast<void*>(&out), object);
  } catch (...) {  // the program goes on as without us
  }
}

}  // namespace scopegraft_rt
