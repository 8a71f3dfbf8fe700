window.YTD.audio_video_calls_in_dm_recipient_sessions.part0 = [
  { "createdAt" : "2025-03-02T10:00:00.000Z", "startedAt" : "2025-03-02T10:00:00.000Z", "endedAt" : "2025-03-02T10:01:00.000Z", "hostBroadcastID" : "1abd" }
]
