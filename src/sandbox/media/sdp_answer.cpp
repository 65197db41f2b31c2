#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "sandbox/media/sdp.h"

namespace teleperson::sandbox::media {
namespace {

std::string to_string(const CertificateFingerprint& fingerprint) {
  std::string text;
  for (const auto byte : fingerprint)
    text += fmt::format("{}{:02X}", text.empty() ? "" : ":", byte);
  return text;
}

}  // namespace

std::string SdpAnswer::to_string(const SdpOffer& offer) const {
  const auto address =
      fmt::format("IN {} {}", candidate.address().is_v4() ? "IP4" : "IP6", candidate.address().to_string());
  std::string sdp;
  const auto line = [&sdp]<class... Args>(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(sdp), format, std::forward<Args>(args)...);
    sdp += "\r\n";
  };

  line("v=0");
  line("o=- {} {} {}", ssrc, version, address);
  line("s=-");
  line("t=0 0");
  if (offer.is_bundled) line("a=group:BUNDLE {}", offer.mid);
  line("a=ice-lite");

  line("m=audio {} UDP/TLS/RTP/SAVPF {}{}", candidate.port(), offer.pcmu,
       offer.telephone_event ? fmt::format(" {}", *offer.telephone_event) : "");
  line("c={}", address);
  line("a=mid:{}", offer.mid);
  line("a=sendrecv");
  line("a=rtcp-mux");
  line("a=rtpmap:{} PCMU/8000", offer.pcmu);
  if (offer.telephone_event) {
    line("a=rtpmap:{} telephone-event/8000", *offer.telephone_event);
    line("a=fmtp:{} 0-15", *offer.telephone_event);
  }
  line("a=ptime:20");
  // The Voice SDK plays the stream that the track belongs to, so there must be one (RFC 8830).
  line("a=msid:{} audio", cname);
  line("a=ssrc:{} cname:{}", ssrc, cname);
  line("a=ice-ufrag:{}", ice.ufrag);
  line("a=ice-pwd:{}", ice.password);
  line("a=fingerprint:sha-256 {}", media::to_string(fingerprint));
  line("a=setup:passive");
  // Priority of the only host candidate of component 1 (RFC 8445 section 5.1.2.1): 126 << 24 | 65535 << 8 | 255.
  line("a=candidate:1 1 udp 2130706431 {} {} typ host", candidate.address().to_string(), candidate.port());
  line("a=end-of-candidates");
  return sdp;
}

}  // namespace teleperson::sandbox::media
