#include "generated_later.h"
int main() { return 0; }
