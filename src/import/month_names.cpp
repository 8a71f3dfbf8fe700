// Months by name. Only a whole name or the begin of one counts: "maandag" and "martes" are no months, though they
// begin as one does.
//
// Gap: Thai, Persian, Hebrew and Muslim calendars count other years; their months are not here, so such a date is not
// read.
#include "month_names.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

using Year = std::array<std::string_view, 12>;

/// As they stand in a date: Slavic languages, Greek and Finnish have a form of their own there.
constexpr Year kYears[] = {
    // Dutch, English, German, Austria
    {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
     "december"},
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
     "december"},
    {"januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
     "dezember"},
    {"jänner", "feber", "mrz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
     "dezember"},
    // Danish, Swedish, Icelandic
    {"januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
     "december"},
    {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
     "december"},
    {"janúar", "febrúar", "mars", "apríl", "maí", "júní", "júlí", "ágúst", "september", "október", "nóvember",
     "desember"},
    // French, Spanish, Italian, Portuguese, Catalan, Galician, Romanian
    {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
     "décembre"},
    {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
     "diciembre"},
    {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
     "novembre", "dicembre"},
    {"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro",
     "dezembro"},
    {"gener", "febrer", "març", "abril", "maig", "juny", "juliol", "agost", "setembre", "octubre", "novembre",
     "desembre"},
    {"xaneiro", "febreiro", "marzo", "abril", "maio", "xuño", "xullo", "agosto", "setiembre", "outubro", "novembro",
     "decembro"},
    {"ianuarie", "februarie", "martie", "aprilie", "mai", "iunie", "iulie", "august", "septembrie", "octombrie",
     "noiembrie", "decembrie"},
    // Polish, Czech, Slovak, Slovene, Croatian, Serbian
    {"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października",
     "listopada", "grudnia"},
    {"ledna", "února", "března", "dubna", "května", "června", "července", "srpna", "září", "října", "listopadu",
     "prosince"},
    {"leden", "únor", "březen", "duben", "květen", "čvn", "čvc", "srpen", "září", "říjen", "listopadu", "prosinec"},
    {"januára", "februára", "marca", "apríla", "mája", "júna", "júla", "augusta", "septembra", "októbra", "novembra",
     "decembra"},
    {"januar", "februar", "marec", "april", "maj", "junij", "julij", "avgust", "september", "oktober", "november",
     "december"},
    {"siječnja", "veljače", "ožujka", "travnja", "svibnja", "lipnja", "srpnja", "kolovoza", "rujna", "listopada",
     "studenoga", "prosinca"},
    {"januar", "februar", "mart", "april", "maj", "jun", "jul", "avgust", "septembar", "oktobar", "novembar",
     "decembar"},
    {"јануар", "фебруар", "март", "април", "мај", "јун", "јул", "август", "септембар", "октобар", "новембар",
     "децембар"},
    // Russian, Ukrainian, Belarusian, Bulgarian, Greek
    {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
     "декабря"},
    {"січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада",
     "грудня"},
    {"студзеня", "лютага", "сакавіка", "красавіка", "мая", "чэрвеня", "ліпеня", "жніўня", "верасня", "кастрычніка",
     "лістапада", "снежня"},
    {"януари", "февруари", "март", "април", "май", "юни", "юли", "август", "септември", "октомври", "ноември",
     "декември"},
    {"ιανουαρίου", "φεβρουαρίου", "μαρτίου", "απριλίου", "μαΐου", "ιουνίου", "ιουλίου", "αυγούστου", "σεπτεμβρίου",
     "οκτωβρίου", "νοεμβρίου", "δεκεμβρίου"},
    // Turkish, Albanian, Hungarian, Finnish, Estonian, Lithuanian, Latvian
    {"ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim", "kasım", "aralık"},
    {"janar", "shkurt", "mars", "prill", "maj", "qershor", "korrik", "gusht", "shtator", "tetor", "nëntor", "dhjetor"},
    {"január", "február", "március", "április", "május", "június", "július", "augusztus", "szeptember", "október",
     "november", "december"},
    {"tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesäkuuta", "heinäkuuta", "elokuuta",
     "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta"},
    {"jaanuar", "veebruar", "märts", "aprill", "mai", "juuni", "juuli", "august", "september", "oktoober", "november",
     "detsember"},
    {"sausio", "vasario", "kovo", "balandžio", "gegužės", "birželio", "liepos", "rugpjūčio", "rugsėjo", "spalio",
     "lapkričio", "gruodžio"},
    {"janvāris", "februāris", "marts", "aprīlis", "maijs", "jūnijs", "jūlijs", "augusts", "septembris", "oktobris",
     "novembris", "decembris"},
    // Arabic: most countries, Morocco, Algeria and Tunisia, Syria and Iraq. Hebrew, with "in" before the month.
    {"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},
    {"يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"},
    {"جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},
    {"كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني",
     "كانون الأول"},
    {"בינואר", "בפברואר", "במרץ", "באפריל", "במאי", "ביוני", "ביולי", "באוגוסט", "בספטמבר", "באוקטובר", "בנובמבר",
     "בדצמבר"},
    // Hindi (June is a matter of plain_text.cpp), Indonesian, Malay, Filipino
    {"जनवरी", "फ़रवरी", "मार्च", "अप्रैल", "मई", "june", "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर"},
    {"januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
     "desember"},
    {"januari", "februari", "mac", "april", "mei", "jun", "julai", "ogos", "september", "oktober", "november",
     "disember"},
    {"enero", "pebrero", "marso", "abril", "mayo", "hunyo", "hulyo", "agosto", "setyembre", "oktubre", "nobyembre",
     "disyembre"},
    // Short forms that are no begin of a name, or of one month here and of another in Finnish.
    {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"},
    {"janv", "fevr", "mrt", "avr", "mei", "juin", "juil", "aou", "sept", "okt", "nov", "dez"},
};

using Named = std::pair<std::string, int>;

std::vector<Named> folded_names() {
  std::vector<Named> names;
  for (const Year& year : kYears) {
    int month = 0;
    for (const std::string_view name : year) names.emplace_back(fold(name), ++month);
  }
  std::ranges::sort(names);
  return names;
}

bool is_three_letters(std::string_view word) {
  return std::ranges::count_if(word, [](char c) { return (c & 0xC0) != 0x80; }) >= 3;
}

}  // namespace

std::optional<int> month_of_name(std::string_view folded) {
  static const std::vector<Named> kNames = folded_names();
  // The begin of a Romanian Tuesday and of March; the day stands with its month behind it.
  if (folded.empty() || folded == "marti") return std::nullopt;
  std::optional<int> month;
  auto one =
      std::ranges::lower_bound(kNames, folded, {}, [](const Named& name) { return std::string_view(name.first); });
  const bool whole = one != kNames.end() && one->first == folded;
  if (!whole && !is_three_letters(folded)) return std::nullopt;
  for (; one != kNames.end() && (whole ? one->first == folded : one->first.starts_with(folded)); ++one) {
    if (month && *month != one->second) return kMonthOfTwoLanguages;
    month = one->second;
  }
  return month;
}

}  // namespace schouw
