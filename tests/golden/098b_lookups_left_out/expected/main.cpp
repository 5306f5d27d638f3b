#include "<runtime>/scopegraft/graft.h"
#include "<runtime>/scopegraft/probe.h"
#line 1 "main.cpp"
#include <cstdio>
struct Found {
  explicit Found(int n) : value(n) {}
  Found(const Found& other) : value(other.value) { std::printf("copied\n"); }
  Found& operator=(const Found&) = default;
  ~Found() { std::printf("gone\n"); }
  explicit operator bool() const { return value != 0; }
  int value;
};
struct Status {
  bool ok;
};
static int total = 0;
static Found find(int n) { return Found(n); }
static Status find_status(int n) { return Status{n != 0}; }
static Status status(int n) { return Status{n != 0}; }
static void nothing(int n) { total += n; }
static constexpr int find_constant(int n) { return n; }
static int (*pointer)(int) = [](int n) { return n; };
static void take(Found found) { total += found.value; }
[[nodiscard]] static int must_use(int n) { return n; }
template <class T>
static T find_any(T n) { return n; }
template <class T>
static int dependent(T n) { static ::scopegraft_rt::Site sg_site_25_27("dependent", "main.cpp", 25, 27, "rate=auto;exceptions;collectors=cache;rule=rules.yaml:3:21"); ::scopegraft_rt::Scope sg_scope_25_27(sg_site_25_27);
#line 25
                            return find_any(n) ? 1 : 2; }
#define FIND(n) find_status(n).ok
static int use(int n) { static ::scopegraft_rt::Site sg_site_27_23("use", "main.cpp", 27, 23, "rate=auto;exceptions;collectors=cache;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_27_23(sg_site_27_23);
#line 27
                       
  take(find(n));
  while (Found found = find(n)) n = found.value - 1;
  Found one = find(1), two = find(2); ::scopegraft_rt::cache_reference(two);
#line 30
                                     
  static Found once = find(3);
  if (find_status(n).ok) total += 1;
  if (FIND(n)) total += 1;
  if (::scopegraft_rt::cache_reference(
#line 34
      status(n), [&](auto& sg_result_34_7) { return static_cast<bool>(sg_result_34_7.ok); })
#line 34
               .ok) total += 1;
  nothing(n);
  constexpr int constant = find_constant(4);
  total += static_cast<int>(sizeof(find(n))) * 0;
  const int kept = ::scopegraft_rt::cache_result(
#line 38
                   must_use(n))
#line 38
                              ;
  return total + one.value + two.value + once.value + constant + pointer(n) + kept;
}
int main() {
  std::printf("%d %d\n", use(2), dependent(1));
  return 0;
}
