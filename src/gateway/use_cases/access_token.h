#pragma once

#include <chrono>
#include <string>

#include "gateway/use_cases/session.h"

namespace teleperson::gateway {

struct IssuedToken {
  std::string token;
  std::string identity;
  util::Timestamp expires_at;
  std::chrono::seconds ttl;
};

/// An access token for a user whose plan has calling. It can connect to our TwiML App, where a ticket decides.
Answer<IssuedToken> issue_access_token(const Services&, const Session&);

}  // namespace teleperson::gateway
