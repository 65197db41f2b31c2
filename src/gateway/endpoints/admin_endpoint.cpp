#include "gateway/endpoints/admin_endpoint.h"

#include <utility>

#include "gateway/endpoints/problems.h"
#include "http/cookies.h"

namespace teleperson::gateway {
namespace {

/// `__Host-`: browsers take it over TLS only, for this host alone, so that no sub-domain can plant one
/// (RFC 6265bis, section 4.1.3.2). Plain HTTP is for this machine.
std::string_view cookie_name(const Services& services) {
  return services.setup.is_https() ? "__Host-teleperson_admin" : "teleperson_admin";
}

bool is_read(http::Method method) {
  return method == http::Method::get || method == http::Method::head;
}

util::Task<Answer<Admin>> who_asks(const Services& services, const http::Request& request) {
  const auto cookie = http::cookie(request, cookie_name(services));
  const auto token = request.header("X-TLE-Token");
  if (!cookie.empty() && token.empty()) {
    // A browser adds the cookie by itself: what a page wants to change must name the page.
    if (!is_read(request.method) && request.header("Origin").empty()) {
      co_return std::unexpected<Refusal>(Trouble::origin_not_allowed);
    }
    co_return co_await admin_by_session(services, cookie);
  }
  if (token.empty()) co_return std::unexpected<Refusal>(Trouble::not_signed_in);
  co_return co_await admin_by_password(services, token, util::Secret(std::string(request.header("X-Admin-Password"))));
}

util::Task<http::Response> admit_and_answer(const Services& services, AdminEndpoint endpoint,
                                            const http::Request& request) {
  if (!comes_from_own_page(services, request)) co_return to_problem(Trouble::origin_not_allowed).no_store();
  const auto admin = co_await who_asks(services, request);
  if (!admin) co_return to_problem(admin.error()).no_store();
  auto response = co_await endpoint(services, *admin, request);
  co_return std::move(response).no_store();
}

}  // namespace

http::Handler for_admin(const Services& services, AdminEndpoint endpoint) {
  return [&services, endpoint](const http::Request& request) { return admit_and_answer(services, endpoint, request); };
}

// The refusal is named: g++ 12 copies one that becomes an optional inside `co_return` bitwise.
util::Task<std::optional<http::Response>> refuse_stranger(const Services& services, const http::Request& request) {
  std::optional<http::Response> refusal;
  if (!comes_from_own_page(services, request)) {
    refusal.emplace(to_problem(Trouble::origin_not_allowed).no_store());
    co_return refusal;
  }
  const auto admin = co_await who_asks(services, request);
  if (!admin) refusal.emplace(to_problem(admin.error()).no_store());
  co_return refusal;
}

bool comes_from_own_page(const Services& services, const http::Request& request) {
  if (is_read(request.method)) return true;
  const auto origin = request.header("Origin");
  return origin.empty() || origin == services.setup.own_origin();
}

std::string admin_cookie(const Services& services, std::string_view value) {
  std::string cookie(cookie_name(services));
  cookie.append("=").append(value).append("; Path=/; HttpOnly; SameSite=Strict");
  if (services.setup.is_https()) cookie.append("; Secure");
  if (value.empty()) cookie.append("; Max-Age=0");
  return cookie;
}

}  // namespace teleperson::gateway
