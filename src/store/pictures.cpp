// What pictures say of themselves, by the SHA-256 of their bytes: the same file says the same wherever it lies.
#include "case_data.h"
#include "packed.h"

namespace schouw {

void note_picture(CaseData& data, const PreparedMediaFile& file) {
  const PictureFacts& facts = file.picture;
  if (facts == PictureFacts{}) return;
  Attachment said;
  said.gps = facts.gps;
  said.caption = facts.caption;
  said.width = facts.width;
  said.height = facts.height;
  said.taken = facts.taken;
  data.db.run("INSERT OR IGNORE INTO picture (sha256, look, said) VALUES (?, ?, ?)", file.sha256,
              facts.look ? to_string(*facts.look) : std::string(), to_json(pack(said, file.taken)));
}

void add_picture(CaseData& data, StoredMedia& media) {
  Attachment& file = media.item.file;
  if (file.sha256.empty()) return;
  Query q = data.db.query("SELECT look, said FROM picture WHERE sha256 = ?");
  q.with(file.sha256);
  if (!q.step()) return;
  media.look = q.text(0);
  StoredAttachment said = unpack_attachment(parse_stored(q.view(1)));
  if (!media.taken.utc_ms) media.taken = std::move(said.taken);
  if (!file.gps) file.gps = said.attachment.gps;
  if (!file.width || !file.height) {
    file.width = said.attachment.width;
    file.height = said.attachment.height;
  }
  if (media.caption.empty()) media.caption = std::move(said.attachment.caption);
}

}  // namespace schouw
