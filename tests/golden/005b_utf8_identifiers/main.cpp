#include <cstdio>
namespace größe { static int naïve(int übergabe) { return übergabe; } }
static const char* text() { /* äöü€ */ return "日本語"; }
int main() { std::printf("%d %s %d\n", größe::naïve(3), text(), __LINE__); }
