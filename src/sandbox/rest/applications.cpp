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

void write_application(util::JsonWriter& json, const Account& account, const Application& app) {
  json.object([&] {
    json.field("sid", app.sid);
    json.field("account_sid", account.sid.text());
    json.field("api_version", "2010-04-01");
    json.field("friendly_name", app.friendly_name);
    json.field("voice_url", or_null(app.voice_url));
    json.field("voice_method", app.voice_method);
    json.field("voice_fallback_url", or_null(app.voice_fallback_url));
    json.field("voice_fallback_method", app.voice_fallback_method);
    json.field("voice_caller_id_lookup", false);
    json.field("status_callback", or_null(app.status_callback));
    json.field("status_callback_method", app.status_callback_method);
    for (const char* text : {"sms_url", "sms_fallback_url", "sms_status_callback", "message_status_callback"})
      json.field(text, nullptr);
    for (const char* method : {"sms_method", "sms_fallback_method"})
      json.field(method, "POST");
    json.field("public_application_connect_enabled", app.public_application_connect_enabled);
    json.field("date_created", to_rfc2822(app.created));
    json.field("date_updated", to_rfc2822(app.updated));
    json.field("uri", fmt::format("/2010-04-01/Accounts/{}/Applications/{}.json", account.sid.text(), app.sid));
  });
}

http::Response application_response(const Services& services, const Application& app, std::uint16_t status = 200) {
  std::string body;
  util::JsonWriter json(body);
  write_application(json, services.account, app);
  return http::Response::json(std::move(body), status);
}

/// The answer to what is wrong; nothing once the app is as the form wants it.
std::optional<http::Response> change_application(const RestRequest& request, Application& app, util::Timestamp now) {
  Application changed = app;
  if (auto wrong = take_friendly_name(request, changed.friendly_name)) return wrong;
  if (auto wrong = take_url(request, "VoiceUrl", changed.voice_url)) return wrong;
  if (auto wrong = take_method(request, "VoiceMethod", changed.voice_method)) return wrong;
  if (auto wrong = take_url(request, "VoiceFallbackUrl", changed.voice_fallback_url)) return wrong;
  if (auto wrong = take_method(request, "VoiceFallbackMethod", changed.voice_fallback_method)) return wrong;
  if (auto wrong = take_url(request, "StatusCallback", changed.status_callback)) return wrong;
  if (auto wrong = take_method(request, "StatusCallbackMethod", changed.status_callback_method)) return wrong;
  if (auto wrong = take_flag(request, "PublicApplicationConnectEnabled", changed.public_application_connect_enabled)) {
    return wrong;
  }
  changed.updated = now;
  app = std::move(changed);
  return std::nullopt;
}

http::Response list_applications(const Services& services, const RestRequest& request) {
  const std::string* name = util::find_field(request.query, "FriendlyName");
  std::vector<const Application*> found;
  std::vector<std::string_view> sids;
  for (const Application& app : services.state.applications) {
    if (name != nullptr && app.friendly_name != *name) continue;
    found.push_back(&app);
    sids.emplace_back(app.sid);
  }
  return v2010_list(request, "applications", sids, [&](util::JsonWriter& json, std::size_t index) {
    write_application(json, services.account, *found[index]);
  });
}

}  // namespace

void add_applications(RestRoutes& routes, Services& services) {
  const std::string list = std::string(account_path) + "/Applications.json";
  const std::string one = std::string(account_path) + "/Applications/{sid}";
  const auto may = [](std::string_view permission) { return RestAccess{.permission = permission}; };

  routes.add(http::Method::get, list, may("/twilio/voice/twiml.apps/list"),
             [&services](const RestRequest& request) { return list_applications(services, request); });
  routes.add(http::Method::post, list, may("/twilio/voice/twiml.apps/create"), [&services](const RestRequest& request) {
    Application app{.sid = random_sid("AP"), .created = services.clock.now()};
    if (auto wrong = change_application(request, app, app.created)) return *std::move(wrong);
    services.state.applications.push_back(std::move(app));
    return application_response(services, services.state.applications.back(), 201);
  });
  routes.add(http::Method::get, one, may("/twilio/voice/twiml.apps/read"), [&services](const RestRequest& request) {
    const Application* app = services.state.find_application(request.sid);
    return app == nullptr ? rest_not_found() : application_response(services, *app);
  });
  routes.add(http::Method::post, one, may("/twilio/voice/twiml.apps/update"), [&services](const RestRequest& request) {
    Application* app = services.state.find_application(request.sid);
    if (app == nullptr) return rest_not_found();
    if (auto wrong = change_application(request, *app, services.clock.now())) return *std::move(wrong);
    return application_response(services, *app);
  });
  routes.add(http::Method::del, one, may("/twilio/voice/twiml.apps/delete"), [&services](const RestRequest& request) {
    const auto is_it = [&](const Application& app) { return app.sid == request.sid; };
    return std::erase_if(services.state.applications, is_it) == 0 ? rest_not_found() : http::Response::no_content();
  });
}

}  // namespace teleperson::sandbox
