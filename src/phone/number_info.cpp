#include "phone/number_info.h"

#include <set>

#include <phonenumbers/phonenumberutil.h>
#include <phonenumbers/shortnumberinfo.h>

#include "phone/nanp.h"

namespace teleperson::phone {
namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;
using i18n::phonenumbers::ShortNumberInfo;

constexpr auto no_default_region = "ZZ";  // libphonenumber's name for "unknown"
constexpr auto not_a_country = "001";     // for +800, +870, +883 and the like

Kind kind_of(PhoneNumberUtil::PhoneNumberType type) {
  switch (type) {
    case PhoneNumberUtil::FIXED_LINE:
      return Kind::fixed_line;
    case PhoneNumberUtil::MOBILE:
      return Kind::mobile;
    case PhoneNumberUtil::FIXED_LINE_OR_MOBILE:
      return Kind::fixed_line_or_mobile;
    case PhoneNumberUtil::TOLL_FREE:
      return Kind::toll_free;
    case PhoneNumberUtil::PREMIUM_RATE:
      return Kind::premium_rate;
    case PhoneNumberUtil::SHARED_COST:
      return Kind::shared_cost;
    case PhoneNumberUtil::VOIP:
      return Kind::voip;
    case PhoneNumberUtil::PERSONAL_NUMBER:
      return Kind::personal;
    case PhoneNumberUtil::PAGER:
      return Kind::pager;
    case PhoneNumberUtil::UAN:
      return Kind::universal_access;
    case PhoneNumberUtil::VOICEMAIL:
      return Kind::voicemail_access;
    case PhoneNumberUtil::UNKNOWN:
      return Kind::unknown;
  }
  return Kind::unknown;
}

}  // namespace

struct NumberPlan::State {
  const PhoneNumberUtil& numbers = *PhoneNumberUtil::GetInstance();
  ShortNumberInfo short_numbers;
  std::set<std::string> regions;

  State() { numbers.GetSupportedRegions(&regions); }

  /// Empty, for a country code that does not exist: questions about it are answered with "unknown".
  PhoneNumber parsed(const E164& number) const {
    PhoneNumber result;
    if (numbers.Parse(number.text(), no_default_region, &result) != PhoneNumberUtil::NO_PARSING_ERROR) result.Clear();
    return result;
  }

  std::vector<Region> regions_of(const PhoneNumber& number) const {
    Region region;
    numbers.GetRegionCodeForNumber(number, &region);
    if (region == no_default_region || region == not_a_country) return {};
    return {region};
  }

  /// What a number is that is no full telephone number.
  Kind short_kind(const PhoneNumber& number) const {
    std::string national;
    numbers.GetNationalSignificantNumber(number, &national);
    std::list<std::string> candidates;
    numbers.GetRegionCodesForCountryCallingCode(number.country_code(), &candidates);
    for (const auto& region : candidates) {
      if (short_numbers.IsEmergencyNumber(national, region)) return Kind::emergency;
    }
    return short_numbers.IsValidShortNumber(number) ? Kind::short_code : Kind::unknown;
  }

  NumberInfo info_from_library(const E164& e164) const {
    const PhoneNumber number = parsed(e164);
    const Kind kind = kind_of(numbers.GetNumberType(number));  // unknown unless the number is valid
    if (kind == Kind::unknown) return {.regions = {}, .kind = short_kind(number), .plausible = false};
    return {.regions = regions_of(number), .kind = kind, .plausible = true};
  }

  NumberInfo nanp_info(const E164& e164, const NanpNumber& nanp) const {
    NumberInfo info;
    if (const auto* const newer = nanp.overlay()) {
      info = {.regions = {Region(newer->region)}, .kind = newer->kind, .plausible = true};
    } else {
      info = info_from_library(e164);
    }
    if (nanp.is_premium_rate()) info.kind = Kind::premium_rate;
    if (info.kind == Kind::toll_free) info.regions = {"US", "CA"};
    return info;
  }
};

NumberPlan::NumberPlan() : state_(std::make_unique<State>()) {}
NumberPlan::~NumberPlan() = default;

NumberInfo NumberPlan::info(const E164& number) const {
  if (!is_nanp(number)) return state_->info_from_library(number);
  if (const auto nanp = NanpNumber::from(number)) return state_->nanp_info(number, *nanp);
  return {.regions = {}, .kind = state_->short_kind(state_->parsed(number)), .plausible = false};
}

std::string NumberPlan::display(const E164& number) const {
  const PhoneNumber parsed = state_->parsed(number);
  if (!parsed.has_country_code()) return number.text();
  std::string text;
  state_->numbers.Format(parsed, PhoneNumberUtil::INTERNATIONAL, &text);
  return text;
}

std::optional<E164> NumberPlan::parse(std::string_view typed, const Region& default_region) const {
  constexpr std::size_t longest_typed = 64;  // libphonenumber's time grows with the square of the length
  if (typed.size() > longest_typed) return std::nullopt;
  PhoneNumber number;
  const auto error = state_->numbers.Parse(std::string(typed), default_region, &number);
  if (error != PhoneNumberUtil::NO_PARSING_ERROR || number.has_extension() ||
      state_->numbers.IsPossibleNumberWithReason(number) != PhoneNumberUtil::IS_POSSIBLE) {
    return std::nullopt;
  }
  std::string text;
  state_->numbers.Format(number, PhoneNumberUtil::E164, &text);
  return E164::parse(text);
}

bool NumberPlan::knows_region(std::string_view code) const {
  return state_->regions.contains(std::string(code));
}

std::string_view to_string(Kind kind) {
  switch (kind) {
    case Kind::fixed_line:
      return "fixed_line";
    case Kind::mobile:
      return "mobile";
    case Kind::fixed_line_or_mobile:
      return "fixed_line_or_mobile";
    case Kind::toll_free:
      return "toll_free";
    case Kind::voip:
      return "voip";
    case Kind::personal:
      return "personal";
    case Kind::universal_access:
      return "universal_access";
    case Kind::premium_rate:
      return "premium_rate";
    case Kind::shared_cost:
      return "shared_cost";
    case Kind::short_code:
      return "short_code";
    case Kind::emergency:
      return "emergency";
    case Kind::pager:
      return "pager";
    case Kind::voicemail_access:
      return "voicemail_access";
    case Kind::unknown:
      return "unknown";
  }
  return {};
}

}  // namespace teleperson::phone
