---@meta _

-- Functions that RGP Lua's Lua 5.4 has kept from earlier releases.

---@param x number
---@return number
function math.cosh(x) end

---The mantissa and the exponent of 2 of a number.
---@param x number
---@return number mantissa
---@return integer exponent
function math.frexp(x) end

---@param mantissa number
---@param exponent integer
---@return number
function math.ldexp(mantissa, exponent) end

---@param x number
---@return number
function math.log10(x) end

---@param x number
---@param y number
---@return number
function math.pow(x, y) end

---@param x number
---@return number
function math.sinh(x) end

---@param x number
---@return number
function math.tanh(x) end
