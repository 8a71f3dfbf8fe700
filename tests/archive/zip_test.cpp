#include <gtest/gtest.h>

#include <algorithm>

#include "make.h"

namespace schouw::testing {
namespace {

using Lines = std::vector<std::string>;

const std::string kChat = "06-05-2026 10:00 - Juf Anouk: chat over het kamp\n";

struct Case {
  std::string name;
  std::string zip;
  Lines done;
  Lines problems;
};

TEST(Zip, settles_every_record_of_the_directory_once) {
  const ZipFile chat{.name = "chat.txt", .data = kChat, .method = 8};
  const ZipFile photo{.name = "IMG-1.jpg", .data = "pixels"};
  const std::string inner_end = make_zip({});
  const Case cases[] = {
      {"good", make_zip({chat, photo}), {"chat.txt=read", "IMG-1.jpg=not_recognised"}, {}},
      {"same name twice", make_zip({chat, chat}), {"chat.txt=read", "chat.txt=read"}, {"chat.txt:name-duplicate"}},
      {"another Unicode form",
       make_zip({{.name = "caf\xc3\xa9", .data = "a"}, {.name = "cafe\xcc\x81", .data = "b"}}),
       {"caf\xc3\xa9=not_recognised", "cafe\xcc\x81=not_recognised"},
       {"cafe\xcc\x81:name-duplicate"}},
      {"one header, named three times",
       make_zip({chat}, {.repeat_last = 2}),
       {"chat.txt=read", "chat.txt=refused", "chat.txt=refused"},
       {"chat.txt:name-duplicate", "chat.txt:overlapping-entries", "chat.txt:name-duplicate",
        "chat.txt:overlapping-entries"}},
      {"something in front", make_zip({chat}, {.prefix = "<html>hello"}), {"chat.txt=read"}, {":archive-extra-bytes"}},
      {"something behind", make_zip({chat}, {.behind = "goodbye"}), {"chat.txt=read"}, {":archive-extra-bytes"}},
      {"an end record in the comment", make_zip({chat}, {.comment = inner_end}), {"chat.txt=read"}, {}},
      {"count too high", make_zip({chat}, {.count_is_off_by = 7}), {"chat.txt=read"}, {":archive-directory-differs"}},
      {"no directory",
       make_zip({chat, photo}, {.without_directory = true}),
       {"chat.txt=read", "IMG-1.jpg=not_recognised"},
       {":archive-truncated"}},
      {"zip64", make_zip({{.name = "chat.txt", .data = kChat, .zip64 = true}}), {"chat.txt=read"}, {}},
      {"wrong checksum",
       make_zip({{.name = "chat.txt", .data = kChat, .crc_is_off_by = 1}, photo}),
       {"chat.txt=damaged", "IMG-1.jpg=not_recognised"},
       {"chat.txt:checksum-wrong"}},
      {"another name in the file",
       make_zip({{.name = "a.txt", .data = "x", .local_name = "b.txt"}}),
       {"a.txt=not_recognised"},
       {"a.txt:archive-header-differs"}},
      {"a link",
       make_zip({{.name = "link", .data = "../../etc/passwd", .mode = 0120777}, chat}),
       {"link=refused", "chat.txt=read"},
       {"link:link-not-followed"}},
      {"a chat that calls itself a link",
       make_zip({{.name = "chat.txt", .data = kChat + std::string(5000, '.'), .mode = 0120777}}),
       {"chat.txt=read"},
       {}},
      {"from a pipe, as `zip -` writes it", make_zip({{.name = "-", .data = kChat, .mode = 0010600}}), {"-=read"}, {}},
      {"encrypted",
       make_zip({{.name = "secret", .data = kChat, .flags = 1}, chat}),
       {"secret=refused", "chat.txt=read"},
       {"secret:encrypted-entry"}},
      {"a method nobody knows",
       make_zip({{.name = "old", .data = kChat, .method = 6}, chat}),
       {"old=refused", "chat.txt=read"},
       {"old:entry-unreadable"}},
      {"folders and litter",
       make_zip({{.name = "media/", .data = "", .mode = 0040755},
                 {.name = "__MACOSX/._chat.txt", .data = "x"},
                 {.name = "media/.DS_Store", .data = "x"},
                 chat}),
       {"chat.txt=read"},
       {}},
      {"a name that climbs",
       make_zip({{.name = "../../chat.txt", .data = kChat}}),
       {"../../chat.txt=read"},
       {"../../chat.txt:name-unsafe"}},
      {"no name", make_zip({{.name = "", .data = "x"}}), {"#1=not_recognised"}, {"#1:name-unsafe"}},
      {"empty", make_zip({}), {}, {":archive-empty"}},
      {"a login page", "<html>Log in to download</html>", {"export.zip=damaged"}, {":archive-unreadable"}},
      {"nothing", "", {"export.zip=damaged"}, {":archive-unreadable"}},
      {"a hidden entry between two",
       make_zip({photo}, {.prefix = make_zip({chat}, {.without_directory = true})}),
       {"IMG-1.jpg=not_recognised"},
       {":archive-extra-bytes", ":archive-directory-differs"}},
  };
  for (const Case& c : cases) {
    const Walked walked = walk(c.zip);
    EXPECT_EQ(walked.done, c.done) << c.name;
    EXPECT_EQ(walked.problems, c.problems) << c.name;
  }
}

TEST(Zip, cut_anywhere_keeps_what_is_whole_and_says_so) {
  const std::string second = kChat + "second";
  const std::string zip = make_zip({{.name = "a.txt", .data = kChat, .method = 8}, {.name = "b.txt", .data = second}});
  for (std::size_t cut = 4; cut < zip.size(); ++cut) {
    const Walked walked = walk(zip.substr(0, cut));
    EXPECT_FALSE(walked.problems.empty()) << cut;
    EXPECT_FALSE(walked.done.empty()) << cut;
    for (const std::string& line : walked.done) {
      if (line.starts_with("export.zip")) continue;  // cut so early that nothing of a zip is left
      if (!line.ends_with("=read")) continue;
      EXPECT_EQ(walked.contents.at(line.substr(0, 5)), line.starts_with("a") ? kChat : second) << cut;
    }
  }
}

TEST(Zip, a_flipped_bit_never_passes_for_the_original) {
  const std::string zip = make_zip({{.name = "a.txt", .data = kChat, .method = 8}, {.name = "b.txt", .data = kChat}});
  for (std::size_t bit = 0; bit < zip.size() * 8; bit += 3) {
    std::string changed = zip;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    const Walked walked = walk(changed);
    for (const auto& [name, text] : walked.contents) {
      const bool taken = std::ranges::find(walked.done, name + "=read") != walked.done.end();
      if (!taken || name == "export.zip") continue;
      EXPECT_EQ(text, kChat) << "bit " << bit << " " << name;
    }
  }
}

TEST(Zip, a_document_is_one_file) {
  const std::string docx = make_zip({{.name = "[Content_Types].xml", .data = "<x/>"},
                                     {.name = "_rels/.rels", .data = "<x/>"},
                                     {.name = "word/document.xml", .data = "chat"}});
  EXPECT_EQ(walk(docx, "brief.docx").done, Lines{"brief.docx=read"});
  const Walked inner = walk(make_zip({{.name = "brief.docx", .data = docx, .method = 8}}));
  EXPECT_EQ(inner.done, Lines{"brief.docx=read"});
  EXPECT_EQ(inner.contents.at("brief.docx"), docx);
}

TEST(Zip, a_large_entry_can_be_read_twice) {
  std::string text = "chat ";
  for (int i = 0; i < 60000; ++i) text += std::to_string(i * 7919);
  const Walked walked = walk(make_zip({{.name = "chat.txt", .data = text, .method = 8}}));
  EXPECT_EQ(walked.contents.at("chat.txt"), text);
  EXPECT_EQ(walked.done, Lines{"chat.txt=read"});
}

/// ZipCrypto (APPNOTE 6.1), as the oldest and commonest of them.
std::string zip_crypto(const std::string& plain, const std::string& passphrase, std::uint32_t check) {
  std::uint32_t key[3] = {0x12345678, 0x23456789, 0x34567890};
  const auto crc = [](std::uint32_t value, unsigned char byte) {
    value ^= byte;
    for (int i = 0; i < 8; ++i) value = (value & 1) != 0 ? value >> 1 ^ 0xedb88320 : value >> 1;
    return value;
  };
  const auto update = [&](unsigned char byte) {
    key[0] = crc(key[0], byte);
    key[1] = (key[1] + (key[0] & 0xff)) * 134775813 + 1;
    key[2] = crc(key[2], static_cast<unsigned char>(key[1] >> 24));
  };
  for (const char c : passphrase) update(static_cast<unsigned char>(c));
  std::string out;
  for (const char c : std::string(11, 'r') + static_cast<char>(check >> 24) + plain) {
    const std::uint32_t mix = (key[2] | 2) & 0xffff;
    out += static_cast<char>(static_cast<unsigned char>(c) ^ ((mix * (mix ^ 1)) >> 8 & 0xff));
    update(static_cast<unsigned char>(c));
  }
  return out;
}

TEST(Zip, an_encrypted_entry_opens_with_one_of_the_passphrases) {
  // The checksum of kChat, as the directory gives it.
  const std::string probe = make_zip({{.name = "c", .data = kChat}});
  std::uint32_t crc = 0;
  for (int i = 3; i >= 0; --i) crc = crc << 8 | static_cast<unsigned char>(probe[static_cast<std::size_t>(14 + i)]);
  const std::string zip =
      make_zip({{.name = "chat.txt", .data = kChat, .flags = 1, .packed = zip_crypto(kChat, "Voorjaar26", crc)}});
  EXPECT_EQ(walk(zip, "e.zip", {.passphrases = {"fout", "Voorjaar26"}}).done, Lines{"chat.txt=read"});
  const Walked without = walk(zip, "e.zip", {.passphrases = {"fout"}});
  EXPECT_EQ(without.done, Lines{"chat.txt=refused"});
  EXPECT_EQ(without.problems, Lines{"chat.txt:encrypted-entry"});
}

}  // namespace
}  // namespace schouw::testing
