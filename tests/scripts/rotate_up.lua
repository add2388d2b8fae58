-- Moves the bottom note of each chord above the others, through its transposer.
function plugindef()
    finaleplugin.RequireSelection = true
    return "Rotate Chords", "Rotate Chords", "Moves the bottom note of each chord above the others."
end

for entry in eachentrysaved(finenv.Region()) do
    if entry.Count > 1 then
        local bottom, top = entry:CalcLowestNote(nil), entry:CalcHighestNote(nil)
        local octaves = math.max(1, math.ceil((top.Displacement - bottom.Displacement) / 7))
        bottom:GetTransposer():OctaveTranspose(octaves)
        if bottom:IsIdenticalPitch(top) and entry.Count > 2 then
            local lowest = entry:CalcLowestNote(nil)
            bottom.Displacement, bottom.RaiseLower = lowest.Displacement, lowest.RaiseLower
            bottom:GetTransposer():OctaveTranspose(octaves)
        end
    end
end
