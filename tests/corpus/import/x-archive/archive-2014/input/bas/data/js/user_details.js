var user_details =  {
 "expanded_url": "http://example.org",
 "screen_name": "basvisser",
 "location": "",
 "url": "",
 "full_name": "Bas Visser",
 "bio": "",
 "id": "90",
 "created_at": "2009-01-01 00:00:00 +0000"
}
