#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "http/server.h"

namespace teleperson::http {

/// Lets pages of listed origins, and no others, read answers (Fetch standard, CORS protocol). Never with credentials:
/// tokens travel in a header that a page must have been given.
class Cors {
 public:
  /// Origins exactly as browsers send them, such as `https://example.com` or `chrome-extension://...`. Throws
  /// std::invalid_argument for `*` and for what no browser would send.
  explicit Cors(const std::vector<std::string>& allowed_origins);

  bool allows(std::string_view origin) const;
  /// Answers preflights itself and adds the headers to the answers of `inner`.
  RequestHandler wrap(RequestHandler inner) const;

 private:
  std::unordered_set<std::string> allowed_origins_;
};

}  // namespace teleperson::http
