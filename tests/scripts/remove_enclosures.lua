-- Takes the enclosure from each text expression that is assigned to a single staff in the selected region.
function plugindef()
    finaleplugin.RequireSelection = true
    return "Remove Enclosures", "Remove Enclosures", "Takes enclosures away."
end

local expressions = finale.FCExpressions()
expressions:LoadAllForRegion(finenv.Region())
for assignment in each(expressions) do
    local definition = finale.FCTextExpressionDef()
    if not assignment:IsShape() and assignment:IsSingleStaffAssigned() and definition:Load(assignment.ID)
        and definition.UseEnclosure then
        local enclosure = definition:CreateEnclosure()
        if enclosure then
            enclosure:DeleteData()
        end
        definition:SetUseEnclosure(false)
        definition:Save()
    end
end
