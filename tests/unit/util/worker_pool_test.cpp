#include "util/worker_pool.h"

#include <atomic>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

namespace teleperson::util {
namespace {

namespace asio = boost::asio;

/// Runs a task on a loop of this thread until it ends, and rethrows what it throws.
void run_to_end(asio::io_context& loop, auto make_task) {
  asio::co_spawn(loop, make_task, [](std::exception_ptr error) {
    if (error) std::rethrow_exception(error);
  });
  loop.run();
}

TEST(WorkerPool, RunsElsewhereAndResumesHere) {
  asio::io_context loop;
  WorkerPool pool(2);
  const auto here = std::this_thread::get_id();
  bool done = false;
  run_to_end(loop, [&]() -> Task<> {
    auto work = [] { return std::this_thread::get_id(); };
    const auto there = co_await pool.run(work);
    EXPECT_NE(there, here);
    EXPECT_EQ(std::this_thread::get_id(), here);
    done = true;
  });
  EXPECT_TRUE(done);
}

TEST(WorkerPool, CarriesResultsOfEveryKind) {
  asio::io_context loop;
  WorkerPool pool(1);
  run_to_end(loop, [&]() -> Task<> {
    auto text = [] { return std::string(100, 'x'); };
    EXPECT_EQ(co_await pool.run(text), std::string(100, 'x'));

    struct NoDefault {
      explicit NoDefault(int n) : number(n) {}
      int number;
    };
    auto without_default = [] { return NoDefault(3); };
    EXPECT_EQ((co_await pool.run(without_default)).number, 3);

    auto owned = std::make_unique<int>(4);
    auto move_only = [owned = std::move(owned)]() mutable { return std::move(owned); };
    EXPECT_EQ(*co_await pool.run(std::move(move_only)), 4);

    bool ran = false;
    auto nothing = [&ran] { ran = true; };
    co_await pool.run(nothing);
    EXPECT_TRUE(ran);
  });
}

TEST(WorkerPool, CarriesExceptions) {
  asio::io_context loop;
  WorkerPool pool(1);
  std::string caught;
  run_to_end(loop, [&]() -> Task<> {
    auto failing = []() -> int { throw std::runtime_error("disk full"); };
    try {
      co_await pool.run(failing);
    } catch (const std::runtime_error& error) {
      caught = error.what();
    }
  });
  EXPECT_EQ(caught, "disk full");
}

TEST(WorkerPool, LeavesTheLoopFreeForOthers) {
  asio::io_context loop;
  WorkerPool pool(1);
  std::atomic<bool> other_task_ran = false;
  run_to_end(loop, [&]() -> Task<> {
    asio::post(loop, [&] {
      other_task_ran = true;
      other_task_ran.notify_all();
    });
    auto wait_for_other = [&other_task_ran] { other_task_ran.wait(false); };  // would hang if the loop were blocked
    co_await pool.run(wait_for_other);
  });
  EXPECT_TRUE(other_task_ran);
}

TEST(WorkerPool, UsesAllItsThreads) {
  asio::io_context loop;
  WorkerPool pool(2);
  std::atomic<int> waiting = 0;
  int finished = 0;
  for (int i = 0; i < 2; ++i) {
    asio::co_spawn(
        loop,
        [&]() -> Task<> {
          auto meet = [&waiting] {  // each returns only when both have come
            ++waiting;
            waiting.notify_all();
            for (int seen = waiting; seen < 2; seen = waiting)
              waiting.wait(seen);
          };
          co_await pool.run(meet);
          ++finished;
        },
        asio::detached);
  }
  loop.run();
  EXPECT_EQ(finished, 2);
}

TEST(WorkerPool, FinishesWhatIsQueuedBeforeItGoes) {
  asio::io_context loop;
  std::atomic<int> finished = 0;
  {
    WorkerPool pool(1);
    for (int i = 0; i < 100; ++i) {
      asio::co_spawn(
          loop,
          [&]() -> Task<> {
            auto work = [&finished] { ++finished; };
            co_await pool.run(work);
          },
          asio::detached);
    }
    loop.poll();  // hands in the work, and does not wait for it
  }
  EXPECT_EQ(finished, 100);
}

}  // namespace
}  // namespace teleperson::util
