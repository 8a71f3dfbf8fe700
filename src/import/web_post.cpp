// Posts of sites to records.
//
//   <p>Kom kijken! <img src="https://school.example/wp-content/uploads/hal.jpg" alt="De hal"></p>
//   -> "Kom kijken!" with the picture hal.jpg
//
// Gap: films and forms from elsewhere in a post (iframe) are links at most.
#include "web_post.h"

#include <algorithm>
#include <array>
#include <utility>

#include "add_line.h"
#include "html_text.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::string_view kUploads = "/wp-content/";

std::string without_percents(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto digit = [&](std::size_t at) {
      constexpr std::string_view kDigits = "0123456789abcdef";
      return at < text.size() ? kDigits.find(ascii_lower(text.substr(at, 1))) : std::string_view::npos;
    };
    if (text[i] == '%' && digit(i + 1) != std::string_view::npos && digit(i + 2) != std::string_view::npos) {
      out += static_cast<char>(digit(i + 1) * 16 + digit(i + 2));
      i += 2;
    } else {
      out += text[i];
    }
  }
  repair_utf8(out);
  return out;
}

struct PrivatePage {
  std::string_view site, path, form;
};
constexpr auto kPrivatePages = std::to_array<PrivatePage>(
    {{"mail.google.com", "", ".mbox, .eml"},        {"outlook.office.com", "", ".pst, .msg, .eml"},
     {"outlook.office365.com", "", ".pst, .msg, .eml"}, {"outlook.live.com", "", ".pst, .msg, .eml"},
     {"outlook.cloud.microsoft", "", ".pst, .msg, .eml"}, {"mail.yahoo.com", "", ".mbox, .eml"},
     {"mail.proton.me", "", ".mbox, .eml"},         {"icloud.com", "/mail", ".mbox, .eml"},
     {"teams.microsoft.com", "", ".json, .pst"},    {"teams.live.com", "", ".json"},
     {"teams.cloud.microsoft", "", ".json, .pst"},  {"chat.google.com", "", ".json"},
     {"web.whatsapp.com", "", ".txt, .zip"},        {"web.telegram.org", "", ".json"},
     {"messages.google.com", "", ".xml"},           {"messenger.com", "", ".json"},
     {"app.slack.com", "", ".json"},                {"discord.com", "/channels", ".json"},
     {"facebook.com", "/messages", ".json"},        {"instagram.com", "/direct", ".json"},
     {"x.com", "/messages", ".js"},                 {"twitter.com", "/messages", ".js"},
     {"linkedin.com", "/messaging", ".csv"},        {"tiktok.com", "/messages", ".json"},
     {"magister.net", "", ".json, .har"},           {"somtoday.nl", "", ".json, .har"},
     {"parro.com", "", ".csv"},                     {"socialschools.eu", "", ".csv"}});

/// "https://eur.outlook.example/mail?x" -> "/mail"
std::string_view path_of(std::string_view address) {
  const auto scheme = address.find("://");
  if (scheme == std::string_view::npos) return {};
  address.remove_prefix(scheme + 3);
  address = address.substr(0, address.find_first_of("?#"));
  return address.substr(std::min(address.find('/'), address.size()));
}

}  // namespace

std::string_view form_of_private_page(std::string_view address) {
  const std::string site = site_of(address);
  const std::string_view path = path_of(address);
  const auto found = std::ranges::find_if(kPrivatePages, [&](const PrivatePage& one) {
    const bool same = site == one.site || site.ends_with('.' + std::string(one.site));
    return same && path.starts_with(one.path);
  });
  return found == kPrivatePages.end() ? std::string_view() : found->form;
}

Attachment web_picture(std::string_view source, std::string_view alt) {
  Attachment out{.kind = AttachmentKind::image, .caption = tidy_text(alt)};
  if (source.starts_with("data:")) return out;
  const std::string path = without_percents(source.substr(0, source.find_first_of("?#")));
  out.name = std::string(base_name(path));
  out.mime = std::string(mime_of(out.name));
  if (path.find("://") == std::string::npos && !path.starts_with("//")) {
    out.uri = path;
  } else if (const auto at = path.find(kUploads); at != std::string::npos) {
    out.uri = path.substr(at + 1);
  }
  return out;
}

void add_post_html(std::string_view html, Message& message) {
  HtmlText text = html_to_text(html);
  add_line(message.text, text.text);
  add_line(message.quoted, text.quoted);
  for (const HtmlImage& image : text.images) {
    Attachment picture = web_picture(image.source, image.alt);
    if (image.width > 0) picture.width = image.width;
    if (image.height > 0) picture.height = image.height;
    message.attachments.push_back(std::move(picture));
  }
}

Timestamp web_time(std::string_view written) {
  written = trim(written);
  Timestamp time = parse_iso8601(written);
  if (time.basis == Timestamp::Basis::none) time = parse_rfc5322_date(written);
  if (time.basis == Timestamp::Basis::none) time = parse_written_date(written);
  time.raw = std::string(prefix(written, 200));
  return time;
}

std::string site_of(std::string_view address) {
  address = trim(address);
  const auto scheme = address.find("://");
  if (scheme == std::string_view::npos) return {};
  address.remove_prefix(scheme + 3);
  std::string host = ascii_lower(address.substr(0, address.find_first_of("/?#:")));
  if (host.starts_with("www.")) host.erase(0, 4);
  return host;
}

std::string address_of_one(std::string_view written) {
  constexpr auto kEverybody = std::to_array<std::string_view>(
      {"do-not-reply", "donotreply", "no-reply", "no_reply", "nobody", "noreply", "wordpress"});
  written = trim(written);
  const std::string local = ascii_lower(written.substr(0, written.find('@')));
  return std::ranges::binary_search(kEverybody, std::string_view(local)) ? std::string{} : tidy_text(written);
}

ConversationRef site_conversation(std::string_view address, std::string_view title) {
  std::string key = site_of(address);
  if (key.empty()) key = "title/" + fold(title);
  return {.key = "site/" + key, .kind = ConversationKind::public_, .title = tidy_text(title)};
}

void finish_xml(const XmlDamage& damage, Tally& tally) {
  const std::string line = std::to_string(damage.error_line);
  if (damage.has_doctype) {
    tally.problem({.code = "xml-doctype", .severity = Severity::high, .loss = Loss::whole, .args = {}});
  } else if (!damage.error.empty()) {
    tally.problem({.code = "xml-syntax-error",
                   .severity = Severity::high,
                   .loss = Loss::partial,
                   .locator = Locator::at_line(damage.error_line),
                   .args = {line}});
  }
  if (damage.too_deep)
    tally.problem({.code = "html-too-deep", .severity = Severity::medium, .loss = Loss::partial, .args = {}});
  tally.finish();
}

}  // namespace schouw
