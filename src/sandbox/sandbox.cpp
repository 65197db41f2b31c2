#include "sandbox/sandbox.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "http/problem.h"
#include "http/router.h"
#include "http/server.h"
#include "http/static_files.h"
#include "sandbox/call/services.h"
#include "sandbox/handset/hub.h"
#include "sandbox/inspector/inspector.h"
#include "sandbox/inspector/inspector_api.h"
#include "sandbox/media/host_address.h"
#include "sandbox/rest/info.h"
#include "sandbox/rest/rest_api.h"
#include "sandbox/rest/test_controls.h"
#include "sandbox/signalling/heartbeat.h"
#include "sandbox/signalling/origin.h"
#include "sandbox/signalling/server.h"

namespace teleperson::sandbox {

namespace asio = boost::asio;

namespace {

constexpr http::Method get = http::Method::get;

http::PageSecurity page_security() {
  return {.content_security_policy =
              "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; media-src 'self' blob: "
              "mediastream:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"};
}

/// What tells of calls, or changes the sandbox, is for its own pages and for programs. A page of another origin gets
/// nothing, also not one that made its own name point to this machine.
bool is_of_own_page(const http::Request& request) {
  const std::string_view origin = request.header("Origin");
  const std::string_view host = request.header("Host");
  return is_local_name(host) && (origin.empty() || is_own_origin(origin, host));
}

http::Response foreign_page() {
  return http::problem(403, "foreign_page", "This is for the sandbox's own pages and for programs",
                       "Open the sandbox by the address of its machine, such as http://127.0.0.1:9080/inspector/.");
}

/// The address in `host:port`, whose host has been checked by whoever listens on it.
asio::ip::address address_of(std::string_view listen_address) {
  std::string_view host = listen_address.substr(0, listen_address.rfind(':'));
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  boost::system::error_code is_a_name;
  const auto address = asio::ip::make_address(host, is_a_name);
  return is_a_name ? asio::ip::address(asio::ip::address_v4::loopback()) : address;
}

}  // namespace

class Sandbox::Impl {
 public:
  Impl(asio::io_context& loop, Settings settings, Account account, const util::Logger& log, const util::Clock& clock)
      : executor_(loop.get_executor()),
        settings_(std::move(settings)),
        account_(std::move(account)),
        state_(initial_state(account_, settings_, clock.now())),
        script_(settings_.script),
        media_address_(media::address_for_media(address_of(settings_.listen_address))),
        webhooks_(http_, account_.auth_token, clock),
        inspector_(executor_, webhooks_.journal(), log, clock),
        callees_(executor_, script_, settings_.script_timing, media_address_, handsets_, inspector_, log),
        services_{settings_, account_, state_, log, clock, webhooks_, callees_, calls_, inspector_, media_address_},
        signalling_(executor_, services_),
        rest_api_(executor_, services_),
        inspector_api_(inspector_, webhooks_, services_),
        server_(loop, http::ServerOptions{}, [this](http::Request& request) { return answer(request); }) {
    if (!settings_.web_root.empty()) page_.emplace(settings_.web_root / "handset" / "dist", page_security());
    add_routes();
    add_sockets();
    server_.on_error([&log](std::string_view what) { log.error("http.handler", {{"error", what}}); });
    server_.listen(settings_.listen_address);
  }

  std::uint16_t port() const { return server_.port(); }

  util::Task<> stop() {
    rest_api_.faults().put({});
    for (const auto& [sid, call] : calls_.running())
      call->events.post(EndRequested{sid});
    // What is still being told to the application may take a moment; an application that does not answer may not hold
    // this up.
    asio::steady_timer poll(executor_);
    for (int tenths = 0; tenths < 30 && webhooks_.in_flight() + calls_.running().size() > 0; ++tenths) {
      poll.expires_after(std::chrono::milliseconds(100));
      co_await poll.async_wait(asio::use_awaitable);
    }
    inspector_.feed().stop();
    signalling_.close_all();
    handsets_.close_all();
    co_await server_.drain();
  }

 private:
  util::Task<http::Response> answer(http::Request& request) {
    if (request.path.starts_with("/sandbox/") && !is_of_own_page(request)) co_return foreign_page();
    co_return co_await router_.handle(request);
  }

  void add_routes() {
    rest_api_.add_routes(router_);
    inspector_api_.add_routes(router_);
    if (settings_.test_controls) test_controls_.emplace(services_, rest_api_, signalling_).add_routes(router_);
    router_.add(get, "/sandbox/info", [this](const http::Request&) -> util::Task<http::Response> {
      co_return http::Response::json(describe_sandbox(account_, state_, settings_, handsets_)).no_store();
    });
    const auto serve_page = [this](const http::Request& request) -> util::Task<http::Response> {
      if (!page_) {
        co_return http::problem(404, "no_handset_page", "There is no handset page",
                                "Build the web applications, or start the sandbox with --web-root.");
      }
      if (request.path == "/inspector/") co_return page_->serve(request, "inspector/index.html");
      co_return page_->serve(request, request.path.substr(1));
    };
    router_.add(get, "/inspector", [](const http::Request&) -> util::Task<http::Response> {
      http::Response to_page{.status = 308};
      to_page.headers.emplace_back("Location", "inspector/");
      co_return to_page;
    });
    router_.add(get, "/", serve_page);
    router_.add(get, "/*", serve_page);
  }

  void add_sockets() {
    server_.websocket(
        "/signal", [](const http::Request& request) { return may_signal(request.header("Origin")); },
        [this](const http::Request&, http::WebSocket socket) { return signalling_.serve(std::move(socket)); });
    server_.websocket(
        "/handset",
        [](const http::Request& request) { return is_own_origin(request.header("Origin"), request.header("Host")); },
        [this](const http::Request&, http::WebSocket socket) { return handsets_.serve(std::move(socket)); });
  }

  asio::any_io_executor executor_;
  Settings settings_;
  Account account_;
  AccountState state_;
  Script script_;
  asio::ip::address media_address_;
  http::Client http_;
  WebhookClient webhooks_;
  Inspector inspector_;
  HandsetHub handsets_;
  CalleeDirectory callees_;
  CallRegistry calls_;
  Services services_;
  SignallingServer signalling_;
  RestApi rest_api_;
  InspectorApi inspector_api_;
  std::optional<TestControls> test_controls_;
  std::optional<http::StaticFiles> page_;
  http::Router router_;
  http::Server server_;
};

Sandbox::Sandbox(asio::io_context& loop, Settings settings, Account account, const util::Logger& log,
                 const util::Clock& clock)
    : impl_(std::make_unique<Impl>(loop, std::move(settings), std::move(account), log, clock)) {}

Sandbox::~Sandbox() = default;

std::uint16_t Sandbox::port() const {
  return impl_->port();
}

util::Task<> Sandbox::stop() {
  return impl_->stop();
}

}  // namespace teleperson::sandbox
