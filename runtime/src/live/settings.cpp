#include "live/settings.h"

#include <sys/auxv.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "live/system.h"

namespace scopegraft::live {
namespace {

const char* variable(const char* name) noexcept {
  const char* value = ::secure_getenv(name);
  return value != nullptr && value[0] != '\0' ? value : nullptr;
}

void complain(const char* name, const char* value, const char* wanted) noexcept {
  say("scopegraft: ", name, "=", value, wanted);
}

bool read_flag(const char* name, bool& into) noexcept {
  const char* value = variable(name);
  if (value == nullptr) return false;
  for (const char* yes : {"1", "true", "yes", "on"})
    if (::strcasecmp(value, yes) == 0) return into = true, true;
  for (const char* no : {"0", "false", "no", "off"})
    if (::strcasecmp(value, no) == 0) return into = false, true;
  complain(name, value, ": expected 0 or 1; ignored");
  return false;
}

void read_count(const char* name, std::uint64_t least, std::uint64_t most, std::uint64_t& into) noexcept {
  const char* value = variable(name);
  if (value == nullptr) return;
  char* end = nullptr;
  errno = 0;
  std::uint64_t number = std::strtoull(value, &end, 10);
  const std::uint64_t unit = *end == 'k' || *end == 'K' ? 1 << 10 : *end == 'm' || *end == 'M' ? 1 << 20 : *end == 'g' || *end == 'G' ? 1 << 30 : 1;
  if (unit != 1) ++end;
  if (value[0] < '0' || value[0] > '9' || *end != '\0' || errno != 0 || number > most / unit || number * unit < least)
    return complain(name, value, ": expected a number in range (suffixes k, M, G); ignored");
  into = number * unit;
}

template <std::size_t kSize>
bool read_text(const char* name, char (&into)[kSize]) noexcept {
  const char* value = variable(name);
  if (value == nullptr) return false;
  const std::size_t size = std::strlen(value);
  if (size >= kSize) return complain(name, "...", ": too long; ignored"), false;
  std::memcpy(into, value, size + 1);
  return true;
}

bool separates(char c) noexcept { return c == ',' || c == ';' || c == ' ' || c == '\t' || c == '\n'; }

bool match_here(const char* pattern, const char* pattern_end, const char* name, const char* name_end) noexcept {
  while (pattern != pattern_end) {
    if (*pattern == '*') {
      const bool across = pattern + 1 != pattern_end && pattern[1] == '*';
      pattern += across ? 2 : 1;
      for (const char* rest = name;; ++rest) {
        if (match_here(pattern, pattern_end, rest, name_end)) return true;
        if (rest == name_end || (!across && *rest == ':')) return false;
      }
    }
    if (name == name_end || (*pattern != '?' && *pattern != *name)) return false;
    ++pattern, ++name;
  }
  return name == name_end;
}

}  // namespace

void say(const char* a, const char* b, const char* c, const char* d, const char* e) noexcept {
  char line[1024];
  std::size_t size = 0;
  for (const char* part : {a, b, c, d, e})
    while (*part != '\0' && size + 1 < sizeof line) line[size++] = *part++;
  line[size++] = '\n';
  raw_call(SYS_write, STDERR_FILENO, line, size);
}

bool matches(const char* pattern, std::size_t pattern_size, const char* name, std::size_t name_size) noexcept {
  const char* const pattern_end = pattern + pattern_size;
  const char* const name_end = name + name_size;
  if (match_here(pattern, pattern_end, name, name_end)) return true;
  for (const char* c = pattern; c != pattern_end; ++c)
    if (*c == ':') return false;
  const char* last = name_end;
  while (last != name && last[-1] != ':') --last;
  return last != name && match_here(pattern, pattern_end, last, name_end);
}

bool parse_share(const char* text, double& into) noexcept {
  if ((text[0] < '0' || text[0] > '9') && text[0] != '.') return false;
  // strtod depends on the program's locale; a share is short enough to read here.
  double value = 0, place = 0;
  for (; *text != '\0' && *text != '%'; ++text) {
    if (*text == '.' && place == 0) {
      place = 1;
    } else if (*text >= '0' && *text <= '9') {
      value = value * 10 + (*text - '0');
      place *= 10;
    } else {
      return false;
    }
  }
  if (place > 1) value /= place;
  if (*text == '%') {
    value /= 100;
    ++text;
  }
  if (*text != '\0' || value > 1) return false;
  into = value;
  return true;
}

bool Settings::excludes(const char* name, std::size_t size) const noexcept {
  for (const char* at = exclude; *at != '\0';) {
    while (separates(*at)) ++at;
    const char* const begin = at;
    while (*at != '\0' && !separates(*at)) ++at;
    if (at != begin && matches(begin, static_cast<std::size_t>(at - begin), name, size)) return true;
  }
  return false;
}

void read_settings(Settings& out) noexcept {
  out.trusted = ::getauxval(AT_SECURE) == 0;
  if (!out.trusted) return;
  const auto given = [&](bool good, Given what) {
    if (good) out.by_environment |= what;
  };
  given(read_flag("SCOPEGRAFT_ENABLED", out.enabled), kEnabledGiven);
  if (const char* rate = variable("SCOPEGRAFT_SAMPLE_RATE")) {
    double share = 2;
    const bool good = std::strcmp(rate, "auto") == 0 || parse_share(rate, share);
    if (good) out.sample_rate = share;
    given(good, kRateGiven);
    if (!good) complain("SCOPEGRAFT_SAMPLE_RATE", rate, ": expected auto or a number from 0 to 1; ignored");
  }
  bool track = false;
  if (read_flag("SCOPEGRAFT_TRACK_MEMORY", track)) {
    out.track_memory = track ? 1 : 0;
    given(true, kMemoryGiven);
  }
  if (const char* budget = variable("SCOPEGRAFT_OVERHEAD_BUDGET")) {
    const bool good = parse_share(budget, out.overhead_budget);
    given(good, kBudgetGiven);
    if (!good) complain("SCOPEGRAFT_OVERHEAD_BUDGET", budget, ": expected a share such as 2% or 0.02; ignored");
  }
  if (const char* log = variable("SCOPEGRAFT_LOG")) {
    out.log = std::strcmp(log, "debug") == 0;
    const bool good = out.log || std::strcmp(log, "off") == 0;
    given(good, kLogGiven);
    if (!good) complain("SCOPEGRAFT_LOG", log, ": expected debug or off; ignored");
  }
  if (const char* report = variable("SCOPEGRAFT_REPORT")) {
    out.report = std::strcmp(report, "text") == 0;
    const bool good = out.report || std::strcmp(report, "off") == 0;
    given(good, kReportGiven);
    if (!good) complain("SCOPEGRAFT_REPORT", report, ": expected text or off; ignored");
  }
  given(read_text("SCOPEGRAFT_OUTPUT", out.output), kOutputGiven);
  given(read_text("SCOPEGRAFT_EXCLUDE_PATTERNS", out.exclude), kExcludeGiven);
  read_count("SCOPEGRAFT_MAX_SITES", 1, 1 << 24, out.max_sites);
  read_count("SCOPEGRAFT_MAX_NODES", 1, 1 << 28, out.max_nodes);
  read_count("SCOPEGRAFT_MAX_BYTES", 1 << 18, std::uint64_t{1} << 37, out.max_bytes);
  read_count("SCOPEGRAFT_TRACE", 0, 1 << 24, out.trace);
  read_count("SCOPEGRAFT_KEEP", 1, 1 << 20, out.keep);
}

}  // namespace scopegraft::live
