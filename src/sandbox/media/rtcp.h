#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "sandbox/media/bytes.h"
#include "sandbox/media/rtp.h"

namespace teleperson::sandbox::media {

/// What we can tell the caller about the stream it sends (RFC 3550 section 6.4.1, appendices A.3 and A.8). From it the
/// Voice SDK shows round-trip time, loss and jitter.
class ReceptionReport {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  /// A packet of another SSRC starts the count anew.
  void on_rtp(const RtpPacket&, TimePoint arrival);
  /// Remembers when the peer's last sender report came, for the round-trip time. Ignores other RTCP.
  void on_rtcp(ByteView compound, TimePoint arrival);

  /// True once there is something to report.
  bool has_stream() const { return stream_.has_value(); }
  /// Appends one report block (24 bytes) and begins the next interval of "fraction lost". Only if `has_stream`.
  void append_block(Bytes& out, TimePoint now);

 private:
  struct Stream {
    std::uint32_t ssrc;
    std::uint32_t first_sequence;
    std::uint32_t highest_sequence;  // with the count of wrap-arounds in the upper half
    std::uint32_t received = 0;
    std::uint32_t expected_before = 0;
    std::uint32_t received_before = 0;
    std::uint32_t last_timestamp;
    TimePoint last_arrival;
    double jitter = 0;  // in units of the timestamp
  };
  struct SenderReport {
    std::uint32_t middle_of_ntp;
    TimePoint arrival;
  };
  std::optional<Stream> stream_;
  std::optional<SenderReport> last_sender_report_;
};

/// The compound packet that a sender owes every few seconds: sender report and CNAME (RFC 3550 section 6.1).
Bytes sender_report(const PcmuPacketiser& sent, std::string_view cname, ReceptionReport& heard,
                    std::chrono::system_clock::time_point wall_clock, ReceptionReport::TimePoint now);

}  // namespace teleperson::sandbox::media
