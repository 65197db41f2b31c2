#pragma once

#include <cstdint>
#include <string>

#include "gateway/metrics.h"
#include "http/router.h"
#include "http/server.h"
#include "util/log.h"

namespace teleperson::gateway {

/// Stands around all endpoints: counts and logs each request by its route's pattern, never its path or query, gives it
/// an id (`X-Request-Id`), adds the headers that every answer has, and turns what an endpoint throws into a 500.
class Observer {
 public:
  /// All must outlive this. `is_https`: whether to tell browsers to stay with HTTPS.
  Observer(const http::Router&, Metrics&, const util::Logger&, bool is_https);

  util::Task<http::Response> observe(const http::RequestHandler& inner, http::Request&);

 private:
  std::string next_request_id();

  const http::Router& router_;
  Metrics& metrics_;
  const util::Logger& log_;
  bool is_https_;
  std::string process_id_;  ///< random, so that ids of several nodes differ
  std::uint32_t requests_ = 0;
};

}  // namespace teleperson::gateway
