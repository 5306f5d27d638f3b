#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
template <class T> T twice(T x) { static ::scopegraft_rt::Site sg_site_2_33("twice", "main.cpp", 2, 33, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_2_33(sg_site_2_33);
#line 2
                                  return x + x; }
template <class T, int N> struct Array { T data[N]; int size() const { static ::scopegraft_rt::Site sg_site_3_70("Array::size", "main.cpp", 3, 70, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_70(sg_site_3_70);
#line 3
                                                                       return N; } template <class U> U as(int i) const { static ::scopegraft_rt::Site sg_site_3_121("Array::as", "main.cpp", 3, 121, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_3_121(sg_site_3_121);
#line 3
                                                                                                                          return static_cast<U>(data[i]); } };
template int twice<int>(int);
template struct Array<long, 2>;
int main() { static ::scopegraft_rt::Site sg_site_6_12("main", "main.cpp", 6, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_6_12(sg_site_6_12);
#line 6
             Array<int, 3> a{{1, 2, 3}}; std::printf("%d %.1f %ld %d %.1f\n", twice(1), twice(1.5), twice(2L), a.size(), a.as<double>(1)); }
