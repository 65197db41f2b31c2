#include "cli/configuration.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/option.h"

namespace teleperson::cli {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class Configuration : public ::testing::Test {
 protected:
  Configuration() : folder_(std::filesystem::temp_directory_path() / ("cli-test-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_);
  }
  ~Configuration() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path write(const std::string& name, const std::string& text) {
    const auto path = folder_ / name;
    std::ofstream(path) << text;
    std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    return path;
  }

  static Complaints complaints(const Sources& sources) {
    const auto loaded = load_configuration(sources);
    return loaded ? Complaints{} : loaded.error();
  }

  std::filesystem::path folder_;
};

TEST_F(Configuration, DefaultsAreThoseOfTheTable) {
  const auto loaded = load_configuration({});
  ASSERT_TRUE(loaded);
  for (const auto& option : options()) {
    if (option.default_text.empty()) continue;
    EXPECT_EQ(option.show(loaded->config), option.default_text) << option.name;
  }
}

TEST_F(Configuration, EveryOptionTakesItsOwnDefault) {
  for (const auto& option : options()) {
    if (option.default_text.empty()) continue;
    gateway::Config config;
    EXPECT_EQ(option.apply(config, std::string(option.default_text)), "") << option.name;
  }
}

TEST_F(Configuration, FlagsBeatEnvironmentBeatsFile) {
  const auto toml = write("voice.toml", "token_ttl_seconds = 301\nlog_level = \"debug\"\nticket_ttl_seconds = 10\n");
  const auto loaded = load_configuration({.flags = {{"TOKEN_TTL_SECONDS", "303"}},
                                          .environment = {{"TOKEN_TTL_SECONDS", "302"}, {"LOG_LEVEL", "warn"}},
                                          .toml_file = toml});
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->config.token_ttl.count(), 303);
  EXPECT_EQ(loaded->config.log_level, util::LogLevel::warn);
  EXPECT_EQ(loaded->config.ticket_ttl.count(), 10);
  EXPECT_EQ(loaded->origins.at("TICKET_TTL_SECONDS"), toml.string());
}

TEST_F(Configuration, SaysAllThatIsWrongAtOnce) {
  EXPECT_THAT(complaints({.flags = {},
                          .environment = {{"PUBLIC_URL", "http://example.com"}, {"TOKEN_TTL_SECONDS", "1"}},
                          .toml_file = {}}),
              ElementsAre(AllOf(HasSubstr("PUBLIC_URL"), HasSubstr("https")),
                          AllOf(HasSubstr("TOKEN_TTL_SECONDS"), HasSubstr("300"))));
}

TEST_F(Configuration, RefusesAValueBesideItsFile) {
  const auto secret = write("secret", "s3cret\n");
  EXPECT_THAT(
      complaints(
          {.flags = {}, .environment = {{"HASH_KEY", "k"}, {"HASH_KEY_FILE", secret.string()}}, .toml_file = {}}),
      ElementsAre(HasSubstr("HASH_KEY and HASH_KEY_FILE")));
}

TEST_F(Configuration, ReadsSecretsFromFilesWithoutTheNewline) {
  const auto secret = write("secret", "s3cret\r\n");
  const auto loaded = load_configuration(
      {.flags = {}, .environment = {{"TWILIO_API_KEY_SECRET_FILE", secret.string()}}, .toml_file = {}});
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->config.twilio.api_key_secret.reveal(), "s3cret");
  EXPECT_TRUE(loaded->warnings.empty());
}

TEST_F(Configuration, WarnsOfASecretThatOthersCanRead) {
  const auto secret = write("secret", "s3cret");
  std::filesystem::permissions(secret, std::filesystem::perms::others_read, std::filesystem::perm_options::add);
  const auto loaded =
      load_configuration({.flags = {}, .environment = {{"HASH_KEY_FILE", secret.string()}}, .toml_file = {}});
  ASSERT_TRUE(loaded);
  EXPECT_THAT(loaded->warnings, ElementsAre(HasSubstr("chmod 600")));
}

TEST_F(Configuration, TakesADatabasePasswordFromEverywhereButAFlag) {
  const std::string url = "postgresql://voice:hunter2@localhost/app";
  const auto refused = complaints({.flags = {{"DATABASE_URL", url}}, .environment = {}, .toml_file = {}});
  EXPECT_THAT(refused, ElementsAre(AllOf(HasSubstr("--database-url"), HasSubstr("DATABASE_URL_FILE"))));
  EXPECT_THAT(refused, Not(Contains(HasSubstr("hunter2"))));

  const auto path = write("database-url", url + "\n");
  const auto loaded = load_configuration({.flags = {}, .environment = {{"DATABASE_URL_FILE", path}}, .toml_file = {}});
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->config.database_url, url);
  EXPECT_TRUE(loaded->warnings.empty());
  const auto shown = std::ranges::find(options(), "DATABASE_URL", &Option::name)->show(loaded->config);
  EXPECT_EQ(shown, "postgresql://voice:***@localhost/app");

  std::filesystem::permissions(path, std::filesystem::perms::others_read, std::filesystem::perm_options::add);
  EXPECT_THAT(
      load_configuration({.flags = {}, .environment = {{"DATABASE_URL_FILE", path}}, .toml_file = {}})->warnings,
      ElementsAre(HasSubstr("chmod 600")));
  EXPECT_TRUE(
      complaints({.flags = {{"DATABASE_URL", "postgresql://voice@localhost/app"}}, .environment = {}, .toml_file = {}})
          .empty());
}

TEST_F(Configuration, TheSchemaMayBeAFlagOfItsOwn) {
  const auto with = [](const std::string& url, const std::string& schema) {
    return load_configuration(
        {.flags = {{"DATABASE_URL", url}, {"DATABASE_SCHEMA", schema}}, .environment = {}, .toml_file = {}});
  };
  EXPECT_EQ(with("postgresql://localhost/app", "voice")->config.database_url,
            "postgresql://localhost/app?schema=voice");
  EXPECT_EQ(with("postgresql://localhost/app?schema=other", "voice")->config.database_url,
            "postgresql://localhost/app?schema=other&schema=voice");
  EXPECT_THAT(with("sqlite:voice.db", "voice").error(), ElementsAre(HasSubstr("DATABASE_SCHEMA")));
  EXPECT_THAT(with("postgresql://localhost/app", "Voice").error(), ElementsAre(HasSubstr("lower-case")));
  EXPECT_EQ(flag_of(*std::ranges::find(options(), "DATABASE_SCHEMA", &Option::name)), "--schema");
}

TEST_F(Configuration, RefusesMissingEmptyAndHugeSecretFiles) {
  const auto empty = write("empty", "\n");
  const auto huge = write("huge", std::string(20'000, 'x'));
  for (const auto& path : {folder_ / "missing", empty, huge, folder_}) {
    EXPECT_THAT(complaints({.flags = {}, .environment = {{"HASH_KEY_FILE", path.string()}}, .toml_file = {}}),
                ElementsAre(HasSubstr("HASH_KEY_FILE")))
        << path;
  }
}

TEST_F(Configuration, RefusesUnknownAndMalformedToml) {
  EXPECT_THAT(complaints({.flags = {}, .environment = {}, .toml_file = write("a.toml", "listen = \"x\"\n")}),
              ElementsAre(HasSubstr("`listen`")));
  EXPECT_THAT(complaints({.flags = {}, .environment = {}, .toml_file = write("b.toml", "hash_key = s3cret\n")}),
              ElementsAre(AllOf(HasSubstr("line 1"), Not(HasSubstr("s3cret")))));
  EXPECT_THAT(complaints({.flags = {}, .environment = {}, .toml_file = write("c.toml", "[log_level]\nx = 1\n")}),
              ElementsAre(HasSubstr("`log_level`")));
  EXPECT_THAT(complaints({.flags = {}, .environment = {}, .toml_file = folder_ / "missing.toml"}),
              ElementsAre(HasSubstr("missing.toml")));
}

TEST_F(Configuration, TakesListsInToml) {
  const auto toml = write("voice.toml", "allowed_origins = [\"https://a.example.com\", \"https://b.example.com\"]\n");
  const auto loaded = load_configuration({.flags = {}, .environment = {}, .toml_file = toml});
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->config.allowed_origins.size(), 2U);
}

TEST_F(Configuration, NeverRepeatsASecret) {
  const auto all = complaints({.flags = {}, .environment = {{"TWILIO_AUTH_TOKEN", "s3cret,,"}}, .toml_file = {}});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_THAT(all[0], Not(HasSubstr("s3cret")));
}

TEST_F(Configuration, AnEmptyVariableIsNotSet) {
  const auto loaded =
      load_configuration({.flags = {}, .environment = {{"PUBLIC_URL", ""}, {"LOG_LEVEL", ""}}, .toml_file = {}});
  ASSERT_TRUE(loaded);
  EXPECT_TRUE(loaded->config.public_url.empty());
}

TEST_F(Configuration, WarnsOfMistypedTwilioNames) {
  const auto loaded = load_configuration({.flags = {}, .environment = {{"TWILIO_APP_SID", "x"}}, .toml_file = {}});
  ASSERT_TRUE(loaded);
  EXPECT_THAT(loaded->warnings, Contains(HasSubstr("TWILIO_APP_SID")));
}

/// The table of docs/configuration.md, as the option table has it.
std::string documented() {
  std::string text = "| name | default | meaning |\n| --- | --- | --- |\n";
  for (const auto& option : options()) {
    text += "| `" + std::string(option.name) + "` |";
    text += option.default_text.empty() ? " " : " `" + std::string(option.default_text) + "` ";
    text += "| " + std::string(option.help) + (option.secret ? " *Secret: no flag.*" : "") +
            (option.from_file ? " *Also `" + std::string(option.name) + "_FILE`.*" : "") + " |\n";
  }
  return text;
}

TEST(ConfigurationDocument, HasTheTableOfOptions) {
  std::ifstream file(SOURCE_DIR "/docs/configuration.md");
  const std::string text(std::istreambuf_iterator<char>(file), {});
  EXPECT_THAT(text, HasSubstr(documented()));
}

}  // namespace
}  // namespace teleperson::cli
