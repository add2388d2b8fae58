function plugindef()
    finaleplugin.RequireSelection = true
    finaleplugin.Author = "The Postlude authors"
    finaleplugin.Copyright = "MIT license"
    finaleplugin.Version = "1.0"
    finaleplugin.CategoryTags = "Measure, Barline"
    finaleplugin.Notes = [[
        Puts a double barline before each measure of the selection that has a rehearsal mark: an expression with
        an automatic rehearsal number or letter. Barlines that are not plain ones stay as they are.
    ]]
    return "Double Barlines at Rehearsal Marks", "Double Barlines", "Puts double barlines before rehearsal marks"
end

local function is_rehearsal_mark(expression)
    if expression:IsShape() then
        return false
    end
    local definition = finale.FCTextExpressionDef()
    if not definition:Load(expression.ID) then
        return false
    end
    local text = definition:CreateTextString()
    return text ~= nil and text.LuaString:find("^rehearsal", 1, true) ~= nil
end

local function double_barlines()
    local expressions = finale.FCExpressions()
    expressions:LoadAllForRegion(finenv.Region())
    for expression in each(expressions) do
        local before = finale.FCMeasure()
        if is_rehearsal_mark(expression) and before:Load(expression.Measure - 1) then
            if before.Barline == finale.BARLINE_NORMAL then
                before.Barline = finale.BARLINE_DOUBLE
                before:Save()
                print(("double barline after measure %d"):format(expression.Measure - 1))
            end
        end
    end
end

double_barlines()
