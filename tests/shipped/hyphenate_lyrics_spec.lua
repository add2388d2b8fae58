-- The shipped plugin that divides words into syllables, with a language model that behaves and models that don't.

describe("hyphenate_lyrics", function()
    local FONT = "^fontid(1)^size(12)^nfx(0)"
    local song

    before_each(function()
        song = score("treble: c4 d e f | g1", "verse: Morning over wa-ter", "chorus 4: again")
    end)

    -- A score with these texts as its verses, commands and all.
    local function verses(...)
        local lines = { "treble: c1" }
        for number = 1, select("#", ...) do
            lines[#lines + 1] = ("verse %d: x"):format(number)
        end
        local made, texts = score(table.unpack(lines)), { ... }
        edit(made, function()
            for number, text in ipairs(texts) do
                local verse = finale.FCVerseLyricsText()
                assert.is_true(verse:Load(number))
                verse:SetText(finale.FCString(text))
                assert.is_true(verse:Save())
            end
        end)
        return made
    end

    local function alert(kind, text)
        return { { kind = kind, text = text, caption = "Hyphenate Lyrics", answer = "ok" } }
    end

    it("divides the words of all lyrics and changes nothing else", function()
        local model = openai_replies(
            "Morn-ing o-ver wa-ter, fair & <bright>\nev-ery win-dow", "Sing a-gain to-geth-er ^^ a-gain", "Ü-ber Wäl-der"
        )
        local ran = run_plugin("hyphenate_lyrics", score "../scores/lyrics.enigmaxml")
        ran:assert_changes(
            "verse 1: text ^fontid(1)^size(12)^nfx(0)Morning ^nfx(2)over^nfx(0) wa-ter, fair & <bright>\nevery window"
                .. " -> ^fontid(1)^size(12)^nfx(0)Morn-ing ^nfx(2)o-ver^nfx(0) wa-ter, fair & <bright>\nev-ery win-dow",
            "chorus 1: text ^fontid(2)^size(14)^nfx(1)Sing again together ^^ again"
                .. " -> ^fontid(2)^size(14)^nfx(1)Sing a-gain to-geth-er ^^ a-gain",
            "section 1: text ^fontid(1)^size(12)^nfx(0)Über Wälder -> ^fontid(1)^size(12)^nfx(0)Ü-ber Wäl-der"
        )
        assert.are.equal(
            "verse 1: 4 hyphens added\nchorus 1: 4 hyphens added\nsection 1: 2 hyphens added\n", ran.printed
        )
        assert.are.same(alert("info", "10 hyphens added in 3 of 3 lyrics."), ran.alerts)
        assert.are.same({ { text = "Hyphenate Lyrics", stored = true, records = 3 } }, ran.undo)
        assert.are.same({
            "Morning over wa-ter, fair & <bright>\nevery window", "Sing again together ^^ again", "Über Wälder",
        }, model.texts())
    end)

    it("shows the model bare words, and each text once", function()
        local made = verses(
            "^size(12)Morning over", "^size(12)Morning over", "^size(12)", "^size(12)a b c", "^size(12)Eve-ning",
            "^size(12)o^nfx(1)ver"
        )
        local model = openai_replies("Morn-ing o-ver", "o-ver")
        run_plugin("hyphenate_lyrics", made):assert_changes(
            "verse 1: text ^size(12)Morning over -> ^size(12)Morn-ing o-ver",
            "verse 2: text ^size(12)Morning over -> ^size(12)Morn-ing o-ver",
            "verse 6: text ^size(12)o^nfx(1)ver -> ^size(12)o-^nfx(1)ver"
        )
        assert.are.same({ "Morning over", "over" }, model.texts())
    end)

    describe("takes only hyphens between letters from a reply", function()
        for _, case in ipairs {
            { "a hyphen that was there stays", "Eve-ning over", "Eve-ning o-ver", "Eve-ning o-ver" },
            { "even if the reply lacks it", "Evening o-ver", "Eve-ning over", "Eve-ning o-ver" },
            { "a word that was divided is left alone", "to-gether", "to-geth-er" },
            { "one in a place, none beside a comma", "over, ever", "o-ver-, -ev--er-", "o-ver, ev-er" },
            { "ends of lines stay", "over\never ", "o-ver ev-er", "o-ver\nev-er " },
            { "an apostrophe is a letter", "d’amore o'er", "d’a-mo-re o'-er", "d’a-mo-re o'-er" },
        } do
            local name, lyrics, reply, expected = table.unpack(case)
            it(name, function()
                openai_replies(reply)
                local ran = run_plugin("hyphenate_lyrics", verses(lyrics)):assert_ok()
                if expected then
                    ran:assert_changes(("verse 1: text %s -> %s"):format(lyrics, expected))
                else
                    ran:assert_unchanged()
                end
            end)
        end
    end)

    describe("drops a reply that is not the lyrics and tells why", function()
        for _, case in ipairs {
            { "Mourn-ing o-ver wa-ter", "another word instead of 'Morning'" },
            { "morn-ing o-ver wa-ter", "another word instead of 'Morning'" },
            { "Morn-ing", "1 words instead of 3" },
            { "Here you are: Morn-ing o-ver wa-ter", "6 words instead of 3" },
            { "", "0 words instead of 3" },
        } do
            local reply, why = table.unpack(case)
            it(("'%s'"):format(reply), function()
                openai_replies(reply, "a-gain")
                local ran = run_plugin("hyphenate_lyrics", song)
                ran:assert_changes(("chorus 4: text %sagain -> %sa-gain"):format(FONT, FONT))
                local told = ("verse 1 was left as it is: the reply has %s."):format(why)
                assert.are.equal("chorus 4: 1 hyphens added\n" .. told .. "\n", ran.printed)
                assert.are.same(alert("error", "1 hyphens added in 1 of 2 lyrics.\n" .. told), ran.alerts)
            end)
        end
    end)

    describe("changes nothing when a request fails", function()
        local limit = openai_failure(429, "Rate limit reached.")

        it("the first", function()
            openai_replies(limit)
            local ran = run_plugin("hyphenate_lyrics", song):assert_ok():assert_unchanged()
            assert.are.same(
                alert("error", "Nothing was changed: the request for verse 1 failed: Rate limit reached."), ran.alerts
            )
        end)

        it("a later one", function()
            local model = openai_replies("Morn-ing o-ver wa-ter", limit)
            local ran = run_plugin("hyphenate_lyrics", song):assert_ok():assert_unchanged()
            assert.are.same(
                alert("error", "Nothing was changed: the request for chorus 4 failed: Rate limit reached."), ran.alerts
            )
            assert.are.equal(2, #model.texts())
        end)

        for _, body in ipairs { '{"choices": null}', '{"choices": [{"message": {"content": null}}]}', "{}" } do
            it("the reply is " .. body, function()
                openai_replies(openai_reply(body))
                local ran = run_plugin("hyphenate_lyrics", song):assert_ok():assert_unchanged()
                assert.are.same(
                    alert("error", "Nothing was changed: the request for verse 1 failed: the reply holds no text"),
                    ran.alerts
                )
            end)
        end
    end)

    describe("sends nothing", function()
        it("without approval", function()
            local model = openai_replies()
            local ran = run_plugin("hyphenate_lyrics", song, { approve = false }):assert_ok():assert_unchanged()
            ran:assert_alert("not approved")
            assert.are.equal(1, #ran.permissions.refused)
            assert.are.same({}, model.asked())
        end)

        it("without a key", function()
            local model = openai_replies { key = false }
            run_plugin("hyphenate_lyrics", song):assert_ok():assert_unchanged():assert_alert("there is no OpenAI key")
            assert.are.same({}, model.asked())
        end)

        it("where there are no words", function()
            local model = openai_replies()
            local ran = run_plugin("hyphenate_lyrics", score "treble: c1"):assert_ok():assert_unchanged()
            assert.are.same(alert("info", "There are no lyrics with words to hyphenate."), ran.alerts)
            assert.are.same({}, model.asked())
        end)
    end)

    describe("asks", function()
        local function asked(settings)
            local model = openai_replies("o-ver")
            run_plugin("hyphenate_lyrics", verses("over"), settings):assert_ok()
            local request = model.asked()[1]
            assert.are.equal("system", request.messages[1].role)
            return request, request.messages[1].content
        end

        it("as the shipped prefix says", function()
            local request, instructions = asked()
            assert.are.equal("gpt-4o-mini", request.model)
            assert.are.equal(0, request.temperature)
            assert.has_no.match("The language is", instructions)
        end)

        it("as a prefix says", function()
            local request, instructions = asked { prefix_text = [[
                hyphenate_lyrics_model = "local-model"
                hyphenate_lyrics_language = "German"
                hyphenate_lyrics_temperature = false
            ]] }
            assert.are.equal("local-model", request.model)
            assert.is_nil(request.temperature)
            assert.matches("The language is German.", instructions, 1, true)
        end)

        it("the same without any prefix", function()
            local request = asked { prefix = false }
            assert.are.equal("gpt-4o-mini", request.model)
            assert.are.equal(0, request.temperature)
        end)
    end)

    it("sends the key to the server and shows it nowhere", function()
        local model = openai_replies("Morn-ing o-ver wa-ter", "a-gain")
        local ran = run_plugin("hyphenate_lyrics", song):assert_ok()
        assert.are.equal("Bearer " .. model.key, https_server:requests()[1].headers.authorization)

        local function look(value, where)
            if type(value) == "table" then
                for key, each in pairs(value) do
                    look(key, where)
                    look(each, where .. "." .. tostring(key))
                end
            elseif type(value) == "string" then
                assert.is_nil(value:find(model.key, 1, true), "the key is in " .. where)
            end
        end
        look(ran, "ran")
    end)
end)
