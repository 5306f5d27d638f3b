#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstddef>
#include <cstdio>
#include <cstdlib>
struct S {
  int v;
  S operator+(const S& o) const { static ::scopegraft_rt::Site sg_site_6_33("S::operator+", "main.cpp", 6, 33, "rate=auto;memory;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_6_33(sg_site_6_33);
#line 6
                                  return S{v + o.v}; }
  S& operator+=(int x) { static ::scopegraft_rt::Site sg_site_7_24("S::operator+=", "main.cpp", 7, 24, "rate=auto;memory;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_7_24(sg_site_7_24);
#line 7
                         v += x; return *this; }
  int operator()(int a, int b) const { static ::scopegraft_rt::Site sg_site_8_38("S::operator()", "main.cpp", 8, 38, "rate=auto;memory;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_8_38(sg_site_8_38);
#line 8
                                       return a + b + v; }
  int operator[](std::size_t i) const { static ::scopegraft_rt::Site sg_site_9_39("S::operator[]", "main.cpp", 9, 39, "rate=auto;memory;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_9_39(sg_site_9_39);
#line 9
                                        return static_cast<int>(i) + v; }
  explicit operator bool() const { static ::scopegraft_rt::Site sg_site_10_34("S::operator bool", "main.cpp", 10, 34, "rate=auto;memory;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_10_34(sg_site_10_34);
#line 10
                                   return v != 0; }
  operator const char*() const { static ::scopegraft_rt::Site sg_site_11_32("S::operator const char *", "main.cpp", 11, 32, "rate=auto;memory;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_11_32(sg_site_11_32);
#line 11
                                 return "text"; }
  const S* operator->() const { static ::scopegraft_rt::Site sg_site_12_31("S::operator->", "main.cpp", 12, 31, "rate=auto;memory;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_12_31(sg_site_12_31);
#line 12
                                return this; }
  const S& operator*() const { static ::scopegraft_rt::Site sg_site_13_30("S::operator*", "main.cpp", 13, 30, "rate=auto;memory;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_13_30(sg_site_13_30);
#line 13
                               return *this; }
  S operator,(const S& o) const { static ::scopegraft_rt::Site sg_site_14_33("S::operator,", "main.cpp", 14, 33, "rate=auto;memory;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_14_33(sg_site_14_33);
#line 14
                                  return o; }
  int operator->*(int x) const { static ::scopegraft_rt::Site sg_site_15_32("S::operator->*", "main.cpp", 15, 32, "rate=auto;memory;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_15_32(sg_site_15_32);
#line 15
                                 return x; }
  S& operator++() { static ::scopegraft_rt::Site sg_site_16_19("S::operator++", "main.cpp", 16, 19, "rate=auto;memory;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_16_19(sg_site_16_19);
#line 16
                    ++v; return *this; }
  S operator++(int) { static ::scopegraft_rt::Site sg_site_17_21("S::operator++", "main.cpp", 17, 21, "rate=auto;memory;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_17_21(sg_site_17_21);
#line 17
                      S old = *this; ++v; return old; }
  bool operator==(const S& o) const { static ::scopegraft_rt::Site sg_site_18_37("S::operator==", "main.cpp", 18, 37, "rate=auto;memory;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_18_37(sg_site_18_37);
#line 18
                                      return v == o.v; }
  bool operator<(const S& o) const { static ::scopegraft_rt::Site sg_site_19_36("S::operator<", "main.cpp", 19, 36, "rate=auto;memory;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_19_36(sg_site_19_36);
#line 19
                                     return v < o.v; }
  static void* operator new(std::size_t n) { return std::malloc(n); }
  static void operator delete(void* p) { std::free(p); }
  S* operator&() { static ::scopegraft_rt::Site sg_site_22_18("S::operator&", "main.cpp", 22, 18, "rate=auto;memory;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_22_18(sg_site_22_18);
#line 22
                   return this; }
};
static int operator""_x(unsigned long long x) { static ::scopegraft_rt::Site sg_site_24_47("operator\"\"_x", "main.cpp", 24, 47, "rate=auto;memory;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_24_47(sg_site_24_47);
#line 24
                                                return static_cast<int>(x) + 1; }
int main() { static ::scopegraft_rt::Site sg_site_25_12("main", "main.cpp", 25, 12, "rate=auto;memory;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_25_12(sg_site_25_12);
#line 25
            
  S a{1}, b{2};
  S c = a + b; c += 1; ++c; c++;
  S* p = new S{9};
  std::printf("%d %d %d %d %s %d %d %d %d %d %d\n", c.v, a(1, 2), a[3], a ? 1 : 0, static_cast<const char*>(a), p->v,
              (a, b).v, a->*4, a == b, a < b, 4_x);
  delete p;
}
