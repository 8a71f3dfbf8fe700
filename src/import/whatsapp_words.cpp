// Half-day words, eras and joining words of the languages WhatsApp is made in, from CLDR's lists of day periods.
//   [2024/2/9 下午8:01:15]      18.3.2022 klo 14.56
// Gap: a half-day word that is not here makes the hour unknown; the message then has a day only, and says so.
#include "whatsapp_words.h"

#include <algorithm>

namespace schouw {
namespace {

constexpr std::string_view kBefore[] = {
    "am",       "a",   "上午",     "早上",      "清晨",   "凌晨",      "오전",    "午前",     "ص",       "قظ",
    "पूर्वाह्न",   "पू",   "पूर्व",      "মধ্যাহ্নপূর্ব", "முற்பகல்", "ముందు",     "ಪೂರ್ವಾಹ್ನ", "לפנה״צ",   "לפנה\"צ", "öö",
    "ÖÖ",       "πμ",  "ΠΜ",       "sa",        "pd",     "de",        "добр",    "пробяд",   "прсл",    "дп",
    "ДП",       "dop", "ap",       "fm",        "pg",     "to",        "үө",      "ก่อนเที่ยง",  "កព្រឹក",    "នព្រឹក",
    "قبلدوپہر", "ព្រឹក", "пробобед", "пр",        "προ",    "dopoledne", "priek",   "priešpiet",
    "eparadites", "paradite", "मपू", "vm", "fh", "पूर्वमध्यान्ह", "পূর্বাহ্ণ", "ਪੂਦੁ", "පෙව", "ກ່ອນທ່ຽງ", "နံနက်", "ጥዋት", "غم", "بن",
    "тң", "կա", "gh", "bn", "ቅቀ", "ቅሰ", "ንጉሆሰዓተ",
    "prijepodne", "пријеподне", "قبلازظهر", "damanhã", "priekšpusdienā", "претпл", "проб"};
constexpr std::string_view kAfter[] = {
    "pm",     "p",        "下午", "中午",   "晚上",   "傍晚",      "午後",   "오후",   "م",       "بظ",
    "अपराह्न", "उ",        "अप",   "অপরাহ্ন", "பிற்பகல்", "తర్వాత",      "ಅಪರಾಹ್ನ", "אחה״צ",  "אחה\"צ",  "ös",
    "ÖS",     "Ös",       "μμ",   "ΜΜ",     "ch",     "md",        "du",     "след",   "слобяд",  "слоб",
    "пп",     "ПП",       "odp",  "ip",     "em",     "ptg",       "tk",     "үх",     "หลังเที่ยง", "ល្ងាច",
    "នល្ងាច",  "بعددوپہر", "сл",   "слобед", "μετά",   "odpoledne", "pēcp",   "popiet", "ptgi",
    "epasdites", "pasdite", "मउ", "nm", "eh", "pop", "অপরাহ্ণ", "ਬਾਦੁ", "පව", "ຫຼັງທ່ຽງ", "ညနေ", "ከሰዓት", "غو", "دن",
    "тк", "կհ", "gd", "pn", "ድቀ", "ድሰ", "ድሕርሰዓት",
    "popodne", "поподне", "послијеподне", "بعدازظهر", "datarde", "pēcpusdienā", "попл"};
constexpr std::string_view kBuddhist[] = {"be", "พศ", "ปีพุทธศักราช", "พุทธศักราช"};
// "at", "o'clock", "of the year" and the like.
constexpr std::string_view kDateWords[] = {"à",  "klo",  "kl",    "om",  "um", "at", "alas", "alle", "às",
                                           "as", "в",    "о",     "o",   "u",  "ที่",  "lúc",  "г",    "гв",
                                           "r",  "uhr",  "h",  "ч", "น",   "ob", "ás", "ales", "kell", "plkst",
                                           "ад", "року", "рокуо", "μας", "ke", "ora"};
constexpr Era kEras[] = {{"R", Calendar::japanese, 2018},  {"令和", Calendar::japanese, 2018},
                         {"H", Calendar::japanese, 1988},  {"平成", Calendar::japanese, 1988},
                         {"民國", Calendar::minguo, 1911}, {"民国", Calendar::minguo, 1911}};

}  // namespace

const Era* era_at(std::string_view text) {
  for (const Era& era : kEras)
    if (text.starts_with(era.text)) return &era;
  return nullptr;
}

std::optional<HalfDay> half_day(std::string_view word) {
  if (std::ranges::find(kBefore, word) != std::end(kBefore)) return HalfDay::before_noon;
  if (std::ranges::find(kAfter, word) != std::end(kAfter)) return HalfDay::after_noon;
  return std::nullopt;
}

bool is_buddhist_mark(std::string_view word) { return std::ranges::find(kBuddhist, word) != std::end(kBuddhist); }

bool is_date_word(std::string_view word) { return std::ranges::find(kDateWords, word) != std::end(kDateWords); }

}  // namespace schouw
