// Who an Outlook item names as its sender and recipients. Within one Exchange people are known by an address that is none
// outside it ("/O=SCHOOL/OU=…/CN=JANSEN"); which mail address is theirs may stand in another item of the mailbox.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "mapi_item.h"

namespace schouw {

/// The properties that describe one party.
struct MapiParty {
  std::uint16_t name, kind, address, smtp;
};
inline constexpr MapiParty kMapiFor{0x0042, 0x0064, 0x0065, 0x5D02};     ///< in whose name it was sent
inline constexpr MapiParty kMapiSender{0x0C1A, 0x0C1E, 0x0C1F, 0x5D01};  ///< who sent it
inline constexpr MapiParty kMapiRecipient{0x3001, 0x3002, 0x3003, 0x39FE};

/// An address in the way of Exchange is a native id, and only where no mail address is known. What is no address of any
/// kind is a name.
AccountRef mapi_account(const MapiProps&, const MapiParty&);
AccountRef mapi_sender(const MapiProps&);

/// Sets right what the headers say of the sender, and adds the recipients that only the table of the item has. Headers
/// without a mail address know less than the properties.
void complete_sender(const AccountRef& from, std::vector<AccountRef>& headers);
void complete_recipients(const std::vector<MapiProps>& table, std::vector<AccountRef>& headers);

bool same_mapi_party(const AccountRef&, const AccountRef&);

/// Stands in front of a sink and gives it the messages with mail addresses for the addresses of Exchange. Those whose
/// address is not known yet wait for an item that tells it, until finish() at the latest.
class ExchangeAddresses : public RecordSink {
 public:
  explicit ExchangeAddresses(RecordSink& sink) : sink_(sink) {}

  void learn(const MapiItem& item);
  void finish();

  void message(Message) override;
  void conversation(ConversationInfo info) override { sink_.conversation(std::move(info)); }
  void connection(Connection one) override { sink_.connection(std::move(one)); }
  void media(MediaItem item) override { sink_.media(std::move(item)); }
  void owner(std::string_view root, AccountRef account) override { sink_.owner(root, std::move(account)); }
  void set(std::string_view root) override { sink_.set(root); }
  void rejected(std::uint64_t records) override { sink_.rejected(records); }
  void problem(Problem one) override { sink_.problem(std::move(one)); }
  void nothing_here() override { sink_.nothing_here(); }

 private:
  void learn(const MapiProps&, const MapiParty&);
  enum class Known { all, not_all };
  Known resolve(AccountRef&) const;
  Known resolve(Message&) const;

  RecordSink& sink_;
  std::map<std::string, std::string> mail_ = {};  ///< by native id; empty: two were seen, so none
  std::vector<Message> waiting_ = {};
  std::size_t waiting_bytes_ = 0;
};

}  // namespace schouw
