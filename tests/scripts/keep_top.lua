-- Leaves the highest note of each chord, and removes what was attached to the others.
function plugindef()
    finaleplugin.RequireSelection = true
    return "Keep the Top Note", "Keep the Top Note", "Leaves the highest note of each chord."
end

local mods = { "FCAccidentalMod", "FCCrossStaffMod", "FCDotMod", "FCNoteheadMod" }

for entry in eachentrysaved(finenv.Region()) do
    while entry.Count > 1 do
        local note = entry:CalcLowestNote(nil)
        for _, class in ipairs(mods) do
            finale[class]():EraseAt(note)
        end
        entry:DeleteNote(note)
    end
end
