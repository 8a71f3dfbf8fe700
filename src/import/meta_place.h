// Where in a download of Facebook or Instagram a file lies, and of which of the two it is.
#pragma once

#include <span>
#include <string_view>

#include "schouw/base/json_stream.h"
#include "schouw/model/entry.h"

namespace schouw {

/// The folder of the download: what stands before the first folder that Meta itself makes.
/// "x/your_instagram_activity/messages/inbox/anna_1/message_1.json" -> "x/"
std::string_view meta_root(std::string_view path);

enum class MetaClue { none, facebook, instagram };

/// By the folders of the path, the name of the archive, the paths of media in the file, and words only one of the two
/// writes; in that order.
MetaClue meta_clue(const EntryReader&);

/// The same, or else by a name that only one of the two gives to a file.
MetaClue meta_name_clue(const EntryReader&);

/// The same for a file of label_values: both write those, so by itself its name tells, or the addresses in it.
MetaClue meta_labelled_clue(const EntryReader&);

/// "no-data.txt" in a folder of a download: that category was asked for, and is empty.
bool is_meta_no_data(const EntryReader&);

/// Called .json and begun as such, but nothing in it can be read.
bool is_broken_json(const EntryReader&);

/// Whether a folder of the path is one that Meta makes.
bool is_meta_folder(std::string_view path);

/// The table of contents, at the root of a download.
bool is_meta_start_page(std::string_view path);

/// By the ending of the name.
bool is_html_name(std::string_view path);

/// A file of a conversation: the same in both platforms.
bool is_meta_thread(const JsonShape&);
/// The same for bidding: others have lists of participants and messages too, so its words or its name must be Meta's.
bool is_meta_thread(const JsonShape&, const EntryReader&);

/// The name of the file without folders, ending and number: "followers_1.json" -> "followers".
std::string_view meta_file_name(std::string_view path);
/// The same, and outside the folders of a download without what people put in front: "noor_post_comments_1.json" ->
/// "post_comments". For what a file holds; not for each record.
std::string_view meta_list_name(std::string_view path);

/// Whether the path ends with folder/file of this list, whatever number the file has.
bool is_known_place(std::string_view path, std::span<const std::string_view> places);

}  // namespace schouw
