# One static library per folder of src/. Every .cpp below the folder belongs to it, main.cpp excepted.
function(room name)
  cmake_parse_arguments(ARG "" "" "LINK" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  add_library(room_${name} STATIC ${sources})
  set_target_properties(room_${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_link_libraries(room_${name} PUBLIC project_options ${ARG_LINK})
  add_library(teleperson::${name} ALIAS room_${name})
endfunction()

# A program stands in the root of the build directory.
function(program name main)
  cmake_parse_arguments(ARG "" "" "LINK" ${ARGN})
  add_executable(${name} ${CMAKE_SOURCE_DIR}/${main})
  target_link_libraries(${name} PRIVATE ${ARG_LINK})
  target_compile_definitions(${name} PRIVATE TELEPERSON_VERSION="${PROJECT_VERSION}")
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
endfunction()
