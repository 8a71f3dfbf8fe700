// A winmail.dat that somebody saved out of a mail (TNEF, tnef.h): what Outlook wrapped up, without the mail around it.
//
//   78 9F 3E 22 …  ->  the subject, the text, the attachments; sender and time only where they were wrapped up, too
//
// Gaps: sender and time mostly stand in the mail around it; the date among the old attributes has no zone and is not read.
#include <string>
#include <utility>

#include "mapi_address.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tnef.h"
#include "whole_entry.h"

namespace schouw::mail_tnef {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMaxBytes = 256u << 20;

Bid bid(const EntryReader& entry) { return entry.head().starts_with("\x78\x9F\x3E\x22"sv) ? Bid::certain : Bid::no; }

void report_damage(RecordSink& sink) {
  sink.problem({.code = "tnef-damaged", .severity = Severity::medium, .loss = Loss::partial, .locator = Locator::at_byte(0)});
}

bool is_blank(const MapiItem& item) {
  return item.props.text(0x001A).empty() && item.props.text(0x0037).empty() && item.files.empty() &&
         !mapi_body(item.props, {}).any();
}

void read(EntryReader& entry, RecordSink& sink) {
  const std::string bytes = whole_entry(entry, kMaxBytes, sink);
  Tnef tnef = read_tnef(bytes);
  if (tnef.damaged) report_damage(sink);
  if (is_blank(tnef.item)) return sink.nothing_here();
  const std::string kind = tnef.item.props.text(0x001A);
  ExchangeAddresses addresses(sink);
  addresses.learn(tnef.item);
  const bool given = give_mapi(std::move(tnef.item), {}, Locator::at_byte(0), addresses);
  addresses.finish();
  if (!given)
    sink.problem({.code = "mapi-kind-not-read", .severity = Severity::low, .loss = Loss::none, .args = {kind, "1"}});
}

}  // namespace

extern const Importer importer;
constinit const Importer importer{.id = "mail-tnef",
                                  .platform = "mail",
                                  .versions = "Outlook 97-2024",
                                  .gaps = "format.mail-tnef.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::mail_tnef
