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

inline Ran run(const std::string& command, const std::string& environment = {}) {
  const Folder folder;
  const std::filesystem::path file = folder.path() / "p.scopegraft";
  Ran out{std::system((environment + " SCOPEGRAFT_OUTPUT=" + file.string() + " " + command).c_str()), {}, {}};
  auto result = profile::read(file);
  if (auto* const error = std::get_if<profile::ReadError>(&result))
    ADD_FAILURE() << error->message;
  else
    out.profile = std::get<profile::Profile>(std::move(result));
  out.all = totals(out.profile);
  return out;
}

}  // namespace scopegraft::test
