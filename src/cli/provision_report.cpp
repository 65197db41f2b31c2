#include "cli/provision_report.h"

#include <fmt/ranges.h>

#include "cli/output.h"
#include "util/json_writer.h"

namespace teleperson::cli {

using gateway::provision::AppPlan;
using gateway::provision::CallerId;
using gateway::provision::KeyPlan;
using gateway::provision::Plan;

CallerIdNote note_of(const twilio::RestResult<CallerId>& standing) {
  if (!standing) {
    return {"unknown", "Twilio did not tell about the default caller ID: " + standing.error().message + ".", false};
  }
  switch (*standing) {
    case CallerId::owned:
      return {"owned", "The default caller ID is a number of the account."};
    case CallerId::verified:
      return {"verified", "The default caller ID is verified at Twilio."};
    case CallerId::not_voice_capable:
      return {"not_voice_capable", "The default caller ID is a number of the account that cannot make voice calls.",
              false};
    case CallerId::foreign:
      break;
  }
  return {"foreign",
          "The default caller ID is neither a number of the account nor verified there: every call would fail. Buy or "
          "verify one, then run: teleperson-voice settings set --caller-id +1...",
          false};
}

void say_key(const KeyPlan& plan, bool dry_run) {
  if (plan.ask_first) {
    std::vector<std::string_view> there;
    for (const auto& sid : plan.unused)
      there.push_back(sid.text());
    say("API key: none {} made. Twilio has {} with this installation's name, but {}. Put TWILIO_API_KEY_SID and "
        "TWILIO_API_KEY_SECRET (or TWILIO_API_KEY_SECRET_FILE) of that key into the environment; if its secret is "
        "lost, "
        "make a further key with --new-key.",
        dry_run ? "would be" : "was", fmt::join(there, ", "), plan.because);
    return;
  }
  if (plan.keep) {
    say("API key: kept, as {}.", plan.because);
  } else {
    say("API key: {}, as {}.", dry_run ? "one would be made" : "made one", plan.because);
  }
  if (!plan.unused.empty()) {
    say("Other API keys at Twilio with this installation's name: {}. Delete those that nobody uses: "
        "https://console.twilio.com/us1/account/keys-credentials/api-keys",
        plan.unused.size());
  }
}

void say_app(const AppPlan& plan, bool dry_run) {
  if (!plan.sid) {
    say("TwiML App: {}.", dry_run ? "one would be made" : "made one");
  } else if (plan.changes.empty()) {
    say("TwiML App: right already.");
  } else {
    say("TwiML App: {} {}.", dry_run ? "would change" : "changed", fmt::join(plan.changes, ", "));
  }
  for (const auto& sid : plan.left_alone)
    say("TwiML App {} bears this installation's name, but its voice URL points elsewhere: it is left alone. To use it "
        "all "
        "the same, set TWILIO_TWIML_APP_SID to it and run this again.",
        sid.text());
}

void print_provision_json(const Plan& plan, const Environment& environment, const CallerIdNote& caller_id,
                          bool dry_run) {
  std::string text;
  util::JsonWriter json(text);
  json.object([&] {
    json.field("dry_run", dry_run);
    json.field("api_key", plan.key.keep ? "kept" : plan.key.ask_first ? "ask_first" : "made");
    json.field("unused_api_keys", plan.key.unused.size());
    json.field("twiml_app", !plan.app.sid ? "made" : plan.app.changes.empty() ? "unchanged" : "changed");
    json.array("twiml_app_changes", [&] {
      for (const auto& change : plan.app.changes)
        json.value(change);
    });
    json.field("twiml_apps_left_alone", plan.app.left_alone.size());
    json.field("caller_id", caller_id.verdict);
    json.object("environment", [&] {
      for (const auto& [name, value] : environment)
        json.field(name, value);
    });
  });
  print_line("{}", text);
}

}  // namespace teleperson::cli
