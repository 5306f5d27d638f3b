#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
#define scopegraft nothing
#define Site nothing
#define Scope nothing
#define static
#define rate nothing
#define name nothing
static int f() {
#pragma push_macro("static")
#undef static
#pragma push_macro("Site")
#undef Site
#pragma push_macro("Scope")
#undef Scope
static ::scopegraft_rt::Site sg_site_8_16("f", "main.cpp", 8, 16, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_8_16(sg_site_8_16);
#pragma pop_macro("static")
#pragma pop_macro("Site")
#pragma pop_macro("Scope")
#line 8
                 return 1; }
template <class T> int g(T x) {
#pragma push_macro("static")
#undef static
#pragma push_macro("Site")
#undef Site
#pragma push_macro("Scope")
#undef Scope
static ::scopegraft_rt::Site sg_site_9_31("g", "main.cpp", 9, 31, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_9_31(sg_site_9_31);
#pragma pop_macro("static")
#pragma pop_macro("Site")
#pragma pop_macro("Scope")
#line 9
                                return [=] {
#pragma push_macro("static")
#undef static
#pragma push_macro("Site")
#undef Site
SCOPEGRAFT_RT_CONSTANT(9_44, "g::(lambda:9)", "main.cpp", 9, 44, "rate=auto;exceptions;rule=rules.yaml:3:14");
#pragma pop_macro("static")
#pragma pop_macro("Site")
#line 9
                                             return x; }(); }
int main() {
#pragma push_macro("static")
#undef static
#pragma push_macro("Site")
#undef Site
#pragma push_macro("Scope")
#undef Scope
static ::scopegraft_rt::Site sg_site_10_12("main", "main.cpp", 10, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_10_12(sg_site_10_12);
#pragma pop_macro("static")
#pragma pop_macro("Site")
#pragma pop_macro("Scope")
#line 10
             std::printf("%d %d\n", f(), g(2)); }
