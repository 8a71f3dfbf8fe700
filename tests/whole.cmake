# Whole runs of the built program, by Python scripts that print what differs. Exit 77: this machine lacks what the
# test needs.
find_package(Python3 REQUIRED COMPONENTS Interpreter)

function(schouw_whole_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT" "LABELS" ${ARGN})
  add_test(NAME whole_${name}
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_SOURCE_DIR}/whole/${name}.py $<TARGET_FILE:schouw> ${CMAKE_SOURCE_DIR})
  set_tests_properties(whole_${name} PROPERTIES SKIP_RETURN_CODE 77 LABELS "program;${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT})
endfunction()

if(TARGET schouw)
  schouw_whole_test(sample TIMEOUT 120)
  schouw_whole_test(same_bytes TIMEOUT 120)
  schouw_whole_test(no_network TIMEOUT 120)
  schouw_whole_test(hostile TIMEOUT 300 LABELS slow)
  schouw_whole_test(mutated_pst TIMEOUT 900 LABELS slow)
  schouw_whole_test(killed TIMEOUT 900 LABELS slow)
endif()
