#include "sandbox/media/heard_audio.h"

#include <cmath>

#include "sandbox/media/ulaw.h"

namespace teleperson::sandbox::media {

std::optional<char> HeardAudio::receive(const RtpPacket& packet, const SdpOffer& offer, TimePoint now) {
  if (ssrc_ != packet.ssrc) keys_ = {};  // its timestamps have another origin
  ssrc_ = packet.ssrc;
  last_packet_ = now;
  report_.on_rtp(packet, now);
  if (packet.payload_type == offer.pcmu) measure(packet.payload);
  if (packet.payload_type == offer.telephone_event) return keys_.receive(packet.timestamp, packet.payload);
  return {};
}

// An average in which a second's age weighs 1/e: nothing needs to be kept but the average.
void HeardAudio::measure(ByteView pcmu) {
  for (const auto code : pcmu) {
    const double sample = ulaw_decode(code) / 32768.0;
    mean_square_ += (sample * sample - mean_square_) / samples_per_second;
  }
}

bool HeardAudio::is_flowing(TimePoint now) const {
  return last_packet_ && now - *last_packet_ < std::chrono::seconds(2);
}

double HeardAudio::level() const {
  return std::sqrt(mean_square_);
}

}  // namespace teleperson::sandbox::media
