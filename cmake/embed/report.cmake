# Style sheet and script of the HTML reports.
file(GLOB template_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/reports/templates/*)
if(template_files)
  schouw_embed(report kReportFiles ${template_files})
endif()
