// Dates in words, as Google and others write them in the language of the account.
#include <gtest/gtest.h>

#include <string>

#include "month_names.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

struct WrittenForm {
  std::string_view name, written;
  std::string_view expected = "2023-02-07T17:13:43Z";  ///< empty: not read
};

std::string read_written(std::string_view written) {
  const Timestamp time = parse_written_date(written);
  if (time.basis == Timestamp::Basis::none) return {};
  return time.basis == Timestamp::Basis::instant ? format_utc(time.ms, time.precision)
                                                 : format_local(time.ms, time.precision);
}

TEST(WrittenDate, reads_the_languages_of_the_parents) {
  constexpr WrittenForm kWritten[] = {
      {"Dutch", "dinsdag 7 februari 2023 om 17:13:43 UTC"},
      {"Dutch Monday", "maandag 6 februari 2023 om 17:13:43 UTC", "2023-02-06T17:13:43Z"},
      {"English", "Tuesday, February 7, 2023 at 5:13:43 PM UTC"},
      {"German", "Dienstag, 7. Februar 2023 um 17:13:43 UTC"},
      {"German am", "am 3. Mai 2023 um 5:13:43 UTC", "2023-05-03T05:13:43Z"},
      {"French", "mardi 7 février 2023 à 17:13:43 UTC"},
      {"French of Canada", "mardi 7 février 2023 à 17 h 13 min 43 s UTC"},
      {"Spanish", "martes, 7 de febrero de 2023, 5:13:43 p. m. UTC"},
      {"Italian", "martedì 7 febbraio 2023 alle ore 17:13:43 UTC"},
      {"Portuguese", "terça-feira, 7 de fevereiro de 2023 às 17:13:43 UTC"},
      {"Romanian", "marți, 7 februarie 2023 la 17:13:43 UTC"},
      {"Polish", "wtorek, 7 lutego 2023 17:13:43 UTC"},
      {"Czech", "úterý 7. února 2023 17:13:43 UTC"},
      {"Turkish", "7 Şubat 2023 Salı 17:13:43 UTC"},
      {"Ukrainian", "вівторок, 7 лютого 2023 р., 17:13:43 UTC"},
      {"Russian", "вторник, 7 февраля 2023 г., 17:13:43 UTC"},
      {"Greek", "Τρίτη 7 Φεβρουαρίου 2023 στις 5:13:43 μ.μ. UTC"},
      {"Greek morning", "Τρίτη 7 Φεβρουαρίου 2023 στις 12:13:43 π.μ. UTC", "2023-02-07T00:13:43Z"},
      {"Arabic", "الثلاثاء، 7 فبراير 2023 في 5:13:43 م UTC"},
      {"Arabic digits", "الثلاثاء، ٧ فبراير ٢٠٢٣ في ٥:١٣:٤٣ م UTC"},
      {"Arabic of Syria", "الثلاثاء، 7 كانون الثاني 2023 في 5:13:43 ص UTC", "2023-01-07T05:13:43Z"},
      {"Arabic year of our calendar", "7 فبراير 2023 م 5:13:43 ص UTC", "2023-02-07T05:13:43Z"},
      {"Hindi", "मंगलवार, 7 फ़रवरी 2023 को 5:13:43 pm UTC"},
      {"Hindi June", "बुधवार, ७ जून २०२३ को 5:13:43 am UTC", "2023-06-07T05:13:43Z"},
      {"Danish", "tirsdag den 7. februar 2023 kl. 17.13.43 UTC"},
      {"Finnish", "tiistai 7. helmikuuta 2023 klo 17.13.43 UTC"},
      {"Finnish Monday", "maanantai 6. helmikuuta 2023 klo 17:13:43 UTC", "2023-02-06T17:13:43Z"},
      {"Finnish November", "tiistai 7. marraskuuta 2023 klo 17.13.43 UTC", "2023-11-07T17:13:43Z"},
      {"Indonesian", "Selasa, 07 Februari 2023 pukul 17.13.43 UTC"},
      {"Malay", "Selasa, 7 Februari 2023 pada 5:13:43 PTG UTC"},
      {"Albanian", "e martë, 7 shkurt 2023 në 5:13:43 e pasdites UTC"},
      {"Hungarian", "2023. február 7., kedd 17:13:43 UTC"},
      {"Japanese", "2023年2月7日火曜日 17時13分43秒 UTC"},
      {"Chinese morning", "2023年2月7日星期二 上午12:13:43 UTC", "2023-02-07T00:13:43Z"},
      {"French, a short Tuesday", "mar. 7 févr. 2023 à 17:13:43 UTC"},
      {"Spanish, a short Tuesday", "mar 7 feb 2023, 17:13:43 UTC"},
  };
  for (const WrittenForm& form : kWritten) EXPECT_EQ(read_written(form.written), form.expected) << form.name;
}

TEST(WrittenDate, says_nothing_rather_than_a_wrong_time) {
  constexpr WrittenForm kWritten[] = {
      {"Polish November", "wtorek, 7 listopada 2023 17:13:43 UTC", "2023-11-07T17:13:43Z"},
      {"Croatian October", "subota, 7. listopada 2023. u 17:13:43 UTC", "2023-10-07T17:13:43Z"},
      {"either of them", "7 listopada 2023 17:13:43 UTC", ""},
      {"a Croatian Saturday is no February", "sub, 7. lis 2023.", ""},
      {"a Turkish February", "7 Şub 2023 Sal", "2023-02-07T00:00:00"},
      {"June or July", "7 jui 2023", ""},
      {"a day for a month", "marți 7 2023", ""},
      {"a year of another calendar", "7 กุมภาพันธ์ 2566", ""},
      {"a name behind the date", "7 februari 2023 door Mar de Wit", "2023-02-07T00:00:00"},
      {"a day in numbers before a year", "07.02.23 februari 2023", ""},
  };
  for (const WrittenForm& form : kWritten) EXPECT_EQ(read_written(form.written), form.expected) << form.name;
}

TEST(MonthNames, are_one_month_each) {
  for (const std::string_view word : {"maandag", "martes", "mardi", "martedi", "marti", "marieke", "decoratie", "ma"})
    EXPECT_EQ(month_of_name(word), std::nullopt) << word;
  for (const std::string_view word : {"lip", "lis", "jui", "listopada"})
    EXPECT_EQ(month_of_name(word), kMonthOfTwoLanguages) << word;
  EXPECT_EQ(month_of_name("mar"), 3);
  EXPECT_EQ(month_of_name(fold("září")), 9);
  EXPECT_EQ(month_of_name(fold("květ")), 5);
}

}  // namespace
}  // namespace schouw
