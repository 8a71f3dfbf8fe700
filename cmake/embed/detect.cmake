# Our own lexicons are part of the binary.
file(GLOB lexicon_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/lexicons/*.json)
schouw_embed(detect kLexiconFiles ${lexicon_files})
