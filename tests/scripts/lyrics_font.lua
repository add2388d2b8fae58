-- All lyrics begin with the document's default font for their kind.
function plugindef()
    return "Reset Lyrics", "Reset Lyrics", "Lyrics begin with the default font."
end

local kinds = {
    [finale.FONTPREF_LYRICSVERSE] = finale.FCVerseLyricsText,
    [finale.FONTPREF_LYRICSCHORUS] = finale.FCChorusLyricsText,
    [finale.FONTPREF_LYRICSSECTION] = finale.FCSectionLyricsText,
}

for preference, class in pairs(kinds) do
    local font = finale.FCFontInfo()
    font:LoadFontPrefs(preference)
    for number = 1, 20 do
        local lyrics = class()
        if lyrics:Load(number) then
            local text = lyrics:CreateString()
            local current = finale.FCFontInfo()
            local rest = text.LuaString:gsub("^%^%w+%b()", function(command)
                return current:ParseEnigmaCommand(finale.FCString(command)) and "" or command
            end)
            while current:ParseEnigmaCommand(finale.FCString(rest)) do
                rest = rest:gsub("^%^%w+%b()", "")
            end
            if not current:IsIdenticalTo(font) then
                lyrics:SetText(finale.FCString(font:CreateEnigmaString(nil).LuaString .. rest))
                lyrics:Save()
            end
        end
    end
end
