#include <algorithm>

#include "collect/gather.h"
#include "collect/statement.h"
#include "collect/texts.h"
#include "scopegraft/probe.h"

namespace scopegraft {
namespace {

using collectors::Entry;
using collectors::Frame;
using live::ThreadState;
using One = collectors::SiteCollectors::One;

bool takes_texts(format::FieldKind kind) noexcept { return kind == format::FieldKind::kTextCount || kind == format::FieldKind::kTextTime; }

void add_value(format::Collected& values, unsigned field, double value) noexcept {
  const Entry& of = collectors::entry(values.collector);
  if (field >= of.field_count || takes_texts(of.fields[field].kind) || of.fields[field].kind == format::FieldKind::kShare) return;
  collectors::add(values, field, {1, value, value});
}

void add_text(ThreadState& state, format::Collected& values, unsigned field, std::uint32_t text, double value) noexcept {
  const Entry& of = collectors::entry(values.collector);
  if (field >= of.field_count || !takes_texts(of.fields[field].kind)) return;
  collectors::add(values, field, {1, value, value});
  collectors::add_text(state, values, field, text, {1, value, value});
}

struct Named {
  std::uint32_t number = 0;
  unsigned field = collectors::kMostFields;
};

Named find(std::string_view collector, std::string_view field) noexcept {
  Named out;
  if (collectors::collecting_here(scopegraft_rt::sg_rt_thread) == nullptr) return out;
  out.number = collectors::number_of(collector);
  if (out.number != 0 && collectors::entry(out.number).registered.load(std::memory_order_acquire))
    out.field = collectors::field_of(collectors::entry(out.number), field);
  return out;
}

thread_local std::uint64_t queries = 0;  // reported, parts too

void add_lookup(collectors::CacheField field) noexcept {
  collectors::each_open(collectors::kCache, [&](ThreadState&, format::Collected& values, const One&) { collectors::add(values, field, {1, 1, 1}); });
}

}  // namespace

std::uint64_t collectors::queries_reported() noexcept { return queries; }

void database_query(const DatabaseQuery& query) noexcept {
  ++queries;
  const auto ns = static_cast<double>(query.time.count());
  const double whole = std::max(ns, static_cast<double>(query.whole.count()));
  const std::uint64_t begun = query.begins ? 1 : 0;
  std::uint32_t text = 0;
  bool known = false;
  const live::KeepErrno keep;
  collectors::each_open(collectors::kDatabase, [&](ThreadState& state, format::Collected& values, const One& wanted) {
    collectors::add(values, collectors::kQueries, {begun, static_cast<double>(begun), 1});
    collectors::add(values, collectors::kQueryTime, {begun, ns, whole});
    collectors::add(values, collectors::kRows, {begun, static_cast<double>(query.rows), 0});
    if (!wanted.track_queries) return;
    if (!known) text = collectors::statement_number(state, query.statement);
    known = true;
    collectors::add_text(state, values, collectors::kStatements, text, {begun, ns, whole});
  });
}

bool collects_database() noexcept {
  bool any = false;
  collectors::each_open(collectors::kDatabase, [&](ThreadState&, format::Collected&, const One&) { any = true; });
  return any;
}

std::string normalized_statement(std::string_view statement) {
  std::string out(std::min<std::size_t>(statement.size() * 2 + 16, collectors::kLongestText), '\0');
  out.resize(collectors::normalize_statement(statement, out.data(), out.size()));
  return out;
}

void cache_hit() noexcept { add_lookup(collectors::kHits); }
void cache_miss() noexcept { add_lookup(collectors::kMisses); }

void collect(std::string_view collector, std::string_view field, double value) noexcept {
  const Named to = find(collector, field);
  if (to.field == collectors::kMostFields) return;
  collectors::each_open(to.number, [&](ThreadState&, format::Collected& values, const One&) { add_value(values, to.field, value); });
}

void collect(std::string_view collector, std::string_view field, std::string_view text, double value) noexcept {
  const Named to = find(collector, field);
  if (to.field == collectors::kMostFields) return;
  std::uint32_t number = 0;
  bool known = false;
  collectors::each_open(to.number, [&](ThreadState& state, format::Collected& values, const One&) {
    if (!known) number = collectors::text_number(text);
    known = true;
    add_text(state, values, to.field, number, value);
  });
}

// ---- inside on_enter and on_exit; the thread is Busy ---------------------------------------------------------------------

namespace {

format::Collected* values_of(const Frame& frame, unsigned which) noexcept {
  ThreadState& state = *live::state_of(scopegraft_rt::sg_rt_thread);
  return collectors::values_of(state, live::record_of(frame.node), frame.wanted->each[which].number);
}

}  // namespace

void CollectorCall::add(unsigned field, double value) noexcept {
  if (format::Collected* const values = values_of(*static_cast<Frame*>(frame_), which_)) add_value(*values, field, value);
}

void CollectorCall::add(unsigned field, std::string_view text, double value) noexcept {
  format::Collected* const values = values_of(*static_cast<Frame*>(frame_), which_);
  if (values != nullptr) add_text(*live::state_of(scopegraft_rt::sg_rt_thread), *values, field, collectors::text_number(text), value);
}

std::uint64_t& CollectorCall::state() noexcept { return static_cast<Frame*>(frame_)->states[which_]; }

std::string CollectorCall::parameter(std::string_view name) const {
  std::string_view left = static_cast<Frame*>(frame_)->wanted->each[which_].parameters;
  while (!left.empty()) {
    const std::string_view pair = left.substr(0, left.find(','));
    left.remove_prefix(std::min(left.size(), pair.size() + 1));
    const std::size_t colon = std::min(pair.find(':'), pair.size());
    char text[256];
    std::size_t size = 0;
    collectors::decode(pair.substr(0, colon), text, size, sizeof text);
    if (std::string_view(text, size) != name) continue;
    size = 0;
    collectors::decode(pair.substr(std::min(colon + 1, pair.size())), text, size, sizeof text);
    return {text, size};
  }
  return {};
}

std::string_view CollectorCall::function() const noexcept {
  const format::Site& site = *live::process.sites[live::record_of(static_cast<Frame*>(frame_)->node).site].record;
  return {reinterpret_cast<const char*>(&site + 1) + site.name_size, site.function_size};
}

}  // namespace scopegraft

namespace scopegraft_rt {
extern "C" void sg_rt_cache(bool hit) noexcept { hit ? scopegraft::cache_hit() : scopegraft::cache_miss(); }
}  // namespace scopegraft_rt
