// Writes invented school messages, the same bytes on every machine:
//   make_corpus whatsapp|teams|telegram|facebook|mbox|maildir|mixed|lines|texts MESSAGES FOLDER
// All forms hold the same messages; `mixed` is a part in each of five of them, and `lines` and `texts` are for the peers.
// Words follow Zipf's law over a vocabulary of about fifty thousand; a message has 80 bytes on average, a conversation
// 600 messages.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "words.h"

namespace schouw::bench {
namespace {

constexpr std::uint64_t kMessagesPerChat = 600;
constexpr std::size_t kVocabulary = 50'000;

// SplitMix64: the standard library's distributions differ between libraries.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  std::uint64_t below(std::uint64_t n) { return next() % n; }
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

 private:
  std::uint64_t state_;
};

std::string word_of(std::size_t rank) {
  if (rank < kWords.size()) return std::string(kWords[rank]);
  // The tail: compounds and made-up names, as Dutch makes them.
  const std::size_t n = rank - kWords.size();
  std::string word(kStems[n % kStems.size()]);
  word += kWords[48 + (n / kStems.size()) % (kWords.size() - 48)];
  for (std::size_t more = n / (kStems.size() * (kWords.size() - 48)); more > 0; more /= 10)
    word += static_cast<char>('a' + static_cast<char>(more % 10));
  return word;
}

// The inverse of a Zipf distribution with exponent 1, by its integral: no table of fifty thousand sums.
std::size_t zipf(Random& random) {
  const double top = std::log(static_cast<double>(kVocabulary) + 3.7) - std::log(3.7);
  const double rank = 3.7 * std::exp(random.unit() * top) - 3.7;
  return std::min(static_cast<std::size_t>(rank), kVocabulary - 1);
}

struct Message {
  std::uint64_t number = 0, chat = 0, sender = 0;
  std::int64_t second = 0;  ///< since 2024-09-01
  std::string text;
};

std::string name_of(std::uint64_t sender) {
  return std::string(kGivenNames[sender % kGivenNames.size()]) + " " +
         std::string(kFamilyNames[(sender / kGivenNames.size()) % kFamilyNames.size()]);
}

class Corpus {
 public:
  /// Messages `first` to `last` of an endless row.
  Corpus(std::uint64_t first, std::uint64_t last) : messages_(last) {
    Message skipped;
    while (number_ < first && next(skipped)) {}
  }

  bool next(Message& message) {
    if (number_ >= messages_) return false;
    message.number = number_;
    message.chat = number_ / kMessagesPerChat;
    message.sender = (message.chat * 7 + random_.below(12)) % 576;
    second_ = number_ % kMessagesPerChat == 0 ? static_cast<std::int64_t>(message.chat % 40) * 86'400 : second_;
    second_ += static_cast<std::int64_t>(random_.below(7200));
    message.second = second_;
    message.text.clear();
    const std::uint64_t words = 2 + random_.below(17);
    for (std::uint64_t i = 0; i < words; ++i) {
      if (i > 0) message.text += ' ';
      message.text += word_of(zipf(random_));
    }
    message.text += random_.below(4) == 0 ? "?" : ".";
    if (random_.below(12) == 0) message.text += " \xF0\x9F\x98\x8A";
    ++number_;
    return true;
  }

 private:
  std::uint64_t messages_, number_ = 0;
  std::int64_t second_ = 0;
  Random random_{20240901};
};

struct Clock {
  int year, month, day, hour, minute, second;
};

Clock clock_of(std::int64_t second) {
  // 1 September 2024 onwards; days to a date by Howard Hinnant's algorithm.
  const std::int64_t days = 19'967 + second / 86'400 + 719'468;
  const std::int64_t era = days / 146'097;
  const std::int64_t doe = days % 146'097;
  const std::int64_t yoe = (doe - doe / 1460 + doe / 36'524 - doe / 146'096) / 365;
  const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const std::int64_t mp = (5 * doy + 2) / 153;
  const int month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  const int rest = static_cast<int>(second % 86'400);
  return {static_cast<int>(yoe + era * 400 + (month <= 2 ? 1 : 0)),
          month,
          static_cast<int>(doy - (153 * mp + 2) / 5 + 1),
          rest / 3600,
          rest / 60 % 60,
          rest % 60};
}

template <class... Values>
std::string form(const char* pattern, Values... values) {
  char text[512];
  const int length = std::snprintf(text, sizeof text, pattern, values...);
  return std::string(text, static_cast<std::size_t>(length));
}

unsigned long long wide(std::uint64_t number) { return number; }

std::string iso(const Clock& c) {
  return form("%04d-%02d-%02dT%02d:%02d:%02dZ", c.year, c.month, c.day, c.hour, c.minute, c.second);
}

void write_whatsapp(Corpus corpus, const std::filesystem::path& folder) {
  Message message;
  std::ofstream out;
  for (std::uint64_t open = ~std::uint64_t{0}; corpus.next(message);) {
    if (message.chat != open) {
      open = message.chat;
      out.close();
      out.open(folder / form("WhatsApp-chat met Groep %llu.txt", static_cast<unsigned long long>(open)),
               std::ios::binary);
      out << "01-09-2024 08:00 - Berichten en oproepen zijn end-to-end versleuteld. Tik voor meer informatie.\n";
    }
    const Clock c = clock_of(message.second);
    out << form("%02d-%02d-%04d %02d:%02d - ", c.day, c.month, c.year, c.hour, c.minute) << name_of(message.sender)
        << ": " << message.text << "\n";
  }
}

// Pages of fifty, as Microsoft Graph gives them.
void write_teams(Corpus corpus, const std::filesystem::path& folder) {
  Message message;
  std::ofstream out;
  std::uint64_t page = 0, on_page = 50, chat = ~std::uint64_t{0};
  while (corpus.next(message)) {
    if (on_page == 50 || message.chat != chat) {
      if (out.is_open()) out << "]}\n";
      out.close();
      chat = message.chat;
      on_page = 0;
      out.open(folder / form("messages_%06llu.json", static_cast<unsigned long long>(page++)), std::ios::binary);
      out << form(
          "{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#chats('19%%3Achat%llu')/"
          "messages\",\"value\":[",
          static_cast<unsigned long long>(chat));
    }
    const std::string when = iso(clock_of(message.second));
    out << (on_page++ > 0 ? "," : "")
        << form(
               "{\"id\":\"%llu\",\"replyToId\":null,\"etag\":\"%llu\",\"messageType\":\"message\",\"createdDateTime\":"
               "\"",
               1'725'177'600'000ull + message.number, 1'725'177'600'000ull + message.number)
        << when << "\",\"lastModifiedDateTime\":\"" << when
        << form(
               "\",\"chatId\":\"19:chat%llu@thread.v2\",\"importance\":\"normal\",\"from\":{\"user\":{\"id\":"
               "\"00000000-0000-4000-8000-%012llu\",\"displayName\":\"",
               static_cast<unsigned long long>(chat), static_cast<unsigned long long>(message.sender))
        << name_of(message.sender)
        << "\",\"userIdentityType\":\"aadUser\"}},\"body\":{\"contentType\":\"html\",\"content\":\"<p>" << message.text
        << "</p>\"},\"attachments\":[],\"mentions\":[],\"reactions\":[]}";
  }
  if (out.is_open()) out << "]}\n";
}

std::string mail_of(const Message& message) {
  constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Clock c = clock_of(message.second);
  return "From: " + name_of(message.sender) + form(" <p%llu@school.example.nl>\n", wide(message.sender)) +
         form("To: groep%llu@school.example.nl\n", wide(message.chat)) +
         form("Date: %d %s %04d %02d:%02d:%02d +0000\n", c.day, kMonths[c.month - 1], c.year, c.hour, c.minute,
              c.second) +
         form("Message-ID: <%llu@school.example.nl>\n", wide(message.number)) +
         "Subject: " + message.text.substr(0, message.text.find(' ')) +
         "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" +
         message.text + "\n";
}

void write_mbox(Corpus corpus, const std::filesystem::path& folder) {
  std::ofstream out(folder / "alle-mail.mbox", std::ios::binary);
  for (Message message; corpus.next(message);) {
    const Clock c = clock_of(message.second);
    out << form("From p%llu@school.example.nl %02d-%02d-%04d\n", wide(message.sender), c.day, c.month, c.year)
        << mail_of(message) << "\n";
  }
}

// As mail programs keep it: a file a mail, in folders of ten thousand.
void write_maildir(Corpus corpus, const std::filesystem::path& folder) {
  for (Message message; corpus.next(message);) {
    const std::filesystem::path box = folder / form("map%03llu", wide(message.number / 10'000));
    if (message.number % 10'000 == 0)
      for (const char* part : {"cur", "new", "tmp"}) std::filesystem::create_directories(box / part);
    std::ofstream(box / "cur" / form("%llu.school:2,S", wide(message.number)), std::ios::binary) << mail_of(message);
  }
}

// "Export Telegram data": one file with all chats.
void write_telegram(Corpus corpus, const std::filesystem::path& folder) {
  std::ofstream out(folder / "result.json", std::ios::binary);
  out << "{\"about\":\"Here is the data you requested.\",\"chats\":{\"about\":\"\",\"list\":[";
  std::uint64_t chat = ~std::uint64_t{0};
  for (Message message; corpus.next(message);) {
    const bool fresh = message.chat != chat;
    if (fresh) {
      if (chat != ~std::uint64_t{0}) out << "]},";
      chat = message.chat;
      out << form("{\"name\":\"Groep %llu\",\"type\":\"private_supergroup\",\"id\":%llu,\"messages\":[", wide(chat),
                  1'000'000'000 + wide(chat));
    }
    const std::string when = iso(clock_of(message.second));
    out << (fresh ? "" : ",") << form("{\"id\":%llu,\"type\":\"message\",\"date\":\"", wide(message.number + 1))
        << when.substr(0, when.size() - 1)
        << form("\",\"date_unixtime\":\"%lld\",\"from\":\"", 1'725'148'800ll + static_cast<long long>(message.second))
        << name_of(message.sender) << form("\",\"from_id\":\"user%llu\",\"text\":\"", 4'000'000 + wide(message.sender))
        << message.text << "\",\"text_entities\":[{\"type\":\"plain\",\"text\":\"" << message.text << "\"}]}";
  }
  if (chat != ~std::uint64_t{0}) out << "]}";
  out << "]}}\n";
}

// Meta writes bytes of UTF-8 as if they were Latin-1: 😊 is four escapes.
std::string as_meta_writes(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    out += byte < 0x80 ? std::string(1, c) : form("\\u%04x", byte);
  }
  return out;
}

void write_facebook(Corpus corpus, const std::filesystem::path& folder) {
  std::ofstream out;
  std::uint64_t chat = ~std::uint64_t{0};
  const auto close = [&] {
    if (out.is_open())
      out << form("],\"title\":\"Groep %llu\",\"is_still_participant\":true,\"thread_path\":\"inbox/groep_%llu\"}\n",
                  wide(chat), 900'000 + wide(chat));
    out.close();
  };
  for (Message message; corpus.next(message);) {
    const bool fresh = message.chat != chat;
    if (fresh) {
      close();
      chat = message.chat;
      const auto inbox =
          folder / "your_facebook_activity/messages/inbox" / form("groep_%llu", 900'000 + wide(chat));
      std::filesystem::create_directories(inbox);
      out.open(inbox / "message_1.json", std::ios::binary);
      out << "{\"participants\":[";
      for (std::uint64_t i = 0; i < 12; ++i)
        out << (i > 0 ? "," : "") << "{\"name\":\"" << as_meta_writes(name_of((chat * 7 + i) % 576)) << "\"}";
      out << "],\"messages\":[";
    }
    out << (fresh ? "" : ",") << "{\"sender_name\":\"" << as_meta_writes(name_of(message.sender))
        << form("\",\"timestamp_ms\":%lld,\"content\":\"", (1'725'148'800ll + static_cast<long long>(message.second)) * 1000)
        << as_meta_writes(message.text) << "\",\"is_geoblocked_for_viewer\":false}";
  }
  close();
}

// Sender, chat, time and text, separated by tabs.
void write_lines(Corpus corpus, const std::filesystem::path& folder) {
  std::ofstream out(folder / "messages.tsv", std::ios::binary);
  for (Message message; corpus.next(message);)
    out << name_of(message.sender) << '\t' << message.chat << '\t' << message.second << '\t' << message.text << '\n';
}

// A file a message, for programs that take a file for a document.
void write_texts(Corpus corpus, const std::filesystem::path& folder) {
  for (Message message; corpus.next(message);) {
    const std::filesystem::path box = folder / form("chat%05llu", wide(message.chat));
    std::filesystem::create_directories(box);
    std::ofstream(box / form("%llu.txt", wide(message.number)), std::ios::binary) << name_of(message.sender) << "\n"
                                                                                  << message.text << "\n";
  }
}

void write_mixed(std::uint64_t messages, const std::filesystem::path& folder) {
  constexpr std::pair<const char*, void (*)(Corpus, const std::filesystem::path&)> kParts[] = {
      {"whatsapp", write_whatsapp}, {"teams", write_teams}, {"telegram", write_telegram},
      {"facebook", write_facebook}, {"mail", write_mbox}};
  std::uint64_t part = 0;
  for (const auto& [name, write] : kParts) {
    std::filesystem::create_directories(folder / name);
    write(Corpus(part * messages / 5, (part + 1) * messages / 5), folder / name);
    ++part;
  }
}

int run(const std::vector<std::string>& arguments) {
  if (arguments.size() != 3) return 2;
  const std::uint64_t messages = std::strtoull(arguments[1].c_str(), nullptr, 10);
  const std::filesystem::path folder = arguments[2];
  std::filesystem::create_directories(folder);
  const std::string& name = arguments[0];
  if (name == "mixed") {
    write_mixed(messages, folder);
    return 0;
  }
  using Form = std::pair<std::string_view, void (*)(Corpus, const std::filesystem::path&)>;
  constexpr Form kForms[] = {
      {"whatsapp", write_whatsapp}, {"teams", write_teams}, {"telegram", write_telegram}, {"facebook", write_facebook},
      {"mbox", write_mbox},         {"maildir", write_maildir}, {"lines", write_lines},
      {"texts", write_texts}};
  const auto known = std::ranges::find(kForms, name, &Form::first);
  if (known == std::end(kForms)) return 2;
  known->second(Corpus(0, messages), folder);
  return 0;
}

}  // namespace
}  // namespace schouw::bench

int main(int count, char** arguments) { return schouw::bench::run({arguments + 1, arguments + count}); }
