#include "gateway/endpoints/admin_settings_endpoints.h"

#include <optional>

#include "gateway/endpoints/admin_endpoint.h"
#include "gateway/endpoints/content_type.h"
#include "gateway/endpoints/etag.h"
#include "gateway/endpoints/problems.h"
#include "gateway/endpoints/settings_document.h"
#include "gateway/use_cases/voice_readiness.h"
#include "http/problem.h"

namespace teleperson::gateway {
namespace {

http::Response settings_answer(const Services& services, const store::SavedSettings& saved) {
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    write_settings(json, saved.settings);
    json.field("updated_at", saved.updated_at ? std::optional(util::to_rfc3339(*saved.updated_at)) : std::nullopt);
    json.array("obstacles", [&] {
      for (const auto& [obstacle, subject] : voice_readiness(services, saved.settings)) {
        json.object([&] {
          json.field("code", to_string(obstacle));
          if (!subject.empty()) json.field("subject", subject);
        });
      }
    });
  });
  auto response = http::Response::json(std::move(body));
  response.headers.emplace_back("ETag", to_etag(saved.revision));
  return response;
}

util::Task<http::Response> get_settings(const Services& services, const Admin&, const http::Request&) {
  const auto saved = co_await services.store.settings();
  if (!saved) co_return database_failed(services, "settings");
  co_return settings_answer(services, *saved);
}

util::Task<http::Response> put_settings(const Services& services, const Admin& admin, const http::Request& request) {
  if (!has_media_type(request, "application/json")) co_return unsupported_media_type("application/json");
  const auto seen = parse_etag(request.header("If-Match"));
  if (!seen) {
    co_return http::problem(428, "precondition_required", "Say which version you changed",
                            "Send the ETag of GET /v1/admin/settings as If-Match.");
  }
  const auto form = parse_settings(request.body);
  if (!form) co_return bad_request(form.error());
  auto saved = co_await services.store.settings();
  if (!saved) co_return database_failed(services, "settings");
  if (saved->revision != *seen) co_return to_problem(Trouble::settings_changed);
  const auto problems = apply(*form, saved->settings, services.number_plan);
  if (!problems.empty()) co_return invalid_fields(problems);

  const auto now = services.clock.now();
  const auto change = co_await services.store.save_settings(saved->settings, *seen, admin.actor(), now);
  if (!change) co_return database_failed(services, "save_settings");
  if (*change == store::Change::outdated) co_return to_problem(Trouble::settings_changed);
  services.watch.look_now();
  co_return co_await get_settings(services, admin, request);
}

}  // namespace

void add_admin_settings_endpoints(http::Router& router, const Services& services) {
  router.add(http::Method::get, "/v1/admin/settings", for_admin(services, get_settings));
  router.add(http::Method::put, "/v1/admin/settings", for_admin(services, put_settings));
}

}  // namespace teleperson::gateway
