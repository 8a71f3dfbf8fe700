# What does not arrive on stdout is an error (6), never a short answer with status 0.
if(NOT EXISTS /dev/full)
  return()
endif()
execute_process(COMMAND "${PROGRAM}" policy list OUTPUT_FILE /dev/full ERROR_VARIABLE err RESULT_VARIABLE status)
if(NOT status EQUAL 6 OR err STREQUAL "")
  message(FATAL_ERROR "exit ${status}, expected 6, with a sentence: ${err}")
endif()
