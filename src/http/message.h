#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "util/task.h"

namespace teleperson::http {

/// ASCII letters only, as header names are compared.
bool equal_ignoring_case(std::string_view, std::string_view);

enum class Method { get, head, post, put, patch, del, options, other };

/// A request as its handler sees it. All views live until the answer has been written.
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

/// Takes the body of an answer piece by piece.
class BodyWriter {
 public:
  /// Sends it at once, and waits until the connection has taken it. False: the client has gone; write no more.
  virtual util::Task<bool> write(std::string_view) = 0;

 protected:
  ~BodyWriter() = default;
};

/// Writes a body whose length is not known when the answer starts. What it throws cuts the connection, so that no
/// client takes the part for the whole. It is not called when HEAD asks.
using BodyStream = std::function<util::Task<>(BodyWriter&)>;

struct Response {
  std::uint16_t status = 200;
  std::string content_type{};  ///< empty: no body
  std::string body{};
  BodyStream stream{};  ///< instead of `body`
  std::vector<std::pair<std::string_view, std::string>>
      headers{};  ///< further ones; the names are literals. `Date` replaces ours

  static Response json(std::string body, std::uint16_t status = 200);
  static Response no_content();
  /// Adds `Cache-Control: no-store`: for answers that hold a secret or belong to one user.
  Response&& no_store() &&;
};

}  // namespace teleperson::http
