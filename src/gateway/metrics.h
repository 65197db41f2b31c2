#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"
#include "policy/reason.h"

namespace teleperson::gateway {

/// When the policy said no. `authentication` comes before the policy's own stages.
enum class DenialStage { authentication, token, ticket, webhook };

enum class WebhookKind { voice, dial_result, status, amd, fallback };
std::string_view to_string(WebhookKind);

/// `GET`, ...; `other` for methods that are none of HTTP's usual ones.
std::string_view to_string(http::Method);

enum class CallbackFate {
  merged,
  unknown_call,  ///< never handed to Twilio, or purged
  malformed,
};

/// What came of asking Twilio about a call.
enum class AskResult {
  settled,    ///< how it ended is known
  unsettled,  ///< it goes on, or Twilio's records are not complete yet
  failed,     ///< no answer, or a refusal
};

/// What the gateway counts, for Prometheus. No label ever holds a user, a number, a call or a path. Thread-safe.
class Metrics {
 public:
  Metrics();
  ~Metrics();

  /// `route`: the pattern, of which there are few. It must live as long as this.
  void request(std::string_view route, http::Method, int status, std::chrono::microseconds);
  void token_minted();
  void ticket_created();
  void ticket_redeemed();
  void denied(DenialStage, policy::Reason);
  void callback(WebhookKind, CallbackFate);
  /// `reason`: of the problem that was answered.
  void webhook_refused(WebhookKind, std::string_view reason);
  void fallback();
  void store_error(std::string_view operation);
  void twilio_request(std::string_view operation, bool succeeded);
  void rows_finalised(int rows);
  void asked_about_call(AskResult);
  void gaps(std::size_t);
  void draining(bool);
  void event_streams(std::size_t);

  /// What the database tells. Left out when not known.
  struct Standing {
    std::optional<int> live_calls{};
    std::optional<int> waiting_calls{};                         ///< over, and not logged
    std::optional<std::chrono::milliseconds> oldest_waiting{};  ///< how long the first of these has been over; 0: none
  };
  /// Text format 0.0.4.
  std::string exposition(const Standing&) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace teleperson::gateway
