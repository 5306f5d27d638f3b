#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
#include <source_location>
static unsigned long long where(std::source_location at = std::source_location::current()) { static ::scopegraft_rt::Site sg_site_3_92("where", "main.cpp", 3, 92, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_3_92(sg_site_3_92);
#line 3
                                                                                            
  std::printf("%s:%u:%u %s\n", at.file_name(), at.line(), at.column(), at.function_name());
  return at.line();
}
static void f() { static ::scopegraft_rt::Site sg_site_7_17("f", "main.cpp", 7, 17, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_7_17(sg_site_7_17);
#line 7
                  where(); where(); }
	static void g() { static ::scopegraft_rt::Site sg_site_8_18("g", "main.cpp", 8, 18, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_8_18(sg_site_8_18);
#line 8
	                 	where(); }
static void ä() { static ::scopegraft_rt::Site sg_site_9_18("ä", "main.cpp", 9, 18, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_9_18(sg_site_9_18);
#line 9
                   /* ä */ where(); }
template <class T> static void h(T) { static ::scopegraft_rt::Site sg_site_10_37("h", "main.cpp", 10, 37, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_10_37(sg_site_10_37);
#line 10
                                      where(); [] { SCOPEGRAFT_RT_CONSTANT(10_51, "h::(lambda:10)", "main.cpp", 10, 51, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 10
                                                    where(); }(); }
int main() { static ::scopegraft_rt::Site sg_site_11_12("main", "main.cpp", 11, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_11_12(sg_site_11_12);
#line 11
             f(); g(); ä(); h(1); where(); }
