# The catalogue of texts is part of the binary.
file(GLOB text_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/reports/texts/*.json)
schouw_embed(base kTextFiles ${text_files})
