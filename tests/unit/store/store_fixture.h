#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "calls/ids.h"
#include "policy/policy.h"
#include "store/store.h"
#include "test_database.h"
#include "util/secret.h"
#include "wait.h"

namespace teleperson::test {

using namespace std::chrono_literals;
using store::Change;
using util::Timestamp;

inline const std::string account_sid = "AC" + std::string(32, '0');
inline const Timestamp start{std::chrono::sys_days(std::chrono::year(2026) / 3 / 1)};

inline phone::E164 e164(std::string_view text) {
  return phone::E164::parse(text).value();
}

/// The `index`th of many different ones.
inline calls::CallSid call_sid(int index) {
  std::string hex = std::to_string(index);
  hex.insert(0, 32 - hex.size(), '0');
  return calls::CallSid::parse("CA" + hex).value();
}

inline store::NewCompany company(std::string name, std::string domain, std::vector<std::string> aliases = {}) {
  return {.name = std::move(name),
          .domain = std::move(domain),
          .aliases = std::move(aliases),
          .industry = {},
          .logo_url = {},
          .description = {}};
}

/// A store in a file of its own, with one company, its verified number and a premium user.
class StoreTest : public testing::Test {
 protected:
  StoreTest() {
    database.migrate();
    open();
    add_user("alice");
    EXPECT_EQ(wait(store->import_companies({company("Example Air", "air.example")}, operator_, start)), 1);
    EXPECT_EQ(add_number(number, "air.example"), Change::made);
    EXPECT_EQ(wait(store->verify_number(number, std::nullopt, operator_, start)), Change::made);
    EXPECT_EQ(wait(store->save_settings(settings, std::nullopt, operator_, start)), Change::made);
    number_id = id_of_number("air.example");
  }

  void open() {
    store.reset();  // else it would write into the file that the next one reads
    store = store::open({.url = database.gateway_url(), .hasher = &hasher, .patience = patience, .logger = nullptr});
  }

  void add_user(const std::string& id, const std::string& plan = "premium") {
    const store::NewUser user{.id = id, .email = id + "@mail.example", .first_name = id, .plan = plan};
    ASSERT_EQ(wait(store->add_user(user, operator_, start)), Change::made);
    ASSERT_EQ(wait(store->add_token(id, token_of(id), std::nullopt, operator_, start)), Change::made);
  }

  store::Result<Change> add_number(const phone::E164& e164, const std::string& domain) {
    const phone::NumberInfo info{.regions = {"US"}, .kind = phone::Kind::fixed_line_or_mobile, .plausible = true};
    return wait(store->add_number(e164, info, domain, "Support", operator_, start));
  }

  std::string id_of_number(const std::string& domain) {
    store::CompanyQuery query;
    query.domain = domain;
    return wait(store->companies(query)).value().companies.at(0).numbers.at(0).number.id;
  }

  static store::TokenHash token_of(const std::string& user) { return util::sha256("token of " + user); }

  store::Decide policy_at(policy::Stage stage, Timestamp now) const {
    return [=](const policy::Facts& facts) {
      return policy::decide({.stage = stage, .server = {.account_sid = account_sid, .has_secrets = true}}, facts, now);
    };
  }

  struct Issued {
    calls::CallId call_id;
    util::Sha256Digest ticket_hash;
    phone::UserIdHash user;
  };

  store::TicketRequest ticket_request(Timestamp now, const std::string& user = "alice") const {
    return {.call_id = calls::CallId::random(),
            .ticket_hash = calls::Ticket::random().hash(),
            .token_hash = token_of(user),
            .user = hasher.user(user),
            .number_id = number_id,
            .now = now,
            .expires_at = now + 60s};
  }

  policy::Decision ask_for_ticket(const store::TicketRequest& request) {
    return wait(store->create_ticket(request, policy_at(policy::Stage::ticket, request.now))).value();
  }

  Issued issue_ticket(Timestamp now, const std::string& user = "alice") {
    const auto request = ticket_request(now, user);
    EXPECT_TRUE(ask_for_ticket(request));
    return {request.call_id, request.ticket_hash, request.user};
  }

  util::Task<store::Result<store::RedemptionResult>> redeeming(const store::Redemption& redemption) {
    return store->redeem(redemption, policy_at(policy::Stage::webhook, redemption.now));
  }

  store::RedemptionResult redeem(const Issued& issued, const calls::CallSid& sid, Timestamp now) {
    const store::Redemption redemption{issued.ticket_hash, issued.user, sid, now};
    return wait(redeeming(redemption)).value();
  }

  /// A call that was handed to Twilio at `now`.
  Issued start_call(const calls::CallSid& sid, Timestamp now, const std::string& user = "alice") {
    const auto issued = issue_ticket(now, user);
    EXPECT_TRUE(redeem(issued, sid, now));
    return issued;
  }

  std::vector<store::LogRow> call_log() { return wait(store->call_log(0, 1000)).value(); }

  std::optional<store::CallView> view(const Issued& issued) {
    return wait(store->call(issued.call_id, issued.user)).value();
  }

  TestDatabase database;
  std::string url = database.url();
  phone::Hasher hasher{util::Secret()};
  store::Patience patience;
  store::Actor operator_;
  phone::E164 number = e164("+14155550123");
  phone::E164 caller_id = e164("+14155550100");
  policy::Settings settings{.account_sid = account_sid,
                            .token_endpoint_url = "https://voice.example/v1/voice/token",
                            .caller_id = caller_id,
                            .allowed_regions = {"US", "CA"},
                            .limits = {}};
  std::string number_id;
  std::unique_ptr<store::Store> store;
};

}  // namespace teleperson::test
