#include "gateway/company_csv.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace teleperson::gateway {
namespace {

/// `LINE COLUMN: REASON` of each bad line.
std::vector<std::string> complaints(std::string_view text) {
  std::vector<std::string> found;
  const auto file = read_companies(text).value();
  for (const auto& [line, column, reason, is_skipped] : file.bad_lines.first())
    found.push_back(fmt::format("{} {}: {}", line, column.empty() ? "line" : column, reason));
  return found;
}

std::string refusal(std::string_view text) {
  const auto file = read_companies(text);
  return file ? "none" : fmt::format("{}: {}", file.error().line, file.error().message);
}

TEST(CompanyFile, ReadsTheCatalogueFormat) {
  const auto file =
      read_companies(
          "\xEF\xBB\xBFname,domain,aliases,industry,logo_url,description\r\n"
          "Example,https://www.Example.com/,example.org; example.net,Tests,https://example.com/l.png,An example\r\n")
          .value();
  ASSERT_EQ(file.companies.size(), 1U);
  EXPECT_EQ(file.rows, 1U);
  const auto& company = file.companies[0].company;
  EXPECT_EQ(file.companies[0].line, 2U);
  EXPECT_EQ(company.domain, "example.com");
  EXPECT_EQ(company.aliases, (std::vector<std::string>{"example.org", "example.net"}));
  EXPECT_EQ(company.industry, "Tests");
  EXPECT_EQ(file.bad_lines.count(), 0U);
}

TEST(CompanyFile, ReadsTheSupportFormatWithAndWithoutHeader) {
  const std::string row = "Example,Tests,Examples,(415) 555-0123,example.com\n";
  for (const auto& text : {row, "Name, Industry, Secondary Industry, Support phone, Domain\n" + row}) {
    const auto file = read_companies(text).value();
    ASSERT_EQ(file.companies.size(), 1U) << text;
    EXPECT_EQ(file.companies[0].support_phone, "(415) 555-0123");
    EXPECT_EQ(file.companies[0].company.domain, "example.com");
  }
}

TEST(CompanyFile, ExplainsEachBadLine) {
  const auto found = complaints(
      "A,a.example,,,,\n"
      ",no-name.example,,,,\n"
      "No domain,not a domain,,,,\n"
      "Twice,https://www.a.example/,,,,\n"
      "Short,short.example\n"
      "Logo,logo.example,,,javascript:alert(1),\n"
      "Caf\xE9,latin.example,,,,\n"
      "Control\x01,control.example,,,,\n"
      "Alias,alias.example,-bad-,,,\n"
      "=HYPERLINK(1),formula.example,,,,@SUM(1)\n"
      "Comma,comma.example,,,,a, b\n"
      "B,b.example,,,,\n");
  ASSERT_EQ(found.size(), 11U);
  EXPECT_EQ(found[0], "2 name: is empty: every company needs a name");
  EXPECT_EQ(found[1], "3 domain: must be a domain name, such as example.com");
  EXPECT_EQ(found[2], "4 domain: repeats the one of line 1, which is taken: write each domain once");
  EXPECT_EQ(found[3], "5 line: has 2 columns in place of 6: put a text that holds a comma into quotes");
  EXPECT_EQ(found[4], "6 logo_url: must start with https://, or be empty");
  EXPECT_EQ(found[5], "7 name: is not UTF-8: save the file as “CSV UTF-8”");
  EXPECT_EQ(found[6], "8 name: has a control character, such as a NUL: remove it");
  EXPECT_EQ(found[7], "9 aliases: must be domain names, such as example.org; separate them with ;");
  EXPECT_EQ(found[8], "10 name: is a formula of a spreadsheet: write the text itself");
  EXPECT_EQ(found[9], "10 description: is a formula of a spreadsheet: write the text itself");
  EXPECT_EQ(found[10], "11 line: has 7 columns in place of 6: put a text that holds a comma into quotes");
}

TEST(CompanyFile, IsNotBroughtDownByGiants) {
  const std::string field(10'000'000, 'x');
  EXPECT_THAT(complaints(field + ",a.example,,,,\n"),
              testing::ElementsAre("1 name: has 10000000 bytes, and may have 500: shorten it"));
  const std::string commas(1'000'000, ',');
  EXPECT_THAT(complaints("A,a.example,,,,\n" + commas + "\n"),
              testing::ElementsAre(testing::StartsWith("2 line: has 1000001 columns")));
  std::string bad = "A,a.example,,,,\n";
  for (int i = 0; i < 100'000; ++i)
    bad += "x\n";
  const auto file = read_companies(bad).value();
  EXPECT_EQ(file.bad_lines.count(), 100'000U);
  EXPECT_EQ(file.bad_lines.first().size(), 1000U);
  EXPECT_EQ(file.rows, 100'001U);
}

TEST(CompanyFile, RefusesAFileOfAnotherKind) {
  using testing::HasSubstr;
  EXPECT_THAT(refusal("a,b,c\n"), HasSubstr("1: there are 3 columns; a company file has 6"));
  EXPECT_THAT(refusal("name;domain;aliases;industry;logo_url;description\n"), HasSubstr("semicolons"));
  EXPECT_THAT(refusal("name\tdomain\taliases\tindustry\tlogo_url\tdescription\n"), HasSubstr("tabs"));
  EXPECT_THAT(refusal("A,a.example,,,,\n\"B,b.example,,,,\n"), HasSubstr("2: a quotation mark opens a text"));
  EXPECT_THAT(refusal("A,a.example,,,,\n\"B\"x,b.example,,,,\n"), HasSubstr("2: there is text after a closing"));
  EXPECT_THAT(refusal("\xFF\xFEn"), HasSubstr("UTF-16"));
  EXPECT_THAT(refusal("PK\x03\x04"), HasSubstr("spreadsheet"));
  EXPECT_EQ(refusal(""), "none");
  EXPECT_EQ(refusal(std::string(1000, '\0')),
            "1: there is 1 column; a company file has 6 (name,domain,aliases,"
            "industry,logo_url,description) or 5 (Name,Industry,Secondary Industry,"
            "Support phone,Domain)");
}

TEST(Domain, IsNormalised) {
  EXPECT_EQ(parse_domain("HTTP://WWW.Example.COM./path?q"), "example.com");
  EXPECT_EQ(parse_domain("xn--bcher-kva.example"), "xn--bcher-kva.example");
  for (const auto* text : {"", "localhost", ".", "a..b", "-a.example", "a-.example", "exa mple.com", "a_b.example"}) {
    EXPECT_FALSE(parse_domain(text)) << text;
  }
  EXPECT_FALSE(parse_domain(std::string(64, 'a') + ".example"));
}

}  // namespace
}  // namespace teleperson::gateway
