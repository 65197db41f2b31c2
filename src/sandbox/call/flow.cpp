#include "sandbox/call/flow.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "sandbox/call/dial.h"
#include "sandbox/inspector/findings.h"
#include "sandbox/inspector/inspector.h"
#include "sandbox/webhook/parameters.h"

namespace teleperson::sandbox {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr int most_documents = 100;  // an application whose answers lead in a circle

/// How long a voice takes to read a text aloud.
milliseconds speaking_time(const twiml::Say& say) {
  constexpr milliseconds per_character{60};
  constexpr milliseconds least{1'000};
  constexpr milliseconds most{4 * 3600 * 1'000};
  if (say.repetitions == 0) return most;  // until the caller hangs up
  const auto once =
      std::max<milliseconds>(least, per_character * static_cast<int>(std::min<std::size_t>(say.text.size(), 4096)));
  return std::min<milliseconds>(most, once * say.repetitions);
}

Finding finding_of_no_voice_url() {
  return {"no_voice_url", Severity::problem, 0,
          "The TwiML App has no Voice URL, or is gone. Twilio ends such calls without an alert.",
          "Set the app's VoiceUrl to the address that answers with TwiML: teleperson-voice provision does."};
}

}  // namespace

CallFlow::CallFlow(boost::asio::any_io_executor executor, Services& services, std::shared_ptr<Call> call)
    : executor_(executor),
      services_(services),
      call_(std::move(call)),
      fetcher_(services),
      announcer_(std::move(executor), services, *call_) {}

util::Task<> CallFlow::run() {
  services_.log.info("call.begin", {{"call_sid", call_->parent.sid}});
  const twiml::Callback voice = callback_of(&Application::voice_url, &Application::voice_method);
  if (voice.url.empty()) {
    note("cause", "There is nobody to ask what to do", {finding_of_no_voice_url()});
    error_ = signalling_errors::connection_declined;
    co_await finish();
    co_return;
  }
  auto fields =
      voice_webhook_fields(services_.account, call_->parent, call_->request.parameters, call_->grant_parameters);
  Webhook webhook{WebhookKind::voice, call_->parent.sid, voice, std::move(fields)};
  auto document = co_await fetch(std::move(webhook));
  if (document) co_await execute(*std::move(document));
  co_await finish();
}

twiml::Callback CallFlow::callback_of(std::string Application::* url, std::string Application::* method) const {
  const Application* application = std::as_const(services_.state).find_application(call_->parent.application_sid);
  if (application == nullptr) return {};
  return {application->*url, application->*method == "GET" ? twiml::HttpMethod::get : twiml::HttpMethod::post};
}

util::Task<std::optional<twiml::Document>> CallFlow::fetch(Webhook webhook) {
  if (++documents_ > most_documents) {
    note("cause", "The application's answers lead in a circle", {finding_of_loop()});
    co_return std::nullopt;
  }
  auto fallback = callback_of(&Application::voice_fallback_url, &Application::voice_fallback_method);
  auto document = co_await fetcher_.fetch(std::move(webhook), std::move(fallback));
  if (document) co_return *std::move(document);
  if (document.error().code != WebhookFailure::dropped) {
    error_ = signalling_errors::connection_declined;
    note("cause", fmt::format("The application gave no TwiML: {}", document.error().code));
  }
  co_return std::nullopt;
}

void CallFlow::note(std::string_view kind, std::string text, std::vector<Finding> findings) {
  Step step{.kind = kind, .text = std::move(text), .details = {}, .findings = std::move(findings)};
  services_.inspector.note(call_->parent.sid, std::move(step));
}

util::Task<> CallFlow::execute(twiml::Document document) {
  for (const twiml::Verb& verb : document.verbs) {
    // The caller may have hung up while the application was asked.
    if (co_await pause(milliseconds(0)) == Next::end) co_return;

    Next next = Next::end;
    if (const auto* dialled = std::get_if<twiml::Dial>(&verb)) {
      next = co_await dial(*dialled);
    } else if (const auto* said = std::get_if<twiml::Say>(&verb)) {
      next = co_await say(*said);
    } else if (const auto* paused = std::get_if<twiml::Pause>(&verb)) {
      next = co_await pause(paused->length);
    } else if (std::holds_alternative<twiml::Reject>(verb)) {
      error_ = signalling_errors::connection_declined;
      note("cause", "The application rejects the call");
    } else {
      note("cause", "The application hangs up");
    }
    if (next == Next::end) co_return;
  }
}

util::Task<CallFlow::Next> CallFlow::dial(const twiml::Dial& verb) {
  DialRun run(executor_, services_, *call_, verb);
  const DialRun::Result result = co_await run.run();
  if (result.caller_is_gone) call_->parent.advance(LegStatus::completed, services_.clock.now());
  if (!verb.action) co_return result.caller_is_gone ? Next::end : Next::verb;
  const auto fields = dial_action_fields(services_.account, call_->parent, result.outcome);
  co_await follow(*verb.action, fields);
  co_return Next::end;
}

util::Task<> CallFlow::follow(const twiml::Callback& action, const util::FormFields& fields) {
  Webhook webhook{WebhookKind::action, call_->parent.sid, action, fields};
  auto document = co_await fetch(std::move(webhook));
  if (document && !is_final(call_->parent.status)) co_await execute(*std::move(document));
}

util::Task<CallFlow::Next> CallFlow::say(const twiml::Say& verb) {
  if (!announcer_.start()) co_return Next::verb;
  note("call", "A synthetic voice speaks to the caller");
  const Next next = co_await pause(speaking_time(verb));
  announcer_.pause();
  co_return next;
}

util::Task<CallFlow::Next> CallFlow::pause(milliseconds time) {
  const auto deadline = steady_clock::now() + time;
  while (auto event = co_await call_->events.next(deadline)) {
    const bool hung_up = std::holds_alternative<CallerHungUp>(*event);
    if (hung_up || std::holds_alternative<EndRequested>(*event)) {
      note("cause",
           hung_up ? "The caller hung up" : "Ended by a request to the REST API, or because the sandbox stops");
      call_->parent.advance(LegStatus::completed, services_.clock.now());
      co_return Next::end;
    }
  }
  co_return Next::verb;
}

void CallFlow::note_end() {
  Step step{.kind = "end", .text = "The call is over", .details = {}, .findings = {}};
  const int seconds = call_->parent.duration_seconds(services_.clock.now());
  step.details.emplace_back("duration", fmt::format("{} s", seconds));
  if (error_) step.details.emplace_back("the Voice SDK sees", fmt::format("{} {}", error_->code, error_->message));
  services_.inspector.note(call_->parent.sid, std::move(step));
}

util::Task<> CallFlow::finish() {
  call_->caller.hang_up(error_);
  call_->caller.detach();
  call_->parent.advance(LegStatus::completed, services_.clock.now());
  services_.calls.finish(call_);
  note_end();
  services_.log.info("call.end", {{"call_sid", call_->parent.sid},
                                  {"duration_seconds", call_->parent.duration_seconds(services_.clock.now())}});
  const auto told = callback_of(&Application::status_callback, &Application::status_callback_method);
  if (told.url.empty()) co_return;
  auto fields = parent_status_fields(services_.account, call_->parent, services_.clock.now());
  Webhook webhook{WebhookKind::parent_status, call_->parent.sid, told, std::move(fields)};
  co_await services_.webhooks.send(std::move(webhook));  // a failure is in the log and the journal
}

}  // namespace teleperson::sandbox
