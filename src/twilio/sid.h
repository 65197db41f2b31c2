#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace teleperson::twilio {

namespace detail {
/// Two upper-case letters and 32 lower-case hex digits.
bool is_sid(std::string_view text, std::string_view prefix);
}  // namespace detail

/// A Twilio identifier of one kind. A value that exists is well-formed; whether Twilio knows it is another question.
template <class Kind>
class Sid {
 public:
  /// Nothing unless `text` is the kind's two letters and 32 lower-case hex digits.
  static std::optional<Sid> parse(std::string_view text) {
    if (!detail::is_sid(text, Kind::prefix)) return std::nullopt;
    return Sid(std::string(text));
  }
  const std::string& text() const { return text_; }
  auto operator<=>(const Sid&) const = default;

 private:
  explicit Sid(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

struct AccountKind {
  static constexpr std::string_view prefix = "AC";
};
struct ApiKeyKind {
  static constexpr std::string_view prefix = "SK";
};
struct ApplicationKind {
  static constexpr std::string_view prefix = "AP";
};

using AccountSid = Sid<AccountKind>;
using ApiKeySid = Sid<ApiKeyKind>;
using ApplicationSid = Sid<ApplicationKind>;  ///< a TwiML App

}  // namespace teleperson::twilio
