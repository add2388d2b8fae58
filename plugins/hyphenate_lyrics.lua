function plugindef()
    finaleplugin.RequireDocument = true
    finaleplugin.RequireScore = false
    finaleplugin.ExecuteHttpsCalls = true
    finaleplugin.Author = "The Postlude authors"
    finaleplugin.Copyright = "MIT license"
    finaleplugin.Version = "1.0"
    finaleplugin.CategoryTags = "Lyrics"
    finaleplugin.Notes = [[
        Divides the words of all verses, choruses and sections into syllables with the help of a language model.

        Words that have a hyphen already stay as they are, and so does every font, size and style command: the
        model sees the bare words only, and of its reply nothing is taken but the places of hyphens. A reply whose
        words are not those of the lyrics is dropped, and you are told. If a request fails, nothing is changed.

        Run it on lyrics before you assign their syllables to notes, since hyphens make more syllables of a word.

        It needs openai_api_key from a prefix. These can be set in a prefix as well:

        hyphenate_lyrics_model = "gpt-4o-mini"
        hyphenate_lyrics_language = "German"    -- otherwise the model finds out
        hyphenate_lyrics_temperature = 0        -- false for models that take none
        hyphenate_lyrics_timeout = 30           -- seconds for each verse, chorus or section
    ]]
    return "Hyphenate Lyrics", "Hyphenate Lyrics", "Divides the words of all lyrics into syllables with OpenAI"
end

local openai = require "openai"

local model = hyphenate_lyrics_model or "gpt-4o-mini"
local language = hyphenate_lyrics_language
local temperature = hyphenate_lyrics_temperature
local timeout = hyphenate_lyrics_timeout or 30
if temperature == nil then
    temperature = 0
elseif temperature == false then
    temperature = nil
end

local KINDS = {
    { class = "FCVerseLyricsText", name = "verse" },
    { class = "FCChorusLyricsText", name = "chorus" },
    { class = "FCSectionLyricsText", name = "section" },
}

-- A lyrics text in pieces: { text = "..." } is what is sung, { command = "^size(12)" } is not.
local function split_commands(lyrics)
    local pieces = {}
    local function add(kind, from, to)
        if from <= to then
            pieces[#pieces + 1] = { [kind] = lyrics:sub(from, to) }
        end
    end
    local begin, at = 1, 1
    while true do
        local caret = lyrics:find("^", at, true)
        if not caret then
            break
        end
        local _, last = lyrics:find("^%a+", caret + 1)
        if last then
            local _, closing = lyrics:find("^%b()", last + 1)
            add("text", begin, caret - 1)
            add("command", caret, closing or last)
            begin = (closing or last) + 1
            at = begin
        else
            -- Two carets are one to the reader; a caret alone is one, too.
            at = caret + (lyrics:sub(caret + 1, caret + 1) == "^" and 2 or 1)
        end
    end
    add("text", begin, #lyrics)
    return pieces
end

local function sung_text(pieces)
    local texts = {}
    for _, piece in ipairs(pieces) do
        texts[#texts + 1] = piece.text
    end
    return table.concat(texts)
end

local function words_of(text)
    local words = {}
    for word in text:gmatch("%S+") do
        words[#words + 1] = word
    end
    return words
end

-- A hyphen may only be added to a word of at least two letters that has none.
local function is_open(word)
    return not word:find("-", 1, true) and #word:gsub("[^%a\128-\255]", "") > 1
end

local function has_open_words(words)
    for _, word in ipairs(words) do
        if is_open(word) then
            return true
        end
    end
    return false
end

local function is_letter(byte)
    return byte and (byte >= 128 or string.char(byte):find("[%a']") ~= nil)
end

-- Where the reply divides a word: a set of the numbers of bytes that stand before a new hyphen.
local function divisions(word, replied)
    local places, count, bytes = {}, 0, 0
    for byte in replied:gmatch(".") do
        if byte ~= "-" then
            bytes = bytes + 1
        else
            local before, after = word:byte(bytes), word:byte(bytes + 1)
            local inside_character = after and after >= 128 and after < 192
            if is_letter(before) and is_letter(after) and not inside_character and not places[bytes] then
                places[bytes] = true
                count = count + 1
            end
        end
    end
    return places, count
end

-- The lyrics with the hyphens of the reply, and how many were added; nil and why if the words are others.
local function merge(pieces, reply)
    local words, replied = words_of(sung_text(pieces)), words_of(reply)
    if #words ~= #replied then
        return nil, ("the reply has %d words instead of %d"):format(#replied, #words)
    end
    local places, added = {}, 0
    for number, word in ipairs(words) do
        if word:gsub("%-", "") ~= replied[number]:gsub("%-", "") then
            return nil, ("the reply has another word instead of '%s'"):format(word)
        end
        places[number] = {}
        if is_open(word) then
            local count
            places[number], count = divisions(word, replied[number])
            added = added + count
        end
    end
    -- Commands may stand inside of words, so the words are counted across the pieces.
    local merged, word, bytes, in_word = {}, 0, 0, false
    for _, piece in ipairs(pieces) do
        if piece.command then
            merged[#merged + 1] = piece.command
        else
            for byte in piece.text:gmatch(".") do
                if byte:find("%s") then
                    in_word = false
                else
                    if not in_word then
                        in_word, word, bytes = true, word + 1, 0
                    end
                    bytes = bytes + 1
                end
                merged[#merged + 1] = byte
                if in_word and places[word][bytes] then
                    merged[#merged + 1] = "-"
                end
            end
        end
    end
    return table.concat(merged), added
end

local function load_blocks()
    local blocks = {}
    for _, kind in ipairs(KINDS) do
        local text = finale[kind.class]()
        local found = text:LoadFirst()
        while found do
            local lyrics = text:CreateString()
            local block = { class = kind.class, number = text.ItemNo, lyrics = lyrics and lyrics.LuaString or "" }
            block.label = ("%s %d"):format(kind.name, block.number)
            block.pieces = split_commands(block.lyrics)
            blocks[#blocks + 1] = block
            found = text:LoadNext()
        end
    end
    return blocks
end

local function instructions()
    local of_language = language and (" The language is " .. tostring(language) .. ".") or ""
    return "You divide the words of song lyrics into syllables, as singers need them under notes."
        .. of_language
        .. " Put a hyphen between the syllables of every word that has more than one. Change nothing else: keep"
        .. " all words, their spelling, punctuation, line breaks and the hyphens that are there. Reply with the"
        .. " lyrics alone."
end

-- The model's reply to a text, or nil and why there is none.
local function ask(text)
    local messages = {
        { role = "system", content = instructions() },
        { role = "user", content = text },
    }
    local success, response = openai.create_chat(model, messages, temperature, timeout)
    if not success then
        return nil, tostring(response)
    end
    local choice = type(response.choices) == "table" and response.choices[1]
    local message = type(choice) == "table" and choice.message
    local content = type(message) == "table" and message.content
    if type(content) ~= "string" then
        return nil, "the reply holds no text"
    end
    return content
end

local function save(block)
    local text = finale[block.class]()
    if not text:Load(block.number) then
        return false
    end
    local lyrics = finale.FCString()
    lyrics.LuaString = block.result
    text:SetText(lyrics)
    return text:Save()
end

local function hyphenate_lyrics()
    local ui = finenv.UI()
    local blocks, replies = {}, {}
    for _, block in ipairs(load_blocks()) do
        if has_open_words(words_of(sung_text(block.pieces))) then
            blocks[#blocks + 1] = block
        end
    end
    if #blocks == 0 then
        ui:AlertInfo("There are no lyrics with words to hyphenate.", "Hyphenate Lyrics")
        return
    end
    -- All questions come first: a request that fails leaves the document as it is.
    for _, block in ipairs(blocks) do
        local text = sung_text(block.pieces):gsub("^%s+", ""):gsub("%s+$", "")
        if not replies[text] then
            local reply, problem = ask(text)
            if not reply then
                ui:AlertError(
                    ("Nothing was changed: the request for %s failed: %s"):format(block.label, problem),
                    "Hyphenate Lyrics"
                )
                return
            end
            replies[text] = reply
        end
        block.reply = replies[text]
    end
    local changed, total, left = 0, 0, {}
    for _, block in ipairs(blocks) do
        local result, detail = merge(block.pieces, block.reply)
        if not result then
            left[#left + 1] = ("%s was left as it is: %s."):format(block.label, detail)
        elseif result == block.lyrics then
            print(("%s: nothing to add"):format(block.label))
        else
            block.result = result
            if save(block) then
                changed, total = changed + 1, total + detail
                print(("%s: %d hyphens added"):format(block.label, detail))
            else
                left[#left + 1] = ("%s could not be saved."):format(block.label)
            end
        end
    end
    for _, line in ipairs(left) do
        print(line)
    end
    local summary = ("%d hyphens added in %d of %d lyrics."):format(total, changed, #blocks)
    if #left > 0 then
        ui:AlertError(summary .. "\n" .. table.concat(left, "\n"), "Hyphenate Lyrics")
    else
        ui:AlertInfo(summary, "Hyphenate Lyrics")
    end
end

hyphenate_lyrics()
