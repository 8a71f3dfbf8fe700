// The word lists, our own; each sorted within its row, looked up in one table built at the first call.
//
// Gap: Dutch only; a Turkish "annesi" or Arabic "umm" (mother of) is a plain word, so such a name matches nobody.
#include "words.h"

#include <concepts>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace schouw {
namespace {

struct Row {
  std::string_view first;   ///< formal name, or unused
  std::string_view others;  ///< blank-separated
};

constexpr std::string_view kInfixes =
    "van von vd vdr vdn v d der den de het t s ten ter te in op aan bij uit uijt voor onder over la le les lo du des "
    "del della di da do dos das l el al ben bin ait zu zur zum vom af av";

constexpr std::string_view kTitles =
    "mevr mevrouw mw mvr mej dhr heer meneer mijnheer mr mrs ms drs dr ir ing prof bc bsc msc med phd";
constexpr std::string_view kStaff =
    "juf juffrouw juffie meester docent docente leraar lerares leerkracht mentor mentrix directeur directrice conrector "
    "rector concierge decaan teamleider coordinator stagiair stagiaire teacher";
constexpr std::string_view kContext =
    "school basisschool bs vo po werk prive thuis mobiel mob gsm tel telefoon nummer contact nieuw nieuwe oud app whatsapp "
    "wiskunde nederlands engels duits frans geschiedenis aardrijkskunde biologie scheikunde natuurkunde economie gym "
    "lo muziek tekenen handvaardigheid techniek informatica maatschappijleer latijn grieks filosofie ckv leerling "
    "klassenouder collega rt ib intern begeleider";
constexpr std::string_view kHouseholds = "fam familie gezin";
constexpr std::string_view kAlso = "en and und et";
constexpr std::string_view kParents =
    "mama mam mamma mammie mams moeder moeders moe papa pap pappa pappie paps vader ouder ouders verzorger verzorgers "
    "verzorgster voogd mum mom mother dad father parent parents";
constexpr std::string_view kKin =
    "opa oma opi omi grootvader grootmoeder grootouder grootouders tante oom broer broertje zus zusje zuster neef neefje "
    "nicht nichtje oppas gastouder nanny aupair stiefmoeder stiefvader stiefouder bonusmoeder bonusvader bonusmama "
    "bonuspapa plusmama pluspapa pleegmoeder pleegvader pleegouder pleegouders zoon dochter zoontje dochtertje buurvrouw "
    "buurman bso opvang noodnummer noodcontact";
constexpr std::string_view kParentsOf = "pa ma";
constexpr std::string_view kKinOf =
    "man vrouw partner vriend vriendin vriendje vriendinnetje ex collega kind kinderen assistent vervanger "
    "vervangster namens coach";
constexpr std::string_view kClassWords = "groep klas klass class gr kl";

constexpr Row kShortForms[] = {
    {"abdullah", "abdul appie"},
    {"adriana", "adrie ariane jana"},
    {"adrianus", "ad adri adriaan arie janus"},
    {"albertus", "albert bert"},
    {"alexander", "alex lex sander xander"},
    {"alexandra", "alex lexi sandra"},
    {"annemarie", "annemiek"},
    {"anthony", "ton tony"},
    {"antonia", "antje toni tonia tonnie tonny"},
    {"antonius", "anton antoon teun ton tonnie toon"},
    {"bartholomeus", "bart bartel mees"},
    {"bastiaan", "bas"},
    {"benjamin", "ben benno bennie"},
    {"bernardus", "ben bernard"},
    {"catharina", "cato ina kaatje karin katja rina tineke toos trijn"},
    {"charlotte", "lot lotte"},
    {"christiaan", "chris"},
    {"christina", "chris christa kristel stien tina"},
    {"christopher", "chris"},
    {"cornelia", "cora corrie corry cornelie neeltje nel nelleke"},
    {"cornelis", "cees cor corne kees nelis"},
    {"daniel", "daan dan danny"},
    {"danielle", "dani"},
    {"diederik", "dirk"},
    {"dirk", "dick"},
    {"elisabeth", "bets betty elise els elly lies liesbeth lisa lisette liza"},
    {"emmanuel", "manu manuel"},
    {"evert", "everard"},
    {"fatima", "fatma"},
    {"francisca", "cisca ciska fransje francien sisca"},
    {"franciscus", "cis frank frans"},
    {"frederik", "freek fred frits rik"},
    {"gabriella", "gabi"},
    {"geertruida", "geertje truida trudy truus"},
    {"gerardus", "geert ger gerard gerrit"},
    {"gijsbertus", "bert gijs gijsbert"},
    {"gijsbert", "gijs"},
    {"hendrik", "hein henk rik"},
    {"hendrika", "hennie henny riek rika"},
    {"hendrikus", "driek hein hendrik henk henri rik rikus"},
    {"helena", "hella leen leny"},
    {"hubertus", "bert hubert huub"},
    {"isabella", "bella isa isabel"},
    {"isabelle", "isa"},
    {"jacob", "jaap koos sjaak"},
    {"jacoba", "coba"},
    {"jacobus", "co jaap jacob koos sjaak"},
    {"jacqueline", "jacky"},
    {"johanna", "anna annie hanna hannie jo johanneke"},
    {"johannes", "hannes hans jan joh johan joop"},
    {"josephina", "fien josefien josien"},
    {"josephus", "jef joost jos joseph jozef sjef"},
    {"lambertus", "bert lambert"},
    {"laurens", "lau rens"},
    {"laurentius", "lau laurens"},
    {"leonardus", "leendert leo leon"},
    {"leonora", "noor nora"},
    {"eleonora", "noor nora"},
    {"magdalena", "leen lena madeleine magda"},
    {"margaretha", "greet greetje gretha griet marga margreet margret rita"},
    {"maria", "maaike marie mariek marieke marja mia mieke miep ria"},
    {"martina", "tina tineke"},
    {"martinus", "maarten marten martin tinus"},
    {"mattheus", "mat thijs theo"},
    {"matthias", "matthijs thijs ties"},
    {"matthijs", "thijs tijs"},
    {"maximiliaan", "max"},
    {"michael", "michel mick mike"},
    {"michiel", "giel mick"},
    {"mohammed", "med mo mohamad mohamed mohammad muhammad muhammed"},
    {"nicolaas", "klaas nick nico niek"},
    {"patricia", "trisha"},
    {"petronella", "nel petra"},
    {"petrus", "peter piet pierre"},
    {"philippus", "filip flip philip"},
    {"pieter", "piet"},
    {"robert", "bob rob robbie"},
    {"robertus", "bert rob robert"},
    {"roelof", "roel"},
    {"rudolf", "dolf rudi rudy ruud"},
    {"samuel", "sam sem"},
    {"samantha", "sam"},
    {"sebastiaan", "bas bastiaan"},
    {"simon", "siem"},
    {"stefanus", "stef stefan steven"},
    {"stephanus", "stef stefan stephan steven"},
    {"steven", "stef"},
    {"susanna", "suus suzan suze"},
    {"theodorus", "dorus theo"},
    {"thomas", "thom tom tommie tommy"},
    {"veronica", "vera"},
    {"victor", "vic"},
    {"victoria", "vicky"},
    {"vincent", "vin"},
    {"wilhelmina", "helma mien mina wil willeke willemijn willy"},
    {"wilhelmus", "wil willem willy wim"},
    {"willem", "wil wim"},
};

template <class Visit>
  requires std::invocable<Visit, std::string_view>
void each_word(std::string_view list, const Visit& visit) {
  while (!list.empty()) {
    const std::size_t blank = list.find(' ');
    visit(list.substr(0, blank));
    list = blank == std::string_view::npos ? std::string_view() : list.substr(blank + 1);
  }
}

using Set = std::unordered_set<std::string_view>;

Set set_of(std::string_view list) {
  Set out;
  each_word(list, [&](std::string_view word) { out.insert(word); });
  return out;
}

// The first list that holds a word decides.
std::unordered_map<std::string_view, NameWord> make_kinds() {
  constexpr std::pair<std::string_view, NameWord> kLists[] = {
      {kTitles, NameWord::title},         {kStaff, NameWord::staff},     {kParents, NameWord::parent},
      {kParentsOf, NameWord::parent_of},       {kKin, NameWord::kin},              {kKinOf, NameWord::kin_of},    {kAlso, NameWord::also},
      {kHouseholds, NameWord::household}, {kContext, NameWord::context},
  };
  std::unordered_map<std::string_view, NameWord> out;
  for (const auto& list : kLists) each_word(list.first, [&](std::string_view word) { out.emplace(word, list.second); });
  return out;
}

struct ShortForms {
  std::unordered_set<std::string> pairs;  ///< "johannes hans"
  Set names;
};

ShortForms make_short_forms() {
  ShortForms out;
  for (const Row& row : kShortForms) {
    out.names.insert(row.first);
    each_word(row.others, [&](std::string_view word) {
      out.names.insert(word);
      out.pairs.insert(std::string(row.first) + " " + std::string(word));
    });
  }
  return out;
}

const ShortForms& short_forms() {
  static const ShortForms forms = make_short_forms();
  return forms;
}

}  // namespace

bool is_infix_word(std::string_view word) {
  static const Set words = set_of(kInfixes);
  return words.contains(word);
}

NameWord kind_of(std::string_view word) {
  static const auto kinds = make_kinds();
  const auto it = kinds.find(word);
  return it == kinds.end() ? NameWord::plain : it->second;
}

Kinship kinship_of(NameWord word, bool van_behind_it) {
  switch (word) {
    case NameWord::parent:
      return Kinship::parent;
    case NameWord::parent_of:
      return van_behind_it ? Kinship::parent : Kinship::none;
    case NameWord::kin:
      return Kinship::kin;
    case NameWord::kin_of:
      return van_behind_it ? Kinship::kin : Kinship::none;
    case NameWord::plain:
    case NameWord::title:
    case NameWord::staff:
    case NameWord::context:
    case NameWord::household:
    case NameWord::also:
      return Kinship::none;
  }
  return Kinship::none;
}

bool is_class_word(std::string_view word) {
  static const Set words = set_of(kClassWords);
  return words.contains(word);
}

bool is_short_form(std::string_view one, std::string_view other) {
  const auto& pairs = short_forms().pairs;
  const std::string a(one), b(other);
  return pairs.contains(a + " " + b) || pairs.contains(b + " " + a);
}

bool is_known_given(std::string_view word) { return short_forms().names.contains(word); }

}  // namespace schouw
