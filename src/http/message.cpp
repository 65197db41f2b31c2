#include "http/message.h"

#include <algorithm>

namespace teleperson::http {

namespace {

char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, to_lower, to_lower);
}

std::string_view Request::header(std::string_view name) const {
  for (const auto& [field, value] : headers) {
    if (equal_ignoring_case(field, name)) return value;
  }
  return {};
}

Response Response::json(std::string body, std::uint16_t status) {
  return {.status = status, .content_type = "application/json", .body = std::move(body)};
}

Response Response::no_content() {
  return {.status = 204};
}

Response&& Response::no_store() && {
  headers.emplace_back("Cache-Control", "no-store");
  return std::move(*this);
}

}  // namespace teleperson::http
