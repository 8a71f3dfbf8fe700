// Whose the messages of an owner are: the profile file names the owner, the messages bear only a handle.
#include <gtest/gtest.h>

#include <map>

#include "test_case.h"

namespace schouw::testing {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kOwners =
    "person_id,role,given_name,family_name,email\n"
    "m01,staff,Noor,Bakker,noor@school.example\n"
    "m02,staff,Karin,Bos,karin@school.example\n";

class Owner : public ::testing::Test {
 protected:
  /// A download of TikTok in which its owner writes to `other`.
  void write_tiktok(const std::string& name, const std::string& handle, const std::string& mail, const std::string& other) {
    write(folder_ / ("exports/" + name + "/user_data_tiktok.json"),
          R"({"Profile": {"Profile Info": {"ProfileMap": {"userName": ")" + handle + R"(", "emailAddress": ")" + mail +
              R"("}}}, "Direct Message": {"Direct Messages": {"ChatHistory": {"Chat History with )" + other +
              R"(:": [{"Date": "2025-03-29 01:00:00", "From": ")" + handle + R"(", "Content": "Van )" + name +
              R"("}, {"Date": "2025-03-29 01:00:05", "From": ")" + other + R"(", "Content": "Aan )" + name + R"("}]}}}})");
  }

  /// By the text of a message: the person who sent it, or nothing.
  std::map<std::string, std::string> senders() {
    write(folder_ / "people.csv", kOwners);
    Plan plan = plain_plan(folder_.path());
    plan.registers.people = {folder_ / "people.csv"};
    auto store = create_case(folder_ / "case", plan);
    EXPECT_TRUE(store.has_value()) << words(store.error());
    ingest_into(*store, {folder_ / "exports"});
    std::map<std::string, std::string> out;
    for (const Json& message : records(*store, "messages"))
      out[std::string(message.str("text"))] = std::string(message.at("sender").str("person_id"));
    return out;
  }

  TempFolder folder_;
};

using Senders = std::map<std::string, std::string>;

TEST_F(Owner, is_known_in_messages_by_the_handle_of_the_profile) {
  write_tiktok("noor", "juf_noor", "noor@school.example", "bas.v");
  EXPECT_EQ(senders(), (Senders{{"Van noor", "m01"}, {"Aan noor", ""}}));
}

TEST_F(Owner, is_known_in_the_download_of_somebody_else) {
  write_tiktok("noor", "juf_noor", "noor@school.example", "bas.v");
  write_tiktok("bas", "bas.v", "", "@Juf_Noor");
  EXPECT_EQ(senders(), (Senders{{"Van noor", "m01"}, {"Aan noor", ""}, {"Van bas", ""}, {"Aan bas", "m01"}}));
}

/// A handle can go from one person to another.
TEST_F(Owner, of_two_who_bear_one_handle_is_nobody) {
  write_tiktok("noor", "juf_6b", "noor@school.example", "bas.v");
  write_tiktok("karin", "juf_6b", "karin@school.example", "kim.k");
  EXPECT_EQ(senders(), (Senders{{"Van noor", ""}, {"Aan noor", ""}, {"Van karin", ""}, {"Aan karin", ""}}));
}

TEST_F(Owner, of_old_downloads_of_instagram_too) {
  write(folder_ / "exports/ig/profile.json",
        R"({"username": "juf.noor", "name": "Noor Bakker", "email": "noor@school.example", "private_account": false,
            "date_joined": "2015-01-01T10:00:00"})");
  write(folder_ / "exports/ig/messages.json",
        R"([{"participants": ["juf.noor", "bas.v"], "conversation": [
            {"sender": "juf.noor", "created_at": "2020-03-01T09:00:00.123456+00:00", "text": "Hoi Bas"},
            {"sender": "bas.v", "created_at": "2020-03-01T09:01:00.123456+00:00", "text": "Dag juf"}]}])");
  const Senders found = senders();
  EXPECT_EQ(found.at("Hoi Bas"), "m01");
  EXPECT_EQ(found.at("Dag juf"), "");
}

}  // namespace
}  // namespace schouw::testing
