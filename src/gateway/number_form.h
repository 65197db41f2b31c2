#pragma once

#include <string_view>

#include "phone/number_info.h"

namespace teleperson::gateway {

/// Why a number of this kind can never be called: the rest of a sentence that starts with the number. Empty: it can be.
std::string_view why_never_called(const phone::NumberInfo&);

/// Whether this can be a number's label, such as `Support`: 1 to 60 bytes of UTF-8, no control characters.
bool is_label(std::string_view);

}  // namespace teleperson::gateway
