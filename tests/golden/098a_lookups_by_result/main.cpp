#include "lib.h"
static int total = 0;
static void take(int n) { total += n; }
static void take_entry(const lib::Entry* entry) { total += entry == nullptr ? 100 : entry->value; }
static void take_shared(std::shared_ptr<int> pointer) { total += pointer == nullptr ? 10 : *pointer; }
static void in_scalars(int n) {
  lib::find_number(n);
  static_cast<void>(lib::find_number(n));
  take(lib::find_number(lib::find_number(n)));
  const int kept = lib::find_number(n) + 1;
  take_entry(lib::find_pointer(n));
  if (const lib::Entry* found = lib::find_pointer(n)) take(found->value);
  if (lib::find_pointer(n) == nullptr) take(kept);
  while (lib::find_number(n) != 0) ++n;
  total += lib::find_number(n) != 0 ? 1 : 2;
}
static void in_objects(int n) {
  const auto found = lib::find_optional(n);
  if (auto number = lib::find_optional(n)) take(*number);
  if (lib::find_optional(n)) take(1);
  take(lib::find_optional(n).value_or(3));
  if (auto text = lib::find_text(std::string(static_cast<std::size_t>(n), 'x'))) take(static_cast<int>(text->size()));
  take_shared(lib::find_shared(n));
  std::shared_ptr<int> shared;
  shared = lib::find_shared(n);
  std::unique_ptr<int> unique = lib::find_unique(n);
  while (auto owner = lib::find_unique(n)) n += *owner;
  if (found) take(*found);
  if (shared != nullptr && unique != nullptr) take(*shared + *unique);
}
static std::shared_ptr<int> in_return(int n) { return lib::find_shared(n); }
static void in_places(int n) {
  lib::Handle handle = lib::find_handle(n);
  const lib::Handle& bound = lib::find_handle(n + 1);
  if (auto condition = lib::find_handle(n)) take(condition.value()); else take(9);
  if (lib::find_handle(n)) take(2);
  lib::find_handle(n);
  switch (n) {
    case 1: auto loud = lib::find_loud(n); take(loud.n);
  }
  take(handle.value() + bound.value() + lib::find_loud(n).n);
}
static void in_references(int n) {
  auto& reference = lib::find_reference(n);
  lib::find_reference(n) = std::make_shared<int>(n);
  if (lib::find_reference(n)) take(*lib::find_reference(n + 1 - 1));
  take_shared(reference);
}
static void in_exceptions(int n) {
  try {
    take(lib::find_or_throw(n));
  } catch (const std::out_of_range&) {
    take(4);
  }
}
static void in_expressions(int n) {
  lib::Text text{n % 2};
  lib::Cache cache;
  if (lib::is_miss(n)) take(5);
  take(lib::length("four"));
  if (const lib::Entry* result = lib::entry(n)) take(result->value);
  if (int* found = cache[n]) take(*found + text.result);
}
static void deep(int n) {
  const auto each = [n](int more) { take(lib::find_number(n + more)); };
  each(1);
}
template <class T>
static void in_templates(T n) {
  auto found = lib::find_optional(n);
  if (auto number = lib::find_number(n)) take(number);
  if (found) take(*found);
}
struct Holder {
  int made() const { return lib::find_number(kept) + (lib::find_pointer(kept) == nullptr); }
  int kept;
};
#define ONCE(x) (x)
static void in_macros(int n) {
  take(ONCE(lib::find_number(n)));
  if (ONCE(lib::find_pointer(n) == nullptr)) take(6);
}
int main() {
  for (int i = 1; i < 4; ++i) {
    in_scalars(i);
    in_objects(i);
    take(in_return(i) == nullptr);
    in_places(i);
    in_references(i);
    in_exceptions(i);
    in_expressions(i);
    in_templates(i);
    in_macros(i);
    deep(i);
    take(Holder{i}.made());
  }
  std::printf("%d\n", total);
  return 0;
}
