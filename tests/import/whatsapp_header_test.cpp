// The forms in which phones of different languages and regions write the same moment.
#include "whatsapp_header.h"

#include <gtest/gtest.h>

#include <string>

#include "whatsapp_dates.h"

namespace schouw {
namespace {

struct Form {
  std::string_view name;
  std::string_view line;
  std::string_view expected;  ///< local time
  DateOrder order = DateOrder::day_month_year;
};

constexpr auto kMonthFirst = DateOrder::month_day_year;

TEST(WhatsAppHeader, reads_the_forms_of_many_regions) {
  constexpr Form kForms[] = {
      {"Dutch Android", "18-03-2022 14:56 - Jan: hoi", "2022-03-18T14:56:00"},
      {"Dutch iPhone", "[18-03-2022 14:56:01] Jan: hoi", "2022-03-18T14:56:01"},
      {"German", "18.03.22, 14:56 - Jan: hoi", "2022-03-18T14:56:00"},
      {"French", "18/03/2022 à 14:56 - Jan: hoi", "2022-03-18T14:56:00"},
      {"French of Canada", "2022-03-18 14 h 56 - Jan: hoi", "2022-03-18T14:56:00"},
      {"Swedish", "2022-03-18 14:56 - Jan: hoi", "2022-03-18T14:56:00"},
      {"Danish", "18.03.2022 14.56 - Jan: hoi", "2022-03-18T14:56:00"},
      {"Danish iPhone", "[18.03.2022 14.56.01] Jan: hoi", "2022-03-18T14:56:01"},
      {"Finnish", "18.3.2022 klo 14.56 - Jan: hoi", "2022-03-18T14:56:00"},
      {"Norwegian", "18.03.2022, 14:56 - Jan: hoi", "2022-03-18T14:56:00"},
      {"Czech", "18. 3. 2022 14:56 - Jan: hoi", "2022-03-18T14:56:00"},
      {"Hungarian", "2022. 03. 18. 14:56 - Jan: hoi", "2022-03-18T14:56:00"},
      {"Polish", "18.03.2022 r., 14:56 - Jan: hoi", "2022-03-18T14:56:00"},
      {"Bulgarian", "18.03.22 г., 14:56 - Jan: hoi", "2022-03-18T14:56:00"},
      {"Turkish", "18.03.2022 14:56 - Jan: hoi", "2022-03-18T14:56:00"},
      {"Turkish, half day in front", "[18.03.2022 ÖS 2:56:01] Jan: hoi", "2022-03-18T14:56:01"},
      {"English, United States", "3/18/22, 2:56 PM - Jan: hoi", "2022-03-18T14:56:00", kMonthFirst},
      {"the same with a narrow blank", "3/18/22, 2:56\u202FPM - Jan: hoi", "2022-03-18T14:56:00", kMonthFirst},
      {"English, Australia", "18/3/2022, 2:56 pm - Jan: hoi", "2022-03-18T14:56:00"},
      {"midnight", "[3/18/22, 12:05:09 AM] Jan: hoi", "2022-03-18T00:05:09", kMonthFirst},
      {"half day behind 24 hours", "[3/18/22, 00:05:09 AM] Jan: hoi", "2022-03-18T00:05:09", kMonthFirst},
      {"Spanish, half day in parts", "18/3/22 2:56 p. m. - Jan: hoi", "2022-03-18T14:56:00"},
      {"Portuguese", "18/03/22 14:56 - Jan: hoi", "2022-03-18T14:56:00"},
      {"Arabic", "[\u200F18\u200F/3\u200F/2022، 2:56:01 م] Jan: hoi", "2022-03-18T14:56:01"},
      {"Arabic digits", "١٨/٣/٢٠٢٢، ١٤:٥٦ - Jan: hoi", "2022-03-18T14:56:00"},
      {"Devanagari digits", "१८/३/२२, १४:५६ - Jan: hoi", "2022-03-18T14:56:00"},
      {"Bengali digits", "১৮/৩/২২, ১৪:৫৬ - Jan: hoi", "2022-03-18T14:56:00"},
      {"Korean", "[2022. 3. 18. 오후 2:56:01] Jan: hoi", "2022-03-18T14:56:01"},
      {"Chinese", "[2022/3/18 下午2:56:01] Jan: hoi", "2022-03-18T14:56:01"},
      {"Chinese words", "2022年3月18日 下午2:56 - Jan: hoi", "2022-03-18T14:56:00"},
      {"Japanese era", "[3/18/R4, 14:56:01] Jan: hoi", "2022-03-18T14:56:01", kMonthFirst},
      {"Japanese era in words", "[令和4年3月18日 14:56:01] Jan: hoi", "2022-03-18T14:56:01"},
      {"Buddhist, marked", "[3/18/2565 BE, 14:56:01] Jan: hoi", "2022-03-18T14:56:01", kMonthFirst},
      {"Buddhist, not marked", "18/3/2565 14:56 - Jan: hoi", "2022-03-18T14:56:00"},
      {"Buddhist, short", "18/3/65 14:56 น. - Jan: hoi", "2022-03-18T14:56:00"},
      {"time first", "[14:56:01, 18/3/22] Jan: hoi", "2022-03-18T14:56:01"},
      {"en dash", "18-03-2022 14:56 – Jan: hoi", "2022-03-18T14:56:00"},
      {"old iPhone", "18.03.22 14.56.01: Jan: hoi", "2022-03-18T14:56:01"},
      {"marks and BOM in front", "\uFEFF\u200E[18-03-2022 14:56:01] Jan: hoi", "2022-03-18T14:56:01"},
      {"Amharic-like word, brackets", "[18/03/2022 xyz 14:56:01] Jan: hoi", "2022-03-18T14:56:01"},
  };
  for (const Form& form : kForms) {
    SCOPED_TRACE(form.name);
    const auto header = parse_whatsapp_header(form.line);
    ASSERT_TRUE(header);
    const Timestamp time = time_of(*header, form.order);
    EXPECT_EQ(format_local(time.ms, time.precision), form.expected);
    EXPECT_EQ(header->body, "Jan: hoi");
  }
}

TEST(WhatsAppHeader, is_not_what_people_write) {
  for (const std::string_view line :
       {"12-03-2024", "14:56 - pauze", "12.30 - 13.00 overleg", "1.2.3: begin", "3-4 kinderen - Jan: hoi",
        "[12-03-2024] Jan: hoi", "18-03-2022 gym 14:56 - zaal 3", "18-03-2022 25:61 - Jan: hoi", "06-12345678 - bel me",
        "[18-03-2022 14:56:01 Jan: hoi", "18-03-2022 14:56 Jan: hoi", "18-03-2022 14:56-15:30 gym",
        "https://example.nl/18-03-2022", "Heel 18-03-2022 14:56 - x", "", "[", "1", "\u200E"})
    EXPECT_FALSE(parse_whatsapp_header(line)) << line;
}

TEST(WhatsAppHeader, an_unknown_half_day_leaves_the_day_only) {
  const auto header = parse_whatsapp_header("[18/3/2022, 2:56:01 qqq] Jan: hoi");
  ASSERT_TRUE(header);
  const Timestamp time = time_of(*header, DateOrder::day_month_year);
  EXPECT_EQ(time.precision, Precision::day);
  EXPECT_EQ(format_local(time.ms, Precision::second), "2022-03-18T00:00:00");
}

TEST(WhatsAppHeader, a_word_behind_the_time_is_told_to_be_unknown) {
  const auto header = parse_whatsapp_header("18/3/2022, 2:56 qqq - Jan: hoi");
  ASSERT_TRUE(header);
  EXPECT_TRUE(header->unknown_word);
  EXPECT_EQ(time_of(*header, DateOrder::day_month_year).precision, Precision::day);
  for (const std::string_view word : {"GH", "GD", "ድ.ቀ.", "PN", "po podne", "da tarde", "بعدازظهر", "p. m."}) {
    const auto known = parse_whatsapp_header("18/3/2022, 2:56 " + std::string(word) + " - Jan: hoi");
    ASSERT_TRUE(known) << word;
    EXPECT_FALSE(known->unknown_word) << word;
  }
  EXPECT_FALSE(parse_whatsapp_header("18/3/2022, 14:56 gym - Jan: hoi"));
}

TEST(WhatsAppHeader, years_of_unknown_calendars_have_no_time) {
  const auto header = parse_whatsapp_header("27/12/1400, 14:56 - Jan: hoi");
  ASSERT_TRUE(header);
  const Timestamp time = time_of(*header, DateOrder::day_month_year);
  EXPECT_EQ(time.basis, Timestamp::Basis::none);
  EXPECT_EQ(time.raw, "27/12/1400, 14:56");
}

OrderSurvey::Verdict verdict_of(std::initializer_list<std::string_view> dates) {
  OrderSurvey survey;
  for (const std::string_view date : dates)
    if (const auto header = parse_whatsapp_header(std::string(date) + ", 10:00 - Jan: hoi")) survey.add(*header);
  return survey.verdict();
}

TEST(WhatsAppOrder, is_voted_by_the_whole_file) {
  EXPECT_EQ(verdict_of({"3/4/22", "3/18/22"}).order, DateOrder::month_day_year);
  EXPECT_EQ(verdict_of({"3/4/22", "18/3/22"}).order, DateOrder::day_month_year);
  EXPECT_EQ(verdict_of({"22/3/4", "22/3/5", "22/3/18"}).order, DateOrder::year_month_day);
  EXPECT_EQ(verdict_of({"05/06/24", "06/05/24", "06/07/24"}).order, DateOrder::month_day_year) << "by order of time";
  EXPECT_TRUE(verdict_of({"18/3/22"}).certain);
  EXPECT_TRUE(verdict_of({"5/5/22"}).certain) << "both readings are the same day";
  EXPECT_FALSE(verdict_of({"5/6/22", "5/6/22"}).certain);
  EXPECT_EQ(verdict_of({"5/6/22"}).order, DateOrder::day_month_year);
  EXPECT_EQ(verdict_of({"05-06-24", "06-05-24", "06-07-24"}).order, DateOrder::day_month_year)
      << "no region writes 05-24-06";
  // One pasted line does not turn the file.
  EXPECT_EQ(verdict_of({"18/3/22", "19/3/22", "3/20/22", "21/3/22"}).order, DateOrder::day_month_year);
}

}  // namespace
}  // namespace schouw
