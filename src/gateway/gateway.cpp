#include "gateway/gateway.h"

#include <utility>

#include "gateway/endpoints/admin_audit_endpoints.h"
#include "gateway/endpoints/admin_call_endpoints.h"
#include "gateway/endpoints/admin_check_endpoints.h"
#include "gateway/endpoints/admin_company_endpoints.h"
#include "gateway/endpoints/admin_event_endpoints.h"
#include "gateway/endpoints/admin_import_endpoint.h"
#include "gateway/endpoints/admin_number_endpoints.h"
#include "gateway/endpoints/admin_session_endpoints.h"
#include "gateway/endpoints/admin_settings_endpoints.h"
#include "gateway/endpoints/admin_test_call_endpoints.h"
#include "gateway/endpoints/admin_user_endpoints.h"
#include "gateway/endpoints/admin_voice_endpoints.h"
#include "gateway/endpoints/call_endpoints.h"
#include "gateway/endpoints/call_export_endpoints.h"
#include "gateway/endpoints/call_statistics_endpoints.h"
#include "gateway/endpoints/company_endpoints.h"
#include "gateway/endpoints/health_endpoints.h"
#include "gateway/endpoints/pages.h"
#include "gateway/endpoints/twilio_echo_endpoint.h"
#include "gateway/endpoints/twilio_endpoints.h"
#include "gateway/endpoints/voice_endpoints.h"
#include "http/cors.h"

namespace teleperson::gateway {

namespace {

/// A user waits for the answer, and Twilio mostly gives it within a fraction of a second.
constexpr twilio::RetryRules hang_up_rules{.tries = 2,
                                           .try_timeout = std::chrono::seconds(4),
                                           .longest_backoff = std::chrono::milliseconds(500),
                                           .longest_retry_after = std::chrono::seconds(1)};

}  // namespace

Gateway::Gateway(boost::asio::io_context& loop, const Config& config, store::Store& store, const phone::Hasher& hasher,
                 const phone::NumberPlan& number_plan, const util::Clock& clock, const util::Logger& log)
    : setup_(config, http_client_),
      hang_up_rest_(setup_.make_rest(hang_up_http_, hang_up_rules)),
      events_(loop, store, store, metrics_, config.feed),
      services_{.config = config,
                .setup = setup_,
                .store = store,
                .hasher = hasher,
                .number_plan = number_plan,
                .clock = clock,
                .log = log,
                .metrics = metrics_,
                .refused_webhooks = refused_webhooks_,
                .lifecycle = lifecycle_,
                .watch = events_,
                .events = events_,
                .password_workers = password_workers_,
                .imports = imports_,
                .hang_up = hang_up_rest_ ? &*hang_up_rest_ : nullptr,
                .check_http = check_http_,
                .check_workers = check_workers_,
                .examination = examination_},
      finaliser_(loop, services_),
      reconciler_(loop, services_),
      housekeeper_(loop, services_),
      observer_(router_, metrics_, log, setup_.is_https()) {
  add_voice_endpoints(router_, services_);
  add_company_endpoints(router_, services_);
  add_call_endpoints(router_, services_);
  add_twilio_endpoints(router_, services_);
  add_twilio_echo_endpoint(router_, services_);
  add_admin_call_endpoints(router_, services_);
  add_admin_check_endpoints(router_, services_);
  add_admin_audit_endpoints(router_, services_);
  add_admin_event_endpoints(router_, services_);
  add_admin_company_endpoints(router_, services_);
  add_admin_import_endpoint(router_, services_);
  add_admin_number_endpoints(router_, services_);
  add_admin_session_endpoints(router_, services_);
  add_admin_settings_endpoints(router_, services_);
  add_admin_test_call_endpoints(router_, services_);
  add_admin_user_endpoints(router_, services_);
  add_call_export_endpoints(router_, services_);
  add_call_statistics_endpoints(router_, services_);
  add_admin_voice_endpoints(router_, services_);
  add_health_endpoints(router_, services_);
  add_pages(router_, services_);
  metrics_router_.add(http::Method::get, "/metrics", [this](const http::Request&) { return get_metrics(); });

  const http::Cors cors(config.allowed_origins);
  endpoints_ = cors.wrap([this](http::Request& request) { return router_.handle(request); });
}

util::Task<http::Response> Gateway::handle(http::Request& request) {
  return observer_.observe(endpoints_, request);
}

util::Task<std::optional<http::Response>> Gateway::judge_large_body(const http::Request& head) {
  return judge_import_body(services_, head);
}

util::Task<http::Response> Gateway::handle_metrics(http::Request& request) {
  return metrics_router_.handle(request);
}

void Gateway::start_draining() {
  lifecycle_.start_draining();
  metrics_.draining(true);
  events_.stop();
}

util::Task<std::optional<int>> Gateway::live_calls() {
  const auto calls = co_await services_.store.live_calls();
  if (calls) co_return *calls;
  metrics_.store_error("live_calls");
  co_return std::nullopt;
}

util::Task<http::Response> Gateway::get_metrics() {
  Metrics::Standing standing;
  standing.live_calls = co_await live_calls();
  const auto now = services_.clock.now();
  if (const auto backlog = co_await services_.store.reconcile_backlog(now)) {
    standing.waiting_calls = backlog->calls;
    standing.oldest_waiting = backlog->oldest ? now - *backlog->oldest : std::chrono::milliseconds(0);
  } else {
    metrics_.store_error("reconcile_backlog");
  }
  http::Response response;
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  metrics_.event_streams(events_.followers());
  response.body = metrics_.exposition(standing);
  co_return response;
}

}  // namespace teleperson::gateway
