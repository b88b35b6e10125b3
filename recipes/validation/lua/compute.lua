-- Computes without any descriptor but the script itself and standard output.
local function primes(limit)
  local sieve, count = {}, 0
  for i = 2, limit do
    if not sieve[i] then
      count = count + 1
      for j = i * i, limit, i do sieve[j] = true end
    end
  end
  return count
end

local worker = coroutine.wrap(function(a)
  while true do a = coroutine.yield(a * 2) end
end)

print("primes below 10000: " .. primes(10000))
print("coroutine: " .. worker(21))
print("pattern: " .. ("fd-only"):gsub("%a+", string.upper))
print("error: " .. tostring(select(2, pcall(error, "caught"))))
