#include "gateway/patience.h"

#include "gateway/setup.h"

namespace teleperson::gateway {

store::Patience patience_of(const Config& config) {
  store::Patience patience;
  patience.grace = config.callback_grace;
  const bool can_ask = missing_keys(config).empty() && config.reconcile_after > std::chrono::seconds::zero();
  if (can_ask) patience.ask_after = config.reconcile_after;
  return patience;
}

}  // namespace teleperson::gateway
