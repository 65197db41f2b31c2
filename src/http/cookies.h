#pragma once

#include <string_view>

#include "http/message.h"

namespace teleperson::http {

/// The value of the first cookie of this name (RFC 6265, section 5.4), as it was sent; empty if there is none.
std::string_view cookie(const Request&, std::string_view name);

}  // namespace teleperson::http
