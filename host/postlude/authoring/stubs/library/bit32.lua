---@meta bit32

---Bit operations on numbers of 32 bits, as in Lua 5.2.
bit32 = {}

---`value` shifted to the right, or to the left if `shift` is negative; the highest bit is copied in.
---@param value integer
---@param shift integer
---@return integer
function bit32.arshift(value, shift) end

---The bits that all values have.
---@param ... integer
---@return integer
function bit32.band(...) end

---@param value integer
---@return integer
function bit32.bnot(value) end

---The bits that any of the values has.
---@param ... integer
---@return integer
function bit32.bor(...) end

---Whether the values have a bit in common.
---@param ... integer
---@return boolean
function bit32.btest(...) end

---The bits that an odd number of the values has.
---@param ... integer
---@return integer
function bit32.bxor(...) end

---The bits from `field` (0 is the lowest) on, `width` of them (1 if left out), as a number.
---@param value integer
---@param field integer
---@param width? integer
---@return integer
function bit32.extract(value, field, width) end

---@param value integer
---@param shift integer
---@return integer
function bit32.lrotate(value, shift) end

---@param value integer
---@param shift integer
---@return integer
function bit32.lshift(value, shift) end

---`value` with those bits replaced by `bits`.
---@param value integer
---@param bits integer
---@param field integer
---@param width? integer
---@return integer
function bit32.replace(value, bits, field, width) end

---@param value integer
---@param shift integer
---@return integer
function bit32.rrotate(value, shift) end

---@param value integer
---@param shift integer
---@return integer
function bit32.rshift(value, shift) end

return bit32
