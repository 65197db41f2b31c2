#pragma once

#include <cstdint>
#include <string_view>

namespace teleperson::errors {

/// The answer that carries a reason (RFC 9457). Empty where the place that answers has words of its own.
struct Problem {
  std::string_view title{};
  std::string_view detail{};
  std::string_view retry_after{};  ///< seconds
};

/// What the dialer says, in English.
struct Words {
  std::string_view title{};
  std::string_view advice{};
};

/// One reason of ours, or one code of Twilio's: why, and what to do. api/errors.yaml defines them.
struct Entry {
  std::string_view id;       ///< such as `region_not_allowed` or `31005`
  std::string_view label;    ///< a few words
  std::string_view met;      ///< where, such as `ticket, webhook`
  std::string_view whom;     ///< who meets it, such as `caller, admin`
  std::uint16_t status = 0;  ///< HTTP, of the answer that carries it; 0: none does
  Problem problem{};
  Words caller{};  ///< empty: callers do not meet it
  std::string_view cause;
  std::string_view remedy;

  constexpr bool is_code() const { return id.front() >= '0' && id.front() <= '9'; }
};

}  // namespace teleperson::errors
