# What every target of the project itself shares: the standard, the warnings, hidden symbols.
# Never included by a user's build.

add_library(scopegraft_flags INTERFACE)
target_compile_features(scopegraft_flags INTERFACE cxx_std_20)
target_compile_options(scopegraft_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wno-missing-field-initializers
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>  # GCC 12 takes its own std::string for overlapping (bug 105651)
  $<$<BOOL:${SCOPEGRAFT_WERROR}>:-Werror>)

# scopegraft_house(target): one include root, no language extensions, position independent.
function(scopegraft_house target)
  set_target_properties(${target} PROPERTIES
    CXX_STANDARD 20 CXX_STANDARD_REQUIRED ON CXX_EXTENSIONS OFF POSITION_INDEPENDENT_CODE ON
    CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
  target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:scopegraft_flags>)
endfunction()
