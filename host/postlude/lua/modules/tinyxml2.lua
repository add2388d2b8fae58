-- The loops over XML that RGP Lua offers without `require`. What comes next is looked up before an item is handed
-- out, so that the body of a loop may delete or move the item that it holds.

local type, error, format = type, error, string.format

local function check(node, name)
    local kind = type(node)
    if node ~= nil and kind ~= "userdata" and kind ~= "table" then
        error(format("bad argument #1 to '%s' (XMLNode expected, got %s)", name, kind), 3)
    end
end

local function nothing() end

-- The child elements of a node, of an XMLHandle's or of none, in their order; of one name if one is given.
function xmlelements(node, name)
    check(node, "xmlelements")
    local coming = node and node:FirstChildElement(name)
    coming = coming and coming:ToElement()
    if not coming then
        return nothing
    end
    return function()
        local element = coming
        if element then
            coming = element:NextSiblingElement(name)
        end
        return element
    end
end

-- The attributes of an element; of what is no element, none.
function xmlattributes(node)
    check(node, "xmlattributes")
    local element = node and node:ToElement()
    local coming = element and element:FirstAttribute()
    if not coming then
        return nothing
    end
    return function()
        local attribute = coming
        if attribute then
            coming = attribute:Next()
        end
        return attribute
    end
end
