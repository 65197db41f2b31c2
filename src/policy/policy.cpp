#include "policy/policy.h"

#include <algorithm>

namespace teleperson::policy {
namespace {

constexpr std::chrono::seconds shortest_call{60};
constexpr std::chrono::seconds longest_call{14400};  // what a Dial's timeLimit takes at most

std::optional<Reason> refuse_caller(const Settings& settings, const std::optional<Caller>& caller) {
  if (!caller) return Reason::unauthorized;
  if (caller->disabled) return Reason::user_disabled;
  if (!plan_has_voip(settings, caller->plan)) return Reason::plan_without_voip;
  return std::nullopt;
}

/// Kinds that a company's public line has, at the price of an ordinary call. What a newer kind would be is not known,
/// so it is refused until it stands here.
bool is_callable(phone::Kind kind) {
  switch (kind) {
    case phone::Kind::fixed_line:
    case phone::Kind::mobile:
    case phone::Kind::fixed_line_or_mobile:
    case phone::Kind::toll_free:
    case phone::Kind::voip:
    case phone::Kind::universal_access:
      return true;
    case phone::Kind::personal:
    case phone::Kind::premium_rate:
    case phone::Kind::shared_cost:
    case phone::Kind::short_code:
    case phone::Kind::emergency:
    case phone::Kind::pager:
    case phone::Kind::voicemail_access:
    case phone::Kind::unknown:
      return false;
  }
  return false;
}

bool is_allowed_region(const Settings& settings, const phone::Region& region) {
  return std::ranges::find(settings.allowed_regions, region) != settings.allowed_regions.end();
}

std::optional<Reason> refuse_usage(Stage stage, const Limits& limits, const Usage& usage) {
  if (stage == Stage::ticket && usage.tickets_last_minute >= limits.tickets_per_minute) return Reason::rate_limited;
  if (usage.live_calls > 0) return Reason::already_in_call;
  if (usage.calls_last_day >= limits.calls_per_day) return Reason::daily_limit_reached;
  return std::nullopt;
}

}  // namespace

Decision decide(const Request& request, const Facts& facts, util::Timestamp now) {
  const auto& settings = facts.settings;
  if (const auto reason = refuse_caller(settings, facts.caller)) return std::unexpected(*reason);
  if (const auto reason = refuse_setup(request.server, settings)) return std::unexpected(*reason);

  Allowed allowed{.caller_id = std::nullopt,
                  .time_limit = std::clamp(settings.limits.call_length, shortest_call, longest_call)};
  if (request.stage == Stage::token) return allowed;

  if (const auto reason = refuse_destination(settings, facts.destination, now)) return std::unexpected(*reason);
  if (const auto reason = refuse_usage(request.stage, settings.limits, facts.usage)) return std::unexpected(*reason);
  allowed.caller_id = settings.caller_id;
  return allowed;
}

bool plan_has_voip(const Settings& settings, const std::optional<std::string>& plan) {
  return plan && std::ranges::find(settings.voip_plans, *plan) != settings.voip_plans.end();
}

std::optional<Reason> refuse_setup(const Server& server, const Settings& settings) {
  if (!server.has_secrets || settings.account_sid.empty() || settings.account_sid != server.account_sid ||
      !settings.caller_id) {
    return Reason::voice_not_configured;
  }
  if (settings.allowed_regions.empty()) return Reason::region_not_allowed;
  return std::nullopt;
}

bool is_configured(const Server& server, const Settings& settings) {
  return !refuse_setup(server, settings);
}

std::optional<Reason> refuse_destination(const Settings& settings, const std::optional<Destination>& destination,
                                         util::Timestamp now) {
  if (!destination) return Reason::number_not_found;
  if (!destination->verified_at || !destination->company_reviewed) return Reason::number_not_verified;
  if (destination->verified_until && *destination->verified_until <= now) return Reason::verification_lapsed;
  if (!destination->info.plausible || !is_callable(destination->info.kind) ||
      destination->number == settings.caller_id) {
    return Reason::number_type_not_allowed;
  }
  const bool is_in_allowed_region = std::ranges::any_of(
      destination->info.regions, [&](const auto& region) { return is_allowed_region(settings, region); });
  if (!is_in_allowed_region) return Reason::region_not_allowed;
  return std::nullopt;
}

}  // namespace teleperson::policy
