#include "store/sql/company_text.h"

#include <algorithm>

#include "store/sql/ascii.h"
#include "store/sql/search_words.h"

namespace teleperson::store::sql {
namespace {

constexpr std::size_t max_words_per_company = 64;
constexpr std::size_t max_name_key_bytes = 200;

}  // namespace

NewCompany normalised(NewCompany company) {
  company.domain = ascii_lower(std::move(company.domain));
  std::sort(company.aliases.begin(), company.aliases.end());
  const auto repeated = std::unique(company.aliases.begin(), company.aliases.end());
  company.aliases.erase(repeated, company.aliases.end());
  return company;
}

std::string sort_key(const std::string& name) {
  std::string key = fold(name);
  if (key.size() > max_name_key_bytes) {
    key.resize(max_name_key_bytes);
    key = fold(key);  // drops a character that was cut in two
  }
  return key;
}

std::vector<std::string> words_of(const NewCompany& company) {
  std::string text = company.name + ' ' + company.domain;
  for (const auto& alias : company.aliases)
    text += ' ' + alias;
  return search_words(text, max_words_per_company);
}

}  // namespace teleperson::store::sql
