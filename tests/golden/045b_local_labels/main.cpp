#include <cstdio>

static int count_to(int n) {
  __label__ again, done;
  int i = 0;
again:
  if (i == n) goto done;
  ++i;
  goto again;
done:
  std::printf("line %d\n", __LINE__);
  return i;
}

static int twice(int n) { __label__ a; __label__ b; goto b; a: return 2 * n; b: goto a; }

int main() {
  const auto in_lambda = [](int n) {
    __label__ out;
    if (n > 1) goto out;
    return 0;
  out:
    return n;
  };
  std::printf("%d %d %d\n", count_to(3), twice(4), in_lambda(5));
}
