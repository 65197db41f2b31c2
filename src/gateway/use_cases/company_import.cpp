#include "gateway/use_cases/company_import.h"

#include <algorithm>
#include <span>
#include <utility>

#include "gateway/number_form.h"

namespace teleperson::gateway {
namespace {

/// Some milliseconds of the thread that also answers searches.
constexpr std::size_t planned_at_once = 500;

constexpr auto home_region = "US";  ///< of numbers without a country code

/// The number of a company, if it has one that can be called; what is wrong with it goes to `bad_lines`.
std::optional<store::ImportedNumber> read_number(const phone::NumberPlan& plan, const FileCompany& company,
                                                 BadLines& bad_lines) {
  if (company.support_phone.empty()) return std::nullopt;
  const auto complain = [&](std::string_view reason) {
    bad_lines.add({.line = company.line, .column = phone_column, .reason = std::string(reason), .is_skipped = false});
    return std::nullopt;
  };
  const auto number = plan.parse(company.support_phone, home_region);
  if (!number) {
    return complain("is not one telephone number: write it as +14155550100; outside the US with its country code");
  }
  auto info = plan.info(*number);
  if (const auto why = why_never_called(info); !why.empty()) return complain(why);
  return store::ImportedNumber{.number = *number, .info = std::move(info)};
}

/// On a worker.
store::ImportPlan prepare(const ImportServices& services, CompanyFile& file, ImportProgress& progress) {
  store::ImportPlan plan;
  plan.rows.reserve(file.companies.size());
  for (auto& company : file.companies) {
    if (progress.cancelled) break;
    auto number = read_number(services.number_plan, company, file.bad_lines);
    auto& row =
        plan.rows.emplace_back(store::ImportRow{.company = std::move(company.company), .number = std::move(number)});
    store::prepare_import(row, services.hasher);
    ++progress.done;
  }
  file.bad_lines.sort();
  return plan;
}

void begin(ImportProgress& progress, ImportProgress::Phase phase, std::size_t total) {
  progress.done = 0;
  progress.total = total;
  progress.phase = phase;
}

}  // namespace

std::string_view to_string(ImportProgress::Phase phase) {
  return phase == ImportProgress::Phase::checking ? "checking" : "writing";
}

util::Task<std::expected<ImportReport, ImportFailure>> import_companies(ImportServices services, CompanyFile file,
                                                                        ImportOptions options,
                                                                        ImportProgress& progress) {
  using Phase = ImportProgress::Phase;
  begin(progress, Phase::checking, 2 * file.companies.size());  // once here, once in the database

  auto prepare_rows = [&] { return prepare(services, file, progress); };
  auto plan = co_await services.workers.run(std::move(prepare_rows));
  plan.new_companies = options.new_companies;
  for (std::span rest(plan.rows); !rest.empty();) {
    if (progress.cancelled) co_return std::unexpected(ImportFailure::cancelled);
    const auto piece = rest.first(std::min(rest.size(), planned_at_once));
    const auto planned = co_await services.store.plan_import(piece, options.new_companies);
    if (!planned) co_return std::unexpected(ImportFailure::unavailable);
    rest = rest.subspan(piece.size());
    progress.done += piece.size();
  }

  ImportReport report{.rows = file.rows, .counts = store::count_import(plan), .bad_lines = std::move(file.bad_lines)};
  const auto& counts = report.counts;
  if (options.dry_run || counts.added + counts.updated + counts.numbers_added == 0) co_return report;
  auto order_rows = [&] { store::order_import(plan); };
  co_await services.workers.run(std::move(order_rows));
  if (progress.cancelled) co_return std::unexpected(ImportFailure::cancelled);
  begin(progress, Phase::writing, plan.rows.size());
  const auto written = co_await services.store.run_import(plan, options.actor, options.now, progress.done);
  if (!written) co_return std::unexpected(ImportFailure::unavailable);
  report.counts = *written;
  co_return report;
}

}  // namespace teleperson::gateway
