# The command line as a user meets it: help, exit status, "did you mean", what goes to stdout. Whole audits are in
# whole.cmake. Each test is one run of the program, compared by cli/expect.cmake.
function(schouw_cli_test name)
  cmake_parse_arguments(ARG "" "STATUS;OUT;ERR;JSON" "RUN" ${ARGN})
  string(REPLACE ";" "|" typed "${ARG_RUN}")  # a list in a list would fall apart
  set(arguments -DPROGRAM=$<TARGET_FILE:schouw> "-DARGUMENTS=${typed}" -DSTATUS=${ARG_STATUS})
  foreach(stream OUT ERR JSON)
    if(DEFINED ARG_${stream})
      list(APPEND arguments "-D${stream}=${ARG_${stream}}")
    endif()
  endforeach()
  add_test(NAME cli_${name} COMMAND ${CMAKE_COMMAND} ${arguments} -P ${CMAKE_CURRENT_SOURCE_DIR}/cli/expect.cmake)
  set_tests_properties(cli_${name} PROPERTIES LABELS program TIMEOUT 90)
endfunction()

function(schouw_cli_scenario name)
  add_test(NAME cli_${name} COMMAND ${CMAKE_COMMAND} -DPROGRAM=$<TARGET_FILE:schouw> -DNAME=${name}
    -DROOT=${CMAKE_SOURCE_DIR} -DWORK=${CMAKE_CURRENT_BINARY_DIR}/cli
    -P ${CMAKE_CURRENT_SOURCE_DIR}/cli/${name}.cmake)
  set_tests_properties(cli_${name} PROPERTIES LABELS program TIMEOUT 120)
endfunction()

if(NOT TARGET schouw)
  return()
endif()

foreach(command run init ingest audit report search show review "people link" export status verify purge seal formats
        "policy list" "policy show" "policy check" "policy new" doctor help)
  string(REPLACE " " ";" words "${command}")
  string(REPLACE " " "_" name "${command}")
  schouw_cli_test(help_${name} RUN ${words} --help STATUS 0 OUT "schouw ")
endforeach()
schouw_cli_test(help RUN help STATUS 0 OUT "Usage: schouw")
schouw_cli_test(help_in_dutch RUN help --lang nl STATUS 0 OUT "Gebruik: schouw")
schouw_cli_test(help_of_a_family RUN policy --help STATUS 0 OUT "policy list.*policy new")
schouw_cli_test(version RUN --version STATUS 0 OUT "^schouw [0-9]+\\.[0-9]+\\.[0-9]+\n$")

# Wrong use: 2, on stderr, with what to do.
schouw_cli_test(no_command RUN STATUS 2 ERR "schouw help")
schouw_cli_test(unknown_command RUN serach x STATUS 2 ERR "Did you mean \"search\"")
schouw_cli_test(unknown_command_unlike_any RUN xyzzy STATUS 2 ERR "schouw help")
schouw_cli_test(shortened_command RUN stat x STATUS 2 ERR "Did you mean \"status\"")
schouw_cli_test(unknown_second_word RUN policy lst STATUS 2 ERR "Did you mean \"policy list\"")
schouw_cli_test(missing_second_word RUN policy STATUS 2 ERR "list.show.check.new")
schouw_cli_test(unknown_option RUN status x --fromat json STATUS 2 ERR "Did you mean \"--format\"")
schouw_cli_test(shortened_option RUN status x --form json STATUS 2 ERR "--form\"")
schouw_cli_test(option_of_another_command RUN status x --plan p.json STATUS 2 ERR "does not know the option \"--plan\"")
schouw_cli_test(wrong_choice RUN status x --format xml STATUS 2 ERR "text, json, jsonl, csv")
schouw_cli_test(wrong_version_of_the_output RUN status x --format-version 2 STATUS 2 ERR "Give 1")
schouw_cli_test(wrong_date RUN status x --as-of 2026-02-30 STATUS 2 ERR "2026-07-31")
schouw_cli_test(wrong_number RUN status x --jobs many STATUS 2 ERR "no number for --jobs")
schouw_cli_test(wrong_size RUN doctor --max-entry-bytes much STATUS 2 ERR "such as 64M")
schouw_cli_test(option_without_value RUN status x --lang STATUS 2 ERR "--lang needs a value")
schouw_cli_test(flag_with_value RUN status x --names=1 STATUS 2 ERR "--names takes no value")
schouw_cli_test(too_few_arguments RUN search x STATUS 2 ERR "misses: QUERY")
schouw_cli_test(too_many_arguments RUN show a b c STATUS 2 ERR "\"c\"")
schouw_cli_test(complaint_in_dutch RUN serach --lang nl STATUS 2 ERR "Bedoelt u \"search\"")
schouw_cli_test(option_before_the_command RUN --lang nl status nowhere STATUS 2 ERR "geen onderzoek")
schouw_cli_test(no_case RUN status nowhere STATUS 2 ERR "no case in nowhere")
schouw_cli_test(no_plan RUN run nowhere.json STATUS 2 ERR "nowhere.json")
schouw_cli_test(bad_plan RUN run ${CMAKE_CURRENT_SOURCE_DIR}/cli/bad_plan.json STATUS 2
  ERR "bad_plan.json:4: .*purpos")
schouw_cli_test(plan_about_nobody RUN run ${CMAKE_CURRENT_SOURCE_DIR}/cli/plan_about_nobody.json --case nobody_case STATUS 2
  ERR "plan_about_nobody.json: .*m99")
schouw_cli_test(init_with_bad_plan RUN init nowhere --plan ${CMAKE_CURRENT_SOURCE_DIR}/cli/bad_plan.json STATUS 2
  ERR "bad_plan.json:4: .*purpos")
schouw_cli_test(unknown_records RUN export nowhere mesages STATUS 2 ERR "messages")
schouw_cli_test(seal_for_nobody RUN seal nowhere STATUS 2 ERR "--recipient")
schouw_cli_test(seal_nothing RUN seal STATUS 2 ERR "CASE")
schouw_cli_test(report_in_a_form_that_its_kind_has_not RUN report nowhere --kind annual --format timesketch STATUS 2
  ERR "not in this version")
schouw_cli_test(report_of_no_case RUN report nowhere --kind dossier --person a --person b STATUS 2 ERR "no case in nowhere")
schouw_cli_test(purge_of_no_case RUN purge ${CMAKE_CURRENT_SOURCE_DIR} --yes STATUS 2 ERR "case.json")

# What needs no case.
schouw_cli_test(formats RUN formats STATUS 0 OUT "whatsapp-text")
schouw_cli_test(formats_as_json RUN formats --format json STATUS 0 JSON array)
schouw_cli_test(formats_as_csv RUN formats --format csv STATUS 0 OUT "^\"id\",\"platform\"")
schouw_cli_test(policy_list RUN policy list STATUS 0 OUT "de-breul")
schouw_cli_test(policy_list_as_json RUN policy list --format json STATUS 0 JSON array)
foreach(id ooh eduvier cvo-nwf merlet de-breul)
  schouw_cli_test(policy_show_${id} RUN policy show ${id} --format json STATUS 0 JSON object)
  schouw_cli_test(policy_check_${id} RUN policy check ${CMAKE_SOURCE_DIR}/policies/${id}.json STATUS 0 ERR "is right")
endforeach()
schouw_cli_test(policy_show_unknown RUN policy show nope STATUS 2 ERR "de-breul")
schouw_cli_test(policy_new RUN policy new --from ooh STATUS 0 JSON object)
schouw_cli_test(policy_new_unknown RUN policy new --from nope STATUS 2 ERR "Choose from")
schouw_cli_test(doctor RUN doctor ${CMAKE_SOURCE_DIR} STATUS 0 OUT "--max-entry-bytes +8589934592")
schouw_cli_test(doctor_as_json RUN doctor --max-entry-bytes 3M --format json STATUS 0 JSON object
  OUT "\"max-entry-bytes\": 3145728")

# Several commands on one case.
schouw_cli_scenario(case_by_hand)
schouw_cli_scenario(full_disk)
