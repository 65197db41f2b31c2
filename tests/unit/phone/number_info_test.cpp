#include "phone/number_info.h"

#include <atomic>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <phonenumbers/phonenumberutil.h>
#include <rapidcheck/gtest.h>

namespace teleperson::phone {
namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

using Regions = std::vector<Region>;

const NumberPlan& plan() {
  static const NumberPlan instance;
  return instance;
}

struct Case {
  const char* number;
  Regions regions;
  Kind kind;
  bool plausible = true;
};

TEST(NumberPlan, KnowsTheTrapsOfCountryCodes) {
  const Case cases[] = {
      // +1 is twenty-five countries.
      {"+12125550123", {"US"}, Kind::fixed_line_or_mobile},
      {"+14155550123", {"US"}, Kind::fixed_line_or_mobile},
      {"+14165550123", {"CA"}, Kind::fixed_line_or_mobile},
      {"+18675550123", {"CA"}, Kind::fixed_line_or_mobile},
      {"+18765550123", {"JM"}, Kind::mobile},
      {"+18095550123", {"DO"}, Kind::fixed_line_or_mobile},
      // The territories of the US are regions of their own.
      {"+17875550123", {"PR"}, Kind::fixed_line_or_mobile},
      {"+19395550123", {"PR"}, Kind::fixed_line_or_mobile},
      {"+13405550123", {"VI"}, Kind::fixed_line_or_mobile},
      {"+16715550123", {"GU"}, Kind::fixed_line_or_mobile},
      {"+16846331234", {"AS"}, Kind::fixed_line},
      {"+16705550123", {"MP"}, Kind::fixed_line_or_mobile},
      // Newer than Debian's copy of libphonenumber.
      {"+19425550123", {"CA"}, Kind::fixed_line_or_mobile},
      {"+12575550123", {"CA"}, Kind::fixed_line_or_mobile},
      {"+12275550123", {"US"}, Kind::fixed_line_or_mobile},
      {"+19835550123", {"US"}, Kind::fixed_line_or_mobile},
      // Toll-free +1 belongs to both.
      {"+18005550123", {"US", "CA"}, Kind::toll_free},
      {"+18885550123", {"US", "CA"}, Kind::toll_free},
      // Numbers that cost: 900, and 976 in whichever area.
      {"+19005550123", {"US"}, Kind::premium_rate},
      {"+12129765550", {"US"}, Kind::premium_rate},
      {"+14169765550", {"CA"}, Kind::premium_rate},
      {"+19429765550", {"CA"}, Kind::premium_rate},
      {"+18009765550", {"US", "CA"}, Kind::toll_free},
      {"+12469005550", {}, Kind::premium_rate, false},
      {"+13459005550", {}, Kind::premium_rate, false},
      // Numbers of no place.
      {"+15005550123", {"US"}, Kind::personal},
      {"+15215550123", {"US"}, Kind::personal},
      {"+15295550123", {"US"}, Kind::personal},
      {"+16005550123", {"CA"}, Kind::personal},
      {"+16225550123", {"CA"}, Kind::personal},
      {"+16335550123", {"CA"}, Kind::personal},
      {"+17005550123", {}, Kind::unknown, false},
      {"+17105550123", {}, Kind::unknown, false},
      // No telephone has these.
      {"+10125550123", {}, Kind::unknown, false},
      {"+11125550123", {}, Kind::unknown, false},
      {"+12120550123", {}, Kind::unknown, false},
      {"+12121550123", {}, Kind::unknown, false},
      {"+14119425550", {}, Kind::unknown, false},
      {"+14119765550", {}, Kind::unknown, false},
      {"+19420550123", {}, Kind::unknown, false},
      {"+19421550123", {}, Kind::unknown, false},
      {"+19115550123", {}, Kind::unknown, false},
      {"+12995550123", {}, Kind::unknown, false},
      {"+1942555012", {}, Kind::unknown, false},
      {"+194255501234", {}, Kind::unknown, false},
      // Elsewhere.
      {"+442079460123", {"GB"}, Kind::fixed_line},
      {"+447911123456", {"GG"}, Kind::mobile},
      {"+447400123456", {"GB"}, Kind::mobile},
      {"+447012345678", {"GB"}, Kind::personal},
      {"+443001234567", {"GB"}, Kind::universal_access},
      {"+4918012345", {"DE"}, Kind::shared_cost},
      {"+449098790123", {"GB"}, Kind::premium_rate},
      {"+447640123456", {"GB"}, Kind::pager},
      {"+77012345678", {"KZ"}, Kind::mobile},
      {"+79123456789", {"RU"}, Kind::mobile},
      {"+390236618300", {"IT"}, Kind::fixed_line},
      {"+390669812345", {"VA"}, Kind::fixed_line},
      // Of no region.
      {"+80012345678", {}, Kind::toll_free},
      {"+80812345678", {}, Kind::shared_cost},
      {"+870773111632", {}, Kind::mobile},
      {"+882340000000", {}, Kind::unknown, false},
      {"+883510000000", {}, Kind::voip},
      {"+999123456789", {}, Kind::unknown, false},
      // Short numbers that are long enough to be spelt as E.164.
      {"+49116117", {}, Kind::short_code, false},
      {"+4690000", {}, Kind::emergency, false},
      {"+1242911", {}, Kind::short_code, false},
  };
  for (const auto& [text, regions, kind, plausible] : cases) {
    const auto info = plan().info(*E164::parse(text));
    EXPECT_EQ(info.regions, regions) << text;
    EXPECT_EQ(to_string(info.kind), to_string(kind)) << text;
    EXPECT_EQ(info.plausible, plausible) << text;
  }
}

TEST(NumberPlan, TakesEveryRegionsExampleNumberForThatRegion) {
  const auto& util = *PhoneNumberUtil::GetInstance();
  std::set<std::string> regions;
  util.GetSupportedRegions(&regions);
  ASSERT_GT(regions.size(), 200U);
  // Saint Martin and Saint Barthélemy share their number ranges; libphonenumber names the first.
  const std::map<std::string, Region> exceptions{{"MF", "BL"}};
  for (const auto& region : regions) {
    PhoneNumber example;
    ASSERT_TRUE(util.GetExampleNumber(region, &example)) << region;
    std::string text;
    util.Format(example, PhoneNumberUtil::E164, &text);
    const auto number = E164::parse(text);
    if (!number) {
      ADD_FAILURE() << region << ": " << text << " is not E.164";
      continue;
    }
    const auto info = plan().info(*number);
    const auto exception = exceptions.find(region);
    EXPECT_EQ(info.regions, Regions{exception == exceptions.end() ? region : exception->second}) << text;
    EXPECT_TRUE(info.plausible) << text;
  }
}

TEST(NumberPlan, TakesTheFictionNumbersOfEveryAreaCode) {
  for (const std::string area : {"201", "415", "416", "604", "942", "257", "227", "983"}) {
    for (const std::string line : {"0100", "0123", "0199"}) {
      EXPECT_TRUE(plan().info(*E164::parse("+1" + area + "555" + line)).plausible) << area << line;
    }
  }
}

TEST(NumberPlan, AnswersManyThreadsAtOnce) {
  std::atomic<int> mistakes = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&mistakes, i] {
      for (int line = 0; line < 200; ++line) {
        const auto text = fmt::format("+1{}5550{:03}", i % 2 == 0 ? "416" : "876", line);
        const auto regions = plan().info(*E164::parse(text)).regions;
        mistakes += regions == Regions{i % 2 == 0 ? "CA" : "JM"} ? 0 : 1;
      }
    });
  }
  threads.clear();
  EXPECT_EQ(mistakes, 0);
}

TEST(NumberPlan, ShowsNumbersAsPeopleReadThem) {
  EXPECT_EQ(plan().display(*E164::parse("+14155550123")), "+1 415-555-0123");
  EXPECT_EQ(plan().display(*E164::parse("+19425550123")), "+1 942-555-0123");
  EXPECT_EQ(plan().display(*E164::parse("+442079460123")), "+44 20 7946 0123");
  EXPECT_EQ(plan().display(*E164::parse("+999123456789")), "+999123456789");
}

TEST(NumberPlan, ReadsWhatPeopleType) {
  const struct {
    const char* typed;
    const char* region;
    const char* e164;
  } cases[] = {
      {"(415) 555-0123", "US", "+14155550123"},       {"415.555.0123", "CA", "+14155550123"},
      {"1-415-555-0123", "US", "+14155550123"},       {"+1 415 555 0123", "", "+14155550123"},
      {"tel:+1-415-555-0123", "US", "+14155550123"},  {" +14155550123 ", "DE", "+14155550123"},
      {"1-800-FLOWERS", "US", "+18003569377"},        {"942 555 0123", "CA", "+19425550123"},
      {"020 7946 0123", "GB", "+442079460123"},       {"02 3661 8300", "IT", "+390236618300"},
      {"011 44 20 7946 0123", "US", "+442079460123"},
  };
  for (const auto& [typed, region, e164] : cases) {
    const auto number = plan().parse(typed, region);
    ASSERT_TRUE(number) << typed;
    EXPECT_EQ(number->text(), e164) << typed;
  }
}

TEST(NumberPlan, RefusesWhatIsNoWholeNumber) {
  for (const char* const typed :
       {"", "call us", "911", "112", "988", "+911", "555-0123", "415-555-01234", "(415) 555-0123 ext. 5",
        "+1 415 555 0123;ext=5", "415-555-0123 x5", "415 555 0123", "*67", "+", "++"}) {
    const Region region = std::string_view(typed) == "415 555 0123" ? "" : "US";
    EXPECT_FALSE(plan().parse(typed, region)) << typed;
  }
  EXPECT_FALSE(plan().parse(std::string(1000000, '1'), "US"));
}

TEST(NumberPlan, KnowsRegionCodes) {
  for (const char* const region : {"US", "CA", "PR", "GG", "JM"})
    EXPECT_TRUE(plan().knows_region(region)) << region;
  for (const char* const region : {"", "us", "UK", "ZZ", "001", "USA"}) {
    EXPECT_FALSE(plan().knows_region(region)) << region;
  }
}

RC_GTEST_PROP(NumberPlan, AnswersForEveryNumber, ()) {
  std::string text = "+";
  text += *rc::gen::inRange('1', ':');
  const auto length = *rc::gen::inRange(6, 15);
  for (int i = 0; i < length; ++i)
    text += *rc::gen::inRange('0', ':');
  const auto number = E164::parse(text);
  RC_ASSERT(number.has_value());
  const auto info = plan().info(*number);
  RC_ASSERT(info.plausible || info.regions.empty());
  RC_ASSERT(!plan().display(*number).empty());
}

RC_GTEST_PROP(NumberPlan, ReadsHostileTextWithoutHarm, (const std::string& text)) {
  plan().parse(text, "US");
}

}  // namespace
}  // namespace teleperson::phone
