// A published picture, film or recording with the people it is known to concern. Known by a tag, a mention or a full
// name in the caption; nobody looks at faces.
#pragma once

#include "consent.h"
#include "fact.h"
#include "people.h"

namespace schouw {

struct Depicted {
  const Person* person = nullptr;
  Band band = Band::none;
  std::string_view known_by;       ///< tag or caption
};

struct Publication {
  const CaseMedia* media = nullptr;
  Date day;
  Known publisher;
  AccountStanding standing;        ///< of the publisher's account
  const RoleSpan* role = nullptr;  ///< of the publisher on that day; null: none
  std::string_view audience;       ///< public, group, direct
  std::vector<Depicted> pupils;    ///< by person id; never the publisher or the publisher's own child
  std::vector<Depicted> adults;    ///< staff and parents, likewise
};

/// Publications with at least one pupil, in the order of the media. Direct messages to the pupil or their parents
/// are none.
void each_publication(const CaseView&, const std::function<void(const Publication&)>&);

/// The same, and those with staff or parents.
void each_publication_of_anybody(const CaseView&, const std::function<void(const Publication&)>&);

/// A name in a caption says whom the text is about; that they are in the image is likely, no more.
PersonPart part_of(const Depicted&);

/// A fact about this publication; persons are added by the caller, or all its pupils at once.
Fact publication_fact(const Publication&, std::string_view detector, int version);
void add_pupils(Fact&, const Publication&);
void add_shown(Fact&, const Publication&, const Depicted&);
void add_consent(Fact&, const ConsentAnswer&);

/// Staff and parents whom a publication shows while the register says something else. Schools that keep the consent of
/// pupils alone are many: that there is no row says something only where the register holds rows of others in that role.
class AdultConsent {
 public:
  explicit AdultConsent(const CaseView&);
  bool is_judged(const Publication&, const Depicted& adult, const ConsentAnswer&) const;

 private:
  bool staff_ = false, parents_ = false;   ///< whether the register holds their own consent
};

}  // namespace schouw
