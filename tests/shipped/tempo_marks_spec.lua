-- The shipped plugin that puts metronome marks from a list into a score.

describe("tempo_marks", function()
    local song

    before_each(function()
        song = score "treble: c1 | d1 | e1 | f1"
    end)

    local function mark(list, more)
        return run_plugin("tempo_marks", song, { prefix_text = ("tempo_marks = [[%s]] %s"):format(list, more or "") })
    end

    -- The texts of the marks of the score, without fonts, in the order of their definitions.
    local function texts()
        return edit(song, function()
            local found, definitions = {}, finale.FCTextExpressionDefs()
            definitions:LoadAll()
            for definition in each(definitions) do
                local text = definition:CreateTextString()
                text:TrimEnigmaTags()
                found[#found + 1] = text.LuaString
            end
            return found
        end)
    end

    it("adds marks with the difference to the one before", function()
        mark("1 - 111, 3 - 109\n4 - 120"):assert_ok():assert_alert("3 of 3 tempo marks added")
        assert.are.same({ "q = 111", "q = 109 (-2)", "q = 120 (+11)" }, texts())
    end)

    it("adds no differences where none are wanted", function()
        mark("1 - 80; 2 - 90", "tempo_marks_differences = false"):assert_ok()
        assert.are.same({ "q = 80", "q = 90" }, texts())
    end)

    it("adds nothing the second time", function()
        mark("1 - 111, 3 - 109"):assert_ok()
        mark("1 - 111, 3 - 109"):assert_ok():assert_unchanged():assert_printed("measure 3: 109 is there already")
    end)

    it("leaves the music as it is", function()
        mark("2 - 60"):assert_music("treble: c1 | d1 | e1 | f1")
    end)

    for _, mistake in ipairs {
        { "1 - 111, fast", "'fast' is not a measure and a tempo, such as 7 %- 109" },
        { "9 - 100", "there is no measure 9" },
        { "1 - 111, 1 - 100", "measure 1 is there twice" },
        { "1 - 5", "5 is not a tempo from 10 to 500" },
        { "", "the list is empty" },
    } do
        it("changes nothing for the list '" .. mistake[1] .. "'", function()
            local ran = mark(mistake[1]):assert_ok():assert_unchanged()
            assert.are.equal("error", ran.alerts[1].kind)
            assert.matches("^Nothing was changed: " .. mistake[2], ran.alerts[1].text)
        end)
    end
end)
