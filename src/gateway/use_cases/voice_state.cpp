#include "gateway/use_cases/voice_state.h"

#include <algorithm>
#include <map>

#include "gateway/use_cases/session.h"

namespace teleperson::gateway {
namespace {

constexpr std::size_t most_plans = 50;

void count_users(VoiceState& state, const policy::Settings& settings, const std::vector<store::PlanCount>& plans) {
  for (const auto& count : plans) {
    const bool has_calling = policy::plan_has_voip(settings, count.plan);
    const auto enabled = count.users - count.disabled;
    state.users_disabled += count.disabled;
    if (has_calling) {
      state.users_able += count.ready;
      state.users_without_token += enabled - count.ready;
    } else {
      state.users_without_calling += enabled;
    }
    if (state.plans.size() < most_plans) state.plans.push_back({count.plan, count.users, has_calling});
  }
}

/// One number that stands for all of the count.
policy::Destination example_of(const store::NumberCount& count, const policy::Settings& settings, util::Timestamp now) {
  static const auto some_number = phone::E164::parse("+10000000").value();  // nobody's
  policy::Destination example{.number = some_number, .info = count.info, .company_reviewed = count.company_reviewed};
  if (count.is_caller_id && settings.caller_id) example.number = *settings.caller_id;
  if (count.verified) example.verified_at = now;
  if (count.lapsed) example.verified_until = now;
  return example;
}

template <class Key>
std::vector<std::pair<Key, std::int64_t>> most_first(const std::map<Key, std::int64_t>& counts) {
  std::vector<std::pair<Key, std::int64_t>> sorted(counts.begin(), counts.end());
  std::ranges::stable_sort(sorted, std::ranges::greater(), &std::pair<Key, std::int64_t>::second);
  return sorted;
}

void count_numbers(VoiceState& state, const policy::Settings& settings, const std::vector<store::NumberCount>& counts,
                   util::Timestamp now) {
  std::map<policy::Reason, std::int64_t> refused;
  std::map<phone::Region, std::int64_t> regions;
  for (const auto& count : counts) {
    const auto reason = policy::refuse_destination(settings, example_of(count, settings, now), now);
    if (!reason) {
      state.numbers_callable += count.numbers;
      continue;
    }
    refused[*reason] += count.numbers;
    if (*reason == policy::Reason::region_not_allowed && !count.info.regions.empty()) {
      regions[count.info.regions.front()] += count.numbers;
    }
  }
  state.numbers_refused = most_first(refused);
  state.regions_not_allowed = most_first(regions);
}

}  // namespace

util::Task<Answer<VoiceState>> voice_state(const Services& services, const Admin& admin) {
  const auto session = co_await session_of(services, admin.token);
  if (!session) co_return std::unexpected(session.error());
  const auto& [user_id, first_name, role, caller, settings] = session->authority;
  const auto now = services.clock.now();
  const auto census = co_await services.store.census(settings.caller_id, now);
  if (!census) {
    services.metrics.store_error("census");
    co_return std::unexpected<Refusal>(Trouble::unavailable);
  }

  VoiceState state;
  const policy::Request request{.stage = policy::Stage::token, .server = services.setup.policy_server()};
  const policy::Facts facts{.caller = caller, .settings = settings, .destination = std::nullopt, .usage = {}};
  const auto decision = policy::decide(request, facts, now);
  state.own_plan = caller.plan;
  if (!decision) state.own_refusal = decision.error();
  count_users(state, settings, census->plans);
  count_numbers(state, settings, census->numbers, now);
  state.last_answered_at = census->last_answered_at;
  co_return state;
}

}  // namespace teleperson::gateway
