#include "gateway/endpoints/admin_number_endpoints.h"

#include <optional>
#include <string>
#include <vector>

#include "gateway/endpoints/admin_endpoint.h"
#include "gateway/endpoints/json_fields.h"
#include "gateway/endpoints/problems.h"
#include "gateway/endpoints/settings_document.h"
#include "gateway/number_form.h"
#include "util/json_writer.h"

namespace teleperson::gateway {
namespace {

constexpr std::size_t longest_label = 60;

std::string id_of(const http::Request& request) {
  return std::string(request.path_parameters.front());
}

http::Response answer_change(const Services& services, const store::Result<store::Change>& change,
                             std::string_view operation) {
  if (!change) return database_failed(services, operation);
  if (*change == store::Change::not_found) return to_problem(policy::Reason::number_not_found);
  return http::Response::no_content();
}

util::Task<http::Response> add_number(const Services& services, const Admin& admin, const http::Request& request) {
  JsonFields fields(request);
  const auto text = fields.text("number", 32);
  const auto label = fields.text("label", longest_label);
  if (const auto refusal = fields.complaint()) co_return *refusal;
  const auto number = phone::E164::parse(text);
  const auto info = number ? services.number_plan.info(*number) : phone::NumberInfo{};
  const std::string why(number ? why_never_called(info)
                               : "must be + and digits: country code and number, such as +14155550100");
  if (!why.empty()) {
    const std::vector<FieldProblem> problems{{"number", why}};
    co_return invalid_fields(problems);
  }
  const auto company = id_of(request);
  const auto now = services.clock.now();
  const auto added = co_await services.store.add_company_number(company, *number, info, label, admin.actor(), now);
  if (!added) co_return database_failed(services, "add_company_number");
  if (added->change == store::Change::not_found) co_return to_problem(Trouble::company_not_found);
  if (added->change == store::Change::already_exists) co_return to_problem(Trouble::number_exists);
  std::string body;
  util::JsonWriter json(body);
  json.object([&] { json.field("id", added->id); });
  co_return http::Response::json(std::move(body), 201);
}

util::Task<http::Response> patch_number(const Services& services, const Admin& admin, const http::Request& request) {
  JsonFields fields(request);
  const auto label = fields.text("label", longest_label);
  if (const auto refusal = fields.complaint()) co_return *refusal;
  const auto id = id_of(request);
  const auto change = co_await services.store.relabel_number(id, label, admin.actor(), services.clock.now());
  co_return answer_change(services, change, "relabel_number");
}

util::Task<http::Response> delete_number(const Services& services, const Admin& admin, const http::Request& request) {
  const auto id = id_of(request);
  const auto change = co_await services.store.remove_number(id, admin.actor(), services.clock.now());
  co_return answer_change(services, change, "remove_number");
}

util::Task<http::Response> put_verification(const Services& services, const Admin& admin,
                                            const http::Request& request) {
  JsonFields fields(request);
  fields.require("until");
  const auto text = fields.optional_text("until", 40);
  if (const auto refusal = fields.complaint()) co_return *refusal;
  std::optional<util::Timestamp> until;
  if (text) until = util::parse_rfc3339(*text);
  if (text && !until) co_return bad_request("`until` must be null, or an RFC 3339 time such as 2027-01-31T00:00:00Z.");
  const auto now = services.clock.now();
  if (until && *until <= now) {
    const std::vector<FieldProblem> problems{{"until", "must be in the future"}};
    co_return invalid_fields(problems);
  }
  const auto id = id_of(request);
  const auto change = co_await services.store.verify_number_with_id(id, until, admin.actor(), now);
  co_return answer_change(services, change, "verify_number");
}

util::Task<http::Response> delete_verification(const Services& services, const Admin& admin,
                                               const http::Request& request) {
  const auto id = id_of(request);
  const auto change = co_await services.store.unverify_number_with_id(id, admin.actor(), services.clock.now());
  co_return answer_change(services, change, "unverify_number");
}

}  // namespace

void add_admin_number_endpoints(http::Router& router, const Services& services) {
  using http::Method;
  router.add(Method::post, "/v1/admin/companies/{id}/numbers", for_admin(services, add_number));
  router.add(Method::patch, "/v1/admin/numbers/{id}", for_admin(services, patch_number));
  router.add(Method::del, "/v1/admin/numbers/{id}", for_admin(services, delete_number));
  router.add(Method::put, "/v1/admin/numbers/{id}/verification", for_admin(services, put_verification));
  router.add(Method::del, "/v1/admin/numbers/{id}/verification", for_admin(services, delete_verification));
}

}  // namespace teleperson::gateway
