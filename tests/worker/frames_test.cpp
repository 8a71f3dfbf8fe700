// What comes over the pipe is hostile: only what checks out becomes a record.
#include "frames.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "schouw/import/null_sink.h"

namespace schouw {
namespace {

class Taken : public NullSink {
 public:
  std::vector<Message> messages;
  std::vector<Problem> problems;
  std::vector<Connection> connections;
  void message(Message m) override { messages.push_back(std::move(m)); }
  void connection(Connection c) override { connections.push_back(std::move(c)); }
  void problem(Problem p) override { problems.push_back(std::move(p)); }
};

Message sample() {
  Message m{.platform = "mail", .kind = MessageKind::message};
  m.conversation = {.key = "1@school.example", .kind = ConversationKind::mail, .title = "Schoolreis"};
  m.time = instant_ms(1'767'600'720'000, Precision::second, "Mon, 5 Jan 2026");
  m.sender = AccountRef{.display_name = "Bas de Wit", .email = "bas@thuis.example"};
  m.recipients = {{.email = "k.jansen@school.example"}, {.native_id = "/o=school/cn=jansen"}};
  m.text = "Kan Tim mee?";
  m.attachments = {{.name = "a.jpg", .kind = AttachmentKind::image, .bytes = 3, .present = true}};
  m.attachments[0].gps = GeoPoint{52.1, 5.2};
  m.attachments[0].width = 640;
  m.flags.deleted = true;
  m.locator = Locator::with_id("Postvak IN/0x200024");
  return m;
}

template <class Value>
std::string frame(FrameKind kind, Value value) {
  WireWriter wire;
  each(wire, value);
  const std::string values = wire.take();
  std::string out(1, static_cast<char>(kind));
  for (int i = 0; i < 4; ++i) out += static_cast<char>(values.size() >> (8 * i) & 0xFF);
  return out + values;
}
const std::string kEnd = std::string(1, static_cast<char>(FrameKind::end)) + std::string(4, '\0');

TEST(Frames, carry_a_record_whole) {
  const std::string bytes = frame(FrameKind::message, sample()) + kEnd;
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, bytes.size()}) {
    Taken taken;
    FrameTaker frames(taken);
    for (std::size_t at = 0; at < bytes.size(); at += piece) ASSERT_TRUE(frames.take(bytes.substr(at, piece)));
    EXPECT_TRUE(frames.complete());
    ASSERT_EQ(taken.messages.size(), 1u);
    const Message& got = taken.messages[0];
    const Message sent = sample();
    EXPECT_EQ(got.conversation.key, sent.conversation.key);
    EXPECT_EQ(got.time, sent.time);
    EXPECT_EQ(got.sender, sent.sender);
    EXPECT_EQ(got.recipients, sent.recipients);
    EXPECT_EQ(got.text, sent.text);
    ASSERT_EQ(got.attachments.size(), 1u);
    EXPECT_EQ(got.attachments[0].gps, sent.attachments[0].gps);
    EXPECT_EQ(got.attachments[0].width, sent.attachments[0].width);
    EXPECT_FALSE(got.attachments[0].height.has_value());
    EXPECT_EQ(got.flags, sent.flags);
    EXPECT_EQ(got.locator, sent.locator);
  }
}

TEST(Frames, a_record_that_is_cut_is_none) {
  const std::string bytes = frame(FrameKind::message, sample());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    Taken taken;
    FrameTaker frames(taken);
    frames.take(bytes.substr(0, at));
    EXPECT_TRUE(taken.messages.empty());
    EXPECT_FALSE(frames.complete());
  }
}

TEST(Frames, no_byte_that_is_changed_does_harm) {
  const std::string bytes = frame(FrameKind::message, sample()) + kEnd;
  int refused = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at)
    for (const int bit : {0, 3, 7}) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
      Taken taken;
      FrameTaker frames(taken);
      if (!frames.take(changed) || !frames.complete()) ++refused;
    }
  EXPECT_GT(refused, 100);
}

struct Lie {
  const char* name;
  std::string bytes;
};

TEST(Frames, lies_are_refused) {
  Message bad_digest = sample();
  bad_digest.attachments[0].sha256 = "../../etc";
  const std::string endless = std::string(1, '\0') + std::string(4, '\xFF');
  const Lie lies[] = {
      {.name = "a kind that does not exist", .bytes = std::string(1, '\x63') + std::string(4, '\0')},
      {.name = "a length beyond all measure", .bytes = endless},
      {.name = "a digest that is none", .bytes = frame(FrameKind::message, bad_digest)},
      {.name = "a problem nobody knows", .bytes = frame(FrameKind::problem, Problem{.code = "made-up"})},
      {.name = "something behind the end", .bytes = kEnd + frame(FrameKind::message, sample())},
      {.name = "an end with something in it", .bytes = frame(FrameKind::end, std::string("x"))},
      {.name = "more recipients than bytes", .bytes = frame(FrameKind::rejected, std::string(200, '\xFF'))},
  };
  for (const Lie& lie : lies) {
    Taken taken;
    FrameTaker frames(taken);
    EXPECT_FALSE(frames.take(lie.bytes)) << lie.name;
    EXPECT_TRUE(taken.messages.empty()) << lie.name;
  }
}

TEST(Frames, text_that_is_no_text_is_made_text) {
  Message m = sample();
  m.text = "a\xFFz";
  Taken taken;
  FrameTaker frames(taken);
  ASSERT_TRUE(frames.take(frame(FrameKind::message, m)));
  EXPECT_EQ(taken.messages.at(0).text, "a\uFFFDz");
}

}  // namespace
}  // namespace schouw
