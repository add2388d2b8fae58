-- What of `os` the host provides; the rest of the table stays as it is.

for name, f in next, (...) do
    os[name] = f
end
