#include "sandbox/inspector/findings.h"

namespace teleperson::sandbox {
namespace {

struct RefusalWords {
  int code;
  std::string_view id;
  std::string_view problem;
  std::string_view remedy;
};

/// By the code that the Voice SDK gets. The SDK's own errors have other numbers for some, such as 20101 and 20104.
constexpr RefusalWords refusals[] = {
    {31001, "token_wrong_app", "The access token names another TwiML App.",
     "The application must put the account's TWILIO_TWIML_APP_SID into the token's outgoing grant."},
    {31002, "token_no_outgoing_grant", "The access token does not allow outgoing calls.",
     "Give its voice grant an outgoing application_sid."},
    {31100, "request_malformed", "The Voice SDK sent something that is not understood.",
     "Use the unmodified @twilio/voice-sdk. If you do, this is a fault of the sandbox: please report it."},
    {31103, "parameters_too_long", "The parameters of Device.connect() are longer than 800 bytes.",
     "Send an id, and let the application look up the rest."},
    {31105, "token_identity", "The access token's identity is missing or has characters that Twilio refuses.",
     "Use 1 to 121 letters, digits and underscores, such as a hash of the user's id."},
    {31107, "reconnect_refused", "The Voice SDK came back for a call that is not its own, or that never was.",
     "Usually the sandbox was started anew during a call. Place the call again."},
    {31201, "token_wrong_key", "The access token was issued by another API key.",
     "Give the application the TWILIO_API_KEY_SID that the sandbox has."},
    {31202, "token_signature", "The access token's signature is wrong.",
     "Give the application the TWILIO_API_KEY_SECRET that the sandbox has. It signs with HS256."},
    {31203, "token_wrong_account", "The access token is for another account.",
     "Its sub must be the TWILIO_ACCOUNT_SID that the sandbox has."},
    {31204, "token_invalid", "The access token is not valid (20101 in the Voice SDK).",
     "It must be a JWT with alg HS256, cty twilio-fpa;v=1, exp, and a voice grant; nbf must not be in the future: "
     "compare the clocks. If this follows a refusal, the SDK only went on without a token."},
    {31205, "token_expired", "The access token has expired (20104 in the Voice SDK).",
     "Fetch a token for each call, or a new one on the Device's tokenWillExpire. Compare the clocks of both sides."},
    {31207, "token_lives_too_long", "The access token expires more than 24 hours ahead.",
     "Issue it for minutes: Twilio refuses more than 24 hours."},
};

}  // namespace

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::problem:
      return "problem";
    case Severity::warning:
      return "warning";
    case Severity::hint:
      return "hint";
  }
  return "hint";
}

Finding finding_of_refusal(const SignallingError& error) {
  for (const RefusalWords& words : refusals) {
    if (words.code != error.code) continue;
    return {words.id, Severity::problem, words.code, std::string(words.problem), std::string(words.remedy)};
  }
  return {"refused", Severity::problem, error.code, std::string(error.message), "See Twilio's error code."};
}

Finding finding_of_nobody_home() {
  return {"nobody_home", Severity::hint, 0,
          "No phone is switched on for the number: it rings until the caller gives up.",
          "Open the sandbox's page of phones and power one on, or call a scripted number."};
}

}  // namespace teleperson::sandbox
