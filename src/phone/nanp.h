#pragma once

#include <optional>
#include <string_view>

#include "phone/e164.h"
#include "phone/number_info.h"

namespace teleperson::phone {

/// An area code of the North American Numbering Plan (+1) that Debian's libphonenumber, of autumn 2022, does not know,
/// or names in a way that does not serve here.
struct AreaCode {
  std::string_view digits;
  std::string_view region;
  Kind kind;
};

/// A +1 number of the plan's form, taken apart: area code and exchange begin with 2 to 9, and the area code is no
/// service code such as 911. What it views is the E164 it was made from.
struct NanpNumber {
  std::string_view area;      ///< three digits
  std::string_view exchange;  ///< three digits

  /// Nothing for other country codes and for +1 numbers of another form, which no telephone has.
  static std::optional<NanpNumber> from(const E164&);

  /// The entry of the overlay, or null.
  const AreaCode* overlay() const;
  /// +1 900; exchange 976 everywhere; exchange 900 in Barbados and on the Cayman Islands.
  bool is_premium_rate() const;
};

bool is_nanp(const E164&);

}  // namespace teleperson::phone
