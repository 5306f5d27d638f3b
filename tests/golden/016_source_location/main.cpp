#include <cstdio>
#include <source_location>
static unsigned long long where(std::source_location at = std::source_location::current()) {
  std::printf("%s:%u:%u %s\n", at.file_name(), at.line(), at.column(), at.function_name());
  return at.line();
}
static void f() { where(); where(); }
	static void g() {	where(); }
static void ä() { /* ä */ where(); }
template <class T> static void h(T) { where(); [] { where(); }(); }
int main() { f(); g(); ä(); h(1); where(); }
