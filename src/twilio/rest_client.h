#pragma once

#include <expected>
#include <string>

#include "calls/ids.h"
#include "http/client.h"
#include "twilio/sid.h"
#include "util/secret.h"
#include "util/task.h"

namespace teleperson::twilio {

struct RestError {
  enum class Kind {
    not_found,    ///< Twilio does not know it
    unavailable,  ///< not reachable, overloaded, or it refused; trying again may help
  };
  Kind kind = Kind::unavailable;
  std::string message;  ///< for the operator's log: status and Twilio's error code, no credentials
};

/// Twilio's REST API, version 2010-04-01, with an API key. https://www.twilio.com/docs/voice/api/call-resource
class RestClient {
 public:
  /// `api_url`: without a trailing slash. The client must outlive this.
  RestClient(http::Client&, std::string api_url, AccountSid, ApiKeySid, util::Secret api_key_secret);

  /// Ends a leg, and what it is bridged to. Also succeeds when the leg is over already.
  util::Task<std::expected<void, RestError>> end_call(const calls::CallSid&) const;

 private:
  http::Client& http_;
  std::string api_url_;
  AccountSid account_;
  ApiKeySid key_;
  util::Secret secret_;
};

}  // namespace teleperson::twilio
