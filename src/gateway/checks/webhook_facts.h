#pragma once

#include <optional>
#include <string>

#include "http/client.h"
#include "util/time.h"

namespace teleperson::gateway::checks {

/// What our own webhook saw of a request: see `echo.h`.
struct Echo {
  enum class Signature { valid, invalid, missing };
  std::string public_url;  ///< PUBLIC_URL of the process that answered
  std::string method, target, host, content_type;
  std::string forwarded_proto{}, forwarded_host{};
  std::string body_sha256;
  Signature signature = Signature::missing;
};

/// A signed request to our own webhook through PUBLIC_URL: what was sent, and what came back.
struct WebhookFacts {
  std::string target;  ///< what the gateway should see: path and query
  std::string body_sha256;

  std::optional<http::ClientError> error{};
  int status = 0;
  std::string location{};   ///< of a redirect
  bool is_problem = false;  ///< the answer is a problem document of this program
  std::optional<Echo> echo{};
  std::optional<util::Timestamp> certificate_expires{};
};

}  // namespace teleperson::gateway::checks
