#include <set>
#include <thread>

#include <gmock/gmock.h>

#include "../store/test_database.h"
#include "gateway/use_cases/admin_access.h"
#include "gateway_fixture.h"
#include "util/encoding.h"
#include "util/password.h"

namespace teleperson::test {
namespace {

class AdminEndpoints : public GatewayTest {
 protected:
  AdminEndpoints() {
    add_admin("the admin", "admin", admin);
    add_admin("the super admin", "super_admin", super_admin);
  }

  http::Response sign_in(std::string_view token, std::string_view password = admin_password,
                         std::string_view origin = own_page) {
    const auto body = R"({"password":")" + std::string(password) + R"("})";
    return ask(Method::post, "/v1/admin/session",
               {{"X-TLE-Token", token}, {"Content-Type", "application/json"}, {"Origin", origin}}, body);
  }
  /// What the browser sends back.
  std::string cookie_of(const http::Response& response) {
    EXPECT_EQ(response.status, 204) << response.body;
    const auto cookie = header(response, "Set-Cookie");
    return cookie.substr(0, cookie.find(';'));
  }
  std::string signed_in(std::string_view token) { return cookie_of(sign_in(token)); }

  http::Response with_cookie(Method method, std::string_view target, std::string_view cookie,
                             std::string_view body = {}, std::string_view if_match = {}) {
    return ask(method, target,
               {{"Cookie", cookie}, {"Origin", own_page}, {"Content-Type", "application/json"}, {"If-Match", if_match}},
               body);
  }
  std::string session_status(std::string_view cookie) {
    const auto response = with_cookie(Method::get, "/v1/admin/session", cookie);
    return response.status == 200 ? "ok" : problem(response, response.status);
  }
  std::string etag(std::string_view cookie) {
    return header(with_cookie(Method::get, "/v1/admin/settings", cookie), "ETag");
  }
  /// The use of a session is noted without waiting for it.
  void wait_for_last_use() {
    const auto used = "admin_sessions where last_used_at = " + std::to_string(clock.now().time_since_epoch().count());
    RawDatabase database(folder.file("gateway.db"));
    const auto deadline = std::chrono::steady_clock::now() + 10s;
    while (database.count(used) == 0) {
      ASSERT_LT(std::chrono::steady_clock::now(), deadline);
      std::this_thread::yield();
    }
  }
  int audit_rows(const std::string& action) {
    return RawDatabase(folder.file("gateway.db")).count("audit_log where action = '" + action + "'");
  }

  const std::string admin = calls::ExtensionToken::random().text();
  const std::string super_admin = calls::ExtensionToken::random().text();
};

TEST_F(AdminEndpoints, TheCookieIsForThisHostAloneAndForNoScript) {
  const auto response = sign_in(admin);
  EXPECT_THAT(header(response, "Set-Cookie"),
              testing::MatchesRegex("__Host-teleperson_admin=[0-9a-f]{64}; Path=/; HttpOnly; SameSite=Strict; Secure"));
  EXPECT_EQ(header(response, "Cache-Control"), "no-store");
  EXPECT_EQ(audit_rows("admin.signed_in"), 1);

  const auto session = json(with_cookie(Method::get, "/v1/admin/session", cookie_of(response)));
  EXPECT_EQ(text(session, "first_name"), "Ada");
  EXPECT_EQ(text(session, "role"), "admin");
  EXPECT_EQ(text(json(with_cookie(Method::get, "/v1/admin/session", signed_in(super_admin))), "role"), "super_admin");
  EXPECT_FALSE(log_lines().contains(admin_password));
  EXPECT_FALSE(log_lines().contains("the admin"));
}

TEST_F(AdminEndpoints, OverPlainHttpTheCookieHasNoPrefixThatAsksForTls) {
  config.public_url = "http://127.0.0.1:8080";
  EXPECT_THAT(header(sign_in(admin, admin_password, config.public_url), "Set-Cookie"),
              testing::MatchesRegex("teleperson_admin=[0-9a-f]{64}; Path=/; HttpOnly; SameSite=Strict"));
}

/// Every endpoint times every kind of caller.
TEST_F(AdminEndpoints, LetInWhoIsAnAdminAndNobodyElse) {
  const std::string revoked = calls::ExtensionToken::random().text();
  add_admin("once an admin", "admin", revoked);
  const std::string disabled = calls::ExtensionToken::random().text();
  add_admin("a disabled admin", "admin", disabled);
  const std::string demoted = calls::ExtensionToken::random().text();
  add_admin("a demoted admin", "admin", demoted);
  const auto session_of_revoked = signed_in(revoked);
  const auto session_of_disabled = signed_in(disabled);
  const auto session_of_demoted = signed_in(demoted);
  ASSERT_TRUE(wait(store->revoke_token(hash_of(revoked), {}, clock.now())));
  ASSERT_TRUE(wait(store->set_disabled("a disabled admin", true, {}, clock.now())));
  ASSERT_TRUE(wait(store->set_role("a demoted admin", "user", {}, clock.now())));
  const auto expired = signed_in(admin);
  clock.advance(gateway::admin_session_longest);
  const std::string invented = "__Host-teleperson_admin=" + std::string(64, 'a');

  struct Endpoint {
    Method method;
    std::string_view path;
    int success;
    std::string_view body = {};
  };
  const std::string path_of_no_token = "/v1/admin/tokens/" + std::string(64, '0');
  const std::string path_of_no_call = "/v1/admin/test-calls/call_" + std::string(32, '0');
  const std::string end_of_no_call = path_of_no_call + "/end";
  const Endpoint endpoints[] = {
      {Method::get, "/v1/admin/voice-state", 200},
      {Method::get, "/v1/admin/callable-numbers", 200},
      {Method::post, "/v1/admin/test-calls", 200, R"({"number_id":"num_0"})"},
      {Method::get, path_of_no_call, 404},
      {Method::post, end_of_no_call, 404},
      {Method::get, "/v1/admin/session", 200},
      {Method::get, "/v1/admin/settings", 200},
      {Method::put, "/v1/admin/settings", 200, "{}"},
      {Method::post, "/v1/admin/users/search", 200, "{}"},
      {Method::post, "/v1/admin/calls/search", 200, "{}"},
      {Method::post, "/v1/admin/calls/statistics", 200,
       R"({"starts":["2026-11-01T00:00:00Z","2026-11-02T00:00:00Z"]})"},
      {Method::get, "/v1/admin/calls/export", 200},
      {Method::get, "/v1/admin/events", 200},
      {Method::post, "/v1/admin/users", 400, "{}"},
      {Method::put, "/v1/admin/users/plan", 204, R"({"id":"another premium user","plan":"pro"})"},
      {Method::put, "/v1/admin/users/role", 400, "{}"},
      {Method::put, "/v1/admin/users/disabled", 204, R"({"id":"another premium user","disabled":false})"},
      {Method::post, "/v1/admin/tokens", 201, R"({"user_id":"another premium user"})"},
      {Method::get, "/v1/admin/companies", 200},
      {Method::post, "/v1/admin/companies", 422, "{}"},
      {Method::get, "/v1/admin/companies/co_none", 404},
      {Method::put, "/v1/admin/companies/co_none", 422, "{}"},
      {Method::del, "/v1/admin/companies/co_none", 404},
      {Method::put, "/v1/admin/companies/co_none/review", 404, R"({"reviewed":true})"},
      {Method::post, "/v1/admin/companies/co_none/numbers", 404, R"({"number":"+14155550123","label":"L"})"},
      {Method::post, "/v1/admin/companies/import?dry_run=true", 415, "{}"},
      {Method::patch, "/v1/admin/numbers/num_none", 404, R"({"label":"L"})"},
      {Method::del, "/v1/admin/numbers/num_none", 404},
      {Method::put, "/v1/admin/numbers/num_none/verification", 404, R"({"until":null})"},
      {Method::del, "/v1/admin/numbers/num_none/verification", 404},
      {Method::del, path_of_no_token, 404},
      {Method::del, "/v1/admin/session", 204},
      {Method::del, "/v1/admin/sessions", 204},
  };
  for (const auto& [method, path, success, sent] : endpoints) {
    const auto body = sent;
    const bool is_write = method != Method::get;
    const auto live = signed_in(admin);
    const auto live_super = signed_in(super_admin);
    const auto current = etag(live);
    const auto asked = [&](Headers headers) {
      headers.emplace_back("Content-Type", "application/json");
      headers.emplace_back("If-Match", current);
      const auto response = ask(method, path, headers, body);
      EXPECT_EQ(header(response, "Cache-Control"), "no-store");
      if (response.status == success) return std::to_string(success);
      return std::to_string(response.status) + " " + text(boost::json::parse(response.body).as_object(), "reason");
    };
    const auto by_cookie = [&](std::string_view cookie) { return asked({{"Cookie", cookie}, {"Origin", own_page}}); };
    const auto by_token = [&](std::string_view token, std::string_view password) {
      return asked({{"X-TLE-Token", token}, {"X-Admin-Password", password}});
    };
    SCOPED_TRACE(path);
    EXPECT_EQ(asked({}), "401 not_signed_in");
    EXPECT_EQ(by_cookie("other=1"), "401 not_signed_in");
    EXPECT_EQ(by_cookie("__Host-teleperson_admin=short"), "401 not_signed_in");
    EXPECT_EQ(by_cookie(invented), "401 not_signed_in");
    EXPECT_EQ(by_cookie(expired), "401 not_signed_in");
    EXPECT_EQ(by_cookie(session_of_revoked), "401 not_signed_in");
    EXPECT_EQ(by_cookie(session_of_disabled), "401 not_signed_in");
    EXPECT_EQ(by_cookie(session_of_demoted), "401 not_signed_in") << "it is past its time as well";
    EXPECT_EQ(by_token("malformed", admin_password), "401 unauthorized");
    EXPECT_EQ(by_token(calls::ExtensionToken::random().text(), admin_password), "401 unauthorized");
    EXPECT_EQ(by_token(revoked, admin_password), "401 unauthorized");
    EXPECT_EQ(by_token(disabled, admin_password), "403 user_disabled");
    EXPECT_EQ(by_token(premium, admin_password), "403 not_admin");
    EXPECT_EQ(by_token(premium, "wrong"), "403 not_admin");
    EXPECT_EQ(by_token(demoted, admin_password), "403 not_admin");
    EXPECT_EQ(by_token(admin, ""), "401 wrong_password");
    EXPECT_EQ(by_token(admin, "wrong"), "401 wrong_password");
    if (is_write) {
      EXPECT_EQ(asked({{"Cookie", live}}), "403 origin_not_allowed");
      EXPECT_EQ(asked({{"Cookie", live}, {"Origin", "null"}}), "403 origin_not_allowed");
      EXPECT_EQ(asked({{"Cookie", live}, {"Origin", "https://evil.example"}}), "403 origin_not_allowed");
      EXPECT_EQ(asked({{"Cookie", live}, {"Origin", "https://voice.example.com.evil.example"}}),
                "403 origin_not_allowed");
      EXPECT_EQ(
          asked({{"X-TLE-Token", admin}, {"X-Admin-Password", admin_password}, {"Origin", "https://evil.example"}}),
          "403 origin_not_allowed");
    }
    EXPECT_EQ(by_cookie(live), std::to_string(success));
    EXPECT_EQ(by_cookie(live_super), std::to_string(success));
    EXPECT_EQ(by_token(super_admin, admin_password), std::to_string(success));
  }
}

TEST_F(AdminEndpoints, WhoeverIsDemotedIsShutOutAtOnce) {
  const auto cookie = signed_in(admin);
  ASSERT_TRUE(wait(store->set_role("the admin", "user", {}, clock.now())));
  EXPECT_EQ(session_status(cookie), "not_admin");
  ASSERT_TRUE(wait(store->set_role("the admin", "super_admin", {}, clock.now())));
  EXPECT_EQ(session_status(cookie), "ok");
}

TEST_F(AdminEndpoints, SigningInTellsWhatIsWrong) {
  EXPECT_EQ(problem(sign_in("tle_nonsense"), 401), "unauthorized");
  EXPECT_EQ(problem(sign_in(premium), 403), "not_admin");
  EXPECT_EQ(problem(sign_in(admin, "wrong"), 401), "wrong_password");
  EXPECT_EQ(problem(sign_in(admin, std::string(2000, 'x')), 401), "wrong_password");
  EXPECT_EQ(problem(sign_in(admin, admin_password, "https://evil.example"), 403), "origin_not_allowed");
  EXPECT_EQ(audit_rows("admin.sign_in_failed"), 2);
  for (const std::string_view body : {"", "{}", "[]", R"({"password":1})", R"({"password":"a","more":1})", "{"}) {
    const auto response =
        ask(Method::post, "/v1/admin/session", {{"X-TLE-Token", admin}, {"Content-Type", "application/json"}}, body);
    EXPECT_EQ(problem(response, 400), "bad_request") << body;
  }
  EXPECT_EQ(problem(ask(Method::post, "/v1/admin/session", {{"X-TLE-Token", admin}}, "{}"), 415),
            "unsupported_media_type");
}

TEST_F(AdminEndpoints, WithoutAPasswordNobodySignsIn) {
  RawDatabase(folder.file("gateway.db"), store::sqlite::Access::write).run("delete from admin_password");
  EXPECT_EQ(problem(sign_in(admin, "x"), 503), "no_admin_password");
}

TEST_F(AdminEndpoints, FiveWrongPasswordsInAQuarterOfAnHourAreEnough) {
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(problem(sign_in(admin, "wrong"), 401), "wrong_password");
  const auto refused = sign_in(admin, admin_password);
  EXPECT_EQ(problem(refused, 429), "too_many_sign_ins");
  EXPECT_EQ(header(refused, "Retry-After"), "900");
  EXPECT_EQ(sign_in(super_admin).status, 204) << "another admin";
  clock.advance(15min);
  EXPECT_EQ(sign_in(admin).status, 204);
  EXPECT_EQ(problem(sign_in(admin, "wrong"), 401), "wrong_password") << "counted from new after a success";
}

TEST_F(AdminEndpoints, ASessionEndsWhenNobodyUsesIt) {
  const auto cookie = signed_in(admin);
  for (int i = 0; i < 4; ++i) {
    clock.advance(29min);
    EXPECT_EQ(session_status(cookie), "ok") << i;
    wait_for_last_use();
  }
  clock.advance(30min);
  EXPECT_EQ(session_status(cookie), "not_signed_in");
}

TEST_F(AdminEndpoints, SigningOutEndsOneSessionOrAll) {
  const auto one = signed_in(admin);
  const auto two = signed_in(admin);
  const auto other = signed_in(super_admin);
  const auto out = with_cookie(Method::del, "/v1/admin/session", one);
  EXPECT_EQ(header(out, "Set-Cookie"),
            "__Host-teleperson_admin=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0");
  EXPECT_EQ(session_status(one), "not_signed_in");
  EXPECT_EQ(session_status(two), "ok");
  const auto three = signed_in(admin);
  EXPECT_EQ(with_cookie(Method::del, "/v1/admin/sessions", two).status, 204);
  EXPECT_EQ(session_status(two), "not_signed_in");
  EXPECT_EQ(session_status(three), "not_signed_in");
  EXPECT_EQ(session_status(other), "ok");
  EXPECT_EQ(audit_rows("admin.signed_out"), 1);
  EXPECT_EQ(audit_rows("admin.signed_out_everywhere"), 1);
}

TEST_F(AdminEndpoints, ANewPasswordEndsAllSessions) {
  const auto cookie = signed_in(admin);
  const auto hash = util::hash_password(util::Secret("another password"));
  ASSERT_TRUE(wait(store->set_admin_password(hash, {}, clock.now())));
  EXPECT_EQ(session_status(cookie), "not_signed_in");
  EXPECT_EQ(problem(sign_in(admin), 401), "wrong_password");
  EXPECT_EQ(sign_in(admin, "another password").status, 204);
}

class AdminUsers : public AdminEndpoints {
 protected:
  AdminUsers() : as_admin_(signed_in(admin)), as_super_(signed_in(super_admin)) {}

  http::Response by_admin(Method method, std::string_view path, std::string_view body = {}) {
    return with_cookie(method, path, as_admin_, body);
  }
  http::Response by_super(Method method, std::string_view path, std::string_view body = {}) {
    return with_cookie(method, path, as_super_, body);
  }
  static std::string named(std::string_view id, std::string_view more = {}) {
    return R"({"id":")" + std::string(id) + "\"" + std::string(more) + "}";
  }
  boost::json::array search(std::string_view body) {
    return json(by_admin(Method::post, "/v1/admin/users/search", body)).at("users").as_array();
  }
  boost::json::object user(std::string_view id) {
    const auto found = search(R"({"query":")" + std::string(id) + R"("})");
    EXPECT_EQ(found.size(), 1u) << id;
    return found.at(0).as_object();
  }

 private:
  std::string as_admin_, as_super_;
};

TEST_F(AdminUsers, AreFoundByTheStartOfIdAddressAndName) {
  const auto add_user = [&](const std::string& body) { return by_admin(Method::post, "/v1/admin/users", body).status; };
  EXPECT_EQ(add_user(R"({"id":"U-7","email":"Grace@Example.com","first_name":"Grace","plan":"premium"})"), 204);
  EXPECT_EQ(add_user(R"({"id":"U-8","first_name":null})"), 204);
  EXPECT_EQ(problem(by_admin(Method::post, "/v1/admin/users", R"({"id":"U-7"})"), 409), "user_exists");
  for (const std::string_view query : {"u-7", "grace@ex", "GRACE", "gra"})
    EXPECT_EQ(text(user(query), "id"), "U-7") << query;
  for (const std::string_view query : {"race", "%", "_", "'", "zzz", "\xf4\x8f\xbf\xbf"})
    EXPECT_EQ(search(R"({"query":")" + std::string(query) + R"("})").size(), 0u) << query;
  EXPECT_EQ(search("{}").size(), 7u);
  EXPECT_EQ(search(R"({"after":"U-8"})").size() + 2, 7u) << "upper case sorts first";
  EXPECT_EQ(text(user("u-7"), "plan"), "premium");
  EXPECT_EQ(audit_rows("user.added' and actor_user_id = 'the admin"), 2);
}

TEST_F(AdminUsers, APageSaysWhetherThereIsAnother) {
  for (int i = 0; i < 26; ++i) {
    const store::NewUser many{.id = "m" + std::to_string(100 + i), .email = {}, .first_name = {}, .plan = {}};
    ASSERT_TRUE(wait(store->add_user(many, {}, clock.now())));
  }
  const auto first = json(by_admin(Method::post, "/v1/admin/users/search", R"({"query":"m1"})"));
  EXPECT_EQ(first.at("users").as_array().size(), 25u);
  EXPECT_TRUE(first.at("more").as_bool());
  const auto second = json(by_admin(Method::post, "/v1/admin/users/search", R"({"query":"m1","after":"m124"})"));
  EXPECT_EQ(second.at("users").as_array().size(), 1u);
  EXPECT_FALSE(second.at("more").as_bool());
}

TEST_F(AdminUsers, ChangesBiteAtOnceAndAreRecordedOnce) {
  const auto change = [&](std::string_view path, std::string_view more) {
    return by_admin(Method::put, path, named(user_id, more)).status;
  };
  EXPECT_EQ(change("/v1/admin/users/plan", R"(,"plan":"free")"), 204);
  EXPECT_EQ(problem(post("/v1/voice/token", premium), 403), "plan_without_voip");
  EXPECT_EQ(change("/v1/admin/users/plan", R"(,"plan":"free")"), 204) << "the same again";
  EXPECT_EQ(audit_rows("user.plan_changed"), 1);
  EXPECT_EQ(change("/v1/admin/users/plan", R"(,"plan":null)"), 204);
  EXPECT_EQ(change("/v1/admin/users/disabled", R"(,"disabled":true)"), 204);
  EXPECT_EQ(problem(post("/v1/voice/token", premium), 403), "user_disabled");
  EXPECT_EQ(change("/v1/admin/users/disabled", R"(,"disabled":false)"), 204);
  EXPECT_EQ(audit_rows("user.disabled"), 1);
  EXPECT_EQ(audit_rows("user.enabled"), 1);
}

TEST_F(AdminUsers, ATokenIsShownOnceAndWorksUntilItIsRevoked) {
  const auto answer =
      by_admin(Method::post, "/v1/admin/tokens", R"({"user_id":")" + std::string(user_id) + R"(","name":"laptop"})");
  const auto issued = json(answer, 201);
  EXPECT_EQ(header(answer, "Cache-Control"), "no-store");
  const auto token = text(issued, "token");
  EXPECT_EQ(get("/v1/me", token).status, 200);
  EXPECT_EQ(user(user_id).at("tokens").as_array().size(), 2u);
  EXPECT_FALSE(boost::json::serialize(user(user_id)).contains(token));
  EXPECT_EQ(by_admin(Method::del, "/v1/admin/tokens/" + text(issued, "token_hash")).status, 204);
  EXPECT_EQ(problem(get("/v1/me", token), 401), "unauthorized");
  EXPECT_EQ(problem(by_admin(Method::del, "/v1/admin/tokens/" + text(issued, "token_hash")), 404), "token_not_found");
  EXPECT_EQ(problem(by_admin(Method::del, "/v1/admin/tokens/short"), 404), "token_not_found");
  EXPECT_FALSE(log_lines().contains(token));
}

TEST_F(AdminUsers, OnlyASuperAdminTouchesAdmins) {
  const std::string role = R"(,"role":"admin")";
  EXPECT_EQ(problem(by_admin(Method::put, "/v1/admin/users/role", named(user_id, role)), 403), "not_super_admin");
  const auto super = [](std::string_view more) { return named("the super admin", more); };
  EXPECT_EQ(problem(by_admin(Method::put, "/v1/admin/users/disabled", super(R"(,"disabled":true)")), 403),
            "not_super_admin");
  EXPECT_EQ(problem(by_admin(Method::put, "/v1/admin/users/plan", super(R"(,"plan":"free")")), 403), "not_super_admin");
  EXPECT_EQ(problem(by_admin(Method::post, "/v1/admin/tokens", R"({"user_id":"the super admin"})"), 403),
            "not_super_admin")
      << "who could issue it would be a super admin";
  EXPECT_EQ(problem(by_admin(Method::del, "/v1/admin/tokens/" + util::to_hex(hash_of(super_admin))), 403),
            "not_super_admin");
  EXPECT_EQ(by_admin(Method::post, "/v1/admin/tokens", R"({"user_id":"the admin"})").status, 201) << "one's own";

  EXPECT_EQ(by_super(Method::put, "/v1/admin/users/role", named(user_id, role)).status, 204);
  EXPECT_EQ(text(user(user_id), "role"), "admin");
  EXPECT_EQ(by_super(Method::put, "/v1/admin/users/disabled", named("the admin", R"(,"disabled":true)")).status, 204);
}

TEST_F(AdminUsers, NobodyLocksThemselvesOut) {
  EXPECT_EQ(problem(by_super(Method::put, "/v1/admin/users/role", named("the super admin", R"(,"role":"user")")), 409),
            "own_account");
  EXPECT_EQ(
      problem(by_super(Method::put, "/v1/admin/users/disabled", named("the super admin", R"(,"disabled":true)")), 409),
      "own_account");
}

TEST_F(AdminUsers, MalformedRequestsChangeNothing) {
  struct Case {
    Method method;
    std::string_view path;
    std::string_view body;
  };
  const Case cases[] = {
      {Method::post, "/v1/admin/users/search", R"({"query":1})"},
      {Method::post, "/v1/admin/users/search", R"({"other":"x"})"},
      {Method::post, "/v1/admin/users/search", "[]"},
      {Method::post, "/v1/admin/users", "{}"},
      {Method::post, "/v1/admin/users", R"({"id":"a b"})"},
      {Method::post, "/v1/admin/users", R"({"id":"a","plan":"Gold!"})"},
      {Method::post, "/v1/admin/users", R"({"id":"a","role":"admin"})"},
      {Method::post, "/v1/admin/users", R"({"id":"a\nb"})"},
      {Method::put, "/v1/admin/users/plan", R"({"id":"a","plan":"Gold!"})"},
      {Method::put, "/v1/admin/users/role", R"({"id":"a","role":"king"})"},
      {Method::put, "/v1/admin/users/disabled", R"({"id":"a"})"},
      {Method::put, "/v1/admin/users/disabled", R"({"id":"a","disabled":"yes"})"},
      {Method::post, "/v1/admin/tokens", R"({"user_id":""})"},
  };
  for (const auto& [method, path, body] : cases)
    EXPECT_EQ(problem(by_super(method, path, body), 400), "bad_request") << path << " " << body;
  for (const std::string_view path : {"/v1/admin/users/plan", "/v1/admin/users/disabled", "/v1/admin/users/role"}) {
    const auto body = named("nobody", path.ends_with("plan")       ? R"(,"plan":"free")"
                                      : path.ends_with("disabled") ? R"(,"disabled":true)"
                                                                   : R"(,"role":"admin")");
    EXPECT_EQ(problem(by_super(Method::put, path, body), 404), "user_not_found");
  }
  EXPECT_EQ(problem(by_super(Method::post, "/v1/admin/tokens", R"({"user_id":"nobody"})"), 404), "user_not_found");
}

class AdminCalls : public AdminUsers {
 protected:
  /// A row of the log, past the store.
  void log_call(int index, const std::string& outcome, std::string_view user, std::string_view to = number) {
    const auto at = clock.now() + std::chrono::seconds(index);
    RawDatabase(folder.file("gateway.db"), store::sqlite::Access::write)
        .run(
            "insert into voice_call_log (created_at, user_id_hash, to_number_hash, duration_seconds, outcome, "
            "call_key) "
            "values (" +
            std::to_string(at.time_since_epoch().count()) + ", '" + hasher.user(user).text() + "', '" +
            hasher.number(*phone::E164::parse(to)).text() + "', 7, '" + outcome + "', '" +
            util::to_hex(util::sha256(std::to_string(index))) + "')");
  }
  /// The ids that a search finds, in order.
  std::vector<std::int64_t> found(std::string_view body) {
    std::vector<std::int64_t> ids;
    const auto page =
        json(by_admin(Method::post, "/v1/admin/calls/search", body));  // Outlives the loop, as g++ 12 asks.
    for (const auto& call : page.at("calls").as_array())
      ids.push_back(call.at("id").as_int64());
    return ids;
  }
  std::string time(int index) { return util::to_rfc3339(clock.now() + std::chrono::seconds(index)); }
};

using Ids = std::vector<std::int64_t>;

TEST_F(AdminCalls, AreListedNewestFirstWithTheCompanyThatTheDirectoryKnows) {
  log_call(1, "answered", user_id);
  log_call(2, "failed", user_id, "+14155550177");
  const auto page = json(by_admin(Method::post, "/v1/admin/calls/search", "{}"));
  const auto& calls = page.at("calls").as_array();
  ASSERT_EQ(calls.size(), 2u);
  EXPECT_TRUE(calls[0].at("company").is_null());
  EXPECT_EQ(text(calls[1].as_object(), "company"), "Example Air");
  EXPECT_EQ(text(calls[1].as_object(), "label"), "Reservations");
  EXPECT_EQ(text(calls[1].as_object(), "user_id_hash"), hasher.user(user_id).text());
  EXPECT_FALSE(boost::json::serialize(page).contains("+1415"));
  EXPECT_FALSE(boost::json::serialize(page).contains(user_id));
}

TEST_F(AdminCalls, AreFilteredByOutcomeUserAndTime) {
  log_call(1, "answered", user_id);
  log_call(2, "failed", user_id);
  log_call(3, "answered", "another premium user");
  log_call(3600, "voicemail", user_id);
  EXPECT_EQ(found("{}"), (Ids{4, 3, 2, 1}));
  EXPECT_EQ(found(R"({"outcome":"answered"})"), (Ids{3, 1}));
  EXPECT_EQ(found(R"({"user_id":")" + std::string(user_id) + R"("})"), (Ids{4, 2, 1}));
  EXPECT_EQ(found(R"({"outcome":"failed","user_id":")" + std::string(user_id) + R"("})"), (Ids{2}));
  EXPECT_EQ(found(R"({"from":")" + time(2) + R"(","until":")" + time(3600) + R"("})"), (Ids{3, 2}));
  EXPECT_EQ(found(R"({"user_id":"nobody"})"), Ids{});
}

TEST_F(AdminCalls, PagesFollowEachOtherWhateverTheOrderOfWriting) {
  log_call(500, "answered", user_id);  // written first, though it was the last
  for (int i = 0; i < 60; ++i)
    log_call(i, i % 2 ? "answered" : "failed", user_id);
  Ids all;
  for (bool more = true; more;) {
    const auto body = all.empty() ? std::string("{}") : R"({"before_id":)" + std::to_string(all.back()) + "}";
    const auto page = json(by_admin(Method::post, "/v1/admin/calls/search", body));
    for (const auto& call : page.at("calls").as_array())
      all.push_back(call.at("id").as_int64());
    more = page.at("more").as_bool();
  }
  ASSERT_EQ(all.size(), 61u);
  EXPECT_EQ(all.front(), 1);
  EXPECT_EQ(all[1], 61);
  EXPECT_EQ(all.back(), 2);
  EXPECT_EQ(std::set<std::int64_t>(all.begin(), all.end()).size(), 61u);
}

TEST_F(AdminCalls, AMalformedSearchIsRefused) {
  for (const std::string_view body : {R"({"outcome":"lost"})", R"({"from":"yesterday"})", R"({"until":"2026-13-01"})",
                                      R"({"before_id":-1})", R"({"before_id":"1"})", R"({"number":"+1"})"})
    EXPECT_EQ(problem(by_admin(Method::post, "/v1/admin/calls/search", body), 400), "bad_request") << body;
}

TEST_F(AdminEndpoints, SettingsAreSavedAsAWholeAndWithOneAuditRow) {
  const auto cookie = signed_in(admin);
  const int before = audit_rows("settings.changed");
  const auto saved =
      with_cookie(Method::put, "/v1/admin/settings", cookie,
                  R"({"allowed_regions":["US","CA"],"calls_per_day":7,"voicemail_detection":false})", etag(cookie));
  const auto document = json(saved);
  EXPECT_EQ(boost::json::serialize(document.at("allowed_regions")), R"(["CA","US"])");
  EXPECT_EQ(document.at("calls_per_day").as_int64(), 7);
  EXPECT_EQ(text(document, "caller_id"), "+14155550100") << "what is not named stays";
  EXPECT_EQ(header(saved, "ETag"), etag(cookie));
  EXPECT_EQ(audit_rows("settings.changed"), before + 1);
  EXPECT_EQ(audit_rows("settings.changed' and actor_user_id = 'the admin"), 1);
  EXPECT_EQ(wait(store->settings())->settings.limits.calls_per_day, 7);

  EXPECT_EQ(with_cookie(Method::put, "/v1/admin/settings", cookie, R"({"calls_per_day":7})", etag(cookie)).status, 200);
  EXPECT_EQ(audit_rows("settings.changed"), before + 1) << "nothing changed, nothing to record";
}

TEST_F(AdminEndpoints, OfTwoAdminsTheSecondIsTold) {
  const auto one = signed_in(admin);
  const auto two = signed_in(super_admin);
  const auto seen = etag(one);
  EXPECT_EQ(with_cookie(Method::put, "/v1/admin/settings", one, R"({"calls_per_day":5})", seen).status, 200);
  const auto late = with_cookie(Method::put, "/v1/admin/settings", two, R"({"calls_per_day":6})", seen);
  EXPECT_EQ(problem(late, 412), "settings_changed");
  EXPECT_EQ(wait(store->settings())->settings.limits.calls_per_day, 5);
}

TEST_F(AdminEndpoints, SettingsThatAreWrongAreNamedAndNothingIsSaved) {
  const auto cookie = signed_in(admin);
  const auto current = etag(cookie);
  const int before = audit_rows("settings.changed");
  const auto put = [&](std::string_view body, std::string_view if_match) {
    return with_cookie(Method::put, "/v1/admin/settings", cookie, body, if_match);
  };
  const auto wrong = put(R"({"account_sid":"AC12","token_endpoint_url":"http://example.com","caller_id":"12",
                             "allowed_regions":["us"],"voip_plans":["Not A Plan"],"tickets_per_minute":0,
                             "calls_per_day":100001,"call_length_seconds":59})",
                         current);
  EXPECT_EQ(problem(wrong, 422), "invalid_fields");
  EXPECT_EQ(boost::json::parse(wrong.body).at("errors").as_array().size(), 8u);
  for (const std::string_view body :
       {"", "[]", "{", R"({"unknown":1})", R"({"calls_per_day":"7"})", R"({"allowed_regions":"US"})",
        R"({"allowed_regions":[1]})", R"({"voicemail_detection":1})", R"({"calls_per_day":1e99})"}) {
    EXPECT_EQ(problem(put(body, current), 400), "bad_request") << body;
  }
  for (const std::string_view if_match : {"", "*", "1", "\"\"", "\"x\"", "\"1"})
    EXPECT_EQ(problem(put("{}", if_match), 428), "precondition_required") << if_match;
  EXPECT_EQ(audit_rows("settings.changed"), before);
  EXPECT_EQ(etag(cookie), current);
}

TEST_F(AdminEndpoints, TheSettingsSayWhatStandsInTheWay) {
  const auto obstacles = [&] {
    const auto document = json(with_cookie(Method::get, "/v1/admin/settings", signed_in(admin)));
    return boost::json::serialize(document.at("obstacles"));
  };
  EXPECT_EQ(obstacles(), "[]");
  settings.account_sid = sid("AC", 'f');
  settings.caller_id.reset();
  settings.allowed_regions.clear();
  settings.voip_plans.clear();
  save_settings();
  EXPECT_EQ(obstacles(), R"([{"code":"account_sid_differs"},{"code":"caller_id_missing"},{"code":"no_regions"},)"
                         R"({"code":"no_plans"}])");
}

TEST_F(AdminEndpoints, AMissingSecretIsNamed) {
  config.twilio.auth_tokens.clear();
  const auto document = json(with_cookie(Method::get, "/v1/admin/settings", signed_in(admin)));
  EXPECT_EQ(boost::json::serialize(document.at("obstacles")),
            R"([{"code":"configuration_missing","subject":"TWILIO_AUTH_TOKEN"}])");
}

}  // namespace
}  // namespace teleperson::test
