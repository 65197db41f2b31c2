#include "gateway/endpoints/company_endpoints.h"

#include <utility>

#include "gateway/endpoints/company_query.h"
#include "gateway/endpoints/problems.h"
#include "gateway/endpoints/user_endpoint.h"
#include "gateway/use_cases/company_listing.h"
#include "util/json_writer.h"

namespace teleperson::gateway {

namespace {

void write(util::JsonWriter& json, const ListedNumber& number) {
  json.object([&] {
    json.field("id", number.id);
    json.field("label", number.label);
    json.field("display", number.display);
    json.field("region", number.region);
    json.field("verified_at", number.verified_at ? std::optional(util::to_rfc3339(*number.verified_at)) : std::nullopt);
    json.field("callable", !number.refused);
    if (number.refused) json.field("reason", policy::to_string(*number.refused));
  });
}

void write(util::JsonWriter& json, const ListedCompany& company) {
  json.object([&] {
    json.field("id", company.id);
    json.field("name", company.name);
    json.field("domain", company.domain);
    json.field("industry", company.industry);
    json.field("logo_url", company.logo_url);
    json.array("numbers", [&] {
      for (const auto& number : company.numbers)
        write(json, number);
    });
  });
}

util::Task<http::Response> get_companies(const Services& services, const Session& session,
                                         const http::Request& request) {
  const auto query = parse_company_query(request.query);
  if (!query) co_return bad_request(query.error());
  const auto listing = co_await list_companies(services, session, *query);
  if (!listing) co_return to_problem(listing.error());

  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    json.array("companies", [&] {
      for (const auto& company : listing->companies)
        write(json, company);
    });
    if (!listing->next_cursor.empty()) json.field("next_cursor", listing->next_cursor);
  });
  co_return http::Response::json(std::move(body));
}

}  // namespace

void add_company_endpoints(http::Router& router, const Services& services) {
  router.add(http::Method::get, "/v1/companies", for_user(services, get_companies));
}

}  // namespace teleperson::gateway
