#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/company_form.h"
#include "util/csv.h"

namespace teleperson::gateway {

/// What is wrong with a line of a file, for the one who has to correct it.
struct BadLine {
  std::size_t line = 0;
  std::string_view column{};  ///< empty: the line as a whole
  std::string reason{};       ///< the rest of a sentence that starts with the column, or with `The line`
  bool is_skipped = true;     ///< false: the company is taken, without what is in this column
};

/// All are counted, the first 1000 are kept.
class BadLines {
 public:
  void add(BadLine line);
  const std::vector<BadLine>& first() const { return first_; }
  std::size_t count() const { return count_; }
  /// By line.
  void sort();

 private:
  std::vector<BadLine> first_;
  std::size_t count_ = 0;
};

struct FileCompany {
  std::size_t line = 0;
  store::NewCompany company;
  std::string support_phone;  ///< as the file has it; empty: none
};

/// A company file, read: what can be taken, and which lines cannot and why.
struct CompanyFile {
  std::size_t rows = 0;  ///< without the header
  std::vector<FileCompany> companies;
  BadLines bad_lines;
};

/// The column of the second format that holds a telephone number.
inline constexpr std::string_view phone_column = "support phone";

/// Reads both formats of Teleperson's company lists; a header line may be left out (then the number of columns tells):
///
///     name,domain,aliases,industry,logo_url,description        aliases are separated by ; or | or ,
///     Name, Industry, Secondary Industry, Support phone, Domain
///
/// A domain that comes twice is a bad line the second time. The error is about the file as a whole, and says what to
/// do.
std::expected<CompanyFile, util::CsvError> read_companies(std::string_view text);

}  // namespace teleperson::gateway
