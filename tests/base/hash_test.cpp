#include "schouw/base/hash.h"

#include <gtest/gtest.h>

namespace schouw {
namespace {

TEST(Hash, gives_the_published_vectors) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  Sha256 hash;
  for (int i = 0; i < 1000; ++i) hash.update(std::string(1000, 'a'));
  EXPECT_EQ(hash.hex(), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  EXPECT_EQ(hmac_sha256_hex("Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(Hash, ids_keep_the_parts_apart) {
  EXPECT_NE(content_id({"ab", "c"}), content_id({"a", "bc"}));
  EXPECT_NE(content_id({"a", ""}), content_id({"a"}));
  EXPECT_EQ(content_id({"a", "b"}).size(), 32u);
  EXPECT_EQ(content_id({"ab", "c"}), sha256_hex("2:ab1:c").substr(0, 32));
}

TEST(Base64, is_lenient_when_reading) {
  EXPECT_EQ(base64_decode("SGFsbG8="), "Hallo");
  EXPECT_EQ(base64_decode("SG Fs\nbG8"), "Hallo");
  EXPECT_EQ(base64_decode(""), "");
  EXPECT_EQ(base64_encode("Hallo"), "SGFsbG8=");
  EXPECT_EQ(base64_encode("Hall"), "SGFsbA==");
  EXPECT_EQ(base64_decode(base64_encode(std::string("\0\xFF\x80", 3))), std::string("\0\xFF\x80", 3));
}

}  // namespace
}  // namespace schouw
