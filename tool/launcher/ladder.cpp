#include "launcher/ladder.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string_view>

#include "launcher/process.h"

namespace scopegraft::launcher {
namespace {

constexpr int kAttempts = 6;  // then all guards go: a build must not take for ever

struct Place {
  std::string file;
  unsigned line = 0, column = 0;
};

unsigned number_at(const std::string& text, std::size_t& at) {
  unsigned value = 0;
  while (at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0) value = value * 10 + static_cast<unsigned>(text[at++] - '0');
  return value;
}

// "FILE:LINE:COLUMN: error:" of both compilers, "fatal error" and notes too.
std::vector<Place> places_of(const std::string& errors) {
  std::vector<Place> places;
  for (std::size_t begin = 0; begin < errors.size();) {
    const std::size_t end = std::min(errors.find('\n', begin), errors.size());
    const std::string line = errors.substr(begin, end - begin);
    begin = end + 1;
    const std::size_t word = line.find(": error: ");
    if (word == std::string::npos) continue;
    std::size_t colon = line.rfind(':', word - 1);
    if (colon == std::string::npos) continue;
    const std::size_t before = line.rfind(':', colon - 1);
    if (before == std::string::npos) continue;
    std::size_t at = before + 1;
    const unsigned number = number_at(line, at);
    at = colon + 1;
    places.push_back({line.substr(0, before), number, number_at(line, at)});
  }
  return places;
}

// Positions in injected names: "sg_scope_12_5".
std::set<std::pair<unsigned, unsigned>> names_of(const std::string& errors) {
  std::set<std::pair<unsigned, unsigned>> names;
  for (std::size_t at = 0; (at = errors.find("sg_", at)) != std::string::npos;) {
    at += 3;
    while (at < errors.size() && std::islower(static_cast<unsigned char>(errors[at])) != 0) ++at;
    if (at >= errors.size() || errors[at] != '_') continue;
    const unsigned line = number_at(errors, ++at);
    if (at < errors.size() && errors[at] == '_') names.insert({line, number_at(errors, ++at)});
  }
  return names;
}

bool same_file(const std::string& a, const std::string& b) {
  const auto ends = [](const std::string& whole, const std::string& tail) {
    return whole.size() >= tail.size() && whole.compare(whole.size() - tail.size(), tail.size(), tail) == 0;
  };
  return ends(a, b) || ends(b, a);
}

// What a terminal is told in between: "\033[01;31m\033[K".
std::string without_colours(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\033' || at + 1 == text.size() || text[at + 1] != '[') {
      out += text[at];
      continue;
    }
    for (at += 2; at < text.size() && (text[at] < '@' || text[at] > '~');) ++at;
  }
  return out;
}

std::string first_error(const std::string& errors) {
  const std::size_t word = errors.find("error: ");
  if (word == std::string::npos) return errors.substr(0, errors.find('\n'));
  return errors.substr(word + 7, errors.find('\n', word) - word - 7);
}

// GCC's warnings of its middle end, and those of clang's code generation.
constexpr std::array<std::string_view, 35> kOfOptimisers = {
    "address",           "aggressive-loop-optimizations", "alloc-size-larger-than", "alloca-larger-than",   "array-bounds",
    "dangling-pointer",  "disabled-optimization",         "format-overflow",        "format-truncation",    "frame-larger-than",
    "free-nonheap-object", "infinite-recursion",          "inline",                 "larger-than",          "maybe-uninitialized",
    "mismatched-dealloc", "mismatched-new-delete",        "nonnull",                "null-dereference",     "pass-failed",
    "restrict",          "return-local-addr",             "stack-usage",            "strict-aliasing",      "strict-overflow",
    "stringop-overflow", "stringop-overread",             "stringop-truncation",    "suggest-attribute",    "suggest-final-methods",
    "suggest-final-types", "uninitialized",               "unsafe-loop-optimizations", "use-after-free",    "vla-larger-than"};

bool is_of_optimisers(std::string_view name) { return std::find(kOfOptimisers.begin(), kOfOptimisers.end(), name) != kOfOptimisers.end(); }

}  // namespace

// The names stand in brackets, in colours, in links or in JSON: "-Wname", "-Wname=".
bool warns_while_optimising(std::string_view diagnostics) {
  for (std::size_t at = 0; (at = diagnostics.find("-W", at)) != std::string_view::npos;) {
    at += 2;
    const std::size_t end = std::min(diagnostics.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789+-", at), diagnostics.size());
    if (is_of_optimisers(diagnostics.substr(at, end - at))) return true;
  }
  return false;
}

std::vector<std::string> flags_against(const std::string& errors) {
  std::vector<std::string> flags;
  for (std::size_t begin = 0; begin < errors.size();) {
    const std::size_t end = std::min(errors.find('\n', begin), errors.size());
    std::string_view line(errors.data() + begin, end - begin);
    begin = end + 1;
    if (line.find(": error: ") == std::string_view::npos && line.find("fatal error: ") == std::string_view::npos) continue;
    // GCC: [-Werror=name] or [-Werror=name=], Clang: [-Werror,-Wname].
    std::size_t name = line.rfind("[-Werror=");
    name = name != std::string_view::npos ? name + 9 : line.rfind("[-Werror,-W");
    if (name == std::string_view::npos) return {};
    if (line[name] == '[') name += 11;
    const std::string flag = "-Wno-" + std::string(line.substr(name, line.find_first_of("=],", name) - name));
    if (std::find(flags.begin(), flags.end(), flag) == flags.end()) flags.push_back(flag);
  }
  return flags;
}

std::vector<GraftedSite> sites_blamed(const std::string& errors, const std::vector<GraftedSite>& sites) {
  const auto names = names_of(errors);
  const std::vector<Place> places = places_of(errors);
  std::vector<GraftedSite> blamed;
  std::copy_if(sites.begin(), sites.end(), std::back_inserter(blamed), [&](const GraftedSite& site) {
    if (names.count({site.line, site.column}) != 0) return true;
    // A guard stands on the line behind its brace; the compiler counts it there or, restored, on the brace's own.
    return std::any_of(places.begin(), places.end(), [&](const Place& place) {
      return (place.line == site.line || place.line == site.line + 1) && same_file(site.file, place.file);
    });
  });
  return blamed;
}

LadderResult climb_down(Rewrite rewrite, const Compile& compile, const std::function<Rewrite(const std::vector<std::string>&)>& again) {
  LadderResult result;
  std::vector<std::string> drop, quiet;
  std::string first_complaint;
  for (int attempt = 0; rewrite.status == RewriteStatus::rewritten; ++attempt) {
    Finished finished = compile(Text::rewritten, quiet);
    if (finished.exit_code == 0) {
      if (warns_while_optimising(finished.err)) {
        Finished plain = compile(Text::original_aside, {});
        if (plain.exit_code == 0) finished = std::move(plain);
      }
      result.out = std::move(finished.out);
      result.err = std::move(finished.err);
      if (!result.dropped.empty()) result.complaint = first_complaint;
      result.rewrite = std::move(rewrite);
      return result;
    }
    const std::string errors = without_colours(finished.err);
    if (attempt == 0) {
      first_complaint = first_error(errors);
      // The user's own mistake is told in the compiler's words about the user's own text.
      Finished plain = compile(Text::original, {});
      if (plain.exit_code != 0) {
        result.exit_code = plain.exit_code;
        result.out = std::move(plain.out);
        result.err = std::move(plain.err);
        result.original = true;
        return result;
      }
    }
    // The original draws none of these: the optimiser sees other code where a guard stands.
    const std::size_t known = quiet.size();
    for (const std::string& flag : flags_against(errors))
      if (std::find(quiet.begin(), quiet.end(), flag) == quiet.end()) quiet.push_back(flag);
    if (quiet.size() != known && attempt != kAttempts) continue;
    std::vector<GraftedSite> blamed = sites_blamed(errors, rewrite.sites);
    if (blamed.empty() || attempt == kAttempts) break;
    for (const GraftedSite& site : blamed) drop.push_back(site.id);
    result.dropped.insert(result.dropped.end(), blamed.begin(), blamed.end());
    rewrite = again(drop);
  }
  // Nothing can be blamed, or dropping did not help: the unit as the user wrote it.
  Finished plain = compile(Text::original, {});
  result.exit_code = plain.exit_code;
  result.out = std::move(plain.out);
  result.err = std::move(plain.err);
  result.original = true;
  result.complaint = first_complaint.empty() ? rewrite.reason : first_complaint;
  result.rewrite = std::move(rewrite);
  return result;
}

}  // namespace scopegraft::launcher
