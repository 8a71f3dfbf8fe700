// The first of two readings of a chat: what the whole file says about each of its lines.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "whatsapp_dates.h"
#include "whatsapp_header.h"
#include "whatsapp_lines.h"

namespace schouw {

/// Who says what on the first line of a record. No sender: a system line.
struct SenderSplit {
  std::optional<std::string_view> sender = {};
  std::string_view text = {};
};

/// Memory is bounded by limits on each collection, not by the size of the file.
class ChatSurvey {
 public:
  /// Reads the entry from where it stands to its end. `head` decides which shape of header counts.
  ChatSurvey(EntryReader& entry, std::string_view head);

  /// True when this header starts a record of this file: of the file's own shape, and a date in some order.
  bool accepts(const WhatsAppHeader&) const;

  SenderSplit split(std::string_view body) const;

  const OrderSurvey::Verdict& order() const { return verdict_; }
  DateOrder order_of(const WhatsAppHeader& header) const { return order_.order_of(header, verdict_.order); }
  bool is_group() const { return group_ || speakers_.size() > 2; }
  /// In an iOS file the name that stands before the notice of encryption: the group, or the other person.
  const std::string& notice_sender() const { return notice_sender_; }
  /// The last title that a system line gives the group.
  const std::string& last_subject() const { return last_subject_; }
  /// Who deleted a message "himself": that phone made the export. Empty when nobody, or more than one.
  const std::string& exporter() const { return exporter_; }
  /// Names that speak, in order of name; at most as many as tell a direct chat from a group.
  const std::vector<std::string>& speakers() const { return speakers_; }
  /// True when "<...>" stood alone in this file so often that the app wrote it.
  bool is_placeholder(std::string_view angled) const;
  /// True when a direction mark in front of a text is a sign that the app wrote it.
  bool marks_tell() const { return marked_notes_ > 0 && plain_notes_ == 0; }
  /// False: whoever made this copy dropped the direction marks.
  bool has_marks() const { return marks_; }
  /// True when this name only ever stands before system lines (the title of a group).
  bool only_notices(std::string_view sender) const;
  /// True when an iPhone wrote this name, which stands before the notice of encryption of a group, before marked lines
  /// only: it is the group's, also where a line of the app is in a language that is not listed.
  bool is_group_name(std::string_view sender) const;
  /// True when such a name stands before lines without marks: an old iPhone, or an editor that dropped them.
  bool has_unmarked_notices() const { return unmarked_notices_; }
  std::string_view first_header() const { return first_header_; }

 private:
  struct Name {
    std::uint64_t lines = 0;    ///< lines that begin with this name and a colon
    std::uint64_t notices = 0;  ///< of these, lines of the app itself
    std::uint64_t marked = 0;   ///< of these, lines with a mark before the text
    bool first_colon = false;   ///< the name ends at the first colon of some line
    std::uint64_t unmarked = 0;  ///< lines without a mark that read as the app's, and others; counted while most do
    std::uint64_t others = 0;
    bool notice = false;         ///< one of those is the notice of encryption
    bool opens = false;          ///< with which the file opens
    bool own_title = false;      ///< one of those gives the group this name
    bool group_line = false;     ///< one of those is of a kind that nobody writes: a group was made, or renamed
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  template <class Value>
  using Table = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

  void choose_shapes(std::string_view head);
  void choose_half_days(std::uint64_t unknown, const std::array<std::uint64_t, 4>& known);
  void read(EntryReader& entry);
  void add(const WhatsAppHeader& header);
  void add_system(std::string_view text, std::string_view sender);
  void add_said(std::string_view sender, std::string_view text, const WhatsAppHeader& header, Name* name);
  Name* count_names(std::string_view body, std::size_t first);
  void add_unmarked(std::string_view sender, std::string_view text, Name& name);
  void add_own_deed(std::string_view sender, std::string_view text);
  void take_unmarked_notices();
  void finish();
  std::string longest_reading(const std::string& name) const;
  std::size_t end_of_name(std::string_view body) const;
  /// True where names stand before a colon without a blank, and none with one.
  bool is_tight() const { return tight_ > 0 && spaced_ == 0; }

  std::array<bool, 3> shapes_ = {};
  bool bracket_seconds_ = false;  ///< bracket headers without seconds were pasted
  bool unknown_half_days_ = false;  ///< words behind the time that no list knows are half days
  OrderSurvey order_;
  OrderSurvey::Verdict verdict_;
  Table<Name> names_;
  Table<std::uint64_t> angled_;
  std::vector<std::string> speakers_;
  std::string notice_sender_, last_subject_, exporter_, first_header_;
  std::string file_title_;  ///< folded
  std::string made_by_;     ///< without marks: who made the group, by a line that stands before that name
  std::uint64_t tight_ = 0, spaced_ = 0;  ///< lines whose first colon has no blank behind it, or has one
  bool group_ = false, exporters_differ_ = false, any_ = false, marks_ = false, unmarked_notices_ = false;
  bool own_deed_ = false;
  std::uint64_t marked_notes_ = 0, plain_notes_ = 0;
};

}  // namespace schouw
