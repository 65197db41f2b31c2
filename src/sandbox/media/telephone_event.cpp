#include "sandbox/media/telephone_event.h"

#include <string_view>

namespace teleperson::sandbox::media {

std::optional<char> TelephoneEventReceiver::receive(std::uint32_t timestamp, ByteView payload) {
  constexpr std::string_view keys = "0123456789*#ABCD";
  constexpr std::size_t payload_size = 4;  // event, end bit and volume, duration (section 2.3)
  if (payload.size() < payload_size || payload[0] >= keys.size()) return {};

  // Timestamps wrap around: the difference, taken as signed, tells which is later.
  if (last_timestamp_ && static_cast<std::int32_t>(timestamp - *last_timestamp_) <= 0) return {};
  last_timestamp_ = timestamp;
  return keys[payload[0]];
}

}  // namespace teleperson::sandbox::media
