#pragma once

#include <cstdint>
#include <optional>

#include "sandbox/media/bytes.h"

namespace teleperson::sandbox::media {

/// Reads pressed keys from telephone-event packets (RFC 4733). All packets of one key press carry the same timestamp,
/// and the last is sent three times (section 2.5.1.4), so a key counts when a timestamp is new.
class TelephoneEventReceiver {
 public:
  /// The key that this packet starts: 0-9 * # A-D. Nothing for a repetition, a late packet, another event (section 3.2
  /// counts up to 15) or a malformed payload.
  std::optional<char> receive(std::uint32_t timestamp, ByteView payload);

 private:
  std::optional<std::uint32_t> last_timestamp_;
};

}  // namespace teleperson::sandbox::media
