#include "gateway/serve.h"

#include <chrono>
#include <csignal>
#include <exception>
#include <optional>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "gateway/drain.h"
#include "gateway/gateway.h"
#include "gateway/patience.h"

namespace teleperson::gateway {

namespace {

namespace asio = boost::asio;

/// For connections whose peers are slow to take their last answer. With the longest usual drain it stays within the 30
/// s that service managers wait before they kill.
constexpr std::chrono::seconds close_deadline{3};

/// One run of the process: the listeners around a Gateway, from the start to the end of its drain.
class Run {
 public:
  Run(asio::io_context& loop, const Config& config, store::Store& store, const phone::Hasher& hasher,
      const phone::NumberPlan& number_plan, const util::Clock& clock, const util::Logger& log)
      : loop_(loop),
        config_(config),
        log_(log),
        gateway_(loop_, config, store, hasher, number_plan, clock, log),
        server_(loop_, {}, [this](http::Request& request) { return gateway_.handle(request); }),
        metrics_server_(loop_, {}, [this](http::Request& request) { return gateway_.handle_metrics(request); }),
        signals_(loop_, SIGTERM, SIGINT) {
    server_.large_bodies(max_large_body_bytes,
                         [this](const http::Request& head) { return gateway_.judge_large_body(head); });
    server_.on_error([this](std::string_view what) { log_.error("server.error", {{"error", what}}); });
    metrics_server_.on_error([this](std::string_view what) { log_.error("metrics.error", {{"error", what}}); });
    server_.listen(config.listen_address);
    if (!config.metrics_address.empty()) metrics_server_.listen(config.metrics_address);
  }

  void until_drained() {
    announce();
    // What a coroutine throws here is a defect that nobody can act on: let it end the run.
    const auto rethrow = [](std::exception_ptr failure) {
      if (failure) std::rethrow_exception(failure);
    };
    asio::co_spawn(loop_, gateway_.finaliser().run(), rethrow);
    asio::co_spawn(loop_, gateway_.reconciler().run(), rethrow);
    asio::co_spawn(loop_, gateway_.housekeeper().run(), rethrow);
    asio::co_spawn(loop_, drain_on_signal(), rethrow);
    loop_.run();
  }

 private:
  void announce() const {
    const auto& missing = gateway_.setup().missing();
    if (!missing.empty()) {
      log_.warn("voice.not_configured", {{"missing", fmt::format("{}", fmt::join(missing, ", "))}});
    }
    log_.info("serving", {{"listen", config_.listen_address},
                          {"port", server_.port()},
                          {"metrics", config_.metrics_address},
                          {"public_url", config_.public_url},
                          {"sandbox", gateway_.setup().sandbox_host().has_value()}});
  }

  util::Task<> drain_on_signal() {
    co_await signals_.async_wait(asio::use_awaitable);
    signals_.async_wait([](boost::system::error_code cancelled, int signal) {
      constexpr int by_signal = 128;  // as shells report it
      if (!cancelled) ::_exit(by_signal + signal);
    });
    log_.info("draining", {{"deadline_seconds", config_.drain_deadline.count()}});
    gateway_.start_draining();
    gateway_.reconciler().stop();
    gateway_.housekeeper().stop();
    const bool quiet = co_await wait_for_calls(loop_, gateway_, config_.drain_deadline);
    if (!quiet)
      log_.warn("drain.deadline", {{"hint", "calls are still live; another node, or the next start, logs them"}});

    gateway_.finaliser().stop();
    asio::steady_timer last_moment(loop_, close_deadline);
    last_moment.async_wait([this](boost::system::error_code cancelled) {
      if (cancelled) return;
      log_.warn("drain.cut_connections");
      loop_.stop();
    });
    co_await server_.drain();
    co_await metrics_server_.drain();
    signals_.cancel();
    log_.info("drained");
    if (gateway_.reconciler().is_waiting_for_twilio()) loop_.stop();  // the call is asked about again
  }

  asio::io_context& loop_;
  const Config& config_;
  const util::Logger& log_;
  Gateway gateway_;
  http::Server server_;
  http::Server metrics_server_;
  asio::signal_set signals_;
};

}  // namespace

int serve(const Config& config) {
  const util::SystemClock clock;
  const util::Logger log(config.log_level, config.log_format, clock);
  phone::Hasher hasher(config.hash_key);
  const phone::NumberPlan number_plan;

  asio::io_context loop(1);  // outlives the store, whose threads hand their results to it
  store::Options options;
  options.url = config.database_url;
  options.hasher = &hasher;
  options.patience = patience_of(config);
  options.logger = &log;
  const auto store = store::open(options);
  std::optional<Run> run;
  try {
    run.emplace(loop, config, *store, hasher, number_plan, clock, log);
  } catch (const std::exception& failure) {
    throw StartError(failure.what());
  }
  run->until_drained();
  return 0;
}

}  // namespace teleperson::gateway
