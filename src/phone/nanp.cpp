#include "phone/nanp.h"

#include <algorithm>
#include <array>

namespace teleperson::phone {
namespace {

constexpr auto geographic = Kind::fixed_line_or_mobile;

// Taken from libphonenumber-js 1.13.16, against which tests/api/phone-metadata.test.mjs holds all area codes.
// Once Debian's copy is newer, the lines that it knows can go.
constexpr auto area_codes = std::to_array<AreaCode>({
    {"227", "US", geographic},
    {"235", "US", geographic},
    {"257", "CA", geographic},
    {"273", "CA", geographic},
    {"274", "US", geographic},
    {"324", "US", geographic},
    {"327", "US", geographic},
    {"329", "US", geographic},
    {"350", "US", geographic},
    {"353", "US", geographic},
    {"354", "CA", geographic},
    {"363", "US", geographic},
    {"369", "US", geographic},
    {"382", "CA", geographic},
    {"428", "CA", geographic},
    {"472", "US", geographic},
    {"528", "US", Kind::personal},
    {"529", "US", Kind::personal},
    {"532", "US", Kind::personal},
    {"557", "US", geographic},
    {"645", "US", geographic},
    {"683", "CA", geographic},
    {"686", "US", geographic},
    {"728", "US", geographic},
    {"730", "US", geographic},
    {"738", "US", geographic},
    {"748", "US", geographic},
    {"821", "US", geographic},
    {"835", "US", geographic},
    {"879", "CA", geographic},
    {"942", "CA", geographic},
    {"975", "US", geographic},
    {"983", "US", geographic},
    // Canada's non-geographic services (satellite telephones, ISDN): as dear to call as personal numbers are.
    {"600", "CA", Kind::personal},
    {"622", "CA", Kind::personal},
    {"633", "CA", Kind::personal},
});

constexpr auto toll_free = std::to_array<std::string_view>({"800", "833", "844", "855", "866", "877", "888"});

}  // namespace

bool is_nanp(const E164& number) {
  return number.text().starts_with("+1");
}

std::optional<NanpNumber> NanpNumber::from(const E164& number) {
  const std::string_view text = number.text();
  constexpr std::size_t length = 12;  // +1, three digits, three digits, four digits
  if (!is_nanp(number) || text.size() != length) return std::nullopt;
  const auto area = text.substr(2, 3);
  const auto exchange = text.substr(5, 3);
  if (area[0] < '2' || exchange[0] < '2' || area.ends_with("11")) return std::nullopt;
  return NanpNumber{area, exchange};
}

const AreaCode* NanpNumber::overlay() const {
  const auto* const found = std::ranges::find(area_codes, area, &AreaCode::digits);
  return found == area_codes.end() ? nullptr : found;
}

bool NanpNumber::is_premium_rate() const {
  if (area == "900") return true;
  if (exchange == "976") return std::ranges::find(toll_free, area) == toll_free.end();
  return exchange == "900" && (area == "246" || area == "345");
}

}  // namespace teleperson::phone
