// Writes a place in the evidence.
//   exports/chat.zip › _chat.txt, regel 17
#include "place.h"

namespace schouw {
namespace {

bool same_file(const Origin& a, const Origin& b) { return a.source == b.source && a.entry == b.entry; }

void write_file(const Page& page, const Origin& origin) {
  page.html.raw("<span class=\"file\">").path(page.names.place(origin.source));
  if (!origin.entry.empty()) page.html.raw(" › ").path(page.names.place(origin.entry));
  page.html.raw("</span>");
}

}  // namespace

std::string locator_words(const Words& say, const Locator& at) {
  const std::string value = at.kind == LocatorKind::id ? at.id : say.number(at.number);
  return say("locator." + std::string(name_of(at.kind)), {value});
}

void write_place(const Page& page, const Origin& origin) {
  write_file(page, origin);
  page.html.raw(", ").evidence(page.names.place(locator_words(page.say, origin.locator)));
}

void write_places(const Page& page, std::span<const Evidence> places) {
  page.html.raw("<ul class=\"places\">\n");
  for (std::size_t i = 0; i < places.size(); ++i) {
    const bool starts = i == 0 || !same_file(places[i - 1].origin, places[i].origin);
    if (starts) {
      page.html.raw(i == 0 ? Markup("<li>") : Markup("</li>\n<li>"));
      write_file(page, places[i].origin);
    }
    page.html.raw(", ").evidence(page.names.place(locator_words(page.say, places[i].origin.locator)));
  }
  page.html.raw(places.empty() ? Markup("</ul>\n") : Markup("</li>\n</ul>\n"));
}

}  // namespace schouw
