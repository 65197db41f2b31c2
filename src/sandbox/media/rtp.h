#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "sandbox/media/audio_source.h"
#include "sandbox/media/bytes.h"

namespace teleperson::sandbox::media {

/// An RTP packet (RFC 3550 section 5.1). Views the received bytes; padding, CSRCs and header extensions are skipped.
struct RtpPacket {
  std::uint8_t payload_type = 0;
  bool marker = false;
  std::uint16_t sequence = 0;
  std::uint32_t timestamp = 0;
  std::uint32_t ssrc = 0;
  ByteView payload;

  /// Nothing if the packet is malformed.
  static std::optional<RtpPacket> parse(ByteView);
};

/// Turns frames of audio into a stream of PCMU packets (RFC 3551 section 4.5.14). Sequence numbers and timestamps start
/// at random (RFC 3550 section 5.1).
class PcmuPacketiser {
 public:
  explicit PcmuPacketiser(std::uint32_t ssrc);

  /// The next packet of the stream. The first has the marker (RFC 3551 section 4.1).
  Bytes packet(std::uint8_t payload_type, std::span<const std::int16_t, samples_per_frame> frame);
  /// Time passed for which there is no packet.
  void skip(std::uint32_t frames) { timestamp_ += frames * std::uint32_t{samples_per_frame}; }

  std::uint32_t ssrc() const { return ssrc_; }
  /// Of the next packet.
  std::uint32_t timestamp() const { return timestamp_; }
  std::uint32_t packets() const { return packets_; }
  /// Of payload alone, as sender reports count (RFC 3550 section 6.4.1).
  std::uint32_t payload_bytes() const { return packets_ * std::uint32_t{samples_per_frame}; }

 private:
  std::uint32_t ssrc_;
  std::uint16_t sequence_;
  std::uint32_t timestamp_;
  std::uint32_t packets_ = 0;
};

}  // namespace teleperson::sandbox::media
