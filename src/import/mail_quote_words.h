// What mail programs write above the mail that they repeat, in the languages of parents. As `bare` leaves it: ASCII in lower
// case, other letters as the programs write them.
#pragma once

#include <array>
#include <string_view>

namespace schouw::quote_words {

/// Between dashes, or behind "Begin ".
constexpr auto kSeparators = std::to_array<std::string_view>(
    {"oorspronkelijk bericht", "oorspronkelijke bericht", "oorspronkelijke e-mail", "originele bericht",
     "origineel bericht", "original message", "original email", "original appointment", "doorgestuurd bericht",
     "doorgestuurde bericht", "doorgezonden bericht", "forwarded message", "forwarded by", "urspr\u00FCngliche nachricht",
     "originalnachricht", "weitergeleitete nachricht", "weitergeleiteten nachricht", "message d'origine",
     "message transf\u00E9r\u00E9", "message r\u00E9exp\u00E9di\u00E9", "oorspronkelijke afspraak", "antwoordbericht",
     "reply message", "mensaje original", "mensaje reenviado", "messaggio originale", "messaggio inoltrato",
     "mensagem original", "mensagem encaminhada", "wiadomo\u015B\u0107 oryginalna", "oryginalna wiadomo\u015B\u0107",
     "wiadomo\u015B\u0107 przekazana", "przekazana wiadomo\u015B\u0107", "orijinal mesaj", "\u00F6zg\u00FCn ileti",
     "\u0130letilmi\u015F mesaj", "\u0130letilen mesaj", "الرسالة الأصلية", "رسالة أصلية", "الرسالة المعاد توجيهها",
     "Исходное сообщение", "Пересылаемое сообщение", "Перенаправленное сообщение", "Переслане повідомлення",
     "Оригінальне повідомлення", "mesaj original", "mesaj redirec\u021Bionat", "原始邮件", "原始郵件", "转发的邮件"});

/// A line of its own, with which Apple Mail begins what is forwarded.
constexpr auto kForwardBegins = std::to_array<std::string_view>(
    {"pocz\u0105tek przekazywanej wiadomo\u015Bci:", "inicio del mensaje reenviado:", "inizio messaggio inoltrato:",
     "in\u00EDcio da mensagem reencaminhada:", "\u0130letilen ileti ba\u015Flang\u0131c\u0131:",
     "Начало переадресованного сообщения:", "Початок листа, що пересилається:", "بداية الرسالة التي أُعيد توجيهها:"});

constexpr auto kFrom = std::to_array<std::string_view>(
    {"van:", "van :", "from:", "from :", "von:", "von :", "de :", "de:", "da:", "od:", "kimden:", "g\u00F6nderen:", "من:",
     "От:", "Від:", "de la:", "发件人:", "发件人：", "寄件者:", "寄件者：", "fr\u00E5n:", "fra:", "Από:", "felad\u00F3:", "از:"});

/// Words of a mail program alone.
constexpr auto kSent = std::to_array<std::string_view>(
    {"verzonden:", "verzonden :", "verzonden op:", "verstuurd:", "verstuurd op:", "sent:", "sent :", "sent at:", "gesendet:",
     "gesendet :", "gesendet am:", "envoy\u00E9 :", "envoy\u00E9:", "envoy\u00E9 le :", "enviado:", "enviado el:", "enviada em:",
     "inviato:", "wys\u0142ano:", "g\u00F6nderilme:", "g\u00F6nderme tarihi:", "g\u00F6nderildi:", "g\u00F6nderim:", "تم الإرسال:",
     "تاريخ الإرسال:", "Отправлено:", "Надіслано:", "Відправлено:", "trimis:", "发送时间:", "发送时间：", "寄件日期:",
     "skickat:", "sendt:", "Στάλθηκε:", "elk\u00FCldve:", "odesl\u00E1no:", "poslano:", "Изпратено:", "فرستاده شد:"});

/// Words that a writer may put above a letter, too: with a clock, or with an address near by.
constexpr auto kDate = std::to_array<std::string_view>({"datum:", "datum :", "date:", "date :", "fecha:", "data:", "tarih:", "Дата:",
                                                        "日期:", "日期：", "التاريخ:", "dato:", "Ημερομηνία:"});

constexpr auto kTo = std::to_array<std::string_view>(
    {"aan:", "aan :", "onderwerp:", "onderwerp :", "to:", "to :", "subject:", "subject :", "an:", "an :", "betreff:", "betreff :",
     "\u00E0 :", "\u00E0:", "\u00C0 :", "\u00C0:", "objet :", "objet:", "sujet :", "sujet:", "cc:", "pour :", "para:", "asunto:", "assunto:", "oggetto:", "do:",
     "temat:", "kime:", "konu:", "إلى:", "الموضوع:", "Кому:", "Тема:", "c\u0103tre:", "subiect:", "收件人:", "收件人：", "主题:",
     "主题：", "收件者:", "主旨:", "till:", "\u00C4mne:", "til:", "emne:", "Προς:", "Θέμα:", "c\u00EDmzett:", "t\u00E1rgy:", "komu:",
     "p\u0159edm\u011Bt:", "predmet:", "До:", "Относно:", "به:", "موضوع:"});

/// What the announcement of a repeated mail says; an address and a clock stand beside it.
constexpr auto kForeignWrote = std::to_array<std::string_view>(
    {"pisze:", "napisa\u0142(a):", "napisa\u0142:", "napisa\u0142a:", "napisana przez", "escribi\u00F3", "\u015Funu yazd\u0131",
     "\u015Funlar\u0131 yazd\u0131", "scritto:", "escreveu", "كتب", "كتابة ما يلي بواسطة", "пише", "написав", "написал", "писал",
     "пишет", "a scris", "ezt \u00EDrta", "написа", "έγραψε", "写道", "寫道", "skrev", "kirjoitti", "\u0111\u00E3 vi\u1EBFt",
     "نوشت", "のメッセージ", "작성", "napsal", "napisao", "napisala", "menulis", "schrieb", "geschrieben", "wrote", "schreef",
     "geschreven"});

/// Of whom the writer tells, so that what follows is the writer's own again: "… om 14:03 schreef u:".
constexpr auto kTold = std::to_array<std::string_view>({"u", "je", "jij", "jullie", "ik", "hij", "zij", "ze", "wij", "we", "men",
                                                        "iemand", "mijn", "de", "het", "een", "deze", "uw", "onze", "sie", "ich",
                                                        "er", "du", "wir", "ihr"});

}  // namespace schouw::quote_words
