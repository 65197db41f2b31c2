#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "sandbox/media/bytes.h"
#include "sandbox/media/rtcp.h"
#include "sandbox/media/rtp.h"
#include "sandbox/media/sdp.h"
#include "sandbox/media/telephone_event.h"

namespace teleperson::sandbox::media {

/// What comes in from the caller: how loud it is, which keys are pressed, how well it arrives.
class HeardAudio {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  /// Takes an authentic packet of the types agreed on in `offer`. Returns the key that it starts, if any.
  std::optional<char> receive(const RtpPacket&, const SdpOffer&, TimePoint now);

  /// True if there was a packet within the last two seconds.
  bool is_flowing(TimePoint now) const;
  /// Root mean square of about the last second, 0 to 1.
  double level() const;
  ReceptionReport& report() { return report_; }

 private:
  void measure(ByteView pcmu);

  std::optional<TimePoint> last_packet_;
  std::optional<std::uint32_t> ssrc_;
  double mean_square_ = 0;
  TelephoneEventReceiver keys_;
  ReceptionReport report_;
};

}  // namespace teleperson::sandbox::media
