#pragma once

#include <expected>

#include "gateway/services.h"
#include "http/message.h"
#include "util/encoding.h"

namespace teleperson::gateway {

/// Lets a webhook in if Twilio signed it for this URL, with one of our Auth Tokens, for our account. There is no way to
/// turn this off. The URL is PUBLIC_URL and the target as received; what the request says of its host is not asked.
///
/// Answers with the form's fields, or with the problem to send back, which it has counted.
std::expected<util::FormFields, http::Response> admit_webhook(const Services&, WebhookKind, const http::Request&);

}  // namespace teleperson::gateway
