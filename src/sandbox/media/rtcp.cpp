#include "sandbox/media/rtcp.h"

#include <algorithm>
#include <cmath>

namespace teleperson::sandbox::media {
namespace {

constexpr std::uint8_t sender_report_type = 200;
constexpr std::uint8_t source_description_type = 202;
constexpr std::uint8_t cname_item = 1;

// Version 2 and a count of one block or chunk; `words` is the packet's size in 32-bit words, less one.
void append_header(Bytes& out, std::uint8_t count, std::uint8_t type, std::size_t words) {
  out.push_back(static_cast<std::uint8_t>(0x80 | count));
  out.push_back(type);
  append_u16(out, static_cast<std::uint16_t>(words));
}

}  // namespace

void ReceptionReport::on_rtp(const RtpPacket& packet, TimePoint arrival) {
  if (!stream_ || stream_->ssrc != packet.ssrc) {
    stream_ = Stream{.ssrc = packet.ssrc,
                     .first_sequence = packet.sequence,
                     .highest_sequence = packet.sequence,
                     .last_timestamp = packet.timestamp,
                     .last_arrival = arrival};
    last_sender_report_.reset();
  }
  ++stream_->received;
  const auto ahead = static_cast<std::uint16_t>(packet.sequence - stream_->highest_sequence);
  if (ahead < 0x8000) stream_->highest_sequence += ahead;

  // All packets of one key press share a timestamp; only new ones tell of the network.
  if (packet.timestamp == stream_->last_timestamp) return;
  const double between_arrivals =
      std::chrono::duration<double>(arrival - stream_->last_arrival).count() * samples_per_second;
  const auto between_timestamps = static_cast<std::int32_t>(packet.timestamp - stream_->last_timestamp);
  stream_->jitter += (std::abs(between_arrivals - between_timestamps) - stream_->jitter) / 16;
  stream_->last_timestamp = packet.timestamp;
  stream_->last_arrival = arrival;
}

void ReceptionReport::on_rtcp(ByteView compound, TimePoint arrival) {
  constexpr std::size_t sender_info_end = 28;
  if (compound.size() >= sender_info_end && compound[1] == sender_report_type && stream_ &&
      read_u32(compound, 4) == stream_->ssrc)
    last_sender_report_ = SenderReport{read_u32(compound, 10), arrival};
}

void ReceptionReport::append_block(Bytes& out, TimePoint now) {
  auto& stream = *stream_;
  const std::uint32_t expected = stream.highest_sequence - stream.first_sequence + 1;
  const std::uint32_t expected_now = expected - stream.expected_before;
  const std::int64_t lost_now = std::int64_t{expected_now} - (stream.received - stream.received_before);
  const auto fraction = expected_now == 0 ? 0 : std::clamp<std::int64_t>(lost_now * 256 / expected_now, 0, 255);
  const auto lost = std::clamp<std::int64_t>(std::int64_t{expected} - stream.received, -0x800000, 0x7FFFFF);
  stream.expected_before = expected;
  stream.received_before = stream.received;

  append_u32(out, stream.ssrc);
  append_u32(out, static_cast<std::uint32_t>(fraction) << 24 | (static_cast<std::uint32_t>(lost) & 0xFFFFFF));
  append_u32(out, stream.highest_sequence);
  append_u32(out, static_cast<std::uint32_t>(std::min(stream.jitter, 4e9)));
  if (last_sender_report_) {
    using Units = std::chrono::duration<std::int64_t, std::ratio<1, 65536>>;
    append_u32(out, last_sender_report_->middle_of_ntp);
    append_u32(
        out, static_cast<std::uint32_t>(std::chrono::duration_cast<Units>(now - last_sender_report_->arrival).count()));
  } else {
    append_u32(out, 0);
    append_u32(out, 0);
  }
}

Bytes sender_report(const PcmuPacketiser& sent, std::string_view cname, ReceptionReport& heard,
                    std::chrono::system_clock::time_point wall_clock, ReceptionReport::TimePoint now) {
  // NTP counts seconds from 1900 (RFC 3550 section 4), in 32 bits and a fraction of 32 bits.
  constexpr std::uint64_t seconds_from_1900_to_1970 = 2'208'988'800;
  const auto since_1970 = std::chrono::duration_cast<std::chrono::microseconds>(wall_clock.time_since_epoch());
  const auto microseconds = static_cast<std::uint64_t>(since_1970.count());

  Bytes out;
  append_header(out, heard.has_stream() ? 1 : 0, sender_report_type, heard.has_stream() ? 12 : 6);
  append_u32(out, sent.ssrc());
  append_u32(out, static_cast<std::uint32_t>(microseconds / 1'000'000 + seconds_from_1900_to_1970));
  append_u32(out, static_cast<std::uint32_t>((microseconds % 1'000'000 << 32) / 1'000'000));
  append_u32(out, sent.timestamp());
  append_u32(out, sent.packets());
  append_u32(out, sent.payload_bytes());
  if (heard.has_stream()) heard.append_block(out, now);

  // The chunk ends with at least one zero byte (RFC 3550 section 6.5).
  const std::size_t items = (2 + cname.size() + 1 + 3) / 4;
  append_header(out, 1, source_description_type, 1 + items);
  append_u32(out, sent.ssrc());
  const std::size_t end = out.size() + 4 * items;
  out.push_back(cname_item);
  out.push_back(static_cast<std::uint8_t>(cname.size()));
  append(out, as_bytes(cname));
  out.resize(end);
  return out;
}

}  // namespace teleperson::sandbox::media
