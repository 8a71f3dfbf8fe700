// age and minisign: what we write we read, every flipped bit shows, and what the stock programs made is read as well.
// The golden files were made by age 1.1.1 and minisign 0.11 from keys of our own; script/check_seal.py tries both ways
// with the programs themselves, where they are installed.
#include <gtest/gtest.h>

#include <algorithm>

#include "schouw/base/age.h"
#include "schouw/base/minisign.h"
#include "testing.h"

namespace schouw {
namespace {

constexpr const char* kRecipient = "age17ukskgsz2faghmc94f8fa9zwsx9ca2wtzsdgetq0eexk2ng6t4xs9qx3s4";
constexpr const char* kIdentity = "AGE-SECRET-KEY-1UD5TM92UE8CQ39LSVASWK6FEVLTRZKW6HXGSGX2K39XMS66RCR4SVCMF2M";

std::string corpus(const char* name) { return testing::slurp(testing::source_dir() / "tests/corpus/sealing" / name); }

std::string encrypted(const AgeKeys& keys, std::string_view plain) {
  std::string out;
  auto writer = AgeWriter::begin(keys, [&](std::string_view bytes) { out += bytes; });
  EXPECT_TRUE(writer);
  for (std::size_t at = 0; at < plain.size(); at += 50'000) writer->write(plain.substr(at, 50'000));
  writer->finish();
  return out;
}

Result<std::string> decrypted(const AgeKeys& keys, std::string_view sealed) {
  auto reader = AgeReader::begin(keys, [&](std::span<char> buffer) -> Result<std::size_t> {
    const std::size_t part = std::min<std::size_t>({buffer.size(), sealed.size(), 1000});
    std::ranges::copy(sealed.substr(0, part), buffer.begin());
    sealed.remove_prefix(part);
    return part;
  });
  if (!reader) return tl::unexpected(reader.error());
  std::string out;
  for (;;) {
    const auto chunk = reader->next();
    if (!chunk) return tl::unexpected(chunk.error());
    if (chunk->empty()) return out;
    out += *chunk;
  }
}

const AgeKeys kFor = {.recipients = {kRecipient}};
const AgeKeys kBy = {.identities = {kIdentity}};

TEST(Age, gives_back_what_was_put_in) {
  for (const std::size_t size : {0u, 1u, 65'535u, 65'536u, 65'537u, 131'072u, 200'001u}) {
    const std::string plain(size, 'x');
    EXPECT_EQ(decrypted(kBy, encrypted(kFor, plain)), plain) << size;
  }
}

TEST(Age, opens_with_the_passphrase_only) {
  const std::string sealed = encrypted({.passphrases = {"groene fiets"}}, "brief");
  EXPECT_EQ(decrypted({.passphrases = {"rode fiets", "groene fiets"}}, sealed), "brief");
  const auto other = decrypted({.passphrases = {"rode fiets"}}, sealed);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().text, "age-no-key");
}

TEST(Age, reads_what_the_program_age_wrote) {
  EXPECT_EQ(decrypted({.identities = age_identities(corpus("identity.txt"))}, corpus("by-age.age")), "hello\n");
}

TEST(Age, every_flipped_bit_shows) {
  const std::string sealed = encrypted(kFor, "een brief van het bestuur");
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    std::string changed = sealed;
    changed[at] = static_cast<char>(changed[at] ^ 4);
    EXPECT_FALSE(decrypted(kBy, changed)) << at;
  }
}

TEST(Age, a_cut_shows_even_between_chunks) {
  const std::string sealed = encrypted(kFor, std::string(3 * 65'536, 'x'));
  const std::size_t chunk = 65'536 + 16;
  for (const std::size_t cut : {std::size_t{1}, chunk, 2 * chunk, 3 * chunk}) {
    const auto plain = decrypted(kBy, std::string_view(sealed).substr(0, sealed.size() - cut));
    ASSERT_FALSE(plain) << cut;
    EXPECT_EQ(plain.error().text, "age-broken");
  }
}

TEST(Age, a_recipient_with_a_typing_error_is_refused) {
  std::string wrong = kRecipient;
  EXPECT_TRUE(check_age_recipient(wrong));
  wrong[20] = wrong[20] == 'q' ? 'p' : 'q';
  EXPECT_FALSE(check_age_recipient(wrong));
  EXPECT_FALSE(AgeWriter::begin({.recipients = {wrong}}, [](std::string_view) {}));
  EXPECT_FALSE(AgeWriter::begin({}, [](std::string_view) {}));
}

std::string hash_of(std::string_view bytes) {
  SignedHash hash;
  hash.update(bytes);
  return hash.finish();
}

TEST(Minisign, a_signature_holds_for_its_bytes_and_comment_only) {
  const SigningKey key = make_signing_key(), other = make_signing_key();
  const std::string signature = sign(key, hash_of("dossier"), "2026-08-15 case A");
  const auto checked = check_signature(public_key_file(key), signature, hash_of("dossier"));
  ASSERT_TRUE(checked);
  EXPECT_EQ(checked->trusted_comment, "2026-08-15 case A");
  EXPECT_FALSE(check_signature(public_key_file(key), signature, hash_of("dossiers")));
  EXPECT_FALSE(check_signature(public_key_file(other), signature, hash_of("dossier")));
  std::string comment = signature;
  comment.replace(comment.find("case A"), 6, "case B");
  EXPECT_FALSE(check_signature(public_key_file(key), comment, hash_of("dossier")));
}

TEST(Minisign, a_key_comes_back_from_its_file) {
  const SigningKey key = make_signing_key();
  const auto read = read_signing_key(secret_key_file(key), {});
  ASSERT_TRUE(read);
  EXPECT_EQ(read->seed, key.seed);
  EXPECT_EQ(read->id, key.id);
  EXPECT_FALSE(read_signing_key("no key", {}));
}

TEST(Minisign, reads_what_the_program_minisign_made) {
  const auto checked = check_signature(corpus("by-minisign.pub"), corpus("by-minisign.minisig"), hash_of("hello\n"));
  ASSERT_TRUE(checked);
  EXPECT_EQ(checked->trusted_comment, "trusted here");
  EXPECT_TRUE(read_signing_key(corpus("by-minisign.key"), {}));
}

}  // namespace
}  // namespace schouw
