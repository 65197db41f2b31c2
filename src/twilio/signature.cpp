#include "twilio/signature.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "util/crypto.h"

namespace teleperson::twilio {

namespace {

/// What is signed after the URL. Views of `fields`; the first part is left free for the URL.
std::vector<std::string_view> signed_parts(const util::FormFields& fields) {
  std::vector<std::pair<std::string_view, std::string_view>> sorted(fields.begin(), fields.end());
  std::ranges::sort(sorted);
  const auto repeats = std::ranges::unique(sorted);
  sorted.erase(repeats.begin(), repeats.end());

  std::vector<std::string_view> parts(1);
  parts.reserve(1 + 2 * sorted.size());
  for (const auto& [name, value] : sorted) {
    parts.push_back(name);
    parts.push_back(value);
  }
  return parts;
}

std::string sign_parts(const util::Secret& auth_token, std::string_view url, std::vector<std::string_view>& parts) {
  parts.front() = url;
  return util::to_base64(util::hmac_sha1(auth_token.reveal(), parts));
}

/// The other texts that Twilio may have signed for `url`.
std::vector<std::string> url_variants(std::string_view url) {
  const auto scheme_end = url.find("://");
  if (scheme_end == std::string_view::npos) return {};
  const auto host_begin = scheme_end + 3;
  const auto host_end = std::min(url.find_first_of("/?#", host_begin), url.size());
  const auto authority = url.substr(host_begin, host_end - host_begin);
  const auto after_address = authority.starts_with('[') ? authority.find(']') : 0;  // colons of an IPv6 address
  if (after_address == std::string_view::npos) return {};
  const auto colon = authority.find(':', after_address);

  const auto with_authority = [&](std::string_view text, std::string_view port) {
    return std::string(url.substr(0, host_begin)).append(text).append(port).append(url.substr(host_end));
  };
  if (colon != std::string_view::npos) return {with_authority(authority.substr(0, colon), "")};
  return {with_authority(authority, url.starts_with("https:") ? ":443" : ":80")};
}

}  // namespace

std::string sign(const util::Secret& auth_token, std::string_view url, const util::FormFields& fields) {
  auto parts = signed_parts(fields);
  return sign_parts(auth_token, url, parts);
}

bool verify(std::string_view signature, std::span<const util::Secret> auth_tokens, std::string_view url,
            const util::FormFields& fields) {
  auto parts = signed_parts(fields);
  const auto signed_by_any = [&](std::string_view candidate) {
    return std::ranges::any_of(auth_tokens, [&](const util::Secret& token) {
      return !token.empty() && util::constant_time_equal(sign_parts(token, candidate, parts), signature);
    });
  };
  return signed_by_any(url) || std::ranges::any_of(url_variants(url), signed_by_any);
}

}  // namespace teleperson::twilio
