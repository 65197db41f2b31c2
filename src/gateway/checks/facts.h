#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "gateway/checks/twilio_facts.h"
#include "gateway/checks/webhook_facts.h"
#include "policy/settings.h"
#include "util/time.h"

namespace teleperson::gateway::checks {

struct DatabaseFacts {
  bool embedded = true;  ///< a file of this machine, and not a server
  bool answers = false;
  std::string open_error{};  ///< what kept it from being opened, as a sentence with its remedy
};

struct MigrationFacts {
  int found = 0;  ///< schema version of the database; 0: empty
  int known = 0;  ///< this program's
};

struct DiskFacts {
  std::uint64_t free_bytes = 0;
  std::uint64_t size_bytes = 0;
};

/// What a browser that asks for permission (a CORS preflight) was answered through the public URL.
struct PreflightFacts {
  std::string origin;   ///< on whose behalf
  std::string error{};  ///< why there was no answer
  int status = 0;
  std::string allow_origin{};   ///< as a browser takes a header that comes twice: joined by commas
  std::string allow_headers{};  ///< the same
};

/// All that the checks judge by. An optional that is empty was not asked or could not be.
struct Facts {
  util::Timestamp now{};
  std::vector<std::string> missing_keys{};
  std::string public_url{};  ///< empty: not set
  bool sandbox = false;      ///< Twilio's place is taken by the sandbox on this machine
  std::vector<std::string> allowed_origins{};
  std::optional<std::string> account_sid{};  ///< TWILIO_ACCOUNT_SID
  std::optional<policy::Settings> settings{};

  TwilioFacts twilio{};
  std::optional<WebhookFacts> webhook{};
  std::vector<PreflightFacts> preflights{};
  std::optional<DatabaseFacts> database{};
  std::optional<std::expected<MigrationFacts, std::string>> migrations{};
  std::optional<DiskFacts> disk{};
};

}  // namespace teleperson::gateway::checks
