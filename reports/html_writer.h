// Writes HTML piece by piece, and makes the type of an argument decide how it is written: markup can only be a
// literal of this program, everything else is escaped, and evidence goes into <bdi> as well.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "schouw/report/report.h"

namespace schouw {

/// A literal in our own source; no string made at run time can become one.
class Markup {
 public:
  consteval Markup(const char* literal) : text_(literal) {}
  std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

/// Buffers a little and hands on; call finish() at the end.
class HtmlWriter {
 public:
  explicit HtmlWriter(const ByteSink& sink) : sink_(sink) {}

  HtmlWriter& raw(Markup);
  HtmlWriter& text(std::string_view);                     ///< our own words, escaped
  HtmlWriter& evidence(std::string_view);                 ///< from an export: visible(), escaped, in <bdi>
  HtmlWriter& path(std::string_view);                     ///< the same, of a file: a line may break after each folder
  HtmlWriter& attribute(Markup name, std::string_view);   ///< ` name="value"`
  HtmlWriter& anchor(Markup attribute, Markup prefix, std::string_view id);  ///< ` id="f-0a1b"`, only [A-Za-z0-9-]
  HtmlWriter& element(Markup open, std::string_view text, Markup close);
  HtmlWriter& embedded(std::string_view bytes);           ///< style sheet and script, which are part of the program
  void finish();

 private:
  void flush_if_full();
  const ByteSink& sink_;
  std::string buffer_;
};

/// & < > " ' escaped; what a screen cannot show is marked as visible() does, line separators too.
void append_html(std::string& out, std::string_view text);

/// The value of a CSP source: 'sha256-...' over exactly these bytes.
std::string csp_hash(std::string_view bytes);

/// Opens a table in a box of its own that can scroll: caption, head, and <tbody>. A heading that begins with '#'
/// is one of numbers. Close with end_table().
void begin_table(HtmlWriter&, std::string_view caption, std::span<const std::string> headings);
void end_table(HtmlWriter&);

}  // namespace schouw
