#include "once.h"
#include "sub/../once.h"
#include "link.h"
#include "guard.h"
#include "sub/link_to_guard.h"
#include "sub/again.h"
#include <cstdio>
int main() { std::printf("%d %d %d\n", once(), guarded(), again()); }
