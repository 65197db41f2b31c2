#include <string>
#include <utility>

#include <fmt/format.h>

#include "sandbox/rest/fields.h"
#include "sandbox/rest/page.h"
#include "sandbox/rest/resources.h"
#include "sandbox/webhook/parameters.h"

namespace teleperson::sandbox {
namespace {

void write_account(util::JsonWriter& json, const Services& services) {
  const AccountState& state = services.state;
  const std::string path = fmt::format("/2010-04-01/Accounts/{}", services.account.sid.text());
  json.object([&] {
    json.field("sid", services.account.sid.text());
    json.field("owner_account_sid", services.account.sid.text());
    json.field("auth_token", services.account.auth_token.reveal());
    json.field("friendly_name", state.friendly_name);
    json.field("status", state.status);
    json.field("type", state.type);
    json.field("date_created", to_rfc2822(state.created));
    json.field("date_updated", to_rfc2822(state.created));
    json.object("subresource_uris", [&] {
      json.field("applications", path + "/Applications.json");
      json.field("calls", path + "/Calls.json");
      json.field("incoming_phone_numbers", path + "/IncomingPhoneNumbers.json");
      json.field("keys", path + "/Keys.json");
      json.field("outgoing_caller_ids", path + "/OutgoingCallerIds.json");
    });
    json.field("uri", path + ".json");
  });
}

http::Response account_document(const Services& services) {
  std::string body;
  util::JsonWriter json(body);
  write_account(json, services);
  return http::Response::json(std::move(body)).no_store();
}

}  // namespace

void add_accounts(RestRoutes& routes, Services& services) {
  constexpr RestAccess access{.main_only = true, .permission = {}};
  routes.add(http::Method::get, "/2010-04-01/Accounts.json", access, [&services](const RestRequest& request) {
    const std::string_view sids[] = {services.account.sid.text()};
    return v2010_list(request, "accounts", sids,
                      [&services](util::JsonWriter& json, std::size_t) { write_account(json, services); });
  });
  const std::string one = std::string(account_path);
  routes.add(http::Method::get, one, access, [&services](const RestRequest&) { return account_document(services); });
  routes.add(http::Method::post, one, access, [&services](const RestRequest& request) {
    if (auto wrong = take_friendly_name(request, services.state.friendly_name)) return *std::move(wrong);
    return account_document(services);
  });
}

}  // namespace teleperson::sandbox
