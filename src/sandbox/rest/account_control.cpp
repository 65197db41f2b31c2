#include "sandbox/rest/account_control.h"

#include <utility>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "phone/e164.h"
#include "sandbox/frame.h"
#include "sandbox/rest/bulk_country_update.h"

namespace teleperson::sandbox {
namespace {

namespace json = boost::json;

using Problem = std::optional<std::string>;

/// The text of that name, or a default.
std::string text_or(const json::object& object, std::string_view name, std::string otherwise) {
  const auto* value = object.if_contains(json::string_view(name.data(), name.size()));
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::move(otherwise);
}

bool flag_or(const json::object& object, std::string_view name, bool otherwise) {
  const auto* value = object.if_contains(json::string_view(name.data(), name.size()));
  return value != nullptr && value->is_bool() ? value->get_bool() : otherwise;
}

Problem take_key(AccountState& state, const json::object& item, util::Timestamp now) {
  const auto kind = parse_key_kind(text_or(item, "kind", "standard"));
  if (!kind) return "A key's kind must be main, standard or restricted.";
  ApiKey key{.sid = text_or(item, "sid", random_sid("SK")),
             .friendly_name = text_or(item, "friendly_name", ""),
             .secret = random_key_secret(),
             .kind = *kind,
             .policy = {},
             .created = now,
             .updated = now};
  if (item.contains("secret")) key.secret = util::Secret(text_or(item, "secret", ""));
  if (const auto* policy = item.if_contains("policy"); policy != nullptr && policy->is_array()) {
    for (const json::value& permission : policy->get_array())
      if (permission.is_string()) key.policy.emplace_back(permission.get_string());
  }
  state.keys.push_back(std::move(key));
  return std::nullopt;
}

Problem take_application(AccountState& state, const json::object& item, util::Timestamp now) {
  state.applications.push_back({.sid = text_or(item, "sid", random_sid("AP")),
                                .friendly_name = text_or(item, "friendly_name", ""),
                                .voice_url = text_or(item, "voice_url", ""),
                                .voice_method = text_or(item, "voice_method", "POST"),
                                .voice_fallback_url = text_or(item, "voice_fallback_url", ""),
                                .voice_fallback_method = text_or(item, "voice_fallback_method", "POST"),
                                .status_callback = text_or(item, "status_callback", ""),
                                .status_callback_method = text_or(item, "status_callback_method", "POST"),
                                .created = now,
                                .updated = now});
  return std::nullopt;
}

Problem take_number(AccountState& state, const json::object& item, util::Timestamp now) {
  const std::string e164 = text_or(item, "phone_number", "");
  if (!phone::E164::parse(e164)) return "A number's phone_number must be in E.164 form.";
  const bool has_address = flag_or(item, "emergency_address", true);
  state.numbers.push_back({.sid = text_or(item, "sid", random_sid("PN")),
                           .e164 = e164,
                           .friendly_name = text_or(item, "friendly_name", e164),
                           .voice = flag_or(item, "voice", true),
                           .emergency_status = text_or(item, "emergency_status", "Active"),
                           .emergency_address_sid = has_address ? random_sid("AD") : "",
                           .created = now});
  return std::nullopt;
}

/// Fills a list anew with what `take` makes of each object.
template <class List, class Take>
Problem replace_list(AccountState& state, List AccountState::* list, const json::value& items, Take take) {
  const auto* array = items.if_array();
  if (array == nullptr) return "Each list must be an array of objects.";
  (state.*list).clear();
  for (const json::value& item : *array) {
    if (!item.is_object()) return "Each list must be an array of objects.";
    if (auto problem = take(item.get_object())) return problem;
  }
  return std::nullopt;
}

Problem replace_caller_ids(AccountState& state, const json::value& numbers, util::Timestamp now) {
  const auto* array = numbers.if_array();
  if (array == nullptr) return "caller_ids must be an array of numbers.";
  state.caller_ids.clear();
  for (const json::value& number : *array) {
    const std::string e164 = number.is_string() ? std::string(number.get_string()) : "";
    if (!phone::E164::parse(e164)) return "caller_ids must be numbers in E.164 form.";
    state.caller_ids.push_back({.sid = random_sid("PN"), .e164 = e164, .friendly_name = e164, .created = now});
  }
  return std::nullopt;
}

Problem take_status(AccountState& state, const json::value& value) {
  if (value != "active" && value != "suspended" && value != "closed") {
    return "status must be active, suspended or closed.";
  }
  state.status = value.get_string();
  return std::nullopt;
}

Problem take_type(AccountState& state, const json::value& value) {
  if (value != "Full" && value != "Trial") return "type must be Full or Trial.";
  state.type = value.get_string();
  return std::nullopt;
}

Problem take_clock_offset(AccountState& state, const json::value& value) {
  if (!value.is_int64() || value.get_int64() < -86'400 || value.get_int64() > 86'400) {
    return "clock_offset_seconds must be -86400 to 86400.";
  }
  state.clock_offset = std::chrono::seconds(value.get_int64());
  return std::nullopt;
}

Problem take_record_delay(AccountState& state, const json::value& value) {
  if (!value.is_int64() || value.get_int64() < 0 || value.get_int64() > 3'600'000) {
    return "call_record_delay_ms must be 0 to 3600000.";
  }
  state.call_record_delay = std::chrono::milliseconds(value.get_int64());
  return std::nullopt;
}

Problem take_field(AccountState& state, std::string_view name, const json::value& value, util::Timestamp now) {
  if (name == "status") return take_status(state, value);
  if (name == "type") return take_type(state, value);
  if (name == "clock_offset_seconds") return take_clock_offset(state, value);
  if (name == "call_record_delay_ms") return take_record_delay(state, value);
  if (name == "caller_ids") return replace_caller_ids(state, value, now);
  if (name == "keys") {
    return replace_list(state, &AccountState::keys, value,
                        [&](const auto& item) { return take_key(state, item, now); });
  }
  if (name == "applications") {
    return replace_list(state, &AccountState::applications, value,
                        [&](const auto& item) { return take_application(state, item, now); });
  }
  if (name == "numbers") {
    return replace_list(state, &AccountState::numbers, value,
                        [&](const auto& item) { return take_number(state, item, now); });
  }
  if (name == "countries") {
    const auto updated = update_dialing_countries(state, json::serialize(value));
    return updated ? std::nullopt : Problem("countries: " + updated.error() + ".");
  }
  return "Known are status, type, clock_offset_seconds, call_record_delay_ms, keys, applications, numbers, caller_ids "
         "and countries.";
}

}  // namespace

Problem change_account(AccountState& state, std::string_view text, util::Timestamp now) {
  boost::system::error_code error;
  const json::value document = json::parse(json::string_view(text.data(), text.size()), error);
  if (error || !document.is_object()) return "The body must be a JSON object.";
  AccountState changed = state;
  for (const auto& [name, value] : document.get_object()) {
    if (auto problem = take_field(changed, name, value, now)) return problem;
  }
  state = std::move(changed);
  return std::nullopt;
}

}  // namespace teleperson::sandbox
