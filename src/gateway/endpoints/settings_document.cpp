#include "gateway/endpoints/settings_document.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include "http/problem.h"

namespace teleperson::gateway {
namespace {

namespace json = boost::json;

bool take(const json::value& value, std::optional<std::string>& field) {
  if (value.is_null()) return field.emplace(), true;
  const auto* text = value.if_string();
  if (!text || text->size() > 2000) return false;
  field.emplace(*text);
  return true;
}

bool take(const json::value& value, std::optional<std::vector<std::string>>& field) {
  const auto* items = value.if_array();
  if (!items || items->size() > 300) return false;
  field.emplace();
  for (const auto& item : *items) {
    const auto* text = item.if_string();
    if (!text || text->size() > 100) return false;
    field->emplace_back(*text);
  }
  return true;
}

bool take(const json::value& value, std::optional<bool>& field) {
  if (const auto* truth = value.if_bool()) field = *truth;
  return field.has_value();
}

bool take(const json::value& value, std::optional<std::int64_t>& field) {
  if (const auto* number = value.if_int64()) field = *number;
  return field.has_value();
}

/// Nothing: there is no such field.
std::optional<bool> take(SettingsForm& form, std::string_view name, const json::value& value) {
  if (name == "account_sid") return take(value, form.account_sid);
  if (name == "token_endpoint_url") return take(value, form.token_endpoint_url);
  if (name == "caller_id") return take(value, form.caller_id);
  if (name == "allowed_regions") return take(value, form.allowed_regions);
  if (name == "voip_plans") return take(value, form.voip_plans);
  if (name == "voicemail_detection") return take(value, form.voicemail_detection);
  if (name == "tickets_per_minute") return take(value, form.tickets_per_minute);
  if (name == "calls_per_day") return take(value, form.calls_per_day);
  if (name == "call_length_seconds") return take(value, form.call_length_seconds);
  return std::nullopt;
}

}  // namespace

void write_settings(util::JsonWriter& json, const policy::Settings& settings) {
  json.field("account_sid", settings.account_sid);
  json.field("token_endpoint_url", settings.token_endpoint_url);
  json.field("caller_id", settings.caller_id ? settings.caller_id->text() : "");
  json.array("allowed_regions", [&] {
    for (const auto& region : settings.allowed_regions)
      json.value(region);
  });
  json.array("voip_plans", [&] {
    for (const auto& plan : settings.voip_plans)
      json.value(plan);
  });
  json.field("voicemail_detection", settings.voicemail_detection);
  json.field("tickets_per_minute", settings.limits.tickets_per_minute);
  json.field("calls_per_day", settings.limits.calls_per_day);
  json.field("call_length_seconds", settings.limits.call_length.count());
}

std::expected<SettingsForm, std::string> parse_settings(std::string_view body) {
  json::parse_options options;
  options.max_depth = 3;
  boost::system::error_code failure;
  const auto document = json::parse(body, failure, {}, options);
  const auto* object = failure ? nullptr : document.if_object();
  if (!object) return std::unexpected("The body must be a JSON object, such as GET /v1/admin/settings answers.");
  SettingsForm form;
  for (const auto& [name, value] : *object) {
    const auto taken = take(form, name, value);
    if (!taken) return std::unexpected("The body has a field that is none of the settings'.");
    if (!*taken) return std::unexpected(fmt::format("`{}` has another type.", std::string_view(name)));
  }
  return form;
}

http::Response invalid_fields(const std::vector<FieldProblem>& problems) {
  http::Response response{.status = 422, .content_type = "application/problem+json"};
  util::JsonWriter json(response.body);
  json.object([&] {
    json.field("type", "urn:teleperson-voice:invalid_fields");
    json.field("title", "Some fields are not valid");
    json.field("status", 422);
    json.field("reason", "invalid_fields");
    json.field("detail", "Nothing was changed. Correct the fields under `errors`.");
    json.array("errors", [&] {
      for (const auto& [field, problem] : problems) {
        json.object([&] {
          json.field("field", field);
          json.field("detail", problem);
        });
      }
    });
  });
  return response;
}

}  // namespace teleperson::gateway
