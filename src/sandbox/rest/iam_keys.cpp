#include <string>
#include <utility>

#include "sandbox/rest/fields.h"
#include "sandbox/rest/key_document.h"
#include "sandbox/rest/key_policy.h"
#include "sandbox/rest/page.h"
#include "sandbox/rest/resources.h"

namespace teleperson::sandbox {
namespace {

/// The answer to what is wrong; nothing once the key is as the form wants it.
std::optional<http::Response> take_policy(const RestRequest& request, ApiKey& key) {
  const std::string* given = util::find_field(request.form, "Policy");
  if (given == nullptr) return std::nullopt;
  auto policy = parse_key_policy(*given);
  if (!policy) return rest_error(400, 20001, policy.error());
  key.policy = *std::move(policy);
  return std::nullopt;
}

http::Response create_iam_key(Services& services, const RestRequest& request) {
  const std::string* account = util::find_field(request.form, "AccountSid");
  if (account == nullptr || *account != services.account.sid.text()) {
    return rest_error(400, 20001, "AccountSid must be the account's");
  }
  ApiKey key = new_key(services.clock.now());
  const std::string* type = util::find_field(request.form, "KeyType");
  if (type != nullptr && *type != "restricted") return rest_error(400, 20001, "KeyType must be restricted");
  if (type != nullptr) key.kind = KeyKind::restricted;
  if (auto wrong = take_friendly_name(request, key.friendly_name)) return *std::move(wrong);
  if (auto wrong = take_policy(request, key)) return *std::move(wrong);
  if (type != nullptr && key.policy.empty()) return rest_error(400, 20001, "A Restricted key needs a Policy");
  services.state.keys.push_back(std::move(key));
  return key_response(services.state.keys.back(), KeyPart::with_secret, 201);
}

}  // namespace

void add_iam_keys(RestRoutes& routes, Services& services) {
  const auto may = [](std::string_view permission) { return RestAccess{.main_only = true, .permission = permission}; };

  routes.add(http::Method::get, "/v1/Keys", may("/twilio/iam/api-keys/list"), [&services](const RestRequest& request) {
    return v1_list(request, "keys", key_sids(services.state), [&](util::JsonWriter& json, std::size_t index) {
      write_key(json, services.state.keys[index], KeyPart::shown_always);
    });
  });
  routes.add(http::Method::post, "/v1/Keys", may("/twilio/iam/api-keys/create"),
             [&services](const RestRequest& request) { return create_iam_key(services, request); });
  routes.add(http::Method::get, "/v1/Keys/{sid}", may("/twilio/iam/api-keys/read"),
             [&services](const RestRequest& request) {
               const ApiKey* key = services.state.find_key(request.sid);
               return key == nullptr ? rest_not_found() : key_response(*key, KeyPart::with_policy);
             });
  routes.add(http::Method::post, "/v1/Keys/{sid}", may("/twilio/iam/api-keys/update"),
             [&services](const RestRequest& request) {
               ApiKey* key = services.state.find_key(request.sid);
               if (key == nullptr) return rest_not_found();
               if (auto wrong = take_friendly_name(request, key->friendly_name)) return *std::move(wrong);
               if (auto wrong = take_policy(request, *key)) return *std::move(wrong);
               key->updated = services.clock.now();
               return key_response(*key, KeyPart::with_policy);
             });
  routes.add(http::Method::del, "/v1/Keys/{sid}", may("/twilio/iam/api-keys/delete"),
             [&services](const RestRequest& request) { return delete_key(services.state, request.sid); });
}

}  // namespace teleperson::sandbox
