#include "store/sql/census.h"

#include <algorithm>
#include <map>

#include "store/sql/numbers.h"
#include "store/sql/text_list.h"

namespace teleperson::store::sql {
namespace {

constexpr int latest_numbers = 50;

// One row for each plan that any user ever had.
constexpr Sql<Row<std::string, std::int64_t, std::int64_t, std::int64_t>()> select_plans{
    "select plan, users, disabled, ready from plan_counts where users > 0 order by users desc, plan"};

/// Regions, kind, plausible, reviewed.
using Group = Row<std::string, phone::Kind, bool, bool>;
using CountedGroup = JoinedRow<Group, Row<bool, std::int64_t>>;

// One row for each kind of number, in each region, in four states.
constexpr Sql<CountedGroup()> select_number_groups{
    "select region, kind, plausible, reviewed, verified, numbers from number_counts where numbers > 0"};

#define STATE_OF_NUMBER "n.region, n.kind, n.plausible, case when c.reviewed_at is null then 0 else 1 end"
#define NUMBERS "from phone_numbers n join companies c on c.id = n.company_id "

constexpr Sql<JoinedRow<Group, Row<std::int64_t>>(util::Timestamp)> select_lapsed{
    "select " STATE_OF_NUMBER ", count(*) " NUMBERS
    "where n.verified_at is not null and n.verified_until is not null and n.verified_until <= :now "
    "group by 1, 2, 3, 4"};

constexpr Sql<JoinedRow<Group, Row<bool, bool>>(util::Timestamp, phone::E164)> select_own{
    "select " STATE_OF_NUMBER
    ", case when n.verified_at is null then 0 else 1 end,"
    " case when n.verified_at is not null and n.verified_until <= :now then 1 else 0 end " NUMBERS
    "where n.e164 = :e164"};

#undef STATE_OF_NUMBER
#undef NUMBERS

constexpr Sql<Row<util::Timestamp>()> select_last_answered{R"(
  select created_at from voice_call_log where outcome = 'answered' order by created_at desc limit 1)"};

constexpr Sql<Row<std::string>(int)> select_last_verified{R"(
  select company_id from phone_numbers where verified_at is not null order by verified_at desc limit :rows)"};

using MaybeText = std::optional<std::string>;
constexpr Sql<Row<std::string, std::string, MaybeText, MaybeText>(std::string)> select_company{
    "select name, domain, industry, logo_url from companies where id = :id"};

enum class Verification { none, valid, lapsed };

/// Numbers are moved between groups: those that lapsed out of those that are verified, the own ones out of all.
using Groups = std::map<std::tuple<Group, Verification, bool>, std::int64_t>;

Groups group_numbers(Session& db, const std::optional<phone::E164>& caller_id, util::Timestamp now) {
  Groups groups;
  for (const auto& [regions, kind, plausible, reviewed, verified, numbers] : db.all(select_number_groups)) {
    const Group group{regions, kind, plausible, reviewed};
    groups[{group, verified ? Verification::valid : Verification::none, false}] += numbers;
  }
  for (const auto& [regions, kind, plausible, reviewed, numbers] : db.all(select_lapsed, now)) {
    const Group group{regions, kind, plausible, reviewed};
    groups[{group, Verification::valid, false}] -= numbers;
    groups[{group, Verification::lapsed, false}] += numbers;
  }
  if (!caller_id) return groups;
  for (const auto& [regions, kind, plausible, reviewed, verified, lapsed] : db.all(select_own, now, *caller_id)) {
    const Group group{regions, kind, plausible, reviewed};
    const auto verification = lapsed ? Verification::lapsed : verified ? Verification::valid : Verification::none;
    groups[{group, verification, false}] -= 1;
    groups[{group, verification, true}] += 1;
  }
  return groups;
}

}  // namespace

Census take_census(Session& db, const std::optional<phone::E164>& caller_id, util::Timestamp now) {
  Census census;
  for (auto& [plan, users, disabled, ready] : db.all(select_plans)) {
    census.plans.push_back({.plan = plan.empty() ? std::nullopt : std::optional(std::move(plan)),
                            .users = users,
                            .disabled = disabled,
                            .ready = ready});
  }
  for (const auto& [key, numbers] : group_numbers(db, caller_id, now)) {
    if (numbers <= 0) continue;
    const auto& [group, verification, is_caller_id] = key;
    const auto& [regions, kind, plausible, reviewed] = group;
    census.numbers.push_back({.info = {.regions = split_list(regions), .kind = kind, .plausible = plausible},
                              .company_reviewed = reviewed,
                              .verified = verification != Verification::none,
                              .lapsed = verification == Verification::lapsed,
                              .is_caller_id = is_caller_id,
                              .numbers = numbers});
  }
  if (const auto answered = db.one(select_last_answered)) census.last_answered_at = std::get<0>(*answered);
  return census;
}

CompanyPage find_last_verified(Session& db) {
  CompanyPage page;
  for (const auto& [id] : db.all(select_last_verified, latest_numbers)) {
    if (std::ranges::find(page.companies, id, &Company::id) != page.companies.end()) continue;
    auto company = db.one(select_company, id);
    if (!company) continue;
    auto& [name, domain, industry, logo_url] = *company;
    page.companies.push_back({.id = id,
                              .name = std::move(name),
                              .domain = std::move(domain),
                              .industry = std::move(industry),
                              .logo_url = std::move(logo_url),
                              .numbers = read_numbers_of_company(db, id)});
  }
  return page;
}

}  // namespace teleperson::store::sql
