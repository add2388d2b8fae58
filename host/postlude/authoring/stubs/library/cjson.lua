---@meta cjson

---JSON. Every number that is decoded is a float; `null` is `cjson.null`, which is not nil.
---@class cjson
---@field _NAME string
---@field _VERSION string
local cjson = {}

---What stands for JSON's `null`.
---@type userdata
cjson.null = nil

---The Lua value of a JSON text. Raises an error for what isn't JSON.
---@param json string
---@return any
function cjson.decode(json) end

---The JSON text of a Lua value: a table with the indices from 1 on is an array, an empty table an object. Raises an error for what
---JSON doesn't have.
---@param value any
---@return string
function cjson.encode(value) end

---Whether NaN, infinity and hexadecimal numbers are decoded; without an argument: whether they are now.
---@param setting? boolean
---@return boolean
function cjson.decode_invalid_numbers(setting) end

---How deep arrays and objects may lie in each other when they are decoded, 1000 at first.
---@param depth? integer
---@return integer
function cjson.decode_max_depth(depth) end

---Whether NaN and infinity are encoded: `true`, `false` (an error), or `"null"`.
---@param setting? boolean|"null"
---@return boolean|"null"
function cjson.encode_invalid_numbers(setting) end

---Kept for scripts that call it: nothing depends on it.
---@param keep? boolean
---@return boolean
function cjson.encode_keep_buffer(keep) end

---How deep tables may lie in each other when they are encoded, 1000 at first.
---@param depth? integer
---@return integer
function cjson.encode_max_depth(depth) end

---How many digits an encoded number has at most, 1 to 14.
---@param precision? integer
---@return integer
function cjson.encode_number_precision(precision) end

---When a table with gaps counts as too sparse for an array, and whether it becomes an object then, instead of an error.
---@param convert? boolean
---@param ratio? integer
---@param safe? integer
---@return boolean convert
---@return integer ratio
---@return integer safe
function cjson.encode_sparse_array(convert, ratio, safe) end

---Another `cjson`, with settings of its own.
---@return cjson
function cjson.new() end

return cjson
