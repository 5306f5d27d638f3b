#include "<runtime>/scopegraft/graft.h"
#include "<runtime>/scopegraft/calls.h"
#line 1 "main.cpp"
#include "<case>/./lib.h"
static int value(int n) { return n; }
static int total = 0;
struct Holder {
  explicit Holder(int n) : kept(n) {}
  lib::Heavy made() const { static ::scopegraft_rt::Site sg_callee_6_36("lib::heavy", "main.cpp", 6, 36, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_6_36;
#line 6
                            return (static_cast<void>(::scopegraft_rt::CallMark(sg_call_6_36, sg_callee_6_36, 0)), 
#line 6
                                   lib::heavy(kept))
#line 6
                                                   ; }
  int kept;
};
static void in_statements(int n) { static ::scopegraft_rt::Site sg_callee_10_3("lib::nothing", "main.cpp", 10, 3, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_10_3;
#line 9
                                   static ::scopegraft_rt::Site sg_callee_11_3("lib::number", "main.cpp", 11, 3, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_11_3;
#line 9
                                   static ::scopegraft_rt::Site sg_callee_11_19("lib::number", "main.cpp", 11, 19, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_11_19;
#line 9
                                   static ::scopegraft_rt::Site sg_callee_11_37("lib::heavy", "main.cpp", 11, 37, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_11_37;
#line 9
                                   static ::scopegraft_rt::Site sg_callee_12_7("lib::number", "main.cpp", 12, 7, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_12_7;
#line 9
                                   static ::scopegraft_rt::Site sg_callee_12_32("lib::number", "main.cpp", 12, 32, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_12_32;
#line 9
                                   static ::scopegraft_rt::Site sg_callee_12_53("lib::nothing", "main.cpp", 12, 53, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_12_53;
#line 9
                                   static ::scopegraft_rt::Site sg_callee_13_16("lib::number", "main.cpp", 13, 16, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_13_16;
#line 9
                                   static ::scopegraft_rt::Site sg_callee_13_36("lib::number", "main.cpp", 13, 36, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_13_36;
#line 9
                                   static ::scopegraft_rt::Site sg_callee_13_52("lib::nothing", "main.cpp", 13, 52, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_13_52;
#line 9
                                   static ::scopegraft_rt::Site sg_callee_14_10("lib::number", "main.cpp", 14, 10, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_14_10;
#line 9
                                   static ::scopegraft_rt::Site sg_callee_15_12("lib::number", "main.cpp", 15, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_15_12;
#line 9
                                   static ::scopegraft_rt::Site sg_callee_15_41("lib::number", "main.cpp", 15, 41, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_15_41;
#line 9
                                   static ::scopegraft_rt::Site sg_callee_16_11("lib::number", "main.cpp", 16, 11, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_16_11;
#line 9
                                   static ::scopegraft_rt::Site sg_callee_16_37("lib::nothing", "main.cpp", 16, 37, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_16_37;
#line 9
                                   static ::scopegraft_rt::Site sg_callee_16_70("lib::nothing", "main.cpp", 16, 70, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_16_70;
#line 9
                                   static ::scopegraft_rt::Site sg_callee_17_11("lib::nothing", "main.cpp", 17, 11, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_17_11;
#line 9
                                   static ::scopegraft_rt::Site sg_callee_17_29("lib::nothing", "main.cpp", 17, 29, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_17_29;
#line 9
                                   static ::scopegraft_rt::Site sg_callee_18_9("lib::must_use", "main.cpp", 18, 9, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_18_9;
#line 9
                                   static ::scopegraft_rt::Site sg_callee_19_3("lib::must_use", "main.cpp", 19, 3, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_19_3;
#line 9
                                  
  (static_cast<void>(::scopegraft_rt::CallMark(sg_call_10_3, sg_callee_10_3, 0)), SCOPEGRAFT_RT_DROPPED(
#line 10
  lib::nothing(n)), sg_call_10_3.sg_end())
#line 10
                 ;
  (static_cast<void>(::scopegraft_rt::CallMark(sg_call_11_3, sg_callee_11_3, 0)), SCOPEGRAFT_RT_DROPPED(
#line 11
  lib::number(n)), sg_call_11_3.sg_end())
#line 11
                ; (static_cast<void>(::scopegraft_rt::CallMark(sg_call_11_19, sg_callee_11_19, 0)), SCOPEGRAFT_RT_DROPPED(
#line 11
                  lib::number(0.5)), sg_call_11_19.sg_end())
#line 11
                                  ; (static_cast<void>(::scopegraft_rt::CallMark(sg_call_11_37, sg_callee_11_37, 0)), SCOPEGRAFT_RT_DROPPED(
#line 11
                                    lib::heavy(n)), sg_call_11_37.sg_end())
#line 11
                                                 ;
  if ((static_cast<void>(::scopegraft_rt::CallMark(sg_call_12_7, sg_callee_12_7, 0)), sg_call_12_7.sg_value(
#line 12
      lib::number(n)))
#line 12
                    ) total += (static_cast<void>(::scopegraft_rt::CallMark(sg_call_12_32, sg_callee_12_32, 0)), sg_call_12_32.sg_value(
#line 12
                               lib::number(n)))
#line 12
                                             ; else (static_cast<void>(::scopegraft_rt::CallMark(sg_call_12_53, sg_callee_12_53, 0)), SCOPEGRAFT_RT_DROPPED(
#line 12
                                                    lib::nothing(0)), sg_call_12_53.sg_end())
#line 12
                                                                   ;
  for (int i = (static_cast<void>(::scopegraft_rt::CallMark(sg_call_13_16, sg_callee_13_16, 0)), sg_call_13_16.sg_value(
#line 13
               lib::number(0)))
#line 13
                             ; i < (static_cast<void>(::scopegraft_rt::CallMark(sg_call_13_36, sg_callee_13_36, 0)), sg_call_13_36.sg_value(
#line 13
                                   lib::number(2)))
#line 13
                                                 ; (static_cast<void>(::scopegraft_rt::CallMark(sg_call_13_52, sg_callee_13_52, 0)), SCOPEGRAFT_RT_DROPPED(
#line 13
                                                   lib::nothing(++i)), sg_call_13_52.sg_end())
#line 13
                                                                    ) total += i;
  while ((static_cast<void>(::scopegraft_rt::CallMark(sg_call_14_10, sg_callee_14_10, 0)), sg_call_14_10.sg_value(
#line 14
         lib::number(n)))
#line 14
                        > 5) --n;
  do { n = (static_cast<void>(::scopegraft_rt::CallMark(sg_call_15_12, sg_callee_15_12, 0)), sg_call_15_12.sg_value(
#line 15
           lib::number(n)))
#line 15
                          - 1; } while ((static_cast<void>(::scopegraft_rt::CallMark(sg_call_15_41, sg_callee_15_41, 0)), sg_call_15_41.sg_value(
#line 15
                                        lib::number(n)))
#line 15
                                                       > 3);
  switch ((static_cast<void>(::scopegraft_rt::CallMark(sg_call_16_11, sg_callee_16_11, 0)), sg_call_16_11.sg_value(
#line 16
          lib::number(n)))
#line 16
                        ) { case 3: (static_cast<void>(::scopegraft_rt::CallMark(sg_call_16_37, sg_callee_16_37, 0)), SCOPEGRAFT_RT_DROPPED(
#line 16
                                    lib::nothing(3)), sg_call_16_37.sg_end())
#line 16
                                                   ; break; default: (static_cast<void>(::scopegraft_rt::CallMark(sg_call_16_70, sg_callee_16_70, 0)), SCOPEGRAFT_RT_DROPPED(
#line 16
                                                                     lib::nothing(4)), sg_call_16_70.sg_end())
#line 16
                                                                                    ; }
  n > 1 ? (static_cast<void>(::scopegraft_rt::CallMark(sg_call_17_11, sg_callee_17_11, 0)), SCOPEGRAFT_RT_DROPPED(
#line 17
          lib::nothing(1)), sg_call_17_11.sg_end())
#line 17
                          : (static_cast<void>(::scopegraft_rt::CallMark(sg_call_17_29, sg_callee_17_29, 0)), SCOPEGRAFT_RT_DROPPED(
#line 17
                            lib::nothing(2)), sg_call_17_29.sg_end())
#line 17
                                           ;
  (void)(static_cast<void>(::scopegraft_rt::CallMark(sg_call_18_9, sg_callee_18_9, 0)), 
#line 18
        lib::must_use(n))
#line 18
                        ;
  (static_cast<void>(::scopegraft_rt::CallMark(sg_call_19_3, sg_callee_19_3, 0)), 
#line 19
  lib::must_use(n))
#line 19
                  ;
}
static void in_declarations() { static ::scopegraft_rt::Site sg_callee_22_22("lib::heavy", "main.cpp", 22, 22, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_22_22;
#line 21
                                static ::scopegraft_rt::Site sg_callee_23_21("lib::heavy", "main.cpp", 23, 21, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_23_21;
#line 21
                                static ::scopegraft_rt::Site sg_callee_24_29("lib::heavy", "main.cpp", 24, 29, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_24_29;
#line 21
                                static ::scopegraft_rt::Site sg_callee_25_34("lib::heavy", "main.cpp", 25, 34, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_25_34;
#line 21
                                static ::scopegraft_rt::Site sg_callee_25_50("lib::heavy", "main.cpp", 25, 50, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_25_50;
#line 21
                                static ::scopegraft_rt::Site sg_callee_26_22("lib::heavy", "main.cpp", 26, 22, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_26_22;
#line 21
                                static ::scopegraft_rt::Site sg_callee_27_16("lib::number", "main.cpp", 27, 16, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_27_16;
#line 21
                                static ::scopegraft_rt::Site sg_callee_28_20("lib::pass", "main.cpp", 28, 20, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_28_20;
#line 21
                                static ::scopegraft_rt::Site sg_callee_28_30("lib::heavy", "main.cpp", 28, 30, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_28_30;
#line 21
                                static ::scopegraft_rt::Site sg_callee_29_23("lib::number", "main.cpp", 29, 23, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_29_23;
#line 21
                               
  lib::Heavy first = (static_cast<void>(::scopegraft_rt::CallMark(sg_call_22_22, sg_callee_22_22, 0)), 
#line 22
                     lib::heavy(1))
#line 22
                                  ;
  lib::Heavy second((static_cast<void>(::scopegraft_rt::CallMark(sg_call_23_21, sg_callee_23_21, 0)), 
#line 23
                    lib::heavy(2))
#line 23
                                 );
  const lib::Heavy& third = (static_cast<void>(::scopegraft_rt::CallMark(sg_call_24_29, sg_callee_24_29, 0)), 
#line 24
                            lib::heavy(3))
#line 24
                                         ;
  lib::Heavy fourth = value(1) ? (static_cast<void>(::scopegraft_rt::CallMark(sg_call_25_34, sg_callee_25_34, 0)), 
#line 25
                                 lib::heavy(4))
#line 25
                                               : (static_cast<void>(::scopegraft_rt::CallMark(sg_call_25_50, sg_callee_25_50, 0)), 
#line 25
                                                 lib::heavy(5))
#line 25
                                                              ;
  const int& fifth = (static_cast<void>(::scopegraft_rt::CallMark(sg_call_26_22, sg_callee_26_22, 0)), 
#line 26
                     lib::heavy(6))
#line 26
                                  .value;
  auto sixth = (static_cast<void>(::scopegraft_rt::CallMark(sg_call_27_16, sg_callee_27_16, 0)), sg_call_27_16.sg_value(
#line 27
               lib::number(1.0)))
#line 27
                               ;
  auto&& seventh = (static_cast<void>(::scopegraft_rt::CallMark(sg_call_28_20, sg_callee_28_20, 1)), sg_call_28_20.sg_reference(
#line 28
                   lib::pass(sg_call_28_20.sg_found(
#line 28
                             (static_cast<void>(::scopegraft_rt::CallMark(sg_call_28_30, sg_callee_28_30, 0)), sg_call_28_30.sg_reference(
#line 28
                             lib::heavy(7)))
#line 28
                                          )
#line 28
                                          )))
#line 28
                                           ;
  static int eighth = (static_cast<void>(::scopegraft_rt::CallMark(sg_call_29_23, sg_callee_29_23, 0)), sg_call_29_23.sg_value(
#line 29
                      lib::number(8)))
#line 29
                                    ;
  std::printf("%d %d %d %d %d %g %d\n", first.value, second.value, third.value, fourth.value, fifth, sixth, eighth);
  total += static_cast<int>(sizeof seventh);
}
static void in_expressions(lib::Box& box, const lib::Box& fixed) { static ::scopegraft_rt::Site sg_callee_34_7("lib::Box::at", "main.cpp", 34, 7, "rate=auto;exceptions;rule=rules.yaml:3:46"); ::scopegraft_rt::CallScope sg_call_34_7;
#line 33
                                                                   static ::scopegraft_rt::Site sg_callee_34_15("lib::number", "main.cpp", 34, 15, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_34_15;
#line 33
                                                                   static ::scopegraft_rt::Site sg_callee_34_32("lib::number", "main.cpp", 34, 32, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_34_32;
#line 33
                                                                   static ::scopegraft_rt::Site sg_callee_34_56("lib_c", "main.cpp", 34, 56, "rate=auto;exceptions;rule=rules.yaml:3:24"); ::scopegraft_rt::CallScope sg_call_34_56;
#line 33
                                                                   static ::scopegraft_rt::Site sg_callee_35_12("lib::look", "main.cpp", 35, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_35_12;
#line 33
                                                                   static ::scopegraft_rt::Site sg_callee_35_22("lib::heavy", "main.cpp", 35, 22, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_35_22;
#line 33
                                                                   static ::scopegraft_rt::Site sg_callee_35_39("lib::heavy", "main.cpp", 35, 39, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_35_39;
#line 33
                                                                   static ::scopegraft_rt::Site sg_callee_35_62("lib::take", "main.cpp", 35, 62, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_35_62;
#line 33
                                                                   static ::scopegraft_rt::Site sg_callee_36_30("lib::Box::at", "main.cpp", 36, 30, "rate=auto;exceptions;rule=rules.yaml:3:46"); ::scopegraft_rt::CallScope sg_call_36_30;
#line 33
                                                                   static ::scopegraft_rt::Site sg_callee_36_23("lib::Box::self", "main.cpp", 36, 23, "rate=auto;exceptions;rule=rules.yaml:3:46"); ::scopegraft_rt::CallScope sg_call_36_23;
#line 33
                                                                   static ::scopegraft_rt::Site sg_callee_36_16("lib::Box::self", "main.cpp", 36, 16, "rate=auto;exceptions;rule=rules.yaml:3:46"); ::scopegraft_rt::CallScope sg_call_36_16;
#line 33
                                                                   static ::scopegraft_rt::Site sg_callee_36_33("lib::number", "main.cpp", 36, 33, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_36_33;
#line 33
                                                                   static ::scopegraft_rt::Site sg_callee_36_57("lib::Box::at", "main.cpp", 36, 57, "rate=auto;exceptions;rule=rules.yaml:3:46"); ::scopegraft_rt::CallScope sg_call_36_57;
#line 33
                                                                   static ::scopegraft_rt::Site sg_callee_36_73("lib::Box::at", "main.cpp", 36, 73, "rate=auto;exceptions;rule=rules.yaml:3:46"); ::scopegraft_rt::CallScope sg_call_36_73;
#line 33
                                                                   static ::scopegraft_rt::Site sg_callee_36_81("lib::Box::count", "main.cpp", 36, 81, "rate=auto;exceptions;rule=rules.yaml:3:46"); ::scopegraft_rt::CallScope sg_call_36_81;
#line 33
                                                                   static ::scopegraft_rt::Site sg_callee_36_106("lib::Box::count", "main.cpp", 36, 106, "rate=auto;exceptions;rule=rules.yaml:3:46"); ::scopegraft_rt::CallScope sg_call_36_106;
#line 33
                                                                   static ::scopegraft_rt::Site sg_callee_37_23("lib::text", "main.cpp", 37, 23, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_37_23;
#line 33
                                                                   static ::scopegraft_rt::Site sg_callee_37_40("lib::text", "main.cpp", 37, 40, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_37_40;
#line 33
                                                                   static ::scopegraft_rt::Site sg_callee_37_50("lib::raw", "main.cpp", 37, 50, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_37_50;
#line 33
                                                                   static ::scopegraft_rt::Site sg_callee_38_12("lib::text", "main.cpp", 38, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_38_12;
#line 33
                                                                   static ::scopegraft_rt::Site sg_callee_40_22("lib_print", "main.cpp", 40, 22, "rate=auto;exceptions;rule=rules.yaml:3:33"); ::scopegraft_rt::CallScope sg_call_40_22;
#line 33
                                                                   static ::scopegraft_rt::Site sg_callee_40_78("lib::number", "main.cpp", 40, 78, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_40_78;
#line 33
                                                                   static ::scopegraft_rt::Site sg_callee_40_94("lib::number", "main.cpp", 40, 94, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_40_94;
#line 33
                                                                  
  (static_cast<void>(::scopegraft_rt::CallMark(sg_call_34_7, sg_callee_34_7, 0)), sg_call_34_7.sg_reference(
#line 34
  box.at(0)))
#line 34
            = (static_cast<void>(::scopegraft_rt::CallMark(sg_call_34_15, sg_callee_34_15, 0)), sg_call_34_15.sg_value(
#line 34
              lib::number(4)))
#line 34
                             + (static_cast<void>(::scopegraft_rt::CallMark(sg_call_34_32, sg_callee_34_32, 1)), sg_call_34_32.sg_value(
#line 34
                               lib::number(sg_call_34_32.sg_made(
#line 34
                                           value(5))
#line 34
                                                   )))
#line 34
                                                     * (static_cast<void>(::scopegraft_rt::CallMark(sg_call_34_56, sg_callee_34_56, 1)), sg_call_34_56.sg_value(
#line 34
                                                       lib_c(sg_call_34_56.sg_made(
#line 34
                                                             value(6))
#line 34
                                                                     )))
#line 34
                                                                      ;
  total += (static_cast<void>(::scopegraft_rt::CallMark(sg_call_35_12, sg_callee_35_12, 1)), sg_call_35_12.sg_value(
#line 35
           lib::look(sg_call_35_12.sg_found(
#line 35
                     (static_cast<void>(::scopegraft_rt::CallMark(sg_call_35_22, sg_callee_35_22, 0)), sg_call_35_22.sg_reference(
#line 35
                     lib::heavy(8)))
#line 35
                                  )
#line 35
                                  )))
#line 35
                                    + (static_cast<void>(::scopegraft_rt::CallMark(sg_call_35_39, sg_callee_35_39, 0)), sg_call_35_39.sg_reference(
#line 35
                                      lib::heavy(9)))
#line 35
                                                   .size() + (static_cast<void>(::scopegraft_rt::CallMark(sg_call_35_62, sg_callee_35_62, 0)), sg_call_35_62.sg_value(
#line 35
                                                             lib::take(lib::heavy(10))))
#line 35
                                                                                      ;
  total += (static_cast<void>(::scopegraft_rt::CallMark(sg_call_36_30, sg_callee_36_30, 2)), sg_call_36_30.sg_reference(
#line 36
           sg_call_36_30.sg_found(
#line 36
           (static_cast<void>(::scopegraft_rt::CallMark(sg_call_36_23, sg_callee_36_23, 1)), sg_call_36_23.sg_reference(
#line 36
           sg_call_36_23.sg_found(
#line 36
           (static_cast<void>(::scopegraft_rt::CallMark(sg_call_36_16, sg_callee_36_16, 0)), sg_call_36_16.sg_reference(
#line 36
           box.self()))
#line 36
                     )
#line 36
                     .self()))
#line 36
                            )
#line 36
                            .at(sg_call_36_30.sg_made(
#line 36
                                (static_cast<void>(::scopegraft_rt::CallMark(sg_call_36_33, sg_callee_36_33, 0)), sg_call_36_33.sg_value(
#line 36
                                lib::number(1)))
#line 36
                                              )
#line 36
                                              )))
#line 36
                                                + (static_cast<void>(::scopegraft_rt::CallMark(sg_call_36_57, sg_callee_36_57, 0)), sg_call_36_57.sg_reference(
#line 36
                                                  fixed.at(2)))
#line 36
                                                              + (static_cast<void>(::scopegraft_rt::CallMark(sg_call_36_73, sg_callee_36_73, 0)), sg_call_36_73.sg_reference(
#line 36
                                                                (&box)->at(0)))
#line 36
                                                                              + (static_cast<void>(::scopegraft_rt::CallMark(sg_call_36_81, sg_callee_36_81, 0)), sg_call_36_81.sg_value(
#line 36
                                                                                lib::Box::count(1)))
#line 36
                                                                                                   + (static_cast<void>(::scopegraft_rt::CallMark(sg_call_36_106, sg_callee_36_106, 0)), sg_call_36_106.sg_value(
#line 36
                                                                                                     box.count(2)))
#line 36
                                                                                                                 ;
  std::string words = (static_cast<void>(::scopegraft_rt::CallMark(sg_call_37_23, sg_callee_37_23, 0)), sg_call_37_23.sg_reference(
#line 37
                      lib::text("a")))
#line 37
                                     + (static_cast<void>(::scopegraft_rt::CallMark(sg_call_37_40, sg_callee_37_40, 1)), sg_call_37_40.sg_reference(
#line 37
                                       lib::text(sg_call_37_40.sg_made(
#line 37
                                                 (static_cast<void>(::scopegraft_rt::CallMark(sg_call_37_50, sg_callee_37_50, 0)), sg_call_37_50.sg_value(
#line 37
                                                 lib::raw(std::string("b"))))
#line 37
                                                                           )
#line 37
                                                                           )))
#line 37
                                                                            ;
  words += (static_cast<void>(::scopegraft_rt::CallMark(sg_call_38_12, sg_callee_38_12, 0)), sg_call_38_12.sg_reference(
#line 38
           lib::text("c")))
#line 38
                         ;
  char line[64];
  const int length = (static_cast<void>(::scopegraft_rt::CallMark(sg_call_40_22, sg_callee_40_22, 2)), sg_call_40_22.sg_value(
#line 40
                     lib_print(line, sizeof line, "%s %d %g", words.c_str(), sg_call_40_22.sg_made(
#line 40
                                                                             (static_cast<void>(::scopegraft_rt::CallMark(sg_call_40_78, sg_callee_40_78, 0)), sg_call_40_78.sg_value(
#line 40
                                                                             lib::number(3)))
#line 40
                                                                                           )
#line 40
                                                                                           , sg_call_40_22.sg_made(
#line 40
                                                                                             (static_cast<void>(::scopegraft_rt::CallMark(sg_call_40_94, sg_callee_40_94, 0)), sg_call_40_94.sg_value(
#line 40
                                                                                             lib::number(1.5)))
#line 40
                                                                                                             )
#line 40
                                                                                                             )))
#line 40
                                                                                                              ;
  std::printf("%d %s %d\n", total, line, length);
}
static int in_returns(int n) { static ::scopegraft_rt::Site sg_callee_44_22("lib::number", "main.cpp", 44, 22, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_44_22;
#line 43
                               static ::scopegraft_rt::Site sg_callee_45_10("lib::number", "main.cpp", 45, 10, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_45_10;
#line 43
                               static ::scopegraft_rt::Site sg_callee_45_22("lib::number", "main.cpp", 45, 22, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_45_22;
#line 43
                               static ::scopegraft_rt::Site sg_callee_45_34("lib::number", "main.cpp", 45, 34, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_45_34;
#line 43
                              
  if (n == 0) return (static_cast<void>(::scopegraft_rt::CallMark(sg_call_44_22, sg_callee_44_22, 0)), sg_call_44_22.sg_value(
#line 44
                     lib::number(n)))
#line 44
                                   ;
  return (static_cast<void>(::scopegraft_rt::CallMark(sg_call_45_10, sg_callee_45_10, 1)), sg_call_45_10.sg_value(
#line 45
         lib::number(sg_call_45_10.sg_made(
#line 45
                     (static_cast<void>(::scopegraft_rt::CallMark(sg_call_45_22, sg_callee_45_22, 1)), sg_call_45_22.sg_value(
#line 45
                     lib::number(sg_call_45_22.sg_made(
#line 45
                                 (static_cast<void>(::scopegraft_rt::CallMark(sg_call_45_34, sg_callee_45_34, 0)), sg_call_45_34.sg_value(
#line 45
                                 lib::number(n)))
#line 45
                                               )
#line 45
                                               )))
#line 45
                                                )
#line 45
                                                )))
#line 45
                                                 ;
}
static void in_void_return(int n) { static ::scopegraft_rt::Site sg_callee_47_44("lib::nothing", "main.cpp", 47, 44, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_47_44;
#line 47
                                    static ::scopegraft_rt::Site sg_callee_47_57("lib::number", "main.cpp", 47, 57, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_47_57;
#line 47
                                    return (static_cast<void>(::scopegraft_rt::CallMark(sg_call_47_44, sg_callee_47_44, 1)), SCOPEGRAFT_RT_DROPPED(
#line 47
                                           lib::nothing(sg_call_47_44.sg_made(
#line 47
                                                        (static_cast<void>(::scopegraft_rt::CallMark(sg_call_47_57, sg_callee_47_57, 0)), sg_call_47_57.sg_value(
#line 47
                                                        lib::number(n)))
#line 47
                                                                      )
#line 47
                                                                      )), sg_call_47_44.sg_end())
#line 47
                                                                       ; }
static void with_exceptions() { static ::scopegraft_rt::Site sg_callee_51_16("lib::fails", "main.cpp", 51, 16, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_51_16;
#line 48
                                static ::scopegraft_rt::Site sg_callee_51_39("lib::number", "main.cpp", 51, 39, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_51_39;
#line 48
                                static ::scopegraft_rt::Site sg_callee_53_7("lib::nothing", "main.cpp", 53, 7, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_53_7;
#line 48
                               
  for (int i = 0; i < 4; ++i) {
    try {
      total += (static_cast<void>(::scopegraft_rt::CallMark(sg_call_51_16, sg_callee_51_16, 1)), sg_call_51_16.sg_value(
#line 51
               lib::fails(sg_call_51_16.sg_made(
#line 51
                          value(i))
#line 51
                                  )))
#line 51
                                    + (static_cast<void>(::scopegraft_rt::CallMark(sg_call_51_39, sg_callee_51_39, 0)), sg_call_51_39.sg_value(
#line 51
                                      lib::number(1)))
#line 51
                                                    ;
    } catch (int caught) {
      (static_cast<void>(::scopegraft_rt::CallMark(sg_call_53_7, sg_callee_53_7, 0)), SCOPEGRAFT_RT_DROPPED(
#line 53
      lib::nothing(caught)), sg_call_53_7.sg_end())
#line 53
                          ;
    }
  }
}
int main() {
  in_statements(7);
  in_declarations();
  lib::Box box;
  in_expressions(box, box);
  in_void_return(in_returns(0) + in_returns(9));
  with_exceptions();
  std::printf("%d %d\n", total, Holder(3).made().value);
}
