// How often a match is right: an invented school from a seed, accounts of its people in the forms that exports show,
// and strangers whose names come out of the same bowls. The numbers are pinned; docs/identity.md quotes them.
#include <gtest/gtest.h>

#include <cstdint>

#include "school.h"

namespace schouw::testing {
namespace {

/// The same on every machine, unlike the distributions of <random>.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t n) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>((state_ >> 33u) % n);
  }
  /// Low numbers far more often than high ones, as names go.
  std::size_t skewed(std::size_t n) { return below(below(n) + 1); }

 private:
  std::uint64_t state_;
};

constexpr std::string_view kGiven[] = {
    "Emma",   "Daan",   "Lisa",    "Tom",     "Sanne",  "Bram",    "Anna",   "Lucas",  "Eva",     "Sem",     "Noor",
    "Thijs",  "Fleur",  "Jan",     "Karin",   "Piet",   "Marieke", "Willem", "Ilse",   "Kees",    "Fatima",  "Mohammed",
    "Yasmin", "Ayse",   "Mehmet",  "Zoë",     "Chloé",  "Noë",     "Roos",   "Mees",   "Jorrit",  "Femke",   "Sjoerd",
    "Nynke",  "Wiebe",  "Hinke",   "Johanna", "Hans",   "Petra",   "Erik",   "Monique", "Ruud",   "Anouk",   "Bas",
    "Chantal", "Dennis", "Esther", "Floor",   "Guus",   "Heleen",  "Iris",   "Jasper", "Koen",    "Linda",   "Maaike",
    "Niels",  "Olaf",   "Paula",   "Quinten", "Renske", "Stijn",   "Tess",   "Ursula", "Vera",    "Wouter",  "Xander",
    "Ynte",   "Zita",   "Jan-Willem", "Anne Fleur", "Marie-Louise", "Elin", "Joep",   "Lotte",   "Milan",   "Naomi"};

struct FamilyName {
  std::string_view infix, name;
};
constexpr FamilyName kFamily[] = {
    {"de", "Vries"},      {"", "Jansen"},       {"", "Visser"},   {"de", "Boer"},       {"", "Bakker"},
    {"van der", "Meer"},  {"", "Mulder"},       {"de", "Jong"},   {"", "Smit"},         {"van den", "Berg"},
    {"", "Janssen"},      {"van", "Dijk"},      {"", "Peters"},   {"", "Hendriks"},     {"van der", "Meulen"},
    {"", "Hoekstra"},     {"", "Dijkstra"},     {"", "Postma"},   {"de", "Haan"},       {"", "Kuiper"},
    {"", "Yilmaz"},       {"", "Öztürk"},       {"", "El Amrani"}, {"", "Boer"},        {"van 't", "Hof"},
    {"", "Wierda"},       {"", "Zijlstra"},     {"ten", "Cate"},  {"van", "Leeuwen"},   {"", "Koopmans"},
    {"", "Schouten"},     {"van de", "Ven"},    {"", "Groen"},    {"", "Kok"},          {"", "Bos"},
    {"", "Vos"},          {"de", "Groot"},      {"", "Molenaar"}, {"", "Timmermans"},   {"", "Verhoeven"},
    {"", "Huisman"},      {"", "Prins"},        {"", "Kramer"},   {"op de", "Beek"},    {"", "Willems"},
    {"van der", "Linden"}, {"van der", "Linde"}, {"", "Scholten"}, {"", "Brouwer"},     {"", "Dekker"},
    {"", "Veenstra"},     {"", "Terpstra"},     {"", "Sikkema"},  {"", "Haddad"},       {"", "Nowak"},
    {"", "Kowalski"},     {"", "Pereira"},      {"", "Da Silva"}, {"", "Nguyen"},       {"", "Jansen-de Vries"},
    {"", "Bosma"},        {"", "Faber"},        {"", "Gerritsen"}, {"", "Hermans"},     {"", "Jonker"},
    {"", "Kuijpers"},     {"", "Lammers"},      {"", "Martens"},  {"", "Nauta"},        {"", "Oosterhuis"},
    {"", "Pronk"},        {"", "Reitsma"},      {"", "Stam"},     {"", "Tuinstra"},     {"", "Uiterwijk"},
    {"", "Vink"},         {"", "Wagenaar"},     {"", "Zandstra"}, {"", "Admiraal"},     {"", "Blom"}};

constexpr std::string_view kStems[] = {"Hoek", "Veld", "Brand", "Wester", "Oosten", "Noorder", "Bergh", "Linden", "Kamp",
                                       "Molen", "Water", "Sluis", "Heiden", "Riet", "Bosch", "Wijn", "Zand", "Kreeft",
                                       "Draai", "Span", "Haver", "Rogge", "Vliet", "Duiven", "Klaver"};
constexpr std::string_view kEnds[] = {"stra", "sema", "man", "huis", "kamp", "broek", "dam", "ing", "horst", "veld",
                                      "meijer", "hof", "steen", "wijk", "brink", "mans"};

/// Four of ten bear a common name; the others one that few or none share, as in a school of this size.
PersonName family_name(Dice& dice) {
  PersonName out;
  const FamilyName& common = kFamily[dice.skewed(std::size(kFamily))];
  const bool rare = dice.below(10) >= 4;
  const std::string_view stem = kStems[dice.below(std::size(kStems))], end = kEnds[dice.below(std::size(kEnds))];
  out.family = rare ? std::string(stem) + std::string(end) : std::string(common.name);
  out.infix = rare ? "" : std::string(common.infix);
  return out;
}

std::string class_of(std::size_t i) { return std::to_string(1 + i % 8) + static_cast<char>('A' + i % 3); }

/// Families of two parents and up to three children, a staff of its own; made in one fixed order.
Registers make_register(std::uint64_t seed, std::size_t families, std::size_t staff) {
  Dice dice(seed);
  School school;
  const auto given = [&] { return std::string(kGiven[dice.skewed(std::size(kGiven))]); };
  std::size_t child = 0;
  for (std::size_t i = 0; i < families; ++i) {
    const PersonName name = family_name(dice), other = family_name(dice);
    std::vector<std::string> children;
    for (std::size_t k = dice.below(3) + 1; k > 0; --k) {
      children.push_back("p" + std::to_string(child++));
      school.pupil(children.back(), given(), name.infix, name.family, class_of(dice.below(24)));
    }
    const std::string number = std::to_string(i);
    const std::string phone = "+316" + std::to_string(20000000 + 17 * i);
    school.parent("o" + number, given(), name.infix, name.family, children).phone(phone);
    if (dice.below(4) != 0)
      school.parent("q" + number, given(), other.infix, other.family, children);
  }
  for (std::size_t i = 0; i < staff; ++i) {
    const PersonName name = family_name(dice);
    school.staff("t" + std::to_string(i), given(), name.infix, name.family)
        .email("t" + std::to_string(i) + "@school.example");
  }
  std::ranges::sort(school.registers().people, {}, &Person::id);  // as load_registers gives them
  return school.registers();
}

std::string family_text(const PersonName& name) { return (name.infix.empty() ? "" : name.infix + " ") + name.family; }

/// ASCII letters only; a telephone does the rest, and folding undoes both.
std::string in_capitals(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

std::string display_of(const PersonName& name, const Person& person, Dice& dice) {
  const std::string whole = name.given + " " + family_text(name);
  switch (dice.below(10)) {
    case 0:
      return name.family + ", " + name.given + (name.infix.empty() ? "" : " " + name.infix);
    case 1:
      return whole + (person.roles[0].group.empty() ? "" : " (" + person.roles[0].group + ")");
    case 2:
      return "~" + whole + " 🌸";
    case 3:
      return in_capitals(whole);
    case 4:
      return name.given.substr(0, 1) + ". " + family_text(name);
    case 5:
      return name.given;
    default:
      return whole;
  }
}

std::size_t bearers(const Registers& registers, const PersonName& name) {
  return static_cast<std::size_t>(std::ranges::count_if(registers.people, [&](const Person& p) {
    return p.name.given == name.given && p.name.family == name.family;
  }));
}

bool is_full(const std::string& display, const PersonName& name) {
  return display.find(". ") == std::string::npos && display != name.given;
}

struct Count {
  std::size_t asked = 0, probable = 0, probable_wrong = 0, possible = 0, possible_wrong = 0, ambiguous = 0, none = 0,
              certain = 0, candidates_miss = 0;
};

/// `truth` empty: a stranger, so that every name given is wrong.
void tally(Count& count, const Match& match, const std::string& truth) {
  ++count.asked;
  const bool right = match.person_id == truth && !truth.empty();
  switch (match.band) {
    case Band::certain:
      ++count.certain;
      break;
    case Band::probable:
      ++count.probable;
      count.probable_wrong += right ? 0u : 1u;
      break;
    case Band::possible:
      ++count.possible;
      count.possible_wrong += right ? 0u : 1u;
      break;
    case Band::ambiguous:
      ++count.ambiguous;
      count.candidates_miss += std::ranges::count(match.candidates, truth) == 0 ? 1u : 0u;
      break;
    case Band::none:
      ++count.none;
      break;
  }
}

double part(std::size_t some, std::size_t all) { return all == 0 ? 1 : static_cast<double>(some) / static_cast<double>(all); }

std::string report(const Count& c) {
  return "asked " + std::to_string(c.asked) + " probable " + std::to_string(c.probable) + " (wrong " +
         std::to_string(c.probable_wrong) + ") possible " + std::to_string(c.possible) + " (wrong " +
         std::to_string(c.possible_wrong) + ") ambiguous " + std::to_string(c.ambiguous) + " (without them " +
         std::to_string(c.candidates_miss) + ") none " + std::to_string(c.none);
}

TEST(Quality, of_names_of_people_at_school) {
  const Registers registers = make_register(7, 420, 80);
  const Resolver resolver(registers, {});
  Dice dice(11);
  Count all, unique;
  for (const Person& person : registers.people) {
    const std::string display = display_of(person.name, person, dice);
    const Match match = resolver.resolve(shown_as(display));
    tally(all, match, person.id);
    if (is_full(display, person.name) && bearers(registers, person.name) == 1) tally(unique, match, person.id);
  }
  RecordProperty("all", report(all));
  RecordProperty("unique", report(unique));
  EXPECT_EQ(all.certain, 0u) << "a name is no proof";
  EXPECT_EQ(all.probable_wrong, 0u) << report(all);
  EXPECT_EQ(all.candidates_miss, 0u) << report(all);
  EXPECT_GE(part(all.possible - all.possible_wrong + all.probable, all.possible + all.probable), 0.99) << report(all);
  EXPECT_GE(part(unique.probable + unique.possible - unique.possible_wrong, unique.asked), 0.95) << report(unique);
}

// Strangers who bear the same common names: the share that is taken for somebody of the school at all.
TEST(Quality, of_names_of_strangers) {
  const Registers registers = make_register(7, 420, 80);
  const Resolver resolver(registers, {});
  Dice dice(23);
  Count count;
  for (int i = 0; i < 2000; ++i) {
    const PersonName family = family_name(dice);
    Person stranger =
        person("", std::string(kGiven[dice.skewed(std::size(kGiven))]), family.infix, family.family, Role::external);
    if (bearers(registers, stranger.name) != 0) continue;  // a namesake of somebody registered: no name can tell them apart
    tally(count, resolver.resolve(shown_as(display_of(stranger.name, stranger, dice))), {});
  }
  RecordProperty("strangers", report(count));
  EXPECT_EQ(count.certain, 0u);
  EXPECT_EQ(count.probable, 0u) << report(count);
  EXPECT_LE(part(count.possible, count.asked), 0.015) << report(count);
}

TEST(Quality, of_keys_is_whole) {
  const Registers registers = make_register(7, 420, 80);
  const Resolver resolver(registers, {});
  for (const Person& person : registers.people) {
    AccountProfile account = shown_as(person.name.given + " " + family_text(person.name));
    if (!person.phones.empty()) account.phone = person.phones[0];
    if (!person.emails.empty()) account.email = person.emails[0];
    if (account.phone.empty() && account.email.empty()) continue;
    EXPECT_EQ(told(resolver.resolve(account)), "certain " + person.id);
  }
}

TEST(Quality, of_mama_van_never_names_the_child) {
  const Registers registers = make_register(7, 420, 80);
  const Resolver resolver(registers, {});
  std::size_t named = 0, right = 0;
  for (const Person& pupil : registers.people) {
    if (pupil.roles[0].role != Role::pupil) continue;
    for (const std::string& name : {"Mama van " + pupil.name.given, "Papa " + pupil.name.given + " " + family_text(pupil.name),
                                    "moeder " + pupil.name.given + " " + pupil.roles[0].group}) {
      const Match match = resolver.resolve(shown_as(name));
      EXPECT_LE(match.band, Band::possible);
      if (match.person_id.empty()) continue;
      const Person* parent = registers.find(match.person_id);
      ++named;
      right += parent != nullptr && std::ranges::count(parent->parent_of, pupil.id) != 0 ? 1u : 0u;
      EXPECT_EQ(parent == nullptr ? Role::pupil : parent->roles[0].role, Role::parent) << name;
    }
  }
  RecordProperty("named", static_cast<int>(named));
  RecordProperty("right", static_cast<int>(right));
  EXPECT_GT(named, 50u);
  EXPECT_EQ(right, named);
}

TEST(Order, of_the_register_does_not_show) {
  Registers registers = make_register(3, 120, 20);
  for (int i = 0; i < 12; ++i) {
    RegisteredAccount row;
    row.platform = "instagram";
    row.handle = "user" + std::to_string(i / 2);
    row.person_id = registers.people[static_cast<std::size_t>(i * 7)].id;
    row.source = "registers/accounts.csv:" + std::to_string(i + 2);
    registers.accounts.push_back(row);
  }
  std::vector<AccountProfile> accounts;
  Dice dice(5);
  for (const Person& person : registers.people) {
    accounts.push_back(shown_as(display_of(person.name, person, dice)));
    accounts.push_back(shown_as("Mama van " + person.name.given));
    accounts.back().handle = "user" + std::to_string(dice.below(9));
    if (!person.phones.empty()) accounts.push_back(shown_as(person.name.given));
    if (!person.phones.empty()) accounts.back().phone = person.phones[0];
  }
  const Resolver first(registers, {});
  for (int round = 0; round < 3; ++round) {
    for (std::size_t i = registers.people.size(); i > 1; --i)
      std::swap(registers.people[i - 1], registers.people[dice.below(i)]);
    std::ranges::reverse(registers.accounts);
    const Resolver shuffled(registers, {});
    for (const AccountProfile& account : accounts)
      EXPECT_EQ(first.resolve(account), shuffled.resolve(account)) << account.display_names[0];
  }
}

TEST(AnyBytes, are_taken) {
  const Registers registers = make_register(3, 40, 10);
  const Resolver resolver(registers, {});
  Dice dice(99);
  constexpr std::string_view kPieces[] = {"Tom", "mama van ", "(", ")", ",", "-", " ", "v.d.", "\xc3", "\xf0\x9f\x91\xa9", "\xff", "&", "'", "3B", "juf ", "de ", "en ", "\n", "@", "Visser", "\xe2\x80\x8d", "/"};
  for (int i = 0; i < 20000; ++i) {
    std::string name;
    for (std::size_t k = dice.below(9); k > 0; --k) name += kPieces[dice.below(std::size(kPieces))];
    AccountProfile account = shown_as(name);
    account.handle = name;
    account.email = name;
    const Match match = resolver.resolve(account);
    EXPECT_LT(match.band, Band::certain) << name;
    EXPECT_EQ(match.person_id.empty(), match.band < Band::possible) << name;
    EXPECT_EQ(match.candidates.empty(), match.band != Band::ambiguous) << name;
    for (const Resolver::NameInText& found : resolver.names_in(name)) EXPECT_LE(found.begin + found.length, name.size());
  }
  EXPECT_EQ(resolver.resolve(shown_as(std::string(1 << 20, 'a'))).band, Band::none);
  EXPECT_EQ(resolver.resolve(shown_as("Tom " + std::string(1 << 20, ' ') + "Visser")).band, Band::none);
}

}  // namespace
}  // namespace schouw::testing
