#include "gateway/use_cases/company_listing.h"

#include <utility>

namespace teleperson::gateway {

namespace {

/// Asks the policy about one number after another, with everything else the same.
class Callability {
 public:
  Callability(const Services& services, const Session& session)
      : number_plan_(services.number_plan), now_(services.clock.now()) {
    request_.stage = policy::Stage::ticket;
    request_.server = services.setup.policy_server();
    facts_.caller = session.authority.caller;
    facts_.settings = session.authority.settings;
  }

  ListedNumber list(const store::DirectoryEntry& entry) {
    const auto& destination = entry.number.destination;
    facts_.destination = destination;
    const auto decision = policy::decide(request_, facts_, now_);
    ListedNumber number{.id = entry.number.id,
                        .label = entry.label,
                        .display = number_plan_.display(destination.number),
                        .region = std::nullopt,
                        .verified_at = destination.verified_at,
                        .refused = std::nullopt};
    if (!destination.info.regions.empty()) number.region = destination.info.regions.front();
    if (!decision) number.refused = decision.error();
    return number;
  }

 private:
  const phone::NumberPlan& number_plan_;
  util::Timestamp now_;
  policy::Request request_;
  policy::Facts facts_;
};

Answer<CompanyListing> to_listing(const Services& services, const Session& session,
                                  store::Result<store::CompanyPage> page, std::string_view operation) {
  if (!page) {
    services.metrics.store_error(operation);
    return std::unexpected<Refusal>(Trouble::unavailable);
  }
  Callability callability(services, session);
  CompanyListing listing;
  listing.next_cursor = std::move(page->next_cursor);
  for (auto& company : page->companies) {
    ListedCompany listed{.id = std::move(company.id),
                         .name = std::move(company.name),
                         .domain = std::move(company.domain),
                         .industry = std::move(company.industry),
                         .logo_url = std::move(company.logo_url),
                         .numbers = {}};
    for (const auto& entry : company.numbers)
      listed.numbers.push_back(callability.list(entry));
    listing.companies.push_back(std::move(listed));
  }
  return listing;
}

}  // namespace

util::Task<Answer<CompanyListing>> list_companies(const Services& services, const Session& session,
                                                  store::CompanyQuery query) {
  auto page = co_await services.store.companies(query);
  co_return to_listing(services, session, std::move(page), "companies");
}

util::Task<Answer<CompanyListing>> list_last_verified(const Services& services, const Session& session) {
  auto page = co_await services.store.last_verified();
  co_return to_listing(services, session, std::move(page), "last_verified");
}

}  // namespace teleperson::gateway
