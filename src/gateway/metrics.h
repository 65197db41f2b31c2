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
  void draining(bool);
  void event_streams(std::size_t);

  /// Text format 0.0.4. `live_calls`: left out when not known.
  std::string exposition(std::optional<int> live_calls) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace teleperson::gateway
