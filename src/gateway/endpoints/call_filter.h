#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "store/directory.h"

namespace teleperson::gateway {

/// Which calls are asked for, as a client says it.
struct CallFilter {
  std::optional<std::string> outcome;
  std::optional<std::string> from;
  std::optional<std::string> until;
};

/// The query, or what to send instead.
std::expected<store::CallLogQuery, std::string_view> to_query(const CallFilter&);

}  // namespace teleperson::gateway
