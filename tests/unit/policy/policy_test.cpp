#include "policy/policy.h"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace teleperson::policy {
namespace {

using namespace std::chrono_literals;
using phone::Kind;

const util::Timestamp now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};
const phone::E164 caller_id = *phone::E164::parse("+14155550100");
const phone::E164 callee = *phone::E164::parse("+14165550123");

constexpr std::initializer_list<Stage> all_stages{Stage::token, Stage::ticket, Stage::webhook};
constexpr std::initializer_list<Stage> dialling{Stage::ticket, Stage::webhook};

/// Everything that is asked about, allowing a call; every test spoils something.
struct World {
  Request request{.stage = Stage::token, .server = {.account_sid = "AC1", .has_secrets = true}};
  Facts facts{
      .caller = Caller{.plan = "premium", .disabled = false},
      .settings = {.account_sid = "AC1",
                   .token_endpoint_url = "",
                   .caller_id = caller_id,
                   .allowed_regions = {"US", "CA"},
                   .limits = {}},
      .destination = Destination{.number = callee,
                                 .info = {.regions = {"CA"}, .kind = Kind::fixed_line_or_mobile, .plausible = true},
                                 .verified_at = now - 24h,
                                 .verified_until = now + 24h,
                                 .company_reviewed = true},
      .usage = {},
  };

  Decision decide(Stage stage) {
    request.stage = stage;
    return policy::decide(request, facts, now);
  }
};

struct Case {
  std::string name;
  Reason reason;
  std::vector<Stage> stages;  ///< where it is refused; at the other stages this alone does not matter
  std::function<void(World&)> spoil;
};

/// The decision table, in the order in which reasons are tried. docs/policy.md has it in words.
const std::vector<Case>& table() {
  static const std::vector<Case> cases{
      {"no user", Reason::unauthorized, all_stages, [](World& w) { w.facts.caller.reset(); }},
      {"user disabled", Reason::user_disabled, all_stages, [](World& w) { w.facts.caller->disabled = true; }},
      {"free plan", Reason::plan_without_voip, all_stages, [](World& w) { w.facts.caller->plan = "free"; }},
      {"no plan", Reason::plan_without_voip, all_stages, [](World& w) { w.facts.caller->plan.reset(); }},
      {"plan in other letters", Reason::plan_without_voip, all_stages,
       [](World& w) { w.facts.caller->plan = "Premium"; }},
      {"no plan has calling", Reason::plan_without_voip, all_stages,
       [](World& w) { w.facts.settings.voip_plans.clear(); }},
      {"no secrets", Reason::voice_not_configured, all_stages, [](World& w) { w.request.server.has_secrets = false; }},
      {"no account SID", Reason::voice_not_configured, all_stages,
       [](World& w) { w.facts.settings.account_sid.clear(); }},
      {"no account SID on both sides", Reason::voice_not_configured, all_stages,
       [](World& w) { w.facts.settings.account_sid = w.request.server.account_sid = ""; }},
      {"another account SID", Reason::voice_not_configured, all_stages,
       [](World& w) { w.facts.settings.account_sid = "AC2"; }},
      {"no caller ID", Reason::voice_not_configured, all_stages, [](World& w) { w.facts.settings.caller_id.reset(); }},
      {"no region allowed", Reason::region_not_allowed, all_stages,
       [](World& w) { w.facts.settings.allowed_regions.clear(); }},
      {"no such number", Reason::number_not_found, dialling, [](World& w) { w.facts.destination.reset(); }},
      {"never verified", Reason::number_not_verified, dialling,
       [](World& w) { w.facts.destination->verified_at.reset(); }},
      {"company not reviewed", Reason::number_not_verified, dialling,
       [](World& w) { w.facts.destination->company_reviewed = false; }},
      {"verification lapsed", Reason::verification_lapsed, dialling,
       [](World& w) { w.facts.destination->verified_until = now - 1ms; }},
      {"verification lapses now", Reason::verification_lapsed, dialling,
       [](World& w) { w.facts.destination->verified_until = now; }},
      {"premium rate", Reason::number_type_not_allowed, dialling,
       [](World& w) { w.facts.destination->info.kind = Kind::premium_rate; }},
      {"implausible", Reason::number_type_not_allowed, dialling,
       [](World& w) { w.facts.destination->info.plausible = false; }},
      {"own caller ID", Reason::number_type_not_allowed, dialling,
       [](World& w) { w.facts.settings.caller_id = callee; }},
      {"another region", Reason::region_not_allowed, dialling,
       [](World& w) { w.facts.destination->info.regions = {"JM"}; }},
      {"no region", Reason::region_not_allowed, dialling, [](World& w) { w.facts.destination->info.regions.clear(); }},
      {"too many tickets",
       Reason::rate_limited,
       {Stage::ticket},
       [](World& w) { w.facts.usage.tickets_last_minute = 10; }},
      {"in a call", Reason::already_in_call, dialling, [](World& w) { w.facts.usage.live_calls = 1; }},
      {"too many calls today", Reason::daily_limit_reached, dialling,
       [](World& w) { w.facts.usage.calls_last_day = 200; }},
  };
  return cases;
}

std::string describe(const Decision& decision) {
  return decision ? "allowed" : std::string(to_string(decision.error()));
}

bool applies(const Case& a_case, Stage stage) {
  return std::ranges::find(a_case.stages, stage) != a_case.stages.end();
}

TEST(Policy, AllowsAPaidUserAVerifiedNumber) {
  for (const auto stage : all_stages)
    EXPECT_EQ(describe(World().decide(stage)), "allowed");
}

TEST(Policy, RefusesForEachReasonAtItsStages) {
  for (const auto& a_case : table()) {
    for (const auto stage : all_stages) {
      World world;
      a_case.spoil(world);
      const auto expected = applies(a_case, stage) ? to_string(a_case.reason) : "allowed";
      EXPECT_EQ(describe(world.decide(stage)), expected) << a_case.name << ", stage " << static_cast<int>(stage);
    }
  }
}

TEST(Policy, NamesTheFirstOfTwoReasons) {
  for (const auto stage : all_stages) {
    for (const auto& first : table()) {
      for (const auto& second : table()) {
        const bool in_order = &first < &second;
        if (!in_order || !applies(first, stage) || !applies(second, stage)) continue;
        World world;
        second.spoil(world);
        // A spoilt destination cannot be spoilt again once it is gone, so the earlier case comes second.
        first.spoil(world);
        EXPECT_EQ(describe(world.decide(stage)), to_string(first.reason)) << first.name << " and " << second.name;
      }
    }
  }
}

TEST(Policy, CallsOnlyKindsOfNumbersThatCompaniesHave) {
  const std::vector<Kind> callable{Kind::fixed_line, Kind::mobile, Kind::fixed_line_or_mobile,
                                   Kind::toll_free,  Kind::voip,   Kind::universal_access};
  for (int i = 0; i <= static_cast<int>(Kind::unknown); ++i) {
    const auto kind = static_cast<Kind>(i);
    World world;
    world.facts.destination->info.kind = kind;
    const bool expected = std::ranges::find(callable, kind) != callable.end();
    EXPECT_EQ(world.decide(Stage::ticket).has_value(), expected) << phone::to_string(kind);
  }
}

TEST(Policy, TakesATollFreeNumberInAnyOfItsRegions) {
  for (const char* const allowed : {"US", "CA"}) {
    World world;
    world.facts.settings.allowed_regions = {allowed};
    world.facts.destination->info = {.regions = {"US", "CA"}, .kind = Kind::toll_free, .plausible = true};
    EXPECT_TRUE(world.decide(Stage::ticket)) << allowed;
  }
}

TEST(Policy, ATerritoryOfTheUnitedStatesIsARegionOfItsOwn) {
  World world;
  world.facts.destination->info.regions = {"PR"};
  EXPECT_EQ(describe(world.decide(Stage::ticket)), "region_not_allowed");
  world.facts.settings.allowed_regions.emplace_back("PR");
  EXPECT_TRUE(world.decide(Stage::ticket));
}

TEST(Policy, VerificationWithoutAnEndDoesNotLapse) {
  World world;
  world.facts.destination->verified_until.reset();
  EXPECT_TRUE(world.decide(Stage::webhook));
}

TEST(Policy, LimitsAllowUpToTheirNumber) {
  World world;
  world.facts.settings.limits = {.tickets_per_minute = 3, .calls_per_day = 5};
  world.facts.usage = {.tickets_last_minute = 2, .live_calls = 0, .calls_last_day = 4};
  EXPECT_TRUE(world.decide(Stage::ticket));
  world.facts.usage.tickets_last_minute = 3;
  EXPECT_EQ(describe(world.decide(Stage::ticket)), "rate_limited");
  EXPECT_TRUE(world.decide(Stage::webhook)) << "the ticket that is redeemed was counted when it was given";
  world.facts.usage.calls_last_day = 5;
  EXPECT_EQ(describe(world.decide(Stage::webhook)), "daily_limit_reached");
}

TEST(Policy, SaysWithWhichCallerIdAndForHowLong) {
  World world;
  world.facts.settings.limits.call_length = 600s;
  EXPECT_EQ(world.decide(Stage::token)->caller_id, std::nullopt);
  for (const auto stage : dialling) {
    EXPECT_EQ(world.decide(stage)->caller_id, caller_id);
    EXPECT_EQ(world.decide(stage)->time_limit, 600s);
  }
}

TEST(Policy, KeepsTheLengthOfACallWithinBounds) {
  World world;
  world.facts.settings.limits.call_length = 0s;
  EXPECT_EQ(world.decide(Stage::webhook)->time_limit, 60s);
  world.facts.settings.limits.call_length = 1000000s;
  EXPECT_EQ(world.decide(Stage::webhook)->time_limit, 14400s);
}

TEST(Policy, IsConfiguredOnceCallsCanBeSetUp) {
  const World good;
  EXPECT_TRUE(is_configured(good.request.server, good.facts.settings));
  EXPECT_EQ(refuse_setup(good.request.server, good.facts.settings), std::nullopt);
  for (const auto& a_case : table()) {
    World world;
    a_case.spoil(world);
    const bool setup_is_at_fault = a_case.reason == Reason::voice_not_configured || a_case.name == "no region allowed";
    EXPECT_EQ(is_configured(world.request.server, world.facts.settings), !setup_is_at_fault) << a_case.name;
  }
}

TEST(Policy, TheDirectoryShowsWhatTheDecisionWillBe) {
  for (const auto& a_case : table()) {
    World world;
    a_case.spoil(world);
    const auto shown = refuse_destination(world.facts.settings, world.facts.destination, now);
    if (shown) {
      EXPECT_EQ(describe(world.decide(Stage::ticket)), to_string(*shown)) << a_case.name;
    }
    const bool is_about_the_number = applies(a_case, Stage::ticket) && a_case.reason >= Reason::number_not_found &&
                                     a_case.reason <= Reason::number_type_not_allowed;
    EXPECT_EQ(shown.has_value(), is_about_the_number) << a_case.name;
  }
}

RC_GTEST_PROP(Policy, OnlyPlansOnTheListHaveCalling, (const std::string& plan, std::vector<std::string> plans)) {
  Settings settings;
  settings.voip_plans = plans;
  const bool listed = std::ranges::find(plans, plan) != plans.end();
  RC_ASSERT(plan_has_voip(settings, plan) == listed);
  plans.push_back(plan);
  settings.voip_plans = plans;
  RC_ASSERT(plan_has_voip(settings, plan));
  RC_ASSERT(!plan_has_voip(settings, std::nullopt));
}

}  // namespace
}  // namespace teleperson::policy
