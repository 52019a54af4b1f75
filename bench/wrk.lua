-- bench/wrk.lua: what wrk sends, and its figures as one line of JSON.
-- BENCH_PATHS (with | between them), BENCH_COOKIE; for notes BENCH_CSRF, BENCH_DAY and BENCH_SEED.
local paths, i = {}, 0
for path in os.getenv("BENCH_PATHS"):gmatch("[^|]+") do paths[#paths + 1] = path end
local headers = { ["Cookie"] = os.getenv("BENCH_COOKIE") }
if os.getenv("BENCH_GZIP") then headers["Accept-Encoding"] = "gzip" end
local csrf, seed = os.getenv("BENCH_CSRF"), os.getenv("BENCH_SEED") or ""

request = function()
  i = i + 1
  local path = paths[i % #paths + 1]
  if not csrf then return wrk.format("GET", path, headers) end
  -- Each note is a command of its own: an id that no other has.
  local cmd = string.format("019a0000-%s-7000-8000-%012x", seed, i)
  headers["Content-Type"] = "application/x-www-form-urlencoded"
  return wrk.format("POST", path, headers, "csrf=" .. csrf .. "&cmd=" .. cmd ..
    "&kind=home_visit&occurred_on=" .. os.getenv("BENCH_DAY") ..
    "&body=The+family+was+at+home.+We+looked+at+the+plan+together%3A+two+steps+are+done%2C+the+" ..
    "enrolment+is+still+open+because+of+the+birth+certificate.+" .. i)
end

done = function(summary, latency)
  local e = summary.errors
  io.write(string.format(
    '{"requests":%d,"us":%d,"p50":%d,"p99":%d,"max":%d,"bytes":%d,"errors":%d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    latency.max, summary.bytes, e.connect + e.read + e.write + e.status + e.timeout))
end
