#include "store/sqlite/group_writer.h"

#include <future>

#include "store_fixture.h"
#include "test_database.h"

namespace teleperson::test {
namespace {

using store::sql::Session;
using store::sqlite::GroupWriter;

class GroupWriterTest : public testing::Test {
 protected:
  GroupWriterTest() { RawDatabase(path, store::sqlite::Access::write).run("create table t (a integer)"); }

  /// Holds the writer back, so that all that is submitted meanwhile becomes one group.
  class Gate {
   public:
    explicit Gate(GroupWriter& writer) {
      auto opened = open_.get_future();
      auto entered = std::make_shared<std::promise<void>>();
      auto is_held = entered->get_future();
      auto hold = [opened = std::move(opened), entered](Session&) mutable {
        entered->set_value();
        opened.wait();
      };
      writer.submit(std::move(hold), {});
      is_held.wait();
    }
    void open() { open_.set_value(); }

   private:
    std::promise<void> open_;
  };

  std::future<bool> submit(GroupWriter::Work work) {
    auto answer = std::make_shared<std::promise<bool>>();
    auto future = answer->get_future();
    writer->submit(std::move(work), [answer](bool durable) { answer->set_value(durable); });
    return future;
  }

  static GroupWriter::Work insert(int value) {
    return [value](Session& db) { db.run_once("insert into t values (" + std::to_string(value) + ")"); };
  }

  int rows() { return RawDatabase(path).count("t"); }

  TemporaryFolder folder;
  std::filesystem::path path = create_file();
  std::unique_ptr<GroupWriter> writer =
      std::make_unique<GroupWriter>(store::sqlite::connect(path, store::sqlite::Access::write), nullptr);

 private:
  std::filesystem::path create_file() { return folder.file("group.db"); }
};

TEST_F(GroupWriterTest, WhatQueuesDuringACommitSharesTheNext) {
  Gate gate(*writer);
  std::vector<std::future<bool>> done;
  for (int i = 0; i < 200; ++i)
    done.push_back(submit(insert(i)));
  gate.open();
  for (auto& each : done)
    EXPECT_TRUE(each.get());
  EXPECT_EQ(writer->commits(), 2U);
  EXPECT_EQ(rows(), 200);
}

TEST_F(GroupWriterTest, AFailureUndoesOnlyItself) {
  Gate gate(*writer);
  auto before = submit(insert(1));
  auto failing = submit([](Session& db) {
    db.run_once("insert into t values (2)");
    db.run_once("insert into no_such_table values (2)");
  });
  auto throwing = submit([](Session& db) {
    db.run_once("insert into t values (3)");
    throw std::runtime_error("changed my mind");
  });
  auto after = submit(insert(4));
  gate.open();
  EXPECT_TRUE(before.get());
  EXPECT_FALSE(failing.get());
  EXPECT_FALSE(throwing.get());
  EXPECT_TRUE(after.get());
  EXPECT_EQ(RawDatabase(path).ask("select group_concat(a) from t"), "1,4");
}

/// Ways in which a transaction may be lost: undone by SQLite itself, as on a full disk, or left in disorder.
class LostTransactionTest : public GroupWriterTest, public testing::WithParamInterface<const char*> {};

TEST_P(LostTransactionTest, AllHaveFailedAndNothingIsChanged) {
  Gate gate(*writer);
  auto before = submit(insert(1));
  auto breaking = submit([](Session& db) { db.run_once(GetParam()); });
  auto after = submit(insert(2));
  gate.open();
  EXPECT_FALSE(before.get());
  EXPECT_FALSE(breaking.get());
  EXPECT_FALSE(after.get());
  EXPECT_EQ(rows(), 0);
  EXPECT_TRUE(submit(insert(3)).get());  // and the next group is served
  EXPECT_EQ(rows(), 1);
}

INSTANTIATE_TEST_SUITE_P(All, LostTransactionTest, testing::Values("rollback", "release item"));

// If it began by reading, another process could write in between, and its own writing would be refused.
TEST_F(GroupWriterTest, TakesTheLockBeforeItReads) {
  Gate gate(*writer);
  RawDatabase other(path, store::sqlite::Access::write);
  other.run("pragma busy_timeout = 0");
  EXPECT_THROW(other.run("begin immediate"), store::sql::DatabaseError);
  gate.open();
}

TEST_F(GroupWriterTest, AnswersAfterTheCommit) {
  for (int i = 1; i <= 20; ++i) {
    ASSERT_TRUE(submit(insert(i)).get());
    ASSERT_EQ(rows(), i);  // read by another connection
  }
}

TEST_F(GroupWriterTest, FinishesWhatIsQueuedBeforeItGoes) {
  for (int i = 0; i < 50; ++i)
    writer->submit(insert(i), {});
  writer->submit_later(insert(50), std::chrono::hours(1));
  writer.reset();
  EXPECT_EQ(rows(), 51);
}

TEST_F(GroupWriterTest, DoesLaterWorkWithoutOtherWrites) {
  std::promise<void> done;
  auto work = [&](Session& db) {
    insert(1)(db);
    done.set_value();
  };
  writer->submit_later(std::move(work), std::chrono::milliseconds(5));
  done.get_future().wait();
}

}  // namespace
}  // namespace teleperson::test
