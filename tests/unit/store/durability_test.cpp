#include <array>
#include <csignal>
#include <fstream>
#include <random>
#include <set>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "store_fixture.h"
#include "test_database.h"

namespace teleperson::test {
namespace {

/// Tests that run a store in a child process, where it may be killed or starved.
class DurabilityTest : public StoreTest {
 protected:
  static policy::Decision allow(const policy::Facts& facts) {
    return policy::Allowed{.caller_id = facts.settings.caller_id, .time_limit = 3600s};
  }

  /// One call from ticket to audit row. True once the row was acknowledged.
  util::Task<bool> whole_call(int index) {
    const auto request = ticket_request(start);
    auto ticket = co_await store->create_ticket(request, allow);
    const store::Redemption redemption{request.ticket_hash, request.user, call_sid(index), start};
    auto dial = co_await store->redeem(redemption, allow);
    const calls::CallState over{.progress = calls::LegProgress::ended, .end = calls::LegEnd::busy, .dial_result = true};
    const store::CallKey key = request.call_id;
    auto merged = co_await store->merge(key, over, start + 1s);
    co_return ticket && *ticket&& dial && *dial&& merged == true;
  }

  /// Calls one after another in several coroutines; tells through the pipe which are done.
  util::Task<bool> keep_calling(int first, int step, int pipe) {
    for (int index = first;; index += step) {
      const bool done = co_await whole_call(index);
      if (!done || write(pipe, &index, sizeof index) != sizeof index) co_return false;
    }
  }

  [[noreturn]] void call_until_killed(int first, int pipe) {
    open();
    std::vector<util::Task<bool>> callers;
    for (int i = 0; i < 5; ++i)
      callers.push_back(keep_calling(first + i, 5, pipe));
    wait_all(std::move(callers));
    _exit(1);
  }

  /// Exit code of `work` in a child process. No thread of ours runs while we fork, as the store is closed.
  template <class F>
  int in_child(F&& work) {
    store.reset();
    const pid_t child = fork();
    if (child == 0) _exit(work());
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
};

TEST_F(DurabilityTest, WhatWasAcknowledgedOutlivesAKill) {
  std::mt19937 random(7);
  for (int round = 0; round < 5; ++round) {
    store.reset();
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe(ends.data()), 0);
    const pid_t child = fork();
    if (child == 0) {
      close(ends[0]);
      call_until_killed(round * 1'000'000, ends[1]);
    }
    close(ends[1]);

    std::set<int> acknowledged;
    int index = 0;
    const std::size_t enough = 20 + random() % 200;
    while (acknowledged.size() < enough && read(ends[0], &index, sizeof index) == sizeof index) {
      acknowledged.insert(index);
    }
    kill(child, SIGKILL);
    while (read(ends[0], &index, sizeof index) == sizeof index)
      acknowledged.insert(index);
    close(ends[0]);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
    ASSERT_GE(acknowledged.size(), enough);

    auto raw = database.raw();
    EXPECT_EQ(raw.ask("pragma integrity_check"), "ok");
    for (const int each : acknowledged) {
      const auto key = util::to_hex(util::sha256(call_sid(each).text()));
      ASSERT_EQ(raw.count("voice_call_log where call_key = '" + key + "'"), 1) << each;
    }
  }
}

TEST_F(DurabilityTest, AFullDiskIsReportedAndNothingIsHalfDone) {
  const int code = in_child([this] {
    signal(SIGXFSZ, SIG_IGN);  // a write past the limit then fails, as on a full disk
    open();
    const auto add = [this](int i) {
      const store::NewUser user{
          .id = "user" + std::to_string(i), .email = std::string(2000, 'e'), .first_name = {}, .plan = {}};
      return wait(store->add_user(user, operator_, start));
    };
    struct rlimit limit{};
    getrlimit(RLIMIT_FSIZE, &limit);
    const auto unlimited = limit.rlim_cur;
    limit.rlim_cur = 300'000;
    setrlimit(RLIMIT_FSIZE, &limit);
    int added = 0;
    while (add(added) == Change::made)
      ++added;
    if (add(added) != std::unexpected(store::Error::unavailable)) return 1;
    int pings = 0;
    while (wait(store->ping()) && pings < 100)
      ++pings;  // the last bytes may be enough for a few
    if (pings == 100) return 2;
    if (!wait(store->authority(token_of("alice"))).value()) return 3;  // reading goes on

    limit.rlim_cur = unlimited;
    setrlimit(RLIMIT_FSIZE, &limit);
    if (!wait(store->ping())) return 4;
    auto raw = database.raw();
    if (raw.count("users where id like 'user%'") != added) return 5;
    if (raw.count("audit_log where action = 'user.added'") != added + 1) return 6;  // and alice
    if (added < 5 || add(added) != Change::made) return 7;
    return 0;
  });
  EXPECT_EQ(code, 0);
}

TEST_F(DurabilityTest, ADatabaseThatAnotherProcessHoldsIsWaitedFor) {
  auto other = database.raw();
  other.run("begin immediate");
  std::jthread release([&] {
    std::this_thread::sleep_for(200ms);  // the time that the other process needs
    other.run("commit");
  });
  EXPECT_TRUE(wait(store->ping()));
}

TEST_F(DurabilityTest, ADamagedFileIsReported) {
  store.reset();
  std::fstream file(database.file(), std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(4096);  // everything but the first page
  const auto size = static_cast<std::streamoff>(std::filesystem::file_size(database.file()));
  file << std::string(static_cast<std::size_t>(size - 4096), '\x5a');
  file.close();
  const int code = in_child([this] {
    try {
      open();
    } catch (const store::OpenError&) {
      return 0;
    }
    const bool read = wait(store->authority(token_of("alice"))).has_value();
    const bool written = wait(store->set_plan("alice", "free", operator_, start)).has_value();
    return read || written ? 1 : 0;
  });
  EXPECT_EQ(code, 0);
}

}  // namespace
}  // namespace teleperson::test
