#include "http/cors.h"

#include <stdexcept>
#include <utility>

namespace teleperson::http {

namespace {

bool is_preflight(const Request& request) {
  return request.method == Method::options && !request.header("Access-Control-Request-Method").empty();
}

Response preflight_answer() {
  auto response = Response::no_content();
  response.headers.emplace_back("Access-Control-Allow-Methods", "GET, POST");
  response.headers.emplace_back("Access-Control-Allow-Headers", "X-TLE-Token, Content-Type");
  response.headers.emplace_back("Access-Control-Max-Age", "600");
  return response;
}

// RFC 6454, section 6.2: scheme and authority, no path.
bool is_origin(std::string_view text) {
  const auto scheme_end = text.find("://");
  if (scheme_end == 0 || scheme_end == std::string_view::npos) return false;
  const auto authority = text.substr(scheme_end + 3);
  return !authority.empty() && authority.find_first_of("/*?#@, \r\n") == std::string_view::npos;
}

}  // namespace

Cors::Cors(const std::vector<std::string>& allowed_origins)
    : allowed_origins_(allowed_origins.begin(), allowed_origins.end()) {
  for (const auto& origin : allowed_origins) {
    if (is_origin(origin)) continue;
    throw std::invalid_argument("\"" + origin + "\" is not an origin: write scheme, host and port if it is not the " +
                                "scheme's own, without a path, such as https://app.example.com");
  }
}

bool Cors::allows(std::string_view origin) const {
  return allowed_origins_.contains(std::string(origin));
}

RequestHandler Cors::wrap(RequestHandler inner) const {
  if (allowed_origins_.empty()) return inner;
  return [cors = *this, inner = std::move(inner)](Request& request) -> util::Task<Response> {
    const std::string origin(request.header("Origin"));
    const bool allowed = !origin.empty() && cors.allows(origin);
    Response response;
    if (allowed && is_preflight(request)) {
      response = preflight_answer();
    } else {
      response = co_await inner(request);
    }
    // On every answer: a cache must not hand one origin's answer to another.
    response.headers.emplace_back("Vary", "Origin");
    if (allowed) {
      response.headers.emplace_back("Access-Control-Allow-Origin", origin);
      response.headers.emplace_back("Access-Control-Expose-Headers", "Retry-After");
    }
    co_return response;
  };
}

}  // namespace teleperson::http
