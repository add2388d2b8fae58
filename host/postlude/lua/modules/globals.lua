-- The functions that RGP Lua offers every script without `require`: iterators over collections, regions and
-- entries, and a few helpers for tables, objects and JSON. The chunk makes globals of them.

local type, pairs, pcall, next, error = type, pairs, pcall, next, error
local sort, concat = table.sort, table.concat
local find, sub, rep, format = string.find, string.sub, string.rep, string.format

local offered = {}

-- Collections ---------------------------------------------------------------------------------------------

-- True if `collection` has all the members named; RGP Lua's factories answer nil for what is no collection.
local function offers(collection, ...)
    if collection == nil then
        return false
    end
    for _, member in next, { ... } do
        if collection[member] == nil then
            return false
        end
    end
    return true
end

-- Feeds the items from index `start` on, `step` apart, until GetItemAt has none.
local function items(collection, start, step)
    local index = start - step
    return function()
        index = index + step
        return (collection:GetItemAt(index))
    end
end

function offered.each(collection)
    return offers(collection, "GetItemAt") and items(collection, 0, 1) or nil
end

function offered.eachbackwards(collection)
    if not offers(collection, "GetItemAt", "GetCount") then
        return nil
    end
    return items(collection, collection:GetCount() - 1, -1)
end

function offered.loadall(collection)
    if not offers(collection, "LoadAll", "GetItemAt") then
        return nil
    end
    collection:LoadAll()
    return items(collection, 0, 1)
end

function offered.loadallforregion(collection, region)
    if not offers(collection, "LoadAllForRegion", "GetItemAt") then
        return nil
    end
    collection:LoadAllForRegion(region)
    return items(collection, 0, 1)
end

function offered.coll2table(collection)
    local feed = offered.each(collection)
    if not feed then
        error(format("bad argument #1 to 'coll2table' (collection expected, got %s)", type(collection)), 2)
    end
    local list, count = {}, 0
    for item in feed do
        count = count + 1
        list[count] = item
    end
    return list
end

-- Regions -------------------------------------------------------------------------------------------------

function offered.eachcell(region)
    local slot = region:GetStartSlot()
    local measure = region.StartMeasure - 1
    return function()
        if measure >= region.EndMeasure then
            slot, measure = slot + 1, region.StartMeasure
            if slot > region:GetEndSlot() then
                return nil
            end
        else
            measure = measure + 1
        end
        return measure, region:CalcStaffNumber(slot)
    end
end

function offered.eachstaff(region)
    local slot = region:GetStartSlot() - 1
    return function()
        slot = slot + 1
        if slot > region:GetEndSlot() then
            return nil
        end
        local staff = region:CalcStaffNumber(slot)
        return staff > 0 and staff or nil
    end
end

-- Entries, frame after frame. `prepare` sees each cell before it is loaded, `finish` when all its entries were
-- fed; a loop that is left early never finishes its last cell.
local function entries(region, layer, prepare, finish)
    local next_cell = offered.eachcell(region)
    local cell, index, whole
    local function advance()
        local measure, staff = next_cell()
        if not measure then
            cell = nil
            return
        end
        cell, index = finale.FCNoteEntryCell(measure, staff), 0
        whole = region:IsFullMeasureIncluded(measure) -- then no entry need be asked
        prepare(cell)
        cell:SetLoadLayerMode(layer or 0)
        cell:Load()
    end
    advance()
    return function()
        while cell do
            local entry = cell:GetItemAt(index)
            index = index + 1
            if entry == nil then
                finish(cell)
                advance()
            elseif whole or region:IsEntryPosWithin(entry) then
                return entry
            end
        end
        return nil
    end
end

local function nothing() end

function offered.eachentry(region, layer)
    return entries(region, layer, nothing, nothing)
end

function offered.eachentrysaved(region, layer)
    return entries(region, layer, function(cell)
        -- RGP Lua leaves mirrors out in the first cell only; here in every one, as its manual says.
        cell:SetLoadMirrors(false)
    end, function(cell)
        cell:DeleteAllNullEntries()
        cell:Save()
    end)
end

-- Tables, objects, text -------------------------------------------------------------------------------------

function offered.pairsbykeys(map, comes_before)
    local keys = {}
    for key in pairs(map) do
        keys[#keys + 1] = key
    end
    sort(keys, comes_before)
    local position = 0
    return function()
        position = position + 1
        local key = keys[position]
        if key ~= nil then
            return key, map[key]
        end
    end
end

-- Reads into `values` what the getters of one class give for `object`, those of its bases before its own.
local function read_properties(values, object, class, with_bases)
    if with_bases then
        for base in pairs(class.__parent or {}) do
            local base_class = finale[base]
            if base_class then
                read_properties(values, object, base_class, true)
            end
        end
    end
    for name in pairs(class.__propget or {}) do
        -- A property may be unreadable for this object; it is left out.
        local readable, value = pcall(function() return object[name] end)
        if readable then
            values[name] = value
        end
    end
end

function offered.dumpproperties(object, include_bases)
    if type(object) ~= "userdata" or object.ClassName == nil then
        return nil
    end
    local class = finale[object:ClassName()]
    if class == nil then
        return nil
    end
    local values = {}
    read_properties(values, object, class, include_bases)
    return values
end

function offered.prettyformatjson(json, tab_width)
    if type(json) ~= "string" then
        error(format("bad argument #1 to 'prettyformatjson' (string expected, got %s)", type(json)), 2)
    end
    tab_width = tab_width or 3
    local out, depth, from = {}, 0, 1
    local function add(text)
        out[#out + 1] = text
    end
    local function break_line()
        add("\n")
        add(rep(" ", tab_width * depth))
    end
    while true do
        local at = find(json, '["{}%[%],:]', from)
        if not at then
            break
        end
        add(sub(json, from, at - 1))
        from = at + 1
        local mark = sub(json, at, at)
        if mark == '"' then
            -- To the closing quote, over escaped characters; an unclosed string runs to the end.
            local stop = at
            repeat
                stop = find(json, '["\\]', stop + 1) or #json
                local escaped = sub(json, stop, stop) == "\\"
                if escaped then
                    stop = stop + 1
                end
            until not escaped or stop >= #json
            add(sub(json, at, stop))
            from = stop + 1
        elseif mark == "{" or mark == "[" then
            depth = depth + 1
            add(mark)
            break_line()
        elseif mark == "}" or mark == "]" then
            depth = depth - 1
            break_line()
            add(mark)
        elseif mark == "," then
            add(mark)
            break_line()
        else
            add(": ")
        end
    end
    add(sub(json, from))
    add("\n")
    return concat(out)
end

for name, f in next, offered do
    _G[name] = f
end
