-- Runs before the shipped plugin hyphenate_lyrics, unless you give a prefix of your own with --prefix.
-- The key does not belong here: it comes from the system prefix.
hyphenate_lyrics_model = "gpt-4o-mini"
hyphenate_lyrics_language = nil -- such as "German"; nil: the model finds out
hyphenate_lyrics_temperature = 0 -- false for models that take none
hyphenate_lyrics_timeout = 30 -- seconds for each verse, chorus or section
