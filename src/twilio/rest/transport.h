#pragma once

#include <memory>
#include <string>

#include <boost/json/object.hpp>

#include "http/client.h"
#include "twilio/rest/credentials.h"
#include "twilio/rest/error.h"
#include "twilio/rest/retry.h"
#include "util/encoding.h"
#include "util/task.h"

namespace teleperson::twilio {

/// One request to Twilio's REST API, with retries, and the JSON object that answers it. 429 and 5xx are tried again
/// after a while, and so is silence. A POST, which may have had its effect, is sent again only when it certainly had
/// none: after 429, or when the peer was never reached.
class Transport {
 public:
  /// The client must outlive this.
  Transport(http::Client& http, RestCredentials credentials, std::shared_ptr<RetryPace> pace, RetryRules rules)
      : http_(http), credentials_(std::move(credentials)), pace_(std::move(pace)), rules_(rules) {}

  /// `url` gets the credentials: check where it points when it comes from an answer.
  util::Task<RestResult<boost::json::object>> get(std::string url) const;
  util::Task<RestResult<boost::json::object>> post(std::string url, util::FormFields) const;

 private:
  util::Task<RestResult<boost::json::object>> send(http::ClientRequest) const;

  http::Client& http_;
  RestCredentials credentials_;
  std::shared_ptr<RetryPace> pace_;
  RetryRules rules_;
};

}  // namespace teleperson::twilio
