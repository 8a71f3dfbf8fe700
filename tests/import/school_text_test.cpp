// Text of messages: HTML, charsets, quotes, uuencode, separators of mailboxes.
#include <gtest/gtest.h>

#include "html_text.h"
#include "mail_header.h"
#include "mail_message.h"
#include "mail_saved_text.h"
#include "mail_text.h"
#include "mbox_split.h"

namespace schouw {
namespace {

TEST(HtmlText, keeps_what_a_reader_sees) {
  struct Case {
    std::string_view name, html, text;
  };
  constexpr Case kCases[] = {
      {"blocks", "<div>een</div><div>twee<br>drie</div>", "een\ntwee\ndrie"},
      {"white space", "a \n  b&nbsp;c", "a b c"},
      {"list", "<ul><li>brood</li><li>melk</li></ul>", "- brood\n- melk"},
      {"link", "<a href=\"https://example.nl/x\">hier</a>", "hier (https://example.nl/x)"},
      {"link that shows itself", "<a href=\"https://example.nl/\">example.nl</a>", "example.nl"},
      {"no script, no style", "<style>p{}</style><script>let a = 1;</script><p>ja</p>", "ja"},
      {"emoji", "<emoji alt=\"🙂\"></emoji>", "🙂"},
      {"entities", "&lt;b&gt; &amp; &eacute; &#x1F600;", "<b> & é 😀"},
      {"unclosed", "<p>een<p>twee<b>vet", "een\ntweevet"},
      {"preformatted", "<pre>a\nb</pre>", "a\nb"},
      {"words stay whole", "<b>wo</b>ord", "woord"},
  };
  for (const Case& one : kCases) EXPECT_EQ(html_to_text(one.html).text, one.text) << one.name;
}

TEST(HtmlText, keeps_quotes_mentions_and_pictures_apart) {
  const HtmlText html = html_to_text(
      "<blockquote>van een ander<img src=\"q.png\"></blockquote><at id=\"0\">Bas</at> kijk "
      "<img src=\"x.png\" width=\"3\"><attachment id=\"7\"></attachment>");
  EXPECT_EQ(html.text, "Bas kijk");
  EXPECT_EQ(html.quoted, "van een ander");
  ASSERT_EQ(html.images.size(), 1u);
  EXPECT_EQ(html.images[0].source, "x.png");
  EXPECT_EQ(html.images[0].width, 3);
  ASSERT_EQ(html.mentions.size(), 1u);
  EXPECT_EQ(html.mentions[0].text, "Bas");
  EXPECT_EQ(html.attachment_ids, std::vector<std::string>{"7"});
}

TEST(HtmlText, knows_the_elements_in_which_mail_programs_repeat) {
  const HtmlText web = html_to_text(
      "<div>Ok</div><hr><div id=\"divRplyFwdMsg\"><b>Van:</b> B</div><div>hoi<img src=\"a.png\"></div>");
  EXPECT_EQ(web.text, "Ok");
  EXPECT_EQ(web.quoted, "Van: B\nhoi");
  EXPECT_TRUE(web.images.empty());
  const HtmlText phone = html_to_text("<p>Ok</p><div id=\"mail-editor-reference-message-container\">hoi</div><p>groet</p>");
  EXPECT_EQ(phone.text, "Ok\ngroet");
  EXPECT_EQ(phone.quoted, "hoi");
}

TEST(HtmlText, gives_the_writer_what_stands_between_the_lines_in_gmail) {
  const HtmlText answers = html_to_text(
      "<div class=\"gmail_quote x\"><div class=\"gmail_attr\">Op ma schreef Bas:</div><blockquote class=\"gmail_quote\">Kan het?"
      "<div class=\"gmail_quote\"><blockquote class=\"gmail_quote\">Oud</blockquote>en ouder</div></blockquote><div>Ja.</div>"
      "<blockquote class=\"gmail_quote\">En later?</blockquote>Ook.</div>");
  EXPECT_EQ(answers.text, "Ja.\nOok.");
  EXPECT_EQ(answers.quoted, "Op ma schreef Bas:\nKan het?\nOud\nen ouder\nEn later?");
  // What is forwarded stands in the same frame, and may begin with what somebody repeated.
  const HtmlText forwarded = html_to_text(
      "ter info<div class=\"gmail_quote\"><div class=\"gmail_attr\">Forwarded</div><blockquote>hoi</blockquote>dag</div>");
  EXPECT_EQ(forwarded.text, "ter info");
  EXPECT_EQ(forwarded.quoted, "Forwarded\nhoi\ndag");
}

TEST(HtmlText, keeps_the_text_of_markup_that_is_too_deep) {
  std::string html;
  for (int i = 0; i < 50'000; ++i) html += "<div>";
  html += "diep verstopt";
  for (int i = 0; i < 50'000; ++i) html += "</b>";
  const HtmlText text = html_to_text(html);
  EXPECT_TRUE(text.too_deep);
  EXPECT_EQ(text.text, "diep verstopt");
}

TEST(SplitQuotes, holds_nobody_to_what_they_repeat) {
  struct Case {
    std::string_view name, text, said, quoted;
  };
  constexpr Case kCases[] = {
      {"plain", "Dat is goed.", "Dat is goed.", ""},
      {"marks", "Ja\n> mag ik?\nnee", "Ja\nnee", "> mag ik?"},
      {"english", "Ok\n\nOn Mon, 5 Jan 2026 at 08:12, B <b@example.nl> wrote:\nhoi", "Ok",
       "On Mon, 5 Jan 2026 at 08:12, B <b@example.nl> wrote:\nhoi"},
      {"apple", "Ok\n\nOp 5 jan. 2026 om 08:12 heeft B <b@example.nl> het volgende geschreven:\n> hoi", "Ok",
       "Op 5 jan. 2026 om 08:12 heeft B <b@example.nl> het volgende geschreven:\n> hoi"},
      {"outlook", "Ok\n________________________________\nVan: B\nVerzonden: maandag\nAan: K\nOnderwerp: x\n\nhoi", "Ok",
       "________________________________\nVan: B\nVerzonden: maandag\nAan: K\nOnderwerp: x\n\nhoi"},
      {"outlook on a phone", "Ok\n\nVan: B <b@example.nl> Verzonden: maandag 5 januari Aan: K Onderwerp: x\nhoi", "Ok",
       "Van: B <b@example.nl> Verzonden: maandag 5 januari Aan: K Onderwerp: x\nhoi"},
      {"outlook in bold", "Ok\n*From:* B\n*Sent:* Monday\n*To:* K\n*Subject:* x\n\nhoi", "Ok",
       "*From:* B\n*Sent:* Monday\n*To:* K\n*Subject:* x\n\nhoi"},
      {"samsung", "Ok\n\n-------- Oorspronkelijk bericht --------\nVan: B\nhoi", "Ok",
       "-------- Oorspronkelijk bericht --------\nVan: B\nhoi"},
      {"yahoo", "Ok\n\nOp maandag 5 januari 2026 om 08:12:00 CET, B <b@example.nl> schreef:\n\nhoi", "Ok",
       "Op maandag 5 januari 2026 om 08:12:00 CET, B <b@example.nl> schreef:\n\nhoi"},
      {"gmail of old", "Ok\n\n2026-01-05 8:12 GMT+01:00 B <b@example.nl>:\n\n> hoi", "Ok",
       "2026-01-05 8:12 GMT+01:00 B <b@example.nl>:\n> hoi"},
      {"name first", "Ok\nB Visser schreef op 5-1-2026 om 08:12:\n> hoi", "Ok", "B Visser schreef op 5-1-2026 om 08:12:\n> hoi"},
      {"groupwise", "Ok\n\n>>> B Visser 05-01-26 08:12 >>>\nhoi", "Ok", ">>> B Visser 05-01-26 08:12 >>>\nhoi"},
      {"gmx", "Ok\n\nGesendet: Montag, 05. Januar 2026 um 08:12 Uhr\nVon: \"B\" <b@x.example>\nAn: K\nBetreff: x\nhoi", "Ok",
       "Gesendet: Montag, 05. Januar 2026 um 08:12 Uhr\nVon: \"B\" <b@x.example>\nAn: K\nBetreff: x\nhoi"},
      {"hotmail", "Ok\n\nDate: Mon, 5 Jan 2026\nSubject: x\nFrom: b@x.example\nTo: k@x.example\n\nhoi", "Ok",
       "Date: Mon, 5 Jan 2026\nSubject: x\nFrom: b@x.example\nTo: k@x.example\n\nhoi"},
      {"thunderbird in german", "Ok\n\n-------- Weitergeleitete Nachricht --------\nBetreff: x\nhoi", "Ok",
       "-------- Weitergeleitete Nachricht --------\nBetreff: x\nhoi"},
      {"apple in german", "Ok\n\nAnfang der weitergeleiteten Nachricht:\n\nhoi", "Ok",
       "Anfang der weitergeleiteten Nachricht:\n\nhoi"},
      {"yahoo on one line",
       "Ok\n\n----- Doorgestuurd bericht -----Van: Bas <b@x.example>Aan: Karin <k@x.example>Verzonden: maandag 5 januari\nhoi", "Ok",
       "----- Doorgestuurd bericht -----Van: Bas <b@x.example>Aan: Karin <k@x.example>Verzonden: maandag 5 januari\nhoi"},
      {"horde", "Ok\n\nCiteren Bas <b@x.example>:\n\n> hoi", "Ok", "Citeren Bas <b@x.example>:\n> hoi"},
      {"french", "Ok\n\nDe\u00A0: B <b@x.example>\nEnvoy\u00E9\u00A0: lundi 5 janvier\n\u00C0\u00A0: K\nObjet\u00A0: x\n\nhoi", "Ok",
       "De\u00A0: B <b@x.example>\nEnvoy\u00E9\u00A0: lundi 5 janvier\n\u00C0\u00A0: K\nObjet\u00A0: x\n\nhoi"},
      {"outlook in french", "Ok\n-----Message d\u2019origine-----\nDe\u202F: B\nhoi", "Ok",
       "-----Message d\u2019origine-----\nDe\u202F: B\nhoi"},
      {"thunderbird in french", "Ok\n-------- Message transf\u00E9r\u00E9 --------\nSujet : x\nhoi", "Ok",
       "-------- Message transf\u00E9r\u00E9 --------\nSujet : x\nhoi"},
      {"outlook in turkish", "Ok\nKimden: B <b@x.example>\nG\u00F6nderilme: 5 Ocak 2026\nKime: K\nKonu: x\nhoi", "Ok",
       "Kimden: B <b@x.example>\nG\u00F6nderilme: 5 Ocak 2026\nKime: K\nKonu: x\nhoi"},
      {"outlook in polish", "Ok\nOd: B\nWys\u0142ano: 5 stycznia 2026\nDo: K\nTemat: x\nhoi", "Ok",
       "Od: B\nWys\u0142ano: 5 stycznia 2026\nDo: K\nTemat: x\nhoi"},
      {"gmail in spanish", "Ok\n\nEl lun, 5 ene 2026 a las 9:12, B (<b@x.example>) escribi\u00F3:\n\nhoi", "Ok",
       "El lun, 5 ene 2026 a las 9:12, B (<b@x.example>) escribi\u00F3:\n\nhoi"},
      {"gmail in turkish", "Ok\n\nB <b@x.example>, 5 Oca 2026 Pzt, 14:03 tarihinde \u015Funu yazd\u0131:\n\nhoi", "Ok",
       "B <b@x.example>, 5 Oca 2026 Pzt, 14:03 tarihinde \u015Funu yazd\u0131:\n\nhoi"},
      {"apple in turkish", "Ok\n\n5 Oca 2026 tarihinde 14:03 saatinde, B <b@x.example> \u015Funlar\u0131 yazd\u0131:\n\nhoi", "Ok",
       "5 Oca 2026 tarihinde 14:03 saatinde, B <b@x.example> \u015Funlar\u0131 yazd\u0131:\n\nhoi"},
      {"outlook in turkish, newer", "Ok\nG\u00F6nderen: B\nG\u00F6nderildi: 5 Ocak 2026 14:03\nKime: K\nKonu: x\nhoi", "Ok",
       "G\u00F6nderen: B\nG\u00F6nderildi: 5 Ocak 2026 14:03\nKime: K\nKonu: x\nhoi"},
      {"gmail in arabic", "Ok\n\nفي الاثنين، 5 يناير 2026 في 2:03 م تمت كتابة ما يلي بواسطة B <\nb@x.example>:\n\nhoi", "Ok",
       "في الاثنين، 5 يناير 2026 في 2:03 م تمت كتابة ما يلي بواسطة B <\nb@x.example>:\n\nhoi"},
      {"outlook in arabic", "Ok\nمن: B\nتم الإرسال: الاثنين، 5 يناير 2026 14:03\nإلى: K\nالموضوع: x\nhoi", "Ok",
       "من: B\nتم الإرسال: الاثنين، 5 يناير 2026 14:03\nإلى: K\nالموضوع: x\nhoi"},
      {"gmail in russian, without a verb", "Ok\n\nпн, 5 янв. 2026 г. в 14:03, B <b@x.example>:\n\nhoi", "Ok",
       "пн, 5 янв. 2026 г. в 14:03, B <b@x.example>:\n\nhoi"},
      {"outlook in ukrainian", "Ok\nВід: B\nНадіслано: понеділок, 5 січня 2026 р. 14:03\nКому: K\nТема: x\nhoi", "Ok",
       "Від: B\nНадіслано: понеділок, 5 січня 2026 р. 14:03\nКому: K\nТема: x\nhoi"},
      {"apple in polish", "Ok\n\nWiadomo\u015B\u0107 napisana przez B <b@x.example> w dniu 05.01.2026, o godz. 14:03:\n\nhoi", "Ok",
       "Wiadomo\u015B\u0107 napisana przez B <b@x.example> w dniu 05.01.2026, o godz. 14:03:\n\nhoi"},
      {"gmail in a language that is not known here", "Ok\n\nluns 5 xan 2026 14:03 B (b@x.example) dixo:\n> hoi", "Ok",
       "luns 5 xan 2026 14:03 B (b@x.example) dixo:\n> hoi"},
      {"yahoo on the phone", "Ok\n\n  Op ma, jan. 5, 2026 om 14:03 schreef B<b@x.example>:   Kan het?\nGroet", "Ok",
       "Op ma, jan. 5, 2026 om 14:03 schreef B<b@x.example>:   Kan het?\nGroet"},
      {"yahoo on the phone, in english", "Ok\n\n  On Mon, Jan 5, 2026 at 14:03, B<b@x.example> wrote:   Kan het?\nGroet", "Ok",
       "On Mon, Jan 5, 2026 at 14:03, B<b@x.example> wrote:   Kan het?\nGroet"},
      {"proton in german", "Ok\n\nB <b@x.example> schrieb am Montag, 5. Januar 2026 um 14:03:\n\n> hoi", "Ok",
       "B <b@x.example> schrieb am Montag, 5. Januar 2026 um 14:03:\n> hoi"},
      {"new outlook", "Ok\n\nVan: B\nDatum: maandag 5 januari 2026 om 14:03\nAan: K\nOnderwerp: x\n\nhoi", "Ok",
       "Van: B\nDatum: maandag 5 januari 2026 om 14:03\nAan: K\nOnderwerp: x\n\nhoi"},
      {"no blank line in front", "Tot 6 uur\nGroet, K\nпн, 5 янв. 2026 г. в 14:03, B <b@x.example>:\nhoi", "Tot 6 uur\nGroet, K",
       "пн, 5 янв. 2026 г. в 14:03, B <b@x.example>:\nhoi"},
      {"no blank line in front of what is known", "Op school.\nGroet, K\nOn Mon, Jan 5, 2026 at 14:03, B <b@x.example> wrote:\nhoi", "Op school.\nGroet, K",
       "On Mon, Jan 5, 2026 at 14:03, B <b@x.example> wrote:\nhoi"},
      {"near miss: the head of a letter", "Van: directie\nAan: ouders\nDatum: 5 januari\n\nVragen? Mail k@x.example om 14:00.",
       "Van: directie\nAan: ouders\nDatum: 5 januari\n\nVragen? Mail k@x.example om 14:00.", ""},
      {"near miss: times under the writer's own words", "Van: 9:00\nTot: 10:00\nAan: wie komt\nDatum: 5-1-2026\nGroet",
       "Van: 9:00\nTot: 10:00\nAan: wie komt\nDatum: 5-1-2026\nGroet", ""},
      {"near miss: an invitation with an address", "Op 7 januari 2026 om 14:00 is er een avond.\nOpgeven bij K <k@x.example>:\n- naam",
       "Op 7 januari 2026 om 14:00 is er een avond.\nOpgeven bij K <k@x.example>:\n- naam", ""},
      {"near miss: told in English", "On 5 Jan 2026 at 14:03 I wrote:\ncan he come?", "On 5 Jan 2026 at 14:03 I wrote:\ncan he come?", ""},
      {"near miss: told of a mail", "Op 5-1-2026 om 14:03 schreef u:\nkomt u ook?\nDat kan ik niet.",
       "Op 5-1-2026 om 14:03 schreef u:\nkomt u ook?\nDat kan ik niet.", ""},
      {"near miss: told of a message elsewhere", "Karin schreef op 5-1-2026 om 14:03 in Parro:\nMorgen gym.\nKlopt dat?",
       "Karin schreef op 5-1-2026 om 14:03 in Parro:\nMorgen gym.\nKlopt dat?", ""},
      {"near miss: an address and a clock", "Geef u op bij Karin (k@x.example), 2026 is vol om 14:03:\n- met naam",
       "Geef u op bij Karin (k@x.example), 2026 is vol om 14:03:\n- met naam", ""},
      {"zoho", "Ok\n\n---- Op ma, 05 jan 2026 09:12:00 +0100 B <b@x.example> schreef ----\n\nhoi", "Ok",
       "---- Op ma, 05 jan 2026 09:12:00 +0100 B <b@x.example> schreef ----\n\nhoi"},
      {"notes", "Ok\n\n-----B Visser/School/NL schreef: -----\nAan: K\nhoi", "Ok",
       "-----B Visser/School/NL schreef: -----\nAan: K\nhoi"},
      {"groupwise in dutch", "Ok\n\n>>> Op 5-1-2026 om 09:12 is door B <b@x.example> geschreven:\nhoi", "Ok",
       ">>> Op 5-1-2026 om 09:12 is door B <b@x.example> geschreven:\nhoi"},
      {"near miss: three marks", "Ok\n>>> On 5 Jan 2026 B <b@x.example> wrote:\n>>> hoi\nJa", "Ok\nJa",
       ">>> On 5 Jan 2026 B <b@x.example> wrote:\n>>> hoi"},
      {"near miss: dashes of the writer", "---- Op 5 januari schreef ik een brief ----\nhoi",
       "---- Op 5 januari schreef ik een brief ----\nhoi", ""},
      {"near miss: a heading", "Datum: 5 januari 2026\nVan: directie\nAan: ouders\nOnderwerp: sneeuw\nDe school is dicht.",
       "Datum: 5 januari 2026\nVan: directie\nAan: ouders\nOnderwerp: sneeuw\nDe school is dicht.", ""},
      {"near miss: dashes", "----- Let op: dit is een heel lange regel van de schrijver zelf, met streepjes ervoor en erachter -----",
       "----- Let op: dit is een heel lange regel van de schrijver zelf, met streepjes ervoor en erachter -----", ""},
      {"sent from", "Ok\n\nVerzonden vanaf mijn telefoon", "Ok\n\nVerzonden vanaf mijn telefoon", ""},
      {"near miss: times", "Van: 10 uur\nAan: wie komt\ngeef ik door", "Van: 10 uur\nAan: wie komt\ngeef ik door", ""},
      {"near miss: a sentence", "Op 3 maart schreef hij een brief: lang.", "Op 3 maart schreef hij een brief: lang.",
       ""},
      {"near miss: a list", "Van: huis\nNaar: school", "Van: huis\nNaar: school", ""},
      {"near miss: announced, but own words follow", "Op blz. 3 schreef ik:\nzo moet het",
       "Op blz. 3 schreef ik:\nzo moet het", ""},
  };
  for (const Case& one : kCases) {
    const SaidAndQuoted parts = split_quotes(one.text);
    EXPECT_EQ(parts.said, one.said) << one.name;
    EXPECT_EQ(parts.quoted, one.quoted) << one.name;
  }
}

TEST(SavedMails, are_told_apart_by_the_tab_behind_their_labels) {
  const std::string one = "Van:\tK\nVerzonden:\tma 5 januari 2026 09:12\nAan:\tA\n\nhoi\n\n";
  const std::string repeated = "Van: A\nVerzonden: zo 4 januari 2026 09:12\nAan: K\n\nhoi\n\n";
  const std::string own = "Van:\t09:00 uur\nTot:\t15:00 uur\n";
  EXPECT_EQ(saved_mail_starts(one + repeated + one + own), (std::vector<std::size_t>{0, one.size() + repeated.size()}));
  EXPECT_EQ(saved_mail_starts(repeated + one), std::vector<std::size_t>{0});
  EXPECT_EQ(saved_mail_starts(""), std::vector<std::size_t>{0});
}

TEST(SavedPage, is_a_page_of_word_with_the_head_of_a_mail) {
  const std::string body = "<html><body><p class=MsoNormal><b>Van:</b> K</p><p class=MsoNormal>Verzonden: ma 5 januari 2026 09:12</p>"
                           "<p class=MsoNormal>Aan: A</p>";
  EXPECT_TRUE(saved_page(body + "<p class=MsoNormal>hoi</p></body></html>"));
  EXPECT_TRUE(saved_page(body));
  EXPECT_FALSE(saved_page("<html><body><p class=MsoNormal>Van: directie</p><p>Aan: ouders</p><p>Dicht.</p></body></html>"));
  EXPECT_FALSE(saved_page("<html><body><p>Van: K</p><p>Verzonden: ma 5 januari 2026 09:12</p><p>Aan: A</p></body></html>"));
}

TEST(MailToUtf8, sees_through_wrong_labels) {
  struct Case {
    std::string_view name, bytes, charset, text;
  };
  constexpr Case kCases[] = {
      {"ascii that is not", "\xE9\xE9n", "us-ascii", "één"},
      {"ascii that is utf-8", "\xC3\xA9", "US-ASCII", "é"},
      {"latin 1 means windows", "\x80 5", "iso-8859-1", "€ 5"},
      {"utf-8 that is not", "\xE9\xE9n", "utf-8", "één"},
      {"korean by its old name", "\xC7\xD1", "ks_c_5601-1987", "한"},
      {"utf-7", "Caf+AOk-", "utf-7", "Café"},
      {"no such charset", "x\xE9", "klingon", "xé"},
  };
  for (const Case& one : kCases) {
    std::size_t replaced = 0;
    EXPECT_EQ(mail_to_utf8(std::string(one.bytes), one.charset, replaced), one.text) << one.name;
    EXPECT_EQ(replaced, 0u) << one.name;
  }
}

TEST(TakeUuFiles, takes_files_and_leaves_prose) {
  std::string text = "voor\nbegin 644 kat.txt\n#0V%T\n`\nend\nna\nbegin 2026 goed\nDit is een zin.\n";
  const std::vector<UuFile> files = take_uu_files(text);
  ASSERT_EQ(files.size(), 1u);
  EXPECT_EQ(files[0].name, "kat.txt");
  EXPECT_EQ(files[0].bytes, "Cat");
  EXPECT_EQ(text, "voor\nna\nbegin 2026 goed\nDit is een zin.\n");
}

TEST(Unflow, joins_soft_line_ends_only) { EXPECT_EQ(unflow("een \ntwee\ndrie\n-- \nBas"), "een twee\ndrie\n-- \nBas"); }

TEST(Unflow, mends_words_that_were_broken) {
  EXPECT_EQ(unflow("re \ngel  \neen\n-- \nBas", SoftBreak::nothing), "regel een\n-- \nBas");
  EXPECT_EQ(unflow(" \nx", SoftBreak::nothing), "x");
}

TEST(OtherText, is_told_from_a_version_of_the_same) {
  EXPECT_TRUE(is_other_text("Kom je vanavond langs?", "Dit bericht heeft HTML nodig."));
  EXPECT_FALSE(is_other_text("Kom je vanavond?\nGroet", "Kom je *vanavond*? http://x.example"));
  EXPECT_FALSE(is_other_text("Logo\nKom je vanavond langs?", "Kom je vanavond\nlangs?"));
  EXPECT_FALSE(is_other_text("", "x"));
}

TEST(WrittenAddresses, are_read_as_people_write_them) {
  struct Case {
    std::string_view text, expected;
  };
  for (const Case& one : {
           Case{"Jansen, Karin <k@x.example>, Bos, Cor <c@x.example>", "Jansen, Karin=k@x.example|Bos, Cor=c@x.example"},
           Case{"a@x.example; Dirk <d@x.example>;", "=a@x.example|Dirk=d@x.example"},
           Case{"a@x.example, b@x.example; Bos, Cor", "=a@x.example|=b@x.example|Bos, Cor="},
           Case{"Bas, c@x.example", "Bas=|=c@x.example"},
           Case{"\"Bos; C.\" <c@x.example>; =?utf-8?Q?a;b?= <d@x.example>",
                "\"Bos; C.\"=c@x.example|=?utf-8?Q?a;b?==d@x.example"},
           Case{"Karin <Juf> [6B] <mailto:k@x.example>", "Karin <Juf> [6B]=k@x.example"},
           Case{"Klas 6B: Bos, Cor <c@x.example>;", "Bos, Cor=c@x.example"},
           Case{"k@x.example (Karin)", "Karin=k@x.example"},
           Case{"Karin </O=SCHOOL/CN=KJ>", "Karin=/O=SCHOOL/CN=KJ"}, Case{"/o=school/cn=kj", "=/o=school/cn=kj"},
           Case{"MAILER DAEMON <>", "MAILER DAEMON="}, Case{"<>", ""}, Case{"Karin <k@x.example", "Karin=k@x.example"},
           Case{"\"Karin <k@x.example>", "\"Karin=k@x.example"}, Case{"", ""}, Case{",;<[\"(=?", "<[\"(=?="}}) {
    std::string shown;
    for (const WrittenAddress& address : written_addresses(one.text))
      shown += (shown.empty() ? "" : "|") + address.name + '=' + address.address;
    EXPECT_EQ(shown, one.expected) << one.text;
  }
}

TEST(AddressInName, is_found_where_somebody_hid_it) {
  struct Case {
    std::string_view text, name, address;
  };
  for (const Case& one : {Case{"ans at x.example (Ans de Wit)", "Ans de Wit", "ans@x.example"},
                          Case{"ans at x.example", "", "ans@x.example"}, Case{"Ans at school", "Ans at school", ""},
                          Case{"Look at x.example now", "Look at x.example now", ""},
                          Case{"Wit, Ans de <ans@x.example>", "Wit, Ans de", "ans@x.example"}, Case{"<x>", "<x>", ""},
                          Case{" at x.example", " at x.example", ""}, Case{"", "", ""}}) {
    const WrittenAddress found = address_in_name(std::string(one.text));
    EXPECT_EQ(found.name, one.name) << one.text;
    EXPECT_EQ(found.address, one.address) << one.text;
  }
}

TEST(EncodedWords, are_read_as_one_where_they_stand_in_a_row) {
  struct Case {
    std::string_view text, expected;
  };
  for (const Case& one : std::initializer_list<Case>{
           {"=?utf-8?B?w6k?= x", "=?utf-8?B?w6k=?= x"},
           // Each with its padding, as most programs write a long line.
           {"=?utf-8?B?Sm9zw6kgZGU=?=\r\n =?UTF-8?b?IFdpdA==?= <j@x.example>", "=?utf-8?B?Sm9zw6kgZGUgV2l0?= <j@x.example>"},
           {"=?utf-8?B?w6?= =?utf-8?B?k=?= =?utf-8?B?w6k?=", "=?utf-8?B?w6nDqQ==?="},
           {"=?utf-8?B?YQ==?= x =?utf-8?B?Yg==?=", "=?utf-8?B?YQ==?= x =?utf-8?B?Yg==?="},
           {"=?utf-8?B?YQ==?= =?iso-8859-1?B?Yg==?=", "=?utf-8?B?YQ==?= =?iso-8859-1?B?Yg==?="},
           {"=?utf-8?Q?a?= =?x", "=?utf-8?Q?a?= =?x"}, {"=?utf-8?B?", "=?utf-8?B?"}, {"=?", "=?"}, {"", ""}})
    EXPECT_EQ(with_whole_words(std::string(one.text)), one.expected) << one.text;
}

TEST(Base64Text, keeps_what_is_none) {
  struct Case {
    std::string_view text, expected;
  };
  for (const Case& one : std::initializer_list<Case>{
           {"SGFsbG8gd2VyZWxk\r\n", "Hallo wereld"}, {"SGFsbG8g\nWA==\nZWluZGUg", "Hallo Xeinde "},
           {"Dit is gewone tekst.\nEn meer.", "Dit is gewone tekst.\nEn meer."}, {"Test\n\nEn meer.", "Test\n\nEn meer."},
           {"SGFsbG8=\n\n-- \nVan de lijst", "Hallo\n-- \nVan de lijst"}, {"SGFs\nbG8=", "Hallo"}, {"", ""}})
    EXPECT_EQ(text_of_base64(one.text), one.expected) << one.text;
}

TEST(BareSubject, loses_what_programs_put_in_front) {
  EXPECT_EQ(bare_subject("Antw: RE: fwd: Reis"), "Reis");
  EXPECT_EQ(bare_subject("Rekenen"), "Rekenen");
  EXPECT_EQ(bare_subject("RE: [Ouders 6B] Re: Reis"), "[Ouders 6B] Reis");
  EXPECT_EQ(bare_subject("Re[2]: AW(3): [Ouders 6B] RE[12]: Reis"), "[Ouders 6B] Reis");
  EXPECT_EQ(bare_subject("Re: [2]: Reis"), "[2]: Reis");
  EXPECT_EQ(bare_subject("Re[]: Reis"), "Re[]: Reis");
  EXPECT_EQ(bare_subject("[Ouders 6B] Reis [1]"), "[Ouders 6B] Reis [1]");
}

TEST(DatedSeparator, needs_a_date) {
  EXPECT_TRUE(is_dated_separator("From k@example.nl Mon Jan  5 08:12:00 2026"));
  EXPECT_TRUE(is_dated_separator("From 178@xxx Mon Jan 05 08:12:00 +0000 2026"));
  EXPECT_TRUE(is_dated_separator("From - Mon Jan  5 08:12:00 2026"));
  EXPECT_FALSE(is_dated_separator("From now on we start at 08:30"));
  EXPECT_FALSE(is_dated_separator("From 2026 on"));
}

}  // namespace
}  // namespace schouw
