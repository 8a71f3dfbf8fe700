window.YTD.audio_video_calls_in_dm.part0 = [
  { "broadcast" : { "id" : "1abc", "createdAt" : "2025-03-01T10:00:00.000Z", "endAt" : "2025-03-01T10:10:00.000Z", "inviteesTwitter" : [ "22" ] }, "sessions" : [ ] }
]
