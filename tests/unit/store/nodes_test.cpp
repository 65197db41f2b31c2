#include <future>

#include <gmock/gmock.h>

#include "store_fixture.h"

namespace teleperson::test {
namespace {

/// Two nodes on one database, as PostgreSQL has them.
class NodesTest : public StoreTest {
 protected:
  std::unique_ptr<store::Store> other_node() {
    return store::open({.url = url, .hasher = &hasher, .patience = patience, .logger = nullptr});
  }
};

/// SQLite has no way to tell other processes.
class PostgresqlNodesTest : public NodesTest {};

TEST_F(PostgresqlNodesTest, OneHearsWhatTheOtherAnnounces) {
  const auto other = other_node();
  std::promise<void> ready;
  std::promise<void> told;
  int calls = 0;
  other->listen([&] {
    ++calls;
    if (calls == 1) ready.set_value();  // it looks once when it begins
    if (calls == 2) told.set_value();
  });
  ready.get_future().get();
  store->announce();
  told.get_future().get();
  other->listen({});
}

TEST_F(NodesTest, ManyAsksAtOnceGetTheirOwnAnswers) {
  for (int i = 0; i < 20; ++i)
    add_user("user " + std::to_string(i), i % 2 == 0 ? "premium" : "free");
  std::vector<util::Task<store::Result<std::optional<store::Authority>>>> asks;
  std::vector<store::TokenHash> tokens;  // the tasks refer to them
  for (int i = 0; i < 400; ++i)
    tokens.push_back(token_of("user " + std::to_string(i % 25)));
  for (const auto& token : tokens)
    asks.push_back(store->authority(token));
  const auto answers = wait_all(std::move(asks));
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const auto user = i % 25;
    ASSERT_TRUE(answers[i].has_value());
    ASSERT_EQ(answers[i]->has_value(), user < 20) << user;
    if (user >= 20) continue;
    EXPECT_EQ((*answers[i])->user_id, "user " + std::to_string(user));
    EXPECT_EQ((*answers[i])->caller.plan, user % 2 == 0 ? "premium" : "free");
  }
}

}  // namespace
}  // namespace teleperson::test
