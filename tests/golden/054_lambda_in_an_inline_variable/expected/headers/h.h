#line 1 "./h.h"
#pragma once
inline int calls = 0;
inline int counter = [] { SCOPEGRAFT_RT_CONSTANT_LEAF(3_25, "(lambda:3)", "h.h", 3, 25, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 3
                          return ++calls; }();
inline constexpr auto value = [](int x) { SCOPEGRAFT_RT_CONSTANT_LEAF(4_41, "(lambda:4)", "h.h", 4, 41, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 4
                                          return x; };
