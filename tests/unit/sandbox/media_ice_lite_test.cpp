#include <array>

#include <gtest/gtest.h>

#include "sandbox/media/ice_lite.h"
#include "sandbox/media/stun.h"

namespace teleperson::sandbox::media {
namespace {

using namespace std::chrono_literals;

const IceCredentials caller = {"call", "passwordofthecaller000"};
const IceCredentials caller_after_restart = {"again", "anotherpasswordofthecaller"};

IceLite::Endpoint endpoint(const char* address, std::uint16_t port) {
  return {boost::asio::ip::make_address(address), port};
}

class IceLiteAgent : public ::testing::Test {
 protected:
  // A check by the peer with this user fragment; true if it was answered.
  bool check(const IceLite::Endpoint& from, const IceCredentials& to, const std::string& peer_ufrag, bool nominate) {
    StunWriter writer(stun_binding_request, std::array<std::uint8_t, 12>{1});
    writer.add(StunAttribute::username, as_bytes(to.ufrag + ":" + peer_ufrag));
    if (nominate) writer.add(StunAttribute::use_candidate, {});
    const auto response = agent_.receive(writer.finish(to.password), from, now_);
    if (!response) return false;
    const auto success = StunMessage::parse(*response);
    return success && success->type() == stun_binding_success && success->is_authentic(to.password) &&
           success->transaction_id()[0] == 1 && success->attribute(StunAttribute::xor_mapped_address);
  }

  IceLite agent_;
  const IceCredentials own_ = agent_.credentials_for(caller);
  IceLite::TimePoint now_{};
  const IceLite::Endpoint first_ = endpoint("127.0.0.1", 1000);
  const IceLite::Endpoint second_ = endpoint("192.0.2.2", 2000);
};

TEST_F(IceLiteAgent, LearnsWhereTheCallerIs) {
  EXPECT_FALSE(agent_.path(now_));
  EXPECT_FALSE(agent_.knows(first_));
  EXPECT_TRUE(check(first_, own_, caller.ufrag, false));
  EXPECT_TRUE(agent_.knows(first_));
  EXPECT_EQ(agent_.path(now_), first_);
}

TEST_F(IceLiteAgent, TakesThePathThatTheCallerNominates) {
  check(first_, own_, caller.ufrag, false);
  check(second_, own_, caller.ufrag, true);
  EXPECT_EQ(agent_.path(now_), second_);
  check(first_, own_, caller.ufrag, false);
  EXPECT_EQ(agent_.path(now_), second_);
}

TEST_F(IceLiteAgent, AnswersNobodyWithoutTheCredentials) {
  EXPECT_FALSE(check(first_, {own_.ufrag, "guess"}, caller.ufrag, true));
  EXPECT_FALSE(check(first_, {"guess", own_.password}, caller.ufrag, true));
  EXPECT_FALSE(check(first_, own_, "guess", true));
  EXPECT_FALSE(agent_.receive({}, first_, now_));
  EXPECT_FALSE(agent_.receive(StunWriter(stun_binding_request, Bytes(12)).finish(own_.password), first_, now_))
      << "no USERNAME";
  EXPECT_FALSE(agent_.receive(StunWriter(stun_binding_success, Bytes(12))
                                  .add(StunAttribute::username, as_bytes(own_.ufrag + ":" + caller.ufrag))
                                  .finish(own_.password),
                              first_, now_))
      << "not a request";
  EXPECT_FALSE(agent_.knows(first_));
  EXPECT_FALSE(agent_.path(now_));
}

TEST_F(IceLiteAgent, SendsNothingWithoutConsent) {
  check(first_, own_, caller.ufrag, true);
  now_ += 30s;
  EXPECT_TRUE(agent_.path(now_));
  now_ += 1s;
  EXPECT_FALSE(agent_.path(now_));
  check(first_, own_, caller.ufrag, false);
  EXPECT_TRUE(agent_.path(now_)) << "back again";
}

TEST_F(IceLiteAgent, KeepsItsCredentialsUntilTheCallerRestarts) {
  EXPECT_EQ(agent_.credentials_for(caller), own_);
  const auto restarted = agent_.credentials_for(caller_after_restart);
  EXPECT_NE(restarted.ufrag, own_.ufrag);
  EXPECT_NE(restarted.password, own_.password);
  EXPECT_GE(own_.ufrag.size(), 4);
  EXPECT_GE(own_.password.size(), 22);
}

TEST_F(IceLiteAgent, KeepsThePathThroughARestartUntilAnotherIsNominated) {
  check(first_, own_, caller.ufrag, true);
  const auto restarted = agent_.credentials_for(caller_after_restart);
  EXPECT_EQ(agent_.path(now_), first_);
  EXPECT_TRUE(check(first_, own_, caller.ufrag, true)) << "the old credentials still do";
  EXPECT_TRUE(check(second_, restarted, caller_after_restart.ufrag, true));
  EXPECT_EQ(agent_.path(now_), second_);
  check(first_, own_, caller.ufrag, true);
  EXPECT_EQ(agent_.path(now_), second_) << "the old ones nominate no more";

  agent_.credentials_for({"third", "passwordofthethirdtime"});
  EXPECT_FALSE(check(first_, own_, caller.ufrag, false)) << "two restarts ago";
}

TEST_F(IceLiteAgent, RemembersABoundedNumberOfAddresses) {
  for (std::uint16_t port = 1; port <= 100; ++port)
    check(endpoint("192.0.2.2", port), own_, caller.ufrag, false);
  EXPECT_FALSE(agent_.knows(endpoint("192.0.2.2", 1)));
  EXPECT_TRUE(agent_.knows(endpoint("192.0.2.2", 100)));
}

}  // namespace
}  // namespace teleperson::sandbox::media
