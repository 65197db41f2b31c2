#include "gateway/endpoints/admin_test_call_endpoints.h"

#include "gateway/endpoints/admin_endpoint.h"
#include "gateway/endpoints/call_document.h"
#include "gateway/endpoints/json_fields.h"
#include "gateway/endpoints/problems.h"
#include "gateway/use_cases/test_call.h"
#include "util/json_writer.h"

namespace teleperson::gateway {
namespace {

constexpr std::size_t longest_number_id = 64;

std::optional<std::string_view> unless_empty(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

void write_steps(util::JsonWriter& json, const std::vector<TestStep>& steps) {
  json.array("steps", [&] {
    for (const auto& step : steps) {
      json.object([&] {
        json.field("step", step.name);
        json.field("at", step.at ? std::optional(util::to_rfc3339_milliseconds(*step.at)) : std::nullopt);
        json.field("passed", step.passed);
        json.optional_field("reason", unless_empty(step.reason));
        json.optional_field("detail", unless_empty(step.detail));
        json.optional_field("count", step.count);
      });
    }
  });
}

util::Task<http::Response> post_test_call(const Services& services, const Admin& admin, const http::Request& request) {
  JsonFields fields(request);
  const auto number_id = fields.text("number_id", longest_number_id);
  if (const auto refusal = fields.complaint()) co_return *refusal;
  const auto started = co_await start_test_call(services, admin, number_id);
  if (!started) co_return to_problem(started.error());
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    write_steps(json, started->steps);
    if (!started->ticket || !started->token) return;
    json.object("access_token", [&] {
      json.field("token", started->token->token);
      json.field("identity", started->token->identity);
      json.field("expires_at", util::to_rfc3339(started->token->expires_at));
      json.field("ttl_seconds", started->token->ttl.count());
    });
    json.object("ticket", [&] {
      json.field("call_id", started->ticket->call_id.text());
      json.field("ticket", started->ticket->ticket.text());
      json.field("expires_at", util::to_rfc3339(started->ticket->expires_at));
    });
  });
  co_return http::Response::json(std::move(body), started->ticket ? 201 : 200);
}

util::Task<http::Response> get_test_call(const Services& services, const Admin& admin, const http::Request& request) {
  const auto id = calls::CallId::parse(request.path_parameters.front());
  if (!id) co_return to_problem(Trouble::call_not_found);
  const auto view = co_await view_test_call(services, admin, *id);
  if (!view) co_return to_problem(view.error());
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    json.object("call", [&] { write_call(json, view->call); });
    write_steps(json, view->steps);
  });
  co_return http::Response::json(std::move(body));
}

util::Task<http::Response> post_end(const Services& services, const Admin& admin, const http::Request& request) {
  const auto id = calls::CallId::parse(request.path_parameters.front());
  if (!id) co_return to_problem(Trouble::call_not_found);
  const auto call = co_await end_test_call(services, admin, *id);
  if (!call) co_return to_problem(call.error());
  co_return http::Response::json(to_json(*call));
}

}  // namespace

void add_admin_test_call_endpoints(http::Router& router, const Services& services) {
  router.add(http::Method::post, "/v1/admin/test-calls", for_admin(services, post_test_call));
  router.add(http::Method::get, "/v1/admin/test-calls/{call_id}", for_admin(services, get_test_call));
  router.add(http::Method::post, "/v1/admin/test-calls/{call_id}/end", for_admin(services, post_end));
}

}  // namespace teleperson::gateway
