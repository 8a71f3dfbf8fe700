// What a display name says, taken apart before anybody is looked up.
//
//   "Jansen, P. (Piet) 4H2"   words [jansen], behind_comma [p.], bracket [piet], classes [4h2]
//   "Karin (mama van Tom)"    words [karin], relation parent, children [[tom]]
//   "~ Juf Karin 🌸"           words [karin], staff
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "words.h"

namespace schouw {

struct NamePart {
  std::string text;     ///< folded
  bool hyphen = false;  ///< joined to the one before
  bool dotted = false;
};
using NameParts = std::vector<NamePart>;

struct Shown {
  std::string raw;                      ///< as shown, for the evidence
  NameParts words;
  NameParts whole;                      ///< `words` before words such as "school" were taken off; empty when equal
  NameParts behind_comma, bracket;
  std::vector<std::string> capitals;    ///< words that stood in capitals throughout, for "JW Post"
  std::vector<std::string> classes;     ///< class_key()
  std::vector<NameParts> children;
  Kinship relation = Kinship::none;     ///< a parent: of `children`
  bool kin_of_name = false;             ///< "Noor Bakker (moeder)": `children` is the name itself, which may be the parent's own
  bool staff = false;                   ///< "juf", "docent"
  bool several = false;                 ///< "Fam. Visser", "Jan & Petra": no one person
  bool from_handle = false;             ///< made from a user name: at most possible

  bool has_name() const { return !words.empty() || !behind_comma.empty(); }
};

Shown take_apart(std::string_view display);

/// "karinvisser_88", "a.vanderberg": the same, with every sign as a blank and digits away.
Shown take_apart_handle(std::string_view handle);

/// "groep 6B", "6b" and "6-B" are one class; empty for what names none.
std::string class_key(std::string_view group);

/// A surname with its tussenvoegsel.
struct Family {
  std::string bare;                 ///< "berg", "jansendevries"
  std::string whole;                ///< "vanderberg"
  std::string infix;                ///< "van der"; "t" for 't and het
  std::vector<std::string> parts;   ///< of a double name: "jansen", "vries"
};
Family family_of(const NameParts& parts);
NameParts parts_of(std::string_view name);  ///< cut and folded, nothing else done
std::vector<std::string> words_of(std::string_view name);  ///< the texts of those

enum class InfixMatch { equal, missing, differs };
InfixMatch compare_infix(const Family& shown, const Family& registered);

/// One way to read the words as a name.
struct Reading {
  std::vector<std::string> given;
  std::string initials;             ///< "pj"
  Family family;
  std::string family_initial;       ///< "v" of "Karin V."
  std::string run;                  ///< "karinvisser": given and family in one
  bool capital_run = false;         ///< initials without stops ("JW"): every letter must agree
  bool reversed = false;            ///< family first without a comma to say so
};
std::vector<Reading> readings_of(const Shown& shown);

}  // namespace schouw
