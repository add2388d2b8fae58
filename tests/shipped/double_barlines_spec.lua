-- The shipped plugin that puts double barlines before rehearsal marks.

describe("double_barlines", function()
    local marked

    before_each(function()
        marked = score [[treble: c1 | d1 | e1\rehearsal"" | f1 | g1\rehearsal""]]
    end)

    it("puts one before each rehearsal mark", function()
        local ran = run_plugin("double_barlines", marked)
        ran:assert_changes("measure 2: barline normal -> double", "measure 4: barline normal -> double")
        ran:assert_music("treble: c1 | d1 | e1 | f1 | g1")
        assert.are.equal("double barline after measure 2\ndouble barline after measure 4\n", ran.printed)
        assert.are.same({ { text = "Double Barlines", stored = true, records = 2 } }, ran.undo)
    end)

    describe("looks at the marks of the selection alone", function()
        local double = "measure 4: barline normal -> double"
        for _, case in ipairs {
            { "all", double },
            { "m5-8", double },
            { "m5", double },
            { "m5-8:s1", double },
            { "m1-4" },
            { "m6-8" },
            { "m5-8:s2-3" },
        } do
            it(case[1], function()
                local ran = run_plugin("double_barlines", score "../scores/sample.musx", { select = case[1] })
                ran:assert_changes(table.unpack(case, 2))
            end)
        end
    end)

    it("does nothing the second time", function()
        run_plugin("double_barlines", marked):assert_ok()
        run_plugin("double_barlines", marked):assert_ok():assert_unchanged()
    end)

    describe("leaves a barline that is not plain as it is", function()
        for _, kind in ipairs { "FINAL", "DASHED", "TICK", "NONE" } do
            it(kind, function()
                edit(marked, function()
                    local measure = finale.FCMeasure()
                    measure:Load(2)
                    measure.Barline = finale["BARLINE_" .. kind]
                    assert.is_true(measure:Save())
                end)
                run_plugin("double_barlines", marked):assert_changes("measure 4: barline normal -> double")
            end)
        end
    end)

    it("has nothing to put before a mark at the beginning", function()
        run_plugin("double_barlines", score [[treble: c1\rehearsal"" | d1]]):assert_ok():assert_unchanged()
    end)

    it("passes over other expressions", function()
        run_plugin("double_barlines", score [[treble: c1 | d1\tempo"Andante" | e1\p]]):assert_ok():assert_unchanged()
    end)

    it("wants a selection", function()
        run_plugin("double_barlines", marked, { select = "none" }):assert_fails("selection"):assert_unchanged()
    end)

    it("leaves all else as it is", function()
        run_plugin("double_barlines", score(
            [["Flute/Fl." treble 3/4 1#: <g b>4-. a\mf^"dolce" b~ | b2 r4 // g2. | 3:2{c8 d e} f#2\rehearsal"" | ]]
            .. [[ [2/4 2b] g4 {v2 e4} *a8 g4]], "verse 1: Morn-ing has bro-ken like the first",
            [["Cello/Vc." bass: r2. | <c g>2. | d2.~ | [tenor] d2]], "part Flute: 1", "title: Morning"
        )):assert_snapshot()
    end)
end)
