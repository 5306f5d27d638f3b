// Runs a piece of instrumented program in a child process with its own environment and profile file, and reads the profile.
// The test program itself never enters a scope, so every child starts with a fresh runtime.
#pragma once

#include <gtest/gtest.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "live/clock.h"
#include "scopegraft/profile/reader.h"
#include "scopegraft/scopegraft.h"

namespace scopegraft::test {

using Environment = std::vector<std::pair<std::string, std::string>>;

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "scopegraft-test-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

struct Outcome {
  int status = -1;         // as waitpid gives it
  std::string error_text;  // what it wrote to stderr
  [[nodiscard]] bool good() const { return WIFEXITED(status) && WEXITSTATUS(status) == 0; }
};

inline Outcome run_child(const Environment& environment, const std::function<void()>& program) {
  int ends[2];
  if (::pipe(ends) != 0) return {};
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(ends[1], STDERR_FILENO);
    ::close(ends[0]);
    ::close(ends[1]);
    for (const auto& [name, value] : environment) ::setenv(name.c_str(), value.c_str(), 1);
    program();
    std::exit(0);
  }
  ::close(ends[1]);
  Outcome out;
  char buffer[4096];
  for (ssize_t got; (got = ::read(ends[0], buffer, sizeof buffer)) > 0;) out.error_text.append(buffer, static_cast<std::size_t>(got));
  ::close(ends[0]);
  ::waitpid(child, &out.status, 0);
  return out;
}

// Of one site, all threads and call paths together.
struct Totals {
  profile::Measure measure;
  unsigned nodes = 0;
};

inline std::map<std::string, Totals> totals(const profile::Profile& profile) {
  std::map<std::string, Totals> out;
  for (const profile::Node& node : profile.nodes) {
    if (node.site == profile::Node::kNone) continue;
    Totals& of = out[profile.sites[node.site].name];
    of.measure.merge(node.measure);
    ++of.nodes;
  }
  return out;
}

using Calls = std::map<std::string, std::uint64_t>;

// Calls of a site below each caller of it: {"branch": 3, "": of a root}.
inline Calls calls_by_caller(const profile::Profile& profile, const std::string& name) {
  Calls out;
  for (const profile::Node& node : profile.nodes) {
    if (node.site == profile::Node::kNone || profile.sites[node.site].name != name) continue;
    const profile::Node& caller = profile.nodes[node.parent];
    out[caller.site == profile::Node::kNone ? "" : profile.sites[caller.site].name] += node.measure.calls;
  }
  return out;
}

struct Recorded {
  Outcome outcome;
  profile::Profile profile;
  std::string error;  // of the reader
};

inline Recorded record(const std::function<void()>& program, Environment environment = {}) {
  const Folder folder;
  const std::filesystem::path file = folder.path() / "test.scopegraft";
  environment.emplace_back("SCOPEGRAFT_OUTPUT", file.string());
  Recorded out;
  out.outcome = run_child(environment, program);
  auto result = profile::read(file);
  if (auto* const profile = std::get_if<profile::Profile>(&result))
    out.profile = std::move(*profile);
  else
    out.error = std::get<profile::ReadError>(result).message;
  return out;
}

inline profile::Profile profile_of(const std::filesystem::path& file) {
  auto result = profile::read(file);
  if (auto* const error = std::get_if<profile::ReadError>(&result)) {
    ADD_FAILURE() << file << ": " << error->message;
    return {};
  }
  return std::get<profile::Profile>(std::move(result));
}

// A clock that moves only when the program says so; 1 tick = 1 ns.
inline std::uint64_t fake_now = 1'000'000;
inline void use_fake_clock() {
  live::clock_in_use.kind = live::ClockKind::kFake;
  live::clock_in_use.fake = [] { return fake_now; };
}

}  // namespace scopegraft::test
