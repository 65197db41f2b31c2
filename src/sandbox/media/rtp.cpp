#include "sandbox/media/rtp.h"

#include "sandbox/media/ulaw.h"
#include "util/crypto.h"

namespace teleperson::sandbox::media {
namespace {

constexpr std::size_t rtp_header_size = 12;
constexpr std::uint8_t version_2 = 0x80;
constexpr std::uint8_t marker_bit = 0x80;

}  // namespace

std::optional<RtpPacket> RtpPacket::parse(ByteView packet) {
  if (packet.size() < rtp_header_size || (packet[0] & 0xC0) != version_2) return {};
  const bool has_padding = (packet[0] & 0x20) != 0;
  const bool has_extension = (packet[0] & 0x10) != 0;
  const std::size_t csrc_count = packet[0] & 0x0F;

  RtpPacket result;
  result.marker = (packet[1] & marker_bit) != 0;
  result.payload_type = packet[1] & 0x7F;
  result.sequence = read_u16(packet, 2);
  result.timestamp = read_u32(packet, 4);
  result.ssrc = read_u32(packet, 8);

  std::size_t start = rtp_header_size + 4 * csrc_count;
  if (has_extension) {
    if (packet.size() < start + 4) return {};
    start += 4 + std::size_t{4} * read_u16(packet, start + 2);
  }
  if (packet.size() < start) return {};
  result.payload = packet.subspan(start);
  if (has_padding) {
    if (result.payload.empty()) return {};
    const std::size_t padding = result.payload.back();
    if (padding == 0 || padding > result.payload.size()) return {};
    result.payload = result.payload.first(result.payload.size() - padding);
  }
  return result;
}

PcmuPacketiser::PcmuPacketiser(std::uint32_t ssrc) : ssrc_(ssrc) {
  std::array<std::uint8_t, 6> random;
  util::fill_random(random);
  sequence_ = read_u16(random, 0);
  timestamp_ = read_u32(random, 2);
}

Bytes PcmuPacketiser::packet(std::uint8_t payload_type, std::span<const std::int16_t, samples_per_frame> frame) {
  Bytes packet;
  packet.reserve(rtp_header_size + samples_per_frame);
  packet.push_back(version_2);
  packet.push_back(static_cast<std::uint8_t>(payload_type | (packets_ == 0 ? marker_bit : 0)));
  append_u16(packet, sequence_);
  append_u32(packet, timestamp_);
  append_u32(packet, ssrc_);
  for (const auto sample : frame)
    packet.push_back(ulaw_encode(sample));

  ++sequence_;
  ++packets_;
  timestamp_ += samples_per_frame;
  return packet;
}

}  // namespace teleperson::sandbox::media
