// The profile file, byte by byte (FORMAT.md says it in words): a header page, then blocks one behind the other. The runtime
// writes it in place while the program runs, the reader takes it apart. Offsets from the file's begin, no pointers.
// All integers are little-endian; times are ticks of the clock that the header describes unless a name says otherwise.
#pragma once

#include <cstddef>
#include <cstdint>

#include "scopegraft/graft.h"

namespace scopegraft::format {

inline constexpr char kMagic[8] = {'S', 'C', 'O', 'P', 'G', 'R', 'F', 'T'};
inline constexpr std::uint32_t kVersion = 4;       // 2: collectors, 3: the layout of nodes, 4: cost_counted_after
inline constexpr std::uint32_t kOldestVersion = 3;  // that the reader still reads
inline constexpr std::uint64_t kHeaderSize = 4096;
inline constexpr std::uint64_t kUnit = 64;  // blocks, nodes and pool pieces start at multiples of this; an index is offset / kUnit

inline constexpr unsigned kFarLags = 5;
inline constexpr double kFarLagsNs[kFarLags] = {1e4, 1e5, 1e6, 1e7, 1e8};

// Written by: the process at its start, and whoever adapts or exits (`last_*`, `cpu_time`, `rss_*`). Dropped counts by any thread.
struct Header {
  char magic[8];
  std::uint32_t version;
  std::uint32_t header_size;
  std::uint64_t used;      // bytes in use; blocks lie in [header_size, used)
  std::uint64_t process;
  std::uint64_t started;   // ns since the Unix epoch at first_tick
  std::uint64_t first_tick, first_ns;  // a pair of clock and CLOCK_MONOTONIC ...
  std::uint64_t last_tick, last_ns;    // ... and the latest one; they give the length of a tick, and the last sign of life
  std::uint64_t clean_exit;
  std::uint64_t cpu_time_ns;
  std::uint64_t rss_peak_bytes, rss_now_bytes;
  double cost_measured, cost_counted;  // ticks a measured and a counted call take in a loop, measured at the start
  std::uint64_t cost_inside;           // of a measured call, the ticks between its two clock reads ...
  std::uint64_t cost_inside_sampled;   // ... when it is measured amid calls that are not
  double overhead_budget;              // share, 0: none
  std::uint64_t dropped_sites, dropped_nodes, dropped_threads, dropped_events, dropped_spans, dropped_reentered;
  std::uint64_t clock_kind;            // 0: fake (tests), 1: TSC, 2: CNTVCT, 3: CLOCK_MONOTONIC
  char program[1024];
  double cost_counted_after[kFarLags]; // ticks a counted call takes kFarLagsNs after the function's latest one, measured amid the program; 0: not yet
};
static_assert(sizeof(Header) <= kHeaderSize);

// What another process of the same user wants of the running program (scopegraft set), in the header's page at kControlAt. Written
// by that process under a lock of the file; `version` is odd meanwhile. Whoever of the program's threads comes to it first follows.
struct ControlChange {
  double rate;          // 0..1; > 1: auto; < 0: as the rules say
  char functions[120];  // pattern as in SCOPEGRAFT_EXCLUDE_PATTERNS; the last change that matches counts
};
struct Control {
  std::uint32_t version, count;
  std::uint32_t seen, reserved;  // the version that the program follows
  ControlChange changes[14];
};
inline constexpr std::uint64_t kControlAt = 2048;
static_assert(sizeof(Header) <= kControlAt && kControlAt + sizeof(Control) <= kHeaderSize);

enum class BlockType : std::uint32_t { kUnused = 0, kSite = 1, kThread = 2, kNodes = 3, kPool = 4, kWindow = 5, kTrace = 6, kSlowCall = 7,
  kCollector = 16, kText = 17, kArguments = 18, kGroups = 19 };

struct Block {
  std::uint32_t type;   // BlockType; written last
  std::uint32_t owner;  // nodes, pool: index of the thread
  std::uint64_t size;   // with this header, a multiple of kUnit
  std::uint32_t count;  // nodes, windows, slow calls: how many entries are complete
  std::uint32_t reserved[11];
};
static_assert(sizeof(Block) == kUnit);

enum SiteFlag : std::uint32_t { kTrackMemory = 1, kTrackArguments = 2, kTrackExceptions = 4, kAsync = 8, kOff = 16,
  kSpan = 32, kNoInherit = 64,
  kOwnContext = 128,  // a span, fields or added context: every call is measured
  kCollects = 1 << 12,  // has collectors
  kGrouped = 1 << 14,   // has group_by
  kTells = 1 << 13,     // of the program: every call is measured
};

// Behind it: name, function, file and options, without terminators.
struct Site {
  std::uint32_t id, line, column, flags;
  std::uint32_t name_size, function_size, file_size, options_size;
};

struct Thread {
  std::uint64_t id;       // of the operating system, of the latest thread that used the record
  std::uint64_t process;
  std::uint32_t index, running;
  std::uint32_t root;     // index of its root node
  std::uint32_t used_by;  // how many threads used it, one after the other
  std::uint64_t overhead; // ticks that measuring took
  char name[32];
  // Measured calls that are not in their nodes yet: entries (index of a node << 32 | duration in ticks, with cost_inside), 0: none.
  std::uint32_t ring, ring_size;  // index of the first entry, number of entries
};

// One place in a thread's calling-context tree. Written by its thread only. A measured call touches the first line, folding the second.
struct Node {
  scopegraft_rt::Node hot;
  std::uint64_t last;      // end of the latest measured call
  std::uint64_t open;      // start of the latest measured call; it is running when `measured` is 0
  std::uint32_t flags;     // NodeFlag
  std::uint32_t parent;    // index of a node, 0: this is a root
  std::uint32_t site;      // its number
  std::uint32_t depth;
  // second line
  std::uint64_t measured;
  std::uint64_t time;      // sum of the durations of the measured calls
  std::uint64_t time_min, time_max;
  double time_squared;     // sum of duration^2
  std::uint32_t histogram; // index of 64 indices of 16 counts (u64), one for each power of two; 0: none, kFailed: no room
  float gap;               // mean number of calls from one measured call to the next; the weight of the next measured call
  std::uint64_t adapted_calls;  // the runtime's own: the calls when the gap was chosen, and the time
  std::uint64_t adapted_at;
  // third line: a measured call that stands for `gap` calls counts once above and gap - 1 times here
  double more_weight;          // sum of weight - 1, weight = gap
  double more_weight_squared;  // sum of weight^2 - 1
  double more_time;            // sum of (weight - 1) * duration
  double more_time_squared;    // sum of (weight - 1) * duration^2
  std::uint64_t first;         // its creation
  std::uint64_t exceptions;
  std::uint32_t extension;     // index of an Extension, 0: none
  std::uint32_t first_child, next_sibling;  // the runtime's own
  std::uint32_t collected;     // index of the first Collected, 0: none
};
static_assert(sizeof(Node) == 3 * kUnit);
static_assert(offsetof(Node, measured) == kUnit && offsetof(Node, more_weight) == 2 * kUnit);

inline constexpr std::uint32_t kFailed = 0xffffffff;
inline constexpr unsigned kOctaves = 64, kSteps = 16;

enum NodeFlag : std::uint32_t {
  kFolded = 1,    // deep recursion: counted, not timed, position unchanged
  kUnplaced = 2,  // some child is not in the lookup table
  kNever = 4,     // sample rate 0
  kAuto = 8,      // rate adapts
  kExtras = 16,   // memory or arguments are measured too, or the call has a context of its own
  kContext = 32,  // the latter
  kTraced = 64,   // goes into the thread's trace
  kCollected = 1 << 12,      // its site has collectors
  kBelowCollects = 1 << 13,  // so has its or that of a node above
  kShared = 1 << 15,         // of a coroutine: its calls may end on other threads
  kToldOf = 1 << 14,         // collectors of the program are told of every call
};

// Totals of the whole process at one moment; `count` of the block: how many WindowTotals follow, then `memories` WindowMemory.
struct Window {
  std::uint64_t end;  // ns since the Unix epoch
  std::uint64_t memories;
};
struct WindowTotals {
  std::uint32_t site, reserved;
  std::uint64_t calls, exceptions;
  double time;  // of the outermost calls, estimated
};
// Bytes that calls of the site allocated and did not free, without those of the calls inside them. Site 0 is the process: its
// resident memory now, and the most of it that was seen since the window before.
struct WindowMemory {
  std::uint32_t site, reserved;
  double live, most;
};

// One measured call that ended.
struct TraceEvent {
  std::uint32_t node, depth;
  std::uint64_t begin, duration;
};
// The block of a thread's trace: a ring of `room` events, the latest `written` ones.
struct TraceHead {
  std::uint64_t room, written;
};
struct Trace {
  Block block;
  TraceHead head;
};
// A call that was slower than its site's limit; `count` of the block: the events that follow, the call itself first.
struct SlowCall {
  std::uint64_t begin, duration;
  std::uint32_t node, reserved;
};

// One of the slowest calls of a site that tracks arguments, with their values: names and texts, each with a terminator. `count` of the
// block: how many follow. Complete when `size` is not 0; it may be replaced by a slower call at any time.
struct ValuedCall {
  std::uint64_t begin, duration;
  std::uint32_t node, size;
  char text[488];
};
static_assert(sizeof(ValuedCall) % kUnit == 0);

// Sums over the measured calls, with their weights.
struct Extension {
  std::uint64_t memory_measured;
  double memory_weight;
  double allocated_bytes, freed_bytes, allocations, frees;
  double peak_sum;
  std::int64_t peak_max;
  // second line
  std::uint64_t args_measured;
  double args_weight;
  double args_bytes;
  double active_time;
  std::uint64_t suspensions, abandoned;
  std::uint64_t reserved[2];
};
static_assert(sizeof(Extension) == 2 * kUnit);

// What a field of a collector is, and so what its columns are.
enum class FieldKind : std::uint32_t {
  kCount = 0,   // a sum of whole numbers
  kNumber = 1,  // sum and largest
  kBytes = 2,
  kTime = 3,    // ns
  kShare = 4,   // of one field in the sum of it and another; nothing of its own
  kTextCount = 5,  // how often each text came
  kTextTime = 6,   // ns by text
};

// A kCollector block: a collector that sites ask for. Behind it its fields, then its name and theirs, without terminators. A
// later block of the same id replaces an earlier one: it was registered in between.
struct Collector {
  std::uint32_t id, registered;
  std::uint32_t name_size, field_count;
};
struct CollectorField {
  std::uint32_t kind, name_size;
  std::uint32_t of, rest;  // kShare: numbers of the two fields
};

// A kText block: a text that Collected values are kept by. Behind it its bytes. Complete when the id is not 0.
struct Text {
  std::uint32_t id, size;
};

struct CollectedValue {
  std::uint64_t count;
  double total, max;
};
// What one collector gathered in the calls of one node, with all that happened inside them. `fields` values follow. In the pool.
struct Collected {
  std::uint32_t next;  // index of the node's next Collected, 0: none
  std::uint32_t collector, fields;
  std::uint32_t texts;  // index of the first CollectedText
};
struct CollectedText {
  std::uint32_t next, field;
  std::uint32_t text;  // id, 0: all texts for which there was no room
  std::uint32_t reserved;
  CollectedValue value;
  std::uint64_t reserved_too[3];
};
static_assert(sizeof(CollectedText) == kUnit);

// The calls of one node that ended with the same values of the context fields of its site's `group_by`: `record` as in a node, its
// own place, counts and children apart. `text`: the values in the order of the fields, kBetweenGroups between them; 0: all
// combinations beyond the bound. `count` of a kGroups block: how many are complete.
struct Group {
  std::uint32_t node, text;
  std::uint32_t reserved[14];
  Node record;
};
static_assert(sizeof(Group) == 4 * kUnit);
inline constexpr const char* kBetweenGroups = "\x1f";

}  // namespace scopegraft::format
