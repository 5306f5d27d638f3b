#include <cstdio>
static const unsigned char data[] = {
#embed "data.bin"
};
int main() { std::printf("%zu %c\n", sizeof data, data[0]); }
