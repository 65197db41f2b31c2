#include "gateway/endpoints/new_call.h"

#include <boost/json.hpp>

namespace teleperson::gateway {

std::expected<NewCall, std::string_view> parse_new_call(std::string_view body) {
  constexpr std::size_t longest_id = 64;
  boost::json::parse_options options;
  options.max_depth = 2;
  boost::system::error_code failure;
  const auto document = boost::json::parse(body, failure, {}, options);
  if (failure) return std::unexpected("The body must be JSON: {\"number_id\": \"...\"}.");

  const auto* object = document.if_object();
  const auto* number_id = object ? object->if_contains("number_id") : nullptr;
  if (!number_id) return std::unexpected("The body must be an object with `number_id`.");
  if (object->size() != 1) return std::unexpected("The body must hold `number_id` and nothing else.");
  const auto* text = number_id->if_string();
  if (!text || text->empty() || text->size() > longest_id || text->find('\0') != boost::json::string::npos) {
    return std::unexpected("`number_id` must be a text of 1 to 64 characters, from GET /v1/companies.");
  }
  return NewCall{.number_id = std::string(*text)};
}

}  // namespace teleperson::gateway
