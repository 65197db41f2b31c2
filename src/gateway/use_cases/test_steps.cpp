#include "gateway/use_cases/test_steps.h"

#include "gateway/use_cases/user_call.h"

namespace teleperson::gateway {
namespace {

/// How long after a call's last step a webhook may still be one of its own.
constexpr std::chrono::minutes late{1};

class Steps {
 public:
  Steps(const store::CallTrace& trace, const RefusedWebhooks& refused) : trace_(trace), refused_(refused) {}

  std::vector<TestStep> list() && {
    steps_.push_back({.name = "access_token", .at = trace_.created_at});
    steps_.push_back({.name = "ticket", .at = trace_.created_at});
    add_refused_webhooks();
    add_redemption();
    if (trace_.call.redeemed) add_course();
    return std::move(steps_);
  }

 private:
  void add_refused_webhooks() {
    const auto last = trace_.logged_at.value_or(trace_.redeemed_at.value_or(trace_.created_at));
    const auto until = trace_.call.redeemed && !is_over(trace_.call) ? util::Timestamp::max() : last + late;
    for (const auto& refused : refused_.between(trace_.created_at, until)) {
      steps_.push_back({.name = "webhook_refused",
                        .at = refused.at,
                        .passed = false,
                        .reason = refused.reason,
                        .detail = to_string(refused.kind),
                        .count = refused.times});
    }
  }

  void add_redemption() {
    const auto asked_at = trace_.redeemed_at ? trace_.redeemed_at : trace_.refused_at;
    if (asked_at) steps_.push_back({.name = "webhook", .at = asked_at});
    if (trace_.call.refused) {
      const auto reason = policy::to_string(*trace_.call.refused);
      steps_.push_back({.name = "redemption", .at = asked_at, .passed = false, .reason = reason});
    } else if (asked_at) {
      steps_.push_back({.name = "redemption", .at = asked_at});
    }
    if (asked_at) steps_.push_back({.name = "twiml", .at = asked_at, .detail = trace_.redeemed_at ? "dial" : "reject"});
  }

  /// Of a call that was handed to Twilio.
  void add_course() {
    const auto& [call, created, refused, redeemed, dialled, ringing, answered, detected, ended, logged] = trace_;
    if (dialled) steps_.push_back({.name = "dialled", .at = dialled});
    if (ringing) steps_.push_back({.name = "ringing", .at = ringing});
    if (answered) steps_.push_back({.name = "answered", .at = answered});
    if (detected) steps_.push_back({.name = "detected", .at = detected, .detail = who_answered(call.state)});
    if (ended) {
      const auto reason = calls::end_reason(call.state);
      steps_.push_back({.name = "ended",
                        .at = ended,
                        .passed = reason == calls::EndReason::completed,
                        .reason = calls::to_string(reason),
                        .count = call.state.sip_response_code});
    }
    if (call.logged) {
      steps_.push_back({.name = "logged",
                        .at = logged,
                        .detail = calls::to_string(call.logged->outcome),
                        .count = call.logged->duration_seconds});
    }
  }

  static std::string_view who_answered(const calls::CallState& state) {
    switch (state.answered_by) {
      case calls::AnsweredBy::human:
        return "human";
      case calls::AnsweredBy::machine:
        return "machine";
      case calls::AnsweredBy::fax:
        return "fax";
      case calls::AnsweredBy::none:
      case calls::AnsweredBy::unknown:
        return "unknown";
    }
    return {};
  }

  const store::CallTrace& trace_;
  const RefusedWebhooks& refused_;
  std::vector<TestStep> steps_;
};

}  // namespace

std::vector<TestStep> steps_of(const store::CallTrace& trace, const RefusedWebhooks& refused) {
  return Steps(trace, refused).list();
}

}  // namespace teleperson::gateway
