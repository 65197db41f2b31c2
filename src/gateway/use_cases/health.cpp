#include "gateway/use_cases/health.h"

namespace teleperson::gateway {

namespace {

std::string voice_check(const Services& services, const store::Result<store::SavedSettings>& settings) {
  if (!services.setup.missing().empty()) return "not configured on the server";
  if (!settings) return "not known";
  return policy::is_configured(services.setup.policy_server(), settings->settings) ? "configured" : "not configured";
}

}  // namespace

util::Task<Health> check_health(const Services& services) {
  Health health;
  const auto ping = co_await services.store.ping();
  if (!ping) services.metrics.store_error("ping");
  store::Result<store::SavedSettings> settings = std::unexpected(store::Error::unavailable);
  if (ping) settings = co_await services.store.settings();
  const bool draining = services.lifecycle.is_draining();

  health.ok = ping && !draining;
  health.checks.emplace_back("database", ping ? "ok" : "does not answer");
  health.checks.emplace_back("accepting_calls", draining ? "shutting down" : "ok");
  health.checks.emplace_back("voice", voice_check(services, settings));
  co_return health;
}

}  // namespace teleperson::gateway
