-- The table `finenv`: functions lie in it, properties are asked for each time.
local functions, properties, writable, get, put = ...

local finenv = {}
for name, call in pairs(functions) do
    finenv[name] = call
end

-- What there is to read and to write, as for the classes of `finale`: class browsers ask for it.
local reflection = { __propget = {}, __propset = {} }
for name in pairs(properties) do
    reflection.__propget[name] = function() return get(name) end
end
for name in pairs(writable) do
    reflection.__propset[name] = function(_, value) put(name, value) end
end

return setmetatable(finenv, {
    __index = function(_, name)
        if reflection[name] then
            return reflection[name]
        end
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
