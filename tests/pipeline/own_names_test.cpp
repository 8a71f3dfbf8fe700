// A download of Facebook tells its owner by name alone in chats; the profile says which account that is.
#include <gtest/gtest.h>

#include "test_case.h"

namespace schouw::testing {
namespace {

// "Jan Visser" fits two people: social media leave the prefix out.
constexpr std::string_view kNamesakes =
    "person_id,role,given_name,infix,family_name,email\n"
    "m01,staff,Jan,,Visser,jan@school.example\n"
    "l01,pupil,Jan,de,Visser,\n"
    "l02,pupil,Noor,,Kwikstaart,\n";

class OwnNames : public ::testing::Test {
 protected:
  void write_profile(const std::string& folder, const std::string& name, const std::string& mail) {
    write(folder_ / ("exports/" + folder + "/profile_information/profile_information.json"),
          R"({"profile_v2": {"name": {"full_name": ")" + name + R"("}, "username": ")" + folder + R"(", "emails": {"emails": [")" + mail + R"("]}}})");
  }
  void write_chat(const std::string& folder, const std::string& one, const std::string& other) {
    write(folder_ / ("exports/" + folder + "/messages/inbox/x_1abc/message_1.json"),
          R"({"participants": [{"name": ")" + other + R"("}, {"name": ")" + one + R"("}], "messages": [
              {"sender_name": ")" + one + R"(", "timestamp_ms": 1772480000000, "content": "van )" + one + R"("},
              {"sender_name": ")" + other + R"(", "timestamp_ms": 1772470000000, "content": "van )" + other + R"("}],
              "title": ")" + other + R"(", "thread_path": "inbox/x_1abc"})");
  }
  void write_friend(const std::string& folder, const std::string& name) {
    write(folder_ / ("exports/" + folder + "/friends_and_followers/friends.json"),
          R"({"friends_v2": [{"name": ")" + name + R"(", "timestamp": 1772400000}]})");
  }

  /// Person and band of whoever wrote the text, as "m01 probable"; "" for nobody.
  std::string sender_of(const std::string& text) {
    write(folder_ / "people.csv", kNamesakes);
    Plan plan = plain_plan(folder_.path());
    plan.registers.people = {folder_ / "people.csv"};
    auto store = create_case(folder_ / "case", plan);
    EXPECT_TRUE(store.has_value()) << words(store.error());
    ingest_into(*store, {folder_ / "exports"});
    for (const Json& message : records(*store, "messages"))
      if (message.str("text") == text) {
        const std::string person(message.at("sender").str("person_id"));
        return person.empty() ? person : person + " " + std::string(message.at("sender").str("band"));
      }
    ADD_FAILURE() << "not read: " << text;
    return "?";
  }

  TempFolder folder_;
};

TEST_F(OwnNames, are_those_of_the_owner_where_a_name_fits_two) {
  write_profile("jan", "Jan Visser", "jan@school.example");
  write_chat("jan", "Jan Visser", "Noor Kwikstaart");
  EXPECT_EQ(sender_of("van Jan Visser"), "m01 probable");
}

TEST_F(OwnNames, leave_the_other_as_they_are) {
  write_profile("jan", "Jan Visser", "jan@school.example");
  write_chat("jan", "Jan Visser", "Noor Kwikstaart");
  EXPECT_EQ(sender_of("van Noor Kwikstaart"), "l02 probable");
}

/// The friend is another: which of the two wrote, the export does not say.
TEST_F(OwnNames, are_nobodys_where_a_friend_bears_the_same) {
  write_profile("jan", "Jan Visser", "jan@school.example");
  write_friend("jan", "Jan Visser");
  write_chat("jan", "Jan Visser", "Noor Kwikstaart");
  EXPECT_EQ(sender_of("van Jan Visser"), "");
}

TEST_F(OwnNames, are_nobodys_where_both_in_a_chat_bear_the_same) {
  write_profile("jan", "Jan Visser", "jan@school.example");
  write_chat("jan", "Jan Visser", "Jan Visser");
  EXPECT_EQ(sender_of("van Jan Visser"), "");
}

TEST_F(OwnNames, are_nobodys_in_the_download_of_somebody_else) {
  write_profile("jan", "Jan Visser", "jan@school.example");
  write_profile("noor", "Noor Kwikstaart", "");
  write_chat("noor", "Noor Kwikstaart", "Jan Visser");
  EXPECT_EQ(sender_of("van Jan Visser"), "");
}

TEST_F(OwnNames, are_nobodys_where_two_owners_bear_the_same) {
  write_profile("jan", "Jan Visser", "jan@school.example");
  write_profile("jan2", "Jan Visser", "");
  write_chat("jan", "Jan Visser", "Noor Kwikstaart");
  EXPECT_EQ(sender_of("van Jan Visser"), "");
}

}  // namespace
}  // namespace schouw::testing
