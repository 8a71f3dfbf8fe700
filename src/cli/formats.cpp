// schouw formats: which exports can be read, which versions were seen, and what each of them cannot show.
#include "commands.h"
#include "output.h"
#include "schouw/import/importer.h"

namespace schouw {
namespace {

Json record_of(const Importer& importer) {
  const Bilingual gaps = bilingual(importer.gaps);
  Json out = Json::object();
  out["id"] = importer.id;
  out["platform"] = importer.platform;
  out["versions"] = importer.versions;
  out["gaps"]["nl"] = gaps.nl;
  out["gaps"]["en"] = gaps.en;
  return out;
}

void write_text(const Session& session, Output& out) {
  for (const Importer* importer : importers()) {
    out.line(std::string(importer->id) + "  (" + std::string(importer->platform) + ", " +
             std::string(importer->versions) + ")");
    out.line("    " + say(session, "formats.gaps", {text(session.lang, importer->gaps)}));
  }
}

}  // namespace

Result<int> cmd_formats(const Session& session, const Arguments& arguments) {
  Result<Output> out = Output::to("-");
  const Format format = format_from(arguments.get("format"), Format::text);
  if (format == Format::text) {
    write_text(session, *out);
  } else {
    RecordOutput records(*out, format, {.names = {"id", "platform", "versions", "gaps.nl", "gaps.en"}});
    for (const Importer* importer : importers()) records.add(record_of(*importer));
    records.end();
  }
  if (const auto done = out->finish(); !done) return tl::unexpected(done.error());
  return 0;
}

}  // namespace schouw
