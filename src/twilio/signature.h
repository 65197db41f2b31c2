#pragma once

#include <span>
#include <string>
#include <string_view>

#include "util/encoding.h"
#include "util/secret.h"

namespace teleperson::twilio {

/// The `X-Twilio-Signature` of a form POST: base64 of HMAC-SHA1, under the Auth Token, of the URL and then of every
/// field's name and value, sorted by name in byte order. Values of one name are sorted too, and each is taken once.
///
/// `url`: as the receiver is configured, with its query exactly as sent and without a fragment. `fields`: decoded, in
/// any order; empty values count. https://www.twilio.com/docs/usage/webhooks/webhooks-security
std::string sign(const util::Secret& auth_token, std::string_view url, const util::FormFields& fields);

/// Whether one of the tokens signed this request. Twilio strips the port for some products and keeps it for others, so
/// `url` is tried as it is, without its port, and, if it has none, with the port of its scheme. Constant time for
/// signatures of the right length. Empty tokens never match.
///
/// The scheme has no time stamp: a captured request stays valid for ever, so whoever accepts one must be idempotent.
bool verify(std::string_view signature, std::span<const util::Secret> auth_tokens, std::string_view url,
            const util::FormFields& fields);

}  // namespace teleperson::twilio
