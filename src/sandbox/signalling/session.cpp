#include "sandbox/signalling/session.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/json/value.hpp>

#include "sandbox/call/flow.h"
#include "sandbox/inspector/inspector.h"

namespace teleperson::sandbox {

namespace asio = boost::asio;
namespace json = boost::json;

namespace {

constexpr std::size_t longest_parameters = 800;  // https://www.twilio.com/docs/api/errors/31103
constexpr std::size_t longest_call_id = 64;
constexpr std::int64_t longest_reconnect_timeout = 30;

json::string_view view(std::string_view text) {
  return {text.data(), text.size()};
}

util::Task<> run_call(asio::any_io_executor executor, Services& services, std::shared_ptr<Call> call) {
  CallFlow flow(executor, services, std::move(call));
  co_await flow.run();
}

/// `twilio.params` of an invite; empty if there are none.
std::string_view client_parameters(const json::object& payload) {
  const json::value* twilio = payload.if_contains("twilio");
  return twilio != nullptr && twilio->is_object() ? text_of(twilio->get_object(), "params") : std::string_view();
}

}  // namespace

SignallingSession::SignallingSession(asio::any_io_executor executor, Services& services,
                                     std::shared_ptr<Connection> connection)
    : executor_(std::move(executor)), services_(services), connection_(std::move(connection)) {}

util::Task<> SignallingSession::run() {
  for (;;) {
    const std::optional<std::string> text = co_await connection_->read();
    if (!text) break;
    if (*text == "\n") continue;  // the answer to a heartbeat
    if (const std::optional<Frame> frame = parse_frame(*text)) {
      handle(*frame);
    } else {
      send_error(signalling_errors::malformed_request);
    }
  }
  for (const auto& [sid, call] : services_.calls.running()) {
    if (!call->caller.is_attached_to(*connection_)) continue;
    services_.inspector.note(sid, {.kind = "call",
                                   .text = "The Voice SDK's socket is lost",
                                   .details = {{"kept_for_seconds", std::to_string(reconnect_timeout_.count())}},
                                   .findings = {}});
    call->connection_lost(reconnect_timeout_);
  }
}

void SignallingSession::handle(const Frame& frame) {
  if (frame.type == "listen") return listen(frame);
  // A caller whose token has just been refused must still be able to end a call.
  if (frame.type == "hangup") return hang_up(frame);
  if (!token_) return send_error(signalling_errors::token_invalid);
  if (frame.type == "register") return set_registered(frame);
  if (frame.type == "invite") return invite(frame);
  if (frame.type == "dtmf" || frame.type == "reinvite") return forward_to_call(frame);
  if (frame.type == "message") return acknowledge(frame);
  services_.log.debug("signalling.ignored", {{"type", frame.type}});
}

void SignallingSession::listen(const Frame& frame) {
  const util::Timestamp now = services_.clock.now();
  auto token = verify_access_token(text_of(frame.payload, "token"), services_.account.sid, services_.state, now);
  if (!token) {
    token_.reset();
    services_.inspector.refused(token.error(), nullptr);
    return send_error(token.error());
  }
  token_ = *std::move(token);
  if (const json::value* timeout = frame.payload.if_contains("reconnectTimeout")) {
    boost::system::error_code error;
    const auto seconds = timeout->to_number<std::int64_t>(error);
    if (!error)
      reconnect_timeout_ = std::chrono::seconds(std::clamp<std::int64_t>(seconds, 0, longest_reconnect_timeout));
  }
  const auto seconds_left = std::chrono::floor<std::chrono::seconds>(token_->expires - now).count();
  send("connected", {{"region", "US_EAST_VIRGINIA"},
                     {"edge", "sandbox"},
                     {"home", "us1"},
                     {"gateway", "twilio-sandbox"},
                     {"token", {{"identity", token_->identity}, {"ttl", seconds_left}}}});
}

void SignallingSession::set_registered(const Frame& frame) {
  const json::value* media = frame.payload.if_contains("media");
  const json::value* audio =
      media != nullptr && media->is_object() ? media->get_object().if_contains("audio") : nullptr;
  const bool wanted = audio != nullptr && audio->is_bool() && audio->get_bool();
  send(wanted ? "ready" : "offline", {});
}

void SignallingSession::invite(const Frame& frame) {
  const std::string_view reconnect_token = text_of(frame.payload, "reconnect");
  if (reconnect_token.empty()) {
    start_call(frame);
  } else {
    reattach(frame, reconnect_token);
  }
}

void SignallingSession::start_call(const Frame& frame) {
  const std::string_view id = text_of(frame.payload, "callsid");
  const std::string_view offer = text_of(frame.payload, "sdp");
  if (id.empty() || id.size() > longest_call_id || offer.empty()) {
    return refuse(id, signalling_errors::malformed_request);
  }
  if (services_.calls.find_running(id, token_->identity)) return;  // sent twice
  if (token_->expires <= services_.clock.now()) {
    send_error(signalling_errors::token_expired);
    return refuse(id, signalling_errors::token_expired);
  }
  if (!token_->outgoing) return refuse(id, signalling_errors::connection_declined);
  if (std::as_const(services_.state).find_application(token_->outgoing->application_sid) == nullptr) {
    return refuse(id, signalling_errors::application_not_found);
  }
  const std::string_view parameters = client_parameters(frame.payload);
  if (parameters.size() > longest_parameters) return refuse(id, signalling_errors::parameters_too_long);
  auto fields = util::parse_form(parameters);
  if (!fields) return refuse(id, signalling_errors::malformed_request);

  CallRequest request{std::string(id), std::string(offer), *std::move(fields)};
  auto call = std::make_shared<Call>(executor_, std::move(request), *token_, *token_->outgoing, connection_,
                                     services_.clock.now());
  services_.calls.add(call);
  services_.inspector.call_began(call, *token_);
  asio::co_spawn(executor_, run_call(executor_, services_, std::move(call)), asio::detached);
}

void SignallingSession::reattach(const Frame& frame, std::string_view reconnect_token) {
  const std::string_view id = text_of(frame.payload, "callsid");
  const auto call = call_of(frame);
  if (call && call->caller.may_reconnect(reconnect_token)) {
    services_.inspector.note(call->parent.sid,
                             {.kind = "call", .text = "The Voice SDK is back", .details = {}, .findings = {}});
    return call->reconnect(connection_);
  }

  // A call that ended while the socket was lost has nothing wrong with it.
  const auto over = services_.calls.find(id);
  if (over && over->identity == token_->identity && over->caller.may_reconnect(reconnect_token)) {
    return send("hangup", {{"callsid", view(id)}});
  }
  refuse(id, signalling_errors::reconnect_refused);
}

void SignallingSession::hang_up(const Frame& frame) {
  if (const auto call = call_of(frame)) call->hang_up_by_caller();
}

void SignallingSession::forward_to_call(const Frame& frame) {
  const auto call = call_of(frame);
  if (!call) return;
  if (frame.type == "dtmf") {
    call->events.post(CallerPressed{std::string(text_of(frame.payload, "dtmf"))});
  } else {
    call->events.post(CallerReoffered{std::string(text_of(frame.payload, "sdp"))});
  }
}

void SignallingSession::acknowledge(const Frame& frame) {
  const auto call = call_of(frame);
  if (!call) return;
  send("ack", {{"acktype", "message"},
               {"callsid", call->parent.sid},
               {"voiceeventsid", view(text_of(frame.payload, "voiceeventsid"))}});
}

std::shared_ptr<Call> SignallingSession::call_of(const Frame& frame) const {
  const std::string_view id = text_of(frame.payload, "callsid");
  if (token_) return services_.calls.find_running(id, token_->identity);
  for (const auto& [sid, call] : services_.calls.running()) {
    const bool is_it = sid == id || call->caller.temporary_id() == id;
    if (is_it && call->caller.is_attached_to(*connection_)) return call;
  }
  return nullptr;
}

void SignallingSession::send(std::string_view type, json::object payload) {
  connection_->send(make_frame(type, std::move(payload)));
}

void SignallingSession::send_error(const SignallingError& error) {
  send("error", {{"error", {{"code", error.code}, {"message", view(error.message)}}}});
}

void SignallingSession::refuse(std::string_view sdk_call_id, const SignallingError& error) {
  services_.inspector.refused(error, token_ ? &*token_ : nullptr);
  send("hangup", {{"callsid", view(sdk_call_id)}, {"error", {{"code", error.code}, {"message", view(error.message)}}}});
}

}  // namespace teleperson::sandbox
