#include <fmt/format.h>
#include <fmt/ranges.h>

#include "gateway/checks/checks.h"
#include "gateway/checks/codes.h"
#include "gateway/checks/untold.h"
#include "gateway/checks/url_parts.h"

namespace teleperson::gateway::checks {
namespace {

const std::string run_provision = "Run: teleperson-voice provision";

struct AppUrl {
  std::string_view name, path;
  const std::string& url;
  const std::string& method;
  std::string_view why;
};

void judge_url(Report& report, const AppUrl& app_url, const std::string& public_url) {
  const auto expected = public_url + std::string(app_url.path);
  if (app_url.url.empty()) {
    report.failed(fmt::format("The TwiML App has no {}.", app_url.name), std::string(app_url.why), run_provision);
    return;
  }
  // What follows a # are connection overrides, which are not sent.
  const auto found = app_url.url.substr(0, app_url.url.find('#'));
  if (const auto differences = url_differences(found, expected); !differences.empty()) {
    report.failed(fmt::format("The TwiML App's {} is not this gateway's: it differs in {}.", app_url.name,
                              fmt::join(differences, ", ")),
                  std::string(app_url.why), run_provision + ", or correct PUBLIC_URL.");
  }
  if (app_url.method != "POST") {
    report.failed(fmt::format("The TwiML App asks its {} by {} instead of POST.", app_url.name, app_url.method),
                  std::string(app_url.why), run_provision);
  }
}

}  // namespace

Findings check_twiml_app(const Facts& facts) {
  Report report("twiml_app");
  const auto& told = facts.twilio.application;
  if (!told) {
    report.skipped("Twilio was not asked about the TwiML App.");
    return std::move(report).take();
  }
  if (!*told && told->error().kind == Untold::Kind::not_found) {
    const auto& not_found = errors::known("31001");
    report.failed("TWILIO_TWIML_APP_SID is not a TwiML App of this account and region.",
                  cause_of(not_found, errors::known("21218")), std::string(not_found.remedy));
    return std::move(report).take();
  }
  if (!*told) {
    report_untold(report, "the TwiML App", told->error());
    return std::move(report).take();
  }
  const auto& app = **told;
  const auto why_voice = with_codes("Twilio asks it what to dial: without it no call goes out.", errors::known("31002"),
                                    errors::known("11200"));
  const std::string_view why_fallback = "When the voice URL fails, this one ends the call cleanly and leaves a trace.";
  const std::string_view why_status = "It tells that the browser's leg has ended.";
  judge_url(report, {"voice URL", "/v1/twilio/voice", app.voice_url, app.voice_method, why_voice}, facts.public_url);
  judge_url(report,
            {"fallback URL", "/v1/twilio/fallback", app.voice_fallback_url, app.voice_fallback_method, why_fallback},
            facts.public_url);
  judge_url(report,
            {"status callback URL", "/v1/twilio/status", app.status_callback, app.status_callback_method, why_status},
            facts.public_url);
  if (report.empty()) report.ok("The TwiML App's URLs are this gateway's.");
  return std::move(report).take();
}

}  // namespace teleperson::gateway::checks
