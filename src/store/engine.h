#pragma once

#include <chrono>
#include <exception>
#include <expected>
#include <functional>
#include <optional>
#include <type_traits>
#include <utility>

#include "store/result.h"
#include "store/sql/database_error.h"
#include "store/sql/session.h"
#include "util/task.h"

namespace teleperson::store {

/// What differs between the databases: how sessions are had and how transactions are run. All SQL is in sql/.
class Engine {
 public:
  /// What runs with a session; throws to have it undone.
  using Work = std::move_only_function<void(sql::Session&)>;

  virtual ~Engine() = default;

  /// For quick reads on the hot path: sees everything that was committed before the call.
  template <class F>
  auto read(F work) {
    return run(std::move(work), &Engine::do_read);
  }

  /// How many quick reads may wait for the database at once; 0: they never wait.
  virtual int waiting_reads() const { return 0; }
  /// Whether quick reads are refused at once, as the database is known to be away.
  virtual bool is_refusing_reads() { return false; }

  /// For reads that may take milliseconds: on a thread of their own.
  template <class F>
  auto browse(F work) {
    return run(std::move(work), &Engine::do_browse);
  }

  /// Runs `work` in a transaction; answers when it is durable. If `work` throws, nothing of it was done: a
  /// DatabaseError becomes Error::unavailable, anything else is thrown on.
  template <class F>
  auto write(F work) {
    return run(std::move(work), &Engine::do_write);
  }

  /// The same for what may take minutes and nobody waits for: it holds up no other work of this process.
  template <class F>
  auto labour(F work) {
    return run(std::move(work), &Engine::do_labour);
  }

  /// Runs `work` with some later write, or on its own after `at_most`. Nobody is told if it fails.
  virtual void write_later(Work work, std::chrono::milliseconds at_most) = 0;

  /// Whether the database answers and takes writes.
  virtual util::Task<Result<void>> ping() = 0;

  /// As in Announcements; not every engine has a way.
  virtual void announce() {}
  virtual void listen([[maybe_unused]] std::function<void()> heard) {}

 protected:
  virtual util::Task<Result<void>> do_read(Work) = 0;
  virtual util::Task<Result<void>> do_browse(Work) = 0;
  virtual util::Task<Result<void>> do_write(Work) = 0;
  virtual util::Task<Result<void>> do_labour(Work work) { return do_write(std::move(work)); }

 private:
  using Runner = util::Task<Result<void>> (Engine::*)(Work);

  template <class F>
  util::Task<Result<std::invoke_result_t<F&, sql::Session&>>> run(F work, Runner runner) {
    std::optional<std::invoke_result_t<F&, sql::Session&>> answer;
    std::exception_ptr failure;
    Work keep_answer = [&](sql::Session& session) {
      try {
        answer.emplace(work(session));
      } catch (const sql::DatabaseError&) {
        throw;
      } catch (...) {
        failure = std::current_exception();
        throw;
      }
    };
    const Result<void> done = co_await (this->*runner)(std::move(keep_answer));
    if (failure) std::rethrow_exception(failure);
    if (!done) co_return std::unexpected(done.error());
    co_return std::move(*answer);
  }
};

}  // namespace teleperson::store
