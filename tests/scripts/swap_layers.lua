-- Layers 1 and 2 change places in the selected region, clefs stay.
function plugindef()
    finaleplugin.RequireSelection = true
    return "Swap Layers", "Swap Layers", "Layers 1 and 2 change places."
end

for measure, staff in eachcell(finenv.Region()) do
    local layers = {}
    for index = 0, 1 do
        layers[index] = finale.FCNoteEntryLayer(index, staff, measure, measure)
        layers[index]:SetUseVisibleLayer(false)
        layers[index]:Load()
        layers[index].LayerIndex = 1 - index
    end
    layers[0]:Save()
    layers[1]:Save()
end
