#include "store/postgresql/attempts.h"

#include <chrono>
#include <random>
#include <thread>

#include "store/sql/database_error.h"

namespace teleperson::store::postgresql {
namespace {

constexpr int most_attempts = 6;

/// Up to 20 ms, 40 ms and so on: about a second in all, in which a server that restarts is often back.
std::chrono::milliseconds pause_before(int attempt) {
  thread_local std::minstd_rand random{std::random_device{}()};
  std::uniform_int_distribution<int> within{1, 10 << attempt};
  return std::chrono::milliseconds(within(random));
}

bool may_pass(const std::exception& error) {
  const auto* known = dynamic_cast<const sql::DatabaseError*>(&error);
  return known != nullptr && known->kind() != sql::DatabaseError::Kind::other;
}

/// `attempt` sets its argument to false once it must not be repeated.
template <class Attempt>
Result<void> repeat(Connection& connection, const util::Logger* log, Attempt attempt) {
  for (int tries = 1;; ++tries) {
    bool may_repeat = true;
    try {
      attempt(may_repeat);
      return {};
    } catch (const std::exception& error) {
      connection.recover();
      if (!may_repeat || !may_pass(error) || tries == most_attempts) {
        if (log != nullptr) log->error("store.statement_failed", {{"error", error.what()}});
        return std::unexpected(Error::unavailable);
      }
    }
    std::this_thread::sleep_for(pause_before(tries + 1));
  }
}

}  // namespace

Result<void> read(Connection& connection, Work& work, const util::Logger* log) {
  return repeat(connection, log, [&](bool&) { connection.read(work); });
}

Result<void> write(Connection& connection, Work& work, const util::Logger* log) {
  return repeat(connection, log, [&](bool& may_repeat) {
    connection.begin(Connection::Access::write);
    work(connection.session());
    may_repeat = false;
    connection.commit();
  });
}

}  // namespace teleperson::store::postgresql
