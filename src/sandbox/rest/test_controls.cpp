#include "sandbox/rest/test_controls.h"

#include <string>
#include <utility>

#include <fmt/format.h>

#include "http/problem.h"
#include "sandbox/rest/account_control.h"
#include "sandbox/webhook/faults.h"

namespace teleperson::sandbox {

void TestControls::add_routes(http::Router& router) {
  using http::Request;
  using http::Response;

  router.add(http::Method::post, "/sandbox/faults", [this](const Request& request) -> util::Task<Response> {
    auto faults = parse_faults(request.body);
    if (!faults) co_return http::problem(400, "invalid_faults", "These faults are not understood", faults.error());
    services_.webhooks.set_faults(*std::move(faults));
    co_return Response::no_content();
  });
  router.add(http::Method::post, "/sandbox/sockets/close", [this](const Request&) -> util::Task<Response> {
    co_return Response::json(fmt::format(R"({{"closed":{}}})", signalling_.abort_all()));
  });
  router.add(http::Method::post, "/sandbox/rest-faults",
             [this](const Request& request) -> util::Task<Response> { co_return put_rest_faults(request); });
  router.add(http::Method::post, "/sandbox/account",
             [this](const Request& request) -> util::Task<Response> { co_return put_account(request); });
  router.add(http::Method::get, "/sandbox/rest-requests", [this](const Request&) -> util::Task<Response> {
    co_return Response::json(rest_.journal().to_json()).no_store();
  });
  router.add(http::Method::get, "/sandbox/webhooks", [this](const Request&) -> util::Task<Response> {
    co_return Response::json(services_.webhooks.journal().to_json()).no_store();
  });
}

http::Response TestControls::put_account(const http::Request& request) {
  const auto problem = change_account(services_.state, request.body, services_.clock.now());
  if (problem) return http::problem(400, "invalid_account", "This account is not understood", *problem);
  return http::Response::no_content();
}

http::Response TestControls::put_rest_faults(const http::Request& request) {
  auto plan = parse_rest_faults(request.body);
  if (!plan) return http::problem(400, "invalid_faults", "These faults are not understood", plan.error());
  rest_.faults().put(*std::move(plan));
  return http::Response::no_content();
}

}  // namespace teleperson::sandbox
