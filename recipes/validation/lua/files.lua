-- Reads and writes beneath granted directories: 3 is read-only, 4 is read-write.
local data = assert(io.open("/dev/fd/3/data.txt"))
local text = data:read("a")
data:close()
print("read: " .. #text .. " bytes")

local lines = 0
for line in io.lines("/dev/fd/3/data.txt") do lines = lines + 1 end
print("lines: " .. lines)

local out = assert(io.open("/dev/fd/4/result.txt", "w"))
out:write(text:upper())
out:close()
local log = assert(io.open("/dev/fd/4/result.txt", "a"))
log:write("appended\n")
log:close()

print("dofile: " .. dofile("/dev/fd/3/value.lua"))
print("loadfile: " .. assert(loadfile("/dev/fd/3/value.lua"))())

local refused, reason = io.open("/dev/fd/3/data.txt", "w")
print("write to the read-only grant: " .. tostring(refused) .. " " .. tostring(reason))

local temporary = assert(io.tmpfile())
temporary:write("nameless")
temporary:seek("set")
print("tmpfile: " .. temporary:read("a"))
