#include "sandbox/webhook/parameters.h"

#include <algorithm>
#include <array>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace teleperson::sandbox {
namespace {

using util::FormFields;

bool is_twilios(std::string_view name) {
  constexpr auto names = std::to_array<std::string_view>({"AccountSid",
                                                          "AnsweredBy",
                                                          "ApiVersion",
                                                          "ApplicationSid",
                                                          "CallDuration",
                                                          "CallSid",
                                                          "CallStatus",
                                                          "CallbackSource",
                                                          "Called",
                                                          "Caller",
                                                          "CallerName",
                                                          "DialBridged",
                                                          "DialCallDuration",
                                                          "DialCallSid",
                                                          "DialCallStatus",
                                                          "Digits",
                                                          "Direction",
                                                          "Duration",
                                                          "ErrorCode",
                                                          "ErrorUrl",
                                                          "ForwardedFrom",
                                                          "From",
                                                          "MachineDetectionDuration",
                                                          "ParentCallSid",
                                                          "SequenceNumber",
                                                          "SipResponseCode",
                                                          "StirVerstat",
                                                          "Timestamp"});
  static_assert(std::ranges::is_sorted(names));
  return std::ranges::binary_search(names, name);
}

/// The fields that every webhook about the parent has.
FormFields parent_fields(const Account& account, const CallLeg& parent) {
  return {{"AccountSid", account.sid.text()},
          {"ApiVersion", "2010-04-01"},
          {"ApplicationSid", parent.application_sid},
          {"CallSid", parent.sid},
          {"CallStatus", std::string(to_string(parent.status))},
          {"Called", parent.to},
          {"Caller", parent.from},
          {"Direction", "inbound"},
          {"From", parent.from},
          {"To", parent.to}};
}

void append_progress(FormFields& fields, int sequence_number, util::Timestamp now) {
  fields.emplace_back("CallbackSource", "call-progress-events");
  fields.emplace_back("SequenceNumber", std::to_string(sequence_number));
  fields.emplace_back("Timestamp", to_rfc2822(now));
}

/// `Duration` is in minutes, rounded up: a trap of Twilio's that a client should meet here first.
void append_durations(FormFields& fields, int seconds) {
  fields.emplace_back("CallDuration", std::to_string(seconds));
  fields.emplace_back("Duration", std::to_string((seconds + 59) / 60));
}

}  // namespace

FormFields voice_webhook_fields(const Account& account, const CallLeg& parent, const FormFields& client_parameters,
                                const FormFields& grant_parameters) {
  FormFields fields = parent_fields(account, parent);
  for (const auto& field : grant_parameters) {
    if (field.first != "To" && !is_twilios(field.first)) fields.push_back(field);
  }
  for (const auto& field : client_parameters) {
    if (is_twilios(field.first) || util::find_field(fields, field.first) != nullptr) continue;
    fields.push_back(field);
  }
  return fields;
}

FormFields dial_action_fields(const Account& account, const CallLeg& parent, const DialOutcome& outcome) {
  FormFields fields = parent_fields(account, parent);
  fields.emplace_back("DialBridged", outcome.bridged ? "true" : "false");
  fields.emplace_back("DialCallStatus", std::string(to_string(outcome.status)));
  if (!outcome.child_sid.empty()) fields.emplace_back("DialCallSid", outcome.child_sid);
  if (outcome.duration_seconds) fields.emplace_back("DialCallDuration", std::to_string(*outcome.duration_seconds));
  return fields;
}

FormFields child_status_fields(const Account& account, const CallLeg& child, int sequence_number, util::Timestamp now) {
  FormFields fields = {{"AccountSid", account.sid.text()},
                       {"ApiVersion", "2010-04-01"},
                       {"CallSid", child.sid},
                       {"CallStatus", std::string(to_string(child.status))},
                       {"Called", child.to},
                       {"Caller", child.from},
                       {"Direction", "outbound-dial"},
                       {"From", child.from},
                       {"ParentCallSid", child.parent_sid},
                       {"To", child.to}};
  append_progress(fields, sequence_number, now);
  if (!is_final(child.status)) return fields;
  append_durations(fields, child.duration_seconds(now));
  if (child.sip_response_code) fields.emplace_back("SipResponseCode", std::to_string(*child.sip_response_code));
  if (!child.answered_by.empty()) fields.emplace_back("AnsweredBy", child.answered_by);
  return fields;
}

FormFields parent_status_fields(const Account& account, const CallLeg& parent, util::Timestamp now) {
  FormFields fields = parent_fields(account, parent);
  append_progress(fields, 0, now);
  append_durations(fields, parent.duration_seconds(now));
  return fields;
}

FormFields machine_detection_fields(const Account& account, const CallLeg& child, std::string_view answered_by,
                                    std::chrono::milliseconds detection_time) {
  return {{"AccountSid", account.sid.text()},
          {"AnsweredBy", std::string(answered_by)},
          {"CallSid", child.sid},
          {"MachineDetectionDuration", std::to_string(detection_time.count())}};
}

std::string to_rfc2822(util::Timestamp time) {
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} +0000", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

}  // namespace teleperson::sandbox
