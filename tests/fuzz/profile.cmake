# bin/fuzz_profile: the reader of profile files and the reports, from a small real profile on. Built by Clang whatever the
# compiler of the rest is. A fixed number of inputs here; for longer: ./dev fuzz profile --seconds 600
find_program(SCOPEGRAFT_FUZZ_CXX NAMES clang++-22 clang++-19 clang++)
mark_as_advanced(SCOPEGRAFT_FUZZ_CXX)
if(SCOPEGRAFT_FUZZ_CXX AND TARGET scopegraft_runtime)
  set(program ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/fuzz_profile)
  set(seeds ${PROJECT_BINARY_DIR}/fuzz/corpus/fuzz_profile)
  add_executable(profile_seed EXCLUDE_FROM_ALL profile_seed.cpp)
  scopegraft_house(profile_seed)
  find_package(Threads REQUIRED)
  target_link_libraries(profile_seed PRIVATE scopegraft_runtime Threads::Threads)

  get_target_property(profile_sources scopegraft_profile SOURCES)
  list(TRANSFORM profile_sources PREPEND ${PROJECT_SOURCE_DIR}/runtime/src/profile/)
  get_target_property(report_sources scopegraft_report SOURCES)
  list(TRANSFORM report_sources PREPEND ${PROJECT_SOURCE_DIR}/runtime/src/report/)
  set(objects "")
  foreach(source ${profile_sources} ${report_sources} ${CMAKE_CURRENT_SOURCE_DIR}/profile_fuzz.cpp)
    string(MD5 hash ${source})
    get_filename_component(base ${source} NAME_WE)
    set(object ${CMAKE_CURRENT_BINARY_DIR}/fuzz_profile.dir/${base}-${hash}.o)
    add_custom_command(OUTPUT ${object} DEPENDS ${source} DEPFILE ${object}.d
      COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_CURRENT_BINARY_DIR}/fuzz_profile.dir
      COMMAND ${CMAKE_CXX_COMPILER_LAUNCHER} ${SCOPEGRAFT_FUZZ_CXX} -std=c++20 -O1 -g1
        -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
        -I${PROJECT_SOURCE_DIR}/runtime/include -I${PROJECT_SOURCE_DIR}/runtime/src
        -MD -MF ${object}.d -MT ${object} -c ${source} -o ${object} VERBATIM)
    list(APPEND objects ${object})
  endforeach()
  add_custom_command(OUTPUT ${program} DEPENDS ${objects}
    COMMAND ${SCOPEGRAFT_FUZZ_CXX} -fsanitize=fuzzer,address,undefined ${objects} -o ${program} VERBATIM)
  add_custom_command(OUTPUT ${seeds}/seed DEPENDS profile_seed
    COMMAND ${CMAKE_COMMAND} -E make_directory ${seeds}
    COMMAND ${CMAKE_COMMAND} -E env SCOPEGRAFT_OUTPUT=${seeds}/seed $<TARGET_FILE:profile_seed> VERBATIM)
  add_custom_target(fuzz_profile ALL DEPENDS ${program} ${seeds}/seed)
  set(new ${CMAKE_CURRENT_BINARY_DIR}/new/profile)  # where libFuzzer writes what it finds
  file(MAKE_DIRECTORY ${new})
  add_test(NAME fuzz.profile COMMAND ${program} -runs=20000 -seed=1 -timeout=30 -rss_limit_mb=4096 -print_final_stats=0 -verbosity=0
    -artifact_prefix=${CMAKE_CURRENT_BINARY_DIR}/ ${new} ${seeds})
  set_tests_properties(fuzz.profile PROPERTIES TIMEOUT 600 LABELS fuzz)
endif()
