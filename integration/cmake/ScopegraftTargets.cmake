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

# scopegraft_starts_quickly(program): of a program that builds start for every unit. To find, load and relocate a shared library of C++
# takes a millisecond or more, and to relocate Clang some 7: this one stays where it was linked, with libstdc++ inside. Where that links.
include(CheckCXXSourceCompiles)
set(scopegraft_quick_start -no-pie -static-libstdc++ -static-libgcc)
if(CMAKE_CXX_FLAGS MATCHES "-fsanitize")
  set(SCOPEGRAFT_QUICK_START OFF)  # sanitizers link their own way
else()
  set(CMAKE_REQUIRED_LINK_OPTIONS ${scopegraft_quick_start})
  check_cxx_source_compiles("#include <iostream>\nint main() { std::cout << 1; }" SCOPEGRAFT_QUICK_START)
  unset(CMAKE_REQUIRED_LINK_OPTIONS)
endif()
function(scopegraft_starts_quickly program)
  if(SCOPEGRAFT_QUICK_START)
    target_link_options(${program} PRIVATE ${scopegraft_quick_start})
  endif()
endfunction()

# scopegraft_archive(out library): of an imported library the archive that lies beside the shared one, else the library itself. Its
# headers are those of the target.
function(scopegraft_archive out library)
  set(${out} ${library} PARENT_SCOPE)
  foreach(kind LOCATION LOCATION_NONE LOCATION_NOCONFIG LOCATION_RELEASE LOCATION_RELWITHDEBINFO LOCATION_DEBUG)
    get_target_property(file ${library} IMPORTED_${kind})
    if(SCOPEGRAFT_QUICK_START AND file MATCHES "^(.*/lib[^/]*)\\.so[0-9.]*$")
      if(EXISTS ${CMAKE_MATCH_1}.a)
        set(${out} ${CMAKE_MATCH_1}.a PARENT_SCOPE)
      endif()
    endif()
  endforeach()
endfunction()
