#include <string>
#include <string_view>

#include <fmt/format.h>

#include "sandbox/inspector/findings.h"
#include "sandbox/webhook/connection_overrides.h"

namespace teleperson::sandbox {
namespace {

/// How an operator calls it.
std::string_view name_of(WebhookKind kind) {
  switch (kind) {
    case WebhookKind::voice:
      return "Voice URL";
    case WebhookKind::fallback:
      return "fallback URL";
    case WebhookKind::action:
      return "Dial's action URL";
    case WebhookKind::status:
      return "status callback";
    case WebhookKind::machine_detection:
      return "answering machine callback";
    case WebhookKind::parent_status:
      return "TwiML App's status callback";
  }
  return "webhook";
}

/// Where it went, without the query, which may hold numbers.
std::string_view place_of(const JournalEntry& entry) {
  return std::string_view(entry.url).substr(0, entry.url.find('?'));
}

/// What follows from a webhook that was not answered well.
std::string_view consequence(WebhookKind kind) {
  return asks_for_twiml(kind) ? "Without an answer the call ends; the caller sees 31002."
                              : "The application does not learn of it.";
}

Finding refused_by_application(const JournalEntry& entry, int status) {
  return {"signature_refused", Severity::problem, 11200,
          fmt::format("The {} answered {}: the application probably refuses the signature.",
                      name_of(entry.webhook.kind), status),
          fmt::format("The signature was made for {} with TWILIO_AUTH_TOKEN. Give the application the same auth token, "
                      "and the PUBLIC_URL with which it computes exactly this address: scheme, host, port and path.",
                      place_of(entry))};
}

Finding bad_status(const JournalEntry& entry, int status) {
  const std::string_view name = name_of(entry.webhook.kind);
  if (status == 401 || status == 403) return refused_by_application(entry, status);
  if (status == 404 || status == 405) {
    return {
        "webhook_not_found", Severity::problem, 11200, fmt::format("The {} answered {}.", name, status),
        fmt::format("Nothing takes a {} at {}: correct the path, or the method, of the {}.",
                    entry.webhook.target.method == twiml::HttpMethod::post ? "POST" : "GET", place_of(entry), name)};
  }
  return {"webhook_status", Severity::problem, 11200, fmt::format("The {} answered {}.", name, status),
          fmt::format("{} The application must answer 2xx: look for its error at that moment in its log.",
                      consequence(entry.webhook.kind))};
}

Finding undelivered(const JournalEntry& entry, const WebhookAttempt& last) {
  const std::string_view name = name_of(entry.webhook.kind);
  const std::string_view place = place_of(entry);
  const int code = last.code;
  switch (last.result) {
    case AttemptResult::connect_failed:
      if (code == 11220) {
        return {"webhook_tls", Severity::problem, code, fmt::format("No secure connection to the {}.", name),
                fmt::format("The certificate of {} must be valid, for this host, and issued by an authority that "
                            "everybody trusts.",
                            place)};
      }
      return {"webhook_unreachable", Severity::problem, code, fmt::format("The {} cannot be reached.", name),
              fmt::format("Nothing listens at {}. Start the application, or correct host and port of the {}.", place,
                          name)};
    case AttemptResult::read_timeout:
      return {"webhook_timeout", Severity::problem, code, fmt::format("The {} did not answer in time.", name),
              "Twilio waits 15 seconds in all, less if the URL's fragment says so. Answer first, and do what takes "
              "long afterwards."};
    case AttemptResult::redirect:
      return {"webhook_redirect", Severity::problem, code,
              fmt::format("The {} answered {}: a redirect.", name, last.http_status),
              "Configure the address to which it leads. A redirect changes the URL that is signed, costs time, and the "
              "sandbox does not follow it."};
    case AttemptResult::broken_answer:
      if (code == 11750) {
        return {"webhook_answer_too_long", Severity::problem, code,
                fmt::format("The answer of the {} is too long.", name), "Twilio takes at most 64 KiB."};
      }
      return {"webhook_answer_broken", Severity::problem, code, fmt::format("The answer of the {} broke off.", name),
              fmt::format("{} See whether the application crashed, or a proxy cut the connection.",
                          consequence(entry.webhook.kind))};
    case AttemptResult::client_error:
    case AttemptResult::server_error:
    case AttemptResult::success:
      break;
  }
  return bad_status(entry, last.http_status);
}

Finding slow(const JournalEntry& entry, const WebhookAttempt& last) {
  const std::string_view name = name_of(entry.webhook.kind);
  return {"webhook_slow", Severity::warning, 0,
          fmt::format("The {} took more than {} seconds to answer.", name, last.duration / std::chrono::seconds(1)),
          asks_for_twiml(entry.webhook.kind)
              ? "The caller hears nothing meanwhile. Answer within half a second."
              : "The next callback of this leg waits for it. Answer first, and work afterwards."};
}

}  // namespace

std::vector<Finding> findings_of_webhook(const JournalEntry& entry) {
  std::vector<Finding> findings;
  if (!entry.finished || entry.dropped || entry.attempts.empty()) return findings;
  if (auto parsed = parse_webhook_url(entry.webhook.target.url); !parsed.warning.empty()) {
    findings.push_back({"webhook_override", Severity::warning, 11243,
                        fmt::format("A connection override of the {} is not understood.", name_of(entry.webhook.kind)),
                        parsed.warning + " Twilio then uses its default."});
  }
  const WebhookAttempt& last = entry.attempts.back();
  if (last.result != AttemptResult::success) {
    findings.push_back(undelivered(entry, last));
    return findings;
  }
  if (entry.attempts.size() > 1) {
    findings.push_back(
        {"webhook_repeated", Severity::warning, 0,
         fmt::format("The {} was answered at attempt {} only.", name_of(entry.webhook.kind), entry.attempts.size()),
         "See what was wrong with the attempts before. The application must not act twice on requests "
         "with the same I-Twilio-Idempotency-Token."});
  }
  if (last.duration > slow_answer) findings.push_back(slow(entry, last));
  if (!asks_for_twiml(entry.webhook.kind) && entry.answer.body_bytes > 0) {
    findings.push_back({"callback_with_body", Severity::hint, 0,
                        fmt::format("The {} was answered with a body.", name_of(entry.webhook.kind)),
                        "Twilio only tells here and ignores what is answered, also TwiML. Answer 204 without a body."});
  }
  return findings;
}

}  // namespace teleperson::sandbox
