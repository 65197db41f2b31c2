#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <boost/asio/steady_timer.hpp>

#include "sandbox/call/call.h"
#include "sandbox/call/services.h"
#include "sandbox/twiml/document.h"
#include "sandbox/webhook/callback_queue.h"

namespace teleperson::sandbox {

/// One number that a Dial rings: its leg, its callee, its status callbacks and answering machine detection. One thread.
class DialledLeg : public std::enable_shared_from_this<DialledLeg> {
 public:
  DialledLeg(const boost::asio::any_io_executor&, Services&, Call&, const twiml::Number&, const std::string& caller_id);

  /// Calls the number. `index` names this leg in the call's events.
  void dial(std::size_t index);

  void ringing();
  void answered(bool is_machine);
  /// Ends the leg with that status and drops the callee. Nothing if it is over.
  void finish(LegStatus, int sip_response_code);
  /// The callee ended it.
  void refused(int sip_response_code);

  CallLeg& leg() { return *leg_; }
  bool is_over() const { return is_final(leg_->status); }
  Callee& callee() { return *callee_; }

 private:
  void report(bool wanted);
  void note(std::string text, util::FormFields further = {}) const;
  util::Task<> detect_machine(bool is_machine);

  Services& services_;
  std::weak_ptr<Call> call_;
  twiml::Number number_;
  std::string offer_;
  std::shared_ptr<CallLeg> leg_;
  std::shared_ptr<CallbackQueue> callbacks_;
  std::shared_ptr<Callee> callee_;
  boost::asio::steady_timer detection_;
};

}  // namespace teleperson::sandbox
