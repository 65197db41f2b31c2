#include "calls/ids.h"

#include <set>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "util/encoding.h"

namespace teleperson::calls {
namespace {

const std::string hex = "0123456789abcdef0123456789abcdef";

template <class Id>
void takes_only(const std::string& prefix) {
  const std::string good = prefix + hex;
  const auto parsed = Id::parse(good);
  ASSERT_TRUE(parsed) << good;
  EXPECT_EQ(parsed->text(), good);

  std::string upper_prefix = prefix;
  for (char& c : upper_prefix)
    c = static_cast<char>(c >= 'a' ? c - 'a' + 'A' : c - 'A' + 'a');
  const std::string refused[] = {
      "",
      prefix,
      hex,
      "x" + good,
      " " + good,
      good + "0",
      good + "\n",
      good + std::string(1, '\0'),
      good.substr(0, good.size() - 1),
      upper_prefix + hex,
      prefix + "0123456789ABCDEF0123456789ABCDEF",
      prefix + "g" + hex.substr(1),
      prefix + "../../../../../../../../../../..",
      prefix + std::string(32, '\0'),
      prefix + std::string(32, '\xFF'),
      prefix + "' or 1=1 --" + hex.substr(11),
      std::string(100000, 'a'),
  };
  for (const auto& text : refused)
    EXPECT_FALSE(Id::parse(text)) << text.substr(0, 60);
}

TEST(Ids, TakePrefixAndThirtyTwoLowerCaseHexDigitsOnly) {
  takes_only<CallSid>("CA");
  takes_only<CallId>("call_");
  takes_only<Ticket>("tkt_");
  takes_only<ExtensionToken>("tle_");
}

template <class Id>
void makes_distinct_well_formed_ids() {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const auto id = Id::random();
    EXPECT_TRUE(Id::parse(id.text())) << id.text();
    seen.insert(id.text());
  }
  EXPECT_EQ(seen.size(), 1000U);
}

TEST(Ids, AreRandom) {
  makes_distinct_well_formed_ids<CallId>();
  makes_distinct_well_formed_ids<Ticket>();
  makes_distinct_well_formed_ids<ExtensionToken>();
}

TEST(Ids, AreStoredAsTheHashOfTheWholeText) {
  // echo -n tle_00000000000000000000000000000000 | sha256sum, and likewise
  EXPECT_EQ(util::to_hex(ExtensionToken::parse("tle_" + std::string(32, '0'))->hash()),
            "c91115778d8e6b34fc7566f4bcee99d18b429060221b1a1c252cd131adec8cf1");
  EXPECT_EQ(util::to_hex(Ticket::parse("tkt_" + std::string(32, '0'))->hash()),
            "7c4544029d8dc1ddd346381d10a6b9a5b03598866d33e38a935310983bfdb9f0");
}

RC_GTEST_PROP(Ids, TakeHostileTextWithoutHarm, (const std::string& text)) {
  RC_ASSERT(!CallSid::parse(text));
  RC_ASSERT(!CallId::parse(text));
  RC_ASSERT(!Ticket::parse(text));
  RC_ASSERT(!ExtensionToken::parse(text));
}

}  // namespace
}  // namespace teleperson::calls
