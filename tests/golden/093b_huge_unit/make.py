"""Makes main.cpp: 200 000 lines, an initializer of a megabyte, brackets 200 deep."""
import pathlib

numbers = 100_000
lines = ["#include <cstdio>", f"static const int table[{numbers}] = {{"]
lines += [f"  {(i * 2_654_435_761) % 1_000_000_007}," for i in range(numbers)]
lines += ["};"]
for i in range(300):
    lines += [f"static int function_{i}(int n) {{", f"  return table[n] % {i + 2};", "}"] + ["// nothing"] * 330
lines += [f"static int deep(int n) {{ return {'(' * 200}n{')' * 200}; }}"]
lines += ["int main() {", "  int sum = deep(0);"]
lines += [f"  sum += function_{i}({i});" for i in range(300)]
lines += ['  std::printf("%d %d\\n", sum, __LINE__);', "}", ""]
pathlib.Path("main.cpp").write_text("\n".join(lines))
