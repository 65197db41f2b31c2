#include "gateway/endpoints/json_fields.h"

#include <algorithm>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "gateway/endpoints/content_type.h"
#include "gateway/endpoints/problems.h"

namespace teleperson::gateway {
namespace {

constexpr std::size_t longest_time = 40;

/// `also`: control characters that are welcome.
bool is_tame(std::string_view text, std::size_t longest, std::string_view also = {}) {
  const auto is_wild = [&](char c) { return ((c >= 0 && c < ' ') || c == 0x7f) && !also.contains(c); };
  return text.size() <= longest && std::ranges::none_of(text, is_wild);
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
  return take_text(name, longest, {});
}

std::optional<std::string> JsonFields::optional_paragraph(std::string_view name, std::size_t longest) {
  return take_text(name, longest, "\n\r\t");
}

std::optional<std::string> JsonFields::take_text(std::string_view name, std::size_t longest, std::string_view also) {
  const auto value = take(name);
  if (!value || value->is_null()) return std::nullopt;
  const auto* text = value->if_string();
  if (!text || !is_tame(*text, longest, also)) {
    complain(name, fmt::format("must be a text of at most {} bytes", longest));
    return std::nullopt;
  }
  if (text->empty()) return std::nullopt;
  return std::string(*text);
}

std::vector<std::string> JsonFields::texts(std::string_view name, std::size_t most, std::size_t longest) {
  const auto value = take(name);
  std::vector<std::string> found;
  if (!value || value->is_null()) return found;
  const auto* items = value->if_array();
  const auto is_text = [&](const auto& item) { return item.is_string() && is_tame(item.get_string(), longest); };
  if (!items || items->size() > most || !std::ranges::all_of(*items, is_text)) {
    complain(name, fmt::format("must be an array of at most {} texts of at most {} bytes", most, longest));
    return found;
  }
  for (const auto& item : *items)
    found.emplace_back(item.get_string());
  return found;
}

void JsonFields::require(std::string_view name) {
  if (!object_.contains(name)) complain(name, "must be there");
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

std::optional<util::Timestamp> JsonFields::optional_time(std::string_view name) {
  const auto text = optional_text(name, longest_time);
  if (!text) return std::nullopt;
  const auto time = util::parse_rfc3339(*text);
  if (!time) complain(name, "must be an RFC 3339 time, such as 2026-11-03T12:00:00Z");
  return time;
}

bool JsonFields::truth(std::string_view name) {
  return to_truth(name, take(name));
}

bool JsonFields::optional_truth(std::string_view name) {
  const auto value = take(name);
  return value && !value->is_null() && to_truth(name, value);
}

bool JsonFields::to_truth(std::string_view name, const std::optional<boost::json::value>& value) {
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
