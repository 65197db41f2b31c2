#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "sandbox/twiml/document.h"

namespace teleperson::sandbox::twiml {

/// Twilio's error code and a sentence about what is wrong and where.
struct Error {
  int code = 0;
  std::string message;
};

/// Reads TwiML. Stricter than Twilio where Twilio would ignore what it does not understand and play something else than
/// its author meant: an unknown verb (12200) and a malformed attribute (132xx) fail the document. Attributes that are
/// not known are warnings. Relative URLs are resolved against `base_url`, the address that the document came from.
/// https://www.twilio.com/docs/voice/twiml, https://www.twilio.com/docs/api/errors
std::expected<Document, Error> parse(std::string_view xml, std::string_view base_url);

}  // namespace teleperson::sandbox::twiml
