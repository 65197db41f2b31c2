#include <algorithm>
#include <charconv>
#include <vector>

#include "sandbox/media/sdp.h"
#include "util/encoding.h"

namespace teleperson::sandbox::media {
namespace {

constexpr std::size_t max_offer_size = 16 * 1024;

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// ice-char of RFC 8839 section 5.4.
bool is_ice_text(std::string_view text, std::size_t min_size) {
  return text.size() >= min_size && text.size() <= 256 &&
         std::ranges::all_of(text, [](char c) { return is_alphanumeric(c) || c == '+' || c == '/'; });
}

// A token (RFC 8866 section 9) of a sane length, as it goes back in the answer.
bool is_mid(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
    return is_alphanumeric(c) || std::string_view("!#$%&'*+-.^_`{|}~").contains(c);
  });
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

// The attributes of the media section, then those of the session, which hold where the section has none of its own
// (RFC 8839 section 5.4, RFC 8122 section 5).
struct Description {
  std::size_t media_sections = 0;
  std::vector<std::string_view> media_line;  // "audio", port, protocol, payload types
  std::vector<std::string_view> attributes;

  explicit Description(std::string_view text) {
    std::vector<std::string_view> of_session;
    for (auto line : split(text, '\n')) {
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (line.starts_with("m=") && media_sections++ == 0) media_line = split(line.substr(2), ' ');
      if (line.starts_with("a=")) (media_sections == 0 ? of_session : attributes).push_back(line.substr(2));
    }
    attributes.insert(attributes.end(), of_session.begin(), of_session.end());
  }

  bool has(std::string_view attribute) const { return std::ranges::find(attributes, attribute) != attributes.end(); }

  std::vector<std::string_view> values(std::string_view name) const {
    std::vector<std::string_view> found;
    for (const auto attribute : attributes)
      if (attribute.starts_with(name) && attribute.substr(name.size()).starts_with(':'))
        found.push_back(attribute.substr(name.size() + 1));
    return found;
  }
  std::string_view value(std::string_view name) const {
    const auto found = values(name);
    return found.empty() ? std::string_view() : found.front();
  }

  bool is_sendrecv() const {
    constexpr std::string_view directions[] = {"sendrecv", "sendonly", "recvonly", "inactive"};
    const auto direction = std::ranges::find_first_of(attributes, directions);
    return direction == attributes.end() || *direction == "sendrecv";
  }

  // The payload type of the m= line to which an rtpmap gives this encoding (RFC 8866 section 6.6).
  std::optional<std::uint8_t> payload_type(std::string_view encoding) const {
    for (const auto mapping : values("rtpmap")) {
      const auto space = mapping.find(' ');
      const auto number = mapping.substr(0, space);
      if (space == std::string_view::npos || !equal_ignoring_case(mapping.substr(space + 1), encoding)) continue;
      if (std::ranges::find(media_line, number) == media_line.end()) continue;
      std::uint8_t type = 0;
      const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), type);
      if (error == std::errc{} && end == number.data() + number.size() && type < 128) return type;
    }
    return {};
  }
};

// `sha-256 F2:94:...`: 32 pairs of hex digits.
std::optional<CertificateFingerprint> parse_fingerprint(std::string_view value) {
  const auto space = value.find(' ');
  if (space == std::string_view::npos || !equal_ignoring_case(value.substr(0, space), "sha-256")) return {};
  std::string digits;
  for (const auto pair : split(value.substr(space + 1), ':')) {
    if (pair.size() != 2) return {};
    digits += pair;
  }
  CertificateFingerprint fingerprint;
  if (!util::from_hex(digits, fingerprint)) return {};
  return fingerprint;
}

std::optional<CertificateFingerprint> find_fingerprint(const Description& offer) {
  for (const auto value : offer.values("fingerprint"))
    if (auto fingerprint = parse_fingerprint(value)) return fingerprint;
  return {};
}

}  // namespace

std::expected<SdpOffer, std::string> SdpOffer::parse(std::string_view text) {
  const auto refuse = [](const char* why) { return std::unexpected(std::string(why)); };
  if (text.size() > max_offer_size) return refuse("The SDP offer is longer than 16 KiB.");
  const Description offer(text);

  if (offer.media_sections != 1 || offer.media_line.size() < 4 || offer.media_line[0] != "audio")
    return refuse("The SDP offer must have exactly one media section, m=audio.");
  if (offer.media_line[2] != "UDP/TLS/RTP/SAVPF" && offer.media_line[2] != "RTP/SAVPF")
    return refuse("The SDP offer's protocol is not UDP/TLS/RTP/SAVPF.");
  if (!offer.is_sendrecv()) return refuse("The SDP offer's audio is not sendrecv.");
  if (!offer.has("rtcp-mux")) return refuse("The SDP offer lacks a=rtcp-mux.");
  const auto setup = offer.value("setup");
  if (setup != "actpass" && setup != "active")
    return refuse("The SDP offer's a=setup is neither actpass nor active: the caller must start the DTLS handshake.");

  SdpOffer result;
  result.mid = offer.value("mid");
  if (!is_mid(result.mid)) return refuse("The SDP offer's a=mid is missing or malformed.");
  result.ice = {std::string(offer.value("ice-ufrag")), std::string(offer.value("ice-pwd"))};
  if (!is_ice_text(result.ice.ufrag, 4) || !is_ice_text(result.ice.password, 22))
    return refuse("The SDP offer's a=ice-ufrag or a=ice-pwd is missing or malformed.");
  const auto fingerprint = find_fingerprint(offer);
  if (!fingerprint) return refuse("The SDP offer lacks a well-formed a=fingerprint:sha-256.");
  result.fingerprint = *fingerprint;
  const auto pcmu = offer.payload_type("PCMU/8000");
  if (!pcmu)
    return refuse("The SDP offer lacks PCMU/8000: scripted numbers speak no other codec. Keep pcmu among the codecs.");
  result.pcmu = *pcmu;
  result.telephone_event = offer.payload_type("telephone-event/8000");
  result.is_bundled = !offer.value("group").empty();
  return result;
}

}  // namespace teleperson::sandbox::media
