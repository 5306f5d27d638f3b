// Leaves a profile of 1 111 110 places in the call tree: six functions deep, ten calls of different functions in each.
#include <deque>
#include <string>
#include <vector>

#include "scopegraft/graft.h"

namespace {

constexpr int kLevels = 6, kCalls = 10;
std::deque<std::string> names;
std::vector<scopegraft_rt::Site> sites;

void visit(int level) {
  if (level == kLevels) return;
  for (int i = 0; i != kCalls; ++i) {
    const scopegraft_rt::Scope scope(sites[static_cast<std::size_t>(level * kCalls + i)]);
    visit(level + 1);
  }
}

}  // namespace

int main() {
  sites.reserve(kLevels * kCalls);
  for (int i = 0; i != kLevels * kCalls; ++i) {
    names.push_back("large::level" + std::to_string(i / kCalls) + "::call" + std::to_string(i % kCalls));
    sites.emplace_back(names.back().c_str(), "large_tree.cpp", static_cast<unsigned>(i + 1), 1U, "rate=auto;exceptions");
  }
  for (int i = 0; i != 3; ++i) visit(0);
}
