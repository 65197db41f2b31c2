#include "calls/ids.h"

#include "util/encoding.h"

namespace teleperson::calls {
namespace {

constexpr std::size_t random_bytes = 16;
constexpr std::string_view call_sid_prefix = "CA";
constexpr std::string_view call_id_prefix = "call_";
constexpr std::string_view ticket_prefix = "tkt_";
constexpr std::string_view extension_token_prefix = "tle_";

bool is_prefix_and_hex(std::string_view text, std::string_view prefix) {
  return text.size() == prefix.size() + 2 * random_bytes && text.starts_with(prefix) &&
         util::is_lower_hex(text.substr(prefix.size()));
}

std::string random_text(std::string_view prefix) {
  return std::string(prefix) + util::random_hex(random_bytes);
}

}  // namespace

std::optional<CallSid> CallSid::parse(std::string_view text) {
  if (!is_prefix_and_hex(text, call_sid_prefix)) return std::nullopt;
  return CallSid(std::string(text));
}

CallId CallId::random() {
  return CallId(random_text(call_id_prefix));
}

std::optional<CallId> CallId::parse(std::string_view text) {
  if (!is_prefix_and_hex(text, call_id_prefix)) return std::nullopt;
  return CallId(std::string(text));
}

Ticket Ticket::random() {
  return Ticket(random_text(ticket_prefix));
}

std::optional<Ticket> Ticket::parse(std::string_view text) {
  if (!is_prefix_and_hex(text, ticket_prefix)) return std::nullopt;
  return Ticket(std::string(text));
}

util::Sha256Digest Ticket::hash() const {
  return util::sha256(text_);
}

ExtensionToken ExtensionToken::random() {
  return ExtensionToken(random_text(extension_token_prefix));
}

std::optional<ExtensionToken> ExtensionToken::parse(std::string_view text) {
  if (!is_prefix_and_hex(text, extension_token_prefix)) return std::nullopt;
  return ExtensionToken(std::string(text));
}

util::Sha256Digest ExtensionToken::hash() const {
  return util::sha256(text_);
}

}  // namespace teleperson::calls
