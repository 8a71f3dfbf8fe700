// A marked message with who says it, to whom, and whom it names: what all detectors of text ask. Judges nothing.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fact.h"
#include "people.h"

namespace schouw {

/// Who can read a message besides its author, by the roles of that day.
struct Readers {
  std::vector<Known> people;     ///< known ones, by person id, the author left out
  bool staff = false, pupils = false, parents = false;
  bool others = false;           ///< somebody whom no register knows, or who fits several
  bool is_public = false;

  bool pupils_or_parents() const { return pupils || parents; }
  bool only_staff() const { return staff && !pupils && !parents && !others && !is_public; }
};

/// Somebody whom a text names in full.
struct NamedPerson {
  const Person* person = nullptr;
  Band band = Band::none;
  std::size_t begin = 0, length = 0;
};

class SpokenText {
 public:
  SpokenText(const CaseView&, const MarkedMessage&, const CaseConversation*);

  const CaseMessage& message() const { return marked_.message; }
  std::string_view said() const { return marked_.said; }
  std::span<const Mark> marks() const { return marked_.marks; }
  const LexiconRule& rule(const Mark& mark) const { return view_.lexicon().rules()[mark.rule]; }
  std::string_view at(const Mark& mark) const { return said().substr(mark.begin, mark.length); }
  /// What weighed most for a mark "abuse.hint".
  std::vector<std::string> weighed(const Mark& mark) const { return view_.lexicon().weighed(said(), mark); }
  /// The first mark of this name; null: none.
  const Mark* find(std::string_view name) const;
  bool has(std::string_view name) const { return find(name) != nullptr; }
  /// In what a forwarded mail passes on, not in the words of who forwarded it.
  bool is_passed_on(const Mark& mark) const { return mark.begin >= marked_.own_size; }
  bool passes_on(std::string_view name) const;

  const Known& author() const { return author_; }
  Date day() const { return day_; }
  const RoleSpan* role() const { return role_; }          ///< of the author on that day; null: none, or not known
  bool by(Role role) const { return role_ != nullptr && role_->role == role; }
  const Readers& readers() const { return readers_; }
  ConversationKind kind() const { return kind_; }
  bool is_post() const;
  /// A protocol or letter about rules, sent round: it names all that it forbids.
  bool is_rules() const;
  /// "public", "group" or "direct".
  std::string_view audience() const;
  /// "staff", "pupils", "parents", "pupils-and-parents", "family" (the author's own child or co-parent), "unknown".
  std::string readers_role() const;
  /// People named in full, but the author; found at the first question.
  const std::vector<NamedPerson>& named() const;
  /// Names in full that fit several people, but the author: for each, everybody whom it may mean. Nobody of them is named.
  const std::vector<std::vector<const Person*>>& named_unsurely() const;

 private:
  void add_reader(std::string_view account_id);
  void add_unsure(const Match&) const;

  const CaseView& view_;
  const MarkedMessage& marked_;
  ConversationKind kind_ = ConversationKind::group;
  Known author_;
  Date day_;
  const RoleSpan* role_ = nullptr;
  Readers readers_;
  mutable std::optional<std::vector<NamedPerson>> named_;
  mutable std::vector<std::vector<const Person*>> unsure_;
};

/// Whether it is said where the school works: an official channel, or one that is no social medium.
bool on_work_channel(const SpokenText&, const Policy&);

/// One walk over the marked messages for all of them.
void read_texts(const CaseView&, std::vector<TextReader>&);

/// A fact about this message: place, time, author as actor, basis text. Band possible: words alone carry it.
Fact text_fact(const SpokenText&, std::string_view detector, int version);
/// The readers as counterparts, when they are few enough to be addressed: in a direct conversation and by mail.
void add_counterparts(Fact&, const SpokenText&, std::initializer_list<Role> roles);
void add_named(Fact&, const SpokenText&, PersonPart);

}  // namespace schouw
