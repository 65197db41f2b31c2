#include <set>

#include <gmock/gmock.h>

#include "store_fixture.h"
#include "test_database.h"
#include "util/encoding.h"

namespace teleperson::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class CompaniesTest : public StoreTest {
 protected:
  store::Result<int> import(const std::vector<store::NewCompany>& companies) {
    return wait(store->import_companies(companies, operator_, start));
  }
  store::CompanyPage find(const store::CompanyQuery& query) { return wait(store->companies(query)).value(); }

  std::vector<std::string> names(const store::CompanyQuery& query) {
    std::vector<std::string> names;
    for (const auto& each : find(query).companies)
      names.push_back(each.name);
    return names;
  }
  store::CompanyPage find_domain(const std::string& domain) {
    store::CompanyQuery query;
    query.domain = domain;
    return find(query);
  }
  std::vector<std::string> by_words(const std::string& words) {
    store::CompanyQuery query;
    query.words = words;
    return names(query);
  }
  std::vector<std::string> by_domain(const std::string& domain, const std::string& words = {}) {
    store::CompanyQuery query;
    query.domain = domain;
    query.words = words;
    return names(query);
  }
};

TEST_F(CompaniesTest, ComeByNameWhateverTheCase) {
  ASSERT_EQ(import({company("zeta", "z.example"), company("Beta", "b.example"), company("\303\211lan", "e.example"),
                    company("alpha", "a.example")}),
            4);
  EXPECT_THAT(names({}), ElementsAre("alpha", "Beta", "\303\211lan", "Example Air", "zeta"));
}

TEST_F(CompaniesTest, ShowTheirNumbersInTheOrderTheyWereAdded) {
  const auto second = e164("+14165550124");
  const phone::NumberInfo toll_free{.regions = {"US", "CA"}, .kind = phone::Kind::toll_free, .plausible = true};
  ASSERT_EQ(wait(store->add_number(second, toll_free, "air.example", "Baggage", operator_, start + 1s)), Change::made);
  const auto found = find({}).companies.at(0);
  EXPECT_EQ(found.name, "Example Air");
  EXPECT_EQ(found.domain, "air.example");
  EXPECT_EQ(found.industry, std::nullopt);
  ASSERT_EQ(found.numbers.size(), 2U);
  EXPECT_EQ(found.numbers[0].number.destination.number, number);
  EXPECT_EQ(found.numbers[0].label, "Support");
  EXPECT_EQ(found.numbers[0].number.destination.verified_at, start);
  EXPECT_EQ(found.numbers[1].number.destination.number, second);
  EXPECT_EQ(found.numbers[1].number.destination.info.regions, (std::vector<phone::Region>{"US", "CA"}));
  EXPECT_EQ(found.numbers[1].number.destination.info.kind, phone::Kind::toll_free);
  EXPECT_EQ(found.numbers[1].number.destination.verified_at, std::nullopt);
}

TEST_F(CompaniesTest, AreFoundByTheStartsOfWords) {
  ASSERT_TRUE(import({company("Blue Bird Coffee", "bluebird.example", {"BBC Roasters"}),
                      company("Blue Whale", "whale.example"), company("Cr\303\251dit Union", "union.example")}));
  EXPECT_THAT(by_words("blue"), ElementsAre("Blue Bird Coffee", "Blue Whale"));
  EXPECT_THAT(by_words("BLUE bi"), ElementsAre("Blue Bird Coffee"));
  EXPECT_THAT(by_words("  roast  "), ElementsAre("Blue Bird Coffee"));
  EXPECT_THAT(by_words("whale.exam"), ElementsAre("Blue Whale"));
  EXPECT_THAT(by_words("credit"), ElementsAre("Cr\303\251dit Union"));
  EXPECT_THAT(by_words("CRE\314\201DIT"), ElementsAre("Cr\303\251dit Union"));  // accent as a mark of its own
  EXPECT_THAT(by_words("lue"), IsEmpty());
  EXPECT_THAT(by_words("blue coffee whale"), IsEmpty());
}

TEST_F(CompaniesTest, HostileWordsFindNothingTheyShouldNot) {
  for (const std::string hostile : {"x' or 1=1 --", "\"; drop table companies; --", "exampl% zz", "\xff\xfe zz", "zz*",
                                    "NEAR(zz)", "zz AND", "\xf4\x8f\xbf\xbfzz"}) {
    EXPECT_THAT(by_words(hostile), IsEmpty()) << hostile;
  }
  // Nothing to search for in these: as without words.
  const std::string zeros(3, '\0');
  for (const std::string& blank : {std::string("%"), std::string("_"), std::string("*"), std::string("''"), zeros}) {
    EXPECT_THAT(by_words(blank), ElementsAre("Example Air")) << blank;
  }
  EXPECT_THAT(by_words(std::string(100'000, 'a')), IsEmpty());
  std::string many;
  for (int i = 0; i < 10'000; ++i)
    many += "exa" + std::to_string(i) + ' ';
  EXPECT_THAT(by_words(many), IsEmpty());
}

TEST_F(CompaniesTest, AreFoundByDomainAliasOrParentDomain) {
  ASSERT_TRUE(
      import({company("Blue Bird", "bluebird.co.uk", {"BlueBird.example", "Blue"}), company("Other", "other.co.uk")}));
  EXPECT_THAT(by_domain("bluebird.co.uk"), ElementsAre("Blue Bird"));
  EXPECT_THAT(by_domain("BLUEBIRD.CO.UK"), ElementsAre("Blue Bird"));
  EXPECT_THAT(by_domain("help.eu.bluebird.co.uk"), ElementsAre("Blue Bird"));
  EXPECT_THAT(by_domain("shop.bluebird.example"), ElementsAre("Blue Bird"));
  EXPECT_THAT(by_domain("co.uk"), IsEmpty());
  EXPECT_THAT(by_domain("evil.co.uk"), IsEmpty());
  EXPECT_THAT(by_domain("notbluebird.co.uk"), IsEmpty());
  EXPECT_THAT(by_domain("bluebird.co.uk.evil.example"), IsEmpty());
  EXPECT_THAT(by_domain("%"), IsEmpty());
  EXPECT_THAT(by_domain(""), IsEmpty());
  EXPECT_THAT(by_domain(std::string(1000, '.')), IsEmpty());
  EXPECT_THAT(by_domain("bluebird.co.uk", "bird"), ElementsAre("Blue Bird"));
  EXPECT_THAT(by_domain("bluebird.co.uk", "other"), IsEmpty());
}

TEST_F(CompaniesTest, UnreviewedOnesAreNotShown) {
  database.raw().run("update companies set reviewed_at = null");
  EXPECT_THAT(names({}), IsEmpty());
  EXPECT_THAT(by_words("example"), IsEmpty());
  EXPECT_THAT(by_domain("air.example"), IsEmpty());
  EXPECT_FALSE(wait(store->number(number_id)).value().value().destination.company_reviewed);
}

TEST_F(CompaniesTest, PagesCoverEveryOneOnce) {
  std::vector<store::NewCompany> many;
  for (int i = 0; i < 120; ++i) {
    many.push_back(company("Same Name", "d" + std::to_string(i) + ".example"));  // the order must not rest on names
  }
  ASSERT_EQ(import(many), 120);
  for (const std::string words : {"", "same", "sam nam"}) {
    store::CompanyQuery query;
    query.words = words;
    query.page_size = 7;
    std::set<std::string> seen;
    do {
      const auto page = find(query);
      EXPECT_LE(page.companies.size(), 7U);
      EXPECT_FALSE(page.companies.empty());
      for (const auto& each : page.companies)
        EXPECT_TRUE(seen.insert(each.id).second);
      query.cursor = page.next_cursor;
      EXPECT_TRUE(store::valid_cursor(query.cursor));
    } while (!query.cursor.empty());
    EXPECT_EQ(seen.size(), words.empty() ? 121U : 120U);
  }
}

TEST_F(CompaniesTest, FrequentWordsAreFoundToo) {
  std::vector<store::NewCompany> many;
  for (int i = 0; i < 10'200; ++i) {
    const std::string n = std::to_string(i);
    many.push_back(company(i % 4000 == 7 ? "Common Rare " + n : "Common " + n, "c" + n + ".example"));
  }
  ASSERT_TRUE(import(many));
  EXPECT_THAT(by_words("common rare"), ElementsAre("Common Rare 4007", "Common Rare 7", "Common Rare 8007"));
  EXPECT_THAT(by_words("common exam c10199"), ElementsAre("Common 10199"));
  EXPECT_THAT(by_words("common exampl nothing"), IsEmpty());
  store::CompanyQuery query;
  query.words = "exampl common";
  query.page_size = 200;
  std::size_t seen = 0;
  do {
    const auto page = find(query);
    seen += page.companies.size();
    query.cursor = page.next_cursor;
  } while (!query.cursor.empty());
  EXPECT_EQ(seen, 10'200U);
}

TEST_F(CompaniesTest, AMadeUpCursorIsKnown) {
  EXPECT_TRUE(store::valid_cursor(""));
  EXPECT_TRUE(store::valid_cursor(util::to_base64url("co_0123456789abcdef:example air")));
  for (const std::string bad : {"!", "AAAA", "Y29f", "%00", "co_0:a"})
    EXPECT_FALSE(store::valid_cursor(bad)) << bad;
  EXPECT_FALSE(store::valid_cursor(util::to_base64url("xx_0:a")));
  EXPECT_FALSE(store::valid_cursor(util::to_base64url("co_0:\xff")));
  EXPECT_FALSE(store::valid_cursor(util::to_base64url(std::string("co_0:a\0b", 8))));
  store::CompanyQuery query;
  query.cursor = "!";
  EXPECT_THAT(names(query), ElementsAre("Example Air"));
}

TEST_F(CompaniesTest, ACursorOfALongNameStaysShort) {
  std::string name;
  for (int i = 0; i < 1000; ++i)
    name += "\320\266";  // two bytes a letter
  ASSERT_TRUE(import({company(name + "a", "a.example"), company(name + "b", "b.example")}));
  store::CompanyQuery query;
  query.page_size = 2;
  const auto page = find(query);
  EXPECT_LE(page.next_cursor.size(), 400U);
  ASSERT_TRUE(store::valid_cursor(page.next_cursor));
  query.cursor = page.next_cursor;
  EXPECT_EQ(find(query).companies.size(), 1U);
}

TEST_F(CompaniesTest, ImportUpdatesThoseItKnows) {
  ASSERT_TRUE(import({company("Old Name", "c.example", {"Oldie", "old.example"})}));
  const auto id = find_domain("c.example").companies.at(0).id;
  ASSERT_EQ(import({company("New Name", "C.example", {"Newie"}), company("More", "d.example")}), 2);
  EXPECT_EQ(find_domain("c.example").companies.at(0).id, id);
  EXPECT_THAT(by_words("new"), ElementsAre("New Name"));
  EXPECT_THAT(by_words("newie"), ElementsAre("New Name"));
  EXPECT_THAT(by_words("old"), IsEmpty());
  EXPECT_THAT(by_words("oldie"), IsEmpty());
  EXPECT_THAT(by_domain("old.example"), IsEmpty());
  EXPECT_EQ(
      database.raw().ask("select metadata from audit_log where action = 'company.imported' order by id desc limit 1"),
      R"({"added":1,"updated":1,"unchanged":0,"numbers_added":0})");
}

TEST_F(CompaniesTest, NumbersAreAddedOnceToACompanyThatExists) {
  EXPECT_EQ(add_number(number, "AIR.example"), Change::already_exists);
  EXPECT_EQ(add_number(number, "nobody.example"), Change::not_found);
  ASSERT_TRUE(import({company("Other", "other.example")}));
  EXPECT_EQ(add_number(number, "other.example"), Change::made);  // two companies may share a line
}

TEST_F(CompaniesTest, VerifyingStampsWhoAndUntilWhen) {
  const store::Actor admin{.user_id = "root"};
  auto raw = database.raw();
  EXPECT_EQ(raw.ask("select verified_by || ' ' || verification_source from phone_numbers"), "operator admin");
  ASSERT_EQ(wait(store->verify_number(number, start + 1h, admin, start + 1s)), Change::made);
  EXPECT_EQ(raw.ask("select verified_by || ' ' || verification_source from phone_numbers"), "root admin");
  const auto found = wait(store->number(number_id)).value().value().destination;
  EXPECT_EQ(found.verified_at, start + 1s);
  EXPECT_EQ(found.verified_until, start + 1h);

  ASSERT_EQ(wait(store->unverify_number(number, admin, start)), Change::made);
  EXPECT_EQ(wait(store->number(number_id)).value().value().destination.verified_at, std::nullopt);
  EXPECT_EQ(wait(store->unverify_number(number, admin, start)), Change::unchanged);
  EXPECT_EQ(wait(store->verify_number(e164("+14155550199"), {}, admin, start)), Change::not_found);
  EXPECT_EQ(wait(store->unverify_number(e164("+14155550199"), admin, start)), Change::not_found);
  EXPECT_EQ(raw.ask("select target_id from audit_log where action = 'number.unverified'"), number_id);
}

TEST_F(CompaniesTest, EveryKindOfNumberComesBack) {
  for (int kind = 0; kind <= static_cast<int>(phone::Kind::unknown); ++kind) {
    const auto each = e164("+1415555" + std::to_string(1000 + kind));
    const phone::NumberInfo info{.regions = {}, .kind = static_cast<phone::Kind>(kind), .plausible = false};
    ASSERT_EQ(
        wait(store->add_number(each, info, "air.example", "L", operator_, start + std::chrono::seconds(kind + 1))),
        Change::made);
    const auto found = find({}).companies.at(0).numbers.back().number.destination;
    EXPECT_EQ(found.info.kind, info.kind);
    EXPECT_TRUE(found.info.regions.empty());
    EXPECT_FALSE(found.info.plausible);
  }
}

}  // namespace
}  // namespace teleperson::test
