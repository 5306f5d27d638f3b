// What SQLite's trace tells of a connection -> queries of the collector `database`. Called by SQLite, under the connection's mutex.
//
// A query begins with its first step and is counted there; its time is that of its steps, its rows are those that it gave and
// those that it changed. Statements that triggers and SQLite's own modules run are part of the statement that caused them.
#pragma once

#include <sqlite3ext.h>

namespace scopegraft::sqlite {

// A step that is going on in this thread: the time between two steps is the program's. Made by the library's sqlite3_step;
// steps that SQLite makes itself (sqlite3_exec) are measured from one event to the next.
class Step {
 public:
  explicit Step(sqlite3_stmt* statement) noexcept;
  ~Step();
  Step(const Step&) = delete;
  Step& operator=(const Step&) = delete;

 private:
  sqlite3_stmt* outer_statement_;
  long long outer_begin_;
};

// The auto extension: watches a connection that was just opened.
extern "C" int scopegraft_sqlite_watch(sqlite3* connection, const char** error, const sqlite3_api_routines* api) noexcept;

using Trace = int (*)(unsigned, void*, void*, void*);
// The program's own trace, which hears what it asked for beside ours. `set`: the real sqlite3_trace_v2.
int trace_too(sqlite3* connection, unsigned mask, Trace trace, void* context,
              int (*set)(sqlite3*, unsigned, Trace, void*)) noexcept;

}  // namespace scopegraft::sqlite
