#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace teleperson::http {

/// ASCII letters only, as header names are compared.
bool equal_ignoring_case(std::string_view, std::string_view);

enum class Method { get, head, post, put, patch, del, options, other };

/// A request as its handler sees it. All views live until the handler's coroutine ends.
struct Request {
  Method method = Method::other;
  std::string_view target;  ///< path and query exactly as received: what a signature is made over
  std::string_view path;    ///< up to the `?`, not decoded
  std::string_view query;   ///< after the `?`, not decoded
  std::vector<std::pair<std::string_view, std::string_view>> headers;
  std::string_view body;
  std::vector<std::string_view> path_parameters;  ///< what the route's `{...}` segments matched, not decoded
  std::string_view remote_address;

  /// The first header of that name (case ignored), or an empty view.
  std::string_view header(std::string_view name) const;
};

struct Response {
  std::uint16_t status = 200;
  std::string content_type{};  ///< empty: no body
  std::string body{};
  std::vector<std::pair<std::string_view, std::string>> headers{};  ///< further ones; the names are literals

  static Response json(std::string body, std::uint16_t status = 200);
  static Response no_content();
  /// Adds `Cache-Control: no-store`: for answers that hold a secret or belong to one user.
  Response&& no_store() &&;
};

}  // namespace teleperson::http
