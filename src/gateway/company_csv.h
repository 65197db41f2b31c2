#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "store/directory.h"
#include "util/csv.h"

namespace teleperson::gateway {

struct SupportNumber {
  std::size_t line = 0;
  std::string domain;
  std::string typed;  ///< as the file has it
};

struct BadRow {
  std::size_t line = 0;
  std::string reason;
};

/// A company file, read: what can be taken, and which rows cannot and why.
struct CompanyFile {
  std::vector<store::NewCompany> companies;
  std::vector<SupportNumber> numbers;
  std::vector<BadRow> bad_rows;
};

/// Reads both formats of Teleperson's company lists; a header line may be left out (then the number of columns tells):
///
///     name,domain,aliases,industry,logo_url,description        aliases are separated by ; or | or ,
///     Name, Industry, Secondary Industry, Support phone, Domain
///
/// A domain that comes twice is a bad row the second time. The error is about the file as a whole.
std::expected<CompanyFile, util::CsvError> read_companies(std::string_view text);

/// Lower case, without scheme, `www.`, path and final dot; nothing if that is not a domain name.
std::optional<std::string> parse_domain(std::string_view text);

}  // namespace teleperson::gateway
