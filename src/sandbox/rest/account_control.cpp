#include "sandbox/rest/account_control.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

#include "phone/e164.h"
#include "sandbox/frame.h"
#include "sandbox/rest/bulk_country_update.h"

namespace teleperson::sandbox {
namespace {

namespace json = boost::json;

using Problem = std::optional<std::string>;

/// The fields of one thing in a list. Notes what is first wrong: a field that nobody asked for is not known.
class Item {
 public:
  explicit Item(const json::object& fields) : fields_(fields) {}

  std::string text(std::string_view name, std::string otherwise) {
    const auto* value = take(name);
    if (value == nullptr) return otherwise;
    if (!value->is_string()) complain(name, "must be a text");
    return value->is_string() ? std::string(value->get_string()) : std::move(otherwise);
  }
  bool flag(std::string_view name, bool otherwise) {
    const auto* value = take(name);
    if (value == nullptr) return otherwise;
    if (!value->is_bool()) complain(name, "must be true or false");
    return value->is_bool() ? value->get_bool() : otherwise;
  }
  /// A random one if it is left out.
  template <class Kind>
  std::string sid() {
    auto sid = text("sid", random_sid(Kind::prefix));
    if (!twilio::Sid<Kind>::parse(sid)) complain("sid", fmt::format("must be {} and 32 hex digits", Kind::prefix));
    return sid;
  }
  std::string method(std::string_view name) {
    auto method = text(name, "POST");
    if (method != "GET" && method != "POST") complain(name, "must be GET or POST");
    return method;
  }
  /// Empty if it is left out.
  std::string url(std::string_view name) {
    auto url = text(name, "");
    if (!url.empty() && !url.starts_with("http://") && !url.starts_with("https://"))
      complain(name, "must be a web URL");
    return url;
  }
  std::vector<std::string> texts(std::string_view name) {
    std::vector<std::string> all;
    const auto* value = take(name);
    if (value == nullptr) return all;
    const auto* array = value->if_array();
    if (array == nullptr) complain(name, "must be an array of texts");
    for (const json::value& each : array == nullptr ? json::array() : *array) {
      if (!each.is_string()) complain(name, "must be an array of texts");
      if (each.is_string()) all.emplace_back(each.get_string());
    }
    return all;
  }

  Problem problem() const {
    if (problem_ || taken_ == fields_.size()) return problem_;
    return "A field of an item in a list is not known: docs/sandbox.md tells which are.";
  }

 private:
  const json::value* take(std::string_view name) {
    const auto* value = fields_.if_contains(json::string_view(name.data(), name.size()));
    if (value != nullptr) ++taken_;
    return value;
  }
  void complain(std::string_view name, std::string_view must) {
    if (!problem_) problem_ = fmt::format("{} {}.", name, must);
  }

  const json::object& fields_;
  std::size_t taken_ = 0;
  Problem problem_;
};

/// The SIDs of a list must differ, as must the numbers.
template <class T>
bool has(const std::vector<T>& list, std::string T::* field, const std::string& value) {
  return std::ranges::find(list, value, field) != list.end();
}

Problem take_key(AccountState& state, const json::object& fields, util::Timestamp now) {
  Item item(fields);
  const auto kind = parse_key_kind(item.text("kind", "standard"));
  ApiKey key{.sid = item.sid<twilio::ApiKeyKind>(),
             .friendly_name = item.text("friendly_name", ""),
             .secret = random_key_secret(),
             .kind = kind.value_or(KeyKind::standard),
             .policy = item.texts("policy"),
             .created = now,
             .updated = now};
  if (const auto secret = item.text("secret", ""); !secret.empty()) key.secret = util::Secret(secret);
  if (auto problem = item.problem()) return problem;
  if (!kind) return "A key's kind must be main, standard or restricted.";
  if (has(state.keys, &ApiKey::sid, key.sid)) return "Two keys have the same sid.";
  state.keys.push_back(std::move(key));
  return std::nullopt;
}

Problem take_application(AccountState& state, const json::object& fields, util::Timestamp now) {
  Item item(fields);
  Application application{.sid = item.sid<twilio::ApplicationKind>(),
                          .friendly_name = item.text("friendly_name", ""),
                          .voice_url = item.url("voice_url"),
                          .voice_method = item.method("voice_method"),
                          .voice_fallback_url = item.url("voice_fallback_url"),
                          .voice_fallback_method = item.method("voice_fallback_method"),
                          .status_callback = item.url("status_callback"),
                          .status_callback_method = item.method("status_callback_method"),
                          .created = now,
                          .updated = now};
  if (auto problem = item.problem()) return problem;
  if (has(state.applications, &Application::sid, application.sid)) return "Two applications have the same sid.";
  state.applications.push_back(std::move(application));
  return std::nullopt;
}

Problem take_number(AccountState& state, const json::object& fields, util::Timestamp now) {
  Item item(fields);
  const std::string e164 = item.text("phone_number", "");
  const bool has_address = item.flag("emergency_address", true);
  PhoneNumber number{.sid = item.text("sid", random_sid("PN")),
                     .e164 = e164,
                     .friendly_name = item.text("friendly_name", e164),
                     .voice = item.flag("voice", true),
                     .emergency_status = item.text("emergency_status", "Active"),
                     .emergency_address_sid = has_address ? random_sid("AD") : "",
                     .created = now};
  if (auto problem = item.problem()) return problem;
  if (!phone::E164::parse(e164)) return "A number's phone_number must be in E.164 form.";
  if (has(state.numbers, &PhoneNumber::e164, e164)) return "Two numbers are the same.";
  state.numbers.push_back(std::move(number));
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
    if (std::ranges::find(state.caller_ids, e164, [](const auto& known) { return known.e164; }) !=
        state.caller_ids.end()) {
      return "Two caller_ids are the same.";
    }
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
