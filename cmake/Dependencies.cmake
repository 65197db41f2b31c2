# Third-party libraries, each behind one `deps::` target, so that rooms name what they use and nothing leaks.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

function(dependency name)
  add_library(deps_${name} INTERFACE)
  target_link_libraries(deps_${name} INTERFACE ${ARGN})
  add_library(deps::${name} ALIAS deps_${name})
endfunction()

# Asio and Beast are compiled once, in the `boost_impl` library, not in every file that includes them.
find_package(Boost 1.81.0 EXACT CONFIG REQUIRED COMPONENTS headers json url)
find_package(OpenSSL 3 REQUIRED)
add_library(boost_impl STATIC ${CMAKE_SOURCE_DIR}/cmake/boost_impl.cpp)
target_compile_definitions(boost_impl PUBLIC
  BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED)
target_link_libraries(boost_impl PUBLIC Boost::headers Boost::json Boost::url OpenSSL::SSL Threads::Threads)
dependency(boost boost_impl)
dependency(crypto OpenSSL::Crypto)

find_package(fmt REQUIRED)
dependency(fmt fmt::fmt)

find_package(CURL REQUIRED)
dependency(curl CURL::libcurl)

# libphonenumber's development package cannot be installed beside Boost 1.81's (it drags in Boost 1.74), so
# script/dependencies unpacks its headers into build/third-party. The library itself is Debian's, and needs no Boost.
find_path(PHONENUMBER_INCLUDE phonenumbers/phonenumberutil.h
  PATHS ${CMAKE_SOURCE_DIR}/build/third-party/usr/include REQUIRED)
find_library(PHONENUMBER_LIBRARY NAMES phonenumber libphonenumber.so.8 REQUIRED)
find_library(PROTOBUF_LIBRARY NAMES protobuf REQUIRED)
dependency(phonenumber ${PHONENUMBER_LIBRARY} ${PROTOBUF_LIBRARY})
target_include_directories(deps_phonenumber SYSTEM INTERFACE ${PHONENUMBER_INCLUDE})

find_path(SOCI_INCLUDE soci/soci.h REQUIRED)
find_library(SOCI_CORE soci_core REQUIRED)
find_library(SOCI_SQLITE soci_sqlite3 REQUIRED)
find_library(SOCI_POSTGRESQL soci_postgresql REQUIRED)
pkg_check_modules(PQ REQUIRED IMPORTED_TARGET libpq) # SOCI's header needs it
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
dependency(soci ${SOCI_CORE} ${SOCI_SQLITE} ${SOCI_POSTGRESQL} PkgConfig::PQ PkgConfig::SQLITE)
target_include_directories(deps_soci SYSTEM INTERFACE ${SOCI_INCLUDE} ${SOCI_INCLUDE}/soci)

find_package(prometheus-cpp CONFIG REQUIRED COMPONENTS core)
dependency(prometheus prometheus-cpp::core)

pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
dependency(sodium PkgConfig::SODIUM)
pkg_check_modules(PUGIXML REQUIRED IMPORTED_TARGET pugixml)
dependency(pugixml PkgConfig::PUGIXML)
pkg_check_modules(SRTP REQUIRED IMPORTED_TARGET libsrtp2)
dependency(srtp PkgConfig::SRTP)

find_package(CLI11 REQUIRED)
dependency(cli11 CLI11::CLI11)
find_package(tomlplusplus REQUIRED)
dependency(toml tomlplusplus::tomlplusplus)
