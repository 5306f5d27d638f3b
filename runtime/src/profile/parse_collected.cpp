#include "profile/parse_collected.h"

#include <utility>

namespace scopegraft::profile {
namespace {

constexpr std::uint32_t kMostFields = 64;

CollectedValue value_of(const format::CollectedValue& raw) { return {raw.count, bounded(raw.total), bounded(raw.max)}; }

}  // namespace

void CollectedReader::read_collector(const Bytes& bytes, std::uint64_t at, std::uint64_t room) {
  format::Collector raw;
  if (room < sizeof raw || !bytes.get(at, raw) || raw.id == 0 || raw.field_count > kMostFields) return;
  std::uint64_t text = at + sizeof raw + raw.field_count * sizeof(format::CollectorField);
  const std::uint64_t end = at + room;
  const auto next = [&](std::uint32_t size) { return size <= end - std::min(text, end) ? bytes.text(std::exchange(text, text + size), size) : std::string(); };
  Collector collector;
  collector.registered = raw.registered != 0;
  collector.name = next(raw.name_size);
  if (collector.name.empty()) return;
  for (std::uint32_t i = 0; i != raw.field_count; ++i) {
    format::CollectorField field;
    if (!bytes.get(at + sizeof raw + i * sizeof field, field) || field.kind > static_cast<std::uint32_t>(format::FieldKind::kTextTime)) return;
    const bool refers = static_cast<format::FieldKind>(field.kind) == format::FieldKind::kShare;
    if (refers && (field.of >= raw.field_count || field.rest >= raw.field_count)) return;
    collector.fields.push_back({next(field.name_size), static_cast<Collector::Kind>(field.kind), field.of, field.rest});
    if (collector.fields.back().name.empty()) return;
  }
  const auto [known, fresh] = collector_of_.try_emplace(raw.id, static_cast<std::uint32_t>(collectors_.size()));
  if (fresh)
    collectors_.push_back(std::move(collector));
  else
    collectors_[known->second] = std::move(collector);
}

void CollectedReader::read_text(const Bytes& bytes, std::uint64_t at, std::uint64_t room) {
  format::Text raw;
  if (room < sizeof raw || !bytes.get(at, raw) || raw.id == 0 || raw.size > room - sizeof raw) return;
  if (text_of_.try_emplace(raw.id, static_cast<std::uint32_t>(texts_.size())).second) texts_.push_back(bytes.text(at + sizeof raw, raw.size));
}

void CollectedReader::finish(Profile& profile) {
  profile.collectors = std::move(collectors_);
  profile.texts = std::move(texts_);
}

void CollectedReader::take(const Bytes& bytes, std::uint32_t first, std::uint32_t node, Profile& profile) {
  const std::uint64_t most = bytes.size() / format::kUnit;
  format::Collected head;
  for (std::uint32_t at = first; at != 0 && read_ < most; at = head.next, ++read_) {
    const std::uint64_t offset = at * format::kUnit;
    if (!bytes.get(offset, head)) return;
    const auto collector = collector_of_.find(head.collector);
    if (collector == collector_of_.end() || collectors_[collector->second].fields.size() != head.fields) continue;
    Collected out;
    out.node = node;
    out.collector = collector->second;
    for (std::uint32_t i = 0; i != head.fields; ++i) {
      format::CollectedValue value;
      if (!bytes.get(offset + sizeof head + i * sizeof value, value)) return;
      out.values.push_back(value_of(value));
    }
    take_texts(bytes, head.texts, out);
    profile.collected.push_back(std::move(out));
  }
}

void CollectedReader::take_texts(const Bytes& bytes, std::uint32_t at, Collected& into) {
  const std::uint64_t most = bytes.size() / format::kUnit;
  for (format::CollectedText raw; at != 0 && read_ < most; at = raw.next, ++read_) {
    if (!bytes.get(at * format::kUnit, raw)) return;
    const auto text = text_of_.find(raw.text);
    if (raw.field >= into.values.size()) continue;
    into.texts.push_back({raw.field, text == text_of_.end() ? 0 : text->second, value_of(raw.value)});
  }
}

}  // namespace scopegraft::profile
