// Calls of libpq that run queries: what their arguments are, and the code that reports them to the collector `database`
// (scopegraft/query.h). Stage: find -> [query] -> edit. Plain data and pure functions; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plan/edit.h"

namespace scopegraft::engine {

// A kind of query and which arguments tell of it; -1: none does.
struct QueryFunction {
  std::string_view name;
  std::string_view kind;  // of scopegraft_rt::Query
  int connection = 0;
  int statement_name = -1;
  int text = -1;
};

// Null when the function, by its qualified name, runs no query.
[[nodiscard]] const QueryFunction* query_function(std::string_view callee);

struct QueryOperand {
  std::string_view role;  // "connection", "name", "text"
  CodePlace begin, end;
  friend bool operator==(const QueryOperand&, const QueryOperand&) = default;
};

struct QueryCall {
  std::string_view kind;
  std::vector<QueryOperand> operands;  // those that can be marked
  friend bool operator==(const QueryCall&, const QueryCall&) = default;
};

// Around the result, at the head of the function, and before each operand; behind it stands ")". `place`: "12_5" of the call.
[[nodiscard]] std::string query_head(const QueryCall& query, const std::string& place);
[[nodiscard]] std::string before_result(const std::string& place);
[[nodiscard]] std::string before_operand(const QueryOperand& operand, const std::string& place);

}  // namespace scopegraft::engine
