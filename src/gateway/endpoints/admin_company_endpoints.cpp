#include "gateway/endpoints/admin_company_endpoints.h"

#include <string>
#include <utility>

#include "gateway/endpoints/admin_endpoint.h"
#include "gateway/endpoints/company_document.h"
#include "gateway/endpoints/etag.h"
#include "gateway/endpoints/problems.h"
#include "gateway/endpoints/settings_document.h"
#include "http/problem.h"

namespace teleperson::gateway {
namespace {

using store::Change;

std::string id_of(const http::Request& request) {
  return std::string(request.path_parameters.front());
}

/// What a change of a company came to; nothing: it is now as it was asked for.
std::optional<http::Response> refuse_change(const Services& services, const store::Result<Change>& change,
                                            std::string_view operation) {
  if (!change) return database_failed(services, operation);
  switch (*change) {
    case Change::not_found:
      return to_problem(Trouble::company_not_found);
    case Change::already_exists:
      return to_problem(Trouble::company_exists);
    case Change::outdated:
      return to_problem(Trouble::company_changed);
    case Change::made:
    case Change::unchanged:
      return std::nullopt;
  }
  return std::nullopt;
}

/// The company as it is now, with the entity tag that a change has to name.
util::Task<http::Response> answer_company(const Services& services, std::string id, std::uint16_t status) {
  const auto company = co_await services.store.catalogue_company(id);
  if (!company) co_return database_failed(services, "catalogue_company");
  if (!*company) co_return to_problem(Trouble::company_not_found);
  std::string body;
  util::JsonWriter json(body);
  write_company(json, services.number_plan, **company);
  auto response = http::Response::json(std::move(body), status);
  response.headers.emplace_back("ETag", to_etag((*company)->revision));
  co_return response;
}

util::Task<http::Response> list_companies(const Services& services, const Admin&, const http::Request& request) {
  const auto query = parse_catalogue_query(request.query);
  if (!query) co_return bad_request(query.error());
  const auto now = services.clock.now();
  const auto page = co_await services.store.catalogue(*query, now);
  if (!page) co_return database_failed(services, "catalogue");
  const auto counts = co_await services.store.count_catalogue(now);
  if (!counts) co_return database_failed(services, "count_catalogue");
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    json.array("companies", [&] {
      for (const auto& company : page->companies)
        write_company(json, services.number_plan, company);
    });
    if (!page->next_cursor.empty()) json.field("next_cursor", page->next_cursor);
    json.object("counts", [&] {
      json.field("companies", counts->companies);
      json.field("pending", counts->pending);
      json.field("unverified_numbers", counts->unverified_numbers);
      json.field("lapsing_numbers", counts->lapsing_numbers);
      json.field("lapsed_numbers", counts->lapsed_numbers);
    });
  });
  co_return http::Response::json(std::move(body));
}

util::Task<http::Response> get_company(const Services& services, const Admin&, const http::Request& request) {
  return answer_company(services, id_of(request), 200);
}

util::Task<http::Response> add_company(const Services& services, const Admin& admin, const http::Request& request) {
  JsonFields fields(request);
  const auto form = take_company(fields);
  if (const auto refusal = fields.complaint()) co_return *refusal;
  store::NewCompany company;
  const auto problems = read_company(form, company);
  if (!problems.empty()) co_return invalid_fields(problems);
  const auto now = services.clock.now();
  const auto added = co_await services.store.add_company(company, true, admin.actor(), now);
  if (!added) co_return database_failed(services, "add_company");
  if (added->change == Change::already_exists) co_return to_problem(Trouble::company_exists);
  co_return co_await answer_company(services, added->id, 201);
}

util::Task<http::Response> put_company(const Services& services, const Admin& admin, const http::Request& request) {
  JsonFields fields(request);
  const auto form = take_company(fields);
  if (const auto refusal = fields.complaint()) co_return *refusal;
  const auto seen = parse_etag(request.header("If-Match"));
  if (!seen) {
    co_return http::problem(428, "precondition_required", "Say which version you changed",
                            "Send the ETag of GET /v1/admin/companies/{id} as If-Match.");
  }
  store::NewCompany company;
  const auto problems = read_company(form, company);
  if (!problems.empty()) co_return invalid_fields(problems);
  const auto id = id_of(request);
  const auto now = services.clock.now();
  const auto change = co_await services.store.edit_company(id, company, *seen, admin.actor(), now);
  if (auto refusal = refuse_change(services, change, "edit_company")) co_return std::move(*refusal);
  co_return co_await answer_company(services, id, 200);
}

util::Task<http::Response> delete_company(const Services& services, const Admin& admin, const http::Request& request) {
  const auto id = id_of(request);
  const auto change = co_await services.store.delete_company(id, admin.actor(), services.clock.now());
  if (auto refusal = refuse_change(services, change, "delete_company")) co_return std::move(*refusal);
  co_return http::Response::no_content();
}

util::Task<http::Response> put_review(const Services& services, const Admin& admin, const http::Request& request) {
  JsonFields fields(request);
  const bool reviewed = fields.truth("reviewed");
  if (const auto refusal = fields.complaint()) co_return *refusal;
  const auto id = id_of(request);
  const auto change = co_await services.store.review_company(id, reviewed, admin.actor(), services.clock.now());
  if (auto refusal = refuse_change(services, change, "review_company")) co_return std::move(*refusal);
  co_return http::Response::no_content();
}

}  // namespace

void add_admin_company_endpoints(http::Router& router, const Services& services) {
  using http::Method;
  router.add(Method::get, "/v1/admin/companies", for_admin(services, list_companies));
  router.add(Method::post, "/v1/admin/companies", for_admin(services, add_company));
  router.add(Method::get, "/v1/admin/companies/{id}", for_admin(services, get_company));
  router.add(Method::put, "/v1/admin/companies/{id}", for_admin(services, put_company));
  router.add(Method::del, "/v1/admin/companies/{id}", for_admin(services, delete_company));
  router.add(Method::put, "/v1/admin/companies/{id}/review", for_admin(services, put_review));
}

}  // namespace teleperson::gateway
