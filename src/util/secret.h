#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace teleperson::util {

/// A text that must not be seen: it has no output operator, compares in constant time, and is wiped when it goes.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text) : text_(std::move(text)) {}
  Secret(const Secret&) = default;
  Secret(Secret&&) noexcept = default;
  Secret& operator=(const Secret&);
  Secret& operator=(Secret&&) noexcept;
  ~Secret();

  /// The only way to the text. Call it where the text is used, and do not keep what it returns.
  std::string_view reveal() const { return text_; }
  bool empty() const { return text_.empty(); }
  friend bool operator==(const Secret&, const Secret&);

 private:
  void wipe();

  std::string text_;
};

}  // namespace teleperson::util
