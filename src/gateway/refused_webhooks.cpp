#include "gateway/refused_webhooks.h"

#include <algorithm>

namespace teleperson::gateway {
namespace {

constexpr std::size_t most_kept = 64;

}  // namespace

void RefusedWebhooks::note(WebhookKind kind, std::string_view reason, util::Timestamp at) {
  if (last_.size() == most_kept) last_.pop_front();
  last_.push_back({.kind = kind, .reason = reason, .at = at});
}

std::vector<RefusedWebhook> RefusedWebhooks::between(util::Timestamp from, util::Timestamp until) const {
  std::vector<RefusedWebhook> found;
  for (const auto& refused : last_) {
    if (refused.at < from || refused.at > until) continue;
    const auto alike = std::ranges::find_if(
        found, [&](const auto& other) { return other.kind == refused.kind && other.reason == refused.reason; });
    if (alike == found.end()) {
      found.push_back(refused);
    } else {
      ++alike->times;
    }
  }
  return found;
}

}  // namespace teleperson::gateway
