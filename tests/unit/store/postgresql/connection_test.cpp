#include "store/postgresql/connection.h"

#include <future>

#include <gmock/gmock.h>

#include "../store_fixture.h"
#include "store/postgresql/attempts.h"
#include "store/sql/database_error.h"

namespace teleperson::test {
namespace {

using store::postgresql::Connection;
using store::postgresql::ConnectionPool;
using store::sql::DatabaseError;

class PostgresqlConnectionTest : public StoreTest {
 protected:
  void end_all_connections() const {
    database.raw().run(
        "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and application_name = "
        "'of this test'");
  }
  static store::postgresql::GiveUp soon() { return std::chrono::steady_clock::now() + 3s; }

  store::postgresql::DatabaseUrl server = store::postgresql::parse_url(url + "&application_name=of%20this%20test");
};

TEST_F(PostgresqlConnectionTest, AServerThatOwesAnAnswerForTooLongIsGivenUp) {
  Connection connection(server);
  connection.session().run_once("select 1");
  connection.cut_if_silent(0ms);  // nothing is owed
  EXPECT_TRUE(connection.session().is_connected());

  auto slow = std::async(std::launch::async, [&] {
    try {
      connection.session().run_once("select pg_sleep(3)");
    } catch (const DatabaseError& error) {
      return error.kind();
    }
    return DatabaseError::Kind::other;
  });
  while (slow.wait_for(10ms) == std::future_status::timeout)
    connection.cut_if_silent(0ms);
  EXPECT_EQ(slow.get(), DatabaseError::Kind::lost);
  connection.recover();
  EXPECT_FALSE(connection.is_open());
  EXPECT_EQ(connection.session().ask_once("select 'again'"), "again");
}

TEST_F(PostgresqlConnectionTest, AScriptIsSentAsItIs) {
  Connection connection(server);
  connection.session().run_once(
      "create temporary table texts (text text); -- nobody's :name\ninsert into texts values ('[:alnum:]')");
  EXPECT_EQ(connection.session().ask_once("select text from texts"), "[:alnum:]");
}

TEST_F(PostgresqlConnectionTest, WhenAllConnectionsBreakNobodyNotices) {
  ConnectionPool pool(server, 5, nullptr);
  {
    std::vector<ConnectionPool::Loan> loans;
    for (int i = 0; i < 5; ++i)
      loans.push_back(pool.borrow(ConnectionPool::Prefer::closed));
    for (const auto& connection : loans)
      connection->session();
  }
  for (int i = 0; i < 5; ++i) {
    end_all_connections();
    store::postgresql::Work ask = [](store::sql::Session& db) { db.ask_once("select 1"); };
    EXPECT_TRUE(read(pool, ask, soon()));
    EXPECT_TRUE(write(pool, ask, soon()));
  }
}

TEST_F(PostgresqlConnectionTest, AWriteIsNotTriedAgainOnceItMayHaveBeenDone) {
  ConnectionPool pool(server, 1, nullptr);
  int times = 0;
  store::postgresql::Work work = [&](store::sql::Session& db) {
    ++times;
    db.run_once(
        "create temporary table broken (a int unique deferrable initially deferred) on commit drop; "
        "insert into broken values (1), (1)");
  };
  EXPECT_FALSE(write(pool, work, soon()));
  EXPECT_EQ(times, 1);
}

TEST_F(PostgresqlConnectionTest, AWriteAfterAFullDiskShowsFirstThatThereIsRoom) {
  ConnectionPool pool(server, 1, nullptr);
  std::string error = "53100";
  store::postgresql::Work work = [&](store::sql::Session& db) {
    if (!error.empty()) db.run_once("do $$ begin raise 'no room' using errcode = '" + error + "'; end $$");
  };
  EXPECT_FALSE(write(pool, work, soon()));
  EXPECT_TRUE(pool.availability().lacks_room());
  error.clear();
  EXPECT_TRUE(write(pool, work, soon()));
  EXPECT_FALSE(pool.availability().lacks_room());
}

TEST_F(PostgresqlConnectionTest, AServerThatIsNotThereIsAnOutage) {
  const auto nowhere = store::postgresql::parse_url("postgresql://127.0.0.1:1/app");
  ConnectionPool pool(nowhere, 1, nullptr);
  store::postgresql::Work work = [](store::sql::Session&) {};
  EXPECT_FALSE(read(pool, work, soon()));
  EXPECT_TRUE(pool.availability().is_out(store::postgresql::Access::read));
}

}  // namespace
}  // namespace teleperson::test
