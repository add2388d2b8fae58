-- The namespace `bit32` as RGP Lua has it: Lua 5.2's functions over the 64-bit operators of Lua 5.4. Where the two
-- differ RGP Lua's results stand: operands wider than 32 bits are not cut before they are shifted, a negative
-- shift goes the other way without being cut again, and no field is out of range.

local type, select, error, tonumber = type, select, error, tonumber
local math_type, floor, format = math.type, math.floor, string.format

local WORD = 0xFFFFFFFF
local SIGN = 0x80000000

-- The operand as an integer: floats are floored, texts that are numbers count.
local function integer(value, position, name)
    if math_type(value) == "integer" then
        return value
    end
    local number = value
    if type(value) == "string" then
        number = tonumber(value)
    end
    if type(number) ~= "number" then
        error(format("bad argument #%d to '%s' (number expected, got %s)", position, name,
            value == nil and "no value" or type(value)), 3)
    end
    number = floor(number)
    if math_type(number) ~= "integer" then
        error(format("bad argument #%d to '%s' (number has no integer representation)", position, name), 3)
    end
    return number
end

-- As `integer`, but keeps the fraction: for operands that are calculated with before they are bits.
local function number(value, position, name)
    local result = tonumber(value)
    if result == nil then
        integer(value, position, name)
    end
    return result
end

-- The float `2^exponent` floored to an integer; `offset` is added before.
local function power_of_two(exponent, offset, name)
    local mask = floor(2.0 ^ exponent + offset)
    if math_type(mask) ~= "integer" then
        error(format("bad argument to '%s' (number has no integer representation)", name), 3)
    end
    return mask
end

local bit32 = {}

function bit32.band(...)
    local bits = WORD
    for position = 1, select("#", ...) do
        bits = bits & integer((select(position, ...)), position, "band")
    end
    return bits
end

function bit32.bor(...)
    local bits = 0
    for position = 1, select("#", ...) do
        bits = bits | integer((select(position, ...)), position, "bor")
    end
    return bits & WORD
end

function bit32.bxor(...)
    local bits = 0
    for position = 1, select("#", ...) do
        bits = bits ~ integer((select(position, ...)), position, "bxor")
    end
    return bits & WORD
end

function bit32.btest(...)
    local bits = WORD
    for position = 1, select("#", ...) do
        bits = bits & integer((select(position, ...)), position, "btest")
    end
    return bits ~= 0
end

function bit32.bnot(x)
    return ~integer(x, 1, "bnot") & WORD
end

function bit32.lshift(x, shift)
    return integer(x, 1, "lshift") << integer(shift, 2, "lshift") & WORD
end

function bit32.rshift(x, shift)
    return (integer(x, 1, "rshift") & WORD) >> integer(shift, 2, "rshift")
end

function bit32.arshift(x, shift)
    x, shift = integer(x, 1, "arshift"), integer(shift, 2, "arshift")
    local fill = x & SIGN ~= 0 and ~(WORD >> shift) or 0
    return (x >> shift | fill) & WORD
end

local function rotate_left(x, shift)
    x, shift = x & WORD, shift & 31
    return (x << shift | x >> 32 - shift) & WORD
end

function bit32.lrotate(x, shift)
    return rotate_left(integer(x, 1, "lrotate"), integer(shift, 2, "lrotate"))
end

function bit32.rrotate(x, shift)
    return rotate_left(integer(x, 1, "rrotate"), -integer(shift, 2, "rrotate"))
end

function bit32.extract(x, field, width)
    x, field = integer(x, 1, "extract"), integer(field, 2, "extract")
    local mask = power_of_two(number(width or 1, 3, "extract"), -1, "extract")
    return x >> field & mask & WORD
end

function bit32.replace(x, value, field, width)
    x, value = integer(x, 1, "replace"), integer(value, 2, "replace")
    local shift = integer(field, 3, "replace")
    local exact = number(field, 3, "replace")
    local mask = power_of_two(number(width or 1, 4, "replace") + exact, -2.0 ^ exact, "replace")
    return (x & ~mask | value << shift & mask) & WORD
end

_G.bit32 = bit32
package.loaded.bit32 = bit32
