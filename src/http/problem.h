#pragma once

#include <cstdint>
#include <string_view>

#include "http/message.h"

namespace teleperson::http {

/// An RFC 9457 problem: `type` is `urn:teleperson-voice:` and the reason. `detail` says what to do; it never repeats
/// what the client sent.
Response problem(std::uint16_t status, std::string_view reason, std::string_view title, std::string_view detail = {});

}  // namespace teleperson::http
