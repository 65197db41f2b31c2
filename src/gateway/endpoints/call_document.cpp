#include "gateway/endpoints/call_document.h"

#include <string_view>

#include "gateway/use_cases/user_call.h"

namespace teleperson::gateway {

namespace {

std::string_view state_of(const store::CallView& call) {
  if (is_over(call)) return "ended";
  return call.redeemed ? calls::to_string(calls::phase(call.state)) : "pending";
}

/// Of a call that is over.
std::string_view reason_of(const store::CallView& call) {
  if (call.redeemed || call.logged) return calls::to_string(calls::end_reason(call.state));
  return call.refused ? policy::to_string(*call.refused) : "ticket_unused";
}

}  // namespace

void write_call(util::JsonWriter& json, const store::CallView& call) {
  json.field("call_id", call.call_id.text());
  json.field("state", state_of(call));
  if (call.logged) json.field("outcome", calls::to_string(call.logged->outcome));
  if (is_over(call)) json.field("reason", reason_of(call));
  if (call.logged) {
    json.field("duration_seconds", call.logged->duration_seconds);
  } else {
    json.optional_field("duration_seconds", call.state.duration_seconds);
  }
}

std::string to_json(const store::CallView& call) {
  std::string body;
  util::JsonWriter json(body);
  json.object([&] { write_call(json, call); });
  return body;
}

}  // namespace teleperson::gateway
