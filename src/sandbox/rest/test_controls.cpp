#include "sandbox/rest/test_controls.h"

#include <string>
#include <utility>

#include <fmt/format.h>

#include "http/problem.h"
#include "sandbox/webhook/faults.h"

namespace teleperson::sandbox {

void TestControls::add_routes(http::Router& router) {
  using http::Request;
  using http::Response;

  router.add(http::Method::post, "/sandbox/faults", [this](const Request& request) -> util::Task<Response> {
    auto faults = parse_faults(request.body);
    if (!faults) co_return http::problem(400, "invalid_faults", "These faults are not understood", faults.error());
    webhooks_.set_faults(*std::move(faults));
    co_return Response::no_content();
  });
  router.add(http::Method::post, "/sandbox/sockets/close", [this](const Request&) -> util::Task<Response> {
    co_return Response::json(fmt::format(R"({{"closed":{}}})", signalling_.abort_all()));
  });
  router.add(http::Method::get, "/sandbox/webhooks", [this](const Request&) -> util::Task<Response> {
    co_return Response::json(webhooks_.journal().to_json()).no_store();
  });
}

}  // namespace teleperson::sandbox
