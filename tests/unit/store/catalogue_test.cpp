#include <gmock/gmock.h>

#include "store_fixture.h"
#include "test_database.h"

namespace teleperson::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Numbers = store::CatalogueQuery::Numbers;
using Review = store::CatalogueQuery::Review;

class CatalogueTest : public StoreTest {
 protected:
  CatalogueTest() { air = wait(store->catalogue({}, start))->companies.at(0).id; }

  std::vector<std::string> names(const store::CatalogueQuery& query, Timestamp now = start) {
    std::vector<std::string> found;
    const auto page = wait(store->catalogue(query, now)).value();
    for (const auto& each : page.companies)
      found.push_back(each.details.name);
    return found;
  }
  std::vector<std::string> with_numbers(Numbers numbers, Timestamp now = start) {
    store::CatalogueQuery query;
    query.numbers = numbers;
    return names(query, now);
  }
  std::string add(const store::NewCompany& wanted, bool reviewed = true) {
    const auto added = wait(store->add_company(wanted, reviewed, admin, start)).value();
    EXPECT_EQ(added.change, Change::made);
    return added.id;
  }
  store::CatalogueCompany read(const std::string& id) { return wait(store->catalogue_company(id)).value().value(); }
  Change edit(const std::string& id, const store::NewCompany& wanted, std::int64_t seen) {
    return wait(store->edit_company(id, wanted, seen, admin, start)).value();
  }
  int audit_rows() { return database.raw().count("audit_log"); }
  std::string last_audit() {
    return database.raw().ask(
        "select action || ' ' || coalesce(target_id, '') || ' ' || metadata from audit_log order by id desc");
  }

  const store::Actor admin{.user_id = "alice"};
  std::string air;  ///< the id of Example Air
};

TEST_F(CatalogueTest, ShowsWhatNobodyHasReviewed) {
  const auto id = add(company("Found", "found.example"), false);
  EXPECT_THAT(names({}), ElementsAre("Example Air", "Found"));
  EXPECT_THAT(names({.words = "found", .cursor = {}}), ElementsAre("Found"));
  EXPECT_THAT(names({.words = {}, .review = Review::pending, .cursor = {}}), ElementsAre("Found"));
  EXPECT_THAT(names({.words = "foun", .review = Review::reviewed, .cursor = {}}), IsEmpty());
  EXPECT_EQ(wait(store->companies({}))->companies.size(), 1U);
  EXPECT_EQ(wait(store->count_catalogue(start))->pending, 1);

  ASSERT_EQ(wait(store->review_company(id, true, admin, start)).value(), Change::made);
  EXPECT_THAT(last_audit(), HasSubstr("company.approved " + id));
  EXPECT_EQ(wait(store->companies({}))->companies.size(), 2U);
  EXPECT_EQ(wait(store->review_company(id, true, admin, start)).value(), Change::unchanged);
  ASSERT_EQ(wait(store->review_company(air, false, admin, start)).value(), Change::made);
  EXPECT_FALSE(wait(store->number(number_id)).value()->destination.company_reviewed);
}

TEST_F(CatalogueTest, ADomainBelongsToOneCompany) {
  EXPECT_EQ(wait(store->add_company(company("Other", "AIR.example"), true, admin, start))->change,
            Change::already_exists);
  const auto id = add(company("Other", "Other.example", {"z.example", "a.example", "z.example"}));
  EXPECT_EQ(read(id).details.domain, "other.example");
  EXPECT_THAT(read(id).details.aliases, ElementsAre("a.example", "z.example"));
  EXPECT_EQ(edit(id, company("Other", "air.example"), 1), Change::already_exists);
}

TEST_F(CatalogueTest, TwoAdminsDoNotOverwriteEachOther) {
  const auto before = audit_rows();
  EXPECT_EQ(edit(air, company("Example Airways", "airways.example"), 1), Change::made);
  EXPECT_THAT(last_audit(), HasSubstr(R"({"from":{"name":"Example Air","domain":"air.example"})"));
  EXPECT_EQ(edit(air, company("Another name", "air.example"), 1), Change::outdated);
  EXPECT_EQ(edit(air, company("Example Airways", "airways.example"), 2), Change::unchanged);
  EXPECT_EQ(edit("co_none", company("A", "a.example"), 1), Change::not_found);
  EXPECT_EQ(audit_rows(), before + 1);
  EXPECT_THAT(names({.words = "airways", .cursor = {}}), ElementsAre("Example Airways"));
  EXPECT_EQ(read(air).numbers.size(), 1U);
}

TEST_F(CatalogueTest, DeletingTakesTheNumbersAlong) {
  ASSERT_EQ(wait(store->delete_company(air, admin, start)).value(), Change::made);
  EXPECT_THAT(last_audit(), HasSubstr(R"("numbers":1)"));
  EXPECT_EQ(wait(store->number(number_id)).value(), std::nullopt);
  EXPECT_THAT(names({}), IsEmpty());
  EXPECT_EQ(wait(store->delete_company(air, admin, start)).value(), Change::not_found);
}

TEST_F(CatalogueTest, EachChangeOfANumberHasOneAuditRowWithoutIt) {
  const auto second = e164("+14165550124");
  const phone::NumberInfo info{.regions = {"CA"}, .kind = phone::Kind::fixed_line_or_mobile, .plausible = true};
  const auto add_second = [&] {
    return wait(store->add_company_number(air, second, info, "Baggage", admin, start + 1s));
  };
  auto rows = audit_rows();
  const auto expect_one_more = [&](const std::string& action) {
    EXPECT_EQ(audit_rows(), ++rows);
    EXPECT_THAT(last_audit(), testing::StartsWith(action));
    EXPECT_THAT(last_audit(), Not(HasSubstr("4165550124")));
    EXPECT_THAT(last_audit(), HasSubstr(hasher.number(second).text()));
  };
  const auto id = add_second()->id;
  expect_one_more("number.added " + id);
  EXPECT_EQ(add_second()->change, Change::already_exists);
  EXPECT_EQ(wait(store->add_company_number("co_none", second, info, "L", admin, start))->change, Change::not_found);
  EXPECT_EQ(audit_rows(), rows);

  EXPECT_EQ(wait(store->relabel_number(id, "Lost baggage", admin, start)).value(), Change::made);
  expect_one_more("number.relabelled");
  EXPECT_EQ(wait(store->relabel_number(id, "Lost baggage", admin, start)).value(), Change::unchanged);
  EXPECT_EQ(wait(store->verify_number_with_id(id, start + 24h, admin, start)).value(), Change::made);
  expect_one_more("number.verified");
  const auto verified = read(air).numbers.back();
  EXPECT_EQ(verified.entry.label, "Lost baggage");
  EXPECT_EQ(verified.entry.number.destination.verified_until, start + 24h);
  EXPECT_EQ(verified.verified_by, "alice");
  EXPECT_EQ(verified.verified_by_name, "alice");
  EXPECT_EQ(wait(store->unverify_number_with_id(id, admin, start)).value(), Change::made);
  expect_one_more("number.unverified");
  EXPECT_EQ(wait(store->unverify_number_with_id(id, admin, start)).value(), Change::unchanged);
  EXPECT_EQ(wait(store->remove_number(id, admin, start)).value(), Change::made);
  expect_one_more("number.removed");
  for (const auto& gone :
       {wait(store->remove_number(id, admin, start)), wait(store->relabel_number(id, "L", admin, start)),
        wait(store->verify_number_with_id(id, {}, admin, start)),
        wait(store->unverify_number_with_id(id, admin, start))}) {
    EXPECT_EQ(gone.value(), Change::not_found);
  }
  EXPECT_EQ(audit_rows(), rows);
}

TEST_F(CatalogueTest, WhatLapsesIsFoundInTime) {
  const auto until = start + 24h * 60;
  ASSERT_EQ(wait(store->verify_number_with_id(number_id, until, admin, start)).value(), Change::made);
  add(company("Without numbers", "none.example"));
  EXPECT_THAT(with_numbers(Numbers::lapsing), IsEmpty());
  EXPECT_THAT(with_numbers(Numbers::lapsing, until - 24h * 29), ElementsAre("Example Air"));
  EXPECT_THAT(with_numbers(Numbers::lapsed, until - 1ms), IsEmpty());
  EXPECT_THAT(with_numbers(Numbers::lapsed, until), ElementsAre("Example Air"));
  EXPECT_THAT(with_numbers(Numbers::lapsing, until), IsEmpty());
  EXPECT_EQ(wait(store->count_catalogue(until))->lapsed_numbers, 1);
  EXPECT_EQ(wait(store->count_catalogue(until - 1ms))->lapsing_numbers, 1);
  EXPECT_THAT(with_numbers(Numbers::unverified), IsEmpty());
  ASSERT_EQ(wait(store->unverify_number_with_id(number_id, admin, start)).value(), Change::made);
  EXPECT_THAT(with_numbers(Numbers::unverified), ElementsAre("Example Air"));
  EXPECT_EQ(wait(store->count_catalogue(start))->unverified_numbers, 1);
}

class ImportTest : public CatalogueTest {
 protected:
  store::ImportPlan plan_of(const std::vector<store::NewCompany>& companies,
                            store::NewCompanies mode = store::NewCompanies::reviewed) {
    store::ImportPlan plan{.new_companies = mode, .rows = {}};
    for (const auto& each : companies)
      store::prepare_import(plan.rows.emplace_back(store::ImportRow{.company = each}), hasher);
    EXPECT_TRUE(wait(store->plan_import(plan.rows, mode)));
    store::order_import(plan);
    return plan;
  }
  store::ImportCounts run(store::ImportPlan& plan) {
    std::atomic<std::size_t> done = 0;
    const auto counts = wait(store->run_import(plan, admin, start, done)).value();
    EXPECT_EQ(done, plan.rows.size());
    return counts;
  }
};

TEST_F(ImportTest, SaysBeforehandWhatItDoes) {
  auto plan = plan_of({company("Example Air", "air.example"), company("New", "new.example")});
  const auto planned = store::count_import(plan);
  EXPECT_EQ(planned.added, 1);
  EXPECT_EQ(planned.unchanged, 1);
  const auto before = audit_rows();
  const auto done = run(plan);
  EXPECT_EQ(done.added, 1);
  EXPECT_EQ(done.updated, 0);
  EXPECT_EQ(audit_rows(), before + 1);
  EXPECT_EQ(last_audit(), R"(company.imported  {"added":1,"updated":0,"unchanged":1,"numbers_added":0})");

  auto again = plan_of({company("Example Air", "air.example"), company("New", "new.example")});
  EXPECT_EQ(run(again).unchanged, 2);
  EXPECT_EQ(audit_rows(), before + 1);
  EXPECT_EQ(read(air).revision, 1);
}

TEST_F(ImportTest, WhatOthersDidSinceThePlanIsSeen) {
  auto plan = plan_of({company("Changed", "air.example"), company("Added", "new.example"), company("C", "c.example")});
  ASSERT_EQ(edit(air, company("Theirs", "air.example"), 1), Change::made);
  add(company("Theirs too", "new.example"));
  const auto counts = run(plan);
  EXPECT_EQ(counts.added, 1);
  EXPECT_EQ(counts.updated, 2);
  EXPECT_THAT(names({}), ElementsAre("Added", "C", "Changed"));
  EXPECT_THAT(names({.words = "theirs", .cursor = {}}), IsEmpty());

  auto after_delete = plan_of({company("Changed again", "air.example")});
  ASSERT_EQ(wait(store->delete_company(air, admin, start)).value(), Change::made);
  EXPECT_EQ(run(after_delete).added, 1);
}

TEST_F(ImportTest, NewCompaniesMayWaitForTheirReview) {
  const auto pending = add(company("Pending", "pending.example"), false);
  auto plan =
      plan_of({company("New", "new.example"), company("Pending", "pending.example")}, store::NewCompanies::pending);
  EXPECT_EQ(run(plan).unchanged, 1);
  EXPECT_THAT(names({.words = {}, .review = Review::pending, .cursor = {}}), ElementsAre("New", "Pending"));
  auto reviewed = plan_of({company("Pending", "pending.example")});
  EXPECT_EQ(run(reviewed).updated, 1);
  EXPECT_TRUE(read(pending).reviewed_at);
}

TEST_F(ImportTest, SupportNumbersComeInUnverifiedAndOnce) {
  const phone::NumberInfo info{.regions = {"US"}, .kind = phone::Kind::fixed_line, .plausible = true};
  for (const int expected : {1, 0}) {
    store::ImportPlan plan;
    plan.rows.push_back({.company = company("New", "new.example"),
                         .number = store::ImportedNumber{.number = e164("+14155550155"), .info = info}});
    store::prepare_import(plan.rows.front(), hasher);
    ASSERT_TRUE(wait(store->plan_import(plan.rows, plan.new_companies)));
    store::order_import(plan);
    EXPECT_EQ(run(plan).numbers_added, expected);
  }
  const auto id = wait(store->catalogue({.words = "new", .cursor = {}}, start))->companies.at(0).id;
  ASSERT_EQ(read(id).numbers.size(), 1U);
  EXPECT_FALSE(read(id).numbers.front().entry.number.destination.verified_at);
}

TEST_F(ImportTest, IsAllOrNothing) {
  auto plan = plan_of({company("A", "a.example"), company("B", "b.example")});
  plan.rows.back().id = air;  // the second cannot be written: its id is taken
  std::atomic<std::size_t> done = 0;
  const auto before = audit_rows();
  EXPECT_FALSE(wait(store->run_import(plan, admin, start, done)));
  EXPECT_THAT(names({}), ElementsAre("Example Air"));
  EXPECT_EQ(audit_rows(), before);
}

}  // namespace
}  // namespace teleperson::test
