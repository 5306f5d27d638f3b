// SQLite's functions that open a connection, in front of the real ones: they install the auto extension when the program itself
// starts SQLite, not before - sqlite3_config is still allowed then - and again after an sqlite3_shutdown. Where the program's own
// copy of SQLite is called instead (linked statically), a constructor installs it.
#include <dlfcn.h>

#include "interpose/real.h"
#include "scopegraft/collect.h"
#include "sqlite/queries.h"

// An executable with SQLite in itself exports what we refer to.
#pragma weak sqlite3_auto_extension

namespace {

using scopegraft::interpose::real;

constexpr char kLibrary[] = "libsqlite3.so.0";

template <typename Function>
Function* of(const char* name) noexcept {
  return real<Function>(name, kLibrary);
}

void install() noexcept {
  static auto* const add = of<decltype(sqlite3_auto_extension)>("sqlite3_auto_extension");
  if (add != nullptr) add(reinterpret_cast<void (*)()>(scopegraft::sqlite::scopegraft_sqlite_watch));
}

// Ours are never called when the executable has SQLite in itself.
[[gnu::constructor]] void install_into_static() noexcept {
  void* const used = ::dlsym(RTLD_DEFAULT, "sqlite3_open");
  Dl_info theirs{}, ours{};
  if (used == nullptr || ::dladdr(used, &theirs) == 0 || ::dladdr(reinterpret_cast<void*>(&install), &ours) == 0) return;
  if (theirs.dli_fbase == ours.dli_fbase) return;
  if (&sqlite3_auto_extension != nullptr) sqlite3_auto_extension(reinterpret_cast<void (*)()>(scopegraft::sqlite::scopegraft_sqlite_watch));
}

}  // namespace

#define SCOPEGRAFT_IN_FRONT extern "C" __attribute__((visibility("default")))

SCOPEGRAFT_IN_FRONT int sqlite3_open(const char* name, sqlite3** connection) {
  static auto* const open = of<decltype(sqlite3_open)>("sqlite3_open");
  if (open == nullptr) return SQLITE_ERROR;
  install();
  return open(name, connection);
}

SCOPEGRAFT_IN_FRONT int sqlite3_open16(const void* name, sqlite3** connection) {
  static auto* const open = of<decltype(sqlite3_open16)>("sqlite3_open16");
  if (open == nullptr) return SQLITE_ERROR;
  install();
  return open(name, connection);
}

SCOPEGRAFT_IN_FRONT int sqlite3_open_v2(const char* name, sqlite3** connection, int flags, const char* files) {
  static auto* const open = of<decltype(sqlite3_open_v2)>("sqlite3_open_v2");
  if (open == nullptr) return SQLITE_ERROR;
  install();
  return open(name, connection, flags, files);
}

SCOPEGRAFT_IN_FRONT int sqlite3_step(sqlite3_stmt* statement) {
  static auto* const step = of<decltype(sqlite3_step)>("sqlite3_step");
  if (step == nullptr) return SQLITE_ERROR;
  if (!scopegraft::collects_database()) return step(statement);
  const scopegraft::sqlite::Step current(statement);
  return step(statement);
}

SCOPEGRAFT_IN_FRONT int sqlite3_trace_v2(sqlite3* connection, unsigned mask, int (*trace)(unsigned, void*, void*, void*), void* context) {
  static auto* const set = of<decltype(sqlite3_trace_v2)>("sqlite3_trace_v2");
  return set == nullptr ? SQLITE_ERROR : scopegraft::sqlite::trace_too(connection, mask, trace, context, set);
}
