#include "store/sql/search_words.h"

#include <gmock/gmock.h>

namespace teleperson::test {
namespace {

using store::sql::fold;
using store::sql::search_words;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(SearchWords, FoldCasesAndMarks) {
  EXPECT_EQ(fold("ABC xyz 019"), "abc xyz 019");
  EXPECT_EQ(fold("Cr\303\251dit M\303\234LLER Stra\303\237e \303\206r\303\270 \305\201\303\263d\305\272"),
            "credit muller strasse aero lodz");
  EXPECT_EQ(fold("e\314\201"), "e");                          // a mark of its own
  EXPECT_EQ(fold("\320\226\320\220"), "\320\266\320\260");    // Cyrillic
  EXPECT_EQ(fold("\316\251"), "\317\211");                    // Greek
  EXPECT_EQ(fold("\303\227 \303\267"), "\303\227 \303\267");  // signs are no letters
  EXPECT_EQ(fold("\346\227\245\346\234\254"), "\346\227\245\346\234\254");
}

TEST(SearchWords, LeaveOutMalformedText) {
  EXPECT_EQ(fold("a\xff"
                 "b\xc0\x80"
                 "c\xed\xa0\x80"
                 "d\xf4\x90\x80\x80"
                 "e\xe2\x82"),
            "abcde");
  EXPECT_EQ(fold("\xc3"), "");
}

TEST(SearchWords, AreRunsOfLettersAndDigits) {
  EXPECT_THAT(search_words("AT&T - at.example", 10), ElementsAre("at", "t", "example"));
  EXPECT_THAT(search_words("\346\227\245\346\234\254 7-Eleven", 10),
              ElementsAre("\346\227\245\346\234\254", "7", "eleven"));
  EXPECT_THAT(search_words(" \t%_*'\"", 10), IsEmpty());
  EXPECT_THAT(search_words("", 10), IsEmpty());
}

TEST(SearchWords, AreBounded) {
  EXPECT_THAT(search_words("a b c d", 2), ElementsAre("a", "b"));
  EXPECT_THAT(search_words(std::string(1000, 'a'), 2), ElementsAre(std::string(64, 'a')));
}

TEST(SearchWords, APrefixCoversAllThatStartWithIt) {
  const auto covers = [](std::string prefix, std::string word) {
    return word >= prefix && word < store::sql::end_of_prefix(prefix);
  };
  EXPECT_TRUE(covers("ab", "ab"));
  EXPECT_TRUE(covers("ab", "abzzz"));
  EXPECT_TRUE(covers("ab", "ab\360\237\277\277"));
  EXPECT_FALSE(covers("ab", "ac"));
  EXPECT_FALSE(covers("ab", "aa"));
  EXPECT_FALSE(covers("ab", "a"));
}

}  // namespace
}  // namespace teleperson::test
