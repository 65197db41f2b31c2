#include "store/authority_batch.h"

#include <algorithm>

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gtest/gtest.h>

#include "util/crypto.h"
#include "wait.h"

namespace teleperson::test {
namespace {

/// Takes a moment to find that the database is away.
class AwayEngine final : public store::Engine {
 public:
  int asked = 0;

  void write_later(Work, std::chrono::milliseconds) override {}
  util::Task<store::Result<void>> ping() override { return do_read({}); }

 protected:
  util::Task<store::Result<void>> do_read(Work) override {
    ++asked;
    for (int i = 0; i < 1000; ++i)
      co_await boost::asio::post(boost::asio::use_awaitable);
    co_return std::unexpected(store::Error::unavailable);
  }
  util::Task<store::Result<void>> do_browse(Work work) override { return do_read(std::move(work)); }
  util::Task<store::Result<void>> do_write(Work work) override { return do_read(std::move(work)); }
};

TEST(AuthorityBatch, WhoHasWaitedForAQuestionThatFailedWaitsForNoOther) {
  AwayEngine engine;
  store::AuthorityBatch batch(engine, 2);
  const store::TokenHash token = util::sha256("token");
  std::vector<util::Task<store::Result<std::optional<store::Authority>>>> asks;
  for (int i = 0; i < 50; ++i)
    asks.push_back(batch.read(token));
  const auto answers = wait_all(std::move(asks));
  EXPECT_TRUE(std::ranges::none_of(answers, [](const auto& answer) { return answer.has_value(); }));
  EXPECT_EQ(engine.asked, 2);
}

}  // namespace
}  // namespace teleperson::test
