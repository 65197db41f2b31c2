#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "http/message.h"
#include "sandbox/state/account_state.h"
#include "util/json_writer.h"

namespace teleperson::sandbox {

/// What of a key is told. The secret only when the key is made.
enum class KeyPart { shown_always, with_policy, with_secret };

/// Standard, with a new SID and secret.
ApiKey new_key(util::Timestamp now);

void write_key(util::JsonWriter&, const ApiKey&, KeyPart);
http::Response key_response(const ApiKey&, KeyPart, std::uint16_t status = 200);
/// 204, or 404 if there is none.
http::Response delete_key(AccountState&, std::string_view sid);

std::vector<std::string_view> key_sids(const AccountState&);

}  // namespace teleperson::sandbox
