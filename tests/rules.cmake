# The house rules as tests: each check on the tree, and the proof that the check can fail. Python 3 alone, some seconds.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
foreach(rule layers texts claims tree schemas)
  add_test(NAME rule_${rule} COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/script/check_${rule}.py
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  add_test(NAME rule_${rule}_can_fail COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/script/check_${rule}.py --self-test
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(rule_${rule} rule_${rule}_can_fail PROPERTIES LABELS rules ENVIRONMENT PYTHONDONTWRITEBYTECODE=1)
endforeach()
