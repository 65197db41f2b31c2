#include <deque>

#include <boost/asio/detached.hpp>
#include <gmock/gmock.h>

#include "../store/test_database.h"
#include "gateway_fixture.h"
#include "util/password.h"

namespace teleperson::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

/// A client that takes so many pieces and is gone then.
class Reader final : public http::BodyWriter {
 public:
  explicit Reader(std::size_t most = 1000) : most_(most) {}
  util::Task<bool> write(std::string_view bytes) override {
    if (pieces.size() >= most_) co_return false;
    pieces.emplace_back(bytes);
    if (on_piece) on_piece();
    co_return true;
  }
  std::string all() const {
    std::string text;
    for (const auto& piece : pieces)
      text += piece;
    return text;
  }

  std::deque<std::string> pieces;
  std::function<void()> on_piece;

 private:
  std::size_t most_;
};

class CallsTab : public GatewayTest {
 protected:
  CallsTab() {
    add_admin("the admin", "admin", admin);
    config.feed = {.pause = 1ms, .shortest_pause = 0ms, .heartbeat = 0ms, .most_followers = 2};
  }

  http::Response as_admin(Method method, std::string_view target, std::string_view body = {}) {
    if (session.empty()) session = cookie();
    return ask(method, target,
               {{"Cookie", session}, {"Origin", config.public_url}, {"Content-Type", "application/json"}}, body);
  }
  std::string cookie() {
    const auto response =
        ask(Method::post, "/v1/admin/session", {{"X-TLE-Token", admin}, {"Content-Type", "application/json"}},
            R"({"password":")" + std::string(admin_password) + R"("})");
    const auto set = header(response, "Set-Cookie");
    return set.substr(0, set.find(';'));
  }
  http::Response events(std::string_view cookie) {
    return ask(Method::get, "/v1/admin/events", {{"Cookie", cookie}, {"Last-Event-ID", "17"}});
  }

  /// Lets the body be written until its end. True: it threw.
  bool read(const http::Response& response, Reader& reader) {
    EXPECT_TRUE(response.stream);
    bool thrown = false;
    boost::asio::co_spawn(loop, response.stream(reader),
                          [&](std::exception_ptr failure) { thrown = failure != nullptr; });
    loop.restart();
    loop.run();
    return thrown;
  }

  /// Rows of the log, written past the store; the statistics do not know them.
  void log_rows(int count) {
    RawDatabase(folder.file("gateway.db"), store::sqlite::Access::write)
        .run("with recursive n(i) as (values (1) union all select i + 1 from n where i < " + std::to_string(count) +
             ") insert into voice_call_log (created_at, user_id_hash, to_number_hash, duration_seconds, outcome, "
             "call_key)"
             " select 1795000000000 + i * 1000, printf('%064x', i % 3), printf('%064x', i % 7), i % 100,"
             " case i % 3 when 0 then 'answered' when 1 then 'voicemail' else 'failed' end, printf('%064x', i) from n");
  }

  std::string session;
  const std::string admin = calls::ExtensionToken::random().text();
};

TEST_F(CallsTab, TheExportIsTheWholeLogInPages) {
  log_rows(2500);
  const auto response = as_admin(Method::get, "/v1/admin/calls/export?outcome=&from=&until=");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.content_type, "text/csv; charset=utf-8");
  EXPECT_EQ(header(response, "Content-Disposition"), R"(attachment; filename="calls.csv")");
  EXPECT_EQ(header(response, "Cache-Control"), "no-store");
  Reader reader;
  EXPECT_FALSE(read(response, reader));
  EXPECT_EQ(reader.pieces.size(), 3U);
  const auto csv = reader.all();
  EXPECT_EQ(std::ranges::count(csv, '\n'), 2501);
  EXPECT_THAT(csv, StartsWith("id,created_at,user_id_hash,to_number_hash,duration_seconds,outcome\n2500,"));
  EXPECT_THAT(csv, HasSubstr("\n1,"));
}

TEST_F(CallsTab, TheExportOfExactlyOnePageAndOfNothing) {
  Reader empty;
  EXPECT_FALSE(read(as_admin(Method::get, "/v1/admin/calls/export"), empty));
  EXPECT_EQ(std::ranges::count(empty.all(), '\n'), 1);
  log_rows(1000);
  Reader page;
  EXPECT_FALSE(read(as_admin(Method::get, "/v1/admin/calls/export"), page));
  EXPECT_EQ(std::ranges::count(page.all(), '\n'), 1001);
}

TEST_F(CallsTab, TheExportKnowsTheFiltersOfTheSearch) {
  log_rows(300);
  const auto rows = [&](const std::string& query) {
    Reader reader;
    read(as_admin(Method::get, "/v1/admin/calls/export?" + query), reader);
    return std::ranges::count(reader.all(), '\n') - 1;
  };
  EXPECT_EQ(rows("outcome=failed"), 100);
  EXPECT_EQ(rows("user_id_hash=" + std::string(63, '0') + "1"), 100);
  EXPECT_EQ(rows("user_id_hash=" + std::string(63, '0') + "1&outcome=failed"), 0);
  const auto from = util::to_rfc3339(util::Timestamp(1'795'000'000'000ms + 10s));
  const auto until = util::to_rfc3339(util::Timestamp(1'795'000'000'000ms + 20s));
  EXPECT_EQ(rows("from=" + from + "&until=" + until), 10);
}

TEST_F(CallsTab, AnExportThatTheDatabaseLeavesInTheMiddleIsCut) {
  log_rows(1500);
  Reader reader;
  reader.on_piece = [&] {
    RawDatabase(folder.file("gateway.db"), store::sqlite::Access::write)
        .run("alter table voice_call_log rename to away");
  };
  EXPECT_TRUE(read(as_admin(Method::get, "/v1/admin/calls/export"), reader));
  EXPECT_EQ(reader.pieces.size(), 1U);
  EXPECT_THAT(metrics(), HasSubstr(R"(operation="call_log_page")"));
}

TEST_F(CallsTab, AnExportEndsWhenItsClientHasGone) {
  log_rows(5000);
  Reader reader(2);
  EXPECT_FALSE(read(as_admin(Method::get, "/v1/admin/calls/export"), reader));
  EXPECT_EQ(reader.pieces.size(), 2U);
}

TEST_F(CallsTab, AnExportWithAFilterThatIsNoneIsRefused) {
  const std::vector<std::string> hostile{"outcome=lost",
                                         "outcome=answered&outcome=failed",
                                         "from=soon",
                                         "until=2026-13-01T00:00:00Z",
                                         "user_id=someone",
                                         "user_id_hash=1",
                                         "user_id_hash=" + std::string(64, 'G'),
                                         "outcome=%zz",
                                         "limit=1",
                                         "a%00b=1",
                                         "outcome=" + std::string(5000, 'x')};
  for (const auto& query : hostile) {
    const auto response = as_admin(Method::get, "/v1/admin/calls/export?" + query);
    EXPECT_EQ(problem(response, 400), "bad_request") << query;
    EXPECT_FALSE(response.stream);
  }
}

TEST_F(CallsTab, TheSearchAnswersWithTheHashForTheLink) {
  const auto found = json(as_admin(Method::post, "/v1/admin/calls/search", R"({"user_id":"someone"})"));
  EXPECT_EQ(text(found, "user_id_hash"), hasher.user("someone").text());
  EXPECT_TRUE(json(as_admin(Method::post, "/v1/admin/calls/search", "{}")).at("user_id_hash").is_null());
}

TEST_F(CallsTab, StatisticsCountWhatHappened) {
  start_call();
  webhook("/v1/twilio/status", {{"CallSid", parent}, {"CallStatus", "completed"}});
  ASSERT_TRUE(wait(store->finalise_due(clock.now() + 1min, 10)));
  post("/v1/voice/calls", premium, R"({"number_id":"unknown"})");
  const auto day = std::chrono::floor<std::chrono::days>(clock.now());
  const auto body = R"({"starts":[")" + util::to_rfc3339(day) + R"(",")" + util::to_rfc3339(day + 24h) + R"("]})";
  const auto found = json(as_admin(Method::post, "/v1/admin/calls/statistics", body));
  const auto interval = found.at("intervals").as_array().at(0).as_object();
  EXPECT_EQ(text(interval, "starts_at"), util::to_rfc3339(day));
  EXPECT_EQ(interval.at("failed"), 1);
  EXPECT_EQ(interval.at("answered"), 0);
  EXPECT_EQ(interval.at("calls_by_hour").as_array().size(), 24U);
  EXPECT_EQ(boost::json::serialize(interval.at("refusals")), R"([{"reason":"number_not_found","count":1}])");
}

TEST_F(CallsTab, StatisticsRefuseWhatAreNoIntervals) {
  std::string many = R"("2026-01-01T00:00:00Z")";
  for (int i = 0; i < 400; ++i)
    many += R"(,"2026-01-01T00:00:00Z")";
  const std::vector<std::string> hostile{"",
                                         R"("2026-01-01T00:00:00Z")",
                                         R"("2026-01-02T00:00:00Z","2026-01-01T00:00:00Z")",
                                         R"("2026-01-01T00:00:00Z","2026-01-01T00:00:00Z")",
                                         R"("2026-01-01T00:00:00Z","2026-01-03T00:00:00Z")",
                                         R"("2026-01-01T00:00:01Z","2026-01-01T01:00:00Z")",
                                         R"("soon","later")",
                                         "1,2",
                                         "null,null",
                                         many};
  for (const auto& starts : hostile) {
    const auto body = R"({"starts":[)" + starts + "]}";
    EXPECT_EQ(problem(as_admin(Method::post, "/v1/admin/calls/statistics", body), 400), "bad_request") << starts;
  }
  for (const std::string_view body : {"{}", "[]", R"({"starts":"2026-01-01T00:00:00Z"})", R"({"starts":null})",
                                      R"({"starts":["2026-01-01T00:00:00Z","2026-01-02T00:00:00Z"],"more":1})"}) {
    EXPECT_EQ(problem(as_admin(Method::post, "/v1/admin/calls/statistics", body), 400), "bad_request") << body;
  }
}

TEST_F(CallsTab, EventsStartWithTheStateAndTellOfEachChange) {
  const auto response = events(cookie());
  EXPECT_EQ(response.content_type, "text/event-stream");
  EXPECT_EQ(header(response, "Cache-Control"), "no-store");
  EXPECT_EQ(header(response, "X-Accel-Buffering"), "no");
  Reader reader;
  bool is_told = false;
  reader.on_piece = [&] {
    if (!reader.pieces.back().contains("settings_changed")) return;  // a heartbeat: one may come before the state
    if (std::exchange(is_told, true)) return gateway().start_draining();
    RawDatabase(folder.file("gateway.db"), store::sqlite::Access::write).run("update voice_settings set revision = 70");
  };
  EXPECT_FALSE(read(response, reader)) << "draining ends it";
  EXPECT_EQ(reader.pieces.front(), "retry: 2000\n\n");
  const auto all = reader.all();
  EXPECT_THAT(all, HasSubstr("event: live_calls\ndata: {\"now\":\""));
  EXPECT_THAT(all, HasSubstr("\"live\":0,\"calls\":[]}\n\n"));
  EXPECT_THAT(all, HasSubstr("event: calls_logged\ndata: {\"last_id\":0}\n\n"));
  EXPECT_EQ(reader.pieces.back(), "event: settings_changed\ndata: {\"revision\":70}\n\n");
}

TEST_F(CallsTab, ALiveCallIsToldWithoutItsIdItsNumberOrItsUser) {
  const auto issued = start_call();
  Reader reader;
  reader.on_piece = [&] {
    if (reader.pieces.back().contains("live_calls")) gateway().start_draining();
  };
  read(events(cookie()), reader);
  const auto all = reader.all();
  EXPECT_THAT(all, HasSubstr(R"("stage":"dialing","company":"Example Air","label":"Reservations","user_id_hash":")" +
                             hasher.user(user_id).text()));
  for (const std::string_view told : {std::string_view(issued.call_id), number, user_id, std::string_view(parent)})
    EXPECT_FALSE(all.contains(told)) << told;
}

TEST_F(CallsTab, EventsEndWithTheSession) {
  const auto end_in = [&](const std::function<void()>& end_session) {
    Reader reader;
    session = cookie();
    bool ended = false;
    reader.on_piece = [&] {
      EXPECT_FALSE(ended) << "something was sent to somebody who is no admin any more";
      if (!reader.pieces.back().starts_with(':')) return;
      end_session();
      ended = true;
    };
    EXPECT_FALSE(read(events(session), reader));
    EXPECT_TRUE(ended);
  };
  end_in(
      [&] { RawDatabase(folder.file("gateway.db"), store::sqlite::Access::write).run("delete from admin_sessions"); });
  end_in([&] { clock.advance(30min); });
  end_in([&] {
    RawDatabase(folder.file("gateway.db"), store::sqlite::Access::write)
        .run("update users set role = 'user' where id = 'the admin'");
  });
}

TEST_F(CallsTab, EventsForAScriptEndWithItsToken) {
  Reader reader;
  reader.on_piece = [&] {
    if (reader.pieces.size() == 2) {
      RawDatabase(folder.file("gateway.db"), store::sqlite::Access::write)
          .run("update users set disabled_at = 1 where id = 'the admin'");
    }
  };
  const auto response =
      ask(Method::get, "/v1/admin/events", {{"X-TLE-Token", admin}, {"X-Admin-Password", admin_password}});
  EXPECT_FALSE(read(response, reader));
  EXPECT_EQ(reader.pieces.size(), 2U);
}

TEST_F(CallsTab, AStreamThatHasClosedFreesItsPlace) {
  session = cookie();
  auto one = std::make_unique<http::Response>(events(session));
  const auto two = events(session);
  EXPECT_THAT(metrics(), HasSubstr("teleperson_voice_event_streams 2"));
  const auto refused = events(session);
  EXPECT_EQ(problem(refused, 503), "too_many_streams");
  EXPECT_EQ(header(refused, "Retry-After"), "30");
  one.reset();
  EXPECT_THAT(metrics(), HasSubstr("teleperson_voice_event_streams 1")) << "an answer that was never sent";
  Reader gone(1);
  EXPECT_FALSE(read(two, gone));
  EXPECT_THAT(metrics(), HasSubstr("teleperson_voice_event_streams 0")) << "a client that has gone";
  EXPECT_EQ(events(session).status, 200);
}

TEST_F(CallsTab, NoStreamStartsWhileTheProcessDrains) {
  session = cookie();
  gateway().start_draining();
  EXPECT_EQ(problem(events(session), 503), "draining");
}

}  // namespace
}  // namespace teleperson::test
