#include "sandbox/media/media_endpoint.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <gmock/gmock.h>

#include "media_caller.h"
#include "sandbox/media/ulaw.h"

namespace teleperson::sandbox::media {
namespace {

using ::testing::HasSubstr;

class MediaEndpointCall : public ::testing::Test {
 protected:
  static constexpr std::uint8_t pcmu = 0;
  static constexpr std::uint8_t telephone_event = 126;

  std::unique_ptr<MediaEndpoint> make_endpoint(AudioSource source) {
    auto endpoint = std::make_unique<MediaEndpoint>(loop_.get_executor(), boost::asio::ip::address_v4::loopback(),
                                                    std::move(source));
    endpoint->on_digit([this](char digit) { digits_ += digit; });
    endpoint->on_problem([this](std::string_view problem) { problem_ = problem; });
    return endpoint;
  }
  void press(std::uint8_t key, std::uint32_t timestamp) {
    for (int packet = 0; packet < 6; ++packet)
      caller_.send_rtp(telephone_event, timestamp, Bytes{key, static_cast<std::uint8_t>(packet < 3 ? 10 : 0x8A), 1, 0});
  }

  boost::asio::io_context loop_{1};
  Caller caller_{loop_};
  std::string digits_, problem_;
  std::unique_ptr<MediaEndpoint> endpoint_ = make_endpoint(tone(1000));
};

TEST_F(MediaEndpointCall, PlaysItsSourceAtItsPace) {
  ASSERT_NO_FATAL_FAILURE(caller_.connect(*endpoint_));
  ASSERT_TRUE(caller_.run_until([&] { return !caller_.rtp.empty(); }));
  const auto start = std::chrono::steady_clock::now();
  ASSERT_TRUE(caller_.run_until([&] { return caller_.rtp.size() > 25; }));
  EXPECT_GT(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(250))
      << "25 packets are 500 ms, of which a stalled machine may make up 200";

  double real = 0, imaginary = 0, energy = 0;
  int at = 0;
  const auto first = RtpPacket::parse(caller_.rtp[0]);
  ASSERT_TRUE(first);
  EXPECT_TRUE(first->marker);
  for (std::size_t i = 0; i < 25; ++i) {
    const auto packet = RtpPacket::parse(caller_.rtp[i]);
    ASSERT_TRUE(packet);
    EXPECT_EQ(packet->payload_type, pcmu);
    EXPECT_EQ(packet->sequence, static_cast<std::uint16_t>(first->sequence + i));
    for (const auto code : packet->payload) {
      const double sample = ulaw_decode(code);
      real += sample * std::cos(2 * std::numbers::pi * 1000 * at / samples_per_second);
      imaginary += sample * std::sin(2 * std::numbers::pi * 1000 * at / samples_per_second);
      energy += sample * sample;
      ++at;
    }
  }
  EXPECT_GT(2 * (real * real + imaginary * imaginary) / at / energy, 0.98) << "share of 1000 Hz in what is heard";
}

TEST_F(MediaEndpointCall, SendsSilenceWhenTheSourceHasEnded) {
  endpoint_ = make_endpoint([](auto frame) {
    std::ranges::fill(frame, std::int16_t{1000});
    return false;
  });
  ASSERT_NO_FATAL_FAILURE(caller_.connect(*endpoint_));
  ASSERT_TRUE(caller_.run_until([&] { return caller_.rtp.size() > 3; }));
  EXPECT_THAT(RtpPacket::parse(caller_.rtp[0])->payload, ::testing::Each(0xFF));
}

TEST_F(MediaEndpointCall, HearsEachKeyOnce) {
  ASSERT_NO_FATAL_FAILURE(caller_.connect(*endpoint_));
  std::uint32_t timestamp = 1000;
  constexpr std::uint8_t keys[] = {1, 1, 11, 0, 10};
  for (const auto key : keys)
    press(key, timestamp += 1600);
  EXPECT_TRUE(caller_.run_until([&] { return digits_.size() >= 5; }));
  EXPECT_EQ(digits_, "11#0*");
}

TEST_F(MediaEndpointCall, MeasuresHowLoudTheCallerIs) {
  EXPECT_FALSE(endpoint_->receiving());
  ASSERT_NO_FATAL_FAILURE(caller_.connect(*endpoint_));
  EXPECT_FALSE(endpoint_->receiving());
  const Bytes half_scale(samples_per_frame, ulaw_encode(16384));
  for (std::uint32_t packet = 0; packet < 200; ++packet) {
    caller_.send_rtp(pcmu, packet * 160, half_scale);
    loop_.poll();
  }
  press(5, 1);
  ASSERT_TRUE(caller_.run_until([&] { return !digits_.empty(); }));
  EXPECT_TRUE(endpoint_->receiving());
  EXPECT_NEAR(endpoint_->heard_level(), 0.5, 0.02);
}

TEST_F(MediaEndpointCall, ReportsToTheCaller) {
  ASSERT_NO_FATAL_FAILURE(caller_.connect(*endpoint_));
  ASSERT_TRUE(caller_.run_until([&] { return !caller_.rtcp.empty() && !caller_.rtp.empty(); }));
  EXPECT_EQ(caller_.rtcp[0][1], 200) << "a sender report";
  EXPECT_EQ(read_u32(caller_.rtcp[0], 4), RtpPacket::parse(caller_.rtp[0])->ssrc);
}

TEST_F(MediaEndpointCall, GoesOnThroughAnIceRestart) {
  ASSERT_NO_FATAL_FAILURE(caller_.connect(*endpoint_));
  const auto repeated = endpoint_->answer(caller_.offer());
  caller_.restart_ice();
  const auto restarted = endpoint_->answer(caller_.offer());
  ASSERT_TRUE(repeated && restarted);
  const auto ufrag = [](const std::string& sdp) { return sdp.substr(sdp.find("a=ice-ufrag:"), 20); };
  EXPECT_NE(ufrag(*repeated), ufrag(*restarted));

  caller_.accept(*restarted);
  caller_.checks_answered = 0;
  caller_.check();
  ASSERT_TRUE(caller_.run_until([&] { return caller_.checks_answered > 0; }));
  const auto heard_before = caller_.rtp.size();
  press(7, 1000);
  EXPECT_TRUE(caller_.run_until([&] { return digits_ == "7" && caller_.rtp.size() > heard_before + 5; }));
}

TEST_F(MediaEndpointCall, ShakesHandsAgainWithACallerThatHasANewCertificate) {
  ASSERT_NO_FATAL_FAILURE(caller_.connect(*endpoint_));
  Caller reloaded(loop_);
  ASSERT_NO_FATAL_FAILURE(reloaded.connect(*endpoint_));
  EXPECT_TRUE(reloaded.run_until([&] { return reloaded.rtp.size() > 3; }));
}

TEST_F(MediaEndpointCall, StaysAsItWasAfterAWrongOffer) {
  ASSERT_NO_FATAL_FAILURE(caller_.connect(*endpoint_));
  EXPECT_FALSE(endpoint_->answer("v=0\r\n"));
  const auto heard_before = caller_.rtp.size();
  EXPECT_TRUE(caller_.run_until([&] { return caller_.rtp.size() > heard_before + 5; }));
}

TEST_F(MediaEndpointCall, RefusesACallerWithAnotherCertificate) {
  caller_.claim_another_certificate();
  const auto answer = endpoint_->answer(caller_.offer());
  ASSERT_TRUE(answer);
  caller_.accept(*answer);
  caller_.check();
  ASSERT_TRUE(caller_.run_until([&] { return caller_.checks_answered > 0; }));
  caller_.dtls().start();
  EXPECT_TRUE(caller_.run_until([&] { return !problem_.empty(); }));
  EXPECT_THAT(problem_, HasSubstr("certificate"));
}

TEST_F(MediaEndpointCall, RepeatsAHandshakeFlightThatWasLost) {
  const auto answer = endpoint_->answer(caller_.offer());
  ASSERT_TRUE(answer);
  caller_.accept(*answer);
  caller_.check();
  ASSERT_TRUE(caller_.run_until([&] { return caller_.checks_answered > 0; }));
  caller_.loses_dtls = true;
  const auto before = caller_.datagrams;
  caller_.dtls().start();
  ASSERT_TRUE(caller_.run_until([&] { return caller_.datagrams > before; }));
  caller_.loses_dtls = false;
  // The caller itself repeats nothing: it has no timer.
  EXPECT_TRUE(caller_.run_until([&] { return !caller_.rtp.empty(); }));
}

TEST_F(MediaEndpointCall, IsDeafToStrangers) {
  const auto answer = endpoint_->answer(caller_.offer());
  ASSERT_TRUE(answer);
  Caller stranger(loop_);  // knows the port and the user fragments, not the password
  auto guess = *answer;
  const auto password = guess.find("a=ice-pwd:") + 10;
  guess[password] = guess[password] == '0' ? '1' : '0';
  stranger.accept(guess);
  stranger.check();
  stranger.dtls().start();

  // One socket answers in order: when the caller has its audio, the stranger's turn is long over.
  ASSERT_NO_FATAL_FAILURE(caller_.connect(*endpoint_));
  stranger.receive_all();
  EXPECT_EQ(stranger.checks_answered, 0);
  EXPECT_EQ(stranger.dtls().state(), Dtls::State::handshaking);
  EXPECT_EQ(stranger.datagrams, 0);
}

TEST_F(MediaEndpointCall, SurvivesGarbageFromTheCaller) {
  ASSERT_NO_FATAL_FAILURE(caller_.connect(*endpoint_));
  constexpr std::size_t sizes[] = {1, 2, 11, 13, 20, 28, 200, 1472, 2500};
  for (int first = 0; first < 256; ++first)
    for (const auto size : sizes) {
      Bytes garbage(size, static_cast<std::uint8_t>(first * 31 + 200));
      garbage[0] = static_cast<std::uint8_t>(first);
      caller_.send(garbage);
      loop_.poll();
    }
  press(9, 1000);
  EXPECT_TRUE(caller_.run_until([&] { return digits_ == "9"; }));
}

TEST_F(MediaEndpointCall, MayEndFromWithinItsOwnCallback) {
  ASSERT_NO_FATAL_FAILURE(caller_.connect(*endpoint_));
  endpoint_->on_digit([this](char digit) {
    digits_ += digit;
    endpoint_.reset();
  });
  press(1, 1000);
  press(2, 9000);
  EXPECT_TRUE(caller_.run_until([&] { return !digits_.empty(); }));
  loop_.run();  // comes back only if nothing of the endpoint is left to wait for
  EXPECT_EQ(digits_, "1");
}

TEST_F(MediaEndpointCall, SaysWhenThereIsNoPort) {
  MediaEndpoint elsewhere(loop_.get_executor(), boost::asio::ip::make_address("198.51.100.1"), silence());
  const auto answer = elsewhere.answer(caller_.offer());
  ASSERT_FALSE(answer);
  EXPECT_THAT(answer.error(), HasSubstr("No UDP port"));
}

}  // namespace
}  // namespace teleperson::sandbox::media
