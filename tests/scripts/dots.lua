-- Adds an augmentation dot to everything selected; the second menu item takes one away, with Shift all.
function plugindef()
    finaleplugin.RequireSelection = true
    finaleplugin.AdditionalMenuOptions = [[
        Remove Dots
    ]]
    finaleplugin.AdditionalPrefixes = [[
        taking_away = true
    ]]
    return "Add Dots", "Add Dots", "Adds a dot to everything selected."
end

local all = taking_away and finenv.QueryInvokedModifierKeys(finale.CMDMODKEY_SHIFT)

local function changed(duration)
    if not taking_away then
        return duration | duration >> 1
    end
    repeat
        local shorter = duration & duration - 1
        if shorter == 0 then
            return duration
        end
        duration = shorter
    until not all
    return duration
end

for entry in eachentrysaved(finenv.Region()) do
    entry.Duration = changed(entry.Duration)
end
finenv.Region():RebeamMusic()
