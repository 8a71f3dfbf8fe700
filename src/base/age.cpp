// A file in three parts:
//
//   age-encryption.org/v1
//   -> X25519 <share>               a stanza a recipient: the file key, wrapped
//   <wrapped>
//   --- <MAC of the header>
//   <nonce><chunks of 64 KiB, each with its tag; the number of the chunk and "this is the last" are in its nonce>
#include "schouw/base/age.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "bech32.h"
#include "crypto.h"
#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::string_view kVersion = "age-encryption.org/v1";
constexpr std::size_t kChunk = 64 * 1024, kTag = 16, kNonce = 16, kMostHeader = 64 * 1024;
constexpr std::uint64_t kScryptLog = 18, kMostScryptLog = 22;  // as age: 2^18 takes about a second

std::string unpadded(std::string_view bytes) {
  std::string out = base64_encode(bytes);
  while (out.ends_with('=')) out.pop_back();
  return out;
}

/// Strict: one text for one value, or a header could be changed without its MAC noticing what it means.
std::optional<std::string> from_unpadded(std::string_view text) {
  std::string out = base64_decode(text);
  if (unpadded(out) != text) return std::nullopt;
  return out;
}

std::string zero_nonce() { return std::string(12, '\0'); }

std::string chunk_nonce(std::uint64_t number, bool last) {
  std::string nonce(12, '\0');
  for (std::size_t i = 0; i < 8; ++i) nonce[10 - i] = static_cast<char>((number >> (8 * i)) & 0xffu);
  nonce[11] = last ? '\1' : '\0';
  return nonce;
}

std::optional<std::string> recipient_key(std::string_view text) { return bech32_decode("age", text); }

// --- Wrapping the file key ---

std::string x25519_stanza(std::string_view recipient, std::string_view file_key) {
  const std::string secret = random_bytes(32);
  const std::string share = x25519_public(secret);
  const std::string shared = x25519(secret, recipient).value_or(std::string(32, '\0'));
  const std::string key = hkdf(shared, share + std::string(recipient), "age-encryption.org/v1/X25519");
  return "-> X25519 " + unpadded(share) + "\n" + unpadded(seal_bytes(key, zero_nonce(), file_key)) + "\n";
}

std::optional<std::string> scrypt_key(std::string_view passphrase, std::string_view salt, std::uint64_t log) {
  return scrypt(passphrase, "age-encryption.org/v1/scrypt" + std::string(salt), {.n = 1ull << log}, 32);
}

std::optional<std::string> scrypt_stanza(std::string_view passphrase, std::string_view file_key) {
  const std::string salt = random_bytes(16);
  const auto key = scrypt_key(passphrase, salt, kScryptLog);
  if (!key) return std::nullopt;
  return "-> scrypt " + unpadded(salt) + " " + std::to_string(kScryptLog) + "\n" +
         unpadded(seal_bytes(*key, zero_nonce(), file_key)) + "\n";
}

// --- Reading the header ---

struct Stanza {
  std::vector<std::string> words;
  std::string body;
};

struct Header {
  std::string text;  ///< up to and with "---"
  std::string mac;
  std::vector<Stanza> stanzas;
};

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  while (!line.empty()) {
    const std::size_t end = std::min(line.find(' '), line.size());
    words.emplace_back(line.substr(0, end));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return words;
}

/// Lines of the header, without the version; none when it is not one.
std::optional<Header> parse_header(const std::vector<std::string>& lines) {
  Header header;
  header.text = std::string(kVersion) + "\n";
  bool open = false;  // a body ends with a line of fewer than 64 letters
  for (const std::string& line : lines) {
    if (line.starts_with("--- ") && !open) {
      const auto mac = from_unpadded(std::string_view(line).substr(4));
      if (!mac) return std::nullopt;
      header.text += "---";
      header.mac = *mac;
      return header;
    }
    if (!open) {
      if (!line.starts_with("-> ")) return std::nullopt;
      header.stanzas.push_back({words_of(std::string_view(line).substr(3)), ""});
      open = true;
    } else {
      const auto part = from_unpadded(line);
      if (!part || line.size() > 64) return std::nullopt;
      header.stanzas.back().body += *part;
      open = line.size() == 64;
    }
    header.text += line + "\n";
  }
  return std::nullopt;
}

std::optional<std::string> unwrap_x25519(const Stanza& stanza, std::string_view identity) {
  if (stanza.words.size() != 2 || stanza.words[0] != "X25519") return std::nullopt;
  const auto share = from_unpadded(stanza.words[1]);
  const auto secret = bech32_decode("AGE-SECRET-KEY-", identity);
  if (!share || share->size() != 32 || !secret) return std::nullopt;
  const auto shared = x25519(*secret, *share);
  if (!shared) return std::nullopt;
  const std::string key = hkdf(*shared, *share + x25519_public(*secret), "age-encryption.org/v1/X25519");
  return open_bytes(key, zero_nonce(), stanza.body);
}

std::optional<std::string> unwrap_scrypt(const Stanza& stanza, std::string_view passphrase) {
  if (stanza.words.size() != 3 || stanza.words[0] != "scrypt") return std::nullopt;
  const auto salt = from_unpadded(stanza.words[1]);
  std::uint64_t log = 0;
  for (const char c : stanza.words[2]) log = c >= '0' && c <= '9' && log < 100 ? log * 10 + static_cast<std::uint64_t>(c - '0') : 100;
  if (!salt || log == 0 || log > kMostScryptLog) return std::nullopt;
  const auto key = scrypt_key(passphrase, *salt, log);
  return key ? open_bytes(*key, zero_nonce(), stanza.body) : std::nullopt;
}

std::optional<std::string> find_file_key(const Header& header, const AgeKeys& keys) {
  for (const Stanza& stanza : header.stanzas) {
    for (const std::string& identity : keys.identities)
      if (const auto key = unwrap_x25519(stanza, identity)) return key;
    for (const std::string& passphrase : keys.passphrases)
      if (const auto key = unwrap_scrypt(stanza, passphrase)) return key;
  }
  return std::nullopt;
}

tl::unexpected<Error> broken() { return fail(ErrorCode::integrity, "age-broken"); }

/// Bytes of a source, with what was read too far kept for later.
class Pulled {
 public:
  explicit Pulled(AgeReader::Source source) : source_(std::move(source)) {}

  /// Fills `waiting` up to `size` bytes, or fewer at the end.
  Result<void> fill(std::size_t size) {
    while (waiting.size() < size && !ended_) {
      const std::size_t before = waiting.size();
      waiting.resize(size);
      const Result<std::size_t> got = source_(std::span<char>(waiting).subspan(before));
      waiting.resize(before + (got ? *got : 0));
      if (!got) return tl::unexpected(got.error());
      ended_ = *got == 0;
    }
    return {};
  }

  std::string take(std::size_t size) {
    std::string out = waiting.substr(0, size);
    waiting.erase(0, size);
    return out;
  }

  std::string waiting;

 private:
  AgeReader::Source source_;
  bool ended_ = false;
};

/// The lines from the version up to and with the MAC.
Result<Header> read_header(Pulled& in) {
  if (const auto filled = in.fill(kMostHeader); !filled) return tl::unexpected(filled.error());
  if (!in.waiting.starts_with(std::string(kVersion) + "\n")) return fail(ErrorCode::usage, "age-not-age");
  std::size_t at = kVersion.size() + 1;
  std::vector<std::string> lines;
  for (;;) {
    const std::size_t end = in.waiting.find('\n', at);
    if (end == std::string::npos) return broken();
    lines.push_back(in.waiting.substr(at, end - at));
    at = end + 1;
    if (lines.back().starts_with("---")) break;
  }
  std::optional<Header> header = parse_header(lines);
  if (!header) return broken();
  in.take(at);
  return std::move(*header);
}

}  // namespace

Result<void> check_age_recipient(std::string_view recipient) {
  if (recipient_key(recipient)) return {};
  return fail(ErrorCode::usage, "age-recipient", {std::string(recipient)});
}

std::vector<std::string> age_identities(std::string_view file) {
  std::vector<std::string> out;
  while (!file.empty()) {
    const std::size_t end = std::min(file.find('\n'), file.size());
    const std::string_view line = trim(file.substr(0, end));
    if (line.starts_with("AGE-SECRET-KEY-")) out.emplace_back(line);
    file.remove_prefix(std::min(end + 1, file.size()));
  }
  return out;
}

// --- Writing ---

struct AgeWriter::State {
  std::function<void(std::string_view)> sink;
  std::string key;
  std::string waiting;
  std::uint64_t chunks = 0;

  void put(std::string_view chunk, bool last) { sink(seal_bytes(key, chunk_nonce(chunks++, last), chunk)); }
};

AgeWriter::AgeWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
AgeWriter::~AgeWriter() = default;
AgeWriter::AgeWriter(AgeWriter&&) noexcept = default;
AgeWriter& AgeWriter::operator=(AgeWriter&&) noexcept = default;

Result<AgeWriter> AgeWriter::begin(const AgeKeys& keys, std::function<void(std::string_view)> sink) {
  const std::string file_key = random_bytes(16);
  std::string header = std::string(kVersion) + "\n";
  for (const std::string& recipient : keys.recipients) {
    const auto key = recipient_key(recipient);
    if (!key) return fail(ErrorCode::usage, "age-recipient", {recipient});
    header += x25519_stanza(*key, file_key);
  }
  if (keys.recipients.empty()) {
    if (keys.passphrases.empty()) return fail(ErrorCode::usage, "age-no-recipient");
    const auto stanza = scrypt_stanza(keys.passphrases.front(), file_key);
    if (!stanza) return fail(ErrorCode::io, "age-memory");
    header += *stanza;
  }
  header += "---";
  const std::string mac = hmac_sha256(hkdf(file_key, "", "header"), header);
  const std::string nonce = random_bytes(kNonce);
  auto state = std::make_unique<State>();
  state->sink = std::move(sink);
  state->key = hkdf(file_key, nonce, "payload");
  state->sink(header + " " + unpadded(mac) + "\n" + nonce);
  return AgeWriter(std::move(state));
}

void AgeWriter::write(std::string_view bytes) {
  // A full chunk waits until something follows it: only then it is known not to be the last.
  std::string& waiting = state_->waiting;
  while (!bytes.empty()) {
    if (waiting.size() == kChunk) {
      state_->put(waiting, false);
      waiting.clear();
    }
    const std::size_t part = std::min(kChunk - waiting.size(), bytes.size());
    waiting.append(bytes.substr(0, part));
    bytes.remove_prefix(part);
  }
}

void AgeWriter::finish() { state_->put(std::exchange(state_->waiting, std::string()), true); }

// --- Reading ---

struct AgeReader::State {
  Pulled in;
  std::string key;
  std::string plain;
  std::uint64_t chunks = 0;
  bool done = false;
};

AgeReader::AgeReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
AgeReader::~AgeReader() = default;
AgeReader::AgeReader(AgeReader&&) noexcept = default;
AgeReader& AgeReader::operator=(AgeReader&&) noexcept = default;

Result<AgeReader> AgeReader::begin(const AgeKeys& keys, Source source) {
  auto state = std::make_unique<State>(State{.in = Pulled(std::move(source)), .key = {}, .plain = {}});
  const Result<Header> header = read_header(state->in);
  if (!header) return tl::unexpected(header.error());
  const std::optional<std::string> file_key = find_file_key(*header, keys);
  if (!file_key) return fail(ErrorCode::refused, "age-no-key");
  if (!equal_in_constant_time(hmac_sha256(hkdf(*file_key, "", "header"), header->text), header->mac)) return broken();
  if (const auto filled = state->in.fill(kNonce); !filled) return tl::unexpected(filled.error());
  if (state->in.waiting.size() < kNonce) return broken();
  state->key = hkdf(*file_key, state->in.take(kNonce), "payload");
  return AgeReader(std::move(state));
}

Result<std::string_view> AgeReader::next() {
  State& state = *state_;
  if (state.done) return std::string_view();
  // One byte more than a chunk tells whether another follows.
  if (const auto filled = state.in.fill(kChunk + kTag + 1); !filled) return tl::unexpected(filled.error());
  const bool last = state.in.waiting.size() <= kChunk + kTag;
  const std::string sealed = state.in.take(kChunk + kTag);
  const auto plain = open_bytes(state.key, chunk_nonce(state.chunks, last), sealed);
  // An empty chunk is only allowed where the whole file is empty; else a cut at a border of chunks could hide.
  if (!plain || (plain->empty() && state.chunks > 0)) return broken();
  ++state.chunks;
  state.done = last;
  state.plain = *plain;
  return std::string_view(state.plain);
}

}  // namespace schouw
