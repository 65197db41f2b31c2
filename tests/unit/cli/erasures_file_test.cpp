#include "cli/erasures_file.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <unistd.h>

#include <gmock/gmock.h>

namespace teleperson::cli {
namespace {

using std::chrono_literals::operator""h;
using testing::HasSubstr;

class ErasuresFileTest : public ::testing::Test {
 protected:
  ErasuresFileTest() : path_(std::filesystem::temp_directory_path() / ("erasures-test-" + std::to_string(::getpid()))) {
    std::filesystem::remove(path_);
  }
  ~ErasuresFileTest() override { std::filesystem::remove(path_); }

  bool add(const std::vector<store::Erasure>& erasures) { return ErasuresFile::open(path_).value().add(erasures); }
  std::string text() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  static store::Erasure erasure(char digit, util::Timestamp at) {
    return {.user = phone::UserIdHash::parse(std::string(64, digit)).value(), .erased_at = at};
  }

  std::filesystem::path path_;
  util::Timestamp at_{std::chrono::sys_days(std::chrono::year(2026) / 3 / 1)};
};

TEST_F(ErasuresFileTest, HoldsALineForEachErasureAndRepeatsNone) {
  ASSERT_TRUE(add({erasure('a', at_)}));
  ASSERT_TRUE(add({erasure('a', at_), erasure('b', at_ + 1h)}));
  EXPECT_EQ(text(), std::string(64, 'a') + " 2026-03-01T00:00:00.000Z\n" + std::string(64, 'b') +
                        " 2026-03-01T01:00:00.000Z\n");
  struct ::stat status{};
  ::stat(path_.c_str(), &status);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
}

TEST_F(ErasuresFileTest, GivesTheLastErasureOfEach) {
  ASSERT_TRUE(add({erasure('a', at_)}));
  ASSERT_TRUE(add({erasure('a', at_ + 1h)}));
  const auto read = read_erasures_file(path_).value();
  ASSERT_EQ(read.size(), 1U);
  EXPECT_EQ(read[0].erased_at, at_ + 1h);
}

TEST_F(ErasuresFileTest, ALineThatWasCutShortByACrashDoesNotCount) {
  ASSERT_TRUE(add({erasure('a', at_)}));
  std::ofstream(path_, std::ios::app) << std::string(40, 'b');
  EXPECT_EQ(read_erasures_file(path_).value().size(), 1U);
  ASSERT_TRUE(add({erasure('c', at_)}));
  EXPECT_EQ(read_erasures_file(path_).value().size(), 2U);
}

TEST_F(ErasuresFileTest, RefusesWhatIsNoSuchFile) {
  std::ofstream(path_) << "name,domain\n";
  EXPECT_THAT(read_erasures_file(path_).error(), HasSubstr("line 1"));
  EXPECT_FALSE(ErasuresFile::open(path_));
  EXPECT_EQ(text(), "name,domain\n");
  EXPECT_THAT(read_erasures_file("/nowhere/file").error(), HasSubstr("cannot be read"));
  EXPECT_FALSE(ErasuresFile::open("/nowhere/file"));
}

}  // namespace
}  // namespace teleperson::cli
