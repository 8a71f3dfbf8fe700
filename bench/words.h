// Words for invented school chats. Everything in them is made up: no chat, mail or list of anybody was used.
#pragma once

#include <array>
#include <string_view>

namespace schouw::bench {

/// The most common first: the generator draws by rank.
inline constexpr std::array<std::string_view, 173> kWords = {
    "de",          "het",        "ik",         "je",         "en",          "een",      "is",           "dat",
    "van",         "niet",       "we",         "in",         "op",          "te",       "er",           "maar",
    "voor",        "met",        "die",        "wel",        "nog",         "zijn",     "ook",          "om",
    "als",         "dan",        "morgen",     "aan",        "vandaag",     "ja",       "nee",          "goed",
    "mag",         "kan",        "kunt",       "u",          "bij",         "naar",     "heb",          "heeft",
    "hij",         "zij",        "was",        "moet",       "moeten",      "dank",     "bedankt",      "graag",
    "even",        "school",     "klas",       "groep",      "juf",         "meester",  "les",          "huiswerk",
    "rekenen",     "taal",       "spelling",   "gym",        "gymtas",      "toets",    "cijfer",       "rapport",
    "mentor",      "leraar",     "docent",     "leerling",   "kind",        "kinderen", "ouders",       "vader",
    "moeder",      "opa",        "oma",        "ziek",       "koorts",      "tandarts", "dokter",       "afwezig",
    "vrij",        "vakantie",   "studiedag",  "ouderavond", "gesprek",     "tien",     "minuten",      "uur",
    "half",        "kwart",      "voor",       "na",         "maandag",     "dinsdag",  "woensdag",     "donderdag",
    "vrijdag",     "week",       "weekend",    "januari",    "maart",       "april",    "juni",         "september",
    "oktober",     "excursie",   "schoolreis", "museum",     "bus",         "fiets",    "helm",         "lunch",
    "fruit",       "drinken",    "jas",        "schoenen",   "boek",        "boeken",   "schrift",      "pen",
    "laptop",      "wachtwoord", "brief",      "formulier",  "toestemming", "foto",     "website",      "nieuwsbrief",
    "sportdag",    "musical",    "decor",      "kostuum",    "repetitie",   "muziek",   "tekenen",      "knutselen",
    "lijm",        "schaar",     "verf",       "plein",      "lokaal",      "hal",      "trap",         "kluis",
    "sleutel",     "telefoon",   "bericht",    "mail",       "rooster",     "pauze",    "surveillance", "invaller",
    "vergadering", "notulen",    "agenda",     "begroting",  "bestelling",  "leuk",     "mooi",         "jammer",
    "fijn",        "snel",       "laat",       "vroeg",      "druk",        "rustig",   "nieuw",        "oud",
    "groot",       "klein",      "lief",       "boos",       "blij"};

inline constexpr std::array<std::string_view, 24> kStems = {
    "school", "klassen",  "ouder",  "leer",  "lees",  "reken",   "taal",  "sport",
    "boeken", "huiswerk", "groeps", "fiets", "toets", "rooster", "pauze", "muziek",
    "kamp",   "brug",     "mentor", "zorg",  "gym",   "herfst",  "zomer", "winter"};

inline constexpr std::array<std::string_view, 24> kGivenNames = {
    "Fleur", "Daan", "Sanne", "Tijn", "Noor", "Bram",  "Lotte", "Sem",  "Yara",  "Mees",  "Fatima", "Joris",
    "Els",   "Kees", "Anouk", "Ravi", "Iris", "Thijs", "Aylin", "Wout", "Femke", "Ruben", "Mila",   "Hidde"};

inline constexpr std::array<std::string_view, 24> kFamilyNames = {
    "Bos",    "Mulder",    "Visser",   "de Wit",  "Smit",   "van Dijk",     "Kuiper", "Postma",
    "Yilmaz", "de Graaf",  "Hoekstra", "Bakker",  "Jansen", "van den Berg", "Peters", "Dekker",
    "Vos",    "El Amrani", "Willems",  "Brouwer", "Kok",    "Schouten",     "Prins",  "Huisman"};

}  // namespace schouw::bench
