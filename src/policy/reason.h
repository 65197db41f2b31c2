#pragma once

#include <optional>
#include <string_view>

namespace teleperson::policy {

/// Why a call is not allowed. The names are part of the HTTP contract.
enum class Reason {
  unauthorized,
  user_disabled,
  plan_without_voip,
  voice_not_configured,
  number_not_found,
  number_not_verified,
  verification_lapsed,
  region_not_allowed,
  number_type_not_allowed,
  ticket_unknown,
  ticket_expired,
  ticket_used,
  rate_limited,
  already_in_call,
  daily_limit_reached,
};

/// The name in the contract, such as `plan_without_voip`.
std::string_view to_string(Reason);
std::optional<Reason> parse_reason(std::string_view);

}  // namespace teleperson::policy
