// What the rewriter injects around calls of libpq that a `calls:` rule speaks of: they are queries for the collector `database`.
//     ::scopegraft_rt::QueryCall sg_query_7_3(::scopegraft_rt::Query::run);      at the head of the function
//     sg_query_7_3.sg_result(PQexec(sg_query_7_3.sg_connection(db), sg_query_7_3.sg_text("SELECT 1")))
// The rows of a result are asked of libpq itself, whose functions the program sees where the call stands. A query that
// Scopegraft::libpq reports already is not counted again. C++11 and later; includes nothing but graft.h.
#ifndef SCOPEGRAFT_QUERY_H
#define SCOPEGRAFT_QUERY_H
#include "graft.h"
#ifdef __cplusplus
#pragma GCC system_header
#pragma pack(push)
#pragma pack()
extern "C++" {
namespace scopegraft_rt {

enum class Query {
  run,           // a text, and waits for the result
  run_prepared,  // by name
  prepare,
  send,  // a text; results come later
  send_prepared,
  result  // the next of what was sent
};

struct QueryFacts {
  Query sg_kind;
  const void* sg_connection;
  const char* sg_name;  // of a prepared statement
  const char* sg_text;
  sg_u64 sg_begin;
  sg_u64 sg_rows;
  bool sg_done;  // it was sent, or there is a result
};
// A moment for sg_begin; 0 when no open call collects queries.
extern "C" SCOPEGRAFT_RT_API sg_u64 sg_rt_query_begin() noexcept;
extern "C" SCOPEGRAFT_RT_API void sg_rt_query_end(const QueryFacts& sg_facts) noexcept;

// PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE, PGRES_TUPLES_CHUNK: given; else changed.
template <typename sg_Result>
sg_u64 rows_of(const sg_Result* sg_result) noexcept {
  if (sg_result == nullptr) return 0;
  const int sg_status = static_cast<int>(PQresultStatus(sg_result));
  if (sg_status == 2 || sg_status == 9 || sg_status == 12) return static_cast<sg_u64>(PQntuples(sg_result));
  sg_u64 sg_rows = 0;
  for (const char* sg_text = PQcmdTuples(const_cast<sg_Result*>(sg_result)); *sg_text >= '0' && *sg_text <= '9'; ++sg_text)
    sg_rows = sg_rows * 10 + static_cast<sg_u64>(*sg_text - '0');
  return sg_rows;
}

class QueryCall {
 public:
  SCOPEGRAFT_RT_INLINE explicit QueryCall(Query sg_kind) noexcept : sg_facts_{sg_kind, nullptr, nullptr, nullptr, 0, 0, false} {}

  // Around the arguments; the last of them begins the query.
  template <typename sg_T>
  SCOPEGRAFT_RT_INLINE sg_T* sg_connection(sg_T* sg_connection) noexcept {
    sg_facts_.sg_connection = sg_connection;
    sg_facts_.sg_begin = sg_rt_query_begin();
    return sg_connection;
  }
  SCOPEGRAFT_RT_INLINE const char* sg_name(const char* sg_name) noexcept {
    sg_facts_.sg_name = sg_name;
    sg_facts_.sg_begin = sg_rt_query_begin();
    return sg_name;
  }
  SCOPEGRAFT_RT_INLINE const char* sg_text(const char* sg_text) noexcept {
    sg_facts_.sg_text = sg_text;
    sg_facts_.sg_begin = sg_rt_query_begin();
    return sg_text;
  }

  // Around the call.
  template <typename sg_Result>
  SCOPEGRAFT_RT_INLINE sg_Result* sg_result(sg_Result* sg_result) noexcept {
    sg_facts_.sg_done = sg_result != nullptr;
    sg_facts_.sg_rows = sg_facts_.sg_begin == 0 ? 0 : rows_of(sg_result);
    sg_rt_query_end(sg_facts_);
    return sg_result;
  }
  SCOPEGRAFT_RT_INLINE int sg_result(int sg_sent) noexcept {
    sg_facts_.sg_done = sg_sent != 0;
    sg_rt_query_end(sg_facts_);
    return sg_sent;
  }

 private:
  QueryFacts sg_facts_;
};

}  // namespace scopegraft_rt
}  // extern "C++"
#pragma pack(pop)
#endif
#endif  // SCOPEGRAFT_QUERY_H
