#include "profile/parse.h"

#include <algorithm>
#include <cstring>
#include <unordered_map>
#include <utility>

#include "format/layout.h"
#include "profile/bytes.h"
#include "profile/large_pages.h"
#include "profile/measures.h"
#include "profile/node_reader.h"
#include "profile/parse_collected.h"
#include "profile/pending_calls.h"
#include "scopegraft/profile/cost_of_counting.h"

namespace scopegraft::profile {
namespace {

constexpr std::uint32_t kNone = Node::kNone;

std::string bounded_text(const char* text, std::size_t capacity) { return {text, strnlen(text, capacity)}; }

class Parser {
 public:
  Parser(Bytes bytes, const std::string& name, std::uint64_t now_tick) : bytes_(bytes), name_(name), now_tick_(now_tick) {}

  ReadResult run() {
    if (!bytes_.get(0, header_)) return fail("is too short to be a profile");
    if (std::memcmp(header_.magic, format::kMagic, sizeof format::kMagic) != 0) return fail("is not a Scopegraft profile");
    if (header_.version < format::kOldestVersion || header_.version > format::kVersion)
      return fail("has format version " + std::to_string(header_.version) + ", this program reads version " +
                  (format::kOldestVersion == format::kVersion ? "" : std::to_string(format::kOldestVersion) + " to ") + std::to_string(format::kVersion));
    if (header_.header_size < sizeof(format::Header) || header_.header_size % format::kUnit != 0 ||
        header_.used < header_.header_size)
      return fail("has a damaged header");
    bytes_.limit(header_.used);
    read_blocks();
    see_life(now_tick_);
    see_life(latest_);
    take_header();
    take_nodes();
    take_windows();
    take_groups();
    take_traces();
    take_arguments();
    collected_.finish(profile_);
    return std::move(profile_);
  }

 private:
  // Blocks that are taken apart when sites and nodes are known.
  struct RawBlock {
    std::uint64_t at, room;
    std::uint32_t count;  // of a trace: the thread
  };

  ReadError fail(const std::string& why) const { return {"'" + name_ + "' " + why}; }

  // The header's clock is renewed ten times a second, and at the end; what happened later in a program that did not come to its end is
  // a later sign of life.
  void see_life(std::uint64_t tick) {
    constexpr double kLatest = 1e19;
    if (tick <= header_.last_tick) return;
    const double ns = Times(header_).ns(static_cast<double>(tick - header_.last_tick));
    if (static_cast<double>(header_.last_ns) + ns > kLatest) return;
    header_.last_ns += static_cast<std::uint64_t>(ns);
    header_.last_tick = tick;
  }

  // A damaged block ends the walk: what lies before it is kept.
  void read_blocks() {
    std::uint64_t at = header_.header_size;
    format::Block block;
    while (bytes_.glance(at, block)) {
      if (block.size < sizeof block || block.size % format::kUnit != 0 || !bytes_.holds(at, block.size)) break;
      const std::uint64_t body = at + sizeof block, room = block.size - sizeof block;
      switch (static_cast<format::BlockType>(block.type)) {
        case format::BlockType::kSite: read_site(body, room); break;
        case format::BlockType::kThread: read_thread(body, room); break;
        case format::BlockType::kNodes: read_nodes(body, room, block); break;
        case format::BlockType::kTrace: traces_.push_back({body, room, block.owner}); break;
        case format::BlockType::kSlowCall: slow_calls_.push_back({body, room, block.count}); break;
        case format::BlockType::kArguments: arguments_.push_back({body, room, block.count}); break;
        case format::BlockType::kCollector: collected_.read_collector(bytes_, body, room); break;
        case format::BlockType::kText: collected_.read_text(bytes_, body, room); break;
        case format::BlockType::kGroups: groups_.push_back({body, room, block.count}); break;
        case format::BlockType::kWindow: windows_.push_back({body, room, block.count}); break;
        default: break;
      }
      at += block.size;
    }
  }

  void read_site(std::uint64_t at, std::uint64_t room) {
    format::Site raw;
    if (room < sizeof raw || !bytes_.get(at, raw)) return;
    const std::uint64_t text = std::uint64_t{raw.name_size} + raw.function_size + raw.file_size + raw.options_size;
    if (raw.id == 0 || text > room - sizeof raw || site_of_.contains(raw.id)) return;  // 0: not complete yet
    std::uint64_t from = at + sizeof raw;
    const auto next = [&](std::uint32_t size) { return bytes_.text(std::exchange(from, from + size), size); };
    Site site;
    site.name = next(raw.name_size);
    site.function = next(raw.function_size);
    site.file = next(raw.file_size);
    site.options = next(raw.options_size);
    site.line = raw.line;
    site.column = raw.column;
    site.track_memory = (raw.flags & format::kTrackMemory) != 0;
    site.track_args = (raw.flags & format::kTrackArguments) != 0;
    site.is_async = (raw.flags & format::kAsync) != 0;
    site_of_.emplace(raw.id, static_cast<std::uint32_t>(profile_.sites.size()));
    profile_.sites.push_back(std::move(site));
  }

  void read_thread(std::uint64_t at, std::uint64_t room) {
    format::Thread raw;
    if (room < sizeof raw || !bytes_.get(at, raw) || raw.used_by == 0 || thread_of_.contains(raw.index)) return;
    thread_of_.emplace(raw.index, static_cast<std::uint32_t>(profile_.threads.size()));
    profile_.threads.push_back({raw.id, bounded_text(raw.name, sizeof raw.name), raw.process, raw.running != 0});
    overhead_.push_back(raw.overhead);
    running_.push_back(raw.running != 0);
    for (std::uint32_t i = 0; i != std::min<std::uint32_t>(raw.ring_size, 1 << 16); ++i) {
      std::uint64_t entry = 0;
      if (raw.ring == 0 || !bytes_.get(raw.ring * format::kUnit + i * sizeof entry, entry)) break;
      if (entry == 0) continue;
      ring_.push_back(entry);
      overhead_.back() += static_cast<std::uint64_t>(std::min(finite(header_.cost_measured), 1e6));
    }
  }

  // The position of a node among all of the file, by its index; kNone: no node lies there.
  [[nodiscard]] std::size_t ordinal_of(std::uint32_t index) const {
    const std::uint64_t at = index * format::kUnit;
    auto block = std::upper_bound(nodes_.begin(), nodes_.end(), at, [](std::uint64_t wanted, const NodeBlock& one) { return wanted < one.begin; });
    if (block == nodes_.begin()) return kNone;
    --block;
    const std::uint64_t within = at - block->begin;
    return within % sizeof(format::Node) == 0 && within / sizeof(format::Node) < block->count ? block->first + within / sizeof(format::Node) : kNone;
  }

  [[nodiscard]] std::uint32_t in_profile(std::uint32_t node) const {
    const std::size_t ordinal = ordinal_of(node);
    return ordinal < place_.size() ? place_[ordinal] : kNone;
  }

  void read_nodes(std::uint64_t at, std::uint64_t room, const format::Block& block) {
    const std::uint64_t count = std::min<std::uint64_t>(block.count, room / sizeof(format::Node));
    if (count == 0 || (at + room) / format::kUnit > kNone - 1) return;
    nodes_.push_back({at, count, block.owner, node_count_});
    node_count_ += count;
    format::Node node;
    if (header_.clean_exit != 0) return;
    for (std::uint64_t i = 0; i != count; ++i)
      if (bytes_.get(at + i * sizeof node, node)) latest_ = std::max({latest_, node.last, node.first});
  }

  // False: the event's node is not in the profile.
  bool take_event(std::uint64_t at, const Times& times, std::vector<Event>& into) {
    format::TraceEvent raw;
    if (!bytes_.get(at, raw)) return false;
    const std::uint32_t node = in_profile(raw.node);
    if (node == kNone || profile_.nodes[node].site == kNone || raw.begin < header_.first_tick) return false;
    const Node& of = profile_.nodes[node];
    into.push_back({of.site, of.thread, raw.depth, std::min(times.ns(static_cast<double>(raw.begin - header_.first_tick)), 1e18),
                    std::min(times.ns(static_cast<double>(raw.duration)), 1e18)});
    return true;
  }

  void take_traces() {
    const Times times(header_);
    const auto earlier = [](const Event& a, const Event& b) { return a.begin != b.begin ? a.begin < b.begin : a.depth < b.depth; };
    for (const RawBlock& block : traces_) {
      format::TraceHead head;
      if (block.room < sizeof head || !bytes_.get(block.at, head)) continue;
      const std::uint64_t count = std::min({head.room, head.written, (block.room - sizeof head) / sizeof(format::TraceEvent)});
      for (std::uint64_t i = 0; i != count; ++i) take_event(block.at + sizeof head + i * sizeof(format::TraceEvent), times, profile_.events);
    }
    std::sort(profile_.events.begin(), profile_.events.end(), earlier);
    for (const RawBlock& block : slow_calls_) {
      if (block.room < sizeof(format::SlowCall)) continue;
      const std::uint64_t count = std::min<std::uint64_t>(block.count, (block.room - sizeof(format::SlowCall)) / sizeof(format::TraceEvent));
      SlowCall call;
      for (std::uint64_t i = 0; i != count; ++i)
        take_event(block.at + sizeof(format::SlowCall) + i * sizeof(format::TraceEvent), times, call.events);
      if (call.events.empty()) continue;
      std::sort(call.events.begin(), call.events.end(), earlier);
      const Event& first = call.events.front();
      call.site = first.site;
      call.thread = first.thread;
      call.begin = first.begin;
      call.duration = first.duration;
      profile_.slow_calls.push_back(std::move(call));
    }
    std::sort(profile_.slow_calls.begin(), profile_.slow_calls.end(), [](const SlowCall& a, const SlowCall& b) { return a.begin < b.begin; });
  }

  // Names and values, each with a terminator.
  static std::vector<std::pair<std::string, std::string>> pairs_of(std::string_view text) {
    std::vector<std::pair<std::string, std::string>> out;
    while (!text.empty()) {
      const std::size_t name = text.find('\0');
      const std::size_t value = name == std::string_view::npos ? name : text.find('\0', name + 1);
      if (value == std::string_view::npos) break;
      out.emplace_back(text.substr(0, name), text.substr(name + 1, value - name - 1));
      text.remove_prefix(value + 1);
    }
    return out;
  }

  // The values of a call's arguments: of a slow call that was kept, or of one of which nothing else was.
  void take_arguments() {
    const Times times(header_);
    for (const RawBlock& block : arguments_) {
      const std::uint64_t count = std::min<std::uint64_t>(block.count, block.room / sizeof(format::ValuedCall));
      for (std::uint64_t i = 0; i != count; ++i) {
        format::ValuedCall raw;
        if (!bytes_.get(block.at + i * sizeof raw, raw) || raw.size == 0 || raw.size > sizeof raw.text || raw.begin < header_.first_tick) continue;
        const std::uint32_t node = in_profile(raw.node);
        if (node == kNone || profile_.nodes[node].site == kNone) continue;
        const double begin = std::min(times.ns(static_cast<double>(raw.begin - header_.first_tick)), 1e18);
        const double duration = std::min(times.ns(static_cast<double>(raw.duration)), 1e18);
        const std::uint32_t site = profile_.nodes[node].site, thread = profile_.nodes[node].thread;
        auto kept = std::find_if(profile_.slow_calls.begin(), profile_.slow_calls.end(), [&](const SlowCall& call) {
          return call.site == site && call.thread == thread && call.begin == begin;
        });
        if (kept == profile_.slow_calls.end()) {
          SlowCall call;
          call.site = site;
          call.thread = thread;
          call.begin = begin;
          call.duration = duration;
          call.events = {{site, thread, 0, begin, duration}};
          kept = profile_.slow_calls.insert(kept, std::move(call));
        }
        kept->arguments = pairs_of({raw.text, raw.size});
      }
    }
    std::stable_sort(profile_.slow_calls.begin(), profile_.slow_calls.end(), [](const SlowCall& a, const SlowCall& b) { return a.begin < b.begin; });
  }

  void take_live(const RawBlock& raw, std::uint64_t from, std::uint64_t memories, Window& window) const {
    memories = std::min(memories, (raw.room - from) / sizeof(format::WindowMemory));
    for (std::uint64_t i = 0; i != memories; ++i) {
      format::WindowMemory memory;
      if (!bytes_.get(raw.at + from + i * sizeof memory, memory)) break;
      if (memory.site == 0) {
        window.resident = finite(memory.live);
        window.resident_most = finite(memory.most);
      } else if (const auto site = site_of_.find(memory.site); site != site_of_.end()) {
        window.live.push_back({site->second, bounded(memory.live)});
      }
    }
  }

  void take_groups() {
    const Times times(header_);
    for (const RawBlock& block : groups_) {
      const std::uint64_t count = std::min<std::uint64_t>(block.count, block.room / sizeof(format::Group));
      for (std::uint64_t i = 0; i != count; ++i) {
        format::Group raw;
        if (!bytes_.get(block.at + i * sizeof raw, raw)) break;
        const std::uint32_t node = in_profile(raw.node);
        if (node == kNone || profile_.nodes[node].site == kNone) continue;
        Grouped group{node, false, {}, measure_of(bytes_, {raw.record, 0, 0, {}}, times)};
        const std::string* const text = collected_.text(raw.text);
        group.is_rest = text == nullptr;
        const std::size_t fields = group_fields(profile_.sites[profile_.nodes[node].site]).size();
        std::string_view rest = text == nullptr ? std::string_view() : std::string_view(*text);
        while (text != nullptr && group.values.size() < fields) {
          const std::string_view value = rest.substr(0, rest.find(format::kBetweenGroups));
          rest.remove_prefix(std::min(rest.size(), value.size() + 1));
          group.values.emplace_back(value);
        }
        profile_.grouped.push_back(std::move(group));
      }
    }
    std::stable_sort(profile_.grouped.begin(), profile_.grouped.end(), [](const Grouped& a, const Grouped& b) { return a.node < b.node; });
  }

  void take_windows() {
    const Times times(header_);
    for (const RawBlock& raw : windows_) {
      format::Window head;
      if (raw.room < sizeof head || !bytes_.get(raw.at, head) || head.end < header_.started) continue;
      Window window;
      window.end = head.end;
      const std::uint64_t count = std::min<std::uint64_t>(raw.count, (raw.room - sizeof head) / sizeof(format::WindowTotals));
      for (std::uint64_t i = 0; i != count; ++i) {
        format::WindowTotals totals;
        if (!bytes_.get(raw.at + sizeof head + i * sizeof totals, totals)) break;
        const auto site = site_of_.find(totals.site);
        if (site != site_of_.end()) window.totals.push_back({site->second, totals.calls, totals.exceptions, times.ns(finite(totals.time))});
      }
      take_live(raw, sizeof head + count * sizeof(format::WindowTotals), head.memories, window);
      profile_.windows.push_back(std::move(window));
    }
    std::sort(profile_.windows.begin(), profile_.windows.end(), [](const Window& a, const Window& b) { return a.end < b.end; });
    std::uint64_t begin = header_.started;
    for (Window& window : profile_.windows) window.begin = std::exchange(begin, window.end);
  }

  void take_header() {
    const Times times(header_);
    profile_.program = bounded_text(header_.program, sizeof header_.program);
    profile_.processes = {header_.process};
    profile_.started = header_.started;
    profile_.ended = std::max(times.calendar(header_.last_tick), header_.started);
    profile_.clean_exit = header_.clean_exit != 0;
    profile_.cpu_time = static_cast<double>(header_.cpu_time_ns);
    profile_.cost_of_measured_call = times.ns(finite(header_.cost_measured));
    profile_.cost_of_counted_call = times.ns(finite(header_.cost_counted));
    static_assert(std::equal(Profile::kFarLagsNs.begin(), Profile::kFarLagsNs.end(), std::begin(format::kFarLagsNs), std::end(format::kFarLagsNs)));
    for (unsigned i = 0; i != format::kFarLags; ++i) profile_.cost_of_far_call[i] = times.ns(finite(header_.cost_counted_after[i]));
    profile_.overhead_budget = finite(header_.overhead_budget);
    profile_.rss_peak_bytes = static_cast<double>(header_.rss_peak_bytes);
    profile_.rss_now_bytes = static_cast<double>(header_.rss_now_bytes);
    profile_.dropped = {header_.dropped_sites, header_.dropped_nodes, header_.dropped_threads,
                        header_.dropped_events + header_.dropped_reentered, header_.dropped_spans};
  }

  // Nodes are created after their parents but may lie before them (each thread has pages of its own): a parent in the file
  // always has the smaller index, because a thread's pages grow upwards.
  void take_nodes() {
    const Times times(header_);
    PendingCalls pending;
    for (const std::uint64_t entry : ring_)
      if (ordinal_of(static_cast<std::uint32_t>(entry >> 32)) != kNone) pending.add(bytes_, entry, header_, times);
    place_.assign(node_count_, kNone);
    reserve_in_large_pages(profile_.nodes, node_count_);
    NodeReader(bytes_, times, pending).each(blocks_of_threads(), [this](FileNode&& node) { take_node(std::move(node)); });
    const CostOfCounting cost(profile_);
    double spent = 0, counting = 0;
    for (const std::uint64_t ticks : overhead_) spent += times.ns(static_cast<double>(ticks));
    for (const Node& node : profile_.nodes) counting += static_cast<double>(node.measure.calls - node.measure.measured) * cost(node.measure.calls);
    profile_.overhead_time = spent + counting;
  }

  // Those of threads that the profile has. Thread time excludes what measuring took.
  [[nodiscard]] std::vector<NodeBlock> blocks_of_threads() const {
    std::vector<NodeBlock> blocks;
    for (NodeBlock block : nodes_) {
      const auto known = thread_of_.find(block.thread);
      if (known == thread_of_.end()) continue;
      block.thread = known->second;
      const std::uint64_t spent = overhead_[block.thread];
      if (running_[block.thread] && header_.last_tick > spent) block.now = header_.last_tick - spent;
      blocks.push_back(block);
    }
    return blocks;
  }

  void take_node(FileNode&& from) {
    std::uint32_t site = kNone, parent = kNone;
    if (from.parent != 0) {
      parent = in_profile(from.parent);
      const auto known = site_of_.find(from.site);
      if (parent == kNone || known == site_of_.end() || profile_.nodes[parent].thread != from.thread) return;
      site = known->second;
    }
    const auto place = static_cast<std::uint32_t>(profile_.nodes.size());
    place_[from.position] = place;
    if (from.collected != 0) collected_.take(bytes_, from.collected, place, profile_);
    profile_.nodes.push_back({site, parent, from.thread, std::move(from.measure)});
  }

  Bytes bytes_;
  std::string name_;
  std::uint64_t now_tick_;
  format::Header header_{};
  Profile profile_;
  std::unordered_map<std::uint32_t, std::uint32_t> site_of_, thread_of_;  // number in the file -> index in the profile
  std::vector<std::uint64_t> overhead_;
  std::vector<bool> running_;
  std::vector<NodeBlock> nodes_;  // ascending
  std::size_t node_count_ = 0;
  std::uint64_t latest_ = 0;  // tick that a node tells of, of a program that did not come to its end
  std::vector<std::uint64_t> ring_;
  std::vector<RawBlock> windows_, traces_, slow_calls_, arguments_, groups_;
  CollectedReader collected_;
  std::vector<std::uint32_t> place_;  // by the position among the nodes of the file -> in the profile
};

}  // namespace

ReadResult parse(std::span<const std::byte> bytes, const std::string& name, std::uint64_t now_tick) {
  return Parser(Bytes(bytes), name, now_tick).run();
}

ReadResult parse(PagedFile& file, const std::string& name) { return Parser(Bytes(file), name, 0).run(); }

}  // namespace scopegraft::profile
