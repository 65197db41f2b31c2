#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include <boost/asio/ip/udp.hpp>

namespace teleperson::sandbox::media {

/// SHA-256 of a certificate (RFC 8122 section 5), by which the SDP vouches for the peer of the DTLS handshake.
using CertificateFingerprint = std::array<std::uint8_t, 32>;

/// One end's ICE credentials (RFC 8839 section 5.4).
struct IceCredentials {
  std::string ufrag;
  std::string password;
  bool operator==(const IceCredentials&) const = default;
};

/// What an endpoint must know of a WebRTC audio offer (RFC 8829). Candidates are not read: an ICE-lite end learns the
/// caller's address from its checks (RFC 8445 section 7.3.1.3), and the Voice SDK sends none.
struct SdpOffer {
  std::string mid;
  IceCredentials ice;
  CertificateFingerprint fingerprint{};
  std::uint8_t pcmu = 0;                        ///< payload type that the offer gives PCMU/8000
  std::optional<std::uint8_t> telephone_event;  ///< payload type of telephone-event/8000, if offered
  bool is_bundled = false;                      ///< has a=group:BUNDLE (RFC 9143)

  /// Accepts exactly one m=audio section that is sendrecv, with rtcp-mux, PCMU, ICE, a SHA-256 fingerprint and an
  /// offerer that can be the DTLS client. Else a sentence that says what is missing. `text` is at most 16 KiB.
  static std::expected<SdpOffer, std::string> parse(std::string_view text);
};

/// The answering end's part.
struct SdpAnswer {
  std::uint32_t version = 1;  ///< grows with each answer of a call (RFC 8829 section 5.3.2)
  IceCredentials ice;
  CertificateFingerprint fingerprint{};
  boost::asio::ip::udp::endpoint candidate;  ///< the only one (RFC 8839 section 5.1)
  std::uint32_t ssrc = 0;
  std::string cname;

  /// The answer to this offer: PCMU and the offered telephone-event, DTLS server, ICE-lite, all candidates.
  std::string to_string(const SdpOffer&) const;
};

}  // namespace teleperson::sandbox::media
