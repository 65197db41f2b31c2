#include "twilio/rest/records.h"

namespace teleperson::twilio {

util::FormFields to_form(const ApplicationFields& fields) {
  util::FormFields form;
  const auto add = [&form](std::string_view name, const std::optional<std::string>& value) {
    if (value) form.emplace_back(name, *value);
  };
  add("FriendlyName", fields.friendly_name);
  add("VoiceUrl", fields.voice_url);
  add("VoiceMethod", fields.voice_method);
  add("VoiceFallbackUrl", fields.voice_fallback_url);
  add("VoiceFallbackMethod", fields.voice_fallback_method);
  add("StatusCallback", fields.status_callback);
  add("StatusCallbackMethod", fields.status_callback_method);
  return form;
}

}  // namespace teleperson::twilio
