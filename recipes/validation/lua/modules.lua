-- Finds modules beneath a descriptor: package.path is a list of them.
package.path = "/dev/fd/3/lib/?.lua"
package.cpath = ""
local shapes = require("shapes")
print("require: " .. shapes.area(3, 4))
print("searched once: " .. tostring(require("shapes") == shapes))
print("missing: " .. tostring(pcall(require, "no.such.module")))
