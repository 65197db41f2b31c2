#include "gateway/endpoints/voice_endpoints.h"

#include <utility>

#include "gateway/endpoints/problems.h"
#include "gateway/endpoints/user_endpoint.h"
#include "gateway/use_cases/access_token.h"
#include "gateway/use_cases/admin_access.h"
#include "gateway/use_cases/voice_config.h"
#include "util/json_writer.h"

namespace teleperson::gateway {

namespace {

util::Task<http::Response> create_access_token(const Services& services, const Session& session, const http::Request&) {
  const auto issued = issue_access_token(services, session);
  if (!issued) co_return to_problem(issued.error());
  std::string body;
  body.reserve(issued->token.size() + 256);
  util::JsonWriter json(body);
  json.object([&] {
    json.field("token", issued->token);
    json.field("identity", issued->identity);
    json.field("expires_at", util::to_rfc3339(issued->expires_at));
    json.field("ttl_seconds", issued->ttl.count());
  });
  co_return http::Response::json(std::move(body));
}

util::Task<http::Response> get_profile(const Services& services, const Session& session, const http::Request&) {
  const auto& authority = session.authority;
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    json.field("first_name", authority.first_name);
    json.field("plan", authority.caller.plan);
    json.field("voip", policy::plan_has_voip(authority.settings, authority.caller.plan));
    json.field("upgrade_url", services.config.upgrade_url);
    json.field("admin", is_admin(authority.role));
  });
  co_return http::Response::json(std::move(body));
}

util::Task<http::Response> get_voice_config(const Services& services, const Session& session, const http::Request&) {
  const auto config = voice_config(services, session.authority.settings);
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    json.field("enabled", !config.refused);
    if (config.refused) json.field("reason", policy::to_string(*config.refused));
    json.field("token_endpoint_url", config.token_endpoint_url);
    json.array("allowed_regions", [&] {
      for (const auto& region : config.allowed_regions)
        json.value(region);
    });
    if (config.sandbox_host) json.object("sandbox", [&] { json.field("host", *config.sandbox_host); });
  });
  co_return http::Response::json(std::move(body));
}

}  // namespace

void add_voice_endpoints(http::Router& router, const Services& services) {
  router.add(http::Method::post, "/v1/voice/token", for_user(services, create_access_token));
  router.add(http::Method::get, "/v1/me", for_user(services, get_profile));
  router.add(http::Method::get, "/v1/voice/config", for_user(services, get_voice_config));
}

}  // namespace teleperson::gateway
