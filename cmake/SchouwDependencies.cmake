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
pkg_check_modules(GMIME REQUIRED IMPORTED_TARGET gmime-3.0)
pkg_check_modules(GSF REQUIRED IMPORTED_TARGET libgsf-1)
pkg_check_modules(PFF REQUIRED IMPORTED_TARGET libpff libbfio)
pkg_check_modules(PICTURES REQUIRED IMPORTED_TARGET exiv2 libjpeg libpng libwebp)
pkg_check_modules(SECCOMP REQUIRED IMPORTED_TARGET libseccomp)
pkg_check_modules(HS REQUIRED IMPORTED_TARGET libhs)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
pkg_check_modules(XAPIAN REQUIRED IMPORTED_TARGET xapian-core)

# Debian ships libphonenumber without a CMake package.
find_library(PHONENUMBER_LIBRARY phonenumber REQUIRED)
add_library(schouw_phonenumber INTERFACE)
target_link_libraries(schouw_phonenumber INTERFACE ${PHONENUMBER_LIBRARY})

# The program does without; ingest takes a sixth more time then (docs/performance.md). Not with sanitizers: they bring their own.
find_library(JEMALLOC_LIBRARY jemalloc)
add_library(schouw_malloc INTERFACE)
if(JEMALLOC_LIBRARY)
  target_link_libraries(schouw_malloc INTERFACE
    "$<$<CONFIG:Release>:-Wl,--push-state,--no-as-needed,${JEMALLOC_LIBRARY},--pop-state>")
endif()
