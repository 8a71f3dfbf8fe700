// From pieces to the mail. Importers give pieces as they find them; whoever has all of them chooses here what can be read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "schouw/import/importer.h"
#include "schouw/model/mail_piece.h"
#include "schouw/model/problem.h"

namespace schouw {

/// A RecordSink that is this too keeps pieces until all files were read. To any other a piece is given as the mail that it
/// makes by itself.
class PieceSink {
 public:
  virtual ~PieceSink() = default;
  virtual void piece(MailPiece) = 0;
};

/// So many pieces under one id, copies included; a mail with more of them is not put together.
inline constexpr std::size_t kMostPiecesOfMail = 20'000;

/// A piece as far as the choice needs it.
struct PieceFacts {
  int number = 0, total = 0;
  std::string body;
  std::uint64_t bytes = 0;
};

struct PieceChoice {
  /// One mail: these pieces one behind the other; it stands where they and their copies do.
  struct Reading {
    std::vector<std::size_t> pieces, copies;
  };
  std::vector<Reading> readings = {};
  std::optional<Problem> problem = {};   ///< at the place of the first piece
};

/// Of one mail; by number, then by place. All pieces are there and agree: one reading. Some are missing: what stands before
/// the gap. Two that differ have the same number: nothing says which is right, and each first piece is read by itself.
PieceChoice choose_pieces(std::span<const PieceFacts>);

/// The mail that these pieces make, at the place of the first.
void give_joined(std::span<const MailPiece>, RecordSink&);

}  // namespace schouw
