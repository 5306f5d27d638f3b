#line 1 "./h.h"
#ifndef H
#define H
template <class T> int pick(T) { static ::scopegraft_rt::Site sg_site_3_32("pick", "h.h", 3, 32, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_32(sg_site_3_32);
#line 3
                                 return 1; }
template <> int pick<char>(char);
template <class T> struct C { int m() { static ::scopegraft_rt::Site sg_site_5_39("C::m", "h.h", 5, 39, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_5_39(sg_site_5_39);
#line 5
                                        return 3; } };
template <> struct C<bool> { int m() { static ::scopegraft_rt::Site sg_site_6_38("C::m", "h.h", 6, 38, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_6_38(sg_site_6_38);
#line 6
                                       return 6; } };
template <class T> T far(T x) { static ::scopegraft_rt::Site sg_site_7_31("far", "h.h", 7, 31, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_7_31(sg_site_7_31);
#line 7
                                return x; }
extern template int far<int>(int);
#endif
