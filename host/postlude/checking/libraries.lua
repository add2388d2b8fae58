-- What scripts find besides the framework: the members of each library and module, by name, with their types.
local found, modules = {}, {}

local function describe(name, library)
    local members = {}
    for key, value in pairs(library) do
        if type(key) == "string" then
            members[key] = type(value)
            if type(value) == "table" and name ~= "package" and not getmetatable(value) then
                describe(name .. "." .. key, value)
            end
        end
    end
    found[name] = members
end

for name, value in next, _G do
    if type(value) == "table" and name ~= "_G" and name ~= "finale" then
        describe(name, value)
    end
end
for name in next, package.preload do
    modules[name] = "module"
end
for name in next, package.loaded do
    modules[name] = "module"
end
for name in next, modules do
    local ok, module = pcall(require, name)
    if ok and type(module) == "table" and name ~= "_G" then
        describe(name, module)
    end
end
found["*modules"] = modules
return found
