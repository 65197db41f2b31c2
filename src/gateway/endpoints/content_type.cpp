#include "gateway/endpoints/content_type.h"

#include <string>

#include "http/problem.h"

namespace teleperson::gateway {

bool has_media_type(const http::Request& request, std::string_view media_type) {
  auto value = request.header("Content-Type");
  value = value.substr(0, value.find(';'));
  while (value.ends_with(' ') || value.ends_with('\t'))
    value.remove_suffix(1);
  return http::equal_ignoring_case(value, media_type);
}

http::Response unsupported_media_type(std::string_view expected) {
  return http::problem(415, "unsupported_media_type", "The body has another content type",
                       std::string("Send the body as ").append(expected).append("."));
}

}  // namespace teleperson::gateway
