#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace teleperson::phone {

/// A telephone number in E.164 form: `+`, then 7 to 15 digits, the first not 0 (ITU-T E.164). A value that exists is
/// well-formed; whether the number is in use is another question (see number_info.h).
class E164 {
 public:
  /// Takes the exact form only: no blanks, no `tel:`, no extension, ASCII digits.
  static std::optional<E164> parse(std::string_view text);

  const std::string& text() const { return text_; }
  auto operator<=>(const E164&) const = default;

 private:
  explicit E164(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace teleperson::phone
