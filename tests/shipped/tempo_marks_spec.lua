-- The shipped plugin that puts metronome marks from a list into a score.

describe("tempo_marks", function()
    local LIST = "1 - 111, 3 - 109\n5 - 105; 8 - 55"
    local QUARTER = "^fontMus(Maestro,8191)^size(24)^nfx(0)q^fontTxt(Times New Roman,4096)^size(12)^nfx(0) = "
    local song

    before_each(function()
        song = score "treble: c1 | d1 | e1 | f1 | g1 | a1 | b1 | c'1"
    end)

    local function mark(list, more)
        local text = ("tempo_marks = [[%s]]\n%s"):format(list, more or "")
        return run_plugin("tempo_marks", song, { prefix_text = text }):assert_ok()
    end

    -- All expressions of the score: { measure, text, quarters a minute as it is played }.
    local function marks()
        return edit(song, function()
            local found, measures = {}, finale.FCMeasures()
            measures:LoadAll()
            for measure in each(measures) do
                local expressions = finale.FCExpressions()
                expressions:LoadAllForItem(measure.ItemNo)
                for expression in each(expressions) do
                    local definition = finale.FCTextExpressionDef()
                    assert.is_true(definition:Load(expression.ID))
                    assert.are.equal(finale.DEFAULTCATID_TEMPOMARKS, definition.CategoryID)
                    assert.are.equal(finale.EXPPLAYTYPE_TEMPO, definition.PlaybackType)
                    assert.are.equal(finale.NOTE_QUARTER, definition.PlaybackTempoDuration)
                    assert.is_true(measure.ExpressionFlag)
                    local text = definition:CreateTextString().LuaString
                    found[#found + 1] = { measure.ItemNo, text, definition.PlaybackTempoValue }
                end
            end
            return found
        end)
    end

    local function alert(kind, text)
        return { { kind = kind, text = text, caption = "Tempo Marks", answer = "ok" } }
    end

    -- What a pattern catches in the changes of a run.
    local function caught(ran, pattern)
        local found = {}
        for _, line in ipairs(ran.changed) do
            found[#found + 1] = line:match(pattern)
        end
        return found
    end

    it("adds marks with the difference to the one before", function()
        local ran = mark(LIST)
        assert.are.same({
            { 1, QUARTER .. "111", 111 },
            { 3, QUARTER .. "109 (-2)", 109 },
            { 5, QUARTER .. "105 (-4)", 105 },
            { 8, QUARTER .. "55 (-50)", 55 },
        }, marks())
        assert.are.same(alert("info", "4 of 4 tempo marks added."), ran.alerts)
        assert.are.equal("Tempo Marks", ran.undo[1].text)
        assert.are.equal(1, #ran.undo)
        ran:assert_music "treble: c1 | d1 | e1 | f1 | g1 | a1 | b1 | c'1"
    end)

    it("adds them beside the expressions that are there", function()
        song = score "../scores/sample.musx"
        mark(LIST):assert_alert("4 of 4 tempo marks added")
        mark(LIST):assert_unchanged()
    end)

    it("gives them the staff list of their category", function()
        assert.are.same({
            "textExprID nothing -> 1", "staffAssign nothing -> -1", "playbackStart nothing -> attach",
            "staffGroup nothing -> 1", "staffList nothing -> 1",
        }, caught(mark("1 - 60"), "^measure 1 new measExprAssign: (.*)"))
    end)

    it("puts them on the top staff where there is no such list", function()
        edit(song, function()
            local category = finale.FCCategoryDef()
            category:Load(finale.DEFAULTCATID_TEMPOMARKS)
            category.StaffListID = 0
            assert.is_true(category:Save())
        end)
        assert.are.same({
            "textExprID nothing -> 1", "staffAssign nothing -> 1", "playbackStart nothing -> attach",
        }, caught(mark("2 - 60"), "^measure 2 new measExprAssign: (.*)"))
    end)

    it("adds nothing the second time", function()
        mark(LIST)
        local again = mark(LIST):assert_unchanged():assert_printed("measure 3: 109 is there already")
        assert.are.same(alert("info", "0 of 4 tempo marks added."), again.alerts)
    end)

    it("adds what is new in a longer list", function()
        mark(LIST)
        local more = mark(LIST .. ", 7 - 105, 6 - 111"):assert_alert("2 of 6")
        assert.are.same({ "6", "7" }, caught(more, "^measure (%d+) new measExprAssign: textExprID"))
        local found = marks()
        assert.are.equal(6, #found)
        assert.are.same({ 6, QUARTER .. "111 (+6)", 111 }, found[4])
        assert.are.same({ 7, QUARTER .. "105 (-6)", 105 }, found[5])
    end)

    it("makes one definition of equal texts", function()
        mark("1 - 80, 2 - 80, 3 - 80", "tempo_marks_differences = false")
        local text = QUARTER .. "80"
        assert.are.same({ { 1, text, 80 }, { 2, text, 80 }, { 3, text, 80 } }, marks())
        edit(song, function()
            assert.are.equal(1, finale.FCTextExpressionDefs():LoadAll())
        end)
    end)

    describe("has for the quarter", function()
        local function begins(font, more)
            edit(song, function()
                local category, info = finale.FCCategoryDef(), finale.FCFontInfo()
                category:Load(finale.DEFAULTCATID_TEMPOMARKS)
                category:GetMusicFontInfo(info)
                info.Name = font
                category:SetMusicFontInfo(info)
                assert.is_true(category:Save())
            end)
            mark("2 - 90", more)
            return marks()[1][2]:gsub("(%^font%a*%([^,()]*),%d+%)", "%1)")
        end
        local text = "^fontTxt(Times New Roman)^size(12)^nfx(0)"

        it("what the prefix says", function()
            assert.are.equal(
                "^fontMus(Maestro)^size(24)^nfx(0)x" .. text .. " = 90", (begins("Maestro", "tempo_marks_note = 'x'"))
            )
        end)

        it("a letter in Maestro", function()
            assert.are.equal("^fontMus(Maestro)^size(24)^nfx(0)q" .. text .. " = 90", (begins "Maestro"))
        end)

        it("a word in others", function()
            assert.are.equal(text .. "Quarter = 90", (begins "Arial"))
        end)
    end)

    describe("changes nothing for a list with a mistake", function()
        local function refused(ran, why)
            ran:assert_ok():assert_unchanged()
            assert.are.same(alert("error", "Nothing was changed: " .. why .. "."), ran.alerts)
        end

        for _, case in ipairs {
            { "", "the list is empty" },
            { "1 - 111, fast", "'fast' is not a measure and a tempo, such as 7 - 109" },
            { "1 - 111, 9 - 100", "there is no measure 9" },
            { "0 - 111", "there is no measure 0" },
            { "1 - 111, 1 - 100", "measure 1 is there twice" },
            { "1 - 5", "5 is not a tempo from 10 to 500" },
        } do
            local list, why = table.unpack(case)
            it(("'%s'"):format(list), function()
                refused(mark(list), why)
            end)
        end

        it("that isn't there", function()
            refused(
                run_plugin("tempo_marks", song),
                'there is no list: a prefix has to set it, such as tempo_marks = "1 - 120, 9 - 96"'
            )
        end)
    end)
end)
