#include "policy/reason.h"

#include <array>
#include <utility>

namespace teleperson::policy {
namespace {

constexpr std::array<std::pair<Reason, std::string_view>, 15> names{{
    {Reason::unauthorized, "unauthorized"},
    {Reason::user_disabled, "user_disabled"},
    {Reason::plan_without_voip, "plan_without_voip"},
    {Reason::voice_not_configured, "voice_not_configured"},
    {Reason::number_not_found, "number_not_found"},
    {Reason::number_not_verified, "number_not_verified"},
    {Reason::verification_lapsed, "verification_lapsed"},
    {Reason::region_not_allowed, "region_not_allowed"},
    {Reason::number_type_not_allowed, "number_type_not_allowed"},
    {Reason::ticket_unknown, "ticket_unknown"},
    {Reason::ticket_expired, "ticket_expired"},
    {Reason::ticket_used, "ticket_used"},
    {Reason::rate_limited, "rate_limited"},
    {Reason::already_in_call, "already_in_call"},
    {Reason::daily_limit_reached, "daily_limit_reached"},
}};

}  // namespace

std::string_view to_string(Reason reason) {
  for (const auto& [value, name] : names) {
    if (value == reason) return name;
  }
  return {};
}

std::optional<Reason> parse_reason(std::string_view text) {
  for (const auto& [value, name] : names) {
    if (name == text) return value;
  }
  return std::nullopt;
}

}  // namespace teleperson::policy
