#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "util/crypto.h"

namespace teleperson::calls {

/// `CA` and 32 lower-case hex digits: one leg at Twilio.
class CallSid {
 public:
  static std::optional<CallSid> parse(std::string_view);
  const std::string& text() const { return text_; }
  auto operator<=>(const CallSid&) const = default;

 private:
  explicit CallSid(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// `call_` and 32 hex digits: the gateway's name for a call, shown to its user and put into callback URLs.
class CallId {
 public:
  static CallId random();
  static std::optional<CallId> parse(std::string_view);
  const std::string& text() const { return text_; }
  auto operator<=>(const CallId&) const = default;

 private:
  explicit CallId(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// `tkt_` and 32 hex digits (128 random bits): the right to dial one number once. Only its hash is stored.
class Ticket {
 public:
  static Ticket random();
  static std::optional<Ticket> parse(std::string_view);
  const std::string& text() const { return text_; }
  util::Sha256Digest hash() const;

 private:
  explicit Ticket(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// `tle_` and 32 lower-case hex digits: what a user's extension authenticates with. Only its hash is stored.
class ExtensionToken {
 public:
  static ExtensionToken random();
  static std::optional<ExtensionToken> parse(std::string_view);
  const std::string& text() const { return text_; }
  util::Sha256Digest hash() const;

 private:
  explicit ExtensionToken(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace teleperson::calls
