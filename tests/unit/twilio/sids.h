#pragma once

#include <string>
#include <string_view>

namespace teleperson::test {

/// A SID that is nobody's: the prefix and one hex digit, 32 times. Whole SIDs in source files would look like leaks.
inline std::string sid(std::string_view prefix, char digit = '0') {
  return std::string(prefix) + std::string(32, digit);
}

}  // namespace teleperson::test
