#include "live/snapshot.h"

#include <vector>

#include "live/process.h"
#include "profile/parse.h"

namespace scopegraft::live {

profile::Profile snapshot() {
  if (process.phase.load(std::memory_order_acquire) != Phase::kReady) return {};
  const std::uint64_t used = __atomic_load_n(&process.arena.header().used, __ATOMIC_ACQUIRE);
  const auto* const begin = reinterpret_cast<const std::byte*>(process.arena.base());
  auto result = profile::parse({begin, static_cast<std::size_t>(used)}, "live", now());
  auto* const profile = std::get_if<profile::Profile>(&result);
  return profile == nullptr ? profile::Profile{} : std::move(*profile);
}

}  // namespace scopegraft::live
