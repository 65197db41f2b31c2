#pragma once

#include <string>

#include "gateway/checks/checks.h"
#include "gateway/config.h"
#include "gateway/setup.h"
#include "http/client.h"
#include "store/store.h"
#include "util/task.h"
#include "util/worker_pool.h"

namespace teleperson::gateway::checks {

/// Whom an examination asks. All must outlive it.
struct Surroundings {
  const Config& config;
  const Setup& setup;
  http::Client& http;
  util::WorkerPool& workers;  ///< for what blocks: files
  const util::Clock& clock;
  store::Store* store = nullptr;  ///< null: it could not be opened
  std::string open_error{};       ///< then why, as a sentence with its remedy
};

/// Asks Twilio, the public URL and this machine at the same time, never for long, changes nothing, and judges.
util::Task<Findings> examine(const Surroundings&);

// What it consists of.
util::Task<TwilioFacts> ask_twilio(const Surroundings&, const std::optional<phone::E164>& caller_id);
struct PublicFacts {
  std::optional<WebhookFacts> webhook{};
  std::vector<PreflightFacts> preflights{};
};
util::Task<PublicFacts> ask_public_url(const Surroundings&);
/// The database's file; blocks.
std::expected<MigrationFacts, std::string> look_at_schema(const std::string& database_url);
std::optional<DiskFacts> look_at_disk(const std::string& database_url);

}  // namespace teleperson::gateway::checks
