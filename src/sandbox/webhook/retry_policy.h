#pragma once

#include "sandbox/webhook/connection_overrides.h"

namespace teleperson::sandbox {

/// How one attempt to deliver a webhook ended.
enum class AttemptResult {
  success,         ///< 2xx
  redirect,        ///< 1xx, 3xx: the sandbox does not follow redirects
  client_error,    ///< 4xx
  server_error,    ///< 5xx
  connect_failed,  ///< no TCP or TLS connection
  read_timeout,    ///< connected, but no whole answer in time
  broken_answer,   ///< an answer began and was cut off, too long or malformed: never repeated
};

AttemptResult attempt_result(int http_status);

/// Whether the policy asks to repeat after `attempts` attempts, the last of which ended like this.
bool should_retry(const ConnectionOverrides&, AttemptResult, int attempts);

}  // namespace teleperson::sandbox
