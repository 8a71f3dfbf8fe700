// What anybody would write first: one thread, one database, Xapian's own TermGenerator, over the same messages with the same
// fields (text with stems and positions, sender and conversation, a time to sort by). It parses nothing, checks
// nothing and stores no record: the lines of make_corpus are all it reads.
//   plain_xapian messages.tsv DATABASE
#include <xapian.h>

#include <cstdio>
#include <fstream>
#include <string>

int main(int count, char** arguments) {
  if (count != 3) return 2;
  try {
    std::ifstream in(arguments[1], std::ios::binary);
    Xapian::WritableDatabase database(arguments[2], Xapian::DB_CREATE_OR_OVERWRITE);
    Xapian::TermGenerator generator;
    generator.set_stemmer(Xapian::Stem("dutch"));
    std::string sender, chat, second, text;
    while (std::getline(in, sender, '\t') && std::getline(in, chat, '\t') && std::getline(in, second, '\t') &&
           std::getline(in, text)) {
      Xapian::Document document;
      generator.set_document(document);
      generator.index_text(text);
      generator.increase_termpos();
      generator.index_text(sender, 1, "A");
      document.add_boolean_term("XC" + chat);
      document.add_boolean_term("XS" + sender);
      document.add_value(0, Xapian::sortable_serialise(std::stod(second)));
      document.set_data(text);
      database.add_document(document);
    }
    database.commit();
  } catch (const Xapian::Error& error) {
    std::fprintf(stderr, "%s\n", error.get_description().c_str());
    return 1;
  }
  return 0;
}
