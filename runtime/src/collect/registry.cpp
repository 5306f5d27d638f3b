#include "collect/registry.h"

#include <algorithm>
#include <cstring>

#include "live/process.h"
#include "live/settings.h"

namespace scopegraft::collectors {
namespace {

using format::FieldKind;

constinit Entry entries[kMostCollectors + 1] = {
    {},
    {"database",
     {{"queries", FieldKind::kCount, 0, 0}, {"query_time", FieldKind::kTime, 0, 0}, {"rows", FieldKind::kCount, 0, 0}, {"statements", FieldKind::kTextTime, 0, 0}},
     4, nullptr, true, false, false},
    {"cache", {{"hits", FieldKind::kCount, 0, 0}, {"misses", FieldKind::kCount, 0, 0}, {"hit_rate", FieldKind::kShare, kHits, kMisses}}, 3, nullptr, true, false, false},
};
constinit std::atomic<std::uint32_t> count{2};
constinit live::SpinLock lock;

std::string_view view(const char* text) noexcept { return {text, strnlen(text, kLongestName)}; }

bool is_word(std::string_view text) noexcept {
  const bool fits = !text.empty() && text.size() < kLongestName && (text[0] < '0' || text[0] > '9');
  return fits && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == ':';
  });
}

void copy(std::string_view text, char* into) noexcept {
  std::memcpy(into, text.data(), text.size());
  into[text.size()] = '\0';
}

unsigned hex(char c) noexcept {
  return c >= '0' && c <= '9' ? static_cast<unsigned>(c - '0') : (static_cast<unsigned>(c | 32) - 'a' + 10) & 15;
}

// Under the lock. 0: no room.
std::uint32_t find_or_add(std::string_view name) noexcept {
  if (const std::uint32_t known = number_of(name)) return known;
  const std::uint32_t fresh = count.load(std::memory_order_relaxed) + 1;
  if (fresh > kMostCollectors || name.empty() || name.size() >= kLongestName) return 0;
  copy(name, entries[fresh].name);
  count.store(fresh, std::memory_order_release);  // partner: number_of
  return fresh;
}

FieldKind kind_of(CollectorField::Kind kind) noexcept { return static_cast<FieldKind>(kind); }
static_assert(static_cast<int>(CollectorField::Kind::text_time) == static_cast<int>(FieldKind::kTextTime));
static_assert(static_cast<int>(CollectorField::Kind::share) == static_cast<int>(FieldKind::kShare));

// What is wrong with the fields; null: nothing.
const char* read_fields(const std::vector<CollectorField>& fields, Field* into) noexcept {
  if (fields.size() > kMostFields) return "more than 16 fields";
  const auto find = [&](const std::string& name) {
    return static_cast<std::uint32_t>(std::find_if(fields.begin(), fields.end(), [&](const CollectorField& of) { return of.name == name; }) - fields.begin());
  };
  for (std::size_t i = 0; i != fields.size(); ++i) {
    if (!is_word(fields[i].name)) return "a field's name is not a word";
    if (find(fields[i].name) != i) return "two fields of one name";
    copy(fields[i].name, into[i].name);
    into[i].kind = kind_of(fields[i].kind);
    if (fields[i].kind != CollectorField::Kind::share) continue;
    into[i].of = find(fields[i].of);
    into[i].rest = find(fields[i].rest);
    if (into[i].of >= fields.size() || into[i].rest >= fields.size()) return "a share of fields that do not exist";
  }
  return nullptr;
}

bool track_queries(std::string_view parameters) noexcept { return parameters.find("track_queries:true") != std::string_view::npos; }
bool is_off(std::string_view parameters) noexcept { return parameters.find("track_hit_rate:false") != std::string_view::npos; }

}  // namespace

Entry& entry(std::uint32_t number) noexcept { return entries[number]; }

std::uint32_t number_of(std::string_view name) noexcept {
  for (std::uint32_t i = 1, known = count.load(std::memory_order_acquire); i <= known; ++i)
    if (view(entries[i].name) == name) return i;
  return 0;
}

unsigned field_of(const Entry& of, std::string_view name) noexcept {
  for (unsigned i = 0; i != of.field_count; ++i)
    if (view(of.fields[i].name) == name) return i;
  return kMostFields;
}

void decode(std::string_view from, char* into, std::size_t& size, std::size_t room) noexcept {
  for (std::size_t i = 0; i < from.size() && size != room; ++i) {
    const bool encoded = from[i] == '%' && i + 2 < from.size();
    into[size++] = encoded ? static_cast<char>(hex(from[i + 1]) * 16 + hex(from[i + 2])) : from[i];
    if (encoded) i += 2;
  }
}

const SiteCollectors* read_collectors(std::string_view value, bool& memory) noexcept {
  SiteCollectors found{};
  while (!value.empty()) {
    // Commas inside parentheses belong to the parameters.
    std::size_t end = value.find_first_of(",(");
    std::string_view parameters;
    char name[kLongestName];
    std::size_t size = 0;
    decode(value.substr(0, end), name, size, sizeof name);
    if (end != std::string_view::npos && value[end] == '(') {
      const std::size_t close = std::min(value.find(')', end), value.size());
      parameters = value.substr(end + 1, close - end - 1);
      end = value.find(',', close);
    }
    value.remove_prefix(end == std::string_view::npos ? value.size() : end + 1);
    if (std::string_view(name, size) == "memory") {
      memory = true;
      continue;
    }
    if (found.count == kMostOfSite || is_off(parameters)) continue;
    const live::Locked locked(lock);
    const std::uint32_t number = find_or_add({name, size});
    if (number == 0) continue;
    entries[number].asked_for.store(true, std::memory_order_relaxed);
    found.own = found.own || number > kCache;
    found.each[found.count++] = {number, track_queries(parameters), parameters};
  }
  if (found.count == 0) return nullptr;
  // Few sites have collectors; their lists are never freed.
  static constinit char* room = nullptr;
  static constinit std::size_t left = 0;
  const live::Locked locked(lock);
  if (left < sizeof found) {
    constexpr std::size_t kPiece = 64 << 10;
    room = static_cast<char*>(live::map_private(kPiece));
    left = room == nullptr ? 0 : kPiece;
    if (room == nullptr) return nullptr;
  }
  auto* const kept = ::new (static_cast<void*>(room)) SiteCollectors(found);
  room += sizeof found;
  left -= sizeof found;
  return kept;
}

bool record(std::uint32_t number, live::Arena& arena) noexcept {
  Entry& of = entries[number];
  if (of.recorded.load(std::memory_order_acquire)) return true;
  const live::Locked locked(lock);
  if (of.recorded.load(std::memory_order_relaxed)) return true;
  const bool registered = of.registered.load(std::memory_order_acquire);
  const unsigned fields = registered ? of.field_count : 0;
  std::uint64_t size = sizeof(format::Collector) + fields * sizeof(format::CollectorField) + view(of.name).size();
  for (unsigned i = 0; i != fields; ++i) size += view(of.fields[i].name).size();
  format::Block* const block = arena.add_block(format::BlockType::kCollector, sizeof *block + size, 0);
  if (block == nullptr) return false;
  auto* const head = reinterpret_cast<format::Collector*>(block + 1);
  auto* const described = reinterpret_cast<format::CollectorField*>(head + 1);
  char* text = reinterpret_cast<char*>(described + fields);
  const auto add = [&](std::string_view part) {
    std::memcpy(text, part.data(), part.size());
    text += part.size();
    return static_cast<std::uint32_t>(part.size());
  };
  head->registered = registered ? 1 : 0;
  head->field_count = fields;
  head->name_size = add(view(of.name));
  for (unsigned i = 0; i != fields; ++i)
    described[i] = {static_cast<std::uint32_t>(of.fields[i].kind), add(view(of.fields[i].name)), of.fields[i].of, of.fields[i].rest};
  __atomic_store_n(&head->id, number, __ATOMIC_RELEASE);  // partner: the reader skips collectors without a number
  of.recorded.store(true, std::memory_order_release);
  return true;
}

void forget_records() noexcept {
  lock.reset();
  for (std::uint32_t i = 1; i <= count.load(std::memory_order_relaxed); ++i) entries[i].recorded.store(false, std::memory_order_relaxed);
}

void name_unregistered() noexcept {
  if (!live::process.settings.log) return;
  for (std::uint32_t i = 1; i <= count.load(std::memory_order_acquire); ++i)
    if (entries[i].asked_for.load(std::memory_order_relaxed) && !entries[i].registered.load(std::memory_order_acquire))
      live::say("scopegraft: the rules ask for the collector '", entries[i].name, "', but the program registered none of that name");
}

}  // namespace scopegraft::collectors

namespace scopegraft {

bool register_collector(std::string_view name, std::unique_ptr<Collector> collector) noexcept {
  using namespace collectors;
  const live::KeepErrno keep;
  const live::Busy busy(scopegraft_rt::sg_rt_thread);
  const bool log = live::start_process() && live::process.settings.log;
  const auto refuse = [&](const char* why) {
    char text[kLongestName] = "";
    std::memcpy(text, name.data(), std::min(name.size(), sizeof text - 1));
    if (log) live::say("scopegraft: collector '", text, "' is not registered: ", why);
    return false;
  };
  if (collector == nullptr) return refuse("there is none");
  if (!is_word(name) || name == "memory") return refuse("its name is not a free word");
  Field fields[kMostFields] = {};
  unsigned field_count = 0;
  try {
    const std::vector<CollectorField> wanted = collector->fields();
    if (const char* const wrong = read_fields(wanted, fields)) return refuse(wrong);
    field_count = static_cast<unsigned>(wanted.size());
  } catch (...) {
    return refuse("fields() threw");
  }
  std::uint32_t number = 0;
  {
    const live::Locked locked(lock);
    number = find_or_add(name);
    if (number == 0) return refuse("there are too many");
    Entry& of = entry(number);
    if (of.registered.load(std::memory_order_relaxed)) return refuse("the name is taken");
    std::copy_n(fields, field_count, of.fields);
    of.field_count = field_count;
    of.own = collector.release();
    of.recorded.store(false, std::memory_order_relaxed);
    of.registered.store(true, std::memory_order_release);
  }
  if (log) live::say("scopegraft: collector '", entry(number).name, "' is registered");
  return true;
}

}  // namespace scopegraft
