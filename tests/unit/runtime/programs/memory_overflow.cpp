// Reads behind a block: a sanitizer must see it although the hooks stand before it.
#include <cstdlib>
#include <cstring>

int main(int count, char**) {
  char* const block = static_cast<char*>(std::malloc(16));
  std::memset(block, 0, 16);
  const char beyond = block[16 + count];
  std::free(block);
  return beyond == 77 ? 1 : 0;
}
