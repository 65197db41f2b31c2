#include "twilio/callback.h"

#include <charconv>

#include "twilio/leg_status.h"

namespace teleperson::twilio {

namespace {

using calls::LegEnd;
using calls::LegProgress;

std::string_view field(const util::FormFields& fields, std::string_view name) {
  const auto* value = util::find_field(fields, name);
  return value ? std::string_view(*value) : std::string_view();
}

/// Absent and odd numbers are alike: a lost duration must not lose the call's end with it.
std::optional<int> number(std::string_view text, int max) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0 || value > max) return std::nullopt;
  return value;
}

std::optional<int> seconds(const util::FormFields& fields, std::string_view name) {
  constexpr int longest_call = 24 * 3600;  // with Twilio's extended limit
  return number(field(fields, name), longest_call);
}

std::optional<bool> boolean(std::string_view text) {
  if (text == "true") return true;
  if (text == "false") return false;
  return std::nullopt;
}

}  // namespace

CallbackResult parse_dial_result(const util::FormFields& fields) {
  CallbackNews news;
  news.parent_call_sid = calls::CallSid::parse(field(fields, "CallSid"));
  if (!news.parent_call_sid) return std::unexpected(CallbackError::call_sid);
  if (const auto leg = field(fields, "DialCallSid"); !leg.empty()) {
    const auto child = calls::CallSid::parse(leg);
    if (!child) return std::unexpected(CallbackError::call_sid);
    news.state.child_call_sid = child->text();
  }
  news.state.dial_result = true;
  news.state.progress = LegProgress::ended;
  const auto status = field(fields, "DialCallStatus");
  news.state.end = status == "answered" ? LegEnd::completed : end_of(status);
  if (news.state.end == LegEnd::none) news.state.end = LegEnd::failed;  // whatever it was called, the Dial is over
  news.state.bridged = boolean(field(fields, "DialBridged"));
  news.state.duration_seconds = seconds(fields, "DialCallDuration");
  return news;
}

CallbackResult parse_status(const util::FormFields& fields) {
  CallbackNews news;
  const auto leg = calls::CallSid::parse(field(fields, "CallSid"));
  if (!leg) return std::unexpected(CallbackError::call_sid);
  const auto status = field(fields, "CallStatus");
  const auto parent = field(fields, "ParentCallSid");

  // `Duration` beside it is in minutes, rounded up.
  const auto duration = end_of(status) == LegEnd::none ? std::nullopt : seconds(fields, "CallDuration");
  if (parent.empty()) {
    news.parent_call_sid = leg;
    news.state.parent_ended = end_of(status) != LegEnd::none;
    news.state.parent_duration_seconds = duration;
    return news;
  }

  news.parent_call_sid = calls::CallSid::parse(parent);
  if (!news.parent_call_sid) return std::unexpected(CallbackError::call_sid);
  constexpr int highest_sip_code = 699;
  news.state.child_call_sid = leg->text();
  news.state.progress = progress_of(status);
  news.state.end = end_of(status);
  news.state.answered_by = answered_by(field(fields, "AnsweredBy"));
  news.state.duration_seconds = duration;
  news.state.sip_response_code = number(field(fields, "SipResponseCode"), highest_sip_code);
  return news;
}

CallbackResult parse_answering_machine(const util::FormFields& fields) {
  const auto leg = calls::CallSid::parse(field(fields, "CallSid"));
  if (!leg) return std::unexpected(CallbackError::call_sid);
  CallbackNews news;
  news.state.child_call_sid = leg->text();
  news.state.answered_by = answered_by(field(fields, "AnsweredBy"));
  return news;
}

}  // namespace teleperson::twilio
