#include <cstdio>
static void a() {} static void b(){;}
static void c()
{
}
struct S { void d() {} void e() const {} S() {} ~S() {} };
int main() { a(); b(); c(); S s; s.d(); s.e(); std::puts("done"); }
