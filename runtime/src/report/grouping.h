// Which row a tree node belongs to. Stage: Profile, GroupBy -> Groups; asked by summarize() for every node.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "scopegraft/report/summary.h"

namespace scopegraft::report {

struct Groups {
  std::vector<std::uint32_t> of_site;    // group of a site; empty when grouped by thread
  std::vector<std::uint32_t> of_thread;  // group of a thread; empty otherwise
  std::vector<Row> rows;                 // one per group, with its names only

  [[nodiscard]] std::uint32_t of(const profile::Node& node) const {
    return of_site.empty() ? of_thread[node.thread] : of_site[node.site];
  }
};
[[nodiscard]] Groups group(const profile::Profile& profile, GroupBy by);

// "app::Cache<int>" of "app::Cache<int>::get", the namespace of a free function, empty for a global one.
[[nodiscard]] std::string_view enclosing_scope(std::string_view qualified_name);

}  // namespace scopegraft::report
