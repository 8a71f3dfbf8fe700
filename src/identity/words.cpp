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
    {"aaltje", "alie"},
    {"abdelhakim", "hakim"},
    {"abdelkader", "abdel kader"},
    {"abdelkarim", "karim"},
    {"abderrahman", "abdel abdulrahman abdurrahman rahman"},
    {"abdullah", "abdul appie"},
    {"adriana", "adrie ariana ariane jaantje jana janna"},
    {"adrianus", "ad adri adriaan arie janus"},
    {"ahmed", "achmed ahmad ahmet"},
    {"aicha", "aisha ayesha aysha"},
    {"albertina", "bertina tina"},
    {"albertus", "albert bert"},
    {"aleida", "aleid alie leida"},
    {"alexander", "alex lex sander sascha sasha xander"},
    {"alexandra", "alex lexi sandra sascha sasha xandra"},
    {"alida", "alie lida"},
    {"aloysius", "loe louis"},
    {"andreas", "andre andries dries"},
    {"andries", "dries"},
    {"annelies", "anne lies"},
    {"anneloes", "loes"},
    {"annemarie", "annemiek"},
    {"anthony", "ton tony"},
    {"antonia", "antje toni tonia tonnie tonny toos"},
    {"antonius", "anton antoon teun ton tonnie tony toon"},
    {"arnold", "nol"},
    {"arnoldus", "arno arnold nol"},
    {"augustijn", "guus stijn"},
    {"augustinus", "august guus stijn"},
    {"bartholomeus", "bart bartel mees"},
    {"bastiaan", "bas"},
    {"benjamin", "ben benji bennie benno benny"},
    {"berend", "ben"},
    {"berendina", "berdien dina"},
    {"bernardina", "bernadien dina"},
    {"bernardus", "ben bernard"},
    {"bilal", "billal"},
    {"catharina", "cathy cato ina kaatje karin karina katja katrien rina tina tineke toos toosje trien trijn"},
    {"chaimae", "chaima chaymae shaima"},
    {"charlotte", "lot lotte"},
    {"christiaan", "chris"},
    {"christina", "chris christa christien christine kristel stien stina tina"},
    {"christoffel", "chris stoffel"},
    {"christopher", "chris"},
    {"clasina", "ina sina"},
    {"constantijn", "constant stijn tijn"},
    {"cornelia", "cora corine cornelie corrie corry keetje neeltje nel nelleke nelly"},
    {"cornelis", "cees cor corne kees nelis"},
    {"daniel", "daan dan danny"},
    {"danielle", "dani"},
    {"deborah", "debbie debby"},
    {"diederik", "dirk"},
    {"dionysius", "denis dion"},
    {"dirk", "dick"},
    {"dirkje", "dicky"},
    {"egbertus", "bert egbert"},
    {"eleonora", "noor nora"},
    {"elisabeth", "bep bets betsy bettie betty elise elizabeth elly els lies liesbeth liesje lisa lisanne lisette liza lizzie lizzy"},
    {"elizabeth", "beth betty eliza lisa liz liza lizzie lizzy"},
    {"emanuel", "manu manuel"},
    {"emilia", "emmie emmy"},
    {"emmanuel", "manu manuel"},
    {"engelbertus", "bert engelbert"},
    {"evelien", "eef evi"},
    {"everdina", "dina evi"},
    {"evert", "everard"},
    {"fatima", "fatma"},
    {"francisca", "cisca ciska francien fransien fransje sisca"},
    {"franciscus", "cis frank frans"},
    {"frederik", "fred freek frits rik"},
    {"frederika", "freddie rika"},
    {"frederikus", "fred frederik frits"},
    {"gabriel", "gabe"},
    {"gabriella", "gabi"},
    {"gabrielle", "gaby"},
    {"geertruida", "geertje geertrui trudie trudy trui truida truus"},
    {"gerarda", "gerda"},
    {"gerardina", "dina gerda"},
    {"gerardus", "geert ger gerard gerrit"},
    {"gerhardus", "gerard gerhard gert"},
    {"gerritje", "gerrie"},
    {"gezina", "sina"},
    {"gijsbert", "gijs"},
    {"gijsbertus", "bert gijs gijsbert"},
    {"godefridus", "fried frits godfried"},
    {"gosewinus", "goswin"},
    {"gwendolyn", "gwen"},
    {"hamza", "hamzah"},
    {"harmanus", "harm"},
    {"hassan", "hasan"},
    {"helena", "hella leen leny"},
    {"hendericus", "hendrik henk"},
    {"hendrik", "hein henk rik"},
    {"hendrika", "hennie henny henriette ria riek rieka riekie rika"},
    {"hendrikus", "driek hein hendrik henk henri rik rikus"},
    {"hermanus", "harm herman manus"},
    {"hermina", "hermien mina"},
    {"hieronymus", "jeroen"},
    {"hubertina", "bertina tina"},
    {"hubertus", "bert hubert huub"},
    {"hussein", "hoessein husein huseyin hussain hussien"},
    {"ibrahim", "brahim ebrahim ibo"},
    {"ignatius", "ignaas naas"},
    {"ilias", "ilyas ilyes"},
    {"imane", "iman"},
    {"immanuel", "manu manuel"},
    {"isabella", "bella isa isabel"},
    {"isabelle", "isa"},
    {"ismail", "smail"},
    {"jacob", "jaap koos sjaak"},
    {"jacoba", "coba cobie coos jacomien"},
    {"jacobus", "co jaap jacob koos sjaak"},
    {"jacqueline", "jacky"},
    {"jamal", "djamal"},
    {"jennifer", "jenny"},
    {"jessica", "jess jessie"},
    {"johanna", "anja anna anneke annie hanna hanneke hannie janneke jannie jantje jo johanneke joke jopie"},
    {"johannes", "hannes hans jan jannes joannes joh johan joop"},
    {"jonathan", "nathan"},
    {"joseph", "jef joe joep jos"},
    {"josephina", "fien josefien josien"},
    {"josephine", "fien jos josefien"},
    {"josephus", "jef joep joost jos joseph jozef sjef"},
    {"joshua", "josh"},
    {"jozef", "jef jos"},
    {"khadija", "chadija khadidja khadijah"},
    {"kimberley", "kim"},
    {"kimberly", "kim"},
    {"klazina", "ina sien"},
    {"lambertus", "bert lambert"},
    {"laurens", "lau laurents rens"},
    {"laurentius", "lau laurens"},
    {"leonard", "len leo"},
    {"leonardus", "leendert leo leon"},
    {"leonora", "noor nora"},
    {"lodewijk", "lode"},
    {"louise", "loes wies"},
    {"lourens", "rens"},
    {"lubbertus", "bert lubbert"},
    {"lucas", "luc luuk"},
    {"ludovicus", "lodewijk louis"},
    {"magdalena", "leen lena madeleine magda"},
    {"margaretha", "greet greetje greta gretha griet grietje marga margje margreet margret margriet rita"},
    {"maria", "maaike marian marie mariek marieke marietje marijke marion marja mia mieke miep ria riet rietje"},
    {"marjolein", "marjolijn"},
    {"marloes", "loes"},
    {"martijn", "tijn"},
    {"martina", "tina tineke"},
    {"martinus", "maarten marten martin tinus"},
    {"maryam", "mariam meriem merjem meryem"},
    {"mattheus", "mat theo thijs"},
    {"matthias", "matthijs thijs ties"},
    {"matthijs", "thijs tijs"},
    {"maximiliaan", "max"},
    {"mechtildis", "mechteld"},
    {"michael", "michel mick mike"},
    {"michiel", "giel mick"},
    {"mohammed", "med mo moh mohamad mohamed mohammad mohamud muhammad muhammed"},
    {"mustafa", "moestafa mostafa moustafa"},
    {"natasja", "tasja"},
    {"nathaniel", "nathan"},
    {"nicolaas", "klaas nick nico niek"},
    {"norbertus", "bert norbert"},
    {"noureddine", "nordin noureddin nouredine"},
    {"omar", "omer umar"},
    {"ottilia", "tilly"},
    {"oumaima", "oumayma umayma"},
    {"patricia", "trisha"},
    {"petronella", "ella nel nelleke nellie petra"},
    {"petrus", "peter pierre piet"},
    {"philippus", "filip flip philip"},
    {"pieter", "pete piet"},
    {"pieternella", "nel petra"},
    {"priscilla", "cilla"},
    {"quirinus", "krijn quirijn"},
    {"rachid", "rashid rasjid"},
    {"rebecca", "becky"},
    {"reinder", "rein"},
    {"reinier", "rein"},
    {"renatus", "rene"},
    {"robert", "bob rob robbie"},
    {"robertus", "bert rob robert"},
    {"roelof", "roel"},
    {"rolandus", "roland"},
    {"roosmarijn", "marijn roos"},
    {"rozemarijn", "marijn roos"},
    {"rudolf", "dolf rudi rudy ruud"},
    {"said", "saeed"},
    {"samantha", "sam"},
    {"samuel", "sam sem"},
    {"sebastiaan", "bas bastiaan"},
    {"servatius", "servaas vaas"},
    {"simon", "siem"},
    {"soufian", "sofian sofyan soufiane sufyan"},
    {"stefanus", "stef stefan steven"},
    {"stephanus", "stef stefan stephan steven"},
    {"steven", "stef"},
    {"susanna", "suus suzan suze"},
    {"sybrandus", "sybrand"},
    {"theodora", "doortje dora thea"},
    {"theodorus", "dorus theo"},
    {"thomas", "thom tom tommie tommo tommy"},
    {"timotheus", "tim timo"},
    {"timothy", "tim"},
    {"tobias", "tobi toby"},
    {"valentijn", "tijn"},
    {"veronica", "vera"},
    {"victor", "vic"},
    {"victoria", "vicky"},
    {"vincent", "vin"},
    {"wilhelmina", "helma mien mina minke wil willeke willemien willemijn willy wilma"},
    {"wilhelmus", "wil willem willy wim"},
    {"willem", "wil wim"},
    {"willemina", "mina willemien"},
    {"wouter", "wout"},
    {"younes", "younis yunes yunus"},
    {"youssef", "joesoef jousef yousef youssouf yusef yusuf"},
    {"zainab", "zaynab zineb"},
    {"zakaria", "zak zakariya zakariyya"},
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
