# Whole runs of the built program, by Python scripts that print what differs. Exit 77: this machine lacks what the
# test needs.
find_package(Python3 REQUIRED COMPONENTS Interpreter)

function(schouw_whole_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT;SCRIPT" "LABELS;ARGS" ${ARGN})
  if(NOT ARG_SCRIPT)
    set(ARG_SCRIPT ${name})
  endif()
  add_test(NAME whole_${name} COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_SOURCE_DIR}/whole/${ARG_SCRIPT}.py
    $<TARGET_FILE:schouw> ${CMAKE_SOURCE_DIR} ${ARG_ARGS})
  set_tests_properties(whole_${name} PROPERTIES SKIP_RETURN_CODE 77 LABELS "program;${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT})
endfunction()

if(TARGET schouw)
  schouw_whole_test(sample TIMEOUT 120)
  schouw_whole_test(tour TIMEOUT 120)
  schouw_whole_test(same_bytes TIMEOUT 120)
  schouw_whole_test(kept TIMEOUT 300)
  schouw_whole_test(no_network TIMEOUT 120)
  schouw_whole_test(hostile TIMEOUT 300 LABELS slow)
  foreach(part RANGE 1 3)  # each file alone, shared out over tests that may run side by side
    schouw_whole_test(hostile_alone_${part} SCRIPT hostile_alone ARGS ${part} 3 TIMEOUT 300 LABELS slow)
  endforeach()
  schouw_whole_test(mutated_pst TIMEOUT 900 LABELS slow)
  schouw_whole_test(killed TIMEOUT 900 LABELS slow)
  schouw_whole_test(canaries TIMEOUT 900 LABELS slow)
  schouw_whole_test(reports_hostile TIMEOUT 900 LABELS slow)
  schouw_whole_test(browser TIMEOUT 600 LABELS slow)
  schouw_whole_test(many_reviews TIMEOUT 600 LABELS slow)

  set_tests_properties(whole_killed whole_canaries PROPERTIES COST 1000)  # first, so that none of the long ones is left alone at the end

  # How good the detectors are on a planted school; docs/quality.md has the figures of fresh seeds.
  add_test(NAME quality COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/bench/quality/measure.py
    --program $<TARGET_FILE:schouw> --schools 1 --seed 4711)
  set_tests_properties(quality PROPERTIES LABELS "program;slow" TIMEOUT 900)
endif()
