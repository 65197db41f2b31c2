#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "store/company_import.h"
#include "store/directory.h"

namespace teleperson::store {

/// For the dashboard: companies in order of name, also those that nobody has reviewed yet.
struct CatalogueQuery {
  enum class Review { any, pending, reviewed };
  /// Companies that have at least one such number.
  enum class Numbers {
    any,
    unverified,
    lapsing,  ///< verified, and not any more within `lapses_soon`
    lapsed,
  };
  std::string words;  ///< as in CompanyQuery
  Review review = Review::any;
  Numbers numbers = Numbers::any;
  std::string cursor;  ///< as in CompanyQuery
  int page_size = 25;  ///< 1 to 200
};

inline constexpr std::chrono::days lapses_soon{30};

struct CatalogueNumber {
  DirectoryEntry entry;
  std::optional<std::string> verified_by;       ///< a user's id, or `operator` for the command line
  std::optional<std::string> verified_by_name;  ///< the first name that the user has now
  std::optional<std::string> verification_source;
  util::Timestamp created_at;
};

struct CatalogueCompany {
  std::string id;
  NewCompany details;
  std::optional<util::Timestamp> reviewed_at;  ///< nothing: nobody has looked at it yet
  util::Timestamp created_at;
  std::int64_t revision = 0;  ///< of the details; grows with each change of them
  std::vector<CatalogueNumber> numbers;
};

struct CataloguePage {
  std::vector<CatalogueCompany> companies;
  std::string next_cursor;  ///< empty: this was the last page
};

/// Of all companies and of all numbers.
struct CatalogueCounts {
  std::int64_t companies = 0, pending = 0;
  std::int64_t unverified_numbers = 0, lapsing_numbers = 0, lapsed_numbers = 0;
};

/// What came of adding something.
struct Added {
  Change change = Change::made;
  std::string id;  ///< when made
};

/// The catalogue as admins see and change it. Every change and its one audit row are one transaction.
class CatalogueStore {
 public:
  virtual util::Task<Result<CataloguePage>> catalogue(const CatalogueQuery&, util::Timestamp now) = 0;
  virtual util::Task<Result<CatalogueCounts>> count_catalogue(util::Timestamp now) = 0;
  virtual util::Task<Result<std::optional<CatalogueCompany>>> catalogue_company(const std::string& id) = 0;

  /// `already_exists`: another company has the domain. `reviewed` false: it waits in the review queue.
  virtual util::Task<Result<Added>> add_company(const NewCompany&, bool reviewed, const Actor&,
                                                util::Timestamp now) = 0;
  /// Replaces all details. `seen`: the revision that the change was made from.
  virtual util::Task<Result<Change>> edit_company(const std::string& id, const NewCompany&, std::int64_t seen,
                                                  const Actor&, util::Timestamp now) = 0;
  /// Approves it, or sends it back to the review queue: then its numbers cannot be called.
  virtual util::Task<Result<Change>> review_company(const std::string& id, bool reviewed, const Actor&,
                                                    util::Timestamp now) = 0;
  /// With its numbers.
  virtual util::Task<Result<Change>> delete_company(const std::string& id, const Actor&, util::Timestamp now) = 0;

  /// Unverified. `already_exists`: the company has that number.
  virtual util::Task<Result<Added>> add_company_number(const std::string& company_id, const phone::E164&,
                                                       const phone::NumberInfo&, const std::string& label, const Actor&,
                                                       util::Timestamp now) = 0;
  virtual util::Task<Result<Change>> relabel_number(const std::string& number_id, const std::string& label,
                                                    const Actor&, util::Timestamp now) = 0;
  virtual util::Task<Result<Change>> remove_number(const std::string& number_id, const Actor&, util::Timestamp now) = 0;
  /// `until`: not set: does not lapse.
  virtual util::Task<Result<Change>> verify_number_with_id(const std::string& number_id,
                                                           std::optional<util::Timestamp> until, const Actor&,
                                                           util::Timestamp now) = 0;
  virtual util::Task<Result<Change>> unverify_number_with_id(const std::string& number_id, const Actor&,
                                                             util::Timestamp now) = 0;

  /// Notes in each row what the import will do with it. To be called with some hundreds of rows at a time: other
  /// reads wait meanwhile.
  virtual util::Task<Result<void>> plan_import(std::span<ImportRow>, NewCompanies) = 0;
  /// Writes what was planned, all or nothing; what changed since then is planned again. All other writes wait
  /// meanwhile. `done` counts the rows.
  virtual util::Task<Result<ImportCounts>> run_import(ImportPlan&, const Actor&, util::Timestamp now,
                                                      std::atomic<std::size_t>& done) = 0;

 protected:
  ~CatalogueStore() = default;
};

}  // namespace teleperson::store
