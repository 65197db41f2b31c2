#include <fstream>
#include <functional>
#include <iterator>

#include <gmock/gmock.h>

#include "store_fixture.h"
#include "test_database.h"

namespace teleperson::test {
namespace {

class AuditedWrites;

/// A change that an admin or operator can make.
struct Write {
  const char* name;
  std::function<util::Task<store::Result<Change>>(AuditedWrites&, const store::Actor&)> make;
  bool repeats = false;  ///< doing it again is another change, not none
};

void PrintTo(const Write& write, std::ostream* out) {
  *out << write.name;
}

/// Every change is one transaction with its row of the audit log.
class AuditedWrites : public StoreTest, public testing::WithParamInterface<Write> {
 public:
  store::Store& db() { return *store; }

  // Tasks refer to their arguments: whatever is not passed by value has a name here.
  const std::string alice = "alice";
  const std::string admin = "admin";
  const std::optional<std::string> pro = "pro";
  const std::optional<std::string> unnamed;
  const store::TokenHash token = token_of("alice");
  const store::TokenHash new_token = token_of("new");
  const std::string domain = "air.example";
  const std::string label = "L";
  const std::string password_hash = "$argon2id$";
  const store::NewUser bob{.id = "bob", .email = {}, .first_name = {}, .plan = {}};
  const phone::E164 other = e164("+14155550177");
  const phone::NumberInfo info{.regions = {"US"}, .kind = phone::Kind::fixed_line, .plausible = true};
  const std::vector<store::NewCompany> companies{
      {.name = "B", .domain = "b.example", .aliases = {"b"}, .industry = {}, .logo_url = {}, .description = {}}};
  const store::NewAdminSession session{.session = token_of("session"), .token = token_of("alice"), .user_id = "alice"};
  const store::NewAdminSession another{.session = token_of("another"), .token = token_of("alice"), .user_id = "alice"};
  policy::Settings other_settings = [this] {
    auto changed = settings;
    changed.voip_plans = {"gold"};
    return changed;
  }();
  using StoreTest::number;

 protected:
  AuditedWrites() { EXPECT_EQ(wait(store->open_admin_session(session, start, start - 12h)), Change::made); }

  store::Result<Change> write() { return wait(GetParam().make(*this, {.user_id = "the admin"})); }

  int audit_rows() { return database.raw().count("audit_log"); }
};

TEST_P(AuditedWrites, LeaveOneRowThatNamesTheActor) {
  const int before = audit_rows();
  ASSERT_EQ(write(), Change::made);
  EXPECT_EQ(audit_rows(), before + 1);
  EXPECT_EQ(database.raw().ask("select actor_user_id from audit_log order by id desc limit 1"),
            GetParam().name == std::string("SignedIn") ? "alice" : "the admin");
}

TEST_P(AuditedWrites, LeaveNoneWhenNothingChanges) {
  ASSERT_EQ(write(), Change::made);
  const int before = audit_rows();
  (void)write();
  EXPECT_EQ(audit_rows(), before + (GetParam().repeats ? 1 : 0));
}

TEST_P(AuditedWrites, AreUndoneWhenTheRowCannotBeWritten) {
  database.refuse_inserts("audit_log");
  const auto before = database.dump();
  EXPECT_EQ(write(), std::unexpected(store::Error::unavailable));
  EXPECT_EQ(database.dump(), before);
}

TEST_P(AuditedWrites, AreUndoneWithTheirRowWhenTheCommitFails) {
  database.refuse_commits_after_inserts("audit_log");
  const auto before = database.dump();
  EXPECT_EQ(write(), std::unexpected(store::Error::unavailable));
  EXPECT_EQ(database.dump(), before);
}

using Self = AuditedWrites;
using store::Actor;

/// `import_companies` counts instead.
util::Task<store::Result<Change>> import(Self& self, const Actor& actor) {
  const auto count = co_await self.db().import_companies(self.companies, actor, start);
  if (!count) co_return std::unexpected(count.error());
  co_return Change::made;
}

const std::vector<Write> writes{
    {"UserAdded", [](Self& s, const Actor& a) { return s.db().add_user(s.bob, a, start); }},
    {"PlanSet", [](Self& s, const Actor& a) { return s.db().set_plan(s.alice, s.pro, a, start); }},
    {"RoleSet", [](Self& s, const Actor& a) { return s.db().set_role(s.alice, s.admin, a, start); }},
    {"Disabled", [](Self& s, const Actor& a) { return s.db().set_disabled(s.alice, true, a, start); }},
    {"TokenIssued",
     [](Self& s, const Actor& a) { return s.db().add_token(s.alice, s.new_token, s.unnamed, a, start); }},
    {"TokenRevoked", [](Self& s, const Actor& a) { return s.db().revoke_token(s.token, a, start); }},
    {"SettingsSaved",
     [](Self& s, const Actor& a) { return s.db().save_settings(s.other_settings, std::nullopt, a, start); }},
    {"CompaniesImported", import},
    {"NumberAdded",
     [](Self& s, const Actor& a) { return s.db().add_number(s.other, s.info, s.domain, s.label, a, start); }},
    {"NumberVerified", [](Self& s, const Actor& a) { return s.db().verify_number(s.number, {}, a, start); }, true},
    {"NumberUnverified", [](Self& s, const Actor& a) { return s.db().unverify_number(s.number, a, start); }},
    {"PasswordSet", [](Self& s, const Actor& a) { return s.db().set_admin_password(s.password_hash, a, start); }, true},
    {"SignedIn", [](Self& s, const Actor&) { return s.db().open_admin_session(s.another, start, start - 12h); }},
    {"SignedOut", [](Self& s, const Actor& a) { return s.db().close_admin_session(s.session.session, a, start); }},
    {"SignedOutEverywhere", [](Self& s, const Actor& a) { return s.db().close_admin_sessions(s.alice, a, start); }},
};

INSTANTIATE_TEST_SUITE_P(All, AuditedWrites, testing::ValuesIn(writes),
                         [](const auto& each) { return std::string(each.param.name); });

}  // namespace
}  // namespace teleperson::test
