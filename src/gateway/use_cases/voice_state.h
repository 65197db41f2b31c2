#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gateway/use_cases/admin_access.h"
#include "store/census.h"

namespace teleperson::gateway {

struct PlanState {
  std::optional<std::string> plan;
  std::int64_t users = 0;
  bool has_calling = false;
};

/// What the policy would say to everybody, about every number, now; what is missing for all aside (voice_readiness).
struct VoiceState {
  /// The admin who asks: what they would be told if they asked for an access token.
  std::optional<std::string> own_plan;
  std::optional<policy::Reason> own_refusal;

  // Each user is in one of these:
  std::int64_t users_able = 0;
  std::int64_t users_disabled = 0;
  std::int64_t users_without_calling = 0;  ///< their plan has none
  std::int64_t users_without_token = 0;
  std::vector<PlanState> plans;  ///< the most frequent first

  std::int64_t numbers_callable = 0;
  std::vector<std::pair<policy::Reason, std::int64_t>> numbers_refused;
  /// Those that only their region keeps from being called.
  std::vector<std::pair<phone::Region, std::int64_t>> regions_not_allowed;

  std::optional<util::Timestamp> last_answered_at;
};

util::Task<Answer<VoiceState>> voice_state(const Services&, const Admin&);

}  // namespace teleperson::gateway
