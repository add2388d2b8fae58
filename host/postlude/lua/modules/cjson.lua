-- `cjson` and `cjson.safe` as lua-cjson 2.1.0 behaves, the JSON library embedded in RGP Lua, in Lua.
--
-- What may surprise: every number decodes to a float and is written with at most 14 digits; `/` and DEL are escaped;
-- text that isn't UTF-8 passes through untouched; decoding stops at a NUL byte; `null` is a light userdata.
-- Both directions keep their own stack, so that depth is limited by the configuration only.
--
-- The chunk returns `new, new_safe`.

local upvalueid = ...

local type, next, rawget, rawequal, select = type, next, rawget, rawequal, select
local error, tonumber, tostring, getmetatable = error, tonumber, tostring, getmetatable
local math_type, floor, huge = math.type, math.floor, math.huge
local byte, char, find, format, gsub, lower, match, sub =
    string.byte, string.char, string.find, string.format, string.gsub, string.lower, string.match, string.sub
local concat, utf8_char = table.concat, utf8.char

local INT_MAX = 2147483647

-- Lua code can't make a light userdata, but gets one for the identity of an upvalue: that of `null` itself, which
-- no other value can equal as long as anything here is in use.
local null
null = upvalueid(function() return null end, 1)

-- Arguments -----------------------------------------------------------------------------------------------

local function type_name(value, given)
    if not given then
        return "no value"
    elseif rawequal(value, null) then
        return "light userdata"
    end
    local meta = getmetatable(value)
    local name = type(meta) == "table" and rawget(meta, "__name")
    return type(name) == "string" and name or type(value)
end

-- Raises what a C function raises for a bad argument, at the place where the script called the function.
local function bad_argument(position, name, problem)
    error(format("bad argument #%d to '%s' (%s)", position, name, problem), 3)
end

-- Encoding ------------------------------------------------------------------------------------------------

local ESCAPES = {
    ['"'] = '\\"', ["\\"] = "\\\\", ["/"] = "\\/", ["\127"] = "\\u007f",
    ["\b"] = "\\b", ["\t"] = "\\t", ["\n"] = "\\n", ["\f"] = "\\f", ["\r"] = "\\r",
}
for code = 0, 31 do
    local control = char(code)
    ESCAPES[control] = ESCAPES[control] or format("\\u%04x", code)
end
local TO_ESCAPE = '[\0-\31"\\/\127]'

local function quoted(text)
    if find(text, TO_ESCAPE) then
        text = gsub(text, TO_ESCAPE, ESCAPES)
    end
    return '"' .. text .. '"'
end

-- The text of a number, or nil and the reason why it has none.
local function number_text(value, config)
    if value ~= value or value == huge or value == -huge then
        local policy = config.encode_invalid_numbers
        if policy == "null" then
            return "null"
        elseif not policy then
            return nil, "Cannot serialise number: must not be NaN or Infinity"
        end
        return value ~= value and "NaN" or value > 0 and "Infinity" or "-Infinity"
    end
    return format(config.number_format, value)
end

-- The length of a table that is written as an array; 0 for one that is written as an object; nil and the
-- reason for an array with too many holes.
local function array_length(list, config)
    local top, count = 0, 0
    for key in next, list do
        if math_type(key) == nil or key < 1 or floor(key) ~= key then
            return 0
        end
        if key > top then
            top = key
        end
        count = count + 1
    end
    if top > INT_MAX then
        return 0
    end
    local ratio = config.sparse_ratio
    if ratio > 0 and top > count * ratio and top > config.sparse_safe then
        if not config.sparse_convert then
            return nil, "Cannot serialise table: excessively sparse array"
        end
        return 0
    end
    return floor(top)
end

-- The JSON of `value`, or nil and the reason why there is none.
local function to_json(value, config)
    local out, size = {}, 0
    -- The tables that are being written, outermost first. `length` is 0 for an object, whose `key` is the last
    -- one written; an array's `key` is its last index.
    local tables, lengths, keys, depth = {}, {}, {}, 0
    local current, length, key
    while true do
        local kind = type(value)
        if kind == "string" then
            size = size + 1
            out[size] = quoted(value)
        elseif kind == "number" then
            local text, problem = number_text(value, config)
            if not text then
                return nil, problem
            end
            size = size + 1
            out[size] = text
        elseif kind == "boolean" then
            size = size + 1
            out[size] = value and "true" or "false"
        elseif kind == "table" then
            tables[depth], lengths[depth], keys[depth] = current, length, key
            depth = depth + 1
            if depth > config.encode_max_depth then
                return nil, format("Cannot serialise, excessive nesting (%d)", depth)
            end
            local count, problem = array_length(value, config)
            if not count then
                return nil, problem
            end
            current, length = value, count
            key = count > 0 and 0 or nil
            size = size + 1
            out[size] = count > 0 and "[" or "{"
        elseif kind == "nil" or rawequal(value, null) then
            size = size + 1
            out[size] = "null"
        else
            return nil, format("Cannot serialise %s: type not supported", kind)
        end

        -- On to the next value: in the innermost table that has one left.
        while true do
            if depth == 0 then
                return concat(out, "", 1, size)
            elseif length > 0 then
                if key < length then
                    if key > 0 then
                        size = size + 1
                        out[size] = ","
                    end
                    key = key + 1
                    value = rawget(current, key)
                    break
                end
                size = size + 1
                out[size] = "]"
            else
                local first = key == nil
                key, value = next(current, key)
                if key ~= nil then
                    local name
                    if type(key) == "string" then
                        name = quoted(key)
                    elseif math_type(key) then
                        local text, problem = number_text(key, config)
                        if not text then
                            return nil, problem
                        end
                        name = '"' .. text .. '"'
                    else
                        return nil, format("Cannot serialise %s: table key must be a number or string", type(key))
                    end
                    size = size + 1
                    out[size] = (first and "" or ",") .. name .. ":"
                    break
                end
                size = size + 1
                out[size] = "}"
            end
            depth = depth - 1
            current, length, key = tables[depth], lengths[depth], keys[depth]
        end
    end
end

-- Decoding ------------------------------------------------------------------------------------------------

local UNESCAPES = {
    ['"'] = '"', ["\\"] = "\\", ["/"] = "/", b = "\b", t = "\t", n = "\n", f = "\f", r = "\r",
}
local MARKS = {
    ["{"] = "T_OBJ_BEGIN", ["}"] = "T_OBJ_END", ["["] = "T_ARR_BEGIN", ["]"] = "T_ARR_END",
    [":"] = "T_COLON", [","] = "T_COMMA",
}

local NUMERIC = { ["-"] = true }
for digit = 0, 9 do
    NUMERIC[format("%d", digit)] = true
end

-- The text of the escape `\uXXXX` (or a pair of surrogates) at `at`, and where it ends; nil if it is none.
local function unicode_escape(json, at)
    local digits = match(json, "^\\u(%x%x%x%x)", at)
    if not digits then
        return nil
    end
    local code = tonumber(digits, 16)
    if code < 0xD800 or code > 0xDFFF then
        return utf8_char(code), at + 6
    end
    digits = match(json, "^\\u(%x%x%x%x)", at + 6)
    local low = digits and tonumber(digits, 16)
    if code >= 0xDC00 or not low or low < 0xDC00 or low > 0xDFFF then
        return nil
    end
    return utf8_char(0x10000 + ((code & 0x3FF) << 10 | low & 0x3FF)), at + 12
end

-- The rest of a string whose first special character, a backslash or NUL, stands at `at`.
local function string_with_escapes(json, from, at)
    local pieces, count = {}, 0
    while true do
        count = count + 1
        pieces[count] = sub(json, from, at - 1)
        local special = sub(json, at, at)
        if special == '"' then
            return "T_STRING", concat(pieces), at + 1
        elseif special ~= "\\" then
            return "error", "unexpected end of string", at
        end
        local escaped = sub(json, at + 1, at + 1)
        local text
        if escaped == "u" then
            text, from = unicode_escape(json, at)
            if not text then
                return "error", "invalid unicode escape code", at
            end
        else
            text, from = UNESCAPES[escaped], at + 2
            if not text then
                return "error", "invalid escape code", at
            end
        end
        count = count + 1
        pieces[count] = text
        at = find(json, '["\\\0]', from) or #json + 1
    end
end

-- The number at `at` by the rules of C's strtod, and where it ends; nil if there is none.
local function strtod(json, at)
    local sign, start = match(json, "^([-+]?)()", at)
    local value, stop
    local digits = match(json, "^0[xX]%x*%.?%x*", start)
    if digits and find(digits, "%x", 3) then
        local power = match(json, "^[pP][-+]?%d+", start + #digits) or ""
        stop = start + #digits + #power
        -- With a power it is a float for Lua, which would wrap a long whole number round.
        value = tonumber(digits .. (power == "" and "p0" or power))
    else
        digits = match(json, "^%d*%.?%d*", start)
        if find(digits, "%d") then
            local power = match(json, "^[eE][-+]?%d+", start + #digits) or ""
            stop = start + #digits + #power
            value = tonumber(digits .. power) + 0.0
        else
            local word = lower(sub(json, start, start + 7))
            if sub(word, 1, 3) == "inf" then
                value, stop = huge, start + (word == "infinity" and 8 or 3)
            elseif sub(word, 1, 3) == "nan" then
                value, stop = 0.0 / 0.0, match(json, "^%([%w_]*%)()", start + 3) or start + 3
            else
                return nil
            end
        end
    end
    return sign == "-" and -value or value, stop
end

-- Whether the number at `at` is one that strtod takes and JSON doesn't have.
local function is_invalid_number(json, at)
    return find(json, "^+", at) or find(json, "^-?0[xX%d]", at)
        or find(json, "^-?[iI][nN][fF]", at) or find(json, "^-?[nN][aA][nN]", at)
end

-- The token at or after `at`: its kind, its value (for an error: the reason), where it starts, where the next
-- one may start. An error in a string starts at the character that is wrong.
local function next_token(json, at, config)
    local first, from
    at, first, from = match(json, "^[ \t\n\r]*()(.?)()", at)
    local mark = MARKS[first]
    if mark then
        return mark, nil, at, from
    elseif first == '"' then
        local text, stop = match(json, '^([^"\\\0]*)"()', from)
        if text then
            return "T_STRING", text, at, stop
        end
        stop = find(json, '["\\\0]', from) or #json + 1
        local kind, value, where = string_with_escapes(json, from, stop)
        if kind == "error" then
            return kind, value, where
        end
        return kind, value, at, where
    elseif NUMERIC[first] then
        local text, stop = match(json, "^(-?[1-9]%d*%.?%d*)()[^%d.eE]", at)
        if text then
            return "T_NUMBER", tonumber(text) + 0.0, at, stop
        end
        if config.decode_invalid_numbers or not is_invalid_number(json, at) then
            local value, where = strtod(json, at)
            if value then
                return "T_NUMBER", value, at, where
            end
        end
        return "error", "invalid number", at
    elseif first == "" or first == "\0" then
        return "T_END", nil, at, at
    elseif find(json, "^true", at) then
        return "T_BOOLEAN", true, at, at + 4
    elseif find(json, "^false", at) then
        return "T_BOOLEAN", false, at, at + 5
    elseif find(json, "^null", at) then
        return "T_NULL", null, at, at + 4
    elseif config.decode_invalid_numbers and is_invalid_number(json, at) then
        local value, where = strtod(json, at)
        if value then
            return "T_NUMBER", value, at, where
        end
        return "error", "invalid number", at
    end
    return "error", "invalid token", at
end

-- The value of a JSON text: true and the value, or false and what is wrong with it.
local function from_json(json, config)
    if #json >= 2 and (byte(json, 1) == 0 or byte(json, 2) == 0) then
        return false, "JSON parser does not support UTF-16 or UTF-32"
    end
    -- The tables that are being read, outermost first, each with the place of its next value: an array's
    -- index, an object's name.
    local tables, keys, is_array, depth = {}, {}, {}, 0
    local current, key, in_array
    local kind, value, at, from

    local function expected(what)
        return false, format("Expected %s but found %s at character %d", what, kind == "error" and value or kind, at)
    end

    kind, value, at, from = next_token(json, 1, config)
    while true do
        -- A value begins at the token.
        local opened = kind == "T_OBJ_BEGIN" or kind == "T_ARR_BEGIN"
        if opened then
            if depth >= config.decode_max_depth then
                return false, format("Found too many nested data structures (%d) at character %d", depth + 1, at)
            end
            tables[depth], keys[depth], is_array[depth] = current, key, in_array
            depth = depth + 1
            current, in_array, key = {}, kind == "T_ARR_BEGIN", 0
            kind, value, at, from = next_token(json, from, config)
        elseif kind == "error" or value == nil then
            return expected("value")
        end
        local closed = opened and kind == (in_array and "T_ARR_END" or "T_OBJ_END")
        if closed then
            value = current
            depth = depth - 1
            current, key, in_array = tables[depth], keys[depth], is_array[depth]
        end
        if not opened or closed then
            -- A value is complete: store it, and close what ends after it.
            while true do
                if depth == 0 then
                    local result = value
                    kind, value, at = next_token(json, from, config)
                    if kind ~= "T_END" then
                        return expected("the end")
                    end
                    return true, result
                end
                if in_array then
                    key = key + 1
                end
                current[key] = value
                kind, value, at, from = next_token(json, from, config)
                if kind == "T_COMMA" then
                    kind, value, at, from = next_token(json, from, config)
                    break
                elseif kind ~= (in_array and "T_ARR_END" or "T_OBJ_END") then
                    return expected(in_array and "comma or array end" or "comma or object end")
                end
                value = current
                depth = depth - 1
                current, key, in_array = tables[depth], keys[depth], is_array[depth]
            end
        end
        if not in_array then
            -- A name and a colon come before the value.
            if kind ~= "T_STRING" then
                return expected("object key string")
            end
            key = value
            kind, value, at, from = next_token(json, from, config)
            if kind ~= "T_COLON" then
                return expected("colon")
            end
            kind, value, at, from = next_token(json, from, config)
        end
    end
end

-- The module ----------------------------------------------------------------------------------------------

-- A setting that is on, off or, where `other` is given, that word too.
local function switch(config, field, name, other)
    return function(...)
        local count, value = select("#", ...), (...)
        if count > 1 then
            bad_argument(2, name, "found too many arguments")
        end
        if type(value) == "boolean" then
            config[field] = value
        elseif value ~= nil then
            local text = (type(value) == "string" or math_type(value)) and tostring(value)
            if not text then
                bad_argument(1, name, "string expected, got " .. type_name(value, true))
            elseif text == "on" or text == "off" then
                config[field] = text == "on"
            elseif text == other then
                config[field] = other
            else
                bad_argument(1, name, format("invalid option '%s'", text))
            end
        end
        return config[field]
    end
end

-- `value` as an integer between the bounds; raises for the function `name` as lua-cjson does: always #1.
local function integer_option(value, position, name, lowest, highest)
    local number = tonumber(value)
    if type(value) ~= "string" and not math_type(value) or not number then
        error(format("bad argument #%d to '%s' (number expected, got %s)", position, name, type_name(value, true)), 3)
    end
    number = floor(number)
    if math_type(number) ~= "integer" then
        error(format("bad argument #%d to '%s' (number has no integer representation)", position, name), 3)
    elseif number < lowest or number > highest then
        error(format("bad argument #1 to '%s' (expected integer between %d and %d)", name, lowest, highest), 3)
    end
    return number
end

local function integer_setting(config, name, lowest, highest)
    return function(...)
        if select("#", ...) > 1 then
            bad_argument(2, name, "found too many arguments")
        end
        local value = ...
        if value ~= nil then
            config[name] = integer_option(value, 1, name, lowest, highest)
            config.number_format = format("%%.%dg", config.encode_number_precision)
        end
        return config[name]
    end
end

-- One instance: the module table, and its two conversions that report failure by their results.
local function instance()
    local config = {
        encode_invalid_numbers = false, decode_invalid_numbers = true, encode_keep_buffer = true,
        encode_max_depth = 1000, decode_max_depth = 1000,
        sparse_convert = false, sparse_ratio = 2, sparse_safe = 10,
        encode_number_precision = 14, number_format = "%.14g",
    }
    local module = {
        _NAME = "cjson", _VERSION = "2.1.0", null = null,
        encode_invalid_numbers = switch(config, "encode_invalid_numbers", "encode_invalid_numbers", "null"),
        decode_invalid_numbers = switch(config, "decode_invalid_numbers", "decode_invalid_numbers"),
        encode_keep_buffer = switch(config, "encode_keep_buffer", "encode_keep_buffer"),
        encode_max_depth = integer_setting(config, "encode_max_depth", 1, INT_MAX),
        decode_max_depth = integer_setting(config, "decode_max_depth", 1, INT_MAX),
        encode_number_precision = integer_setting(config, "encode_number_precision", 1, 14),
    }

    local set_convert = switch(config, "sparse_convert", "encode_sparse_array")
    function module.encode_sparse_array(...)
        local count, convert, ratio, safe = select("#", ...), ...
        if count > 3 then
            bad_argument(4, "encode_sparse_array", "found too many arguments")
        end
        if convert ~= nil and type(convert) ~= "boolean" and convert ~= "on" and convert ~= "off" then
            local problem = (type(convert) == "string" or math_type(convert))
                and format("invalid option '%s'", convert) or "string expected, got " .. type_name(convert, true)
            bad_argument(1, "encode_sparse_array", problem)
        end
        set_convert(convert)
        if ratio ~= nil then
            config.sparse_ratio = integer_option(ratio, 2, "encode_sparse_array", 0, INT_MAX)
        end
        if safe ~= nil then
            config.sparse_safe = integer_option(safe, 3, "encode_sparse_array", 0, INT_MAX)
        end
        return config.sparse_convert, config.sparse_ratio, config.sparse_safe
    end

    -- The text to decode: numbers count as text.
    local function text_argument(...)
        if select("#", ...) ~= 1 then
            error("bad argument #1 to 'decode' (expected 1 argument)", 3)
        end
        local text = ...
        if type(text) == "string" then
            return text
        elseif math_type(text) then
            return tostring(text)
        end
        return nil, format("bad argument #1 to 'decode' (string expected, got %s)", type_name(text, true))
    end

    local function check_value(...)
        if select("#", ...) ~= 1 then
            error("bad argument #1 to 'encode' (expected 1 argument)", 3)
        end
    end

    return module, config, text_argument, check_value
end

local function new()
    local module, config, text_argument, check_value = instance()
    module.new = new
    function module.encode(...)
        check_value(...)
        local json, problem = to_json((...), config)
        if not json then
            error(problem, 2)
        end
        return json
    end
    function module.decode(...)
        local text, problem = text_argument(...)
        if not text then
            error(problem, 2)
        end
        local done, value = from_json(text, config)
        if not done then
            error(value, 2)
        end
        return value
    end
    return module
end

local function new_safe()
    local module, config, text_argument, check_value = instance()
    module.new = new_safe
    function module.encode(...)
        check_value(...)
        return to_json((...), config)
    end
    function module.decode(...)
        local text, problem = text_argument(...)
        if not text then
            return nil, problem
        end
        local done, value = from_json(text, config)
        if not done then
            return nil, value
        end
        return value
    end
    return module
end

return new, new_safe
