# The five shipped protocols are part of the binary.
file(GLOB policy_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/policies/*.json)
schouw_embed(policy kPolicyFiles ${policy_files})
