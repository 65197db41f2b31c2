#pragma once

#include <chrono>
#include <expected>
#include <string>

#include "http/client.h"
#include "sandbox/webhook/connection_overrides.h"
#include "sandbox/webhook/faults.h"
#include "sandbox/webhook/journal.h"
#include "sandbox/webhook/retry_policy.h"
#include "sandbox/webhook/webhook.h"
#include "util/secret.h"
#include "util/task.h"
#include "util/time.h"

namespace teleperson::sandbox {

struct WebhookAnswer {
  std::string content_type;  ///< as sent, or empty
  std::string body;
  std::string location{};  ///< of a redirect
};

struct WebhookFailure {
  /// The test controls kept it back: nobody learnt of it, and nothing went wrong either.
  static constexpr int dropped = 0;

  int code = 0;  ///< Twilio's, such as 11200
  std::string message;
};

/// Sends webhooks as Twilio does: signed form posts (or queries), at most 15 seconds in all, repeated as the URL's
/// connection overrides say, with one `I-Twilio-Idempotency-Token` for all attempts. One thread: the event loop's.
class WebhookClient {
 public:
  /// All must outlive this and whatever is still being sent.
  WebhookClient(http::Client&, const util::Secret& auth_token, const util::Clock&);

  /// Succeeds with any 2xx answer.
  util::Task<std::expected<WebhookAnswer, WebhookFailure>> send(Webhook);

  void set_faults(Faults faults) { faults_ = std::move(faults); }
  const Faults& faults() const { return faults_; }
  WebhookJournal& journal() { return journal_; }
  /// How many webhooks are on their way.
  std::size_t in_flight() const { return in_flight_; }

 private:
  struct Delivery;
  struct Attempt;

  Delivery prepare(Webhook) const;
  util::Task<std::expected<WebhookAnswer, WebhookFailure>> deliver(Delivery);
  util::Task<Attempt> attempt(const Delivery&, std::chrono::milliseconds time_left);
  util::Task<> repeat(Delivery, int times);

  http::Client& http_;
  const util::Secret& auth_token_;
  const util::Clock& clock_;
  Faults faults_;
  WebhookJournal journal_;
  std::size_t in_flight_ = 0;
};

}  // namespace teleperson::sandbox
