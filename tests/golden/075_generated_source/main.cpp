#line 1 "parser.y"
#include <cstdio>
int parse(int x);
#line 12 "parser.y"
int parse(int x) {
  return x + __LINE__; }
#line 9 "main.cpp"
int main() { std::printf("%d %s\n", parse(1), __FILE__); }
