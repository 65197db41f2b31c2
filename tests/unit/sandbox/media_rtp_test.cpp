#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

#include <gtest/gtest.h>

#include "sandbox/media/rtcp.h"
#include "sandbox/media/rtp.h"
#include "sandbox/media/telephone_event.h"
#include "sandbox/media/ulaw.h"

namespace teleperson::sandbox::media {
namespace {

// ITU-T G.711, table 2b, scaled to 16 bits.
TEST(Ulaw, DecodesTheTable) {
  constexpr struct {
    std::uint8_t code;
    int sample;
  } table[] = {{0x00, -32124}, {0x01, -31100}, {0x0F, -16764}, {0x10, -15996}, {0x7E, -8}, {0x7F, 0}, {0x80, 32124},
               {0x8F, 16764},  {0x9F, 8316},   {0xEF, 132},    {0xF0, 120},    {0xFE, 8},  {0xFF, 0}};
  for (const auto& [code, sample] : table)
    EXPECT_EQ(ulaw_decode(code), sample) << int{code};
}

TEST(Ulaw, EncodesWhatItDecodes) {
  for (int code = 0; code < 256; ++code) {
    const auto expected = code == 0x7F ? 0xFF : code;  // two codes mean zero
    EXPECT_EQ(ulaw_encode(ulaw_decode(static_cast<std::uint8_t>(code))), expected);
  }
}

TEST(Ulaw, IsNeverFurtherOffThanHalfAStep) {
  for (int sample = -32768; sample <= 32767; ++sample) {
    const int decoded = ulaw_decode(ulaw_encode(static_cast<std::int16_t>(sample)));
    const int step = std::max(8, (std::abs(sample) + 132) / 16);
    EXPECT_LE(std::abs(decoded - sample), sample < -32635 || sample > 32635 ? 1000 : step) << sample;
  }
}

TEST(PcmuPacketiser, NumbersPacketsAndMarksTheFirst) {
  PcmuPacketiser packetiser(0xDECAFBAD);
  std::array<std::int16_t, samples_per_frame> frame{};
  frame[0] = 32124;
  const auto first_bytes = packetiser.packet(0, frame);
  packetiser.skip(3);
  const auto second_bytes = packetiser.packet(0, frame);

  const auto first = RtpPacket::parse(first_bytes);
  const auto second = RtpPacket::parse(second_bytes);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->ssrc, 0xDECAFBAD);
  EXPECT_EQ(first->payload_type, 0);
  EXPECT_TRUE(first->marker);
  EXPECT_FALSE(second->marker);
  ASSERT_EQ(first->payload.size(), 160);
  EXPECT_EQ(first->payload[0], 0x80);
  EXPECT_EQ(first->payload[1], 0xFF);
  EXPECT_EQ(second->sequence, static_cast<std::uint16_t>(first->sequence + 1));
  EXPECT_EQ(second->timestamp, first->timestamp + 160 * 4);
  EXPECT_EQ(packetiser.packets(), 2);
  EXPECT_EQ(packetiser.payload_bytes(), 320);
}

TEST(RtpPacket, SkipsCsrcsExtensionAndPadding) {
  const Bytes packet = {0xB1, 0x80, 0, 7, 0,    0,    0, 9, 1, 2, 3, 4,  // V=2 P X CC=1, marker
                        0,    0,    0, 1,                                // CSRC
                        0xBE, 0xDE, 0, 1, 0x10, 0x55, 0, 0,              // extension of one word
                        'h',  'i',  0, 0, 3};
  const auto parsed = RtpPacket::parse(packet);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(as_text(parsed->payload), "hi");
  EXPECT_EQ(parsed->sequence, 7);
  EXPECT_EQ(parsed->timestamp, 9);
}

TEST(RtpPacket, RefusesWhatDoesNotAddUp) {
  const struct {
    const char* why;
    Bytes packet;
  } cases[] = {
      {"empty", {}},
      {"short header", Bytes(11, 0x80)},
      {"version 1", {0x40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}},
      {"CSRCs missing", {0x8F, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}},
      {"extension missing", {0x90, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}},
      {"extension overruns", {0x90, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}},
      {"padding of nothing", {0xA0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}},
      {"padding of zero bytes", {0xA0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}},
      {"padding overruns", {0xA0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 2, 4}},
  };
  for (const auto& [why, packet] : cases)
    EXPECT_FALSE(RtpPacket::parse(packet)) << why;
}

TEST(TelephoneEvent, CountsAKeyOnceHoweverOftenItsPacketsCome) {
  TelephoneEventReceiver receiver;
  const auto press = [](std::uint8_t event, bool end, std::uint8_t duration) {
    return Bytes{event, static_cast<std::uint8_t>(end ? 0x8A : 0x0A), duration, 0};
  };
  EXPECT_EQ(receiver.receive(1000, press(5, false, 1)), '5');
  EXPECT_EQ(receiver.receive(1000, press(5, false, 2)), std::nullopt);
  for (int repetition = 0; repetition < 3; ++repetition)
    EXPECT_EQ(receiver.receive(1000, press(5, true, 3)), std::nullopt);
  EXPECT_EQ(receiver.receive(3000, press(5, true, 3)), '5') << "its other packets were lost";
  EXPECT_EQ(receiver.receive(1000, press(5, true, 3)), std::nullopt) << "a late packet of the first";
}

TEST(TelephoneEvent, KnowsSixteenKeysAndNoOtherEvent) {
  std::string keys;
  TelephoneEventReceiver receiver;
  for (std::uint32_t event = 0; event < 256; ++event)
    if (const auto key = receiver.receive(event * 100, Bytes{static_cast<std::uint8_t>(event), 0, 0, 0})) keys += *key;
  EXPECT_EQ(keys, "0123456789*#ABCD");
  EXPECT_EQ(TelephoneEventReceiver().receive(1, Bytes{1, 0, 0}), std::nullopt) << "too short";
}

TEST(TelephoneEvent, SurvivesTheWrapOfTimestamps) {
  TelephoneEventReceiver receiver;
  EXPECT_EQ(receiver.receive(0xFFFFFF00, Bytes{1, 0, 0, 0}), '1');
  EXPECT_EQ(receiver.receive(0x00000100, Bytes{2, 0, 0, 0}), '2');
}

TEST(Rtcp, ReportsLossAndWhenTheLastReportCame) {
  ReceptionReport report;
  const auto start = ReceptionReport::TimePoint();
  constexpr std::uint16_t sequences[] = {65534, 1, 65535};  // wraps; 0 is lost, the last is late
  for (const auto sequence : sequences) {
    RtpPacket packet;
    packet.sequence = sequence;
    packet.ssrc = 7;
    report.on_rtp(packet, start);
  }
  Bytes peer_report = {0x80, 200, 0, 6, 0, 0, 0, 7, 0, 0, 0xAA, 0xBB, 0xCC, 0xDD, 0, 0};
  peer_report.resize(28);
  report.on_rtcp(peer_report, start);

  Bytes block;
  report.append_block(block, start + std::chrono::milliseconds(500));
  ASSERT_EQ(block.size(), 24);
  EXPECT_EQ(read_u32(block, 0), 7);
  EXPECT_EQ(read_u32(block, 4), 64u << 24 | 1) << "one of four lost";
  EXPECT_EQ(read_u32(block, 8), 0x10001) << "one wrap, sequence 1";
  EXPECT_EQ(read_u32(block, 16), 0xAABBCCDD);
  EXPECT_EQ(read_u32(block, 20), 32768) << "half a second in 1/65536 s";

  block.clear();
  report.append_block(block, start);
  EXPECT_EQ(read_u32(block, 4), 1) << "none lost since";
}

TEST(Rtcp, SenderReportSaysWhatWasSent) {
  PcmuPacketiser sent(42);
  sent.packet(0, std::array<std::int16_t, samples_per_frame>{});
  ReceptionReport nothing_heard;
  const auto report = sender_report(sent, "cname", nothing_heard, {}, {});
  ASSERT_EQ(report.size(), 28 + 8 + 8);
  EXPECT_EQ(read_u32(report, 0), 0x80C80006);
  EXPECT_EQ(read_u32(report, 4), 42);
  EXPECT_EQ(read_u32(report, 8), 2'208'988'800) << "1970 in NTP seconds";
  EXPECT_EQ(read_u32(report, 16), sent.timestamp());
  EXPECT_EQ(read_u32(report, 20), 1);
  EXPECT_EQ(read_u32(report, 24), 160);
  EXPECT_EQ(read_u32(report, 28), 0x81CA0003);
  EXPECT_EQ(as_text(ByteView(report).subspan(36, 7)), std::string_view("\x01\x05"
                                                                       "cname"));
}

}  // namespace
}  // namespace teleperson::sandbox::media
