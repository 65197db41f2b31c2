#pragma once

#include <optional>

#include <boost/asio/io_context.hpp>

#include "gateway/checks/shared_examination.h"
#include "gateway/event_feed.h"
#include "gateway/finaliser.h"
#include "gateway/housekeeper.h"
#include "gateway/lifecycle.h"
#include "gateway/metrics.h"
#include "gateway/observer.h"
#include "gateway/reconciler.h"
#include "gateway/services.h"
#include "gateway/setup.h"
#include "http/client.h"
#include "http/router.h"
#include "http/server.h"
#include "util/worker_pool.h"

namespace teleperson::gateway {

/// Of a company file that is imported.
inline constexpr std::size_t max_large_body_bytes = 32UL * 1024 * 1024;

/// All of the gateway but its sockets and signals. Runs on one event loop.
class Gateway {
 public:
  /// All must outlive this. Throws std::runtime_error, with a sentence for the operator, when the web pages or the
  /// allowed origins are not usable.
  Gateway(boost::asio::io_context&, const Config&, store::Store&, const phone::Hasher&, const phone::NumberPlan&,
          const util::Clock&, const util::Logger&);
  Gateway(const Gateway&) = delete;

  /// What the public listener answers.
  util::Task<http::Response> handle(http::Request&);
  /// Which bodies beyond the usual size the public listener takes; see http::LargeBodyJudge.
  util::Task<std::optional<http::Response>> judge_large_body(const http::Request& head);
  /// What the operator's listener answers: /metrics.
  util::Task<http::Response> handle_metrics(http::Request&);

  /// Refuses new tokens and tickets from now on, ends live events, and is no longer ready. Webhooks are still served.
  void start_draining();
  /// Calls at Twilio that are not logged yet; nothing if the database does not answer.
  util::Task<std::optional<int>> live_calls();

  Finaliser& finaliser() { return finaliser_; }
  Reconciler& reconciler() { return reconciler_; }
  Housekeeper& housekeeper() { return housekeeper_; }
  const Setup& setup() const { return setup_; }

 private:
  util::Task<http::Response> get_metrics();

  http::Client http_client_;  ///< of the reconciler
  http::Client hang_up_http_;
  Setup setup_;
  std::optional<twilio::RestClient> hang_up_rest_;
  Metrics metrics_;
  RefusedWebhooks refused_webhooks_;
  Lifecycle lifecycle_;
  EventFeed events_;
  util::WorkerPool password_workers_{1};
  http::Client check_http_{2};
  util::WorkerPool check_workers_{1};
  checks::SharedExamination examination_;
  ImportDesk imports_;
  Services services_;
  Finaliser finaliser_;
  Reconciler reconciler_;
  Housekeeper housekeeper_;
  http::Router router_;
  http::Router metrics_router_;
  http::RequestHandler endpoints_;
  Observer observer_;
};

}  // namespace teleperson::gateway
