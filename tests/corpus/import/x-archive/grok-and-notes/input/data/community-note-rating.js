window.YTD.community_note_rating.part0 = [ {"communityNoteRating": {"noteId": "502", "helpfulnessLevel": "HELPFUL"}} ]
