# embed(ROOM FILE NAME): compiles a text file into a room, as `constexpr std::string_view NAME` of "embedded/NAME.h".
function(embed room file name)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${file})
  file(READ ${CMAKE_SOURCE_DIR}/${file} content)
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/embedded/${room}/embedded/${name}.h @ONLY CONTENT
[=[#pragma once

#include <string_view>

namespace teleperson::embedded {
inline constexpr std::string_view @name@ = R"embedded(@content@)embedded";
}  // namespace teleperson::embedded
]=])
  target_include_directories(room_${room} PRIVATE ${CMAKE_BINARY_DIR}/embedded/${room})
endfunction()
