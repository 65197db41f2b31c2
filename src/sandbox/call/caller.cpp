#include "sandbox/call/caller.h"

#include <utility>

#include "sandbox/frame.h"
#include "util/crypto.h"

namespace teleperson::sandbox {

namespace json = boost::json;

namespace {

json::string_view view(std::string_view text) {
  return {text.data(), text.size()};
}

}  // namespace

Caller::Caller(std::string temporary_id, std::string call_sid, std::shared_ptr<Connection> connection)
    : temporary_id_(std::move(temporary_id)),
      call_sid_(std::move(call_sid)),
      reconnect_token_(util::random_hex(16)),
      connection_(std::move(connection)) {}

void Caller::send(std::string_view type, json::object payload) {
  if (connection_) connection_->send(make_frame(type, std::move(payload)));
}

void Caller::ringing() {
  if (answered_ || std::exchange(sdk_knows_call_sid_, true)) return;
  send("ringing", {{"callsid", call_sid_}});
}

void Caller::answer(std::string_view sdp) {
  answered_ = true;
  sdk_knows_call_sid_ = true;
  send("answer", {{"callsid", call_sid_}, {"sdp", view(sdp)}, {"reconnect", reconnect_token_}});
}

void Caller::hang_up(const std::optional<SignallingError>& error) {
  json::object payload{{"callsid", sdk_knows_call_sid_ ? call_sid_ : temporary_id_}};
  if (error) payload["error"] = {{"code", error->code}, {"message", view(error->message)}};
  send("hangup", std::move(payload));
}

bool Caller::may_reconnect(std::string_view token) const {
  return answered_ && util::constant_time_equal(token, reconnect_token_);
}

void Caller::attach(std::shared_ptr<Connection> connection) {
  connection_ = std::move(connection);
  send("answer", {{"callsid", call_sid_}, {"reconnect", reconnect_token_}});
}

}  // namespace teleperson::sandbox
