#pragma once

#include <algorithm>
#include <string>

namespace teleperson::store::sql {

/// For domains and hexadecimal text; other letters are left as they are. Does not depend on a locale.
inline std::string ascii_lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  return text;
}

}  // namespace teleperson::store::sql
