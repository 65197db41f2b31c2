#include "sandbox/webhook/retry_policy.h"

namespace teleperson::sandbox {

AttemptResult attempt_result(int http_status) {
  if (http_status >= 500) return AttemptResult::server_error;
  if (http_status >= 400) return AttemptResult::client_error;
  if (http_status >= 200 && http_status < 300) return AttemptResult::success;
  return AttemptResult::redirect;
}

bool should_retry(const ConnectionOverrides& overrides, AttemptResult result, int attempts) {
  if (attempts > overrides.retries) return false;
  switch (result) {
    case AttemptResult::connect_failed:
      return overrides.on_connect_failure;
    case AttemptResult::read_timeout:
      return overrides.on_read_timeout;
    case AttemptResult::client_error:
      return overrides.on_client_error;
    case AttemptResult::server_error:
      return overrides.on_server_error;
    case AttemptResult::success:
    case AttemptResult::redirect:
    case AttemptResult::broken_answer:
      return false;
  }
  return false;
}

}  // namespace teleperson::sandbox
