# find_package only; nothing is downloaded. Versions are Debian 12's; docs/dependencies.md says why each.
find_package(PkgConfig REQUIRED)
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(OpenSSL REQUIRED)
find_package(EXPAT REQUIRED)
find_package(LibArchive REQUIRED)
find_package(ZLIB REQUIRED)
find_package(LibXml2 REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(TBB REQUIRED)
find_package(Boost REQUIRED COMPONENTS program_options)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(GMIME REQUIRED IMPORTED_TARGET gmime-3.0)
pkg_check_modules(XAPIAN REQUIRED IMPORTED_TARGET xapian-core)

add_library(re2::re2 ALIAS PkgConfig::RE2)

# Debian ships libphonenumber without a CMake package.
find_library(PHONENUMBER_LIBRARY phonenumber REQUIRED)
add_library(schouw_phonenumber INTERFACE)
target_link_libraries(schouw_phonenumber INTERFACE ${PHONENUMBER_LIBRARY})
