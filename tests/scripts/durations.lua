-- Counts the notes of the document by their duration.
function plugindef()
    return "Count Durations", "Count Durations", "Counts notes by duration."
end

local counts, total = {}, 0
for entry in eachentry(finenv.Region()) do
    if entry:IsNote() then
        counts[entry.Duration] = (counts[entry.Duration] or 0) + 1
        total = total + 1
    end
end
print("total", total)
for duration, count in pairsbykeys(counts) do
    print(duration, count)
end
finenv.UI():AlertInfo(total .. " notes", "Durations")
