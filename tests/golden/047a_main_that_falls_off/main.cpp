#include <cstdio>
namespace other { int main(); int main() { return 1; } }
struct S { int main() { return 2; } };
int main(int argc, char** argv) { std::printf("%d %d %d %d\n", other::main(), S().main(), argc, argv[argc] == nullptr); }
