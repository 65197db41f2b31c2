#include "gateway/company_csv.h"

#include <gtest/gtest.h>

namespace teleperson::gateway {
namespace {

TEST(CompanyFile, ReadsTheCatalogueFormat) {
  const auto file =
      read_companies(
          "name,domain,aliases,industry,logo_url,description\n"
          "Example,https://www.Example.com/,example.org; example.net,Tests,https://example.com/l.png,An example\n")
          .value();
  ASSERT_EQ(file.companies.size(), 1U);
  EXPECT_EQ(file.companies[0].domain, "example.com");
  EXPECT_EQ(file.companies[0].aliases, (std::vector<std::string>{"example.org", "example.net"}));
  EXPECT_EQ(file.companies[0].industry, "Tests");
  EXPECT_TRUE(file.bad_rows.empty());
}

TEST(CompanyFile, ReadsTheSupportFormatWithAndWithoutHeader) {
  const std::string row = "Example,Tests,Examples,(415) 555-0123,example.com\n";
  for (const auto& text : {row, "Name, Industry, Secondary Industry, Support phone, Domain\n" + row}) {
    const auto file = read_companies(text).value();
    ASSERT_EQ(file.companies.size(), 1U) << text;
    ASSERT_EQ(file.numbers.size(), 1U);
    EXPECT_EQ(file.numbers[0].typed, "(415) 555-0123");
    EXPECT_EQ(file.numbers[0].domain, "example.com");
  }
}

TEST(CompanyFile, ListsBadRowsWithTheirLines) {
  const auto file = read_companies(
                        "A,a.example,,,,\n"
                        ",no-name.example,,,,\n"
                        "No domain,not a domain,,,,\n"
                        "Twice,a.example,,,,\n"
                        "Short,short.example\n"
                        "Logo,logo.example,,,javascript:alert(1),\n"
                        "\xFF\xFE,bytes.example,,,,\n"
                        "Control\x01,control.example,,,,\n"
                        "Alias,alias.example,-bad-,,,\n"
                        "B,b.example,,,,\n")
                        .value();
  EXPECT_EQ(file.companies.size(), 2U);
  ASSERT_EQ(file.bad_rows.size(), 8U);
  for (std::size_t i = 0; i < file.bad_rows.size(); ++i)
    EXPECT_EQ(file.bad_rows[i].line, i + 2);
}

TEST(CompanyFile, RefusesAFileOfAnotherFormat) {
  EXPECT_FALSE(read_companies("a,b,c\n"));
  EXPECT_FALSE(read_companies("\"a"));
  EXPECT_TRUE(read_companies("").value().companies.empty());
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
