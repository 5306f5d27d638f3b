#include "<runtime>/scopegraft/graft.h"
#include "<runtime>/scopegraft/calls.h"
#include "<runtime>/scopegraft/probe.h"
#line 1 "main.cpp"
#include "<case>/./lib.h"
static int total = 0;
static void take(int n) { total += n; }
static void take_entry(const lib::Entry* entry) { total += entry == nullptr ? 100 : entry->value; }
static void take_shared(std::shared_ptr<int> pointer) { total += pointer == nullptr ? 10 : *pointer; }
static void in_scalars(int n) { static ::scopegraft_rt::Site sg_site_6_31("in_scalars", "main.cpp", 6, 31, "rate=auto;exceptions;collectors=cache;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_6_31(sg_site_6_31);
#line 6
                                static ::scopegraft_rt::Site sg_callee_7_3("lib::find_number", "main.cpp", 7, 3, "rate=auto;exceptions;rule=rules.yaml:11:14"); ::scopegraft_rt::CallScope sg_call_7_3;
#line 6
                                static ::scopegraft_rt::Site sg_callee_8_21("lib::find_number", "main.cpp", 8, 21, "rate=auto;exceptions;rule=rules.yaml:11:14"); ::scopegraft_rt::CallScope sg_call_8_21;
#line 6
                                static ::scopegraft_rt::Site sg_callee_9_8("lib::find_number", "main.cpp", 9, 8, "rate=auto;exceptions;rule=rules.yaml:11:14"); ::scopegraft_rt::CallScope sg_call_9_8;
#line 6
                                static ::scopegraft_rt::Site sg_callee_9_25("lib::find_number", "main.cpp", 9, 25, "rate=auto;exceptions;rule=rules.yaml:11:14"); ::scopegraft_rt::CallScope sg_call_9_25;
#line 6
                                static ::scopegraft_rt::Site sg_callee_10_20("lib::find_number", "main.cpp", 10, 20, "rate=auto;exceptions;rule=rules.yaml:11:14"); ::scopegraft_rt::CallScope sg_call_10_20;
#line 6
                                static ::scopegraft_rt::Site sg_callee_14_10("lib::find_number", "main.cpp", 14, 10, "rate=auto;exceptions;rule=rules.yaml:11:14"); ::scopegraft_rt::CallScope sg_call_14_10;
#line 6
                                static ::scopegraft_rt::Site sg_callee_15_12("lib::find_number", "main.cpp", 15, 12, "rate=auto;exceptions;rule=rules.yaml:11:14"); ::scopegraft_rt::CallScope sg_call_15_12;
#line 6
                               
  (static_cast<void>(::scopegraft_rt::CallMark(sg_call_7_3, sg_callee_7_3, 0)), SCOPEGRAFT_RT_DROPPED(
#line 7
  ::scopegraft_rt::cache_result(
#line 7
  lib::find_number(n))
#line 7
                     ), sg_call_7_3.sg_end())
#line 7
                     ;
  static_cast<void>((static_cast<void>(::scopegraft_rt::CallMark(sg_call_8_21, sg_callee_8_21, 0)), sg_call_8_21.sg_value(
#line 8
                    ::scopegraft_rt::cache_result(
#line 8
                    lib::find_number(n))
#line 8
                                       ))
#line 8
                                       );
  take((static_cast<void>(::scopegraft_rt::CallMark(sg_call_9_8, sg_callee_9_8, 1)), sg_call_9_8.sg_value(
#line 9
       ::scopegraft_rt::cache_result(
#line 9
       lib::find_number(sg_call_9_8.sg_made(
#line 9
                        (static_cast<void>(::scopegraft_rt::CallMark(sg_call_9_25, sg_callee_9_25, 0)), sg_call_9_25.sg_value(
#line 9
                        ::scopegraft_rt::cache_result(
#line 9
                        lib::find_number(n))
#line 9
                                           ))
#line 9
                                           )
#line 9
                                           ))
#line 9
                                            ))
#line 9
                                            );
  const int kept = (static_cast<void>(::scopegraft_rt::CallMark(sg_call_10_20, sg_callee_10_20, 0)), sg_call_10_20.sg_value(
#line 10
                   ::scopegraft_rt::cache_result(
#line 10
                   lib::find_number(n))
#line 10
                                      ))
#line 10
                                       + 1;
  take_entry(::scopegraft_rt::cache_result(
#line 11
             lib::find_pointer(n))
#line 11
                                 );
  if (const lib::Entry* found = ::scopegraft_rt::cache_result(
#line 12
                                lib::find_pointer(n))
#line 12
                                                    ) take(found->value);
  if (::scopegraft_rt::cache_result(
#line 13
      lib::find_pointer(n))
#line 13
                           == nullptr) take(kept);
  while ((static_cast<void>(::scopegraft_rt::CallMark(sg_call_14_10, sg_callee_14_10, 0)), sg_call_14_10.sg_value(
#line 14
         ::scopegraft_rt::cache_result(
#line 14
         lib::find_number(n))
#line 14
                            ))
#line 14
                             != 0) ++n;
  total += (static_cast<void>(::scopegraft_rt::CallMark(sg_call_15_12, sg_callee_15_12, 0)), sg_call_15_12.sg_value(
#line 15
           ::scopegraft_rt::cache_result(
#line 15
           lib::find_number(n))
#line 15
                              ))
#line 15
                               != 0 ? 1 : 2;
}
static void in_objects(int n) { static ::scopegraft_rt::Site sg_site_17_31("in_objects", "main.cpp", 17, 31, "rate=auto;exceptions;collectors=cache;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_17_31(sg_site_17_31);
#line 17
                               
  const auto found = ::scopegraft_rt::cache_result(
#line 18
                     lib::find_optional(n))
#line 18
                                          ;
  if (auto number = ::scopegraft_rt::cache_result(
#line 19
                    lib::find_optional(n))
#line 19
                                         ) take(*number);
  if (::scopegraft_rt::cache_reference(
#line 20
      lib::find_optional(n))
#line 20
                           ) take(1);
  take(::scopegraft_rt::cache_reference(
#line 21
       lib::find_optional(n))
#line 21
                            .value_or(3));
  if (auto text = lib::find_text(std::string(static_cast<std::size_t>(n), 'x')); ::scopegraft_rt::cache_reference(text)
#line 22
                                                                               ) take(static_cast<int>(text->size()));
  take_shared(::scopegraft_rt::cache_result(
#line 23
              lib::find_shared(n))
#line 23
                                 );
  std::shared_ptr<int> shared;
  shared = ::scopegraft_rt::cache_reference(
#line 25
           lib::find_shared(n))
#line 25
                              ;
  std::unique_ptr<int> unique = lib::find_unique(n); ::scopegraft_rt::cache_reference(unique);
#line 26
                                                    
  while (auto owner = ::scopegraft_rt::cache_result(
#line 27
                      lib::find_unique(n))
#line 27
                                         ) n += *owner;
  if (found) take(*found);
  if (shared != nullptr && unique != nullptr) take(*shared + *unique);
}
static std::shared_ptr<int> in_return(int n) { static ::scopegraft_rt::Site sg_site_31_46("in_return", "main.cpp", 31, 46, "rate=auto;exceptions;collectors=cache;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_31_46(sg_site_31_46);
#line 31
                                               return ::scopegraft_rt::cache_result(
#line 31
                                                      lib::find_shared(n))
#line 31
                                                                         ; }
static void in_places(int n) { static ::scopegraft_rt::Site sg_site_32_30("in_places", "main.cpp", 32, 30, "rate=auto;exceptions;collectors=cache;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_32_30(sg_site_32_30);
#line 32
                              
  lib::Handle handle = lib::find_handle(n); ::scopegraft_rt::cache_reference(handle);
#line 33
                                           
  const lib::Handle& bound = lib::find_handle(n + 1); ::scopegraft_rt::cache_reference(bound);
#line 34
                                                     
  if (auto condition = lib::find_handle(n); ::scopegraft_rt::cache_reference(condition)
#line 35
                                          ) take(condition.value()); else take(9);
  if (::scopegraft_rt::cache_reference(
#line 36
      lib::find_handle(n))
#line 36
                         ) take(2);
  ::scopegraft_rt::cache_reference(
#line 37
  lib::find_handle(n))
#line 37
                     ;
  switch (n) {
    case 1: auto loud = lib::find_loud(n); ::scopegraft_rt::cache_reference(loud);
#line 39
                                           take(loud.n);
  }
  take(handle.value() + bound.value() + ::scopegraft_rt::cache_reference(
#line 41
                                        lib::find_loud(n))
#line 41
                                                         .n);
}
static void in_references(int n) { static ::scopegraft_rt::Site sg_site_43_34("in_references", "main.cpp", 43, 34, "rate=auto;exceptions;collectors=cache;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_43_34(sg_site_43_34);
#line 43
                                  
  auto& reference = ::scopegraft_rt::cache_reference(
#line 44
                    lib::find_reference(n))
#line 44
                                          ;
  ::scopegraft_rt::cache_reference(
#line 45
  lib::find_reference(n))
#line 45
                         = std::make_shared<int>(n);
  if (::scopegraft_rt::cache_reference(
#line 46
      lib::find_reference(n))
#line 46
                            ) take(*::scopegraft_rt::cache_reference(
#line 46
                                    lib::find_reference(n + 1 - 1))
#line 46
                                                                  );
  take_shared(reference);
}
static void in_exceptions(int n) { static ::scopegraft_rt::Site sg_site_49_34("in_exceptions", "main.cpp", 49, 34, "rate=auto;exceptions;collectors=cache;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_49_34(sg_site_49_34);
#line 49
                                  
  try {
    take(::scopegraft_rt::cache_result(
#line 51
         lib::find_or_throw(n))
#line 51
                              );
  } catch (const std::out_of_range&) {
    take(4);
  }
}
static void in_expressions(int n) { static ::scopegraft_rt::Site sg_site_56_35("in_expressions", "main.cpp", 56, 35, "rate=auto;exceptions;collectors=cache;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_56_35(sg_site_56_35);
#line 56
                                   
  lib::Text text{n % 2};
  lib::Cache cache;
  if (::scopegraft_rt::cache_result(
#line 59
      lib::is_miss(n), ::scopegraft_rt::Hit::falsy)
#line 59
                     ) take(5);
  take(::scopegraft_rt::cache_result(
#line 60
       lib::length("four"), [&](auto& sg_result_60_8) { return static_cast<bool>(sg_result_60_8 > 2 && text.result == 1); })
#line 60
                          );
  if (const lib::Entry* result = ::scopegraft_rt::cache_result(
#line 61
                                 lib::entry(n), [&](auto& sg_result_61_34) { return static_cast<bool>(sg_result_61_34 != nullptr && sg_result_61_34->kind == lib::kFound); })
#line 61
                                              ) take(result->value);
  if (int* found = ::scopegraft_rt::cache_result(
#line 62
                   cache[n])
#line 62
                           ) take(*found + text.result);
}
static void deep(int n) { static ::scopegraft_rt::Site sg_site_64_25("deep", "main.cpp", 64, 25, "rate=auto;exceptions;collectors=cache;rule=rules.yaml:3:35"); ::scopegraft_rt::Scope sg_scope_64_25(sg_site_64_25);
#line 64
                         
  const auto each = [n](int more) { static ::scopegraft_rt::Site sg_callee_65_42("lib::find_number", "main.cpp", 65, 42, "rate=auto;exceptions;rule=rules.yaml:11:14"); ::scopegraft_rt::CallScope sg_call_65_42;
#line 65
                                    take((static_cast<void>(::scopegraft_rt::CallMark(sg_call_65_42, sg_callee_65_42, 0)), sg_call_65_42.sg_value(
#line 65
                                         ::scopegraft_rt::cache_result(
#line 65
                                         lib::find_number(n + more))
#line 65
                                                                   ))
#line 65
                                                                   ); };
  each(1);
}
template <class T>
static void in_templates(T n) { static ::scopegraft_rt::Site sg_site_69_31("in_templates", "main.cpp", 69, 31, "rate=auto;exceptions;collectors=cache;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_69_31(sg_site_69_31);
#line 69
                                static ::scopegraft_rt::Site sg_callee_71_21("lib::find_number", "main.cpp", 71, 21, "rate=auto;exceptions;rule=rules.yaml:11:14"); ::scopegraft_rt::CallScope sg_call_71_21;
#line 69
                               
  auto found = lib::find_optional(n); ::scopegraft_rt::cache_reference(found);
#line 70
                                     
  if (auto number = (static_cast<void>(::scopegraft_rt::CallMark(sg_call_71_21, sg_callee_71_21, 0)), 
#line 71
                    lib::find_number(n))
#line 71
                                       ; ::scopegraft_rt::cache_reference(number)
#line 71
                                       ) take(number);
  if (found) take(*found);
}
struct Holder {
  int made() const { static ::scopegraft_rt::Site sg_site_75_20("Holder::made", "main.cpp", 75, 20, "rate=auto;exceptions;collectors=cache;rule=rules.yaml:3:22"); ::scopegraft_rt::Scope sg_scope_75_20(sg_site_75_20);
#line 75
                     static ::scopegraft_rt::Site sg_callee_75_29("lib::find_number", "main.cpp", 75, 29, "rate=auto;exceptions;rule=rules.yaml:11:14"); ::scopegraft_rt::CallScope sg_call_75_29;
#line 75
                     return (static_cast<void>(::scopegraft_rt::CallMark(sg_call_75_29, sg_callee_75_29, 0)), sg_call_75_29.sg_value(
#line 75
                            ::scopegraft_rt::cache_result(
#line 75
                            lib::find_number(kept))
#line 75
                                                  ))
#line 75
                                                   + (::scopegraft_rt::cache_result(
#line 75
                                                      lib::find_pointer(kept))
#line 75
                                                                              == nullptr); }
  int kept;
};
#define ONCE(x) (x)
static void in_macros(int n) { static ::scopegraft_rt::Site sg_site_79_30("in_macros", "main.cpp", 79, 30, "rate=auto;exceptions;collectors=cache;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_79_30(sg_site_79_30);
#line 79
                               static ::scopegraft_rt::Site sg_callee_80_13("lib::find_number", "main.cpp", 80, 13, "rate=auto;exceptions;rule=rules.yaml:11:14"); ::scopegraft_rt::CallScope sg_call_80_13;
#line 79
                              
  take(ONCE( (static_cast<void>(::scopegraft_rt::CallMark(sg_call_80_13, sg_callee_80_13, 0)), sg_call_80_13.sg_value(  ::scopegraft_rt::cache_result( lib::find_number(n) )  )) ));
  if (ONCE( ::scopegraft_rt::cache_result( lib::find_pointer(n) )  == nullptr)) take(6);
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
