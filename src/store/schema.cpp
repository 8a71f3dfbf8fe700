// The schema. What each table is for stands in docs/case-file.md.
//
// `source` and `entry` are places; `occurrence` says which record stands at which place; `message`, `connection` and
// `media` hold the versions of records, of which one has `best`. Times: `at` is the instant in UTC milliseconds, or the
// greatest integer for none, so that records without a time come last.
//
// An index whose keys come in no order is written all over at every commit. So `near`, conversation and time, goes before the
// id in `occurrence`, and `message_id` is filled in bulk when an ingest ends.
#include "schema.h"

namespace schouw {

const char* const kSchema = R"sql(
CREATE TABLE source (
  row INTEGER PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL,
  modified_ns INTEGER NOT NULL, finished INTEGER NOT NULL DEFAULT 0, UNIQUE (path, sha256));
CREATE INDEX source_by_bytes ON source (sha256);

CREATE TABLE alias (
  sha256 TEXT NOT NULL, path TEXT NOT NULL, bytes INTEGER NOT NULL, modified_ns INTEGER NOT NULL,
  PRIMARY KEY (sha256, path)) WITHOUT ROWID;
CREATE INDEX alias_by_path ON alias (path);

CREATE TABLE entry (
  row INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source, path TEXT NOT NULL,
  format TEXT NOT NULL DEFAULT '', platform TEXT NOT NULL DEFAULT '',
  found INTEGER NOT NULL DEFAULT 0, read INTEGER NOT NULL DEFAULT 0, not_recognised INTEGER NOT NULL DEFAULT 0,
  refused INTEGER NOT NULL DEFAULT 0, damaged INTEGER NOT NULL DEFAULT 0, rejected INTEGER NOT NULL DEFAULT 0,
  messages INTEGER NOT NULL DEFAULT 0, system INTEGER NOT NULL DEFAULT 0, posts INTEGER NOT NULL DEFAULT 0,
  comments INTEGER NOT NULL DEFAULT 0, connections INTEGER NOT NULL DEFAULT 0, media INTEGER NOT NULL DEFAULT 0,
  first_at INTEGER, first TEXT, last_at INTEGER, last TEXT, UNIQUE (source, path));

CREATE TABLE problem (
  row INTEGER PRIMARY KEY, entry INTEGER NOT NULL REFERENCES entry, kind INTEGER NOT NULL, number INTEGER NOT NULL,
  place TEXT NOT NULL, code TEXT NOT NULL, severity INTEGER NOT NULL, loss INTEGER NOT NULL, args TEXT NOT NULL,
  lost_records INTEGER NOT NULL, lost_bytes INTEGER NOT NULL, mail INTEGER REFERENCES mail);
CREATE INDEX problem_by_place ON problem (entry, kind, number, place, code);
CREATE INDEX problem_of_mail ON problem (mail) WHERE mail IS NOT NULL;

-- Mails that were sent in pieces. What was read from one goes and comes anew when its pieces change.
CREATE TABLE mail (row INTEGER PRIMARY KEY, id NOT NULL UNIQUE, dirty INTEGER NOT NULL);
CREATE INDEX mail_dirty ON mail (id) WHERE dirty = 1;
CREATE TABLE piece (
  row INTEGER PRIMARY KEY, mail INTEGER NOT NULL REFERENCES mail, entry INTEGER NOT NULL REFERENCES entry, kind INTEGER NOT NULL,
  number INTEGER NOT NULL, place TEXT NOT NULL, part INTEGER NOT NULL, total INTEGER NOT NULL, body TEXT NOT NULL,
  flags INTEGER NOT NULL, separator TEXT NOT NULL, size INTEGER NOT NULL, bytes TEXT NOT NULL, UNIQUE (entry, kind, number, place));
CREATE INDEX piece_by_mail ON piece (mail, part);
CREATE TABLE joined (
  row INTEGER PRIMARY KEY, mail INTEGER NOT NULL REFERENCES mail, near INTEGER NOT NULL, base NOT NULL, k INTEGER NOT NULL,
  entry INTEGER NOT NULL REFERENCES entry, kind INTEGER NOT NULL, number INTEGER NOT NULL, place TEXT NOT NULL,
  counted INTEGER NOT NULL, media INTEGER NOT NULL);
CREATE INDEX joined_by_mail ON joined (mail);

CREATE TABLE mention (
  row INTEGER PRIMARY KEY, account NOT NULL, platform TEXT NOT NULL, display_name TEXT NOT NULL, handle TEXT NOT NULL,
  phone TEXT NOT NULL, email TEXT NOT NULL, native_id TEXT NOT NULL, flags INTEGER NOT NULL,
  UNIQUE (account, platform, display_name, handle, phone, email, native_id, flags));
CREATE TABLE mention_source (
  mention INTEGER NOT NULL REFERENCES mention, source INTEGER NOT NULL REFERENCES source,
  PRIMARY KEY (mention, source)) WITHOUT ROWID;
CREATE INDEX mention_by_source ON mention_source (source);
CREATE TABLE owner (
  account NOT NULL, export_set TEXT NOT NULL, source INTEGER NOT NULL REFERENCES source,
  PRIMARY KEY (account, export_set, source)) WITHOUT ROWID;

CREATE TABLE conversation (
  row INTEGER PRIMARY KEY, id NOT NULL UNIQUE, platform TEXT NOT NULL, kind INTEGER NOT NULL, key TEXT NOT NULL,
  title TEXT NOT NULL, dirty INTEGER NOT NULL DEFAULT 1, seen INTEGER NOT NULL DEFAULT 0, messages INTEGER NOT NULL DEFAULT 0, first TEXT, last TEXT);
CREATE TABLE conversation_source (
  conversation INTEGER NOT NULL REFERENCES conversation, source INTEGER NOT NULL REFERENCES source, kind INTEGER NOT NULL,
  key TEXT NOT NULL, title TEXT NOT NULL, PRIMARY KEY (conversation, source, kind, key, title)) WITHOUT ROWID;
CREATE INDEX conversation_dirty ON conversation (row) WHERE dirty = 1;
CREATE TABLE membership (
  conversation INTEGER NOT NULL REFERENCES conversation, mention INTEGER NOT NULL REFERENCES mention,
  entry INTEGER NOT NULL REFERENCES entry, kind INTEGER NOT NULL, number INTEGER NOT NULL, place TEXT NOT NULL,
  since TEXT NOT NULL, until TEXT NOT NULL, admin INTEGER NOT NULL,
  PRIMARY KEY (conversation, mention, entry, kind, number, place, since, until)) WITHOUT ROWID;
CREATE TABLE party (
  conversation INTEGER NOT NULL REFERENCES conversation, account NOT NULL, messages INTEGER NOT NULL,
  member INTEGER NOT NULL, admin INTEGER NOT NULL, first TEXT, last TEXT, since TEXT, until TEXT,
  first_message, last_message, entry INTEGER REFERENCES entry, kind INTEGER, number INTEGER, place TEXT,
  PRIMARY KEY (conversation, account)) WITHOUT ROWID;

CREATE TABLE occurrence (
  what INTEGER NOT NULL, near INTEGER NOT NULL, base NOT NULL, k INTEGER NOT NULL,
  entry INTEGER NOT NULL REFERENCES entry, kind INTEGER NOT NULL, number INTEGER NOT NULL, place TEXT NOT NULL,
  row INTEGER NOT NULL, PRIMARY KEY (what, near, base, k, entry, kind, number, place)) WITHOUT ROWID;
CREATE TABLE again (
  what INTEGER NOT NULL, base NOT NULL, entry INTEGER NOT NULL REFERENCES entry, kind INTEGER NOT NULL,
  number INTEGER NOT NULL, place TEXT NOT NULL, k INTEGER NOT NULL,
  PRIMARY KEY (what, base, entry, kind, number, place)) WITHOUT ROWID;
CREATE TABLE again_count (
  what INTEGER NOT NULL, base NOT NULL, entry INTEGER NOT NULL REFERENCES entry, greatest INTEGER NOT NULL,
  PRIMARY KEY (what, base, entry)) WITHOUT ROWID;

CREATE TABLE message (
  row INTEGER PRIMARY KEY, id NOT NULL, base, k INTEGER NOT NULL, best INTEGER NOT NULL, near INTEGER NOT NULL,
  at INTEGER NOT NULL,
  platform TEXT NOT NULL, kind INTEGER NOT NULL, conversation INTEGER NOT NULL REFERENCES conversation,
  local INTEGER, zone_known INTEGER NOT NULL, precision INTEGER NOT NULL, raw TEXT NOT NULL, basis INTEGER NOT NULL,
  ms INTEGER, sender INTEGER REFERENCES mention, recipients TEXT NOT NULL, tagged TEXT NOT NULL, text TEXT NOT NULL,
  title TEXT NOT NULL, quoted TEXT NOT NULL, flags INTEGER NOT NULL, native_id TEXT NOT NULL,
  in_reply_to TEXT NOT NULL, version TEXT NOT NULL, event TEXT NOT NULL, attachments TEXT NOT NULL);
-- Places where a lexicon fits, of the message rows that have one.
CREATE TABLE mark (row INTEGER PRIMARY KEY REFERENCES message, marks TEXT NOT NULL);
-- What was marked may stand in a new row by now: the next audit marks anew.
CREATE TRIGGER mark_goes_with_message AFTER DELETE ON message WHEN EXISTS (SELECT 1 FROM mark WHERE row = old.row)
BEGIN
  DELETE FROM mark WHERE row = old.row;
  DELETE FROM document WHERE name = 'marked_with';
END;
CREATE TABLE message_id (short INTEGER NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (short, row)) WITHOUT ROWID;
CREATE INDEX message_by_conversation ON message (conversation, at, id) WHERE best = 1;
CREATE INDEX message_replaced ON message (row) WHERE best = 0;

CREATE TABLE connection (
  row INTEGER PRIMARY KEY, id NOT NULL, base, k INTEGER NOT NULL, best INTEGER NOT NULL, platform TEXT NOT NULL,
  kind INTEGER NOT NULL, owner INTEGER REFERENCES mention, other INTEGER REFERENCES mention, times TEXT NOT NULL);
CREATE INDEX connection_by_id ON connection (id) WHERE best = 1;

CREATE TABLE media (
  row INTEGER PRIMARY KEY, id NOT NULL, base, k INTEGER NOT NULL, best INTEGER NOT NULL, platform TEXT NOT NULL,
  publisher INTEGER REFERENCES mention, tagged TEXT NOT NULL, item TEXT NOT NULL);
CREATE INDEX media_by_id ON media (id) WHERE best = 1;

-- Rows that are no message any more and may still be in the full-text index.
CREATE TABLE gone (row INTEGER PRIMARY KEY);

-- What refers to bytes: `what` and `owner` are message and media rows.
CREATE TABLE attachment (
  what INTEGER NOT NULL, owner INTEGER NOT NULL, number INTEGER NOT NULL, media_id, uri TEXT NOT NULL,
  file INTEGER REFERENCES media_file, present INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (what, owner, number)) WITHOUT ROWID;
CREATE INDEX attachment_by_media ON attachment (media_id) WHERE media_id IS NOT NULL;
CREATE TABLE media_file (
  row INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source, entry INTEGER NOT NULL REFERENCES entry,
  backwards TEXT NOT NULL, sha256 TEXT NOT NULL, mime TEXT NOT NULL, kind INTEGER NOT NULL, bytes INTEGER NOT NULL,
  UNIQUE (entry, sha256));
CREATE TABLE picture (sha256 TEXT PRIMARY KEY, look TEXT NOT NULL, said TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX media_file_by_end ON media_file (source, backwards);

CREATE TABLE document (name TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE audit (generation INTEGER PRIMARY KEY, key TEXT NOT NULL);
CREATE TABLE finding (
  generation INTEGER NOT NULL REFERENCES audit, number INTEGER NOT NULL, json TEXT NOT NULL,
  PRIMARY KEY (generation, number)) WITHOUT ROWID;
CREATE TABLE review (
  fingerprint TEXT PRIMARY KEY, state TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, reason TEXT NOT NULL,
  comments TEXT NOT NULL, more TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE link (account TEXT PRIMARY KEY, person TEXT NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
)sql";

}  // namespace schouw
