#pragma once

#include <chrono>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "../store/temporary_folder.h"
#include "../twilio/sids.h"
#include "gateway/gateway.h"
#include "twilio/signature.h"
#include "util/password.h"

namespace teleperson::test {

using namespace std::chrono_literals;
using http::Method;

class ManualClock final : public util::Clock {
 public:
  util::Timestamp now() const override { return now_; }
  void advance(std::chrono::milliseconds by) { now_ += by; }

 private:
  util::Timestamp now_{1'795'000'000'000ms};
};

using Headers = std::vector<std::pair<std::string_view, std::string_view>>;

/// A gateway on a database of its own, with one company, a verified number and two users, asked without sockets.
class GatewayTest : public testing::Test {
 protected:
  static constexpr std::string_view number = "+14155550123";
  static constexpr std::string_view user_id = "user-with-a-telling-id";
  static constexpr std::string_view own_page = "https://voice.example.com";
  static constexpr std::string_view admin_password = "correct horse battery";

  GatewayTest() {
    config.public_url = own_page;
    config.database_url = "sqlite:" + folder.file("gateway.db").string();
    config.upgrade_url = "https://example.com/pricing";
    config.twilio.account_sid = twilio::AccountSid::parse(sid("AC"));
    config.twilio.auth_tokens = {util::Secret("retired token"), util::Secret("token of the account")};
    config.twilio.api_key_sid = twilio::ApiKeySid::parse(sid("SK"));
    config.twilio.api_key_secret = util::Secret("secret of the key");
    config.twilio.twiml_app_sid = twilio::ApplicationSid::parse(sid("AP"));
    store::migrate(config.database_url);
    store = store::open({.url = config.database_url, .hasher = &hasher, .patience = {}, .logger = &log});
    fill_database();
  }
  ~GatewayTest() override { std::fclose(log_file); }

  /// To be called after changes of `config`; the first request calls it.
  gateway::Gateway& gateway() {
    if (!gateway_) {
      gateway_ = std::make_unique<gateway::Gateway>(loop, config, *store, hasher, number_plan, clock, log);
    }
    return *gateway_;
  }

  static store::TokenHash hash_of(const std::string& token) { return calls::ExtensionToken::parse(token)->hash(); }
  /// `role` may sign in to the dashboard with `token` and `admin_password`.
  void add_admin(const std::string& id, const std::string& role, const std::string& token,
                 std::optional<std::string> plan = {}) {
    const store::NewUser user{.id = id, .email = {}, .first_name = "Ada", .plan = std::move(plan), .role = role};
    EXPECT_EQ(wait(store->add_user(user, {}, clock.now())), store::Change::made);
    EXPECT_EQ(wait(store->add_token(id, hash_of(token), std::nullopt, {}, clock.now())), store::Change::made);
    static const std::string hash = util::hash_password(util::Secret(std::string(admin_password)));
    EXPECT_TRUE(wait(store->set_admin_password(hash, {}, clock.now())));
  }

  template <class T>
  T wait(util::Task<T> task) {
    std::optional<T> result;
    auto keep = [&]() -> util::Task<> { result.emplace(co_await std::move(task)); };
    boost::asio::co_spawn(loop, keep(), [](std::exception_ptr failure) {
      if (failure) std::rethrow_exception(failure);
    });
    loop.restart();
    loop.run();
    return std::move(*result);
  }

  http::Response ask(Method method, std::string_view target, const Headers& headers = {}, std::string_view body = {}) {
    http::Request request;
    request.method = method;
    request.target = target;
    request.path = target.substr(0, target.find('?'));
    request.query = request.path.size() < target.size() ? target.substr(request.path.size() + 1) : std::string_view();
    request.headers = headers;
    request.body = body;
    return wait(gateway().handle(request));
  }
  http::Response get(std::string_view target, std::string_view token) {
    return ask(Method::get, target, {{"X-TLE-Token", token}});
  }
  http::Response post(std::string_view target, std::string_view token, std::string_view body = {}) {
    return ask(Method::post, target, {{"X-TLE-Token", token}, {"Content-Type", "application/json"}}, body);
  }

  /// As Twilio would: signed for the public URL. AccountSid is added.
  http::Response webhook(const std::string& target, util::FormFields fields) {
    fields.emplace_back("AccountSid", sid("AC"));
    return signed_form(target, fields);
  }
  http::Response signed_form(const std::string& target, const util::FormFields& fields) {
    const auto signature = twilio::sign(config.twilio.auth_tokens.back(), config.public_url + target, fields);
    const auto body = util::encode_form(fields);
    return ask(Method::post, target,
               {{"X-Twilio-Signature", signature}, {"Content-Type", "application/x-www-form-urlencoded"}}, body);
  }

  struct Issued {
    std::string call_id;
    std::string ticket;
  };
  Issued issue_ticket() {
    const auto document = json(post("/v1/voice/calls", premium, R"({"number_id":")" + number_id + R"("})"), 201);
    return {text(document, "call_id"), text(document, "ticket")};
  }
  http::Response ask_voice_url(std::string_view ticket, std::string_view call_sid, std::string from = {}) {
    if (from.empty()) from = "client:u_" + hasher.user(user_id).text();
    return webhook("/v1/twilio/voice", {{"CallSid", std::string(call_sid)},
                                        {"ApplicationSid", sid("AP")},
                                        {"From", std::move(from)},
                                        {"ticket", std::string(ticket)}});
  }
  /// A call that Twilio was told to dial.
  Issued start_call() {
    auto issued = issue_ticket();
    EXPECT_TRUE(ask_voice_url(issued.ticket, parent).body.contains("<Dial "));
    return issued;
  }

  static boost::json::object json(const http::Response& response, int status = 200) {
    EXPECT_EQ(response.status, status) << response.body;
    return boost::json::parse(response.body).as_object();
  }
  static std::string text(const boost::json::object& document, std::string_view name) {
    const auto* value = document.if_contains(name);
    return value && value->is_string() ? boost::json::value_to<std::string>(*value) : "(none)";
  }
  /// The reason of a problem with this status.
  static std::string problem(const http::Response& response, int status) {
    EXPECT_EQ(response.content_type, "application/problem+json");
    return text(json(response, status), "reason");
  }
  static std::string header(const http::Response& response, std::string_view name) {
    for (const auto& [header, value] : response.headers) {
      if (http::equal_ignoring_case(header, name)) return value;
    }
    return "(none)";
  }
  std::string state_of(const Issued& issued) {
    return text(json(get("/v1/voice/calls/" + issued.call_id, premium)), "state");
  }

  std::string log_lines() {
    std::string lines(static_cast<std::size_t>(std::ftell(log_file) + 1'000'000), '\0');
    std::rewind(log_file);
    lines.resize(std::fread(lines.data(), 1, lines.size(), log_file));
    return lines;
  }
  std::string metrics() {
    http::Request request;
    request.method = Method::get;
    request.path = request.target = "/metrics";
    return wait(gateway().handle_metrics(request)).body;
  }

  void save_settings() { ASSERT_TRUE(wait(store->save_settings(settings, std::nullopt, {}, clock.now()))); }
  void add_number(std::string_view e164, const std::string& label, bool verified) {
    const auto parsed = phone::E164::parse(e164).value();
    const auto info = number_plan.info(parsed);
    ASSERT_EQ(wait(store->add_number(parsed, info, "air.example", label, {}, clock.now())), store::Change::made);
    if (!verified) return;
    ASSERT_TRUE(wait(store->verify_number(parsed, std::nullopt, {}, clock.now())));
  }

  TemporaryFolder folder;
  gateway::Config config;
  ManualClock clock;
  std::FILE* log_file = std::tmpfile();
  util::Logger log{util::LogLevel::debug, util::LogFormat::json, clock, fileno(log_file)};
  phone::Hasher hasher{util::Secret()};
  phone::NumberPlan number_plan;
  boost::asio::io_context loop;
  std::unique_ptr<store::Store> store;
  policy::Settings settings{.account_sid = sid("AC"),
                            .token_endpoint_url = "",
                            .caller_id = phone::E164::parse("+14155550100"),
                            .allowed_regions = {"US"},
                            .limits = {}};
  std::string number_id;
  const std::string premium = calls::ExtensionToken::random().text();
  const std::string other_premium = calls::ExtensionToken::random().text();
  const std::string free = calls::ExtensionToken::random().text();
  const std::string parent = sid("CA", 'a');
  const std::string child = sid("CA", 'c');

 private:
  void add_user(std::string_view id, const std::string& plan, const std::string& token) {
    const store::NewUser user{
        .id = std::string(id), .email = std::nullopt, .first_name = "First", .plan = plan, .role = "user"};
    const auto hash = calls::ExtensionToken::parse(token)->hash();
    ASSERT_EQ(wait(store->add_user(user, {}, clock.now())), store::Change::made);
    ASSERT_EQ(wait(store->add_token(user.id, hash, std::nullopt, {}, clock.now())), store::Change::made);
  }
  void fill_database() {
    add_user(user_id, "premium", premium);
    add_user("another premium user", "premium", other_premium);
    add_user("user on the free plan", "free", free);
    const std::vector<store::NewCompany> companies{{.name = "Example Air",
                                                    .domain = "air.example",
                                                    .aliases = {},
                                                    .industry = "Airlines",
                                                    .logo_url = {},
                                                    .description = {}}};
    ASSERT_EQ(wait(store->import_companies(companies, {}, clock.now())), 1);
    add_number(number, "Reservations", true);
    save_settings();
    store::CompanyQuery query;
    number_id = wait(store->companies(query))->companies.at(0).numbers.at(0).number.id;
  }

  std::unique_ptr<gateway::Gateway> gateway_;
};

}  // namespace teleperson::test
