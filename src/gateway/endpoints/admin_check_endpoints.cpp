#include "gateway/endpoints/admin_check_endpoints.h"

#include "gateway/checks/shared_examination.h"
#include "gateway/endpoints/admin_endpoint.h"
#include "gateway/endpoints/checks_document.h"

namespace teleperson::gateway {
namespace {

util::Task<http::Response> get_checks(const Services& services, const Admin&, const http::Request&) {
  const checks::Surroundings around{.config = services.config,
                                    .setup = services.setup,
                                    .http = services.check_http,
                                    .workers = services.check_workers,
                                    .clock = services.clock,
                                    .store = &services.store};
  const auto findings = co_await services.examination.examine(around);
  co_return http::Response::json(to_json(findings));
}

}  // namespace

void add_admin_check_endpoints(http::Router& router, const Services& services) {
  router.add(http::Method::get, "/v1/admin/checks", for_admin(services, get_checks));
}

}  // namespace teleperson::gateway
