#include <cstdio>
extern "C" {
#include "c.h"
}
namespace wrapped {
#include "c.h"
}
struct Holder {
#include "member.inc"
};
static int in_body() {
#include "statements.inc"
}
int main() { std::printf("%d %d %d %d\n", c_function(), wrapped::c_function(), Holder().member(), in_body()); }
