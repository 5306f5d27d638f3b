#line 1 "./sub/again.h"
#pragma once
#include "<hash>-once.h"
#include "<hash>-guard.h"
inline int again() { static ::scopegraft_rt::Site sg_site_4_20("again", "sub/again.h", 4, 20, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_4_20(sg_site_4_20);
#line 4
                     return once() + guarded(); }
