# schouw_layer(name [COLD] [DIR d] USES layer... OWNS header... LINKS target...)
#   One static library per layer from src/<name>/*.cpp (or DIR/*.cpp). OWNS is read by
#   script/check_layers.py straight out of CMakeLists.txt; CMake itself only needs USES and LINKS.
#   COLD: no message passes through it in a loop; a release optimizes it less, which compiles in three quarters of the time.
# schouw_program(name USES ... LINKS ...): the command line, from src/cli.

option(SCHOUW_WERROR "Warnings are errors (for developers, not for packagers)" OFF)
option(SCHOUW_BENCH "Build the benchmarks" OFF)
option(SCHOUW_FUZZ "Build the targets of fuzz/ with libFuzzer (clang; the preset fuzz)" OFF)
option(SCHOUW_UNITY "Compile several sources at once: a build from nothing takes less than half the time" OFF)
option(BUILD_TESTING "Build the tests" ON)

add_library(schouw_flags INTERFACE)
target_compile_features(schouw_flags INTERFACE cxx_std_20)
target_compile_options(schouw_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wswitch-enum
  $<$<BOOL:${SCHOUW_WERROR}>:-Werror> $<$<BOOL:${SCHOUW_UNITY}>:-Wno-subobject-linkage> -D_GLIBCXX_ASSERTIONS -pthread -D_LARGEFILE64_SOURCE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
# g++ tidies up its memory every few megabytes otherwise, and that is a fifteenth of compiling.
target_compile_options(schouw_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:--param=ggc-min-heapsize=1048576>)
set(SCHOUW_COLD $<$<CONFIG:Release>:-O1>)
set(SCHOUW_TEST_FLAGS $<$<CONFIG:Release>:-O0>)  # the program is optimized, its tests are not: that halves their compilation
target_include_directories(schouw_flags INTERFACE ${CMAKE_SOURCE_DIR}/include)

# Reading the standard library is three quarters of compiling one of our files, so it is read once. Only what is
# standard: a header of ours in here would make every file of a layer depend on it, and every source still includes what
# it uses (script/check_tidy.py reads them without this).
option(SCHOUW_PRECOMPILE "Precompile the standard headers" ON)
set(SCHOUW_STANDARD_HEADERS <algorithm> <array> <charconv> <chrono> <cstdint> <cstring> <filesystem> <fstream> <functional>
  <map> <memory> <optional> <ranges> <set> <span> <sstream> <string> <string_view> <tuple> <unordered_map> <unordered_set>
  <utility> <variant> <vector>)

# schouw_precompiled(name header...): compiled with the flags all share and no library's macros, which is what lets every
# target use it.
function(schouw_precompiled name)
  if(SCHOUW_PRECOMPILE)
    file(WRITE ${CMAKE_BINARY_DIR}/empty/${name}.cpp "namespace schouw {}\n")
    add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/empty/${name}.cpp)
    target_link_libraries(${name} PRIVATE schouw_flags)
    target_precompile_headers(${name} PRIVATE ${ARGN})
  endif()
endfunction()
function(schouw_precompile target name)
  if(SCHOUW_PRECOMPILE)
    target_precompile_headers(${target} REUSE_FROM ${name})
  endif()
endfunction()

# What eight sources have in common is compiled once. Importers, detectors and reports have a namespace each, since all
# call their own parts alike (bid, detect, kId, write). Other names that clash are found by the release build, and an
# include that is missing by the builds that do without this (dev, and script/check_tidy.py).
function(schouw_unite target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${SCHOUW_UNITY} UNITY_BUILD_BATCH_SIZE 8)
endfunction()
schouw_precompiled(schouw_standard ${SCHOUW_STANDARD_HEADERS})

function(schouw_layer name)
  cmake_parse_arguments(ARG "COLD" "DIR" "USES;OWNS;LINKS" ${ARGN})
  if(NOT ARG_DIR)
    set(ARG_DIR src/${name})
  endif()
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${ARG_DIR}/*.cpp)
  if(NOT sources)  # a layer whose headers are drawn and whose code has not landed yet
    file(WRITE ${CMAKE_BINARY_DIR}/empty/${name}.cpp "namespace schouw {}\n")
    set(sources ${CMAKE_BINARY_DIR}/empty/${name}.cpp)
  endif()
  add_library(schouw_${name} STATIC ${sources})
  list(TRANSFORM ARG_USES PREPEND schouw_ OUTPUT_VARIABLE uses)
  target_include_directories(schouw_${name} PRIVATE ${CMAKE_SOURCE_DIR}/${ARG_DIR})
  target_link_libraries(schouw_${name} PUBLIC ${uses} PRIVATE schouw_flags ${ARG_LINKS})
  set_target_properties(schouw_${name} PROPERTIES LINKER_LANGUAGE CXX)
  if(ARG_COLD)
    target_compile_options(schouw_${name} PRIVATE ${SCHOUW_COLD})
  endif()
  schouw_precompile(schouw_${name} schouw_standard)
  schouw_unite(schouw_${name})
  if(EXISTS ${CMAKE_SOURCE_DIR}/cmake/embed/${name}.cmake)
    include(${CMAKE_SOURCE_DIR}/cmake/embed/${name}.cmake)
  endif()
endfunction()

function(schouw_program name)
  cmake_parse_arguments(ARG "" "" "USES;OWNS;LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/cli/*.cpp)
  if(NOT sources)
    return()
  endif()
  list(TRANSFORM ARG_USES PREPEND schouw_ OUTPUT_VARIABLE uses)
  add_executable(${name} ${sources})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
  target_compile_definitions(${name} PRIVATE SCHOUW_VERSION="${PROJECT_VERSION}")
  target_link_libraries(${name} PRIVATE schouw_flags ${uses} ${ARG_LINKS})
  target_compile_options(${name} PRIVATE ${SCHOUW_COLD})
  schouw_precompile(${name} schouw_standard)
  schouw_unite(${name})
endfunction()

# schouw_embed(layer symbol file...): the files' bytes as `constexpr std::string_view` data in the layer,
# found at run time by name: extern "C++" const std::span<const EmbeddedFile> <symbol>.
function(schouw_embed layer symbol)
  set(out ${CMAKE_BINARY_DIR}/embed/${symbol}.cpp)
  add_custom_command(OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DOUT=${out} -DSYMBOL=${symbol} "-DFILES=${ARGN}" -P ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${ARGN} ${CMAKE_SOURCE_DIR}/cmake/embed.cmake VERBATIM)
  target_sources(schouw_${layer} PRIVATE ${out})
endfunction()
