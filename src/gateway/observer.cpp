#include "gateway/observer.h"

#include <chrono>
#include <exception>
#include <utility>

#include <fmt/format.h>

#include "http/problem.h"
#include "util/crypto.h"

namespace teleperson::gateway {

namespace {

using SteadyClock = std::chrono::steady_clock;

util::Task<http::Response> answer(const http::RequestHandler& inner, http::Request& request, const util::Logger& log,
                                  std::string_view request_id) {
  try {
    co_return co_await inner(request);
  } catch (const std::exception& failure) {
    log.error("request.failed", {{"request_id", request_id}, {"error", failure.what()}});
  }
  co_return http::problem(500, "internal_error", "Internal error", "Try again; if it stays, tell the operator.");
}

}  // namespace

Observer::Observer(const http::Router& router, Metrics& metrics, const util::Logger& log, bool is_https)
    : router_(router), metrics_(metrics), log_(log), is_https_(is_https), process_id_(util::random_hex(4)) {}

util::Task<http::Response> Observer::observe(const http::RequestHandler& inner, http::Request& request) {
  const auto started = SteadyClock::now();
  const auto route = router_.pattern_of(request.path);
  const auto method = request.method;
  auto request_id = next_request_id();

  auto response = co_await answer(inner, request, log_, request_id);

  const auto duration = std::chrono::duration_cast<std::chrono::microseconds>(SteadyClock::now() - started);
  metrics_.request(route, method, response.status, duration);
  log_.info("request", {{"method", to_string(method)},
                        {"route", route},
                        {"status", response.status},
                        {"duration_us", duration.count()},
                        {"request_id", request_id}});
  if (is_https_) response.headers.emplace_back("Strict-Transport-Security", "max-age=31536000");
  response.headers.emplace_back("X-Request-Id", std::move(request_id));
  co_return response;
}

std::string Observer::next_request_id() {
  return fmt::format("{}{:08x}", process_id_, requests_++);
}

}  // namespace teleperson::gateway
