#include <deque>

#include <gmock/gmock.h>

#include "sandbox/media/dtls.h"

namespace teleperson::sandbox::media {
namespace {

using ::testing::HasSubstr;
using State = Dtls::State;

// Two ends and the datagrams under way between them.
struct Association {
  DtlsCertificate client_certificate, server_certificate;
  std::deque<Bytes> to_server, to_client;
  Dtls client, server;

  Association() : Association(nullptr) {}
  // The client's SDP vouches for `claimed` in place of the certificate that it shows.
  explicit Association(const DtlsCertificate* claimed)
      : client(client_certificate, Dtls::Role::client, server_certificate.fingerprint(),
               [this](ByteView datagram) { to_server.emplace_back(datagram.begin(), datagram.end()); }),
        server(server_certificate, Dtls::Role::server,
               claimed != nullptr ? claimed->fingerprint() : client_certificate.fingerprint(),
               [this](ByteView datagram) { to_client.emplace_back(datagram.begin(), datagram.end()); }) {
    client.start();
  }

  void deliver() {
    while (!to_server.empty() || !to_client.empty()) {
      if (!to_server.empty()) deliver_first(to_server, server);
      if (!to_client.empty()) deliver_first(to_client, client);
    }
  }
  static void deliver_first(std::deque<Bytes>& queue, Dtls& end) {
    const auto datagram = std::move(queue.front());
    queue.pop_front();
    end.receive(datagram);
  }
};

TEST(Dtls, BothEndsAgreeOnKeys) {
  Association association;
  association.deliver();
  ASSERT_EQ(association.server.state(), State::connected) << association.server.failure();
  ASSERT_EQ(association.client.state(), State::connected) << association.client.failure();
  const auto& ours = association.server.keys().value();
  const auto& theirs = association.client.keys().value();
  EXPECT_EQ(ours.profile, SrtpProfile::aead_aes_128_gcm);
  EXPECT_EQ(ours.sending, theirs.receiving);
  EXPECT_EQ(ours.receiving, theirs.sending);
  EXPECT_NE(ours.sending, ours.receiving);
  EXPECT_EQ(ours.sending.size(), 16 + 12);
  EXPECT_EQ(association.server.retransmit_after(), std::nullopt);
}

TEST(Dtls, EveryDatagramFitsIntoAPacket) {
  Association association;
  while (!association.to_server.empty() || !association.to_client.empty()) {
    for (const auto& datagram : association.to_client)
      EXPECT_LE(datagram.size(), 1200);
    for (const auto& datagram : association.to_server)
      EXPECT_LE(datagram.size(), 1200);
    if (!association.to_server.empty()) Association::deliver_first(association.to_server, association.server);
    if (!association.to_client.empty()) Association::deliver_first(association.to_client, association.client);
  }
  EXPECT_EQ(association.server.state(), State::connected);
}

TEST(Dtls, RefusesACertificateThatTheSdpDoesNotVouchFor) {
  const DtlsCertificate another;
  Association association(&another);
  association.deliver();
  EXPECT_EQ(association.server.state(), State::failed);
  EXPECT_THAT(association.server.failure(), HasSubstr("certificate"));
  EXPECT_FALSE(association.server.keys());
  EXPECT_EQ(association.client.state(), State::failed) << "it was sent an alert";
}

TEST(Dtls, SaysWhenToRetransmit) {
  Association association;
  Association::deliver_first(association.to_server, association.server);
  association.to_client.clear();
  ASSERT_TRUE(association.server.retransmit_after());
  EXPECT_LE(*association.server.retransmit_after(), std::chrono::seconds(1));
  association.server.retransmit();
  EXPECT_TRUE(association.to_client.empty()) << "its time is not up";
}

TEST(Dtls, IgnoresGarbage) {
  Association association;
  constexpr std::size_t sizes[] = {1, 12, 13, 14, 100, 1500};
  for (int first = 0; first < 256; ++first) {
    for (const auto size : sizes) {
      Bytes garbage(size, static_cast<std::uint8_t>(size + 7));
      garbage[0] = static_cast<std::uint8_t>(first);
      association.server.receive(garbage);
    }
  }
  ASSERT_EQ(association.server.state(), State::handshaking) << association.server.failure();
  association.deliver();
  EXPECT_EQ(association.server.state(), State::connected);
}

class SrtpProfiles : public ::testing::TestWithParam<SrtpProfile> {
 protected:
  static Bytes key(std::uint8_t filler) { return Bytes(srtp_key_size + srtp_salt_size(GetParam()), filler); }
  Srtp ours_{{GetParam(), key(1), key(2)}};
  Srtp theirs_{{GetParam(), key(2), key(1)}};
  Bytes rtp_ = {0x80, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 'h', 'e', 'l', 'l', 'o'};
  Bytes rtcp_ = {0x80, 201, 0, 1, 0, 0, 0, 1};
};

TEST_P(SrtpProfiles, CarryRtpAndRtcp) {
  const auto rtp = ours_.protect_rtp(rtp_);
  ASSERT_TRUE(rtp);
  EXPECT_EQ(as_text(*rtp).find("hello"), std::string_view::npos);
  EXPECT_EQ(theirs_.unprotect_rtp(*rtp), rtp_);
  const auto rtcp = ours_.protect_rtcp(rtcp_);
  ASSERT_TRUE(rtcp);
  EXPECT_EQ(theirs_.unprotect_rtcp(*rtcp), rtcp_);
}

TEST_P(SrtpProfiles, RefuseReplayForgeryAndGarbage) {
  auto packet = ours_.protect_rtp(rtp_).value();
  auto forged = packet;
  forged[13] ^= 1;
  EXPECT_FALSE(theirs_.unprotect_rtp(forged));
  EXPECT_TRUE(theirs_.unprotect_rtp(packet));
  EXPECT_FALSE(theirs_.unprotect_rtp(packet)) << "a second time";
  EXPECT_FALSE(ours_.unprotect_rtp(packet)) << "reflected";
  for (std::size_t size = 0; size < packet.size(); ++size) {
    EXPECT_FALSE(theirs_.unprotect_rtp(ByteView(packet).first(size)));
    EXPECT_FALSE(theirs_.unprotect_rtcp(ByteView(packet).first(size)));
  }
  rtp_[3] = 2;  // the next sequence number
  rtp_.resize(1501);
  EXPECT_FALSE(ours_.protect_rtp(rtp_)) << "more than a datagram holds";
}

INSTANTIATE_TEST_SUITE_P(Both, SrtpProfiles,
                         ::testing::Values(SrtpProfile::aes128_cm_sha1_80, SrtpProfile::aead_aes_128_gcm));

}  // namespace
}  // namespace teleperson::sandbox::media
