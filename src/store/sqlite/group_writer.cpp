#include "store/sqlite/group_writer.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace teleperson::store::sqlite {
namespace {

using sql::Row;
using sql::Sql;

constexpr Sql<Row<>()> begin_transaction{"begin immediate"};  // takes the lock now: no deadlock later
constexpr Sql<Row<>()> commit_transaction{"commit"};
constexpr Sql<Row<>()> roll_back_transaction{"rollback"};
constexpr Sql<Row<>()> set_savepoint{"savepoint item"};
constexpr Sql<Row<>()> release_savepoint{"release item"};
constexpr Sql<Row<>()> roll_back_to_savepoint{"rollback to item"};

}  // namespace

GroupWriter::GroupWriter(std::unique_ptr<sql::Session> session, const util::Logger* log)
    : session_(std::move(session)), log_(log), thread_([this] { run(); }) {}

GroupWriter::~GroupWriter() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void GroupWriter::submit(Work work, Done done) {
  {
    const std::scoped_lock lock(mutex_);
    queue_.push_back({.work = std::move(work), .done = std::move(done)});
  }
  wake_.notify_one();
}

void GroupWriter::submit_later(Work work, std::chrono::milliseconds delay) {
  {
    const std::scoped_lock lock(mutex_);
    deferred_.push_back({.due = std::chrono::steady_clock::now() + delay, .work = std::move(work)});
  }
  wake_.notify_one();
}

void GroupWriter::run() {
  for (;;) {
    auto group = next_group();
    if (group.empty()) return;
    const bool durable = commit(group);
    for (auto& item : group) {
      if (item.done) item.done(durable && item.succeeded);
    }
  }
}

/// Waits for something to do. Empty: time to stop.
std::vector<GroupWriter::Item> GroupWriter::next_group() {
  std::unique_lock lock(mutex_);
  const auto is_due = [&](const Deferred& deferred) {
    return stopping_ || deferred.due <= std::chrono::steady_clock::now();
  };
  while (queue_.empty() && !stopping_ && std::none_of(deferred_.begin(), deferred_.end(), is_due)) {
    if (deferred_.empty()) {
      wake_.wait(lock);
    } else {
      const auto earlier = [](const Deferred& a, const Deferred& b) { return a.due < b.due; };
      const auto until = std::min_element(deferred_.begin(), deferred_.end(), earlier)->due;
      wake_.wait_until(lock, until);
    }
  }
  auto group = std::exchange(queue_, {});
  const auto first_due = std::stable_partition(deferred_.begin(), deferred_.end(), std::not_fn(is_due));
  for (auto deferred = first_due; deferred != deferred_.end(); ++deferred) {
    group.push_back({.work = std::move(deferred->work), .done = {}});
  }
  deferred_.erase(first_due, deferred_.end());
  return group;
}

bool GroupWriter::commit(std::vector<Item>& group) {
  try {
    session_->run(begin_transaction);
    for (auto& item : group)
      item.succeeded = attempt(item);
    session_->run(commit_transaction);
    ++commits_;
    return true;
  } catch (const std::exception& error) {
    report("store.transaction_failed", error.what());
    roll_back();
    return false;
  }
}

/// Throws when the transaction as a whole is lost: then SQLite has forgotten the savepoint too.
bool GroupWriter::attempt(Item& item) {
  session_->run(set_savepoint);
  try {
    item.work(*session_);
  } catch (const std::exception& error) {
    report("store.write_failed", error.what());
    session_->run(roll_back_to_savepoint);
    session_->run(release_savepoint);
    return false;
  }
  session_->run(release_savepoint);
  return true;
}

void GroupWriter::roll_back() {
  try {
    session_->run(roll_back_transaction);
  } catch (const sql::DatabaseError&) {
    // SQLite has rolled back by itself, or the transaction never began.
  }
}

void GroupWriter::report(const char* event, const char* error) const {
  if (log_ != nullptr) log_->error(event, {{"error", error}});
}

}  // namespace teleperson::store::sqlite
