#include <string>

#include "sandbox/inspector/findings.h"

namespace teleperson::sandbox {
namespace {

using twiml::Dial;

std::string_view id_of_error(int code) {
  switch (code) {
    case 11770:
      return "twiml_empty";
    case 12300:
      return "twiml_content_type";
    case 12100:
      return "twiml_not_xml";
    default:
      return "twiml_invalid";
  }
}

std::string remedy_of_error(int code) {
  switch (code) {
    case 11770:
      return "Answer TwiML. If nothing more is to happen, <Response/>.";
    case 12300:
      return "Set the answer's Content-Type to text/xml. If it is HTML or JSON, the URL may be that of another page.";
    case 12100:
      return "Build TwiML with a library, or escape &, < and \" in texts and URLs.";
    case 12102:
      return "TwiML is a <Response> element with verbs in it. Names are case-sensitive.";
    case 11100:
      return "Write an absolute http or https URL, or one relative to the URL that was asked.";
    default:
      return "Correct what the application answers. See https://www.twilio.com/docs/voice/twiml.";
  }
}

void look_at(const Dial& dial, std::vector<Finding>& findings) {
  if (!dial.answer_on_bridge) {
    findings.push_back({"no_answer_on_bridge", Severity::warning, 0, "<Dial> has no answerOnBridge=\"true\".",
                        "Add it. Without it Twilio answers the browser at once: it shows a call as connected, and "
                        "counts its time, while the callee's phone still rings."});
  }
  if (!dial.action) {
    findings.push_back({"no_action", Severity::hint, 0, "<Dial> has no action.",
                        "Add one. It is asked when the Dial is over, and is how the application learns of busy, no "
                        "answer and failed before the call ends."});
  }
  if (!dial.has_time_limit) {
    findings.push_back({"no_time_limit", Severity::warning, 0, "<Dial> has no timeLimit.",
                        "Add one. A call that is forgotten lasts, and is billed, for four hours."});
  }
  if (dial.is_recorded) {
    findings.push_back({"recording_requested", Severity::warning, 0, "<Dial> asks for a recording.",
                        "The sandbox records nothing; Twilio would. Many laws want the consent of both sides first: "
                        "remove record unless it is meant."});
  }
}

}  // namespace

Finding finding_of_twiml_error(const twiml::Error& error) {
  return {id_of_error(error.code), Severity::problem, error.code, error.message, remedy_of_error(error.code)};
}

std::vector<Finding> findings_of_document(const twiml::Document& document) {
  std::vector<Finding> findings;
  for (const std::string& warning : document.warnings) {
    findings.push_back(
        {"twiml_ignored", Severity::warning, 0, "Twilio or the sandbox ignores a part of the TwiML.", warning});
  }
  for (const twiml::Verb& verb : document.verbs) {
    if (const auto* dial = std::get_if<Dial>(&verb)) look_at(*dial, findings);
  }
  return findings;
}

Finding finding_of_refused_dial(int code) {
  switch (code) {
    case 13214:
      return {"caller_id_not_owned", Severity::problem, code,
              "The <Dial> shows a callerId that the account does not own.",
              "Use a number of the account, or one that it has verified. In the sandbox: start it with --caller-id for "
              "the number."};
    case 13223:
      return {"number_not_e164", Severity::problem, code,
              "<Number> holds something that is not a number in E.164 form.",
              "Write it with + and country code, such as +14155550100, without blanks or brackets."};
    case 13201:
      return {"bridged_twice", Severity::problem, code, "The caller has been answered already.",
              "After a Say or an earlier answered Dial Twilio would go on; the sandbox has no mixer and can bridge a "
              "caller only once."};
    default:
      return {"dial_refused", Severity::problem, code, "The <Dial> cannot be carried out.", "See Twilio's error code."};
  }
}

Finding finding_of_unheard_say() {
  return {"say_unheard", Severity::warning, 0, "The caller does not hear what <Say> says.",
          "After an answered Dial Twilio would say it; the sandbox has no mixer. Before one, see the reason in the "
          "timeline: the browser's offer of media is not understood."};
}

Finding finding_of_loop() {
  return {"twiml_loop", Severity::problem, 0, "The application's answers lead in a circle: more than 100 documents.",
          "Let the action that is asked last answer <Response/> or <Hangup/>."};
}

}  // namespace teleperson::sandbox
