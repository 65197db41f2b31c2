#include <string>
#include <utility>
#include <vector>

#include "sandbox/rest/fields.h"
#include "sandbox/rest/key_document.h"
#include "sandbox/rest/page.h"
#include "sandbox/rest/resources.h"

namespace teleperson::sandbox {

void add_keys(RestRoutes& routes, Services& services) {
  const std::string list = std::string(account_path) + "/Keys.json";
  const std::string one = std::string(account_path) + "/Keys/{sid}";
  const auto may = [](std::string_view permission) { return RestAccess{.main_only = true, .permission = permission}; };

  routes.add(http::Method::get, list, may("/twilio/iam/api-keys/list"), [&services](const RestRequest& request) {
    return v2010_list(request, "keys", key_sids(services.state), [&](util::JsonWriter& json, std::size_t index) {
      write_key(json, services.state.keys[index], KeyPart::shown_always);
    });
  });
  routes.add(http::Method::post, list, may("/twilio/iam/api-keys/create"), [&services](const RestRequest& request) {
    ApiKey key = new_key(services.clock.now());
    if (auto wrong = take_friendly_name(request, key.friendly_name)) return *std::move(wrong);
    services.state.keys.push_back(std::move(key));
    return key_response(services.state.keys.back(), KeyPart::with_secret, 201);
  });
  routes.add(http::Method::get, one, may("/twilio/iam/api-keys/read"), [&services](const RestRequest& request) {
    const ApiKey* key = services.state.find_key(request.sid);
    return key == nullptr ? rest_not_found() : key_response(*key, KeyPart::shown_always);
  });
  routes.add(http::Method::post, one, may("/twilio/iam/api-keys/update"), [&services](const RestRequest& request) {
    ApiKey* key = services.state.find_key(request.sid);
    if (key == nullptr) return rest_not_found();
    if (auto wrong = take_friendly_name(request, key->friendly_name)) return *std::move(wrong);
    key->updated = services.clock.now();
    return key_response(*key, KeyPart::shown_always);
  });
  routes.add(http::Method::del, one, may("/twilio/iam/api-keys/delete"),
             [&services](const RestRequest& request) { return delete_key(services.state, request.sid); });
}

}  // namespace teleperson::sandbox
