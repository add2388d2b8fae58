-- The table `finenv`: functions lie in it, properties are asked for each time.
local functions, properties, get, put = ...

local finenv = {}
for name, call in pairs(functions) do
    finenv[name] = call
end

return setmetatable(finenv, {
    __index = function(_, name)
        if properties[name] then
            return get(name)
        end
        return nil
    end,
    __newindex = function(_, name, value)
        put(name, value)
    end,
    __pairs = function(self)
        local all = {}
        for name, call in next, self do
            all[name] = call
        end
        for name in next, properties do
            all[name] = get(name)
        end
        return next, all, nil
    end,
})
