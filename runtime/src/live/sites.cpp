#include "live/sites.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <new>
#include <string_view>

#include "live/debug_log.h"
#include "live/memory.h"

namespace scopegraft::live {
namespace {

constexpr std::size_t kLongestText = 4096;

std::string_view text_of(const char* text) noexcept {
  return text == nullptr ? std::string_view() : std::string_view(text, strnlen(text, kLongestText));
}

// FNV-1a, 64 bits (Fowler, Noll, Vo).
std::uint64_t hash(std::uint64_t state, std::string_view text) noexcept {
  for (const char c : text) state = (state ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return (state ^ 0xff) * 0x100000001b3;
}

std::string_view body_of(const format::Site& record, std::uint32_t from, std::uint32_t size) noexcept {
  return {reinterpret_cast<const char*>(&record + 1) + from, size};
}

bool same(const format::Site& record, const scopegraft_rt::Site& site) noexcept {
  return record.line == site.sg_line && record.column == site.sg_column &&
         body_of(record, record.name_size, record.function_size) == text_of(site.sg_function) &&
         body_of(record, record.name_size + record.function_size, record.file_size) == text_of(site.sg_file) &&
         body_of(record, record.name_size + record.function_size + record.file_size, record.options_size) == text_of(site.sg_options);
}

// What a site asks for, out of its options text: `key` or `key=value`, separated by ';'.
struct Options {
  std::string_view name;
  double rate = 2;
  double budget = 0;
  std::uint64_t keep_slow_ns = 0;
  std::uint32_t flags = 0;
  std::string_view collectors;
};

Options parse_options(std::string_view text) noexcept {
  Options out;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find(';'));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    const std::string_view key = part.substr(0, part.find('='));
    const std::string_view value = part.size() > key.size() ? part.substr(key.size() + 1) : std::string_view();
    char number[32] = "";
    if (value.size() < sizeof number) value.copy(number, value.size());
    if (key == "name") out.name = value;
    else if (key == "rate") (void)(value == "auto" || parse_share(number, out.rate));
    else if (key == "budget") (void)parse_share(number, out.budget);
    else if (key == "keep_slow") out.keep_slow_ns = std::strtoull(number, nullptr, 10);
    else if (key == "memory") out.flags |= format::kTrackMemory;
    else if (key == "args") out.flags |= format::kTrackArguments;
    else if (key == "exceptions") out.flags |= format::kTrackExceptions;
    else if (key == "collectors") out.collectors = value;
    else if (key == "async") out.flags |= format::kAsync;
    else if (key == "span") out.flags |= format::kSpan | format::kOwnContext;
    else if (key == "no_inherit") out.flags |= format::kNoInherit | format::kOwnContext;
    else if (key == "context" || key == "fields") out.flags |= format::kOwnContext;
    else if (key == "group_by") out.flags |= format::kOwnContext | format::kGrouped;
  }
  return out;
}

unsigned hex(char c) noexcept {
  return c >= '0' && c <= '9' ? static_cast<unsigned>(c - '0') : static_cast<unsigned>((c | 32) - 'a' + 10) & 15;
}

// Undoes the percent encoding of an option's value; gives the size.
std::uint32_t decode(std::string_view from, char* into) noexcept {
  std::uint32_t size = 0;
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (from[i] == '%' && i + 2 < from.size()) {
      into[size++] = static_cast<char>(hex(from[i + 1]) * 16 + hex(from[i + 2]));
      i += 2;
    } else {
      into[size++] = from[i];
    }
  }
  return size;
}

// What the environment and the API say goes over what the site says.
void decide(SiteInfo& info, const Settings& settings) noexcept {
  std::uint32_t flags = info.own_flags;
  const auto choose = [&](int choice, std::uint32_t flag) {
    if (choice >= 0) flags = (flags & ~flag) | (choice != 0 ? flag : 0U);
  };
  choose(settings.track_memory, format::kTrackMemory);
  choose(settings.track_exceptions, format::kTrackExceptions);
  choose(settings.create_span, format::kSpan);
  if (settings.inherit_context >= 0) choose(settings.inherit_context == 0 ? 1 : 0, format::kNoInherit);
  if ((flags & (format::kSpan | format::kNoInherit)) != 0) flags |= format::kOwnContext;
  info.flags = flags;
  info.rate = settings.sample_rate >= 0 ? static_cast<float>(settings.sample_rate) : info.own_rate;
  if ((flags & format::kTrackMemory) != 0) want_memory();
}

// What the control page says goes over both.
void follow(SiteInfo& info, const format::Control& control) noexcept {
  const std::uint32_t count = std::min(__atomic_load_n(&control.count, __ATOMIC_RELAXED), static_cast<std::uint32_t>(std::size(control.changes)));
  const format::Site& site = *info.record;
  const std::string_view name = body_of(site, 0, site.name_size), function = body_of(site, site.name_size, site.function_size);
  for (std::uint32_t i = count; i != 0; --i) {
    const format::ControlChange& change = control.changes[i - 1];
    const std::size_t size = strnlen(change.functions, sizeof change.functions);
    if (!matches(change.functions, size, name.data(), name.size()) && !matches(change.functions, size, function.data(), function.size())) continue;
    if (change.rate >= 0 && change.rate <= 2) info.rate = static_cast<float>(change.rate);
    return;
  }
}

}  // namespace

bool Sites::open(const Settings& settings) noexcept {
  capacity_ = static_cast<std::uint32_t>(std::min<std::uint64_t>(settings.max_sites, 1U << 30));
  infos_ = static_cast<SiteInfo*>(map_private((std::size_t{capacity_} + 1) * sizeof(SiteInfo)));
  return infos_ != nullptr && grow_table();
}

// Small at first: each page of a table that is much too large would be touched for one site.
bool Sites::grow_table() noexcept {
  constexpr std::uint32_t kFirst = 1024;
  const std::uint32_t size = std::max(kFirst, table_size_ * 2);
  auto* const table = static_cast<Entry*>(map_private(size * sizeof(Entry)));
  if (table == nullptr) return false;
  for (const Entry *old = table_, *end = table_ + table_size_; old != end; ++old) {
    if (old->number == 0) continue;
    std::uint32_t place = old->hash;
    while (table[place & (size - 1)].number != 0) ++place;
    table[place & (size - 1)] = *old;
  }
  if (table_ != nullptr) ::munmap(table_, table_size_ * sizeof(Entry));
  table_ = table;
  table_size_ = size;
  return true;
}

int Sites::number(const scopegraft_rt::Site& site, Arena& arena, const Settings& settings) noexcept {
  const std::string_view function = text_of(site.sg_function), file = text_of(site.sg_file), options = text_of(site.sg_options);
  const std::uint64_t whole = hash(hash(hash(0xcbf29ce484222325, function), file), options) ^ (std::uint64_t{site.sg_line} * 0x9e3779b97f4a7c15) ^ site.sg_column;
  const auto wanted_hash = static_cast<std::uint32_t>(whole ^ (whole >> 29));
  const Locked locked(lock_);
  const auto find = [&] {
    std::uint32_t place = wanted_hash;
    while (table_[place & (table_size_ - 1)].number != 0 &&
           (table_[place & (table_size_ - 1)].hash != wanted_hash || !same(*infos_[table_[place & (table_size_ - 1)].number].record, site)))
      ++place;
    return &table_[place & (table_size_ - 1)];
  };
  if (const std::uint32_t known = find()->number; known != 0) return (infos_[known].flags & format::kOff) != 0 ? kOff : static_cast<int>(known);
  const std::uint32_t fresh = count_.load(std::memory_order_relaxed) + 1;
  const Options wanted = parse_options(options);
  const std::uint32_t decoded = wanted.name.empty() ? 0 : decode(wanted.name, decoded_name_);
  const char* const name = wanted.name.empty() ? function.data() : decoded_name_;
  const std::uint32_t name_size = wanted.name.empty() ? static_cast<std::uint32_t>(function.size()) : decoded;
  if (settings.excludes(function.data(), function.size()) || settings.excludes(name, name_size)) {
    if (settings.log) log_site(function.data(), function.size(), "", Attached::excluded);
    return kOff;
  }
  const bool has_room = fresh <= capacity_ && (fresh <= table_size_ / 2 || grow_table() || fresh < table_size_);
  format::Block* const block = !has_room ? nullptr
      : arena.add_block(format::BlockType::kSite, sizeof *block + sizeof(format::Site) + name_size + function.size() + file.size() + options.size(), 0, Room::kLast);
  if (block == nullptr) {
    __atomic_fetch_add(&arena.header().dropped_sites, 1, __ATOMIC_RELAXED);
    return kOff;
  }
  SiteInfo& info = infos_[fresh];
  info.own_flags = wanted.flags;
  bool memory = false;
  info.collectors = collectors::read_collectors(wanted.collectors, memory);
  if (memory) info.own_flags |= format::kTrackMemory;
  if (info.collectors != nullptr) info.own_flags |= format::kCollects | (info.collectors->own ? format::kTells : 0U);
  info.own_rate = static_cast<float>(wanted.rate);
  decide(info, settings);
  info.budget = wanted.budget;
  info.keep_slow_ns = wanted.keep_slow_ns;
  auto* const record = reinterpret_cast<format::Site*>(block + 1);
  record->line = site.sg_line;
  record->column = site.sg_column;
  record->flags = info.flags;
  record->name_size = name_size;
  record->function_size = static_cast<std::uint32_t>(function.size());
  record->file_size = static_cast<std::uint32_t>(file.size());
  record->options_size = static_cast<std::uint32_t>(options.size());
  char* text = reinterpret_cast<char*>(record + 1);
  for (const std::string_view part : {std::string_view(name, name_size), function, file, options}) {
    std::memcpy(text, part.data(), part.size());
    text += part.size();
  }
  info.record = record;
  follow(info, arena.control());
  __atomic_store_n(&record->id, fresh, __ATOMIC_RELEASE);  // partner: the reader skips sites without a number
  *find() = {fresh, wanted_hash};
  count_.store(fresh, std::memory_order_release);
  if (settings.log) log_site(function.data(), function.size(), site.sg_options == nullptr ? "" : site.sg_options, Attached::yes);
  return static_cast<int>(fresh);
}

void Sites::apply(const Settings& settings, const format::Control& control) noexcept {
  const Locked locked(lock_);
  for (std::uint32_t i = 1; i <= count(); ++i) {
    decide(infos_[i], settings);
    follow(infos_[i], control);
    __atomic_store_n(&infos_[i].record->flags, infos_[i].flags, __ATOMIC_RELAXED);
  }
}

bool Sites::move_to(Arena& arena) noexcept {
  for (std::uint32_t i = 1; i <= count(); ++i) {
    const format::Site& old = *infos_[i].record;
    const std::uint64_t size = sizeof old + old.name_size + old.function_size + old.file_size + old.options_size;
    format::Block* const block = arena.add_block(format::BlockType::kSite, sizeof *block + size, 0, Room::kLast);
    if (block == nullptr) return false;
    std::memcpy(block + 1, &old, size);
    infos_[i].record = reinterpret_cast<format::Site*>(block + 1);
  }
  return true;
}

scopegraft_rt::Site* site_of_literals(const scopegraft_rt::Site& wanted) noexcept {
  struct Slot {
    std::atomic<const char*> function;  // set last
    alignas(scopegraft_rt::Site) unsigned char site[sizeof(scopegraft_rt::Site)];
  };
  constexpr std::size_t kSlots = 1 << 14;
  static constinit Slot slots[kSlots]{};
  static constinit SpinLock lock;
  // Literals are one object in a library: their addresses tell places apart.
  std::uint64_t place = (reinterpret_cast<std::uintptr_t>(wanted.sg_function) + wanted.sg_line * 31 + wanted.sg_column) * 0x9e3779b97f4a7c15;
  place >>= 40;
  for (unsigned tries = 0; tries != 64; ++tries, ++place) {
    Slot& slot = slots[place % kSlots];
    auto* const site = std::launder(reinterpret_cast<scopegraft_rt::Site*>(slot.site));
    const auto fits = [&] {
      return site->sg_file == wanted.sg_file && site->sg_options == wanted.sg_options && site->sg_line == wanted.sg_line && site->sg_column == wanted.sg_column;
    };
    const char* owner = slot.function.load(std::memory_order_acquire);
    if (owner == wanted.sg_function && fits()) return site;
    if (owner != nullptr) continue;
    const Locked locked(lock);
    owner = slot.function.load(std::memory_order_relaxed);
    if (owner == nullptr) {
      ::new (static_cast<void*>(slot.site)) scopegraft_rt::Site(wanted);
      slot.function.store(wanted.sg_function, std::memory_order_release);  // partner: the load above
      return site;
    }
    if (owner == wanted.sg_function && fits()) return site;
  }
  return nullptr;
}

}  // namespace scopegraft::live
