#pragma once

#include <string>
#include <string_view>

namespace teleperson::util {

/// Takes the first character off `text`, which must not be empty, and appends it as a terminal may be shown it: itself,
/// or its bytes as `\x1b` (a line break as `\n`) if it is a control character (C0, DEL, C1), one that reorders the text
/// around it (Unicode's embeddings, overrides and isolates), or no UTF-8.
void append_next_printable(std::string& out, std::string_view& text);

/// The whole of it. A backslash stays one: this is for reading, not for reading back.
std::string printable(std::string_view text);

}  // namespace teleperson::util
