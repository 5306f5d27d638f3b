#line 1 "./widget.h"
#pragma once
#include "<case>/./lib.h"
// In a header: a copy of it is rewritten.
struct Widget {
  int size(int n) const { static ::scopegraft_rt::Site sg_site_5_25("Widget::size", "widget.h", 5, 25, "rate=auto;exceptions;rule=rules.yaml:3:22"); ::scopegraft_rt::Scope sg_scope_5_25(sg_site_5_25);
#line 5
                          static ::scopegraft_rt::Site sg_callee_5_34("lib::twice", "widget.h", 5, 34, "name=library;rate=auto;exceptions;context=layer:library;rule=rules.yaml:5:14"); ::scopegraft_rt::CallScope sg_call_5_34;
#line 5
                          return (static_cast<void>(::scopegraft_rt::CallMark(sg_call_5_34, sg_callee_5_34, 0, !::scopegraft_rt::env_set("QUIET"))), sg_call_5_34.sg_value(
#line 5
                                 lib::twice(n)))
#line 5
                                               + inner; }
  int inner = lib::number(1);
};
template <class T> T sum(T n) { static ::scopegraft_rt::Site sg_callee_11_17("lib::twice", "widget.h", 11, 17, "name=library;rate=auto;exceptions;context=layer:library;rule=rules.yaml:5:14"); ::scopegraft_rt::CallScope sg_call_11_17;
#line 8
                                static ::scopegraft_rt::Site sg_callee_12_7("lib::number", "widget.h", 12, 7, "name=library;rate=auto;exceptions;context=layer:library;rule=rules.yaml:5:14"); ::scopegraft_rt::CallScope sg_call_12_7;
#line 8
                                static ::scopegraft_rt::Site sg_callee_13_47("lib::Pool::get", "widget.h", 13, 47, "name=library;rate=auto;exceptions;context=layer:library;rule=rules.yaml:5:24"); ::scopegraft_rt::CallScope sg_call_13_47;
#line 8
                               
  lib::Pool<T> pool;
  lib::Pool<int> known;
  T made = (static_cast<void>(::scopegraft_rt::CallMark(sg_call_11_17, sg_callee_11_17, 0, !::scopegraft_rt::env_set("QUIET"))), 
#line 11
           lib::twice(n))
#line 11
                        ;
  if ((static_cast<void>(::scopegraft_rt::CallMark(sg_call_12_7, sg_callee_12_7, 0, !::scopegraft_rt::env_set("QUIET"))), sg_call_12_7.sg_value(
#line 12
      lib::number(1)))
#line 12
                     != 0) return pool.get(n) + made;
  return lib::twice(n) + static_cast<T>((static_cast<void>(::scopegraft_rt::CallMark(sg_call_13_47, sg_callee_13_47, 0, !::scopegraft_rt::env_set("QUIET"))), sg_call_13_47.sg_value(
#line 13
                                        known.get(2)))
#line 13
                                                    ) + known.as<T>(n);
}
