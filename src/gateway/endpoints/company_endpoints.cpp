#include "gateway/endpoints/company_endpoints.h"

#include "gateway/endpoints/company_listing_document.h"
#include "gateway/endpoints/company_query.h"
#include "gateway/endpoints/problems.h"
#include "gateway/endpoints/user_endpoint.h"

namespace teleperson::gateway {

namespace {

util::Task<http::Response> get_companies(const Services& services, const Session& session,
                                         const http::Request& request) {
  const auto query = parse_company_query(request.query);
  if (!query) co_return bad_request(query.error());
  const auto listing = co_await list_companies(services, session, *query);
  if (!listing) co_return to_problem(listing.error());
  co_return http::Response::json(to_json(*listing));
}

}  // namespace

void add_company_endpoints(http::Router& router, const Services& services) {
  router.add(http::Method::get, "/v1/companies", for_user(services, get_companies));
}

}  // namespace teleperson::gateway
