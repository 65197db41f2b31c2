#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "gateway/settings_form.h"
#include "http/message.h"
#include "store/directory.h"
#include "util/json_writer.h"

namespace teleperson::gateway {

/// The fields of the settings, as they are read and sent back.
void write_settings(util::JsonWriter&, const policy::Settings&);

/// Strict: an object of known fields of the right types. A field that is absent stays as it is. The error says what to
/// send.
std::expected<SettingsForm, std::string> parse_settings(std::string_view body);

/// 422 with every problem under `errors`: `[{field, detail}]`.
http::Response invalid_fields(const std::vector<FieldProblem>&);

}  // namespace teleperson::gateway
