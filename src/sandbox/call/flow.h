#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/call/announcer.h"
#include "sandbox/call/call.h"
#include "sandbox/call/services.h"
#include "sandbox/call/twiml_fetcher.h"
#include "sandbox/inspector/finding.h"
#include "sandbox/signalling/error.h"
#include "sandbox/twiml/document.h"

namespace teleperson::sandbox {

/// Runs one call from the voice webhook to the app's status callback. One thread: the executor's.
class CallFlow {
 public:
  /// The services must outlive the run.
  CallFlow(boost::asio::any_io_executor, Services&, std::shared_ptr<Call>);

  util::Task<> run();

 private:
  /// How the call goes on after a verb.
  enum class Next { verb, end };

  util::Task<> execute(twiml::Document);
  util::Task<Next> dial(const twiml::Dial&);
  util::Task<Next> say(const twiml::Say&);
  util::Task<Next> pause(std::chrono::milliseconds);
  /// The document that the Dial's action asks for; the call ends if there is none.
  util::Task<> follow(const twiml::Callback& action, const util::FormFields&);
  util::Task<std::optional<twiml::Document>> fetch(Webhook);
  /// What the call's TwiML App names now; the URL is empty if it names none.
  twiml::Callback callback_of(std::string Application::* url, std::string Application::* method) const;
  void note(std::string_view kind, std::string text, std::vector<Finding> findings = {});
  void note_end();
  /// Tells the Voice SDK, unless the caller ended the call, and the application.
  util::Task<> finish();

  boost::asio::any_io_executor executor_;
  Services& services_;
  std::shared_ptr<Call> call_;
  TwimlFetcher fetcher_;
  Announcer announcer_;
  std::optional<SignallingError> error_;  // what the Voice SDK is told at the end
  int documents_ = 0;
};

}  // namespace teleperson::sandbox
