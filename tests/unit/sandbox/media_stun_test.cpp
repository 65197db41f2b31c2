#include <algorithm>
#include <array>

#include <boost/crc.hpp>
#include <gtest/gtest.h>

#include "sandbox/media/stun.h"
#include "util/encoding.h"

namespace teleperson::sandbox::media {
namespace {

constexpr std::string_view password = "VOkJxbRl1RmTxUk/WvJxBt";

Bytes bytes(std::string_view hex) {
  Bytes out(hex.size() / 2);
  EXPECT_TRUE(util::from_hex(hex, out));
  return out;
}

// RFC 5769 section 2.1.
Bytes sample_request() {
  return bytes(
      "000100582112a442b7e7a701bc34d686fa87dfae802200105354554e207465737420636c69656e74002400046e0001ff80290008932ff9b1"
      "51263b36000600096576746a3a68367659202020000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf");
}

TEST(Stun, ReadsTheSampleRequestOfRfc5769) {
  const auto packet = sample_request();
  const auto request = StunMessage::parse(packet);
  ASSERT_TRUE(request);
  EXPECT_EQ(request->type(), stun_binding_request);
  EXPECT_EQ(util::to_hex(request->transaction_id()), "b7e7a701bc34d686fa87dfae");
  EXPECT_EQ(as_text(request->attribute(StunAttribute::username).value()), "evtj:h6vY");
  EXPECT_EQ(util::to_hex(request->attribute(StunAttribute::priority).value()), "6e0001ff");
  EXPECT_FALSE(request->attribute(StunAttribute::use_candidate));
  EXPECT_TRUE(request->is_authentic(password));
  EXPECT_FALSE(request->is_authentic("VOkJxbRl1RmTxUk/WvJxBu"));
}

// Sections 2.2 and 2.3. SOFTWARE stands first in the samples and is not ours to write, so the addresses are compared.
TEST(Stun, WritesTheMappedAddressesOfRfc5769) {
  struct Case {
    const char* packet;
    const char* address;
  };
  constexpr Case cases[] = {
      {"0101003c2112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000080001a147e112a643000800142b91f59"
       "9"
       "fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96",
       "192.0.2.1"},
      {"010100482112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000140002a1470113a9faa5d3f179bc25f4b"
       "5"
       "bed2b9d900080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c",
       "2001:db8:1234:5678:11:2233:4455:6677"},
  };
  for (const auto& [hex, address] : cases) {
    SCOPED_TRACE(address);
    const auto packet = bytes(hex);
    const auto sample = StunMessage::parse(packet);
    ASSERT_TRUE(sample);
    EXPECT_TRUE(sample->is_authentic(password));

    const auto ours = StunWriter(stun_binding_success, sample->transaction_id())
                          .add_mapped_address({boost::asio::ip::make_address(address), 32853})
                          .finish(password);
    const auto reread = StunMessage::parse(ours);
    ASSERT_TRUE(reread);
    EXPECT_TRUE(reread->is_authentic(password));
    EXPECT_EQ(util::to_hex(reread->attribute(StunAttribute::xor_mapped_address).value()),
              util::to_hex(sample->attribute(StunAttribute::xor_mapped_address).value()));
  }
}

TEST(Stun, RefusesAnySingleFlippedBit) {
  const auto good = sample_request();
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    auto packet = good;
    packet[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
    EXPECT_FALSE(StunMessage::parse(packet)) << "bit " << bit;
  }
}

TEST(Stun, RefusesTruncatedAndOversizedMessages) {
  const auto good = sample_request();
  for (std::size_t size = 0; size < good.size(); ++size)
    EXPECT_FALSE(StunMessage::parse(ByteView(good).first(size))) << size;
  const auto oversized = StunWriter(stun_binding_request, std::array<std::uint8_t, 12>{})
                             .add(StunAttribute::username, Bytes(1500))
                             .finish(password);
  EXPECT_FALSE(StunMessage::parse(oversized));
}

// So that a message is wrong in one respect only.
void refresh_fingerprint(Bytes& packet) {
  boost::crc_32_type crc;
  crc.process_bytes(packet.data(), packet.size() - 8);
  Bytes fingerprint;
  append_u32(fingerprint, crc.checksum() ^ 0x5354554E);
  std::ranges::copy(fingerprint, packet.end() - 4);
}

TEST(Stun, RefusesEachWrongFieldUnderARightFingerprint) {
  constexpr struct {
    const char* why;
    std::size_t at;
    std::uint8_t value;
  } cases[] = {
      {"not STUN", 0, 0x80}, {"another length", 3, 0}, {"no magic cookie", 4, 0}, {"overlong attribute", 22, 0xFF}};
  for (const auto& [why, at, value] : cases) {
    auto packet = StunWriter(stun_binding_request, std::array<std::uint8_t, 12>{})
                      .add(StunAttribute::username, as_bytes("abcd"))
                      .finish(password);
    refresh_fingerprint(packet);
    ASSERT_TRUE(StunMessage::parse(packet));
    packet[at] = value;
    refresh_fingerprint(packet);
    EXPECT_FALSE(StunMessage::parse(packet)) << why;
  }
}

TEST(Stun, BelievesNoAttributeBehindMessageIntegrity) {
  // The same message as `finish` makes, with USE-CANDIDATE slipped in between the two digests.
  StunWriter writer(stun_binding_request, std::array<std::uint8_t, 12>{});
  writer.add(StunAttribute::message_integrity, Bytes(20)).add(StunAttribute::use_candidate, {});
  const auto packet = writer.finish(password);
  const auto message = StunMessage::parse(packet);
  ASSERT_TRUE(message);
  EXPECT_FALSE(message->attribute(StunAttribute::use_candidate));
  EXPECT_FALSE(message->is_authentic(password));
}

}  // namespace
}  // namespace teleperson::sandbox::media
