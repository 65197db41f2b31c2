#pragma once

#include <boost/asio/any_io_executor.hpp>

#include "http/message.h"
#include "sandbox/call/services.h"
#include "sandbox/rest/rest_request.h"

namespace teleperson::sandbox {

/// Begins to verify a number as a caller ID: answers with the six digits that its owner is to key in. Nobody is called:
/// after `CallDelay` seconds the number counts as verified, unless a script plays it and would not pick up, or would as
/// a voicemail. `StatusCallback` is told `VerificationStatus`.
/// https://www.twilio.com/docs/voice/api/outgoing-caller-ids
http::Response verify_caller_id(const boost::asio::any_io_executor&, Services&, const RestRequest&);

}  // namespace teleperson::sandbox
