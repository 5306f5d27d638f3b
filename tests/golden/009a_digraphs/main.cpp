#include <cstdio>
static int f() <% int a<:2:> = <% 1, 2 %>; return a<:1:>; %>
int main() <% std::printf("%d %d\n", f(), __LINE__); return 0; %>
