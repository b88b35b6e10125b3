-- Tries to reach what was not granted. One line an act: `NAME refused REASON` or `NAME succeeded`.
-- The argument is a directory outside every grant that holds `secret` and `victim`.
local outside = assert(arg[1], "usage: breakout.lua DIRECTORY")

local function act(name, attempt)
  local ran, result, reason = pcall(attempt)
  if ran and result then
    print(name .. " succeeded")
  else
    print(name .. " refused " .. tostring(ran and reason or result))
  end
end

act("open-absolute", function() return io.open("/etc/passwd") end)
act("open-outside", function() return io.open(outside .. "/secret") end)
act("open-dotdot", function() return io.open("/dev/fd/4/../secret") end)
act("open-symlink-absolute", function() return io.open("/dev/fd/4/absolute") end)
act("open-symlink-dotdot", function() return io.open("/dev/fd/4/up") end)
act("create-outside", function() return io.open(outside .. "/created", "w") end)
act("lines-outside", function() return io.lines(outside .. "/secret")() end)
act("loadfile-outside", function() return loadfile(outside .. "/secret") end)
act("execute", function() return os.execute("true") end)
act("popen", function() return io.popen("true") end)
act("tmpname", function() return os.tmpname() end)
act("rename-outside", function() return os.rename(outside .. "/movable", outside .. "/moved") end)
act("remove-outside", function() return os.remove(outside .. "/victim") end)
