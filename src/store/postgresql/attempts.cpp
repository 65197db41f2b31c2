#include "store/postgresql/attempts.h"

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <thread>

#include "store/sql/database_error.h"

namespace teleperson::store::postgresql {
namespace {

using Kind = sql::DatabaseError::Kind;

/// Up to 20 ms, 40 ms and so on: the first tries are for a connection that broke, later ones for a server that
/// restarts.
std::chrono::milliseconds pause_before(int attempt) {
  thread_local std::minstd_rand random{std::random_device{}()};
  std::uniform_int_distribution<int> within{1, std::min(10 << attempt, 320)};
  return std::chrono::milliseconds(within(random));
}

struct Failure {
  Kind kind;
  std::string why;
  bool is_final;
  bool was_open;
};

/// `attempt` sets its second argument to false once it must not be repeated.
template <class Attempt>
std::optional<Failure> try_once(Connection& connection, Attempt& attempt) {
  bool may_repeat = true;
  const bool was_open = connection.is_open();
  try {
    attempt(connection, may_repeat);
    return std::nullopt;
  } catch (const std::exception& error) {
    const auto* known = dynamic_cast<const sql::DatabaseError*>(&error);
    const auto kind = known == nullptr ? Kind::other : known->kind();
    connection.recover();
    return Failure{
        .kind = kind, .why = error.what(), .is_final = !may_repeat || kind == Kind::other, .was_open = was_open};
  }
}

template <class Attempt>
Result<void> repeat(ConnectionPool& pool, Access access, GiveUp give_up, Attempt attempt) {
  auto& availability = pool.availability();
  if (std::chrono::steady_clock::now() >= give_up) return std::unexpected(Error::unavailable);
  const auto leave = availability.ask(access);
  if (leave == Availability::Leave::none) return std::unexpected(Error::unavailable);
  if (leave == Availability::Leave::once) give_up = {};
  auto prefer = ConnectionPool::Prefer::open;
  for (int tries = 1;; ++tries) {
    const auto failure = try_once(*pool.borrow(prefer), attempt);
    const auto pause = pause_before(tries);
    const bool is_late = std::chrono::steady_clock::now() + pause >= give_up;
    if (!failure || failure->kind == Kind::conflict || failure->kind == Kind::other) {
      availability.answered(access, leave);
    } else if (failure->kind == Kind::full || is_late) {
      const auto lack = failure->kind == Kind::full ? Availability::Lack::room : Availability::Lack::server;
      availability.failed(access, lack, failure->why);
      return std::unexpected(Error::unavailable);
    }
    if (!failure) return {};
    if (failure->is_final || is_late) {
      if (pool.log() != nullptr) pool.log()->error("store.statement_failed", {{"error", failure->why}});
      return std::unexpected(Error::unavailable);
    }
    prefer = failure->was_open ? ConnectionPool::Prefer::closed : ConnectionPool::Prefer::open;
    std::this_thread::sleep_for(pause);
  }
}

/// Fails unless there is room on the disk: makes a file there, and removes it.
void require_room(sql::Session& session) {
  session.run_once(
      "set local work_mem = '64kB'; select count(*) from (select n from generate_series(1, 20000) n order by -n) "
      "sorted; "
      "set local work_mem to default");
}

}  // namespace

Result<void> read(ConnectionPool& pool, Work& work, GiveUp give_up) {
  return repeat(pool, Access::read, give_up, [&](Connection& connection, bool&) { connection.read(work); });
}

Result<void> write(ConnectionPool& pool, Work& work, GiveUp give_up) {
  return repeat(pool, Access::write, give_up, [&](Connection& connection, bool& may_repeat) {
    connection.begin(Access::write);
    if (pool.availability().lacks_room()) require_room(connection.session());
    work(connection.session());
    may_repeat = false;
    connection.commit();
  });
}

}  // namespace teleperson::store::postgresql
