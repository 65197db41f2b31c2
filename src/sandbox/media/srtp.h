#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "sandbox/media/bytes.h"

namespace teleperson::sandbox::media {

/// How packets are protected, numbered as in the DTLS-SRTP registry (RFC 5764 section 4.1.2, RFC 7714 section 14.2).
enum class SrtpProfile : std::uint16_t { aes128_cm_sha1_80 = 0x0001, aead_aes_128_gcm = 0x0007 };

constexpr std::size_t srtp_key_size = 16;
constexpr std::size_t srtp_salt_size(SrtpProfile profile) {
  return profile == SrtpProfile::aead_aes_128_gcm ? 12 : 14;
}

/// What a DTLS handshake agreed on (RFC 5764 section 4.2). Each is a master key followed by its salt.
struct SrtpKeys {
  SrtpProfile profile{};
  Bytes sending;
  Bytes receiving;
};

/// Protects what leaves and checks what arrives (RFC 3711), both RTP and RTCP, any SSRC.
class Srtp {
 public:
  /// Throws std::runtime_error if libsrtp refuses the keys: a defect, not an event of the network.
  explicit Srtp(const SrtpKeys&);
  ~Srtp();
  Srtp(const Srtp&) = delete;
  Srtp& operator=(const Srtp&) = delete;

  /// The protected packet, or nothing if `packet` is not RTP (or RTCP) or too large for a datagram.
  std::optional<Bytes> protect_rtp(ByteView packet);
  std::optional<Bytes> protect_rtcp(ByteView packet);
  /// The packet in the clear, or nothing if it is not authentic, a repetition, or malformed.
  std::optional<Bytes> unprotect_rtp(ByteView packet);
  std::optional<Bytes> unprotect_rtcp(ByteView packet);

 private:
  struct Session;
  std::unique_ptr<Session> sending_;
  std::unique_ptr<Session> receiving_;
};

}  // namespace teleperson::sandbox::media
