// Runs a whole program and reads the profile it left.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <variant>

#include "live_child.h"

namespace scopegraft::test {

struct Ran {
  int status;
  std::map<std::string, Totals> all;
  profile::Profile profile;
};

// Programs leave memory behind, and ask for too much of it, on purpose: a sanitizer is told so.
inline Ran run(const std::string& command, const std::string& environment = {}) {
  const Folder folder;
  const std::filesystem::path file = folder.path() / "p.scopegraft";
  Ran out{std::system((environment + " ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1 SCOPEGRAFT_OUTPUT=" + file.string() + " " + command).c_str()), {}, {}};
  auto result = profile::read(file);
  if (auto* const error = std::get_if<profile::ReadError>(&result))
    ADD_FAILURE() << error->message;
  else
    out.profile = std::get<profile::Profile>(std::move(result));
  out.all = totals(out.profile);
  return out;
}

}  // namespace scopegraft::test
