---@meta cjson.safe

---As `cjson`, but what goes wrong is a result and no error.
---@class cjson.safe : cjson
local safe = {}

---The Lua value of a JSON text; or nil and what is wrong.
---@param json string
---@return any value
---@return string? problem
function safe.decode(json) end

---The JSON text of a Lua value; or nil and what is wrong.
---@param value any
---@return string? json
---@return string? problem
function safe.encode(value) end

---Another `cjson.safe`, with settings of its own.
---@return cjson.safe
function safe.new() end

return safe
