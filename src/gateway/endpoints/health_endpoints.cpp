#include "gateway/endpoints/health_endpoints.h"

#include <string>
#include <utility>

#include "gateway/use_cases/health.h"
#include "util/json_writer.h"

namespace teleperson::gateway {

namespace {

http::Response to_response(const Health& health) {
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    json.field("status", health.ok ? "ok" : "failing");
    json.object("checks", [&] {
      for (const auto& [name, result] : health.checks)
        json.field(name, result);
    });
  });
  return http::Response::json(std::move(body), health.ok ? 200 : 503).no_store();
}

/// Asks nothing of anybody: a database that is down is no reason to restart the process.
util::Task<http::Response> livez() {
  const Health health;
  co_return to_response(health);
}

util::Task<http::Response> readyz(const Services& services) {
  const auto health = co_await check_health(services);
  co_return to_response(health);
}

}  // namespace

void add_health_endpoints(http::Router& router, const Services& services) {
  const auto ready = [&services](const http::Request&) { return readyz(services); };
  router.add(http::Method::get, "/livez", [](const http::Request&) { return livez(); });
  router.add(http::Method::get, "/readyz", ready);
  router.add(http::Method::get, "/healthz", ready);
}

}  // namespace teleperson::gateway
