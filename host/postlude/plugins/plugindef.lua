-- Defines a script's plugindef from its extracted text, and calls it or leaves it for the script.
--
-- mode "call":    text, chunk name, locale. Runs alone: what reaches files, programs or modules is refused.
-- mode "install": text, chunk name, then names and values of finaleplugin. Sets the two globals for the script.
-- mode "left":    nil, nil, locale. Calls the plugindef that a compiled script left behind.
--
-- "call" and "left" return three strings (true: a result that is no text, false: none), then names, types and
-- values of finaleplugin.
local mode, text, name, locale = ...

local _G, load, error, next, rawget, rawset, type, tostring = _G, load, error, next, rawget, rawset, type, tostring
local mathtype, unpack, select, setmetatable = math.type, table.unpack, select, setmetatable

-- The text is run with nothing around it, so that it can do nothing but define a function. Only then do the
-- globals of the state come into its reach.
local function define()
    local around = {}
    local chunk, message = load(text, name, "t", around)
    if not chunk then
        error(message, 0)
    end
    chunk()
    local plugindef = rawget(around, "plugindef")
    for key in next, around do
        rawset(around, key, nil)
    end
    setmetatable(around, { __index = _G, __newindex = _G })
    return plugindef
end

local function refuse(library, functions)
    local from = _G
    if library then
        from = rawget(_G, library)
        if type(from) ~= "table" then
            from = {}
            rawset(_G, library, from)
        end
    end
    for _, key in next, functions do
        local what = library and library .. "." .. key or key
        rawset(from, key, function()
            error("the current permissions environment does not allow this function to run: " .. what
                .. " (plugindef runs alone, without files)", 2)
        end)
    end
end

local function describe(plugindef)
    local menu, undo, description
    if type(plugindef) == "function" then
        menu, undo, description = plugindef(locale)
    end
    local result, count = { false, false, false }, 3
    local texts = { menu, undo, description }
    for index = 1, 3 do
        local value = texts[index]
        if type(value) == "string" then
            result[index] = value
        elseif mathtype(value) then
            result[index] = tostring(value)
        else
            result[index] = value ~= nil
        end
    end
    local properties = rawget(_G, "finaleplugin")
    for key, value in next, type(properties) == "table" and properties or {} do
        if type(key) == "string" then
            local kind = type(value)
            local plain = kind == "string" or kind == "number" or kind == "boolean"
            result[count + 1], result[count + 2], result[count + 3] = key, kind, plain and value
            count = count + 3
            if count > 3000 then
                error("finaleplugin has more than a thousand properties", 0)
            end
        end
    end
    return unpack(result, 1, count)
end

if mode == "install" then
    local properties = {}
    local values = { select(4, ...) }
    for index = 1, #values, 2 do
        properties[values[index]] = values[index + 1]
    end
    _G.finaleplugin = properties
    _G.plugindef = text and define() or nil
elseif mode == "left" then
    return describe(rawget(_G, "plugindef"))
else
    refuse("io", { "close", "input", "lines", "open", "output", "popen", "read", "tmpfile", "write" })
    refuse("os", { "execute", "exit", "getenv", "remove", "rename", "setlocale", "tmpname" })
    refuse("package", { "loadlib", "searchpath" })
    refuse(nil, { "dofile", "loadfile", "require" })
    _G.finaleplugin = {}
    return describe(text and define())
end
