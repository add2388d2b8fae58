function plugindef()
    finaleplugin.RequireDocument = true
    finaleplugin.RequireSelection = false
    finaleplugin.Author = "The Postlude authors"
    finaleplugin.Copyright = "MIT license"
    finaleplugin.Version = "1.0"
    finaleplugin.CategoryTags = "Expression, Measure"
    finaleplugin.Notes = [[
        Puts metronome marks into a score from a list of measures and tempos. From the second mark on, the difference
        to the one before follows in brackets: "= 111", "= 109 (-2)", "= 105 (-4)".

        The list comes from a prefix:

        tempo_marks = "1 - 111, 7 - 109, 8 - 105, 31 - 55"

        Measures are counted from the beginning of the document. The marks belong to the category of tempo marks,
        with its fonts and its staff list, and play back. What is there already is not added again.

        These can be set in the prefix as well:

        tempo_marks_note = "q"              -- what stands for the quarter, in the music font of the category
        tempo_marks_differences = false     -- no differences
    ]]
    return "Tempo Marks from a List", "Tempo Marks", "Puts metronome marks from a list of measures and tempos"
end

local QUARTER = 1024 -- EDU
local TITLE = "Tempo Marks"

-- Text fonts for metronome marks and older music fonts have the quarter note at the letter q.
local LETTER_FONTS = { "^Engraver ?Text", "^Maestro$", "^Petrucci$", "^Sonata$", "^Jazz$", "^Broadway Copyist$" }

-- The marks of a list such as "1 - 111, 7 - 109" in order, or nil and what is wrong with it.
local function read_list(text)
    if type(text) ~= "string" then
        return nil, 'there is no list: a prefix has to set it, such as tempo_marks = "1 - 120, 9 - 96"'
    end
    local marks, seen = {}, {}
    for item in text:gmatch("[^,;\n]+") do
        if item:find("%S") then
            local measure, tempo = item:match("^%s*(%d+)%s*[-:=%s]%s*(%d+)%s*$")
            if not measure then
                return nil, ("'%s' is not a measure and a tempo, such as 7 - 109"):format(item:match("^%s*(.-)%s*$"))
            end
            measure, tempo = math.tointeger(tonumber(measure)), math.tointeger(tonumber(tempo))
            if not finale.FCMeasure():Load(measure) then
                return nil, ("there is no measure %d"):format(measure)
            elseif seen[measure] then
                return nil, ("measure %d is there twice"):format(measure)
            elseif tempo < 10 or tempo > 500 then
                return nil, ("%d is not a tempo from 10 to 500"):format(tempo)
            end
            seen[measure] = true
            marks[#marks + 1] = { measure = measure, tempo = tempo }
        end
    end
    if #marks == 0 then
        return nil, "the list is empty"
    end
    table.sort(marks, function(one, other) return one.measure < other.measure end)
    return marks
end

-- Enigma commands that choose a font.
local function font_commands(tag, font)
    return tag .. font:CreateEnigmaString(finale.FCString()).LuaString
end

-- "quarter =" in the fonts of the category; the word where no sign for the note is known.
local function beginning(category)
    local text_font, music_font = finale.FCFontInfo(), finale.FCFontInfo()
    category:GetTextFontInfo(text_font)
    category:GetMusicFontInfo(music_font)
    local sign = tempo_marks_note
    if not sign and music_font.IsSMuFLFont then
        sign = utf8.char(0xECA5)
    end
    for _, pattern in ipairs(LETTER_FONTS) do
        if not sign and music_font.Name:find(pattern) then
            sign = "q"
        end
    end
    local in_text = font_commands("^fontTxt", text_font)
    if sign then
        return font_commands("^fontMus", music_font) .. sign .. in_text .. " = "
    end
    return in_text .. "Quarter = "
end

-- A text as it is compared: a document may add the number of a character set to the name of a font.
local function comparable(text)
    return (text:gsub("(%^font%a*%([^,()]*),%d+%)", "%1)"))
end

-- Gives the number of the category's definition with a text; makes one that plays the tempo if there is none.
local function definition_finder(category)
    local numbers = {}
    local definitions = finale.FCTextExpressionDefs()
    definitions:LoadAll()
    for definition in each(definitions) do
        local text = definition:CreateTextString()
        if text and definition.CategoryID == category.ItemNo then
            local key = comparable(text.LuaString)
            numbers[key] = numbers[key] or definition.ItemNo
        end
    end
    return function(text, tempo)
        local key = comparable(text)
        if numbers[key] then
            return numbers[key]
        end
        local definition, content = finale.FCTextExpressionDef(), finale.FCString()
        content.LuaString = text
        if not definition:SaveNewTextBlock(content) then
            return nil
        end
        definition:AssignToCategory(category)
        definition:SetPlaybackTempo(QUARTER, tempo)
        if not definition:SaveNew() then
            return nil
        end
        numbers[key] = definition.ItemNo
        return definition.ItemNo
    end
end

-- Whether the measure has this expression at its beginning, and the number of its next group of expressions.
local function look_at(measure, number)
    local expressions, present, group = finale.FCExpressions(), false, 0
    expressions:LoadAllForItem(measure)
    for expression in each(expressions) do
        group = math.max(group, expression.StaffGroupID)
        if not expression:IsShape() and expression.ID == number and expression.MeasurePos == 0 then
            present = true
        end
    end
    return present, group + 1
end

local function top_staff()
    local staves = finale.FCSystemStaves()
    staves:LoadScrollView()
    local first = staves:GetItemAt(0)
    return first and first.Staff or 1
end

local function assign(measure, number, category, group)
    local expression = finale.FCExpression()
    expression:SetID(number)
    if not expression:SaveNewToCell(finale.FCCell(measure, top_staff())) then
        return false
    end
    if category.StaffListID > 0 then
        -- As Finale has it: the first of a list is for the top staff, the list says who else shows it.
        expression.Staff = -1
        expression.StaffListID = category.StaffListID
        expression.StaffGroupID = group
        return expression:Save()
    end
    return true
end

local function tempo_marks_from_list()
    local ui = finenv.UI()
    local marks, problem = read_list(tempo_marks)
    if not marks then
        ui:AlertError("Nothing was changed: " .. problem .. ".", TITLE)
        return
    end
    local category = finale.FCCategoryDef()
    if not category:Load(finale.DEFAULTCATID_TEMPOMARKS) then
        ui:AlertError("Nothing was changed: the document has no category of tempo marks.", TITLE)
        return
    end
    local start, find = beginning(category), definition_finder(category)
    local added, before = 0, nil
    for _, mark in ipairs(marks) do
        local text = start .. mark.tempo
        if before and tempo_marks_differences ~= false and mark.tempo ~= before then
            text = text .. (" (%+d)"):format(mark.tempo - before)
        end
        before = mark.tempo
        local number = find(text, mark.tempo)
        local present, group = look_at(mark.measure, number)
        if present then
            print(("measure %d: %d is there already"):format(mark.measure, mark.tempo))
        elseif number and assign(mark.measure, number, category, group) then
            added = added + 1
            print(("measure %d: %d"):format(mark.measure, mark.tempo))
        else
            print(("measure %d: the mark could not be saved"):format(mark.measure))
        end
    end
    ui:AlertInfo(("%d of %d tempo marks added."):format(added, #marks), TITLE)
end

tempo_marks_from_list()
