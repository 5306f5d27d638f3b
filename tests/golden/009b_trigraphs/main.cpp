??=include <cstdio>
static int f() ??< return 1; ??>
int main() ??< std::printf("%d %d\n", f(), __LINE__); return 0; ??>
