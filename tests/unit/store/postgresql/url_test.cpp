#include "store/postgresql/url.h"

#include <gmock/gmock.h>

#include "../complaint.h"

namespace teleperson::test {
namespace {

using store::postgresql::parse_url;
using testing::HasSubstr;
using testing::Not;

std::string complaint_about(const std::string& url) {
  return test::complaint([&] { parse_url(url); });
}

TEST(DatabaseUrl, HasParametersOfItsOwnThatLibpqIsNotTold) {
  const auto url =
      parse_url("postgresql://voice:secret@db.example/app?schema=voice&connection_limit=12&pgbouncer=true");
  EXPECT_EQ(url.schema, "voice");
  EXPECT_EQ(parse_url("postgresql://localhost/app?schema=a&schema=b").schema, "b");
  EXPECT_EQ(url.connection_limit, 12);
  EXPECT_TRUE(url.pgbouncer);
  EXPECT_THAT(url.connection, testing::StartsWith("postgresql://voice:secret@db.example/app?"));
  for (const auto* own : {"schema", "connection_limit", "pgbouncer"})
    EXPECT_THAT(url.connection, Not(HasSubstr(own)));
}

TEST(DatabaseUrl, DefaultsAreASchemaOfItsOwnAndFewConnections) {
  const auto url = parse_url("postgres://localhost/app");
  EXPECT_EQ(url.schema, "teleperson_voice");
  EXPECT_EQ(url.connection_limit, 8);
  EXPECT_FALSE(url.pgbouncer);
}

TEST(DatabaseUrl, AsksForTlsWhenTheServerIsAnotherMachine) {
  for (const auto* other : {"postgresql://db.example/app", "postgresql://u:p@db.example:5432,localhost/app",
                            "postgresql://localhost,10.0.0.7/app", "postgresql:///app?host=db.example",
                            "postgresql://localhost.example/app"})
    EXPECT_THAT(parse_url(other).connection, HasSubstr("sslmode=require")) << other;
  for (const auto* own : {"postgresql:///app", "postgresql://localhost/app", "postgresql://127.0.0.1:5433/app",
                          "postgresql://[::1]:5432/app", "postgresql:///app?host=/run/postgresql",
                          "postgresql://%2Frun%2Fpostgresql/app"})
    EXPECT_THAT(parse_url(own).connection, Not(HasSubstr("sslmode"))) << own;
}

TEST(DatabaseUrl, LeavesWhatTheOperatorSaidAsItIs) {
  const auto url = parse_url("postgresql://db.example/app?sslmode=verify-full&connect_timeout=1");
  EXPECT_THAT(url.connection, HasSubstr("sslmode=verify-full"));
  EXPECT_THAT(url.connection, Not(HasSubstr("sslmode=require")));
  EXPECT_THAT(url.connection, HasSubstr("connect_timeout=1"));
  EXPECT_THAT(url.connection, Not(HasSubstr("connect_timeout=5")));
}

TEST(DatabaseUrl, SaysWhatIsWrongWithoutRepeatingIt) {
  const std::string start = "postgresql://voice:hunter2@db.example/app?";
  for (const auto& [end, word] : std::vector<std::pair<std::string, std::string>>{
           {"schema=", "schema"},
           {"schema=Voice", "lower-case"},
           {"schema=a;drop table users", "lower-case"},
           {"schema=" + std::string(64, 'a'), "1 to 63"},
           {"schema=1a", "no digit first"},
           {"connection_limit=3", "4 to 200"},
           {"connection_limit=eight", "4 to 200"},
           {"connection_limit=9999999999999999999", "4 to 200"},
           {"pgbouncer=yes", "true or false"},
           {"schema", "without a value"},
       }) {
    EXPECT_THAT(complaint_about(start + end), HasSubstr(word)) << end;
    EXPECT_THAT(complaint_about(start + end), Not(HasSubstr("hunter2"))) << end;
  }
  EXPECT_THAT(complaint_about("postgresql:db.example"), HasSubstr("postgresql://USER"));
  EXPECT_THAT(complaint_about("mysql://db.example"), HasSubstr("sqlite:PATH"));
  EXPECT_THAT(complaint_about(start + std::string("user=a\0b", 8)), HasSubstr("NUL"));
}

TEST(DatabaseUrl, RefusesWhatLibpqCannotReadWithoutRepeatingIt) {
  for (const auto* url :
       {"postgresql://voice:hunter2%ZZ@db.example/app", "postgresql://voice:hunter2@db.example/app?sslmod=require",
        "postgresql://voice:hunter2@[::1x/app"}) {
    EXPECT_THAT(complaint_about(url), HasSubstr("libpq")) << url;
    EXPECT_THAT(complaint_about(url), Not(HasSubstr("hunter2"))) << url;
  }
}

TEST(DatabaseUrl, IsShownWithoutItsPasswords) {
  using store::postgresql::without_password;
  EXPECT_EQ(without_password("postgresql://voice:hunter2@db.example:5432/app?schema=v"),
            "postgresql://voice:***@db.example:5432/app?schema=v");
  EXPECT_EQ(without_password("postgresql://voice:a:b@c@db.example/app"), "postgresql://voice:***@db.example/app");
  EXPECT_EQ(without_password("postgresql:///app?user=v&password=hunter2&sslpassword=x&sslmode=require"),
            "postgresql:///app?user=v&password=***&sslpassword=***&sslmode=require");
  for (const auto* plain :
       {"postgresql://voice@[::1]:5432/app", "postgresql:///app", "postgresql://db.example:5432/app?"})
    EXPECT_EQ(without_password(plain), plain);
}

}  // namespace
}  // namespace teleperson::test
