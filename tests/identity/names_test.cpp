// Names alone: every form a display name takes, and beside it the near-miss that must stay unnamed.
#include <gtest/gtest.h>

#include "school.h"

namespace schouw::testing {
namespace {

struct NameRow {
  std::string_view name, input, expected;
};

School small_school() {
  School school;
  school.staff("t1", "Karin", "", "Zandberg").staff("t2", "Bert", "van", "Ommen");
  school.pupil("p1", "Tom", "", "Visser", "groep 6B").pupil("p2", "Lisa", "", "Visser", "groep 4A");
  school.pupil("p3", "Anna", "van der", "Berg", "4H2").pupil("p4", "Joris", "van 't", "Hof", "4H2");
  school.pupil("p5", "Zoë", "", "Öztürk", "3B").pupil("p6", "Mohammed", "", "El Amrani", "3B");
  school.pupil("p7", "Jan-Willem", "", "Post", "3B").pupil("p8", "Sanne", "de", "Ruijter", "4H2");
  school.parent("o1", "Lisanne", "", "Jansen-de Vries").parent("o2", "Willem", "", "Dijkgraaf");
  school.pupil("p9", "Piet", "", "Koopmans", "4H2");
  school.parent("o3", "Ben", "", "Haddad");
  return school;
}

TEST(Names, are_read_in_every_form) {
  const NameRow rows[] = {
      {"plain", "Anna van der Berg", "probable p3"},
      {"capital infix", "Anna Van Der Berg", "probable p3"},
      {"short infix", "Anna v.d. Berg", "probable p3"},
      {"shorter infix", "Anna vd Berg", "probable p3"},
      {"slashed infix", "Anna v/d Berg", "probable p3"},
      {"blank infix", "Anna v. d. Berg", "probable p3"},
      {"infix behind", "Berg, Anna van der", "probable p3"},
      {"infix between", "Berg, van der, Anna", "probable p3"},
      {"infix behind family", "Berg van der, Anna", "probable p3"},
      {"infix in front", "Van der Berg, Anna", "probable p3"},
      {"joined infix", "Anna Vanderberg", "probable p3"},
      {"het for t", "Joris van het Hof", "probable p4"},
      {"curly t", "Joris van ’t Hof", "probable p4"},
      {"bare t", "Joris van t Hof", "probable p4"},
      {"marks", "Zoe Ozturk", "probable p5"},
      {"decomposed marks", "Zoe\u0308 O\u0308ztu\u0308rk", "probable p5"},
      {"capitals", "ZOË ÖZTÜRK", "probable p5"},
      {"joined el", "Mohammed Elamrani", "probable p6"},
      {"lower el", "mohammed el amrani", "probable p6"},
      {"hyphen", "Jan Willem Post", "probable p7"},
      {"other spelling", "Sanne de Ruyter", "possible p8"},
      {"comma", "Koopmans, Piet", "probable p9"},
      {"initial and name", "Koopmans, P. (Piet)", "probable p9"},
      {"class in brackets", "Piet Koopmans (4H2)", "probable p9"},
      {"class behind a dash", "Piet Koopmans - 4H2", "probable p9"},
      {"class behind", "Piet Koopmans 4h2", "probable p9"},
      {"title", "mevr. drs. Karin Zandberg", "probable t1"},
      {"the lady", "de heer Bert van Ommen", "probable t2"},
      {"context", "Karin Zandberg School", "probable t1"},
      {"context in front", "School - Karin Zandberg", "probable t1"},
      {"push name", "~ Karin Zandberg", "probable t1"},
      {"push name with a hard blank", "~\u00A0Karin Zandberg", "probable t1"},
      {"emoji", "🌸 Karin Zandberg ❤️", "probable t1"},
      {"emoji between", "Karin🌸Zandberg", "probable t1"},
      {"invisible", "\u200EKarin Zandberg\u200F", "probable t1"},
      {"titled", "Juf Karin Zandberg", "probable t1"},
      {"given name that is an infix", "Haddad, Ben", "probable o3"},
      {"name that is an infix in front", "Ben Haddad", "probable o3"},
      {"half of a double name", "Lisanne de Vries", "possible o1"},
      {"double name reversed", "Lisanne de Vries-Jansen", "probable o1"},
      {"short form", "Wim Dijkgraaf", "possible o2"},
      {"initial", "K. Zandberg", "possible t1"},
      {"initials in capitals", "JW Post", "possible p7"},
      {"other order", "Zandberg Karin", "possible t1"},
      {"middle initial", "Karin M. Zandberg", "probable t1"},
      {"initial of the surname", "Zoë Ö.", "possible p5"},
  };
  const School school = small_school();
  const Resolver resolver = school.resolver();
  for (const NameRow& row : rows)
    EXPECT_EQ(told(resolver.resolve(shown_as(std::string(row.input)))), row.expected) << row.name << ": " << row.input;
}

TEST(Names, of_others_stay_unnamed) {
  const NameRow rows[] = {
      {"first name alone", "Karin", "none"},
      {"first name with flowers", "~Karin 🌸", "none"},
      {"surname alone", "Zandberg", "none"},
      {"surname and title", "Mevr. Visser", "none"},
      {"title alone", "Mevrouw", "none"},
      {"nickname", "De Bergkoning", "none"},
      {"nothing but emoji", "🌸🌸", "none"},
      {"empty", "", "none"},
      {"sibling who is not registered", "Daan Visser", "none"},
      {"other family", "Karin Zandbergen", "none"},
      {"given name of another family", "Tom Zandberg", "none"},
      {"two people", "Tom & Lisa Visser", "none"},
      {"two people in words", "Tom en Lisa Visser", "none"},
      {"household", "Fam. Visser", "none"},
      {"double name of somebody else", "Piet Bakker-Smit", "none"},
      {"other prefix family", "Anna van der Berk", "none"},
      {"a word", "Moestuin", "none"},
      {"partner", "Man van Karin Zandberg", "none"},
      {"grandmother", "Oma van Tom Visser", "none"},
      {"child", "Zoon van Karin Zandberg", "none"},
  };
  const School school = small_school();
  const Resolver resolver = school.resolver();
  for (const NameRow& row : rows)
    EXPECT_EQ(told(resolver.resolve(shown_as(std::string(row.input)))), row.expected) << row.name << ": " << row.input;
}

TEST(Names, of_namesakes_name_nobody) {
  School school = small_school();
  school.pupil("p10", "Tom", "", "Visser", "groep 8A");
  const Resolver resolver = school.resolver();
  EXPECT_EQ(told(resolver.resolve(shown_as("Tom Visser"))), "ambiguous p1 p10");
  EXPECT_EQ(told(resolver.resolve(shown_as("Visser, Tom"))), "ambiguous p1 p10");
  EXPECT_EQ(told(resolver.resolve(shown_as("Tom Visser 6B"))), "probable p1") << "the class tells them apart";
  EXPECT_EQ(told(resolver.resolve(shown_as("Tom Visser 7C"))), "ambiguous p1 p10") << "a class nobody is in does not";
  EXPECT_EQ(told(resolver.resolve(shown_as("Lisa Visser"))), "probable p2") << "a sister of one of them";
}

TEST(Names, of_a_former_pupil_count_like_any_other) {
  School school = small_school();
  school.pupil("old", "Tom", "", "Visser");
  school.last().roles.front().until = Date{2019, 7, 1};
  EXPECT_EQ(told(school.resolver().resolve(shown_as("Tom Visser"))), "ambiguous old p1");
  School alone;
  alone.pupil("old", "Tom", "", "Visser");
  alone.last().roles.front().until = Date{2019, 7, 1};
  EXPECT_EQ(told(alone.resolver().resolve(shown_as("Tom Visser"))), "probable old") << "the day decides later, in detect";
}

TEST(Names, of_staff_who_are_parents_are_one_person) {
  School school = small_school();
  school.staff("t9", "Marit", "", "Visser");
  school.last().roles.push_back({.role = Role::parent});
  school.last().parent_of = {"p1"};
  const Resolver resolver = school.resolver();
  EXPECT_EQ(told(resolver.resolve(shown_as("Marit Visser"))), "probable t9");
  EXPECT_EQ(told(resolver.resolve(shown_as("Mama van Tom"))), "possible t9");
}

TEST(Initials, of_father_and_son_name_nobody) {
  School school = small_school();
  school.parent("o8", "Paul", "", "Brouwer", {"p20"}).pupil("p20", "Pim", "", "Brouwer");
  const Resolver resolver = school.resolver();
  EXPECT_EQ(told(resolver.resolve(shown_as("P. Brouwer"))), "ambiguous o8 p20");
  EXPECT_EQ(told(resolver.resolve(shown_as("Brouwer, P."))), "ambiguous o8 p20");
  EXPECT_EQ(told(resolver.resolve(shown_as("Pim Brouwer"))), "probable p20");
  EXPECT_EQ(told(resolver.resolve(shown_as("T. Brouwer"))), "none");
}

TEST(Initials, in_full_tell_brothers_apart) {
  School school;
  school.pupil("p1", "Piet", "", "Brouwer").last().name.initials = "P.J.";
  school.pupil("p2", "Paul", "", "Brouwer").last().name.initials = "P.A.M.";
  const Resolver resolver = school.resolver();
  EXPECT_EQ(told(resolver.resolve(shown_as("P.J. Brouwer"))), "possible p1");
  EXPECT_EQ(told(resolver.resolve(shown_as("P. Brouwer"))), "ambiguous p1 p2");
  EXPECT_EQ(told(resolver.resolve(shown_as("P.X. Brouwer"))), "none");
}

TEST(Initials, of_two_letters_are_the_begin_of_the_name) {
  School school;
  school.pupil("p1", "Thijs", "", "Veltman").pupil("p2", "Tom", "", "Brouwer").pupil("p3", "Christine", "", "Kooistra");
  const Resolver resolver = school.resolver();
  EXPECT_EQ(told(resolver.resolve(shown_as("Th. Veltman"))), "possible p1");
  EXPECT_EQ(told(resolver.resolve(shown_as("Chr. Kooistra"))), "possible p3");
  EXPECT_EQ(told(resolver.resolve(shown_as("Th. Brouwer"))), "none") << "Tom is no Th.";
  EXPECT_EQ(told(resolver.resolve(shown_as("Ch. Veltman"))), "none");
}

TEST(Names, from_another_alphabet_have_many_spellings) {
  School school;
  school.pupil("p1", "Youssef", "", "Benali").pupil("p2", "Khadija", "El", "Idrissi").pupil("p3", "Mustafa", "", "Tahiri");
  const Resolver resolver = school.resolver();
  EXPECT_EQ(told(resolver.resolve(shown_as("Yusuf Benali"))), "possible p1");
  EXPECT_EQ(told(resolver.resolve(shown_as("Chadija El Idrissi"))), "possible p2");
  EXPECT_EQ(told(resolver.resolve(shown_as("Mostafa Tahiri"))), "possible p3");
  EXPECT_EQ(told(resolver.resolve(shown_as("Yasin Benali"))), "none") << "another name, so a brother perhaps";
  EXPECT_EQ(told(resolver.resolve(shown_as("Khadouj El Idrissi"))), "none");
}

TEST(Infixes, that_are_left_out_may_mean_either) {
  School school;
  school.pupil("p1", "Jan", "de", "Boer").pupil("p2", "Jan", "", "Boer").pupil("p3", "Eva", "van", "Dam");
  const Resolver resolver = school.resolver();
  EXPECT_EQ(told(resolver.resolve(shown_as("Jan de Boer"))), "probable p1");
  EXPECT_EQ(told(resolver.resolve(shown_as("Jan Boer"))), "ambiguous p1 p2");
  EXPECT_EQ(told(resolver.resolve(shown_as("Eva Dam"))), "possible p3");
  EXPECT_EQ(told(resolver.resolve(shown_as("Eva van den Dam"))), "possible p3");
}

TEST(Slips, are_possible_unless_they_are_a_name_here) {
  School school;
  school.staff("t1", "Karin", "", "Visscher").pupil("p1", "Bernard", "", "Oosterom").pupil("p2", "Piet", "", "Jansen");
  school.pupil("p3", "Tom", "", "Peters").pupil("p4", "Eva", "van der", "Meer").pupil("p5", "Daan", "", "Muller");
  const NameRow rows[] = {
      {"halved letter", "Karin Vischer", "possible t1"},
      {"swapped letters", "Karin Vissхer", "none"},  // a Cyrillic letter: no slip of the finger
      {"swapped", "Karin Visshcer", "possible t1"},
      {"scanned rn", "Bemard Oosterom", "possible p1"},
      {"scanned l", "Daan Mu11er", "none"},  // digits are taken for a class or number
      {"another family", "Piet Janssen", "none"},
      {"another family too", "Tom Peeters", "none"},
      {"another family still", "Tom Pieters", "none"},
      {"near in letters", "Eva van der Meulen", "none"},
      {"plural", "Karin Visschers", "none"},
  };
  const Resolver resolver = school.resolver();
  for (const NameRow& row : rows)
    EXPECT_EQ(told(resolver.resolve(shown_as(std::string(row.input)))), row.expected) << row.name << ": " << row.input;
  school.staff("t2", "Truus", "", "Vischer");
  EXPECT_EQ(told(school.resolver().resolve(shown_as("Karin Vischer"))), "none") << "Vischer is a name at this school";
}

TEST(FirstNames, need_a_class_or_a_role_to_be_possible) {
  School school = small_school();
  const Resolver one = school.resolver();
  EXPECT_EQ(told(one.resolve(shown_as("Juf Karin"))), "possible t1");
  EXPECT_EQ(told(one.resolve(shown_as("Karin (juf)"))), "possible t1");
  EXPECT_EQ(told(one.resolve(shown_as("Meester Van Ommen"))), "possible t2");
  EXPECT_EQ(told(one.resolve(shown_as("Juf Anna"))), "none") << "Anna is a pupil";
  EXPECT_EQ(told(one.resolve(shown_as("Tom 6B"))), "possible p1");
  EXPECT_EQ(told(one.resolve(shown_as("Tom groep 6b 🌸"))), "possible p1");
  EXPECT_EQ(told(one.resolve(shown_as("Tom 4H2"))), "none") << "no Tom in that class";
  EXPECT_EQ(told(one.resolve(shown_as("Tom V."))), "possible p1");
  school.staff("t3", "Karin", "", "Bosma").pupil("p11", "Tom", "", "Wijnja", "6B");
  const Resolver two = school.resolver();
  EXPECT_EQ(told(two.resolve(shown_as("Juf Karin"))), "ambiguous t1 t3");
  EXPECT_EQ(told(two.resolve(shown_as("Tom 6B"))), "ambiguous p1 p11");
}

TEST(Handles, are_possible_at_most) {
  const School school = small_school();
  const Resolver resolver = school.resolver();
  const NameRow rows[] = {
      {"joined", "karinzandberg_88", "possible t1"},
      {"dotted", "karin.zandberg", "possible t1"},
      {"initial", "k.zandberg", "possible t1"},
      {"with infix", "anna.vanderberg", "possible p3"},
      {"first name", "karin_88", "none"},
      {"somebody else", "karinzand", "none"},
      {"digits", "198812", "none"},
  };
  for (const NameRow& row : rows) {
    AccountProfile account = shown_as("", "instagram");
    account.handle = std::string(row.input);
    EXPECT_EQ(told(resolver.resolve(account)), row.expected) << row.name;
  }
  AccountProfile mail = shown_as("", "mail");
  mail.email = "a.vanderberg@example.org";
  EXPECT_EQ(told(resolver.resolve(mail)), "possible p3") << "an unregistered address is a name at most";
}

TEST(SeveralNames, of_one_account_must_not_quarrel) {
  const School school = small_school();
  const Resolver resolver = school.resolver();
  AccountProfile account = shown_as("");
  account.display_names = {"Juf Karin", "Karin Zandberg"};
  EXPECT_EQ(told(resolver.resolve(account)), "probable t1");
  account.display_names = {"Anna van der Berg", "Karin Zandberg"};
  EXPECT_EQ(resolver.resolve(account).band, Band::ambiguous);
  account.display_names = {"Karin Zandberg", "Petra Hoekstra"};
  EXPECT_LT(resolver.resolve(account).band, Band::probable) << "somebody knows this account as somebody else";
}

TEST(Waterfall, adds_up_and_says_what_matched) {
  School school = small_school();
  const Match match = school.resolver().resolve(shown_as("Tom Visser 6B"));
  EXPECT_EQ(keys_of(match), "name prior family given class");
  EXPECT_EQ(keys_of(school.pupil("p12", "Tom", "", "Visser").resolver().resolve(shown_as("Tom Visser 6B"))),
            "name prior family given class margin");
  double sum = 0;
  for (const MatchEvidence& e : match.evidence)
    if (e.key != "margin") sum += e.weight;
  EXPECT_GT(sum, 4.248);
  EXPECT_EQ(match.evidence[0].value, "Tom Visser 6B");
  EXPECT_EQ(match.evidence[2].value, "visser");
  EXPECT_LT(match.evidence[1].weight, 0) << "before any evidence it is hardly likely to be anybody";
}

// The worked examples of record linkage for a school of 1,200 with twelve Jansens and thirteen Piets.
TEST(Weights, follow_the_frequencies_of_the_register) {
  School school;
  for (int i = 0; i < 1200; ++i) {
    const std::string n = std::to_string(i);
    std::string letters;
    for (int k = i + 26; k > 0; k /= 26) letters.push_back(static_cast<char>('a' + k % 26));
    const std::string given = i < 13 ? "Piet" : std::string(1, "ABCDEFGHPRST"[i % 12]) + letters;
    const std::string family = i == 0 || (i >= 20 && i < 31) ? "Jansen" : "F" + letters;
    school.pupil("p" + n, given, "", family, i < 25 ? "4H2" : "x" + std::to_string(i / 25));
  }
  const Resolver resolver = school.resolver();
  EXPECT_EQ(told(resolver.resolve(shown_as("Piet Jansen"))), "possible p0") << "both common";
  EXPECT_EQ(told(resolver.resolve(shown_as("Piet Jansen 4H2"))), "probable p0");
  EXPECT_EQ(told(resolver.resolve(shown_as("Piet Fbb"))), "probable p1") << "a rare surname";
  EXPECT_EQ(told(resolver.resolve(shown_as("P. Jansen"))), "ambiguous p0 p20") << "two P. Jansens";
  EXPECT_EQ(told(resolver.resolve(shown_as("Piet"))), "none");
}

}  // namespace
}  // namespace schouw::testing
