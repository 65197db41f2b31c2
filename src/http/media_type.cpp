#include "http/media_type.h"

#include <algorithm>
#include <array>
#include <utility>

namespace teleperson::http {

namespace {

using Entry = std::pair<std::string_view, std::string_view>;

constexpr std::array types{
    Entry{"css", "text/css; charset=utf-8"},
    Entry{"html", "text/html; charset=utf-8"},
    Entry{"ico", "image/x-icon"},
    Entry{"js", "text/javascript; charset=utf-8"},
    Entry{"json", "application/json"},
    Entry{"map", "application/json"},
    Entry{"mp3", "audio/mpeg"},
    Entry{"ogg", "audio/ogg"},
    Entry{"png", "image/png"},
    Entry{"svg", "image/svg+xml"},
    Entry{"txt", "text/plain; charset=utf-8"},
    Entry{"wav", "audio/wav"},
    Entry{"webmanifest", "application/manifest+json"},
    Entry{"woff2", "font/woff2"},
};

}  // namespace

std::string_view media_type_of(std::string_view file_name) {
  const auto dot = file_name.rfind('.');
  const auto extension = dot == std::string_view::npos ? std::string_view{} : file_name.substr(dot + 1);
  const auto* found = std::ranges::find(types, extension, &Entry::first);
  return found != types.end() ? found->second : "application/octet-stream";
}

}  // namespace teleperson::http
