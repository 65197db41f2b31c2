#include "sandbox/handset/hub.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "phone/e164.h"

namespace teleperson::sandbox {
namespace {

constexpr std::string_view any_number = "*";

/// A phone as one call sees it.
class HandsetCallee final : public Callee {
 public:
  HandsetCallee(std::shared_ptr<Phone> phone, std::string call_sid)
      : phone_(std::move(phone)), call_sid_(std::move(call_sid)) {}

  void end() override { phone_->end(call_sid_); }
  void press(std::string_view digits) override { phone_->press(call_sid_, digits); }
  void reinvite(std::string offer) override { phone_->reinvite(call_sid_, offer); }

 private:
  std::shared_ptr<Phone> phone_;
  std::string call_sid_;
};

void complain(http::WebSocket& socket, const char* message) {
  socket.send(make_frame("error", {{"message", message}}));
}

}  // namespace

HandsetHub::Dialled HandsetHub::dial(const Invitation& invitation, CalleeListener listener) {
  const auto has_number = [](std::string_view number) {
    return [number](const std::shared_ptr<Phone>& phone) { return phone->number() == number; };
  };
  const bool has_own_phone = std::ranges::any_of(phones_, has_number(invitation.to));
  const std::string_view number = has_own_phone ? std::string_view(invitation.to) : any_number;
  const auto is_candidate = has_number(number);
  const auto free = std::ranges::find_if(phones_, [&](const std::shared_ptr<Phone>& phone) {
    return is_candidate(phone) && phone->state() == Phone::State::idle;
  });
  if (free == phones_.end()) {
    const bool somebody = std::ranges::any_of(phones_, is_candidate);
    return {somebody ? Reach::all_busy : Reach::nobody_home, nullptr};
  }
  (*free)->ring(invitation, std::move(listener));
  return {Reach::ringing, std::make_shared<HandsetCallee>(*free, invitation.call_sid)};
}

std::shared_ptr<Phone> HandsetHub::switch_on(const Frame& frame, http::WebSocket& socket) {
  if (frame.type != "hello") {
    complain(socket, "Say hello with a number first.");
    return nullptr;
  }
  const std::string number(text_of(frame.payload, "number"));
  if (number != any_number && !phone::E164::parse(number)) {
    complain(socket, "The number must be in E.164 form, such as +14155550123, or * for every number.");
    return nullptr;
  }
  const auto same = std::ranges::find(phones_, number, [](const auto& phone) { return phone->number(); });
  if (number != any_number && same != phones_.end()) {
    complain(socket, "Another phone with this number is switched on.");
    return nullptr;
  }
  auto phone = std::make_shared<Phone>(number, socket);
  phones_.push_back(phone);
  socket.send(make_frame("ready", {{"number", number}}));
  return phone;
}

void HandsetHub::switch_off(const std::shared_ptr<Phone>& phone) {
  if (!phone) return;
  std::erase(phones_, phone);
  phone->power_off();
}

util::Task<> HandsetHub::serve(http::WebSocket socket) {
  sockets_.push_back(&socket);
  std::shared_ptr<Phone> phone;
  while (const std::optional<std::string> text = co_await socket.read()) {
    const std::optional<Frame> frame = parse_frame(*text);
    if (!frame) {
      complain(socket, "A message is a JSON object with type and payload.");
    } else if (frame->type == "bye") {
      break;
    } else if (!phone) {
      phone = switch_on(*frame, socket);
      if (!phone) break;
    } else if (frame->type == "hello") {
      complain(socket, "This phone is switched on already.");
    } else {
      phone->handle(*frame);
    }
  }
  switch_off(phone);
  std::erase(sockets_, &socket);
  socket.close();
}

void HandsetHub::close_all() {
  for (http::WebSocket* socket : sockets_)
    socket->close();
}

}  // namespace teleperson::sandbox
