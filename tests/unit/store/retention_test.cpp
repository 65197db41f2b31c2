#include <gmock/gmock.h>

#include "store_fixture.h"

namespace teleperson::test {
namespace {

using testing::HasSubstr;

class RetentionTest : public StoreTest {
 protected:
  /// The row of a call that was handed over then.
  void log_call(int index, Timestamp at) {
    const store::LostCall call{.parent_call_sid = call_sid(index),
                               .user = hasher.user("alice"),
                               .number = hasher.number(number),
                               .handed_over_at = at,
                               .verdict = {calls::Outcome::answered, 10}};
    ASSERT_EQ(wait(store->log_lost_call(call)), true);
  }

  store::PurgeStep purge(Timestamp before, int rows_a_step = 1000) {
    const store::Purge purge{.before = before, .rows_a_step = rows_a_step};
    return wait(store->purge_calls(purge, {}, start)).value();
  }
};

TEST_F(RetentionTest, DeletesWhatIsOlderAndTellsTheAuditLog) {
  for (int i = 0; i < 5; ++i)
    log_call(i, start + i * 1h);
  EXPECT_EQ(wait(store->count_calls_before(start + 3h)), 3);
  const auto step = purge(start + 3h);
  EXPECT_EQ(step.rows, 3);
  EXPECT_FALSE(step.more);
  ASSERT_EQ(call_log().size(), 2U);
  EXPECT_EQ(call_log()[0].created_at, start + 3h);
  EXPECT_EQ(wait(store->purged_before()), start + 3h);
  const auto audit = wait(store->find_audit({.action = "calls.purged"})).value();
  ASSERT_EQ(audit.records.size(), 1U);
  EXPECT_EQ(audit.records[0].metadata, R"({"before":"2026-03-01T03:00:00.000Z","rows":3,"months":0})");
}

TEST_F(RetentionTest, GoesByStepsAndNotesNothingWhereNothingIsLeft) {
  for (int i = 0; i < 5; ++i)
    log_call(i, start + i * 1h);
  EXPECT_TRUE(purge(start + 24h, 2).more);
  EXPECT_EQ(call_log().size(), 2U);
  EXPECT_FALSE(purge(start + 24h, 2).more);
  EXPECT_EQ(call_log().size(), 0U);
  EXPECT_EQ(purge(start + 24h, 2).rows, 0);
  EXPECT_EQ(wait(store->find_audit({.action = "calls.purged"}))->records.size(), 2U);
}

TEST_F(RetentionTest, TheSumsForTheChartsStay) {
  log_call(1, start);
  purge(start + 24h);
  EXPECT_EQ(wait(store->call_statistics({start, start + 24h}))->at(0).answered, 1);
}

TEST_F(RetentionTest, IsUndoneWithItsAuditRow) {
  log_call(1, start);
  database.refuse_inserts("audit_log");
  const store::Purge all{.before = start + 24h};
  EXPECT_EQ(wait(store->purge_calls(all, {}, start)).error(), store::Error::unavailable);
  database.accept_inserts("audit_log");
  EXPECT_EQ(call_log().size(), 1U);
  EXPECT_EQ(wait(store->purged_before()), Timestamp());
}

TEST_F(RetentionTest, NoPermitIsLeftBehind) {
  log_call(1, start);
  log_call(2, start + 48h);
  purge(start + 24h);
  EXPECT_EQ(database.raw().count("log_permits"), 0);
  EXPECT_THROW(database.raw().run("delete from voice_call_log"), store::sql::DatabaseError);
}

TEST_F(RetentionTest, APermitIsForItsTimeOnlyAndForNothingElse) {
  log_call(1, start);
  log_call(2, start + 48h);
  auto raw = database.raw();
  for (const std::string attempt : {"delete from voice_call_log", "update voice_call_log set duration_seconds = 0",
                                    "update voice_call_log set user_id_hash = to_number_hash", "delete from audit_log",
                                    "update audit_log set actor_user_id = 'erased user'"}) {
    raw.run("begin");
    raw.run("insert into log_permits (deletes_until) values (" +
            std::to_string((start + 24h).time_since_epoch().count()) + ")");
    EXPECT_THROW(raw.run(attempt), store::sql::DatabaseError) << attempt;
    raw.run("rollback");
  }
}

/// What only PostgreSQL has: a partition for each month.
class PostgresqlMonthsTest : public RetentionTest {
 protected:
  void make_months(Timestamp now) {
    while (wait(store->prepare_call_log(now)).value()) {
    }
  }
  std::string partition_of(int index) {
    return database.raw().ask("select tableoid::regclass::text from voice_call_log where call_key = '" +
                              util::to_hex(util::sha256(call_sid(index).text())) + "'");
  }
};

constexpr auto month = std::chrono::days(31);

TEST_F(PostgresqlMonthsTest, MigrateMakesTheNextOnes) {
  EXPECT_EQ(database.raw().ask("select count(*)::text from pg_inherits where inhparent = 'voice_call_log'::regclass"),
            "5");
}

TEST_F(PostgresqlMonthsTest, ACallWithoutAPartitionIsKeptAndMovedOnceThereIsOne) {
  log_call(1, start + 10h);
  log_call(2, start + 20 * month);
  EXPECT_EQ(partition_of(1), "voice_call_log_rest");
  const auto before = call_log();
  make_months(start);
  EXPECT_EQ(partition_of(1), "voice_call_log_2026_03");
  EXPECT_EQ(partition_of(2), "voice_call_log_rest");
  log_call(3, start - 1h);
  EXPECT_EQ(partition_of(3), "voice_call_log_rest");
  make_months(start);
  EXPECT_EQ(partition_of(3), "voice_call_log_2026_02");
  EXPECT_EQ(call_log().size(), before.size() + 1);
  EXPECT_EQ(call_log()[0].id, before[0].id);
  EXPECT_EQ(call_log()[0].user_id_hash, before[0].user_id_hash);
}

TEST_F(PostgresqlMonthsTest, AMonthHoldsItsFirstMomentAndNotTheNextOnes) {
  const Timestamp april = std::chrono::sys_days(std::chrono::year(2026) / 4 / 1);
  make_months(start);
  log_call(1, start);
  log_call(2, april - 1ms);
  log_call(3, april);
  EXPECT_EQ(partition_of(1), "voice_call_log_2026_03");
  EXPECT_EQ(partition_of(2), "voice_call_log_2026_03");
  EXPECT_EQ(partition_of(3), "voice_call_log_2026_04");
}

TEST_F(PostgresqlMonthsTest, AWholeMonthIsDroppedAndTheRestDeleted) {
  make_months(start);
  const Timestamp april = std::chrono::sys_days(std::chrono::year(2026) / 4 / 1);
  log_call(1, start);
  log_call(2, start + 1h);
  log_call(3, april);
  log_call(4, april + 48h);
  const auto first = purge(april + 24h);
  EXPECT_EQ(first.months, 1);
  EXPECT_EQ(first.rows, 2);
  EXPECT_TRUE(first.more);
  const auto second = purge(april + 24h);
  EXPECT_EQ(second.months, 0);
  EXPECT_EQ(second.rows, 1);
  EXPECT_FALSE(second.more);
  EXPECT_EQ(database.raw().ask("select coalesce(to_regclass('voice_call_log_2026_03')::text, 'gone')"), "gone");
  ASSERT_EQ(call_log().size(), 1U);
  EXPECT_EQ(call_log()[0].created_at, april + 48h);
}

TEST_F(PostgresqlMonthsTest, NeitherDropsNorEmptiesAMonthWithoutAPermit) {
  make_months(start);
  log_call(1, start);
  auto raw = database.raw();
  for (const std::string attempt : {"select drop_call_log_month(9000000000000)", "truncate voice_call_log_2026_03",
                                    "delete from voice_call_log_2026_03", "truncate voice_call_log_rest"}) {
    try {
      raw.run(attempt);
      ADD_FAILURE() << attempt;
    } catch (const store::sql::DatabaseError& error) {
      EXPECT_THAT(error.what(), HasSubstr("append-only")) << attempt;
    }
  }
  EXPECT_EQ(call_log().size(), 1U);
}

TEST_F(PostgresqlMonthsTest, APermitThatWasLeftBehindPermitsNothing) {
  log_call(1, start);
  auto raw = database.raw();
  raw.run("insert into log_permits (deletes_until) values (9000000000000)");
  EXPECT_THROW(raw.run("delete from voice_call_log"), store::sql::DatabaseError);
}

TEST_F(PostgresqlMonthsTest, OfTwoProcessesOneIsAtIt) {
  log_call(1, start);
  auto raw = database.raw();
  raw.run("begin");
  raw.run("select pg_advisory_xact_lock(hashtextextended(current_schema(), 7303))");
  EXPECT_TRUE(purge(start + 24h).busy);
  EXPECT_FALSE(wait(store->prepare_call_log(start)).value());
  raw.run("rollback");
  EXPECT_EQ(purge(start + 24h).rows, 1);
}

}  // namespace
}  // namespace teleperson::test
