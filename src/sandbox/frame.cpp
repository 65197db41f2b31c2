#include "sandbox/frame.h"

#include <utility>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace teleperson::sandbox {

namespace json = boost::json;

std::optional<Frame> parse_frame(std::string_view text) {
  boost::system::error_code error;
  json::value value = json::parse(json::string_view(text.data(), text.size()), error);
  if (error || !value.is_object()) return std::nullopt;

  Frame frame;
  const std::string_view type = text_of(value.get_object(), "type");
  if (type.empty()) return std::nullopt;
  frame.type = type;
  if (json::value* payload = value.get_object().if_contains("payload")) {
    if (!payload->is_object()) return std::nullopt;
    frame.payload = std::move(payload->get_object());
  }
  return frame;
}

std::string make_frame(std::string_view type, json::object payload) {
  json::object frame;
  frame["type"] = json::string_view(type.data(), type.size());
  frame["payload"] = std::move(payload);
  frame["version"] = "1.6";
  return json::serialize(frame);
}

std::string_view text_of(const json::object& payload, std::string_view name) {
  const json::value* value = payload.if_contains(json::string_view(name.data(), name.size()));
  if (value == nullptr || !value->is_string()) return {};
  const json::string& text = value->get_string();
  return {text.data(), text.size()};
}

}  // namespace teleperson::sandbox
