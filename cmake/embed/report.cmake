# Style sheet and script of the HTML reports, and what was measured of the checks.
file(GLOB template_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/reports/templates/*)
schouw_embed(report kReportFiles ${template_files} ${CMAKE_SOURCE_DIR}/reports/measured.json)
