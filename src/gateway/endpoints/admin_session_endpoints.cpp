#include "gateway/endpoints/admin_session_endpoints.h"

#include "gateway/endpoints/admin_endpoint.h"
#include "gateway/endpoints/json_fields.h"
#include "gateway/endpoints/problems.h"
#include "util/json_writer.h"

namespace teleperson::gateway {
namespace {

util::Task<http::Response> sign_in_and_answer(const Services& services, const http::Request& request) {
  if (!comes_from_own_page(services, request)) co_return to_problem(Trouble::origin_not_allowed);
  JsonFields fields(request);
  const util::Secret password(fields.text("password", 4096));
  if (const auto refusal = fields.complaint()) co_return *refusal;
  const auto session = co_await open_admin_session(services, request.header("X-TLE-Token"), password);
  if (!session) co_return to_problem(session.error());
  auto response = http::Response::no_content();
  response.headers.emplace_back("Set-Cookie", admin_cookie(services, *session));
  co_return response;
}

util::Task<http::Response> sign_in(const Services& services, const http::Request& request) {
  auto response = co_await sign_in_and_answer(services, request);
  co_return std::move(response).no_store();
}

util::Task<http::Response> get_session(const Services&, const Admin& admin, const http::Request&) {
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    json.field("first_name", admin.first_name);
    json.field("role", admin.is_super ? "super_admin" : "admin");
    if (!admin.session_started_at) return;
    json.field("expires_at", util::to_rfc3339(*admin.session_started_at + admin_session_longest));
    json.field("idle_seconds", std::chrono::seconds(admin_session_idle).count());
  });
  co_return http::Response::json(std::move(body));
}

util::Task<http::Response> end_sessions(const Services& services, const Admin& admin, SignOut which) {
  const auto done = co_await sign_out(services, admin, which);
  if (!done) co_return to_problem(done.error());
  auto response = http::Response::no_content();
  response.headers.emplace_back("Set-Cookie", admin_cookie(services, {}));
  co_return response;
}

util::Task<http::Response> end_session(const Services& services, const Admin& admin, const http::Request&) {
  return end_sessions(services, admin, SignOut::this_session);
}

util::Task<http::Response> end_all_sessions(const Services& services, const Admin& admin, const http::Request&) {
  return end_sessions(services, admin, SignOut::everywhere);
}

}  // namespace

void add_admin_session_endpoints(http::Router& router, const Services& services) {
  router.add(http::Method::post, "/v1/admin/session",
             [&services](const http::Request& request) { return sign_in(services, request); });
  router.add(http::Method::get, "/v1/admin/session", for_admin(services, get_session));
  router.add(http::Method::del, "/v1/admin/session", for_admin(services, end_session));
  router.add(http::Method::del, "/v1/admin/sessions", for_admin(services, end_all_sessions));
}

}  // namespace teleperson::gateway
