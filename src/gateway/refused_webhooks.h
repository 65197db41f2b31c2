#pragma once

#include <cstddef>
#include <deque>
#include <string_view>
#include <vector>

#include "gateway/metrics.h"
#include "util/time.h"

namespace teleperson::gateway {

struct RefusedWebhook {
  WebhookKind kind = WebhookKind::voice;
  std::string_view reason;  ///< such as `invalid_signature`
  util::Timestamp at;       ///< of the first
  int times = 1;            ///< how often, with this kind and reason
};

/// The last webhooks that this process refused before it knew which call they were about, so that a test call can tell
/// why it came to nothing. In memory, bounded, and nothing of what they said. Used on the event loop only.
class RefusedWebhooks {
 public:
  /// `reason` must live as long as the process.
  void note(WebhookKind, std::string_view reason, util::Timestamp);

  /// Those of a time, both ends included, oldest first; alike ones together.
  std::vector<RefusedWebhook> between(util::Timestamp from, util::Timestamp until) const;

 private:
  std::deque<RefusedWebhook> last_;
};

}  // namespace teleperson::gateway
