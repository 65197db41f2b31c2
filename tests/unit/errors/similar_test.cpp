#include <algorithm>
#include <string>

#include <gmock/gmock.h>

#include "errors/find.h"

namespace teleperson::errors {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

std::string best(std::string_view id) {
  const auto found = similar(id);
  return found.empty() ? std::string() : std::string(found.front()->id);
}

TEST(Find, KnowsReasonsAndCodes) {
  EXPECT_EQ(find("region_not_allowed")->status, 403);
  EXPECT_TRUE(find("31005")->is_code());
  EXPECT_FALSE(find("busy")->is_code());
  EXPECT_EQ(find("31004"), nullptr);
  EXPECT_EQ(find(""), nullptr);
}

TEST(Find, TellsWhatSomebodyMayHaveMeant) {
  EXPECT_EQ(best("region_not_alowed"), "region_not_allowed");
  EXPECT_EQ(best("3105"), "31005");
  EXPECT_EQ(best("microphone_missed"), "microphone_missing");
  EXPECT_EQ(best("geo"), "");
}

TEST(Find, TakesAPartOfAName) {
  const auto found = similar("ticket");
  EXPECT_TRUE(std::ranges::any_of(found, [](const auto* entry) { return entry->id == "ticket_expired"; }));
  EXPECT_THAT(found, SizeIs(testing::Le(5U)));
}

TEST(Find, TakesAnyText) {
  EXPECT_THAT(similar(""), IsEmpty());
  EXPECT_THAT(similar(std::string(100'000, '3')), IsEmpty());
  EXPECT_THAT(similar("\x1b[31m\xff"), IsEmpty());
}

TEST(Entries, AreComplete) {
  for (const auto& entry : entries) {
    SCOPED_TRACE(entry.id);
    EXPECT_FALSE(entry.label.empty());
    EXPECT_FALSE(entry.cause.empty());
    EXPECT_FALSE(entry.remedy.empty());
    EXPECT_EQ(std::ranges::count(entries, entry.id, &Entry::id), 1);
  }
}

}  // namespace
}  // namespace teleperson::errors
