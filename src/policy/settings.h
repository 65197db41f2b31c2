#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phone/e164.h"
#include "phone/number_info.h"

namespace teleperson::policy {

/// Bounds on one user's calls.
struct Limits {
  int tickets_per_minute = 10;
  int calls_per_day = 200;                 ///< in any 24 hours
  std::chrono::seconds call_length{3600};  ///< 60 s to 14400 s, Twilio's own limit for a Dial
};

/// What the dashboard's Voice tab holds. An empty field is not set.
struct Settings {
  std::string account_sid{};
  std::string token_endpoint_url{};
  std::optional<phone::E164> caller_id{};
  std::vector<phone::Region> allowed_regions{};  ///< empty: calling is off
  std::vector<std::string> voip_plans{"premium", "pro", "enterprise"};
  bool voicemail_detection = true;
  Limits limits;
};

/// Lower-case letters, digits, `-` and `_`, 1 to 32 of them.
bool is_plan_name(std::string_view);

}  // namespace teleperson::policy
