#pragma once

#include <expected>
#include <string>

#include "sandbox/call/services.h"
#include "sandbox/twiml/document.h"
#include "sandbox/twiml/parse.h"
#include "sandbox/webhook/webhook_client.h"

namespace teleperson::sandbox {

/// What Twilio makes of a successful answer: TwiML by its content type, or text that is read aloud. Errors: 11770
/// empty, 12300 content type, and those of the TwiML itself.
std::expected<twiml::Document, twiml::Error> document_of(const WebhookAnswer&, const std::string& url);

/// Asks the application what to do, and its fallback URL if that fails. One thread.
class TwimlFetcher {
 public:
  explicit TwimlFetcher(Services& services) : services_(services) {}

  /// The error is that of the first URL; the inspector has noted it. A webhook that a test control dropped gives
  /// WebhookFailure::dropped and no fallback.
  util::Task<std::expected<twiml::Document, twiml::Error>> fetch(Webhook, twiml::Callback to_fallback);

 private:
  util::Task<std::expected<twiml::Document, twiml::Error>> ask(Webhook);

  Services& services_;
};

}  // namespace teleperson::sandbox
