#include "gateway/endpoints/company_document.h"

#include <algorithm>
#include <array>

#include "util/encoding.h"

namespace teleperson::gateway {
namespace {

std::optional<std::string> time_text(const std::optional<util::Timestamp>& time) {
  return time ? std::optional(util::to_rfc3339(*time)) : std::nullopt;
}

void write_number(util::JsonWriter& json, const phone::NumberPlan& plan, const store::CatalogueNumber& number) {
  const auto& destination = number.entry.number.destination;
  json.object([&] {
    json.field("id", number.entry.number.id);
    json.field("e164", destination.number.text());
    json.field("display", plan.display(destination.number));
    json.field("label", number.entry.label);
    json.array("regions", [&] {
      for (const auto& region : destination.info.regions)
        json.value(region);
    });
    json.field("kind", phone::to_string(destination.info.kind));
    json.field("verified_at", time_text(destination.verified_at));
    json.field("verified_until", time_text(destination.verified_until));
    json.field("verified_by", number.verified_by);
    json.field("verified_by_name", number.verified_by_name);
    json.field("verification_source", number.verification_source);
    json.field("created_at", util::to_rfc3339(number.created_at));
  });
}

template <class Value, std::size_t size>
std::optional<Value> find_choice(const std::array<std::pair<std::string_view, Value>, size>& choices,
                                 std::string_view name) {
  for (const auto& [choice, value] : choices) {
    if (choice == name) return value;
  }
  return std::nullopt;
}

using Review = store::CatalogueQuery::Review;
constexpr std::array<std::pair<std::string_view, Review>, 3> reviews{
    {{"any", Review::any}, {"pending", Review::pending}, {"reviewed", Review::reviewed}}};

using Numbers = store::CatalogueQuery::Numbers;
constexpr std::array<std::pair<std::string_view, Numbers>, 4> number_states{{{"any", Numbers::any},
                                                                             {"unverified", Numbers::unverified},
                                                                             {"lapsing", Numbers::lapsing},
                                                                             {"lapsed", Numbers::lapsed}}};

}  // namespace

void write_company(util::JsonWriter& json, const phone::NumberPlan& plan, const store::CatalogueCompany& company) {
  const auto& details = company.details;
  json.object([&] {
    json.field("id", company.id);
    json.field("name", details.name);
    json.field("domain", details.domain);
    json.array("aliases", [&] {
      for (const auto& alias : details.aliases)
        json.value(alias);
    });
    json.field("industry", details.industry);
    json.field("logo_url", details.logo_url);
    json.field("description", details.description);
    json.field("reviewed_at", time_text(company.reviewed_at));
    json.field("created_at", util::to_rfc3339(company.created_at));
    json.array("numbers", [&] {
      for (const auto& number : company.numbers)
        write_number(json, plan, number);
    });
  });
}

CompanyForm take_company(JsonFields& fields) {
  constexpr std::size_t longest = 4000;  // the form itself has bounds for each, and says them
  return {.name = fields.optional_text("name", longest).value_or(""),
          .domain = fields.optional_text("domain", longest).value_or(""),
          .aliases = fields.texts("aliases", 200, longest),
          .industry = fields.optional_text("industry", longest).value_or(""),
          .logo_url = fields.optional_text("logo_url", longest).value_or(""),
          .description = fields.optional_paragraph("description", longest).value_or("")};
}

std::expected<store::CatalogueQuery, std::string_view> parse_catalogue_query(std::string_view query) {
  constexpr std::size_t longest_words = 400;
  constexpr std::size_t longest_cursor = 400;
  const auto fields = util::parse_form(query);
  if (!fields) return std::unexpected("Percent-encode the query correctly.");
  store::CatalogueQuery parsed;
  for (const auto& [name, value] : *fields) {
    if (std::ranges::count(*fields, name, &std::pair<std::string, std::string>::first) > 1) {
      return std::unexpected("Give each parameter once at most.");
    }
    if (name == "q") {
      if (value.size() > longest_words || !util::is_utf8(value) || value.contains('\0')) {
        return std::unexpected("`q` must be UTF-8 text of at most 400 bytes.");
      }
      parsed.words = value;
    } else if (name == "state") {
      const auto review = find_choice(reviews, value);
      if (!review) return std::unexpected("`state` must be any, pending or reviewed.");
      parsed.review = *review;
    } else if (name == "numbers") {
      const auto state = find_choice(number_states, value);
      if (!state) return std::unexpected("`numbers` must be any, unverified, lapsing or lapsed.");
      parsed.numbers = *state;
    } else if (name == "cursor") {
      if (value.size() > longest_cursor || !store::valid_cursor(value)) {
        return std::unexpected("`cursor` must be the `next_cursor` of the page before.");
      }
      parsed.cursor = value;
    } else {
      return std::unexpected("The parameters are `q`, `state`, `numbers` and `cursor`.");
    }
  }
  return parsed;
}

}  // namespace teleperson::gateway
