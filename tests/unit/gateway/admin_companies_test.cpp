#include <gmock/gmock.h>

#include "../store/test_database.h"
#include "gateway_fixture.h"
#include "util/password.h"

namespace teleperson::test {
namespace {

using testing::HasSubstr;

/// Keeps what is written; the client may go.
class Client final : public http::BodyWriter {
 public:
  util::Task<bool> write(std::string_view bytes) override {
    text += bytes;
    co_return stays;
  }
  std::string text;
  bool stays = true;
};

class AdminCompanies : public GatewayTest {
 protected:
  AdminCompanies() {
    const store::NewUser user{.id = "the admin", .email = {}, .first_name = "Ada", .plan = {}, .role = "admin"};
    const auto token = calls::ExtensionToken::random();
    EXPECT_TRUE(wait(store->add_user(user, {}, clock.now())));
    EXPECT_TRUE(wait(store->add_token(user.id, token.hash(), std::nullopt, {}, clock.now())));
    const std::string cookie(64, 'c');
    EXPECT_TRUE(wait(store->open_admin_session(
        {.session = util::sha256(cookie), .token = token.hash(), .user_id = user.id}, clock.now(), {})));
    session = "__Host-teleperson_admin=" + cookie;
    air = wait(store->catalogue({}, clock.now()))->companies.at(0).id;
  }

  Headers headers(std::string_view content_type = "application/json", std::string_view if_match = {}) {
    return {{"Cookie", session}, {"Origin", own_page}, {"Content-Type", content_type}, {"If-Match", if_match}};
  }
  http::Response admin(Method method, const std::string& path, std::string_view body = {},
                       std::string_view if_match = {}) {
    return ask(method, "/v1/admin" + path, headers("application/json", if_match), body);
  }
  http::Response send(std::string_view file, std::string_view query) {
    target = "/v1/admin/companies/import?" + std::string(query);
    return ask(Method::post, target, headers("text/csv"), file);
  }
  std::vector<boost::json::object> lines(const http::Response& response) {
    EXPECT_EQ(response.content_type, "application/x-ndjson") << response.body;
    Client client;
    write(response, client);
    std::vector<boost::json::object> found;
    for (std::size_t begin = 0; begin < client.text.size();) {
      const auto end = client.text.find('\n', begin);
      found.push_back(boost::json::parse(client.text.substr(begin, end - begin)).as_object());
      begin = end + 1;
    }
    return found;
  }
  void write(const http::Response& response, Client& client) {
    auto stream = [&]() -> util::Task<bool> {
      co_await response.stream(client);
      co_return true;
    };
    wait(stream());
  }
  int audit_rows() { return RawDatabase(folder.file("gateway.db")).count("audit_log"); }

  std::string session;
  std::string air;  ///< the id of Example Air
  std::string target;
};

TEST_F(AdminCompanies, AreEditedWithTheVersionThatWasSeen) {
  const auto path = "/companies/" + air;
  const auto seen = header(admin(Method::get, path), "ETag");
  EXPECT_EQ(seen, "\"1\"");
  const auto* body = R"({"name":"Example Airways","domain":"air.example"})";
  const auto saved = admin(Method::put, path, body, seen);
  EXPECT_EQ(text(json(saved), "name"), "Example Airways");
  EXPECT_EQ(header(saved, "ETag"), "\"2\"");
  EXPECT_EQ(header(saved, "Cache-Control"), "no-store");
  EXPECT_EQ(problem(admin(Method::put, path, body, seen), 412), "company_changed");
  EXPECT_EQ(problem(admin(Method::put, path, body, "2"), 428), "precondition_required");
  EXPECT_EQ(problem(admin(Method::put, path, R"({"name":"","domain":"air.example"})", "\"2\""), 422), "invalid_fields");
}

TEST_F(AdminCompanies, AnImportTellsHowFarItIsAndWhatCameOfIt) {
  const std::string file =
      "Example Air,Airlines,,(212) 555-0123,air.example\n"
      "New,Tests,,not a number,new.example\n"
      ",Tests,,,nameless.example\n";
  const auto before = audit_rows();
  const auto preview = lines(send(file, "dry_run=true"));
  EXPECT_EQ(text(preview.front(), "phase"), "reading");
  const auto& expected = preview.back();
  EXPECT_EQ(text(expected, "phase"), "done");
  EXPECT_EQ(expected.at("rows"), 3);
  EXPECT_EQ(expected.at("added"), 1);
  EXPECT_EQ(expected.at("updated"), 0);
  EXPECT_EQ(expected.at("numbers_added"), 1);
  ASSERT_EQ(expected.at("bad_lines").as_array().size(), 2U);
  const auto& bad_line = expected.at("bad_lines").as_array().at(0).as_object();
  EXPECT_EQ(bad_line.at("line"), 2);
  EXPECT_EQ(text(bad_line, "column"), "support phone");
  EXPECT_EQ(bad_line.at("skipped"), false);
  EXPECT_EQ(audit_rows(), before);

  auto done = lines(send(file, "dry_run=false&new=pending")).back();
  EXPECT_EQ(done.at("dry_run"), false);
  done["dry_run"] = true;
  EXPECT_EQ(done, expected);
  EXPECT_EQ(audit_rows(), before + 1);
  EXPECT_EQ(json(admin(Method::get, "/companies")).at("counts").at("pending"), 1);
  EXPECT_FALSE(log_lines().contains("2125550123"));
}

TEST_F(AdminCompanies, OneImportAtATime) {
  const auto waiting = send("A,a.example,,,,\n", "dry_run=false");
  EXPECT_EQ(problem(send("B,b.example,,,,\n", "dry_run=false"), 409), "import_running");
  EXPECT_EQ(text(lines(waiting).back(), "phase"), "done");
}

TEST_F(AdminCompanies, AnImportWhoseClientGoesBeforeItWritesIsNone) {
  const auto response = send("A,a.example,,,,\n", "dry_run=false");
  Client client;
  client.stays = false;
  write(response, client);
  EXPECT_EQ(json(admin(Method::get, "/companies")).at("counts").at("companies"), 1);
}

TEST_F(AdminCompanies, AFileThatIsNoneIsRefusedBeforeAnythingIsStreamed) {
  const auto refused = send("a;b;c;d;e;f\n", "dry_run=false");
  EXPECT_EQ(problem(refused, 422), "unreadable_file");
  EXPECT_THAT(refused.body, HasSubstr("semicolons"));
  EXPECT_EQ(problem(send("", "dry_run=perhaps"), 400), "bad_request");
}

TEST_F(AdminCompanies, OnlyAnAdminsFileMayBeLarge) {
  const auto judge = [&](Method method, std::string_view path, const Headers& sent) {
    http::Request head;
    head.method = method;
    head.target = head.path = path;
    head.headers = sent;
    const auto refusal = wait(gateway().judge_large_body(head));
    return refusal ? text(boost::json::parse(refusal->body).as_object(), "reason") : "let in";
  };
  constexpr std::string_view import_path = "/v1/admin/companies/import";
  EXPECT_EQ(judge(Method::post, import_path, headers("text/csv")), "let in");
  EXPECT_EQ(judge(Method::post, import_path, headers("application/json")), "unsupported_media_type");
  EXPECT_EQ(judge(Method::put, import_path, headers("text/csv")), "payload_too_large");
  EXPECT_EQ(judge(Method::post, "/v1/admin/companies", headers("text/csv")), "payload_too_large");
  EXPECT_EQ(judge(Method::post, import_path, {{"Content-Type", "text/csv"}}), "not_signed_in");
  EXPECT_EQ(judge(Method::post, import_path,
                  {{"Cookie", session}, {"Origin", "https://evil.example"}, {"Content-Type", "text/csv"}}),
            "origin_not_allowed");
}

}  // namespace
}  // namespace teleperson::test
