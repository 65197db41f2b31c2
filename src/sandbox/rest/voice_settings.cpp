#include <string>
#include <utility>

#include "sandbox/rest/fields.h"
#include "sandbox/rest/resources.h"
#include "util/json_writer.h"

namespace teleperson::sandbox {
namespace {

http::Response settings_document(const Services& services, const RestRequest& request, std::uint16_t status) {
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    json.field("dialing_permissions_inheritance", services.state.dialing_permissions_inheritance);
    json.field("url", request.base_url + std::string(request.path));
  });
  return http::Response::json(std::move(body), status);
}

}  // namespace

void add_voice_settings(RestRoutes& routes, Services& services) {
  routes.add(http::Method::get, "/v1/Settings", {},
             [&services](const RestRequest& request) { return settings_document(services, request, 200); });
  routes.add(http::Method::post, "/v1/Settings", {}, [&services](const RestRequest& request) {
    auto& inheritance = services.state.dialing_permissions_inheritance;
    if (auto wrong = take_flag(request, "DialingPermissionsInheritance", inheritance)) return *std::move(wrong);
    return settings_document(services, request, 202);
  });
}

}  // namespace teleperson::sandbox
