#include "gateway/endpoints/json_fields.h"

#include <algorithm>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "gateway/endpoints/content_type.h"
#include "gateway/endpoints/problems.h"

namespace teleperson::gateway {
namespace {

bool is_tame(std::string_view text, std::size_t longest) {
  return text.size() <= longest && std::ranges::none_of(text, [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; });
}

}  // namespace

JsonFields::JsonFields(const http::Request& request) {
  if (!has_media_type(request, "application/json")) {
    refusal_ = unsupported_media_type("application/json");
    return;
  }
  boost::json::parse_options options;
  options.max_depth = 2;
  boost::system::error_code failure;
  auto document = boost::json::parse(request.body, failure, {}, options);
  if (failure || !document.is_object()) {
    refusal_ = bad_request("The body must be a JSON object.");
    return;
  }
  object_ = std::move(document.as_object());
}

std::string JsonFields::text(std::string_view name, std::size_t longest) {
  auto found = optional_text(name, longest);
  if (!found) complain(name, fmt::format("must be a text of 1 to {} bytes", longest));
  return std::move(found).value_or("");
}

std::optional<std::string> JsonFields::optional_text(std::string_view name, std::size_t longest) {
  const auto value = take(name);
  if (!value || value->is_null()) return std::nullopt;
  const auto* text = value->if_string();
  if (!text || !is_tame(*text, longest)) {
    complain(name, fmt::format("must be a text of at most {} bytes", longest));
    return std::nullopt;
  }
  if (text->empty()) return std::nullopt;
  return std::string(*text);
}

std::optional<std::int64_t> JsonFields::optional_whole(std::string_view name) {
  const auto value = take(name);
  if (!value || value->is_null()) return std::nullopt;
  const auto* number = value->if_int64();
  if (!number || *number < 0) {
    complain(name, "must be a whole number");
    return std::nullopt;
  }
  return *number;
}

bool JsonFields::truth(std::string_view name) {
  const auto value = take(name);
  const auto* truth = value ? value->if_bool() : nullptr;
  if (!truth) complain(name, "must be true or false");
  return truth && *truth;
}

std::optional<http::Response> JsonFields::complaint() {
  if (!refusal_ && !object_.empty()) refusal_ = bad_request("The body has a field too many.");
  return refusal_;
}

std::optional<boost::json::value> JsonFields::take(std::string_view name) {
  const auto found = object_.find(name);
  if (found == object_.end()) return std::nullopt;
  std::optional<boost::json::value> value = std::move(found->value());
  object_.erase(found);
  return value;
}

void JsonFields::complain(std::string_view name, std::string_view what) {
  if (!refusal_) refusal_ = bad_request(fmt::format("`{}` {}.", name, what));
}

}  // namespace teleperson::gateway
