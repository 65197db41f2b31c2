#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sandbox/rest/caller_id_verification.h"
#include "sandbox/rest/fields.h"
#include "sandbox/rest/page.h"
#include "sandbox/rest/resources.h"
#include "sandbox/webhook/parameters.h"

namespace teleperson::sandbox {
namespace {

void write_caller_id(util::JsonWriter& json, const Account& account, const VerifiedCallerId& caller_id) {
  json.object([&] {
    json.field("sid", caller_id.sid);
    json.field("account_sid", account.sid.text());
    json.field("phone_number", caller_id.e164);
    json.field("friendly_name", caller_id.friendly_name);
    json.field("date_created", to_rfc2822(caller_id.created));
    json.field("date_updated", to_rfc2822(caller_id.created));
    json.field("uri",
               fmt::format("/2010-04-01/Accounts/{}/OutgoingCallerIds/{}.json", account.sid.text(), caller_id.sid));
  });
}

http::Response list_caller_ids(const Services& services, const RestRequest& request) {
  const std::string* wanted = util::find_field(request.query, "PhoneNumber");
  const std::string* name = util::find_field(request.query, "FriendlyName");
  std::vector<const VerifiedCallerId*> found;
  std::vector<std::string_view> sids;
  for (const VerifiedCallerId& caller_id : services.state.caller_ids) {
    if (wanted != nullptr && caller_id.e164 != *wanted) continue;
    if (name != nullptr && caller_id.friendly_name != *name) continue;
    found.push_back(&caller_id);
    sids.emplace_back(caller_id.sid);
  }
  return v2010_list(request, "outgoing_caller_ids", sids, [&](util::JsonWriter& json, std::size_t index) {
    write_caller_id(json, services.account, *found[index]);
  });
}

http::Response change_caller_id(Services& services, const RestRequest& request) {
  auto& caller_ids = services.state.caller_ids;
  const auto caller_id = std::ranges::find(caller_ids, request.sid, &VerifiedCallerId::sid);
  if (caller_id == caller_ids.end()) return rest_not_found();
  if (auto wrong = take_friendly_name(request, caller_id->friendly_name)) return *std::move(wrong);
  std::string body;
  util::JsonWriter json(body);
  write_caller_id(json, services.account, *caller_id);
  return http::Response::json(std::move(body));
}

}  // namespace

void add_outgoing_caller_ids(RestRoutes& routes, Services& services, boost::asio::any_io_executor executor) {
  const std::string list = std::string(account_path) + "/OutgoingCallerIds.json";
  const std::string one = std::string(account_path) + "/OutgoingCallerIds/{sid}";
  const auto may = [](std::string_view permission) { return RestAccess{.permission = permission}; };

  routes.add(http::Method::get, list, may("/twilio/voice/outgoing-caller-ids/list"),
             [&services](const RestRequest& request) { return list_caller_ids(services, request); });
  routes.add(http::Method::post, list, may("/twilio/voice/outgoing-caller-ids/create"),
             [&services, executor = std::move(executor)](const RestRequest& request) {
               return verify_caller_id(executor, services, request);
             });
  // Without a form a change is a look.
  routes.add(http::Method::get, one, may("/twilio/voice/outgoing-caller-ids/read"),
             [&services](const RestRequest& request) { return change_caller_id(services, request); });
  routes.add(http::Method::post, one, may("/twilio/voice/outgoing-caller-ids/update"),
             [&services](const RestRequest& request) { return change_caller_id(services, request); });
  routes.add(http::Method::del, one, may("/twilio/voice/outgoing-caller-ids/delete"),
             [&services](const RestRequest& request) {
               const auto is_it = [&](const VerifiedCallerId& caller_id) { return caller_id.sid == request.sid; };
               const bool none = std::erase_if(services.state.caller_ids, is_it) == 0;
               return none ? rest_not_found() : http::Response::no_content();
             });
}

}  // namespace teleperson::sandbox
