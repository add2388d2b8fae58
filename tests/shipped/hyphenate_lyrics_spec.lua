-- The shipped plugin that divides words into syllables with the help of a language model.

describe("hyphenate_lyrics", function()
    local song

    before_each(function()
        song = score("treble: c4 d e f | g1", "verse: Morning over wa-ter")
    end)

    local function verse()
        return edit(song, function()
            local text = finale.FCVerseLyricsText()
            assert.is_true(text:Load(1))
            local words = text:CreateString()
            words:TrimEnigmaTags()
            return words.LuaString
        end)
    end

    it("divides the words as the model does", function()
        local model = openai_replies("Morn-ing o-ver wa-ter")
        local ran = run_plugin("hyphenate_lyrics", song)
        ran:assert_ok():assert_alert("2 hyphens added in 1 of 1 lyrics")
        assert.are.equal("Morn-ing o-ver wa-ter", verse())
        assert.are.same({ "Morning over wa-ter" }, model.texts())
    end)

    it("drops a reply with other words", function()
        openai_replies("Mourn-ing o-ver wa-ter")
        local ran = run_plugin("hyphenate_lyrics", song):assert_ok():assert_unchanged()
        ran:assert_printed("verse 1 was left as it is: the reply has another word instead of 'Morning'")
    end)

    it("changes nothing when the request fails", function()
        openai_replies(openai_failure(429, "Rate limit reached."))
        run_plugin("hyphenate_lyrics", song):assert_unchanged():assert_alert("failed: Rate limit reached\\.")
    end)

    it("tells the model the language that a prefix sets", function()
        openai_replies("Morn-ing o-ver wa-ter")
        run_plugin("hyphenate_lyrics", song, { prefix_text = "hyphenate_lyrics_language = 'German'" }):assert_ok()
        assert.matches("The language is German%.", https_server:requests()[1].body)
    end)

    it("asks nothing where there are no words", function()
        local model = openai_replies()
        run_plugin("hyphenate_lyrics", score("treble: c1")):assert_ok():assert_alert("no lyrics with words")
        assert.are.same({}, model.texts())
    end)
end)
