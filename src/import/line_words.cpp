// Words of LINE in English, German, Japanese, Chinese and some Thai.
//   [貼圖]  -> an attachment        Noor left the group.  -> member-left
// Gap: in other languages they stay words.
#include "line_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "plain_text.h"
#include "schouw/base/utf8.h"

namespace schouw::line_text {

bool names_line_weekday(std::string_view line) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"(mon)", "(tue)", "(wed)", "(thu)", "(fri)", "(sat)", "(sun)", " monday", " tuesday", " wednesday", " thursday",
       " friday", " saturday", " sunday", "曜日", "(月)", "(火)", "(水)", "(木)", "(金)", "(土)", "(日)", "星期", "周", "週",
       "요일"});
  const std::string lower = ascii_lower(trim(line));
  return lower.size() > 8 && is_digit(lower[3]) &&
         std::ranges::any_of(kWords, [&](std::string_view word) { return lower.find(word, 8) != std::string::npos; });
}

void set_line_file(Message& message) {
  constexpr auto kWords = std::to_array<std::pair<std::string_view, AttachmentKind>>(
      {{"[Photo]", AttachmentKind::image},       {"[Foto]", AttachmentKind::image},
       {"[写真]", AttachmentKind::image},        {"[Sticker]", AttachmentKind::sticker},
       {"[スタンプ]", AttachmentKind::sticker},  {"[Video]", AttachmentKind::video},
       {"[動画]", AttachmentKind::video},        {"[Voice message]", AttachmentKind::audio},
       {"[Audio]", AttachmentKind::audio},       {"[File]", AttachmentKind::document},
       {"[Datei]", AttachmentKind::document},    {"[Location]", AttachmentKind::location},
       {"[Standort]", AttachmentKind::location}, {"[Contact]", AttachmentKind::contact},
       {"[Kontakt]", AttachmentKind::contact},   {"[照片]", AttachmentKind::image},
       {"[ภาพ]", AttachmentKind::image},         {"[รูป]", AttachmentKind::image},
       {"[貼圖]", AttachmentKind::sticker},      {"[贴图]", AttachmentKind::sticker},
       {"[สติกเกอร์]", AttachmentKind::sticker},    {"[影片]", AttachmentKind::video},
       {"[视频]", AttachmentKind::video},        {"[วิดีโอ]", AttachmentKind::video},
       {"[ボイスメッセージ]", AttachmentKind::audio}, {"[語音訊息]", AttachmentKind::audio},
       {"[语音信息]", AttachmentKind::audio},    {"[ファイル]", AttachmentKind::document},
       {"[檔案]", AttachmentKind::document},     {"[文件]", AttachmentKind::document},
       {"[位置情報]", AttachmentKind::location}, {"[位置]", AttachmentKind::location},
       {"[連絡先]", AttachmentKind::contact}});
  constexpr auto kTakenBack = std::to_array<std::string_view>(
      {"Message unsent.", "メッセージの送信を取り消しました", "撤回了一条消息", "已收回訊息"});
  if (std::ranges::find(kTakenBack, message.text) != kTakenBack.end()) {
    message.flags.deleted = true;
    message.text.clear();
    return;
  }
  const auto found = std::ranges::find(kWords, message.text, &std::pair<std::string_view, AttachmentKind>::first);
  if (found == kWords.end()) return;
  message.attachments.push_back({.kind = found->second});
  message.text.clear();
}

std::string_view line_event_of(std::string_view text) {
  constexpr auto kEvents = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{" left the ", "member-left"},
       {" joined the ", "member-joined"},
       {" added ", "member-added"},
       {" removed ", "member-removed"},
       {" unsent a message", "message-deleted"},
       {" verlassen", "member-left"},
       {" beigetreten", "member-joined"},
       {" hinzugef", "member-added"},
       {"送信を取り消しました", "message-deleted"},
       {"撤回了一条消息", "message-deleted"},
       {"已收回訊息", "message-deleted"},
       {"グループに参加しました", "member-joined"},
       {"已加入", "member-joined"},
       {"グループに追加しました", "member-added"},
       {"添加至群", "member-added"},
       {"添加到群", "member-added"},
       {"至群組", "member-added"},
       {"グループを退会しました", "member-left"},
       {"已退群", "member-left"},
       {"已離開群組", "member-left"}});
  for (const auto& [words, event] : kEvents)
    if (text.find(words) != std::string_view::npos) return event;
  return {};
}

}  // namespace schouw::line_text
