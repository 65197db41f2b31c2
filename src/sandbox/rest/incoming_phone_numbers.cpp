#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sandbox/rest/fields.h"
#include "sandbox/rest/page.h"
#include "sandbox/rest/resources.h"
#include "sandbox/webhook/parameters.h"

namespace teleperson::sandbox {
namespace {

void write_number(util::JsonWriter& json, const Account& account, const PhoneNumber& number) {
  const bool has_address = !number.emergency_address_sid.empty();
  json.object([&] {
    json.field("sid", number.sid);
    json.field("account_sid", account.sid.text());
    json.field("api_version", "2010-04-01");
    json.field("phone_number", number.e164);
    json.field("friendly_name", number.friendly_name);
    json.object("capabilities", [&] {
      json.field("voice", number.voice);
      json.field("sms", false);
      json.field("mms", false);
      json.field("fax", false);
    });
    json.field("emergency_status", number.emergency_status);
    json.field("emergency_address_sid", or_null(number.emergency_address_sid));
    json.field("emergency_address_status", has_address ? "registered" : "unregistered");
    json.field("address_requirements", "none");
    json.field("beta", false);
    json.field("origin", "twilio");
    for (const char* text : {"address_sid", "bundle_sid", "identity_sid", "sms_fallback_url", "sms_url",
                             "status_callback", "trunk_sid", "voice_fallback_url", "voice_url"}) {
      json.field(text, nullptr);
    }
    for (const char* method :
         {"sms_fallback_method", "sms_method", "status_callback_method", "voice_fallback_method", "voice_method"}) {
      json.field(method, "POST");
    }
    for (const char* text : {"sms_application_sid", "voice_application_sid"})
      json.field(text, nullptr);
    json.field("status", "in-use");
    json.field("voice_caller_id_lookup", false);
    json.field("voice_receive_mode", "voice");
    json.field("date_created", to_rfc2822(number.created));
    json.field("date_updated", to_rfc2822(number.created));
    json.field("uri",
               fmt::format("/2010-04-01/Accounts/{}/IncomingPhoneNumbers/{}.json", account.sid.text(), number.sid));
  });
}

http::Response list_numbers(const Services& services, const RestRequest& request) {
  const std::string* wanted = util::find_field(request.query, "PhoneNumber");
  const std::string* name = util::find_field(request.query, "FriendlyName");
  std::vector<const PhoneNumber*> found;
  std::vector<std::string_view> sids;
  for (const PhoneNumber& number : services.state.numbers) {
    if (wanted != nullptr && number.e164 != *wanted) continue;
    if (name != nullptr && number.friendly_name != *name) continue;
    found.push_back(&number);
    sids.emplace_back(number.sid);
  }
  return v2010_list(request, "incoming_phone_numbers", sids, [&](util::JsonWriter& json, std::size_t index) {
    write_number(json, services.account, *found[index]);
  });
}

http::Response fetch_number(const Services& services, const RestRequest& request) {
  const auto& numbers = services.state.numbers;
  const auto number = std::ranges::find(numbers, request.sid, &PhoneNumber::sid);
  if (number == numbers.end()) return rest_not_found();
  std::string body;
  util::JsonWriter json(body);
  write_number(json, services.account, *number);
  return http::Response::json(std::move(body));
}

}  // namespace

void add_incoming_phone_numbers(RestRoutes& routes, Services& services) {
  const std::string base(account_path);
  const auto may = [](std::string_view permission) { return RestAccess{.permission = permission}; };
  routes.add(http::Method::get, base + "/IncomingPhoneNumbers.json",
             may("/twilio/phone-numbers/incoming-phone-numbers/list"),
             [&services](const RestRequest& request) { return list_numbers(services, request); });
  routes.add(http::Method::get, base + "/IncomingPhoneNumbers/{sid}",
             may("/twilio/phone-numbers/incoming-phone-numbers/read"),
             [&services](const RestRequest& request) { return fetch_number(services, request); });
}

}  // namespace teleperson::sandbox
