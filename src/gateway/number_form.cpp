#include "gateway/number_form.h"

#include <algorithm>

#include "util/encoding.h"

namespace teleperson::gateway {

std::string_view why_never_called(const phone::NumberInfo& info) {
  switch (info.kind) {
    case phone::Kind::premium_rate:
      return "is a premium rate number, which is never called";
    case phone::Kind::shared_cost:
      return "is a shared cost number, which is never called";
    case phone::Kind::emergency:
      return "is an emergency number, which is never called";
    case phone::Kind::short_code:
      return "is a short code, which is never called";
    default:
      return info.plausible ? std::string_view() : "is not a number of any numbering plan: check the digits";
  }
}

bool is_label(std::string_view text) {
  constexpr std::size_t longest = 60;
  const auto is_control = [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; };
  return !text.empty() && text.size() <= longest && util::is_utf8(text) && std::ranges::none_of(text, is_control);
}

}  // namespace teleperson::gateway
