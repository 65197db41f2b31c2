# Language level, warnings, and the tools that make builds quick when they are there.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()

add_library(project_options INTERFACE)
target_compile_options(project_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
  -Wold-style-cast -Wcast-align -Wnull-dereference -Wextra-semi -Werror)
# GCC 12 reports these inside libstdc++ and Boost headers for correct code (GCC bugs 105562, 105329, 107852, 109224).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(project_options INTERFACE -Wno-maybe-uninitialized -Wno-restrict -Wno-null-dereference
    -Wno-array-bounds -Wno-stringop-overflow -Wno-dangling-pointer -Wno-mismatched-new-delete)
endif()
target_include_directories(project_options INTERFACE ${CMAKE_SOURCE_DIR}/src)

set(SANITIZE "" CACHE STRING "Sanitizers to build with, for example address,undefined")
if(SANITIZE)
  # SOCI and libphonenumber hide the typeinfo of their classes, which the vptr check needs.
  add_compile_options(-fsanitize=${SANITIZE} -fno-sanitize=vptr -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${SANITIZE})
  if(SANITIZE STREQUAL "thread")
    add_compile_options(-Wno-tsan) # Asio has fences, which ThreadSanitizer does not see, beside its locks, which it does
  endif()
endif()

# Several files in one go (half of the time): set for the sanitizer builds, which are for running only. What ships, and
# what clang-tidy reads, is compiled file by file.
if(CMAKE_UNITY_BUILD)
  # GCC takes the anonymous namespaces of an included .cpp for those of a header.
  target_compile_options(project_options INTERFACE -Wno-subobject-linkage)
endif()
