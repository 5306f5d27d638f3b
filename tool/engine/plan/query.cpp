#include "plan/query.h"

#include <algorithm>
#include <array>

namespace scopegraft::engine {

const QueryFunction* query_function(std::string_view callee) {
  static constexpr std::array<QueryFunction, 9> kFunctions{{{"PQexec", "run", 0, -1, 1},
                                                            {"PQexecParams", "run", 0, -1, 1},
                                                            {"PQexecPrepared", "run_prepared", 0, 1, -1},
                                                            {"PQgetResult", "result", 0, -1, -1},
                                                            {"PQprepare", "prepare", 0, 1, 2},
                                                            {"PQsendPrepare", "prepare", 0, 1, 2},
                                                            {"PQsendQuery", "send", 0, -1, 1},
                                                            {"PQsendQueryParams", "send", 0, -1, 1},
                                                            {"PQsendQueryPrepared", "send_prepared", 0, 1, -1}}};
  const auto* const found = std::find_if(kFunctions.begin(), kFunctions.end(), [&](const QueryFunction& f) { return f.name == callee; });
  return found == kFunctions.end() ? nullptr : found;
}

std::string query_head(const QueryCall& query, const std::string& place) {
  return " ::scopegraft_rt::QueryCall sg_query_" + place + "(::scopegraft_rt::Query::" + std::string(query.kind) + ");";
}

std::string before_result(const std::string& place) { return "sg_query_" + place + ".sg_result("; }

std::string before_operand(const QueryOperand& operand, const std::string& place) { return "sg_query_" + place + ".sg_" + std::string(operand.role) + "("; }

}  // namespace scopegraft::engine
